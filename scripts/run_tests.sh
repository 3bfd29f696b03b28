#!/bin/sh
# Runs all tests, given the command that is pytest, in two halves beside each other that take about
# the same time: those with programs, with the simulation and some windows, beside all others.
set -u

beside="tests/e2e tests/integration tests/qt/caller tests/qt/display tests/simulation"
ignored=$(printf -- "--ignore=%s " $beside)

said=$(mktemp)
# shellcheck disable=SC2086 # a list of folders
"$@" $beside >"$said" 2>&1 &
other=$!
trap 'kill "$other" 2>/dev/null; rm -f "$said"' EXIT INT TERM

# shellcheck disable=SC2086
"$@" $ignored
status=$?
wait "$other" || status=1
cat "$said"
exit "$status"
