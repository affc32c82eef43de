"""Members of SDKs' enumerations that are named after models."""

from pathlib import Path

import pytest

from tests.scan.test_find import named


@pytest.mark.parametrize(
    ("name", "code", "model"),
    [
        ("a.go", "r := Request{Model: openai.GPT4oMini}", "openai:gpt-4o-mini"),
        ("a.go", "r := Request{Model: openai.GPT3Dot5Turbo}", "openai:gpt-3.5-turbo"),
        ("a.go", "r := Request{Model: anthropic.ModelClaude3_7SonnetLatest}",
         "anthropic:claude-3-7-sonnet-latest"),
        ("a.go", "r := Request{Model: openai.SmallEmbedding3}", "openai:text-embedding-3-small"),
        ("A.java", "b.modelName(OpenAiChatModelName.GPT_4_O_MINI)", "openai:gpt-4o-mini"),
        ("A.java", "b.modelName(MistralAiChatModelName.MISTRAL_LARGE_LATEST)",
         "mistral:mistral-large-latest"),
        ("A.java", "import static ai.OpenAiChatModelName.GPT_4_1_MINI;\n"
         "class A { M m = b().modelName(GPT_4_1_MINI); }", "openai:gpt-4.1-mini"),
        ("a.rs", "let e = TextEmbedding::new(EmbeddingModel::BGESmallENV15);",
         "huggingface:BAAI/bge-small-en-v1.5"),
        ("a.swift", "let q = Query(model: .gpt4_o_mini)", "openai:gpt-4o-mini"),
        ("a.ts", "of(this, FoundationModelIdentifier.ANTHROPIC_CLAUDE_3_SONNET_20240229_V1_0);",
         "bedrock:anthropic.claude-3-sonnet-20240229-v1:0"),
        ("a.py", "of(self, bedrock.FoundationModelIdentifier.ANTHROPIC_CLAUDE_V2_1)",
         "bedrock:anthropic.claude-v2:1"),
    ],
)  # fmt: skip
def test_a_member_is_the_model_that_it_is_named_after(
    tmp_path: Path, name: str, code: str, model: str
) -> None:
    assert named(tmp_path, code, name) == {model}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("a.go", "case openai.GPT4oMini:\n\treturn 1"),
        ("a.go", "var limits = map[string]int{openai.GPT4: 8192}"),
        ("a.go", "tokens := tokenizer.GPT4o"),
        ("A.java", "import static ai.OpenAiChatModelName.GPT_4_O;"),
        ("a.swift", "let icon = Icon(kind: .gpt4_o)"),
        ("a.py", "class OpenAiModel:\n    GPT_4_O = 1"),
    ],
)
def test_what_is_compared_declared_or_of_something_else_is_none(
    tmp_path: Path, name: str, code: str
) -> None:
    assert named(tmp_path, code, name) == set()
