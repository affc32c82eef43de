"""The terms of the code alone and of the weights alone, where the texts tell the two apart."""

from collections.abc import Sequence
from dataclasses import replace

from licensecheck.domain import Declaration, DocumentKind, Finding, Reading
from licensecheck.domain.component import BESIDE, PART, WHOLE, is_folder
from licensecheck.terms.subject import names_code
from licensecheck.terms.terms import UNCOVERED, Terms

CODE = "code"


def apart(terms: Terms) -> tuple[Terms | None, Terms | None]:
    """What binds whoever uses the code without the weights, and the weights without the code; None
    where nothing is said of that part by itself."""
    return _of_code(terms), _of_weights(terms)


def _of_code(terms: Terms) -> Terms | None:
    """What is said of the code; all that is here where nothing says that it is for the weights."""
    uncovered = any(one.subject == UNCOVERED for one in terms.problems)

    def is_code(part: str) -> bool:
        return part == CODE or (uncovered and part == "model")

    texts = [one for one in terms.judged if _is_licence(one)]
    barred = any(map(bars, texts))
    said = tuple(
        one
        for one in terms.declarations
        if is_code(one.component)
        and not one.ancestor
        and not (barred and one.conforms and not names_code(one.text))
    )
    own = tuple(one for one in texts if is_code(one.document.component))
    if not (own or said):
        return None
    pages = tuple(one for one in terms.readings if not _is_licence(one))
    problems = tuple(one for one in terms.problems if one.subject != UNCOVERED)
    paths = {one.document.path for one in (*own, *pages)} | _places(said)
    about = tuple(
        one
        for one in terms.findings
        if one.evidence[0].source in paths
        and (
            one.part == CODE
            or is_folder(one.part)
            or (one.part == WHOLE and not _is_of_weights(one, own))
            or _may_reach(one)
        )
    )
    return replace(
        terms, readings=(*own, *pages), declarations=said, findings=about, problems=problems
    )


def _of_weights(terms: Terms) -> Terms | None:
    """All but what is said of code or data alone."""
    readings = tuple(one for one in terms.readings if one.document.component not in BESIDE)
    said = tuple(one for one in terms.declarations if one.component not in BESIDE)
    if len(readings) == len(terms.readings) and len(said) == len(terms.declarations):
        return None
    if not (said or any(map(_is_licence, readings))):
        return None
    about = tuple(one for one in terms.findings if one.part not in BESIDE)
    return replace(terms, readings=readings, declarations=said, findings=about)


def bars(text: Reading) -> bool:
    """True for the licence of the repository where it is not open: only what is said of the code
    itself gives more than it."""
    document = text.document
    return text.conforms is False and document.component == "model" and "/" not in document.path


def _is_of_weights(finding: Finding, texts: Sequence[Reading]) -> bool:
    """True for what sentences of a page say, all of which speak of weights and none of code."""
    from licensecheck.terms.prose import of_weights_alone  # needs what reads prose

    own = {one.document.path for one in texts}
    return all(one.source not in own and of_weights_alone(one.quote) for one in finding.evidence)


def _may_reach(finding: Finding) -> bool:
    """True for what a text at the top, of which nobody knows how far it reaches, does not say of
    weights or data alone."""
    from licensecheck.terms.prose import of_data_alone, of_weights_alone  # needs what reads prose

    return finding.part == PART and any(
        "/" not in one.source and not (of_weights_alone(one.quote) or of_data_alone(one.quote))
        for one in finding.evidence
    )


def _is_licence(reading: Reading) -> bool:
    return reading.document.kind is DocumentKind.LICENSE


def _places(said: tuple[Declaration, ...]) -> set[str]:
    return {one.document.path for one in said if one.document}
