"""What the spellings of one licence have in common: of its name, its address and its family."""

import re
from functools import lru_cache
from unicodedata import normalize
from urllib.parse import unquote

_NOISE = frozenset({"the", "license", "licence", "licenses", "licences", "agreement", "version"})
_WORDS = re.compile(r"\d+(?:\.\d+)*|[^\W\d_]+|\+")
_VERSION = re.compile(r"v(?:er)?\.?[\s_-]{0,3}(?=\d)")
_CUT_VERSION = re.compile(r"v(?:er)?\.?[\s_-]{0,3}$", re.IGNORECASE)
_ZEROS = re.compile(r"(?:\.0)+$")
_SCHEME = re.compile(r"^https?://(?:www\.)?", re.IGNORECASE)
_RAW_GITHUB = re.compile(r"^raw\.githubusercontent\.com/([^/]+/[^/]+)/")
_REVISION = re.compile(r"/(?:blob|raw|resolve|tree)/[^/]+/")
_URL_TAIL = re.compile(r"(?:\.html?|\.txt|\.md|\.php|/(?:deed|legalcode)(?:\.[\w-]+)?|/)+$", re.I)
_FAMILY = re.compile(r"LicenseRef-(.+)-family")
_PREFIX = re.compile(r"licenseref-(?:scancode-)?")


@lru_cache(50_000)  # phrases of prose are compared word by word, and most come again
def name_key(name: str) -> str:
    """What spellings of one name have in common: "The MIT License" and "mit" are one.

    Case, separators, a "v" before a number, a final ".0" and the words for licence do not count;
    every other word and digit does.
    """
    text = _VERSION.sub(" ", normalize("NFKC", name).casefold())
    words = (word for word in _WORDS.findall(text) if word not in _NOISE)
    key = " ".join(_ZEROS.sub("", word) if word.endswith(".0") else word for word in words)
    return f"cc by nc{key[8:]}" if key.startswith("cc nc by") else key  # in another order


def opening_keys(words: str) -> tuple[str, ...]:
    """The keys that names have which begin with these words; the last of them may be the "v" before
    a number."""
    without = _CUT_VERSION.sub("", normalize("NFKC", words))
    return tuple({name_key(words), name_key(without)})


def address_key(address: str) -> str:
    """What addresses of one text have in common.

    Scheme, `www.`, query, fragment, file ending and final slash do not count, nor which revision of
    a file on GitHub or Hugging Face is shown and how, nor which form of a Creative Commons licence.
    """
    plain = re.split(r"[?#]", _SCHEME.sub("", unquote(address.strip())), maxsplit=1)[0].casefold()
    plain = _RAW_GITHUB.sub(r"github.com/\1/raw/", plain)
    return _URL_TAIL.sub("", _REVISION.sub("/", plain, count=1))


# Words that stand where a licence could be named, and name none. `none` is no such word: like NONE
# of SPDX it says that nobody is licensed.
_NAMELESS = frozenset(
    name_key(word)
    for word in ("", "other", "unknown", "noassertion", "custom", "n/a", "see license")
)


def is_nameless(value: str) -> bool:
    """True for what stands in a licence field and names none: `other`, `unknown`, nothing."""
    return name_key(value) in _NAMELESS


def is_family(license_id: str) -> bool:
    """Whether the id is that of a family, which is no licence and has no text."""
    return _FAMILY.fullmatch(license_id) is not None


def is_of_family(license_id: str, family: str) -> bool:
    """Whether a licence is one of a family, which is named where no version is said:
    `BSD-3-Clause` is one of `LicenseRef-bsd-family`."""
    named = _FAMILY.fullmatch(family)
    own = _PREFIX.sub("", license_id.casefold())
    return named is not None and license_id != family and own.startswith(f"{named[1]}-")


def is_sister(one: str, other: str) -> bool:
    """Whether two ids begin with one name: `LicenseRef-llama-2` and `LicenseRef-llama-3.2` do."""
    first, second = (_PREFIX.sub("", id_.casefold()).split("-")[0] for id_ in (one, other))
    return one != other and first == second
