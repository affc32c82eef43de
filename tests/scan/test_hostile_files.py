"""Whatever is in a file costs its reader a bounded time, and costs no other file anything."""

import random
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from licensecheck.domain import ProblemKind
from licensecheck.scan import find, forms
from licensecheck.scan.bounds import MAX_LEVELS, CostlyError, bounded, level, spend
from licensecheck.scan.form import form_of
from licensecheck.scan.source import SourceFile
from tests.fuzzing import damaged
from tests.scan import fuzz
from tests.scan.hostile import FILES, SHAPES
from tests.scan.test_find import named, written
from tests.scan.test_forms import GULL, TERN


@pytest.mark.parametrize("files", [list(FILES)[at::4] for at in range(4)], ids=" ".join)
def test_no_shape_takes_ten_times_as_long_as_it_should(files: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.scan.hostile", *files],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout.splitlines()[-1:]} {done.stderr}"


def test_every_form_has_its_hostile_shapes_and_is_fed_damaged_files() -> None:
    read = {module.stem for module in Path(forms.__path__[0]).glob("[a-z]*.py")} - {"policy"}
    for files in (FILES, fuzz.NAMES.values()):
        assert {vars(form_of(file))["__name__"].rpartition(".")[2] for file in files} == read


@pytest.mark.parametrize("name", fuzz.READERS)
def test_no_reader_raises_what_is_not_documented(name: str) -> None:
    reader, seeds = fuzz.READERS[name]

    @settings(max_examples=60, deadline=None, database=None)
    @given(st.integers(0, 2**32))
    def never_raises(seed: int) -> None:
        reader(damaged(seeds, random.Random(seed)))  # noqa: S311 - repeatable, not secret

    never_raises()


@pytest.mark.parametrize(
    ("file", "text", "models"),
    [
        # A variable that stands for too much is not known; what stands beside it is.
        ("run.sh", SHAPES["run.sh: doubled"][1](2000) + "hf download org/gull-2\n", {GULL}),
        ("Dockerfile", SHAPES["Dockerfile: ENV chain"][1](2000) + "RUN hf download org/gull-2\n",
         {GULL}),
        ("ci.yaml", SHAPES["ci.yaml: script, doubled"][1](2000) + "hf_model: org/gull-2\n", {GULL}),
        ("a.sh", "A=org/tern-1\nB=$A\nC=$B\nhf download $C\n", {TERN}),
        ("a.py", SHAPES["app.py: f-strings, a fan"][1](9000) + 'hf_model = "org/gull-2"\n', {GULL}),
        # Instructions within a here-document are no instructions; one without an end has the rest.
        ("Dockerfile", "RUN <<EOF\nhf download org/tern-1\nEOF\nRUN hf download org/gull-2\n",
         {TERN, GULL}),
        ("Dockerfile", "RUN cat <<EOF\nRUN hf download org/tern-1\n", {TERN}),
        ("a.sh", "while read m; do hf download $m; done <<A\norg/tern-1\nA\n"
         "while read m; do hf download $m; done <<B\norg/gull-2\nB\n", {TERN, GULL}),
        ("a.sh", "while read m; do\nwhile read n; do hf download $n; done <<A\norg/tern-1\nA\n"
         "hf download $m; done <<B\norg/gull-2\nB\n", {TERN, GULL}),
        # Templates, comments and components that are not closed hide nothing before them.
        ("a.yaml", "hf_model: {{ default 'org/tern-1' }}\nb: {{ c\n", {TERN}),
        ("a.json", '{"hf_model": "org/tern-1"} /* ', {TERN}),
        ("bom.xml", '<component type="machine-learning-model"><name>org/tern-1</name></component>'
         '<component type="machine-learning-model"><name>org/gull-2</name>', {TERN}),
        # What cannot be a tree is read line by line.
        ("a.yaml", "[" * 200 + "\nhf_model: org/tern-1\n", {TERN}),
        ("a.json", '{"a":' * 200 + '\n"hf_model": "org/tern-1"\n' + "}" * 200, {TERN}),
        ("a.toml", "a." * 50 + 'a = 1\nhf_model = "org/tern-1"\n', {TERN}),
        ("a.py", "x = " + "a or (b if c else " * 95 + "1" + ")" * 95 + "\n"
         'hf_model = "org/tern-1"\n', {TERN}),
        ("a.py", "import a" + ".a" * 200 + '\nhf_model = "org/tern-1"\n', {TERN}),
        ("a.py", "x = f'" + "{a}" * 20_000 + '\'\nhf_model = "org/tern-1"\n', {TERN}),
    ],
)  # fmt: skip
def test_what_is_hostile_hides_nothing_beside_it(
    tmp_path: Path, file: str, text: str, models: set[str]
) -> None:
    assert named(tmp_path, text, file) == models


@pytest.mark.parametrize(
    "code",
    [
        'A.from_pretrained("/".join([]))',
        'A.from_pretrained("{}".format())',
        'A.from_pretrained("{0}{x}{²}{99}".format(*a))',
        'A.from_pretrained("{' + "9" * 5000 + '}".format(1))',
        f"p.add_argument(0x{'f' * 5000}, default=x)",
        f"os.environ[0x{'f' * 5000}] = 1",
        f"from {'a' * 300} import b\nA.from_pretrained(b)",
    ],
)
def test_odd_programs_are_read(tmp_path: Path, code: str) -> None:
    found = find(written(tmp_path, {"a.py": f'{code}\nhf_model = "org/tern-1"\n'}))
    assert [str(one.model) for one in found.references] == [TERN]
    assert found.problems == ()


@pytest.mark.parametrize(
    ("file", "text", "lines"),
    [
        ("a.json", '{"\\u0061": 1,\n "\\u006dodel":\n "org\\u002ftern-1",\n"b": "\\"org/"}', [3]),
        ("a.json", '["model",\n"model", {"model":\n"org/tern-1"}]', [3]),
        ("a.toml", 'x = "org/"\nmodel = "org\\u002Ftern-1"\n', [2]),
        ("a.toml", '[a]\nx = 1\n[b]\nmodel = "org/tern-1"\n[a.c]\nmodel = "org/gull-2"\n', [4, 6]),
        ("a.toml", 'x = """a""""\n# "\nmodel = \'org/tern-1\'\n', [3]),
        ("a.ipynb", '{"cells": [{"cell_type": "code", "source": ["\\u0061 = 1\\n",\n'
         '"A.from_pretrained(\\u0027org/tern-1\\u0027)"]}]}', [2]),
        ("a.yaml", "a: &a\n  model: org/tern-1\nb: *a\nc: |\n  model: org/gull-2\n", [2]),
    ],
)  # fmt: skip
def test_names_that_are_written_with_escapes_have_their_lines(
    tmp_path: Path, file: str, text: str, lines: list[int]
) -> None:
    found = find(written(tmp_path, {file: text})).references
    assert [one.line for one in found] == lines


def test_a_reader_that_fails_costs_its_own_file_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(source: SourceFile) -> None:
        source.add("org/gull-2", 1, "test", "huggingface")
        raise IndexError("odd")

    form_of = fuzz.form_of
    broken = SimpleNamespace(FILES=("b.sh",), read=read)
    module = import_module("licensecheck.scan.find")
    monkeypatch.setattr(module, "form_of", lambda n: broken if n == "b.sh" else form_of(n))
    files = {"a.sh": "hf download org/tern-1", "b.sh": "", "c.sh": "hf download org/tern-3"}
    found = find(written(tmp_path, files))
    assert [str(one.model) for one in found.references] == [TERN, GULL, "huggingface:org/tern-3"]
    (problem,) = found.problems
    assert problem.kind is ProblemKind.UNSAFE
    assert problem.hides_terms
    assert problem.subject.endswith("b.sh")
    assert "IndexError in guard.py" in problem.message


def test_a_file_that_stands_for_too_much_is_given_up_and_said_to_be(tmp_path: Path) -> None:
    files = {
        "a.yaml": SHAPES["ci.yaml: aliases of a list"][1](64_000) + "\n# org/llama-7b\n",
        "b.sh": "hf download org/tern-1",
    }
    found = find(written(tmp_path, files))
    assert TERN in {str(one.model) for one in found.references}
    assert ["stand for too much" in one.message for one in found.problems] == [True]
    assert all(one.hides_terms for one in found.problems)


def test_a_file_has_steps_for_its_size_seconds_and_levels() -> None:
    with bounded(1_000):
        spend(50_000)
        with pytest.raises(CostlyError, match="too much"):
            spend(50_000)
    with bounded(10**9, seconds=0):
        with pytest.raises(CostlyError, match="longer than 0 s"):
            list(map(spend, [0] * 10_000))
        with bounded(10**9):  # a file that is read for another one has its own
            spend(10_000)

    def deeper(left: int) -> None:
        with level():
            spend(deeper(left - 1) or 0 if left > 1 else 0)

    with bounded(0):
        deeper(MAX_LEVELS)
        with pytest.raises(CostlyError, match="nested"):
            deeper(MAX_LEVELS + 1)
    spend(10**9)  # outside of a file nothing is counted
