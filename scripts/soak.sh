#!/usr/bin/env bash
# An hour of simulated halls under faults, and of bytes from cables, with seeds that nobody has tried before.
set -euo pipefail
cd "$(dirname "$0")/.."
first_seed="${1:-$(date +%Y%m%d%H%M)}"
simulate() { # minutes, then options
  local minutes=$1
  shift
  .venv/bin/hallcall simulate "$@" --first-seed "$first_seed" --for-s "$((minutes * 60))"
}
simulate 20 --hall halls/street.toml --faults many
simulate 10 --hall halls/street.toml --faults some --journal sqlite
simulate 10 --hall halls/community.toml --faults many
simulate 15 --hall halls/xicheng.toml --faults some
fuzz_seconds=300
targets=$(.venv/bin/python -m tests.fuzz --list)
for target in $targets; do
  .venv/bin/python -m tests.fuzz "$target" --seconds $((fuzz_seconds / $(wc -w <<<"$targets"))) --seed $((first_seed % 2147483647))
done
