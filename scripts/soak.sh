#!/usr/bin/env bash
# An hour of simulated halls under faults, with seeds that nobody has tried before.
set -euo pipefail
cd "$(dirname "$0")/.."
first_seed="${1:-$(date +%Y%m%d%H%M)}"
simulate() { # minutes, then options
  local minutes=$1
  shift
  .venv/bin/hallcall simulate "$@" --first-seed "$first_seed" --for-s "$((minutes * 60))"
}
simulate 25 --hall halls/street.toml --faults many
simulate 10 --hall halls/street.toml --faults some --journal sqlite
simulate 10 --hall halls/community.toml --faults many
simulate 15 --hall halls/xicheng.toml --faults some
