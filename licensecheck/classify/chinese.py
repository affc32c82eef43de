"""What clauses in Chinese do: rules alone say it, and tell what no rule took account of."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

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

    def moved(self, by: int) -> "ReadChinese":
        """The same in a text that begins so many characters before this one."""
        hits = {label: hit.moved(by) for label, hit in self.hits.items()}
        loose, strange = (tuple(s.moved(by) for s in part) for part in (self.loose, self.strange))
        return ReadChinese(hits, loose, strange)


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
        # Tables and lists say the same again and again.
        self._again = lru_cache(64)(self._read)

    def read(self, text: str, span: Span, around: str = "") -> ReadChinese:
        """A clause of a text, with its heading and lead-in."""
        return self._again(text[span.start : span.end], around).moved(span.start)

    def _read(self, clause: str, around: str) -> ReadChinese:
        whole = Span(0, len(clause))
        ruled = self.matcher.read(clause, whole, around)
        loose = (whole,) if han.is_mixed(clause) else ruled.loose
        hits = {hit.label: hit for hit in ruled.hits}
        return ReadChinese(hits, loose, tuple(self._strange(clause, hits)))

    def _strange(self, clause: str, hits: Mapping[str, RuleHit]) -> list[Span]:
        """What a restriction says more changes no answer, so it is not looked for."""
        if not self._violating.isdisjoint(hits):
            return []
        words = self._granting if self._grants.issuperset(hits) else self._usual
        found = han.unknown(self._script(clause), words)
        return [Span(*found)] if found else []

    def _cut(self, text: str) -> list[tuple[str, int]]:
        return han.tokens(self._script(text))


@cache
def chinese_reader(knowledge: Knowledge) -> ChineseReader:
    """The reader of clauses in Chinese, made once."""
    return ChineseReader(knowledge)
