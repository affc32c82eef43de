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
        ("A.cs", "var r = new ChatRequest { Model = Models.Gpt_3_5_Turbo };",
         "openai:gpt-3.5-turbo"),
        ("A.cs", "var r = new ChatRequest(messages, Model.GPT4o);", "openai:gpt-4o"),
        ("A.cs", "var p = new Parameters { Model = AnthropicModels.Claude35Sonnet };",
         "anthropic:claude-3-5-sonnet"),
        ("A.cs", "var m = new Generative(key, GoogleAIModels.Gemini15Flash);",
         "gemini:gemini-1.5-flash"),
        ("A.java", "b.model(Model.CLAUDE_SONNET_4_20250514)", "anthropic:claude-sonnet-4-20250514"),
        ("A.java", "b.model(OllamaModel.MISTRAL)", "ollama:mistral"),
        ("A.java", "b.model(OllamaModel.LLAMA3_2.id())", "ollama:llama3.2"),
        ("A.java", "b.modelName(MistralAiChatModelName.OPEN_MIXTRAL_8x22B)",
         "mistral:open-mixtral-8x22b"),
        ("a.scala", "val s = Settings(model = ModelId.gpt_4o_mini)", "openai:gpt-4o-mini"),
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
        ("A.java", "car.model(CarModel.MODEL_3); phone.model(PhoneModel.IPHONE_14);"),
        ("A.java", "shape.model(OllamaModel.builder());"),
        ("a.scala", "id match { case ModelId.gpt_4o => 3 }"),
        ("a.scala", "val tokens = Map(ModelId.gpt_4 -> 24, ModelId.gpt_4o -> 25)"),
        ("a.py", "y = self.model.bert2(x) + self.model.llama3(x)"),
    ],
)
def test_what_is_compared_declared_or_of_something_else_is_none(
    tmp_path: Path, name: str, code: str
) -> None:
    assert named(tmp_path, code, name) == set()


@pytest.mark.parametrize(
    ("code", "model"),
    [
        ("var m = new AllMiniLmL6V2EmbeddingModel();",
         {"hf:sentence-transformers/all-MiniLM-L6-v2"}),
        ("EmbeddingModel m = new BgeSmallEnV15QuantizedEmbeddingModel();",
         {"hf:BAAI/bge-small-en-v1.5"}),
        ("import dev.x.AllMiniLmL6V2EmbeddingModel;", set()),
        ("private AllMiniLmL6V2EmbeddingModel model;", set()),
        ("var m = new OurSmallV2EmbeddingModel();", set()),
    ],
)  # fmt: skip
def test_a_class_that_is_one_model_names_it_where_one_is_made(
    tmp_path: Path, code: str, model: set[str]
) -> None:
    expected = {one.replace("hf:", "huggingface:") for one in model}
    assert named(tmp_path, code, "A.java") == expected
