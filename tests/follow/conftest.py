"""A repository on GitHub that only links to its weights, hubs that have them, and the command."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from licensecheck.cli.commands import app
from tests.cli.conftest import run  # noqa: F401  # a fixture
from tests.hubs.github_double import GitHub, Repository
from tests.hubs.huggingface_double import HuggingFace, Model

# Our own licence is Apache 2.0: a text that may lie here.
APACHE = (Path(__file__).resolve().parents[2] / "LICENSE").read_bytes()
LINK = "Get [Zebra](https://huggingface.co/zoo/zebra-7b)."

Audited = Callable[..., "Printed"]
Publish = Callable[..., None]


class Printed(str):
    """What the command printed, each run of white space as one blank."""

    code: int

    @property
    def report(self) -> dict[str, Any]:
        return json.loads(self)  # type: ignore[no-any-return]  # of JSON


def page(front: str = "license: mit", body: str = "", **more: Any) -> Model:
    """A page of a model that has weights."""
    card = f"---\n{front}\n---\n# Zebra\n{body}\n".encode()
    return Model({"README.md": card, "model.safetensors": b"0" * 20_000}, **more)


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[HuggingFace]:
    with HuggingFace() as double:
        monkeypatch.setenv("HF_ENDPOINT", double.url)
        monkeypatch.setenv("MODELSCOPE_DOMAIN", "http://127.0.0.1:1")
        yield double


@pytest.fixture
def github(monkeypatch: pytest.MonkeyPatch) -> Iterator[GitHub]:
    with GitHub() as double:
        monkeypatch.setenv("GITHUB_API_URL", f"{double.url}/api")
        monkeypatch.setenv("GITHUB_SERVER_URL", double.url)
        yield double


@pytest.fixture
def publish(github: GitHub) -> Publish:
    """Publishes github:zoo/zebra with a README and the licence of its code."""

    def publish(words: str = LINK, licence: bytes = APACHE, **more: bytes) -> None:
        files = {"README.md": f"# Zebra\n\n{words}\n".encode(), "LICENSE": licence}
        files |= {name.replace("__", "."): text for name, text in more.items()}
        github.repositories["zoo/zebra"] = Repository(files)

    return publish


@pytest.fixture
def audited(hub: HuggingFace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Audited:
    """What `licensecheck audit REF ARGS` prints, in an empty folder."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")

    def audited(*args: str, ref: str = "github:zoo/zebra") -> Printed:
        found = CliRunner().invoke(
            app, ["audit", ref, *args], env={"COLUMNS": "400", "LICENSECHECK_DEADLINE": "600"}
        )
        assert found.exception is None or isinstance(found.exception, SystemExit), found.exception
        said = found.stdout if "json" in args else " ".join(found.stdout.split())
        printed = Printed(said)
        printed.code = found.exit_code
        return printed

    return audited


def asked(hub: HuggingFace) -> list[str]:
    """The models that the hub was asked about, each once, in the order of their names."""
    begun = "/api/models/"
    return sorted({one.removeprefix(begun) for one in hub.paths() if one.startswith(begun)})
