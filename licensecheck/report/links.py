"""Places that a terminal can open: the line of a file, as its hub shows it.

An address is ours from its scheme to its last slash, and what was fetched is escaped in it.
"""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote

from licensecheck.domain import cited
from licensecheck.domain.report import Report
from licensecheck.domain.reported_terms import LeftOver, Quote
from licensecheck.hubs import about_hub
from licensecheck.report.places import name
from licensecheck.report.summary import Audit, plain


def addresses(report: Audit) -> Mapping[str, str]:
    """Where each place is that a report may name, by the words that name it."""
    if not isinstance(report, Report):
        return {}
    folders = {f"{one.ref}/": _files(one.ref, one.revision) for one in report.followed}
    folders[""] = _files(report.ref, report.revision)
    return {
        plain(cited(name(document), line, 0)): f"{files}{_escaped(path)}#L{line}"
        for document, line in _places(report)
        for files, path in (_in_folder(document, folders),)
        if files
    }


def _in_folder(document: str, folders: Mapping[str, str]) -> tuple[str, str]:
    """What the path of a document is relative to, and that path: one at a page where weights lie
    has the address of the page before it."""
    begun = next(one for one in folders if document.startswith(one))
    return folders[begun], document.removeprefix(begun)


def _files(ref: str, revision: str | None) -> str:
    """What the paths of its files are relative to; empty where nobody can look at them."""
    hub, _, rest = ref.partition(":")
    model = re.split("[@#]", rest)[0]
    whole = model.count("/") == 1 and revision  # of a folder in a repository they are not
    files = about_hub(hub).files if whole else ""
    found = files.replace("{name}", _escaped(model))
    return found.replace("{revision}", _escaped(revision or ""))


def _places(report: Audit) -> Iterator[tuple[str, int]]:
    """Documents with lines of their own; a text within a field ("#") is no file of the hub."""
    for one in _quotes(report):
        document = one.subject if isinstance(one, LeftOver) else one.document
        if one.line and not one.page and "#" not in document:
            yield document, one.line


def _quotes(report: Audit) -> Iterator[Quote | LeftOver]:
    for finding in report.findings:
        yield from finding.evidence
    for right in report.rights:
        yield from right.evidence
    yield from report.ledger.left


def _escaped(words: str) -> str:
    return quote(words, safe="/", errors="replace")
