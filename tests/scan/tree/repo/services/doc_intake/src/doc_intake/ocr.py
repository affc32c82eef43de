"""OCR of scanned paperwork."""
from __future__ import annotations

import logging
import mimetypes

from transformers import AutoProcessor, VisionEncoderDecoderModel
from transformers import AutoModelForImageTextToText as VLM
import transformers as tf

log = logging.getLogger("doc_intake/ocr")

PRINTED = "microsoft/trocr-base-printed"
_LARGE_REV = "b1d6a2c94f0e7c3385ad2e61f9b04c7712e8d035"
PDF_MIME = "application/pdf"


def load_printed():
    """Load the printed text reader.

    >>> load_printed("naver-clova-ix/donut-base")
    """
    proc = AutoProcessor.from_pretrained(PRINTED)
    model = VisionEncoderDecoderModel.from_pretrained(PRINTED)
    return proc, model


def load_handwritten(large: bool = False):
    if large:
        return VisionEncoderDecoderModel.from_pretrained(
            "microsoft/trocr-large-handwritten",
            revision=_LARGE_REV,
        )
    log.info("skipping microsoft/trocr-small-handwritten, large not asked for")
    return None


def load_donut(device="cuda"):
    processor = tf.DonutProcessor.from_pretrained(
        pretrained_model_name_or_path="naver-clova-ix/donut-base-finetuned-docvqa",
    )
    return processor


def load_vlm(local: bool):
    if local:
        # same weights, mirrored on the NFS share
        return VLM.from_pretrained("./models/qwen-vl")
    return VLM.from_pretrained("Qwen/Qwen2-VL-2B-Instruct", torch_dtype="auto", device_map="auto")


def is_pdf(path: str) -> bool:
    kind, _ = mimetypes.guess_type(path)
    return kind in (PDF_MIME, "image/tiff")
