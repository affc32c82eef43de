"""A file that is left out because its words tell nothing would have named nothing."""

import re
import tarfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from licensecheck.scan import find
from licensecheck.scan.contents import Contents
from licensecheck.scan.find import _Search
from licensecheck.scan.hints import Look
from licensecheck.scan.imports import Imports, imported, importers
from licensecheck.scan.pieces import At, WordPiece, WordPieces, needs_of
from licensecheck.scan.vocabulary import compound_keys
from tests.scan import plants, programs
from tests.scan.test_find import written

STRANGERS = Path(__file__).parents[2] / "benchmarks" / "strangers.tar.gz"
MARKS = str.maketrans("", "", "«»‹›⟦⟧")


def with_all_read(folder: Path) -> tuple[object, ...]:
    """What is found where every file is read."""
    with pytest.MonkeyPatch.context() as patched:
        all_told = Look(may_name=True, uses_library=True, runs=True)
        patched.setattr(_Search, "_look", staticmethod(lambda *_: all_told))
        return found_in(folder)


def found_in(folder: Path) -> tuple[object, ...]:
    found = find(folder)
    return found.references, found.possible, found.files, found.endings


def plain(files: Mapping[str, str]) -> dict[str, str]:
    return {name: text.translate(MARKS) for name, text in files.items()}


@pytest.mark.parametrize("files", [plants.FILES, programs.FILES], ids=["plants", "programs"])
def test_our_projects_have_the_same_models_where_every_file_is_read(
    tmp_path: Path, files: Mapping[str, str]
) -> None:
    folder = written(tmp_path, plain(files))
    assert found_in(folder) == with_all_read(folder)


def test_a_strangers_project_has_too(tmp_path: Path) -> None:
    with tarfile.open(STRANGERS) as archive:
        archive.extractall(tmp_path, filter="data")
    assert found_in(tmp_path / "tree") == with_all_read(tmp_path / "tree")


def test_each_file_alone_names_what_it_names_where_every_file_is_read(tmp_path: Path) -> None:
    for number, (name, text) in enumerate(plain({**plants.FILES, **programs.FILES}).items()):
        folder = written(tmp_path / str(number), {name.rpartition("/")[2]: text})
        assert found_in(folder) == with_all_read(folder)


NAMES = st.sampled_from(
    re.findall(
        r"\S+",
        """gpt-4o o1 o3-mini claude-3-haiku-20240307 command-r sonar-pro llama3:8b gemma tiny base
        google/gemma-2-2b-it acme/tuned-9 acme/plain azure/ours ollama:x us.acme.y ai/any x:7b a/b
        en_core_web_sm buffalo_l resnet50 hf://acme/plain bert-base-cased amazon.nova-lite-v1:0
        x:latest https://hf.co/acme/plain nvcr.io/nim/acme/plain:1 acme/llama-7b@main data/x.json
        """,
    )
)
KEYS = st.sampled_from(
    re.findall(
        r"\S+",
        """model MODEL_ID baseModel hf-id azure-model encoder whisper_model x repo-id image base
        llm ollama deployment_name title together_llm""",
    )
)
SHAPES: Mapping[str, str] = {
    "a.py": '{key} = "{name}"\nuse({key}="{name}", {{"{key}": "{name}"}})\n',
    "b.py": 'import os\nos.system("hf download {name}")\nos.system("run --{key} {name}")\n',
    "c.py": 'x.from_pretrained(("{name}"))\nparser.add_argument("--{key}", default="{name}")\n',
    "a.ts": 'const {key} = "{name}";\nuse({{ "{key}": "{name}", b: f.{key}("{name}") }});\n',
    "a.go": 'c := Config{{{key}: "{name}"}}\nf("{key}", "{name}")\n',
    "a.yaml": "{key}: {name}\nargs: [--{key}, '{name}']\n",
    "b.yaml": "env: [{{name: '{key}', value: '{name}'}}]\n",
    "a.json": '{{"{key}": "{name}", "b": [{{"c": "{name}", "{key}": ["{name}"]}}]}}\n',
    "a.sh": "export {key}={name}\nollama pull {name}\nrun --{key} {name} --{key}={name}\n",
    "a.tf": 'resource "x" "y" {{\n  {key} = "{name}"\n}}\n',
    "a.xml": '<a {key}="{name}"><{key}>{name}</{key}></a>\n',
    "a.env": "{key}={name}\n",
    "Dockerfile": 'ENV {key}={name}\nRUN hf download {name}\nCMD ["--{key}", "{name}"]\n',
    "a.jsonl": '{{"{key}": "{name}"}}\n',
}


@settings(deadline=None)
@given(name=NAMES, key=KEYS, file=st.sampled_from(sorted(SHAPES)), escaped=st.integers(0, 3))
def test_a_name_behind_a_key_is_never_left_out(
    tmp_path_factory: pytest.TempPathFactory, name: str, key: str, file: str, escaped: int
) -> None:
    given_name = _escaped(file, name, escaped)
    text = SHAPES[file].format(name=given_name, key=key)
    folder = written(tmp_path_factory.mktemp("p"), {file: text})
    assert found_in(folder) == with_all_read(folder)


def _escaped(file: str, name: str, at: int) -> str:
    """A name with one of its letters as the format escapes it."""
    if not at or len(name) <= at or file not in ("a.json", "a.jsonl", "a.py"):
        return name
    return f"{name[:at]}\\u{ord(name[at]):04x}{name[at + 1 :]}"


def test_what_imports_a_file_that_tells_something_is_read_too() -> None:
    modules = {"a.py": b"b", "b.py": b"c", "d.py": b"e", "p/__init__.py": b"c"}
    imports = {file: Imports(frozenset([one])) for file, one in modules.items()}
    assert importers(imports, ["c.py"]) == {"a.py", "b.py", "p/__init__.py"}


def test_imports_are_read_over_lines_that_go_on_and_within_brackets() -> None:
    text = b"from .x import (a,\n b)\nimport os, c.d, \\\n  e\n# import z\nuse(y)\nreimport = k\n"
    modules = frozenset(map(str.encode, "abcdeyk"))
    assert imported(text, modules) == Imports(frozenset(map(str.encode, "abcde")))
    assert imported(b"import langchain_core.llms as x\n", modules).library


def test_a_key_may_be_written_in_parts() -> None:
    whole = [one for one in compound_keys() if one.parts == (b"repo", b"id")]
    assert [one.teller for one in whole] == ["repo"]
    assert all(whole[0].is_in(text) for text in (b"a repo-id: b", b"repo.id", b"x.repo id="))
    assert not any(whole[0].is_in(text) for text in (b"repo and id", b"repos-id", b"repo--id"))


def test_what_made_an_object_is_looked_for_where_a_library_is_imported(tmp_path: Path) -> None:
    files = {
        "made.py": "import ollama\n\n\nclass Box:\n    client = ollama.Client()\n\n\nbox = Box()\n",
        "use.py": 'from made import box\n\nbox.client.generate(model="ours-9")\n',
        "shelf.py": "class Shelf:\n    stock = list()\n\n\nshelf = Shelf()\n",
        "plain.py": 'from shelf import shelf\nmodel = "acme/tuned-7b"\nshelf.stock.items(model)\n',
    }
    folder = written(tmp_path, files)
    opened: set[str] = set()
    neighbour = Contents.neighbour

    def noted(contents: Contents, file: str) -> str | None:
        opened.add(file)
        return neighbour(contents, file)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Contents, "neighbour", noted)
        found = find(folder)
    named = {(one.file.rpartition("/")[2], one.text, one.how) for one in found.references}
    assert named == {("use.py", "ours-9", "ollama"), ("plain.py", "acme/tuned-7b", "key model")}
    assert "made.py" in opened
    assert "shelf.py" not in opened


def test_a_constant_of_another_file_reaches_one_without_a_word_of_models(tmp_path: Path) -> None:
    files = {
        "made.py": "import fastembed\nmaker = fastembed.TextEmbedding\n",
        "names.py": 'WANTED = "acme/tuned-9"\n',
        "use.py": "from made import maker\nfrom names import WANTED\nmaker(WANTED)\n",
    }
    folder = written(tmp_path, files)
    assert found_in(folder) == with_all_read(folder)


@pytest.mark.parametrize(
    ("glob", "text"),
    [("gpt-4o*", "gpt-4o-mini"), ("o[134]-mini*", "o3-mini"), ("*_*.*in1k*", "a_b.c_in1k_d"),
     ("[Ll]lama-*-[0-9][bB]*", "Llama-3-8B"), ("en_core_sci_*", "en_core_sci_lg")],
)  # fmt: skip
def test_a_text_has_the_pieces_of_its_glob(glob: str, text: str) -> None:
    needs = list(needs_of([glob]))
    pieces = WordPieces(piece for need in needs for piece in need.pieces)
    found = {one for word in re.findall(r"\w+", text.lower()) for one in pieces.of(word)}
    assert any(need.is_met(found) for need in needs)


def test_a_word_has_a_piece_at_its_place_only() -> None:
    pieces = WordPieces([WordPiece("gpt"), WordPiece("llama", At.BEGIN), WordPiece("_sm", At.END)])
    assert [list(pieces.of(one)) for one in ("xgpt", "xllama", "_smx")] == [[], [], []]
