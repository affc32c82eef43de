"""The programs that feed damaged input report every finding with its input (tests/fuzzing.py)."""

import os
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from licensecheck.errors import UsageError
from tests import fuzzing, limits

BAD = b"bad"


def _hangs(data: bytes) -> None:
    while data == BAD:
        with suppress(BaseException):
            while True:
                pass


def _waits(data: bytes) -> None:
    while data == BAD:
        with suppress(BaseException):
            time.sleep(100)


def _explodes(data: bytes) -> None:
    # A process that once had more memory than it has now has to fill that up first.
    before, held = limits.peak_megabytes(), []
    while data == BAD and limits.peak_megabytes() <= before + fuzzing.MEGABYTES:
        held.append(bytearray(20 << 20))


def _raises(data: bytes) -> None:
    if data == BAD:
        raise KeyError("a field")


def _dies(data: bytes) -> None:
    if data == BAD:
        os.kill(os.getpid(), signal.SIGKILL)


def fuzz(parser: fuzzing.Parser, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["fuzz", *arguments])
    monkeypatch.setattr(limits, "WAITING", 3)
    monkeypatch.setattr(fuzzing, "MEGABYTES", 30)
    monkeypatch.setattr(fuzzing, "TRIES", 1)
    return fuzzing.main({"it": (parser, (b"good", BAD, b"fine"))}, None)


AMPLE = 60.0
"""Seconds for what is no question of time: a busy machine takes long to fill memory."""


@pytest.mark.parametrize(
    ("parser", "seconds", "why"),
    [
        (_hangs, fuzzing.SECONDS, "more than 0.5 s"),
        (_waits, fuzzing.SECONDS, "more than 0.5 s"),
        (_explodes, AMPLE, "MB larger"),
        (_raises, AMPLE, "KeyError: 'a field'"),
        (_dies, AMPLE, "died of SIGKILL"),
    ],
)
def test_a_finding_is_reported_with_its_input_and_can_be_seen_again(
    parser: fuzzing.Parser,
    seconds: float,
    why: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(fuzzing, "SAVED", tmp_path)
    monkeypatch.setattr(fuzzing, "SECONDS", seconds)
    monkeypatch.setattr(fuzzing, "load", lambda *_: None)  # in this process, where nothing ends it

    assert fuzz(parser, monkeypatch, "--count", "4") == 1

    printed = capfd.readouterr()
    assert " 4 inputs" in printed.out
    assert ", 1 findings" in printed.out
    assert f"{tmp_path / 'it-1'}: " in printed.err
    assert why in printed.err
    assert (tmp_path / "it-1").read_bytes() == BAD
    assert fuzz(parser, monkeypatch, "--replay", str(tmp_path / "it-1")) == 1


def test_what_a_parser_documents_is_no_finding(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def refuses(data: bytes) -> None:
        raise UsageError("what users are told")

    assert fuzz(refuses, monkeypatch, "--count", "50", "--seed", "3") == 0
    assert "50 inputs" in capfd.readouterr().out


def test_an_input_depends_on_its_number_alone() -> None:
    inputs = fuzzing.numbered((b"license: mit", b"{}"), seed=1)
    backwards = [inputs(number) for number in reversed(range(500))]
    assert backwards == [inputs(number) for number in range(500)][::-1]
    assert max(map(len, backwards)) == fuzzing.BYTES
