#!/bin/sh
# Local servers for the people without a cluster account.
case "$1" in
  vllm)
    exec vllm serve Qwen/Qwen2.5-7B-Instruct --max-model-len 8192 ;;
  vllm-old)
    exec python -m vllm.entrypoints.openai.api_server --model mistralai/Mistral-7B-Instruct-v0.3 --revision main --port 8001 ;;
  vllm-lora)
    exec vllm serve meta-llama/Llama-2-7b-hf --enable-lora \
      --lora-modules sql=yard1/llama-2-7b-sql-lora-test ;;
  tgi)
    exec docker run --gpus all -p 8080:80 -v "$PWD/data:/data" ghcr.io/huggingface/text-generation-inference:2.3 \
      --model-id HuggingFaceH4/starchat2-15b-v0.1 --quantize bitsandbytes ;;
  tei)
    docker run -p 8081:80 ghcr.io/huggingface/text-embeddings-inference:cpu-1.5 --model-id=Snowflake/snowflake-arctic-embed-m --revision=71bc94c8f9ea1e54fba11167004205a65e5da2cc ;;
  llamacpp)
    exec llama-server -hf ggml-org/gemma-3-4b-it-GGUF:Q4_K_M -c 4096 ;;
  llamacli)
    llama-cli --hf-repo bartowski/Qwen2.5-3B-Instruct-GGUF --hf-file Qwen2.5-3B-Instruct-Q5_K_M.gguf -p "hi" ;;
  local)
    exec llama-server -m ./models/current.gguf ;;
  sglang)
    exec python -m sglang.launch_server --model-path deepseek-ai/DeepSeek-R1-Distill-Qwen-7B --port 30000 ;;
  litellm)
    exec litellm --model ollama/neural-chat ;;
  dmr)
    docker model pull ai/smollm2 ;;
  ask)
    curl -s http://localhost:11434/api/generate -d '{"model": "openchat:7b", "prompt": "hello"}' ;;
  askai)
    curl -s https://api.openai.com/v1/chat/completions -H "Content-Type: application/json" -H "Authorization: Bearer $OPENAI_API_KEY" \
      -d '{"model": "gpt-5-mini", "messages": [{"role": "user", "content": "hello"}]}' ;;
  *)
    echo "usage: $0 vllm|tgi|... (for example: vllm serve facebook/opt-125m)" >&2; exit 2 ;;
esac
