"""Pages of models among the addresses of hubs."""

import pytest

from licensecheck.text.model_pages import MODEL_PAGE


@pytest.mark.parametrize(
    ("address", "owner", "name"),
    [
        ("https://huggingface.co/zoo/zebra-7b/tree/main", "zoo", "zebra-7b"),
        ("hf.co/zoo/zebra-7b", "zoo", "zebra-7b"),
        ("https://modelscope.cn/models/zoo/zebra-7b/summary", "zoo", "zebra-7b"),
        ("https://www.modelscope.cn/zoo/zebra-7b", "zoo", "zebra-7b"),
        ("https://wisemodel.cn/models/zoo/zebra-7b", "zoo", "zebra-7b"),
    ],
)
def test_a_page_of_a_model_names_it_and_its_owner(address: str, owner: str, name: str) -> None:
    page = MODEL_PAGE.search(address)
    assert page
    assert (page["owner"], page["name"]) == (owner, name)


@pytest.mark.parametrize(
    "address",
    [
        "https://huggingface.co/datasets/zoo/stripes",
        "https://huggingface.co/settings/tokens",
        "https://huggingface.co/models?search=zebra/7b",
        "https://modelscope.cn/studios/zoo/zebra-demo",
        "https://github.com/zoo/zebra",
    ],
)
def test_other_pages_are_none_of_a_model(address: str) -> None:
    assert not MODEL_PAGE.search(address)
