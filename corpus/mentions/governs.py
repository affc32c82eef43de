"""Measure how well an encoder learns what each licence that a page names is for.

    python -m corpus.mentions.governs            by thirds of the publishers: 15 minutes

Nothing in the program asks such an encoder yet: corpus/README.md says what it measured.

A licence that is misread is added to `governs_written.jsonl` in our own words: `text` with its name
in double brackets, `{own}` and `{other}` for names, `governs` (W weights, A all of the project, C
code, D data, O work of others, N nothing) and `mode` (`states`, else it does not hold now), with
`heading` and `before` where these matter.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch

from corpus import encoder, finetune, texts
from corpus.digests import record
from corpus.mentions import labels
from corpus.mentions.labels import TERMS, LabelledPage
from corpus.mentions.named_licences import ANSWERS, LABELS, NOW, named, pair
from corpus.mentions.written import surroundings
from licensecheck.classify.model import ClauseModel
from licensecheck.classify.released import ESSENTIAL
from licensecheck.classify.wordpieces import WordPieces
from licensecheck.knowledge.knowledge import installed
from licensecheck.reader.marked import encoded
from licensecheck.reader.page import page
from licensecheck.reader.released import of_names

WRITTEN = Path(__file__).parent / "governs_written.jsonl"
OF_LETTER = dict(zip("WACDON", ANSWERS, strict=True))
PARTS, EPOCHS, LONGEST = 3, 12, 96
WEIGHT_OF_PAGES = 1.5
"""How much a place of a real page counts beside one in our own words."""
SURE = (0.5, 0.7, 0.8, 0.9, 0.95)


@dataclass(frozen=True, slots=True)
class Place:
    """What the encoder reads of a licence, and what it is for."""

    pair: tuple[str, str]
    answer: str
    now: bool
    owner: str = ""
    """The publisher of the page; empty for sentences in our own words."""
    words: str = ""


def written() -> Iterator[Place]:
    """The licences in our own sentences."""
    for row in map(json.loads, WRITTEN.read_text("utf-8").splitlines()):
        answer = OF_LETTER[row["governs"]]
        read = encoded("", surroundings(row))
        yield Place(read, answer, row["mode"] == "states", "", row["text"])


def of_pages(pages: Sequence[LabelledPage]) -> Iterator[Place]:
    """The licences in labelled statements of real pages."""
    lexicon, _ = of_names(installed())
    for each in pages:
        said = [one for one in each.labels if one.kind == TERMS]
        if not said or each.is_card:
            continue
        seen = page(each.text, [each.name], each.base_models, each.owner, lexicon)
        for place, _ in named(seen, installed().facts):
            start, end = place.span.start, place.span.end
            over = [one for one in said if one.start < end and start < one.end]
            if over:
                label = max(over, key=lambda one: min(one.end, end) - max(one.start, start)).label
                plain_label = label.removeprefix("V")
                now = not plain_label.endswith("x") and not label.startswith("V")
                answer = OF_LETTER[plain_label[0]]
                line = seen.lines[place.line].span
                words = each.text[line.start : line.end]
                yield Place(pair(seen, place), answer, now, each.owner, words)


def fit(found: Sequence[Place]) -> encoder.Encoder:
    """The clause model, fine-tuned on licences."""
    wanted = [[one.answer == name for name in ANSWERS] + [one.now] for one in found]
    counted = [[WEIGHT_OF_PAGES if one.owner else 1.0] * len(ANSWERS) for one in found]
    for one, row in zip(found, counted, strict=True):
        row.append(0.0 if one.answer == "nothing" else row[0])
    cut = WordPieces(encoder.tokenizer()).windows([one.pair for one in found])
    windows = [each[0] for each in cut]
    targets = finetune.Wanted(torch.tensor(wanted).float(), torch.tensor(counted).float())
    return finetune.fit(finetune.headed(len(LABELS)), lambda _: windows, targets, EPOCHS, LONGEST)


def ship(model: encoder.Encoder, folder: Path) -> None:
    """Write a model in int8."""
    finetune.ship(model, folder, {name: {"lower": 0.5, "upper": 0.5} for name in LABELS})
    record(folder, ESSENTIAL)


def part(owner: str) -> int:
    """Which third of the publishers an account is in."""
    return labels.number_of(owner) % PARTS


def evaluate(found: Sequence[Place]) -> None:
    """Print how well places of publishers that taught nothing are read, and written ones of which
    neighbours taught nothing."""
    said = np.zeros((len(found), len(LABELS)))
    folds = [part(one.owner) if one.owner else at // 40 % PARTS for at, one in enumerate(found)]
    for out in range(PARTS):
        taught = [one for one, at in zip(found, folds, strict=True) if at != out]
        folder = texts.DOWNLOADS / "governs" / str(out)
        ship(fit(taught), folder)
        tested = [at for at, one in enumerate(folds) if one == out]
        model = ClauseModel.load("cpu", None, folder)
        said[tested] = model.probabilities([found[at].pair for at in tested])
    for name, chosen in (("pages", True), ("written", False)):
        kept = [at for at, one in enumerate(found) if bool(one.owner) is chosen]
        _report(name, [found[at] for at in kept], said[kept])


def _report(name: str, found: Sequence[Place], said: npt.NDArray[np.float64]) -> None:
    best = [ANSWERS[at] for at in said[:, : len(ANSWERS)].argmax(1)]
    right = Counter(one.answer for one, told in zip(found, best, strict=True) if one.answer == told)
    wanted, told = Counter(one.answer for one in found), Counter(best)
    f1 = {one: 2 * right[one] / max(1, wanted[one] + told[one]) for one in ANSWERS}
    mean = sum(f1.values()) / len(f1)
    print(
        f"{name}: {len(found)} places, macro F1 {mean:.2f}", {k: round(v, 2) for k, v in f1.items()}
    )
    own = np.array([one.answer in ANSWERS[:2] and one.now for one in found])
    likely = np.minimum(1, said[:, 0] + said[:, 1]) * said[:, LABELS.index(NOW)]
    for sure in SURE:
        heard = likely >= sure
        false = [one for one, at in zip(found, heard & ~own, strict=True) if at]
        of_code = sum(one.answer in ("code", "data", "others") for one in false)
        counts = f"{int((heard & own).sum())} of {int(own.sum())} heard, {len(false)} false"
        print(f"  from {sure}: {counts} ({of_code} of code, data or others)")
        if sure == SURE[-2]:
            for one in false:
                print("     ", one.answer, one.now, one.words[:150].replace("\n", " "))


def main() -> None:
    """Measure."""
    found = [*of_pages(labels.read()), *written()]
    print(Counter((one.answer, bool(one.owner)) for one in found), flush=True)
    evaluate(found)


if __name__ == "__main__":
    main()
