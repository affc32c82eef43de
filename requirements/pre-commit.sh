#!/bin/sh
# The hook: `licensecheck check` in an environment of its own, with the releases of cpu.txt and no others.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
environment="$here/.venv-cpu"
bin="$environment/bin"
if [ ! -e "$environment/.done" ]; then
    "${PYTHON:-python3}" -m venv --clear "$environment"
    [ -d "$bin" ] || bin="$environment/Scripts"
    "$bin/python" -m pip install --quiet --require-hashes --requirement "$here/requirements/cpu.txt"
    "$bin/python" -m pip install --quiet --no-deps "$here"
    "$bin/python" "$here/requirements/slim.py"
    touch "$environment/.done"
fi
[ -d "$bin" ] || bin="$environment/Scripts"
exec "$bin/licensecheck" check --quiet "$@"
