"""What is done before a wheel is built or a checkout installed: the pack of rules is written."""

import sys
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PackHook(BuildHookInterface[Any]):
    """Writes the pack, which git does not have, and ships it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called once for each build; `version` is "editable" for a checkout."""
        sys.path.insert(0, self.root)
        sys.dont_write_bytecode = True
        from requirements import pack

        build_data["artifacts"].append("/" + pack.write().relative_to(self.root).as_posix())
