#!/usr/bin/env bash
# Builds what is published twice, from the last commit, and compares it byte by byte: in two folders with names of
# different length, with another time zone, locale, and number of modules at a time. Prints the SHA-256 of each file.
# Tests are not run. Both with umask 022: Maven's archiver writes the permissions of files into jars.
# Takes some ten minutes of CPU time. Both builds are made by one JDK and one Maven, since javac and zlib may differ by
# version. Exit code 0: all files are the same; 1: one differs, or is missing; 2: wrong usage.
#
#   scripts/reproducible.sh [--keep]
#   JAVA_HOME          the JDK to build with (default: that of Maven)
#   TMPDIR             where the copies are built; --keep leaves them there
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
keep=''
case "$#:${1:-}" in
  0:) ;;
  1:--keep) keep=yes ;;
  *) sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "${BASH_SOURCE[0]}" >&2; exit 2 ;;
esac
unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS MAVEN_ARGS

work=$(mktemp -d "${TMPDIR:-/tmp}/lastcall-twice.XXXXXX")
trap '[[ -n $keep ]] || rm -rf "$work"' EXIT

umask 022
# build FOLDER ZONE LOCALE MODULES-AT-A-TIME
build() {
  (
    mkdir -p "$1"
    git archive HEAD | tar -x -C "$1" --no-same-permissions
    cd "$1"
    TZ=$2 LC_ALL=$3 LANG=$3 mvn -B -q -ntp "-T$4" package -Prelease -Dquick -DskipTests -Dspotless.check.skip \
      -pl agent,agent/junit,agent/maven-plugin,agent/bom -am
  )
}

build "$work/one" UTC C.UTF-8 1
build "$work/another-folder" Pacific/Auckland C 2

failed=0
count=0
# what is deployed: jars, their sources and Javadoc, the bill of materials, the POMs
while IFS= read -r file; do
  count=$((count + 1))
  if cmp -s "$work/one/$file" "$work/another-folder/$file"; then
    sum=$(sha256sum "$work/one/$file")
    echo "same    ${sum%% *}  $file"
  else
    echo "DIFFERS $file"
    failed=1
  fi
done < <(cd "$work" && for build in one another-folder; do
  (cd "$build" && find agent/target agent/junit/target agent/maven-plugin/target agent/bom/target -maxdepth 1 -type f \
    \( -name '*.jar' -o -name '*-sbom.json' -o -name published-pom.xml \))
done | sort -u)

# lastcall, its sources, Javadoc, bill and POM; of the other two a jar, sources, Javadoc and POM; the BOM's POM
if [[ $count -lt 14 ]]; then
  echo "only $count files were made"
  failed=1
fi
[[ $failed -eq 0 ]] && echo "$count files, all the same" || keep=yes
[[ -z $keep ]] || echo "left in $work"
exit "$failed"
