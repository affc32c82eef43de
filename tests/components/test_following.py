"""`--follow-links`: code in the publisher's own repository counts, and only if it was read."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from licensecheck.auditor import Auditor
from licensecheck.components.linked import MOST_REPOSITORIES, repositories
from licensecheck.domain import Document, DocumentKind, HubMetadata, ModelRef, Origin, Snapshot
from licensecheck.domain.component import State
from licensecheck.domain.report import Report
from licensecheck.settings import Settings
from licensecheck.text.front_matter import read_card
from tests.hubs.github_double import GitHub, Repository
from tests.hubs.huggingface_double import HuggingFace, Model

CARD = b"""---
license: mit
---
# Zebra

The code is at https://github.com/zoo/zebra, served by https://github.com/vllm-project/vllm.
"""
# Our own licence is Apache 2.0: a text that may lie here.
CODE = {
    "README.md": b"# Zebra's code\n",
    "LICENSE": (Path(__file__).resolve().parents[2] / "LICENSE").read_bytes(),
    "train.py": b"print()\n",
    "eval_zebra.py": b"print()\n",
}


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[HuggingFace]:
    with HuggingFace() as double:
        monkeypatch.setenv("HF_ENDPOINT", double.url)
        double.models["zoo/zebra-7b"] = Model({"README.md": CARD, "model.safetensors": b""})
        yield double


@pytest.fixture
def github(monkeypatch: pytest.MonkeyPatch) -> Iterator[GitHub]:
    with GitHub() as double:
        monkeypatch.setenv("GITHUB_API_URL", f"{double.url}/api")
        monkeypatch.setenv("GITHUB_SERVER_URL", double.url)
        double.repositories["zoo/zebra"] = Repository(CODE)
        double.repositories["vllm-project/vllm"] = Repository({"preprocess_all.py": b""})
        yield double


def audited(**settings: object) -> Report:
    auditor = Auditor(Settings(**settings), lambda _: None)  # type: ignore[arg-type]  # as named
    return auditor.audit(ModelRef("huggingface", "zoo/zebra-7b"))


def states(report: Report) -> dict[str, tuple[State, str]]:
    return {part.name: (part.state, str(part.license)) for part in report.components}


def test_code_in_the_publishers_repository_is_present_under_its_licence(
    hub: HuggingFace, github: GitHub
) -> None:
    report = audited(follow_links=True)
    assert states(report)["training-code"] == (State.PRESENT, "Apache-2.0")
    assert states(report)["evaluation-code"] == (State.PRESENT, "Apache-2.0")
    shown = next(part for part in report.components if part.name == "training-code")
    assert any("train.py in github:zoo/zebra@" in quote.quote for quote in shown.evidence)
    assert not any("vllm" in asked.path for asked in github.asked)


def test_nothing_is_asked_unless_the_user_lets_us(hub: HuggingFace, github: GitHub) -> None:
    assert states(audited())["training-code"][0] is not State.PRESENT
    assert states(audited(follow_links=True, offline=True))["training-code"][0] is not State.PRESENT
    assert not github.asked


def test_a_repository_that_cannot_be_read_changes_nothing(hub: HuggingFace, github: GitHub) -> None:
    before = states(audited())
    github.repositories.clear()
    assert states(audited(follow_links=True)) == before


def test_weights_elsewhere_are_never_taken_from_a_link(hub: HuggingFace, github: GitHub) -> None:
    hub.models["zoo/zebra-7b"] = Model({"README.md": CARD})
    github.repositories["zoo/zebra"] = Repository({**CODE, "model.safetensors": b""})
    assert states(audited(follow_links=True))["weights"][0] is not State.PRESENT


def test_no_more_repositories_are_followed_than_the_limit() -> None:
    links = "\n".join(f"https://github.com/zoo/part{number}" for number in range(1000))
    card, _ = read_card(Document("README.md", f"# Zebra\n{links}\n", DocumentKind.CARD))
    ref = ModelRef("huggingface", "zoo/zebra")
    snapshot = Snapshot(
        ref, None, Origin.HUB, None, cards=(card,), documents=(card.document,),
        metadata=HubMetadata(), files_complete=True,
    )  # fmt: skip
    assert len(repositories(snapshot)) == MOST_REPOSITORIES


@pytest.mark.parametrize(
    ("said", "files", "trained"),
    [
        ("The training code is at https://github.com/zoo/herd.", ("train.py",), True),
        ("The implementation is in https://github.com/zoo/herd.", ("train.py",), True),
        ("We also made https://github.com/zoo/herd for okapis.", ("train.py",), False),
        ("A herd of trained models: https://github.com/zoo/herd.", ("train.py",), False),
        ("Train it: https://github.com/zoo/herd/tree/main/zebra", ("zebra/train.py",), True),
        ("Train it: https://github.com/zoo/herd/tree/main/zebra", ("okapi/train.py",), False),
    ],
)
def test_of_a_publishers_other_works_counts_what_the_card_links_them_for(
    hub: HuggingFace, github: GitHub, said: str, files: tuple[str, ...], trained: bool
) -> None:
    card = f"---\nlicense: mit\n---\n# Zebra\n\n{said}\n".encode()
    hub.models["zoo/zebra-7b"] = Model({"README.md": card, "model.safetensors": b""})
    github.repositories["zoo/herd"] = Repository(dict.fromkeys(files, b"print()\n"))
    report = audited(follow_links=True)
    assert (states(report)["training-code"][0] is State.PRESENT) is trained


def test_data_that_no_page_of_the_publishers_repositories_shows_are_not_found(
    hub: HuggingFace, github: GitHub
) -> None:
    assert states(audited())["training-data"][0] is State.UNKNOWN
    assert states(audited(follow_links=True))["training-data"][0] is State.NOT_FOUND


def test_data_that_one_of_their_pages_links_may_be_the_models(
    hub: HuggingFace, github: GitHub
) -> None:
    page = b"# Zebra's code\n\nMade of https://huggingface.co/datasets/zoo/stripes\n"
    github.repositories["zoo/zebra"] = Repository({**CODE, "README.md": page})
    assert states(audited(follow_links=True))["training-data"][0] is State.UNKNOWN
