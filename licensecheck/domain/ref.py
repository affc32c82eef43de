"""Where a model is published."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ModelRef:
    """Address of a model on a hub."""

    hub: str
    """Name of the hub, which is the name of its module: `huggingface`, `local`, `github`, …"""
    name: str
    """Address on that hub: `org/name`, a path, `host/repository`."""
    revision: str | None = None
    """Commit, branch, tag or digest asked for; None for the hub's default."""
    typed: bool = field(default=False, compare=False)
    """True where the user typed it himself. Only then may it lead to this machine or its network:
    references in files, cards and answers are written by others."""

    def __str__(self) -> str:
        """Text a user can type again: the hub is named unless it is a path."""
        head = self.name if self.hub == "local" else f"{self.hub}:{self.name}"
        return f"{head}@{self.revision}" if self.revision else head
