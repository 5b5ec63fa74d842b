#!/usr/bin/env bash
# Changes the judgement in small ways (PIT) and sees whether a test notices: a change that nobody notices could turn a doubt
# into GO. What survives is held against agent/evidence/src/test/mutation/survivors.txt, where each has a reason.
#
#   scripts/mutation.sh [CLASS…]    simple names such as Fleet or PolicyView (default: all that judge)
#
# Half an hour on one idle core for all; name the classes that you changed. Exit code 0: all survivors are known; 1: some are
# not, and are printed; others: Maven failed. The pages are in agent/evidence/target/pit-reports.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS

known=agent/evidence/src/test/mutation/survivors.txt
report=agent/evidence/target/pit-reports/mutations.xml
sources=agent/evidence/src/main/java

options=()
if (($#)); then
  classes=$(printf 'dev.lastcall.*.%s,' "$@")
  options+=("-DtargetClasses=${classes%,}")
fi
rm -f "$report"
mvn -B -q -ntp -pl agent/evidence -Pmutation test-compile org.pitest:pitest-maven:mutationCoverage "${options[@]}"

# Prints "Class.method | Mutator | the line of code" for each survivor.
survivors() {
  awk -v sources="$sources" '
    function text(tag,   from, rest) {
      from = index($0, "<" tag ">")
      rest = substr($0, from + length(tag) + 2)
      return from ? substr(rest, 1, index(rest, "</" tag ">") - 1) : ""
    }
    /status=.(SURVIVED|NO_COVERAGE)/ {
      class = text("mutatedClass"); sub(/(&#36;|[$]).*/, "", class)
      method = text("mutatedMethod"); gsub(/&lt;/, "<", method); gsub(/&gt;/, ">", method); gsub(/&#36;/, "$", method)
      mutator = text("mutator"); sub(/.*[.]/, "", mutator)
      package = class; sub(/[.][^.]*$/, "", package); gsub(/[.]/, "/", package)
      simple = class; sub(/.*[.]/, "", simple)
      file = sources "/" package "/" text("sourceFile")
      if (!(file in read)) {
        read[file] = 1
        for (n = 1; (getline row < file) > 0; n++) code[file, n] = row
        close(file)
      }
      row = code[file, text("lineNumber") + 0]; sub(/^ +/, "", row)
      print simple "." method " | " mutator " | " row
    }' "$report"
}

# Prints those that no line of the file fits: "Class.method | Mutator | part of the code | reason", with * for any.
unknown() {
  local survivor place mutator code p m c reason
  while IFS= read -r survivor; do
    place=${survivor%% | *}
    mutator=${survivor#* | }
    code=${mutator#* | }
    mutator=${mutator%% | *}
    local fits=
    while IFS='|' read -r p m c reason; do
      [[ $p == \#* || -z ${reason// /} ]] && continue
      read -r p <<<"$p"
      read -r m <<<"$m"
      c=${c# }
      c=${c% }
      # shellcheck disable=SC2053 # patterns are meant
      if [[ $place == $p && $mutator == $m && ($c == '*' || $code == *"$c"*) ]]; then
        fits=yes
        break
      fi
    done <"$known"
    [[ -n $fits ]] || printf '%s\n' "$survivor"
  done
}

total=$(grep -c '<mutation ' "$report")
survived=$(survivors | wc -l)
new=$(survivors | unknown)
printf '%s changes, %s of them unnoticed\n' "$total" "$survived"
if [[ -n $new ]]; then
  printf 'Not in %s:\n%s\n' "$known" "$new"
  exit 1
fi
printf 'All of those are known.\n'
