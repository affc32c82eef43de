"""Which part a licence text is for, by what the pages say of its licence."""

import pytest

from licensecheck.domain import (
    Declaration,
    Document,
    DocumentKind,
    Expression,
    Identification,
    Match,
    MatchKind,
    Reading,
    Span,
)
from licensecheck.terms.assigned import assigned


def text(path: str, licence: str, *, conforms: bool = True) -> Reading:
    component = "weights" if "MODEL" in path else "model"
    document = Document(path, "You may.", DocumentKind.LICENSE, component)
    match = Match(licence, MatchKind.VERBATIM, Span(0, 8), 1.0)
    return Reading(document, Identification((match,)), (), conforms)


def said(licence: str, component: str) -> Declaration:
    return Declaration(None, None, licence, Expression.of(licence), (licence,), component=component)


MODEL = text("MODEL_LICENSE", "CC-BY-NC-4.0", conforms=False)


@pytest.mark.parametrize(
    ("texts", "declared", "part"),
    [
        ([text("LICENSE", "MIT"), MODEL], [said("MIT", "code")], "code"),
        ([text("LICENSE", "MIT")], [said("MIT", "code"), said("Zebra-1.0", "weights")], "code"),
        ([text("LICENSE", "MIT")], [said("MIT", "weights"), said("Zebra-1.0", "code")], "weights"),
        ([text("LICENSE", "MIT"), MODEL], [said("MIT", "code"), said("MIT", "model")], "model"),
        ([text("LICENSE", "MIT")], [said("MIT", "code")], "model"),
        ([text("LICENSE", "MIT"), MODEL], [], "model"),
        ([text("LICENSE", "GPL-NC", conforms=False), MODEL], [said("GPL-NC", "code")], "model"),
    ],
)
def test_a_text_is_for_the_part_that_pages_give_its_licence_to(
    texts: list[Reading], declared: list[Declaration], part: str
) -> None:
    assert assigned(texts, declared)[0].document.component == part
    assert assigned(texts, declared)[1:] == tuple(texts[1:])
