"""Kept in git on purpose, the rest of this folder is not."""
from sentence_transformers import CrossEncoder

CANDIDATES = [
    "mixedbread-ai/mxbai-rerank-xsmall-v1",
    "cross-encoder/stsb-roberta-base",
    "cross-encoder/nli-deberta-v3-small",
    # "cross-encoder/quora-roberta-large",
]

for c in CANDIDATES:
    print(c, CrossEncoder(c).predict([("a pallet", "a crate")]))
