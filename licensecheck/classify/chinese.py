"""What clauses in Chinese do: rules alone say it, and tell what no rule took account of."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from licensecheck.classify.matcher import RuleHit, RuleMatcher
from licensecheck.domain import Span
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.knowledge.rules import Effect
from licensecheck.text import han


@dataclass(frozen=True, slots=True)
class ReadChinese:
    """One clause, read."""

    hits: Mapping[str, RuleHit]
    """By label."""
    loose: tuple[Span, ...]
    """Words that bind, of which no rule took account; all of it where English stands in it, too."""
    strange: tuple[Span, ...]
    """Words that are not usual in clauses that do this."""


class ChineseReader:
    """The rules for Chinese, compiled once."""

    def __init__(self, knowledge: Knowledge) -> None:
        chinese = knowledge.chinese
        self._script = han.Script(chinese.simplified)
        self.matcher = RuleMatcher(
            chinese.labels, chinese.phrases, "chinese", cut=self._cut, binding=chinese.binding
        )
        self._granting, self._usual = chinese.granting, chinese.usual
        self._grants = knowledge.rules.with_effect(Effect.GRANT)
        self._violating = knowledge.rules.with_effect(Effect.VIOLATES)

    def read(self, text: str, span: Span, around: str = "") -> ReadChinese:
        """A clause of a text, with its heading and lead-in."""
        ruled = self.matcher.read(text, span, around)
        loose = (span,) if han.is_mixed(text[span.start : span.end]) else ruled.loose
        hits = {hit.label: hit for hit in ruled.hits}
        return ReadChinese(hits, loose, tuple(self._strange(text, span, hits)))

    def _strange(self, text: str, span: Span, hits: Mapping[str, RuleHit]) -> list[Span]:
        """What a restriction says more changes no answer, so it is not looked for."""
        if not self._violating.isdisjoint(hits):
            return []
        words = self._granting if self._grants.issuperset(hits) else self._usual
        found = han.unknown(self._script(text[span.start : span.end]), words)
        return [Span(span.start + found[0], span.start + found[1])] if found else []

    def _cut(self, text: str) -> list[tuple[str, int]]:
        return han.tokens(self._script(text))


@cache
def chinese_reader(knowledge: Knowledge) -> ChineseReader:
    """The reader of clauses in Chinese, made once."""
    return ChineseReader(knowledge)
