"""Ancestors that the catalogue does not know are read from the hub, as far as is allowed."""

import json
from collections.abc import Iterator

import pytest

from licensecheck.auditor import Auditor
from licensecheck.domain import Level, ModelRef, ProblemKind
from licensecheck.domain.report import Report
from licensecheck.settings import Settings
from tests.hubs.faults import FAULTS
from tests.hubs.huggingface_double import HuggingFace, Model


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[HuggingFace]:
    with HuggingFace() as double:
        monkeypatch.setenv("HF_ENDPOINT", double.url)
        yield double


def model(license_: str, *bases: str) -> Model:
    head = f"---\nlicense: {license_}\nbase_model: {json.dumps(list(bases))}\n---\n# Zebra\n"
    return Model({"README.md": head.encode(), "model.safetensors": b""})


def audited(name: str, **settings: bool) -> Report:
    return Auditor(Settings(**settings), lambda _: None).audit(ModelRef("huggingface", name))


def test_terms_come_down_two_steps(hub: HuggingFace) -> None:
    hub.models["zoo/grandchild"] = model("mit", "zoo/child")
    hub.models["zoo/child"] = model("apache-2.0", "farm/parent")
    hub.models["farm/parent"] = model("cc-by-nc-4.0")
    report = audited("zoo/grandchild")
    assert report.level is Level.RESTRICTED_WEIGHTS
    assert "farm/parent" in report.level_reason
    assert [str(node.license) for node in report.lineage.nodes] == [
        "MIT",
        "Apache-2.0",
        "CC-BY-NC-4.0",
    ]


@pytest.mark.parametrize(
    ("license_", "level"),
    [("apache-2.0", Level.UNKNOWN), ("cc-by-nc-4.0", Level.RESTRICTED_WEIGHTS)],
)
def test_an_open_base_does_not_license_what_was_made_from_it(
    hub: HuggingFace, license_: str, level: Level
) -> None:
    """Its publisher alone can; a base that restricts restricts all the same."""
    head = "---\nbase_model: farm/parent\n---\n# Zebra\n"
    hub.models["zoo/child"] = Model({"README.md": head.encode(), "model.safetensors": b""})
    hub.models["farm/parent"] = model(license_)
    report = audited("zoo/child")
    assert report.level is level
    assert (report.level_reason == "no licence was found") is (level is Level.UNKNOWN)


OF_THE_FARM = b"""Terms of the Farm

You may use, copy, change and pass on the model.

You may not use the model or anything made from it for commercial purposes.
"""


def test_terms_of_a_text_that_is_no_known_licence_come_down_too(hub: HuggingFace) -> None:
    hub.models["zoo/child"] = model("mit", "farm/parent")
    hub.models["farm/parent"] = Model({"LICENSE": OF_THE_FARM, "model.safetensors": b""})
    report = audited("zoo/child")
    assert report.level is Level.RESTRICTED_WEIGHTS
    assert "by the terms of farm/parent" in report.level_reason


def test_an_open_chain_stays_open(hub: HuggingFace) -> None:
    hub.models["zoo/child"] = model("mit", "farm/parent")
    hub.models["farm/parent"] = model("apache-2.0")
    assert audited("zoo/child").level is Level.OPEN_WEIGHTS


@pytest.mark.parametrize(
    ("parent", "kind"),
    [
        (None, ProblemKind.MISSING),
        ("gated", ProblemKind.MISSING),
        ("circle", ProblemKind.METADATA),
        ("without a licence", ProblemKind.MISSING),
    ],
)
def test_an_ancestor_that_cannot_be_read_leaves_it_unknown(
    hub: HuggingFace, parent: str | None, kind: ProblemKind
) -> None:
    hub.models["zoo/child"] = model("mit", "farm/parent")
    if parent == "gated":
        hub.models["farm/parent"] = model("mit")
        hub.models["farm/parent"].readers = {"nobody"}
    if parent == "circle":
        hub.models["farm/parent"] = model("mit", "zoo/child", "zoo/gone")
    if parent == "without a licence":
        hub.models["farm/parent"] = Model({"README.md": b"# Zebra\n", "model.safetensors": b""})
    report = audited("zoo/child")
    assert report.level is Level.UNKNOWN
    kinds = [one.kind for one in report.problems if one.subject.startswith("base model ")]
    assert kinds[0] is kind


@pytest.mark.parametrize(
    ("fault", "kind", "said"),
    [
        ("403 gated", ProblemKind.GATED, "farm/parent is gated"),
        ("404", ProblemKind.MISSING, "There is no model farm/parent, or it is private"),
        ("bad JSON", ProblemKind.UNAVAILABLE, "The answer of http://"),
    ],
)
def test_why_the_hub_gives_nothing_of_an_ancestor_is_said(
    hub: HuggingFace, fault: str, kind: ProblemKind, said: str
) -> None:
    hub.models["zoo/child"] = model("mit", "farm/parent")
    hub.models["farm/parent"] = model("mit")
    hub.faults.append(("farm/parent", FAULTS[fault][0]))
    (problem,) = (p for p in audited("zoo/child").problems if p.subject.startswith("base model "))
    assert problem.kind is kind
    assert problem.message.startswith(f"its terms could not be read ({said}")


def test_no_hub_is_asked_where_lineage_is_off(hub: HuggingFace) -> None:
    hub.models["zoo/child"] = model("mit", "farm/parent")
    hub.models["farm/parent"] = model("apache-2.0")
    report = audited("zoo/child", lineage=False)
    assert report.level is Level.UNKNOWN
    assert not any("farm/parent" in asked.path for asked in hub.asked)


def test_a_publisher_may_offer_its_own_derivative_under_other_terms(hub: HuggingFace) -> None:
    hub.models["zoo/child"] = model("mit", "zoo/base")
    hub.models["zoo/base"] = model("cc-by-nc-4.0", "farm/root")
    hub.models["farm/root"] = model("apache-2.0")
    report = audited("zoo/child")
    assert report.level is Level.OPEN_WEIGHTS
    assert report.washing.level in ("none", "low")


def test_what_lies_behind_a_publishers_own_base_still_binds(hub: HuggingFace) -> None:
    hub.models["zoo/child"] = model("mit", "zoo/base")
    hub.models["zoo/base"] = model("mit", "farm/root")
    hub.models["farm/root"] = model("cc-by-nc-4.0")
    assert audited("zoo/child").level is Level.RESTRICTED_WEIGHTS


def test_a_name_betrays_an_undeclared_base_on_each_step(hub: HuggingFace) -> None:
    hub.models["zoo/child"] = model("mit", "farm/gemma-2b-stripes")
    hub.models["farm/gemma-2b-stripes"] = Model(
        {"README.md": b"---\nlicense: mit\n---\n# Stripes\n", "model.safetensors": b""}
    )
    report = audited("zoo/child")
    assert report.level is Level.UNKNOWN
    assert any("gemma-2b" in problem.message for problem in report.problems)
