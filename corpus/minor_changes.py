"""Whether a licence keeps its answers when it is copied as people copy licences.

    python -m corpus.minor_changes [--licence KEY ...] [--change NAME ...]

Each licence that the OSI approved (`dev` rows of ScanCode's table) is read as it stands and after
each change of `CHANGES`. None of them changes what the licence says, so no criterion of the Open
Source Definition that is met may be lost. Prints those that are, with what was left to read, and
exits with 1 if there are any.
"""

import argparse
import re
import textwrap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from corpus import texts
from corpus.evaluate_verdicts import rows
from licensecheck.auditor import Auditor
from licensecheck.domain import Status
from licensecheck.domain.report import LicenseReport
from licensecheck.settings import Settings

_PARAGRAPHS = re.compile(r"\n[ \t]*\n")
_PLACEHOLDER = {
    re.compile(r"[<\[{(](?:year|yyyy|date)s?[>\]})]", re.I): "2024",
    re.compile(
        r"[<\[{](?:the )?(?:full )?(?:names? of (?:the )?)?"
        r"(?:copyright[ _](?:holders?|owners?)|owners?|authors?|fullname|your name)[>\]}]",
        re.I,
    ): "Zebra Labs GmbH",
}
_COPYRIGHT = re.compile(r"^\W*copyright\b", re.I | re.M)
_NUMBER = re.compile(r"^([ \t]*)\(?(\d{1,2}|[a-z])[.)](?=[ \t]+\S)", re.M)
_HEADING = re.compile(r"^[ \t]*([A-Z][^\n.;:]{2,60})[ \t]*$", re.M)
_NOUN = re.compile(r"\b([Ll]|[Ss]ubl)icense(s?)\b")
_QUOTED = re.compile(r"\"([^\"\n]*)\"")


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence as its publisher wrote it."""

    text: str
    name: str
    """What it is called: its SPDX id, else ScanCode's key."""


def _copyright(licence: Licence) -> str:
    """Its place for the holder filled in, or a line for him where it has none."""
    text = licence.text
    for pattern, words in _PLACEHOLDER.items():
        text = pattern.sub(words, text)
    line = "Copyright (c) 2024 Zebra Labs GmbH and contributors. All rights reserved.\n\n"
    return text if _COPYRIGHT.search(text) else line + text


def _wrapped(width: int) -> Callable[[Licence], str]:
    """Each paragraph anew; a line that begins with a number or bullet begins a paragraph."""

    def wrap(licence: Licence) -> str:
        text = re.sub(r"\n(?=[ \t]*(?:[-*•]|\(?\w{1,3}[.)])[ \t])", "\n\n", licence.text)
        filled = (textwrap.fill(" ".join(one.split()), width) for one in _PARAGRAPHS.split(text))
        return "\n\n".join(filled)

    return wrap


def _markdown(licence: Licence) -> str:
    """Title and headings as such, numbers and bullets as lists."""
    text = _HEADING.sub(r"## \1", licence.text)
    text = _NUMBER.sub(r"\1\2. ", text)
    return f"# {licence.name}\n\n" + re.sub(r"^[ \t]*[-*•][ \t]+", "* ", text, flags=re.M)


CHANGES: Mapping[str, Callable[[Licence], str]] = {
    "as it stands": lambda licence: licence.text,
    "copyright filled in": _copyright,
    "wrapped at 60": _wrapped(60),
    "a paragraph a line": _wrapped(100_000),
    "indented": lambda licence: textwrap.indent(licence.text, "    "),
    "Markdown": _markdown,
    "CRLF": lambda licence: licence.text.replace("\n", "\r\n"),
    "1. as 1)": lambda licence: _NUMBER.sub(r"\1\2)", licence.text),
    "1. as (1)": lambda licence: _NUMBER.sub(r"\1(\2)", licence.text),
    "dashes for numbers": lambda licence: _NUMBER.sub(r"\1-", licence.text),
    "with a title": lambda licence: f"{licence.name}\n\n{licence.text}",
    "with an SPDX line": lambda licence: (
        f"SPDX-License-Identifier: {licence.name}\n\n{licence.text}"
    ),
    "capital letters": lambda licence: licence.text.upper(),
    "small letters": lambda licence: licence.text.lower(),
    "typographic quotes": lambda licence: _QUOTED.sub(r"“\1”", licence.text.replace("'", "’")),
    "straight quotes": lambda licence: licence.text.translate(
        str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
    ),
    "https": lambda licence: licence.text.replace("http://", "https://"),
    "a space at each end": lambda licence: licence.text.replace("\n", " \n"),
    "hard spaces": lambda licence: re.sub(r"(?<=\w) (?=\w{1,2} )", "\xa0", licence.text),
    "dashes": lambda licence: licence.text.replace(" - ", " – ").replace("--", "—"),
    "ligatures": lambda licence: licence.text.replace("fi", "ﬁ").replace("fl", "ﬂ"),
    "British spelling": lambda licence: _NOUN.sub(r"\1icence\2", licence.text),
}  # fmt: skip


def licences() -> Mapping[str, Licence]:
    """The licences that the OSI approved and that may be tuned on, by ScanCode's key."""
    return {
        row["key"]: Licence(texts.text(f"scancode:{row['key']}"), row["spdx_id"] or row["key"])
        for row in rows("dev")
        if row["osi_approved"] == "True"
    }


def met(report: LicenseReport) -> frozenset[str]:
    """The criteria that are met."""
    return frozenset(one for one, status in report.osd.status.items() if status is Status.MET)


def lost(
    auditor: Auditor, licence: Licence, changes: Mapping[str, Callable[[Licence], str]] = CHANGES
) -> Iterator[tuple[str, frozenset[str], LicenseReport]]:
    """The changes after which criteria are no longer met, these, and the report."""
    before = met(auditor.license("LICENSE", licence.text.encode()))
    for name, change in changes.items():
        report = auditor.license("LICENSE", change(licence).encode())
        if before - met(report):
            yield name, before - met(report), report


def main() -> int:
    """Print what is lost, and how often."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--licence", action="append", default=[])
    parser.add_argument("--change", action="append", default=[])
    options = parser.parse_args()
    chosen = {k: v for k, v in licences().items() if not options.licence or k in options.licence}
    changes = {k: v for k, v in CHANGES.items() if not options.change or k in options.change}
    auditor = Auditor(Settings(device="cpu", threads=1), lambda _: None)
    read = losing = 0
    for key, licence in chosen.items():
        read += len(changes)
        if left := auditor.license("LICENSE", licence.text.encode()).ledger.left:
            print(f"{key}: left as it stands: {left[0].reason}: {left[0].quote[:200]!r}")
        for name, criteria, report in lost(auditor, licence, changes):
            losing += 1
            kinds = ", ".join(str(m.kind) for one in report.licenses for m in one.matches)
            print(f"{key}, {name}: loses {' '.join(sorted(criteria, key=int))} ({kinds})")
            for one in report.ledger.left[:2]:
                print(f"    {one.reason}: {one.quote[:200]!r}")
    print(f"{losing} of {read} readings of {len(chosen)} licences lose a criterion")
    return bool(losing)


if __name__ == "__main__":
    raise SystemExit(main())
