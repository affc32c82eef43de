"""Forms of dumps: files, folders, exports of registries."""

import json
from pathlib import Path

import pytest

from benchmarks import hub_dump
from licensecheck.batch.input import opened
from licensecheck.batch.record import record
from licensecheck.errors import UsageError
from tests.batch.test_batch import judged, table

CARD = "---\nlicense: cc-by-nc-4.0\n---\n# Tern\n"


def written(path: Path, text: str = "x") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def test_a_folder_of_parquet_files_is_one_dump(tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()
    for at, count in ((0, 30), (1, 20)):
        hub_dump.write(tmp_path / "models" / f"{at}.parquet", count, seed=at, group=20)
    found = opened(tmp_path / "models")
    assert found.sizes == (20, 10, 20)
    first = next(iter(opened(tmp_path / "models" / "1.parquet").rows(0)))
    assert next(iter(found.rows(2))) == first
    assert judged(tmp_path / "models", tmp_path / "out").rows == 50


def test_models_of_a_cache_are_read_with_their_cards(tmp_path: Path) -> None:
    cache = tmp_path / "hub" / "models--org--tern"
    for revision in ("aaa", "bbb"):
        written(cache / "snapshots" / revision / "model.safetensors")
        written(cache / "snapshots" / revision / "README.md", CARD if revision == "aaa" else "old")
    written(cache / "refs" / "main", "aaa\n")
    written(tmp_path / "hub" / "models--gpt2" / "snapshots" / "c" / "config.json", "{}")
    (tmp_path / "hub" / "models--org--empty").mkdir()
    judged(tmp_path / "hub", tmp_path / "out")
    gpt2, tern = table(tmp_path / "out", "models")
    assert (gpt2["id"], tern["id"], tern["revision"]) == ("gpt2", "org/tern", "aaa")
    assert (tern["level"], tern["license"]) == ("restricted-weights", "CC-BY-NC-4.0")


def test_models_of_a_mirror_are_called_by_their_folders(tmp_path: Path) -> None:
    written(tmp_path / "mirror" / "org" / "tern" / "README.md", CARD)
    written(tmp_path / "mirror" / "org" / "tern" / "onnx" / "model.onnx")
    written(tmp_path / "mirror" / "gull" / "LICENSE", "Permission is granted to nobody.")
    rows = list(opened(tmp_path / "mirror").rows(0))
    assert [row["id"] for row in rows] == ["gull", "org/tern"]
    assert rows[1]["siblings"] == ["README.md", "onnx/model.onnx"]
    judged(tmp_path / "mirror", tmp_path / "out")
    gull = table(tmp_path / "out", "models")[0]
    assert gull["level"] == "unknown"
    assert any(one.startswith("LICENSE: ") for one in gull["problems"])


def test_a_folder_with_nothing_in_it_is_no_dump(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="neither Parquet files nor models"):
        opened(tmp_path)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "export.json",
            json.dumps(
                {
                    "total": 1,
                    "models": [{"id": "org/tern", "license": "mit", "base_model": ["org/gull"]}],
                }
            ),
        ),
        ("export.csv", "id,license,base_model\norg/tern,mit,org/gull\n"),
    ],
)
def test_an_export_of_a_registry_says_licence_and_base_in_columns(
    tmp_path: Path, name: str, text: str
) -> None:
    (tmp_path / name).write_text(text)
    [row] = opened(tmp_path / name).rows(0)
    one = record(row)
    assert (one.id, one.info["tags"]) == ("org/tern", ["license:mit", "base_model:org/gull"])


def test_an_export_with_two_lists_does_not_say_which_are_its_models(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text('{"models": [], "datasets": []}')
    with pytest.raises(UsageError, match="is no list of models"):
        opened(tmp_path / "x.json")
