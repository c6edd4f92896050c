#!/bin/sh
# Prints the path of a Python that can run the site: 3.12 or later, able to make a virtual environment with pip in it.
# PYTHON names one to use; otherwise the usual names, pyenv's versions and uv's are tried, newest first.

works() {
    "$1" -c 'import sys
if sys.version_info < (3, 12): sys.exit(1)
import venv, ensurepip, ssl
print(sys.executable)' 2>/dev/null
}

if [ -n "$PYTHON" ]; then
    works "$PYTHON" && exit 0
    echo "PYTHON is “$PYTHON”, which is not a Python 3.12 or later with venv and ensurepip." >&2
    exit 1
fi
for name in python3.14 python3.13 python3.12 python3; do
    command -v "$name" >/dev/null 2>&1 && works "$name" && exit 0
done
# A version that pyenv has installed but not switched on answers only under its full path.
for version in 3.14 3.13 3.12; do
    for python in "${PYENV_ROOT:-$HOME/.pyenv}"/versions/"$version"*/bin/python; do
        [ -x "$python" ] && works "$python" && exit 0
    done
done
if command -v uv >/dev/null 2>&1; then
    python=$(uv python find --no-project '>=3.12' 2>/dev/null) && works "$python" && exit 0
fi
echo "No Python 3.12 or later with venv was found: install one (Debian: python3 and python3-venv), or name one with PYTHON=…" >&2
exit 1
