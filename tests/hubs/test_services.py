"""Names at services and in lists of libraries: no hub is asked for them."""

import pytest

from licensecheck.domain import ModelRef, Origin
from licensecheck.errors import RefError, UnavailableError
from licensecheck.hubs import FetchOptions, collect, parse_ref
from licensecheck.knowledge.catalogue import snapshot
from licensecheck.knowledge.knowledge import installed


@pytest.mark.parametrize(
    ("typed", "ref"),
    [
        ("azure:our-chat", ModelRef("azure", "our-chat")),
        ("azure/our-chat", ModelRef("azure", "our-chat")),
        ("vertex_ai/claude-x@20240620", ModelRef("vertex", "claude-x@20240620")),
        ("groq:org/name-1", ModelRef("groq", "org/name-1")),
        ("Groq/name-1", ModelRef("huggingface", "Groq/name-1")),
        ("@cf/meta/name-1", ModelRef("cloudflare", "meta/name-1")),
        ("insightface:buffalo_l", ModelRef("insightface", "buffalo_l")),
        ("timm:resnet50.a1_in1k", ModelRef("huggingface", "timm/resnet50.a1_in1k")),
        ("timm:our_net", ModelRef("timm", "our_net")),
    ],
)
def test_a_name_is_of_the_service_that_begins_it(typed: str, ref: ModelRef) -> None:
    assert parse_ref(typed) == ref
    assert parse_ref(str(ref)) == ref


@pytest.mark.parametrize("text", ["azure:", "azure: x", "openai:a b", f"azure:{'x' * 400}"])
def test_what_cannot_be_a_name_is_refused(text: str) -> None:
    with pytest.raises(RefError):
        parse_ref(text)


@pytest.mark.parametrize("service", installed().services)
def test_nothing_is_asked_for_any_of_them(service: str) -> None:
    """There is no address to ask: the error says so at once, offline or not."""
    ref = ModelRef(service, "our-own-name")
    with pytest.raises(UnavailableError, match="no hub is asked"):
        collect(ref, FetchOptions(deadline=5))


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("openai:gpt-4o", "GPT-4o"),
        ("openai:gpt-4o-2024-08-06", "GPT-4o"),
        ("azure:gpt-4o", "GPT-4o"),
        ("bedrock:us.anthropic.claude-3-5-sonnet-20240620-v1:0", "Claude 3.5 Sonnet"),
        ("vertex:claude-3-5-sonnet@20240620", "Claude 3.5 Sonnet"),
        ("openrouter:anthropic/claude-3.5-sonnet", "Claude 3.5 Sonnet"),
        ("together:meta-llama/Llama-3.1-8B-Instruct", "Llama 3.1"),
        ("groq:llama-3.1-8b-instant", "Llama 3.1"),
        ("bedrock:meta.llama3-1-8b-instruct-v1:0", "Llama 3.1"),
        ("whisper:base", "Whisper"),
        ("spacy:fr_core_news_sm", "spaCy pipelines for French"),
    ],
)
def test_the_catalogue_knows_the_model_behind_a_public_name(name: str, entry: str) -> None:
    ref = parse_ref(name)
    found = installed().catalogued(ref)
    assert found
    assert found.name == entry
    assert snapshot(found, ref, installed().services).origin is Origin.CATALOGUE


@pytest.mark.parametrize(
    "name",
    [
        "azure:our-gpt-4o",
        "bedrock:acme.our-model-v1:0",
        # Versions of a model that can be had may have other terms.
        "together:meta-llama/Llama-3.1-8B-Instruct-latest",
        "spacy:de_acme_contracts_lg",
    ],
)
def test_it_guesses_nothing_about_other_names(name: str) -> None:
    assert installed().catalogued(parse_ref(name)) is None
