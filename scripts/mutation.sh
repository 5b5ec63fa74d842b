#!/usr/bin/env bash
# Changes the judgement in small ways (PIT) and sees whether a test notices: a change that nobody notices could turn a
# doubt into GO. What survives is held against agent/evidence/src/test/mutation/survivors.txt, where each has a reason.
#
#   scripts/mutation.sh [CLASS…]    simple names such as Fleet or PolicyView (default: all that judge)
#   PART=4                          so many classes are changed in one run; less is slower, and asks for less memory
#
# Half an hour on one idle core for all; name the classes that you changed. Runs part after part, each once more if it
# breaks down; a change whose tests could not be run counts as unnoticed. Exit code 0: all survivors are known; 1: some
# are not, and are printed; 2: a part could not be run. The pages are in agent/evidence/target/pit-reports, in a folder
# for each part.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS

known=agent/evidence/src/test/mutation/survivors.txt
sources=agent/evidence/src/main/java
reports=$PWD/agent/evidence/target/pit-reports
mutations=$reports/mutations.xml
part=${PART:-4}

classes=("$@")
if ((!$#)); then
  # warnings and reports change no result
  mapfile -t classes < <(
    find "$sources/dev/lastcall/verdict" -name '*.java' -printf '%f\n' | sed 's/[.]java$//' | sort |
      grep -vx -e package-info -e Warnings -e TakeOvers -e AcceptWarnings -e LeftOut \
        -e Report -e ReportedSite -e SiteSheet -e SiteBook -e SitesInWords -e OpenCalls -e OpenHistory -e Treatment
    printf '%s\n' DistinctProcesses SiteKey SiteKeys Acceptance AllowEntry CallerSide VerdictTerms
  )
fi

rm -rf "$reports"
mkdir -p "$reports"
mvn -B -q -ntp -pl agent/evidence -Pmutation test-compile

# mutate NUMBER CLASS…: one part; its mutations are added to the others.
mutate() {
  local number=$1 class patterns=
  shift
  for class; do
    patterns+="dev.lastcall.*.$class,dev.lastcall.*.$class\$*,"
  done
  mvn -B -q -ntp -pl agent/evidence -Pmutation org.pitest:pitest-maven:mutationCoverage \
    "-DtargetClasses=${patterns%,}" "-DreportsDirectory=$reports/part-$number" -DfailWhenNoMutations=false \
    </dev/null >"$reports/part-$number.log" 2>&1 || return 1
  if [[ -f $reports/part-$number/mutations.xml ]]; then
    cat "$reports/part-$number/mutations.xml" >>"$mutations"
  fi
}

touch "$mutations"
failed=0
for ((first = 0; first < ${#classes[@]}; first += part)); do
  names=("${classes[@]:first:part}")
  number=$((first / part + 1))
  if mutate $number "${names[@]}" || mutate $number "${names[@]}"; then
    printf 'part %d: %s: %s changes\n' $number "${names[*]}" \
      "$(grep -c '<mutation ' "$reports/part-$number/mutations.xml" 2>/dev/null || true)"
  else
    printf 'part %d: %s: NOT RUN, see %s\n' $number "${names[*]}" "$reports/part-$number.log"
    failed=$((failed + 1))
  fi
done

# Prints "Class.method | Mutator | the line of code" for each survivor.
survivors() {
  awk -v sources="$sources" '
    function text(tag,   from, rest) {
      from = index($0, "<" tag ">")
      rest = substr($0, from + length(tag) + 2)
      return from ? substr(rest, 1, index(rest, "</" tag ">") - 1) : ""
    }
    /status=.(SURVIVED|NO_COVERAGE|RUN_ERROR|NOT_STARTED|STARTED)/ {
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
    }' "$mutations"
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

total=$(grep -c '<mutation ' "$mutations" || true)
survived=$(survivors | wc -l)
new=$(survivors | unknown)
printf '%s changes, %s of them unnoticed\n' "$total" "$survived"
if [[ -n $new ]]; then
  printf 'Not in %s:\n%s\n' "$known" "$new"
  exit 1
fi
if ((failed)); then
  printf '%d parts could not be run: nothing is known of their classes.\n' "$failed"
  exit 2
fi
if ((!total)); then
  printf 'No class of these names has anything to change.\n'
  exit 2
fi
printf 'All of those are known.\n'
