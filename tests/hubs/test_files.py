"""Which files are read, as what, and which part of a model they speak of."""

from pathlib import Path

import pytest

from licensecheck.domain import DocumentKind
from licensecheck.hubs.files import FileRole, component, document_kind, file_role
from licensecheck.hubs.wanted import (
    CODE_BYTES,
    FIELDS_BYTES,
    MAX_BESIDE,
    MAX_CODE,
    MAX_DOCUMENTS,
    OTHER_BYTES,
    wanted,
)

DOCUMENTS = {
    ("card", "model"): ["README.md", "README", "MODEL_CARD.md", "docs/model_card.md",
        "Stable_Diffusion_v1_Model_Card.md"],
    ("card", "data"): ["projects/OPT/data_card.md"],
    ("license", "model"): ["LICENSE", "licence.txt", "COPYING", "UNLICENSE", "LICENSE-SDXL1.0",
        "LICENSE.audiocraft", "LICENSES/Apache-2.0.txt", "MIT_License.md",
        "Skywork Community License.pdf", "TERMS_OF_USE.md", "EULA.txt", "zebra/models/LICENSE",
        "DATA_AND_MODELS_LICENSE", "conditions_of_use.md", "OpenRAIL-M.md",
        "Baichuan2模型社区许可协议.pdf", "ライセンス.txt", "LICENSE.zip", "LICENSE.json",
        ".github/LICENSE.md", ".legal/TERMS", "L\u0406CENSE"],
    ("license", "weights"): ["LICENSE.weights", "MODEL_LICENSE", "LICENSE-MODEL",
        "INDEX_MODEL_LICENSE", "model_licenses/LICENCE-SD-Turbo", "WEIGHTS_TERMS.md",
        "model-terms.txt", "weights/LIZENZ.txt", "weights/LICENSE.png", "legal/weights.md"],
    ("license", "code"): ["LICENSE-CODE"],
    ("license", "data"): ["DATA_LICENSE", "Dataset Terms.pdf"],
    ("use-policy", "model"): ["USE_POLICY.md", "USAGE_POLICY", "acceptable_use_policy.txt",
        "Prohibited_Uses.md", "AI_ETHICS.md", "ADDENDUM.pdf"],
    ("notice", "model"): ["NOTICE", "Notice.txt", "ThirdPartyNotices.txt",
        "third_party/zlib/LICENSE"],
    ("config", "model"): ["config.json", "adapter_config.json"],
    ("prose", "model"): ["license.py", "NOTES.md", "CHANGELOG.md", "zh/README.md",
        "docs/zh/README.md", "info/about.txt", "search_terms/a.md", "PKG-INFO", "Modelfile"],
    ("prose", "weights"): ["weights/README.md"],
    ("metadata", "model"): ["model.safetensors.index.json", "model_info.json",
        "tokenizer_config.json"],
    ("metadata", "code"): ["package.json", "pyproject.toml", "setup.py", "CITATION.cff",
        "Dockerfile"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "part", "path"), [(*of, path) for of, paths in DOCUMENTS.items() for path in paths]
)
def test_documents(kind: str, part: str, path: str) -> None:
    found = document_kind(path)
    assert found == kind
    assert found is not None
    assert component(path, found) == part


@pytest.mark.parametrize(
    "path",
    ["model.safetensors", "licence.safetensors", "check_license.sh", ".cache/LICENSE",
     "sub/config.json", "assets/license.png", "tokenizer.json", "Responsible-Use-Guide.pdf",
     "model_terms.py", "src/license.py", "train.csv", "agreement.csv", "requirements.txt",
     "a/b/c/d/e/README.md", "package-lock.json", "vocab.txt", ".hidden.md",
     "license-plate-detector.zip", "model.bin.index.json", "Makefile", "docs/AUTHORS"],
)  # fmt: skip
def test_what_is_not_read(path: str) -> None:
    assert document_kind(path) is None


ROLES = {
    FileRole.WEIGHTS: ["model-00001-of-00002.safetensors", "pytorch_model.bin", "llama-q4.gguf",
        "original/consolidated.00.pth", "model.onnx", "zebra/zebra.pth.tar", "zebra.ckpt.gz"],
    FileRole.OTHER: ["training_args.bin", "optimizer.pt", "logo.png"],
    FileRole.DATA: ["zebra.tar.gz", "data/train.parquet"],
    FileRole.TOKENIZER: ["tokenizer.model", "vocab.bin"],
    FileRole.CODE: ["modeling_llama.py"],
    FileRole.CONFIG: ["config.json"],
    FileRole.DOCUMENT: ["LICENSE", "docs/usage.md"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("role", "path"), [(role, path) for role, paths in ROLES.items() for path in paths]
)
def test_roles(role: FileRole, path: str) -> None:
    assert file_role(path) is role


def _chosen(*paths: str) -> list[str]:
    return [f.path for f in wanted((p, None) for p in paths)[0]]


def _kinds(*paths: str) -> dict[str, str]:
    return {f.path: f.kind for f in wanted((p, None) for p in paths)[0]}


def test_a_translated_readme_is_the_card_only_where_there_is_no_other() -> None:
    assert _kinds("README_zh.md", "README.md", "README_en.md") == {
        "README.md": "card", "README_en.md": "card", "README_zh.md": "prose",
    }  # fmt: skip
    assert _kinds("README_zh-CN.md") == {"README_zh-CN.md": "card"}


def test_prose_beside_weights_is_looked_through() -> None:
    chosen = _chosen("a/b/c/d/e/notes.md", "a/b/c/d/e/model.safetensors", "a/b/c/d/f/notes.md")
    assert chosen == ["a/b/c/d/e/notes.md"]


def test_other_texts_near_the_top_are_looked_through_where_there_is_room() -> None:
    chosen = _chosen("install.log", "a/files.tsv", "a/b/c/d/e/f.csv", ".about", ".gitignore")
    assert chosen == [".about", "a/files.tsv", "install.log"]
    assert wanted([("install.log", OTHER_BYTES + 1)]) == ((), ())
    logs = [(f"log{at:03}.log", 9) for at in range(3 * MAX_BESIDE)]
    chosen, left_out = wanted([*logs, ("notes.md", 9)])
    assert (len(chosen), left_out) == (MAX_BESIDE, ())
    assert "notes.md" in {one.path for one in chosen}


def test_programs_near_the_top_are_looked_through_the_first_of_them() -> None:
    near = ["modeling_zebra.py", "src/zebra/run.py"]
    assert _chosen(*near, "a/b/c/run.py", "third_party/run.py") == near
    assert wanted([("run.py", CODE_BYTES + 1)]) == ((), ())
    programs = [(f"run{at:02}.py", 9) for at in range(2 * MAX_CODE)]
    chosen, left_out = wanted([*programs, ("z/notes.md", 9)])
    assert (len(chosen), left_out) == (MAX_CODE + 1, ())


def test_fields_beside_weights_are_read_where_there_is_room_for_them() -> None:
    assert _kinds("unet/config.json", "unet/model.safetensors", "vae/config.json") == {
        "unet/config.json": "metadata",
        "vae/config.json": "prose",
    }
    steps = [f"step{i:02}/{name}" for i in range(30) for name in ("config.json", "model.bin")]
    chosen, left_out = wanted((path, None) for path in ("notes.md", *steps))
    assert (len(chosen), chosen[0].path, left_out) == (MAX_BESIDE, "notes.md", ())


@pytest.mark.parametrize("path", ["words.txt", "words.json"])
def test_a_long_list_is_no_prose_and_has_no_fields(path: str) -> None:
    assert [f.path for f in wanted([(path, FIELDS_BYTES)])[0]] == [path]
    assert wanted([(path, FIELDS_BYTES + 1)]) == ((), ())


def test_of_too_much_prose_that_at_the_top_is_named_and_no_text_of_terms_gives_way() -> None:
    notes = [(f"notes{i:02}.md", None) for i in range(MAX_BESIDE + 1)]
    chosen, left_out = wanted([*notes, ("zh/README.md", None), ("LICENSE", 5)])
    assert len(chosen) == MAX_BESIDE + 1
    assert "LICENSE" in [f.path for f in chosen]
    assert [f.path for f in left_out] == [notes[-1][0]]


def test_of_too_many_documents_the_vendored_and_deep_are_left_out_and_named() -> None:
    deep = [(f"a/b{i:03}/LICENSE", None) for i in range(MAX_DOCUMENTS)]
    chosen, left_out = wanted([("third_party/x/LICENSE", None), *deep, ("LICENSE", 5)])
    assert "LICENSE" in [f.path for f in chosen]
    assert len(chosen) == MAX_DOCUMENTS
    assert [f.path for f in left_out] == [deep[-1][0], "third_party/x/LICENSE"]
    assert all(f.kind is not DocumentKind.CARD for f in left_out)


def test_real_repositories_lose_no_licence_file(real: Path) -> None:
    """Every file that people called licence, policy, notice or card is read."""
    folders = sorted((real / "repos").iterdir())
    assert len(folders) > 100
    not_read = [
        path
        for folder in folders
        for file in folder.rglob("*")
        if file.is_file()
        and file.name != "meta.json"
        and document_kind(path := file.relative_to(folder).as_posix()) is None
    ]
    assert not not_read


def test_fields_in_the_root_come_before_prose_below_it() -> None:
    notes = [(f"tour/notes{at:02}.md", 9) for at in range(2 * MAX_BESIDE)]
    chosen, left_out = wanted([("README.md", 9), ("pyproject.toml", 9), *notes])
    assert "pyproject.toml" in {one.path for one in chosen}
    assert left_out == ()
