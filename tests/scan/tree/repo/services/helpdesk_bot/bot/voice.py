"""Phone line. All of this runs on one tired workstation."""
import whisper
from faster_whisper import WhisperModel
from transformers import AutoModelForSpeechSeq2Seq, AutoProcessor, VitsModel
from gradio_client import Client

ASR_ORG, ASR_NAME = "openai", "whisper-large-v3-turbo"
ASR = f"{ASR_ORG}/{ASR_NAME}"


def asr():
    m = AutoModelForSpeechSeq2Seq.from_pretrained(ASR, low_cpu_mem_usage=True)
    return m, AutoProcessor.from_pretrained(ASR)


def asr_polish():
    lang = "polish"
    return AutoProcessor.from_pretrained("jonatasgrosman/wav2vec2-large-xlsr-53-%s" % lang)


def asr_light():
    return WhisperModel("distil-large-v3", device="cuda", compute_type="float16")


def asr_old():
    return whisper.load_model("medium.en")


def say():
    return VitsModel.from_pretrained("facebook/mms-tts-eng")


def demo():
    return Client("hf-audio/open-asr-leaderboard")
