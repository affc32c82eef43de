"""Audit attempts to hide a restriction: `python -m corpus.attacks`.

    python -m corpus.attacks [--set tuning|held] [--kind attack|honest] [--group NAME]
        [--named PREFIX] [--show ID]

Cases of the set `tuning` may be looked at while the program is changed; those of `held` measure it
afterwards, and nobody who changes it may look at them. Needs the real data
(LICENSECHECK_REAL_DATA, else ../shared/real). Exit code 1 where more than one attack in a hundred
passes as open.
"""

import argparse
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from corpus.attacks import containers, disguise, headers, packed, written
from corpus.attacks.case import Case
from licensecheck.auditor import Auditor
from licensecheck.domain import ModelRef
from licensecheck.settings import Settings

# What `check --fail-on restricted-weights` lets pass.
OPEN = frozenset({"open-weights", "open-source-ai"})
# The share of attacks that may pass as open.
ALLOWED = 0.01

Answer = tuple[Case, str]


def cases() -> Iterator[Case]:
    """All of them, in a stable order."""
    for module in (written, disguise, headers, containers, packed):
        yield from module.cases()


def audited(chosen: Iterable[Case]) -> Iterator[Answer]:
    """Each case with the level that its audit gives, or the error that ended it."""
    auditor = Auditor(Settings(offline=True), lambda _: None)
    for case in chosen:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / "tiny"
            case.write(folder)
            yield case, _level(auditor, folder)


def _level(auditor: Auditor, folder: Path) -> str:
    """The level; an audit that fails is told apart, since it stops a gate but should not happen."""
    try:
        return auditor.audit(ModelRef("local", str(folder))).level.value
    except Exception as error:  # any of them is a result
        return f"{type(error).__name__}: {error}"


def table(answers: Sequence[Answer]) -> Iterator[str]:
    """A line for each class: tried, and with their ids what was answered wrongly or failed."""
    groups: defaultdict[str, list[Answer]] = defaultdict(list)
    for case, level in answers:
        groups[case.group].append((case, level))
    for group, tried in groups.items():
        names = [f"{case.name} ({level})" for case, level in tried if wrong(case, level)]
        yield f"{group:24}{len(tried):5}{len(names):5}  {', '.join(names)}".rstrip()


def wrong(case: Case, level: str) -> bool:
    """Whether an attack passes as open, or an honest folder does not."""
    return (level in OPEN) is (case.kind == "attack")


def summary(answers: Sequence[Answer], kind: str) -> tuple[int, int]:
    """How many of a kind were tried, and how many of them were answered wrongly."""
    of_kind = [answer for answer in answers if answer[0].kind == kind]
    return len(of_kind), sum(wrong(*answer) for answer in of_kind)


def show(wanted: str) -> None:
    """Print the files of one case."""
    case = next((case for case in cases() if case.id == wanted), None)
    if case is None:
        sys.exit(f"No case is called {wanted!r}.")
    if case.set == "held":
        sys.exit(f"{wanted} measures the program: nobody who changes it may look at it.")
    print(f"{case.id}: {case.kind}, {case.set}")
    for name, content in case.files.items():
        print(f"\n=== {name} ({len(content)} bytes)")
        print(content[:4000].decode("utf-8", "backslashreplace"))


def main() -> None:
    """Audit the chosen cases and print what was answered wrongly."""
    parser = argparse.ArgumentParser(prog="python -m corpus.attacks")
    parser.add_argument("--set", choices=("tuning", "held"))
    parser.add_argument("--kind", choices=("attack", "honest"))
    parser.add_argument("--group", help="one class")
    parser.add_argument("--named", default="", metavar="PREFIX", help="`fourth-`: of one person")
    parser.add_argument("--show", metavar="ID", help="print a case instead")
    options = parser.parse_args()
    if options.show:
        show(options.show)
        return
    chosen = [
        case
        for case in cases()
        if options.set in (None, case.set)
        and options.kind in (None, case.kind)
        and options.group in (None, case.group)
        and case.name.startswith(options.named)
    ]
    answers = list(audited(chosen))
    print(f"{'class':24}tried wrong")
    print(*table(answers), sep="\n")
    tried, passed = summary(answers, "attack")
    honest, needless = summary(answers, "honest")
    print(f"\nattacks: {passed} of {tried} pass as open")
    print(f"honest folders: {needless} of {honest} are not open")
    sys.exit(passed > ALLOWED * tried)


if __name__ == "__main__":
    main()
