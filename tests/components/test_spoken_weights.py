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


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("https://files.example/zoo/zebra/stripes.pth", True),
        ("https://files.example/herd/okapi.pth", False),
        ("https://files.example/zoo/zebra/stripes.png", False),
    ],
)
def test_code_that_gets_weights_of_the_publisher_shows_where_they_are(
    auditor: Auditor, tmp_path: Path, address: str, found: bool
) -> None:
    (tmp_path / "zebra").mkdir()
    (tmp_path / "zebra" / "load.py").write_text(f'"""Loads Zebra."""\nWHERE = "{address}"\n')
    (tmp_path / "zebra" / "README.md").write_text(f"# Zebra\n\nA model.{TERMS}")
    report = auditor.audit(parse_ref(str(tmp_path / "zebra")))
    assert (report.models[0].weights.where == address) is found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("model_dir = snapshot_download(repo_id='zoo/zebra-7b')", True),
        ("huggingface_repo_id: str = 'zoo/zebra-7b'", True),
        ("tokenizer = AutoTokenizer.from_pretrained('herd/okapi')", False),
        ("config = 'zoo/zebra.yaml'  # of the model", False),
        ("model = load('zoo/zebra.json')", False),
    ],
)
def test_code_that_loads_the_publishers_model_from_a_hub_shows_where_it_is(
    auditor: Auditor, tmp_path: Path, line: str, found: bool
) -> None:
    folder = tmp_path / "zoo" / "zebra"
    folder.mkdir(parents=True)
    (folder / "load.py").write_text(f'"""Loads Zebra."""\n{line}\n')
    (folder / "README.md").write_text(f"# Zebra\n\nA model.{TERMS}")
    report = auditor.audit(parse_ref(str(folder)))
    assert (report.models[0].weights.where == "huggingface.co/zoo/zebra-7b") is found


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


@pytest.mark.parametrize(
    ("folder", "found"),
    [
        ("https://files.example/zoo/zebra/", True),
        ("https://files.example/herd/okapi/", False),
    ],
)
def test_an_address_may_be_put_together_of_a_folder_and_a_name(
    auditor: Auditor, tmp_path: Path, folder: str, found: bool
) -> None:
    (tmp_path / "zebra").mkdir()
    lines = f'"""Loads Zebra."""\nROOT = "{folder}"\nSMALL = ROOT + "stripes-1a2b.th"\n'
    (tmp_path / "zebra" / "pretrained.py").write_text(lines)
    (tmp_path / "zebra" / "README.md").write_text(f"# Zebra\n\nA model.{TERMS}")
    report = auditor.audit(parse_ref(str(tmp_path / "zebra")))
    assert (report.models[0].weights.where == "stripes-1a2b.th") is found


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("We open free API access to Zebra for schools.", "closed"),
        ("Ask for your Zebra API token by mail.", "closed"),
        ("You need an OpenAI API key to run Zebra.", "unknown"),
        ("API tokens of OpenAI are what Zebra needs.", "unknown"),
        ("The Zebra API reference lists all functions.", "unknown"),
        ("You do not need a Zebra API token.", "unknown"),
        ("We open API access to Zebra. Weights: gs://zoo-models/zebra", "restricted-weights"),
    ],
)
def test_a_model_that_only_an_api_reaches_is_closed(
    auditor: Auditor, tmp_path: Path, words: str, answer: str
) -> None:
    assert level(auditor, tmp_path, words) == answer
