"""However much a model sends, its audit ends, and says what it did not read."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from licensecheck.auditor import Auditor
from licensecheck.classify.answers import Probabilities
from licensecheck.classify.classify import Classifier
from licensecheck.classify.matcher import clause_matcher
from licensecheck.domain import Deadline, Document, DocumentKind, Effort, ProblemKind, Status
from licensecheck.domain.effort import MOST_PIECES
from licensecheck.hubs import FetchOptions, collect, parse_ref
from licensecheck.hubs.assemble import MOST_CHARACTERS
from licensecheck.knowledge.knowledge import installed
from licensecheck.settings import Settings
from licensecheck.text.segment import segment
from tests.judge.hostile import FOLDERS
from tests.outside import reading

OVER = Deadline(0)
TERMS = "You may use the model and pass it on. You may not sell it.\n\n"
CARD = "---\nlicense: mit\n---\n# Zebra\n\n## License\n\nYou may not sell it.\n"


def folder(path: Path, **files: str) -> Path:
    (path / "model.safetensors").write_bytes(b"")
    for name, text in files.items():
        (path / name.replace("_md", ".md")).write_text(text)
    return path


def test_all_small_hostile_folders_are_audited() -> None:
    """Two kilobytes of each shape: none is a defect, none hangs."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.judge.hostile", "--kilobytes", "2", "--seconds", "30"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout.splitlines()[-1:]} {done.stderr[-300:]}"
    assert done.stdout.split("\n")[:-1] == list(FOLDERS)


def test_what_was_not_read_by_the_deadline_is_said_and_nothing_is_open(tmp_path: Path) -> None:
    path = folder(tmp_path, README_md=CARD, LICENSE=TERMS)
    report = Auditor(Settings(offline=True, deadline=1e-9), lambda _: None).audit(
        parse_ref(str(path))
    )
    unread = {one.subject for one in report.problems if one.hides_terms}
    assert {"LICENSE", "README.md"} <= unread
    assert report.level == "unknown"
    terms = {one.status for one in report.verdicts if one.framework == "osd"}
    assert terms == {Status.UNKNOWN}


def test_no_file_of_a_folder_is_opened_behind_the_deadline(tmp_path: Path) -> None:
    path = folder(tmp_path, README_md=CARD, LICENSE=TERMS)
    for name in ("zebra.gguf", "zebra.pt", "notes.bin"):
        (path / name).write_bytes(b"The weights in this file may be used by keepers only.")
    files = [path / name for name in ("README.md", "LICENSE", "zebra.gguf", "zebra.pt")]
    with reading(path) as heard:
        late = collect(parse_ref(str(path)), FetchOptions(deadline=1e-9))
    assert not {str(one.resolve()) for one in files} & set(heard)
    assert {one.subject for one in late.problems if one.hides_terms} >= {"README.md", "LICENSE"}
    assert not late.documents

    in_time = collect(parse_ref(str(path)), FetchOptions())
    assert {"README.md", "LICENSE"} <= {one.path for one in in_time.documents}
    assert "keepers" in " ".join(one.text for one in in_time.documents)


def test_a_text_that_was_not_read_in_time_is_not_called_open() -> None:
    auditor = Auditor(Settings(offline=True, deadline=1e-9), lambda _: None)
    report = auditor.license("LICENSE", b"Permission is granted to use, change and sell it.\n")
    assert "ran out" in " ".join(one.message for one in report.problems if one.hides_terms)
    assert not report.osd.conformant


def test_of_many_long_texts_as_much_is_read_as_of_one_model_the_short_ones_first(
    tmp_path: Path,
) -> None:
    long = TERMS * (400_000 // len(TERMS))
    path = folder(tmp_path, README_md=CARD, LICENSE=TERMS, NOTICE=long, LICENSE_A=long, TERMS=long)
    snapshot = collect(parse_ref(str(path)))
    read = {document.path: len(document.text) for document in snapshot.documents}
    assert sum(read.values()) == MOST_CHARACTERS
    assert (read["README.md"], read["LICENSE"]) == (len(CARD), len(TERMS))
    beyond = {one.subject for one in snapshot.problems if one.kind is ProblemKind.TOO_LARGE}
    assert beyond == {"NOTICE", "LICENSE_A", "TERMS"} - {
        p for p, n in read.items() if n == len(long)
    }
    hiding = {one.subject for one in snapshot.problems if one.hides_terms}
    assert hiding == beyond - {"NOTICE"}


class Counting:
    """A model that gives every label nothing, and knows what it was asked."""

    def __init__(self) -> None:
        self.labels = tuple(installed().rules.labels)
        self.thresholds = dict.fromkeys(self.labels, (0.1, 0.9))
        self.sha256 = ""
        self.read: list[str] = []
        self.most = 0

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> Probabilities:
        self.read += [text for _, text in pairs]
        self.most = max(self.most, sum(len(text) for _, text in pairs))
        return np.full((len(pairs), len(self.labels)), 0.01, np.float32)


def scored(text: str, effort: Effort) -> tuple[Counting, list[bool]]:
    """The model that was asked about a text, and which clauses it read."""
    document, model = Document("LICENSE", text, DocumentKind.LICENSE), Counting()
    found = Classifier(clause_matcher(installed()), model).score(
        document, segment(document), effort
    )
    return model, [bool(one.likely) for one in found]


@pytest.mark.parametrize("word", ["1.", "zxqj ", "许"])
def test_the_model_reads_a_bounded_part_of_all_texts_together(word: str) -> None:
    effort = Effort()
    texts = [f"{index} " + word * 9_000 + ".\n\n" for index in range(12)]
    models = [scored(text, effort)[0] for text in texts]
    assert 0 < sum(len(text) for model in models for text in model.read) < 5 * MOST_PIECES
    assert not models[-1].read
    assert effort.pieces < 0


def test_the_rules_go_on_where_the_model_stops() -> None:
    model, likely = scored("You may not sell it.\n\n" * 3, Effort(pieces=6))
    assert (len(model.read), likely) == (1, [True, False, False])


def test_the_model_is_asked_in_parts_so_that_the_clock_is_seen() -> None:
    model, likely = scored("Red zebras graze on it.\n\n" * 1000, Effort())
    assert model.most < 20_000 < sum(map(len, model.read))
    assert all(likely)


def test_behind_the_deadline_neither_rules_nor_model_read() -> None:
    document = Document("LICENSE", TERMS, DocumentKind.LICENSE)
    classifier = Classifier(clause_matcher(installed()), None)
    assert any(one.hits for one in classifier.score(document, segment(document)))
    late = classifier.score(document, segment(document), Effort(OVER))
    assert late
    assert not any(one.hits for one in late)
