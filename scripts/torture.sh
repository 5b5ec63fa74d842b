#!/usr/bin/env bash
# Hurts the agent: kills, crashes, full disks, damaged files, floods. Prints a line for each case and JDK: what was
# checked, and pass, FAIL or skipped (with the reason). As root it mounts small disks below a temp folder of its own.
# About half an hour for all on two idle cores. Exit code 0: all held; 1: one did not; 2: wrong usage.
#
#   scripts/torture.sh [--short] [CASE…]   without a case, all; scripts/torture.sh help names them
#   JAVA_HOME                              the one JDK to run on (default: each from 17 on beside the java on the PATH)
#   TMPDIR                                 where the temp folder is made
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
jdks=()
if [[ -n ${JAVA_HOME:-} ]]; then
  PATH=$JAVA_HOME/bin:$PATH
  jdks=(--this-jdk)
fi
unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS

agent=agent/target/lastcall.jar
torture=agent/torture/target/torture.jar

. scripts/stale.sh
if [[ ! -d agent/torture/target/lib ]] ||
  is_stale "$agent" agent agent/bench agent/web agent/field agent/ways ||
  is_stale "$torture" agent agent/bench agent/web agent/field agent/ways; then
  mvn -B -q -ntp package -DskipTests -pl agent/torture -am
fi

work=$(mktemp -d "${TMPDIR:-/tmp}/lastcall-torture.XXXXXX")
pid=''

# Ends what runs, then takes away what it mounted: only what lies below our own folder.
finish() {
  local code=$?
  trap - EXIT
  if [[ -n $pid ]] && kill "$pid" 2>/dev/null; then
    wait "$pid" || true
  fi
  local mounted
  while IFS= read -r mounted; do
    umount -l "$mounted" || true
  done < <(awk -v below="$work/" 'index($2, below) == 1 { print $2 }' /proc/mounts 2>/dev/null | sort -r)
  rm -rf "$work"
  exit "$code"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

java -cp "$torture:agent/torture/target/lib/*" dev.lastcall.torture.Torture --work "$work" \
  ${jdks[@]+"${jdks[@]}"} "$@" &
pid=$!
code=0
wait "$pid" || code=$?
pid=''
exit "$code"
