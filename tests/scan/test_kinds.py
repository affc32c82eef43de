"""Files that are read as others are: examples, templates, other names of a kind, scripts."""

from pathlib import Path

import pytest

from licensecheck.scan import find
from licensecheck.scan.form import form_of, read_as
from licensecheck.scan.kinds import kinds
from licensecheck.scan.targets import is_searched

PYTHON = 'from transformers import AutoModel\nAutoModel.from_pretrained("zoo/zebra-7b")\n'
SHELL = "vllm serve zoo/zebra-7b\n"
YAML = "model: zoo/zebra-7b\nserver: vllm\n"
MAKE = "run:\n\tvllm serve zoo/zebra-7b\n"
DOCKER = f"FROM debian\nRUN {SHELL}"
ENV = "HF_MODEL_ID=zoo/zebra-7b\n"
RULE = "rule serve:\n    output: 'done'\n    shell: 'vllm serve zoo/zebra-7b'\n"
CYTHON = (
    "from transformers import AutoModel\n"
    "cdef class Loader:\n"
    "    cpdef object load(self):\n"
    '        return AutoModel.from_pretrained("zoo/zebra-7b")\n'
)
PAGE = f"---\ntitle: A page\n---\nText.\n\n```{{python}}\n{PYTHON}```\n"
PROMPT = (
    "---\nname: Ask\nmodel:\n  api: chat\n  configuration:\n    type: openai\n"
    "    name: gpt-4o-mini\n---\nsystem:\nYou are kind.\n"
)

NAMED = [
    ("GNUmakefile", MAKE),
    ("Makefile.gpu", MAKE),
    ("makefile-gpu", MAKE),
    ("rules.make", MAKE),
    (".justfile", "run:\n    vllm serve zoo/zebra-7b\n"),
    ("Dockerfile-gpu", DOCKER),
    ("dockerfile", DOCKER),
    ("Containerfile.gpu", DOCKER),
    ("Procfile.dev", f"web: {SHELL}"),
    (".envrc", f"export {ENV}"),
    ("env.example", ENV),
    (".env-example", ENV),
    ("env", ENV),
    (".flaskenv", ENV),
    (".bash_profile", SHELL),
    (".zshrc", SHELL),
    ("run.command", SHELL),
    ("job.pbs", SHELL),
    ("Snakefile", RULE),
    ("serve.smk", RULE),
    ("loader.pyx", CYTHON),
    ("SConstruct", PYTHON),
    ("config.yaml.example", YAML),
    ("config.yaml.dist", YAML),
    ("config.yaml-sample", YAML),
    ("config.json.example", '{"model": "zoo/zebra-7b", "server": "vllm"}'),
    ("main.py.example", PYTHON),
    ("main.py.template", PYTHON),
    ("app.ts.example", 'const model = "hf://zoo/zebra-7b";\n'),
    ("app.ts.j2", 'const model = "hf://zoo/zebra-7b";\n'),
    ("values.yaml.gotmpl", f"{YAML}replicas: {{{{ .Values.n }}}}\n"),
    ("run.sh.in", SHELL),
    ("compose.yaml.example.local", YAML),
    ("report.qmd", PAGE),
    ("report.Rmd", PAGE),
    ("ask.prompty", PROMPT),
]


@pytest.mark.parametrize(("name", "text"), NAMED, ids=[name for name, _ in NAMED])
def test_a_file_is_read_as_what_it_is_another_name_for(
    tmp_path: Path, name: str, text: str
) -> None:
    (tmp_path / name).write_text(text)
    found = find(tmp_path)
    [reference] = found.references
    assert reference.text.removeprefix("hf://") in ("zoo/zebra-7b", "gpt-4o-mini")
    assert reference.file == (tmp_path / name).as_posix()
    lines = text.splitlines()
    assert reference.text in lines[reference.line - 1]
    assert found.files == 1
    assert not any(one.hides_terms for one in found.problems)


SCRIPTS = [
    ("#!/usr/bin/env python3", PYTHON),
    ("#!/usr/bin/python", PYTHON),
    ("#!/usr/bin/env -S uv run --script", PYTHON),
    ("#!/bin/bash", SHELL),
    ("#!/usr/bin/env -S bash -eu", SHELL),
    ("#!/bin/sh -e", SHELL),
    ("#!/usr/bin/make -f", MAKE),
    ("#!/usr/bin/env node", 'const model = "hf://zoo/zebra-7b";\n'),
    ("#!/usr/bin/env ruby", 'model = "hf://zoo/zebra-7b"\n'),
]


@pytest.mark.parametrize(("first", "text"), SCRIPTS)
@pytest.mark.parametrize("name", ["serve", "bin/start"])
def test_a_script_without_an_ending_says_in_its_first_line_what_it_is(
    tmp_path: Path, first: str, text: str, name: str
) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / name).write_text(f"{first}\n{text}")
    [reference] = find(tmp_path).references
    assert reference.file == (tmp_path / name).as_posix()
    assert reference.text in (tmp_path / name).read_text().splitlines()[reference.line - 1]
    assert is_searched(tmp_path / name)
    [named] = find(tmp_path / name).references
    assert named.line == reference.line


def test_a_file_of_no_kind_stays_unread(tmp_path: Path) -> None:
    for name, text in {
        "LICENSE": PYTHON,
        "notes": f"#! zoo\n{PYTHON}",
        "logo.svg.example": PYTHON,
        "a.yaml.bak": YAML,
        "program": "\x7fELF#!/bin/sh\n",
        "empty": "",
    }.items():
        (tmp_path / name).write_text(text)
    found = find(tmp_path)
    assert (found.references, found.files, found.problems) == ((), 0, ())


def test_text_between_fences_that_is_only_shown_names_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.qmd").write_text(f"Text.\n\n```python\n{PYTHON}```\n\n```{{.yaml}}\n{YAML}```\n")
    assert find(tmp_path).references == ()


def test_cells_of_one_language_are_one_program(tmp_path: Path) -> None:
    page = (
        '```{python}\nNAME = "zoo/zebra-7b"\n```\nText.\n```{r}\nx <- 1\n```\n```{python}\n'
        "from transformers import AutoModel\nAutoModel.from_pretrained(NAME)\n```\n"
    )
    (tmp_path / "a.qmd").write_text(page)
    [reference] = find(tmp_path).references
    assert (reference.line, reference.text) == (2, "zoo/zebra-7b")


def test_every_kind_is_one_that_is_read() -> None:
    rules = kinds()
    for name in (*rules.names.values(), *rules.interpreters.values()):
        assert form_of(name), name
    for glob in rules.names:
        name = glob.replace("*", "x").replace("[Mm]", "M").replace("[Dd]", "D")
        name = name.replace("[-_]", "-").replace("[-._]", "-").replace("[a-z]", "s")
        assert read_as(name), glob


MSBUILD = (
    '<Project Sdk="Microsoft.NET.Sdk">\n'
    "  <PropertyGroup><EmbeddingModel>BAAI/bge-m3</EmbeddingModel></PropertyGroup>\n"
    '  <ItemGroup><DownloadFileItem Include="zebra">\n'
    "    <SourceUrl>https://huggingface.co/zoo/zebra/resolve/main/model.onnx</SourceUrl>\n"
    "  </DownloadFileItem></ItemGroup>\n"
    '  <Target Name="Get"><Exec Command="huggingface-cli download zoo/yak --local-dir m" />'
    "</Target>\n</Project>\n"
)
MSBUILD_WITHOUT = (
    '<Project Sdk="Microsoft.NET.Sdk">\n'
    "  <PropertyGroup><Description>Runs models such as zoo/zebra-7b</Description>\n"
    "  <PackageProjectUrl>https://huggingface.co/zoo/zebra</PackageProjectUrl>\n"
    "  <DataModel>zoo/zebra-7b</DataModel></PropertyGroup>\n"
    '  <ItemGroup><PackageReference Include="Zoo.Models.Llama" Version="1.2.0" />\n'
    '  <ProjectReference Include="../Zoo/Model-7b/Zoo.csproj" />\n'
    '  <None Include="Models/gpt-4o-notes.txt" /></ItemGroup>\n'
    '  <Target Name="Say"><Exec Command="echo huggingface-cli download zoo/yak" /></Target>\n'
    "</Project>\n"
)


@pytest.mark.parametrize(
    "name",
    ["A.csproj", "A.fsproj", "A.vbproj", "Directory.Build.props", "get.targets", "dirs.proj"],
)
def test_projects_of_msbuild_are_read_as_xml(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(MSBUILD)
    found = {(one.line, str(one.model)) for one in find(tmp_path).references}
    named = ((2, "BAAI/bge-m3"), (4, "zoo/zebra"), (6, "zoo/yak"))
    assert found == {(line, f"huggingface:{model}") for line, model in named}
    (tmp_path / name).write_text(MSBUILD_WITHOUT)
    assert find(tmp_path).references == ()
