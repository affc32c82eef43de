"""What is installed finds its rules, facts and catalogue, and holds nothing else."""

import json
import os
import shutil
import stat
import subprocess
import sys
import tarfile
import zipfile
from email.parser import BytesHeaderParser
from hashlib import sha256
from pathlib import Path, PurePosixPath

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packaging.requirements import Requirement

from licensecheck import distribution
from licensecheck.knowledge.pack import Pack
from tests.conftest import ROOT

MOST_BYTES = 90_000_000
"""PyPI takes files of up to 100 MB."""
SHIPPED = {
    ".py", ".typed", ".yaml", ".jinja", ".css", ".bin", ".npz", ".onnx", ".json", ".md",
    ".pack",
}  # fmt: skip
CACHES = {"__pycache__", ".cache", ".git", ".venv", ".mypy_cache", ".ruff_cache", ".pytest_cache"}


def build(folder: Path, into: Path, *targets: str, kind: str = "") -> Path:
    """Wheel and source archive of the project in a folder, as `make dist` builds them."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", str(into), *targets],
        cwd=folder,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1700000000", "LICENSECHECK_BUILD": kind},
        check=True,
        capture_output=True,
    )
    return into


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(ROOT, tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def unpacked(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source archive, unpacked elsewhere."""
    folder = tmp_path_factory.mktemp("unpacked")
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        # Python 3.11.4 is the first with filters, 3.14 the first that has one by default.
        archive.extraction_filter = getattr(tarfile, "data_filter", None)
        archive.extractall(folder)  # noqa: S202 - our own archive, built just now
    return next(folder.iterdir())


def explained(root: Path) -> str:
    """What the package in a folder says, with nothing of the checkout in reach."""
    code = "import licensecheck.cli, sys; print(licensecheck.__file__); licensecheck.cli.main()"
    result = subprocess.run(
        [sys.executable, "-c", code, "explain", "scale-threshold"],
        cwd=root,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(root), "HOME": str(root)},
        check=True,
        capture_output=True,
        text=True,
    )
    where, _, text = result.stdout.partition("\n")
    assert Path(where).is_relative_to(root)
    return text


def test_a_wheel_carries_rules_catalogue_index_and_classifier(built: Path, tmp_path: Path) -> None:
    wheel = next(built.glob("*.whl"))
    assert wheel.stat().st_size < MOST_BYTES
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        archive.extractall(tmp_path)  # noqa: S202 - our own wheel, built just now
    assert {"licensecheck/_rules/criteria/osd.yaml", "licensecheck/_data/index.bin"} <= names
    assert {"licensecheck/_data/classifier/model.onnx", "licensecheck/_data/rules.pack"} <= names
    doubts = ("words.bin", "words.json", "model.onnx")
    assert {f"licensecheck/_data/doubts/{name}" for name in doubts} <= names
    assert "licensecheck/report/formats/templates/style.css" in names
    assert any(name.startswith("licensecheck/_catalogue/") for name in names)
    pack = Pack.read(tmp_path / "licensecheck" / "_data" / "rules.pack")
    written = list((tmp_path / "licensecheck").rglob("*.yaml"))
    assert [path.name for path in written if pack.find(path.read_bytes()) is None] == []
    assert explained(tmp_path).startswith("scale-threshold")


def test_a_wheel_carries_nothing_else(built: Path) -> None:
    with zipfile.ZipFile(next(built.glob("*.whl"))) as archive:
        for entry in archive.infolist():
            path = PurePosixPath(entry.filename)
            assert path.parts[0] in {"licensecheck", "licensecheck_ai-0.1.0.dist-info"}
            shipped = path.suffix in SHIPPED or path.name == "SHA256SUMS"
            assert shipped or ".dist-info" in path.parts[0]
            assert not CACHES.intersection(path.parts)
            assert stat.S_IMODE(entry.external_attr >> 16) == 0o644
            content = archive.read(entry)
            assert str(ROOT).encode() not in content
            assert str(Path.home()).encode() + b"/" not in content


def test_a_build_holds_what_git_tracks_and_nothing_else(unpacked: Path, tmp_path: Path) -> None:
    folder = tmp_path / "checkout"
    shutil.copytree(unpacked, folder)
    for file in folder.rglob("*.*"):
        if file.stat().st_size > 1_000_000:
            file.write_bytes(b"")  # seconds to compress, and names are all that is looked at
    for words in (["init", "-q"], ["add", "."]):
        subprocess.run(["git", *words], cwd=folder, check=True)
    strangers = ("licensecheck/secret.py", "rules/clauses/secret.yaml", "tests/secret.txt")
    for name in (*strangers, "corpus/catalogue/secret.yaml", "licensecheck/_data/secret.bin"):
        (folder / name).write_text("secret: 1\n")
    (folder / "licensecheck" / "kept.py").write_text("KEPT = 1\n")
    subprocess.run(["git", "add", "licensecheck/kept.py"], cwd=folder, check=True)
    build(folder, tmp_path / "dist")
    with zipfile.ZipFile(next((tmp_path / "dist").glob("*.whl"))) as wheel:
        names = wheel.namelist()
    with tarfile.open(next((tmp_path / "dist").glob("*.tar.gz"))) as archive:
        names += archive.getnames()
    assert not [one for one in names if "secret" in one]
    assert len([one for one in names if one.endswith("licensecheck/kept.py")]) == 2


def test_the_same_source_is_built_for_the_cpu_alone(built: Path, tmp_path: Path) -> None:
    build(ROOT, tmp_path, "-t", "wheel", kind="cpu")
    (cpu,), (both,) = tmp_path.glob("*.whl"), built.glob("*.whl")
    assert cpu.name == "licensecheck_ai_cpu-0.1.0-py3-none-any.whl"
    metadata = [BytesHeaderParser().parsebytes(_metadata(one)) for one in (cpu, both)]
    assert [one["Name"] for one in metadata] == [distribution.CPU, distribution.NAME]
    needs, more = [{Requirement(x) for x in one.get_all("Requires-Dist")} for one in metadata]
    runtimes = [one for one in needs if one.name.startswith("onnxruntime")]
    assert [(one.name, one.marker) for one in runtimes] == [("onnxruntime", None)]
    other = {one for one in more if not one.name.startswith("onnxruntime")}
    assert other == needs - set(runtimes)
    with zipfile.ZipFile(cpu) as one, zipfile.ZipFile(both) as two:
        ours = [name for name in one.namelist() if ".dist-info/" not in name]
        assert ours == [name for name in two.namelist() if ".dist-info/" not in name]
        assert all(one.read(name) == two.read(name) for name in ours)


def _metadata(wheel: Path) -> bytes:
    with zipfile.ZipFile(wheel) as archive:
        return archive.read(next(one for one in archive.namelist() if one.endswith("/METADATA")))


def test_another_kind_of_build_is_refused(tmp_path: Path) -> None:
    with pytest.raises(subprocess.CalledProcessError) as error:
        build(ROOT, tmp_path, "-t", "wheel", kind="tpu")
    assert b"say cpu, or nothing" in error.value.stderr


def test_a_source_archive_finds_its_rules_too(unpacked: Path) -> None:
    assert (unpacked / "tests").is_dir()
    assert explained(unpacked).startswith("scale-threshold")


def test_a_source_archive_carries_no_cache_and_no_strange_mode(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        for entry in archive.getmembers():
            assert entry.isfile()
            assert not CACHES.intersection(PurePosixPath(entry.name).parts)
            assert entry.mode in {0o644, 0o755}
            assert (entry.uid, entry.uname) == (0, "")


def test_the_same_source_gives_the_same_bytes_in_another_folder(
    built: Path, unpacked: Path, tmp_path: Path
) -> None:
    junk = unpacked / "licensecheck" / "__pycache__"
    junk.mkdir(exist_ok=True)
    (junk / "audit.cpython-311.pyc").write_bytes(b"\0")
    for file in unpacked.rglob("*.py"):
        file.chmod(0o600)
    build(unpacked, tmp_path)
    for file in built.iterdir():
        assert (tmp_path / file.name).read_bytes() == file.read_bytes()


def test_an_editable_install_finds_the_rules_of_the_checkout() -> None:
    assert explained(ROOT).startswith("scale-threshold")


def test_the_bill_of_materials_names_what_the_wheel_needs(built: Path, tmp_path: Path) -> None:
    wheel, file = next(built.glob("*.whl")), tmp_path / "bom.json"
    command = [sys.executable, "-m", "requirements.sbom", str(wheel), str(file)]
    subprocess.run(command, cwd=ROOT, check=True)
    written = file.read_text()
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(written) is None
    bill = json.loads(written)
    [digest] = bill["metadata"]["component"]["hashes"]
    assert digest["content"] == sha256(wheel.read_bytes()).hexdigest()
    parts = {one["name"]: one for one in bill["components"]}
    [needs] = [one for one in bill["dependencies"] if one["ref"] == "licensecheck-ai"]
    assert {"spacy", "pydantic", "spdx-python-model"} <= set(needs["dependsOn"])
    assert "pytest" not in parts
    assert all(one.get("licenses") for one in parts.values())
    model = ROOT / "licensecheck" / "_data" / "classifier" / "model.onnx"
    [digest] = parts["clause-classifier"]["hashes"]
    assert digest["content"] == sha256(model.read_bytes()).hexdigest()
    subprocess.run([*command[:-1], str(tmp_path / "again.json")], cwd=ROOT, check=True)
    assert (tmp_path / "again.json").read_text() == written


def test_the_card_of_the_classifier_has_the_digests_of_its_files() -> None:
    folder = ROOT / "licensecheck" / "_data" / "classifier"
    card = json.loads((folder / "labels.json").read_text())
    assert card["sha256"] == sha256((folder / "model.onnx").read_bytes()).hexdigest()
    assert card["tokenizer_sha256"] == sha256((folder / "tokenizer.json").read_bytes()).hexdigest()


def test_help_loads_no_heavy_library() -> None:
    """What keeps `licensecheck --help` under a tenth of a second."""
    code = "import sys, licensecheck.cli; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True
    )
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    heavy = "numpy spacy onnxruntime tokenizers pydantic httpx2 huggingface_hub yaml rich jinja2"
    assert not loaded & {*heavy.split(), "pkg_resources", "setuptools"}
