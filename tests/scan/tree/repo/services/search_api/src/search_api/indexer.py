"""LlamaIndex and Haystack experiments that went live and stayed."""
from haystack.components.embedders import SentenceTransformersDocumentEmbedder, SentenceTransformersTextEmbedder
from haystack.components.generators import HuggingFaceLocalGenerator, OpenAIGenerator
from haystack.components.generators.chat import HuggingFaceAPIChatGenerator
from haystack.components.rankers import TransformersSimilarityRanker
from haystack.components.readers import ExtractiveReader
from haystack import Pipeline
from haystack_integrations.components.generators.ollama import OllamaGenerator
from llama_index.core import Settings, VectorStoreIndex
from llama_index.embeddings.huggingface import HuggingFaceEmbedding
from llama_index.embeddings.ollama import OllamaEmbedding
from llama_index.llms.anthropic import Anthropic as LIAnthropic
from llama_index.llms.huggingface import HuggingFaceLLM
from llama_index.llms.ollama import Ollama
from llama_index.llms.openai import OpenAI
from llama_index.core.postprocessor import SentenceTransformerRerank

Settings.llm = Ollama(model="qwen2.5:14b", request_timeout=120.0)
Settings.embed_model = HuggingFaceEmbedding(model_name="BAAI/bge-small-en-v1.5")

gpt = OpenAI("gpt-4o-mini-2024-07-18")
claude = LIAnthropic(model="claude-sonnet-4-20250514")
ollama_emb = OllamaEmbedding(model_name="mxbai-embed-large:335m")
rerank = SentenceTransformerRerank(top_n=4, model="BAAI/bge-reranker-base")


def hf_llm():
    return HuggingFaceLLM(
        model_name="StabilityAI/stablelm-tuned-alpha-3b",
        tokenizer_name="StabilityAI/stablelm-tuned-alpha-3b",
        context_window=4096,
    )


def local_index(docs):
    # "local:" followed by a repository is how this library spells it
    return VectorStoreIndex.from_documents(docs, embed_model="local:WhereIsAI/UAE-Large-V1")


def haystack_pipeline():
    p = Pipeline()
    p.add_component("text", SentenceTransformersTextEmbedder(model="sentence-transformers/multi-qa-mpnet-base-dot-v1"))
    p.add_component("docs", SentenceTransformersDocumentEmbedder("thenlper/gte-base"))
    p.add_component("rank", TransformersSimilarityRanker(model="cross-encoder/ms-marco-MiniLM-L-12-v2"))
    p.add_component("read", ExtractiveReader(model="deepset/roberta-base-squad2-distilled"))
    p.add_component("gen", HuggingFaceLocalGenerator(model="google/flan-t5-base", task="text2text-generation"))
    p.add_component("oai", OpenAIGenerator(model="gpt-4.1-nano"))
    p.add_component("oll", OllamaGenerator(model="zephyr:7b"))
    p.add_component(
        "chat",
        HuggingFaceAPIChatGenerator(
            api_type="serverless_inference_api",
            api_params={"model": "Qwen/Qwen2.5-72B-Instruct"},
        ),
    )
    p.connect("text/embedding", "rank/query")
    return p
