"""`owner/name` behind a plain key: on Hugging Face where the code would load it from there."""

from pathlib import Path

import pytest

from licensecheck.scan import find
from tests.scan.test_find import written


@pytest.mark.parametrize(
    ("files", "model"),
    [
        ({"a.yaml": "model: acme/ours-7b"}, "endpoint:acme/ours-7b"),
        ({"a.json": '{"llm": {"model": "acme/ours-7b"}}'}, "endpoint:acme/ours-7b"),
        ({"a.ts": 'const model = "acme/ours-7b";'}, "endpoint:acme/ours-7b"),
        ({".env": "LLM=acme/ours-7b"}, "endpoint:acme/ours-7b"),
        ({"a.yaml": "model: mistralai/ours-7b"}, "huggingface:mistralai/ours-7b"),
        ({"a.yaml": "engine: vllm\nmodel: acme/ours-7b"}, "huggingface:acme/ours-7b"),
        ({"a.yaml": "base_model: acme/ours-7b"}, "huggingface:acme/ours-7b"),
        ({".env": "HF_MODEL=acme/ours-7b"}, "huggingface:acme/ours-7b"),
        ({"a.yaml": "model: acme/ours-7b", "b.py": "A.from_pretrained('acme/embed-1b')"},
         "huggingface:acme/ours-7b"),
        ({"a.yaml": "model: acme/ours-7b", "b.py": "A.from_pretrained('other/embed-1b')"},
         "endpoint:acme/ours-7b"),
        ({"a.yaml": "model: acme/ours-7b", "b.py": "NAMES = ['acme/chat-instruct-2', 'x/y']"},
         "endpoint:acme/chat-instruct-2"),
    ],
)  # fmt: skip
def test_a_hub_is_meant_where_it_would_be_asked(
    tmp_path: Path, files: dict[str, str], model: str
) -> None:
    found = find(written(tmp_path, files)).references
    assert model in {str(one.model) for one in found}
    others = {"endpoint": "huggingface", "huggingface": "endpoint"}
    hub, _, name = model.partition(":")
    assert f"{others[hub]}:{name}" not in {str(one.model) for one in found}


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("a.py", "import openai\nopenai.OpenAI(base_url=G).chat.completions.create("
         "model='openai/gpt-oss-120b-maas')"),
        ("a.yaml", "model: openai/gpt-oss-120b-maas"),
        ("a.ts", "const r = await client.chat({ model: 'openai/gpt-oss-120b-maas' });"),
    ],
)  # fmt: skip
def test_a_model_at_google_by_the_protocol_of_openai_is_none_of_ollama(
    tmp_path: Path, file: str, text: str
) -> None:
    found = find(written(tmp_path, {file: text})).references
    assert [str(one.model) for one in found] == ["vertex:openai/gpt-oss-120b-maas"]
