"""The file of a bundle: what is written is read, and what was changed is refused."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensecheck.errors import SettingsError, UsageError
from licensecheck.hubs.answers import HubAnswer, key
from licensecheck.hubs.bundle import open_bundle, write_bundle

QUESTIONS = [key(f"https://hub.example/{n}", None, None) for n in range(3)]
ANSWERS = {
    QUESTIONS[0]: HubAnswer("https://hub.example/0?sign=planted", 200, {"etag": "a"}, b"Free."),
    QUESTIONS[1]: HubAnswer("https://hub.example/1", 206, {}, b"Free.", cut=True),
    QUESTIONS[2]: HubAnswer("https://hub.example/2", 200, {}, b"\0" * 70_000),
}


@pytest.fixture(autouse=True)
def _one_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LICENSECHECK_CACHE_KEY", "k" * 64)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "models.bundle"


def test_what_was_answered_is_read_with_the_time_it_was_asked(file: Path) -> None:
    digest = write_bundle(file, ANSWERS)
    bundle = open_bundle(f"{file}#sha256:{digest}")
    found = [bundle.read(question) for question in QUESTIONS]
    assert [one.body for one in found if one] == [one.body for one in ANSWERS.values()]
    assert found[0]
    assert found[0].url == "https://hub.example/0"
    assert found[0].stored_at == bundle.made_at
    assert found[1]
    assert found[1].cut
    assert bundle.read(key("https://hub.example/3", None, None)) is None
    assert b"planted" not in file.read_bytes()


def test_equal_bodies_are_kept_once_and_equal_answers_give_equal_bytes(file: Path) -> None:
    first = write_bundle(file, ANSWERS)
    content = file.read_bytes()
    assert len(content) < 3_000
    backwards = dict(reversed(ANSWERS.items()))
    again = write_bundle(file, backwards)
    assert (again == first) == (file.read_bytes() == content)  # but for the time


@given(st.data())
def test_no_changed_byte_gives_another_answer(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    file = tmp_path_factory.mktemp("changed") / "models.bundle"
    digest = write_bundle(file, ANSWERS)
    content = bytearray(file.read_bytes())
    content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    end = data.draw(st.one_of(st.just(len(content)), st.integers(0, len(content) - 1)))
    file.write_bytes(content[:end])
    named = data.draw(st.sampled_from([str(file), f"{file}#sha256:{digest}"]))
    try:
        bundle = open_bundle(named)
        for question, answer in ANSWERS.items():
            found = bundle.read(question)
            assert found
            assert (found.body, found.status) == (answer.body, answer.status)
    except SettingsError:
        return


@pytest.mark.parametrize("seal", [b"none", b"-", b"", b"0" * 64])
def test_without_a_key_nothing_but_the_digest_counts(
    file: Path, monkeypatch: pytest.MonkeyPatch, seal: bytes
) -> None:
    digest = write_bundle(file, ANSWERS)
    magic, _, rest = file.read_bytes().split(b"\n", 2)
    file.write_bytes(b"\n".join([magic, seal, rest]))
    monkeypatch.delenv("LICENSECHECK_CACHE_KEY")
    monkeypatch.setenv("HOME", "/nowhere")
    monkeypatch.setenv("XDG_DATA_HOME", "/nowhere")
    with pytest.raises(SettingsError, match="another key"):
        open_bundle(str(file))
    assert open_bundle(f"{file}#sha256:{digest}").read(QUESTIONS[0])


def test_a_body_never_unpacks_to_more_than_it_should(file: Path) -> None:
    bomb = HubAnswer("https://hub.example/0", 200, {}, b" " * 33_000_000)
    with pytest.raises(UsageError, match="too large"):
        write_bundle(file, {QUESTIONS[0]: bomb})


def test_a_bundle_that_cannot_be_written_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        write_bundle(tmp_path / "no" / "folder.bundle", ANSWERS)
