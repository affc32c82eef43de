from langchain.chat_models import init_chat_model
from langchain_anthropic import ChatAnthropic
from langchain_community.llms import HuggingFacePipeline, LlamaCpp
from langchain_huggingface import HuggingFaceEmbeddings, HuggingFaceEndpoint
from langchain_ollama import ChatOllama, OllamaEmbeddings
from langchain_openai import ChatOpenAI, OpenAIEmbeddings
from langchain_mistralai import ChatMistralAI
from langchain_google_genai import ChatGoogleGenerativeAI
from langchain_core.prompts import ChatPromptTemplate
from langchain import hub

prompt = hub.pull("rlm/rag-prompt")

chat_small = ChatOllama(model="llama3.2:3b", temperature=0)
chat_local = ChatOllama(
    base_url="http://ollama:11434/api/chat",
    model="mistral-nemo",
)
emb_local = OllamaEmbeddings(model="nomic-embed-text")
emb_hf = HuggingFaceEmbeddings(model_name="sentence-transformers/all-mpnet-base-v2")
emb_api = OpenAIEmbeddings(model="text-embedding-3-large")
endpoint = HuggingFaceEndpoint(repo_id="HuggingFaceH4/zephyr-7b-beta", max_new_tokens=300)
local_pipe = HuggingFacePipeline.from_model_id(
    model_id="microsoft/Phi-3-mini-4k-instruct",
    task="text-generation",
    pipeline_kwargs={"max_new_tokens": 100},
)
cpp = LlamaCpp(model_path="/srv/models/current.gguf")
mistral = ChatMistralAI(model="mistral-large-2407")
gem = ChatGoogleGenerativeAI(model="gemini-1.5-flash-002")
judge = ChatAnthropic(model_name="claude-3-opus-20240229")
big = init_chat_model("gpt-4-turbo-2024-04-09", model_provider="openai")
pre = init_chat_model("anthropic:claude-3-7-sonnet-latest")


def chain(model="o3-mini"):
    tmpl = ChatPromptTemplate.from_messages([("system", "Answer like gpt-4o would, but shorter."), ("user", "{q}")])
    return tmpl | ChatOpenAI(model=model)
