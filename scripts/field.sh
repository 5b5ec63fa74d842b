#!/usr/bin/env bash
# Real programs with and without the agent, and with other agents beside: prints one table, a row for each program, JDK
# and agent beside: ready, same output, call sites and calls, what they were held against, exit codes, verdict.
# Takes about an hour for all on two idle cores. The programs come from the Maven registry, into agent/field/target.
# Exit code 0: all held; 1: one did not; 2: wrong usage.
#
#   scripts/field.sh [--keep] [--jdk VERSION]… [--beside NAME]… [PROGRAM…]
#                    without a program, all; scripts/field.sh help names them
#   JAVA_HOME        the one JDK to run on (default: each from 17 on beside the java on the PATH)
#   TMPDIR           where the programs run; --keep leaves their folders there
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
jdks=()
if [[ -n ${JAVA_HOME:-} ]]; then
  PATH=$JAVA_HOME/bin:$PATH
  jdks=(--this-jdk)
fi
unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS

agent=agent/target/lastcall.jar
field=agent/field/target/field.jar

. scripts/stale.sh
if [[ ! -d agent/field/target/lib || ! -d agent/web/target/lib ]] ||
  is_stale "$agent" agent agent/ways agent/torture || is_stale "$field" agent agent/ways agent/torture; then
  mvn -B -q -ntp package -DskipTests -pl agent/field -am
fi

work=$(mktemp -d "${TMPDIR:-/tmp}/lastcall-field.XXXXXX")
pid=''

# Ends what runs; its programs end with it.
finish() {
  local code=$?
  trap - EXIT
  if [[ -n $pid ]] && kill "$pid" 2>/dev/null; then
    wait "$pid" || true
  fi
  rmdir "$work" 2>/dev/null || true
  exit "$code"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

java -cp "$field:agent/field/target/lib/*" dev.lastcall.field.Field --work "$work" ${jdks[@]+"${jdks[@]}"} "$@" &
pid=$!
code=0
wait "$pid" || code=$?
pid=''
exit "$code"
