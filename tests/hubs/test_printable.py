"""Sentences among the bytes of model files and archives are found; numbers say nothing."""

import io
import random
import re
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensecheck.hubs.printable import documents, sentences
from licensecheck.text.language import COMMON
from tests.limits import in_child, limit_time

SAID = "The zebra in this file may be shown to keepers only."


def archive(name: str, text: str, packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", packed) as file:
        file.writestr(name, text)
    return made.getvalue()


def test_a_sentence_among_numbers_is_found() -> None:
    noise = random.Random(1).randbytes(200_000)  # noqa: S311 - repeatable, not secret
    assert list(sentences(noise)) == []
    assert list(sentences(noise + b"\0" + SAID.encode() + b"\0" + noise)) == [SAID]


def test_a_sentence_in_a_packed_file_is_found() -> None:
    (found,) = documents("zebra.pt", archive("archive/data.pkl", SAID))
    assert found.text == f"{SAID}\n"
    assert found.path == "zebra.pt (texts in the file)"


def test_names_of_tensors_say_nothing() -> None:
    names = b"torch._utils _rebuild_tensor_v2 model.layers.0.mlp.weight FloatStorage cpu"
    assert list(documents("zebra.bin", names * 50)) == []


@pytest.mark.parametrize("unit", ["a", "a" + "'" * 60_000 + "x", "abc d ", "(a", "a."])
def test_no_small_archive_keeps_a_reader_busy(unit: str) -> None:
    """A hundred files of 64 kB in 16 kB or so: tried again from each letter, they take minutes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for at in range(100):
            file.writestr(str(at), unit * (64_000 // len(unit)))
        file.writestr("said", SAID)

    def read() -> str:
        limit_time(60)
        return str(len(list(documents("zebra.zip", made.getvalue()))))

    assert len(made.getvalue()) < 40_000
    assert in_child(read).isdigit()


_LETTERS = st.text("ab'\"(),.;: \n1é\0", max_size=60)
_NOTES = st.lists(st.sampled_from(["the", "is", "of", "zebra", "b2", ", ", ". ", " ", "'", "\n"]))


@given(_LETTERS | _NOTES.map("".join))
def test_sentences_are_those_of_the_plain_definition(text: str) -> None:
    data = text.encode("latin-1", "replace")
    assert list(sentences(data)) == list(plainly(data))


def plainly(data: bytes) -> list[str]:
    """The same, word by word and without care for time."""
    said = []
    for run in re.findall(rb"[\x20-\x7e\n]{12,4000}", data):
        for line in run.decode().splitlines():
            tokens = [re.sub(r"[\"'):,.;!?]*$", "", one) for one in line.split()]
            words = [
                one.lstrip("\"'(")
                for one in tokens
                if re.fullmatch(r"[\"'(]?[A-Za-z][A-Za-z'-]*", one)
            ]
            common = sum(one.strip("\"'(").casefold() in COMMON for one in words)
            if len(words) >= 5 and common >= 2:
                said.append(line.strip())
                continue
            ends = range(len(line), 0, -1)
            rows = (line[a:b] for a in range(len(line)) for b in ends if b > a)
            told = next((one for one in rows if re.fullmatch(_ROW, one)), "")
            if told and (common or "," in told):
                said.append(told)
    return said


_ROW = r"[A-Za-z]{3,}(?:[,.;:]? [A-Za-z0-9]+){2,}"


@given(st.binary(max_size=300))
def test_no_bytes_break_it(data: bytes) -> None:
    list(documents("zebra.zip", data))
    list(documents("zebra.zip", archive("a.txt", SAID)[:-22] + data))
