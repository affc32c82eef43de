import litellm
import ollama
from litellm import completion, acompletion, embedding, Router
from ollama import Client as OllamaClient, chat

ROUTES = {"docs": "search/docs", "rates": "search/rates"}

FAST = "groq/llama-3.1-8b-instant"
litellm.set_verbose = False

router = Router(
    model_list=[
        {
            "model_name": "main",
            "litellm_params": {"model": "openai/gpt-4.1"},
        },
        {
            "model_name": "backup",
            "litellm_params": {"model": "bedrock/anthropic.claude-3-5-sonnet-20240620-v1:0"},
        },
    ],
    fallbacks=[{"main": ["backup"]}],
)


def fast(msgs):
    return completion(model=FAST, messages=msgs)


async def cheap(msgs):
    return await acompletion("ollama/phi3:mini", messages=msgs, api_base="http://ollama:11434")


def vectors(texts):
    return embedding(model="huggingface/microsoft/codebert-base", input=texts)


def via_azure(msgs):
    return litellm.completion(model="azure/freight-prod-4", messages=msgs)


def gem(msgs):
    return litellm.completion(messages=msgs, model="gemini/gemini-2.0-flash")


def ask_ollama(q):
    r = ollama.chat(model="gemma2:9b", messages=[{"role": "user", "content": q}])
    return r["message"]["content"]


def complete_code(prefix):
    return ollama.generate("qwen2.5-coder:7b", prefix)


def warm():
    c = OllamaClient(host="http://ollama:11434")
    for m in ("llava:7b", "snowflake-arctic-embed:m"):
        c.pull(m)
    c.embed(model="all-minilm", input="warm up")
    return chat(model="hf.co/bartowski/Llama-3.2-1B-Instruct-GGUF:Q4_K_M", messages=[])
