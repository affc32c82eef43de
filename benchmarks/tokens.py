"""What tokens of spaCy would cost for every document, beside what is read of all documents now.

    python -m benchmarks.tokens [--repositories 60]

Takes cards and licence texts of real repositories, from the folder of real data, and prints the
processor time for a million characters of: a Doc of spaCy's English tokenizer (runs without blanks
cut, as `classify/tokens.py` does, as open brackets take a minute otherwise), the words that known
licences are compared by, and the clauses of the text. Each is timed once on all of the texts, after
a first text.
"""

import argparse
import time
from collections.abc import Callable, Iterator
from itertools import islice

from corpus.texts import real_folder
from licensecheck.classify.tokens import tokens
from licensecheck.domain import Document, DocumentKind
from licensecheck.text.normalize import words
from licensecheck.text.segment import segment

MOST_BYTES = 300_000


def texts(repositories: int) -> Iterator[str]:
    """Cards and licences of so many repositories."""
    for folder in islice(sorted((real_folder() / "repos").iterdir()), repositories):
        for file in sorted(folder.rglob("*")):
            named = "readme" in file.name.lower() or "licen" in file.name.lower()
            if (
                named
                and file.is_file()
                and file.suffix.lower() in ("", ".md")
                and file.stat().st_size < MOST_BYTES
            ):
                yield file.read_text("utf-8", "replace")


def seconds(work: Callable[[str], object], texts: list[str]) -> float:
    """Processor time for a million characters."""
    work(texts[0])
    began = time.process_time()
    for text in texts:
        work(text)
    return (time.process_time() - began) * 1e6 / sum(map(len, texts))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repositories", type=int, default=60)
    found = list(texts(parser.parse_args().repositories))
    print(f"{len(found)} texts, {sum(map(len, found)):,} characters")
    kinds: dict[str, Callable[[str], object]] = {
        "tokens of spaCy": tokens,
        "words (text/normalize.py)": words,
        "clauses (text/segment.py)": lambda text: segment(
            Document("README.md", text, DocumentKind.CARD)
        ),
    }
    for name, work in kinds.items():
        print(f"{name:30} {seconds(work, found):6.3f} s for a million characters")


if __name__ == "__main__":
    main()
