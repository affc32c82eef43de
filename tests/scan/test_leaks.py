"""What a check tells the outside: names of the inside never leave, whatever form they have."""

import os
from pathlib import Path

import pytest

from licensecheck.auditor import Auditor
from licensecheck.checker import check
from licensecheck.gate.gate import Gate
from licensecheck.settings import Settings
from tests.hubs.huggingface_double import HuggingFace, Model

INSIDE = "zebra"
"""A word in every name that nobody outside may hear."""
FILES = {
    "app.py": """\
import anthropic, groq, insightface, litellm, open_clip, openai, rembg, spacy, timm, torchvision
from langchain_aws import ChatBedrock
from langchain_openai import AzureChatOpenAI

AzureChatOpenAI(azure_deployment="zebra-chat", model="zebra-gpt")
ChatBedrock(model_id="zebra.finetuned-v1:0")
litellm.completion(model="azure/zebra-chat-2")
litellm.completion(model="bedrock/zebra.ours-v1:0")
litellm.completion(model="vertex_ai/zebra-7b")
litellm.completion(model="zebra/ours-7b")
groq.Groq().chat.completions.create(model="zebra/ours-7b")
openai.OpenAI(base_url="http://llm.zebra.example").chat.completions.create(model="zebra/ours-7b")
insightface.app.FaceAnalysis(name="zebra_l")
open_clip.create_model("ViT-B-32", pretrained="zebra_s1b")
rembg.new_session("zebra_net")
spacy.load("en_zebra_contracts_lg")
timm.create_model("zebra_net", pretrained=True)
torchvision.models.get_model("zebra_net", weights="DEFAULT")
""",
    "config.yaml": """\
model: azure/zebra-chat
embedding_model: sagemaker/zebra-embed-1
llm: {provider: azure, model: zebra-gpt-4}
chat: {model: groq/zebra-7b}
rerank_model: baseten/zebra-rerank-2
model: zebra/support-7b
models: {fast: zebra/fast-1b, slow: zebra/slow-70b}
""",
    "settings.py": "LLM = 'zebra/llm-7b'\nOTHERS = ['zebra/chat-instruct-2', 'x']\n",
    ".env": "CHAT_MODEL=zebra/chat-7b\nEMBEDDER=zebra/embed-1b\n",
    "deploy.yaml": "env:\n  - name: MODEL_ID\n    value: zebra/served-7b\n",
    "models.txt": "azure/zebra-chat\nazure:zebra-chat\nbedrock:zebra.ours-v1:0\n",
    "app.ts": """\
const azure = createAzure({ resourceName: "zebra" });
const model = azure("zebra-chat-4");
const other = "azure/zebra-chat-5";
const arn = "arn:aws:bedrock:eu-west-1:123456789012:provisioned-model/zebra1x2y3z";
""",
    "client.go": 'package main\n\nvar model = "zebra/go-7b"\n',
    "public.py": "AutoModel.from_pretrained('org/tern-1')\n",
}


def test_names_of_the_inside_are_never_sent_to_a_hub(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)
    with HuggingFace() as hub:
        hub.models["org/tern-1"] = Model({"README.md": b"---\nlicense: mit\n---\n"})
        for name in [one for one in os.environ if one.startswith(("HF_", "LICENSECHECK_"))]:
            monkeypatch.delenv(name)
        monkeypatch.setenv("HF_ENDPOINT", hub.url)
        monkeypatch.setenv("HF_HUB_DISABLE_IMPLICIT_TOKEN", "1")
        settings = Settings(cache=tmp_path / "cache", lineage=False, follow_links=False)
        auditor = Auditor(settings, lambda _: None)
        report = check([str(tmp_path)], Gate.parse(["restricted-weights"]), auditor.audits)
        asked = [one.path for one in hub.asked]
    models = {one.ref for one in report.models}
    assert {one for one in models if INSIDE in one} >= {"azure:zebra-chat", "groq:zebra-7b"}
    assert any("org/tern-1" in path for path in asked), "the recorder hears what is asked"
    assert [path for path in asked if INSIDE in path.casefold()] == []
