"""Our score beside the totals of the European Open Source AI Index, over audited repositories.

    python -m corpus.evaluate_score [FOLDER ...]

Each model of `index_repositories.yaml` whose repository lies in a FOLDER as `owner+name`, else in
`repos/` or `more/` of the folder of real data, is audited as it lies there, without a network and
without facts of the index. Printed are the rank correlations of their totals with our score and
with our count in the way of the index, how wide the intervals are, and the models whose two ranks
are furthest apart, each with the parts on which we differ. The table goes into `corpus/score.json`.
"""

import json
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from corpus.evaluate_index import ranks, spearman
from corpus.gold_folders import unfold
from corpus.texts import real_folder
from corpus.truth import index
from licensecheck.auditor import Auditor
from licensecheck.domain.report import Report
from licensecheck.hubs import parse_ref
from licensecheck.settings import Settings

HERE = Path(__file__).parent
TABLE = HERE / "score.json"
INDEX_WAY = "european-index"
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


# Dimensions of the index that a part of ours answers alone.
_PARTS = {
    "datasources_basemodel": "training-data",
    "weights_endmodel": "weights",
    "trainingcode": "training-code",
    "code": "inference-code",
    "hardware_architecture": "architecture",
    "preprint": "paper",
    "modelcard": "model-card",
    "datasheet": "data-documentation",
}
_SHOWN = ("present", "linked", "claimed")


def rated(folders: Sequence[Path]) -> Iterator[Rated]:
    """The models whose repositories are there, in the order of the index."""
    auditor = Auditor(Settings(offline=True, deadline=600), lambda _: None)
    repositories = yaml.safe_load((HERE / "index_repositories.yaml").read_text("utf-8"))
    for row in index():
        repository = repositories.get(row["model"])
        if repository is None:
            continue
        with _folder(repository, folders) as folder:
            if folder is not None:
                yield _rated(row, repository, auditor.audit(parse_ref(str(folder))))


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
    differs = {
        dimension: (ratings[dimension], found[part])
        for dimension, part in _PARTS.items()
        if (ratings[dimension] == "closed") is (found[part] in _SHOWN)
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
    )


def table(found: Sequence[Rated]) -> dict[str, object]:
    """Correlations, widths, and the models whose ranks differ most."""
    theirs = [one.theirs for one in found]
    middles = [(one.value + one.ceiling) / 2 for one in found]
    apart = zip(ranks([one.value for one in found]), ranks(theirs), found, strict=True)
    outliers = [one for ours, other, one in apart if abs(ours - other) >= OUTLIER * len(found)]
    return {
        "models": len(found),
        "Spearman of our score": spearman([one.value for one in found], theirs),
        "of the middle of its interval": spearman(middles, theirs),
        "of our count in their way": spearman([one.as_theirs for one in found], theirs),
        "width of the score": widths([one.ceiling - one.value for one in found]),
        "outliers": [asdict(one) for one in outliers],
        "all": {one.model: [one.theirs, one.value, one.ceiling, one.as_theirs] for one in found},
    }


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
