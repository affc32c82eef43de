"""Ray with its usage statistics off: the only module that may import it.

Ray reports what it runs on to its makers unless the variable says otherwise before it starts. A
cluster that is there already was started with its own setting.
"""

import os

from licensecheck.distribution import pip_install
from licensecheck.errors import SettingsError

os.environ["RAY_USAGE_STATS_ENABLED"] = "0"

try:
    import ray
except ImportError as error:
    raise SettingsError("--engine ray needs Ray", remedy=pip_install("tables", "ray")) from error

__all__ = ["ray"]
