import logging

import spacy
from spacy.cli import download
from transformers import pipeline

logger = logging.getLogger(__name__)
_MODELS = {"en": "en_core_web_trf", "fr": "fr_core_news_md"}


def nlp(lang: str):
    try:
        return spacy.load(_MODELS[lang])
    except OSError:
        logger.warning("no model for %s, try en_core_web_md", lang)
        download("xx_ent_wiki_sm")
        return spacy.load("xx_ent_wiki_sm", disable=["parser"])


def blank():
    n = spacy.blank("en")
    n.add_pipe("sentencizer")
    return n


def toxic(texts):
    run = pipeline("text-classification", model="unitary/toxic-bert", tokenizer="google-bert/bert-base-uncased")
    return run(texts)
