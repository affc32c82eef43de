"""Train what says how likely a sentence of a page binds its reader: `python -m corpus.doubts`.

    python -m corpus.doubts train CARDS [--epochs N] [--start FILE.npz] [--out FILE.npz]
    python -m corpus.doubts release FILE.npz CARDS
    python -m corpus.doubts curve CARDS

CARDS is a folder with one folder for each card of an open tag, README.md in it; how ours were
drawn: corpus/README.md. `train` fine-tunes the released clause model on `doubt_examples`, in half
an hour an epoch on one core without AVX-512; with `--start` it goes on with a model that was
trained before, and reads of the pages what the released one finds likeliest to bind. `release`
exports it in int8 beside the weights of words, with the threshold of `THRESHOLD`. `curve` prints
for each threshold how many written bans are found, and how many written harmless sentences and
sentences of cards are held back.
"""

import argparse
import copy
import json
import math
import random
import shutil
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import torch
from torch.nn import functional

from corpus import encoder, export, prune, train
from corpus.digests import record
from corpus.doubt_examples import LIMITS, Labelled, examples
from corpus.word_weights import learn_words, places
from licensecheck.classify.model import ClauseModel
from licensecheck.classify.released import ESSENTIAL, TOKENIZER, WEIGHTS, digest
from licensecheck.classify.released import FOLDER as CLAUSES
from licensecheck.classify.weigher import BINDS, FOLDER, Said, gate
from licensecheck.classify.wordpieces import Window, WordPieces

LABELS = (BINDS, *LIMITS)
THRESHOLD, BESIDE = 0.3, 0.2
"""From which probability on a sentence may bind, and one beside the text of a licence in its file:
the curve and the choice are in README.md."""
ASKED, SUSPICIOUS = 0.3, 0.1
"""Shares of the sentences of cards that the model reads, and that sound much like terms."""
BATCH, LONGEST = 32, 72
"""Sentences of a step, and word pieces of one that are read in training."""
RATE, HEAD_RATE, AVERAGE = 1.5e-4, 2e-3, 0.995
WEIGHTS_OF = {"own": 3.0, "attack": 3.0, "mention": 2.5, "honest": 1.5, "clause": 0.7}
"""How much a sentence of a source counts; one of a card counts 1."""
OF_CLAUSES, OF_OTHER_CLAUSES = 0.4, 0.15
"""Share of the clauses in own words that are read: those that restrict, and the others."""
HARD, PLAIN = (5_500, 1_200), (1_500, 300)
"""Sentences of cards and of repositories: those whose words sound most like terms, and others."""
OF_LIMITS = 0.2
"""Weight of each of the further answers beside the first."""


def by_words(found: Sequence[Labelled], of_pages: Sequence[Labelled]) -> list[float]:
    """How much sentences of pages sound like terms, by the weights of words."""
    yes = [places(one.text) for one in found if one.binds]
    no = [places(one.text) for one in found if not one.binds]
    words = learn_words(yes, no, 3)
    return [words(places(one.text)) for one in of_pages]


def by_model(_: Sequence[Labelled], of_pages: Sequence[Labelled]) -> list[float]:
    """How likely they bind for the released model; those that it would not be asked about, last."""
    asked = [at for at, one in enumerate(of_pages) if gate().asks(one.text)]
    said = [Said(of_pages[at].text, of_pages[at].heading) for at in asked]
    model = ClauseModel.load("cpu", None, FOLDER)
    found = [-1.0] * len(of_pages)
    likely = model.probabilities([(one.context, one.text) for one in said])[:, 0].tolist()
    for at, probability in zip(asked, likely, strict=True):
        found[at] = probability
    return found


def chosen(
    found: Sequence[Labelled], draw: random.Random, *, again: bool = False
) -> list[Labelled]:
    """What an epoch reads: all that was written, and of pages mostly what sounds like terms."""
    hardness = by_model if again else by_words
    kept = [one for one in found if one.source not in ("card", "page", "clause")]
    for one in found:
        share = OF_CLAUSES if one.binds else OF_OTHER_CLAUSES
        kept += [one] if one.source == "clause" and draw.random() < share else []
    for source, hard, plain in zip(("card", "page"), HARD, PLAIN, strict=True):
        pages = [one for one in found if one.source == source]
        hard_first = sorted(zip(hardness(found, pages), range(len(pages)), strict=True))[::-1]
        of_pages = [pages[at] for _, at in hard_first]
        kept += of_pages[:hard]
        kept += draw.sample(of_pages[hard:], min(plain, len(of_pages[hard:])))
    return kept


def started(file: Path | None) -> encoder.Encoder:
    """The released clause model under a new head, or a model that was trained before."""
    model = export.released(CLAUSES)
    model.head = torch.nn.Linear(encoder.WIDTH, len(LABELS))
    torch.nn.init.zeros_(model.head.weight)
    torch.nn.init.constant_(model.head.bias, -3.0)
    if file:
        stored = np.load(file)
        model.load_state_dict({name: torch.from_numpy(stored[name]) for name in stored.files})
    return model


def fit(found: Sequence[Labelled], epochs: int, model: encoder.Encoder) -> encoder.Encoder:
    """The running average of the model over some epochs."""
    torch.manual_seed(1)
    draw, average = random.Random(1), copy.deepcopy(model).eval()
    head = list(model.head.parameters())
    body = [p for n, p in model.named_parameters() if p.requires_grad and "head" not in n]
    groups = [{"params": body, "lr": RATE}, {"params": head, "lr": HEAD_RATE}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = epochs * math.ceil(len(found) / BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: max(0.02, min((step + 1) / (0.06 * steps), (steps - step) / steps))
    )
    wanted, counted = targets(found)
    step, began = 0, time.monotonic()
    for _ in range(epochs):
        model.train()
        pieces = windows(found, draw)
        for batch in batches(pieces, draw):
            optimizer.zero_grad()
            cut = (part[:, :LONGEST] for part in train.tensors([pieces[at] for at in batch]))
            with train.half():
                logits = model(*cut)
            losses = functional.binary_cross_entropy_with_logits(
                logits.float(), wanted[batch], reduction="none"
            )
            (losses * counted[batch]).sum().div(len(batch)).backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            train.follow(average, model, min(AVERAGE, step / (step + 10)))
            if step % 50 == 0:
                print(f"step {step} of {steps}, {time.monotonic() - began:.0f} s", flush=True)
    return average


def targets(found: Sequence[Labelled]) -> tuple[torch.Tensor, torch.Tensor]:
    """What each answer should be, and how much it counts: of a sentence that binds the further
    answers count only where somebody said what it limits."""
    wanted = [[one.binds, *(limit in one.limits for limit in LIMITS)] for one in found]
    counted = []
    for one in found:
        weight = WEIGHTS_OF.get(one.source, 1.0)
        told = OF_LIMITS * weight * bool(one.limits or not one.binds)
        counted.append([weight] + [told] * len(LIMITS))
    return torch.tensor(wanted).float(), torch.tensor(counted).float()


def windows(found: Sequence[Labelled], draw: random.Random) -> list[Window]:
    """The sentences as the model reads them; those without anything around get what stands around
    a sentence of a card, so that this tells nothing."""
    lent = [(one.heading, one.before) for one in found if one.source in ("card", "page")]
    said = [Said(one.text, *_around(one, lent, draw)) for one in found]
    cut = WordPieces(encoder.tokenizer()).windows([(one.context, one.text[:700]) for one in said])
    return [each[0] for each in cut]


def _around(one: Labelled, lent: Sequence[tuple[str, str]], draw: random.Random) -> tuple[str, str]:
    if not (one.heading or one.before):
        return draw.choice(lent) if lent and draw.random() < 0.6 else ("", "")
    return draw.choice([(one.heading, one.before)] * 2 + [("", one.before), (one.heading, "")])


def batches(pieces: Sequence[Window], draw: random.Random) -> list[list[int]]:
    """All sentences once, those of a batch of like length, in random order."""
    noisy = [min(len(one.ids), LONGEST) * draw.uniform(0.9, 1.1) for one in pieces]
    order = sorted(range(len(pieces)), key=noisy.__getitem__)
    cut = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
    draw.shuffle(cut)
    return cut


def release(file: Path, found: Sequence[Labelled], folder: Path = FOLDER) -> None:
    """Write the model in int8, its tokenizer and labels, the weights of words and the digests."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as room:
        export.export(started(file), Path(room) / WEIGHTS, folder / WEIGHTS)
    kept = {"lower": BESIDE, "upper": THRESHOLD}
    shutil.copy(encoder.tokenizer(), folder / TOKENIZER)
    card = {
        "labels": LABELS, "sha256": "", "base": "our clause model, fine-tuned and quantised",
        "thresholds": dict.fromkeys(LABELS, kept),
    }  # fmt: skip
    _pruned(folder)
    card["sha256"] = digest(folder / WEIGHTS)
    (folder / "labels.json").write_text(json.dumps(card, indent=1) + "\n", "utf-8")
    _write_words(found, folder)
    names = (*ESSENTIAL, "words.bin", "words.json")
    record(folder, names)


def _pruned(folder: Path) -> None:
    """Keep the word pieces of the clause model alone."""
    whole = json.loads((folder / TOKENIZER).read_text("utf-8"))
    pieces = json.loads((CLAUSES / TOKENIZER).read_text("utf-8"))["model"]["vocab"]
    numbers = sorted(whole["model"]["vocab"][piece] for piece in pieces)
    prune.keep(folder, prune.tokenizer(whole, numbers), numbers)


def _write_words(found: Sequence[Labelled], folder: Path) -> None:
    yes = [places(one.text) for one in found if one.binds]
    no = [places(one.text) for one in found if not one.binds]
    words = learn_words(yes, no)
    of_cards = [words(places(one.text)) for one in found if one.source == "card"]
    scale = float(np.abs(words.weights).max()) / 127
    (folder / "words.bin").write_bytes(np.round(words.weights / scale).astype(np.int8).tobytes())
    asked, most = (float(np.quantile(of_cards, 1 - share)) for share in (ASKED, SUSPICIOUS))
    kept = {"scale": scale, "bias": words.bias, "asked": asked, "suspicious": most}
    (folder / "words.json").write_text(json.dumps(kept) + "\n", "ascii")


def curve(found: Sequence[Labelled]) -> None:
    """Print what each threshold holds back."""
    model = ClauseModel.load("cpu", None, FOLDER)
    said = [Said(one.text, one.heading, one.before) for one in found]
    likely = model.probabilities([(one.context, one.text) for one in said])[:, 0]
    sources = sorted({(one.source, one.binds) for one in found})
    for threshold in (0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9):
        shares = []
        for source, binds in sources:
            rows = [at for at, o in enumerate(found) if (o.source, o.binds) == (source, binds)]
            kind = "binds" if binds else "harmless"
            shares.append(f"{source} {kind} {np.mean(likely[rows] >= threshold):.4f}")
        print(threshold, "; ".join(shares), flush=True)


def main() -> None:
    """Train, release or measure."""
    parser = argparse.ArgumentParser(prog="python -m corpus.doubts")
    commands = parser.add_subparsers(dest="command", required=True)
    learn = commands.add_parser("train")
    learn.add_argument("cards", type=Path)
    learn.add_argument("--epochs", type=int, default=2)
    learn.add_argument("--start", type=Path)
    learn.add_argument("--out", type=Path, default=Path(".cache/corpus/doubts.npz"))
    ship = commands.add_parser("release")
    ship.add_argument("weights", type=Path)
    ship.add_argument("cards", type=Path)
    commands.add_parser("curve").add_argument("cards", type=Path)
    options = parser.parse_args()
    found = examples(options.cards)
    match options.command:
        case "train":
            read = chosen(found, random.Random(1), again=bool(options.start))
            train.save(fit(read, options.epochs, started(options.start)), options.out)
        case "release":
            release(options.weights, found)
        case "curve":
            curve(found)


if __name__ == "__main__":
    main()
