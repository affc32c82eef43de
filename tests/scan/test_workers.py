"""Many files are searched by several processes: with the same answers, and each file at its own
risk."""

import os
import signal
import threading
from pathlib import Path

import pytest

from licensecheck.scan import find, workers
from licensecheck.scan.workers import processes_for, worked_on
from tests.scan import plants, programs
from tests.scan.test_find import written
from tests.scan.test_hints import found_in, plain

FILES = [f"{number}.py" for number in range(100)]


@pytest.fixture
def several(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine with two processors, on which every search is a large one."""
    monkeypatch.setattr(workers, "MIN_FILES", 1)
    monkeypatch.setattr(workers, "_processors", lambda: 2)


def test_results_come_in_the_order_of_the_files() -> None:
    assert list(worked_on(FILES, str.upper, 2)) == [one.upper() for one in FILES]


def test_several_processes_do_it() -> None:
    others = set(worked_on(FILES * 5, lambda _: os.getpid(), 2))
    assert os.getpid() not in others


@pytest.mark.parametrize("deadly", [{"7.py"}, {"0.py", "1.py", "99.py"}, set(FILES)])
def test_a_file_at_which_a_process_ends_costs_itself_alone(deadly: set[str]) -> None:
    def work(file: str) -> str:
        if file in deadly:
            os.kill(os.getpid(), signal.SIGKILL)
        return file

    expected = [None if file in deadly else file for file in FILES]
    assert list(worked_on(FILES, work, 2)) == expected


def test_where_no_process_can_be_started_this_one_does_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> int:
        raise OSError

    monkeypatch.setattr(os, "fork", refused)
    assert set(worked_on(FILES, lambda _: os.getpid(), 2)) == {os.getpid()}


@pytest.mark.usefixtures("several")
def test_there_are_several_where_there_are_many_files() -> None:
    assert processes_for(len(FILES)) == (2 if threading.active_count() == 1 else 1)
    assert processes_for(0) == 1


def test_a_process_with_threads_is_not_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_processors", lambda: 2)
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    assert processes_for(100_000) == 1


@pytest.mark.usefixtures("several")
def test_a_project_has_the_same_models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = written(tmp_path, plain({**plants.FILES, **programs.FILES}))
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    by_several = found_in(folder), find(folder).problems
    monkeypatch.setattr(workers, "_processors", lambda: 1)
    assert (found_in(folder), find(folder).problems) == by_several


@pytest.mark.usefixtures("several")
def test_a_file_that_ends_its_process_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {f"a{number}.py": 'model = "acme/tuned-7b"\n' for number in range(50)}
    folder = written(tmp_path, files)
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    read = find.__globals__["read_guarded"]

    def deadly(form: object, source: object) -> None:
        if source.file == "a9.py":  # type: ignore[attr-defined]
            os.kill(os.getpid(), signal.SIGKILL)
        read(form, source)

    monkeypatch.setitem(find.__globals__, "read_guarded", deadly)
    result = find(folder)
    assert len(result.references) == 49
    (problem,) = result.problems
    assert problem.subject.endswith("a9.py")
    assert problem.message == "the process that read it ended; it was not searched."
    assert problem.hides_terms
