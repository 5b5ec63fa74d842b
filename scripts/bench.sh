#!/usr/bin/env bash
# What Lastcall costs: prints each limit, what was measured, and pass or SHORT. About a quarter of an hour on two idle
# cores, and some minutes more for the part real, whose programs Maven brings.
# Exit code 0: all limits hold; 1: one does not; 2: wrong usage.
#
#   scripts/bench.sh [--quick] [PART…]    parts: jar filter calls hello web cached memory check real (default: all)
#   JAVA_HOME                             the JDK to measure on (default: the java on the PATH)
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
if [[ -n ${JAVA_HOME:-} ]]; then
  PATH=$JAVA_HOME/bin:$PATH
fi
unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS

agent=agent/target/lastcall.jar
bench=agent/bench/target/bench.jar

. scripts/stale.sh
if [[ ! -d agent/bench/target/lib ]] || is_stale "$agent" agent || is_stale "$bench" agent; then
  mvn -B -q -ntp package -DskipTests -pl agent/bench -am
fi
exec java -cp "$bench" dev.lastcall.bench.Bench "$@"
