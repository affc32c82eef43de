"""Whom a report accuses of open-washing, and what it leaves for a person to read."""

from dataclasses import replace
from pathlib import Path

import pytest

from licensecheck.auditor import Auditor
from licensecheck.domain import (
    Document,
    DocumentKind,
    Identification,
    Match,
    MatchKind,
    Reading,
    Span,
)
from licensecheck.domain.report import Report
from licensecheck.hubs import parse_ref
from licensecheck.judge.comparison import ModelFacts
from licensecheck.judge.washing import is_certain, washing, washing_level
from tests.judge.compared import ancestor, facts, known, told

CLAIM, LAXER = "claims-open-terms-fail", "derivative-under-laxer-terms"
TERMS = "## License\n\nThe weights of Zebra-7B are released under CC-BY-NC-4.0.\n"


def audit(auditor: Auditor, folder: Path, readme: str) -> Report:
    (folder / "zebra-7b").mkdir()
    (folder / "zebra-7b" / "model.safetensors").write_bytes(b"")
    (folder / "zebra-7b" / "README.md").write_text(f"# Zebra-7B\n\n{readme}\n\n{TERMS}")
    return auditor.audit(parse_ref(str(folder / "zebra-7b")))


def accused(report: Report) -> set[str]:
    return {finding.rule for finding in report.findings if finding.id in report.washing.findings}


@pytest.mark.parametrize(
    "readme",
    [
        "Zebra-7B is an open-source language model.",
        "## Introduction\n\nWe are happy to present Zebra-7B, our fully open source model.",
        "Zebra-7B is an open-source model that anybody may use.\n\n"
        "It outperforms other open-source models.",
        "## News\n\n- [2023-05-04] We released Zebra-7B, the first open-source model of stripes!",
    ],
)
def test_a_claim_of_its_own_model_against_its_own_terms_accuses(
    auditor: Auditor, tmp_path: Path, readme: str
) -> None:
    report = audit(auditor, tmp_path, readme)
    assert CLAIM in accused(report)
    finding = next(one for one in report.findings if one.rule == CLAIM)
    claim, terms = finding.evidence[:2]
    assert "open" in claim.quote
    assert "CC-BY-NC" in terms.quote
    assert report.washing.level == "high"


@pytest.mark.parametrize(
    "readme",
    [
        "It builds on Okapi-13B, an open-source model of the herd.",
        "We open-sourced Gnu-70B, an open-source model, with our friends.",
        "## Roadmap\n\n- [ ] Zebra-7B will be an open-source model.",
        "## News\n\n- [2023-05-04] Zebra-7B is open-source now.",
        "## News\n\n- [2023-05-04] We open-sourced Zebra-7B.2, the next model.",
    ],
)
def test_what_is_said_of_others_planned_or_old_accuses_nobody(
    auditor: Auditor, tmp_path: Path, readme: str
) -> None:
    report = audit(auditor, tmp_path, readme)
    assert CLAIM not in accused(report)
    assert report.washing.level in {"none", "low"}


@pytest.mark.parametrize(
    "readme",
    [
        "Q: Is Zebra-7B an open-source model?",
        "Is Zebra-7B an open-source language model?",
        "```\nzebra-7b\n|-- zebra_open_source_model\n```",
        "The outputs lie under `zebra_open_source_model/fully_open_source`.",
    ],
)
def test_questions_and_names_of_files_claim_nothing(
    auditor: Auditor, tmp_path: Path, readme: str
) -> None:
    report = audit(auditor, tmp_path, readme)
    assert report.claims == ()
    assert CLAIM not in accused(report)


@pytest.mark.parametrize(
    ("readme", "claimed"),
    [
        ("Zebra-7B is free for commercial use.", True),
        ("Zebra-7B is free to use, but there are some restrictions on commercial use.", False),
        ("Commercial use of Zebra-7B is allowed with certain restrictions.", False),
        ("Zebra-7B is free for commercial use and has no restrictions.", True),
    ],
)
def test_who_tells_of_limits_discloses_them(
    auditor: Auditor, tmp_path: Path, readme: str, claimed: bool
) -> None:
    report = audit(auditor, tmp_path, readme)
    assert ("free-commercial-use" in {one.kind for one in report.claims}) is claimed


def test_a_doubtful_claim_is_left_for_a_person_with_both_quotes(
    auditor: Auditor, tmp_path: Path
) -> None:
    report = audit(auditor, tmp_path, "## News\n\n- [2023-05-04] Zebra-7B is open-source now.")
    left = [one for one in report.findings if one.rule == CLAIM]
    assert [one.confidence for one in left] == ["uncertain"]
    assert len(left[0].evidence) > 1
    assert left[0].letter == ""  # nobody is written to about what a person has yet to read


@pytest.mark.parametrize(
    ("readme", "accuses"),
    [
        ("This is our fully open-source language model.", False),
        ("Zebra-7B is an open-source language model.", True),  # its words need no reading
    ],
)
def test_without_the_classifier_a_sentence_accuses_by_the_own_name_alone(
    auditor: Auditor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, readme: str, accuses: bool
) -> None:
    monkeypatch.setattr("licensecheck.statements.reader.StatementReader.read", lambda *_: {})
    assert (CLAIM in accused(audit(auditor, tmp_path, readme))) is accuses


def test_no_findings_are_no_washing() -> None:
    assert washing_level(()) == "none"


@pytest.mark.parametrize(
    ("title", "altered"),
    [("MIT License", True), ("The Stripes Licence of the Zoo", False), ("", True)],
)
def test_a_text_with_a_title_of_its_own_is_no_altered_copy(
    auditor: Auditor, folder: Path, title: str, altered: bool
) -> None:
    text = (folder / "LICENSE").read_text().split("\n", 1)[1]
    ban = "The Software may not be used for commercial purposes.\n\n"
    start = text.index("The above copyright notice")
    (folder / "LICENSE").write_text(f"{title}\n{text[:start]}{ban}{text[start:]}")
    (folder / "README.md").write_text("# Zebra 7B\n\nStripes.\n")
    report = auditor.audit(parse_ref(str(folder)))
    assert ("known-license-altered" in accused(report)) is altered
    assert report.level == "restricted-weights"


def test_json_says_how_the_sentence_of_each_claim_was_read(
    auditor: Auditor, tmp_path: Path
) -> None:
    own = "Zebra-7B is an open-source language model."
    planned = "## Roadmap\n\n- [ ] Zebra-7B-Chat will be an open-source model."
    report = audit(auditor, tmp_path, f"{own}\n\n{planned}")
    claims = {one.evidence.quote: one for one in report.claims}
    assert claims[own].plain
    assert claims[own].said is not None
    assert (claims[own].said.owner, claims[own].said.polarity) == ("own", "affirmed")
    later = next(one for quote, one in claims.items() if "will be" in quote)
    assert not later.plain
    assert later.said is not None
    assert later.said.polarity == "planned"


DIFFERS = "declared-license-differs"


def beside_a_text(sentence: str) -> ModelFacts:
    """A card with a sentence about MIT, beside the text of CC-BY-NC-4.0."""
    text = f"# Zebra\n\n{sentence}\n"
    what = facts(own=(), text=text, readings=(NC_TEXT,))
    card = what.snapshot.cards[0].document
    end = len("# Zebra\n\n") + len(sentence.partition(". ")[0])
    said = replace(known("MIT"), document=card, span=Span(9, end), text=text[9:end])
    return replace(what, terms=replace(what.terms, declarations=(said,)))


NC_FILE = Document("LICENSE", "Zebra terms, no trade\n", DocumentKind.LICENSE)
NC_TEXT = Reading(
    NC_FILE,
    Identification((Match("CC-BY-NC-4.0", MatchKind.VERBATIM, Span(0, 20), 1.0),)),
    (),
    False,
)


@pytest.mark.parametrize(
    "sentence",
    [
        "This project is under the MIT license. See [LICENSE](LICENSE) for details.",
        "This project is under the MIT license. Please refer to the LICENSE file.",
        "This project is under the [MIT license](./LICENSE).",
    ],
)
def test_a_sentence_that_points_to_stricter_terms_names_another_licence(sentence: str) -> None:
    assert told(beside_a_text(sentence), DIFFERS) == ["the card says MIT, LICENSE is CC-BY-NC-4.0"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The code is under the MIT license.",
        "The code is under the MIT license. The weights are not, see LICENSE.",
        "The code is under the [MIT license](https://zoo.example/LICENSE).",
        "The code is under the MIT license. See LICENSE-CODE.",
        "Under zebra terms, no trade, like MIT but [stricter](LICENSE).",
        "Some of our models are under the MIT license, others see [LICENSE](LICENSE).",
        "Some of Zebra models come with the same MIT license, but beware, others see LICENSE.",
        "We will put this project under the MIT license, see LICENSE till then.",
    ],
)
def test_a_sentence_that_does_not_point_there_contradicts_nothing(sentence: str) -> None:
    assert told(beside_a_text(sentence), DIFFERS) == []


def test_terms_called_after_the_base_hand_its_terms_on() -> None:
    """Which version's text is known by that name is ours to find out, not the publisher's fault."""
    base = ancestor("LicenseRef-scancode-llama-3.1-license-2024", name="zoo/Zebra-1.5-7B")
    what = facts(base, own=())
    card = what.snapshot.cards[0].document
    said = replace(known("CC-BY-NC-4.0"), document=card, span=Span(0, 3))
    for words, accuses in (
        ("Comply with the Zebra 1.5 licence", False),
        ("Under CC-BY-NC-4.0", True),
    ):
        terms = replace(what.terms, declarations=(replace(said, text=words),))
        found = washing(replace(what, terms=terms), {LAXER: what.knowledge.washing[LAXER]})
        assert [is_certain(one) for one in found] == [accuses]
