"""Ask whether a release that a lock file names has a known vulnerability.

    python -m requirements.advisories [--osv-url URL] FILE...

Asks PyPI's advisories through pip-audit, and OSV where PyPI gives none. Exit code 1 where a release
has one, 0 where none has, and 0 with "not asked" where no service can be reached: no change should
have to wait for somebody else's server.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

SECONDS = 15
"""Wait for one answer; about a hundred releases are asked for one after another."""
SERVICES = (("--vulnerability-service", "pypi"), ("--vulnerability-service", "osv"))


@dataclass(frozen=True, slots=True)
class Answer:
    """What a service says of the releases of one file."""

    asked: int
    unknown: tuple[str, ...]
    """Releases that the service knows nothing of."""
    advisories: tuple[str, ...]
    """A line each: the release, the advisory, where it is mended."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what is known of the releases of the files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("--osv-url", help="ask this service alone, in the form of OSV's")
    given = parser.parse_args(arguments)
    own = ("--vulnerability-service", "osv", "--osv-url", given.osv_url)
    services = (own,) if given.osv_url else SERVICES
    codes = [_report(file, ask(file, services)) for file in given.files]
    return max(codes)


def ask(file: str, services: Sequence[Sequence[str]]) -> Answer | None:
    """The answer of the first service that knows a release; None where none can be asked."""
    answers = (_ask(file, service) for service in services)
    return next((one for one in answers if one and len(one.unknown) < one.asked), None)


def _ask(file: str, service: Sequence[str]) -> Answer | None:
    options = ("--disable-pip", "--require-hashes", "--format", "json", "--progress-spinner", "off")
    wait = ("--timeout", str(SECONDS))
    done = subprocess.run(
        [sys.executable, "-m", "pip_audit", "--requirement", file, *options, *service, *wait],
        check=False,
        capture_output=True,
        text=True,
    )
    try:
        found = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):  # a traceback: pip-audit could not reach the service
        return None
    unknown = tuple(_release(one) for one in found if "skip_reason" in one)
    return Answer(len(found), unknown, tuple(_advisories(found)))


def _advisories(found: Sequence[dict[str, object]]) -> Iterator[str]:
    for one in found:
        for advisory in one.get("vulns", ()):  # type: ignore[attr-defined]  # pip-audit's JSON
            mended = ", ".join(advisory["fix_versions"]) or "no release"
            yield f"{_release(one)}: {advisory['id']}, mended in {mended}"


def _release(one: dict[str, object]) -> str:
    return f"{one['name']} {one.get('version', '')}".strip()


def _report(file: str, answer: Answer | None) -> int:
    if answer is None:
        print(f"{file}: not asked, as no advisory service could be reached")
        return 0
    for line in answer.advisories:
        print(f"{file}: {line}")
    known = answer.asked - len(answer.unknown)
    print(f"{file}: {known} releases asked for, {len(answer.advisories)} advisories")
    if answer.unknown:
        print(f"{file}: not known to the service: {', '.join(answer.unknown)}")
    return 1 if answer.advisories else 0


if __name__ == "__main__":
    sys.exit(main())
