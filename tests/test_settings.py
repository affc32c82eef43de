"""Settings: one place says where answers are kept, and a project's file says less than its user."""

from pathlib import Path

import pytest

from licensecheck.auditor import Auditor
from licensecheck.errors import SettingsError
from licensecheck.hubs import parse_ref
from licensecheck.settings import Settings, load_settings
from tests.hubs.huggingface_double import HuggingFace, Model

TERMS = b"ZEBRA TERMS\n\n1. You may use the Zebra model.\n\n2. You may not sell the Zebra model.\n"


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).parts[0] for path in folder.rglob("*") if path.is_file()}


def test_hubs_and_classifier_keep_their_answers_in_the_folder_of_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with HuggingFace() as hub:
        monkeypatch.setenv("HF_ENDPOINT", hub.url)
        hub.models["owner/name"] = Model({"README.md": b"# Zebra\n", "LICENSE": TERMS})
        auditor = Auditor(Settings(device="cpu", cache=tmp_path / "mine"), lambda _: None)
        auditor.audit(parse_ref("owner/name"))
    assert files(tmp_path / "mine") == {"hubs", "clauses.sqlite"}
    assert not (tmp_path / "cache").exists()


def test_without_a_folder_nothing_is_kept(tmp_path: Path) -> None:
    auditor = Auditor(Settings(device="cpu", cache=None), lambda _: None)
    auditor.license("LICENSE", TERMS)
    assert not files(tmp_path)


def test_the_environment_says_which_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert load_settings(tmp_path, {}).cache == tmp_path / "cache" / "licensecheck"
    monkeypatch.setenv("LICENSECHECK_CACHE", "")
    assert load_settings(tmp_path, {}).cache == tmp_path / "cache" / "licensecheck"
    monkeypatch.setenv("HOME", "/home/zebra")
    monkeypatch.setenv("LICENSECHECK_CACHE", "~/answers")
    assert load_settings(tmp_path, {}).cache == Path("/home/zebra/answers")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[tool.licensecheck]\ncache = '/home/zebra'", "cache cannot be set by a project"),
        ("[tool]\nlicensecheck = 1", "licensecheck is no table"),
        ("[tool.licensecheck]\ntimeout = []", "timeout"),
        ("[tool.licensecheck]\ntimeout = nan", "timeout and deadline are seconds"),
        ("[tool.licensecheck]\ndeadline = inf", "timeout and deadline are seconds"),
        ("[tool.licensecheck]\nthreads = inf", "threads"),
        ("[tool.licensecheck]\nthreads = []", "threads"),
        ("x = " + "[" * 100_000, "pyproject.toml"),
    ],
)
def test_a_wrong_file_of_a_project_is_a_wrong_setting(
    tmp_path: Path, text: str, words: str
) -> None:
    (tmp_path / "pyproject.toml").write_text(text)
    with pytest.raises(SettingsError, match=words):
        load_settings(tmp_path, {})


def test_a_file_about_other_tools_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("tool = 1")
    assert load_settings(tmp_path, {}) == Settings()
