"""What a clause puts under a licence that it names: the subject of that clause, and what shares it.

"The code of the model is MIT, the weights are on request" names a model, weights and a licence, and
says which licence the code has. The name of a licence is that of the subject of its own clause.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from licensecheck.identify.mentions import without
from licensecheck.identify.wording import without_addresses
from licensecheck.knowledge.facts import Facts, LicenseFacts
from licensecheck.knowledge.phrases import Phrase
from licensecheck.statements.spelling import Spelling
from licensecheck.text.han import is_chinese

_WEIGHTS = Phrase("subjects/model")
_DATA = Phrase("subjects/data")
_CODE = Phrase("subjects/code")
_BASE = Phrase("subjects/the-base")
_BESIDE_IT = Phrase("subjects/beside-the-base")
_TOOLS = Phrase("subjects/beside-the-weights")
_VERB = Phrase("subjects/predicate")
_CODE_ITSELF = Phrase("subjects/code-itself")
_OF_THE_WORK = Phrase("licences/of-the-work")
_LIKE_IT = Phrase("licences/like-it")
_PROJECT = Phrase("subjects/project-itself")
_FOLLOWING = Phrase("licences/this-licence")
_ALSO = Phrase("subjects/as-well-as")
_WITHOUT = Phrase("subjects/left-out")
_SHARED = Phrase("subjects/shares")
_GENERIC = Phrase("subjects/unsaid")
_THEY = Phrase("subjects/they")
# "the code | of the model": what a thing is for, or belongs to, is not that thing.
_OF = Phrase("subjects/belongs-to")
_AND = re.compile(r"[,&/+(、]|\b(?:and|or|und|et|y|e)\b|[和与與及]", re.I)
_NEXT = re.compile(
    r"[;.(（，；。]|,\s+(?=(?:not|but|except|excluding|while|whereas|whilst|however)\b)"
)
_STOP = re.compile("[，；。]")
_COMMA = re.compile(r"[,;:，；：]\s*|\b(?:and|but|while|whereas|whilst)\b", re.I)
# "The code for training and the weights are": the last of what is joined, before the verb.
_LAST = re.compile(
    r"\band\s+(?:the|our|its|their|all)\s+(?:[\w-]+\s+){0,3}?"
    r"(?:weights|checkpoints|models|parameters)\s*$",
    re.I,
)
_PLURAL = re.compile(r"\s*(?:are|were|have)\b", re.I)
_COMPARED = Phrase("subjects/compared")
_OF_OTHERS = Phrase("subjects/of-others")
# "The quantized weights by Okapi Labs": a copy in another form, by somebody with another name.
_BY = re.compile(
    r"\b(?i:quanti[sz]ed|converted|ported|community|gguf|ggml|awq|gptq|onnx|mlx|coreml)\s+"
    r"(?i:\w+\s+){0,2}?(?i:models?|weights|checkpoints?|versions?|files)\s+by\s+"
    r"(?:the\s+)?\[?[A-Z][\w.-]+"
)
_ARTICLE = re.compile(r"\s+(?:an?|the|our)\s", re.I)
_THIS, _OTHER = "§", "¶"
_MOST = 5
"""Places of a clause that are looked at; a real one has one or two."""
_LONGEST = 600
"""Characters of a clause before the name of a licence; the subject of a longer one is looked for in
the last so many."""


def licensed_part(text: str, known: LicenseFacts, facts: Facts, own: Spelling | None = None) -> str:
    """The part of the work that a clause puts under a licence: weights, data, code or the base;
    model where it names the whole, and nothing where it has no subject.

    `own` finds the publisher's own names.
    """
    said = {_part(before, after, own) for before, after in _around(text, known, facts)}
    return next(one for one in ("weights", "model", "", "base", "data", "code") if one in said)


def part_under(before: str, after: str, own: Spelling | None = None) -> str:
    """The same of a text of terms that a clause names between these words."""
    return _part(without_addresses(before)[-_LONGEST:], without_addresses(after)[:_LONGEST], own)


def parts_named(words: str) -> Sequence[str]:
    """The parts that words such as a label name, each by its head: "our code and the weights of
    Zebra" is of both, "the code for the weights" and "model code" of code."""
    if left_out := _WITHOUT.search(words):
        words = words[: left_out.start()]
    return [head for one in _ALSO.split(words) for head in _first_heads(one)]


def speaks_of_weights(text: str) -> bool:
    """True for a sentence on a model or its weights that speaks neither of code nor of data."""
    return bool(_WEIGHTS.search(text)) and not (_DATA.search(text) or _CODE.search(text))


def names_weights(words: str) -> bool:
    """True where words such as a heading name a model or weights, and not their code."""
    return "weights" in parts_named(words)


def announces_weights(text: str, own: Spelling | None = None) -> bool:
    """True for "the following licence applies to the code and the weights", which says of what the
    sentences behind it speak."""
    if not _WEIGHTS.search(text):
        return False
    return any(
        _part(text[: one.start()][-_LONGEST:], text[one.end() :][:_LONGEST], own) == "weights"
        for one in islice(_FOLLOWING.finditer(text), _MOST)
    )


def is_of_the_work(text: str, known: LicenseFacts, facts: Facts) -> bool:
    """True for a sentence that puts all of the work under a licence and says no more."""
    signed = without(without_addresses(text), facts, _THIS, lambda one: one.id == known.id)
    found = _OF_THE_WORK.fullmatch(" ".join(signed.split()).strip(" .!*_`[]()#>-"))
    return found is not None and found["work"] is not None


def is_of_project(text: str, known: LicenseFacts, facts: Facts) -> bool:
    """True for a clause that puts the project, not a part of it, under a licence."""
    subjects = (_subject_of(before) for before, _ in _around(text, known, facts))
    return any(_PROJECT.fullmatch(one.strip(" *_`>-")) for one in subjects)


def is_like_it(text: str, known: LicenseFacts, facts: Facts) -> bool:
    """True for terms that are made from a licence, or like it, and are not it."""
    plain = without_addresses(text)
    return bool(_LIKE_IT.search(without(plain, facts, _THIS, lambda one: one.id == known.id)))


def names_code(text: str) -> bool:
    """True for words that speak of the code itself, and not of the project."""
    return bool(_CODE_ITSELF.search(text))


def _around(text: str, known: LicenseFacts, facts: Facts) -> Iterator[tuple[str, str]]:
    """What stands before and behind each place where the licence is named, each between the names
    of others where these have words of their own."""
    plain = without_addresses(text)
    signed = without(plain, facts, _THIS, lambda one: one.id == known.id)
    signed = without(signed, facts, _OTHER, lambda one: one.id != known.id)
    pieces = signed.split(_THIS)
    if len(pieces) == 1:
        yield signed[-_LONGEST:], ""  # the link alone tells which licence it is
    for before, after in pairwise(pieces):
        others, _, mine = before.rpartition(_OTHER)
        yield (mine if parts_named(mine) else f"{others} {mine}")[-_LONGEST:], after[:_LONGEST]


def _part(before: str, after: str, own: Spelling | None) -> str:
    subject = _COMPARED.sub("", _subject_of(before))
    if _THEY.fullmatch(subject.strip()):
        subject = before
    found = parts_named(subject) or parts_named(_complement(before))
    shared = _SHARED.match(after)
    told = [*found, *(parts_named(_object(after[shared.end() :])) if shared else ())]
    if (
        not found
        and not shared
        and not after.lstrip().startswith((",", ";", ".", "，", "。", "；"))
    ):
        told = list(parts_named(_object(after.lstrip(" (（*_`]"))))
    if told:
        part = next(one for one in ("weights", "data", "code") if one in told)
        named = bool((own and own.search(subject)) or _BESIDE_IT.search(subject))
        theirs = (
            _OF_OTHERS.search(before)
            or _is_by_others(subject, own)
            or (_BASE.search(subject) and not named)
        )
        return "base" if part == "weights" and theirs else part
    if _WITHOUT.search(subject) or "weights" in parts_named(after):
        return "code"  # the whole, of which the weights are told apart
    return "model" if (own and own.search(subject)) or not _GENERIC.fullmatch(subject) else ""


def _is_by_others(subject: str, own: Spelling | None) -> bool:
    """True for a copy by a maker whose name is none of the publisher's own."""
    by = _BY.search(subject) if own else None
    return by is not None and own is not None and not own.search(subject)


def _subject_of(before: str) -> str:
    """What the words before the name of a licence put under it."""
    return _last_clause(before) if is_chinese(before) else _subject(before)


def _subject(before: str) -> str:
    """What stands before the verb of the last clause; all where it has none."""
    verbs = [*_VERB.finditer(before)]
    if not verbs:
        return before
    start = verbs[-2].end() if len(verbs) > 1 else 0
    words = before[start : verbs[-1].start()]
    cut = _COMMA.search(words) if start else None
    last = _LAST.search(words) if _PLURAL.match(verbs[-1][0]) else None
    return last[0] if last else words[cut.end() :] if cut and words[cut.end() :].strip() else words


def _complement(before: str) -> str:
    """What something is said to be: "Zebra is a library, released under"."""
    verbs = [*_VERB.finditer(before)]
    what = before[verbs[-1].end() :] if verbs else ""
    return what if _ARTICLE.match(what) else ""


def _last_clause(before: str) -> str:
    """The last part between commas that names something."""
    return next((one for one in reversed(_STOP.split(before)) if parts_named(one)), before)


def _object(after: str) -> str:
    """What a licence that begins its clause is for."""
    end = _NEXT.search(after)
    return after[: end.start()] if end else after


def _first_heads(words: str) -> Sequence[str]:
    pieces = [words] if is_chinese(words) else _OF.split(words)
    named = (
        [head for one in _AND.split(piece) if (head := _head(one))] for piece in pieces if piece
    )
    return next(filter(None, named), [])


def _head(words: str) -> str:
    """The last part that is named: the model code is code."""
    ends = [
        (found.end(), part)
        for part, phrase in (
            ("weights", _WEIGHTS),
            ("data", _DATA),
            ("code", _CODE),
            ("code", _TOOLS),
        )
        for found in phrase.finditer(words)
    ]
    return max(ends, default=(0, ""))[1]
