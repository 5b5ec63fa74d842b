#!/usr/bin/env bash
# Runs the tests that Apache Commons Lang publishes without and under the agent (prepare-agent, with the signatures
# jdk-deprecated-17 of forbidden-apis), each three times in turns, and once with the listener. It prints whether each
# test ended the same way, which call sites the scan, forbidden-apis and the runs found, with a reason for each
# difference, and the CPU time with and without. Takes half an hour for all 57,000 tests; --quick leaves out the five
# slowest classes, and takes some minutes. The jars come from the Maven registry.
# Exit code 0: the same results and the same call sites, but for differences with a reason; else that of Maven.
#
#   scripts/suite.sh [--quick]
#   JAVA_HOME      the JDK to run on (default: that of Maven)
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
left_out=none
if [[ $# -eq 1 && $1 == --quick ]]; then
  left_out='%regex[.*/(FastDateParserTest|FastDateParser_TimeZoneStrategyTest|LockingVisitorsTest|ExtendedMessageFormatTest|DurationFormatUtilsTest)[.]class]'
elif [[ $# -gt 0 ]]; then
  sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "${BASH_SOURCE[0]}" >&2
  exit 2
fi
unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS MAVEN_ARGS

said=agent/maven-plugin/target/it/commons-lang3/target/suite.txt
rm -f "$said"
code=0
mvn -B -ntp -q verify -Dsamples -Dsamples.folder=src/suite -Dsuite.left.out="$left_out" ${JAVA_HOME:+"-Dinvoker.javaHome=$JAVA_HOME"} \
  -DskipTests -Dquick -Dspotless.check.skip -pl agent/maven-plugin -am </dev/null || code=$?
[[ ! -f $said ]] || cat "$said"
exit "$code"
