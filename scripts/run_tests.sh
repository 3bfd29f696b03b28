#!/bin/sh
# Runs all tests, given the command that is pytest: those that mostly wait for other programs beside
# those that work the processor, which takes little more than half the time on two cores.
set -u

said=$(mktemp)
"$@" tests/e2e tests/integration >"$said" 2>&1 &
beside=$!
trap 'kill "$beside" 2>/dev/null; rm -f "$said"' EXIT INT TERM

"$@" --ignore=tests/e2e --ignore=tests/integration
status=$?
wait "$beside" || status=1
cat "$said"
exit "$status"
