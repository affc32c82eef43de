"""The chain of models that a model was made from, and what their terms mean for it.

Whoever uses a derivative uses what it was made from, so every ancestor's terms bind too. What an
ancestor's licence says is found by `Lookup`; this module only walks, within fixed limits.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from licensecheck.domain import Basis, Declaration, Expression, Problem, ProblemKind
from licensecheck.domain.problem import OF_BASE
from licensecheck.domain.role import Role
from licensecheck.lineage.origins import PART, Link, is_name_alone
from licensecheck.lineage.sources import Known, Lookup, problem
from licensecheck.terms.ledger import binding_of

MOST_ANCESTORS = 40
"""Ancestors looked at: the deepest chain in the catalogue has 4, merges of 20 models are known."""
MOST_STEPS = 10
BASE = "base"
"""`Declaration.component` of terms that come from an ancestor."""

# What binds makers of models that learned from another's output, without holding its weights.
_OF_OUTPUT = frozenset({"output-training-restriction"})


@dataclass(frozen=True, slots=True)
class Ancestor:
    """A model in the chain, with what its licence demands of the derivative."""

    name: str
    licenses: tuple[Declaration, ...]
    source: str
    link: Link
    """The first step of the way to it: what the audited model says of it."""
    doubt: str = ""
    by_output: bool = False
    """True where the derivative learned from its output and holds none of its weights."""
    relicensed: bool = False
    """True where its own publisher made the next model from it: who holds the rights may offer
    the derivative under other terms, so those of the derivative count."""
    part: bool = False
    """True where it is got beside the weights, so that its terms bind whoever uses it with them,
    and are none of these."""
    named: Link | None = None
    """The step of the way to it that nothing but a name shows; None where all are said."""

    @property
    def binds(self) -> bool:
        """Whether its terms are terms of the derivative."""
        return not (self.named or self.relicensed or self.part)

    @property
    def role(self) -> Role:
        """What it is to the derivative."""
        if self.part:
            return Role.PART
        if self.named:
            return Role.GUESSED
        if self.by_output:
            return Role.TEACHER
        return Role.SAME_PUBLISHER if self.relicensed else Role.BASE

    @property
    def unsure(self) -> str:
        """Why its terms are not known for certain; empty where they are."""
        if any(one.conforms is not None or one.labels for one in self.licenses):
            return self.doubt
        named = f" ({self.expression})" if self.expression else ""
        return f"its terms are not known{named}"

    @property
    def called(self) -> str:
        """Its address, or what a page calls it where that stands for a family."""
        return self.link.called if self.link.parent == self.name and self.link.called else self.name

    @property
    def labels(self) -> frozenset[str]:
        """What its licences say that reaches the derivative."""
        found = frozenset(label for one in self.licenses for label in one.labels)
        return found & _OF_OUTPUT if self.by_output else found

    @property
    def expression(self) -> Expression:
        """Its licences."""
        return Expression.all_of(one.expression for one in self.licenses)


@dataclass(frozen=True, slots=True)
class Chain:
    """All that a model was made from, as far as it could be followed."""

    links: tuple[Link, ...] = ()
    ancestors: tuple[Ancestor, ...] = ()
    problems: tuple[Problem, ...] = ()
    unread: tuple[Ancestor, ...] = ()
    """Those of an address of which nothing could be read."""

    @property
    def inherited(self) -> tuple[Declaration, ...]:
        """The terms of the ancestors as declarations about this model, each licence once."""
        return _once(one for one in self.ancestors if one.binds)

    @property
    def needed(self) -> tuple[Declaration, ...]:
        """The terms of what is got beside the weights, which bind whoever uses both, each licence
        once."""
        return _once(one for one in self.ancestors if one.part and not one.named)

    @property
    def restricting(self) -> frozenset[str]:
        """The licences that restrict of bases that fields name: they bind the whole, so that a base
        which may be beside them under the same limits nothing more."""
        declared = (one for one in self.ancestors if one.binds and one.link.declared)
        return binding_of(it for one in declared if not one.doubt for it in one.licenses)

    def at_page(self, page: str, root: str) -> "Chain":
        """The chain of a page as that of `root`, which links to it; `page`, its address, stands
        before the names of its documents."""
        moved = {one: _moved(one, page, root) for one in self.links}

        def there(found: Iterable[Ancestor]) -> tuple[Ancestor, ...]:
            return tuple(replace(one, link=moved.get(one.link, one.link)) for one in found)

        links, ancestors = tuple(moved.values()), there(self.ancestors)
        return replace(self, links=links, ancestors=ancestors, unread=there(self.unread))

    def joined(self, more: "Chain") -> "Chain":
        """Both chains, each step and each ancestor once."""
        known = {one.name for one in self.ancestors}
        read = known.union(one.name for one in more.ancestors)
        unread = {one.name: one for one in (*more.unread, *self.unread) if one.name not in read}
        steps = {(one.child, one.parent) for one in self.links}
        return Chain(
            (*self.links, *(one for one in more.links if (one.child, one.parent) not in steps)),
            (*self.ancestors, *(one for one in more.ancestors if one.name not in known)),
            tuple(dict.fromkeys((*self.problems, *more.problems))),
            tuple(unread.values()),
        )


NOTHING = Chain()
"""The chain of what was made from nothing that is known."""


def _moved(link: Link, page: str, root: str) -> Link:
    said = link.evidence
    if said and said.basis is Basis.DOCUMENT:
        said = replace(said, source=f"{page}/{said.source}")
    return replace(link, child=root if link.child == page else link.child, evidence=said)


@dataclass(frozen=True, slots=True)
class Step:
    """One ancestor on the way from the model to what it was made from."""

    link: Link
    first: Link
    """The first step of the way."""
    by_output: bool
    named: Link | None
    path: tuple[str, ...]
    """Addresses of the models before it, in lower case, the audited one first."""

    def to(self, link: Link) -> "Step":
        """The step behind this one."""
        path = (*self.path, self.link.parent.casefold())
        output, named = self.by_output or _of_output(link), self.named or _by_name(link)
        return Step(link, self.first, output, named, path)


def walk(
    first: Sequence[Link], root: str, bases: Callable[[str], Sequence[Link]]
) -> Iterator[Step | Problem]:
    """Every ancestor with an address once, the nearest first, and a problem where a way ends in a
    circle or is cut.

    `root` is the model's own address; `bases` gives the links of the model of an address, and is
    asked once for each of at most MOST_ANCESTORS models, after its step was yielded.
    """
    path = (root.casefold(),)
    waiting = deque(
        Step(link, link, _of_output(link), _by_name(link), path)
        for link in first[:MOST_ANCESTORS]
        if link.addressed
    )
    seen: set[str] = set()
    while waiting:
        step = waiting.popleft()
        name = step.link.parent.casefold()
        if name in step.path:
            yield _circle(step.link)
        if name in seen or name in step.path:
            continue
        if len(seen) >= MOST_ANCESTORS or len(step.path) > MOST_STEPS:
            yield _too_many(step.link.parent)
            break
        seen.add(name)
        yield step
        waiting += [step.to(link) for link in bases(step.link.parent)]
    if len(first) > MOST_ANCESTORS:
        yield _too_many(first[MOST_ANCESTORS].parent)


def follow(first: Sequence[Link], root: str, lookup: Lookup) -> Chain:
    """The chain from the links of a model, nearest ancestors first; circles are cut and reported.

    `root` is the model's own address; see `walk` for the limits.
    """
    known = cache(lookup)
    steps, problems = list(first[:MOST_ANCESTORS]), list[Problem]()
    ancestors, unread = list[Ancestor](), list[Ancestor]()

    def bases(name: str) -> Sequence[Link]:
        answer = known(name)
        return () if isinstance(answer, Problem) else answer.links

    for step in walk(first, root, bases):
        match step if isinstance(step, Problem) else (step, known(step.link.parent)):
            case Problem() as problem_on_the_way:
                problems.append(problem_on_the_way)
            case Step() as taken, Problem() as not_known:
                one = _ancestor(taken, _UNREAD)
                unread.append(one)
                problems.append(replace(not_known, hides_terms=False) if one.part else not_known)
            case Step() as taken, Known() as answer:
                ancestors.append(_ancestor(taken, answer))
                steps += answer.links
    problems += [problem for one in ancestors for problem in _doubts(one)]
    told = tuple(dict.fromkeys(problems))
    return Chain(tuple(steps), tuple(ancestors), told, tuple(unread))


_UNREAD = Known((), (), "")
"""Of a model of which nothing could be read."""


def _ancestor(step: Step, known: Known) -> Ancestor:
    name = step.link.parent
    same_publisher = step.link.own or _publisher(name.casefold()) == _publisher(step.path[-1])
    return Ancestor(
        name,
        known.declarations,
        known.source,
        step.first,
        known.doubt,
        step.by_output,
        "/" in name and same_publisher,
        step.first.relation == PART,
        step.named,
    )


def _by_name(link: Link) -> Link | None:
    return link if is_name_alone(link) else None


def _publisher(name: str) -> str:
    return name.rpartition("/")[0]


def _of_output(link: Link) -> bool:
    """True for what learned from a model's output only; a declared base is taken to be inside."""
    return link.relation == "distill" and not link.declared


def _once(ancestors: Iterable[Ancestor]) -> tuple[Declaration, ...]:
    found: dict[Expression, Declaration] = {}
    for ancestor in ancestors:
        for one in _inherited(ancestor):
            found.setdefault(one.expression, one)
    return tuple(found.values())


def _inherited(ancestor: Ancestor) -> Iterator[Declaration]:
    for one in ancestor.licenses:
        labels = tuple(label for label in one.labels if label in ancestor.labels)
        if not ancestor.by_output or labels:
            yield replace(
                one,
                document=None,
                span=None,
                text=f"{ancestor.called}: {one.expression}",
                labels=labels,
                component=BASE,
                ancestor=ancestor.called,
            )


def _doubts(ancestor: Ancestor) -> Iterator[Problem]:
    """Why an ancestor's terms are not certain."""
    if ancestor.relicensed or ancestor.part:
        return
    if ancestor.unsure and not ancestor.by_output:
        yield problem(ProblemKind.MISSING, ancestor.name, ancestor.unsure)
    if ancestor.named:
        quote = ancestor.named.evidence.quote if ancestor.named.evidence else ""
        message = (
            f"the name {ancestor.named.child} has {quote!r} and no base is declared; its terms"
            " would be inherited"
        )
        yield problem(ProblemKind.METADATA, ancestor.name, message)


def _circle(link: Link) -> Problem:
    message = f"{link.child} is said to be made from it, and it from {link.child}."
    return Problem(ProblemKind.METADATA, f"{OF_BASE}{link.parent}", message, hides_terms=False)


def _too_many(name: str) -> Problem:
    return problem(ProblemKind.TOO_LARGE, name, "the chain of bases is too long to follow")
