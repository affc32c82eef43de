"""What a text that names a model means: an address on a hub, or nothing."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from licensecheck.domain import ModelRef
from licensecheck.errors import RefError
from licensecheck.hubs import address_globs, parse_ref
from licensecheck.knowledge.services import load_services
from licensecheck.scan.owners import is_known_owner
from licensecheck.scan.patterns import NameRule, fits, is_form, patterns

OWNED = re.compile(r"[A-Za-z0-9][\w.-]{0,95}/[A-Za-z0-9][\w.-]{1,95}")
"""Hugging Face's own limit is 96 for each part; a name has at least two characters."""
_BARE = re.compile(r"[A-Za-z0-9-][\w.:@-]{1,95}")
_SERVED = re.compile(r"[\w@][\w.:/@+-]{0,200}")
_TAGGED = re.compile(r"[\w.-]+/[\w.-]+:[\w.-]+")
_GIT = re.compile(r"git@(?:hf|huggingface)\.co:|(?:git\+)?ssh://git@(?:hf|huggingface)\.co/")
_WEB = re.compile(r"(?:https?://)?(?:www\.)?(?:huggingface\.co|hf\.co)/|hf://")

_OCI = re.compile(r"pkg:oci/[^@?]+(?:@([^?]+))?\?(?:.*&)?repository_url=([^&]+)")
# `${MODEL:-name}` of a shell and of compose, `${acme.model:name}` of Spring.
_DEFAULT = re.compile(r"\$\{[\w.-]+(?::?[-=]|:(?![?+]))([^{}$]*)\}")
# `${region}.anthropic.claude-v2`, `{}/gpt-4o`: where it runs is computed, the rest is its name.
_BEGUN = re.compile(
    r"(?:\$\{[^{}\s]{1,60}\}|#\{[^{}\s]{1,60}\}|\{[\w.]{0,60}\}|%s)[./:](?=[A-Za-z])"
)

MAX_LENGTH = 1_000
"""Characters of what may name a model: an address with a path and a query."""

Exists = Callable[[str], bool]
"""Whether a relative path is a file or folder of the project."""


def nothing_exists(_: str) -> bool:
    """Use where there is no project around a name."""
    return False


def model_named(
    text: str, names: str, revision: str | None = None, exists: Exists = nothing_exists
) -> ModelRef | None:
    """The model that a text means where names of this kind stand; None where it means none.

    A path, a name with a variable in it or a name of something else is None.
    """
    text = named_after(text.strip())
    if not text or len(text) > MAX_LENGTH or not text.isprintable() or " " in text:
        return None
    if fits(text, address_globs()):
        return _at(_address(text), revision)
    if is_stored(text):
        return _at(f"bucket:{_UNREADABLE.sub('_', text)}", revision)
    if names == "guess" and is_weight_file(text):
        return None if exists(text) else model_named(weight_file(text), "weights-file")
    if names == "guess":
        text = without_variant(text)
    rule = patterns().names[names]
    # An address of another library's own hub is read by its beginning.
    known = any(text.startswith(one) for one in rule.prefixes if "://" in one)
    known = known or fits(text.removeprefix("models/"), patterns().evident)  # as Google names them
    if not known and _is_path(text, exists, files=rule.files):
        return None
    name, at = _revised(text, revision)
    found = _read(name, rule)
    return _at(found, at) if found else None


def without_variant(text: str) -> str:
    """`owner/name` without the way in which a service runs it: `owner/name:free`."""
    name, _, variant = text.partition(":")
    return name if variant in patterns().variants and OWNED.fullmatch(name) else text


def is_stored(text: str) -> bool:
    """True for the place of something in a bucket or volume, which nobody else can read."""
    return text.startswith(load_services()["bucket"].written)


_UNREADABLE = re.compile(r"[^\w.:/@+-]+")
"""Of a place: a variable of which the value is not known."""


@lru_cache(20_000)
def is_weight_file(text: str) -> bool:
    """True for a file of weights, with its folder or without, that is published under its name."""
    name = weight_file(text).removesuffix(".gz")
    stem, dot, ending = name.rpartition(".")
    known = dot and ending.lower() in patterns().weight_files.endings
    if not known or re.match(r"[A-Za-z]:[\\/]|\w+://", text):
        return False
    return patterns().weight_files.like.one.fullmatch(stem) is not None


def weight_file(path: str) -> str:
    """The name of a file without its folder."""
    return re.split(r"[/\\]", path)[-1]


@dataclass(frozen=True, slots=True)
class Download:
    """An address in a text that downloads or runs a model."""

    written: str
    model: ModelRef
    exact: bool
    """True where the address names one version."""


def downloads(text: str) -> Iterator[Download]:
    """Addresses in a text that download or run a model."""
    for rule in patterns().downloads:
        for match in re.finditer(rule.like, text):
            model = _at(_filled(rule.address, match[1]), match.groupdict().get("revision"))
            if model:
                yield Download(match[1] if rule.exact else match[0].rstrip("/"), model, rule.exact)


def default_of(text: str) -> str:
    """The default of a text that is one variable, `${MODEL:-org/name}`; any other as it is."""
    found = _DEFAULT.fullmatch(text.strip())
    return found[1] if found else text


def named_after(text: str) -> str:
    """A text without a computed beginning, where the rest is a name of a well-known service: of
    `${region}.anthropic.claude-v2` the name."""
    found = _BEGUN.match(text) if text[:1] in ("$", "#", "{", "%") else None
    rest = text[found.end() :] if found else ""
    return rest if rest and fits(rest, patterns().evident) else text


def _revised(text: str, revision: str | None) -> tuple[str, str | None]:
    """`org/name@revision` apart; what the code says beside it counts more."""
    name, at, found = text.partition("@")
    if at and "/" in name[:-1] and name[-1] != "/" and re.fullmatch(r"[^@/]+", found):
        return name, revision or found
    return text, revision


def _read(name: str, rule: NameRule) -> str | None:
    """The address that a kind of name gives to a text; the longest beginning that fits counts."""
    kinds = patterns().names
    for prefix in sorted(filter(name.startswith, rule.prefixes), key=len, reverse=True):
        rest, meant = name.removeprefix(prefix), rule.prefixes[prefix]
        if is_form(meant):
            return _filled(meant, rest) if _SERVED.fullmatch(rest) else None
        kind = kinds[meant]
        found = _read(rest, kind)
        if found or kind == NameRule():
            return found
    if "/" in name:
        slash = rule.slash if is_known_owner(name) else rule.strangers or rule.slash
        return _filled(slash, name) if slash and _is_owned(name, rule) else None
    if not _BARE.fullmatch(name):
        return None
    found = next((_filled(one.address, name) for one in rule.bare if fits(name, one.like)), None)
    return _read(name, kinds[rule.otherwise]) if rule.otherwise and not found else found


def _filled(address: str, name: str) -> str:
    return address.format(
        name=name,
        before_colon=name.partition(":")[0],
        name_=name.replace("-", "_"),
        last=name.rpartition("/")[2],
        two="/".join(name.split("/")[:2]),
    )


def _is_owned(name: str, rule: NameRule) -> bool:
    if rule.long:
        return all(re.fullmatch(r"[A-Za-z0-9][\w.:@-]*", part) for part in name.split("/"))
    takes_tag = rule.slash and ("before_colon" in rule.slash or not rule.slash.startswith("hf:"))
    if not (OWNED.fullmatch(name) or (takes_tag and _TAGGED.fullmatch(name))):
        return False
    return not rule.careful or is_surely_model(name)


def is_surely_model(name: str) -> bool:
    """True for `owner/name` that is hardly anything else: known owner, or a name like a model's."""
    model = name.partition("/")[2]
    return is_known_owner(name) or bool(re.fullmatch(r"[^A-Za-z]*[A-Za-z].*[\d-].*", model))


def _is_path(text: str, exists: Exists, *, files: bool) -> bool:
    """`files`: endings of files are no sign here; the library downloads models by such names."""
    known = patterns()
    first = text.partition("/")[0].lower()
    if "/" in text and (not first or first in known.folders or text.endswith("/")):
        return True
    if text.startswith((".", "~", "$", "{", "<", "%")) or re.match(r"[A-Za-z]:[\\/]|\w+://", text):
        return True
    if text.lower().endswith(known.endings) and not files:
        return True
    return "\\" in text or exists(text)


def _address(text: str) -> str:
    """An address as our hubs take it: of a file or an endpoint, that of its model."""
    text = _GIT.sub("https://huggingface.co/", text.removeprefix("git+")).removesuffix(".git")
    text = re.sub(r"^oci://", "oci:", text)
    text = re.sub(r"^pkg:ollama/([^@?]+)@?", r"ollama:\1:", text).removesuffix(":")
    if image := _OCI.match(text):
        return f"oci:{unquote(image[2])}@{unquote(image[1])}" if image[1] else f"oci:{image[2]}"
    if not _WEB.match(text):
        return text
    path = _WEB.sub("", text)
    parts = path.split("/")
    if parts[0] in patterns().pages:
        return ""
    if len(parts) > 3 and parts[2] in {"resolve", "raw", "blob", "tree"}:
        at = "" if parts[3] == "main" else f"@{parts[3]}"
        return f"hf:{parts[0]}/{parts[1]}{at}"
    name, tag = re.fullmatch(r"([^:@?#]*)(?:[:@]([\w.-]+))?.*", "/".join(parts[:2])).groups()  # type: ignore[union-attr]  # fits every text
    # `:Q4_K_M` behind an address of ours is a file; `:` behind hf:// is KServe's revision.
    revised = tag and ("@" in path or text.startswith("hf://"))
    return f"hf:{name}@{tag}" if revised and tag != "main" else f"hf:{name}"


def _at(address: str, revision: str | None) -> ModelRef | None:
    """The reference; a revision that is none, or the default one by its name, is left out."""
    if "@" in address or revision in ("main", "latest") or not revision:
        revision = None
    return _parsed(address, revision) or (_parsed(address, None) if revision else None)


@lru_cache(10_000)
def _parsed(address: str, revision: str | None) -> ModelRef | None:
    try:
        return parse_ref(address, revision, typed=False) if address else None
    except RefError:
        return None
