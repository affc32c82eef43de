"""Names shared by the agents. Nothing is loaded in this file."""
from enum import Enum
from typing import Final

PLANNER: Final = "claude-3-7-sonnet-20250219"
GUARD = "protectai/deberta-v3-base-prompt-injection-v2"
OLD_GUARD = "laiyer/deberta-v3-base-prompt-injection"
TEAM = "ops/agents"
UNITS = ("km/h", "kg/m3")


class Embedders(str, Enum):
    FAST = "sentence-transformers/average_word_embeddings_glove.6B.300d"
