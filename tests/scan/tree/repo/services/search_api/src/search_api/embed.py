"""Embedding back ends. BAAI/bge-large-en was too slow on the old boxes."""
import os
import typing as t

import sentence_transformers as sbert
from sentence_transformers import SentenceTransformer, SparseEncoder
from sentence_transformers.cross_encoder import CrossEncoder as XE

DEFAULT = "all-MiniLM-L6-v2"
Backend = t.Literal["cpu", "cuda"]

# SentenceTransformer("thenlper/gte-large")


def default():
    return SentenceTransformer(DEFAULT)


def multilingual(trust=False):
    return SentenceTransformer(model_name_or_path="paraphrase-multilingual-mpnet-base-v2", trust_remote_code=trust)


def long_context():
    return SentenceTransformer(
        "nomic-ai/nomic-embed-text-v1.5",
        trust_remote_code=True,
        revision="ac6fcd72429d86ff25c17895e47a9bfcfc50c1b2",
    )


def pictures():
    return sbert.SentenceTransformer("sentence-transformers/clip-ViT-B-32")


def jina():
    which = os.environ.get("EMBEDDER") or "jinaai/jina-embeddings-v2-base-de"
    return SentenceTransformer(which, trust_remote_code=True)


def sparse():
    return SparseEncoder("naver/splade-cocondenser-ensembledistil")


def rerank(kind="fast"):
    if kind == "fast":
        return XE("cross-encoder/ms-marco-MiniLM-L-6-v2", max_length=512)
    return XE("BAAI/bge-reranker-v2-m3")
