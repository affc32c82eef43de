"""Whoever uses a derivative uses what it was made from: its terms count, and nothing is guessed."""

from dataclasses import replace
from pathlib import Path

import pytest

from licensecheck import hubs
from licensecheck.auditor import Auditor
from licensecheck.domain import (
    Basis,
    Confidence,
    Declaration,
    Document,
    DocumentKind,
    Evidence,
    Expression,
    Finding,
    FindingKind,
    HubMetadata,
    Level,
    ModelRef,
    Origin,
    Problem,
    ProblemKind,
    Severity,
    Snapshot,
    Source,
    Status,
    Verdict,
)
from licensecheck.domain.reasons import Ground
from licensecheck.domain.report import Report
from licensecheck.judge.level import level
from licensecheck.knowledge import catalogue
from licensecheck.knowledge.families import load_families
from licensecheck.knowledge.knowledge import installed
from licensecheck.lineage.chain import MOST_ANCESTORS, Ancestor, Chain, follow
from licensecheck.lineage.origins import Link, address, unnamed_base
from licensecheck.lineage.sources import Known, first_links, not_asked
from licensecheck.report.wording import level_reason
from licensecheck.text.front_matter import read_card
from tests.misread import MISHEARD

LLAMA = "meta-llama/Llama-3.1-8B"


def audited(
    auditor: Auditor, folder: Path, head: str, body: str = "# Zebra", **files: str
) -> Report:
    folder.mkdir(exist_ok=True)
    (folder / "README.md").write_text(f"---\n{head}\n---\n{body}\n", "utf-8")
    (folder / "model.safetensors").write_bytes(b"")
    for name, text in files.items():
        (folder / f"{name}.json").write_text(text, "utf-8")
    return auditor.audit(hubs.parse_ref(str(folder)))


def rules(report: Report) -> set[str]:
    return {finding.rule for finding in report.findings}


def test_a_permissive_tag_on_a_restricted_base_is_no_open_weights(
    auditor: Auditor, tmp_path: Path
) -> None:
    report = audited(auditor, tmp_path, f"license: mit\nbase_model: {LLAMA}")
    assert report.level is Level.RESTRICTED_WEIGHTS
    assert LLAMA in report.level_reason
    assert {"derivative-under-laxer-terms", "naming-duty-ignored"} <= rules(report)
    assert [node.id for node in report.lineage.nodes][1] == LLAMA
    assert set(report.lineage.conflicts) <= {finding.id for finding in report.findings}


def test_a_permissive_base_changes_nothing(auditor: Auditor, tmp_path: Path) -> None:
    report = audited(auditor, tmp_path, "license: apache-2.0\nbase_model: google-t5/t5-small")
    assert report.level is Level.OPEN_WEIGHTS
    assert "derivative-under-laxer-terms" not in rules(report)


def test_the_same_licence_is_no_conflict(auditor: Auditor, tmp_path: Path) -> None:
    head = f"license: llama3.1\nbase_model: {LLAMA}"
    assert "derivative-under-laxer-terms" not in rules(audited(auditor, tmp_path, head))


def test_a_base_that_nobody_can_look_up_makes_it_unknown(auditor: Auditor, tmp_path: Path) -> None:
    report = audited(auditor, tmp_path, "license: mit\nbase_model: nobody/knows-this")
    assert report.level is Level.UNKNOWN
    assert any("nobody/knows-this" in problem.subject for problem in report.problems)


@pytest.mark.parametrize(
    ("body", "config"),
    [
        ("A fine-tuned version of [it](https://huggingface.co/google/gemma-2-2b).", "{}"),
        ("# Zebra", '{"_name_or_path": "google/gemma-2-2b"}'),
    ],
)
def test_prose_and_configuration_show_what_no_field_declares(
    auditor: Auditor, tmp_path: Path, body: str, config: str
) -> None:
    report = audited(auditor, tmp_path, "license: mit", body, config=config)
    (finding,) = [one for one in report.findings if one.rule == "base-model-undeclared"]
    # Who tells it in prose hides nothing.
    assert (finding.id in report.washing.findings) is (body == "# Zebra")
    assert report.level is Level.RESTRICTED_WEIGHTS


@pytest.mark.parametrize(
    "body",
    [
        "GGUF files of Zebra are [here](https://huggingface.co/zoo/zebra-gguf).",
        pytest.param(
            "This text is based on the [card of Gemma](https://huggingface.co/google/gemma-2-2b).",
            marks=MISHEARD,
        ),
        "Compare it with [Gemma](https://huggingface.co/google/gemma-2-2b).",
        "Trained with data from https://huggingface.co/datasets/zoo/stripes.",
    ],
)
def test_a_link_alone_is_no_base(auditor: Auditor, tmp_path: Path, body: str) -> None:
    report = audited(auditor, tmp_path, "license: mit", body)
    assert "base-model-undeclared" not in rules(report)


def test_a_readme_without_fields_declares_a_base_in_its_prose(
    auditor: Auditor, tmp_path: Path
) -> None:
    (tmp_path / "README.md").write_text(
        "# Zebra\n\nZebra is based on [Gemma](https://huggingface.co/google/gemma-2-2b).\n"
    )
    report = auditor.audit(hubs.parse_ref(str(tmp_path)))
    assert "base-model-undeclared" not in rules(report)
    assert [edge.target for edge in report.lineage.edges] == ["google/gemma-2-2b"]


def test_a_path_in_the_configuration_is_no_base(auditor: Auditor, tmp_path: Path) -> None:
    report = audited(auditor, tmp_path, "license: mit", config='{"_name_or_path": "/home/me/out"}')
    assert report.lineage.edges == ()


def test_data_under_stricter_terms_is_named(auditor: Auditor, tmp_path: Path) -> None:
    report = audited(auditor, tmp_path, "license: mit\ndatasets: [tatsu-lab/alpaca]")
    assert "training-data-terms-forbid" in rules(report)
    own = audited(auditor, tmp_path / "nc", "license: cc-by-nc-4.0\ndatasets: [tatsu-lab/alpaca]")
    assert "training-data-terms-forbid" not in rules(own)


@pytest.mark.parametrize(
    ("data", "found"),
    [
        ("tatsu-lab/alpaca", {"training-data-terms-forbid", "training-data-outputs"}),
        ("OPEN-ORCA/openorca", {"training-data-outputs"}),
        ("OpenAssistant/oasst1", set()),
        ("Babelscape/multinerd", {"training-data-terms-forbid"}),  # by its tag
        ("zoo/unheard-of", set()),
    ],
)
def test_what_is_known_of_training_data(
    auditor: Auditor, tmp_path: Path, data: str, found: set[str]
) -> None:
    report = audited(auditor, tmp_path, f"license: mit\ndatasets: [{data}]")
    assert {rule for rule in rules(report) if rule.startswith("training-data")} == found


@pytest.mark.parametrize(
    ("data", "confidence"), [("tatsu-lab/alpaca", "certain"), ("Babelscape/multinerd", "uncertain")]
)
def test_what_only_a_tag_says_of_a_data_set_is_for_a_person_to_read(
    auditor: Auditor, tmp_path: Path, data: str, confidence: str
) -> None:
    report = audited(auditor, tmp_path, f"license: mit\ndatasets: [{data}]")
    (found,) = (one for one in report.findings if one.rule == "training-data-terms-forbid")
    assert found.confidence == confidence


def test_ten_thousand_bases_take_no_longer_than_the_limit(auditor: Auditor, tmp_path: Path) -> None:
    bases = "\n".join(f"- a/b{number}" for number in range(10_000))
    report = audited(auditor, tmp_path, f"license: mit\nbase_model:\n{bases}")
    assert report.level is Level.UNKNOWN
    assert len(report.lineage.edges) == MOST_ANCESTORS
    assert any("too long" in problem.message for problem in report.problems)


def test_a_declared_base_that_is_no_address_hides_terms(auditor: Auditor, tmp_path: Path) -> None:
    report = audited(auditor, tmp_path, "license: mit\nbase_model: our own model of last year")
    assert report.level is Level.UNKNOWN


def test_where_card_and_hub_name_different_bases_both_count(auditor: Auditor) -> None:
    head = "---\nlicense: mit\nbase_model: google-t5/t5-small\n---\n"
    card, _ = read_card(Document("README.md", head, DocumentKind.CARD))
    hub = HubMetadata(base_models=(LLAMA,), weights_downloadable=True)
    ref = ModelRef("huggingface", "zoo/zebra")
    snapshot = Snapshot(
        ref, None, Origin.HUB, None, documents=(card.document,), cards=(card,), metadata=hub
    )
    report = auditor.judge_snapshot(snapshot)
    assert report.level is Level.RESTRICTED_WEIGHTS
    assert any("both count" in problem.message for problem in report.problems)


# --- The walk ------------------------------------------------------------------------------------

OPEN = Declaration(None, None, "MIT", Expression.of("MIT"), ("MIT",), ("grant-use",), True)


def walk(steps: dict[str, list[str]], *first: str) -> tuple[list[str], tuple[Problem, ...]]:
    asked: list[str] = []

    def lookup(name: str) -> Known | Problem:
        asked.append(name)
        links = tuple(Link(name, parent, "finetune") for parent in steps.get(name, []))
        return Known((OPEN,), links, "test")

    chain = follow([Link("root/model", name, "finetune") for name in first], "root/model", lookup)
    return asked, chain.problems


def test_circles_are_cut_and_told() -> None:
    asked, problems = walk({"a/a": ["b/b"], "b/b": ["c/c"], "c/c": ["a/a"]}, "a/a")
    assert asked == ["a/a", "b/b", "c/c"]
    assert [problem.hides_terms for problem in problems] == [False]


def test_a_model_made_from_itself_is_told() -> None:
    asked, problems = walk({}, "Root/Model")
    assert asked == []
    assert len(problems) == 1


def test_two_ways_to_one_ancestor_are_no_circle() -> None:
    asked, problems = walk({"a/a": ["c/c"], "b/b": ["c/c"]}, "a/a", "b/b")
    assert asked == ["a/a", "b/b", "c/c"]
    assert problems == ()


def test_an_endless_chain_ends() -> None:
    def lookup(name: str) -> Known:
        return Known((OPEN,), (Link(name, f"{name}x", "finetune"),), "test")

    chain = follow([Link("r/r", "a/a", "finetune")], "r/r", lookup)
    assert len(chain.ancestors) <= MOST_ANCESTORS
    assert chain.problems[-1].hides_terms


def test_bases_that_nobody_could_read_stay_so_where_chains_are_joined() -> None:
    def lookup(name: str) -> Known | Problem:
        read = Known((), (), "snapshot")
        return read if name == "b/b" else Problem(ProblemKind.MISSING, f"base model {name}", "gone")

    def made_from(*names: str) -> Chain:
        return follow([Link("r/r", name, "finetune") for name in names], "r/r", lookup)

    chain = made_from("a/a").joined(made_from("a/a", "b/b", "c/c"))
    assert sorted(one.name for one in chain.unread) == ["a/a", "c/c"]
    assert [one.name for one in chain.ancestors] == ["b/b"]


def test_terms_of_an_output_reach_only_who_may_train_on_it() -> None:
    labels = ("grant-use", "noncommercial-only", "output-training-restriction")
    terms = Declaration(None, None, "L", Expression.of("L"), ("L",), labels, False)
    link = Link("r/r", "a/a", "distill", declared=False)
    held = Ancestor("a/a", (terms,), "test", link)
    heard = Ancestor("a/a", (terms,), "test", link, by_output=True)
    assert held.labels == set(labels)
    assert heard.labels == {"output-training-restriction"}


def test_what_nobody_was_asked_about_hides_terms() -> None:
    assert not_asked("a/b").hides_terms


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("org/name", "org/name"),
        ("https://huggingface.co/org/name/tree/main", "org/name"),
        ("hf:org/name@v1", "org/name"),
        ("gpt2", "gpt2"),
        ("/home/me/model", None),
        ("../../etc/passwd", None),
        ("a model of ours", None),
    ],
)
def test_addresses_of_bases(said: str, meant: str | None) -> None:
    assert address(said) == meant


def test_the_level_names_the_ancestor_however_its_address_is_spelt() -> None:
    finding = Finding(
        rule="noncommercial-only",
        labels=("noncommercial-only",),
        severity=Severity.HIGH,
        confidence=Confidence.CERTAIN,
        source=Source.LICENSE,
        kind=FindingKind.BAN,
        evidence=(Evidence.said(Basis.ANCESTOR, "C: /models: CC-BY-NC-4.0", "C: /models"),),
    )
    verdict = Verdict("osd", "6", Status.NOT_MET, Ground.VIOLATED, (finding,))
    word, reason = level((verdict,), True, HubMetadata())
    assert word is Level.RESTRICTED_WEIGHTS
    assert level_reason(reason, installed()) == (
        "the terms fail the Open Source Definition (OSD 6), by the terms of C: /models, which it "
        "was made from"
    )


# --- Names ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "base"),
    [
        ("zoo/zebra-llama-3-8b", "meta-llama/Meta-Llama-3-8B"),
        ("zoo/Zebra-Llama-3.1-8B", "meta-llama/Llama-3.1-8B"),
        ("zoo/zebra-gemma-2-9b", "google/gemma-2-9b"),
        ("zoo/tinyllama-2-chat", None),
        ("zoo/zebra-llama-3b", None),  # a size, no version
        ("google/gemma-2-new", None),
        ("zoo/zebra-8b", None),
        ("zoo/segformer-b1-stripes", "nvidia/segformer-b0-finetuned-ade-512-512"),
        ("nvidia/segformer-new", None),
        ("zoo/nllb-200-zebra", "facebook/nllb-200-distilled-600M"),
        ("zoo/opt-6.7b-zebra", "facebook/opt-6.7b"),
        ("zoo/opt-zebra", None),
        ("zoo/bloom-of-zebras", None),
    ],
)
def test_names_betray_a_family(name: str, base: str | None) -> None:
    snapshot = catalogue.snapshot(_nobody(), ModelRef("huggingface", name), installed().services)
    found = first_links(snapshot, load_families(), None)
    assert [link.parent for link in found] == ([base] if base else [])


def test_a_name_alone_never_fails_a_criterion(auditor: Auditor) -> None:
    ref = ModelRef("huggingface", "zoo/zebra-llama-3-8b")
    snapshot = catalogue.snapshot(_nobody(), ref, installed().services)
    report = auditor.judge_snapshot(snapshot)
    assert report.level is Level.UNKNOWN
    assert Status.NOT_MET not in {v.status for v in report.verdicts if v.framework == "osd"}


def test_bases_of_families_are_in_the_catalogue_with_a_licence() -> None:
    for family in load_families():
        entry = installed().catalogued(ModelRef("huggingface", family.base))
        assert entry is not None, family.family
        assert entry.license is not None, family.family


def _nobody() -> catalogue.CatalogueEntry:
    return catalogue.CatalogueEntry.model_validate(
        {
            "name": "Zebra",
            "publisher": "Zoo",
            "license": {"expression": "MIT", "source": "https://example.org"},
            "weights": {"state": "downloadable", "source": "https://example.org"},
            "checked": "2026-11-25",
        }
    )


def test_an_adapter_without_a_card_has_the_base_that_its_hub_names() -> None:
    text = '{"base_model_name_or_path": "/mnt/base"}'
    settings = Document("adapter_config.json", text, DocumentKind.CONFIG)
    ref = hubs.parse_ref("zoo/zebra")
    bare = Snapshot(ref, None, Origin.HUB, None, documents=(settings,))
    assert [one.subject for one in unnamed_base(bare, ())] == ["adapter_config.json"]
    named = replace(bare, metadata=HubMetadata(base_models=(LLAMA,)))
    assert [*unnamed_base(named, ())] == []
