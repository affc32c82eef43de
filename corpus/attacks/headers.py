"""Headers of weights that name other terms: safetensors metadata and GGUF keys."""

import json
import struct
from collections.abc import Iterator, Mapping

from corpus.attacks.case import Case, Files, folder

NC = "cc-by-nc-4.0"
# More than a reader that stops at 256 KB of a header, or at a megabyte, sees.
FAR = 300_000
FARTHER = 1_200_000
_STRING, _ARRAY, _UINT32 = 8, 9, 4


def safetensors(metadata: Mapping[str, str], far: int = 0) -> bytes:
    """A file of one tensor of one byte; the metadata follow so many bytes of other tensors."""
    tensor = {"dtype": "U8", "shape": [1], "data_offsets": [0, 1]}
    empty = {"dtype": "U8", "shape": [0], "data_offsets": [1, 1]}
    padding = {f"layer.{n:09}.weight": empty for n in range(far // 80)}
    header = json.dumps({"a": tensor, **padding, "__metadata__": dict(metadata)}).encode()
    return struct.pack("<Q", len(header)) + header + b"\0"


def gguf(keys: Mapping[str, str | list[str]], far: int = 0, version: int = 3) -> bytes:
    """A GGUF file without tensors; the keys follow a string of so many bytes."""
    first: dict[str, str | list[str]] = {"general.architecture": "llama"}
    if far:
        first["tokenizer.chat_template"] = "x" * far
    pairs = b"".join(_string(key) + _value(value) for key, value in (first | dict(keys)).items())
    return b"GGUF" + struct.pack("<IQQ", version, 0, len(first) + len(keys)) + pairs


def _string(text: str) -> bytes:
    return struct.pack("<Q", len(text.encode())) + text.encode()


def _value(value: str | list[str]) -> bytes:
    if isinstance(value, str):
        return struct.pack("<I", _STRING) + _string(value)
    items = b"".join(_string(item) for item in value)
    return struct.pack("<IIQ", _ARRAY, _STRING, len(value)) + items


SECOND = "model-00002-of-00002.safetensors"
SAFETENSORS: Mapping[str, Files] = {
    "first": {"model.safetensors": safetensors({"license": NC})},
    "second": {SECOND: safetensors({"license": NC})},
    "third": {
        "model-00001-of-00003.safetensors": safetensors({"format": "pt"}),
        "model-00002-of-00003.safetensors": safetensors({"format": "pt"}),
        "model-00003-of-00003.safetensors": safetensors({"license": NC}),
    },
    "british": {SECOND: safetensors({"licence": "non-commercial"})},
    "upper": {SECOND: safetensors({"LICENSE": "Research only"})},
    "dotted": {SECOND: safetensors({"general.license": NC})},
    "modelspec": {SECOND: safetensors({"modelspec.license": "Non-Commercial"})},
    "modelspec-sentence": {SECOND: safetensors({"modelspec.usage_hint": "Do not sell outputs."})},
    "terms": {SECOND: safetensors({"terms": "You may not host these weights."})},
    "usage": {SECOND: safetensors({"usage": "internal evaluation only"})},
    "description": {SECOND: safetensors({"description": "Commercial use is prohibited."})},
    "comment": {SECOND: safetensors({"comment": "The weights must not be redistributed."})},
    "nested": {SECOND: safetensors({"meta": json.dumps({"license": NC})})},
    "copyright": {SECOND: safetensors({"copyright": "No copies without our consent."})},
    "url": {SECOND: safetensors({"license_link": "https://example.com/weights-terms"})},
    "far": {SECOND: safetensors({"license": NC}, FAR)},
    "farther": {SECOND: safetensors({"license": NC}, FARTHER)},
    "first-far": {"model.safetensors": safetensors({"license": NC}, FAR)},
    "sub-folder": {"unet/model.safetensors": safetensors({"license": NC})},
    "adapter": {"adapter_model.safetensors": safetensors({"license": "proprietary"})},
    "other-name": {"consolidated.safetensors": safetensors({"license": "see contract"})},
    "contradiction": {SECOND: safetensors({"license": "mit", "weights_license": NC})},
    "qualified": {SECOND: safetensors({"license": "mit, weights for study only"})},
    "chinese": {SECOND: safetensors({"许可证": "仅限研究"})},
}

GGUF: Mapping[str, Files] = {
    "license": {"tiny.gguf": gguf({"general.license": NC})},
    "upper": {"tiny.gguf": gguf({"General.License": NC})},
    "name": {"tiny.gguf": gguf({"general.license.name": "Tiny Research License"})},
    "link": {"tiny.gguf": gguf({"general.license.link": "https://example.com/terms"})},
    "own-key": {"tiny.gguf": gguf({"tiny.license": "non-commercial"})},
    "british": {"tiny.gguf": gguf({"general.licence": "evaluation only"})},
    "description": {"tiny.gguf": gguf({"general.description": "Not for commercial use."})},
    "tags": {"tiny.gguf": gguf({"general.tags": ["llm", "non-commercial"]})},
    "terms": {"tiny.gguf": gguf({"general.terms_of_use": "No hosting for others."})},
    "far": {"tiny.gguf": gguf({"general.license": NC}, FAR)},
    "farther": {"tiny.gguf": gguf({"general.license": NC}, FARTHER)},
    "second": {
        "tiny-00001-of-00002.gguf": gguf({}),
        "tiny-00002-of-00002.gguf": gguf({"general.license": NC}),
    },
    "sub-folder": {"Q4_K_M/tiny.gguf": gguf({"general.license": "proprietary"})},
    "two": {
        "tiny-q4.gguf": gguf({"general.license": "mit"}),
        "tiny-q8.gguf": gguf({"general.license": NC}),
    },
    "version-2": {"tiny.gguf": gguf({"general.license": NC}, version=2)},
    "template": {
        "tiny.gguf": gguf({"tokenizer.chat_template": "{# This model must not be sold. #}{{ m }}"})
    },
    "base": {"tiny.gguf": gguf({"general.base_model.0.license": NC, "general.license": "other"})},
    "big-endian": {
        "tiny.gguf": b"GGUF"
        + struct.pack(">IQQQ", 3, 0, 1, 15)
        + b"general.license"
        + struct.pack(">IQ", _STRING, len(NC))
        + NC.encode()
    },
}

HONEST: Mapping[str, Files] = {
    "format": {"model.safetensors": safetensors({"format": "pt"})},
    "same": {"model.safetensors": safetensors({"license": "mit"})},
    "shards": {
        "model-00001-of-00002.safetensors": safetensors({"format": "pt"}),
        "model-00002-of-00002.safetensors": safetensors({"format": "pt"}),
    },
    "modelspec": {"model.safetensors": safetensors({"modelspec.title": "Tiny-1B"})},
    "gguf": {"tiny.gguf": gguf({"general.name": "Tiny-1B"})},
    "gguf-same": {"tiny.gguf": gguf({"general.license": "mit"})},
    "gguf-tags": {"tiny.gguf": gguf({"general.tags": ["llm", "text-generation"]})},
}


def cases() -> Iterator[Case]:
    """Attacks by safetensors and GGUF headers, and honest headers."""
    for group, kinds in (("safetensors", SAFETENSORS), ("gguf", GGUF)):
        for name, extra in kinds.items():
            yield Case("attack", group, name, folder("mit", extra=extra))
    for name, extra in HONEST.items():
        yield Case("honest", "honest-header", name, folder("mit", extra=extra))
