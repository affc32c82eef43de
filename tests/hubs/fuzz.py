"""Feeds damaged input to every parser of what hubs and users send: python -m tests.hubs.fuzz.

tests/fuzzing.py says what it takes and prints.
"""

import json
import logging
import struct
import tempfile
from contextlib import suppress
from datetime import date
from pathlib import Path

from licensecheck.domain import Document, DocumentKind
from licensecheck.gate.baseline import read_baseline
from licensecheck.gate.load import load_policy
from licensecheck.hubs import github, hf_client, hf_metadata, modelscope, parse_ref, tarred
from licensecheck.hubs.artifacts import _cards, _licenses, _named
from licensecheck.hubs.checkout import BadIndexError, Checkout, tracked
from licensecheck.hubs.decode import read_document
from licensecheck.hubs.headers import header
from licensecheck.hubs.registry import read_manifest
from licensecheck.hubs.typeset import pdf_reader
from licensecheck.hubs.wanted import Wanted, wanted
from licensecheck.knowledge.files import rule_folder
from licensecheck.text.front_matter import read_card
from tests.fuzzing import Parsers, main
from tests.gate.waivers import waiver
from tests.hubs.artefacts import GGUF, KITOPS, MODELPACK, OLLAMA
from tests.hubs.registry_double import tar
from tests.hubs.test_headers import gguf, safetensors, text, texts
from tests.hubs.typeset_files import docx, part, pdf


def refs(data: bytes) -> None:
    ref = parse_ref(data.decode("utf-8", "replace"))
    assert ref.name


def front_matter(data: bytes) -> None:
    document = Document("README.md", data.decode("utf-8", "replace"), DocumentKind.CARD)
    card, _ = read_card(document)
    assert document.quote(card.body) in document.text


def decoding(data: bytes) -> None:
    document, problems = read_document(Wanted("LICENSE", DocumentKind.LICENSE, "model"), data)
    assert document or problems


def word(data: bytes) -> None:
    """A Word document; markup is what stands in one."""
    whole = docx(parts={"word/document.xml": data}) if data.startswith(b"<") else data
    file = Wanted("LICENSE.docx", DocumentKind.LICENSE, "model")
    document, problems = read_document(file, whole)
    assert document or problems


def printed(data: bytes) -> None:
    """A PDF as its process reads it, which answers "cannot be read" to whatever the library
    raises."""
    logging.disable()  # the library tells of each thing that it mends
    with suppress(Exception):
        pdf_reader._read(data)


def gguf_header(data: bytes) -> None:
    header("m.gguf", data)


def safetensors_header(data: bytes) -> None:
    header("m.safetensors", data)


def manifest(data: bytes) -> None:
    value = _json(data)
    if isinstance(value, dict):
        found = read_manifest(value, "sha256:0")
        assert len(_named(found.layers)) <= len(found.layers)
        _licenses(found, value)
        _cards(found, value)


def model_info(data: bytes) -> None:
    value = _json(data)
    if isinstance(value, dict):
        listed, _ = hf_client.listed_files(value.get("siblings"))
        wanted((path, file.size) for path, file in listed.items())
        hf_metadata.metadata(value)
        for card in hf_metadata.metadata_card(value, "u")[0]:
            read_card(card)


def policy(data: bytes) -> None:
    FILE.write_bytes(data)
    load_policy(str(FILE), date(2026, 1, 1))


def baseline(data: bytes) -> None:
    FILE.write_bytes(data)
    read_baseline(FILE)


def index(data: bytes) -> None:
    (CHECKOUT.git / "index").write_bytes(data)
    with suppress(BadIndexError):
        assert all(tracked(CHECKOUT.entries()))


def listings(data: bytes) -> None:
    value = _json(data)
    github._listed(value)
    if isinstance(value, list):
        modelscope._listed([entry for entry in value if isinstance(entry, dict)])


def archive(data: bytes) -> None:
    tarred.documents("docs", "application/x.tar", data)


def _json(data: bytes) -> object:
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None


CARD = (
    b"---\nlicense: [mit, other]\nbase_model:\n- a/b\ntags: &a [x, *a]\nextra_gated_prompt: |\n"
    b"  Terms.\nextra_gated_fields:\n  I agree: checkbox\n---\n# Title\n\nText.\n"
)
INFO = json.dumps(
    {"id": "a/b", "sha": "0" * 40, "gated": "auto", "tags": ["license:mit", "base_model:x:a/b"],
     "cardData": {"license": "other", "extra_gated_prompt": "a\nb"}, "baseModels": {"models": [{}]},
     "siblings": [{"rfilename": "LICENSE", "size": 3, "blobId": "0" * 40, "lfs": {"sha256": "0"}}]}
).encode()  # fmt: skip
HEADER = gguf(
    ("general.license", 8, text("mit")),
    ("general.base_model.count", 4, b"\2\0\0\0"),
    ("general.tags", 9, texts("a", "b")),
    ("tokenizer.ggml.tokens", 9, texts(*"abcdefgh")),
)
POLICY = (
    b"policy: 1\nextends: [permissive]\nus:\n  monthly_active_users: 5\nrules:\n  - id: a\n"
    b"    when: {label: scale-threshold}\n    then: stop\nwaivers:\n  - {rule: a, reason: x, "
    b"author: y, scope: [org/name], expires: 2026-12-01}\n"
)
MARKUP = (
    "<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>You may</w:t><w:tab/><w:br/></w:r><w:ins><w:r><w:t>not"
    "</w:t></w:r></w:ins><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p><w:tbl><w:tr><w:tc>"
    "<w:p><w:r><w:t>sell &amp; use</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
)
WAIVER = waiver(paths="['src/**', 'a[!b-c]*.py', '*.yaml', \"docs/\"]").encode()
LISTING = json.dumps(
    [{"path": "LICENSE", "mode": "100644", "type": "blob", "sha": "0" * 40, "size": 1, "Path": "x",
      "Type": "blob", "Size": 5, "Sha256": "0" * 64}, {"path": "../x", "type": "blob"}]
).encode()  # fmt: skip
BASELINE = b'{"baseline": [{"ref": "hf:a/b", "rule": "weights", "licenses": ["MIT"]}]}'
_PATHS = [(b"LICENSE", 0o100644), (b"a/weights.gguf", 0o100644), (b"a/sub", 0o160000)]
INDEX = struct.pack(">4sII", b"DIRC", 2, len(_PATHS)) + b"".join(
    (entry := bytes(24) + struct.pack(">I", mode) + bytes(32) + struct.pack(">H", len(path)) + path)
    + bytes(8 - len(entry) % 8)
    for path, mode in _PATHS
)
PRESET = rule_folder("policies") / "commercial-use.yaml"
_SCRATCH = tempfile.TemporaryDirectory()
_FOLDER = Path(_SCRATCH.name)
FILE = _FOLDER / "policy.yaml"
CHECKOUT = Checkout(_FOLDER, _FOLDER, _FOLDER)
PARSERS: Parsers = {
    "refs": (refs, (b"org/name@main", b"github:a/b@v1/c", b"oci:h.io:5/a/b:t@sha256:" + b"0" * 64,
                    b"ollama:h/n/m:t", b"https://huggingface.co/a/b/tree/x?y#z", b"./x",
                    b"pkg:huggingface/a/b@1", b"git:https://h/x.git@y", b"ms:a/b@c")),
    "front-matter": (front_matter, (CARD,)),
    "decoding": (decoding, (CARD, CARD.decode().encode("utf-16"), b"<!doctype html>x", b"%PDF-1")),
    "word": (word, (part(MARKUP), docx("You may use it.", "You may not sell it."))),
    "pdf": (printed, (pdf(["You may use it."], ["You may not."], annotations=["Link", "Text"]),)),
    "gguf": (gguf_header, (HEADER, GGUF[:2000])),
    "safetensors": (safetensors_header, (safetensors({"__metadata__": {"license": "mit"}}),)),
    "manifest": (manifest, (OLLAMA.manifest(), KITOPS.manifest(), MODELPACK.manifest(),
                            KITOPS.config.body, MODELPACK.config.body)),
    "model-info": (model_info, (INFO,)),
    "policy": (policy, (POLICY, WAIVER, PRESET.read_bytes())),
    "baseline": (baseline, (BASELINE,)),
    "index": (index, (INDEX + b"link" + bytes(40), INDEX)),
    "listings": (listings, (LISTING,)),
    "archive": (archive, (tar({"LICENSE": b"a", "x/../y": b"b"}, False), tar({"LICENSE": b"a"}))),
}  # fmt: skip


if __name__ == "__main__":
    raise SystemExit(main(PARSERS, __doc__))
