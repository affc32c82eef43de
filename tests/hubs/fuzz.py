"""Feeds damaged input to every parser of what hubs and users send.

    python -m tests.hubs.fuzz [--count 100000] [--minutes M] [--seed 0] [parser …]

Prints a line for each parser: inputs, the longest that one took in seconds, and the most memory of
the process so far in MB. Exits 1 on an exception that is not documented, an input that takes longer
than 5 s, or more than 200 MB above what the first inputs take. `--minutes` ends each parser's run
after its share of them.
"""

import argparse
import json
import random
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

from licensecheck.domain import Document, DocumentKind
from licensecheck.errors import LicensecheckError
from licensecheck.gate.load import load_policy
from licensecheck.hubs import hf_client, hf_metadata, parse_ref, tarred
from licensecheck.hubs.artifacts import _cards, _licenses, _named
from licensecheck.hubs.decode import read_document
from licensecheck.hubs.headers import header
from licensecheck.hubs.registry import read_manifest
from licensecheck.hubs.wanted import Wanted, wanted
from licensecheck.knowledge.files import rule_folder
from licensecheck.text.front_matter import read_card
from tests.hubs.artefacts import GGUF, KITOPS, MODELPACK, OLLAMA
from tests.hubs.registry_double import tar
from tests.hubs.test_headers import gguf, safetensors, text, texts

SECONDS, MEGABYTES = 5, 200
LOADING = 50
"""Inputs after which all is loaded that a parser needs."""


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
FILE = Path(tempfile.mkdtemp()) / "policy.yaml"
Parsers = Mapping[str, tuple[Callable[[bytes], None], tuple[bytes, ...]]]
"""What is fed, by its name, and good inputs of it."""
PARSERS: Parsers = {
    "refs": (refs, (b"org/name@main", b"github:a/b@v1/c", b"oci:h.io:5/a/b:t@sha256:" + b"0" * 64,
                    b"ollama:h/n/m:t", b"https://huggingface.co/a/b/tree/x?y#z", b"./x",
                    b"pkg:huggingface/a/b@1", b"git:https://h/x.git@y", b"ms:a/b@c")),
    "front-matter": (front_matter, (CARD,)),
    "decoding": (decoding, (CARD, CARD.decode().encode("utf-16"), b"<!doctype html>x", b"%PDF-1")),
    "gguf": (gguf_header, (HEADER, GGUF[:2000])),
    "safetensors": (safetensors_header, (safetensors({"__metadata__": {"license": "mit"}}),)),
    "manifest": (manifest, (OLLAMA.manifest(), KITOPS.manifest(), MODELPACK.manifest(),
                            KITOPS.config.body, MODELPACK.config.body)),
    "model-info": (model_info, (INFO,)),
    "policy": (policy, (POLICY, (rule_folder("policies") / "commercial-use.yaml").read_bytes())),
    "archive": (archive, (tar({"LICENSE": b"a", "x/../y": b"b"}, False), tar({"LICENSE": b"a"}))),
}  # fmt: skip


ODD = (
    *(b"", b"\0", b"\xff" * 8, b"\x7f" + b"\xff" * 7, b"\xe2\x80\xae", b"\r\n", b"---\n", b": "),
    *(b"{", b"[" * 50, b"&a *a ", b'"', b"null", b"1e999", b"9" * 30, b"..", b"%2e%2e/"),
)
"""What parsers stumble over."""


def damaged(seeds: tuple[bytes, ...], chance: random.Random) -> Iterator[bytes]:
    """Inputs without end: pieces of good ones, cut, repeated, swapped and overwritten."""
    while True:
        data = bytearray(chance.choice(seeds))
        for _ in range(chance.randint(1, 6)):
            first = chance.randint(0, len(data))
            last = min(len(data), first + chance.choice((0, 1, 2, 8, 30)))
            match chance.randint(0, 4):
                case 0:
                    data[first:last] = chance.choice(ODD)
                case 1:
                    data[first:last] = data[first:last] * chance.randint(0, 20)
                case 2:
                    data[first:last] = chance.randbytes(last - first)
                case 3:
                    piece = chance.choice(seeds)
                    place = chance.randint(0, len(piece))
                    data[first:last] = piece[place : place + 20]
                case _:
                    del data[first:]
        yield bytes(data)


def _late(*_: object) -> None:
    raise TimeoutError(f"it takes longer than {SECONDS} s")


def megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(parsers: Parsers, description: str | None = __doc__) -> int:
    options = argparse.ArgumentParser(description=description)
    options.add_argument("--count", type=int, default=100_000)
    options.add_argument("--minutes", type=float, default=float("inf"))
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("parsers", nargs="*", choices=[[], *parsers])
    given = options.parse_args()
    names = given.parsers or list(parsers)
    signal.signal(signal.SIGALRM, _late)
    seconds = given.minutes * 60 / len(names)
    sound = [fed(name, parsers, given.seed, given.count, seconds) for name in names]
    return 0 if all(sound) else 1


def fed(name: str, parsers: Parsers, seed: int, count: int, seconds: float) -> bool:
    """Whether a parser takes so many inputs, or as many as there is time for."""
    parser, seeds = parsers[name]
    inputs = damaged(seeds, random.Random(seed))  # noqa: S311 - repeatable, not secret
    end = time.monotonic() + seconds
    longest, done, start, sound = 0.0, 0, megabytes(), True
    for done, data in enumerate(inputs, 1):
        began = time.perf_counter()
        signal.alarm(SECONDS if done > LOADING else 10 * SECONDS)
        try:
            parser(data)
        except LicensecheckError:
            pass
        except Exception as error:
            print(f"{name}: {error!r} for {data!r}", file=sys.stderr)
            sound = False
        signal.alarm(0)
        if done <= LOADING:
            start = megabytes()
        else:
            longest = max(longest, time.perf_counter() - began)
        if not sound or done >= count or time.monotonic() > end:
            break
    sound = sound and longest < SECONDS and megabytes() - start < MEGABYTES
    print(f"{name}: {done} inputs, longest {longest:.2f} s, {megabytes():.0f} MB", flush=True)
    return sound


if __name__ == "__main__":
    raise SystemExit(main(PARSERS))
