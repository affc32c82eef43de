#!/bin/sh
# The hook: `licensecheck check` in an environment of its own, with the releases of cpu.txt and no others.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
environment="$here/.venv-cpu"
if [ ! -e "$environment/.done" ]; then
    "${PYTHON:-python3}" "$here/requirements/install.py" "$environment"
    touch "$environment/.done"
fi
bin="$environment/bin"
[ -d "$bin" ] || bin="$environment/Scripts"
exec "$bin/licensecheck" check --quiet "$@"
