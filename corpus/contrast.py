"""Pairs of clauses in our own words that differ in polarity or modality alone.

    python -m corpus.contrast

Writes contrast.jsonl from contrast.yaml: for each label clauses that have it (bound) and clauses on
the same act that do not (free). Which acts and frames meet is drawn by a hash, so a second run
writes the same file.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import yaml

from corpus import labels, texts

PAIRS = 40
"""Of each label, those about nouns and those written whole not counted."""
_DOUBLED = frozenset({"begin", "drop", "get", "let", "put", "run", "ship", "stop", "strip"})
_BARRED = ("field-of-use-restriction", "no-redistribution")
"""On these readers may differ where a duty becomes a ban: "you must not state changes"."""
_WORKS = ("the model", "the software", "the program", "Ottermind", "the library", "the product")
_PLURAL_WORKS = ("the weights", "the materials", "the model files")
_ACTING_WORK = re.compile(r"\{[Ww]ork\} (?:was|\w+s)\b")
_OTHERWISE = {"duty": "duty", "ban": "ban", "grant": "ban", "power": "power"}


@dataclass(frozen=True, slots=True)
class Party:
    """Whom a sentence speaks of, and the words that agree with it."""

    name: str
    plural: bool
    they: str = "they"
    them: str = "them"
    their: str = "their"

    def verb(self, plain: str) -> str:
        """The present tense of a verb with this subject."""
        if self.plural:
            return plain
        if plain in ("have", "do", "are"):
            return {"have": "has", "do": "does", "are": "is"}[plain]
        if plain.endswith(("s", "sh", "ch", "x", "o")):
            return plain + "es"
        return plain[:-1] + "ies" if re.search(r"[^aeiou]y$", plain) else plain + "s"


_BOUND = (
    Party("you", True, "you", "you", "your"),
    Party("you", True, "you", "you", "your"),
    Party("the licensee", False, "it", "it", "its"),
    Party("recipients", True),
    Party("users", True),
    Party("the customer", False, "it", "it", "its"),
    Party("licensees", True),
)
_LICENSORS = (
    Party("the licensor", False, "it", "it", "its"),
    Party("the authors", True),
    Party("the company", False, "it", "it", "its"),
    Party("Larkspur Labs", False, "it", "it", "its"),
    Party("the copyright holders", True),
)


def rows() -> Iterator[dict[str, Any]]:
    """The rows of contrast.jsonl."""
    told = yaml.safe_load((labels.HERE / "contrast.yaml").read_text(encoding="utf-8"))
    seen: set[str] = set()
    for label, said in told["labels"].items():
        for number, (bound, free) in enumerate(_pairs(label, said, told["frames"])):
            for side, row in (("a", bound), ("b", free)):
                if row["text"] not in seen:
                    seen.add(row["text"])
                    yield {"id": f"{label}-{number}{side}", **row, "style": "contrast"}


def _pairs(
    label: str, said: Mapping[str, Any], frames: Mapping[str, Mapping[str, Sequence[str]]]
) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    kind = said.get("kind", "")
    own = said.get("frames") or frames[_OTHERWISE[kind]]
    sides = ("free", "bound") if kind == "grant" else ("bound", "free")
    without = said.get("flip") or ["boilerplate"]
    unsure = said.get("unsure", [])
    drawn = _drawn(label, own[sides[0]], own[sides[1]], said["acts"], PAIRS)
    barred = _drawn(f"{label}!", own[sides[0]], own.get("barred", ()), said["acts"], 3)
    nouns = said.get("nouns", ())
    about_nouns = [own.get(f"noun-{side}", ()) for side in sides]
    about = _drawn(label, *about_nouns, nouns, 3 * len(nouns))
    whole = [(one, other, "") for one, other in said.get("said", ())]
    for free, found in (
        ((without, unsure), [*drawn, *about, *whole]),
        ((["boilerplate"], [*unsure, *_BARRED]), barred),
    ):
        for bound_frame, free_frame, act in found:
            key = f"{label}{bound_frame}{act}"
            yield (
                _row(bound_frame, act, key, [label], unsure),
                _row(free_frame, act, key, *free),
            )


def _drawn(
    key: str, bound: Sequence[str], free: Sequence[str], acts: Sequence[str], count: int
) -> list[tuple[str, str, str]]:
    """Frames of both sides with an act; sides of one length answer each other frame by frame."""
    if not bound or not free:
        return []
    met = sorted(product(range(len(bound)), acts), key=lambda one: texts.digest(f"{key}{one}"))
    return [
        (bound[at], free[at if len(bound) == len(free) else _number(f"{key}{at}{act}", free)], act)
        for at, act in met[:count]
    ]


def _row(
    frame: str, act: str, key: str, said: Iterable[str], unsure: Iterable[str]
) -> dict[str, Any]:
    sentence, _, doubts = frame.partition(" || ")
    words = _filled(sentence, act, key)
    lead, _, text = words.rpartition(" | ")
    is_lead = lead.endswith(":")
    arguable = sorted({*unsure, *doubts.split()} - set(said))
    row = {"heading": "" if is_lead else lead, "lead": lead if is_lead else "", "text": text}
    return {**row, "labels": list(said), **({"arguable": arguable} if arguable else {})}


def _filled(frame: str, act: str, key: str) -> str:
    # "they" and "its" need somebody who was named before.
    party = _one(key + "s", _BOUND) if re.search(r"\{[Ss]\}", frame) else _BOUND[0]
    licensor = _one(key + "l", _LICENSORS)
    singular = _ACTING_WORK.search(frame) or _ACTING_WORK.search(act)
    work = _one(key + "w", _WORKS if singular else (*_WORKS, *_PLURAL_WORKS))
    verb, _, rest = act.partition(" ")
    joined = re.match(r"(and|or) (\w+)(.*)", rest)
    acting = {
        "act": act,
        "Act": _begun(act),
        "act:A": _begun(act),
        "noun": act,
        "Noun": _begun(act),
        "act:s": _inflected(verb, joined, rest, party.verb),
        "doing": _inflected(verb, joined, rest, _gerund),
    }
    acting["Doing"] = _begun(acting["doing"])
    words = {
        "S": _begun(party.name),
        "s": party.name,
        "they": party.they,
        "them": party.them,
        "their": party.their,
        "are": party.verb("are"),
        "do": party.verb("do"),
        "have": party.verb("have"),
        "-s": "" if party.plural else "s",
        "L": _begun(licensor.name),
        "l": licensor.name,
        "are-l": licensor.verb("are"),
        "have-l": licensor.verb("have"),
        "do-l": licensor.verb("do"),
        "l-s": "" if licensor.plural else "s",
        "l-es": "" if licensor.plural else "es",
        "work": work,
        "Work": _begun(work),
    }
    filled = frame
    for values in (acting, words):
        filled = re.sub(r"\{([^{}]+)\}", lambda m, v=values: v.get(m[1], m[0]), filled)
    return filled.replace("s's ", "s' ") if licensor.plural else filled


def _inflected(verb: str, joined: re.Match[str] | None, rest: str, form: Any) -> str:
    if joined and not joined[2].startswith("un"):
        return f"{form(verb)} {joined[1]} {form(joined[2])}{joined[3]}"
    return f"{form(verb)} {rest}".strip()


def _gerund(verb: str) -> str:
    if verb in _DOUBLED:
        return f"{verb}{verb[-1]}ing"
    return f"{verb[:-1]}ing" if re.search(r"[^e]e$", verb) else f"{verb}ing"


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]


def _number(key: str, among: Sequence[Any]) -> int:
    return int(texts.digest(key), 16) % len(among)


def _one(key: str, among: Sequence[Any]) -> Any:
    return among[_number(key, among)]


if __name__ == "__main__":
    with (labels.HERE / "contrast.jsonl").open("w", encoding="utf-8") as file:
        for row in rows():
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
