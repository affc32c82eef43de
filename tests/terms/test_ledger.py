"""Open only where everything that could bind is accounted for."""

from pathlib import Path

import pytest

from licensecheck.auditor import Auditor
from licensecheck.domain import (
    Declaration,
    Document,
    DocumentKind,
    Expression,
    Identification,
    Level,
    Match,
    MatchKind,
    Reading,
    Span,
)
from licensecheck.domain.report import Report
from licensecheck.hubs import parse_ref
from licensecheck.terms.ledger import FOR_WHICH_PART, of_declaration


def audited(auditor: Auditor, folder: Path, head: str) -> Report:
    (folder / "README.md").write_text(f"---\n{head}\n---\n# Zebra\n")
    return auditor.audit(parse_ref(str(folder)))


@pytest.mark.parametrize(
    "head",
    [
        "license: mit",
        "license: other",
        "license: other\nlicense_link: LICENSE",
        "license: other\nlicense_name: mit",
        "license: other\nlicense_name: zebra-license\nlicense_link: LICENSE",
        "library_name: transformers",
    ],
)
def test_a_declaration_that_the_text_answers_leaves_nothing(
    auditor: Auditor, folder: Path, head: str
) -> None:
    report = audited(auditor, folder, head)
    assert report.level is Level.OPEN_WEIGHTS
    assert report.ledger.left == ()
    assert report.ledger.share == 1.0


@pytest.mark.parametrize(
    "head", ["license: mit (non-commercial use only)", "license: MIT, non-commercial"]
)
def test_a_name_that_says_what_it_forbids_restricts_beside_an_open_text(
    auditor: Auditor, folder: Path, head: str
) -> None:
    assert audited(auditor, folder, head).level is Level.RESTRICTED_WEIGHTS


@pytest.mark.parametrize(
    "head",
    [
        "license: proprietary",
        "license: see below",
        "license: [mit, see-below]",
        "license: {name: mit, note: research only}",
        "license: [[mit], [cc-by-nc-4.0]]",
        "license: other\nlicense_name: zebra-license",
        "license: other\nlicense_name: zebra-research-only\nlicense_link: LICENSE",
        "license: other\nlicense_link: https://zoo.example/terms",
    ],
)
def test_a_declaration_that_nobody_can_resolve_stands_beside_the_text(
    auditor: Auditor, folder: Path, head: str
) -> None:
    report = audited(auditor, folder, head)
    assert report.level is Level.UNKNOWN
    assert [one.subject for one in report.ledger.left]
    assert all(one.account in ("unread", "not-understood") for one in report.ledger.left)


def test_the_coverage_of_each_text_adds_up_to_its_length(auditor: Auditor, folder: Path) -> None:
    with (folder / "LICENSE").open("a") as text:
        text.write("\nGrazing is prohibited.\n")
    report = audited(auditor, folder, "license: mit")
    (text_,) = report.ledger.documents
    counted = text_.known + text_.understood + text_.not_terms + text_.left
    assert counted == text_.characters == len((folder / "LICENSE").read_text())
    assert report.ledger.share is not None
    assert 0 < report.ledger.share < 1
    assert any(one.quote == "Grazing is prohibited." for one in report.ledger.left)


def test_a_sentence_of_a_card_that_says_something_is_no_prose_without_terms(
    auditor: Auditor, folder: Path
) -> None:
    said = "Commercial use of the weights is prohibited."
    (folder / "README.md").write_text(f"---\nlicense: mit\n---\n# Zebra\n\nStripes. {said}\n")
    report = auditor.audit(parse_ref(str(folder)))
    (card,) = (one for one in report.ledger.documents if one.document == "README.md")
    assert (card.understood, card.left) in ((len(said), 0), (0, len(said)))
    assert card.not_terms == card.characters - len(said)


def test_an_address_that_is_none_shows_nothing(auditor: Auditor, folder: Path) -> None:
    (folder / "README.md").write_text(
        "---\nlicense: mit\n---\n# Zebra\n\n![](https://[zoo/x.svg)\n"
    )
    assert auditor.audit(parse_ref(str(folder))).level is Level.OPEN_WEIGHTS


def test_a_place_is_left_once_whatever_the_reasons(auditor: Auditor, folder: Path) -> None:
    badge = "[![NVIDIA Source Code License](https://badge.example/x.svg)](https://zoo.example/)"
    (folder / "README.md").write_text(f"{badge}\n\n# Zebra\n\nThe weights are here.\n")
    left = auditor.audit(parse_ref(str(folder))).ledger.left
    places = [(one.subject, one.start, one.end) for one in left if one.quote]
    assert places
    assert len(places) == len(set(places))


def test_a_model_without_a_licence_is_told_so_before_what_its_page_may_mean(
    auditor: Auditor, folder: Path
) -> None:
    (folder / "LICENSE").unlink()
    (folder / "README.md").write_text("# Zebra\n\nPermission is a matter of stripes.\n")
    left = auditor.audit(parse_ref(str(folder))).ledger.left
    assert [one.subject for one in left] == ["licence", "README.md"]


@pytest.mark.parametrize(("part", "told"), [("model", True), ("data", False)])
def test_a_badge_for_the_licence_that_is_here_for_the_whole_leaves_nothing(
    part: str, told: bool
) -> None:
    text = Document("LICENSE", "stripes", DocumentKind.LICENSE, component=part)
    match = Match("CC-BY-NC-4.0", MatchKind.VERBATIM, Span(0, 7), 1.0)
    reading = Reading(text, Identification((match,)), (), None)
    card = Document("README.md", "badge", DocumentKind.CARD)
    doubt = f"a badge shows it, {FOR_WHICH_PART}"
    said = Declaration(card, Span(0, 5), "badge", Expression.of("CC-BY-NC-4.0"), doubt=doubt)
    assert (not [*of_declaration(said, [reading])]) is told
