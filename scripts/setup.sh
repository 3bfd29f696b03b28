#!/usr/bin/env bash
# Installs what hallcall needs here: Debian packages and a virtual environment with locked versions.
# A second run finds everything in place and says nothing.
set -euo pipefail
cd "$(dirname "$0")/.."

packages=$(grep -vE '^\s*(#|$)' scripts/debian-packages.txt)

missing_packages() {
  local package
  for package in $packages; do
    dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || echo "$package"
  done
}

install_packages() {
  local missing run
  missing=$(missing_packages | tr '\n' ' ')
  [ -n "$missing" ] || return 0
  if [ "$(id -u)" = 0 ]; then
    run=()
  elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    run=(sudo)
  else
    echo "These Debian packages are missing. Install them, then run make again:" >&2
    echo "  sudo apt-get update && sudo apt-get install -y --no-install-recommends $missing" >&2
    exit 1
  fi
  echo "installing Debian packages: $missing"
  export DEBIAN_FRONTEND=noninteractive
  local patience="-o Acquire::Retries=5 -o DPkg::Lock::Timeout=120"
  # shellcheck disable=SC2086
  "${run[@]}" apt-get $patience update -qq
  # The broker of the hall is started by hallcall itself; Debian's own service must not take its port.
  # shellcheck disable=SC2086
  "${run[@]}" env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 \
    apt-get $patience install -y -qq --no-install-recommends $missing >/dev/null
}

find_python() {
  local candidate
  for candidate in "${PYTHON:-}" python3.11 python3 python3.12 python3.13; do
    [ -n "$candidate" ] || continue
    if "$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      echo "$candidate"
      return
    fi
  done
  echo "Python 3.11 or newer with venv is needed: apt-get install python3 python3-venv" >&2
  exit 1
}

make_environment() {
  local wanted stamp=.venv/hallcall-setup
  wanted=$(cat requirements.lock pyproject.toml | sha256sum | cut -d' ' -f1)
  if [ -x .venv/bin/hallcall ] && [ "$(cat $stamp 2>/dev/null)" = "$wanted" ]; then
    return
  fi
  echo "preparing the virtual environment .venv (a minute or two, once)"
  [ -x .venv/bin/python ] || "$(find_python)" -m venv .venv
  .venv/bin/python -m pip install --retries 10 --quiet --disable-pip-version-check --require-hashes -r requirements.lock
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation \
    --config-settings editable_mode=compat -e .
  echo "$wanted" > $stamp
}

if command -v dpkg-query >/dev/null; then
  install_packages
else
  echo "not a Debian system: see scripts/debian-packages.txt for what is needed" >&2
fi
make_environment
