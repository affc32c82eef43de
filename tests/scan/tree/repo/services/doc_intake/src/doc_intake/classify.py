import os
from dataclasses import dataclass, field
from functools import lru_cache

from transformers import pipeline, AutoModelForSequenceClassification as SeqCls, AutoTokenizer as Tok

LABELS = ["invoice/proforma", "invoice/final", "cmr"]

MODEL_ID = os.getenv("CLASSIFIER_MODEL", "microsoft/deberta-v3-base")
ZERO_SHOT = os.environ.get(
    "ZERO_SHOT_MODEL",
    "MoritzLaurer/DeBERTa-v3-base-mnli-fever-anli",
)


@dataclass
class ClassifierConfig:
    checkpoint: str = "distilbert/distilbert-base-uncased"
    device: str = "cpu"
    labels: list = field(default_factory=lambda: list(LABELS))


@lru_cache
def classifier(cfg: ClassifierConfig):
    tok = Tok.from_pretrained(cfg.checkpoint)
    model = SeqCls.from_pretrained(cfg.checkpoint, num_labels=len(cfg.labels))
    return tok, model


def legacy_classifier():
    return SeqCls.from_pretrained(MODEL_ID)


def zero_shot():
    return pipeline("zero-shot-classification", model=ZERO_SHOT)


def sentiment():
    # whatever the library thinks is best
    return pipeline("sentiment-analysis")


def language():
    return pipeline("text-classification", "papluca/xlm-roberta-base-language-detection")


def ner(lang="en"):
    name = "dslim/bert-base-NER" if lang == "en" else "Davlan/xlm-roberta-base-ner-hrl"
    return pipeline(task="ner", model=name, aggregation_strategy="simple")


def stamp_detector():
    return pipeline(
        "object-detection",
        model="facebook/detr-resnet-50",
        revision="1d5f47bd3bdd2c4bbfa585418ffe6da5028b4c0b",
        framework="pt",
    )
