"""What a release must carry, and how a folder shows it: `rules/publish.yaml`."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from pydantic import Field

from licensecheck.knowledge.facts import Kind
from licensecheck.knowledge.readers import reader
from licensecheck.knowledge.schema import Strict


class Way(Strict):
    """One way in which a folder shows that a requirement is met."""

    where: Literal["file", "notice", "card", "prose", "title", "field"]
    """Where to look."""
    what: Literal["licence", "notice", "phrase", "name_begins", "model", "source", "policy"]
    """What must be there."""
    kinds: tuple[Kind, ...] = ()
    """Kinds of licences that allow it; none where all do."""


class Ask(Strict):
    """What is asked, and what meets it: sentences without their full stop."""

    says: str
    """A noun with its `{slots}`: what must be there."""
    mend: str
    by_hand: str = ""
    """Why `--write` does not meet it, or where alone it does; empty where it never does, for the
    reason that holds for most."""


class Requirement(Ask):
    """What a clause asks of whoever passes a model on."""

    label: str
    """Of the clause."""
    given: Literal["", "notice", "phrase", "name_begins"] = ""
    """The value of the licence's facts without which nothing is asked."""
    of_own: bool = False
    """True where the release's own licence asks it too."""
    of_nearest: bool = False
    """True where it is asked of what the release itself was made from alone."""
    shown_by: tuple[Way, ...] = ()
    """One is enough; none where files cannot show it."""


class MismatchMend(Strict):
    """How a publisher answers the finding of an open-washing rule."""

    mend: str
    claims: tuple[str, ...] = ()
    """The claims that it counts for; none where for all. Others are for a person to look at."""
    disputed: bool = False
    """True where it is for a person to look at, however certain."""


class Tags(Strict):
    """Words that hubs know in the field `license`."""

    source: str = Field(pattern=r"^https://\S+$")
    checked: date
    names: tuple[str, ...] = Field(min_length=1)


FieldName = Literal[
    "card",
    "license",
    "license-tag",
    "license_name",
    "license_link",
    "license-file",
    "base_model",
    "base-of-license",
]


class Publishing(Strict):
    """All of it."""

    requirements: Mapping[str, Requirement]
    mismatches: Mapping[str, MismatchMend]
    """By open-washing rule."""
    fields: Mapping[FieldName, Ask]
    weights: Ask
    needed: Ask
    unknown_terms: Ask
    own_words: Ask
    by_hand: str
    """Why `--write` does not meet what has no reason of its own."""
    tags: Tags

    def why_by_hand(self, name: str) -> str:
        """Why `--write` does not meet a requirement, or where alone it does."""
        asks: dict[str, Ask] = {"weights": self.weights, **self.requirements}
        asks.update((str(field), ask) for field, ask in self.fields.items())
        return (asks[name].by_hand if name in asks else "") or self.by_hand


load_publishing = reader("publish.yaml", Publishing)
