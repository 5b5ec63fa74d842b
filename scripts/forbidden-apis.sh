#!/usr/bin/env bash
# Compares `lastcall scan` with forbidden-apis, over twenty well-known libraries and with forbidden-apis' own signature
# files for the JDK, and writes agent/docs/forbidden-apis-libraries.md. Fails if a difference has no reason.
# Needs Maven and the network, or a local repository that has the libraries; takes some minutes.
set -euo pipefail
cd "$(dirname "$0")/.."

LIBRARIES=(
    com.google.guava:guava:33.7.2-jre
    org.apache.commons:commons-lang3:3.8.1
    org.apache.commons:commons-collections4:4.5.0
    commons-io:commons-io:2.6
    commons-codec:commons-codec:1.23.0
    joda-time:joda-time:2.1
    org.springframework:spring-core:7.0.10
    org.hibernate.orm:hibernate-core:7.1.0.Final
    org.apache.lucene:lucene-core:9.12.3
    com.h2database:h2:2.5.252
    com.fasterxml.jackson.core:jackson-databind:2.23.0
    org.apache.logging.log4j:log4j-core:2.25.5
    org.ow2.asm:asm:9.9
    org.eclipse.jdt:ecj:3.46.100
    org.apache.groovy:groovy:6.0.0
    org.apache.tomcat.embed:tomcat-embed-core:11.0.27
    org.apache.httpcomponents:httpclient:4.5.14
    org.jsoup:jsoup:1.16.1
    org.yaml:snakeyaml:2.6
    com.squareup.okhttp3:okhttp:4.12.0
)
jars=$(mktemp -d)
trap 'rm -rf "$jars"' EXIT
for library in "${LIBRARIES[@]}"; do
    mvn -B -q -N org.apache.maven.plugins:maven-dependency-plugin:copy -Dartifact="$library" -DoutputDirectory="$jars"
done
mvn -B -q test -pl agent/core-tests -am -Dtest=ForbiddenApisTest -Dsurefire.failIfNoSpecifiedTests=false \
    -Dlastcall.jars="$jars" -Dlastcall.golden=write "$@"
