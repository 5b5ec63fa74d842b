#!/bin/sh
# Migrates the test application's legacy wiring: `migrate` writes a recipe, the rewrite-maven-plugin of OpenRewrite runs
# it on a copy, and then the copy compiles, its tests pass, and scan, baseline and check say that the calls are gone.
# Needs agent/target/lastcall.jar (mvn package -DskipTests builds it), Maven, and Maven Central for the plugin: the
# first run takes minutes. Everything happens in a new folder of the temp folder; --keep leaves it there.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
jar=${LASTCALL_JAR:-$root/agent/target/lastcall.jar}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
work=$(mktemp -d)
pid=
keep=false
[ "${1:-}" = --keep ] && keep=true
end() {
    [ -z "$pid" ] || kill "$pid" 2>/dev/null || true
    if $keep; then echo "kept: $work"; else rm -rf "$work"; fi
}
trap end EXIT

version() { sed -n "s:.*<$1>\(.*\)</$1>.*:\1:p" "$root/pom.xml" | head -n 1; }
plugin() { sed -n "/<artifactId>$1</,/version/s:.*<version>\(.*\)</version>.*:\1:p" "$root/pom.xml" | head -n 1; }
lastcall() { "$java" -jar "$jar" "$@"; }
step() { printf '\n== %s\n' "$1"; }
fail() { echo "migrate-demo: $1" >&2; exit 1; }

pom() { # NAME PARENT-RELATIVE DEPENDENCIES BUILD
    cat <<EOF
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <parent><groupId>demo</groupId><artifactId>all</artifactId><version>1</version></parent>
  <artifactId>$1</artifactId>
  <dependencies>$2
    <dependency><groupId>org.jspecify</groupId><artifactId>jspecify</artifactId><version>$(version jspecify.version)</version></dependency>
  </dependencies>
  <build><finalName>$1</finalName>$3</build>
</project>
EOF
}
dependency() { # GROUP ARTIFACT VERSION SCOPE
    echo "<dependency><groupId>$1</groupId><artifactId>$2</artifactId><version>$3</version><scope>$4</scope></dependency>"
}

step "A copy of the application"
cd "$work"
for module in realtime partner chat; do
    mkdir -p "$module"
    cp -R "$root/test-app/$module/src" "$module/src"
done
# only the tests that run the service by itself, without an agent
find chat/src/test -name '*.java' ! -name ChatServiceTest.java ! -name Chat.java ! -name Chats.java ! -name Client.java \
    ! -name Count.java ! -name Lastcall.java -delete
cp -R "$root/agent/jdks/src/main/java/." chat/src/test/java # what finds the JDKs that the tests run on
cat >pom.xml <<EOF
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>demo</groupId><artifactId>all</artifactId><version>1</version><packaging>pom</packaging>
  <modules><module>realtime</module><module>partner</module><module>chat</module></modules>
  <properties>
    <maven.compiler.source>17</maven.compiler.source><maven.compiler.target>17</maven.compiler.target>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
  </properties>
  <build><pluginManagement><plugins>
    <plugin><artifactId>maven-compiler-plugin</artifactId><version>$(plugin maven-compiler-plugin)</version></plugin>
    <plugin><artifactId>maven-jar-plugin</artifactId><version>$(plugin maven-jar-plugin)</version></plugin>
    <plugin><artifactId>maven-surefire-plugin</artifactId><version>$(plugin maven-surefire-plugin)</version></plugin>
    <plugin><artifactId>maven-dependency-plugin</artifactId><version>$(plugin maven-dependency-plugin)</version></plugin>
  </plugins></pluginManagement></build>
</project>
EOF
realtime=$(dependency demo realtime 1 compile)
pom realtime "" "" >realtime/pom.xml
pom partner "$realtime" "" >partner/pom.xml
pom chat "$realtime $(dependency demo partner 1 compile)
    $(dependency org.apache.tomcat.embed tomcat-embed-core "$(version tomcat.version)" compile)
    $(dependency org.apache.tomcat.embed tomcat-embed-websocket "$(version tomcat.version)" compile)
    $(dependency com.google.code.gson gson "$(version gson.version)" test)
    $(dependency org.assertj assertj-core "$(version assertj.version)" test)
    $(dependency org.junit.jupiter junit-jupiter "$(version junit.version)" test)" "<plugins>
    <plugin><artifactId>maven-dependency-plugin</artifactId><executions><execution><phase>package</phase>
      <goals><goal>copy-dependencies</goal></goals>
      <configuration><includeScope>runtime</includeScope><outputDirectory>\${project.build.directory}/lib</outputDirectory></configuration>
    </execution></executions></plugin>
    <plugin><artifactId>maven-jar-plugin</artifactId><configuration><archive><manifest>
      <mainClass>com.acme.chat.ChatServer</mainClass><addClasspath>true</addClasspath><classpathPrefix>lib/</classpathPrefix>
    </manifest></archive></configuration></plugin>
    <plugin><artifactId>maven-surefire-plugin</artifactId><executions><execution><id>default-test</id><phase>integration-test</phase></execution></executions>
      <configuration><systemPropertyVariables><chat.test.jar>\${project.build.directory}/chat.jar</chat.test.jar></systemPropertyVariables></configuration>
    </plugin></plugins>" >chat/pom.xml
cat >policy.yaml <<'EOF'
lastcall: 1
rules:
  - id: websocket-factory
    deprecated:
      - com.acme.ws.WebSocketManagerFactory
      - com.acme.ws.WebSockets#getWebSocketManagerFactory(**)
    canonical:
      - com.acme.ws.WebSocketManager#get(com.acme.UserContext)
    missing: ignore                            # what is gone need not be named any more
    message: Use WebSocketManager.get(user).
    replace:                                   # create(user) is found by itself; the factory is then needed no more
      com.acme.ws.WebSocketManagerFactory#getWebSocketManagerFactory(): nothing
      com.acme.ws.WebSockets#getWebSocketManagerFactory(com.acme.UserContext): nothing
verdict:
  min-observed: 1s
EOF

legacy='com.acme.chat.wiring.LegacyDelivery#'
calls() { lastcall baseline accept --baseline "$1" --policy policy.yaml --scan chat/target/classes --class-path \
    realtime/target/classes --reason demo >/dev/null; grep -c "$legacy" "$1" || true; }

step "Before: the calls of the legacy wiring"
mvn -q -B -ntp package -DskipTests
before=$(calls before.baseline)
grep "$legacy" before.baseline | cut -d '|' -f 2-4
[ "$before" -gt 0 ] || fail "there is nothing to migrate"

step "The recipe"
lastcall migrate --policy policy.yaml --class-path realtime/target/classes -o rewrite.yml

step "OpenRewrite runs it on the legacy wiring"
recipe=$(sed -n 's/^#   mvn //p' rewrite.yml)
git init -q . && git add . && git -c user.name=demo -c user.email=demo@localhost commit -q -m before
others='**/jobs/**,**/DualDelivery.java,realtime/**,partner/**,**/src/test/**'
# shellcheck disable=SC2086 # the recipe's options are words
mvn -q -B -ntp compile $(echo "$recipe" | sed 's/:run /:runNoFork /') -Drewrite.configLocation="$work/rewrite.yml" \
    -Drewrite.exclusions="$others"
git diff --stat -- '*.java'
git diff -U0 -- '*LegacyDelivery.java' | grep '^[-+]'

step "After: it compiles, its tests pass"
mvn -q -B -ntp clean package integration-test
echo "tests: $(grep -ho 'tests="[0-9]*" errors="[0-9]*" skipped="[0-9]*" failures="[0-9]*"' chat/target/surefire-reports/TEST-*.xml)"

step "After: the scan no longer finds the calls"
cp before.baseline lastcall.baseline
lastcall baseline prune --policy policy.yaml --scan chat/target/classes --class-path realtime/target/classes
after=$(calls after.baseline)
[ "$after" -eq 0 ] || fail "$after calls are left in the legacy wiring"

step "After: the running service makes none"
"$java" -javaagent:"$jar"=policy=policy.yaml,ledger="$work/ledger",service=chat -Dchat.wiring=legacy \
    -jar chat/target/chat.jar >out 2>err &
pid=$!
limit=30
until grep -q listening out; do
    limit=$((limit - 1)); [ $limit -gt 0 ] || fail "the service did not start: $(cat err)"
    sleep 1
done
"$java" -cp chat/target/chat.jar com.acme.chat.ChatDriver ask "$(sed -n 's/.*:\([0-9]*\)$/\1/p' out)" 3 4
kill "$pid"; wait "$pid" 2>/dev/null || true; pid=
lastcall check --policy policy.yaml ledger || fail "check did not say GO"
