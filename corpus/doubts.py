"""Train what says how likely a sentence of a page binds its reader: `python -m corpus.doubts`.

    python -m corpus.doubts train CARDS... [--afresh] [--epochs N] [--seed N] [--out FILE.npz]
    python -m corpus.doubts release FILE.npz CARDS...
    python -m corpus.doubts words CARDS...
    python -m corpus.doubts curve CARDS

CARDS are folders of cards of a hub (`hub_cards`). `train` goes on with the released model on
`doubt_examples`, and reads of the pages what that finds likeliest to bind; with `--afresh` it
fine-tunes the clause model instead. `release` exports it in int8 beside the weights of words, with
the threshold of `THRESHOLD`; `words` learns the latter alone. `curve` prints for each threshold how
many of the examples are held back, and how many sentences and cards with an open licence that
taught nothing.
"""

import argparse
import random
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import torch

from corpus import encoder, export, finetune, train
from corpus.abroad import FILES
from corpus.digests import record
from corpus.doubt_examples import LIMITS, Labelled, examples, of_card
from corpus.hub_cards import draw
from corpus.word_weights import LearntWords, learn_words, places
from licensecheck.classify.model import ClauseModel
from licensecheck.classify.weigher import BINDS, FOLDER, Said, gate, odds, spelled
from licensecheck.classify.wordpieces import Window, WordPieces

LABELS = (BINDS, *LIMITS)
THRESHOLD = 0.2
"""From which probability on a sentence may bind: the curve and the choice are in README.md."""
ASKED_OF = 3
"""So many times the sentences wanted of pages are asked of the released model."""
ASKED, SUSPICIOUS = 0.3, 0.1
"""Shares of the sentences of cards that the model reads, and that sound much like terms."""
SHARE, FEWER = 0.5, 0.9
"""How much the log odds of the words count beside those of the model, and how many of the sentences
that bind may stay below the threshold for each that did for the model alone: see README.md."""
LONGEST, LONGEST_TEXT = 72, 700
"""Word pieces of a sentence that are read in training, and characters."""
WEIGHTS_OF = {
    "own": 1.5,
    "label": 3.0,
    "attack": 3.0,
    "mention": 2.5,
    "honest": 1.5,
    "clause": 0.5,
    "card": 1.5,
}
"""How much a sentence of a source counts; one of a card counts 1."""
OF_CLAUSES, OF_OTHER_CLAUSES = 0.4, 0.15
"""Share of the clauses in own words that are read: those that restrict, and the others."""
HARD, PLAIN = (12_000, 1_200), (6_000, 600)
"""Sentences of cards and of repositories: those whose words sound most like terms, and others."""
LONE, OF_BANS = 0.2, 0.5
"""Share of the sentences without anything around them that are read so, and of those that are lent
a heading the share for which it comes from a sentence that binds."""
OF_EVEN = ("own", "attack", "mention")
"""Sources of the sentences that bind by which words and model are joined."""
OF_LIMITS = 0.2
"""Weight of each of the further answers beside the first."""


def hardest_first(of_pages: Sequence[Labelled], most: int) -> list[Labelled]:
    """The sentences by how likely they bind for the released model, which is asked of those that
    sound most like terms; the others follow in the order of their words."""
    words = gate().words
    by_words = sorted(of_pages, key=lambda sentence: -words(sentence.text))
    asked, rest = by_words[: ASKED_OF * most], by_words[ASKED_OF * most :]
    model = ClauseModel.load("cpu", None, FOLDER)
    likely = model.probabilities([pair(sentence) for sentence in asked])[:, 0]
    return [asked[at] for at in np.argsort(-likely, kind="stable")] + rest


def pair(sentence: Labelled) -> tuple[str, str]:
    """What the model reads of a sentence: what stands around it, and its words."""
    read = Said(sentence.text, sentence.heading, sentence.before)
    return read.context, spelled(read.text[:LONGEST_TEXT])


def chosen(found: Sequence[Labelled], draw: random.Random) -> list[Labelled]:
    """What an epoch reads: all that was written or labelled, a part of the clauses, and of pages
    mostly what may be mistaken for terms."""
    kept = [each for each in found if each.source not in ("card", "page", "clause")]
    for each in found:
        share = OF_CLAUSES if each.binds else OF_OTHER_CLAUSES
        kept += [each] if each.source == "clause" and draw.random() < share else []
    for source, hard, plain in zip(("card", "page"), HARD, PLAIN, strict=True):
        of_pages = hardest_first([each for each in found if each.source == source], hard)
        kept += of_pages[:hard]
        kept += draw.sample(of_pages[hard:], min(plain, len(of_pages[hard:])))
    return kept


def fit(
    found: Sequence[Labelled], epochs: int, model: encoder.Encoder, seed: int
) -> encoder.Encoder:
    """The model, fine-tuned on sentences."""
    return finetune.fit(model, partial(windows, found), targets(found), epochs, LONGEST, seed)


def targets(found: Sequence[Labelled]) -> finetune.Wanted:
    """What each answer should be, and how much it counts: of a sentence that binds the further
    answers count only where somebody said what it limits."""
    wanted = [[one.binds, *(limit in one.limits for limit in LIMITS)] for one in found]
    counted = []
    for one in found:
        weight = WEIGHTS_OF.get(one.source, 1.0)
        told = OF_LIMITS * weight * bool(one.limits or not one.binds)
        counted.append([weight] + [told] * len(LIMITS))
    return finetune.Wanted(torch.tensor(wanted).float(), torch.tensor(counted).float())


def windows(found: Sequence[Labelled], draw: random.Random) -> list[Window]:
    """The sentences as the model reads them; most of those without anything around them are lent
    it, so that having a heading tells nothing, and half of the headings are such as bans have."""
    of_pages = [one for one in found if one.source in ("card", "page")]
    of_bans = [one.heading for one in found if one.binds and one.heading]
    read = [_read(one, draw, of_pages, of_bans) for one in found]
    cut = WordPieces(encoder.tokenizer()).windows([pair(one) for one in read])
    return [each[0] for each in cut]


def _read(
    one: Labelled, draw: random.Random, of_pages: Sequence[Labelled], of_bans: Sequence[str]
) -> Labelled:
    if one.heading or one.before or draw.random() < LONE:
        return one
    lent = draw.choice(of_pages)
    heading = draw.choice(of_bans) if draw.random() < OF_BANS else lent.heading
    return replace(one, heading=heading, before=lent.before)


def release(file: Path, found: Sequence[Labelled], folder: Path = FOLDER) -> None:
    """Write the model in int8, its tokenizer and labels, the weights of words and the digests."""
    bands = {label: {"lower": THRESHOLD, "upper": THRESHOLD} for label in LABELS}
    finetune.ship(finetune.stored(file, len(LABELS)), folder, bands)
    release_words(found, folder)


def release_words(found: Sequence[Labelled], folder: Path = FOLDER) -> None:
    """Write the weights of words beside the model, and the digests of all."""
    yes = [places(one.text) for one in found if one.binds]
    no = [places(one.text) for one in found if not one.binds]
    words = learn_words(yes, no)
    of_cards = [words(places(one.text)) for one in found if one.source == "card"]
    asked, most = (float(np.quantile(of_cards, 1 - share)) for share in (ASKED, SUSPICIOUS))
    even = _even(found, words, ClauseModel.load("cpu", None, folder))
    words.write(folder, "words", asked=asked, suspicious=most, share=SHARE, even=even)
    record(folder, FILES)


def _even(found: Sequence[Labelled], words: LearntWords, model: ClauseModel) -> float:
    """The log odds of words that change nothing: with them fewer of the sentences that bind stay
    below the threshold than for the model alone."""
    binding = [one for one in found if one.binds and one.source in OF_EVEN]
    likely = model.probabilities([pair(one) for one in binding])[:, 0].tolist()
    alone, limit = np.array([*map(odds, likely)]), odds(THRESHOLD)
    joined = alone + SHARE * np.array([words(places(one.text)) for one in binding])
    at = np.sort(joined)[int(FEWER * (alone < limit).sum())]
    return float((at - limit) / SHARE)


def curve(found: Sequence[Labelled], measuring: Sequence[Path]) -> None:
    """Print what each threshold holds back, of what taught and of cards that did not."""
    model = ClauseModel.load("cpu", None, FOLDER)
    fresh = [replace(each, source="unseen") for path in measuring for each in of_card(path)]
    found = [*(each for each in found if each.source not in ("card", "page", "clause")), *fresh]
    found = [each for each in found if gate().asks(each.text) or each.binds]
    read = [pair(each) for each in found]
    alone = zip(model.probabilities(read)[:, 0].tolist(), read, strict=True)
    likely = np.array([gate().with_words(one, text) for one, (_, text) in alone])
    sources = sorted({(each.source, each.binds) for each in found})
    for threshold in (0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9):
        shares = []
        for source, binds in sources:
            rows = [at for at, o in enumerate(found) if (o.source, o.binds) == (source, binds)]
            kind = "binds" if binds else "harmless"
            shares.append(f"{source} {kind} {np.mean(likely[rows] >= threshold):.4f}")
        held = {found[at].group for at in np.flatnonzero(likely >= threshold)}
        shares.append(f"unseen cards {len(held & {path.stem for path in measuring})}")
        print(threshold, "; ".join(shares), flush=True)


def main() -> None:
    """Train, release or measure."""
    parser = argparse.ArgumentParser(prog="python -m corpus.doubts")
    commands = parser.add_subparsers(dest="command", required=True)
    learn = commands.add_parser("train")
    learn.add_argument("cards", type=Path, nargs="+")
    learn.add_argument("--afresh", action="store_true")
    learn.add_argument("--epochs", type=int, default=1)
    learn.add_argument("--seed", type=int, default=1)
    learn.add_argument("--out", type=Path, default=Path(".cache/corpus/doubts.npz"))
    ship = commands.add_parser("release")
    ship.add_argument("weights", type=Path)
    ship.add_argument("cards", type=Path, nargs="+")
    commands.add_parser("words").add_argument("cards", type=Path, nargs="+")
    commands.add_parser("curve").add_argument("cards", type=Path, nargs="+")
    options = parser.parse_args()
    found = examples(options.cards)
    match options.command:
        case "train":
            read = chosen(found, random.Random(options.seed))
            start = finetune.headed(len(LABELS))
            start = start if options.afresh else export.released(FOLDER)
            model = fit(read, options.epochs, start, options.seed)
            train.save(model, options.out)
        case "release":
            release(options.weights, found)
        case "words":
            release_words(found)
        case "curve":
            curve(found, [path for folder in options.cards for path in draw(folder).measuring])


if __name__ == "__main__":
    main()
