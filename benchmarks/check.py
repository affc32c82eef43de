"""How long `licensecheck check` takes in a project that names ten models it has asked for before.

    python -m benchmarks.check [--runs 5]

The models are real cards and licence files of the folder of real data, served by a hub on loopback.
The first run fills the caches; the others are whole processes, timed from start to exit. Prints
seconds of each, and seconds of processor time of the last.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from corpus.texts import real_folder
from tests.hubs.huggingface_double import HuggingFace, Model

# Card, and the licence file that lies beside the weights where one does.
CARDS = {
    "CohereForAI/c4ai-command-r-plus": None,
    "DeepFloyd/IF-I-XL-v1.0": None,
    "EleutherAI/gpt-j-6b": None,
    "HuggingFaceM4/idefics2-8b": None,
    "NousResearch/Llama-2-7b-chat-hf": "meta-llama+llama--LICENSE.txt",
    "Qwen/Qwen2-VL-7B-Instruct": "QwenLM+Qwen--LICENSE.txt",
    "bigscience/bloom": None,
    "nvidia/Nemotron-4-340B-Instruct": None,
    "openai/whisper-large-v3": "openai+whisper--LICENSE.txt",
    "stabilityai/stable-diffusion-2-1": "Stability-AI+stablediffusion--LICENSE-MODEL.txt",
}


def served() -> dict[str, Model]:
    """The models as a hub has them."""
    real = real_folder()
    found = {}
    for name, licence in CARDS.items():
        card = real / "cards" / f"{name.replace('/', '__')}.md"
        files = {"README.md": card.read_bytes(), "config.json": b"{}", "model.safetensors": b""}
        if licence:
            files["LICENSE"] = (real / "licenses" / licence).read_bytes()
        found[name] = Model(files)
    return found


def project(folder: Path) -> Path:
    """Code that loads each of them."""
    folder.mkdir()
    loads = (f"AutoModel.from_pretrained({name!r})\n" for name in CARDS)
    text = "from transformers import AutoModel\n\n" + "".join(loads)
    (folder / "app.py").write_text(text, encoding="utf-8")
    return folder


def run(folder: Path, endpoint: str) -> float:
    """Seconds of one process; its answer (1: something is stopped) is checked."""
    command = [sys.executable, "-m", "licensecheck", "check", "--quiet", "--format", "json"]
    environment = os.environ | {"HF_ENDPOINT": endpoint, "HOME": str(folder.parent)}
    began = time.perf_counter()
    done = subprocess.run(
        command, check=False, cwd=folder, env=environment, capture_output=True, text=True
    )
    seconds = time.perf_counter() - began
    if done.returncode not in (0, 1) or len(json.loads(done.stdout)["models"]) != len(CARDS):
        raise SystemExit(done.stderr or done.stdout[:2000])
    return seconds


def main() -> None:
    """Fill the caches, then measure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as kept, HuggingFace() as hub:
        hub.models.update(served())
        folder = project(Path(kept) / "project")
        print(f"first: {run(folder, hub.url):.2f} s, {len(hub.asked)} requests")
        hub.asked.clear()
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken = [run(folder, hub.url) for _ in range(options.runs)]
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print("then:", " ".join(f"{seconds:.2f}" for seconds in taken), "s")
    print(f"median {statistics.median(taken):.2f} s, processor {spent / options.runs:.2f} s a run,",
          f"{len(hub.asked) / options.runs:.0f} requests a run")  # fmt: skip


if __name__ == "__main__":
    main()
