"""What of a project may stay unread: files that somebody looked at, and says why."""

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from licensecheck.domain import Problem
from licensecheck.errors import UsageError
from licensecheck.gate.patterns import unread_patterns
from licensecheck.text.path_patterns import compiled

BY_COMMAND = "--allow-unread"


@dataclass(frozen=True, slots=True)
class AcceptedUnread:
    """Files of a folder that may stay unread."""

    folder: Path
    paths: tuple[str, ...]
    """Patterns as in .gitignore, from the folder."""
    reason: str

    @classmethod
    def by_command(cls, patterns: tuple[str, ...]) -> "AcceptedUnread":
        """What the command line accepts in the current folder; UsageError for what is no pattern,
        or stands for all files."""
        try:
            return cls(Path(), unread_patterns(patterns), BY_COMMAND)
        except ValueError as error:
            raise UsageError(f"{BY_COMMAND}: {error}", remedy="Name files or folders.") from error

    def covers(self, subject: str) -> bool:
        """True for a file, or a folder, that is one of these; it need not be there."""
        here, top = os.path.abspath(subject), os.path.abspath(self.folder)
        inside = os.path.relpath(here, top)
        spec = compiled(self.paths)
        return not inside.startswith("..") and any(
            spec.match_file(one) for one in (inside, f"{inside}/")
        )


def accepted(problem: Problem, allowed: Iterable[AcceptedUnread]) -> Problem:
    """The problem; of a file that may stay unread, it hides nothing that has to be read."""
    if not problem.hides_terms:
        return problem
    for one in allowed:
        if one.covers(problem.subject):
            message = f"{problem.message} Accepted: {one.reason}."
            return replace(problem, message=message, hides_terms=False)
    return problem
