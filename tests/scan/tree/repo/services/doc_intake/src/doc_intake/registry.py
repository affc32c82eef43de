"""One place for the checkpoint names, more or less."""
from transformers import AutoModel, AutoModelForSeq2SeqLM, AutoTokenizer

ORG = "google"
SIZES = ("small", "base")

SUMMARISERS = {
    "short": "facebook/bart-large-cnn",
    "long": "allenai/led-base-16384",
    "dialog": "philschmid/bart-large-cnn-samsum",
}

TRANSLATORS = [
    ("de-en", "Helsinki-NLP/opus-mt-de-en"),
    ("pl-en", "Helsinki-NLP/opus-mt-pl-en"),
]

T5 = f"{ORG}/flan-t5-large"
MT5 = ORG + "/mt5-" + SIZES[1]
CONTACT = "ops/paperwork"
name = "heron/grey"


def summariser(kind):
    return AutoModelForSeq2SeqLM.from_pretrained(SUMMARISERS[kind])


def translators():
    for pair, repo in TRANSLATORS:
        yield pair, AutoModelForSeq2SeqLM.from_pretrained(repo)


def t5():
    return AutoModelForSeq2SeqLM.from_pretrained(T5), AutoTokenizer.from_pretrained(T5)


def mt5():
    return AutoModelForSeq2SeqLM.from_pretrained(MT5)


def encoder(name="FacebookAI/xlm-roberta-large", **kw):
    return AutoModel.from_pretrained(name, **kw)


def _load(repo_id, rev=None):
    return AutoModel.from_pretrained(repo_id, revision=rev)


tables = _load("microsoft/table-transformer-detection")
cells = _load("microsoft/table-transformer-structure-recognition", rev="7587a7ef111d9dcbf8ac695f1376ab7014340a0c")
