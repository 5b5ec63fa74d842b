#!/usr/bin/env bash
# Installs a headless browser for the tests of the report's page, where there is none and apt may install one.
set -euo pipefail

has() { command -v "$1" > /dev/null; }

if { has chromium || has chromium-browser || has google-chrome; } && has chromedriver; then
  exit 0
fi
if [ "$(id -u)" -ne 0 ] || ! has apt-get; then
  echo "no chromium with chromedriver: the tests of the report's page are skipped" >&2
  exit 0
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends chromium chromium-driver > /dev/null
