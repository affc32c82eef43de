"""A licence that could not be read never makes a model look open, on any hub."""

from collections.abc import Callable
from pathlib import Path

import pytest

from licensecheck.auditor import Auditor
from licensecheck.domain import Level, Origin
from licensecheck.hubs import FetchOptions, collect, parse_ref
from licensecheck.settings import Settings
from tests.hubs.faults import FAULTS
from tests.hubs.registry_double import digest
from tests.hubs.reliability import HUBS, Hub, huggingface


@pytest.fixture(scope="module")
def auditor() -> Auditor:
    return Auditor(Settings(), lambda _: None)


@pytest.fixture(scope="module")
def apache(real: Path) -> bytes:
    """The Apache licence as a publisher ships it."""
    return (real / "repos" / "xai-org+grok-1" / "LICENSE.txt").read_bytes()


@pytest.fixture(scope="module")
def files(apache: bytes) -> dict[str, bytes]:
    """A model under an open licence, with weights."""
    card = b"---\nlicense: apache-2.0\n---\n# Model\n"
    return {"README.md": card, "LICENSE": apache, "model.safetensors": b"\0" * 20_000}


@pytest.mark.parametrize("hub", HUBS, ids=[hub.name for hub in HUBS])
@pytest.mark.parametrize("name", ["none", "truncated", "403 gated", "503"])
def test_the_level_is_unknown_unless_the_licence_was_read(
    auditor: Auditor, files: dict[str, bytes], options: Callable[..., FetchOptions], hub: Hub,
    name: str,
) -> None:  # fmt: skip
    is_blob = hub.name in ("oci", "ollama")
    place = digest(files["LICENSE"]).removeprefix("sha256:") if is_blob else hub.licence
    with hub.make(files) as server:
        if name != "none":
            server.faults.append((place, FAULTS[name][0]))
        snapshot = collect(parse_ref(hub.ref), options(endpoints=hub.endpoints(server.url)))
    assert snapshot.origin is Origin.HUB
    expected = Level.OPEN_WEIGHTS if name == "none" else Level.UNKNOWN
    assert auditor.judge_snapshot(snapshot).level is expected


@pytest.mark.parametrize("path", ["tokenizer.json", "merges.txt", "vocab.txt", "tokens.txt"])
def test_a_list_of_words_that_cannot_be_read_is_a_note(
    path: str, auditor: Auditor, files: dict[str, bytes], options: Callable[..., FetchOptions]
) -> None:
    with huggingface({**files, path: b"a b\n"}) as server:
        server.models["org/name"].unlisted = {path}
        read = collect(parse_ref("hf:org/name"), options(endpoints={"huggingface": server.url}))
    report = auditor.judge_snapshot(read)
    assert report.level is Level.OPEN_WEIGHTS
    assert not any(one.hides_terms for one in report.problems)
