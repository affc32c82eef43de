"""Proposes a file of the catalogue from model cards that lie in a public repository.

    python -m corpus.from_cards FOLDER OWNER/NAME@COMMIT:PATH PATTERN…
        [--family WORDS] [--without FILE]

FOLDER is the git directory of the repository, PATH the folder of its cards, which are called
`owner_name.md`. A pattern is a glob of ids. Models that the catalogue has are left out, and ids
that stand in FILE; so are cards that do not name one known licence, each with a line on standard
error. What may say otherwise stands as a remark beside an id: a person reads it, and takes the
remark or the id away.
"""

import argparse
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from itertools import chain
from pathlib import Path

from licensecheck.auditor import Auditor
from licensecheck.domain import Document, DocumentKind, ModelRef, Origin, ProblemKind
from licensecheck.domain.report import Report
from licensecheck.hubs.assemble import snapshot
from licensecheck.knowledge.catalogue import read_catalogue
from licensecheck.knowledge.facts import Kind
from licensecheck.knowledge.files import catalogue_folder, rule_files
from licensecheck.knowledge.knowledge import installed
from licensecheck.lineage.origins import address
from licensecheck.settings import Settings

_PLACE = re.compile(r"(?P<repository>[\w.-]+/[\w.-]+)@(?P<commit>[0-9a-f]{40}):(?P<path>\S+)")
_NO_TEXT = "license-text-missing"
"""Of no card a doubt: nothing but the card is here."""
_LOADED = r"""(?:from_pretrained\(\s*|model\s*=\s*)["']{}["']"""


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a card says of its model."""

    id: str
    license: str
    bases: tuple[str, ...] = ()
    earlier: str = ""
    """The name without owner by which its own examples load it, and by no other."""
    doubt: str = ""
    """What a person should read before the proposal is taken."""

    @property
    def line(self) -> str:
        """Its line in the list of ids."""
        return f"        - {self.id}" + (f"  # read: {self.doubt}" if self.doubt else "")


def judged(model: str, card: str, auditor: Auditor) -> tuple[Proposed | str, Report]:
    """What a card says, or why a person should read it; and the report on it."""
    page = Document("README.md", card, DocumentKind.CARD)
    ref = ModelRef("huggingface", model)
    read = snapshot(
        ref,
        revision=None,
        origin=Origin.FOLDER,
        fetched_at=None,
        documents=[page],
        files=(),
        problems=(),
        files_complete=False,
    )
    report = auditor.judge_snapshot(read)
    named = {name for one in report.declared for name in one.expression.licenses}
    if len(named) != 1:
        return f"it names {', '.join(sorted(named)) or 'no licence'}", report
    (license_,) = named
    known = installed().facts.find(license_)
    if known is None or known.kind is Kind.POLICY:
        return f"{license_} is not known", report
    washing = [one.rule for one in report.findings if one.id in report.washing.findings]
    unclear = [one.message for one in report.problems if one.kind is ProblemKind.UNCLEAR]
    doubt = "; ".join(one for one in (*washing, *unclear) if one != _NO_TEXT)
    fields = (address(name) for one in read.cards for name in one.base_models)
    bases = tuple(filter(None, fields))
    return Proposed(model, license_, bases, _earlier(model, card), doubt), report


def _earlier(model: str, card: str) -> str:
    last = model.rpartition("/")[2]
    is_loaded = re.search(_LOADED.format(re.escape(last)), card)
    return last if is_loaded and model not in card else ""


def written(
    family: str, page: str, models: Iterable[Proposed], publishers: Mapping[str, str]
) -> str:
    """The text of a catalogue file: one entry for the models of a publisher under one licence."""
    groups = defaultdict[tuple[str, str], list[Proposed]](list)
    for one in models:
        groups[one.id.partition("/")[0], one.license].append(one)
    head = [f"family: {family}", "", "sources:", f"  card: &card {page}", "", "models:"]
    entries = (
        _entry(f"{owner}, {family[:1].lower()}{family[1:]}", group, publishers.get(owner, owner))
        for (owner, _), group in sorted(groups.items())
    )
    return "\n".join([*head, "\n\n".join(entries)]) + "\n"


def _entry(called: str, group: list[Proposed], publisher: str) -> str:
    license_ = group[0].license
    lines = [
        f"  - name: {called} under {license_}",
        f"    publisher: {publisher}",
        "    ids:",
        "      huggingface:",
        *(one.line for one in group),
        *_pairs("earlier", {one.earlier: one.id for one in group if one.earlier}),
        f"    license: {{expression: {license_}, source: *card}}",
        "    weights: {state: downloadable, source: *card}",
        *_pairs("base_models", {one.id: f"[{', '.join(one.bases)}]" for one in group if one.bases}),
        "    components: {model-card: {state: present, source: *card}}",
        f"    checked: {datetime.now(UTC).date()}",
    ]
    return "\n".join(lines)


def _pairs(field: str, of: Mapping[str, str]) -> Iterator[str]:
    if of:
        yield from (f"    {field}:", "      source: *card", "      of:")
        yield from (f"        {key}: {value}" for key, value in of.items())


def catalogued() -> tuple[set[str], dict[str, str]]:
    """The ids of the catalogue in lower case, and the publisher of each owner."""
    files = map(read_catalogue, rule_files(catalogue_folder()))
    entries = list(chain.from_iterable(file.models for file in files))
    pairs = [(name, one.publisher) for one in entries for name in one.ids.get("huggingface", ())]
    owners = {name.partition("/")[0]: publisher for name, publisher in reversed(pairs)}
    return {name.casefold() for name, _ in pairs}, owners


def _git(folder: Path, *words: str) -> str:
    found = subprocess.run(["git", "-C", folder, *words], check=True, capture_output=True)
    return found.stdout.decode("utf-8", "replace")


def main() -> None:
    """Print the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("place")
    parser.add_argument("patterns", nargs="+")
    parser.add_argument("--family", default="Models")
    parser.add_argument("--without", type=Path)
    options = parser.parse_args()
    place = _PLACE.fullmatch(options.place) or parser.error(f"{options.place} is no place of cards")
    at = f"{place['commit']}:{place['path']}"
    known, publishers = catalogued()
    left_out = options.without.read_text("utf-8") if options.without else ""
    auditor = Auditor(Settings(offline=True), lambda _: None)
    models = list[Proposed]()
    for file in _git(options.folder, "ls-tree", "--name-only", at).splitlines():
        model = file.removesuffix(".md").replace("_", "/", 1)
        wanted = any(fnmatchcase(model, pattern) for pattern in options.patterns)
        if not wanted or model.casefold() in known or model in left_out:
            continue
        found = judged(model, _git(options.folder, "show", f"{at}/{file}"), auditor)[0]
        if isinstance(found, Proposed):
            models.append(found)
        else:
            print(f"{model}: {found}", file=sys.stderr)
    page = f"https://github.com/{place['repository']}/blob/{place['commit']}/{place['path']}"
    print(written(options.family, f"{page}/{{owner}}_{{name}}.md", models, publishers), end="")


if __name__ == "__main__":
    main()
