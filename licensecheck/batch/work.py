"""What one process does: judges shards and writes their tables."""

from dataclasses import dataclass
from pathlib import Path

from licensecheck.auditor import Auditor
from licensecheck.batch.answered import Answered
from licensecheck.batch.bases import bases_in
from licensecheck.batch.cards import cards_in
from licensecheck.batch.input import Dump
from licensecheck.batch.policed import Policed
from licensecheck.batch.record import record
from licensecheck.batch.shards import Judge, judged, write
from licensecheck.gate.gate import Gate
from licensecheck.knowledge.knowledge import installed
from licensecheck.settings import Settings

_ANY = {"id": "any/model", "tags": ["license:mit"], "cardData": '{"license": "mit"}'}


@dataclass(frozen=True, slots=True)
class Work:
    """What a process has to know; on another machine the paths lie on a disk that all share."""

    dump: Dump
    out: Path
    since: str
    bases: Path
    cards: Path | None
    settings: Settings
    gate: Gate | None = None
    answers: Path | None = None
    """A file for the answers of all processes of a machine."""
    earlier: Path | None = None
    """That of an earlier run by the same rules."""


class Worker:
    """Holds knowledge, classifier and what was answered so far, for one shard after the other."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._cards = cards_in(work.cards)
        knowledge = installed()
        self._auditor = auditor = Auditor(work.settings, lambda _: None, knowledge)
        policed = Policed(work.gate) if work.gate else None
        cache = work.settings.cache
        self._answered = Answered(work.answers, cache, work.earlier) if work.answers else None
        self._judge = Judge(auditor, bases_in(work.bases), knowledge, policed, self._answered)

    def close(self) -> None:
        """Let go of the files that are written by several shards."""
        if self._answered:
            self._answered.close()

    def load(self) -> None:
        """Load what a first record needs (.9 s): processes that are forked then have it."""
        Judge(self._auditor, {}, installed())(record(_ANY))

    def judge(self, shard: int) -> int:
        """Judge a shard, and give its number."""
        work = self._work
        found = judged(work.dump, shard, work.since, self._judge, self._cards)
        write(work.out, shard, found.tables())
        return shard
