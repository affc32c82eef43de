"""Labels of names: pointers that hold, and how a person adds some."""

import gzip
import hashlib
import json
import sys
from pathlib import Path

import pytest

from corpus.mentions import __main__ as mentions
from corpus.mentions import labels, sheets
from corpus.mentions.labels import MODEL, LabelledPage
from corpus.mentions.measure import Pair, calibration, f1, macro
from corpus.mentions.written import OWNER, pages, written
from licensecheck.reader.meanings import Role
from licensecheck.reader.sentences import TARGET

TEXT = (
    "# Zebra-7B\n\nZebra-7B is a fine-tuned version of Okapi-13B.\n\nIt is under the MIT licence.\n"
)
PAGE = "acme+zebra"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of real data with one page, and labels of our own beside nothing."""
    pages = tmp_path / "real" / "mentions" / "pages"
    pages.mkdir(parents=True)
    (pages / f"{PAGE}.md").write_text(TEXT, "utf-8")
    monkeypatch.setenv("LICENSECHECK_REAL_DATA", str(tmp_path / "real"))
    monkeypatch.setattr(labels, "LABELS", tmp_path / "labels.jsonl.gz")
    monkeypatch.setattr(labels.read, "__defaults__", (tmp_path / "labels.jsonl.gz",))
    monkeypatch.setattr(labels, "OF_CARDS", tmp_path / "cards.jsonl.gz")
    for name in ("labels.jsonl.gz", "cards.jsonl.gz"):
        labels.store("", tmp_path / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr(sys, "argv", ["mentions", *words])
    return mentions.main()


def test_a_person_adds_an_example(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "label", PAGE) == 0
    sheet = folder / f"{PAGE}.tsv"
    lines = sheet.read_text("utf-8").splitlines()
    assert lines[0] == sheets.HEAD
    at = next(n for n, line in enumerate(lines) if line.endswith("\tOkapi-13B"))
    lines[at] = "base\t" + lines[at].split("\t", 1)[1]
    sheet.write_text("\n".join(lines) + "\n", "utf-8")
    assert run(monkeypatch, "label", PAGE) == 0
    assert run(monkeypatch, "check") == 0
    (page,) = labels.read()
    found = {TEXT[one.start : one.end]: one.label for one in page.labels if one.kind == MODEL}
    assert found["Okapi-13B"] == "base"
    assert "Correct the first column" in capsys.readouterr().out


def test_a_label_that_is_none_is_named_with_its_line(folder: Path) -> None:
    sheet = folder / "sheet.tsv"
    sheet.write_text(f"{sheets.HEAD}\nparent\t3\t12\t20\tmodel\tZebra-7B\n", "utf-8")
    with pytest.raises(sheets.SheetError, match=r"sheet.tsv:2: 'parent' is none of base, "):
        list(sheets.labels(sheet))


def test_labels_of_another_page_are_found(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    row = {"file": f"pages/{PAGE}.md", "full": True, "bases": [], "labels": []}
    right = json.dumps(row | {"sha256": hashlib.sha256(TEXT.encode()).hexdigest()})
    labels.store(right + "\n", labels.LABELS)
    assert run(monkeypatch, "check") == 0
    (folder / "real" / "mentions" / "pages" / f"{PAGE}.md").write_text("# Okapi\n", "utf-8")
    assert run(monkeypatch, "check") == 1
    assert "is not the page that was labelled" in capsys.readouterr().out


def test_show_tells_each_mention_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / f"{PAGE}.md").write_text(TEXT, "utf-8")
    assert run(monkeypatch, "show", str(tmp_path / f"{PAGE}.md")) == 0
    lines = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert {"Zebra-7B", "Okapi-13B"} <= {line[-1] for line in lines}
    assert {line[0] for line in lines if line[-1] == "Okapi-13B"} == {"3"}


def test_every_label_that_we_ship_points_into_its_page(real: Path) -> None:
    if not (real / "mentions" / "pages").is_dir():
        pytest.skip("no labelled pages")
    for page in labels.read(labels.HERE / "labels.jsonl.gz"):
        assert all(0 <= one.start < one.end <= len(page.text) for one in page.labels), page.file
        names = {one.label for one in page.labels if one.kind == MODEL}
        assert names <= sheets.NAMES, page.file


def test_nothing_of_a_page_is_in_our_files() -> None:
    for file in (labels.HERE / "labels.jsonl.gz", labels.HERE / "second.jsonl.gz"):
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                assert set(row) == {"file", "sha256", "full", "bases", "labels"}
                assert all(len(one) == 4 and len(one[3]) < 9 for one in row["labels"])


def test_pages_of_one_publisher_are_in_one_fold() -> None:
    pages = [LabelledPage(f"pages/{name}.md", "", (), (), full=True) for name in ("A+b", "a+c")]
    assert len({labels.fold(page.owner) for page in pages}) == 1


def test_figures_count_what_is_missed_and_what_is_too_much() -> None:
    pairs = [Pair("base", "base"), Pair("base", "data"), Pair("data", "base"), Pair("own", "own")]
    assert f1(pairs, "base") == pytest.approx(0.5)
    assert macro(pairs, ["base", "data", "own", "tool"]) == pytest.approx(0.5)


def test_probabilities_that_hold_have_no_error() -> None:
    right = [Pair("own", "own", 0.75)] * 3 + [Pair("own", "not", 0.75)]
    assert calibration(right) == pytest.approx(0)
    assert calibration([Pair("own", "not", 0.95)] * 4) == pytest.approx(0.95)


def test_a_sentence_in_our_own_words_marks_one_name() -> None:
    found = [*written()]
    assert {role for _, role in found} == {*Role}
    assert all(context and sentence.count(TARGET) == 1 for (context, sentence), _ in found)
    assert not any("{own}" in part for pair, _ in found for part in pair)


def test_sentences_in_our_own_words_stand_in_small_pages() -> None:
    for page in pages():
        assert page.owner == OWNER
        for one in page.labels:
            assert page.text[one.start : one.end].strip()
            assert one.label in {*Role}
