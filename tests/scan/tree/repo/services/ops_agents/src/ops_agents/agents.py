import os
import re
import subprocess
from functools import partial
from pathlib import Path

import anthropic as ant
import boto3
import click
import docker
import dspy
import huggingface_hub as hfh
import requests
from bertopic import BERTopic
from optimum.onnxruntime import ORTModelForFeatureExtraction
from pydantic_ai import Agent
from sentence_transformers import SentenceTransformer
from setfit import SetFitModel
from transformers import AutoModel, AutoModelForCausalLM, AutoTokenizer, pipeline

from . import names
from .names import GUARD, PLANNER as _PLANNER

HERE = Path("services/ops_agents")
REPO_RE = re.compile(r"^[\w.-]+/[\w.-]+$")
USER_AGENT = "ops-agents/1.4"
SAMPLE = "see huggingface.co/roneneldan/TinyStories-33M for a toy"


def plan(msg):
    return ant.Anthropic().messages.create(model=_PLANNER, max_tokens=500, messages=[msg])


def guard(texts):
    return pipeline("text-classification", model=GUARD)(texts)


def embedder():
    return SentenceTransformer(names.Embedders.FAST.value)


load_small = partial(AutoModelForCausalLM.from_pretrained, "microsoft/phi-2", device_map="auto")
agent = Agent("openai:gpt-4o-mini", system_prompt="Be kind.")
dspy.configure(lm=dspy.LM("openai/gpt-4.1-2025-04-14", max_tokens=800))


def rebind():
    klass = AutoModel
    return klass.from_pretrained("google/electra-small-discriminator")


def walrus():
    if (mid := os.environ.get("TOPIC_MODEL", "sentence-transformers/paraphrase-albert-small-v2")):
        return SentenceTransformer(mid)


def topics():
    return BERTopic(embedding_model="sentence-transformers/paraphrase-MiniLM-L6-v2")


def few_shot():
    return SetFitModel.from_pretrained("sentence-transformers/paraphrase-mpnet-base-v2", labels=["ok", "late"])


def onnx():
    return ORTModelForFeatureExtraction.from_pretrained(
        "optimum/all-MiniLM-L6-v2",
        file_name="onnx/model.onnx",
    )


def two_lines():
    repo = (
        "sentence-transformers/"
        "nli-mpnet-base-v2"
    )
    return SentenceTransformer(repo)


def bedrock(body):
    rt = boto3.client("bedrock-runtime")
    return rt.invoke_model(modelId="amazon.titan-text-express-v1", body=body, contentType="application/json")


def hf_api(text):
    url = "https://api-inference.huggingface.co/models/deepset/tinyroberta-squad2"
    return requests.post(url, json={"inputs": text}, timeout=30).json()


def pull():
    subprocess.run(["ollama", "pull", "stable-code:3b"], check=True)
    os.system("huggingface-cli download Intel/dpt-large")
    subprocess.run(["git", "clone", "https://github.com/heronsgate/runbooks"], check=True)
    docker.from_env().images.pull("ollama/ollama")
    return hfh.snapshot_download("BAAI/bge-m3", revision="5617a9f61b028005a4858fdac845db406aefb181")


def spaces():
    hfh.snapshot_download("gradio/calculator", repo_type="space")
    return requests.get("https://heronsgate.example/api/runs/latest", timeout=5)


@click.command()
@click.option("--model", default="Qwen/Qwen2-1.5B-Instruct", show_default=True)
@click.option("--branch", default="release/2024-10")
def cli(model, branch):
    """Talk to a model, such as Qwen/Qwen-7B-Chat."""
    tok = AutoTokenizer.from_pretrained(model)
    lm = AutoModelForCausalLM.from_pretrained(model)
    click.echo(f"{branch} {tok} {lm}")


def errors(code):
    if code == 404:
        raise LookupError("could not find stabilityai/stablelm-2-1_6b on the hub")
    assert REPO_RE.match("a/b")
