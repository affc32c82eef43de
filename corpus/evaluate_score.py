"""Our score beside the totals of the European Open Source AI Index, over audited repositories.

    python -m corpus.evaluate_score [FOLDER ...]

Each model of `index_repositories.yaml` whose repository lies in a FOLDER as `owner+name`, else in
`repos/` or `more/` of the folder of real data, is audited as it lies there, without a network and
without facts of the index. Of the publisher's further repositories that it links to, those that lie
in a FOLDER are looked at too, as an audit of a repository on GitHub does. Printed are the rank
correlations of their totals with our score and with our count in the way of the index, how wide the
intervals are, and the models whose two ranks are furthest apart, each with the parts on which we
differ. The table goes into `corpus/score.json`.

Three figures say why a correlation is no higher. `with their own answers` is that of their totals
with what our weights make of their ratings, as if we had found all that they found: more cannot be
had without other weights. `parts` has the rank correlation of each part that we find with their
rating of it. Rules for parts were written with one half of the repositories, drawn by a hash, in
sight; the other half was opened once, after them.
"""

import json
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from corpus.evaluate_index import ranks, spearman
from corpus.gold_folders import unfold
from corpus.texts import real_folder
from corpus.truth import index
from licensecheck.auditor import Auditor
from licensecheck.collect import Collected, Collector
from licensecheck.components.linked import repositories as linked
from licensecheck.domain import Deadline, ModelRef
from licensecheck.domain.report import Report
from licensecheck.hubs import parse_ref
from licensecheck.knowledge.knowledge import installed
from licensecheck.knowledge.profiles import load_profile
from licensecheck.settings import Settings

HERE = Path(__file__).parent
TABLE = HERE / "score.json"
INDEX_WAY = "european-index"
LEAST = 3
"""Models of which a correlation is told."""
OUTLIER = 0.3
"""Share of all ranks by which two ranks of an outlier differ at least."""


@dataclass(frozen=True, slots=True)
class Rated:
    """A model as the index rates it, and as we do."""

    model: str
    repository: str
    theirs: float
    """Mean of their ratings, 0 to 1."""
    value: float
    ceiling: float
    as_theirs: float
    """Our count by the weights of the index."""
    level: str
    differs: Mapping[str, tuple[str, str]]
    """Parts on which we differ from them: their word, then the state that we found."""
    with_their_answers: float = 0.0
    """What our weights make of their ratings."""
    answers: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """By dimension, their word, and the state of the part that we found."""

    @property
    def in_sight(self) -> bool:
        """True where rules were written with the repository in sight."""
        return int(sha256(f"score-{self.repository}".encode()).hexdigest(), 16) % 2 == 0


# Dimensions of the index that a part of ours answers alone.
_PARTS = {
    "datasources_basemodel": "training-data",
    "weights_endmodel": "weights",
    "trainingcode": "training-code",
    "code": "training-code",
    "hardware_architecture": "architecture",
    "preprint": "paper",
    "modelcard": "model-card",
    "datasheet": "data-documentation",
}
_SHOWN = ("present", "linked", "claimed")
_FREEDOMS = ("use", "study", "modify", "share")
# What answers each part of our profile, of their dimensions; the best of several. They ask nothing
# of evaluation results and of gates.
_ANSWERS: Mapping[str, tuple[str, ...]] = {
    **{f"osaid/{freedom}": ("licenses",) for freedom in _FREEDOMS},
    "weights": ("weights_endmodel",),
    "inference-code": ("code",),
    "training-code": ("trainingcode",),
    "training-data": ("datasources_basemodel",),
    "data-documentation": ("datasheet",),
    "model-card": ("modelcard",),
    "paper": ("preprint", "paper"),
}
_RATED = {"open": 1.0, "partial": 0.5, "closed": 0.0}
_FOUND = {"present": 1.0, "linked": 1.0, "claimed": 0.5, "unknown": 0.5}


def rated(folders: Sequence[Path]) -> Iterator[Rated]:
    """The models whose repositories are there, in the order of the index."""
    settings = Settings(offline=True, deadline=600)
    auditor, collector = Auditor(settings, _quiet), Collector(settings, installed(), _quiet)
    repositories = yaml.safe_load((HERE / "index_repositories.yaml").read_text("utf-8"))
    for row in index():
        repository = repositories.get(row["model"])
        if repository is None:
            continue
        with _folder(repository, folders) as folder:
            if folder is not None:
                found = collected(repository, folder, folders, collector)
                yield _rated(row, repository, auditor.judge(found))


def collected(
    repository: str, folder: Path, folders: Sequence[Path], collector: Collector
) -> Collected:
    """A repository with those of the publisher that it links to, as far as they are there."""
    found = collector.collect(parse_ref(str(folder)), Deadline())
    links = linked(replace(found.snapshot, ref=_on_github(repository)))
    places = [(name, one / name.replace("/", "+")) for name in links for one in folders]
    read = (
        replace(collector.collect(parse_ref(str(place)), Deadline()).snapshot, ref=_on_github(name))
        for name, place in places
        if place.is_dir()
    )
    return replace(found, linked=tuple(read))


def _on_github(name: str) -> ModelRef:
    return ModelRef("github", name)


def _quiet(_: str) -> None:
    """Say nothing of what is asked."""


@contextmanager
def _folder(repository: str, folders: Sequence[Path]) -> Iterator[Path | None]:
    """A repository as it can be audited; None where it is nowhere."""
    name = repository.replace("/", "+")
    whole = next((one / name for one in folders if (one / name).is_dir()), None)
    kept = (real_folder() / kind / name for kind in ("repos", "more"))
    listed = next((one for one in kept if one.is_dir()), None)
    if whole is not None or listed is None:
        yield whole
        return
    with TemporaryDirectory() as room:
        copy = Path(room) / name
        shutil.copytree(listed, copy)
        unfold(copy)
        yield copy


def _rated(row: Mapping[str, Any], repository: str, report: Report) -> Rated:
    ratings, score = row["ratings"], report.score
    like_them = next(one for one in report.comparisons if one.profile == INDEX_WAY)
    found = {part.name: str(part.state) for part in report.components}
    answers = {name: (ratings[name], found[part]) for name, part in _PARTS.items()}
    differs = {
        name: (theirs, state)
        for name, (theirs, state) in answers.items()
        if (theirs == "closed") is (state in _SHOWN)
    }
    return Rated(
        row["model"],
        repository,
        row["mean_score"],
        score.value,
        score.ceiling,
        like_them.value,
        str(report.level),
        differs,
        with_their_answers(ratings),
        answers,
    )


def with_their_answers(ratings: Mapping[str, str]) -> float:
    """What the weights of our profile make of their ratings."""
    return round(
        sum(
            part.weight * max(_RATED[ratings[name]] for name in asked)
            for part in load_profile().parts
            if (asked := _ANSWERS.get(part.criterion or part.component))
        ),
        1,
    )


def table(found: Sequence[Rated]) -> dict[str, object]:
    """Correlations, widths, and the models whose ranks differ most."""
    theirs = [one.theirs for one in found]
    apart = zip(ranks([one.value for one in found]), ranks(theirs), found, strict=True)
    outliers = [one for ours, other, one in apart if abs(ours - other) >= OUTLIER * len(found)]
    return {
        "models": len(found),
        **correlations(found),
        "in sight": correlations([one for one in found if one.in_sight]),
        "not in sight": correlations([one for one in found if not one.in_sight]),
        "parts": {
            name: _of_part([one.answers[name] for one in found if name in one.answers])
            for name in _PARTS
        },
        "width of the score": widths([one.ceiling - one.value for one in found]),
        "outliers": [_shown(one) for one in outliers],
        "all": {one.model: [one.theirs, one.value, one.ceiling, one.as_theirs] for one in found},
    }


def _shown(one: Rated) -> dict[str, object]:
    return {name: value for name, value in asdict(one).items() if name != "answers"}


def correlations(found: Sequence[Rated]) -> dict[str, float | None]:
    """Of our numbers with their totals."""
    if len(found) < LEAST:
        return {}
    theirs = [one.theirs for one in found]
    numbers = {
        "Spearman of our score": [one.value for one in found],
        "of the middle of its interval": [(one.value + one.ceiling) / 2 for one in found],
        "of our count in their way": [one.as_theirs for one in found],
        "of our weights with their own answers": [one.with_their_answers for one in found],
    }
    return {name: _rank(ours, theirs) for name, ours in numbers.items()}


def _of_part(pairs: Sequence[tuple[str, str]]) -> float | None:
    return _rank([_FOUND.get(state, 0.0) for _, state in pairs], [_RATED[one] for one, _ in pairs])


def _rank(ours: Sequence[float], theirs: Sequence[float]) -> float | None:
    """Spearman's correlation; None where one side is the same for all."""
    return spearman(ours, theirs) if len(set(ours)) > 1 and len(set(theirs)) > 1 else None


def widths(found: Sequence[float]) -> dict[str, float]:
    """How wide the intervals are."""
    ordered = sorted(found)
    return {
        "median": ordered[len(ordered) // 2],
        "share of 20 and less": round(sum(one <= 20 for one in found) / len(found), 3),
        "share of 40 and less": round(sum(one <= 40 for one in found) / len(found), 3),
    }


def main() -> None:
    """Measure, print and write."""
    written = table(tuple(rated([Path(one) for one in sys.argv[1:]])))
    text = json.dumps(written, indent=1, ensure_ascii=False)
    TABLE.write_text(text + "\n", "utf-8")
    print(text)


if __name__ == "__main__":
    main()
