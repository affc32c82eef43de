"""Label names in pages, train the reader with them, and measure it.

    python -m corpus.mentions show FILE         what the released reader says of a page
    python -m corpus.mentions label OWNER+NAME  write a sheet for a page, or take a filled one
    python -m corpus.mentions check             whether all labels point at their pages
    python -m corpus.mentions agreement         how far two people agree, and the reader with them
    python -m corpus.mentions fine_tune         the encoder of names: half an hour
    python -m corpus.mentions train             learn from all labels, and write what ships
    python -m corpus.mentions evaluate          by folds of publishers; needs what `train` needs

Pages lie in `mentions/pages` of the folder of real data (LICENSECHECK_REAL_DATA), cards of a hub in
the folder LICENSECHECK_CARDS.
"""

import argparse
import gzip
import hashlib
import json
import sys
from importlib import import_module
from pathlib import Path

from corpus import texts
from corpus.mentions import labels, sheets
from corpus.mentions.labels import LabelledPage
from licensecheck.domain import Document, DocumentKind


def show(file: Path) -> None:
    """Print each name with its line."""
    text = file.read_text("utf-8", "replace")
    owner = file.name.partition("+")[0] if "+" in file.name else ""
    name = file.stem.partition("+")[2] or file.resolve().parent.name
    page = LabelledPage(f"{owner}+{name}.md", "", (), (), full=False)
    page.__dict__["text"] = text
    document = Document(file.name, text, DocumentKind.CARD)
    for one in sheets.reading(page):
        print(f"{document.line(one.span.start)}\t{one.role}\t{one.probability:.2f}\t{one.name}")


def label(page: str) -> None:
    """Write the sheet of a page; where there is one, take its labels instead."""
    file, sheet = f"pages/{page}.md", Path(f"{page}.tsv")
    content = (texts.real_folder() / "mentions" / file).read_bytes()
    found = LabelledPage(file, hashlib.sha256(content).hexdigest(), (), (), full=True)
    if not sheet.exists():
        sheet.write_text("\n".join(sheets.written(found)) + "\n", "utf-8")
        print(f"Correct the first column of {sheet}, then run this again.")
        return
    taken = [(one.start, one.end, one.kind, one.label) for one in sheets.labels(sheet)]
    row = {"file": file, "sha256": found.sha256, "full": True, "bases": [], "labels": taken}
    with gzip.open(labels.LABELS, "rt", encoding="utf-8") as kept:
        others = [line for line in kept if json.loads(line)["file"] != file]
    lines = sorted([*others, json.dumps(row, ensure_ascii=False) + "\n"])
    labels.store("".join(lines), labels.LABELS)
    print(f"{len(taken)} labels of {file} are stored; `check`, then `train`.")


def check() -> int:
    """Print what is wrong with the labels; the number of pages with a mistake."""
    wrong, count = 0, 0
    for page in (*labels.read(), *labels.read(labels.OF_CARDS)):
        try:
            size = len(page.text)
        except (OSError, ValueError) as error:
            print(error)
            wrong += 1
            continue
        names = [one for one in page.labels if one.kind == labels.MODEL]
        bad = [
            one
            for one in names
            if not 0 <= one.start < one.end <= size or one.label not in sheets.NAMES
        ]
        wrong += bool(bad)
        count += len(names)
        for one in bad:
            print(f"{page.file}: {one.label!r} at {one.start}-{one.end}")
    print(f"{count} labelled names")
    return wrong


def main() -> int:
    """Run one of the commands."""
    parser = argparse.ArgumentParser(prog="python -m corpus.mentions", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("what", nargs="?", default="")
    options = parser.parse_args()
    if options.command in ("show", "label") and not options.what:
        parser.error(f"{options.command} needs a page")
    if options.command == "show":
        show(Path(options.what))
    elif options.command == "label":
        label(options.what)
    elif options.command == "check":
        return int(check() > 0)
    else:
        _learn(options.command)
    return 0


def _learn(command: str) -> None:
    """The commands that need torch, which no other does."""
    evaluate = import_module("corpus.mentions.evaluate")
    getattr(evaluate, command)()


COMMANDS = ("show", "label", "check", "agreement", "fine_tune", "train", "evaluate")

if __name__ == "__main__":
    sys.exit(main())
