"""A name that is put together is found where its parts are known in the same file."""

# ruff: noqa: E501 - two lines of a program each

from pathlib import Path

import pytest

from licensecheck.scan import find
from tests.scan.test_find import written

PROGRAMS = {
    "a.ts": "const ORG: string = 'BAAI';\nconst P = { a: `${ORG}/bge-m3`, b: ORG + '/' + 'bge-large-en', c: [ORG, 'bge-base-en'].join('/') };\n",
    "a.go": 'const org = "BAAI"\nvar P = []string{fmt.Sprintf("%s/%s", org, "bge-m3"), org + "/bge-large-en", org + "/" + "bge-base-en"}\n',
    "a.rb": "ORG = 'BAAI'.freeze\nP = [\"#{ORG}/bge-m3\", ORG + '/bge-large-en', format('%s/bge-base-en', ORG)]\n",
    "a.php": "<?php $org = 'BAAI';\n$p = [\"{$org}/bge-m3\", $org . '/bge-large-en', \"$org/bge-base-en\"];\n",
    "A.java": 'static final String ORG = "BAAI";\nString[] p = {ORG + "/bge-m3", String.join("/", ORG, "bge-large-en"), String.format("%s/%s", ORG, "bge-base-en")};\n',
    "a.rs": 'const ORG: &str = "BAAI";\nlet p = [format!("{ORG}/bge-m3"), format!("{}/bge-large-en", ORG), format!("{ORG}/bge-base-en")];\n',
    "a.ex": '@org "BAAI"\n@p ["#{@org}/bge-m3", @org <> "/bge-large-en", "#{@org}/bge-base-en"]\n',
    "a.swift": 'let org = "BAAI"\nlet p = ["\\(org)/bge-m3", org + "/bge-large-en", org + "/" + "bge-base-en"]\n',
    "A.cs": 'const string Org = "BAAI";\nvar p = new[] { $"{Org}/bge-m3", string.Format("{0}/{1}", Org, "bge-large-en"), Org + "/bge-base-en" };\n',
    "a.py": 'ORG = "BAAI"\nP = [f"{ORG}/bge-m3", ORG + "/bge-large-en", "/".join([ORG, "bge-base-en"])]\n',
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_constants_of_the_file_are_filled_in(tmp_path: Path, name: str) -> None:
    found = find(written(tmp_path, {name: PROGRAMS[name]})).references
    assert {(one.line, str(one.model)) for one in found} == {
        (2, "huggingface:BAAI/bge-m3"),
        (2, "huggingface:BAAI/bge-large-en"),
        (2, "huggingface:BAAI/bge-base-en"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "const p = [`${org}/bge-base-en`]\n",  # what is not known stays open
        "const ORG = 'acme'; const p = [ORG + '/' + name]\n",
        "const ORG = 'BAAI'; const p = [ORG + other() + '/notes']\n",
        "const ORG = 'BAAI'; const p = [`${ORG}/invoices`]\n",  # no word of models
    ],
)
def test_nothing_is_made_up(tmp_path: Path, text: str) -> None:
    assert not find(written(tmp_path, {"a.ts": text})).references


def test_a_part_of_a_longer_name_is_none(tmp_path: Path) -> None:
    text = 'ORG = "google/"\nP = [ORG + "mt5-" + size, ORG + "mt5-small"]\n'
    found = find(written(tmp_path, {"a.py": text})).references
    assert [str(one.model) for one in found] == ["huggingface:google/mt5-small"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.go", 'var A = New("facebook", "bart-large-cnn", "main")\n'),
        ("a.py", 'A = hub(org="facebook", name="bart-large-cnn")\n'),
        ("a.sh", "ORG=facebook\nget $ORG/bart-large-cnn out\n"),
        ("package.json", '{"browserModels": ["facebook/bart-large-cnn"]}\n'),
        ("c.yaml", 'data:\n  MODELS: >\n    [{"id": "facebook/bart-large-cnn"}]\n'),
        ("d.py", 'T = Bash(bash_command="serve --model facebook/bart-large-cnn")\n'),
        ("m.tf", 'uri = "https://huggingface.co/facebook/bart-large-cnn"\n'),
        ("e.conf", 'models = [\n  "facebook/bart-large-cnn",\n]\n'),
    ],
)
def test_other_ways_to_write_a_name_are_read(tmp_path: Path, name: str, text: str) -> None:
    found = find(written(tmp_path, {name: text})).references
    assert {str(one.model) for one in found} == {"huggingface:facebook/bart-large-cnn"}


def test_an_owner_beside_what_is_no_model_is_none(tmp_path: Path) -> None:
    text = (
        'A = f("google", "analytics")\nB = f("openai", "gpt-4o")\nC = f("openai", "gpt-oss-free")\n'
    )
    found = find(written(tmp_path, {"a.py": text})).references
    assert [str(one.model) for one in found] == ["openai:gpt-4o"]


def test_an_image_and_a_submodule_may_hold_a_model(tmp_path: Path) -> None:
    files = {
        "compose.yaml": "services:\n  a:\n    image: ai/smollm2:360M\n  b:\n    image: redis:7\n",
        ".gitmodules": '[submodule "x"]\n\tpath = models/vad\n\turl = https://github.com/snakers4/silero-vad\n'
        '[submodule "y"]\n\tpath = third_party/llama\n\turl = https://github.com/ggml-org/llama.cpp\n',
        "environment.yml": "dependencies:\n  - numpy=2\n  - spacy-model-en_core_web_md=3.7.1\n",
    }
    found = find(written(tmp_path, files)).references
    assert {str(one.model) for one in found} == {
        "oci:docker.io/ai/smollm2@360M",
        "github:snakers4/silero-vad",
        "spacy:en_core_web_md",
    }
