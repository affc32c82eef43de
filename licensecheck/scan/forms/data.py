"""YAML, JSON and TOML: keys, command lines, environments; bills of materials in JSON."""

import re
from collections.abc import Iterable, Iterator, Sequence

from licensecheck.scan import places
from licensecheck.scan.bom import is_bom, read_bom
from licensecheck.scan.comfyui import is_workflow, read_workflow
from licensecheck.scan.commands import read_command, read_shell
from licensecheck.scan.evident import is_evident
from licensecheck.scan.form import form_within
from licensecheck.scan.given import is_command
from licensecheck.scan.keys import read_embedded, read_evident, read_lines, read_value
from licensecheck.scan.kinds import made
from licensecheck.scan.launch import read_keys
from licensecheck.scan.loosely import read_loosely, read_toml_loosely, read_yaml_loosely
from licensecheck.scan.names import model_named
from licensecheck.scan.patterns import names_model
from licensecheck.scan.policies import without_policy
from licensecheck.scan.source import SourceFile
from licensecheck.scan.words import ShellWord

FILES = (
    *("*.yaml", "*.yml", "*.json", "*.jsonc", "*.toml", "*.template", "*.webmanifest"),
    *("*.j2", "*.jinja", "*.jinja2", "*.tpl", "*.tmpl", "*.gotmpl"),
    *("*.dvc", "dvc.lock", "Kitfile", "Pipfile"),
)

# In a template: `{{ .Values.x | default "name" }}`, `${{ inputs.x || 'name' }}`.
_TEMPLATE = re.compile(r"\$?\{\{(.*?)\}\}", re.S)
_ALONE = re.compile(r"(?m)^[ \t]*(?:\{\{-?[^{}\n]*\}\}|\{%-?[^%\n]*%\})[ \t]*$")
_DEFAULT = re.compile(r"""(?:\bdefault[ (]\s*|\|\|\s*|,\s*|\bor\s+)(["'])([^"'\n]{1,200})\1""")
_STATEMENT = re.compile(r"\{%(?:[^%]|%(?!\}))*+%\}|\{#(?:[^#]|#(?!\}))*+#\}")
_NAMED_DEFAULT = re.compile(
    r"""(?:(?P<before>[\w.]{1,100})\s*\|\s*)?default[ (]\s*"""
    r"""(?P<q>["'])(?P<value>[^"'\n]{1,200})(?P=q)\)?(?:\s+(?P<after>[\w.]+))?"""
)
_TEMPLATES = (".j2", ".jinja", ".jinja2", ".tpl", ".tmpl", ".gotmpl")
_MARKUP = re.compile(r"\.(?:html?|xml|svg|css)\.\w+$", re.I)
"""A page that a template makes is no data, and is read line by line."""
# A text or comment that is not closed goes on to the end of its line, or of the file.
_COMMENT = re.compile(r"""("(?:\\.|[^"\\\n])*"?)|//[^\n]*|/\*(?:.*?\*/|.*)|,(?=\s*[}\]])""", re.S)


def read(source: SourceFile) -> None:
    """Read by structure; where the file is not in its format, all that can be told apart in it, and
    line by line too. A line that may name a model and was read in no way is not read."""
    if inner := form_within(source.file):
        read_embedded(source, inner, filled(source.text), 1)
        return
    template, source = source, source.part(filled(source.text))
    if _MARKUP.search(source.file):
        read_lines(source)
        _read_defaults(template)
        return
    try:
        trees = list(_trees(source))
    except places.MalformedError as error:
        _read_broken(template, source, error)
    else:
        _read_trees(source, trees)
    _read_defaults(template)


def _read_trees(source: SourceFile, trees: Iterable[places.Tree]) -> None:
    for tree in trees:
        if is_workflow(tree):
            read_workflow(source, tree)
        elif is_bom(tree):
            read_bom(source, tree)
        elif isinstance(tree, places.Value) and source.file.endswith(_TEMPLATES):
            _read_without_key(source, [tree])
        else:
            read_keys(source, without_policy(source.file, tree))


def _read_broken(template: SourceFile, source: SourceFile, error: places.MalformedError) -> None:
    """Note what a file names that is not in its format."""
    read_lines(source)  # first: it costs least, and what it finds is kept whatever the rest costs
    lines = source.text.split("\n")
    kind = _kind(source)
    if kind == "json":
        trees: Iterable[places.Tree] = [read_loosely(source.text)]
    elif kind == "toml":
        trees = read_toml_loosely(source.text)
    else:
        trees = [read_yaml_loosely(filled(template.text, unknown="${}"))]
    for tree in trees:
        _read_trees(source, [tree])
        _read_without_key(source, places.listed(tree))
    source.complain(error.line, f"{error}; what can be told apart in it was read.")
    _refuse_unread(source, lines, error)


def _read_without_key(source: SourceFile, values: Sequence[places.Value]) -> None:
    """Note the names in values that no key has, and what they name if they are a command."""
    if values and is_command(values[0].text):
        read_command(source, [ShellWord(one.text, one.line) for one in values])
    for value in values:
        read_evident(source, "", value)
        if " " in value.text and is_command(value.text):
            read_shell(source, value.text, value.line)


def _refuse_unread(
    source: SourceFile,
    lines: Sequence[str],
    error: places.MalformedError,
) -> None:
    """Say of the first line in which a model may be named, and none was found, that it is not
    read."""
    found = {one.line for one in source.found}
    for at, text in enumerate(lines, start=1):
        if at not in found and _may_name(text):
            source.refuse(
                f"{error}; line {at} may name a model and was not read. Correct the file, or "
                "`exclude` it if it names none."
            )
            return


def _may_name(line: str) -> bool:
    """True for a line with a name of a model, or with what may be one and a key that says so."""
    words = _WORD.findall(line)
    is_named = any(map(names_model, words))
    return any(is_evident(one) or (is_named and model_named(one, "guess")) for one in words)


_WORD = re.compile(r"[\w@][\w.:/@+-]*\w")


def filled(text: str, *, unknown: str = "{}") -> str:
    """A template with its defaults, and with a word for every other value; lines stay; `unknown`
    stands for what has no name."""
    if "{{" not in text and "{%" not in text:
        return text
    text = _ALONE.sub("", text)
    # Up to there every opening is closed: none is searched for in vain, which is quadratic.
    last = text.rfind("}}") + 2 if "}}" in text else 0

    def word(found: re.Match[str]) -> str:
        given = _DEFAULT.search(found[1])
        name = re.fullmatch(r"-?\s*([\w.]+)\s*-?", found[1])
        value = given[2] if given else f"${{{name[1]}}}" if name else unknown
        return value + "\n" * found[0].count("\n")

    filled = _TEMPLATE.sub(word, text[:last])
    return _STATEMENT.sub(lambda m: "\n" * m[0].count("\n"), filled) + text[last:]


def _read_defaults(source: SourceFile) -> None:
    """Note the defaults of a template's variables that name a model by their own names, wherever
    they stand: `.Values.model | default "org/name"`."""
    line, counted = 1, 0
    last = (
        source.text.rfind("}}") + 2 if "}}" in source.text else 0
    )  # behind it an opening is searched for in vain
    for found in _TEMPLATE.finditer(source.text, 0, last) if "default" in source.text else ():
        if named := _NAMED_DEFAULT.search(found[1]):
            start = found.start(1) + named.start()
            line, counted = line + source.text.count("\n", counted, start), start
            name = (named["before"] or named["after"] or "").rpartition(".")[2]
            read_value(source, name, places.Value(named["value"], line))


def _json(text: str) -> places.Tree:
    """JSON; with comments and commas at the end, where it is none without them."""
    try:
        return places.read_json(text)
    except places.MalformedError:
        plain = _COMMENT.sub(lambda m: m[1] or "\n" * m[0].count("\n"), text)
        if plain == text:
            raise
        return places.read_json(plain)


def _kind(source: SourceFile) -> str:
    """The format that a file ought to be in: json, toml or yaml."""
    name = made(source.file)
    # The name of a template of CloudFormation does not say.
    is_json = source.file.endswith(".template") and source.text.lstrip().startswith("{")
    if is_json or name.endswith((".json", ".jsonc", ".webmanifest")):
        return "json"
    return "toml" if name.endswith((".toml", "Pipfile")) else "yaml"


def _trees(source: SourceFile) -> Iterator[places.Tree]:
    kind = _kind(source)
    if kind == "json":
        yield _json(source.text)
    elif kind == "toml":
        yield places.read_toml(source.text)
    else:
        yield from places.read_yaml(source.text)
