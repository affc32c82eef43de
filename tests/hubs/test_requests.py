"""Which requests arrive, with which headers, whatever cards, manifests and files say."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from licensecheck.auditor import Auditor
from licensecheck.checker import check
from licensecheck.domain import Snapshot
from licensecheck.domain.report import Report
from licensecheck.errors import AccessError, UnavailableError
from licensecheck.gate.gate import Gate
from licensecheck.hubs import FetchOptions, collect, parse_ref
from licensecheck.settings import Settings
from tests.hubs.artefacts import OLLAMA
from tests.hubs.double import Asked, Double, Reply, as_json, status
from tests.hubs.git_double import GitServer, begun
from tests.hubs.github_double import GitHub, Repository
from tests.hubs.huggingface_double import HuggingFace, Model
from tests.hubs.registry_double import DOCKER, Artefact, Part, RegistryDouble
from tests.hubs.reliability import HUBS, Hub

Make = Callable[..., FetchOptions]


class Recorder(Double):
    """A service of this machine: answers everything, and would tell secrets."""

    def reply(self, asked: Asked) -> Reply:
        return as_json({"name": "planted", "email": "planted@example.org"})


class Watched(HuggingFace):
    """A hub that also answers what only its users may ask, to whoever has the token."""

    def reply(self, asked: Asked) -> Reply:
        is_signed = asked.headers.get("authorization") == "Bearer mine"
        if is_signed and asked.path.partition("?")[0].endswith("/whoami-v2"):
            return as_json({"name": "planted"})
        return super().reply(asked)

    def with_token(self) -> set[str]:
        """Beginnings of the paths that were asked for with the token."""
        told = [a.path for a in self.asked if a.headers.get("authorization") == "Bearer mine"]
        return {path.partition("?")[0].partition("/resolve/")[0] for path in told}


@pytest.fixture
def elsewhere() -> Iterator[Recorder]:
    with Recorder() as server:
        yield server


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Watched]:
    with Watched() as server:
        monkeypatch.setenv("HF_ENDPOINT", server.url)
        monkeypatch.setenv("HF_TOKEN", "mine")
        yield server


def audited(ref: str, **settings: bool) -> Report:
    return Auditor(Settings(**settings), lambda _: None).audit(parse_ref(ref))


# --- Licences that a card links to ---------------------------------------------------------------


@pytest.mark.parametrize(
    "link",
    [
        "https://huggingface.co/../api/blob/../whoami-v2",
        "https://huggingface.co/../../blob/x/api/whoami-v2",
        "https://huggingface.co/owner/private/blob/main/.env",
        "https://huggingface.co/owner/private/resolve/main/%2e%2e/%2e%2e/%2e%2e/api/whoami-v2",
        "https://huggingface.co/owner/private/raw/main/..%2f..%2f..%2fapi/whoami-v2",
        "https://huggingface.co/owner/private/raw/main/..\\..\\..\\api\\whoami-v2",
        "https://github.com/../../blob/x/whoami-v2",
        "../../../api/whoami-v2",
        "%2e%2e/%2e%2e/api/whoami-v2",
        "/api/whoami-v2",
        "//127.0.0.1/api/whoami-v2",
        "https://mine@huggingface.co/owner/private/blob/main/LICENSE",
        "https://huggingface.co.evil.example/owner/private/blob/main/LICENSE",
        "http://127.0.0.1:1/owner/private/blob/main/LICENSE",
    ],
)
def test_a_link_in_a_card_is_never_followed_with_the_token(hub: Watched, link: str) -> None:
    card = f"---\nlicense: other\nlicense_link: {json.dumps(link)}\n---\n".encode()
    hub.models["org/name"] = Model({"README.md": card, "model.safetensors": b""})
    secret = {".env": b"PLANTED=1", "LICENSE": b"planted"}
    hub.models["owner/private"] = Model(secret, readers={"mine"}, private=True)
    report = audited("hf:org/name")
    assert hub.with_token() <= {"/api/models/org/name", "/org/name"}
    assert "whoami-v2" not in {path.rpartition("/")[2] for path in hub.paths()}
    assert "planted" not in report.model_dump_json().lower()


def test_a_linked_licence_of_the_model_itself_is_read_with_the_token(hub: Watched) -> None:
    card = b"---\nlicense: other\nlicense_link: legal/terms.txt\n---\n"
    files = {"README.md": card, "legal/terms.txt": b"No commercial use."}
    hub.models["org/name"] = Model(files, readers={"mine"}, private=True)
    assert "legal/terms.txt" in audited("hf:org/name").texts


def test_a_public_licence_of_another_model_is_read_without_the_token(hub: Watched) -> None:
    link = "https://huggingface.co/org/base/blob/main/LICENSE"
    card = f"---\nlicense: other\nlicense_link: {link}\n---\n".encode()
    hub.models["org/name"] = Model({"README.md": card})
    hub.models["org/base"] = Model({"LICENSE": b"No commercial use."})
    assert "org/base/LICENSE" in audited("hf:org/name").texts
    assert hub.with_token() == {"/api/models/org/name", "/org/name"}


# --- Models that it was made from, and repositories that it links to -----------------------------


def child_of(name: str) -> Model:
    card = f"---\nlicense: mit\nbase_model: {name}\n---\n# Zebra\n"
    return Model({"README.md": card.encode(), "model.safetensors": b""})


PARENT = {"README.md": b"---\nlicense: other\n---\n# Planted\n", "LICENSE": b"Planted terms."}


def test_a_gated_base_of_another_owner_is_read_with_the_token(hub: Watched) -> None:
    hub.models["org/name"] = child_of("farm/parent")
    card = b"---\nlicense: cc-by-nc-4.0\n---\n# Zebra\n"
    hub.models["farm/parent"] = Model({"README.md": card}, readers={"mine"})
    assert [str(n.license) for n in audited("hf:org/name").lineage.nodes] == ["MIT", "CC-BY-NC-4.0"]


@pytest.mark.parametrize(("parent", "read"), [("victim/parent", False), ("org/parent", True)])
def test_a_private_base_is_quoted_only_if_it_is_of_the_same_owner(
    hub: Watched, parent: str, read: bool
) -> None:
    hub.models["org/name"] = child_of(parent)
    hub.models[parent] = Model(PARENT, readers={"mine"}, private=True)
    report = audited("hf:org/name")
    told = [one.message for one in report.problems if parent in one.subject]
    assert any("private" in message for message in told) is not read
    assert any(node.id.endswith(parent) and node.license for node in report.lineage.nodes) is read
    if not read:
        assert "planted" not in report.model_dump_json().lower()


def test_repositories_that_a_card_links_to_are_asked_without_a_token(
    hub: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", "mine")
    card = b"---\nlicense: mit\n---\nThe code is at https://github.com/org/name.\n"
    hub.models["org/name"] = Model({"README.md": card})
    with GitHub() as github:
        monkeypatch.setenv("GITHUB_API_URL", f"{github.url}/api")
        monkeypatch.setenv("GITHUB_SERVER_URL", f"{github.url}/git")
        github.repositories["org/name"] = Repository({"train.py": b""}, readers={"mine"})
        audited("hf:org/name", follow_links=True)
        assert github.asked
        assert all("authorization" not in asked.headers for asked in github.asked)
        github.asked.clear()
        audited("github:org/name")
        assert {a.headers.get("authorization") for a in github.asked} == {"Bearer mine"}


# --- References in files -------------------------------------------------------------------------


def bom(*purls: str) -> str:
    parts = [{"type": "machine-learning-model", "name": "x", "purl": purl} for purl in purls]
    return json.dumps({"bomFormat": "CycloneDX", "specVersion": "1.6", "components": parts})


def test_a_bill_of_materials_leads_to_no_request_to_this_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate.parse(["restricted-weights"])
    auditor = Auditor(Settings(), lambda _: None)
    with RegistryDouble() as registry:
        registry.push("a/b:latest", OLLAMA)
        host = registry.url.removeprefix("http://")
        file = tmp_path / "bom.json"
        file.write_text(bom(f"pkg:oci/x?repository_url={host}/a/b"))
        found = check([str(file)], gate, auditor.audits)
        assert found.exit_code == 3
        assert f"{host} was not asked" in found.models[0].reasons[0]
        assert registry.asked == []
        # What the user names himself is asked, also where a file names it too.
        check([str(file), f"oci:{host}/a/b"], gate, auditor.audits)
        assert registry.asked
        registry.asked.clear()
        monkeypatch.setenv("LICENSECHECK_HOSTS", host)
        check([str(file)], gate, auditor.audits)
        assert registry.asked


@pytest.mark.parametrize("ref", ["oci:{}/a/b", "ollama:{}/a/b:latest", "git:http://{}/a/b"])
def test_what_nobody_typed_leads_to_no_request_to_this_machine(
    elsewhere: Recorder, options: Make, ref: str
) -> None:
    host = elsewhere.url.removeprefix("http://")
    with pytest.raises(UnavailableError, match="named it neither"):
        collect(parse_ref(ref.format(host), typed=False), options())
    assert elsewhere.asked == []


# --- Redirects, realms, layers -------------------------------------------------------------------


@pytest.mark.parametrize("hub_", HUBS, ids=[hub.name for hub in HUBS])
@pytest.mark.parametrize("place", ["api", "licence"])
def test_no_hub_redirects_to_another_service_of_this_machine(
    elsewhere: Recorder, options: Make, hub_: Hub, place: str
) -> None:
    with hub_.make() as server:
        location = f"{elsewhere.url}/secret"
        server.faults.append((getattr(hub_, place), status(302, Location=location)))
        told = told_about(hub_, options(endpoints=hub_.endpoints(server.url)))
    assert any("named it neither" in one for one in told)
    assert elsewhere.asked == []


def told_about(hub_: Hub, given: FetchOptions) -> list[str]:
    """What is said instead of an answer, or of parts of it that hide terms."""
    try:
        return [p.message for p in collect(parse_ref(hub_.ref), given).problems if p.hides_terms]
    except UnavailableError as error:
        return [str(error)]


def pulled(registry: RegistryDouble, options: Make, **changes: object) -> Snapshot:
    host = registry.url.removeprefix("http://")
    return collect(parse_ref(f"oci:{host}/org/m"), options(**changes))


def test_a_realm_on_this_machine_is_not_asked_for_a_token(
    elsewhere: Recorder, options: Make
) -> None:
    with RegistryDouble() as registry:
        registry.push("org/m:latest", OLLAMA)
        registry.bearer = True
        for realm in (f"{elsewhere.url}/token", elsewhere.url.replace("http:", "https:")):
            registry.realm = realm
            with pytest.raises((AccessError, UnavailableError)):
                pulled(registry, options)
    assert elsewhere.asked == []


def test_a_challenge_without_end_takes_no_time(options: Make) -> None:
    with RegistryDouble() as registry:
        challenge = "Bearer " + "a" * 60_000
        registry.faults.append(("/", status(401, WWW_Authenticate=challenge)))
        with pytest.raises(AccessError):
            pulled(registry, options, deadline=10.0)


def test_other_addresses_of_a_layer_are_not_asked(elsewhere: Recorder, options: Make) -> None:
    class Foreign(Part):
        def described(self) -> dict[str, object]:
            return {**super().described(), "urls": [f"{elsewhere.url}/layer"]}

    licence = Foreign("application/vnd.ollama.image.license", b"Terms.")
    with RegistryDouble() as registry:
        registry.push("org/m:latest", Artefact(Part("x", b"{}"), [licence], DOCKER))
        del registry.blobs[licence.described()["digest"]]
        found = pulled(registry, options)
    assert [(p.kind, p.hides_terms) for p in found.problems] == [("missing", True)]
    assert elsewhere.asked == []


# --- Git -----------------------------------------------------------------------------------------


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "served" / "owner" / "model.git"
    folder.mkdir(parents=True)
    (folder / "LICENSE").write_text("Terms.")
    begun(folder)
    return tmp_path / "served"


class Moved(Double):
    """A git server on which a repository has another name."""

    to = ""

    def reply(self, asked: Asked) -> Reply:
        rest = asked.path.partition("/info/")[2]
        return Reply(status=301, headers={"Location": f"{self.to}/owner/model.git/info/{rest}"})


def test_git_is_led_to_no_other_service_of_this_machine(repository: Path, options: Make) -> None:
    with GitServer(repository) as server, Moved() as moved:
        moved.to = server.url
        ref = parse_ref(f"git:{moved.url}/old/name.git")
        with pytest.raises(UnavailableError, match="named it neither"):
            collect(ref, options(deadline=20.0))
        assert server.sent == 0
        hosts = {("127.0.0.1", None)}
        found = collect(ref, options(deadline=20.0, hosts=hosts))
        assert [d.text for d in found.documents] == ["Terms."]


def test_git_itself_follows_no_redirect(
    repository: Path, options: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server may answer the first request and redirect the next."""
    with GitServer(repository) as server, Moved() as moved:
        moved.to = server.url

        def once(handler: object, _: Reply) -> None:
            moved.faults.clear()
            handler.send(Reply(b"001e# service=git-upload-pack\n"))  # type: ignore[attr-defined]

        moved.faults.append(("/info/", once))
        with pytest.raises(UnavailableError):
            collect(parse_ref(f"git:{moved.url}/old/name.git"), options(deadline=20.0))
        assert server.sent == 0
