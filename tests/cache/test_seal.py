"""The seal: what was closed opens, under its name and key alone; and the key is the user's own."""

import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensecheck.cache.folders import data_folder, default_cache
from licensecheck.cache.key import VARIABLE, sealing
from licensecheck.cache.seal import Seal
from licensecheck.errors import SettingsError

bytes_ = st.binary(max_size=80)
posix = pytest.mark.skipif(os.name != "posix", reason="rights of files are of another kind here")


@given(bytes_, bytes_, bytes_)
def test_what_is_closed_opens_again(key: bytes, question: bytes, content: bytes) -> None:
    seal = Seal(key)
    name = seal.name(question)
    assert seal.open(name, seal.close(name, content)) == content


@given(bytes_, bytes_, st.data())
def test_not_one_bit_may_differ(question: bytes, content: bytes, data: st.DataObject) -> None:
    seal = Seal(b"key")
    name = seal.name(question)
    sealed = bytearray(seal.close(name, content))
    at = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[at // 8] ^= 1 << at % 8
    assert seal.open(name, bytes(sealed)) is None


@given(bytes_, bytes_)
def test_other_questions_and_other_keys_do_not_open_it(content: bytes, question: bytes) -> None:
    seal, other = Seal(b"key"), Seal(b"another key")
    name, elsewhere = seal.name(question), seal.name(question + b".")
    sealed = seal.close(name, content)
    assert seal.open(elsewhere, sealed) is None
    assert other.open(name, sealed) is None
    assert other.name(question) != name


@given(bytes_)
def test_what_is_too_short_for_a_mark_is_nothing(sealed: bytes) -> None:
    assert Seal(b"key").open(bytes(32), sealed) is None


def test_a_seal_does_not_show_its_key() -> None:
    assert "secret" not in repr(Seal(b"secret"))


# --- The key of a user ----------------------------------------------------------------------------


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "licensecheck" / "cache.key"


def test_it_is_made_once_outside_of_the_cache_for_the_user_alone(
    cache: Path, key_file: Path
) -> None:
    first = sealing(cache)
    assert first.seal
    assert first.words == str(key_file)
    assert first.seal.key == key_file.read_bytes()
    assert len(first.seal.key) == 32
    assert sealing(cache) == first
    assert list(key_file.parent.iterdir()) == [key_file]
    assert not cache.exists()
    if os.name == "posix":
        assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
        assert stat.S_IMODE(key_file.parent.stat().st_mode) == 0o700


def test_users_have_different_keys(cache: Path, key_file: Path) -> None:
    first = sealing(cache).seal
    key_file.unlink()
    second = sealing(cache).seal
    assert first
    assert second
    assert first.key != second.key


def test_all_who_begin_at_once_get_the_same_key(cache: Path) -> None:
    with ThreadPoolExecutor(16) as pool:
        found = set(pool.map(lambda _: sealing(cache).seal, range(64)))
    assert len(found) == 1
    assert None not in found


@posix
@pytest.mark.parametrize("rights", [0o640, 0o604, 0o660, 0o644, 0o666, 0o610])
def test_a_key_that_others_may_use_is_refused(cache: Path, key_file: Path, rights: int) -> None:
    sealing(cache)
    key_file.chmod(rights)
    found = sealing(cache)
    assert found.seal is None
    assert "others have rights to it" in found.words
    assert str(key_file) in found.words


@posix
def test_a_key_of_another_user_is_refused(
    cache: Path, key_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealing(cache)
    monkeypatch.setattr(os, "geteuid", lambda: key_file.stat().st_uid + 1)
    found = sealing(cache)
    assert found.seal is None
    assert "belongs to another user" in found.words


@posix
@pytest.mark.parametrize("kind", ["link", "pipe", "folder", "device", "short", "long", "empty"])
def test_what_is_no_key_is_refused(cache: Path, key_file: Path, kind: str) -> None:
    key_file.parent.mkdir(parents=True)
    target = key_file.with_name("elsewhere")
    target.touch(0o600)
    target.write_bytes(bytes(32))
    match kind:
        case "link":
            key_file.symlink_to(target)
        case "device":
            key_file.symlink_to("/dev/zero")
        case "pipe":
            os.mkfifo(key_file, 0o600)
        case "folder":
            key_file.mkdir()
        case "short" | "long" | "empty":
            key_file.touch(0o600)
            key_file.write_bytes(bytes({"short": 31, "long": 33, "empty": 0}[kind]))
    found = sealing(cache)
    assert found.seal is None
    assert f"{key_file} cannot be used" in found.words


def test_a_key_in_the_cache_is_refused(tmp_path: Path) -> None:
    found = sealing(tmp_path)
    assert found.seal is None
    assert "it lies in the cache" in found.words


def test_without_a_folder_there_is_no_seal_and_the_reason_says_what_to_set() -> None:
    assert sealing(None).seal is None
    assert "LICENSECHECK_CACHE" in sealing(None).words


def test_a_key_of_the_environment_goes_before_the_file(
    cache: Path, key_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "0123456789abcdef" * 4)
    found = sealing(cache)
    assert found.seal == Seal(b"0123456789abcdef" * 4)
    assert found.words == f"from {VARIABLE}"
    assert not key_file.exists()
    monkeypatch.setenv(VARIABLE, "")  # a secret that this pipeline does not get
    assert sealing(cache).words == str(key_file)


def test_a_key_that_can_be_guessed_is_a_wrong_setting(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "secret")
    with pytest.raises(SettingsError, match=VARIABLE) as error:
        sealing(cache)
    assert "secret" not in str(error.value).replace(VARIABLE, "")


# --- Folders --------------------------------------------------------------------------------------


def test_a_relative_folder_of_the_environment_is_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    """It would lie in the project that is checked, which may bring a key or answers of its own."""
    monkeypatch.setenv("HOME", "/home/zebra")
    monkeypatch.setenv("XDG_CACHE_HOME", "cache")
    monkeypatch.setenv("XDG_DATA_HOME", "~zebra")
    assert default_cache() == Path("/home/zebra/.cache/licensecheck")
    assert data_folder() == Path("/home/zebra/.local/share/licensecheck")
    monkeypatch.setenv("HOME", "home")
    assert default_cache() is None
    assert data_folder() is None


@posix
def test_a_process_that_is_killed_leaves_a_whole_key_or_none(tmp_path: Path) -> None:
    program = (
        "import os, sys; from pathlib import Path; from licensecheck.cache import key\n"
        "os.link = lambda *_: os._exit(9)\n"
        "key.sealing(Path(sys.argv[1]))\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(tmp_path / "cache")], check=False)
    assert done.returncode == 9
    assert sealing(tmp_path / "cache").seal
