"""The names of a page as a network reads them; training and reading make them alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from licensecheck.reader.features import mention_features
from licensecheck.reader.page import Page, key_of
from licensecheck.reader.sentences import around
from licensecheck.reader.words import buckets


@dataclass(frozen=True, slots=True)
class Seen:
    """The names of a page, before they are numbers of a certain network."""

    features: Sequence[Mapping[str, float]]
    words: Sequence[Sequence[int]]
    groups: tuple[int, ...]
    lines: tuple[int, ...]


def names_seen(page: Page) -> Seen:
    """The names of a page; those of one spelling are a group."""
    groups = _numbered([key_of(one.words) for one in page.names])
    words = [buckets(around(page, one)) for one in page.names]
    return Seen(mention_features(page), words, groups, tuple(one.line for one in page.names))


def _numbered(keys: Sequence[str]) -> tuple[int, ...]:
    numbers = dict[str, int]()
    return tuple(numbers.setdefault(key, len(numbers)) for key in keys)


def integers(found: Sequence[int]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Groups or lines as a network has them."""
    return np.array(found, np.int64)
