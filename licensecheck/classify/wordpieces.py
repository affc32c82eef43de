"""Clauses as the word pieces that the classifier reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

WINDOW = 128
"""Word pieces in one input, the separators included, as in training; 95% of clauses with their
context are shorter."""
CONTEXT = 48
"""Of them for heading and lead-in at most: the end of these says most about the clause."""
STRIDE = 48
"""From one window of a long clause to the next: each word is seen with words on both sides."""


@dataclass(frozen=True, slots=True)
class Window:
    """One input: piece ids, and how many of them are context."""

    ids: tuple[int, ...]
    context: int


class WordPieces:
    """Cuts a clause with its context into windows; nothing of the clause stays unread."""

    def __init__(self, tokenizer: Path) -> None:
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        pieces = self._tokenizer.get_vocab()
        self._start, self._separator = pieces["[CLS]"], pieces["[SEP]"]

    def windows(self, pairs: Sequence[tuple[str, str]]) -> list[tuple[Window, ...]]:
        """For each pair of context and clause its windows, at least one."""
        contexts = self._pieces([context for context, _ in pairs])
        clauses = self._pieces([clause for _, clause in pairs])
        return list(map(self._cut, contexts, clauses))

    def _pieces(self, texts: list[str]) -> list[list[int]]:
        encoded = self._tokenizer.encode_batch_fast(texts, add_special_tokens=False)
        return [encoding.ids for encoding in encoded]

    def _cut(self, context: list[int], clause: list[int]) -> tuple[Window, ...]:
        head = (self._start, *context[-CONTEXT:], self._separator)
        room = WINDOW - len(head) - 1
        last = max(0, len(clause) - room)
        starts = [*range(0, last, STRIDE), last]
        return tuple(
            Window((*head, *clause[at : at + room], self._separator), len(head)) for at in starts
        )
