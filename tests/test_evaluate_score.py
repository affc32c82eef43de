"""The score beside an index: correlation, widths, and the models that two rankings place apart."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from corpus.evaluate_score import HERE, Rated, table, with_their_answers
from corpus.truth import index


def zebra(name: str, theirs: float, value: float) -> Rated:
    return Rated(name, f"zoo/{name}", theirs, value, value + 10, value / 2, "unknown", {})


def test_the_same_order_correlates_and_nothing_is_apart() -> None:
    found = table([zebra("a", 0.1, 20), zebra("b", 0.5, 40), zebra("c", 0.9, 60)])
    assert found["Spearman of our score"] == 1.0
    assert found["outliers"] == []
    assert found["width of the score"] == {
        "median": 10,
        "share of 20 and less": 1.0,
        "share of 40 and less": 1.0,
    }


def test_models_that_the_rankings_place_apart_are_listed() -> None:
    found = table([zebra("a", 0.1, 60), zebra("b", 0.5, 40), zebra("c", 0.9, 20)])
    assert found["Spearman of our score"] == -1.0
    outliers = found["outliers"]
    assert isinstance(outliers, list)
    assert [one["model"] for one in outliers] == ["a", "c"]


def test_every_repository_is_that_of_a_model_of_the_index(real: Path) -> None:
    if not (real / "truth").is_dir():
        pytest.skip("the index is not here")
    named = yaml.safe_load((HERE / "index_repositories.yaml").read_text("utf-8"))
    assert set(named) <= {row["model"] for row in index()}


DIMENSIONS = (
    "datasources_basemodel",
    "weights_endmodel",
    "trainingcode",
    "code",
    "preprint",
    "paper",
    "modelcard",
    "datasheet",
    "licenses",
)


def test_our_weights_with_their_answers_are_full_where_they_rate_all_open() -> None:
    everything = with_their_answers(dict.fromkeys(DIMENSIONS, "open"))
    nothing = with_their_answers(dict.fromkeys(DIMENSIONS, "closed"))
    assert (everything, nothing) == (90.2, 0)  # they ask nothing of evaluation results and of gates
    licences = {**dict.fromkeys(DIMENSIONS, "closed"), "licenses": "partial"}
    assert with_their_answers(licences) == 12.5


def test_a_part_that_is_found_everywhere_correlates_with_nothing() -> None:
    answers = ({"code": ("open", "present")}, {"code": ("closed", "present")})
    pair = [replace(zebra(str(at), at, at), answers=one) for at, one in enumerate(answers)]
    assert table(pair)["parts"]["code"] is None  # type: ignore[index]  # a table of tables
