"""What names a model is found where it is written; what only looks like one is not."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from licensecheck.scan import SearchResult, find
from licensecheck.scan.tree import MAX_ENTRIES, Tree
from tests.scan import plants

COMMIT = "0123456789abcdef0123456789abcdef01234567"


def written(root: Path, files: dict[str, str]) -> Path:
    """The files without the marks of `plants`."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(re.sub("[«»]", "", text), "utf-8")
    return root


def marked(files: dict[str, str]) -> set[tuple[str, int, str]]:
    """File, line and name of everything that is marked."""
    return {
        (name, line, found.rstrip("/"))
        for name, text in files.items()
        for line, content in enumerate(text.splitlines(), start=1)
        for found in re.findall("«([^»]+)»", content)
    }


def places(found: SearchResult, root: Path) -> set[tuple[str, int, str]]:
    head = f"{root.as_posix()}/"
    return {
        (one.file.removeprefix(head), one.line, one.text.rstrip("/")) for one in found.references
    }


def named(root: Path, text: str, file: str = "app.py") -> set[str]:
    """The models that one file names, as a user would type them."""
    return {str(one.model) for one in find(written(root, {file: text})).references}


def test_every_planted_reference_is_found_at_its_line_and_no_decoy_is(tmp_path: Path) -> None:
    root = written(tmp_path, plants.FILES)
    found = find(root)
    got = places(found, root)
    whole = {place for place in got if (place[0], place[2]) not in plants.COMPOSED}
    assert whole == marked(plants.FILES)
    assert {(file, text) for file, _, text in got - whole} == plants.COMPOSED
    assert found.problems == ()


def test_a_commit_pins_and_a_branch_does_not(tmp_path: Path) -> None:
    text = (
        "from transformers import AutoModel as A\n"
        f'A.from_pretrained("org/one-1", revision="{COMMIT}")\n'
        'A.from_pretrained("org/two-2", revision="v1")\n'
        'A.from_pretrained("org/three-3", revision="main")\n'
    )
    found = find(written(tmp_path, {"a.py": text})).references
    assert [(one.model.revision, one.pinned) for one in found] == [
        (COMMIT, True),
        ("v1", False),
        (None, False),
    ]


@pytest.mark.parametrize(
    ("files", "place"),
    [
        (
            {
                "a.py": "class Chat:\n    model_id: str = 'org/tern-1'\n    def load(self):\n"
                f"        A.from_pretrained(self.model_id, revision='{COMMIT}')\n"
            },
            ("a.py", 2),
        ),
        (
            {
                "names.py": "MODEL = 'org/tern-1'\n",
                "use.py": "from names import MODEL\n"
                f"A.from_pretrained(MODEL, revision='{COMMIT}')\n",
            },
            ("names.py", 1),
        ),
        (
            {"a.sh": f"MODEL=org/tern-1\nvllm serve $MODEL --revision {COMMIT}\n"},
            ("a.sh", 1),
        ),
        (
            {"a.yaml": f"model_uri: hf://org/tern-1\nrevision: {COMMIT}\n"},
            ("a.yaml", 1),
        ),
    ],
)
def test_one_name_at_one_place_is_one_reference_and_its_use_says_whether_it_is_pinned(
    tmp_path: Path, files: dict[str, str], place: tuple[str, int]
) -> None:
    found = find(written(tmp_path, files)).references
    assert [(Path(one.file).name, one.line, one.pinned) for one in found] == [(*place, True)]


def test_a_name_that_is_used_with_and_without_a_commit_is_pinned_in_one_use_only(
    tmp_path: Path,
) -> None:
    code = f"M = 'org/tern-1'\nA.from_pretrained(M, revision='{COMMIT}')\nA.from_pretrained(M)\n"
    found = find(written(tmp_path, {"a.py": code})).references
    assert {one.pinned for one in found} == {True, False}


@pytest.mark.parametrize(
    ("line", "model"),
    [
        ('ollama.chat(model="llama3.1:8b")', "ollama:llama3.1@8b"),
        ('litellm.completion(model="ollama/phi3")', "ollama:phi3"),
        ('litellm.completion(model="gpt-4o")', "openai:gpt-4o"),
        ('spacy.load("en_core_web_sm")', "spacy:en_core_web_sm"),
        (
            'SentenceTransformer("all-MiniLM-L6-v2")',
            "huggingface:sentence-transformers/all-MiniLM-L6-v2",
        ),
        (
            'timm.create_model("resnet50.a1_in1k", pretrained=True)',
            "huggingface:timm/resnet50.a1_in1k",
        ),
        ('torch.hub.load("pytorch/vision:v0.10.0", "resnet18")', "torchvision:resnet18"),
        ('whisper.load_model("base")', "whisper:base"),
        ('timm.create_model("our_net", pretrained=True)', "timm:our_net"),
        ('torchvision.models.resnet50(weights="DEFAULT")', "torchvision:resnet50"),
        ('torchvision.models.get_model("vit_b_16", weights=W)', "torchvision:vit_b_16"),
        ('litellm.completion(model="azure/our-chat")', "azure:our-chat"),
        ('litellm.completion(model="groq/llama-3.1-8b-instant")', "groq:llama-3.1-8b-instant"),
        ('litellm.completion(model="vertex_ai/claude-x@001")', "vertex:claude-x@001"),
        ('litellm.completion(model="acme/ours-7b")', "endpoint:acme/ours-7b"),
        ('hf_hub_download("org/name-1", "x")', "huggingface:org/name-1"),
    ],
)
def test_a_name_means_what_its_library_reads_it_as(tmp_path: Path, line: str, model: str) -> None:
    imports = (
        "import litellm, ollama, spacy, timm, torch, torchvision, whisper\n"
        "from huggingface_hub import hf_hub_download\n"
        "from sentence_transformers import SentenceTransformer\n"
    )
    assert named(tmp_path, imports + line) == {model}


@pytest.mark.parametrize(
    "code",
    [
        "NAME = 'org/tern-1'\nA.from_pretrained(NAME)",
        "class C:\n    n = 'org/tern-1'\n    def go(self):\n        A.from_pretrained(self.n)",
        "class C:\n    def __init__(self, n):\n        A.from_pretrained(n)\nC('org/tern-1')",
        "def f(x='org/tern-1'):\n    A.from_pretrained(x)",
        "def f(x):\n    A.from_pretrained(x)\nf('org/tern-1')",
        "for x in ['org/tern-1']:\n    A.from_pretrained(x)",
        "for k, x in {'a': 'org/tern-1'}.items():\n    A.from_pretrained(x)",
        "[A.from_pretrained(x) for x in ('org/tern-1',)]",
        "c = {'a': {'b': 'org/tern-1'}}\nA.from_pretrained(c['a']['b'])",
        "o = 'org'\nA.from_pretrained(f'{o}/tern-{1}' if 0 else o + '/tern-1')",
        "import os\nA.from_pretrained(os.getenv('X', 'org/tern-1'))",
        "import os\nA.from_pretrained(os.environ.get('X') or 'org/tern-1')",
        "a, b = 'org/tern-1', 2\nA.from_pretrained(a)",
        "p.add_argument('--x', default='org/tern-1')\nA.from_pretrained(p.parse_args().x)",
        "if (x := 'org/tern-1'):\n    A.from_pretrained(x)",
        "P = {'a': ('org/tern-1', A)}\nn, c = P[k]\nc.from_pretrained(n)",
        "P = {'a': ('org/tern-1', A)}\nn, _ = P.get(k)\nA.from_pretrained(n)",
        "P = {'a': ('org/tern-1', (1, A))}\nn, (i, c) = P['a']\nc.from_pretrained(n)",
        "P = {'a': (A, 1, 'org/tern-1')}\nc, *_, n = P[k]\nc.from_pretrained(n)",
        "P = {'a': ('org/tern-1', A)}\nfor k, (n, c) in P.items():\n    c.from_pretrained(n)",
        "def pick():\n    return 'org/tern-1', A\nn, c = pick()\nc.from_pretrained(n)",
    ],
)
def test_constants_and_simple_assignments_are_followed(tmp_path: Path, code: str) -> None:
    assert named(tmp_path, f"from transformers import A\n{code}\n") == {"huggingface:org/tern-1"}


def test_unpacking_gives_each_name_its_own_part(tmp_path: Path) -> None:
    code = "P = {'a': ('org/data-1', 'org/tern-1')}\nd, n = P[k]\nA.from_pretrained(n)\n"
    assert named(tmp_path, code) == {"huggingface:org/tern-1"}


def test_the_assignment_before_the_call_counts(tmp_path: Path) -> None:
    code = (
        "from transformers import A\n"
        "x = 'org/data-1'\nload_dataset(x)\nx = 'org/tern-1'\nA.from_pretrained(x)\n"
        "x = 'org/data-2'\nload_dataset(x)\n"
    )
    assert named(tmp_path, code) == {"huggingface:org/tern-1"}


def test_a_constant_of_another_file_is_named_where_it_is_written(tmp_path: Path) -> None:
    files = {
        "pkg/__init__.py": "",
        "pkg/names.py": "\nX = 'org/tern-1'\n",
        "pkg/use.py": "from transformers import A\nfrom .names import X\nA.from_pretrained(X)\n",
    }
    root = written(tmp_path, files)
    assert places(find(root), root) == {("pkg/names.py", 2, "org/tern-1")}


# --- Weights ------------------------------------------------------------------------------------


def test_weights_in_the_tree_are_a_model_of_their_folder(tmp_path: Path) -> None:
    for name in (
        "vendor/zebra/weights/a.safetensors",
        "vendor/zebra/weights/b.safetensors",
        "c.gguf",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"\0" * 8)
    (tmp_path / "vendor/zebra/LICENSE").write_text("terms")
    found = find(tmp_path).references
    assert {(one.model.hub, Path(one.model.name)) for one in found} == {
        ("local", tmp_path),
        ("local", tmp_path / "vendor/zebra"),
    }
    assert {one.line for one in found} == {0}


# --- What cannot be read ------------------------------------------------------------------------


def test_a_syntax_error_hides_its_own_line_only(tmp_path: Path) -> None:
    text = (
        "from transformers import A\nA.from_pretrained('org/one-1')\nprint 'two'\n"
        "def f():\n    A.from_pretrained('org/three-3')\n"
    )
    found = find(written(tmp_path, {"old.py": text}))
    assert [one.line for one in found.references] == [2, 5]
    assert [one.subject for one in found.problems] == [f"{tmp_path.as_posix()}/old.py:3"]


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("broken.ipynb", '{"cells": [\n {"source": [\n  "A.from_pretrained(\'org/tern-1\')\\n",\n'),
        ("broken.yaml", "{{ jinja }}\nhf_model: org/tern-1\nother: [\n"),
        ("broken.json", '{\n "hf_model": "org/tern-1",\n'),
        ("broken.toml", 'hf_model = "org/tern-1"\nx = = 1\n'),
        ("broken.py", "x = (\n" * 40 + 'A.from_pretrained("org/tern-1")\n'),
    ],
)
def test_a_broken_file_is_said_to_be_and_read_line_by_line(
    tmp_path: Path, file: str, text: str
) -> None:
    found = find(written(tmp_path, {file: text, "other.yaml": "model: org/other-1\n"}))
    assert {str(one.model) for one in found.references} == {
        "huggingface:org/tern-1",
        "huggingface:org/other-1",
    }
    assert any(file in one.subject for one in found.problems)


@pytest.mark.parametrize(
    "text",
    [
        r'{"cells": [{"cell_type":"code","source":["A.from_pretrained(\"org/tern-1\")"],',
        r'{"cells": [{"cell_type":"code","source":["m = \"org/tern-1\"\n", "A.from_pretrained(m)',
        r'{"cells": [{"cell_type":"code","source":"m = \"org/tern-1\"\nA.from_pretrained(m)"},',
        r'{"cells": [{"cell_type":"code","source":["!hf download org/tern-1"]},',
        r'{"cells": [{"cell_type":"markdown","source":["A.from_pretrained(\"org/no-1\")"]},'
        r'{"cell_type":"code","source":["A.from_pretrained(\"org/tern-1\")"]},',
    ],
)
def test_cells_of_a_broken_notebook_may_share_one_line(tmp_path: Path, text: str) -> None:
    found = find(written(tmp_path, {"a.ipynb": text}))
    assert [(str(one.model), one.line) for one in found.references] == [
        ("huggingface:org/tern-1", 1)
    ]
    assert ["not JSON" in one.message for one in found.problems] == [True]


def test_what_python_says_nothing_of_is_nested_too_deeply(tmp_path: Path) -> None:
    found = find(written(tmp_path, {"deep.py": "-" * 100_000 + "1"}) / "deep.py")
    assert [one.message for one in found.problems] == [
        "not Python: nested too deeply; only its texts were read."
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize(
    ("file", "text"),
    [("a.py", '\nA.from_pretrained("org/tern-1")'), ("a.yaml", "# ä\nhf_model: org/tern-1")],
)
def test_a_file_is_read_in_the_encoding_that_it_is_marked_with(
    tmp_path: Path, encoding: str, file: str, text: str
) -> None:
    (tmp_path / file).write_bytes(text.encode(encoding))
    found = find(tmp_path)
    assert [(str(one.model), one.line) for one in found.references] == [
        ("huggingface:org/tern-1", 2)
    ]
    assert (found.files, found.problems) == (1, ())


@pytest.mark.parametrize("content", [b"\x7fELF\x02\0\0", "model: a".encode("utf-16-le")])
def test_a_file_that_is_no_text_is_said_not_to_be_searched(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.yaml").write_bytes(content)
    found = find(tmp_path)
    assert found.files == 0
    (problem,) = found.problems
    assert problem.message.startswith("it is no text; it was not searched.")
    assert problem.hides_terms


def test_a_line_of_a_list_that_is_no_reference_is_named(tmp_path: Path) -> None:
    found = find(written(tmp_path, {"models.txt": "org/tern-1\nno reference\n"}))
    assert len(found.references) == 1
    assert found.problems[0].subject.endswith("models.txt:2")


def test_a_model_without_an_address_in_a_bill_of_materials_is_named(tmp_path: Path) -> None:
    model = '{"type": "machine-learning-model", "name": "ours"}'
    text = f'{{"bomFormat": "CycloneDX", "components": [\n{model}]}}'
    found = find(written(tmp_path, {"bom.json": text}))
    assert found.references == ()
    assert "'ours' has no address" in found.problems[0].message


def test_links_that_lead_in_a_circle_or_out_are_not_followed(tmp_path: Path) -> None:
    inside = written(tmp_path / "project", {"a.yaml": "hf_model: org/tern-1\n"})
    written(tmp_path / "secret", {"b.yaml": "model: org/secret-1\n"})
    (inside / "loop").symlink_to(inside, target_is_directory=True)
    (inside / "out").symlink_to(tmp_path / "secret", target_is_directory=True)
    assert [str(one.model) for one in find(inside).references] == ["huggingface:org/tern-1"]


def test_in_a_repository_a_relative_path_serves_and_what_git_ignores_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = 'AutoModel.from_pretrained("org/name")'
    written(tmp_path, {".gitignore": "old.py", "src/app.py": code, "src/old.py": code})
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    for root in (Path(), Path("src")):
        assert [found.file.split("/")[-1] for found in find(root).references] == ["app.py"]


def test_a_virtual_environment_is_known_by_its_configuration(tmp_path: Path) -> None:
    files = {"my env/pyvenv.cfg": "", "my env/x.yaml": "model: org/tern-1\n"}
    assert find(written(tmp_path, files)).references == ()


def test_a_tree_that_is_too_large_is_searched_in_part_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert MAX_ENTRIES >= 100_000
    monkeypatch.setattr("licensecheck.scan.tree.MAX_ENTRIES", 3)
    written(tmp_path, {f"{n}.txt": "" for n in range(5)})
    tree = Tree(tmp_path)
    assert len(list(tree.files())) == 3
    assert "only the first 3 files" in tree.problems[0].message


def test_aliases_that_multiply_are_read_once(tmp_path: Path) -> None:
    lines = ["a0: &a0 {hf_model: org/tern-1}"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    lines += ["self: &s [*s]"]
    assert named(tmp_path, "\n".join(lines), "bomb.yaml") == {"huggingface:org/tern-1"}


def test_assignments_in_a_circle_end(tmp_path: Path) -> None:
    code = "a = b\nb = a\ndef f(x):\n    f(x + x)\n    A.from_pretrained(x)\nf(a)\n"
    assert named(tmp_path, code) == set()


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    name=st.sampled_from(
        ["a.py", "a.yaml", "a.json", "a.toml", "a.ipynb", "Dockerfile", "a.sh", "models.txt"]
    ),
    text=st.text(max_size=300) | st.text(alphabet="\"'\\\n{}[]:=$()#-&*|> amodel/1", max_size=300),
)
def test_no_text_is_too_odd_to_be_searched(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, "utf-8", "surrogatepass") if text.isascii() else (
        tmp_path / name
    ).write_bytes(text.encode("utf-8", "replace"))
    for one in find(tmp_path / name).references:
        assert one.line >= 1
