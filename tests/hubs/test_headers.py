"""Headers of model files: what they say of the licence, and any bytes instead of them."""

import json
import struct
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensecheck.hubs.cards import as_card
from licensecheck.hubs.headers import distinct, header, header_documents
from licensecheck.text.front_matter import read_card


def gguf(*entries: tuple[str, int, bytes], order: str = "<", version: int = 3) -> bytes:
    """A GGUF header of (name, type, packed value)."""
    head = b"GGUF" + struct.pack(f"{order}IQQ", version, 0, len(entries))
    for name, kind, value in entries:
        head += struct.pack(f"{order}Q", len(name)) + name.encode()
        head += struct.pack(f"{order}I", kind) + value
    return head


def text(value: str, order: str = "<") -> bytes:
    return struct.pack(f"{order}Q", len(value.encode())) + value.encode()


def texts(*values: str) -> bytes:
    return struct.pack("<IQ", 8, len(values)) + b"".join(map(text, values))


def read(data: bytes, path: str = "m.gguf") -> dict[str, Any]:
    return header(path, data).fields


@pytest.mark.parametrize("order", ["<", ">"])
def test_a_gguf_header_tells_the_licence(order: str) -> None:
    data = gguf(("general.license", 8, text("mit", order)), order=order)
    assert read(data) == {"license": "mit"}


def test_a_gguf_header_names_what_the_model_was_made_from() -> None:
    data = gguf(
        ("general.license.name", 8, text("Name")),
        ("general.base_model.count", 4, struct.pack("<I", 2)),
        ("general.base_model.0.repo_url", 8, text("https://huggingface.co/a/b")),
        ("general.base_model.1.name", 8, text("C")),
        ("general.dataset.count", 4, struct.pack("<I", 1)),
        ("general.dataset.0.repo_url", 8, text("https://huggingface.co/datasets/d/e")),
        ("general.tags", 9, texts("x", "y")),
    )
    assert read(data) == {
        "license_name": "Name",
        "base_model": ["a/b", "C"],
        "datasets": ["d/e"],
        "tags": ["x", "y"],
    }


def test_the_licence_is_found_behind_a_vocabulary_and_numbers() -> None:
    data = gguf(
        ("tokenizer.ggml.tokens", 9, texts(*(f"t{i}" for i in range(1000)))),
        ("tokenizer.ggml.scores", 9, struct.pack("<IQ", 6, 1000) + b"\0" * 4000),
        ("llama.context_length", 4, struct.pack("<I", 8192)),
        ("general.file_type", 7, b"\1"),
        ("general.license", 8, text("mit")),
    )
    assert read(data) == {"license": "mit"}


def test_of_a_cut_header_the_beginning_is_read() -> None:
    data = gguf(("general.license", 8, text("mit")), ("tokenizer.x", 9, texts("a" * 1000)))
    assert read(data[:80]) == {"license": "mit"}
    assert header("m.gguf", data[:80]).cut
    assert not header("m.gguf", data).cut


@pytest.mark.parametrize(
    "key",
    ["GENERAL.LICENSE", "General.Licence", "general.license.id", "zebra.license", "ss_license"],
)
def test_a_licence_is_found_under_any_spelling_of_its_key(key: str) -> None:
    assert read(gguf((key, 8, text("cc-by-nc-4.0")))) == {"license": "cc-by-nc-4.0"}
    named = safetensors({"__metadata__": {key: "cc-by-nc-4.0"}})
    assert read(named, "m.safetensors") == {"license": "cc-by-nc-4.0"}


def test_licences_that_differ_are_all_kept() -> None:
    twice = gguf(("general.license", 8, text("mit")), ("License", 8, text("cc-by-nc-4.0")))
    assert read(twice) == {"license": ["mit", "cc-by-nc-4.0"]}
    repeated = (
        b'{"__metadata__": {"license": "mit", "license": "x"}, "__metadata__": {"licence": "y"}}'
    )
    data = struct.pack("<Q", len(repeated)) + repeated
    assert read(data, "m.safetensors") == {"license": ["mit", "x", "y"]}


def test_what_names_the_licence_of_a_base_is_no_licence_of_this_model() -> None:
    found = read(gguf(("general.base_model.0.license", 8, text("x"))))
    assert found == {"base_model_license": "x"}


def test_a_text_that_is_too_long_hides_nothing_behind_it() -> None:
    data = gguf(("general.description", 8, text("a" * 1_000_001)), ("license", 8, text("mit")))
    assert read(data) == {"license": "mit"}


def test_shards_that_repeat_the_first_say_nothing_new() -> None:
    one, two = (header("m.gguf", gguf(("license", 8, text(name)))) for name in ("mit", "x"))
    files = (("a", one), ("b", one), ("c", two))
    found = distinct(document for path, said in files for document in header_documents(path, said))
    assert [document.path for document in found] == ["a (header)", "c (header)"]


def test_other_texts_of_a_header_are_prose() -> None:
    data = gguf(
        ("general.description", 8, text("Not for sale.")), ("general.tags", 9, texts("x", "y"))
    )
    (document,) = header_documents("m.gguf", header("m.gguf", data))
    assert document.kind == "prose"
    assert document.text == "general.description: Not for sale.\ngeneral.tags: x, y\n"


@pytest.mark.parametrize(
    ("key", "value"),
    [("general.terms_of_use", "x"), ("prohibited_use", "x"), ("meta", '{"license": "x"}')],
)
def test_terms_under_another_key_are_named(key: str, value: str) -> None:
    assert read(safetensors({"__metadata__": {key: value}}), "m.safetensors") == {"license": "x"}


def test_what_the_library_writes_is_read(tmp_path: Path) -> None:
    library = pytest.importorskip("gguf")
    writer = library.GGUFWriter(tmp_path / "m.gguf", "llama")
    writer.add_license("apache-2.0")
    writer.add_license_link("https://example.org/LICENSE")
    writer.add_base_model_count(1)
    writer.add_base_model_repo_url(0, "https://huggingface.co/org/base")
    writer.add_token_list(["a", "b"])
    writer.add_tags(["t"])
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.close()
    assert read((tmp_path / "m.gguf").read_bytes()) == {
        "license": "apache-2.0",
        "license_link": "https://example.org/LICENSE",
        "base_model": ["org/base"],
        "tags": ["t"],
    }


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GGUF",
        b"GGML" + b"\0" * 100,
        gguf(version=1),
        b"GGUF" + struct.pack("<IQQ", 3, 0, 2**63),
        gguf(("general.license", 8, struct.pack("<Q", 2**62))),
        gguf(("general.tags", 9, struct.pack("<IQ", 8, 2**63))),
        gguf(("x", 9, struct.pack("<IQ", 0, 2**63))),
        gguf(("x", 9, struct.pack("<IQ", 9, 1) * 1000)),
        gguf(("x", 9, struct.pack("<IQ", 9, 2**40) + struct.pack("<IQ", 0, 0) * 10_000)),
        gguf(("general.license", 77, b"")),
    ],
)
def test_hostile_headers_say_nothing_and_take_no_room(data: bytes) -> None:
    tracemalloc.start()
    try:
        assert read(data) == {}
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


def safetensors(header: object, size: int | None = None) -> bytes:
    body = json.dumps(header).encode()
    return struct.pack("<Q", len(body) if size is None else size) + body


def test_a_safetensors_header_tells_the_licence() -> None:
    header = {"__metadata__": {"modelspec.license": "mit", "format": "pt"}, "w": {"shape": [1]}}
    assert read(safetensors(header), "m.safetensors") == {"license": "mit"}
    assert read(safetensors(header)[:90], "m.safetensors") == {"license": "mit"}


@pytest.mark.parametrize(
    "data",
    [b"", b"\0" * 8, safetensors([], 2**63), safetensors({"__metadata__": {"license": 3}}),
     safetensors({"__metadata__": 3}), b"\xff" * 100,
     struct.pack("<Q", 10**6) + b'{"__metadata__":' + b'{"a":' * 10**5],
)  # fmt: skip
def test_hostile_safetensors_say_nothing(data: bytes) -> None:
    assert read(data, "m.safetensors") == {}


def test_other_files_have_no_header() -> None:
    assert read(gguf(("general.license", 8, text("mit"))), "m.bin") == {}


@given(st.binary(max_size=400), st.booleans())
def test_any_bytes_are_no_crash(data: bytes, valid_start: bool) -> None:
    start = b"GGUF" + struct.pack("<IQQ", 3, 0, 9) if valid_start else b""
    header("m.gguf", start + data)
    header("m.safetensors", data)


@given(
    st.dictionaries(
        st.sampled_from(["license", "license_name", "base_model"]), st.text(min_size=1), min_size=1
    )
)
def test_what_a_header_says_can_be_quoted_from_its_card(fields: dict[str, str]) -> None:
    document = as_card("m.gguf (header)", fields)
    card, problems = read_card(document)
    assert document.text.startswith("---\n")
    if not problems and all(v.isalnum() and v.isascii() for v in fields.values()):
        assert card.licenses == ((fields["license"],) if "license" in fields else ())
        assert all(value in document.text for value in fields.values())
