"""What is to be read of models that a page names, beside the terms that come down from bases."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from licensecheck.domain import Problem, ProblemKind, cited
from licensecheck.knowledge.facts import Facts
from licensecheck.lineage.chain import Ancestor, Chain
from licensecheck.lineage.origins import Link
from licensecheck.lineage.sources import problem


def remarks(chain: Chain, facts: Facts, binding: Collection[str]) -> Iterator[Problem]:
    """Bases without an address, whose terms were not read, and models that are needed beside the
    weights under terms that are not free; `binding` are the licences that bind anyway."""
    yield from _unread(chain.links, facts, binding)
    for ancestor in chain.ancestors:
        itself = ancestor.link.parent == ancestor.name  # what it was made from has its terms
        if ancestor.part and itself and not all(one.conforms for one in ancestor.licenses):
            yield _needed(ancestor, facts)


def _unread(links: Sequence[Link], facts: Facts, binding: Collection[str]) -> Iterator[Problem]:
    """The model's own terms still say what they say, so these problems do not hide them; but a
    family of which every version that we know restricts will do so whichever version it is.

    A model under the terms of one version tells of which version its publisher speaks.
    """
    for link in (one for one in links if not one.addressed and not one.own):
        from licensecheck.knowledge.called import may_be_under  # reads the names of the catalogue

        said = f"it is named as base{_place(link)}"
        may_be = sorted(may_be_under(link.parent))
        if facts.limit_more(may_be, binding):
            terms = ", ".join(map(facts.name_of, may_be))
            words = f"{said}, but not in which version; those that we know are under {terms}"
            yield problem(ProblemKind.MISSING, link.parent, words)
        else:
            yield _beside(ProblemKind.MISSING, link.parent, f"{said}; its terms were not read")


def _needed(ancestor: Ancestor, facts: Facts) -> Problem:
    known = [facts.find(one) for one in ancestor.expression.licenses]
    names = ", ".join(one.name for one in known if one) or str(ancestor.expression)
    words = f"it is needed beside the weights{_place(ancestor.link)}, under {names}"
    return _beside(ProblemKind.ASIDE, ancestor.name, words)


def _beside(kind: ProblemKind, name: str, message: str) -> Problem:
    return replace(problem(kind, name, message), hides_terms=False)


def _place(link: Link) -> str:
    """Where a link is said, in brackets behind a blank; empty where it has no line."""
    at = link.evidence
    return f" ({cited(at.document, at.line, at.page)})" if at and at.line else ""
