"""From what people write for a licence to an SPDX expression; what we don't know stays unknown."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from hashlib import sha256
from typing import Any

from licensecheck.domain.expression import MAX_BRANCHES, UNKNOWN, Expression, Named
from licensecheck.identify.mentions import mentions
from licensecheck.identify.pointing import says_more
from licensecheck.identify.wording import restricts
from licensecheck.knowledge.facts import Facts, LicenseFacts
from licensecheck.knowledge.phrases import Phrase
from licensecheck.knowledge.spelling import is_nameless, name_key

# Longer declarations are texts: no real one comes near this.
MAX_LENGTH = 300
# DUSt3R's pointer has 600 characters, Apache's header 600; the shortest licence texts have 500.
MAX_POINTER = 1500

_LATER = Phrase("licences/or-later")
_ONLY = Phrase("licences/this-version-only")
_MARKDOWN_LINK = re.compile(r"\[([^\[\]]+)\]\(([^()\s]+)\)")
_NAMED_TWICE = re.compile(r"([^()]+)\(([^()]+)\)")
# The list of PyPI, on which each licence has such words before its name.
_TROVE = Phrase("licences/trove")
# Sites that publish many licences, each under its id as the last part of the address.
_ID_SITES = re.compile(
    r"^https?://(?:www\.)?(?:spdx\.org/licenses|opensource\.org/licenses?|choosealicense\.com/licenses"
    r"|huggingface\.co/datasets/choosealicense/licenses/\w+/\w+/markdown)/([^/?#]+?)"
    r"(?:\.html|\.md|\.php)?/?(?:[?#].*)?$",
    re.IGNORECASE,
)
_URL = re.compile(r"https?://[^\s<>\"'\])}]+")
_SEVERAL = re.compile(r"\s*[,;/&]\s*")


def expression(
    declared: str | Sequence[str],
    facts: Facts,
    *,
    name: str | None = None,
    link: str | None = None,
) -> Expression:
    """The licence expression of a declaration: front matter, hub metadata, image label, prose name.

    `name` and `link` are what stands beside it for a licence that the hub has no tag for. Several
    declarations apply together: nothing says that one may choose.
    """
    values = [declared] if isinstance(declared, str) else list(declared)
    said = Expression.all_of([_one(facts, value.strip(), name, link) for value in values or [""]])
    return said if len(said.branches) <= MAX_BRANCHES else unresolved(str(said))


def pointer(text: str, facts: Facts) -> str | None:
    """Id of the one licence that a short text only refers to, by name or address.

    None for a longer text, for one that names several licences or none, and for one that says more
    than where the terms of an open licence are: more words could be more terms.
    """
    if len(text) > MAX_POINTER:
        return None
    whole = facts.find(text.strip()) or _linked(facts, text.strip())
    named = [whole] if whole else list(mentions(text, facts))
    if len(named) != 1 or (named[0].conformant is not False and says_more(text)):
        return None
    return named[0].id


def _one(facts: Facts, value: str, name: str | None, link: str | None) -> Expression:
    linked = _MARKDOWN_LINK.fullmatch(value)
    if linked:
        return _beside(facts, value, *linked.groups())
    if is_nameless(value):
        return _beside(facts, value, name, link)
    known = _named(facts, value)
    if known:
        return Expression.of(known)
    return _composed(facts, value) or unresolved(value)


def _beside(facts: Facts, value: str, name: str | None, link: str | None) -> Expression:
    """The licence at the link, else with the name; both where the link alone would be laxer."""
    linked = _linked(facts, link or "")
    if not name or is_nameless(name):
        return Expression.of(linked.id) if linked else unresolved(link or value)
    known = _named(facts, name)
    named = Expression.of(known) if known else _composed(facts, name) or unresolved(name)
    if linked is None:
        # The link says which file here has the terms, whatever they are called, unless the name
        # says more.
        here = link and "://" not in link and named.unknown and not restricts(name)
        return unresolved(link or "") if here else named
    laxer = linked.conformant and not (known and facts.licenses[known].conformant)
    there = Expression.of(linked.id)
    return Expression.all_of([named, there]) if laxer else there


def _named(facts: Facts, name: str) -> str | None:
    """Id of the single licence with this name; a name given twice must mean the same one."""
    if len(name) > MAX_LENGTH:
        return None
    name = _TROVE.sub("", name)
    found = facts.find(name) or _linked(facts, name)
    if found:
        return found.id
    twice = _NAMED_TWICE.fullmatch(name.strip())
    if twice:
        both = {_named(facts, part.strip()) for part in twice.groups()}
        return both.pop() if len(both) == 1 else None
    return _versioned(facts, name_key(name)) or _listed(name)


def _versioned(facts: Facts, key: str) -> str | None:
    """ "GPL 3 or later", "GPLv2+", "LGPL 3 only"."""
    for suffix, ending in ((_LATER, "-or-later"), (_ONLY, "-only")):
        base = facts.find(suffix.sub("", key)) if suffix.search(key) else None
        if base:
            stem = re.sub(r"-(?:only|or-later)$", "", base.id)
            return stem + ending if stem + ending in facts.licenses else base.id
    return None


def _linked(facts: Facts, link: str) -> LicenseFacts | None:
    """The licence at an address."""
    if not _URL.fullmatch(link):
        return None
    by_id = _ID_SITES.match(link)
    return facts.at(link) or (facts.find(by_id.group(1)) if by_id else None)


@cache
def _spdx() -> Any:
    """All SPDX ids and the parser of their expressions (70 ms, so only where they are needed)."""
    from license_expression import get_spdx_licensing

    return get_spdx_licensing()


def _listed(name: str) -> str | None:
    """The SPDX id as its list spells it, for licences of which we know no more than that."""
    symbol = _spdx().known_symbols.get(name) or _spdx_by_key().get(name.casefold())
    return None if symbol is None or symbol.is_exception else str(symbol.key)


@cache
def spdx_ids() -> tuple[str, ...]:
    """All ids of licences in the SPDX list and in ScanCode's (`LicenseRef-scancode-…`)."""
    return tuple(key for key, symbol in _spdx().known_symbols.items() if not symbol.is_exception)


@cache
def _spdx_by_key() -> dict[str, Any]:
    return {key.casefold(): symbol for key, symbol in _spdx().known_symbols.items()}


def _composed(facts: Facts, value: str) -> Expression | None:
    """An SPDX expression, or a list of licences that are all known; None if it is neither."""
    if len(value) > MAX_LENGTH:
        return None
    parts = _SEVERAL.split(value)
    if len(parts) > 1:
        ids = [_named(facts, part) for part in parts]
        return Expression.of(*filter(None, ids)) if all(ids) else None
    try:
        tree = _spdx().parse(value)
    except Exception:  # the parser also meets nonsense with IndexError, TypeError and others
        return None
    if not getattr(tree, "args", ()) and not hasattr(tree, "exception_symbol"):
        return None
    found = _tree(tree, lambda symbol: _symbol(facts, symbol))
    return found if len(found.branches) <= MAX_BRANCHES else None


def _tree(node: Any, leaf: Callable[[Any], Expression]) -> Expression:
    if hasattr(node, "exception_symbol"):
        return _with(leaf(node.license_symbol), node.exception_symbol)
    if not node.args:
        return leaf(node)
    parts = [_tree(each, leaf) for each in node.args]
    return Expression.all_of(parts) if node.operator.strip() == "AND" else Expression.any_of(parts)


def _symbol(facts: Facts, symbol: Any) -> Expression:
    known = _named(facts, str(symbol.key))
    return Expression.of(known) if known else unresolved(str(symbol.key))


def _with(base: Expression, exception: Any) -> Expression:
    """SPDX's exceptions only permit more; an unknown one may be a restriction, so it is kept."""
    known = _spdx_by_key().get(str(exception.key).casefold())
    if known is None or not known.is_exception:
        return Expression.all_of([base, unresolved(str(exception.key))])
    return Expression(tuple(replace(one, exception=str(known.key)) for one in base.named))


def unresolved(value: str) -> Expression:
    """A licence of which nobody knows more than these words: `LicenseRef-unknown-…`."""
    if value.startswith("LicenseRef-") and re.fullmatch(r"[A-Za-z0-9.-]+", value):
        return Expression((Named(value, written=value),))
    slug = re.sub(r"[^a-z0-9.]+", "-", value.casefold())[:60].strip("-.")
    if not slug and value:
        slug = sha256(value.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    reference = UNKNOWN + (slug or "unnamed")
    return Expression((Named(reference, written=value),))
