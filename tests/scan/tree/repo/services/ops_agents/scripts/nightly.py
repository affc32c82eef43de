# /// script
# requires-python = ">=3.11"
# dependencies = ["langchain-aws", "langchain-community", "litellm"]
# ///
import datetime as dt
import logging

from langchain_aws import ChatBedrock
from langchain_community.chat_models import ChatLiteLLM
from langchain_community.embeddings import HuggingFaceBgeEmbeddings, OllamaEmbeddings
from langchain.embeddings import init_embeddings
import litellm as ll

logging.basicConfig(filename="logs/nightly.log")
today = dt.date.today().strftime("%d/%m/%Y")

NIGHT_MODELS = dict(
    writer="mistral/mistral-small-2409",
    checker="deepseek/deepseek-chat",
)


def run(role, msgs):
    logging.info("using openrouter/qwen/qwen-2-72b-instruct is off for now")
    return ll.completion(model=NIGHT_MODELS[role], messages=msgs)


nova = ChatBedrock(model_id="amazon.nova-lite-v1:0")
lite = ChatLiteLLM(model="xai/grok-2-latest")
bge = HuggingFaceBgeEmbeddings(model_name="BAAI/bge-small-zh-v1.5", encode_kwargs={"normalize_embeddings": True})
oll = OllamaEmbeddings(model="paraphrase-multilingual:278m")
gen = init_embeddings("openai:text-embedding-ada-002")
