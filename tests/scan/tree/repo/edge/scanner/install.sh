#!/bin/bash
# Runs on the handhelds. No network at night, so fetch everything at once.
MODELS=(
  "openai/whisper-tiny"
  "Xenova/yolos-tiny"
)
for m in "${MODELS[@]}"; do
  hf download "$m"
done
apt-get install -y --no-install-recommends libgl1/stable
python3 - <<PY
from huggingface_hub import hf_hub_download
hf_hub_download("Xenova/trocr-small-printed", "onnx/decoder_model.onnx")
PY
MODEL=smollm2:360m docker compose up -d ollama
tar xzf bundle.tgz -C /opt/scanner/models
