"""Everything that is wrong in a policy, each mistake with its line and in plain words."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from licensecheck.errors import RuleFileError
from licensecheck.gate.names import license_meant, model_meant, service_meant
from licensecheck.gate.schema import Policy
from licensecheck.gate.territories import meant
from licensecheck.knowledge.knowledge import Knowledge

Location = tuple[int | str, ...]

_FORMS = {
    "us": "us: {purpose: commercial}",
    "rules": "rules: [{id: no-fee, when: {labels: [fee-required]}, answer: not-allowed, says: …}]",
    "rules.when": "when: {labels: [fee-required]}",
    "rules.when.any-of": "any-of: [{labels: [fee-required]}, {washing: high}]",
    "rules.when.all-of": "all-of: [{labels: [fee-required]}, {washing: high}]",
    "rules.when.criteria": "criteria: {'osd:6': [NOT_MET]}",
    "rules.when.rights": "rights: {use-commercially: ['no', please-read]}",
    "allow": "allow: {licenses: [Apache-2.0]}",
    "deny": "deny: {licenses: [CC-BY-NC-*]}",
    "allow-unread": "allow-unread: [{paths: [data/*.csv], reason: …}]",
    "waivers": "waivers: [{model: org/name, rules: [too-large], reason: …, author: …, expires: …}]",
}
"""How a part of a policy is written that is no plain value, by the keys on the way to it."""
_SENTENCES = {
    "value_error": "{error}",
    "missing": "it is missing here",
    "enum": "{input!r} is none of {expected}",
    "literal_error": "{input!r} is none of {expected}",
    "string_pattern_mismatch": "say small letters and digits, joined by hyphens: no-fee",
    "string_too_short": "say {min_length} characters or more",
    "string_too_long": "say at most {max_length:,} characters",
    "too_short": "name at least one",
    "unknown_model": "{name!r} is the name of no model: say org/name, hub:name or ./path",
    "unknown_license": "no licence has the id {name!r}: say an SPDX id or LicenseRef-…",
    "unknown_service": "{name!r} is no service that runs models: say the word that begins its "
    "references, such as azure, bedrock or openai",
    "unknown_territory": "{name!r} is no territory: say a country's code of two letters (DE), EU, "
    "EEA, EFTA or worldwide",
}
"""By the name that pydantic has for an error, with its values."""
_KINDS = {
    "bool": "say true or false",
    "int": "say a whole number",
    "finite": "say a whole number",
    "float": "say a whole number",
    "greater": "say a whole number, 0 or more",
    "date": "say a day, such as 2027-06-30",
    "string": "say a text, in quotes if it is a number, a date, true or false",
    "invalid": "a key must be a word",
}
"""By the first word of that name: what kind of value is expected."""


_MEANT: Mapping[str, Callable[[str, Knowledge], str]] = {
    "unknown_model": lambda name, _: model_meant(name),
    "unknown_license": lambda name, knowledge: license_meant(name, knowledge.facts),
    "unknown_service": lambda name, _: service_meant(name),
    "unknown_territory": lambda name, _: meant(name),
}
"""What names the thing that was meant, by the name of the error."""
MAX_SHOWN = 50
"""Mistakes that are told; whoever has more has one cause for most of them."""
_WIDTH = 60
"""Characters of a wrong value that are shown."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is wrong."""

    location: Location
    """Keys and positions on the way to it; empty for the whole file."""
    message: str

    def __str__(self) -> str:
        where = ".".join(str(part) for part in self.location) or "the file"
        return f"{where}: {self.message}"


def refusal(
    path: Path, mistakes: Iterable[Mistake], line_of: Callable[[Location], int]
) -> RuleFileError:
    """One error that names the first mistakes with file and line, in the order of the lines."""
    found = list(islice(mistakes, MAX_SHOWN + 1))
    placed = sorted({(line_of(one.location), str(one)) for one in found[:MAX_SHOWN]})
    (line, first), *more = placed
    others = [f"\n{path}:{number}: {text}" for number, text in more]
    if len(found) > MAX_SHOWN:
        others.append("\nThere are more; correct these first.")
    return RuleFileError(str(path), line, "".join([first, *others]))


def mistakes(error: ValidationError, knowledge: Knowledge) -> Iterator[Mistake]:
    """What the schema of a policy found wrong."""
    for one in error.errors():
        yield Mistake(one["loc"], _in_words(one, knowledge))


def _in_words(error: ErrorDetails, knowledge: Knowledge) -> str:
    """What is wrong, and what to say instead."""
    kind, location = error["type"], error["loc"]
    if kind == "extra_forbidden":
        return _unknown_key(location)
    if kind in _SENTENCES:
        values = {"input": _ShownValue(error["input"]), **error.get("ctx", {})}
        return _SENTENCES[kind].format(**values) + _hint(kind, values, knowledge)
    return _other_form(kind, [part for part in location if isinstance(part, str)])


def _hint(kind: str, values: Mapping[str, Any], knowledge: Knowledge) -> str:
    """What somebody means who wrote a name that nothing has."""
    name = _MEANT[kind](values["name"], knowledge) if kind in _MEANT else ""
    return f"; did you mean {name!r}?" if name else ""


class _ShownValue:
    """A wrong value, cut where it is long."""

    def __init__(self, value: object) -> None:
        self._value = value

    def __repr__(self) -> str:
        shown = repr(self._value)
        return shown if len(shown) <= _WIDTH else f"{shown[:_WIDTH]}…"


def _other_form(kind: str, keys: list[str]) -> str:
    """What form a value must have that has another one."""
    if not keys and not kind.startswith("invalid"):
        return "a policy is a table of keys, such as `extends: commercial-use`"
    form = _FORMS.get(".".join(keys))
    if form and kind.startswith(("model", "tuple", "mapping", "dict")):
        return f"say it in this form: {form}"
    if kind.startswith("tuple"):
        return f"say a list: {keys[-1]}: [one, another]"
    return _KINDS.get(kind.partition("_")[0], "this value does not fit")


def _unknown_key(location: Location) -> str:
    """That there is no such key at its place, and which ones there are."""
    *parents, name = location
    known = [field.alias or key for key, field in _model_at(parents).model_fields.items()]
    if close := get_close_matches(str(name)[:_WIDTH], known, 1):
        return f"there is no key {_ShownValue(name)!r} here: did you mean {close[0]!r}?"
    return f"there is no key {_ShownValue(name)!r} here; there are {', '.join(known)}"


def _model_at(location: Iterable[int | str]) -> type[BaseModel]:
    """The part of the schema that describes a place of a policy."""
    model: type[BaseModel] = Policy
    for key in location:
        if isinstance(key, str):
            form = _field(model, key).annotation
            model = next(one for one in (form, *get_args(form)) if _is_model(one))
    return model


def _field(model: type[BaseModel], key: str) -> FieldInfo:
    """A field by the key that a policy has for it."""
    return next(field for name, field in model.model_fields.items() if key in (name, field.alias))


def _is_model(form: Any) -> bool:
    return isinstance(form, type(BaseModel))
