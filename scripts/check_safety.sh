#!/bin/sh
# Look for what walks around the walls: bandit, semgrep with our own rules, and the list of what we ship. Nothing is
# fetched and nothing sent. Usage: scripts/check_safety.sh [PATHS]
set -eu
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || set -- stpnet organizations audit charts documents members activities ladders conversations imports \
    experiments dashboards demo templates
kept=$(mktemp -d)
trap 'rm -rf "$kept"' EXIT
# What semgrep remembers of itself goes there too, not into a home folder.
export SEMGREP_SETTINGS_FILE="$kept/settings.yml" SEMGREP_LOG_FILE="$kept/semgrep.log" SEMGREP_SEND_METRICS=off
# Text of statements (B608) is looked at line by line by ruff's S608; the rest of low weight by ruff too.
.venv/bin/bandit --quiet --recursive --severity-level medium --skip B608 "$@" >"$kept/bandit" 2>&1 &
bandit=$!
trouble=0
if [ -x .venv/bin/semgrep ]; then
    .venv/bin/semgrep scan --strict --error --quiet --metrics=off --disable-version-check --disable-nosem \
        --config scripts/checks/semgrep.yml "$@" || trouble=1
else
    echo "semgrep has no build for this system: its rules were not looked at" >&2
fi
wait "$bandit" || { trouble=1; cat "$kept/bandit"; }
.venv/bin/python -m scripts.sbom "$kept/sbom.json" || trouble=1
exit $trouble
