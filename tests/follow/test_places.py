"""Where a repository says that its weights lie, and whose pages are left alone."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensecheck.domain import ModelRef
from licensecheck.releases.places import place
from tests.follow.conftest import LINK, Audited, Publish, asked, page
from tests.hubs.huggingface_double import HuggingFace

FORMS = [
    "Get them at https://huggingface.co/zoo/zebra-7b.",
    "Get them [here](https://hf.co/zoo/zebra-7b/tree/main).",
    '<a href="https://huggingface.co/zoo/zebra-7b/resolve/main/zebra.pt">weights</a>',
    "| Model | Size | Hub |\n|---|---|---|\n| Zebra | 7B | `zoo/zebra-7b` |",
    '```python\nmodel = AutoModel.from_pretrained("zoo/zebra-7b")\n```',
    "```python\nllm = LLM(model='zoo/zebra-7b')\n```",
    '```python\nsnapshot_download(repo_id="zoo/zebra-7b", local_dir="x")\n```',
    '```python\nhf_hub_download("zoo/zebra-7b", "zebra.pt")\n```',
    "```\nhf download zoo/zebra-7b --local-dir x\n```",
    "```\nhuggingface-cli download --local-dir x zoo/zebra-7b\n```",
    "```\nvllm serve zoo/zebra-7b\n```",
    "```\ngit clone https://huggingface.co/zoo/zebra-7b\n```",
]


@pytest.mark.parametrize("words", FORMS)
def test_a_place_is_found_however_it_is_written(
    audited: Audited, publish: Publish, hub: HuggingFace, words: str
) -> None:
    publish(words)
    hub.models["zoo/zebra-7b"] = page("license: cc-by-nc-4.0")
    report = audited("-f", "json").report
    assert [one["ref"] for one in report["followed"]] == ["huggingface:zoo/zebra-7b"]
    assert report["level"] == "restricted-weights"


def test_a_place_is_found_in_front_matter_and_in_code(
    audited: Audited, publish: Publish, hub: HuggingFace
) -> None:
    hub.models["zoo/zebra-7b"] = page("license: mit")
    publish("Run it.", run__py=b'REPO_ID = 1\nhub_repo_id: str = "zoo/zebra-7b"\n')
    assert "open-weights" in audited()
    front = b"---\nweights: https://huggingface.co/zoo/zebra-7b\n---\n# Zebra\n"
    publish(README__md=front)
    assert "open-weights" in audited()


def test_an_account_of_another_name_is_the_publishers_where_his_models_lie(
    audited: Audited, publish: Publish, hub: HuggingFace
) -> None:
    publish("Get [Zebra](https://huggingface.co/striped/zebra-7b).")
    hub.models["striped/zebra-7b"] = page("license: mit")
    assert "open-weights" in audited()


FOREIGN = [
    "We compare with [Okapi](https://huggingface.co/forest/okapi-7b).",
    "| Model | Score |\n|---|---|\n| [Okapi](https://huggingface.co/forest/okapi-7b) | 9 |",
    '```python\nteacher = AutoModel.from_pretrained("forest/okapi-7b")\n```',
    "See also https://huggingface.co/forest/okapi-zebra-7b.",
    "![](https://huggingface.co/zoo/zebra-8b/resolve/main/picture.png)",
    "Data: https://huggingface.co/datasets/zoo/zebra-data",
    "Demo: https://huggingface.co/spaces/zoo/zebra-demo",
    '```python\nAutoModel.from_pretrained("checkpoints/zebra-8b")\n```',
    '```python\nmodel = "zoo/zebra-8b.pt"\n```',
    "Models: https://modelscope.cn/organization/zoo",
]


@pytest.mark.parametrize("words", FOREIGN)
def test_the_models_of_others_are_not_followed(
    audited: Audited, publish: Publish, hub: HuggingFace, words: str
) -> None:
    publish(f"{LINK}\n\n{words}")
    for name in ("forest/okapi-7b", "forest/okapi-zebra-7b", "zoo/zebra-8b"):
        hub.models[name] = page("license: cc-by-nc-4.0")
    hub.models["zoo/zebra-7b"] = page("license: mit")
    report = audited("-f", "json").report
    assert [one["ref"] for one in report["followed"]] == ["huggingface:zoo/zebra-7b"]
    assert asked(hub) == ["zoo/zebra-7b"]
    assert report["level"] == "open-weights"


def test_a_base_of_another_account_is_a_base_and_no_place(
    audited: Audited, publish: Publish, hub: HuggingFace
) -> None:
    publish("Zebra is fine-tuned from [Okapi](https://huggingface.co/forest/okapi-7b).")
    hub.models["forest/okapi-7b"] = page("license: mit")
    report = audited("-f", "json").report
    assert report["followed"] == []
    assert report["level"] == "unknown"
    assert [one["id"] for one in report["lineage"]["nodes"]][1:] == ["forest/okapi-7b"]


def test_a_port_of_another_account_does_not_count_beside_the_publishers_page(
    audited: Audited, publish: Publish, hub: HuggingFace
) -> None:
    publish(f"{LINK} [Zebra-7B](https://huggingface.co/porter/zebra-7b) is a port of it.")
    hub.models["zoo/zebra-7b"] = page("license: cc-by-nc-4.0")
    hub.models["porter/zebra-7b"] = page("license: mit")
    assert "restricted-weights" in audited()
    assert asked(hub) == ["zoo/zebra-7b"]


def test_a_page_of_a_hub_is_followed_where_it_has_no_weights(
    audited: Audited, hub: HuggingFace
) -> None:
    front = b"---\nlicense: mit\n---\n# Zebra\n\n" + LINK.encode()
    hub.models["zoo/zebra"] = page()
    hub.models["zoo/zebra"].files = {"README.md": front}
    hub.models["zoo/zebra-7b"] = page("license: cc-by-nc-4.0")
    assert "restricted-weights" in audited(ref="zoo/zebra")
    hub.models["zoo/zebra"].files["model.safetensors"] = b"0" * 20_000
    hub.models["zoo/zebra"].commit = "f" * 40
    assert "open-weights" in audited(ref="zoo/zebra")


@pytest.mark.parametrize(
    ("said", "above", "found"),
    [
        ("modelscope.cn/models/zoo/zebra-7b", "", ModelRef("modelscope", "zoo/zebra-7b")),
        ("modelscope download --model zoo/zebra-7b", "", ModelRef("modelscope", "zoo/zebra-7b")),
        ("snapshot_download('zoo/zebra')", "from modelscope import snapshot_download\n",
         ModelRef("modelscope", "zoo/zebra")),
        ("snapshot_download('zoo/zebra')", "", ModelRef("huggingface", "zoo/zebra")),
        ("wisemodel.cn/models/zoo/zebra", "", None),
        ("https://huggingface.co/zoo", "", None),
        ("https://zoo.example/zebra.pt", "", None),
    ],
)  # fmt: skip
def test_a_place_is_on_the_hub_that_it_names(said: str, above: str, found: ModelRef | None) -> None:
    assert place(said, above) == found


@given(st.text(), st.lists(st.sampled_from(["hf.co/", "/", "a", "-", ".", "..", "zoo/zebra"])))
def test_any_words_are_a_place_or_none(words: str, parts: Sequence[str]) -> None:
    found = place("".join(parts) + words)
    assert found is None or (found.hub in ("huggingface", "modelscope") and not found.typed)
    assert found is None or ".." not in found.name


def test_a_copy_on_another_hub_is_asked_where_the_first_cannot_be(
    audited: Audited, publish: Publish, hub: HuggingFace
) -> None:
    publish(f"{LINK} Or at https://modelscope.cn/models/zoo/zebra-7b.")
    report = audited("-f", "json").report
    assert [one["ref"] for one in report["followed"]] == ["huggingface:zoo/zebra-7b"]
    assert report["level"] == "unknown"
    hub.models["zoo/zebra-7b"] = page("license: mit")
    assert "open-weights" in audited()  # though ModelScope cannot be reached


OKAPI = "https://huggingface.co/zoo/okapi-7b"


@pytest.mark.parametrize(
    "words",
    [
        f"Download the weights from https://drive.google.com/zebra. See our [Okapi]({OKAPI}), too.",
        f"Zebra is fine-tuned from [Okapi]({OKAPI}).",
    ],
)
def test_another_model_of_the_publisher_is_not_the_project(
    audited: Audited, publish: Publish, hub: HuggingFace, words: str
) -> None:
    publish(words)
    hub.models["zoo/okapi-7b"] = page("license: mit")
    assert "open-weights" not in audited()


def test_a_project_of_another_name_has_the_models_that_it_gives(
    audited: Audited, publish: Publish, hub: HuggingFace
) -> None:
    publish(f"Download the weights of [Okapi]({OKAPI}).")
    hub.models["zoo/okapi-7b"] = page("license: mit")
    assert "open-weights" in audited()


def test_an_account_that_begins_alike_is_another_one(
    audited: Audited, publish: Publish, hub: HuggingFace
) -> None:
    publish(f"{LINK} We compare with [Okapi](https://huggingface.co/zookeepers/okapi).")
    hub.models["zoo/zebra-7b"] = page("license: mit")
    hub.models["zookeepers/okapi"] = page("license: cc-by-nc-4.0")
    assert "open-weights" in audited()
    assert asked(hub) == ["zoo/zebra-7b"]
