#!/usr/bin/env bash
# Runs the matrix of ways to call under AspectJ load-time weaving, Byteman and (JDK 25) Flight Recorder's method
# tracing, prints a summary line for each, and writes their columns into agent/docs/ways-to-call.md.
# Needs Maven and the network, or a local repository that has the tools; takes some minutes.
# Arguments are passed on to Maven: -Dways.only=Direct prints the rows with that text and writes nothing;
# -Dways.new=true measures the rows that the page says were not measured, and keeps the others.
set -euo pipefail
cd "$(dirname "$0")/.."

exec mvn -B -q test -Ppeers \
    -pl agent/launch,agent/bridge,agent/pack,agent/core,agent,agent/ways \
    -Dtest=PeersRun -Dsurefire.failIfNoSpecifiedTests=false "$@"
