"""The documentation says what code and rules say, and its links lead somewhere."""

import re
from pathlib import Path

import pytest

from docs import generate
from licensecheck.domain.report import SCHEMAS
from licensecheck.knowledge.rules import load_rules
from licensecheck.knowledge.washing import load_washing
from tests.conftest import ROOT

DOCS = ROOT / "docs"
PAGES = sorted(DOCS.glob("*.md"))
READMES = [ROOT / folder / "README.md" for folder in ("", "rules", "corpus", "tests", "benchmarks")]
LINKING = [*PAGES, *DOCS.glob("decisions/*.md"), *READMES, ROOT / "CONTRIBUTING.md"]
LINK = re.compile(r"\]\((?!https?:)([^)#\s]*)(#[^)\s]+)?\)")
HEADING = re.compile(r"^#+ (.+)$", re.M)


@pytest.mark.parametrize("name", generate.PAGES)
def test_a_written_page_is_not_stale(name: str) -> None:
    assert (DOCS / name).read_text("utf-8") == generate.page(name), "run `make docs`"


def test_every_label_and_every_rule_has_its_place() -> None:
    assert set(load_rules().labels) <= anchors(DOCS / "labels.md")
    assert set(load_washing()) <= anchors(DOCS / "rules.md")


def test_every_field_of_the_json_reports_is_explained() -> None:
    for schema in SCHEMAS.values():
        known = schema.model_json_schema()
        for one in (known, *known["$defs"].values()):
            for name, field in one.get("properties", {}).items():
                assert field.get("description"), f"{one['title']}.{name}"


@pytest.mark.parametrize("page", LINKING, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    for file, anchor in LINK.findall(page.read_text("utf-8")):
        target = page.parent / file if file else page
        assert target.exists(), file
        assert not anchor or anchor[1:] in anchors(target), f"{file}{anchor}"


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    headings = HEADING.findall(page.read_text("utf-8"))
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in headings}


def test_every_decision_is_linked_from_the_architecture() -> None:
    linked = {file for file, _ in LINK.findall((DOCS / "architecture.md").read_text("utf-8"))}
    assert {f"decisions/{page.name}" for page in DOCS.glob("decisions/*.md")} <= linked


def test_every_page_is_linked_from_the_readme() -> None:
    linked = {file for file, _ in LINK.findall((ROOT / "README.md").read_text("utf-8"))}
    assert {f"docs/{page.name}" for page in PAGES} <= linked
