"""A licence that could not be read never makes a model look open, on any hub."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from licensecheck.auditor import Auditor
from licensecheck.domain import Level, Origin
from licensecheck.hubs import FetchOptions, collect, parse_ref
from licensecheck.settings import Settings
from tests.hubs.faults import FAULTS
from tests.hubs.github_double import GitHub, Repository
from tests.hubs.huggingface_double import HuggingFace, Model
from tests.hubs.registry_double import DOCKER, Artefact, Part, RegistryDouble, digest
from tests.hubs.reliability import HUBS, Hub
from tests.hubs.test_modelscope import ModelScope


@pytest.fixture(scope="module")
def auditor() -> Auditor:
    return Auditor(Settings(), lambda _: None)


@pytest.fixture(scope="module")
def apache(real: Path) -> bytes:
    """The Apache licence as a publisher ships it."""
    return (real / "repos" / "xai-org+grok-1" / "LICENSE.txt").read_bytes()


def open_model(hub: Hub, licence: bytes) -> Hub:
    """A hub that has a model under an open licence, with weights."""
    files = {"README.md": b"---\nlicense: apache-2.0\n---\n# Model\n", "LICENSE": licence,
             "model.safetensors": b"\0" * 20_000}  # fmt: skip

    def registry() -> RegistryDouble:
        server = RegistryDouble()
        types = ("application/vnd.ollama.image.model", "application/vnd.ollama.image.license")
        layers = [Part(types[0], b"\0" * 20_000), Part(types[1], licence)]
        for name in ("library/m:latest", "org/m:latest"):
            server.push(name, Artefact(Part("x", b"{}"), layers, DOCKER))
        return server

    def huggingface() -> HuggingFace:
        server = HuggingFace()
        server.models["org/name"] = Model(files)
        return server

    def github() -> GitHub:
        server = GitHub()
        server.repositories["org/name"] = Repository(files)
        return server

    def modelscope() -> ModelScope:
        server = ModelScope()
        server.files, server.info = files, {"license": "Apache License 2.0"}
        return server

    makers = {"huggingface": huggingface, "github": github, "modelscope": modelscope}
    place = hub.licence if hub.name in makers else digest(licence).removeprefix("sha256:")
    return replace(hub, make=makers.get(hub.name, registry), licence=place)


@pytest.mark.parametrize("hub", HUBS, ids=[hub.name for hub in HUBS])
@pytest.mark.parametrize("name", ["none", "truncated", "403 gated", "503"])
def test_the_level_is_unknown_unless_the_licence_was_read(
    auditor: Auditor, apache: bytes, options: Callable[..., FetchOptions], hub: Hub, name: str
) -> None:
    model = open_model(hub, apache)
    with model.make() as server:
        if name != "none":
            server.faults.append((model.licence, FAULTS[name][0]))
        given = options(endpoints=model.endpoints(server.url))
        snapshot = collect(parse_ref(model.ref), given)
    assert snapshot.origin is Origin.HUB
    expected = Level.OPEN_WEIGHTS if name == "none" else Level.UNKNOWN
    assert auditor.judge_snapshot(snapshot).level is expected


@pytest.mark.parametrize("path", ["tokenizer.json", "merges.txt", "vocab.txt", "tokens.txt"])
def test_a_list_of_words_that_cannot_be_read_is_a_note(
    path: str, auditor: Auditor, apache: bytes, options: Callable[..., FetchOptions]
) -> None:
    files = {"README.md": b"---\nlicense: apache-2.0\n---\n# Model\n", "LICENSE": apache,
             "model.safetensors": b"\0" * 20_000, path: b"a b\n"}  # fmt: skip
    with HuggingFace() as server:
        server.models["org/name"] = Model(files, unlisted={path})
        read = collect(parse_ref("hf:org/name"), options(endpoints={"huggingface": server.url}))
    report = auditor.judge_snapshot(read)
    assert report.level is Level.OPEN_WEIGHTS
    assert not any(one.hides_terms for one in report.problems)
