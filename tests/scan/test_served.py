"""Models at services that run those of others: each is the service's, and no other hub is asked."""

from pathlib import Path

import pytest
import yaml

from licensecheck.domain import ModelRef
from licensecheck.errors import UnavailableError
from licensecheck.hubs import FetchOptions, collect
from licensecheck.knowledge.services import load_services
from licensecheck.scan import find
from tests.scan.test_find import written

SERVED = [
    (one["file"], one["text"], f"{service}:{one['model']}")
    for service, listed in yaml.safe_load(
        Path(__file__).with_name("served.yaml").read_text()
    ).items()
    for one in listed
]


@pytest.mark.parametrize(("file", "text", "model"), SERVED)
def test_a_model_at_a_service_is_that_of_the_service(
    tmp_path: Path, file: str, text: str, model: str
) -> None:
    found = find(written(tmp_path, {file: text})).references
    assert [str(one.model) for one in found] == [model]


@pytest.mark.parametrize("hub", sorted({model.partition(":")[0] for *_, model in SERVED}))
def test_nothing_is_asked_and_the_terms_of_the_service_are_named(hub: str) -> None:
    with pytest.raises(UnavailableError, match="no hub is asked") as caught:
        collect(ModelRef(hub, "our-own-name"), FetchOptions(deadline=5))
    assert load_services()[hub].terms in caught.value.remedy
    assert load_services()[hub].terms


@pytest.mark.parametrize(
    ("text", "model"),
    [
        ("from groq import Groq\nfrom sentence_transformers import SentenceTransformer\n"
         "SentenceTransformer('BAAI/bge-m3')", "huggingface:BAAI/bge-m3"),
        ("import groq\nfrom transformers import AutoModel\n"
         "AutoModel.from_pretrained('openai/gpt-oss-20b')", "huggingface:openai/gpt-oss-20b"),
        ("import groq\nEMBEDDING_MODEL = 'Qwen/Qwen3-Embedding-8B'",
         "huggingface:Qwen/Qwen3-Embedding-8B"),
    ],
)  # fmt: skip
def test_what_is_loaded_beside_a_service_is_on_its_hub(
    tmp_path: Path, text: str, model: str
) -> None:
    found = find(written(tmp_path, {"a.py": text})).references
    assert [str(one.model) for one in found] == [model]
