"""Many files are searched by several processes: with the same answers, and each file at its own
risk."""

import os
import signal
import threading
from pathlib import Path

import pytest

from licensecheck.scan import find, workers
from licensecheck.scan.workers import worked_on
from tests.scan import plants, programs
from tests.scan.test_find import written

FILES = [f"{number}.py" for number in range(30)]


@pytest.fixture
def several(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine with two processors, on which every search is a large one."""
    monkeypatch.setattr(workers, "MIN_FILES", 1)
    monkeypatch.setattr(workers, "_processors", lambda: 2)
    monkeypatch.setattr(threading, "active_count", lambda: 1)


@pytest.mark.usefixtures("several")
def test_results_come_in_the_order_of_the_files() -> None:
    assert list(worked_on(FILES, str.upper)) == [one.upper() for one in FILES]


@pytest.mark.usefixtures("several")
def test_several_processes_do_it() -> None:
    others = set(worked_on(FILES * 15, lambda _: os.getpid()))
    assert os.getpid() not in others


@pytest.mark.usefixtures("several")
@pytest.mark.parametrize("deadly", [{"7.py"}, {"0.py", "1.py", "29.py"}, set(FILES)])
def test_a_file_at_which_a_process_ends_costs_itself_alone(deadly: set[str]) -> None:
    def work(file: str) -> str:
        if file in deadly:
            os.kill(os.getpid(), signal.SIGKILL)
        return file

    expected = [None if file in deadly else file for file in FILES]
    assert list(worked_on(FILES, work)) == expected


@pytest.mark.usefixtures("several")
def test_a_process_with_threads_is_not_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    assert set(worked_on(FILES, lambda _: os.getpid())) == {os.getpid()}


@pytest.mark.usefixtures("several")
def test_a_project_has_the_same_models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    marks = str.maketrans("", "", "«»‹›⟦⟧")
    files = {**plants.FILES, **programs.FILES}.items()
    folder = written(tmp_path, {name: text.translate(marks) for name, text in files})
    by_several = find(folder)
    monkeypatch.setattr(workers, "_processors", lambda: 1)
    assert find(folder) == by_several


@pytest.mark.usefixtures("several")
def test_a_file_that_ends_its_process_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {f"a{number}.py": 'model = "acme/tuned-7b"\n' for number in range(50)}
    folder = written(tmp_path, files)
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
