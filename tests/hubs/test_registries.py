"""Container registries and Ollama: a real registry, and a double for what that does not do."""

import base64
import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx2
import pytest

from licensecheck.domain import DocumentKind, Origin, Snapshot
from licensecheck.errors import AccessError, NotFoundError, UnavailableError
from licensecheck.hubs import FetchOptions, collect, parse_ref
from licensecheck.hubs.tarred import ARCHIVE_BYTES, documents
from licensecheck.hubs.wanted import MAX_DOCUMENTS
from tests.hubs import artefacts
from tests.hubs.artefacts import GGUF, OLLAMA
from tests.hubs.faults import told
from tests.hubs.registry_double import INDEX, Artefact, Part, RegistryDouble, digest, tar

Make = Callable[..., FetchOptions]
Read = Callable[..., Snapshot]


@pytest.fixture(autouse=True)
def _nobody_logged_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCKER_CONFIG", str(tmp_path / "docker"))
    monkeypatch.setenv("OLLAMA_MODELS", str(tmp_path / "ollama"))


def log_in(folder: Path, host: str, user: str) -> None:
    folder.mkdir(exist_ok=True)
    auth = base64.b64encode(user.encode()).decode()
    (folder / "config.json").write_text(json.dumps({"auths": {host: {"auth": auth}}}))


# --- References ----------------------------------------------------------------------------------


# --- A real registry -----------------------------------------------------------------------------


class RealRegistry:
    """Debian's docker-registry on loopback, with a configuration of its own."""

    def __init__(self, folder: Path, user: str | None = None) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.host = f"127.0.0.1:{free.getsockname()[1]}"
        self.user = user
        login = ""
        if user:
            name, password = user.split(":")
            made = subprocess.run(
                ["htpasswd", "-Bbn", name, password], capture_output=True, check=True
            )
            (folder / "htpasswd").write_bytes(made.stdout)
            login = f"auth: {{htpasswd: {{realm: basic-realm, path: {folder / 'htpasswd'}}}}}\n"
        (folder / "config.yml").write_text(
            "version: 0.1\n"
            "log: {level: error}\n"
            f"storage: {{filesystem: {{rootdirectory: {folder / 'data'}}}}}\n"
            f"http: {{addr: '{self.host}'}}\n{login}"
        )
        self.process = subprocess.Popen(
            ["docker-registry", "serve", str(folder / "config.yml")],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.client = httpx2.Client(
            base_url=f"http://{self.host}", auth=tuple(user.split(":")) if user else None
        )
        for _ in range(200):
            try:
                self.client.get("/v2/")
                return
            except httpx2.TransportError:
                time.sleep(0.05)
        raise RuntimeError("docker-registry does not start")

    def push(self, name: str, artefact: Artefact) -> str:
        repository, _, tag = name.rpartition(":")
        for part in (artefact.config, *artefact.layers):
            began = self.client.post(f"/v2/{repository}/blobs/uploads/").headers["location"]
            url = httpx2.URL(began).copy_merge_params({"digest": digest(part.body)})
            assert self.client.put(url, content=part.body).status_code == 201
        return self.put(repository, tag, artefact.media_type, artefact.manifest())

    def put(self, repository: str, reference: str, media_type: str, body: bytes) -> str:
        done = self.client.put(
            f"/v2/{repository}/manifests/{reference}",
            content=body,
            headers={"Content-Type": media_type},
        )
        assert done.status_code == 201, done.text
        return str(done.headers["docker-content-digest"])

    def stop(self) -> None:
        self.client.close()
        self.process.kill()
        self.process.wait()


@pytest.fixture(scope="module", params=[None, "bob:secret"], ids=["open", "htpasswd"])
def registry(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RealRegistry]:
    if not shutil.which("docker-registry") or not shutil.which("htpasswd"):
        pytest.skip("docker-registry and htpasswd are not installed")
    server = RealRegistry(tmp_path_factory.mktemp("registry"), request.param)
    for name, artefact in artefacts.ALL.items():
        server.push(f"org/{name}:v1", artefact)
    yield server
    server.stop()


@pytest.fixture
def pull(registry: RealRegistry, options: Make, tmp_path: Path) -> Read:
    if registry.user:
        log_in(tmp_path / "docker", registry.host, registry.user)

    def run(name: str, **changes: object) -> Snapshot:
        changes.setdefault("deadline", 20.0)
        changes.setdefault("timeout", 5.0)
        return collect(parse_ref(f"oci:{registry.host}/org/{name}"), options(**changes))

    return run


def claims(snapshot: Snapshot) -> dict[str, tuple[str, ...]]:
    return {c.document.path: c.licenses for c in snapshot.cards}


def test_ollama(pull: Read) -> None:
    snapshot = pull("ollama:v1")
    licences = {d.path: d.text for d in snapshot.documents if d.path.startswith("LICENSE")}
    assert licences == {"LICENSE": "First licence.\n", "LICENSE-2": "Use policy.\n"}
    kinds = {d.path: d.kind for d in snapshot.documents if d.path in licences}
    assert kinds == {"LICENSE": DocumentKind.LICENSE, "LICENSE-2": DocumentKind.USE_POLICY}
    assert claims(snapshot) == {"model.gguf (header)": ("llama3",)}
    assert snapshot.metadata.weights_downloadable
    assert snapshot.revision == digest(OLLAMA.manifest())
    assert {f.path: f.size for f in snapshot.files}["model.gguf"] == len(GGUF)
    assert snapshot.problems == ()


def test_docker_model_runner(pull: Read) -> None:
    snapshot = pull("model-runner:v1")
    assert {d.path: d.text for d in snapshot.documents}["LICENSE"] == "The licence.\n"
    assert claims(snapshot) == {
        "model configuration": ("gemma",),
        "model.gguf (header)": ("llama3",),
    }
    assert snapshot.problems == ()


def test_modelpack(pull: Read) -> None:
    snapshot = pull("modelpack:v1")
    assert {d.path: d.text for d in snapshot.documents} == {
        "LICENSE": "Packed.\n",
        "NOTICE": "Plain.\n",
        "README.md": "---\nlicense: mit\n---\n",
    }
    assert snapshot.metadata.licenses == ("Apache-2.0",)
    assert snapshot.metadata.weights_downloadable
    assert snapshot.problems == ()


def test_kitops(pull: Read) -> None:
    snapshot = pull("kitops:v1")
    assert {d.path: d.text for d in snapshot.documents}["LICENSE"] == "Kit.\n"
    assert claims(snapshot) == {
        "Kitfile": ("Apache-2.0", "llama3"),
        "Kitfile (code)": ("MIT",),
        "Kitfile (data)": ("CC-BY-4.0",),
    }
    assert {c.document.component for c in snapshot.cards} == {"model", "code", "data"}
    assert snapshot.metadata.weights_downloadable


def test_a_container_image_says_its_label_and_that_its_files_were_not_searched(pull: Read) -> None:
    snapshot = pull("image:v1")
    assert snapshot.metadata.licenses == ("Apache-2.0",)
    assert not snapshot.files_complete
    assert told(snapshot.problems) == [("missing", "image layers", True)]


def test_files_pushed_as_they_are(pull: Read) -> None:
    snapshot = pull("files:v1")
    assert {d.path: d.text for d in snapshot.documents}["LICENSE"] == "Pushed.\n"
    assert claims(snapshot) == {"m.gguf (header)": ("llama3",)}
    assert snapshot.metadata.licenses == ("MIT",)
    assert snapshot.files_complete
    assert snapshot.problems == ()


def test_an_index_leads_to_the_manifest_for_this_kind_of_machine(
    registry: RealRegistry, pull: Read
) -> None:
    inner = registry.push("org/index:arm", artefacts.MODEL_RUNNER)
    ours = registry.push("org/index:amd", artefacts.OLLAMA)
    sizes = {inner: len(artefacts.MODEL_RUNNER.manifest()), ours: len(OLLAMA.manifest())}
    body = json.dumps(
        {"schemaVersion": 2, "mediaType": INDEX, "manifests": [
            {"mediaType": artefacts.MODEL_RUNNER.media_type, "digest": inner, "size": sizes[inner],
             "platform": {"os": "linux", "architecture": "arm64"}},
            {"mediaType": OLLAMA.media_type, "digest": ours, "size": sizes[ours],
             "platform": {"os": "linux", "architecture": "amd64"}},
        ]}
    ).encode()  # fmt: skip
    registry.put("org/index", "v1", INDEX, body)
    snapshot = pull("index:v1")
    assert {d.text for d in snapshot.documents} >= {"First licence.\n"}
    assert snapshot.revision == digest(body)


def test_a_digest_is_asked_for_once(registry: RealRegistry, pull: Read) -> None:
    pinned = f"ollama@{digest(OLLAMA.manifest())}"
    first = pull(pinned)
    again = pull(pinned, offline=True)
    assert (first.origin, again.origin) == (Origin.HUB, Origin.CACHE)
    assert again.documents == first.documents


def test_what_is_not_there(registry: RealRegistry, pull: Read, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        pull("ollama:v9")
    with pytest.raises(NotFoundError):
        pull("nothing:v1")
    if registry.user:
        log_in(tmp_path / "docker", registry.host, "bob:wrong")
        with pytest.raises(AccessError, match="401") as error:
            pull("ollama:v1")
        assert "docker login" in error.value.remedy


# --- What the real one does not do ---------------------------------------------------------------


@pytest.fixture
def hub() -> Iterator[RegistryDouble]:
    with RegistryDouble() as server:
        server.push("library/m:latest", OLLAMA)
        server.push("org/m:latest", OLLAMA)
        yield server


@pytest.fixture
def ollama(hub: RegistryDouble, options: Make) -> Read:
    def run(name: str = "ollama:m", **changes: object) -> Snapshot:
        return collect(parse_ref(name), options(endpoints={"ollama": hub.url}, **changes))

    return run


@pytest.fixture
def oci(hub: RegistryDouble, options: Make) -> Read:
    def run(**changes: object) -> Snapshot:
        host = hub.url.removeprefix("http://")
        return collect(parse_ref(f"oci:{host}/org/m"), options(**changes))

    return run


def test_ollama_by_its_short_name(hub: RegistryDouble, ollama: Read) -> None:
    snapshot = ollama()
    assert [d.path for d in snapshot.documents][:2] == ["LICENSE", "LICENSE-2"]
    assert snapshot.documents[0].url == "https://ollama.com/library/m"
    assert hub.paths()[0] == "/v2/library/m/manifests/latest"


def test_a_token_is_fetched_and_blobs_come_from_elsewhere_without_it(
    hub: RegistryDouble, oci: Read
) -> None:
    hub.bearer = True
    with RegistryDouble() as cdn:
        cdn.blobs = hub.blobs
        hub.cdn = cdn.url
        assert len(oci(hosts={("127.0.0.1", None)}).documents) == 3
        assert cdn.asked
        assert all("authorization" not in a.headers for a in cdn.asked)


def test_credentials_go_to_no_realm_elsewhere(
    hub: RegistryDouble, oci: Read, tmp_path: Path
) -> None:
    hub.bearer, hub.user = True, "bob:secret"
    log_in(tmp_path / "docker", hub.url.removeprefix("http://"), "bob:secret")
    assert len(oci().documents) == 3
    with RegistryDouble() as thief:
        hub.realm = f"{thief.url}/token"
        with pytest.raises(AccessError):
            oci(refresh=True)
        assert thief.asked == []


def test_tokens_and_passwords_are_not_kept(
    hub: RegistryDouble, oci: Read, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(0)
    hub.bearer, hub.user = True, "bob:planted"
    log_in(tmp_path / "docker", hub.url.removeprefix("http://"), "bob:planted")
    oci()
    folder = tmp_path / "answers"
    kept = b"".join(p.read_bytes() for p in folder.rglob("*") if p.is_file()) + caplog.text.encode()
    secret = base64.b64encode(b"bob:planted")
    assert kept
    assert b"planted" not in kept
    assert secret not in kept
    assert b"pass-repository" not in kept


@pytest.mark.skipif(os.name == "nt", reason="the helper is a shell script")
def test_a_credential_helper_is_asked(
    hub: RegistryDouble, oci: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub.user = "bob:secret"
    host = hub.url.removeprefix("http://")
    helper = tmp_path / "docker-credential-mine"
    helper.write_text(
        '#!/bin/sh\nread host\necho "{\\"Username\\":\\"bob\\",\\"Secret\\":\\"secret\\"}"\n'
    )
    helper.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    (tmp_path / "docker").mkdir()
    settings = tmp_path / "docker" / "config.json"
    settings.write_text(json.dumps({"credHelpers": {host: "mine"}}))
    assert len(oci().documents) == 3
    for bad in ("../mine", "absent", 3):
        settings.write_text(json.dumps({"credHelpers": {host: bad}}))
        with pytest.raises(AccessError):
            oci(refresh=True)


def test_a_blob_with_another_digest_is_not_taken(hub: RegistryDouble, ollama: Read) -> None:
    hub.blobs[digest(OLLAMA.layers[2].body)] = b"You may do anything.\n"
    snapshot = ollama()
    assert "You may do anything.\n" not in {d.text for d in snapshot.documents}
    assert told(snapshot.problems) == [("unavailable", "LICENSE", True)]


def test_a_manifest_with_another_digest_is_not_taken(hub: RegistryDouble, ollama: Read) -> None:
    pinned = digest(OLLAMA.manifest())
    hub.manifests[f"library/m:{pinned}"] = ("x", b'{"layers": []}')
    with pytest.raises(UnavailableError, match="another manifest"):
        ollama(f"ollama:m@{pinned}")


@pytest.mark.parametrize(
    "body",
    [b"[]", b"{}", b'{"layers": 3, "config": {}}', b'{"manifests": [3, {"digest": "../x"}]}',
     b'{"schemaVersion": 1, "fsLayers": []}'],
)  # fmt: skip
def test_nonsense_manifests(hub: RegistryDouble, ollama: Read, body: bytes) -> None:
    hub.manifests["library/m:latest"] = ("x", body)
    with pytest.raises(UnavailableError):
        ollama()


def test_thousands_of_layers_of_one_name_take_no_time_and_are_named(
    hub: RegistryDouble, ollama: Read
) -> None:
    licence = "application/vnd.ollama.image.license"
    layers = [Part(licence, f"Licence {i}.".encode()) for i in range(10_000)]
    hub.push("library/m:latest", Artefact(OLLAMA.config, layers))
    snapshot = ollama(deadline=20.0)
    assert len({f.path for f in snapshot.files}) == 10_000
    assert len(snapshot.documents) == MAX_DOCUMENTS
    assert "9,920 other files" in {p.subject for p in snapshot.problems}
    assert len(snapshot.problems) == 21
    assert all(p.hides_terms for p in snapshot.problems)


# --- Ollama's store on this disk -----------------------------------------------------------------


def store(folder: Path, host: str, artefact: Artefact) -> None:
    place = folder / "manifests" / host / "library" / "m"
    place.mkdir(parents=True)
    (place / "latest").write_bytes(artefact.manifest())
    (folder / "blobs").mkdir()
    for part in (artefact.config, *artefact.layers):
        (folder / "blobs" / digest(part.body).replace(":", "-")).write_bytes(part.body)


def test_where_the_registry_cannot_be_asked_the_store_is_read(
    hub: RegistryDouble, ollama: Read, tmp_path: Path
) -> None:
    with pytest.raises(UnavailableError):
        ollama(offline=True)
    store(tmp_path / "ollama", "registry.ollama.ai", OLLAMA)
    snapshot = ollama(offline=True)
    assert hub.asked == []
    assert snapshot.origin is Origin.CACHE
    assert {d.text for d in snapshot.documents} >= {"First licence.\n", "Use policy.\n"}
    assert claims(snapshot) == {"model.gguf (header)": ("llama3",)}
    assert told(snapshot.problems) == [("stale", "hub", False)]
    licence = digest(b"First licence.\n").replace(":", "-")
    (tmp_path / "ollama" / "blobs" / licence).write_bytes(b"Free for all.\n")
    assert ("unavailable", "LICENSE", True) in told(ollama(offline=True).problems)


# --- Archives ------------------------------------------------------------------------------------

TYPE = "application/vnd.cncf.model.doc.v1.tar+gzip"


def test_paths_in_an_archive_that_lead_elsewhere_are_not_read_and_said() -> None:
    files = {"../LICENSE": b"a", "/LICENSE": b"b", "x/../../LICENSE": b"c", "sub/LICENSE": b"d"}
    found, problems = documents("docs", TYPE, tar(files))
    assert [(d.path, d.text) for d in found] == [("sub/LICENSE", "d")]
    assert [p.subject for p in problems if p.hides_terms] == list(files)[:3]


def test_an_archive_that_unpacks_to_a_gigabyte_is_cut() -> None:
    bomb = tar({"LICENSE": b"x", "pad": b"\0" * (ARCHIVE_BYTES + 2**20)})
    found, problems = documents("docs", TYPE, bomb)
    assert [d.path for d in found] == ["LICENSE"]
    assert [p.kind for p in problems] == ["too-large"]


@pytest.mark.parametrize("data", [b"", b"x", b"\x1f\x8b", b"\x1f\x8bx", b"\xff" * 2000])
def test_what_is_no_archive(data: bytes) -> None:
    found, problems = documents("docs", TYPE, data)
    assert found == []
    assert data == b"" or [(p.kind, p.subject) for p in problems] == [("binary", "docs")]


def test_a_packing_that_is_not_read_is_a_problem(hub: RegistryDouble, ollama: Read) -> None:
    part = Part("application/vnd.cncf.model.doc.v1.tar+zstd", b"x")
    hub.push("library/m:latest", Artefact(OLLAMA.config, [part]))
    assert told(ollama().problems) == [("binary", "tar", True)]


def test_a_broken_configuration_is_a_problem_of_its_own(hub: RegistryDouble, ollama: Read) -> None:
    config = Part("x", b"\xff")
    hub.push("library/m:latest", Artefact(config, OLLAMA.layers))
    assert told(ollama().problems) == [("unavailable", "config", True)]
