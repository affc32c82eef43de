"""What a model owes to what it was made from, and when its publisher ignores it."""

from dataclasses import replace

import pytest

from licensecheck.domain import Basis, Document, DocumentKind, Evidence, Span
from licensecheck.lineage.origins import Link
from tests.judge.compared import ancestor, facts, link, quotes, says, told

NONCOMMERCIAL = says("noncommercial-only")
LLAMA_NAME = "Llama 3.1 Community License Agreement"
STABILITY_NAME = "Stability AI Community License (2024-07-05)"
LLAMA, LLAMA2 = "LicenseRef-scancode-llama-3.1-license-2024", "LicenseRef-llama-3"

# --- Terms --------------------------------------------------------------------------------------

LAXER = "derivative-under-laxer-terms"
MEND = "to mend it, put it into the terms of the derivative, or offer that under the base's terms"


def test_terms_that_are_left_out_are_named_for_each_base() -> None:
    what = facts(
        ancestor("CC-BY-NC-4.0"),
        ancestor("Apache-2.0", name="zoo/free"),
        ancestor("ISC", "GPL-3.0-only", name="zoo/shared"),
        own=("MIT", "BSD-3-Clause"),
    )
    offered = "offered under BSD-3-Clause and MIT, which leaves out"
    assert told(what, LAXER) == [
        f"made from zoo/base (CC-BY-NC-4.0), {offered}: {NONCOMMERCIAL}; {MEND}",
        f"made from zoo/shared (ISC AND GPL-3.0-only), {offered}: {says('copyleft')}; {MEND}",
    ]
    assert quotes(what, LAXER)[0] == [
        "hub metadata: base_model: zoo/base",
        "lineage: zoo/base: CC-BY-NC-4.0 (read today)",
    ]


def test_what_may_not_be_offered_at_all_is_told_under_the_same_licence_too() -> None:
    what = facts(ancestor("CC-BY-NC-ND-4.0"), own=("CC-BY-NC-ND-4.0",))
    assert told(what, LAXER) == [
        "made from zoo/base (CC-BY-NC-ND-4.0), offered under CC-BY-NC-ND-4.0, which the base lets "
        'nobody offer: "you may not change it, or pass on what you changed" [no-derivatives]; '
        "to mend it, ask the licensor for leave, or start from "
        "another base"
    ]


@pytest.mark.parametrize("own", [("CC-BY-NC-4.0",), ("MIT", "CC-BY-NC-4.0"), ()])
def test_the_same_licence_or_none_that_is_known_is_no_laxer_one(own: tuple[str, ...]) -> None:
    assert told(facts(ancestor("CC-BY-NC-4.0"), own=own), LAXER) == []


def test_who_holds_the_rights_may_offer_other_terms_and_a_name_shows_too_little() -> None:
    base = ancestor(LLAMA)
    for spared in (replace(base, relicensed=True), replace(base, named=base.link)):
        for rule in (LAXER, "naming-duty-ignored"):
            assert told(facts(spared), rule) == []
            assert len(told(facts(spared, ancestor(LLAMA, name="zoo/other")), rule)) == 1


def test_terms_on_output_reach_who_learned_from_it_only() -> None:
    base = ancestor(LLAMA)
    assert "scale-threshold" in told(facts(base), LAXER)[0]
    assert told(facts(replace(base, by_output=True)), LAXER) == []
    assert told(facts(replace(base, by_output=True)), "naming-duty-ignored") == []


def test_a_base_that_no_field_of_ours_names_is_quoted_by_itself() -> None:
    assert quotes(facts(ancestor("CC-BY-NC-4.0", quote=None)), LAXER) == [
        ["lineage: zoo/base: CC-BY-NC-4.0 (read today)"]
    ]


# --- Names --------------------------------------------------------------------------------------

NAMING = "naming-duty-ignored"


@pytest.mark.parametrize(
    ("name", "body", "expected"),
    [
        ("zoo/zebra", "", '"Built with Llama" shown and a name that begins with "Llama"'),
        ("zoo/zebra", "built WITH llama", 'a name that begins with "Llama"'),
        ("zoo/Llama-zebra", "", '"Built with Llama" shown'),
        ("Llama/zebra", "Built with Llama", 'a name that begins with "Llama"'),
        ("zoo/zebra-Llama", "Built with Llama", 'a name that begins with "Llama"'),
        ("zoo/llama-zebra", "Built with Llama", ""),
    ],
)
def test_a_name_or_notice_that_the_licence_asks_for_is_missed(
    name: str, body: str, expected: str
) -> None:
    what = facts(ancestor(LLAMA), name=name, text=f"---\nlicense: mit\n---\n# Z\n\n{body}\n")
    whole = f"{LLAMA_NAME} of zoo/base asks for {expected}"
    assert told(what, NAMING) == ([whole] if expected else [])


@pytest.mark.parametrize(
    ("name", "expected"),
    [("zoo/Llama-3-zebra", '"Built with Meta Llama 3" shown'), ("zoo/Llama3-zebra", None)],
)
def test_words_of_a_name_are_joined_by_hyphens(name: str, expected: str | None) -> None:
    begins = '"Built with Meta Llama 3" shown and a name that begins with "Llama 3"'
    (said,) = told(facts(ancestor(LLAMA2), name=name), NAMING)
    assert (
        said
        == f"Meta Llama 3 Community License Agreement of zoo/base asks for {expected or begins}"
    )


def test_a_notice_alone_is_missed_where_the_licence_asks_for_no_name() -> None:
    name = "LicenseRef-scancode-stability-ai-community-2024"
    assert told(facts(ancestor("MIT", name)), NAMING) == [
        f'MIT AND {STABILITY_NAME} of zoo/base asks for "Powered by Stability AI" shown'
    ]
    shown = "# Zebra\n\nPowered by Stability AI\n"
    assert told(facts(ancestor("MIT", name), text=shown), NAMING) == []


def test_of_two_licences_of_a_base_the_first_duty_is_told_and_each_base_once() -> None:
    stability = "LicenseRef-scancode-stability-ai-community-2024"
    what = facts(ancestor(LLAMA, stability), ancestor(stability, name="zoo/other"))
    assert [said.partition(" asks")[0] for said in told(what, NAMING)] == [
        f"{LLAMA_NAME} AND {STABILITY_NAME} of zoo/base",
        f"{STABILITY_NAME} of zoo/other",
    ]
    assert quotes(what, NAMING)[1] == [
        "hub metadata: base_model: zoo/base",
        f"lineage: zoo/other: {stability} (read today)",
    ]


def test_a_duty_without_words_to_look_for_is_not_missed() -> None:
    assert told(facts(ancestor("BSD-4-Clause")), NAMING) == []


def test_a_model_without_a_card_is_not_searched_for_notices() -> None:
    what = facts(ancestor(LLAMA))
    assert told(replace(what, snapshot=replace(what.snapshot, cards=())), NAMING) == []


# --- Bases that no field names ------------------------------------------------------------------

UNDECLARED = "base-model-undeclared"
CONFIG = Evidence.at(Document("config.json", "zoo/base", DocumentKind.CONFIG), Span(0, 8))
NAME = Evidence.said(Basis.NAME, "zebra-base")


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        (
            (link(declared=False, quote=CONFIG),),
            ["config.json points to zoo/base, no base is declared"],
        ),
        ((link(declared=False, quote=NAME),), ["the name points to zoo/base, no base is declared"]),
        ((link(), link("zoo/other", declared=False, quote=CONFIG)), []),
        (
            (link(declared=False, quote=None), link("zoo/b", declared=False, quote=CONFIG)),
            ["config.json points to zoo/b, no base is declared"],
        ),
        (
            (
                replace(link(declared=False, quote=CONFIG), child="zoo/other"),
                link("zoo/b", declared=False, quote=CONFIG),
                link("zoo/c", declared=False, quote=CONFIG),
            ),
            ["config.json points to zoo/b, no base is declared"],
        ),
        ((), []),
    ],
)
def test_the_first_base_that_only_files_or_the_name_show_is_told(
    links: tuple[Link, ...], expected: list[str]
) -> None:
    assert told(facts(links=links), UNDECLARED) == expected
    assert told(facts(links=links, text="# Zebra without fields\n"), UNDECLARED) == []


def test_what_shows_the_base_is_quoted() -> None:
    what = facts(links=(link(declared=False, quote=CONFIG),))
    assert quotes(what, UNDECLARED) == [["config.json: zoo/base"]]


# --- Data ---------------------------------------------------------------------------------------


def test_terms_of_data_that_the_model_does_not_pass_on_are_named() -> None:
    data = (
        *("tatsu-lab/alpaca", "zoo/stripes", "Open-Orca/OpenOrca"),
        *("Open-Orca/SlimOrca", "openbmb/RLAIF-V-Dataset"),
    )
    what = facts(datasets=data)
    assert told(what, "training-data-terms-forbid") == [
        f"trained on tatsu-lab/alpaca (CC-BY-NC-4.0), whose terms say: {NONCOMMERCIAL}",
        f"trained on openbmb/RLAIF-V-Dataset (CC-BY-NC-4.0), whose terms say: {NONCOMMERCIAL}",
    ]
    assert [said.partition(",")[0] for said in told(what, "training-data-outputs")] == [
        "trained on tatsu-lab/alpaca",
        "trained on Open-Orca/OpenOrca",
        "trained on Open-Orca/SlimOrca",
    ]
    assert quotes(what, "training-data-terms-forbid")[0][0] == "hub metadata: tatsu-lab/alpaca"


def test_whoever_publishes_the_data_too_may_offer_the_model_under_other_terms() -> None:
    ours = facts(name="facebook/zebra", datasets=("covost2", "samsum"))
    assert [said.partition(" (")[0] for said in told(ours, "training-data-terms-forbid")] == [
        "trained on samsum"
    ]
    theirs = facts(name="zoo/zebra", datasets=("covost2",))
    assert len(told(theirs, "training-data-terms-forbid")) == 1
    copied = facts(name="sentence-transformers/zebra", datasets=("sentence-transformers/msmarco",))
    assert len(told(copied, "training-data-terms-forbid")) == 1


@pytest.mark.parametrize(
    ("own", "terms", "outputs"),
    [(("CC-BY-NC-4.0",), 0, 1), (("MIT",), 1, 1), ((), 0, 0)],
)
def test_data_is_compared_with_the_models_own_terms(
    own: tuple[str, ...], terms: int, outputs: int
) -> None:
    what = facts(own=own, datasets=("alpaca",))
    assert len(told(what, "training-data-terms-forbid")) == terms
    assert len(told(what, "training-data-outputs")) == outputs
