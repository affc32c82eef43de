"""Train the reader on all labels, and measure it where it saw nothing of the publisher."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.digests import record
from corpus.mentions import encode, examples, labels, learn, measure, written
from corpus.mentions.examples import ANSWERS, ROLES, UNSAID, Example
from corpus.mentions.labels import FOLDS, MODEL, SECOND, LabelledPage, fold
from corpus.mentions.measure import GROUPS, Answers, Pair
from licensecheck.reader.meanings import INSIDE
from licensecheck.reader.network import Inputs, Network
from licensecheck.reader.places import both
from licensecheck.reader.released import FILES, FOLDER, LEXICON, NAMES

HEATS = np.arange(0.7, 2.55, 0.05)


@dataclass(frozen=True)
class Labelled:
    """All labelled pages, ready to learn from."""

    pages: Sequence[LabelledPage]
    roles: examples.Roles
    beginnings: frozenset[str]
    found: Sequence[Example]
    written: Sequence[Example]
    """What only teaches: names in sentences in our own words."""

    def table(self, without: int | None = None) -> learn.Material:
        """The material, that of pages first; what is known of names is then from other folds
        alone."""
        made = learn.material([*self.found, *self.written])
        if without is None:
            return made
        tables = [self._without(made, at, without) for at in range(len(made.examples))]
        return replace(made, features=tables)

    def teaching(self, without: int | None = None) -> Sequence[int]:
        """Where the examples stand in the material that teach: but those of a fold."""
        kept = [at for at, page in enumerate(self.pages) if fold(page.owner) != without]
        return [*kept, *range(len(self.pages), len(self.pages) + len(self.written))]

    def _without(self, made: learn.Material, at: int, out: int) -> npt.NDArray[np.float32]:
        table, one = made.features[at].copy(), made.examples[at]
        columns = [made.names.index(f"known as {role}") for role in ROLES]
        total = made.names.index("known pages")
        for row, key in enumerate(one.keys):
            said = self.roles.get(key, {})
            each = np.array([self._count(said.get(role, ()), one.owner, out) for role in ROLES])
            each = each * (each[: ROLES.index("not")].sum() > 0)
            table[row, columns] = each / (each.sum() + 1.0)
            table[row, total] = np.log1p(each.sum())
        return table

    @staticmethod
    def _count(owners: Sequence[str] | frozenset[str], own: str, out: int) -> int:
        return sum(one != own and fold(one) != out for one in owners)


def fine_tune() -> None:
    """Fine-tune the encoder of names on all labels, by halves of publishers and as a whole."""
    encode.learn(labelled().found)


def joined(given: Labelled, said: Answers) -> None:
    """Print how well network, encoder and both find what is inside a model."""
    columns = [ROLES.index(role) for role in INSIDE]
    likely = [each["role"][:, columns].sum(1) for each in said]
    heard = encode.heard(given.found, likely)
    network = [list(map(float, each)) for each in likely]
    named = {
        "network": network,
        "encoder": heard,
        "both": [
            list(both(np.array(one), np.array(other)))
            for one, other in zip(network, heard, strict=True)
        ],
    }
    for title, is_card in (("pages", False), ("cards", True)):
        kept = [at for at, page in enumerate(given.pages) if page.is_card is is_card]
        for name, each in named.items():
            for least in (0.3, 0.4, 0.5, 0.65, 0.8, 0.9):
                _inside(f"{title}, {name}", given, each, kept, least)


def _inside(
    title: str,
    given: Labelled,
    likely: Sequence[Sequence[float]],
    kept: Sequence[int],
    least: float,
) -> None:
    found = [measure.inside(given.pages[at], given.found[at], likely[at], least) for at in kept]
    right = sum(len(wanted & told) for wanted, told in found)
    wanted, told = sum(len(one) for one, _ in found), sum(len(one) for _, one in found)
    print(f"{title}, from {least}: {right} of {wanted} found, {told - right} wrong", flush=True)


def labelled() -> Labelled:
    """Read all pages; what is known of a name is always from other publishers' pages."""
    pages = [*labels.read(), *labels.read(labels.OF_CARDS)]
    roles, begin = examples.roles_by_name(pages), examples.beginnings(pages)
    found = list[Example]()
    for page in pages:
        known = examples.known_lexicon(roles, begin, frozenset({page.owner}))
        found.append(examples.example(page, known))
    known = examples.known_lexicon(roles, begin, frozenset())
    taught = [examples.example(page, known) for page in written.pages()]
    return Labelled(pages, roles, begin, found, taught)


def by_folds(given: Labelled) -> Answers:
    """For each page the answers of a network that saw no page of its publisher."""
    said = dict[int, Mapping[str, npt.NDArray[np.float32]]]()
    for out in range(FOLDS):
        made, kept = given.table(out), given.teaching(out)
        network = learn.train(made, kept)
        for at in set(range(len(given.pages))) - set(kept):
            said[at] = network.read(_inputs(made, at))
        print(f"fold {out + 1} of {FOLDS}", flush=True)
    return [said[at] for at in range(len(given.pages))]


def _inputs(made: learn.Material, at: int) -> Inputs:
    seen = made.examples[at].seen
    groups, lines = np.array(seen.groups, np.int64), np.array(seen.lines, np.int64)
    return Inputs(made.features[at], seen.words, groups, lines)


def heated(row: npt.NDArray[np.float32], heat: float) -> npt.NDArray[np.float32]:
    """Probabilities as they are with outputs divided by a heat."""
    raised = np.maximum(row, 1e-9) ** (1 / heat)
    return np.asarray(raised / raised.sum(1, keepdims=True), np.float32)


def best_heat(found: Sequence[Example], said: Answers, question: str) -> float:
    """The heat with which the labels are likeliest."""
    wanted = np.concatenate([one.wanted[question] for one in found])
    rows = np.concatenate([one[question] for one in said])[wanted != UNSAID]
    right = wanted[wanted != UNSAID]
    likely = [
        np.log(heated(rows, heat)[np.arange(len(right)), right] + 1e-9).mean() for heat in HEATS
    ]
    return float(HEATS[int(np.argmax(likely))])


def calibrated(given: Labelled, said: Answers) -> Answers:
    """The answers, each with the heat that is best for the other folds."""
    folds = [fold(page.owner) for page in given.pages]
    heats = [
        {name: best_heat(*_others(given, said, out), name) for name in ANSWERS}
        for out in range(FOLDS)
    ]
    return [
        {name: heated(rows, heats[out][name]) for name, rows in each.items()}
        for out, each in zip(folds, said, strict=True)
    ]


def _others(given: Labelled, said: Answers, out: int) -> tuple[Sequence[Example], Answers]:
    kept = [at for at, page in enumerate(given.pages) if fold(page.owner) != out]
    return [given.found[at] for at in kept], [said[at] for at in kept]


def train() -> None:
    """Measure by folds, then learn from all labels, and write what ships."""
    given = labelled()
    said = by_folds(given)
    report(given, calibrated(given, said))
    FOLDER.mkdir(parents=True, exist_ok=True)
    lexicon = {
        "roles": examples.counts(given.roles, frozenset()),
        "beginnings": sorted(given.beginnings),
    }
    text = json.dumps(lexicon, ensure_ascii=False, separators=(",", ":"))
    (FOLDER / LEXICON).write_text(text, "utf-8")
    network = learn.train(given.table(), given.teaching())
    heat = {one: best_heat(given.found, said, one) for one in ANSWERS}
    save(replace(network, heat=heat), FOLDER / NAMES)
    record(FOLDER, FILES)


def save(network: Network, file: Path) -> None:
    """Write a network, in numbers of 16 bits."""
    answers = {name: list(each) for name, each in network.answers.items()}
    about = {"features": list(network.names), "answers": answers, "heat": dict(network.heat)}
    stored = {
        name: value.astype(np.float32 if name in ("mean", "spread") else np.float16)
        for name, value in network.weights.items()
    }
    np.savez_compressed(file, about=np.array(json.dumps(about)), **stored)


def evaluate() -> None:
    """Print the figures by folds, also those of the encoder that was fine-tuned last."""
    given = labelled()
    said = calibrated(given, by_folds(given))
    report(given, said)
    joined(given, said)


def report(given: Labelled, said: Answers) -> None:
    """Print how well all labels are read, and those of the pages that two people read."""
    twice = {page.file for page in labels.read(SECOND)}
    _figures("all pages", given, said, [at for at, p in enumerate(given.pages) if not p.is_card])
    cards = [at for at, page in enumerate(given.pages) if page.is_card]
    _figures("cards of a hub", given, said, cards)
    both = [at for at, page in enumerate(given.pages) if page.file in twice]
    _figures("pages read twice", given, said, both)
    hit = [
        there
        for each in zip(given.pages, given.found, strict=True)
        for there in measure.found(*each)
    ]
    print(f"{sum(hit)} of {len(hit)} labelled names are read ({np.mean(hit):.3f})")


def _figures(title: str, given: Labelled, said: Answers, kept: Sequence[int]) -> None:
    print(f"== {title}")
    roles = [
        pair
        for at in kept
        for pair in measure.role_pairs(given.pages[at], given.found[at], said[at])
    ]
    line("role, six groups", measure.grouped(roles), list(GROUPS))
    line("role, all twelve", roles, ROLES)
    for least in (0.3, 0.5, 0.7, 0.8, 0.9, 0.95):
        _bases(given, said, kept, least)


def _bases(given: Labelled, said: Answers, kept: Sequence[int], least: float) -> None:
    found = [measure.bases(given.pages[at], given.found[at], said[at], least) for at in kept]
    right = sum(len(wanted & told) for wanted, told in found)
    wanted, told = sum(len(one) for one, _ in found), sum(len(one) for _, one in found)
    print(f"bases by name, from {least}: {right} of {wanted} found, {told - right} wrong")


def line(title: str, pairs: Sequence[Pair], answers: Sequence[str]) -> None:
    """Print accuracy, macro F1, the F1 of each answer and the error of the probabilities."""
    if not pairs:
        return
    same = np.mean([one.wanted == one.said for one in pairs])
    each = " · ".join(f"{name} {measure.f1(pairs, name):.2f}" for name in answers)
    error = measure.calibration(pairs)
    print(
        f"{title}: {len(pairs)}, accuracy {same:.3f}, macro F1 {measure.macro(pairs, answers):.3f}"
        f" ({each}), probabilities off by {error:.3f}"
    )


def agreement() -> None:
    """Print how far the second reader of pages agrees with the first."""
    first = {page.file: page for page in labels.read()}
    roles = list[Pair]()
    for second in labels.read(SECOND):
        names = [one for one in second.labels if one.kind == MODEL]
        for one in first[second.file].labels:
            same = [other for other in names if other.start < one.end and one.start < other.end]
            if same and one.kind == MODEL:
                roles.append(Pair(one.label, same[0].label))
    line("role, six groups", measure.grouped(roles), list(GROUPS))
    line("role, all twelve", roles, ROLES)
