"""Where our YAML lies, and how it is read: every error names file and line."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from licensecheck.errors import RuleFileError
from licensecheck.knowledge.pack import Pack

if TYPE_CHECKING:
    from pydantic import BaseModel, ValidationError

_PACKAGE = Path(__file__).resolve().parent.parent
Schema = TypeVar("Schema", bound="BaseModel")


def rule_folder(name: str = "") -> Path:
    """The folder `rules/NAME`: inside an installed package, else beside it in a checkout."""
    return _beside("_rules", "rules") / name


def catalogue_folder() -> Path:
    """The folder of catalogue files: inside an installed package, else in a checkout's corpus/."""
    return _beside("_catalogue", "corpus/catalogue")


def data_folder() -> Path:
    """The folder of built data: the licence index and the classifier."""
    return _PACKAGE / "_data"


def _beside(installed: str, checkout: str) -> Path:
    inside = _PACKAGE / installed
    return inside if inside.is_dir() else _PACKAGE.parent / checkout


def rule_files(folder: Path) -> Iterator[Path]:
    """The YAML files of a folder in the order of their names."""
    return iter(sorted(folder.glob("*.yaml")))


def read_yaml(path: Path) -> Any:
    """The content of one YAML file: from the pack, if it was packed with just these bytes.

    Raises RuleFileError where it cannot be read, is not YAML or repeats a key.
    """
    return _said(path)[0]


def _said(path: Path) -> tuple[Any, bool]:
    """What a file says, and whether that is from the pack."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise RuleFileError(str(path), 0, f"cannot be read: {error.strerror}") from error
    found = _packed().find(content)
    return (_parsed(path, content), False) if found is None else (found, True)


@cache
def _packed() -> Pack:
    return Pack.read(data_folder() / "rules.pack")


def _parsed(path: Path, content: bytes) -> Any:
    from licensecheck.knowledge.yaml_files import parse_yaml  # 8 ms that a packed file need not

    try:
        return parse_yaml(path, content.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise RuleFileError(str(path), 0, f"not YAML: {error}") from error


PACKED = object()
"""The context in which schemas check what comes from the pack."""


def read_rule_file(path: Path, schema: type[Schema], context: object = None) -> Schema:
    """One YAML file checked against a pydantic schema, whose validators may ask for a context;
    RuleFileError says where and what."""
    from pydantic import ValidationError

    said, is_packed = _said(path)
    try:
        return schema.model_validate(said, context=context or (PACKED if is_packed else None))
    except ValidationError as error:
        from licensecheck.knowledge.yaml_files import line_of

        line = line_of(path, error.errors()[0]["loc"])
        raise refused(path, line, error, schema) from error


def refused(
    path: Path, line: int, error: "ValidationError", schema: "type[BaseModel]"
) -> RuleFileError:
    """The first mistake that a schema found in a file, and how many more; a key that nobody knows
    may be a slip of the pen."""
    from difflib import get_close_matches

    first, *more = error.errors()
    where = ".".join(str(part) for part in first["loc"]) or "the file"
    remedy = ""
    if first["type"] == "extra_forbidden":
        name = str(first["loc"][-1])
        close = get_close_matches(name, _keys(schema.model_json_schema()), 1)
        remedy = f"There is no key {name!r} here" + (
            f": did you mean {close[0]!r}?" if close else "."
        )
    others = f" (and {len(more)} more)" if more else ""
    return RuleFileError(str(path), line, f"{where}: {first['msg']}{others}", remedy=remedy)


def _keys(schema: Any) -> Iterator[str]:
    """All keys that a JSON schema knows, at any depth."""
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
    for part in schema.values() if isinstance(schema, dict) else ():
        yield from _keys(part)
