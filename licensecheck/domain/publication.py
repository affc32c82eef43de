"""What a release folder must carry, as `licensecheck publish` says it."""

from typing import Literal

from licensecheck.domain.duty import DutyState
from licensecheck.domain.reported_terms import Licensing, Tool, Wire
from licensecheck.errors import ExitCode


class ReportedRequirement(Wire):
    """One thing that a release must carry, or may not be."""

    requirement: str
    """Its name in `rules/publish.yaml`, or the open-washing rule that found it."""
    state: DutyState
    """Whether it is met."""
    text: str
    """What must be there, or what is wrong, without a full stop."""
    model: str = ""
    """The model whose terms ask for it; empty where those of the release itself do."""
    license: str = ""
    """Id of the licence that asks for it; empty where none does."""
    section: str = ""
    """The section of it, as its text numbers it."""
    places: tuple[str, ...] = ()
    """Files and names that show it; of what is wrong, the places."""
    mend: str = ""
    """What would meet it; empty where it is met."""
    by_hand: str = ""
    """Of what is missing after `--write`: why that did not add it."""


class PublishReport(Wire):
    """What a release must carry, and whether it does."""

    schema_version: Literal["1.0"] = "1.0"
    """Version 1.x only gains fields."""
    tool: Tool
    """Versions and digests of what made it."""
    ref: str
    """The folder, as it was typed."""
    license: Licensing
    """The licence that it is offered under; empty where nothing says which."""
    requirements: tuple[ReportedRequirement, ...]
    """What is missing first, then what a person must look at, then what is there."""
    unread: tuple[str, ...]
    """What decides and could not be read, each with the reason."""
    diff: str = ""
    """What `--write` added, as a unified diff; `requirements` say how it is with it."""
    written: tuple[str, ...] = ()
    """The files that `--write` added to."""
    not_written: tuple[str, ...] = ()
    """The files that it left as they were, each with the reason."""

    def of(self, state: DutyState) -> tuple[ReportedRequirement, ...]:
        """The requirements that stand so."""
        return tuple(asked for asked in self.requirements if asked.state is state)

    @property
    def exit_code(self) -> ExitCode:
        """STOPPED where something is missing, else NOT_READ where something was not read."""
        if self.of(DutyState.MISSING):
            return ExitCode.STOPPED
        return ExitCode.NOT_READ if self.unread else ExitCode.PASS
