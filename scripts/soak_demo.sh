#!/usr/bin/env bash
# Headless halls of real processes, of other seeds and sizes, each with its promises checked.
set -euo pipefail
cd "$(dirname "$0")/.."
for seed in $(seq 101 120); do
  .venv/bin/hallcall demo --headless --visitors 60 --speed 60 --seed "$seed" --out "build/soak/$seed"
done
