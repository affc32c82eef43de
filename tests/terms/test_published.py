"""`--follow-links` on a repository: the weights are under what the pages of its models say."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from licensecheck.auditor import Auditor
from licensecheck.domain import ModelRef
from licensecheck.domain.report import Report
from licensecheck.settings import Settings
from tests.hubs.github_double import GitHub, Repository
from tests.hubs.huggingface_double import HuggingFace, Model

APACHE = (Path(__file__).resolve().parents[2] / "LICENSE").read_bytes()
README = b"# Zebra\n\nWe trained Zebra: https://huggingface.co/zoo/zebra-7b\n"


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[HuggingFace]:
    with HuggingFace() as double:
        monkeypatch.setenv("HF_ENDPOINT", double.url)
        yield double


@pytest.fixture(autouse=True)
def _github(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with GitHub() as double:
        monkeypatch.setenv("GITHUB_API_URL", f"{double.url}/api")
        monkeypatch.setenv("GITHUB_SERVER_URL", double.url)
        double.repositories["zoo/zebra"] = Repository({"README.md": README, "LICENSE": APACHE})
        yield


def page(front: str, **more: object) -> Model:
    card = f"---\n{front}\n---\n# Zebra-7B\n".encode()
    return Model({"README.md": card, "model.safetensors": b"0" * 20_000}, **more)  # type: ignore[arg-type]


def audited(*, follow_links: bool = True) -> Report:
    auditor = Auditor(Settings(follow_links=follow_links), lambda _: None)
    return auditor.audit(ModelRef("github", "zoo/zebra"))


@pytest.mark.parametrize(
    ("front", "level"),
    [("license: mit", "open-weights"), ("license: cc-by-nc-4.0", "restricted-weights")],
)
def test_weights_are_under_what_the_page_of_the_model_says(
    hub: HuggingFace, front: str, level: str
) -> None:
    hub.models["zoo/zebra-7b"] = page(front)
    assert audited(follow_links=False).level == "unknown"
    report = audited()
    assert report.level == level, report.level_reason
    assert "huggingface:zoo/zebra-7b/README.md" in {one.document for one in report.declared}


def test_terms_of_a_base_that_the_page_names_hold_too(hub: HuggingFace) -> None:
    hub.models["zoo/zebra-7b"] = page("license: mit\nbase_model: meta-llama/Llama-3.1-8B")
    assert audited().level == "restricted-weights"


def test_a_page_that_cannot_be_read_leaves_the_weights_unknown(hub: HuggingFace) -> None:
    report = audited()
    assert report.level == "unknown"
    assert "audit the model where its weights are" in report.level_reason


def test_a_gated_page_leaves_the_weights_unknown(hub: HuggingFace) -> None:
    hub.models["zoo/zebra-7b"] = page("license: mit", info={"gated": "manual"})
    assert audited().level == "unknown"
