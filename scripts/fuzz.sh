#!/usr/bin/env bash
# Reads and reports ledgers that mean harm, beside a healthy one, until one of them ends the report, gives a wrong sum
# without a word, forges a line or makes a NO-GO go away.
#
#   scripts/fuzz.sh [CASES [SEED]]     by default a million from seed 1, on the java that is on the PATH
#
# A failure names its seed: scripts/fuzz.sh 1 SEED does it again. Exit code 0: none did; 1: one did.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

cases=${1:-1000000}
seed=${2:-1}
unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS

classpath=$(mktemp)
trap 'rm -f "$classpath"' EXIT
# each module writes its class path there, and that of the tests comes last
mvn -B -q -ntp -pl agent/core-tests -am test-compile dependency:build-classpath \
  -Dmdep.includeScope=test -Dmdep.outputFile="$classpath"
java -Xmx512m -cp "agent/core-tests/target/test-classes:$(cat "$classpath")" \
  dev.lastcall.ledger.LedgerFuzzTest "$cases" "$seed"
