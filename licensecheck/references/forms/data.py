"""YAML, JSON and TOML: keys, command lines, environments; bills of materials in JSON."""

from collections.abc import Iterator

from licensecheck.references import places
from licensecheck.references.bom import is_bom, read_bom
from licensecheck.references.keys import read_keys, read_lines
from licensecheck.references.source import Source

FILES = ("*.yaml", "*.yml", "*.json", "*.toml", "*.yaml.j2", "*.yml.j2", "*.jsonc")


def read(source: Source) -> None:
    """Read by structure; line by line where the file is not in its format (a template, say)."""
    try:
        trees = list(_trees(source))
    except places.MalformedError as error:
        source.complain(error.line, f"{error}; it was read line by line instead.")
        read_lines(source)
        return
    for tree in trees:
        if is_bom(tree):
            read_bom(source, tree)
        else:
            read_keys(source, tree)


def _trees(source: Source) -> Iterator[places.Tree]:
    if source.file.endswith((".json", ".jsonc")):
        yield places.read_json(source.text)
    elif source.file.endswith(".toml"):
        yield places.read_toml(source.text)
    else:
        yield from places.read_yaml(source.text)
