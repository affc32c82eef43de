"""A whole run: every shard of a dump, on several processes, with what was done before kept."""

import json
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from licensecheck.batch.answered import closed
from licensecheck.batch.bases import keep_bases
from licensecheck.batch.cards import cards_in, keep_cards
from licensecheck.batch.input import Dump, opened
from licensecheck.batch.local import judge_here
from licensecheck.batch.policed import Policed
from licensecheck.batch.schema import SCHEMA_VERSION
from licensecheck.batch.shards import part
from licensecheck.batch.summary import Summary, summed
from licensecheck.batch.work import Work
from licensecheck.errors import UsageError
from licensecheck.gate.gate import Gate
from licensecheck.knowledge import rules_version
from licensecheck.settings import Settings
from licensecheck.version import __version__

RUN = "run.json"
SUMMARY = "summary.json"
BASES, CARDS, ANSWERS = "bases.sqlite", "cards.sqlite", "answers.sqlite"
"""What only a run needs, which is removed at its end, and what it answered, for a later one."""
ENGINES = ("local", "ray")
_DECIDING = ("schema", "licensecheck", "rules", "policy")
"""What of a run decides its answers, beside the dump."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run is asked to do."""

    source: Path
    out: Path
    since: str = ""
    jobs: int | None = 1
    """Processes; None for one on each core."""
    resume: bool = False
    gate: Gate | None = None
    """A policy that is asked of each model."""
    cards: Path | None = None
    """Texts of cards by id."""
    engine: str = "local"
    against: Path | None = None
    """An earlier run: what it judged by the same rules is not judged again."""


def run(plan: Plan, settings: Settings, progress: Callable[[str], None]) -> Summary:
    """Judge what is not yet done, and give the summary, which is written too.

    Raises UsageError where the dump cannot be read, or the folder has answers about something else,
    or any without `resume`, or cannot be written; UnavailableError where a process was ended from
    outside.
    """
    try:
        return _run(plan, settings, progress)
    except (OSError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", None) or str(error).partition("\n")[0][:200]
        remedy = "Make room for it, then go on with --resume."
        raise UsageError(f"{plan.out} cannot be written: {reason}", remedy=remedy) from error


def _run(plan: Plan, settings: Settings, progress: Callable[[str], None]) -> Summary:
    if plan.engine not in ENGINES:
        raise UsageError(f"engine {plan.engine!r}", remedy=f"One of {', '.join(ENGINES)}.")
    if plan.cards and not plan.cards.is_file():
        raise UsageError(f"there is no file {plan.cards}")
    dump = opened(plan.source)
    _begin(plan, dump)
    left = [at for at in range(len(dump.sizes)) if not part(plan.out, "models", at).is_file()]
    progress(f"looking for base models in {dump.count:,} rows")
    done, began = 0, time.monotonic()
    for shard in _judged(plan, dump, settings, left) if left else ():
        done += dump.sizes[shard]
        rate = done / max(time.monotonic() - began, 0.001)
        rest = sum(dump.sizes[at] for at in left) - done
        pace = f"{rate:,.0f} a second, {_time(rest / rate)} left"
        progress(f"{dump.count - rest:,} of {dump.count:,} rows, {pace}")
    summary = summed(plan.out, dump)
    closed(plan.out / ANSWERS)
    for left_over in (plan.out / BASES, plan.out / CARDS, *plan.out.glob("*/.part-*")):
        left_over.unlink(missing_ok=True)
    text = json.dumps(asdict(summary), indent=1)
    (plan.out / SUMMARY).write_text(f"{text}\n", encoding="utf-8")
    return summary


def _time(seconds: float) -> str:
    """A time as people say it."""
    minutes = round(seconds / 60)
    if minutes < 2:
        return f"{seconds:,.0f} s"
    return f"{minutes} min" if minutes < 120 else f"{minutes // 60} h {minutes % 60} min"


def _judged(plan: Plan, dump: Dump, settings: Settings, left: list[int]) -> Iterator[int]:
    """The numbers of the shards as they are done."""
    bases, cards = plan.out / BASES, plan.out / CARDS if plan.cards else None
    if plan.cards and cards:
        keep_cards(plan.cards, cards)
    keep_bases(dump, bases, cards_in(cards))
    work = Work(dump, plan.out, plan.since, bases, cards, settings, plan.gate)
    if plan.engine == "ray":
        from licensecheck.batch.on_ray import judge_on_ray  # needs ray

        yield from judge_on_ray(work, left, plan.jobs)
    else:
        work = replace(work, answers=plan.out / ANSWERS, earlier=_earlier_answers(plan))
        yield from judge_here(work, left, plan.jobs or os.cpu_count() or 1)


def _earlier_answers(plan: Plan) -> Path | None:
    """The answers of an earlier run that was asked the same by the same rules."""
    if plan.against is None:
        return None
    said = (_earlier(folder / RUN) for folder in (plan.against, plan.out))
    old, new = ([run.get(name) for name in _DECIDING] for run in said)
    return plan.against / ANSWERS if old == new else None


def _begin(plan: Plan, dump: Dump) -> None:
    """Write what the run is about, or compare it with what an earlier one wrote."""
    said = {
        "schema": SCHEMA_VERSION,
        "licensecheck": __version__,
        "rules": rules_version(),
        "input": plan.source.name,
        "size": plan.source.stat().st_size,
        "shards": list(dump.sizes),
        "since": plan.since,
        "policy": Policed(plan.gate).digest if plan.gate else "",
        "cards": [plan.cards.name, plan.cards.stat().st_size] if plan.cards else None,
    }
    if plan.out.exists() and not plan.out.is_dir():
        raise UsageError(f"{plan.out} is no folder", remedy="Name a folder for the tables.")
    if not plan.out.exists() or not any(plan.out.iterdir()):
        plan.out.mkdir(parents=True, exist_ok=True)
        (plan.out / RUN).write_text(json.dumps(said, indent=1) + "\n", encoding="utf-8")
        return
    if not plan.resume:
        raise UsageError(f"{plan.out} is not empty", remedy="Go on with --resume, or name another.")
    if _earlier(plan.out / RUN) != said:
        raise UsageError(
            f"{plan.out} has answers about another input, or by other rules",
            remedy="Name another folder.",
        )


def _earlier(file: Path) -> Any:
    """What an earlier run wrote about itself; UsageError where that cannot be read."""
    try:
        return json.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        raise UsageError(
            f"{file.parent} has files, and none of them is the {RUN} of a run of batch",
            remedy="Name another folder.",
        ) from None
    except (OSError, ValueError, RecursionError) as error:
        raise UsageError(
            f"{file} is damaged, so it cannot be told what the run was about",
            remedy="Begin again in another folder.",
        ) from error
