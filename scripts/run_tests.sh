#!/bin/sh
# Runs all tests, given the command that is pytest, in two halves beside each other that take about
# the same time: those with windows and programs, and the rest, which works the processor.
set -u

said=$(mktemp)
"$@" tests/e2e tests/integration tests/qt >"$said" 2>&1 &
beside=$!
trap 'kill "$beside" 2>/dev/null; rm -f "$said"' EXIT INT TERM

"$@" --ignore=tests/e2e --ignore=tests/integration --ignore=tests/qt
status=$?
wait "$beside" || status=1
cat "$said"
exit "$status"
