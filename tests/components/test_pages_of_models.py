"""Pages that list the models of a project say under which terms these are, as its README does."""

from pathlib import Path

import pytest

from licensecheck.auditor import Auditor
from licensecheck.domain import Document, DocumentKind
from licensecheck.domain.report import Report
from licensecheck.hubs import parse_ref
from licensecheck.text.front_matter import read_card

LIST = "| Zebra-S | [weights](https://dl.zoo.example/zebra_s.pth) |"
TERMS = (
    "All models on this page can be used under the\n"
    "[Creative Commons Attribution-NonCommercial 4.0 License]"
    "(https://creativecommons.org/licenses/by-nc/4.0/)."
)


def audit(auditor: Auditor, folder: Path, path: str, *page: str) -> Report:
    folder = folder / "zebra"
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / "README.md").write_text("# Zebra\n\nFinds zebras. Its code is under MIT.\n")
    (folder / path).write_text("\n\n".join((*page, LIST)) + "\n")
    return auditor.audit(parse_ref(str(folder)))


@pytest.mark.parametrize("path", ["MODEL_ZOO.md", "docs/MODELS.md", "pretrained_models.md"])
def test_a_list_of_models_by_its_name(auditor: Auditor, tmp_path: Path, path: str) -> None:
    found = audit(auditor, tmp_path, path, "# Numbers and files", "## License", TERMS)
    assert found.level == "restricted-weights"


@pytest.mark.parametrize("title", ["# Zebra Model Zoo and Baselines", "# Pretrained models"])
def test_a_list_of_models_by_its_title(auditor: Auditor, tmp_path: Path, title: str) -> None:
    found = audit(auditor, tmp_path, "docs/STRIPES.md", title, "## License", TERMS)
    assert found.level == "restricted-weights"


def test_the_sentence_is_quoted_to_its_end(auditor: Auditor, tmp_path: Path) -> None:
    found = audit(auditor, tmp_path, "MODEL_ZOO.md", "# Model zoo", "## License", TERMS)
    quotes = [one.quote for one in found.models[0].license.evidence]
    assert any(one.startswith("All models") and "NonCommercial" in one for one in quotes)


@pytest.mark.parametrize("path", ["projects/okapi/MODEL_ZOO.md", "third_party/MODELS.md"])
def test_lists_of_other_projects_decide_nothing(
    auditor: Auditor, tmp_path: Path, path: str
) -> None:
    assert audit(auditor, tmp_path, path, "# Model zoo", "## License", TERMS).level == "unknown"


PAPER = "---\ntitle: Zebra\ntags: [stripes]\naffiliations: []\nbibliography: paper.bib\n{}---\n"


@pytest.mark.parametrize("fields", ["", "license: mit\n"])
def test_the_paper_beside_the_code_speaks_of_the_models(
    auditor: Auditor, tmp_path: Path, fields: str
) -> None:
    words = "Code and pre-trained models of Zebra are distributed under the CC-BY-NC-4.0 license."
    found = audit(auditor, tmp_path, "paper.md", PAPER.format(fields), "# Availability", words)
    assert found.level == "restricted-weights"


def test_fields_of_a_paper_are_none_of_a_model() -> None:
    def places(fields: str) -> list[str]:
        text = PAPER.format(fields) + "# Zebra\n"
        return list(read_card(Document("paper.md", text, DocumentKind.CARD))[0].places)

    assert places("") == []
    assert "license" in places("license: cc-by-nc-4.0\n")
    assert "base_model" in places("base_model: zoo/okapi\n")
