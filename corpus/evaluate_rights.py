"""Compare our answers to "may we …" with what choosealicense.com says of 47 licences, and with
what a person read in 41 licences of AI models (`rights_read.yaml`).

    python -m corpus.evaluate_rights [--clauses-only]

Each text is read as any other, with a name, a year and a project where it leaves room for them. A
text that is not word for word what the index has is answered for by the facts of its licence, where
there are some: this measures the questions and not the comparison of texts (identification.md).

A line says what one side has and the other has not; differences that somebody looked at stand in
`rights_differences.yaml` with what the text says.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Set
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from corpus import texts
from corpus.agreement import kappa
from licensecheck.domain import MatchKind
from licensecheck.domain.report import LicenseReport
from licensecheck.domain.reported_rights import ReportedRight
from licensecheck.domain.right import RightAnswer
from licensecheck.knowledge.knowledge import installed
from licensecheck.licenses import LicenseAuditor
from licensecheck.settings import Settings

EXPLAINED = Path(__file__).parent / "rights_differences.yaml"
GIVEN = (RightAnswer.YES, RightAnswer.YES_IF)
PERMISSIONS = {
    "commercial-use": "use-commercially",
    "modifications": "modify",
    "distribution": "redistribute",
    "private-use": "keep-changes-private",
    "patent-use": "use-patents",
}
"""Their permission, and the question that it answers."""
DUTIES = {
    "include-copyright": ("fine-tune-and-share", {"attribution-notice", "license-copy"}),
    "document-changes": ("fine-tune-and-share", {"state-changes"}),
    "disclose-source or same-license": ("fine-tune-and-share", {"copyleft"}),
    "network-use-disclose": ("host-as-a-service", {"network-copyleft"}),
}
"""Their condition, and a condition of ours on one of the answers."""
FILLED = {
    "[year]": "2024",
    "[yyyy]": "2024",
    "[fullname]": "Ada Lovelace",
    "[name of copyright owner]": "Ada Lovelace",
    "[email]": "ada@example.org",
    "[project]": "Vim",
    "[projecturl]": "https://example.org",
}
"""What people write into the gaps of a text."""
LIMITATIONS = {
    "liability": "liability-limitation",
    "warranty": "warranty-disclaimer",
    "trademark-use": "trademark-reservation",
}
"""Their limitation, and the label that says it."""


class Difference(NamedTuple):
    """Something that one side says of a licence and the other does not."""

    license: str
    what: str
    ours: bool
    """True where we say it and they do not."""


def rows() -> list[Mapping[str, Any]]:
    """What choosealicense.com says, licence by licence, with the text."""
    file = texts.real_folder() / "truth" / "choosealicense.jsonl"
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def theirs(row: Mapping[str, Any]) -> Set[str]:
    """What they say, in words that both sides have."""
    bare = {name.split("--")[0] for name in row["conditions"]}
    source = {"disclose-source", "same-license"}
    conditions = bare - source | ({" or ".join(sorted(source))} if bare & source else set())
    limits = {"no patent-use" if one == "patent-use" else one for one in row["limitations"]}
    return {*row["permissions"], *conditions, *limits}


def ours(report: LicenseReport) -> Set[str]:
    """What we say, in the same words."""
    answers = {one.right: one for one in report.rights}
    given = {name for name, right in PERMISSIONS.items() if answers[right].answer in GIVEN}
    duties = {name for name, (right, labels) in DUTIES.items() if labels & _asked(answers[right])}
    limits = {name for name, label in LIMITATIONS.items() if label in report.labels}
    kept = {"no patent-use"} if answers["use-patents"].answer is RightAnswer.NO else set[str]()
    return {*given, *duties, *limits, *kept}


def _asked(right: ReportedRight) -> Set[str]:
    return {condition.label for condition in right.conditions}


def read(row: Mapping[str, Any], auditor: LicenseAuditor) -> LicenseReport:
    """The answers about one licence."""
    text = row["text"]
    for gap, words in FILLED.items():
        text = text.replace(gap, words)
    report = auditor.license(row["spdx"], text.encode())
    kinds = {match.kind for one in report.licenses for match in one.matches}
    if kinds <= {MatchKind.VERBATIM, MatchKind.MINOR} or not installed().facts.find(row["spdx"]):
        return report
    return auditor.known_license(row["spdx"])


def differences() -> Iterator[Difference]:
    """All of them, licence by licence."""
    auditor = LicenseAuditor(Settings(device="cpu", threads=1))
    for row in rows():
        said = ours(read(row, auditor))
        wanted = theirs(row)
        yield from (Difference(row["spdx"], one, ours=True) for one in sorted(said - wanted))
        yield from (Difference(row["spdx"], one, ours=False) for one in sorted(wanted - said))


def explained() -> Mapping[str, Mapping[str, str]]:
    """By licence and what differs: what the text says."""
    return dict(yaml.safe_load(EXPLAINED.read_text("utf-8")))


# --- Licences of AI models -----------------------------------------------------------------------

READ = Path(__file__).parent / "rights_read.yaml"
QUESTIONS = (
    "use-in-research",
    "use-commercially",
    "modify",
    "redistribute",
    "host-as-a-service",
    "fine-tune-and-share",
    "train-on-outputs",
    "use-in-the-eu",
    "use-at-any-size",
)
"""In the order of the letters."""
LETTERS = {
    "Y": RightAnswer.YES,
    "C": RightAnswer.YES_IF,
    "N": RightAnswer.NO,
    "-": RightAnswer.NOT_SAID,
    "D": RightAnswer.PLEASE_READ,
}


class Answered(NamedTuple):
    """One question about one licence."""

    file: str
    right: str
    read: RightAnswer
    """By a person."""
    ours: RightAnswer

    @property
    def kind(self) -> str:
        """What kind of difference it is; `same` for none."""
        if self.read is self.ours:
            return "same"
        if self.ours in GIVEN:
            return "conditions differ" if self.read in GIVEN else "wrong yes"
        if self.ours is RightAnswer.NO:
            return "wrong no"
        return "left to a person" if self.ours is RightAnswer.PLEASE_READ else "said to be silent"


def answered(*, clauses_only: bool = False) -> Iterator[Answered]:
    """All questions about the licences of AI models that a person read; `clauses_only` answers as
    if nobody knew them."""
    auditor = LicenseAuditor(Settings(device="cpu", threads=1))
    folder = texts.real_folder() / "licenses"
    for one in yaml.safe_load(READ.read_text("utf-8"))["licences"]:
        content = (folder / one["file"]).read_bytes()
        report = auditor.license(one["file"], content, clauses_only=clauses_only)
        said = {right.right: right.answer for right in report.rights}
        for right, letter in zip(QUESTIONS, one["read"], strict=True):
            yield Answered(one["file"], right, LETTERS[letter], said[right])


def two_readers() -> tuple[int, int, float]:
    """How many answers two readers have alike, of how many, and Cohen's kappa of all of them."""
    rows = yaml.safe_load(READ.read_text("utf-8"))["licences"]
    pairs = [pair for one in rows for pair in zip(one["read"], one["second"], strict=True)]
    return sum(first == other for first, other in pairs), len(pairs), kappa(pairs) or 0


def main() -> None:
    """Print the differences, those that nobody explained first."""
    asked = list(answered(clauses_only="--clauses-only" in sys.argv))
    for one in (one for one in asked if one.kind != "same"):
        print(f"{one.file:50.50} {one.right:20} read {one.read:12} ours {one.ours:12} {one.kind}")
    print(dict(Counter(one.kind for one in asked)))
    print("two readers: {} of {} the same, kappa {:.2f}".format(*two_readers()))
    known, found = explained(), list(differences())
    points = sum(len(PERMISSIONS) + len(DUTIES) + len(LIMITATIONS) + 1 for _ in rows())
    told = [one for one in found if one.what in known.get(one.license, {})]
    for one in (*(one for one in found if one not in told), *told):
        side = "only we say it" if one.ours else "only they say it"
        why = known.get(one.license, {}).get(one.what, "NOT EXPLAINED")
        print(f"{one.license:20} {one.what:34} {side:17} {why}")
    print(
        f"{points - len(found)} of {points} the same, {len(told)} explained, "
        f"{len(found) - len(told)} not"
    )


if __name__ == "__main__":
    main()
