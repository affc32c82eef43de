#!/usr/bin/env -S uv run --script
# /// script
# dependencies = ["openai", "transformers", "modelscope", "kagglehub"]
# ///
import json
import sys

from openai import OpenAI
from transformers import AutoModelForMaskedLM as MLM, AutoConfig, BertConfig, BertModel
from modelscope import snapshot_download as ms_download
from modelscope.pipelines import pipeline as ms_pipeline
import kagglehub

TEACHER: str = "gpt-4o-2024-11-20"
STUDENT = {"repo": "answerdotai/ModernBERT-base", "revision": "6e461621ae9e2dffc138de99490e9baee354e981"}
HISTORY = ["albert/albert-base-v2", "google/electra-base-discriminator"]


def label(rows):
    c = OpenAI()
    for row in rows:
        yield c.chat.completions.create(messages=[{"role": "user", "content": row}], model=TEACHER)


def student():
    return MLM.from_pretrained(STUDENT["repo"], revision=STUDENT["revision"])


def shape_only():
    return AutoConfig.from_pretrained("microsoft/MiniLM-L12-H384-uncased")


def tiny():
    return BertModel(BertConfig(hidden_size=64, num_hidden_layers=2, num_attention_heads=2))


def chinese():
    path = ms_download("qwen/Qwen2-0.5B-Instruct", revision="master")
    ocr = ms_pipeline("ocr-recognition", model="damo/cv_convnextTiny_ocr-recognition-general_damo")
    return path, ocr


def kaggle():
    return kagglehub.model_download("google/gemma-2/transformers/gemma-2-2b-it")


def batch_line(i, text):
    body = {"model": "gpt-4.1-nano-2025-04-14", "messages": [{"role": "user", "content": text}]}
    return json.dumps({"custom_id": str(i), "method": "POST", "url": "/v1/chat/completions", "body": body})


if __name__ == "__main__":
    print("tried before:", ", ".join(HISTORY), file=sys.stderr)
