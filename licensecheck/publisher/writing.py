"""Additions on a disk: files as they are with them, and the difference."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

import yaml

from licensecheck import disk
from licensecheck.domain import Document, DocumentKind
from licensecheck.errors import UsageError
from licensecheck.hubs.decode import MAX_BYTES
from licensecheck.publisher.additions import Addition, Fields
from licensecheck.text.front_matter import read_card

_MARK = "---"


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was to be added to."""

    path: str
    diff: str = ""
    """The unified diff; empty where it was left as it was."""
    reason: str = ""
    """Why it was."""


def write(root: Path, additions: Iterable[Addition]) -> tuple[Written, ...]:
    """Add to the files of a folder; UsageError where one cannot be written. A link is left alone:
    what it leads to may belong to others."""
    return tuple(_write(root, addition) for addition in additions)


def _write(root: Path, addition: Addition) -> Written:
    path = root / addition.path
    if path.is_symlink():
        return Written(addition.path, reason="it is a link")
    try:
        before = disk.text(path, MAX_BYTES) if disk.is_there(path) else ""
        after = _with(addition, before)
        if after == before:
            return Written(addition.path, reason="its front matter cannot be added to")
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
        disk.replace(path, after.encode(), mode)
    except UnicodeDecodeError:
        return Written(addition.path, reason="it is no text in UTF-8")
    except OSError as error:
        message = f"{path} cannot be written: {error.strerror}"
        raise UsageError(message, remedy="Files before it were written.") from error
    return Written(addition.path, "".join(_difference(addition.path, before, after)))


def _with(addition: Addition, before: str) -> str:
    if addition.fields:
        return with_fields(before, addition.fields)
    return f"{before.rstrip()}\n\n{addition.text}" if before.strip() else addition.text


def with_fields(text: str, fields: Fields) -> str:
    """A card with more fields at the end of its front matter; as it was where that cannot be done
    without touching anything else."""
    card, problems = read_card(_as_card(text))
    end = "\r\n" if "\r\n" in text else "\n"
    lines = yaml.safe_dump(dict(fields), allow_unicode=True, sort_keys=False).replace("\n", end)
    if card.places:
        at = text.rindex(_MARK, 0, card.body.start)
        after = text[:at] + lines + text[at:]
    else:
        after = f"{_MARK}{end}{lines}{_MARK}{end}{text}"
    now, _ = read_card(_as_card(after))
    kept = now.document.quote(now.body) == card.document.quote(card.body)
    whole = now.front_matter == {**card.front_matter, **fields}
    return after if kept and whole and not problems else text


def _as_card(text: str) -> Document:
    return Document("README.md", text, DocumentKind.CARD)


def _difference(path: str, before: str, after: str) -> Iterator[str]:
    old, new = (text.replace("\r\n", "\n").splitlines(keepends=True) for text in (before, after))
    source = f"a/{path}" if before else "/dev/null"
    for line in unified_diff(old, new, source, f"b/{path}"):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
