"""`licensecheck batch DUMP -o FOLDER`."""

from pathlib import Path

from tests.batch.test_batch import dump
from tests.cli.conftest import Run


def test_the_command_says_what_is_in_a_dump(run: Run, tmp_path: Path) -> None:
    dump(tmp_path)
    done = run("batch", "dump.jsonl", "-o", "out", "--quiet")
    assert done.returncode == 0, done.stderr
    assert "3 models of 5 rows" in done.stdout
    assert "noncommercial-only" in done.stdout
    assert "the tables are in out" in done.stdout


def test_a_folder_that_is_not_empty_is_a_usage_error(run: Run, tmp_path: Path) -> None:
    dump(tmp_path)
    done = run("batch", "dump.jsonl", "-o", ".", "--quiet")
    assert done.returncode == 2
    assert "--resume" in done.stderr


def test_a_census_of_it_is_one_page(run: Run, tmp_path: Path) -> None:
    dump(tmp_path)
    assert run("batch", "dump.jsonl", "-o", "out", "--quiet").returncode == 0
    done = run("census", "out", "-o", "census.html")
    assert (done.returncode, done.stdout) == (0, "")
    assert "<h1>Census of 3 models</h1>" in (tmp_path / "census.html").read_text("utf-8")


def test_a_policy_that_stops_a_model_ends_with_1(run: Run, tmp_path: Path) -> None:
    dump(tmp_path)
    done = run("batch", "dump.jsonl", "-o", "out", "--quiet", "--policy", "commercial-use")
    assert done.returncode == 1, done.stderr
    assert "answers of the policy" in done.stdout
    assert "would be stopped" in done.stdout
    done = run("batch", "dump.jsonl", "-o", "other", "--quiet", "--policy", "no-such-policy")
    assert done.returncode == 2
    assert not (tmp_path / "other").exists()


def test_what_became_worse_since_an_earlier_run_ends_with_1(run: Run, tmp_path: Path) -> None:
    dump(tmp_path)
    dump(tmp_path, [{"id": "org/tern", "tags": ["license:mit"]}], "old.jsonl")
    assert run("batch", "old.jsonl", "-o", "old", "--quiet").returncode == 0
    done = run("batch", "dump.jsonl", "-o", "out", "--quiet", "--against", "old")
    assert done.returncode == 1, done.stderr
    assert "since old:" in done.stdout
    assert (tmp_path / "out" / "drift" / "part-00000.parquet").is_file()
    done = run("batch", "dump.jsonl", "-o", "new", "--quiet", "--against", "out")
    assert (done.returncode, done.stdout.splitlines()[-1]) == (
        0,
        "since out: 0 worse, 0 better, 0 other; what changed is in the table drift",
    )
    assert run("batch", "dump.jsonl", "-o", "no", "--against", "nowhere").returncode == 2
