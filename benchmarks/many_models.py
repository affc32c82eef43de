"""How long a check of many models takes, with a hub that is slow, absent or overrun.

    python -m benchmarks.many_models [slow|absent|unknown|overrun]... [--models 200]

The hub is a server on this machine. `slow` answers after 150 ms, first with an empty cache and then
again; `absent` refuses connections; `unknown` is a host that no name server knows; `overrun`
answers 429 and asks to wait ten seconds.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.hubs.double import Asked, Reply, as_json
from tests.hubs.huggingface_double import HuggingFace, Model

LATENCY = 0.15
CASES = ("slow", "absent", "unknown", "overrun")
LICENCES = ("apache-2.0", "mit", "cc-by-nc-4.0", "openrail", "other")
CARD = """\
---
license: {licence}
base_model: org/base-{base}
---
# Model {number}

A model of {number} million parameters, trained on public text for experiments with retrieval.

## License

The weights are released under {licence}.
"""


class Hub(HuggingFace):
    """A hub of many small models, half of a dozen bases among them."""

    def __init__(self, case: str, models: int) -> None:
        super().__init__()
        self._case = case
        weights = b"\2\0\0\0\0\0\0\0{}" + bytes(3000)
        for base in range(7):
            self.models[f"org/base-{base}"] = Model(
                {"README.md": b"---\nlicense: mit\n---\nBase.\n"}
            )
        for number in range(models):
            licence = LICENCES[number % len(LICENCES)]
            card = CARD.format(licence=licence, base=number % 7, number=number)
            files = {"README.md": card.encode(), "model.safetensors": weights, "config.json": b"{}"}
            self.models[f"org/model-{number}"] = Model(files)

    def reply(self, asked: Asked) -> Reply:
        if self._case == "overrun":
            return as_json({}, 429, Retry_After="10")
        time.sleep(LATENCY)
        return super().reply(asked)


def check(place: Path, endpoint: str) -> str:
    """What came of a check of the project in a folder, and how long it took."""
    (place / "home").mkdir(exist_ok=True)
    env = {"PATH": os.environ["PATH"], "HOME": str(place / "home"), "HF_ENDPOINT": endpoint}
    env["PYTHONPATH"] = os.environ.get("PYTHONPATH", "")
    command = [sys.executable, "-m", "licensecheck", "check", "models.txt", "-o", "out.json"]
    began, before = time.monotonic(), os.times()
    done = subprocess.run(
        [*command, "--format", "json"], cwd=place, env=env, capture_output=True, check=False
    )
    seconds, after = time.monotonic() - began, os.times()
    cpu = after.children_user - before.children_user
    models = json.loads((place / "out.json").read_text())["models"]
    unread = Counter(one["reasons"][0] for one in models if one["report"] is None)
    reason = f"; not read: {dict(unread.most_common(2))}" if unread else ""
    return f"{seconds:.1f} s ({cpu:.1f} s of CPU), exit {done.returncode}{reason}"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("cases", nargs="*", choices=[[], *CASES])
    parser.add_argument("--models", type=int, default=200)
    given = parser.parse_args()
    endpoints = {"absent": "http://127.0.0.1:1", "unknown": "https://hub.invalid"}
    for case in given.cases or CASES:
        with Hub(case, given.models) as hub, tempfile.TemporaryDirectory() as folder:
            names = (f"org/model-{number}\n" for number in range(given.models))
            (Path(folder) / "models.txt").write_text("".join(names))
            for again in ("", " again")[: 2 if case == "slow" else 1]:
                hub.asked.clear()
                result = check(Path(folder), endpoints.get(case, hub.url))
                print(f"{case}{again}: {result}; {len(hub.asked)} requests", flush=True)


if __name__ == "__main__":
    main()
