"""Parts of a report that speak of a model: score, claims, lineage, components."""

from collections.abc import Collection
from datetime import date
from typing import Literal

from licensecheck.domain.component import State
from licensecheck.domain.release import WeightsState
from licensecheck.domain.reported_rights import ReportedRight
from licensecheck.domain.reported_terms import (
    Licensing,
    Quote,
    ReportedFinding,
    ReportedVerdict,
    Wire,
)
from licensecheck.domain.role import Role
from licensecheck.domain.snapshot import Gating, Origin
from licensecheck.domain.statement import Artefact, Owner, Polarity
from licensecheck.domain.verdict import Level


class ScorePart(Wire):
    """One part of the score."""

    name: str
    """What is counted: a freedom or a part of the model."""
    weight: float
    """Points that it can have."""
    value: float
    """Points with unknown counted as unmet."""
    ceiling: float
    """Points with unknown counted as met."""
    reason: str
    """Why it has as many, in a few words."""
    element: str = ""
    """The element of the Open Source AI Definition that it counts for; each has 25 points."""


class Narrowing(Wire):
    """One part of a score that could not be settled."""

    part: str
    """Name of the part of the score."""
    points: float
    """How many points the interval is wider for it."""
    says: str
    """What would settle it, as a request without its full stop."""


class Score(Wire):
    """0 to 100, as an interval."""

    value: float
    """Points with unknown counted as unmet."""
    ceiling: float
    """Points with unknown counted as met."""
    profile: str
    """Name of the weights used: `rules/profiles/`."""
    parts: tuple[ScorePart, ...]
    """What the points are made of."""
    narrows: tuple[Narrowing, ...] = ()
    """What would narrow the interval, the most points first; together they are its width."""


class Said(Wire):
    """How a sentence was read; each word is the likeliest of its kind."""

    owner: Owner
    """Whose work it is about: the publisher's (`own`, or one `variant` of several), what that was
    made from (`base`), what users make of it (`derivative`), or an `other`."""
    artefact: Artefact
    """Which part of that work."""
    polarity: Polarity
    """`offered` is an alternative that one has to ask or pay for."""


class Claim(Wire):
    """What the publisher says about openness."""

    kind: str
    """`open-source`, `open-weights`, …: `licensecheck explain KIND`."""
    evidence: Quote
    """The publisher's words."""
    plain: bool = False
    """True where it is of the publisher's own model and holds as it is said; another claim accuses
    nobody."""
    said: Said | None = None
    """How its sentence was read; None for a tag, and where nobody could read it."""


class Washing(Wire):
    """Claims that the facts contradict."""

    level: Literal["none", "low", "medium", "high"]
    """The highest severity among the findings."""
    findings: tuple[str, ...]
    """Ids of the findings."""


class ReportedData(Wire):
    """The terms of a data set, as far as they are known: of the data, never of the weights."""

    basis: Literal["read", "tag"]
    """Whether somebody of ours read them at `source`, or only saw the tag of the page there."""
    tag: str | None
    """The tag of its page, `""` for a page without one; null where we have no page of it."""
    checked: date | None
    """When they were read; of a tag, the day of the page."""
    restricts: tuple[str, ...]
    """Labels of what its terms forbid, and of share-alike."""
    outputs_of: str
    """Who forbids to train competing models with the answers in it; empty where none is known."""
    note: str
    """What else one should know of its terms; empty where there is nothing."""
    gated: bool
    """True where one had to ask for it on its page."""


class Node(Wire):
    """A model, adapter or data set in the chain."""

    id: str
    """Address of the model or data set."""
    kind: Literal["model", "dataset"]
    """Which of both."""
    license: Licensing
    """Expression, or empty where unknown."""
    source: str
    """Where the licence was read: snapshot, catalogue, of a data set its page; or empty."""
    data: ReportedData | None = None
    """Of a data set, its terms; null for a model, and where nothing is known of them."""
    role: Role | None = None
    """What it is to the model that was asked for; null for that model and for data sets."""
    binds: bool = False
    """True where its licence binds whoever uses the model that was asked for."""
    doubt: str = ""
    """Why its terms are not known for certain; empty where they are."""

    @property
    def unread(self) -> bool:
        """True for a model of which nothing could be read that counts."""
        own = self.role is Role.SAME_PUBLISHER and not self.doubt
        return self.role not in (None, Role.GUESSED) and not (self.source or own)


class Edge(Wire):
    """What was made from what."""

    source: str
    """The derivative."""
    target: str
    """What it was made from."""
    relation: str
    """How: `finetune`, `adapter`, `quantized`, `merge`, `distill` or `dataset`."""
    evidence: Quote | None
    """The words that say so; null where a hub's metadata does."""


class NeededModel(Wire):
    """A model that one has to get beside the weights, and what its terms mean for the whole."""

    name: str
    """Its address."""
    level: Level
    """That of the whole by the terms of this part."""
    reason: str
    """Why it is that one."""
    verdicts: tuple[ReportedVerdict, ...]
    """The answers about its terms, framework by framework."""
    findings: tuple[ReportedFinding, ...]
    """What its terms say."""
    rights: tuple[ReportedRight, ...]
    """May we? The answers about it, in the order of the questions."""


class Lineage(Wire):
    """The chain of base models and data."""

    nodes: tuple[Node, ...]
    """The model itself first, then what it was made from, then data sets."""
    edges: tuple[Edge, ...]
    """What connects them."""
    conflicts: tuple[str, ...]
    """Ids of the findings."""
    needs: tuple[NeededModel, ...] = ()
    """Models that are needed beside the weights and whose pages could be read."""

    def without(self, bases: Collection[str]) -> "Lineage":
        """What is left of it where the model was not made from some of its bases."""
        root = self.nodes[0].id if self.nodes else ""
        steps = [one for one in self.edges if one.source != root or one.target not in bases]
        left = {root}
        while more := {one.target for one in steps if one.source in left} - left:
            left |= more
        return self.model_copy(
            update={
                "nodes": tuple(one for one in self.nodes if one.id in left),
                "edges": tuple(one for one in steps if one.source in left),
                "needs": tuple(one for one in self.needs if one.name in left),
            }
        )


class ReportedGate(Wire):
    """What stands between a person and the files."""

    opens: Gating
    """`automatic` for a gate that opens at once, `manual` where the publisher approves each person,
    `unknown` where the hub does not tell."""
    licenses: tuple[str, ...]
    """Ids of the known licences that the text at the gate is; empty where it is none."""
    prompt: Quote | None
    """The beginning of what one agrees to; null where the card has no such text."""
    consents: tuple[Quote, ...]
    """What one says with the boxes that are ticked."""
    asked: tuple[str, ...]
    """Which data one hands over."""
    described: Quote | None = None
    """What is said beside the form, often what becomes of the data."""
    clauses: tuple[str, ...] = ()
    """What the text, the boxes and the words beside them bind one to, by label, bans first."""


class ReportedComponent(Wire):
    """One part of the model."""

    name: str
    """`weights`, `training-code`, `paper`, …"""
    type: str
    """`code`, `data`, `parameters` or `documentation`."""
    state: State
    """How much is known of it."""
    license: Licensing
    """Expression of the licence that it is under; empty where that is not known."""
    files: tuple[str, ...]
    """A few of its files."""
    evidence: tuple[Quote, ...]
    """What shows it; empty where its files are here."""


class ModelLicense(Wire):
    """Under which licence the weights of a model are."""

    expression: Licensing
    """Empty where nothing says which."""
    source: Literal["text", "named", ""]
    """`text` where the licence is here, `named` where words or fields say that it applies."""
    evidence: tuple[Quote, ...]
    """The title of the text, or the words."""
    title: str = ""
    """What the text calls itself, where it is a licence of its own with words of the known one."""


class ModelWeights(Wire):
    """Where the weights of a model are."""

    state: WeightsState
    """How one gets them."""
    where: str
    """Their address or path; empty where none is given."""
    evidence: tuple[Quote, ...]
    """What says so; empty where their files are here."""


class ModelBase(Wire):
    """What a model was made from."""

    name: str
    """Its address or name."""
    relation: str
    """How: `finetune`, `adapter`, `quantized`, `merge`, `distill`, or `part` for what is needed
    beside the weights."""
    license: Licensing
    """The licence that the base is under; empty where that is not known."""
    evidence: Quote | None
    """The words that say so."""
    binds: bool = False
    """True where the terms of that licence come down to this model."""
    node: str = ""
    """Its id in `lineage`."""


class FollowedPage(Wire):
    """The page of a hub where weights lie that what was audited only links to."""

    ref: str
    """Its address, which can be audited by itself: `huggingface:org/name`."""
    models: tuple[str, ...]
    """Names of the models whose weights lie there."""
    revision: str | None
    """Commit that was read; null where it was not read, and where there is none."""
    origin: Origin | None
    """Where it was read from; null where it was not read."""
    fetched_at: str | None
    """When it was read, ISO 8601 in UTC; null where it was not."""
    unread: str
    """Why it was not read, as a sentence without its subject and full stop; empty where it was."""


class ReportedModel(Wire):
    """One model, or several under the same terms, that are released here."""

    name: str
    """What it is called: `github:owner/repo#name` asks for it."""
    aliases: tuple[str, ...]
    """Further names, of its sizes and forms."""
    meant: bool
    """True where the ref may mean it: the gate asks about each of these."""
    level: Level
    """One word for it."""
    reason: str
    """Why it is that one."""
    license: ModelLicense
    """The licence of its weights."""
    weights: ModelWeights
    """Where they are."""
    restrictions: tuple[str, ...]
    """Labels of what its terms forbid for certain, sorted."""
    bases: tuple[ModelBase, ...]
    """What it was made from."""
    verdicts: tuple[ReportedVerdict, ...]
    """The answers about it, framework by framework."""
    findings: tuple[str, ...]
    """Ids of the findings about its terms."""
    score: Score
    """How much of it is open."""
    rights: tuple[ReportedRight, ...] = ()
    """May we? The answers about it, in the order of the questions."""
