"""One small artefact of every kind of packing."""

from collections.abc import Mapping

from tests.hubs.registry_double import DOCKER, Artefact, Part, as_blob, tar
from tests.hubs.test_headers import gguf, text

GGUF = gguf(("general.license", 8, text("llama3"))) + b"\0" * 300_000
IMAGE_CONFIG = "application/vnd.docker.container.image.v1+json"

OLLAMA = Artefact(
    Part(IMAGE_CONFIG, as_blob({"model_family": "llama"})),
    [
        Part("application/vnd.ollama.image.model", GGUF),
        Part("application/vnd.ollama.image.template", b"{{ .Prompt }}"),
        Part("application/vnd.ollama.image.license", b"First licence.\n"),
        Part("application/vnd.ollama.image.license", b"Use policy.\n"),
        Part("application/vnd.ollama.image.params", b"{}"),
    ],
    DOCKER,
)
MODEL_RUNNER = Artefact(
    Part("application/vnd.docker.ai.model.config.v0.1+json",
         as_blob({"config": {"gguf": {"general.license": "gemma"}}})),
    [
        Part("application/vnd.docker.ai.gguf.v3", GGUF),
        Part("application/vnd.docker.ai.license", b"The licence.\n"),
    ],
)  # fmt: skip
MODELPACK = Artefact(
    Part("application/vnd.cncf.model.config.v1+json",
         as_blob({"descriptor": {"licenses": ["Apache-2.0"], "name": "m"}})),
    [
        Part("application/vnd.cncf.model.weight.v1.raw", b"\0" * 99,
             {"org.cncf.model.filepath": "model.safetensors"}),
        Part("application/vnd.cncf.model.doc.v1.raw", b"---\nlicense: mit\n---\n",
             {"org.cncf.model.filepath": "README.md"}),
        Part("application/vnd.cncf.model.doc.v1.tar+gzip", tar({"LICENSE": b"Packed.\n"}),
             {"org.cncf.model.filepath": "docs"}),
        Part("application/vnd.cncf.model.doc.v1.tar", tar({"./NOTICE": b"Plain.\n"}, False)),
    ],
)  # fmt: skip
KITOPS = Artefact(
    Part("application/vnd.kitops.modelkit.config.v1+json",
         as_blob({"package": {"license": "Apache-2.0"}, "model": {"license": "llama3"},
                  "code": [{"license": "MIT"}], "datasets": [{"license": "CC-BY-4.0"}, "x"]})),
    [
        Part("application/vnd.kitops.modelkit.model.v1.tar+gzip", tar({"m.gguf": GGUF})),
        Part("application/vnd.kitops.modelkit.docs.v1.tar+gzip", tar({"LICENSE": b"Kit.\n"})),
    ],
)  # fmt: skip
IMAGE = Artefact(
    Part(IMAGE_CONFIG, as_blob(
        {"config": {"Labels": {"org.opencontainers.image.licenses": "Apache-2.0"}}})),
    [Part("application/vnd.docker.image.rootfs.diff.tar.gzip", tar({"LICENSE": b"x"}))],
    DOCKER,
    {},
)  # fmt: skip


def pushed(files: Mapping[str, bytes], **annotations: str) -> Artefact:
    """Files pushed as they are, with their names as titles."""
    kind, title = "application/vnd.oci.image.layer.v1.tar", "org.opencontainers.image.title"
    layers = [Part(kind, body, {title: name}) for name, body in files.items()]
    said = {f"org.opencontainers.image.{name}": value for name, value in annotations.items()}
    return Artefact(Part("application/vnd.oci.empty.v1+json", b"{}"), layers, annotations=said)


ALL = {
    "ollama": OLLAMA,
    "model-runner": MODEL_RUNNER,
    "modelpack": MODELPACK,
    "kitops": KITOPS,
    "image": IMAGE,
    "files": pushed({"LICENSE": b"Pushed.\n", "m.gguf": GGUF}, licenses="MIT"),
}
