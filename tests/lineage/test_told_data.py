"""A data set counts where prose says that this model was trained on it; one that is only measured
with, or that others were trained on, does not."""

import pytest

from licensecheck.domain import (
    Card,
    Document,
    DocumentKind,
    HubMetadata,
    ModelRef,
    Origin,
    Snapshot,
    Span,
)
from licensecheck.knowledge.datasets import load_datasets
from licensecheck.lineage.data_links import datasets

HAY = "[Hay](https://huggingface.co/datasets/zoo/hay)"


def snapshot(body: str, *declared: str) -> Snapshot:
    text = f"# Zebra\n\n{body}\n"
    document = Document("README.md", text, DocumentKind.CARD)
    return Snapshot(
        ModelRef("huggingface", "zoo/zebra"),
        None,
        Origin.HUB,
        None,
        documents=(document,),
        cards=(Card(document, Span(0, len(text))),),
        metadata=HubMetadata(datasets=declared),
    )


def named(body: str, *declared: str) -> list[str]:
    found = datasets(snapshot(body, *declared), load_datasets().find)
    return [link.parent for link in found]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (f"Zebra was trained on {HAY}.", ["zoo/hay"]),
        (f"This model is fine-tuned for three epochs on {HAY}.", ["zoo/hay"]),
        (f"The model was pretrained with {HAY} and GSM8K.", ["zoo/hay", "GSM8K"]),
        ("Zebra is a small model trained on SNLI and MS MARCO.", ["SNLI", "MS MARCO"]),
        ("It was fine-tuned on `tatsu-lab/alpaca`.", ["tatsu-lab/alpaca"]),
        ("Trained on ImageNet-1k.", ["ImageNet-1k"]),
    ],
)
def test_what_the_model_was_trained_on(body: str, found: list[str]) -> None:
    assert named(body) == found


@pytest.mark.parametrize(
    "body",
    [
        f"Zebra was evaluated on {HAY}.",
        f"Zebra was not trained on {HAY}.",
        f"It is faster than models trained on {HAY}.",
        f"Okapi was trained on {HAY}.",
        f"Zebra was trained on our own herd and tested on {HAY}.",
        f"We compare it with a model that was trained on {HAY}.",
        f"You can see what it was trained by in {HAY}.",
        "Zebra was trained on a mixture of stories about art, a race and an emotion.",
        "Zebra was trained on https://zoo.edu/gsm8k/SNLI.",
        "Zebra was trained on our Savanna-7 collection.",
    ],
)
def test_what_it_was_not_trained_on(body: str) -> None:
    assert named(body) == []


def test_what_a_field_names_is_named_once_under_whatever_name() -> None:
    body = "Zebra was fine-tuned on [SQuAD](https://huggingface.co/datasets/rajpurkar/squad)."
    assert named(body, "squad") == ["squad"]
    assert named(body) == ["rajpurkar/squad"]


def test_prose_is_quoted_and_no_declaration() -> None:
    body = f"Zebra was trained on {HAY}."
    (link,) = datasets(snapshot(body), load_datasets().find)
    assert not link.declared
    assert link.evidence
    assert link.evidence.line == 3
    assert link.evidence.quote.startswith("trained on [Hay]")


def test_where_nothing_speaks_of_training_nothing_is_looked_up() -> None:
    def never(name: str) -> object:
        raise AssertionError(name)

    assert datasets(snapshot("Zebra is small and quick. It likes GSM8K."), never) == ()
