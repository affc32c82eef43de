"""Measure what is heard of bans in ordinary wording, and what is held against harmless sentences.

    python -m corpus.held

`held_sentences.jsonl.gz` has 300 sentences that limit what one may do with the weights of a model,
and 300 about commerce, research and limits that bind nobody, by two writers who had seen nothing of
the program. Each stands in a plain card of an open model, under a heading drawn by its number, and
the folder is audited. Counts alone are printed: nobody who changes the program may read the
sentences. Needs the real data (LICENSECHECK_REAL_DATA, else ../shared/real) for the licence.
"""

import gzip
import json
import random
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from corpus.attacks.case import card, licence
from licensecheck.auditor import Auditor
from licensecheck.domain import ModelRef
from licensecheck.settings import Settings

SENTENCES = Path(__file__).parent / "held_sentences.jsonl.gz"
HEADINGS = ("", "## Usage", "## Details", "## License", "## Notes")
_ABOUT = "It was trained on 200B tokens of web text and code."
_AFTER = "The tokenizer has 32,000 pieces."

Sentence = Mapping[str, Any]


def sentences() -> Iterator[Sentence]:
    """Each with `text`, `kind` and whether it `binds`."""
    for line in gzip.decompress(SENTENCES.read_bytes()).decode().splitlines():
        yield json.loads(line)


def written(number: int, sentence: Sentence, folder: Path) -> None:
    """The folder of an open model whose card has a sentence."""
    heading = random.Random(number).choice(HEADINGS)
    body = "\n\n".join(filter(None, (_ABOUT, heading, sentence["text"], _AFTER)))
    (folder / "README.md").write_text(card("license: apache-2.0", body), "utf-8")
    (folder / "LICENSE").write_text(licence("apache"), "utf-8")
    (folder / "model.safetensors").touch()


def main() -> None:
    """Audit each, and count the levels by kind of sentence."""
    auditor = Auditor(Settings(offline=True, deadline=900), lambda _: None)
    found = Counter[tuple[bool, str, bool]]()
    for number, sentence in enumerate(sentences()):
        with tempfile.TemporaryDirectory() as room:
            folder = Path(room) / "tiny"
            folder.mkdir()
            written(number, sentence, folder)
            level = auditor.audit(ModelRef("local", str(folder))).level
        found[sentence["binds"], sentence["kind"], level.value.startswith("open")] += 1
    for binds, words in ((True, "bans that pass as open"), (False, "harmless ones that block")):
        wrong = sum(n for (b, _, is_open), n in found.items() if b is binds and is_open is binds)
        every = sum(n for (b, _, _), n in found.items() if b is binds)
        print(f"{words}: {wrong} of {every}")
        for kind in sorted({kind for b, kind, _ in found if b is binds}):
            print(f"  {kind}: {found[binds, kind, binds]}")


if __name__ == "__main__":
    main()
