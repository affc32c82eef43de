"""A project that names models in every form: what «stands so» is a reference, nothing else is."""

FILES: dict[str, str] = {}

FILES["src/assistant/loaders.py"] = '''
"""Loads AutoModel.from_pretrained("docs/only-7b") in its docstring only."""
import os
from functools import partial

import torch
from datasets import load_dataset
from diffusers import AutoencoderKL, ControlNetModel, StableDiffusionXLPipeline as SDXL
from transformers import AutoConfig, AutoModelForCausalLM, AutoTokenizer, pipeline
from transformers import BitsAndBytesConfig
import transformers as tf

ORG = "aurora-lab"
SIZE = 7
BASE = ORG + "/tern-13b"«»
CODE = os.environ.get("CODER", "«aurora-lab/heron-coder-3b»")
VARIANTS = {
    "small": "«aurora-lab/tern-1b»",
    "large": "«aurora-lab/tern-70b»",
}
CANDIDATES = ["«aurora-lab/gull-2b»", "«aurora-lab/gull-9b»"]
PINNED = "0123456789abcdef0123456789abcdef01234567"

model = AutoModelForCausalLM.from_pretrained(BASE, torch_dtype=torch.float16)
tok = AutoTokenizer.from_pretrained("«aurora-lab/tern-13b-tokenizer»", use_fast=True)
coder = tf.AutoModel.from_pretrained(CODE)
pinned = AutoModelForCausalLM.from_pretrained(
    "«aurora-lab/plover-6b»",
    revision=PINNED,
)
plain = AutoModelForCausalLM.from_pretrained("«gpt2-medium»")
for name in CANDIDATES:
    AutoModelForCausalLM.from_pretrained(name)


def variant(size: str = "small"):
    return AutoModelForCausalLM.from_pretrained(VARIANTS[size])


def load(repo, **more):
    return AutoModelForCausalLM.from_pretrained(repo, **more)


load("«aurora-lab/dunlin-4b»")
load(repo="«aurora-lab/knot-4b»")
vae = AutoencoderKL.from_pretrained("«aurora-lab/paint-vae»")
pipe = SDXL.from_pretrained("«aurora-lab/paint-xl»", vae=vae)
pipe.load_lora_weights("«someone/ink-lora»", weight_name="ink.safetensors")
control = ControlNetModel.from_pretrained(pretrained_model_name_or_path="«someone/edges-control-1»")
summarise = pipeline("summarization", "«aurora-lab/brief-large»")
classify = pipeline(
    task="text-classification", model="«aurora-lab/mood-base»", tokenizer="«aurora-lab/mood-tok»"
)
words = f"{ORG}/curlew-1.5b"«»
maybe = "«aurora-lab/warm-1b»" if torch.cuda.is_available() else "«aurora-lab/cold-1b»"
AutoModelForCausalLM.from_pretrained(words)
AutoModelForCausalLM.from_pretrained(maybe)
# AutoModelForCausalLM.from_pretrained("commented/out-1b")

# --- What names no model
load_dataset("aurora-lab/songs-10k")
AutoModelForCausalLM.from_pretrained("./checkpoints/last")
AutoModelForCausalLM.from_pretrained("outputs/run-17")
AutoModelForCausalLM.from_pretrained("/mnt/models/tern")
AutoModelForCausalLM.from_pretrained(os.path.join("a-b", "c-1"))
AutoModelForCausalLM.from_pretrained(model_dir)
model.save_pretrained("our-team/tern-tuned-1")
model.push_to_hub("our-team/tern-tuned-1")
again = AutoModelForCausalLM.from_pretrained("our-team/tern-tuned-1")
print("compare with someone/elses-7b on the leaderboard")
mime = {"content-type": "application/json-1", "accept": "text/html-2"}
assert model.name != "someone/tested-7b"
zone = "Europe/Berlin-1"
'''

FILES["src/assistant/retrieval.py"] = """
from sentence_transformers import SentenceTransformer, CrossEncoder
import spacy, timm
from spacy.cli import download
from .settings import RERANKER, Retrieval
from . import settings
from assistant import prompts

encoder = SentenceTransformer("«all-MiniLM-L6-v2»")
other = SentenceTransformer(model_name_or_path="«aurora-lab/sense-small»", revision="v2")
ranker = CrossEncoder(RERANKER)
nlp = spacy.load("«en_core_web_trf»")
german = download("«de_core_news_md»")
eyes = timm.create_model("«vit_base_patch16_224.augreg_in21k»", pretrained=True)
lens = timm.create_model("«hf_hub:someone/lens-net»", pretrained=True)
third = SentenceTransformer(settings.THIRD)
config = Retrieval()
fourth = SentenceTransformer(config.encoder_name)

blank = spacy.blank("en")
local = spacy.load("./pipelines/ours")
random = timm.create_model("resnet18", pretrained=False)
untrained = timm.create_model("resnet34")
mine = SentenceTransformer("models/tuned-encoder-1")
"""

FILES["src/assistant/settings.py"] = """
from dataclasses import dataclass
from pydantic_settings import BaseSettings
from pydantic import Field

RERANKER = "«aurora-lab/rank-base-2»"
THIRD = "«someone/third-encoder»"
DATASET_NAME = "someone/data-set-1"
OUTPUT_MODEL = "our-team/out-1"
APP_NAME = "our-team/app-1"


@dataclass
class Retrieval:
    encoder_name: str = "«someone/fourth-encoder»"
    index: str = "store/index-1"


class Settings(BaseSettings):
    llm_model: str = Field(default="«aurora-lab/chat-8b»", description="someone/not-this-1")
    embedding_model: str = "«BAAI/bge-m3»"
    api_base: str = "https://api.example.com/v1"
"""

FILES["src/assistant/prompts.py"] = """
SYSTEM = "You are someone/helpful-1."
"""

FILES["src/services.py"] = '''
import argparse
import subprocess

import anthropic
import click
import litellm
import ollama
import openai
from anthropic import Anthropic
from haystack.components.embedders import SentenceTransformersTextEmbedder
from haystack.components.generators import HuggingFaceLocalGenerator, OpenAIGenerator
from haystack_integrations.components.generators.ollama import OllamaGenerator
from huggingface_hub import HfApi, InferenceClient, hf_hub_download, snapshot_download
from langchain.chat_models import init_chat_model
from langchain_anthropic import ChatAnthropic
from langchain_community.embeddings import HuggingFaceEmbeddings
from langchain_huggingface import HuggingFaceEndpoint, HuggingFacePipeline
from langchain_ollama import ChatOllama, OllamaEmbeddings
from langchain_openai import ChatOpenAI, OpenAIEmbeddings
from llama_index.core import Settings
from llama_index.embeddings.huggingface import HuggingFaceEmbedding
from llama_index.llms.huggingface import HuggingFaceLLM
from llama_index.llms.ollama import Ollama
from llama_index.core.embeddings import resolve_embed_model
from ollama import Client
from openai import AsyncOpenAI, OpenAI
from peft import PeftConfig, PeftModel
from vllm import LLM, AsyncEngineArgs

GPT = "«gpt-4o-mini»"
client = OpenAI()
client.chat.completions.create(model=GPT, messages=[])
client.embeddings.create(model="«text-embedding-3-small»", input="x")
openai.ChatCompletion.create(model="«gpt-3.5-turbo»", messages=[])
router = OpenAI(base_url="https://router.example.com/v1")
router.chat.completions.create(model="«aurora-lab/chat-70b-instruct»", messages=[])


class Agent:
    def __init__(self, model: str = "«claude-3-5-sonnet-20241022»"):
        self.client = Anthropic()
        self.model = model

    def ask(self, text):
        return self.client.messages.create(model=self.model, max_tokens=9, messages=[])

    async def stream(self):
        them = anthropic.AsyncAnthropic()
        async with them.messages.stream(model="«claude-3-haiku-20240307»") as s:
            return s


litellm.completion(model="«ollama/mistral-nemo»", messages=[])
litellm.completion("«anthropic/claude-3-opus-20240229»", messages=[])
litellm.embedding(model="«huggingface/aurora-lab/sense-large»", input=[])
litellm.acompletion(model="«gpt-4-turbo»", fallbacks=["«together_ai/aurora-lab/tern-8x7b»"])
ollama.chat(model="«llama3.1:8b-instruct-q4_K_M»", messages=[])
ollama.pull("«qwen2.5-coder:7b»")
Client(host="x").generate(model="«gemma2»", prompt="x")
ChatOllama(model="«mistral»", temperature=0)
OllamaEmbeddings(model="«nomic-embed-text»")
ChatOpenAI(model_name="«gpt-4o»")
OpenAIEmbeddings(model="«text-embedding-ada-002»")
ChatAnthropic(model="«claude-sonnet-4-20250514»")
init_chat_model("«gpt-4.1»", model_provider="openai")
init_chat_model("«phi4»", model_provider="ollama")
HuggingFaceEmbeddings(model_name="«sentence-transformers/all-mpnet-base-v2»")
HuggingFacePipeline.from_model_id(model_id="«aurora-lab/pipe-3b»", task="text-generation")
HuggingFaceEndpoint(repo_id="«aurora-lab/end-7b»")
HuggingFaceLLM(model_name="«aurora-lab/index-7b»", tokenizer_name="«aurora-lab/index-tok»")
Settings.embed_model = HuggingFaceEmbedding(model_name="«aurora-lab/embed-1»")
Ollama(model="«llama3.2»", request_timeout=9.0)
resolve_embed_model("«local:aurora-lab/local-1»")
SentenceTransformersTextEmbedder(model="«aurora-lab/hay-1»")
HuggingFaceLocalGenerator("«aurora-lab/hay-2»")
OllamaGenerator(model="«zephyr»")
OpenAIGenerator(model="«gpt-4»")
hf_hub_download(repo_id="«someone/quantised-GGUF»", filename="q4.gguf")
snapshot_download("«someone/whole-repo-7b»", revision="main", local_dir="models/whole")
InferenceClient("«aurora-lab/infer-8b»")
HfApi().snapshot_download(repo_id="«someone/api-7b»")
base = LLM(model="«aurora-lab/fast-14b»", tensor_parallel_size=2)
AsyncEngineArgs(model="«aurora-lab/async-14b»")
PeftModel.from_pretrained(base, "«someone/adapter-r16»")
PeftConfig.from_pretrained("«someone/adapter-config-1»")
subprocess.run(["ollama", "pull", "«deepseek-r1:7b»"], check=True)
subprocess.run(f"cd {folder} && huggingface-cli download «someone/shelled-1b» --local-dir {folder}")
image.run_commands("pip install x", "hf download «someone/baked-2»")
subprocess.check_call("huggingface-cli download «someone/shelled-2b» --quiet", shell=True)
URL = "«https://huggingface.co/someone/direct-1/resolve/main/model.bin»"
API = "«https://api-inference.huggingface.co/models/someone/hosted-1»"

parser = argparse.ArgumentParser()
parser.add_argument("--model-name", default="«aurora-lab/argued-7b»", help="such as someone/help-1")
parser.add_argument("--dataset", default="someone/argued-data-1")
args = parser.parse_args()
LLM(args.model_name)


@click.command()
@click.option("--reranker", default="«aurora-lab/clicked-1»")
def main(reranker):
    """Run someone/docstring-1."""


hf_hub_download(repo_id="someone/data-2", repo_type="dataset", filename="x")
HfApi().create_repo("our-team/new-1")
HfApi().upload_folder(repo_id="our-team/new-2", folder_path="x")
HfApi().list_models(author="someone-1")
logger.info("using someone/logged-1")
requests.get("https://huggingface.co/someone/page-only-1")
requests.get("https://huggingface.co/datasets/someone/d-1/resolve/main/x.csv")
raise ValueError("no such model: someone/raised-1")
'''

FILES["notebooks/try.ipynb"] = """{
 "cells": [
  {
   "cell_type": "markdown",
   "source": ["from_pretrained(\\"someone/markdown-1\\")"]
  },
  {
   "cell_type": "code",
   "execution_count": 1,
   "outputs": [{"text": ["someone/printed-1"]}],
   "source": [
    "%pip install transformers\\n",
    "!ollama pull «phi3:mini»\\n",
    "from transformers import AutoModel\\n",
    "NAME = \\"«aurora-lab/notebook-1»\\"\\n"
   ]
  },
  {
   "cell_type": "code",
   "source": [
    "# AutoModel.from_pretrained(\\"someone/commented-1\\")\\n",
    "m = AutoModel.from_pretrained(NAME)\\n",
    "t = AutoModel.from_pretrained('«aurora-lab/notebook-2»')"
   ]
  },
  {
   "cell_type": "code",
   "source": [
    "%%bash\\n",
    "huggingface-cli download «someone/cell-1»"
   ]
  }
 ],
 "nbformat": 4
}
"""

FILES["src/forms.py"] = """
import asyncio, os
from dataclasses import dataclass, field
from enum import Enum
from functools import partial
from transformers import AutoModel

OWNER, NAME = "aurora-lab", "tern-form"


class ModelName(str, Enum):
    FAST = "«aurora-lab/enum-1b»"
    GOOD = "«aurora-lab/enum-2b»"


class Voice(Enum):
    FIRST = "«aurora-lab/voice-1»"


AutoModel.from_pretrained(Voice.FIRST.value)
AutoModel.from_pretrained("{}/{}-1".format(OWNER, NAME))«»
AutoModel.from_pretrained("%s/%s-2" % (OWNER, NAME))«»
AutoModel.from_pretrained("/".join([OWNER, "tern-join-1"]))«»
fs.open("«hf://aurora-lab/file-system-1/weights.bin»")
pd.read_parquet("hf://datasets/someone/frames-1/x.parquet")
make = partial(AutoModel.from_pretrained, "«aurora-lab/partial-1»", revision="v1")
asyncio.to_thread(AutoModel.from_pretrained, "«aurora-lab/thread-1»")
os.environ["MODEL_ID"] = "«aurora-lab/environ-1»"
os.environ.setdefault("EMBEDDING_MODEL", "«aurora-lab/environ-2»")
options = dict(model="«aurora-lab/dict-1»", dtype="auto")


@dataclass
class Options:
    model_name: str = field(default_factory=lambda: "«aurora-lab/factory-1»")
    report_name: str = "someone/report-1"
"""

FILES["configs/nested.yaml"] = """
model:
  name: «aurora-lab/nested-1»
  revision: v1
llms:
  models:
    fast: {id: «aurora-lab/nested-2»}
    good: {id: «aurora-lab/nested-3»}
  default_model: {repo: «aurora-lab/nested-4»}
models:
  «aurora-lab/nested-5»:
    port: 1
image: {repository: vllm/vllm-openai-1, name: someone/image-2}
dataset: {name: someone/dataset-4}
author: {name: someone/author-1}
"""

FILES["config.cfg"] = """
[nlp]
lang = "en"
[components.transformer.model]
@architectures = "spacy-transformers.TransformerModel.v3"
name = "«roberta-base»"
[initialize]
vectors = "«en_core_web_lg»"
[paths]
train = "corpus/train-1.spacy"
"""

FILES["configs/train.yaml"] = """
base_model: «aurora-lab/tern-7b»
tokenizer: «aurora-lab/tern-7b-tok»
# model: someone/commented-2
adapter:
  lora_repo: «someone/lora-r8»
dataset: someone/dataset-2
datasets:
  - path: someone/dataset-3
    type: alpaca
hub_model_id: our-team/pushed-1
output_dir: outputs/tern-1
embedding:
  model: «BAAI/bge-small-en-v1.5»
  revision: 0123456789abcdef0123456789abcdef01234567
models:
  - «aurora-lab/listed-1b»
  - «aurora-lab/listed-2b»
chat:
  model: «gpt-4o»
  provider: openai
local:
  model: «llama3.1:8b»
  model_path: /models/x
tracker: mlflow/run-1
image: our-team/image-1:v2
description: a fork of someone/forked-1
license: apache-2.0
"""

FILES["litellm.yaml"] = """
model_list:
  - model_name: fast
    litellm_params:
      model: «ollama/qwen2.5:7b»
      api_base: http://ollama:11434
  - model_name: good
    litellm_params: {model: «anthropic/claude-3-5-haiku-20241022»}
"""

FILES["compose.yaml"] = """
services:
  tgi:
    image: ghcr.io/huggingface/text-generation-inference:2.0
    command: --model-id «aurora-lab/served-7b» --num-shard 1
  vllm:
    image: vllm/vllm-openai:v0.6
    command: ["--model", "«aurora-lab/served-13b»", "--port", "8000"]
    environment:
      - HF_MODEL_ID=«aurora-lab/environment-1»
      - HF_TOKEN=x
  ollama:
    image: ollama/ollama:latest
    entrypoint: ["/bin/sh", "-c", "ollama serve & ollama pull «llama3.2:3b»"]
  embed:
    image: ghcr.io/huggingface/text-embeddings-inference:1
    environment:
      MODEL_ID: «BAAI/bge-large-en-v1.5»
      REDIS_URL: redis://redis-1/0
"""

FILES["k8s/deploy.yaml"] = """
apiVersion: apps/v1
kind: Deployment
metadata: {name: our-team-1}
spec:
  template:
    spec:
      containers:
        - name: server
          image: vllm/vllm-openai:latest
          command: ["python3", "-m", "vllm.entrypoints.openai.api_server"]
          args:
            - --model
            - «aurora-lab/kube-70b»
            - --revision
            - 0123456789abcdef0123456789abcdef01234567
          env:
            - name: EMBED_MODEL
              value: «aurora-lab/kube-embed-1»
            - name: CACHE_DIR
              value: data/cache-1
---
apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
spec:
  predictor:
    model:
      storageUri: «hf://aurora-lab/kserve-1»
"""

FILES[".github/workflows/test.yml"] = """
on: push
jobs:
  test:
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/checkout@v4
      - uses: someone/action-1@v2
      - run: |
          pip install -e .
          python -m spacy download «en_core_web_sm»
          hf download «aurora-lab/ci-1b» --revision v1
      - run: pytest tests/unit-1
"""

FILES["pyproject.toml"] = """
[project]
name = "assistant"
dependencies = ["transformers>=4", "torch"]
[project.urls]
Source = "https://github.com/our-team/assistant-1"
[tool.assistant]
model = "«aurora-lab/toml-1»"
[tool.assistant.rerank]
reranker_model = "«aurora-lab/toml-2»"
"""

FILES["config/settings.json"] = """{
  "llm": {"model_id": "«aurora-lab/json-1»", "temperature": 0.1},
  "embedding_model": "«intfloat/e5-base-v2»",
  "fallbacks": ["«gpt-4o-mini»"],
  "prompt": "compare someone/json-2",
  "dataset_id": "someone/json-3",
  "schema": "http://json-schema.org/draft-07/schema#"
}
"""

FILES["package.json"] = """{
  "name": "@our-team/web-1",
  "repository": "our-team/web-1",
  "model": "someone/npm-1",
  "scripts": {"dev": "vite"}
}
"""

FILES["Dockerfile"] = """
FROM python:3.12-slim AS build
LABEL org.opencontainers.image.source="https://github.com/our-team/assistant-1"
ARG SPEECH=«openai/whisper-small»
ENV EMBEDDING_MODEL="«aurora-lab/docker-1»" \\
    LOG_LEVEL=info
RUN pip install --no-cache-dir huggingface_hub \\
    && huggingface-cli download $SPEECH \\
    && hf download «someone/docker-2» --local-dir /models/x
RUN git clone --depth 1 «https://huggingface.co/someone/docker-3» /opt/x
RUN git clone https://github.com/someone/code-1 && echo someone/echoed-1
RUN python -c "from transformers import pipeline; pipeline('ner', model='«aurora-lab/baked-1»')"
RUN bash -c "ollama serve & ollama pull «gemma3»"
ADD «https://huggingface.co/someone/docker-4/resolve/main/weights.bin» /w/
# RUN ollama pull llama2
CMD ["vllm", "serve", "«aurora-lab/docker-5»", "--port", "80"]
"""

FILES["Modelfile"] = """
# FROM llama2
FROM «mistral:7b-instruct»
ADAPTER ./adapter.bin
PARAMETER temperature 0.5
SYSTEM You are llama3.
"""

FILES["scripts/serve.sh"] = """#!/bin/bash
set -e
MODEL="${MODEL:-«aurora-lab/shell-1»}"
DRAFT=«aurora-lab/shell-draft-1»
# ollama pull llama2:7b
ollama pull «codellama:13b» && ollama run «llama3:latest» "don't"
vllm serve "$MODEL" --speculative-model "$DRAFT" \\
  --port 8000
python train.py --model_name_or_path «aurora-lab/shell-2» --dataset_name someone/shell-data-1 \\
  --output_dir out/shell-3 --hub_model_id our-team/pushed-2
python -m vllm.entrypoints.openai.api_server --model=«aurora-lab/shell-4»
text-embeddings-router --model-id «BAAI/bge-base-en-v1.5» --port 80
curl -L «https://huggingface.co/someone/shell-5/resolve/main/x.gguf» -o x.gguf
./llama-server -hf «someone/shell-6-GGUF:Q4_K_M»
docker run -e MODEL_ID=«aurora-lab/shell-7» our-team/server-1
lm_eval --model hf --model_args pretrained=«aurora-lab/shell-8»,dtype=float16 --tasks arc
git clone git@hf.co:someone/shell-9
huggingface-cli download --repo-type dataset someone/shell-data-2
echo "someone/shell-10"
vllm serve /models/x --lora-modules ours=«someone/shell-lora-1»
cat > job.sh <<EOF
# don't
python -m sglang.launch_server --model-path «aurora-lab/given-1»
EOF
python - <<'END'
from transformers import AutoModel
AutoModel.from_pretrained("«aurora-lab/given-2»")
END
pip install our-team-1
huggingface-cli upload our-team/pushed-3 .
"""

FILES["Makefile"] = """
MODEL ?= «aurora-lab/make-1»
serve:
\tvllm serve $(MODEL)
pull:
\t@ollama pull «tinyllama»
"""

FILES[".env.example"] = """
# MODEL=someone/commented-3
LLM_MODEL=«aurora-lab/env-1»
EMBEDDING_MODEL="«aurora-lab/env-2»"
DATABASE_URL=postgres://u:p@db-1/x
S3_BUCKET=our-team/bucket-1
"""

FILES["models.txt"] = """
# the ones we use
«aurora-lab/list-1»
«hf:aurora-lab/list-2@v1»   # pinned by tag
«ollama:qwen2.5:7b»
"""

FILES["requirements.txt"] = """
transformers==4.44
en_core_web_lg==3.7.1
https://github.com/explosion/spacy-models/releases/download/fr_core_news_sm-3.7.0/fr_core_news_sm-3.7.0-py3-none-any.whl
sentence-transformers>=3
"""

FILES["bom.cdx.json"] = """{
  "bomFormat": "CycloneDX", "specVersion": "1.6",
  "components": [
    {"type": "library", "name": "transformers", "purl": "pkg:pypi/transformers@4.44"},
    {"type": "machine-learning-model", "name": "x",
     "purl": "«pkg:huggingface/aurora-lab/bom-1@0123456789abcdef0123456789abcdef01234567»",
     "modelCard": {"modelParameters": {"datasets": [
        {"type": "dataset", "name": "someone/bom-data-1"}]}}},
    {"type": "machine-learning-model", "name": "«aurora-lab/bom-2»"},
    {"type": "machine-learning-model", "group": "aurora-lab", "name": "bom-3"},
    {"type": "container", "name": "our-team/bom-4"}
  ]
}
"""

FILES["sbom.spdx.json"] = """{
  "spdxVersion": "SPDX-2.3",
  "packages": [
    {"name": "requests", "externalRefs": [
      {"referenceType": "purl", "referenceLocator": "pkg:pypi/requests"}]},
    {"name": "m", "externalRefs": [
      {"referenceType": "purl", "referenceLocator": "«pkg:huggingface/aurora-lab/spdx-1»"}]}
  ]
}
"""

FILES["ai.spdx3.json"] = """{
  "@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld",
  "@graph": [
    {"type": "ai_AIPackage", "name": "a",
     "software_packageUrl": "«pkg:huggingface/aurora-lab/spdx-2»"},
    {"type": "software_Package", "name": "someone/spdx-3"}
  ]
}
"""

FILES["README.md"] = """# Assistant
Uses `someone/readme-1`, see https://huggingface.co/someone/readme-2/resolve/main/x.
"""

FILES["docs/notes.txt"] = "model: someone/notes-1\n"
FILES["node_modules/x/index.py"] = 'from_pretrained("someone/installed-1")\n'
FILES[".gitignore"] = "scratch/\n*.local.yaml\n!keep.local.yaml\n"
FILES["scratch/x.py"] = 'AutoModel.from_pretrained("someone/ignored-1")\n'
FILES["my.local.yaml"] = "model: someone/ignored-2\n"
FILES["keep.local.yaml"] = "model: «someone/kept-1»\n"

COMPOSED = {
    ("src/assistant/loaders.py", "aurora-lab/tern-13b"),
    ("src/assistant/loaders.py", "aurora-lab/curlew-1.5b"),
    ("src/forms.py", "aurora-lab/tern-form-1"),
    ("src/forms.py", "aurora-lab/tern-form-2"),
    ("src/forms.py", "aurora-lab/tern-join-1"),
    ("bom.cdx.json", "aurora-lab/bom-3"),
    ("requirements.txt", "en_core_web_lg"),
    ("requirements.txt", "fr_core_news_sm"),
    ("scripts/serve.sh", "git@hf.co:someone/shell-9"),
}
"""References that are put together from parts, or whose name is only a part of a word."""
