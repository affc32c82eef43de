import os

import anthropic
import tiktoken
from openai import OpenAI, AsyncOpenAI
from sentence_transformers import CrossEncoder, SentenceTransformer

from .settings import settings

enc = tiktoken.get_encoding("cl100k_base")
budget_enc = tiktoken.encoding_for_model("gpt-4o")
client = OpenAI(api_key=os.environ["OPENAI_API_KEY"])
aclient = AsyncOpenAI()
claude = anthropic.Anthropic()

embedder = SentenceTransformer(settings.embedding_model)
reranker = CrossEncoder(settings.rerank_model)


def extract(text: str):
    try:
        return client.chat.completions.create(
            model=settings.llm.model,
            messages=[
                {"role": "system", "content": "You read freight papers. You are not gpt-4-turbo, so be brief."},
                {"role": "user", "content": text},
            ],
        )
    except Exception:
        return claude.messages.create(model=settings.llm.fallback_model, max_tokens=900, messages=[{"role": "user", "content": text}])


async def extract_cheap(text):
    return await aclient.responses.create(model="gpt-4.1-mini", input=text)


def embed(texts):
    return client.embeddings.create(input=texts, model="text-embedding-3-small").data


def listen(fh):
    return client.audio.transcriptions.create(file=fh, model="whisper-1")


def speak(text):
    return client.audio.speech.create(
        model="tts-1-hd",
        voice="alloy",
        input=text,
    )


def draw(prompt):
    kwargs = {"model": "dall-e-3", "size": "1024x1024"}
    return client.images.generate(prompt=prompt, **kwargs)


def moderate(text):
    return client.moderations.create(model="omni-moderation-latest", input=text)


def upload(path):
    with open(path, "rb") as fh:
        return client.files.create(file=(path, fh, "application/octet-stream"), purpose="batch")


def review(text):
    with claude.messages.stream(
        max_tokens=2048,
        model="claude-3-5-sonnet-20241022",
        messages=[{"role": "user", "content": text}],
    ) as stream:
        return stream.get_final_text()
