"""Which of the addresses on a page is the place of the weights: the words around it tell."""

import pytest

from licensecheck.components.found import components
from licensecheck.domain import (
    Card,
    Component,
    Document,
    DocumentKind,
    FileEntry,
    Origin,
    Snapshot,
    Span,
    State,
)
from licensecheck.hubs import parse_ref
from licensecheck.knowledge.components import load_components

DRIVE = "https://drive.google.com/file/d/zoo1"
TABLE = """# Zebra

## Data and results

<table><tr><th>Name</th><th>{head}</th></tr>
<tr><td>Zebra-S</td><td><a href="{drive}">here</a></td></tr></table>
"""


def weights(readme: str, *files: FileEntry) -> Component:
    card = Document("README.md", readme, DocumentKind.CARD)
    cards = (Card(card, Span(0, len(readme))),)
    ref = parse_ref("github:zoo/zebra")
    snapshot = Snapshot(ref, None, Origin.HUB, None, (card,), cards, files)
    return next(one for one in components(snapshot, load_components()) if one.name == "weights")


@pytest.mark.parametrize(
    "page",
    [
        f"[conda env]({DRIVE})",
        f"Models are fast. View our [poster]({DRIVE}).",
        f"The data is available [here]({DRIVE}). This is what the model was trained on.",
        f"| Name | Dataset |\n|---|---|\n| Stripes | [here]({DRIVE}) |",
        f"# Zebra\n\n## Data preparation\n\nGet it [here]({DRIVE}).",
        f'<a href="{DRIVE}">Slides</a> on our models',
        TABLE.format(head="Dataset", drive=DRIVE),
    ],
)
def test_an_address_of_something_else_is_no_place_of_weights(page: str) -> None:
    assert weights(page).state is not State.LINKED


@pytest.mark.parametrize(
    "page",
    [
        f"[weights]({DRIVE})",
        f"Download the checkpoint [here]({DRIVE}).",
        f"Data and models are [here]({DRIVE}).",
        f"| Name | Checkpoint |\n|---|---|\n| Zebra-S | [here]({DRIVE}) |",
        TABLE.format(head="Checkpoint", drive=DRIVE),
        f"# Zebra\n\n## Pretrained models\n\n- [Zebra-S]({DRIVE})",
        f"模型权重：{DRIVE}",
        f"Zebra: {DRIVE}",
        "[results](https://huggingface.co/zoo/zebra)",
        "Data and code: https://files.example/zoo/stripes.th",
        "https://files.example/zoo/stripes.pth.tar",
    ],
)
def test_an_address_of_weights_is_their_place(page: str) -> None:
    assert weights(page).state is State.LINKED


def test_the_end_of_a_host_is_no_ending_of_a_file() -> None:
    assert weights("https://www.zoo.co.th and https://zoo.co.th/zebra").state is not State.LINKED


@pytest.mark.parametrize(
    "better",
    [
        f"Download our checkpoints from {DRIVE}.",
        "Zebra is at https://huggingface.co/zoo/zebra-2 too.",
    ],
)
def test_words_on_weights_and_the_projects_name_come_before_sister_projects(better: str) -> None:
    """A row of links and the news of another project stand above."""
    page = f"[Hub](https://huggingface.co/zoo/okapi) | [Blog](https://zoo.example)\n\n{better}\n"
    assert weights(page).evidence[0].line == 3


def test_two_thousand_links_are_weighed_in_time() -> None:
    page = "\n".join(f"[a{n}](https://huggingface.co/herd/okapi-{n})" for n in range(2_000))
    assert weights(page).state is State.LINKED


@pytest.mark.parametrize(
    ("path", "size", "present"),
    [
        ("zebra/stripes.pth.tar", 5_000_000, True),
        ("zebra/stripes.ckpt.tar.gz", 5_000_000, True),
        ("zebra/stripes-1a2b.th", 5_000_000, True),
        ("zebra-models.pbmm", 5_000_000, True),
        ("zebra/stripes.pth.tar", 2_000, False),
        ("tests/stripes.pth.tar", 5_000_000, False),
        ("zebra.tar.gz", 5_000_000, False),
        ("zebra.csv.gz", 5_000_000, False),
    ],
)
def test_weights_in_an_archive_keep_their_ending(path: str, size: int, present: bool) -> None:
    found = weights("# Zebra\n", FileEntry(path, size))
    assert (found.state is State.PRESENT) is present
