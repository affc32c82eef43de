"""A file that is not in its format: what it names is found, or it counts as not read."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from licensecheck.scan import find
from licensecheck.scan.loosely import read_loosely, read_yaml_loosely
from licensecheck.scan.places import Entry, Value, read_json

ODD = "metadata: {name: {{ .Release.Name }}}\n"
FILES = {
    "flow mapping": ("d.yaml", ODD + 'spec:\n  containers:\n  - args: ["--model", "NAME"]\n'),
    "default, list": ("d.yaml", ODD + 'args: ["--model", {{ .m | default "NAME" | quote }}]\n'),
    "default, rows": ("d.yaml", ODD + 'args:\n- --model\n- {{ .m | default "NAME" | quote }}\n'),
    "command": ("d.yaml", 'a: {b: {c/d: {{ .g }}}}\ncommand: ["vllm","serve","NAME"]\n'),
    "list of mappings": ("d.yaml", 'p: [{c: {{ .x }}}]\ncommand: ["vllm","serve","NAME"]\n'),
    "not closed": ("d.yaml", "a: [x\nmodels:\n- NAME\n"),
    "not closed, inline": ("d.yaml", "a: [x\nllm: {model: NAME}\n"),
    "not closed, itself": ("d.yaml", 'spec:\n- name: x\n  args: ["--model", "NAME", {{ .x }}\n'),
    "not closed, above": ("d.yaml", "models: {{ x }} y: [\n- NAME\n"),
    "statement": ("d.yaml", 'l: {{- include "x" . }}\na: b: c\nargs: ["--model", "NAME"]\n'),
    "merge": (
        "d.yaml",
        's:\n<<<<<<< HEAD\n  args: ["--model", "NAME"]\n=======\n  b: 1\n>>>>>>> x\n',
    ),
    "Ansible": ("d.yml", "- vars: {m: {{ x }}}\n  tasks:\n  - command: vllm serve NAME\n"),
    "cookiecutter": ("d.yaml", "model: {id: NAME}\nz: [{{ a }}, {{ b }}]\n"),
    "indent": ("docker-compose.yml", 's:\n  a:\n    command: ["--model", "NAME"]\n   ports: [1]\n'),
    "indent, run": ("ci.yml", "s:\n  - run: huggingface-cli download NAME\n - x: [\n"),
    "over lines": ("d.yaml", 'args: [\n  "--model",\n  "NAME",\n  {{ x }} y: z: w\n]\nb: 1\n'),
    "tab": ("d.yaml", "\tmodel: NAME\n  x\n"),
    "helper": ("_h.tpl", '{{- define "x" -}}{{- .Values.model | default "NAME" -}}{{- end -}}\n'),
    "helper, flag": ("_h.tpl", '{{- define "x" -}}\n--model NAME\n{{- end -}}\n'),
    "jinja": (
        "d.yaml.j2",
        "{% if a %}\nargs: [--model, NAME]\n{% else %}\nargs: []\n{% endif %}\n",
    ),
    "script": ("run.sh.j2", '#!/bin/sh\nvllm serve {{ m | default("NAME") }}\n'),
    "JSON, no value": ("a.json", '{"a": , "model": "NAME"}'),
    "JSON, cut off": ("a.json", '{"x": 1, "model": "NAME"'),
    "JSON, list": ("a.json", '{"requests": [{"model": "NAME"}, {"model": '),
    "JSON, brackets": ("a.json", '{"m": {"model_id": "NAME"}, "b": [1,]]}'),
    "TOML, inline": ("a.toml", 'x = \nmodel = { id = "NAME" }\n'),
    "TOML, list": ("a.toml", 'x = \nmodels = ["NAME"]\n'),
    "TOML, args": ("a.toml", 'a = \nargs = ["--model", "NAME"]\n'),
    "TOML, table": ("a.toml", 'a = \n[x.model]\nid = "NAME"\n[b]\nc = 1\n'),
}


@pytest.mark.parametrize(("file", "text"), FILES.values(), ids=FILES)
def test_what_a_broken_file_names_is_found(tmp_path: Path, file: str, text: str) -> None:
    (tmp_path / file).write_text(text.replace("NAME", "acme/tern-7b"))
    line = next(at for at, one in enumerate(text.splitlines(), 1) if "NAME" in one)
    found = find(tmp_path)
    assert [(one.text, one.line) for one in found.references] == [("acme/tern-7b", line)]
    assert not any(one.hides_terms for one in found.problems)


def test_a_line_that_cannot_be_read_and_may_name_a_model_counts_as_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"a: 1, "model": "acme/tern-7b"}')
    found = find(tmp_path)
    assert found.references == ()
    (unread,) = (one for one in found.problems if one.hides_terms)
    assert "line 1 may name a model and was not read" in unread.message


def test_a_broken_line_that_names_nothing_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("hf_model: org/tern-1\nother: [\n")
    found = find(tmp_path)
    assert [str(one.model) for one in found.references] == ["huggingface:org/tern-1"]
    assert [one.hides_terms for one in found.problems] == [False]


def test_a_page_that_a_template_makes_is_no_broken_data(tmp_path: Path) -> None:
    (tmp_path / "page.html.jinja").write_text("<p>zebra: {{ model }}</p>\n<p>a model: b: c</p>\n")
    assert [*find(tmp_path).problems] == []


def test_what_stands_below_a_line_goes_with_it() -> None:
    tree = read_yaml_loosely("env:\n- name: A\n  value: b\n- name: C\n  value: {d: {e\n")
    assert isinstance(tree, Entry)
    first, second = tree.get("env")  # type: ignore[misc]  # a list
    assert first.get("value") == Value("b", 3)
    assert second.get("name") == Value("C", 4)


_WORDS = st.text(alphabet="abc/-: ", min_size=1, max_size=8).map(str.strip).filter(bool)
_TREES = st.recursive(
    _WORDS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_WORDS, inner, max_size=3)
)


@given(st.dictionaries(_WORDS, _TREES, min_size=1, max_size=4), st.sampled_from([None, 1]))
def test_of_json_a_loose_reading_says_what_a_strict_one_says(
    tree: dict[str, object], indent: int | None
) -> None:
    text = json.dumps(tree, indent=indent)
    assert _plain(read_loosely(text)) == [_plain(read_json(text))]


def _plain(tree: object) -> object:
    if isinstance(tree, Value):
        return tree
    if isinstance(tree, Entry):
        return {name: _plain(value) for name, value in tree.items} or []
    assert isinstance(tree, tuple)
    return [_plain(one) for one in tree]


# In YAML a line behind a tab goes on with the word before it: what that names, it names no more.
_BREAKS = st.sampled_from(
    ["{{ x }}", "a: [", "- {b: {{ .c }}}", "<<<<<<< HEAD", "x: y: z", "}", "\t- q", "b: 'c", "]"]
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    before=st.lists(_BREAKS, min_size=1, max_size=2),
    after=st.lists(_BREAKS.filter(lambda one: one[0] != "\t"), max_size=2),
    form=st.sampled_from(
        [
            "model: NAME",
            'args: ["--model", "NAME"]',
            "models: [NAME]",
            "llm: {model: NAME}",
            'command: ["vllm", "serve", "NAME"]',
            "command: vllm serve NAME",
            "spec:\n  env:\n  - name: MODEL_ID\n    value: NAME",
            "args:\n- --model\n- NAME",
        ]
    ),
)
def test_whatever_is_broken_around_it_a_model_is_found_or_the_file_is_not_read(
    tmp_path: Path, before: list[str], after: list[str], form: str
) -> None:
    text = "\n".join([*before, form.replace("NAME", "acme/tern-7b"), *after])
    (tmp_path / "a.yaml").write_text(text)
    found = find(tmp_path)
    named = {one.text for one in found.references}
    assert named == {"acme/tern-7b"} or any(p.hides_terms for p in found.problems)


CALLS = 'from vllm import LLM\nLLM(model="acme/one-7b")\nBROKEN\nLLM(model="acme/two-7b")\n'
MISTAKES = {
    "head": "def broken(:\n    x = 1",
    "head of a class": "class Broken(:\n    def f(self):\n        return 1",
    "head that is decorated": "@cache\ndef broken(:\n    return 1",
    "head over lines": "def broken(\n    a,\n    b:\n    c\n):\n    return 1",
    "condition": "if x = = 1:\n    y = 2\nelif z:\n    y = 3\nelse:\n    y = 4",
    "branch": "if x:\n    y = 2\nelif z z:\n    y = 3\nelse:\n    y = 4",
    "newer exceptions": "try:\n    x()\nexcept OSError, ValueError:\n    pass",
    "exceptions of Python 2": "try:\n    x()\nexcept OSError, e:\n    print e",
    "newer function": "def f[T: (int, str), *Ts](x: T) -> T:\n    return x",
    "newer function over lines": "async def f[\n    T,\n](x: T) -> T:\n    return x",
    "newer class": "class A[T](B[T]):\n    x: T",
    "newer alias": "type Names = list[str]",
    "deeper line": "x = 1\n    y = 2",
    "deeper block": "x = 1\n    if y:\n        z = 2\n    w = 3",
    "line between": "def f():\n        x()\n    y()",
    "block without lines": "def f(a):  # later\n\nclass B:\n    pass",
    "not closed": "x = call(1,\n    2,\n",
    "lone try": "try:\n    x()",
    "case": "match x:\n    case 1 2:\n        y()\n    case _:\n        z()",
    "merge": "def f():\n<<<<<<< HEAD\n    x()\n=======\n    y()\n>>>>>>> other",
    "many": "\n".join(f'print "{at}"' for at in range(80)),
}


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_in_python_hides_its_own_line(tmp_path: Path, mistake: str) -> None:
    text = CALLS.replace("BROKEN", mistake)
    (tmp_path / "a.py").write_text(text)
    assert [one.text for one in find(tmp_path).references] == ["acme/one-7b", "acme/two-7b"]
    last = text.count("\n")
    assert [one.line for one in find(tmp_path).references] == [2, last]


def test_what_stands_in_a_broken_block_is_found(tmp_path: Path) -> None:
    text = "def broken(:\n    name = 'acme/one-7b'\n    return LLM(name)\n"
    (tmp_path / "a.py").write_text(f"from vllm import LLM\n{text}")
    assert [one.line for one in find(tmp_path).references] == [3]
