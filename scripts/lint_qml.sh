#!/usr/bin/env bash
# Lints all QML; any warning is an error.
set -euo pipefail
cd "$(dirname "$0")/.."
mapfile -t files < <(git ls-files --cached --others --exclude-standard '*.qml')
[ ${#files[@]} -gt 0 ] || exit 0
report=$(.venv/bin/pyside6-qmllint -I qtkit/qml "${files[@]}" 2>&1) || true
if [ -n "$report" ]; then
  echo "$report"
  exit 1
fi
