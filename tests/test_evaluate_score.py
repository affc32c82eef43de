"""The score beside an index: correlation, widths, and the models that two rankings place apart."""

from pathlib import Path

import pytest
import yaml

from corpus.evaluate_score import HERE, Rated, table
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
