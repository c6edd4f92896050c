#!/bin/sh
# Makes .venv and installs the hash-locked dependencies: make_venv.sh requirements.txt | requirements-dev.txt
# Does nothing when they are installed already. A checksum decides, not a time: git changes the times of files at will.
set -eu
cd "$(dirname "$0")/.."
requirements=$1
python=.venv/bin/python
stamp=.venv/installed-$requirements
wanted=$(cksum <"$requirements")

if [ -x $python ] && $python -c '' 2>/dev/null; then
    [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ] && exit 0
else
    found=$(sh scripts/find_python.sh)
    echo "Making .venv with $found …"
    rm -rf .venv
    "$found" -m venv .venv || {
        echo "The virtual environment could not be made in $PWD/.venv; the reason stands above." >&2
        exit 1
    }
fi
echo "Installing what $requirements lists (once; a minute or two) …"
rm -f .venv/installed-*
$python -m pip install --quiet --disable-pip-version-check --no-input --require-hashes --requirement "$requirements" || {
    echo "The dependencies could not be installed; the reason stands above, often the network or a full disk." >&2
    exit 1
}
echo "$wanted" >"$stamp"
if [ "$requirements" = requirements-dev.txt ]; then
    # It holds all of the other, in the same versions.
    cksum <requirements.txt >.venv/installed-requirements.txt
fi
