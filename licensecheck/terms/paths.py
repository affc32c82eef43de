"""Names of files and folders that speak of terms: `weights-for-research-only/`."""

import re
from collections.abc import Iterator

from licensecheck.domain import DocumentKind, Problem, ProblemKind, Snapshot
from licensecheck.domain.component import ELSEWHERE
from licensecheck.hubs.files import is_code, is_vendored
from licensecheck.identify.mentions import mentions
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.terms.prose import part_of

_JOINTS = re.compile(r"[_\-. ]+|(?<=[a-z])(?=[A-Z])")
_TERMS = frozenset({DocumentKind.LICENSE, DocumentKind.NOTICE, DocumentKind.USE_POLICY})


def named_after_terms(snapshot: Snapshot, knowledge: Knowledge) -> Iterator[Problem]:
    """A problem for each name with words that may bind, unless it is that of a text that was read
    as terms, of a program or of data."""
    read = {one.path for one in snapshot.documents if one.kind in _TERMS}
    told = set[str]()
    for path in sorted(snapshot.paths - read):
        if is_code(path) or is_vendored(path):
            continue
        for part in dict.fromkeys(path.split("/")):
            if part not in told and _binds(part, knowledge):
                message = "Its name speaks of terms: please read what it is for."
                yield Problem(ProblemKind.UNCLEAR, path, message)
            told.add(part)


def _binds(name: str, knowledge: Knowledge) -> bool:
    words = _JOINTS.sub(" ", name).strip()
    speaks = knowledge.cues.english(words) or knowledge.remarks.binds_anywhere(words)
    called = mentions(name, knowledge.facts, "license") if " " in name.strip() else ()
    speaks = speaks or any(one.conformant is False for one in called)
    return speaks and part_of(words) not in ELSEWHERE
