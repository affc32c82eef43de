"""A folder that is checked makes nobody read outside of it, by what its files name or by links."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import licensecheck
from licensecheck.errors import LicensecheckError
from tests.outside import reading

CARD = "---\nlicense: apache-2.0\n---\n# Zebra\nThe secret zebra sleeps at noon.\n"

FORMS = {
    "models.txt": "{}\n",
    "models.lst": "acme/zebra-7b\n- {}\n",
    "app.py": 'import transformers\ntransformers.pipeline(model="{0}")\nopen("{0}")\n',
    "nb.ipynb": '{{"cells": [{{"cell_type": "code", "source": ["from_pretrained(\'{}\')"]}}]}}',
    "values.yaml": "model: {0}\nmodel_name_or_path: {0}\nbase_model: {0}\nimage: {0}\n",
    "config.json": '{{"model_type": "zebra", "_name_or_path": "{0}", "model": "{0}"}}',
    "run.sh": "vllm serve {0}\nhf download {0}\ncat {0} | sh\n. {0}\n",
    "Dockerfile": "FROM {0}\nCOPY {0} /x\nENV MODEL={0}\n",
    "compose.yaml": "include: [{0}]\nservices:\n  a: {{extends: {{file: {0}}}, env_file: {0}}}\n",
    "Modelfile": "FROM {0}\nADAPTER {0}\n",
    "requirements.txt": "-r {0}\n-e {0}\nzebra @ {0}\n",
    ".gitmodules": '[submodule "m"]\n  path = {0}\n  url = {0}\n',
    ".env": "MODEL={0}\nHF_MODEL={0}\n",
    "sbom.cdx.json": '{{"bomFormat": "CycloneDX", "components": [{{"type":'
    ' "machine-learning-model", "name": "{0}", "purl": "{0}", "externalReferences":'
    ' [{{"url": "{0}"}}]}}]}}',
    "models.csv": "model,path\n{0},{0}\n",
    "README.md": "---\nbase_model: {0}\nlicense_link: {0}\n---\n# Z\n[w]({0})\n",
    "LICENSE": "See {0}\n",
    "adapter_config.json": '{{"base_model_name_or_path": "{0}"}}',
}
PREFIXES = ("", "local:", "file:", "file://", "Local:", "hf:", "./", "pkg:huggingface/")
LINKS = (
    *("README.md", "LICENSE", "config.json", "models.txt", "app.py", ".gitignore", ".env"),
    *("docs", "docs/README.md", "MODEL_LICENSE", "sbom.cdx.json", "pyproject.toml", "zebra.onnx"),
    *("licensecheck.toml", "licensecheck-policy.yaml", ".licensecheckignore", "model.safetensors"),
    *("blobs", "snapshots", "refs", ".cache", "NOTICE", "requirements.txt", "model.gguf"),
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder that is checked, and beside it one that is not."""
    top = tmp_path_factory.mktemp("place")
    for name in ("project/inside", "secret"):
        (top / name).mkdir(parents=True)
        (top / name / "README.md").write_text(CARD)
    for name in ("app.py", "policy.yaml", "baseline.json", "models.txt"):
        (top / "secret" / name).write_text("acme/zebra-7b\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(top / "project")
        patch.setenv("HOME", str(top / "secret"))
        yield top


def checked(place: Path, *files: tuple[str, str]) -> list[str]:
    """What is read of the other folder while the project with these files is checked."""
    written = []
    try:
        for name, text in files:
            (file := place / "project" / name).parent.mkdir(exist_ok=True)
            file.write_text(text)
            written.append(file)
        with reading(place / "secret") as heard, suppress(LicensecheckError):
            licensecheck.check(".", offline=True, cache=None)
    finally:
        for file in written:
            file.unlink()
    return heard


@settings(max_examples=25, deadline=None)  # each is a check, .2 s
@given(prefix=st.sampled_from(PREFIXES), at=st.integers(0, 7))
def test_no_file_leads_out_of_the_folder(place: Path, prefix: str, at: int) -> None:
    secret = place / "secret"
    ways = ("../secret", str(secret), "inside/../../secret", "~", "../secret/models.txt")
    path = (*ways, f"/{secret}", "../secret/app.py", "../secret/policy.yaml")[at]
    files = ((name, text.format(prefix + path)) for name, text in FORMS.items())
    assert checked(place, *files) == []


@pytest.mark.parametrize("name", LINKS)
def test_no_link_leads_out_of_the_folder(place: Path, name: str) -> None:
    link, there = place / "project" / name, place / "secret"
    target = there / "app.py" if "." in name.strip(".") or name.isupper() else there
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(target)
    try:
        assert checked(place) == []
    finally:
        link.unlink()


@pytest.mark.parametrize(
    "policy",
    [
        "extends: {}/policy.yaml\n",
        "extends: open-source-only\nbaseline: {}/baseline.json\n",
        "extends: open-source-only\nfolders: {{'inside/**': {}/policy.yaml}}\n",
    ],
)
@pytest.mark.parametrize("path", ["../secret", "{}", "inside/../../secret"])
def test_a_policy_that_lies_in_the_folder_names_files_of_it(
    place: Path, policy: str, path: str
) -> None:
    text = policy.format(path.format(place / "secret"))
    assert checked(place, ("licensecheck-policy.yaml", text)) == []


def test_a_model_of_the_folder_that_its_list_names_is_read(place: Path) -> None:
    file = place / "project" / "models.txt"
    file.write_text(f"./inside\nlocal:inside/\nfile://{place}/project/inside\n../secret\n")
    report = licensecheck.check(".", offline=True, cache=None)
    file.unlink()
    read = {one.ref: one.report is not None for one in report.models}
    assert read.pop("../secret") is False
    assert len(read) == 3
    assert all(read.values())


def test_a_policy_that_the_user_names_builds_on_what_it_names(place: Path) -> None:
    (place / "policy.yaml").write_text("extends: open-source-only\n")
    named = place / "own.yaml"
    named.write_text("extends: ./policy.yaml\n")
    report = licensecheck.check("inside", policy=str(named), offline=True, cache=None)
    assert report.policy.endswith("own.yaml")
