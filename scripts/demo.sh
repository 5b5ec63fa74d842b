#!/usr/bin/env bash
# Lastcall in seven steps, on a small chat service: measure, migrate, prove, judge, enforce, roll back, look.
# Each step is checked; exit code 0 means that every one of them showed what it says.
#
#   JAVA_HOME           the JDK for everything (default: the java on the PATH)
#   DEMO_APP_JAVA_HOME  another JDK for the chat service alone
#   NO_COLOR            no colours
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/stale.sh
agent=agent/target/lastcall.jar
app=test-app/chat/target/chat.jar

if [[ -n ${JAVA_HOME:-} ]]; then
  PATH=$JAVA_HOME/bin:$PATH
fi
app_java=java
if [[ -n ${DEMO_APP_JAVA_HOME:-} ]]; then
  app_java=$DEMO_APP_JAVA_HOME/bin/java
fi
# Settings of the caller's own shell must not decide what the demo shows.
while IFS= read -r name; do unset "$name"; done < <(compgen -e | grep -E '^(LASTCALL|CHAT|OTEL)_' || true)
unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS

bold='' dim='' red='' green='' plain=''
if [[ -t 1 && -z ${NO_COLOR:-} ]]; then
  bold=$'\e[1m' dim=$'\e[2m' red=$'\e[31m' green=$'\e[32m' plain=$'\e[0m'
fi

tmp=$(mktemp -d "${TMPDIR:-/tmp}/lastcall-demo.XXXXXX")
pid=''

finish() {
  local code=$?
  trap - EXIT
  stop_app
  rm -rf "$tmp"
  if ((code != 0)); then
    printf '\n%sThe demo did not show what it should (exit %d).%s\n' "$red" "$code" "$plain" >&2
  fi
  exit "$code"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

heading() { printf '\n%s── %s %s\n' "$bold" "$1" "$plain"; }
say() { printf '%s\n' "$@"; }
typed() { printf '\n%s$ %s%s\n' "$bold" "$1" "$plain"; }
shown() { printf '%s✔ %s%s\n' "$green" "$1" "$plain"; }
fail() {
  printf '%s✘ %s%s\n' "$red" "$1" "$plain" >&2
  exit 1
}

# run EXPECTED_EXIT COMMAND...: prints the command as one would type it, runs it, shows and keeps its output in $output.
run() {
  local expected=$1 code=0
  shift
  typed "$*"
  "$@" >"$tmp/output" 2>&1 || code=$?
  output=$(<"$tmp/output")
  sed 's/^/  /' "$tmp/output"
  ((code == expected)) || fail "exit code $code, not $expected: $*"
}

# expect TEXT WHAT: the last output must hold TEXT.
expect() {
  [[ $output == *"$1"* ]] || fail "$2: '$1' is missing"
  shown "$2"
}

set_variable() {
  printf '%s$ %s%s\n' "$bold" "export $1='$2'" "$plain"
  export "$1=$2"
}

unset_variables() {
  printf '%s$ unset %s%s\n' "$bold" "$*" "$plain"
  unset "$@"
}

# start_app WIRING: starts the service with the exported settings and waits for its one line; sets $port.
start_app() {
  typed "$app_java -javaagent:$agent -Dchat.wiring=$1 -jar $app &"
  rm -f "$tmp/stdout"
  mkfifo "$tmp/stdout"
  "$app_java" "-javaagent:$agent" "-Dchat.wiring=$1" -jar "$app" >"$tmp/stdout" 2>"$tmp/stderr" &
  pid=$!
  exec 3<"$tmp/stdout"
  local line=''
  if ! IFS= read -r -t 60 -u 3 line || [[ $line != 'chat listening on 127.0.0.1:'* ]]; then
    cat "$tmp/stderr" >&2
    fail "the service did not start"
  fi
  port=${line##*:}
  say "  $line"
}

stop_app() {
  if [[ -n $pid ]]; then
    kill "$pid" 2>/dev/null || true
    (sleep 30 && kill -9 "$pid") >/dev/null 2>&1 &
    local watchdog=$!
    wait "$pid" 2>/dev/null || true
    kill "$watchdog" 2>/dev/null || true
    wait "$watchdog" 2>/dev/null || true
    pid=''
    exec 3<&-
  fi
}

# What Lastcall wrote on the service's stderr, at most so many lines.
show_stderr() {
  say '' "  ${dim}stderr of the service:${plain}"
  head -n "$1" "$tmp/stderr" | sed 's/^/  /'
}

# maven_progress LOG: of what Maven prints on the standard input, a line for each module, and at a terminal what it
# does.
maven_progress() {
  local line started=$SECONDS erase='' module='^\[INFO\] Building (.*[^ ]) +\[([0-9]+)/([0-9]+)\]$'
  local goal='^\[INFO\] --- ([^ ]+) .*@ ([^ ]+) ---$'
  [[ -t 1 && ${TERM:-dumb} != dumb ]] && erase=$'\r\e[K'
  while IFS= read -r line; do
    printf '%s\n' "$line" >>"$1"
    if [[ $line =~ $module ]]; then
      printf '%s  %2d of %d  %s  %s(%d s)%s\n' "$erase" "${BASH_REMATCH[2]}" "${BASH_REMATCH[3]}" "${BASH_REMATCH[1]}" \
        "$dim" $((SECONDS - started)) "$plain"
    elif [[ -n $erase && $line =~ $goal ]]; then
      printf '%s          %s%s, %d s%s' "$erase" "$dim" "${BASH_REMATCH[1]}" $((SECONDS - started)) "$plain"
    elif [[ $line == '[ERROR]'* ]]; then
      printf '%s  %s\n' "$erase" "$line"
    fi
  done
  printf '%s  %sthat took %d s%s\n' "$erase" "$dim" $((SECONDS - started)) "$plain"
}

build() {
  if [[ ! -d test-app/chat/target/lib ]] || is_stale "$agent" agent agent/e2e agent/ways agent/bench agent/web agent/field agent/torture ||
    is_stale "$app" test-app; then
    heading 'Build'
    say 'The agent and the chat service are built first: one to three minutes on two cores, and some more when Maven has' \
      'to fetch its plugins and the libraries. The next time the demo starts at once.'
    local mvn=(mvn -B -ntp package -DskipTests -pl "agent,test-app/chat" -am)
    typed "${mvn[*]}"
    "${mvn[@]}" 2>&1 | maven_progress "$tmp/build.log" || fail "the build failed; the same command shows all of it: ${mvn[*]}"
  fi
}

client=(java -cp "$app" com.acme.chat.ChatDriver)
lastcall=(java -jar "$agent")

build

say '' "${bold}Lastcall demo${plain}: a chat service moves from a deprecated WebSocketManagerFactory to WebSocketManager.get(user)." \
  'Each request runs an AI agent that sends five events to the user over a WebSocket.'

heading 'What is deprecated, what replaces it, and who may still use the old'
set_variable LASTCALL_DEPRECATED 'com.acme.ws.WebSocketManagerFactory;com.acme.ws.WebSockets#getWebSocketManagerFactory(**)'
set_variable LASTCALL_CANONICAL 'com.acme.ws.WebSocketManager#get(com.acme.UserContext)'
set_variable LASTCALL_ALLOW 'com.acme.ws.compat.**'

heading '1. Measure: a half-migrated service loses events, and Lastcall says where'
set_variable LASTCALL_MODE log
set_variable LASTCALL_LEDGER "$tmp/half-migrated"
start_app dual
run 1 "${client[@]}" ask "$port" 3 4
expect 'LOST' 'Half-migrated, the service loses events: two managers, and the socket is in the other one.'
run 0 "${client[@]}" job "$port" partner user1
show_stderr 8
grep -q 'calls deprecated' "$tmp/stderr" || fail 'no log line names a call'
shown 'Each call site is logged once, then at 10, 100, 1,000 ... calls.'
run 0 "${lastcall[@]}" report "$LASTCALL_LEDGER"
expect 'DualDelivery.java:' 'The report names the offending call sites with their lines.'
expect 'PartnerNotifier.java:' 'It sees the caller in the second jar as well.'
[[ $output == *'DUAL SCOPES'*DualDelivery*'|'* ]] || fail 'the dual scopes stand side by side'
shown 'Classes that use both ways have both call sites side by side: they are where events get lost.'
stop_app
run 1 "${lastcall[@]}" check "$LASTCALL_LEDGER"
expect 'NO-GO' 'The verdict is NO-GO, exit code 1: a pipeline stops here.'

heading '2. Silence is not enough: the migrated service, for a moment'
set_variable LASTCALL_LEDGER "$tmp/migrated"
start_app canonical
run 0 "${client[@]}" ask "$port" 3 4
expect '60 of 60 events' 'Migrated, the service delivers all events.'
stop_app
run 3 "${lastcall[@]}" check "$LASTCALL_LEDGER"
expect 'UNKNOWN' 'No deprecated call, and still no GO: the verdict is UNKNOWN, exit code 3.'
expect 'was observed for' 'A few seconds are no evidence,'
expect 'names nothing that was loaded' 'and neither is a signature that may be misspelled.'

heading '3. Exercise the rest: staging finds the forgotten caller, not production'
set_variable LASTCALL_LEDGER "$tmp/staging"
start_app canonical
run 0 "${client[@]}" ask "$port" 3 4
run 0 "${client[@]}" job "$port" partner user1
run 0 "${client[@]}" job "$port" compat user1
stop_app
run 1 "${lastcall[@]}" check "$LASTCALL_LEDGER"
expect 'PartnerNotifier.java:' 'The partner still calls the factory: NO-GO, exit code 1.'

heading '4. Write down what is meant, and judge the same evidence by it'
cat >"$tmp/policy.yaml" <<'EOF'
lastcall: 1
rules:
  - id: websocket-factory
    deprecated:
      - com.acme.ws.WebSocketManagerFactory
      - com.acme.ws.WebSockets#getWebSocketManagerFactory(**)
    missing: ignore                 # other applications use the second
    canonical:
      - com.acme.ws.WebSocketManager#get(com.acme.UserContext)
    message: Use WebSocketManager.get(user).
    allow:
      - callers: com.acme.ws.compat.**
        reason: shim, removed with 3.0
      - callers: com.acme.partner.**
        reason: the partner migrates in spring
        owner: partners
        expires: 2099-12-31
verdict:
  min-observed: 1s                  # for the demo; in earnest 7d
EOF
typed "cat $tmp/policy.yaml"
sed 's/^/  /' "$tmp/policy.yaml"
run 3 "${lastcall[@]}" check --policy "$tmp/policy.yaml" "$LASTCALL_LEDGER"
expect 'never reached' 'What is left is code that nobody has exercised, each call site by name.'
run 0 "${lastcall[@]}" check --policy "$tmp/policy.yaml" --unreached accept "$LASTCALL_LEDGER"
[[ $output == GO$'\n'* ]] || fail 'the verdict is not GO'
expect 'It assumes:' 'Somebody accepts them: GO, exit code 0, with what it rests on and what it assumes.'

heading '5. Enforce: production refuses what nobody has allowed'
unset_variables LASTCALL_DEPRECATED LASTCALL_CANONICAL LASTCALL_ALLOW
set_variable LASTCALL_POLICY "$tmp/policy.yaml"
set_variable LASTCALL_MODE block
set_variable LASTCALL_LEDGER "$tmp/production"
start_app canonical
run 0 "${client[@]}" ask "$port" 3 4
expect '60 of 60 events' 'The canonical path is unharmed,'
run 0 "${client[@]}" job "$port" partner user1
shown 'and the partner passes, until its entry expires.'
run 1 "${client[@]}" job "$port" singleton user1
expect 'dev.lastcall.BlockedCallException' 'One of the callers that were accepted unseen is refused, and the exception says by what and why.'
stop_app
show_stderr 8

heading '6. Roll back: one variable lifts every block'
set_variable LASTCALL_MODE log
set_variable LASTCALL_LEDGER "$tmp/rolled-back"
start_app canonical
run 0 "${client[@]}" job "$port" singleton user1
expect 'HTTP 200' 'The same caller passes again, and is still counted:'
stop_app
run 0 "${lastcall[@]}" report "$LASTCALL_LEDGER"
expect 'SingletonGreeting.java:' 'The report names it.'

heading '7. Look: the same as a page, with the source lines'
page=agent/target/demo-report.html
run 0 "${lastcall[@]}" report --format html --policy "$tmp/policy.yaml" --source-root test-app -o "$page" "$tmp"
grep -q 'SingletonGreeting.java' "$page" || fail 'the page does not name the caller'
shown "Open $PWD/$page in a browser; it needs no network."

say '' "${green}${bold}All steps showed what they say.${plain}"
