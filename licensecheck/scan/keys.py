"""Keys and values that name a model."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from licensecheck.scan.bounds import level, spend
from licensecheck.scan.evident import is_evident, is_other, is_served, reads_as_model
from licensecheck.scan.form import form_of
from licensecheck.scan.loosely import read_loosely
from licensecheck.scan.names import default_of, is_stored, is_weight_file
from licensecheck.scan.owners import is_known_owner
from licensecheck.scan.patterns import fits, key, kind_of, names_model, patterns
from licensecheck.scan.places import Entry, MalformedError, Tree, Value, listed, read_json
from licensecheck.scan.source import LOOSE, SourceFile
from licensecheck.scan.things import is_thing

# `key: value` and `key = value` on one line, where a file cannot be parsed as what it is.
_LINE = re.compile(
    r"""^[\s\-{,"']*(?:export\s+)?([A-Za-z_][\w.-]{0,80})["']?\s*[:=]\s*["']?(\$\{[^{}\s]{1,200}\}|(?:[^\s"',#}\]]|,(?=[\w@])){3,200})"""
)

# An item of a list that is alone on its line, and the key before such a list.
_ITEM = re.compile(r"""^\s*(?:-\s+)?["']([\w@][^\s"']{2,200})["']\s*(?:,\s*)?(?:[#/].*)?$""")
_OPENED = re.compile(r"""^[\s"']*([A-Za-z_][\w.-]{0,80})["']?\s*(?:[:=]\s*)?\[\s*$""")

_SECTION = re.compile(r"^\[([\w.-]{1,100})\]\s*$")


def read_pair(
    source: SourceFile,
    name: str,
    value: str,
    line: int,
    revision: str | None = None,
    kind: str = "",
) -> None:
    """Note the model, or the list of models, that one key or variable names; `kind` where another
    key says how names are read."""
    if not names_model(name):
        return
    value = default_of(value)
    is_path = fits(key(name), patterns().keys.paths) and "/" in value
    if is_path and not (is_known_owner(value) or is_stored(value) or is_weight_file(value)):
        return
    source.add_named(name, value, line, f"key {name}", revision, kind)


def read_value(
    source: SourceFile,
    name: str,
    value: Value,
    *groups: str,
    around: Iterable[str] = (),
    beside: Iterable[str] = (),
) -> None:
    """Note what a value names by its key or by itself, or may name by what it stands in with
    others: its `groups`. The keys `around` and `beside` tell what is no model but a thing."""
    if is_thing(name, value.text, around, beside):
        source.add_possible(value.text, value.line)
        return
    read_pair(source, name, value.text, value.line)
    read_evident(source, name, value)
    read_candidate(source, name, value, *groups)


def read_lines(source: SourceFile) -> None:
    """Note what lines of `key: value` name: for files that cannot be parsed, and for `.env`."""
    section = listed_by = ""
    for line, text in source.lines():
        if text.lstrip().startswith(("#", ";", "//")):
            continue
        if header := _SECTION.match(text):
            section = header[1].rpartition(".")[2]
        if opened := _OPENED.match(text):
            listed_by = meant(opened[1], section)
        elif item := _ITEM.match(text):
            read_value(source, listed_by, Value(item[1], line), f"in {listed_by}")
        if found := _LINE.match(text):
            name = meant(found[1], section)
            read_value(source, name, Value(found[2], line), around=(section,))
        source.add_downloads(text, line)


def read_address(source: SourceFile, value: Value) -> None:
    """Note an address of a model, whatever its key: `hf://org/name`, a download."""
    if value.text.startswith(("hf://", "ollama://", "pkg:huggingface/")):
        source.add(value.text, value.line, "address", "address")
    source.add_downloads(value.text, value.line)


def read_page(source: SourceFile, name: str, value: Value, revision: str | None = None) -> None:
    """Note the address of a model's page, where its key says that it is fetched."""
    keys = patterns().keys
    fetched = fits(key(name), keys.addresses) and not fits(key(name), keys.pages)
    if fetched and "://" in value.text and not value.text.startswith("oci://"):  # a chart or image
        source.add(value.text, value.line, f"key {name}", "address", revision)


def read_body(source: SourceFile, text: str, line: int, kind: str) -> None:
    """Note the models in a JSON text within another; `kind` says how names are read there."""
    try:
        tree = read_json(text)
    except MalformedError:
        tree = read_loosely(text)  # its end is computed
    for around, entry, _ in entries_of(tree):
        for name, inside in entry.items:
            wanted = (
                "model" if kind == "ollama" and name.text == "name" and not around else name.text
            )
            for value in listed(inside):
                read_pair(source, wanted, value.text, line + value.line - 1, kind=kind)


def read_entry(source: SourceFile, entry: Entry, around: str, kind: str = "") -> None:
    """One mapping; `around` is the key that it stands under, `kind` how names are read there."""
    spend(0)
    keys = patterns().keys
    called = _called(entry)
    if any(fits(key(one), keys.labels) for one in (around, *called.split("/"))):
        return
    revision = _revision(entry)
    kind = _kind(entry, around) or kind
    labelled = _labelled(entry)
    for written, tree in entry.items:
        name = Value(called, written.line) if called and written.text in _GIVEN else written
        if written.text in ("model_name", "name") and _is_label(tree, labelled):
            continue
        if names_model(around) and isinstance(tree, Entry) and _is_set_up(name.text, tree):
            read_pair(source, around, name.text, name.line, kind="" if "/" in name.text else kind)
        alike = not is_other(around) and not _is_command(tree)
        for value in listed(tree):
            meaning = _meant(name.text, around, value.text)
            beside = (one.text for one, _ in entry.items)
            if is_thing(name.text, value.text, (around,), beside):
                source.add_possible(value.text, value.line)
                continue
            sure = meaning != around or tree is not value  # not `chat: {api_version: x}`
            read_pair(source, meaning, value.text, value.line, revision, kind if sure else "")
            _read_variable(source, value)
            read_evident(source, meant(name.text, around), value)
            column = f"column {around} {name.text}"
            groups = (column, f"in {id(tree)}" if tree is not value else f"{LOOSE}in {id(entry)}")
            if alike:
                read_candidate(source, name.text, value, *groups)
            read_page(source, name.text, value, revision)
            is_json = value.text.lstrip().startswith(("{", "[")) and '"' in value.text
            if is_json and not is_other(name.text):
                _read_json_in(source, name.text, value)
            elif "\n" in value.text and "/" not in name.text:
                read_embedded(source, name.text, value.text, value.line)
            if name.text == "reference" and around == "image":
                _read_image(source, value)
            if fits(key(name.text), keys.requires):
                package = re.split(r"[\s=<>~!@\[;]", value.text, maxsplit=1)[0]
                source.add(package, value.line, "requirement", "spacy-package")
            if key(name.text) == "image":
                _read_container(source, value)
    read_network(source, entry)


def _read_json_in(source: SourceFile, name: str, value: Value) -> None:
    """Note what a text of JSON names: a table of models behind a key."""
    try:
        tree = read_json(value.text)
    except MalformedError:
        return
    lines = _Lines(source.text, value.line)
    with level():
        for around, entry, kind in entries_of(tree):
            read_entry(source, lines.placed(entry), around or name, kind)


class _Lines:
    """Where texts stand in the lines from one on: a text may be folded before it is read."""

    def __init__(self, text: str, first: int) -> None:
        self._lines = text.split("\n")
        self._at = first - 1

    def placed(self, entry: Entry) -> Entry:
        """A mapping with the lines on which its texts stand."""
        return Entry(tuple((name, self._tree(tree)) for name, tree in entry.items))

    def _tree(self, tree: Tree) -> Tree:
        if isinstance(tree, Value):
            return Value(tree.text, self._line(tree.text))
        if isinstance(tree, Entry):
            return tree
        return tuple(self._tree(one) if isinstance(one, Value) else one for one in tree)

    def _line(self, text: str) -> int:
        near = range(self._at, min(self._at + _NEAR, len(self._lines)))
        self._at = next((at for at in near if text in self._lines[at]), self._at)
        return self._at + 1


_NEAR = 200
"""Lines in which the next text of a folded one is looked for."""

_GIVEN = ("value", "default")


def _called(entry: Entry) -> str:
    """What a mapping gives a value to: `- name: MODEL_ID` with `value: org/name` beside it."""
    if not any(name.text in _GIVEN for name, _ in entry.items):
        return ""
    return entry.said("name") or (entry.said("path") if entry.get("op") else "")


def _labelled(entry: Entry) -> Sequence[str]:
    """The models that mappings in a mapping name."""
    beside = (one.said("model") for _, one in entry.items if isinstance(one, Entry))
    return [one for one in beside if one]


def _is_label(tree: Tree, named: Sequence[str]) -> bool:
    """True where a mapping beside names another model: LiteLLM's `model_name` is only its label."""
    spend(len(named) // 10)
    label = tree.text if isinstance(tree, Value) else ""
    return bool(named) and not any(label in one for one in named)


def _is_set_up(name: str, entry: Entry) -> bool:
    """True for the key of a mapping under `models` that is the model itself, neither a label of the
    one in it nor a row of a table about models: `models: {gpt-4o: {max_tokens: 100}}`."""
    keys = patterns().keys
    within = [one.text for one, _ in entry.items]
    labels = any(names_model(one) or fits(key(one), (*keys.inner, *keys.tabled)) for one in within)
    return "/" in name or (is_served(name) and not labels)


def _is_command(tree: Tree) -> bool:
    """True for the words of a command, which have nothing in common."""
    return any(one.text.startswith("-") for one in listed(tree)) and isinstance(tree, tuple)


def read_network(source: SourceFile, entry: Entry, line: int = 0) -> None:
    """Note a network that is named in a mapping which asks for weights of it; `line` where that is
    not the one in the mapping."""
    asked = (v for k, v in entry.items if fits(key(k.text), patterns().keys.pretrained))
    if any(isinstance(one, Value) and one.text.lower() not in _NO for one in asked):
        for _, value in entry.items:
            if isinstance(value, Value):
                source.add(value.text, line or value.line, "text", "architecture")


_NO = frozenset({"", "false", "no", "none", "null", "~", "0"})


def read_evident(source: SourceFile, name: str, value: Value) -> None:
    """A value that is hardly anything but a model, whatever its key is called: only where the key
    says what else it is, or that it is shown to people, it counts for nothing."""
    text = default_of(value.text.strip())
    for one in (text, *text.split(",")) if "," in text else (text,):
        if is_evident(one) and not names_model(name) and not is_other(name):
            source.add_evident(one, value.line)


def read_candidate(source: SourceFile, name: str, value: Value, *groups: str) -> None:
    """Keep a value, unless its key says what else it is."""
    if not is_other(name):
        source.add_candidate(value.text.strip(), value.line, *groups)


def _read_image(source: SourceFile, value: Value) -> None:
    """The image of a volume, where its name says that it holds a model."""
    if re.search(r"model|llm|gguf|weights", value.text):
        source.add(value.text, value.line, "image volume", "oci-image")


def _read_container(source: SourceFile, value: Value) -> None:
    """An image that holds a model, by its name; the tag of Ollama's names says as much."""
    if fits(value.text, patterns().model_images):
        source.add(value.text, value.line, "image", "oci-tagged")
    elif "/" not in value.text and ":" in value.text and is_served(value.text):
        source.add_evident(value.text, value.line)


def _kind(entry: Entry, around: str) -> str:
    """How a provider beside a name, or the key around it, says that names are read."""
    beside = (v.text for k, v in entry.items if isinstance(v, Value) and _is_provider(k.text))
    found = next((kind for kind in map(kind_of, beside) if kind != "guess"), kind_of(around))
    return "" if found == "guess" else found


def _is_provider(name: str) -> bool:
    return fits(key(name), patterns().keys.providers)


def read_embedded(source: SourceFile, name: str, text: str, lines: Mapping[int, int] | int) -> None:
    """Read a file within the file by its name: `app.yaml: |` of a ConfigMap, a cell that writes."""
    if not form_of(name) and fits(key(name), patterns().keys.embedded):
        name = f"{name}.yaml"
    if form := form_of(name):
        inner = replace(source.part(text, fresh=True), file=name)
        with level():
            form.read(inner)
        inner.found = [replace(one, file=source.file) for one in inner.found]
        inner.file = source.file
        source.take(inner, lines)


def meant(name: str, around: str) -> str:
    """The key that says what a value is: of `model: {name: x}` and `[model] id = x` the outer."""
    return around if fits(key(name), patterns().keys.inner) else name


def _meant(name: str, around: str, value: str) -> str:
    """As `meant`; of `models: {fast: x}` the key between is only a label, if x reads as a model."""
    name = meant(name, around)
    if not names_model(around) or names_model(name) or is_other(name):
        return name
    return around if "/" not in value or reads_as_model(value) else name


def _is_sure(name: str) -> bool:
    """True for a key that names a model whatever stands around it."""
    return names_model(name) and not fits(key(name), patterns().keys.paths)


def _revision(entry: Entry) -> str | None:
    """The revision that stands beside a name."""
    found = (v for name, v in entry.items if fits(key(name.text), patterns().keys.revision))
    return next((value.text for value in found if isinstance(value, Value)), None)


def _read_variable(source: SourceFile, value: Value) -> None:
    """`environment: [MODEL_ID=org/name]` of compose."""
    if match := re.fullmatch(r"([A-Za-z_]\w{2,60})=(\S{3,200})", value.text):
        read_value(source, match[1], Value(match[2], value.line))


def entries_of(tree: Tree) -> Iterator[tuple[str, Entry, str]]:
    """Every mapping once, with the key that it stands under, and how the nearest key around it
    that says so reads names: of `ollama: {chat: {model: x}}` as Ollama does."""
    return _entries(tree, "", "", set())


def _entries(
    tree: Tree, around: str, kind: str, seen: set[int]
) -> Iterator[tuple[str, Entry, str]]:
    if id(tree) in seen or isinstance(tree, Value):
        return
    seen.add(id(tree))
    if isinstance(tree, Entry):
        yield around, tree, kind
        for name, child in tree.items:
            # `models: {fast: {name: x}}`: the key between is only a label.
            known = names_model(around) and not _is_sure(name.text)
            said = kind_of(name.text)
            within = kind if said == "guess" else said
            yield from _entries(child, around if known else name.text, within, seen)
    else:
        for child in tree:
            yield from _entries(child, around, kind, seen)


def values_of(tree: Tree) -> Iterator[Value]:
    """Every text that is a value, once."""
    return _values(tree, set())


def _values(tree: Tree, seen: set[int]) -> Iterator[Value]:
    if isinstance(tree, Value):
        yield tree
        return
    if id(tree) in seen:
        return
    seen.add(id(tree))
    for child in [v for _, v in tree.items] if isinstance(tree, Entry) else tree:
        yield from _values(child, seen)
