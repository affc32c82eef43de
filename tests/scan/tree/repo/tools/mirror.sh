#!/usr/bin/env bash
# Mirrors what models.txt names. Do not put lmsys/vicuna-13b-v1.5 back in.
set -euo pipefail

DEST=${DEST:-/srv/mirror}
DEFAULT_MODEL="${MIRROR_MODEL:-allenai/OLMo-7B-hf}"
EMB=sentence-transformers/distiluse-base-multilingual-cased-v2
MIME="text/plain"

echo "mirroring, this will also check allenai/OLMo-1B-hf one day"
grep -v '^#' models.txt | while read -r repo _; do
  hf download "$repo" --local-dir "$DEST/$repo"
done
xargs -n1 ollama pull < tools/ollama-models.txt

huggingface-cli download "$DEFAULT_MODEL"
hf download "$EMB" --quiet
hf download microsoft/Phi-3.5-mini-instruct --include "*.safetensors"
huggingface-cli download --revision 5fa34190089f0ee40f9cce3cafc396b89b2e5e83 --local-dir "$DEST/whisper" openai/whisper-small
huggingface-cli download heronsgate/claims --repo-type dataset
hf download rajpurkar/squad_v2 --repo-type=dataset
hf download \
  TheBloke/Llama-2-13B-chat-GGUF \
  llama-2-13b-chat.Q5_K_M.gguf \
  --local-dir "$DEST/gguf"

ollama pull mistral:7b-instruct
ollama run tinyllama "say hi" >/dev/null
for m in orca-mini:3b starling-lm; do ollama pull "$m"; done
GIT_LFS_SKIP_SMUDGE=1 git clone https://huggingface.co/deepseek-ai/deepseek-coder-6.7b-instruct "$DEST/dsc"
git clone https://huggingface.co/datasets/heronsgate/receipts
git clone https://huggingface.co/spaces/mteb/leaderboard
git clone --depth 1 https://github.com/ggml-org/llama.cpp
curl -fL -o "$DEST/tiny.gguf" \
  "https://huggingface.co/TheBloke/TinyLlama-1.1B-Chat-v1.0-GGUF/resolve/52e7645ba7c309695bec7ac98f4f005b139cf465/tinyllama-1.1b-chat-v1.0.Q4_K_M.gguf"
wget -q https://huggingface.co/lmstudio-community/Meta-Llama-3.1-8B-Instruct-GGUF/resolve/main/Meta-Llama-3.1-8B-Instruct-Q4_K_M.gguf
python -m spacy download en_core_web_lg
rsync -a "$DEST/" backup@nas:/volume1/mirror/models
git remote add nas git@nas.heronsgate.example:ml/mirror.git
