#!/usr/bin/env bash
# Builds the samples of the Maven plugin (agent/maven-plugin/src/it) as a user would, and checks what each prints: on
# each JDK from 17 on that is found beside the java on the PATH. The build itself runs them on one JDK. Takes some
# minutes. Exit code 0: all did as they should; else that of Maven.
#
#   scripts/samples.sh [SAMPLE]     one of passing, failing, baseline
#   JAVA_HOME                       the one JDK to run on
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
if [[ $# -gt 1 || ${1:-} == -* ]]; then
  sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "${BASH_SOURCE[0]}" >&2
  exit 2
fi
unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS MAVEN_ARGS

# homes: of each JDK one line, its version and its folder
homes() {
  if [[ -n ${JAVA_HOME:-} ]]; then
    echo "$JAVA_HOME"
    return
  fi
  local own release home version
  own=$(java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p')
  for release in "$(dirname "$(readlink -f "$own")")"/*/release; do
    home=$(readlink -f "$(dirname "$release")")
    version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$release")
    if [[ -x $home/bin/javac && ${version:-0} -ge 17 ]]; then
      echo "$version $home"
    fi
  done | sort -n -u -k 1,1 | cut -d ' ' -f 2-
}

found=0
while IFS= read -r home; do
  found=$((found + 1))
  echo "samples on $home"
  mvn -B -ntp -q verify -Dsamples -Dinvoker.javaHome="$home" ${1:+"-Dinvoker.test=$1"} \
    -DskipTests -Dquick -Dspotless.check.skip -pl agent/maven-plugin -am </dev/null
done < <(homes)
if [[ $found -eq 0 ]]; then
  echo "no JDK from 17 on was found" >&2
  exit 1
fi
