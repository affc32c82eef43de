"""What is answered of each criterion and in one word of the whole model, each with its reason."""

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from licensecheck import hubs
from licensecheck.auditor import Auditor
from licensecheck.domain import (
    Document,
    DocumentKind,
    FileEntry,
    Gating,
    HubMetadata,
    Level,
    ModelRef,
    Origin,
    Snapshot,
    Status,
    Verdict,
)
from licensecheck.domain.reasons import Ground
from licensecheck.domain.report import Report
from licensecheck.judge.level import level
from licensecheck.knowledge.knowledge import installed
from licensecheck.report.wording import level_reason
from licensecheck.text.front_matter import read_card

APACHE = (Path(__file__).resolve().parents[2] / "LICENSE").read_text("utf-8")
PATENTS = "   3. Grant of Patent License."
NONCOMMERCIAL = "The weights may be used for non-commercial purposes only."
NONE_AGAINST = "MET every clause was read or is known, none stands against it"
SAYS = re.compile(r"(?:which may mean that )?you (?:may|must) [^\[]*\[([a-z-]+)\]")
"""What a label says, which the tests of the wording read."""
KNOWN = "MET the licence is known to meet it"
FAILING = "UNKNOWN the licence is known to fail it, for a reason that was not found"
SILENT = "UNKNOWN no clause was found that gives a right"
LLAMA, GEMMA = "meta-llama/Llama-3.1-8B", "google/gemma-2-2b"
OF_LLAMA = "(Llama 3.1 Community License Agreement, 2)"
ALL = "1 2 3 4 5 6 7 8 9 10"


def licence(*sentences: str) -> str:
    """Terms of one's own; each sentence stands in a line of its own, the first in line 3."""
    return "# Zebra licence\n" + "".join(f"\n{one}\n" for one in sentences)


GRANTS = ("You may use the model.", "You may modify the model.", "You may distribute the model.")
USE, MODIFY, SHARE = GRANTS
NO_WARRANTY = "The model is provided as is, without warranty of any kind."


def audited(auditor: Auditor, folder: Path, head: str, files: Mapping[str, str]) -> Report:
    card = {"README.md": f"---\n{head}\n---\n# Zebra\n"} if head else {}
    for name, text in {"model.safetensors": "", **card, **files}.items():
        (folder / name).write_text(text, "utf-8")
    return auditor.audit(hubs.parse_ref(str(folder)))


def answers(report: Report, framework: str) -> dict[str, str]:
    """The criteria of each answer with its reason."""
    found: dict[str, list[str]] = {}
    for one in report.verdicts:
        if one.framework == framework:
            reason = SAYS.sub(r"\1", one.reason)
            found.setdefault(f"{one.status} {reason}", []).append(one.criterion)
    return {answer: " ".join(criteria) for answer, criteria in found.items()}


@pytest.mark.parametrize(
    ("head", "files", "expected"),
    [
        ("license: mit", {}, {KNOWN: ALL}),
        ("license: apache-2.0", {"LICENSE": APACHE}, {KNOWN: ALL}),
        ("", {}, {"UNKNOWN no licence was found": ALL}),
        (
            "license: other",
            {},
            {"UNKNOWN the terms of 'license: other' are not known and not in the snapshot": ALL},
        ),
        (
            "license: sspl-1.0",
            {},
            {FAILING: ALL},
        ),
        # Each licence must give the rights itself.
        ("", {"LICENSE": licence(*GRANTS)}, {NONE_AGAINST: ALL}),
        ("", {"LICENSE": licence(MODIFY, SHARE)}, {NONE_AGAINST: ALL}),
        (
            "",
            {"LICENSE": licence(USE, SHARE)},
            {
                NONE_AGAINST: "1 2 5 6 7 8 9 10",
                "UNKNOWN no clause was found that says: you may change it": "3 4",
            },
        ),
        (
            "",
            {"LICENSE": licence(SHARE)},
            {
                NONE_AGAINST: "1 2 7 8 9 10",
                "UNKNOWN no clause was found that says: you may change it": "3 4",
                "UNKNOWN no clause was found that says: you may use it": "5 6",
            },
        ),
        ("", {"LICENSE": licence(NO_WARRANTY)}, {SILENT: ALL}),
        (
            "",
            {"LICENSE": licence(*GRANTS), "LICENSE-2": licence(NO_WARRANTY)},
            {"UNKNOWN not every licence here was found to give a right": ALL},
        ),
        ("", {"LICENSE": APACHE, "LICENSE-2": licence(*GRANTS)}, {NONE_AGAINST: ALL}),
        ("", {"LICENSE": APACHE, "LICENSE-2": licence(NO_WARRANTY)}, {SILENT: ALL}),
        # A policy or a notice gives none and need not.
        ("", {"LICENSE": APACHE, "USE_POLICY.md": NO_WARRANTY}, {NONE_AGAINST: ALL}),
        ("license: mit", {"LICENSE": licence(NO_WARRANTY)}, {SILENT: ALL}),
        # What stands against it is named with its place.
        (
            "license: cc-by-nc-4.0",
            {},
            {
                "NOT_MET noncommercial-only (README.md:2)": "1 6",
                NONE_AGAINST: "2 3 4 5 7 8 9 10",
            },
        ),
        (
            "license: cc-by-nd-4.0",
            {},
            {
                NONE_AGAINST: "1 2 5 6 7 8 9 10",
                "NOT_MET no-derivatives (README.md:2)": "3",
                "UNKNOWN no clause was found that says: you may change it": "4",
            },
        ),
        (
            "",
            {"LICENSE": APACHE.replace(PATENTS, f"   {NONCOMMERCIAL}\n\n{PATENTS}")},
            {"NOT_MET noncommercial-only (LICENSE:74)": "1 6", NONE_AGAINST: "2 3 4 5 7 8 9 10"},
        ),
        (
            "",
            {
                "LICENSE": licence(
                    *GRANTS,
                    "You may not use the model for commercial purposes.",
                    "You may not use the model for military purposes.",
                )
            },
            {
                "NOT_MET noncommercial-only (LICENSE:9)": "1",
                "NOT_MET field-of-use-restriction (LICENSE:11) and 1 more": "6",
                NONE_AGAINST: "2 3 4 5 7 8 9 10",
            },
        ),
        (
            f"license: cc-by-nc-4.0\nbase_model: [{LLAMA}, {GEMMA}]",
            {},
            {
                "NOT_MET noncommercial-only (README.md:2)": "1",
                NONE_AGAINST: "2 3 4 8 9 10",
                f"NOT_MET scale-threshold {OF_LLAMA}": "5",
                "NOT_MET noncommercial-only (README.md:2) and 4 more": "6",
                f"NOT_MET separate-permission-required {OF_LLAMA}": "7",
            },
        ),
    ],
)  # fmt: skip
def test_each_criterion_of_the_osd_is_answered_with_its_reason(
    auditor: Auditor, tmp_path: Path, head: str, files: dict[str, str], expected: dict[str, str]
) -> None:
    assert answers(audited(auditor, tmp_path, head, files), "osd") == expected


def test_a_freedom_that_is_a_matter_of_judgement_is_for_a_person(
    auditor: Auditor, tmp_path: Path
) -> None:
    report = audited(auditor, tmp_path, "license: gemma", {})
    given = answers(report, "eu-ai-act")
    for label, criterion in (
        ("use-policy-incorporation", "use"),
        ("use-restriction-flow-down", "distribute"),
    ):
        read = f"UNKNOWN a matter of judgement, please read README.md:2: {label}"
        assert given[read] == criterion
    assert given["UNKNOWN its publisher must say how much computation the training took"]
    two = answers(audited(auditor, tmp_path, "license: bigscience-bloom-rail-1.0", {}), "eu-ai-act")
    asked = "please read README.md:2: field-of-use-restriction and 1 more"
    assert two[f"UNKNOWN a matter of judgement, {asked}"] == "use"


def test_what_fails_for_certain_is_no_matter_of_judgement(auditor: Auditor, tmp_path: Path) -> None:
    report = audited(auditor, tmp_path, "license: llama3.1", {})
    failed = "NOT_MET scale-threshold (README.md:2) and 1 more"
    assert answers(report, "eu-ai-act")[failed] == "use"


def test_the_findings_of_a_verdict_are_those_that_decide_it(
    auditor: Auditor, tmp_path: Path
) -> None:
    report = audited(auditor, tmp_path, "license: cc-by-nc-4.0", {})
    rules = {one.id: one.rule for one in report.findings}
    rests_on = {
        one.criterion: [rules[name] for name in one.findings]
        for one in report.verdicts
        if one.framework == "osd"
    }
    assert rests_on.pop("1") == ["noncommercial-only"]
    assert rests_on.pop("6") == ["noncommercial-only"]
    assert set(map(tuple, rests_on.values())) == {()}


# --- The level ----------------------------------------------------------------------------------

MORE = "the terms meet the Open Source Definition; open source AI asks for more: "
NO_CODE = f"{MORE}code (unknown), data information (unknown)"


@pytest.mark.parametrize(
    ("head", "files", "level", "reason"),
    [
        ("license: mit", {}, Level.OPEN_WEIGHTS, NO_CODE),
        (
            "license: cc-by-nc-4.0",
            {},
            Level.RESTRICTED_WEIGHTS,
            "the terms fail the Open Source Definition (OSD 1, 6)",
        ),
        ("", {}, Level.UNKNOWN, "no licence was found"),
        (
            "",
            {"LICENSE": licence(*GRANTS)},
            Level.OPEN_WEIGHTS,
            f"{MORE}parameters (unknown), code (unknown), data information (unknown)",
        ),
        (
            "",
            {"LICENSE": licence(USE, SHARE)},
            Level.UNKNOWN,
            "no clause was found that says: you may change it",
        ),
        (
            f"license: mit\nbase_model: [{LLAMA}, {GEMMA}]",
            {},
            Level.RESTRICTED_WEIGHTS,
            "the terms fail the Open Source Definition (OSD 5, 6, 7), by the terms of "
            f"{LLAMA}, {GEMMA}, which it was made from",
        ),
        (
            f"license: cc-by-nc-4.0\nbase_model: {LLAMA}",
            {},
            Level.RESTRICTED_WEIGHTS,
            "the terms fail the Open Source Definition (OSD 1, 5, 6, 7)",
        ),
    ],
)
def test_the_level_has_its_reason(
    auditor: Auditor, tmp_path: Path, head: str, files: dict[str, str], level: Level, reason: str
) -> None:
    report = audited(auditor, tmp_path, head, files)
    assert (report.level, report.level_reason) == (level, reason)


def test_without_verdicts_nothing_is_known_and_without_the_osaid_its_parts_are_not() -> None:
    word, reason = level([], True, HubMetadata())
    assert (word, level_reason(reason, installed())) == (Level.UNKNOWN, "nothing read")
    word, reason = level([Verdict("osd", "1", Status.MET, Ground.KNOWN)], True, HubMetadata())
    missing = "parameters (unknown), code (unknown), data information (unknown)"
    assert word is Level.OPEN_WEIGHTS
    assert level_reason(reason, installed()) == f"{MORE}{missing}"


def snapshot(license: str, *names: str, **metadata: object) -> Snapshot:  # noqa: A002
    document = Document("README.md", f"---\nlicense: {license}\n---\n# Z\n", DocumentKind.CARD)
    card, _ = read_card(document)
    return Snapshot(
        ModelRef("huggingface", "zoo/zebra"),
        "0" * 40,
        Origin.HUB,
        "2026-11-25T00:00:00Z",
        documents=(document,),
        cards=(card,),
        files=tuple(map(FileEntry, names)),
        metadata=HubMetadata(**metadata),  # type: ignore[arg-type]  # as the test names them
    )


WEIGHTS = "model.safetensors"
NEITHER = NO_CODE.replace("unknown", "not met")
APPROVED = "the licensor approves each person before the weights may be had"


@pytest.mark.parametrize(
    ("what", "level", "reason"),
    [
        (snapshot("mit", WEIGHTS, gating=Gating.NONE), Level.OPEN_WEIGHTS, NEITHER),
        (snapshot("mit", WEIGHTS, gating=Gating.AUTOMATIC), Level.OPEN_WEIGHTS, NEITHER),
        (
            snapshot("mit", WEIGHTS, "train.py", "inference.py", "DATASHEET.md"),
            Level.OPEN_SOURCE_AI,
            "terms, code and data information meet the Open Source AI Definition",
        ),
        (snapshot("mit", WEIGHTS, gating=Gating.MANUAL), Level.CLOSED, APPROVED),
        (snapshot("cc-by-nc-4.0", WEIGHTS, gating=Gating.MANUAL), Level.CLOSED, APPROVED),
        (
            snapshot("mit", weights_downloadable=False),
            Level.CLOSED,
            "the weights cannot be downloaded",
        ),
        (snapshot("mit"), Level.UNKNOWN, "no weights were found or linked"),
        (
            snapshot("cc-by-nc-4.0"),
            Level.UNKNOWN,
            "the terms fail the Open Source Definition (OSD 1, 6); no weights were found or linked",
        ),
    ],
)
def test_weights_that_cannot_be_had_are_not_open(
    auditor: Auditor, what: Snapshot, level: Level, reason: str
) -> None:
    report = auditor.judge_snapshot(what)
    assert (report.level, report.level_reason) == (level, reason)


def test_open_weights_that_cannot_be_downloaded_contradict_the_claim(auditor: Auditor) -> None:
    text = "---\nlicense: mit\n---\n# Zebra\n\nZebra has open weights.\n"
    document = Document("README.md", text, DocumentKind.CARD)
    card, _ = read_card(document)
    for downloadable, expected in ((False, ["README.md:6 Zebra has open weights."]), (True, [])):
        what = snapshot("mit", weights_downloadable=downloadable)
        report = auditor.judge_snapshot(replace(what, documents=(document,), cards=(card,)))
        found = [one for one in report.findings if one.rule == "claims-open-no-weights"]
        assert [f"{one.document}:{one.line} {one.quote}" for f in found for one in f.evidence] == (
            expected
        )
        assert {one.message for one in found} <= {
            "the card claims open-weights, the weights are not for all to have"
        }
