"""Makes what reads one kind of rule files from its name and the schema of what stands there."""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Protocol, TypeVar

from pydantic import create_model

from licensecheck.errors import RuleFileError
from licensecheck.knowledge.files import read_rule_file, rule_files, rule_folder
from licensecheck.knowledge.schema import Strict

Said = TypeVar("Said")
Read_co = TypeVar("Read_co", covariant=True)
Schema = TypeVar("Schema", bound=Strict)


class Reader(Protocol[Read_co]):
    """Reads such files once, by default ours; RuleFileError says where a mistake is."""

    def __call__(self, path: Path | None = None, /) -> Read_co:
        """What the files say."""


def read_once(place: str, read: Callable[[Path], Said]) -> Reader[Said]:
    """Reads a file or folder below that of all rules by a function of its path."""

    @cache
    def once(path: Path | None = None, /) -> Said:
        return read(path or rule_folder(place))

    return once


def reader(file: str, schema: type[Schema]) -> Reader[Schema]:
    """Reads a file."""
    return read_once(file, lambda path: read_rule_file(path, schema))


def reader_under(key: str, file: str, schema: type[Said]) -> Reader[Said]:
    """Reads a file that has all it says under one key."""
    return read_once(file, lambda path: read_under(key, path, schema))


def reader_of_folder(folder: str, schema: type[Schema], key: str) -> Reader[Mapping[str, Schema]]:
    """Reads the files of a folder, each called by what it says under a key."""
    return read_once(folder, lambda path: read_folder(path, schema, key))


def read_under(key: str, path: Path, schema: type[Said]) -> Said:
    """What a file says under its only key."""
    # The overloads of pydantic know no field whose name is computed.
    whole = create_model(path.stem, __base__=Strict, **{key: (schema, ...)})  # type: ignore[call-overload]
    said: Said = getattr(read_rule_file(path, whole), key)
    return said


def read_folder(folder: Path, schema: type[Schema], key: str) -> Mapping[str, Schema]:
    """What the files of a folder say by their names, in the order of these."""
    found = {path.stem: read_rule_file(path, schema) for path in rule_files(folder)}
    for name, one in found.items():
        if (said := getattr(one, key)) != name:
            path = folder / f"{name}.yaml"
            raise RuleFileError(str(path), 1, f"the {key} {said!r} must be the file's name")
    return MappingProxyType(found)
