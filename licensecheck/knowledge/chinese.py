"""What is known of Chinese terms: rules/chinese.yaml and the rules of `rules/chinese/`."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from licensecheck.knowledge.files import read_rule_file
from licensecheck.knowledge.readers import read_folder, read_once
from licensecheck.knowledge.rules import Pattern, Recognisable
from licensecheck.knowledge.schema import Strict


class ChineseRule(Recognisable):
    """How the clauses of one label are recognised in Chinese; the rest stands in its own file."""

    label: str


class BindingWords(Strict):
    """Words that forbid, limit or ask for leave: a rule that fires must take account of each."""

    words: tuple[Pattern, ...] = Field(min_length=1)
    harmless: tuple[Pattern, ...] = ()
    """Where they do none of that."""


class _ChineseWords(Strict):
    grants: str
    rest: str


class _Shared(Strict):
    phrases: Mapping[str, tuple[Pattern, ...]]
    binding: BindingWords
    words: _ChineseWords
    simplified: Mapping[str, str]
    """Traditional characters by the simplified ones of the patterns, each line two of a length."""


@dataclass(frozen=True, slots=True)
class Chinese:
    """Rules for clauses in Chinese, and what they share."""

    labels: Mapping[str, ChineseRule]
    phrases: Mapping[str, tuple[str, ...]]
    binding: BindingWords
    granting: frozenset[str]
    """Words of grants."""
    usual: frozenset[str]
    """These and the words of duties, disclaimers and the rest of a contract."""
    simplified: Mapping[str, str]
    """For each traditional character the simplified one."""


def _chinese(root: Path) -> Chinese:
    shared = read_rule_file(root / "chinese.yaml", _Shared)
    simplified = {
        one: other
        for traditional, plain in shared.simplified.items()
        for one, other in zip(traditional, plain, strict=True)
    }
    granting = frozenset(shared.words.grants.split())
    return Chinese(
        read_folder(root / "chinese", ChineseRule, "label"),
        shared.phrases,
        shared.binding,
        granting,
        granting.union(shared.words.rest.split()),
        simplified,
    )


load_chinese = read_once("", _chinese)
