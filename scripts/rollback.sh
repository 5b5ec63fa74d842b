#!/bin/sh
# Times three ways back from mode block: a restart with LASTCALL_MODE=log, a change of the policy file, and
# `mode PID log`. Needs agent/target/lastcall.jar and the test classes of agent/e2e (mvn verify builds both).
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
jar=$root/agent/target/lastcall.jar
classes=$root/agent/e2e/target/test-classes
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
work=$(mktemp -d)
pid=
trap 'test -z "$pid" || kill "$pid" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"

policy() {
    printf 'lastcall: 1\nmode: %s\nrules:\n  - id: old\n    deprecated: ["com.acme.legacy.Gateway#direct()"]\n' "$1" >next.yaml
    mv next.yaml policy.yaml
}

millis() { echo $(($(date +%s%N) / 1000000)); }

start() {
    : >out
    "$java" -javaagent:"$jar"=policy=policy.yaml,log=none -cp "$classes" com.acme.app.UnderLoad <stdin >out 2>err &
    pid=$!
}

# Waits until the program says so for the N-th time, at most 30 s.
await() {
    limit=$(($(millis) + 30000))
    until [ "$(grep -c "$1" out)" -ge "$2" ]; do
        [ "$(millis)" -lt "$limit" ] || { echo "rollback: no '$1' within 30 s" >&2; cat err >&2; exit 1; }
        sleep 0.02
    done
}

blocked() {
    policy block
    start
    await 'now DIRECT \[old\]' 1
    began=$(millis)
}

restored() {
    await 'now DIRECT passes' 1
    echo "$1: $(($(millis) - began)) ms"
    kill "$pid"
    wait "$pid" 2>/dev/null || true
    pid=
}

mkfifo stdin
exec 3<>stdin
blocked
kill "$pid"
wait "$pid" 2>/dev/null || true
export LASTCALL_MODE=log
start
restored 'restart with LASTCALL_MODE=log'
unset LASTCALL_MODE
blocked
policy log
restored 'change of the policy file'
blocked
"$java" -jar "$jar" mode "$pid" log >/dev/null
restored 'mode PID log'
