"""What is known of a place beside its sentence, as numbers."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from math import log1p

from licensecheck.reader.candidates import Candidate, letters
from licensecheck.reader.layout import Cell, Line
from licensecheck.reader.meanings import Role
from licensecheck.reader.page import Page, first_part, key_of, parts

FIELDS = (
    "base_model",
    "datasets",
    "model-index",
    "tags",
    "library_name",
    "pipeline_tag",
    "metrics",
    "widget",
)
_SIZE = re.compile(r"\d+(?:\.\d+)?[bm](?![a-z])", re.I)
_FILE = re.compile(
    r"\.(?:py|sh|md|txt|json|ya?ml|ipynb|png|jpe?g|gif|mp4|wav|html?|cfg|toml)$", re.I
)
_WEIGHTS = re.compile(
    r"\.(?:safetensors|gguf|ckpt|pth?|bin|onnx|tar\.gz|zip|npz|nemo|tflite)$", re.I
)
_NUMBER = re.compile(r"\d")
Features = dict[str, float]


def mention_features(page: Page) -> list[Features]:
    """For each name of a page what is known of it."""
    groups = defaultdict[str, list[int]](list)
    keys = [key_of(one.words) for one in page.names]
    for at, key in enumerate(keys):
        groups[key].append(at)
    on_line = Counter(one.line for one in page.names)
    linked = _accounts(page)
    single = [_of_place(page, one, on_line[one.line], linked) for one in page.names]
    single = [one | _of_target(page, at, single) for at, one in enumerate(single)]
    pooled = {key: _of_group(page, [single[at] for at in rows]) for key, rows in groups.items()}
    return [one | pooled[key] for one, key in zip(single, keys, strict=True)]


def _accounts(page: Page) -> frozenset[str]:
    """Letters of the accounts in which pages with an own name lie."""
    return frozenset(
        letters(one.owner)
        for one in page.names
        if one.owner and one.host and page.begins_as_own(one.words)
    ) | {page.account}


def _of_place(page: Page, one: Candidate, beside: int, linked: frozenset[str]) -> Features:
    line = page.lines[one.line]
    found = _of_name(page, one) | _of_line(page, one, line)
    owner = letters(one.owner)
    found["owner is account"] = float(bool(owner) and owner == page.account)
    found["owner is linked"] = float(bool(owner) and owner in linked)
    found["owner resembles"] = float(
        bool(owner) and (owner in page.account or page.account in owner)
    )
    found["has owner"] = float(bool(owner))
    found["names on line"] = log1p(beside)
    return found


def _of_target(page: Page, at: int, single: Sequence[Features]) -> Features:
    """Of what a link leads to that is called by the name."""
    one = page.names[at]
    for further in range(at + 1, min(at + 3, len(page.names))):
        target = page.names[further]
        if target.host and 0 <= target.span.start - one.span.end < 60 and target.line == one.line:
            return {f"to {name}": single[further].get(name, 0.0) for name in _TARGETS}
    return {}


def _of_name(page: Page, one: Candidate) -> Features:
    name, key = one.name, key_of(one.words)
    mine = [own for own in page.own if len(own) > 1]
    words, firsts = parts(name), {first_part(one) for one in page.called} - {""}
    found: Features = {
        "is own": float(key in page.own),
        "begins as own": float(any(key.startswith(own) for own in mine)),
        "own begins so": float(any(own.startswith(key) for own in mine) and len(key) > 2),
        "contains own": float(any(own in key for own in mine)),
        "in own": float(any(key in own for own in mine) and len(key) > 2),
        "shared beginning": max((_shared(key, own) for own in mine), default=0.0),
        "in title": float(len(key) > 2 and key in page.title_key),
        "parts in title": len(words & page.own_parts) / max(1, len(words)),
        "first part is own": float(first_part(name) in firsts),
        "share of own parts": len(words & page.own_parts) / max(1, len(page.own_parts)),
        "is account": float(letters(name) == page.account),
        "is base of metadata": float(key in page.bases),
        "base of metadata begins so": float(
            any(base.startswith(key) or key.startswith(base) for base in page.bases)
        ),
        "has digit": float(bool(_NUMBER.search(name))),
        "has size": float(bool(_SIZE.search(name))),
        "is file": float(bool(_FILE.search(name))),
        "is weights": float(bool(_WEIGHTS.search(name))),
        "is lower": float(name == name.lower()),
        "is upper": float(name.isupper()),
        "has slash": float(one.words.count("/")),
        "length": log1p(len(name)),
        "words": float(name.count(" ")),
        "of family": float(page.lexicon.is_of_family(name)),
        "in catalogue": float(key in page.lexicon.models),
    }
    known = page.lexicon.roles.get(key, {})
    total = sum(known.values())
    found["known pages"] = log1p(total)
    for role in Role:
        found[f"known as {role}"] = (known.get(role, 0) + 0.0) / (total + 1.0)
    return found


def _shared(key: str, own: str) -> float:
    """The share of two names that they begin with in common."""
    same = 0
    for a, b in zip(key, own, strict=False):
        if a != b:
            break
        same += 1
    return same / max(len(key), len(own), 1)


def _of_line(page: Page, one: Candidate, line: Line) -> Features:
    text, span = page.text, one.span
    before, after = (
        text[max(line.span.start, span.start - 60) : span.start],
        text[span.end : span.end + 40],
    )
    cell = next((cell for cell in line.cells if cell.span.overlaps(span)), None)
    found: Features = {f"kind {line.kind}": 1.0, "heading level": float(len(line.headings))}
    found |= {f"field {name}": 1.0 for name in FIELDS if line.field == name}
    found["place"] = line.number / max(1, page.lines[-1].number)
    found["line"] = log1p(line.number)
    found["column"] = log1p(span.start - line.span.start)
    for host in ("huggingface", "hf.co", "modelscope", "github", "ollama", "kaggle"):
        found[f"host {host}"] = float(host in one.host)
    first = one.words.partition("/")[0] if one.host else ""
    found |= {
        f"page of {first}": 1.0
        for first in [first]
        if first in ("datasets", "spaces", "collections", "papers", "docs", "blog")
    }
    found["goes on"] = float(after[:1] in "/#?&-." and bool(one.host))
    found["in address"] = float("//" in before.rpartition(" ")[2])
    found["in quotes"] = float(before[-1:] in "\"'" and bool(before))
    found["in code"] = float(before.count("`") % 2)
    found["in bold"] = float(before.endswith(("**", "<b>", "<strong>")))
    found["is linked"] = float(after.startswith(("](", "]", "</a")))
    found["in brackets"] = float(before.endswith("("))
    found["in picture"] = float("![" in before or "<img" in before)
    found["item"] = float(
        line.kind == "text"
        and text[line.span.start : line.span.start + 8].lstrip()[:2] in ("- ", "* ", "+ ", "1.")
    )
    found |= _of_cell(text, line, cell)
    return found


def _of_cell(text: str, line: Line, cell: Cell | None) -> Features:
    if not cell:
        return {}
    words = text[line.span.start : line.span.end]
    numbers = sum(map(bool, (_NUMBER.search(text[c.span.start : c.span.end]) for c in line.cells)))
    return {
        "cell": 1.0,
        "first cell": float(cell.column == 0),
        "cell column": log1p(cell.column),
        "columns": log1p(len(line.cells)),
        "numbers in row": numbers / max(1, len(line.cells)),
        "row length": log1p(len(words)),
    }


_TARGETS = (
    "owner is account",
    "owner is linked",
    "owner resembles",
    "host huggingface",
    "host github",
    "page of datasets",
    "page of spaces",
    "is own",
    "begins as own",
    "is file",
)
_POOLED = (
    "to owner is account",
    "to host huggingface",
    "to page of datasets",
    "owner is account",
    "owner is linked",
    "owner resembles",
    "has owner",
    "host huggingface",
    "host github",
    "page of datasets",
    "kind heading",
    "kind code",
    "kind field",
    "kind row",
    "field base_model",
    "field datasets",
    "is linked",
    "in title",
    "first cell",
    "numbers in row",
    "item",
    "in quotes",
    "place",
    "is base of metadata",
)


def _of_group(page: Page, rows: Sequence[Mapping[str, float]]) -> Features:
    found = {
        f"mean {name}": sum(row.get(name, 0.0) for row in rows) / len(rows) for name in _POOLED
    }
    found |= {f"most {name}": max(row.get(name, 0.0) for row in rows) for name in _POOLED}
    found["mentions"] = log1p(len(rows))
    found["first line"] = min(row["line"] for row in rows)
    return found
