"""Write the bill of materials of a wheel: CycloneDX 1.6, the same for the same environment.

    python -m requirements.sbom WHEEL FILE

Lists what the wheel needs to run, extra `bom` included, in the releases of this environment, which
`make install` made from requirements/dev.txt; and the classifier in it with what it was made from.
"""

import json
import sys
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType, Pedigree
from cyclonedx.model.license import DisjunctiveLicense, LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

CLASSIFIER = "licensecheck/_data/classifier"
# licensecheck: ignore the base of our classifier, which the policy waives by its folder
ENCODER = PackageURL("huggingface", "sentence-transformers", "all-MiniLM-L6-v2")
PROJECT = "licensecheck-ai"


def main(arguments: Sequence[str]) -> None:
    """Write the bill of one wheel to a file."""
    wheel, file = map(Path, arguments)
    file.write_text(bill(wheel), encoding="utf-8")


def bill(wheel: Path) -> str:
    """The bill as JSON, without a date: the wheel's digest says what it is of."""
    needs = _closure(PROJECT, ("bom",))
    parts = {name: _package(name) for name in needs}
    parts[PROJECT].hashes = [_hash(wheel.read_bytes())]
    made = Bom(serial_number=uuid5(NAMESPACE_URL, sha256(wheel.read_bytes()).hexdigest()))
    made.metadata.component = parts[PROJECT]
    model = _classifier(wheel)
    made.components = [model, *(one for name, one in parts.items() if name != PROJECT)]
    for name, needed in needs.items():
        inside = [model] if name == PROJECT else []
        made.register_dependency(parts[name], [*inside, *(parts[other] for other in needed)])
    written: dict[str, Any] = json.loads(JsonV1Dot6(made).output_as_string())
    del written["metadata"]["timestamp"]  # the library's clock
    return json.dumps(written, indent=2, sort_keys=True) + "\n"


def _closure(root: str, extras: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """Each distribution that a root needs on this platform, with those that it needs itself."""
    needs: dict[str, Sequence[str]] = {}
    waiting = [(root, tuple(extras))]
    while waiting:
        name, wanted = waiting.pop()
        found = list(_needed(name, wanted))
        needs[name] = sorted({*needs.get(name, ()), *(other for other, _ in found)})
        waiting += [one for one in found if one[0] not in needs or one[1]]
    return dict(sorted(needs.items()))


def _needed(name: str, extras: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for line in metadata.requires(name) or ():
        one = Requirement(line)
        applies = (
            [one.marker.evaluate({"extra": extra}) for extra in ("", *extras)]
            if one.marker
            else [True]
        )
        if any(applies):
            yield canonicalize_name(one.name), tuple(sorted(one.extras))


def _package(name: str) -> Component:
    about = metadata.metadata(name).json
    version = metadata.version(name)
    return Component(
        name=name,
        version=version,
        bom_ref=name,
        type=ComponentType.APPLICATION if name == PROJECT else ComponentType.LIBRARY,
        purl=PackageURL("pypi", name=name, version=version),
        licenses=[_license(about)] if _said(about) else [],
    )


def _said(about: Mapping[str, Any]) -> str:
    """What a distribution says of its licence, in one line; empty where it gives only a text."""
    named = [
        one.rpartition(" :: ")[2]
        for one in about.get("classifier", ())
        if one.startswith("License ::")
    ]
    said = about.get("license_expression") or about.get("license") or ""
    return said if said and "\n" not in said else "; ".join(named)


def _license(about: Mapping[str, Any]) -> LicenseExpression | DisjunctiveLicense:
    if expression := about.get("license_expression"):
        return LicenseExpression(expression)
    return DisjunctiveLicense(name=_said(about))


def _classifier(wheel: Path) -> Component:
    """The weights in the wheel; their digest is that of model.onnx."""
    with zipfile.ZipFile(wheel) as archive:
        weights = archive.read(f"{CLASSIFIER}/model.onnx")
    base = Component(
        name=ENCODER.name, type=ComponentType.MACHINE_LEARNING_MODEL, purl=ENCODER,
        licenses=[LicenseExpression("Apache-2.0")],
    )  # fmt: skip
    return Component(
        name="clause-classifier",
        bom_ref="clause-classifier",
        type=ComponentType.MACHINE_LEARNING_MODEL,
        licenses=[LicenseExpression("Apache-2.0")],
        hashes=[_hash(weights)],
        pedigree=Pedigree(ancestors=[base]),
    )


def _hash(content: bytes) -> HashType:
    return HashType(alg=HashAlgorithm.SHA_256, content=sha256(content).hexdigest())


if __name__ == "__main__":
    main(sys.argv[1:])
