"""Asks the real hubs about 30 public models, and compares the answers with a dated record of ours.

    python -m benchmarks.live [--write]

It needs a network and no token. A line for each model: `same`, `differs` with what was said and
what is said now, `new` without a record, or `not read` with the reason. It exits with 1 where one
differs. `--write` writes the answers of today, so that the next run compares with them.

What differs is one of three things: the publisher changed something, a hub did, or we are wrong:
docs/hubs.md says how to report it.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from licensecheck.auditor import Auditor
from licensecheck.domain import Gating, Level
from licensecheck.domain.report import Report
from licensecheck.domain.right import RightAnswer
from licensecheck.errors import LicensecheckError
from licensecheck.hubs import parse_ref
from licensecheck.settings import Settings

RECORD = Path(__file__).parent.parent / "tests" / "hubs" / "live.yaml"


class Said(BaseModel):
    """What a report says of a model, as far as a record keeps it."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    ref: str
    """Its name of today."""
    level: Level
    licenses: tuple[str, ...]
    """All that are declared or read, sorted."""
    commercial: RightAnswer | None
    gating: Gating


class Recorded(BaseModel):
    """A model, and what was said of it once."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    asked: str
    seen: date | None = None
    """When its hub gave the answers that this rests on; None where there is no record."""
    said: Said | None = None


class Records(BaseModel):
    """The file."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    models: tuple[Recorded, ...]


def read(file: Path = RECORD) -> tuple[Recorded, ...]:
    """The models of the record."""
    return Records.model_validate(yaml.safe_load(file.read_text("utf-8"))).models


def said_of(report: Report) -> Said:
    """What of a report is kept."""
    declared = {name for one in report.declared for name in one.licenses}
    texts = {match.license for text in report.licenses for match in text.matches}
    answers = (one.answer for one in report.rights if one.right == "use-commercially")
    return Said(
        ref=report.ref,
        level=report.level,
        licenses=tuple(sorted(declared | texts)),
        commercial=next(answers, None),
        gating=report.gating,
    )


def differences(before: Said, now: Said) -> Iterator[str]:
    """What differs, a line each."""
    for name in Said.model_fields:
        old, new = getattr(before, name), getattr(now, name)
        if old != new:
            yield f"{name}: {_shown(old)} -> {_shown(new)}"


def _shown(value: object) -> str:
    return " AND ".join(value) if isinstance(value, tuple) else str(value)


def compared(models: Sequence[Recorded], auditor: Auditor) -> Iterator[tuple[Recorded, str]]:
    """Each model with what is said of it today, and its line."""
    for one in models:
        try:
            now = said_of(auditor.audit(parse_ref(one.asked)))
        except LicensecheckError as error:
            yield one, f"not read  {one.asked}: {error}"
            continue
        today = Recorded(asked=one.asked, seen=datetime.now(UTC).date(), said=now)
        yield today, _line(one, now)


def _line(before: Recorded, now: Said) -> str:
    if before.said is None:
        return f"new       {before.asked}: {now.level}, {_shown(now.licenses) or 'no licence'}"
    found = list(differences(before.said, now))
    since = f"{before.asked} (recorded {before.seen})"
    return "\n".join(
        [f"differs   {since}", *(f"          {one}" for one in found)]
        if found
        else [f"same      {since}"]
    )


def write(models: Sequence[Recorded], file: Path) -> None:
    """The record, under the remarks that stand at its head."""
    lines = file.read_text("utf-8").splitlines(keepends=True) if file.is_file() else []
    head = "".join(line for line in lines if line.startswith("#"))
    kept = Records(models=tuple(models)).model_dump(mode="json", exclude_none=True)
    file.write_text(head + yaml.safe_dump(kept, sort_keys=False, width=120), "utf-8")


def main(words: Sequence[str] | None = None) -> int:
    """Ask, and print what differs."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else "")
    parser.add_argument("--record", type=Path, default=RECORD)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args(words)
    auditor = Auditor(Settings(), lambda _: None)
    today, differ = list[Recorded](), False
    for one, line in compared(read(options.record), auditor):
        today.append(one)
        differ |= line.startswith("differs")
        print(line, flush=True)
    if options.write:
        write(today, options.record)
    return int(differ)


if __name__ == "__main__":
    sys.exit(main())
