"""What publishers say against what the facts are: each contradiction in its words and quotes.

A folder is what a publisher offers; what it says and does otherwise is told in one sentence.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from licensecheck import hubs
from licensecheck.auditor import Auditor
from licensecheck.domain import (
    Clause,
    ClauseKind,
    ClauseLabel,
    Document,
    DocumentKind,
    Edit,
    EditKind,
    Identification,
    Match,
    MatchKind,
    Reading,
    Source,
    Span,
)
from licensecheck.domain.report import Report
from licensecheck.errors import RuleFileError
from licensecheck.judge.washing import washing
from licensecheck.knowledge.files import rule_folder
from licensecheck.knowledge.knowledge import installed
from tests.judge.compared import facts, quotes, says
from tests.judge.compared import told as sentences

APACHE = (Path(__file__).resolve().parents[2] / "LICENSE").read_text("utf-8")
PATENTS = "   3. Grant of Patent License."
GONE = APACHE.index(PATENTS), APACHE.index("   4. Redistribution.")
NONCOMMERCIAL = "The weights may be used for non-commercial purposes only."
LLAMA = "meta-llama/Llama-3.1-8B"
LLAMA_TERMS = "LicenseRef-scancode-llama-3.1-license-2024"
LLAMA_NAME = "Llama 3.1 Community License Agreement"
ALPACA = (
    "https://github.com/tatsu-lab/stanford_alpaca/blob/761dc5bfbdeeffa89b8bff5d038781a4055f796a/"
    "README.md"
)


def card(head: str, *lines: str) -> str:
    """A card whose prose begins in the line after its heading."""
    fields = f"---\n{head}\n---\n" if head else ""
    return f"{fields}# Zebra\n" + "".join(f"\n{line}\n" for line in lines)


def offered(auditor: Auditor, folder: Path, files: Mapping[str, str | bytes]) -> Report:
    folder.mkdir(exist_ok=True)
    for name, content in {"model.safetensors": b"", **files}.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return auditor.audit(hubs.parse_ref(str(folder)))


def told(report: Report, rule: str) -> list[list[str]]:
    """Each finding of a rule: its sentence, then its quotes with their places."""
    return [
        [one.message, *(f"{q.document}:{q.line} {q.quote}" for q in one.evidence)]
        for one in report.findings
        if one.rule == rule and one.id in report.washing.findings
    ]


def without(text: str, begin: int, end: int) -> str:
    return text[:begin] + text[end:]


OPEN = "Zebra is an open-source model."
FREE = "Zebra is free for commercial use."
CLAIM = f"README.md:6 {OPEN}"
FIELD = "README.md:2 license: "
MANY = (
    "# Terms\n\n"
    "You may not use the model for commercial purposes.\n\n"
    "You may not use the model for military purposes.\n\n"
    "You may not modify the model.\n\n"
    "You may not use the model in the European Union.\n"
)

WASHING = [
    # The card claims more than the terms give.
    (
        "claims-open-terms-fail",
        {"README.md": card("license: cc-by-nc-4.0", OPEN)},
        [
            "the card claims open-source, but you may not use it for commercial purposes without "
            "another licence",
            CLAIM,
            f"{FIELD}cc-by-nc-4.0",
        ],
    ),
    (
        "claims-open-terms-fail",
        {"README.md": card("license: other", OPEN), "LICENSE": MANY},
        [
            "the card claims open-source, but you may not use it for commercial purposes without "
            "another licence (and 3 more restrictions)",
            CLAIM,
            "LICENSE:3 You may not use the model for commercial purposes.",
            "LICENSE:7 You may not modify the model.",
            "LICENSE:9 You may not use the model in the European Union.",
        ],
    ),
    (
        "claims-commercial-terms-forbid",
        {"README.md": card("license: cc-by-nc-nd-4.0", FREE)},
        [
            "the card claims free-commercial-use, but you may not use it for commercial purposes "
            "without another licence",
            f"README.md:6 {FREE}",
            f"{FIELD}cc-by-nc-nd-4.0",
        ],
    ),
    # Another licence is declared than the text is.
    (
        "declared-license-differs",
        {"README.md": card("license: mit"), "LICENSE": APACHE},
        ["the card says MIT, LICENSE is Apache-2.0", f"{FIELD}mit", "LICENSE:2 Apache License"],
    ),
    (
        "declared-license-differs",
        {"README.md": card("license: gpl-3.0-or-later"), "weights/LICENSE.txt": APACHE.lstrip()},
        [
            "the card says GPL-3.0-or-later, weights/LICENSE.txt is Apache-2.0",
            f"{FIELD}gpl-3.0-or-later",
            "weights/LICENSE.txt:1 Apache License",
        ],
    ),
    (
        "declared-license-differs",
        {"README.md": card("license: mit"), "CODE_LICENSE": APACHE, "LICENSE": APACHE},
        ["the card says MIT, LICENSE is Apache-2.0", f"{FIELD}mit", "LICENSE:2 Apache License"],
    ),
    # A known text was changed.
    (
        "known-license-altered",
        {"LICENSE": APACHE.replace(PATENTS, f"   {NONCOMMERCIAL}\n\n{PATENTS}")},
        [
            "LICENSE looks like Apache-2.0 and was changed",
            "LICENSE:74 The weights may be used for non-commercial purposes only",
        ],
    ),
    (
        "known-license-altered",
        {"LICENSE": without(APACHE, *GONE)},
        [
            "LICENSE looks like Apache-2.0 and was changed; gone: "
            f"{says('grant-patent')}, {says('patent-retaliation')}",
            "LICENSE:2 Apache License",
        ],
    ),
    # A permissive text is shown, stricter terms stand elsewhere.
    (
        "code-license-shown-for-weights",
        {"README.md": card("tags: [x]"), "LICENSE": APACHE, "MODEL_TERMS.txt": NONCOMMERCIAL},
        [
            "LICENSE is Apache-2.0, other terms in MODEL_TERMS.txt are stricter",
            "LICENSE:2 Apache License",
            f"MODEL_TERMS.txt:1 {NONCOMMERCIAL}",
        ],
    ),
    (
        "code-license-shown-for-weights",
        {
            "README.md": card("license: apache-2.0", "See MODEL_TERMS.txt."),
            "LICENSE": APACHE,
            "MODEL_TERMS.txt": NONCOMMERCIAL,
        },
        [
            "LICENSE is Apache-2.0, other terms in MODEL_TERMS.txt are stricter",
            "LICENSE:2 Apache License",
            f"MODEL_TERMS.txt:1 {NONCOMMERCIAL}",
        ],
    ),
    (
        "code-license-shown-for-weights",
        {
            "README.md": card("", "The code is licensed under the MIT license."),
            "LICENSE": APACHE,
            "MODEL_TERMS.txt": NONCOMMERCIAL,
        },
        [
            "LICENSE is Apache-2.0, other terms in MODEL_TERMS.txt are stricter",
            "LICENSE:2 Apache License",
            f"MODEL_TERMS.txt:1 {NONCOMMERCIAL}",
        ],
    ),
    # No licence, or no text of it.
    (
        "license-missing-or-other",
        {"README.md": card("")},
        ["the card names no licence and no licence text is there", "README.md:1 # Zebra"],
    ),
    *(
        (
            "license-missing-or-other",
            {"README.md": card(f"license: {name}")},
            [
                "the card says no more than `other` and no licence text is there",
                f"{FIELD}{name}",
            ],
        )
        for name in ("other", "Unknown", "' unlicensed '", "none")
    ),
    (
        "license-text-missing",
        {"README.md": card("license: mit")},
        ["MIT is declared, its text is not in the repository", f"{FIELD}mit"],
    ),
    (
        "license-text-missing",
        {"README.md": card("license: mit"), "USE_POLICY.md": NONCOMMERCIAL},
        ["MIT is declared, its text is not in the repository", f"{FIELD}mit"],
    ),
    # What it was made from.
    (
        "base-model-undeclared",
        {"README.md": card("license: mit"), "config.json": f'{{"_name_or_path": "{LLAMA}"}}'},
        [
            f"config.json points to {LLAMA}, no base is declared",
            f"config.json:1 {LLAMA}",
        ],
    ),
    (
        "derivative-under-laxer-terms",
        {"README.md": card(f"license: mit\nbase_model: {LLAMA}")},
        [
            f"made from {LLAMA} ({LLAMA_NAME}), offered under MIT, which leaves out: "
            '"you may not use it above a certain size without another licence" '
            "[scale-threshold], "
            '"you must get the licensor\'s leave for some uses" [separate-permission-required], '
            '"you may not use it against its use policy or annex" [use-policy-incorporation]; '
            "to mend it, "
            "put it into the terms of the derivative, or offer that under the base's terms",
            f"README.md:3 base_model: {LLAMA}",
            f"lineage:0 {LLAMA}: {LLAMA_TERMS} (catalogue of 2026-11-25)",
        ],
    ),
    (
        "naming-duty-ignored",
        {"README.md": card(f"license: mit\nbase_model: {LLAMA}")},
        [
            f'{LLAMA_NAME} of {LLAMA} asks for "Built with Llama" shown and a name that begins '
            'with "Llama"',
            f"README.md:3 base_model: {LLAMA}",
            f"lineage:0 {LLAMA}: {LLAMA_TERMS} (catalogue of 2026-11-25)",
        ],
    ),
    (
        "naming-duty-ignored",
        {"README.md": card(f"license: mit\nbase_model: {LLAMA}", "BUILT with Llama.")},
        [
            f'{LLAMA_NAME} of {LLAMA} asks for a name that begins with "Llama"',
            f"README.md:3 base_model: {LLAMA}",
            f"lineage:0 {LLAMA}: {LLAMA_TERMS} (catalogue of 2026-11-25)",
        ],
    ),
    # What it learned from.
    (
        "training-data-terms-forbid",
        {"README.md": card("license: mit\ndatasets: [tatsu-lab/alpaca]")},
        [
            "trained on tatsu-lab/alpaca (CC-BY-NC-4.0), whose terms say: "
            + says("noncommercial-only"),
            "README.md:3 datasets: [tatsu-lab/alpaca]",
            f"data set facts:0 CC-BY-NC-4.0: read at {ALPACA}",
        ],
    ),
    (
        "training-data-outputs",
        {"README.md": card("license: mit\ndatasets: [tatsu-lab/alpaca]")},
        [
            "trained on tatsu-lab/alpaca, which holds answers of OpenAI's models; its terms forbid "
            "to develop models with it that compete with OpenAI",
            "README.md:3 datasets: [tatsu-lab/alpaca]",
            f"data set facts:0 answers of OpenAI's models: read at {ALPACA}",
        ],
    ),
]


@pytest.mark.parametrize(("rule", "files", "expected"), WASHING)
def test_a_contradiction_is_told_with_the_words_of_both_sides(
    auditor: Auditor, tmp_path: Path, rule: str, files: dict[str, str], expected: list[str]
) -> None:
    assert told(offered(auditor, tmp_path / "zebra", files), rule) == [expected]


def letters(report: Report, rule: str) -> list[str]:
    return [one.letter for one in report.findings if one.rule == rule]


@pytest.mark.parametrize(("rule", "files", "expected"), WASHING)
def test_an_accusation_has_a_sentence_for_the_publisher_made_of_what_was_found(
    auditor: Auditor, tmp_path: Path, rule: str, files: dict[str, str], expected: list[str]
) -> None:
    [letter] = letters(offered(auditor, tmp_path / "zebra", files), rule)
    _, first, *_ = expected
    place, _, words = first.partition(" ")
    assert place in letter
    assert words in letter or rule == "license-missing-or-other"
    slots = re.findall(r"{(\w+)", installed().washing[rule].letter)
    assert [name for name in slots if f"a certain {name}" in letter] == []
    assert "settle" in letter


def test_the_sentence_says_what_is_claimed_what_contradicts_it_and_what_would_settle_it(
    auditor: Auditor, tmp_path: Path
) -> None:
    files = {"README.md": card("license: other", OPEN), "LICENSE": MANY}
    assert letters(offered(auditor, tmp_path / "zebra", files), "claims-open-terms-fail") == [
        f'Your card says "{OPEN}" (README.md:6), while "You may not use the model for commercial '
        'purposes." (LICENSE:3) tells users "you may not use it for commercial purposes without '
        'another licence" (and 3 more restrictions); that would be settled by terms without such '
        "a limit, or by a card that does not call the model open-source"
    ]


CARD, TERMS = "README.md", "MODEL_TERMS.txt"
MIT_SAID = card("", "The model is under the MIT licence.")
NC_SAID = card("", "The weights are licensed under CC-BY-NC-4.0.")
POINTED = card("", f"See {TERMS}.")
OVER_LINES = card("", NONCOMMERCIAL.replace("for ", "for\n"))
CONFIG = {"config.json": f'{{"_name_or_path": "{LLAMA}"}}'}
ADDED = APACHE.replace(PATENTS, f"   Zebras have stripes.\n\n{PATENTS}")
ARCHIVE = {"LICENSE.zip": b"PK\3\4\0\0"}
BOTH = {"LICENSE": APACHE, TERMS: NONCOMMERCIAL}
DATA = "datasets: [tatsu-lab/alpaca]"

HONEST = [
    ("claims-open-terms-fail", {CARD: card("license: cc-by-nc-4.0", FREE)}),
    ("claims-open-terms-fail", {CARD: card("license: mit", OPEN)}),
    ("claims-commercial-terms-forbid", {CARD: card("license: cc-by-nd-4.0", FREE)}),
    ("claims-commercial-terms-forbid", {CARD: card("license: cc-by-nc-4.0", OPEN)}),
    ("declared-license-differs", {CARD: card("license: apache-2.0"), "LICENSE": APACHE}),
    ("declared-license-differs", {CARD: card("license: [mit, apache-2.0]"), "LICENSE": APACHE}),
    ("declared-license-differs", {CARD: card("license: other"), "LICENSE": APACHE}),
    ("declared-license-differs", {CARD: card("license: mit"), "LICENSE": MANY}),
    ("declared-license-differs", {CARD: card("license: mit"), "CODE_LICENSE": APACHE}),
    ("declared-license-differs", {CARD: card("license: mit"), "NOTICE": APACHE}),
    ("declared-license-differs", {CARD: MIT_SAID, "LICENSE": APACHE}),
    ("known-license-altered", {"LICENSE": APACHE}),
    ("known-license-altered", {"LICENSE": APACHE[: APACHE.index("   APPENDIX")]}),
    ("known-license-altered", {"LICENSE": ADDED}),
    ("known-license-altered", {"NOTICE": without(APACHE, *GONE)}),
    (
        "code-license-shown-for-weights",
        {CARD: POINTED, "LICENSE": APACHE, f"terms/{TERMS}": NONCOMMERCIAL},
    ),
    # The terms of a part, which speak of its own weights, are no terms of the model's.
    (
        "code-license-shown-for-weights",
        {CARD: card(""), "LICENSE": APACHE, "heron/LICENSE": f"Heron\n\n{NONCOMMERCIAL}"},
    ),
    (
        "code-license-shown-for-weights",
        {
            CARD: card("", "The weights: [terms](%E6%A8%A1%20TERMS.txt)."),
            "LICENSE": APACHE,
            "模 TERMS.txt": NONCOMMERCIAL,
        },
    ),
    ("code-license-shown-for-weights", {CARD: OVER_LINES, **BOTH}),
    (
        "code-license-shown-for-weights",
        {CARD: card("", "The code is under the [Apache 2.0 License](LICENSE)."), **BOTH},
    ),
    ("code-license-shown-for-weights", {CARD: card("", NONCOMMERCIAL), "LICENSE": APACHE}),
    ("code-license-shown-for-weights", {CARD: NC_SAID, **BOTH}),
    (
        "code-license-shown-for-weights",
        {"CODE_LICENSE": APACHE, "MODEL_LICENSE": NONCOMMERCIAL},
    ),
    ("code-license-shown-for-weights", {CARD: card(f"base_model: {LLAMA}"), "LICENSE": APACHE}),
    ("license-missing-or-other", {}),
    ("license-missing-or-other", {CARD: card("license: mit")}),
    ("license-missing-or-other", {CARD: card("license: [other, mit]")}),
    ("license-missing-or-other", {CARD: card("license: other\nlicense_name: zebra")}),
    ("license-missing-or-other", {CARD: card("license: other"), "LICENSE": MANY}),
    ("license-missing-or-other", {CARD: MIT_SAID}),
    ("license-missing-or-other", {CARD: card(""), **ARCHIVE}),
    ("license-text-missing", {CARD: card("license: apache-2.0"), "LICENSE": APACHE}),
    ("license-text-missing", {CARD: card("")}),
    ("license-text-missing", {CARD: MIT_SAID}),
    ("license-text-missing", {CARD: card("license: mit"), **ARCHIVE}),
    ("base-model-undeclared", {CARD: card(f"license: mit\nbase_model: {LLAMA}")}),
    ("base-model-undeclared", {CARD: card(""), **CONFIG}),
    ("derivative-under-laxer-terms", {CARD: card(f"base_model: {LLAMA}")}),
    ("derivative-under-laxer-terms", {CARD: card(f"license: llama3.1\nbase_model: {LLAMA}")}),
    ("naming-duty-ignored", CONFIG),
    ("training-data-terms-forbid", {CARD: card(DATA)}),
    ("training-data-terms-forbid", {CARD: card(f"license: cc-by-nc-4.0\n{DATA}")}),
    ("training-data-outputs", {CARD: card(DATA)}),
    ("training-data-outputs", {CARD: card("license: mit\ndatasets: [zoo/stripes]")}),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "files"), HONEST)
def test_what_agrees_is_no_contradiction(
    auditor: Auditor, tmp_path: Path, rule: str, files: dict[str, str]
) -> None:
    assert told(offered(auditor, tmp_path / "zebra", files), rule) == []


def test_a_name_that_begins_as_the_licence_asks_is_enough(auditor: Auditor, tmp_path: Path) -> None:
    files = {CARD: card(f"license: mit\nbase_model: {LLAMA}", "Built with Llama.")}
    assert told(offered(auditor, tmp_path / "Llama-Zebra", files), "naming-duty-ignored") == []
    bare = {CARD: card(f"license: mit\nbase_model: {LLAMA}")}
    (said,) = told(offered(auditor, tmp_path / "llama-stripes", bare), "naming-duty-ignored")
    assert said[0] == f'{LLAMA_NAME} of {LLAMA} asks for "Built with Llama" shown'


def test_the_gravest_finding_is_the_level_and_comes_first(auditor: Auditor, tmp_path: Path) -> None:
    files = {
        CARD: card("license: mit\ndatasets: [tatsu-lab/alpaca]", OPEN),
        "LICENSE": APACHE.replace(PATENTS, f"   {NONCOMMERCIAL}\n\n{PATENTS}"),
    }
    report = offered(auditor, tmp_path / "zebra", files)
    rules = {one.id: one.rule for one in report.findings}
    assert report.washing.level == "high"
    assert [rules[one] for one in report.washing.findings] == [
        "claims-open-terms-fail",
        "known-license-altered",
        "declared-license-differs",
        "training-data-outputs",
    ]


@pytest.mark.parametrize(
    ("head", "expected"),
    [("license: apache-2.0", "none"), ("license: mit", "medium")],
)
def test_the_level_is_none_where_all_agrees(
    auditor: Auditor, tmp_path: Path, head: str, expected: str
) -> None:
    report = offered(auditor, tmp_path / "zebra", {CARD: card(head), "LICENSE": APACHE})
    assert report.washing.level == expected


# --- Readings of texts that may not lie here ----------------------------------------------------


def read(name: str, *edits: Edit, kind: MatchKind = MatchKind.VERBATIM) -> Reading:
    """A text that is a known licence, with its changes."""
    document = Document("LICENSE", "The whole Savanna\n\nAll of them.\n", DocumentKind.LICENSE)
    match = Match(name, kind, Span(0, len(document.text)), 1.0, edits)
    return Reading(document, Identification((match,)), (), None)


def granted(label: str) -> ClauseLabel:
    return ClauseLabel(Clause(Span(0, 5), ClauseKind.SENTENCE), label, 1.0, True, Source.RULE)


@pytest.mark.parametrize(
    ("declared", "name", "differs"),
    [
        ("GPL-3.0-only", "GPL-3.0-or-later", False),
        ("GPL-3.0-or-later", "GPL-3.0-only", False),
        ("GPL-3.0-only", "LGPL-3.0-only", True),
        ("GPL-2.0-only", "GPL-3.0-only", True),
    ],
)
def test_an_offer_of_later_versions_is_no_other_licence(
    declared: str, name: str, differs: bool
) -> None:
    what = facts(own=(declared,), readings=(read(name),))
    sentence = f"the card says {declared}, LICENSE is {name}"
    assert sentences(what, "declared-license-differs") == [sentence] * differs


def test_every_text_and_every_field_is_compared() -> None:
    unended = Document("weights/LICENSE", "\n MIT", DocumentKind.LICENSE)
    weights = replace(read("MIT"), document=unended)
    what = facts(own=("Apache-2.0", "ISC"), readings=(read("ISC"), weights))
    assert sentences(what, "declared-license-differs") == [
        "the card says Apache-2.0, LICENSE is ISC",
        "the card says Apache-2.0, weights/LICENSE is MIT",
        "the card says ISC, weights/LICENSE is MIT",
    ]
    assert quotes(what, "declared-license-differs")[1] == [
        "README.md: license: mit",
        "weights/LICENSE: MIT",
    ]


def test_what_is_gone_of_a_licence_that_we_know_is_what_no_clause_does() -> None:
    altered = replace(read("MIT", kind=MatchKind.ALTERED), labels=(granted("grant-use"),))
    (said,) = sentences(facts(readings=(altered,)), "known-license-altered")
    licence = installed().facts.find("MIT")
    assert licence
    kept = {"grant-use", "warranty-disclaimer", "liability-limitation"}
    lost = sorted(set(licence.labels) - kept)
    assert said == f"LICENSE looks like MIT and was changed; gone: {', '.join(map(says, lost))}"


def test_what_is_gone_of_a_licence_that_we_have_no_facts_of_is_what_its_words_did() -> None:
    harmless = Edit(EditKind.REMOVED, Span(3, 3), 9, ("boilerplate", "acceptance"))
    grant = Edit(EditKind.REMOVED, Span(5, 5), 9, ("grant-use", "definitions"))
    name = "LicenseRef-scancode-savanna"
    gone = facts(readings=(read(name, harmless, grant, kind=MatchKind.ALTERED),))
    sentence = f"LICENSE looks like {name} and was changed; gone: {says('grant-use')}"
    assert sentences(gone, "known-license-altered") == [sentence]
    assert quotes(gone, "known-license-altered") == [["LICENSE: The whole Savanna"]]
    for kept in (
        read(name, harmless, kind=MatchKind.ALTERED),
        read(name, grant, kind=MatchKind.MINOR),
    ):
        assert sentences(facts(readings=(kept,)), "known-license-altered") == []


def test_a_rule_that_nothing_detects_is_a_mistake_of_the_rules() -> None:
    with pytest.raises(RuleFileError) as caught:
        washing(facts(), {"zebra-stripes": installed().washing["license-text-missing"]})
    path = rule_folder("washing") / "zebra-stripes.yaml"
    assert str(caught.value) == f"{path}:1: nothing detects this rule"
    assert caught.value.remedy == ("Add a detector to DETECTORS in licensecheck/judge/washing.py.")
