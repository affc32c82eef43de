"""What a build does: it chooses the distribution, writes the pack of rules and lists the files.

`LICENSECHECK_BUILD=cpu` builds `licensecheck-ai-cpu`: the same source, ONNX Runtime for the CPU.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface

VARIABLE = "LICENSECHECK_BUILD"
_CPU_RUNTIME = "onnxruntime>="


class DistributionHook(MetadataHookInterface):
    """Makes the metadata those of the distribution that is asked for."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Called once for each build, with the table `project`."""
        asked = os.environ.get(VARIABLE, "")
        if asked not in ("", "cpu"):
            raise ValueError(f"{VARIABLE} is {asked!r}: say cpu, or nothing")
        if not asked:
            return
        needs = [one for one in metadata["dependencies"] if not one.startswith("onnxruntime")]
        (runtime,) = (one for one in metadata["dependencies"] if one.startswith(_CPU_RUNTIME))
        metadata["name"] += "-cpu"
        metadata["dependencies"] = [*needs, runtime.partition(";")[0].strip()]  # on every platform
        del metadata["optional-dependencies"]["cuda"]


class FilesHook(BuildHookInterface[Any]):
    """Ships the pack, which git does not have, and what git tracks of the folders in `files`."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called once for each build; `version` is "editable" for a checkout."""
        sys.path.insert(0, self.root)
        sys.dont_write_bytecode = True
        from requirements import pack

        if self.target_name == "wheel":
            written = pack.write().relative_to(self.root).as_posix()
        if version == "editable":
            return
        root, shipped = Path(self.root), build_data["force_include"]
        for place, target in self.config["files"].items():
            for path in _sources(root, place):
                shipped[os.path.join(self.root, path)] = target + path.removeprefix(place)
        if self.target_name == "wheel":
            shipped[os.path.join(self.root, written)] = written


def _sources(root: Path, place: str) -> Iterator[str]:
    """The files at a place, sorted: those that git tracks, or all of a source archive, which has no
    repository and holds nothing else but what a run of it leaves."""
    from licensecheck.hubs.checkout import Checkout, tracked

    if checkout := Checkout.at(root):
        known = (one for one in tracked(checkout.entries()) if f"{one}/".startswith(f"{place}/"))
        yield from sorted(one for one in known if (root / one).is_file())
        return
    there = sorted((root / place).rglob("*")) if (root / place).is_dir() else [root / place]
    for path in there:
        inside = path.relative_to(root)
        is_left = inside.name == "rules.pack" or "__pycache__" in inside.parts
        if path.is_file() and not is_left:
            yield inside.as_posix()
