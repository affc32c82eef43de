"""Models packed as container artefacts: where each kind of packing puts licence and documents.

Read are Ollama, Docker Model Runner, ModelPack (CNCF), KitOps, container images, and files pushed
as they are (with their names as titles). Kinds can be mixed: each layer is judged by itself.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol

from licensecheck.domain import (
    Document,
    DocumentKind,
    FileEntry,
    HubMetadata,
    ModelRef,
    Problem,
    ProblemKind,
    Snapshot,
)
from licensecheck.errors import UnavailableError
from licensecheck.hubs import tarred
from licensecheck.hubs.answers import HubAnswer
from licensecheck.hubs.assemble import snapshot, texts, too_many, when
from licensecheck.hubs.cards import as_card
from licensecheck.hubs.decode import MAX_BYTES
from licensecheck.hubs.files import is_weights
from licensecheck.hubs.headers import gguf_fields, header_cards
from licensecheck.hubs.lenient import strings, table, tables
from licensecheck.hubs.listing import ListedFile, sound_path, unsound
from licensecheck.hubs.registry import Layer, Manifest
from licensecheck.hubs.wanted import HEADER_ENDINGS, wanted, with_headers

_LICENSE = re.compile(r"application/vnd\.(ollama\.image|docker\.ai)\.license\b")
_ARCHIVE = re.compile(r"\.docs?\.v\d+\.tar(\+gzip|\+zstd)?$")
# Formats of weights by what stands in a media type; the ending is what the file is called by us.
_WEIGHTS = (
    (re.compile(r"gguf|ollama\.image\.(model|adapter|projector)"), ".gguf"),
    (re.compile(r"safetensors"), ".safetensors"),
    (re.compile(r"\.(model\.weight|modelkit\.model(part)?)\b(?!\.config)"), ".bin"),
)
_POLICY = re.compile(r"\b(acceptable|prohibited)[ -]uses?\b|\buse policy\b")
_TITLE = 150
"""Characters in which a text's title stands."""
_IMAGE_LAYER = re.compile(r"image\.rootfs\.diff|image\.layer\.v1\.tar|rootfs")
_PATHS = ("org.cncf.model.filepath", "org.cnai.model.filepath", "org.opencontainers.image.title")
_LICENSES = "org.opencontainers.image.licenses"
_KITFILE = "application/vnd.kitops.modelkit.config"


class ArtifactSource(Protocol):
    """Where manifests and blobs come from: a registry, or a store on this disk."""

    def blobs(self, layers: Sequence[Layer], limit: int) -> list[HubAnswer | UnavailableError]:
        """The content of blobs, checked; of longer ones the beginning."""
        ...

    def headers(self, layers: Sequence[Layer]) -> list[HubAnswer | UnavailableError]:
        """The beginnings of blobs."""
        ...


def read_artifact(
    source: ArtifactSource, manifest: Manifest, ref: ModelRef, page: str | None = None
) -> Snapshot:
    """Read the documents of an artefact, and what its configuration and annotations say."""
    (config_answer,) = source.blobs([manifest.config], MAX_BYTES)
    config, problems = _config(config_answer)
    named = _named(manifest.layers)
    documents, mistakes = _documents(source, named, page)
    documents += _cards(manifest, config)
    models = {n: layer for n, layer in named.items() if n.endswith(HEADER_ENDINGS)}
    first = with_headers(models)
    documents += header_cards(first, source.headers([models[n] for n in first]))
    image = _unread_image(manifest)
    return snapshot(
        ref,
        revision=manifest.digest,
        **when(manifest.stored_at),
        documents=documents,
        files=[FileEntry(name, layer.size) for name, layer in named.items()],
        files_complete=not image,
        metadata=HubMetadata(
            licenses=_licenses(manifest, config),
            weights_downloadable=any(_is_weights(*entry) for entry in named.items()) or None,
        ),
        problems=[
            *problems,
            *mistakes,
            *_misnamed(manifest.layers),
            *image,
        ],
    )


def _config(answer: HubAnswer | UnavailableError) -> tuple[dict[str, Any], list[Problem]]:
    """The artefact's configuration; empty where it is none."""
    try:
        if isinstance(answer, UnavailableError):
            raise answer
        # An artefact without configuration has an empty blob or an empty object.
        return (answer.json() if answer.body.strip() else {}), []
    except UnavailableError as error:
        message = f"The configuration could not be read: {error}"
        return {}, [Problem(ProblemKind.UNAVAILABLE, "config", message)]


# --- Layers --------------------------------------------------------------------------------------


def _named(layers: Sequence[Layer]) -> dict[str, Layer]:
    """Layers by the name they have as files: their own where they have one, else ours."""
    named: dict[str, Layer] = {}
    times: Counter[str] = Counter()
    for layer in {layer.digest: layer for layer in layers}.values():
        name = _own_name(layer) or _our_name(layer)
        unique = name
        while unique in named:
            # Counted on, not from the start: a manifest can have thousands of one name.
            times[name] += 1
            unique = _numbered(name, times[name] + 1)
        named[unique] = layer
    return named


def _numbered(name: str, number: int) -> str:
    stem, dot, ending = name.rpartition(".")
    return f"{stem}-{number}.{ending}" if dot else f"{name}-{number}"


def _own_name(layer: Layer) -> str | None:
    if _LICENSE.match(layer.media_type):  # what it is is sure, what it is called is not
        return None
    return next((p for key in _PATHS if (p := sound_path(layer.annotations.get(key)))), None)


def _misnamed(layers: Sequence[Layer]) -> list[Problem]:
    """Problems of layers whose own name is no sound path: they go by ours, as any file does."""
    named = [name for la in layers for key in _PATHS if (name := la.annotations.get(key))]
    return [unsound(name) for name in named if not sound_path(name)]


def _our_name(layer: Layer) -> str:
    if _LICENSE.match(layer.media_type):
        return "LICENSE"
    for pattern, ending in _WEIGHTS:
        if pattern.search(layer.media_type):
            return f"model{ending}"
    last = re.split(r"[./]", layer.media_type.partition("+")[0])[-1]
    return last if last.isalnum() else "layer"


def _is_weights(name: str, layer: Layer) -> bool:
    return is_weights(name) or any(p.search(layer.media_type) for p, _ in _WEIGHTS)


def _documents(
    source: ArtifactSource, named: Mapping[str, Layer], page: str | None
) -> tuple[list[Document], list[Problem]]:
    """Documents among the layers and in archives of documents."""
    archives = {n: layer for n, layer in named.items() if _ARCHIVE.search(layer.media_type)}
    chosen, left_out = wanted((n, layer.size) for n, layer in named.items() if n not in archives)
    answers = source.blobs([named[f.path] for f in chosen], MAX_BYTES)
    listed = {name: ListedFile(layer.size) for name, layer in named.items()}
    documents, problems = texts(chosen, answers, listed, page=lambda _: page)
    documents = [_told_apart(document) for document in documents]
    problems += too_many(left_out)
    packed = source.blobs(list(archives.values()), tarred.ARCHIVE_BYTES)
    for (name, layer), answer in zip(archives.items(), packed, strict=True):
        if isinstance(answer, UnavailableError) or answer.status != 200:
            message = "The archive of documents could not be fetched."
            problems.append(Problem(ProblemKind.UNAVAILABLE, name, message))
            continue
        found, mistakes = tarred.documents(name, layer.media_type, answer.body, answer.cut)
        known = {d.path for d in documents}
        documents += [d for d in found if d.path not in known]
        problems += mistakes
    return documents, problems


def _told_apart(document: Document) -> Document:
    """A document with its kind: a registry has one type for licences and use policies."""
    begins = document.text[:_TITLE].lower()
    is_policy = document.kind is DocumentKind.LICENSE and _POLICY.search(begins)
    return replace(document, kind=DocumentKind.USE_POLICY) if is_policy else document


def _unread_image(manifest: Manifest) -> list[Problem]:
    """The problem of a container image: a file system that is not searched. Files pushed by
    themselves have the same type and a name."""
    if all(_own_name(la) or not _IMAGE_LAYER.search(la.media_type) for la in manifest.layers):
        return []
    message = "Licence texts may lie inside the image's file system, which is not searched."
    return [Problem(ProblemKind.MISSING, "image layers", message)]


# --- Configuration and annotations ---------------------------------------------------------------


def _licenses(manifest: Manifest, config: Mapping[str, Any]) -> tuple[str, ...]:
    """Licences that annotations, image labels and a ModelPack descriptor name."""
    labels = table(table(config.get("config")).get("Labels"))
    descriptor = table(config.get("descriptor")).get("licenses")
    annotated = manifest.annotations.get(_LICENSES), labels.get(_LICENSES)
    said = strings([*annotated, *strings(descriptor)])
    return tuple(dict.fromkeys(filter(str.strip, said)))


def _cards(manifest: Manifest, config: Mapping[str, Any]) -> list[Document]:
    """What the publisher wrote into the configuration, as cards."""
    if manifest.config.media_type.startswith(_KITFILE):
        return _kitfile_cards(config)
    found = table(table(config.get("config")).get("gguf")) or table(config.get("gguf"))
    fields = gguf_fields(found.items())
    return [as_card("model configuration", fields)] if fields.keys() - {"tags"} else []


def _kitfile_cards(kitfile: Mapping[str, Any]) -> list[Document]:
    """A card for each part of a Kitfile that names a licence: model, code, data."""
    model = table(kitfile.get("model"))
    whole = [table(kitfile.get("package")), model, *tables(model.get("parts"))]
    parts = {
        "model": whole,
        "code": tables(kitfile.get("code")),
        "data": tables(kitfile.get("datasets")),
    }
    cards = []
    for component, entries in parts.items():
        said = strings([entry.get("license") for entry in entries])
        licenses = list(dict.fromkeys(filter(str.strip, said)))
        if licenses:
            name = "Kitfile" if component == "model" else f"Kitfile ({component})"
            cards.append(as_card(name, {"license": licenses}, component=component))
    return cards
