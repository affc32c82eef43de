"""YAML, JSON and TOML: keys, command lines, environments; bills of materials in JSON."""

import re
from collections.abc import Iterator

from licensecheck.scan import places
from licensecheck.scan.bom import is_bom, read_bom
from licensecheck.scan.comfyui import is_workflow, read_workflow
from licensecheck.scan.keys import read_lines
from licensecheck.scan.launch import read_keys
from licensecheck.scan.policies import without_policy
from licensecheck.scan.source import SourceFile

FILES = (
    "*.yaml",
    "*.yml",
    "*.json",
    "*.toml",
    "*.j2",
    "*.jinja",
    "*.jinja2",
    "*.tpl",
    "*.tmpl",
    "*.jsonc",
    "*.dvc",
    "dvc.lock",
    "Kitfile",
    "Pipfile",
    "*.template",
    "*.webmanifest",
)

# In a template: `{{ .Values.x | default "name" }}`, `${{ inputs.x || 'name' }}`.
_TEMPLATE = re.compile(r"\$?\{\{(.*?)\}\}", re.S)
_ALONE = re.compile(r"(?m)^[ \t]*(?:\{\{-?[^{}\n]*\}\}|\{%-?[^%\n]*%\})[ \t]*$")
_DEFAULT = re.compile(r"""(?:\bdefault[ (]\s*|\|\|\s*|,\s*|\bor\s+)(["'])([^"'\n]{1,200})\1""")
# A text or comment that is not closed goes on to the end of its line, or of the file.
_COMMENT = re.compile(r"""("(?:\\.|[^"\\\n])*"?)|//[^\n]*|/\*(?:.*?\*/|.*)|,(?=\s*[}\]])""", re.S)


def read(source: SourceFile) -> None:
    """Read by structure; line by line where the file is not in its format (a template, say)."""
    source = source.part(filled(source.text))
    try:
        trees = list(_trees(source))
    except places.MalformedError as error:
        source.complain(error.line, f"{error}; it was read line by line instead.")
        read_lines(source)
        return
    for tree in trees:
        if is_workflow(tree):
            read_workflow(source, tree)
        elif is_bom(tree):
            read_bom(source, tree)
        else:
            read_keys(source, without_policy(source.file, tree))


def filled(text: str) -> str:
    """A template with its defaults, and with a word for every other value; lines stay."""
    text = _ALONE.sub("", text) if "{{" in text else text
    # Up to there every opening is closed: none is searched for in vain, which is quadratic.
    last = text.rfind("}}") + 2 if "}}" in text else 0
    return _TEMPLATE.sub(_default, text[:last]) + text[last:]


def _default(found: re.Match[str]) -> str:
    given = _DEFAULT.search(found[1])
    name = re.fullmatch(r"\s*([\w.]+)\s*", found[1])
    value = given[2] if given else f"${{{name[1]}}}" if name else "{}"
    return value + "\n" * found[0].count("\n")


def _json(text: str) -> places.Tree:
    """JSON; with comments and commas at the end, where it is none without them."""
    try:
        return places.read_json(text)
    except places.MalformedError:
        plain = _COMMENT.sub(lambda m: m[1] or "\n" * m[0].count("\n"), text)
        if plain == text:
            raise
        return places.read_json(plain)


def _is_json(name: str, text: str) -> bool:
    """True for a template of CloudFormation that is JSON: its name does not say."""
    return name.endswith(".template") and text.lstrip().startswith("{")


def _trees(source: SourceFile) -> Iterator[places.Tree]:
    name = re.sub(r"\.(j2|jinja2?|tpl|tmpl)$", "", source.file)
    if name.endswith((".json", ".jsonc", ".webmanifest")) or _is_json(name, source.text):
        yield _json(source.text)
    elif name.endswith((".toml", "Pipfile")):
        yield places.read_toml(source.text)
    else:
        yield from places.read_yaml(source.text)
