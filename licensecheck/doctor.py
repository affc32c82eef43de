"""`licensecheck doctor`: what is installed, what runs where, and what is missing."""

import os
import sys
from collections.abc import Iterator

from licensecheck.distribution import CPU, NAME, installed, pip_install, version_of
from licensecheck.errors import LicensecheckError, SettingsError
from licensecheck.knowledge import rules_version
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.settings import Settings
from licensecheck.version import __version__

Check = tuple[bool, str, str]
"""Whether it is as it should be, its name, and what was found or what to do."""


def diagnose(settings: Settings, knowledge: Knowledge) -> tuple[str, bool]:
    """The diagnosis as text, and whether all is well."""
    checks = [*_installation(), *_data(knowledge)]
    checks += [*_runtime(settings.device), *_surroundings(settings)]
    lines = (f"{'ok  ' if good else 'FAIL'}  {name:14} {words}" for good, name, words in checks)
    return "\n".join(lines), all(good for good, _, _ in checks)


def _installation() -> Iterator[Check]:
    python = ".".join(map(str, sys.version_info[:3]))
    yield True, "licensecheck", f"{__version__}, Python {python} on {sys.platform}"
    yield _distribution()
    for package in ("huggingface-hub", "spacy", "pydantic", "tokenizers", "numpy"):
        found = version_of(package)
        yield bool(found), package, found or "missing: reinstall licensecheck-ai"
    reader = version_of("pypdf")
    wanted = f"not read: {pip_install('documents')}"
    yield True, "PDF", f"read with pypdf {reader}" if reader else wanted


def _distribution() -> Check:
    """Which of the two distributions is installed; they own the same files."""
    found = installed()
    if len(found) > 1:
        words = f"{NAME} and {CPU} overwrite each other: uninstall both, then install one again"
        return False, "distribution", words
    kinds = {NAME: "ONNX Runtime for GPUs where there is a build", CPU: "ONNX Runtime for the CPU"}
    words = f"{found[0]} ({kinds[found[0]]})" if found else "none: it runs from its source"
    return True, "distribution", words


def _data(knowledge: Knowledge) -> Iterator[Check]:
    rules, facts = knowledge.rules.labels, knowledge.facts.licenses
    frameworks = ", ".join(knowledge.frameworks)
    words = f"version {rules_version()}: {len(rules)} labels, frameworks {frameworks}"
    yield bool(rules), "rules", words
    yield bool(facts), "licence facts", f"{len(facts)} licences"
    try:
        yield True, "licence index", f"{len(knowledge.index)} texts"
    except LicensecheckError as error:
        yield False, "licence index", f"cannot be read ({error}): reinstall licensecheck-ai"


def _runtime(device: str) -> Iterator[Check]:
    both = [name for name in ("onnxruntime", "onnxruntime-gpu") if version_of(name)]
    found = ", ".join(f"{name} {version_of(name)}" for name in both)
    again = f"reinstall {(installed() or (NAME,))[0]}"
    if len(both) > 1:
        found += f": they overwrite each other; uninstall both, then {again}"
    yield len(both) == 1, "ONNX Runtime", found or f"missing: {again}"
    from licensecheck.classify.model import ClauseModel
    from licensecheck.classify.released import ModelFilesError
    from licensecheck.classify.runtime import TELEMETRY_OFF
    from licensecheck.classify.weigher import FOLDER as DOUBTS
    from licensecheck.reader.places import FOLDER as PLACES

    yield os.environ.get(TELEMETRY_OFF) == "1", "telemetry", "off in ONNX Runtime and hub client"
    try:
        model = ClauseModel.load(device)
    except ModelFilesError as error:
        yield False, "classifier", f"not used, {error}: reinstall licensecheck-ai"
    else:
        words = f"{len(model.labels)} labels, weights {model.sha256[:16]}: all files as released"
        yield True, "classifier", words
        yield True, "device", f"{model.device}: {model.device_reason}"
    for name, folder in (("weigher of doubts", DOUBTS), ("reader of names", PLACES)):
        try:
            ClauseModel.load(device, folder=folder)
        except ModelFilesError as error:
            yield False, name, f"not used, {error}: reinstall licensecheck-ai"
        else:
            yield True, name, "all files as released"


def _surroundings(settings: Settings) -> Iterator[Check]:
    from licensecheck.cache.key import sealing
    from licensecheck.hubs.certificates import named_certificates

    yield True, "cache", str(settings.cache or "none")
    kept = sealing(settings.cache)
    yield bool(kept.seal), "cache key", kept.words + ("" if kept.seal else "; nothing is kept")
    yield True, "hub", os.environ.get("HF_ENDPOINT", "https://huggingface.co")
    try:
        named = named_certificates()
        yield True, "certificates", f"those of {named[0]}" if named else "those of the system"
    except SettingsError as error:
        yield False, "certificates", str(error)
    # Whether there is one, never a part of it.
    yield True, "token", "HF_TOKEN is set" if os.environ.get("HF_TOKEN") else "none in HF_TOKEN"
