from pydantic import BaseModel, Field
from pydantic_settings import BaseSettings

BUCKET = "heronsgate-intake/incoming"
TIMEZONE = "Europe/Warsaw"


class LlmSettings(BaseModel):
    provider: str = "openai"
    model: str = Field(default="gpt-4o-2024-08-06", examples=["gpt-3.5-turbo-0125"])
    fallback_model: str = "claude-3-haiku-20240307"


class Settings(BaseSettings):
    embedding_model: str = "intfloat/multilingual-e5-large"
    rerank_model: str = Field("mixedbread-ai/mxbai-rerank-base-v1", description="cross encoder, e.g. cross-encoder/ms-marco-TinyBERT-L-2-v2")
    api_prefix: str = "api/v2"
    llm: LlmSettings = LlmSettings()


settings = Settings()
