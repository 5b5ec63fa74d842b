#!/usr/bin/env bash
# Takes the picture of the report's page that the README shows, of made-up evidence: agent/docs/report.png.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

scripts/browser.sh
mvn -B -ntp -q -pl agent/page -am verify -Dtest=PictureTest -Dsurefire.failIfNoSpecifiedTests=false \
  -Dspotless.check.skip -Dpage.picture="$PWD/agent/docs/report.png"
ls -l agent/docs/report.png
