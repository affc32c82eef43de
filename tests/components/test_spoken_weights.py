"""Weights that no file and no address shows: the publisher has to say plainly that one can have
them."""

from pathlib import Path

import pytest

from licensecheck.auditor import Auditor
from licensecheck.hubs import parse_ref
from tests.conftest import ROOT

TERMS = "\n\n## License\n\nThe code and the model weights of Zebra are under CC-BY-NC-4.0.\n"


def level(auditor: Auditor, folder: Path, words: str) -> str:
    (folder / "zebra").mkdir()
    (folder / "zebra" / "README.md").write_text(f"# Zebra\n\n{words}{TERMS}")
    return auditor.audit(parse_ref(str(folder / "zebra"))).level


@pytest.mark.parametrize(
    "words",
    [
        "Download the pretrained weights of Zebra with `source get_weights.sh`.",
        "## Checkpoints\n\nThe pre-trained checkpoints of Zebra are available for download.",
        "Weights: gs://zoo-models/zebra",
        "model = ZebraModel.from_pretrained('zoo/zebra-7b')",
        "https://console.cloud.google.com/storage/browser/zoo_zebra",
        "The model weights are downloaded automatically when you start Zebra.",
        "Zebra checkpoints will be downloaded from the herd's server on first use.",
    ],
)
def test_weights_that_one_can_have_are_linked(auditor: Auditor, tmp_path: Path, words: str) -> None:
    assert level(auditor, tmp_path, words) == "restricted-weights"


@pytest.mark.parametrize(
    "words",
    [
        "Zebra has two stripes.",
        "## Roadmap\n\n- [ ] Release the model weights.",
        "## Acknowledgements\n\nThe weights of Okapi-7B were made available by the herd.",
        "Put your checkpoints into gs://your-bucket/zebra.",
        "model = ZebraModel.from_pretrained('./zebra-7b')",
        "The weights are not downloaded automatically.",
        "Start `python -m zebra.bin.train` and look at the stripes.",
        "Data: https://modelscope.cn/datasets/zoo/zebra-stripes",
        "Models must be downloaded from the shop that sold them.",
    ],
)
def test_plans_refusals_and_the_work_of_others_show_no_weights(
    auditor: Auditor, tmp_path: Path, words: str
) -> None:
    assert level(auditor, tmp_path, words) == "unknown"


@pytest.mark.parametrize(
    "words",
    [
        "We do not release the weights of Zebra.",
        "As we are not releasing the trained model weights, the code shows how Zebra works.",
        "The weights will not be released. Pictures of stripes are at gs://zoo_zebra/pictures.",
    ],
)
def test_weights_that_are_kept_are_closed(auditor: Auditor, tmp_path: Path, words: str) -> None:
    assert level(auditor, tmp_path, words) == "closed"


@pytest.mark.parametrize(
    "words",
    [
        "The weights of Okapi-7B, the base of Zebra, were never released by the herd.",
        "You may not distribute the weights.",
        "We do not release the weights of Zebra-70B, but Zebra-7B is here.",
    ],
)
def test_kept_weights_of_others_and_of_one_variant_close_nothing(
    auditor: Auditor, tmp_path: Path, words: str
) -> None:
    assert level(auditor, tmp_path, words) != "closed"


MIRROR = "https://huggingface.co/zoo/zebra/resolve/main"
RELEASE = "https://github.com/zoo/zebra/releases/download/v1/zebra.pt"


@pytest.mark.parametrize(
    ("links", "found"),
    [
        (RELEASE, "open-weights"),
        (RELEASE.replace("zoo/zebra", "herd/okapi"), "unknown"),
        (f"{RELEASE}\n\nAlso at https://huggingface.co/zoo/zebra", "unknown"),
        (f"{RELEASE}\n\nAlso at {MIRROR}/zebra.pt", "open-weights"),
        (f"{RELEASE}\n\nAlso at {MIRROR}/zebra-large.pt", "unknown"),
        (f"{RELEASE}\n\nLarger: https://dl.zoo.example/zebra-large.pt", "unknown"),
        (f"{RELEASE}\n\n![]({MIRROR}/stripes.png)", "open-weights"),
        (f"{RELEASE}\n\n[demo](https://huggingface.co/spaces/zoo/zebra)", "open-weights"),
        (
            f"{RELEASE}\n\n{RELEASE.replace('zoo/zebra/', 'herd/okapi/').replace('.pt', '2.pt')}",
            "unknown",
        ),
    ],
)
def test_weights_among_the_releases_of_a_repository_are_under_its_licence(
    auditor: Auditor, tmp_path: Path, links: str, found: str
) -> None:
    folder = tmp_path / "zebra"
    folder.mkdir()
    (folder / "README.md").write_text(f"# Zebra\n\nA model: {links}\n")
    (folder / "LICENSE").write_text((ROOT / "LICENSE").read_text("utf-8"))
    assert auditor.audit(parse_ref(str(folder))).level == found


def test_a_picture_on_a_hub_shows_no_weights(auditor: Auditor, tmp_path: Path) -> None:
    assert level(auditor, tmp_path, f'<img src="{MIRROR}/stripes.png">') == "unknown"


@pytest.mark.parametrize("name", ["zebra", "zoo+zebra", "copy-3"])
def test_the_title_says_whose_release_it_is(auditor: Auditor, tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    (folder / "README.md").write_text(f"# Zebra\n\nA model: {RELEASE}\n")
    (folder / "LICENSE").write_text((ROOT / "LICENSE").read_text("utf-8"))
    assert auditor.audit(parse_ref(str(folder))).level == "open-weights"
