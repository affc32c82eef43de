"""`licensecheck watch FILE`: one run for cron, which says what changed since the last one."""

import sqlite3
from pathlib import Path

import pytest

from licensecheck.knowledge.knowledge import installed
from licensecheck.report import drift
from licensecheck.report.directions import Change, Direction
from licensecheck.text.inert import inert
from tests.cli.conftest import Run
from tests.cli.test_notice import TERMS, model
from tests.hostile import PAYLOADS, steers

BAN = "\n3. Limits. You may not use the model for commercial purposes.\n"


@pytest.fixture
def watched(tmp_path: Path) -> Path:
    """A list with one model, and a remark."""
    model(tmp_path, "zebra", "other", TERMS)
    (tmp_path / "models.txt").write_text("# what we ship\n./zebra  # since May\n\n")
    return tmp_path / "zebra" / "LICENSE"


def watch(run: Run, *options: str) -> tuple[int, str]:
    done = run("watch", "models.txt", "--offline", "--quiet", *options)
    assert "internal error" not in done.stderr
    return done.returncode, done.stdout + done.stderr


def test_the_first_run_begins_the_second_finds_nothing(run: Run, watched: Path) -> None:
    code, said = watch(run)
    assert code == 0
    assert "other   ./zebra  watched: open-weights (new)" in said
    code, said = watch(run)
    assert code == 0
    assert said.endswith("Nothing changed.\n")


def test_a_right_that_was_taken_away_is_worse_once(run: Run, watched: Path) -> None:
    watch(run)
    watched.write_text(TERMS + BAN)
    code, said = watch(run, "--html", "changes.html")
    assert code == 1
    assert "worse   ./zebra  may we use it commercially" in said
    page = (watched.parent.parent / "changes.html").read_text()
    assert "may we use it commercially" in page
    assert watch(run)[0] == 0, "the next run knows it"
    watched.write_text(TERMS)
    code, said = watch(run, "--html", "changes.html")
    assert code == 0
    assert "better  ./zebra  may we use it commercially" in said
    page = (watched.parent.parent / "changes.html").read_text()
    assert page.count("<caption>20") == 3, "all runs that changed something stand in the page"


def test_a_model_that_cannot_be_read_is_said_and_its_last_report_is_kept(
    run: Run, watched: Path
) -> None:
    watch(run)
    watched.parent.rename(watched.parent.parent / "gone")
    code, said = watch(run)
    assert code == 3
    assert "not read: ./zebra" in said
    (watched.parent.parent / "gone").rename(watched.parent)
    assert watch(run)[0] == 0


@pytest.mark.parametrize(
    "content", [b"no database at all, but long enough" * 9, b"SQLite format 3"]
)
def test_a_state_that_is_no_file_of_ours_is_refused_and_left_alone(
    run: Run, watched: Path, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "models.sqlite").write_bytes(content)
    code, said = watch(run)
    assert code == 2
    assert "models.sqlite: cannot be used" in said
    assert (tmp_path / "models.sqlite").read_bytes() == content


def test_a_damaged_report_is_named(run: Run, watched: Path, tmp_path: Path) -> None:
    watch(run)
    with sqlite3.connect(tmp_path / "models.sqlite") as kept:
        kept.execute("update models set report = x'00'")
    kept.close()
    code, said = watch(run)
    assert code == 2
    assert "./zebra: what was kept of it cannot be read" in said


def test_a_list_without_models_is_a_mistake(run: Run, tmp_path: Path) -> None:
    (tmp_path / "models.txt").write_text("# nothing yet\n")
    assert watch(run)[0] == 2
    assert run("watch", "nowhere.txt").returncode == 2


def test_no_page_of_changes_is_steered_by_words_of_others() -> None:
    for payload in PAYLOADS:
        change = Change(Direction.WORSE, payload, payload, payload, payload)
        found = drift.Drift("", "2026", (drift.Noted("2026", change),), (), {payload: payload})
        page = drift.page(found, installed())
        assert steers(page) == []
        assert page == inert(page)
        assert "<script" not in page
