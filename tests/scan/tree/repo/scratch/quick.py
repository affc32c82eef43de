from transformers import pipeline
import ollama

print(pipeline("text-generation", model="openai-community/gpt2-xl")("hello"))
ollama.pull("deepseek-coder:33b")
