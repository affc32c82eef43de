"""Train what the words of other languages say of terms: `python -m corpus.abroad CARDS...`.

`doubts_abroad.jsonl` has sentences of pages in 40 languages, in our own words, that bind or do
not; the sentences of cards in other languages than English (CARDS are folders of cards of a hub,
`hub_cards`) bind nobody, as a rule. Prints how well both are told apart where neighbouring lines
taught nothing, and writes the weights with the log odds that `HEARD` of the binding sentences have.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from corpus import hub_cards
from corpus.digests import record
from corpus.doubt_examples import LONGEST_PAGE, MOST_SENTENCES
from corpus.word_weights import Feature, LearntWords, learn_words, places
from licensecheck.classify.released import ESSENTIAL
from licensecheck.classify.weigher import FOLDER
from licensecheck.classify.words import features_abroad
from licensecheck.text.disguise import seen
from licensecheck.text.front_matter import read_card
from licensecheck.text.language import is_foreign
from licensecheck.text.segment import segment

WRITTEN = Path(__file__).parent / "doubts_abroad.jsonl"
FILES = (*ESSENTIAL, "words.bin", "words.json", "abroad.bin", "abroad.json")
"""What ships of the weigher, each with its digest."""
HEARD = 0.95
"""Share of the binding sentences that are to be heard."""
FOLDS, BLOCK = 5, 40
"""Neighbouring lines often say the same in two languages, so blocks of them are folds."""
EPOCHS = 6


def of_cards(paths: Sequence[Path]) -> Iterator[str]:
    """The sentences of cards that are in another language."""
    for path in paths:
        document = hub_cards.page(path, LONGEST_PAGE)
        card, _ = read_card(document)
        for clause in segment(document, card.body)[:MOST_SENTENCES]:
            said = seen(document.quote(clause.span))
            if len(said) > 2 and is_foreign(said):
                yield said


def main() -> None:
    """Measure, train and write."""
    parser = argparse.ArgumentParser(prog="python -m corpus.abroad")
    parser.add_argument("cards", type=Path, nargs="+")
    drawn = [hub_cards.draw(folder) for folder in parser.parse_args().cards]
    rows = [json.loads(line) for line in WRITTEN.read_text("utf-8").splitlines()]
    found, binds = (
        [places(row["text"], features_abroad) for row in rows],
        np.array([row["binds"] for row in rows]),
    )
    taught = [path for cards in drawn for path in (*cards.teaching, *cards.others)]
    harmless = [*of_cards(taught)]
    real = [places(one, features_abroad) for one in harmless]
    odds = np.zeros(len(rows))
    for out in range(FOLDS):
        tested = np.array([at // BLOCK % FOLDS == out for at in range(len(rows))])
        words = _learnt(found, binds & ~tested, ~binds & ~tested, real)
        odds[tested] = [words(found[at]) for at in np.flatnonzero(tested)]
    likely = float(np.quantile(odds[binds], 1 - HEARD))
    words = _learnt(found, binds, ~binds, real)
    _report(rows, odds, likely)
    measuring = [path for cards in drawn for path in cards.measuring]
    fresh = [places(one, features_abroad) for one in of_cards(measuring)]
    unseen = [words(one) >= likely for one in fresh]
    print(f"sentences of cards that taught nothing: {sum(unseen)} of {len(unseen)} may bind")
    words.write(FOLDER, "abroad", likely=likely)
    record(FOLDER, FILES)


def _learnt(
    found: Sequence[Feature], yes: np.ndarray, no: np.ndarray, real: Sequence[Feature]
) -> LearntWords:
    harmless = [*(found[at] for at in np.flatnonzero(no)), *real]
    return learn_words([found[at] for at in np.flatnonzero(yes)], harmless, EPOCHS)


def _report(rows: Sequence[dict[str, object]], odds: np.ndarray, likely: float) -> None:
    counts = defaultdict[object, list[int]](lambda: [0, 0, 0, 0])
    for row, one in zip(rows, odds, strict=True):
        for name in (row["lang"], "all"):
            at = 0 if row["binds"] else 2
            counts[name][at] += bool(one >= likely)
            counts[name][at + 1] += 1
    for name, (heard, bind, held, harmless) in sorted(counts.items(), key=lambda one: -one[1][1]):
        print(f"{name}: {heard} of {bind} heard, {held} of {harmless} harmless ones held back")


if __name__ == "__main__":
    main()
