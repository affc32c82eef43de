"""Prints docs/reliability.md: what every hub does with every fault, tried now.

    python -m tests.hubs.reliability > docs/reliability.md

Exits 1 where a collection outlasts its limit or something that could not be read hides no terms.
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from licensecheck.domain import Snapshot
from licensecheck.errors import AccessError, CollectError, NotFoundError, UnavailableError
from licensecheck.hubs import FetchOptions, collect, parse_ref
from licensecheck.hubs.answers import Store
from licensecheck.hubs.transport import NotCachedError
from tests.hubs.artefacts import pushed
from tests.hubs.double import Double, Fault
from tests.hubs.faults import FAULTS
from tests.hubs.github_double import GitHub, Repository
from tests.hubs.huggingface_double import HuggingFace, Model
from tests.hubs.registry_double import RegistryDouble, digest
from tests.hubs.test_modelscope import ModelScope

TIMEOUT, DEADLINE = 0.2, 0.8
LIMIT = DEADLINE + 5 * TIMEOUT
"""Seconds: the deadline, and what may be under way when it passes."""
KILLS = 100
Files = Mapping[str, bytes]
FILES = {"README.md": b"---\nlicense: mit\n---\n", "LICENSE": b"Free.\n"}
WORDS: dict[type[CollectError], str] = {
    NotFoundError: "not found",
    AccessError: "no access",
    UnavailableError: "unavailable",
    NotCachedError: "unavailable",
}
INTRODUCTION = """\
# What happens when a hub fails

Made by `python -m tests.hubs.reliability > docs/reliability.md`, with servers on loopback that
speak each hub's protocol and fail on purpose. A word alone is the error that ends the collection
(exit code 3); a problem stands in the report and keeps every criterion that it could touch from
being MET. In bold stands what took longer than its limit or went unnoticed."""


@dataclass(frozen=True)
class Hub:
    """A double with one model of some files, and where its API and its licence are."""

    name: str
    make: Callable[..., AbstractContextManager[Double]]
    ref: str
    endpoints: Callable[[str], dict[str, str]]
    api: str
    licence: str


def huggingface(files: Files = FILES) -> HuggingFace:
    hub = HuggingFace()
    hub.models["org/name"] = Model(dict(files))
    return hub


def github(files: Files = FILES) -> GitHub:
    hub = GitHub()
    hub.repositories["org/name"] = Repository(dict(files))
    return hub


def modelscope(files: Files = FILES) -> ModelScope:
    hub = ModelScope()
    hub.files = dict(files)
    return hub


def registry(files: Files = FILES) -> RegistryDouble:
    hub = RegistryDouble()
    for name in ("library/m:latest", "org/m:latest"):
        hub.push(name, pushed(files))
    return hub


def _github_places(url: str) -> dict[str, str]:
    return {"github": f"{url}/api", "github-raw": f"{url}/raw", "github-server": "http://[::1]:1"}


_BLOB = digest(FILES["LICENSE"]).removeprefix("sha256:")
HUBS = (
    Hub(
        "huggingface",
        huggingface,
        "hf:org/name",
        lambda url: {"huggingface": url},
        "/api/",
        "LICENSE",
    ),
    Hub("github", github, "github:org/name", _github_places, "/api/", "/raw/.*LICENSE"),
    Hub("oci", registry, "oci:127.0.0.1:1/org/m", lambda u: {"oci": u}, "/manifests/", _BLOB),
    Hub("ollama", registry, "ollama:m", lambda u: {"ollama": u}, "/manifests/", _BLOB),
    Hub("modelscope", modelscope, "modelscope:owner/name", lambda u: {"modelscope": u},
        "/openapi/", "FilePath=LICENSE"),
)  # fmt: skip


def attempt(hub: Hub, place: str, fault: Fault | None) -> tuple[str, bool]:
    """What came of a collection, in a word or two, and whether that is as it should be."""
    with hub.make() as server, tempfile.TemporaryDirectory() as cache:
        if fault is None:
            server.server_close()
        else:
            server.faults.append((place, fault))
        options = FetchOptions(
            timeout=TIMEOUT,
            deadline=DEADLINE,
            endpoints=hub.endpoints(server.url),
            cache_dir=Path(cache),
            sleep=lambda _: None,
        )
        began = time.monotonic()
        try:
            word, sound = outcome(collect(parse_ref(hub.ref), options))
        except CollectError as error:
            word, sound = WORDS[type(error)], True
        return word, sound and time.monotonic() - began < LIMIT


def outcome(snapshot: Snapshot) -> tuple[str, bool]:
    hidden = sorted({p.kind.value for p in snapshot.problems if p.hides_terms})
    return "problem: " + ", ".join(hidden) if hidden else "nothing noticed", bool(hidden)


def killed(times: int) -> int:
    """Number of stored answers found broken after so many kills of a process that writes them."""
    program = (
        "import sys; from pathlib import Path\n"
        "from licensecheck.hubs.answers import HubAnswer, Store\n"
        "store = Store(Path(sys.argv[1])); print('go', flush=True)\n"
        "n = 0\n"
        "while True:\n"
        "    n += 1; body = bytes([n % 256]) * 300000\n"
        "    store.write(f'{n % 50:064x}', HubAnswer('u', 200, {}, body))\n"
    )
    broken = 0
    chance = random.Random(0)  # noqa: S311 - when to kill, not what to hide
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder))
        for _ in range(times):
            process = subprocess.Popen(
                [sys.executable, "-c", program, folder], stdout=subprocess.PIPE
            )
            assert process.stdout
            assert process.stdout.readline(), "it ended before it wrote anything"
            time.sleep(chance.random() * 0.05)
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
            process.stdout.close()
            files = [path for path in Path(folder).rglob("*") if path.is_file()]
            whole = sum(store.read(f"{n:064x}") is not None for n in range(50))
            broken += sum(not path.name.startswith(".new-") for path in files) - whole
        assert whole, "no answer was kept"
    return broken


def table(title: str, place: Callable[[Hub], str], faults: dict[str, Fault | None]) -> bool:
    print(f"\n## {title}\n")
    print("| fault | " + " | ".join(hub.name for hub in HUBS) + " |")
    print("|---" * (len(HUBS) + 1) + "|")
    sound = True
    for name, fault in faults.items():
        results = [attempt(hub, place(hub), fault) for hub in HUBS]
        sound = sound and all(good for _, good in results)
        words = [word if good else f"**{word}**" for word, good in results]
        print(f"| {name} | " + " | ".join(words) + " |", flush=True)
    return sound


def main() -> int:
    print(INTRODUCTION)
    faults: dict[str, Fault | None] = {name: fault for name, (fault, _) in FAULTS.items()}
    sound = table("The hub's API fails", lambda hub: hub.api, {"down": None, **faults})
    sound &= table("Only the licence file fails", lambda hub: hub.licence, faults)
    broken = killed(KILLS)
    print("\n## Killed while writing its cache\n")
    print(f"{KILLS} times with SIGKILL at a random moment: {broken} broken answers.")
    return 0 if sound and not broken else 1


if __name__ == "__main__":
    raise SystemExit(main())
