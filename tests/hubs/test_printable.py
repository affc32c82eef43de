"""Sentences among the bytes of model files and archives are found; numbers say nothing."""

import io
import random
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from licensecheck.hubs.printable import documents, sentences

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


@given(st.binary(max_size=300))
def test_no_bytes_break_it(data: bytes) -> None:
    list(documents("zebra.zip", data))
    list(documents("zebra.zip", archive("a.txt", SAID)[:-22] + data))
