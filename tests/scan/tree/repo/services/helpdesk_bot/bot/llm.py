import os

from huggingface_hub import InferenceClient, hf_hub_download, snapshot_download, HfApi
from openai import OpenAI
from vllm import LLM, SamplingParams
from vllm.engine.arg_utils import AsyncEngineArgs

MODEL = "meta-llama/Llama-3.1-8B-Instruct"
QUANT_REPO, QUANT_FILE = "TheBloke/Mistral-7B-Instruct-v0.2-GGUF", "mistral-7b-instruct-v0.2.Q4_K_M.gguf"
_ENV = os.environ.get


def engine():
    return LLM(MODEL, tensor_parallel_size=2)


def judge_engine():
    return LLM(model="prometheus-eval/prometheus-7b-v2.0", tokenizer="mistralai/Mistral-7B-Instruct-v0.2", revision="66ffb1fc20beebfb60a3964a957d9011723116c5")


def async_args():
    return AsyncEngineArgs(
        model=_ENV("VLLM_MODEL", "NousResearch/Hermes-3-Llama-3.1-8B"),
        speculative_config={"model": "JackFram/llama-68m", "num_speculative_tokens": 5},
    )


def weights():
    return hf_hub_download(QUANT_REPO, QUANT_FILE, revision="3a6fbf4a41a1d52e415a4958cde6856d34b2db93")


def whole():
    return snapshot_download(repo_id="tiiuae/falcon-7b-instruct", allow_patterns=["*.safetensors", "*.json"])


def faq():
    return snapshot_download("heronsgate/helpdesk-faq", repo_type="dataset")


def hosted(q):
    c = InferenceClient(model="mistralai/Mixtral-8x7B-Instruct-v0.1")
    return c.text_generation(q)


def hosted_chat(q):
    return InferenceClient().chat_completion([{"role": "user", "content": q}], model="CohereForAI/c4ai-command-r-v01")


def publish(path):
    HfApi().upload_folder(folder_path=path, repo_id="heronsgate/helpdesk-router")


def gateway(q):
    c = OpenAI(base_url="http://vllm.bots.svc:8000/v1", api_key="unused")
    return c.chat.completions.create(model=MODEL, messages=[{"role": "user", "content": q}])
