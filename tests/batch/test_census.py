"""`licensecheck census FOLDER -o page.html`: what the models of a hub are together."""

import csv
import json
import re
from collections.abc import Iterable, Mapping
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from licensecheck.batch.census import Census, Share, taken
from licensecheck.batch.measures import MEASURES, measure
from licensecheck.batch.page import page, percent
from licensecheck.batch.written import run_of, summary_of
from licensecheck.errors import UsageError
from licensecheck.gate.load import load_gate
from licensecheck.knowledge.knowledge import installed
from licensecheck.report.license_kinds import LicenseKind
from tests.batch.test_batch import dump, judged
from tests.pages import Page, barriers

ROWS = [
    {"id": "org/tern", "tags": ["license:cc-by-nc-4.0"], "createdAt": "2026-01-03T00:00:00Z"},
    {
        "id": "isle/gull",
        "tags": ["license:mit", "base_model:org/tern", "base_model:finetune:org/tern"],
        "createdAt": "2026-03-03T00:00:00Z",
        "pipeline_tag": "text-generation",
        "siblings": ["model.safetensors"],
    },
    {
        "id": "other/heron",
        "tags": ["base_model:isle/gull", "base_model:adapter:isle/gull"],
        "downloads": 5000,
        "pipeline_tag": "text-generation",
    },
    {
        "id": "other/kite",
        "tags": ["license:apache-2.0"],
        "downloads": 2000,
        "siblings": ["LICENSE", "model.safetensors"],
    },
]


def census_of(folder: Path, rows: Iterable[Mapping[str, Any]] = ROWS) -> Census:
    judged(dump(folder, rows), folder / "out")
    return taken(folder / "out", installed())


def page_of(folder: Path, rows: Iterable[Mapping[str, Any]] = ROWS) -> str:
    census, out = census_of(folder, rows), folder / "out"
    return page(census, run_of(out), summary_of(out), installed())


def tables_in(text: str) -> dict[str, list[dict[str, str]]]:
    """The tables to download, by name."""
    found = re.findall(r'download="([\w-]+)\.csv" href="data:text/csv;charset=utf-8,([^"]*)"', text)
    return {name: list(csv.DictReader(StringIO(unquote(data)))) for name, data in found}


def test_models_are_counted_by_kind_of_licence(tmp_path: Path) -> None:
    census = census_of(tmp_path)
    assert census.models == 4
    assert census.counts["kinds"] == {
        LicenseKind.NONCOMMERCIAL: 1,
        LicenseKind.PERMISSIVE: 2,
        LicenseKind.NONE: 1,
    }
    assert census.groups["owner"]["other"].models == 2
    assert census.groups["task"]["text-generation"].kinds[LicenseKind.NONE] == 1
    assert set(census.groups["month"]) == {"2026-01", "2026-03", ""}


def test_steps_say_what_travels_and_what_is_dropped(tmp_path: Path) -> None:
    counts = census_of(tmp_path).counts
    tuned = {name: n for (how, name), n in counts["steps"].items() if how == "finetune"}
    assert tuned == {"all": 1, "named": 1, "changed": 1, "binding": 1, "dropped": 1}
    assert counts["steps"]["adapter", "silent"] == 1
    assert counts["terms"] == {
        ("noncommercial-only", "binding"): 1,
        ("noncommercial-only", "dropped"): 1,
    }
    assert counts["pairs"] == {("MIT", "CC-BY-NC-4.0"): 1}


@pytest.mark.parametrize(
    ("name", "part", "whole"),
    [
        ("none-named", 1, 4),
        ("none-named-popular", 1, 2),
        ("tag:mit", 1, 4),
        ("pair:MIT<CC-BY-NC-4.0", 1, 4),
        ("adapter-none-named", 1, 1),
        ("changed-in-fine-tune", 1, 1),
        ("laxer-than-base", 1, 2),
        ("omission-or-conflict", 2, 4),
        ("permissive-no-text", 1, 2),
    ],
)
def test_each_figure_is_some_of_some(tmp_path: Path, name: str, part: int, whole: int) -> None:
    assert measure(name, installed()).share(census_of(tmp_path)) == Share(part, whole)


def test_every_figure_of_a_study_has_one_beside_it() -> None:
    asked = {figure.measure for study in installed().studies for figure in study.figures}
    assert asked >= MEASURES.keys()
    for name in asked:
        assert measure(name, installed()).says
        for license_ in re.split("[:<]", name)[1:] if name.startswith("pair:") else ():
            assert installed().facts.find(license_), license_


def test_percentages_are_short() -> None:
    said = [percent(one) for one in (Share(0, 0), Share(1, 3), 0.04, 0.0)]
    assert said == ["–", "33.3 %", "< 0.1 %", "0.0 %"]


def test_every_table_can_be_downloaded_and_says_the_same(tmp_path: Path) -> None:
    tables = tables_in(page_of(tmp_path))
    assert [row["models"] for row in tables["kinds"]] == ["2", "0", "0", "0", "1", "0", "1"]
    assert tables["terms-dropped"] == [{"term": "noncommercial-only", "steps": "1", "dropped": "1"}]
    assert [(row["name"], row["models"]) for row in tables["months"]] == [
        ("2026-01", "1"),
        ("2026-02", "0"),
        ("2026-03", "1"),
    ]
    assert {row["name"]: row["models"] for row in tables["owners"]} == {
        "other": "2",
        "isle": "1",
        "org": "1",
    }


def test_a_long_table_says_what_is_not_on_the_page(tmp_path: Path) -> None:
    rows = [{"id": f"owner-{at}/m", "tags": ["license:mit"]} for at in range(1_003)]
    text = page_of(tmp_path, rows)
    assert "owners.csv</a>: 980 more rows; 3 smaller ones are in the tables of the run" in text
    assert len(tables_in(text)["owners"]) == 1_000


HOSTILE = [
    {
        "id": "org/tern",
        "tags": ["license:<b>x</b>"],
        "pipeline_tag": "<script>alert(1)</script>",
        "createdAt": "2026-99-99",
    },
    {"id": "org/gull", "pipeline_tag": "=cmd()", "createdAt": "\u202e2026"},
]


def test_no_word_of_a_dump_becomes_markup_or_a_formula(tmp_path: Path) -> None:
    text = page_of(tmp_path, HOSTILE)
    tags = {tag for tag, _ in Page(text).elements}
    assert not tags & {"script", "b>x"}
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "\u202e" not in text
    assert {row["name"] for row in tables_in(text)["tasks"]} == {
        "<script>alert(1)</script>",
        "'=cmd()",
    }
    assert "The dump does not say when models were published." in text


@pytest.mark.parametrize("rows", [ROWS, HOSTILE, []])
def test_the_page_is_whole_and_loads_nothing(tmp_path: Path, rows: list[Mapping[str, Any]]) -> None:
    text = page_of(tmp_path, rows)
    parsed = Page(text)
    assert not parsed.open
    for tag, given in parsed.elements:
        assert "src" not in given
        assert tag not in {"script", "iframe", "object", "form"}
        assert tag != "link" or given["href"] == "data:,"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_can_be_read_by_everybody(tmp_path: Path, scheme: str) -> None:
    assert barriers(page_of(tmp_path), scheme, tmp_path) == ""


def test_what_a_policy_answered_is_on_the_page(tmp_path: Path) -> None:
    assert 'id="gate"' not in page_of(tmp_path)
    gate = load_gate("commercial-use", (), tmp_path)
    judged(dump(tmp_path), tmp_path / "policed", gate=gate)
    out = tmp_path / "policed"
    text = page(taken(out, installed()), run_of(out), summary_of(out), installed())
    assert {row["name"] for row in tables_in(text)["gate"]} == {"ask-your-lawyer", "not-allowed"}
    assert tables_in(text)["gate-rules"]


def test_a_folder_without_a_whole_run_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no run of batch"):
        taken(tmp_path, installed())
    census_of(tmp_path)
    out = tmp_path / "out"
    (out / "summary.json").unlink()
    with pytest.raises(UsageError, match="no summary of a whole run"):
        summary_of(out)
    (out / "models" / "part-00000.parquet").write_bytes(b"PAR1")
    with pytest.raises(UsageError, match=r"part-00000\.parquet cannot be read"):
        taken(out, installed())
    (out / "models" / "part-00000.parquet").unlink()
    with pytest.raises(UsageError, match="1 of 1 parts are missing"):
        taken(out, installed())
    run = json.loads((out / "run.json").read_text())
    (out / "run.json").write_text(json.dumps({**run, "schema": "9.0"}))
    with pytest.raises(UsageError, match="another version: schema 9"):
        taken(out, installed())


@pytest.mark.parametrize(
    "said", [{"tags": ["license:mit"]}, {"cardData": '{"license": "mit"}', "tags": ["license:mit"]}]
)
def test_a_tag_counts_wherever_the_dump_has_it(tmp_path: Path, said: Mapping[str, Any]) -> None:
    found = census_of(tmp_path, [{"id": "org/tern", **said}, {"id": "org/gull"}])
    assert measure("tag:mit", installed()).share(found) == Share(1, 2)
