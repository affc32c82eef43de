"""What the words around a text of a program say that it is."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from licensecheck.scan.patterns import (
    ProgramCall,
    any_fits,
    fits,
    key,
    kind_of,
    names_model,
    patterns,
    takes_model,
)
from licensecheck.scan.source import LOOSE
from licensecheck.scan.surroundings import DECLARES, Enclosing, Literal


class Sense(Enum):
    """What a text is, by the words around it."""

    MODEL = "model"
    OTHER = "other"
    """Something that is no model, whatever it looks like, unless it is a name of a service."""
    UNUSED = "unused"
    """What is compared, or not used."""
    SHOWN = "shown"
    """Words for people."""
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Meaning:
    """That, with the word that says it and how names are read there."""

    said: Sense
    word: str = ""
    names: str = "guess"
    labelled: bool = False
    """True where another key stands between: `{model: {fast: "org/name"}}`."""


_NOTHING = Meaning(Sense.NOTHING)
_VALUE = ("value", "default", "default_value", "values")
"""Keys of what a `name` beside them names."""


def meaning(one: Literal) -> Meaning:
    """What the words around a text say of it, those that are nearest first."""
    only_key = labelled = False
    for depth, level in enumerate(one.levels):
        if level.key and not (depth == 0 and one.is_key):
            words = level.key if level.assigned else level.key[:1]
            if level.named and fits(key(level.key[0]), _VALUE):
                words = (level.named,)
            found = _of_words(words, names_model)
            if level.assigned and level.key[1:2] == ("type",):  # a type of TypeScript
                return Meaning(Sense.UNUSED, "type")
            decides = level.assigned and not (len(level.key) == 1 and _is_inner(level.key[0]))
            if decides and not found and depth + 1 < len(one.levels):
                found = _of_declared(one.levels[depth])
                labelled = labelled or bool(found)
            if found or decides:
                return _with_kind(found or _NOTHING, one.levels[: depth + 2], labelled)
            labelled = labelled or not _is_inner(level.key[0])
        elif only_key:
            break
        if level.called and fits(_last(level.called), patterns().programs.neutral):
            continue
        if level.called:
            plain = not level.key or _is_inner(level.key[0])
            found = _of_call(level, positional=plain and depth < 2)
            if found and found.said is Sense.OTHER and _is_for_model(one.levels[depth + 1 :]):
                continue  # `model: provider.image("owner/name")`
            if found:
                return _with_kind(found, one.levels[: depth + 1], labelled)
            only_key = not level.key
            continue
        if not only_key and (found := _of_words(level.words, _takes)):
            return _with_kind(found, one.levels[: depth + 2], labelled)
    return _NOTHING


def _is_for_model(around: Sequence[Enclosing]) -> bool:
    """True where the key before a call says that it gives a model."""
    return bool(around) and bool(around[0].key) and names_model(around[0].key[0])


def _of_declared(level: Enclosing) -> Meaning | None:
    """What the name of an enumeration or class of models says of its constants."""
    if not DECLARES & set(level.words):
        return None
    return _of_words([one for one in level.words if one not in DECLARES], names_model)


def groups(one: Literal) -> Iterator[str]:
    """The list, mapping, class or column that a text stands in with others of its kind: it is
    likely to be what they are."""
    inner, *around = one.levels
    declared = inner.assigned and len(inner.key) > 1  # `const A = …`
    if declared and not inner.called:
        yield f"{LOOSE}constants {inner.number}"
    elif not inner.assigned and makes_list(inner.called):
        yield f"in {inner.number}"
    if around and not declared and inner.called.lower() in ("", "values"):
        place = inner.key[0] if inner.key else inner.position
        yield f"{LOOSE}column {around[0].number} {around[0].part} {place}"


def makes_list(called: str) -> bool:
    """True for no call, and for one that makes a list or mapping of what it is given."""
    return not called or fits(key(called.rpartition(".")[2]), patterns().programs.lists)


def is_about_models(one: Literal) -> bool:
    """True for a table that has models as its keys and says something about them."""
    words = (word for level in one.levels[:2] for word in (*level.key, *level.words))
    return any(fits(key(word), patterns().programs.about) for word in words)


def _is_inner(word: str) -> bool:
    """True for a key that means what the key around it does."""
    return fits(key(word), patterns().keys.inner)


def _last(called: str) -> str:
    return key(called.rpartition(".")[2])


def _takes(word: str) -> bool:
    return names_model(word) or takes_model(word)


def _of_words(words: Sequence[str], is_model: Callable[[str], bool]) -> Meaning | None:
    """What words say together: that it is a model counts most."""
    for word in words:
        if is_model(word):
            return Meaning(Sense.MODEL, word)
    programs = patterns().programs
    for word in words[:2]:
        if fits(key(word), programs.unwanted):
            return Meaning(Sense.UNUSED, word)
        if fits(key(word), programs.other) or fits(key(word), programs.data):
            return Meaning(Sense.OTHER, word)
        if fits(key(word), programs.shown):
            return Meaning(Sense.SHOWN, word)
    return None


def _of_call(level: Enclosing, *, positional: bool) -> Meaning | None:
    """What a call says of what it is given; `positional` for a text without a key in it."""
    programs = patterns().programs
    parts = level.called.split(".")
    name = key(parts[-1])
    for rule in _rules_of(level.called) if positional else ():
        if level.position == rule.model:
            return Meaning(Sense.MODEL, parts[-1], rule.names)
    if fits(name, programs.compares):
        return Meaning(Sense.UNUSED, parts[-1])
    if label := next(filter(names_model, level.labels), ""):
        return Meaning(Sense.MODEL, label)
    if fits(name, programs.reads) and level.labels and level.position:
        return Meaning(Sense.NOTHING)
    return _of_words(parts[::-1], _takes)


@lru_cache(10_000)
def _rules_of(called: str) -> tuple[ProgramCall, ...]:
    """The rules of which a glob fits the end of what is called: `f`, `x.f`."""
    parts = called.split(".")
    ends = [".".join(parts[-count:]) for count in (2, 3)]
    return tuple(
        rule
        for rule in patterns().programs.calls
        if fits(parts[-1], tuple(one for one in rule.call if "." not in one))
        or any_fits(ends, rule.call)
    )


def _with_kind(found: Meaning, levels: Sequence[Enclosing], labelled: bool) -> Meaning:
    """With how names are read there, where a word around says so."""
    if found.said is not Sense.MODEL or found.names != "guess":
        return found
    kinds = (kind_of(word) for word in (found.word, *_words(levels)))
    names = next((kind for kind in kinds if kind != "guess"), "guess")
    # Any name would be one of a service.
    if not names_model(found.word) or fits(key(found.word), patterns().keys.mixed):
        names = "guess"
    return Meaning(found.said, found.word, names, labelled)


def _words(levels: Sequence[Enclosing]) -> Iterator[str]:
    for level in levels:
        yield from level.key[:2]
        yield level.provider
        yield from level.called.split(".")
        yield from level.words[:3]
