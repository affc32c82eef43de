"""Names of files that cannot be shown: each is a problem that says so, whatever lists them."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from licensecheck.domain import ProblemKind, Snapshot
from licensecheck.hubs import FetchOptions, collect, parse_ref
from licensecheck.hubs.listing import shown
from tests.hubs.artefacts import PUSHED_FILES
from tests.hubs.git_double import GitServer, git
from tests.hubs.github_double import GitHub, Repository
from tests.hubs.huggingface_double import HuggingFace, Model
from tests.hubs.registry_double import Artefact, Part, RegistryDouble
from tests.hubs.test_modelscope import ModelScope

Options = Callable[..., FetchOptions]
ZERO_WIDTH, RIGHT_TO_LEFT, SURROGATE = "LICENSE\u200b", "model\u202ekcap.md", "LIC\udcffENSE"


@pytest.fixture
def served() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def huggingface(served: ExitStack, options: Options, _: Path, names: list[str]) -> Snapshot:
    server = served.enter_context(HuggingFace())
    server.models["o/m"] = Model({"README.md": b"---\nlicense: mit\n---\n"})
    server.models["o/m"].info = {
        "siblings": [{"rfilename": name} for name in ["README.md", *names]]
    }
    return collect(parse_ref("hf:o/m"), options(endpoints={"huggingface": server.url}))


def github(served: ExitStack, options: Options, _: Path, names: list[str]) -> Snapshot:
    server = served.enter_context(GitHub())
    server.repositories["o/m"] = Repository({"README.md": b"x", **dict.fromkeys(names, b"y")})
    endpoints = {"github": f"{server.url}/api", "github-raw": f"{server.url}/raw"}
    return collect(parse_ref("github:o/m"), options(endpoints=endpoints))


def modelscope(served: ExitStack, options: Options, _: Path, names: list[str]) -> Snapshot:
    server = served.enter_context(ModelScope())
    server.more = [{"Path": name} for name in names]
    return collect(parse_ref("ms:owner/name"), options(endpoints={"modelscope": server.url}))


def registry(served: ExitStack, options: Options, _: Path, names: list[str]) -> Snapshot:
    server = served.enter_context(RegistryDouble())
    title = "org.opencontainers.image.title"
    kind = "application/vnd.oci.image.layer.v1.tar"
    parts = [Part(kind, name.encode("utf-8", "replace"), {title: name}) for name in names]
    server.push("o/m:latest", Artefact(PUSHED_FILES.config, parts))
    return collect(parse_ref(f"oci:{server.url.removeprefix('http://')}/o/m"), options())


def git_server(served: ExitStack, options: Options, place: Path, names: list[str]) -> Snapshot:
    place.mkdir()
    folder(served, options, place / "m.git", names)
    git(place / "m.git", "init", "-q", "-b", "main")
    git(place / "m.git", "config", "uploadpack.allowFilter", "true")
    git(place / "m.git", "config", "uploadpack.allowAnySHA1InWant", "true")
    git(place / "m.git", "add", ".")
    git(place / "m.git", "commit", "-q", "-m", "first")
    server = served.enter_context(GitServer(place))
    return collect(parse_ref(f"git:{server.url}/m.git"), options(deadline=20.0))


def folder(_: ExitStack, options: Options, place: Path, names: list[str]) -> Snapshot:
    place.mkdir(exist_ok=True)
    (place / "README.md").write_text("---\nlicense: mit\n---\n")
    for name in names:
        (place / name).write_text("Terms.")
    return collect(parse_ref(str(place)), options())


@pytest.mark.parametrize("name", [ZERO_WIDTH, RIGHT_TO_LEFT, SURROGATE, "a\nLICENSE"])
@pytest.mark.parametrize(
    "hub", [huggingface, github, modelscope, registry, git_server, folder], ids=lambda f: f.__name__
)
def test_a_name_that_cannot_be_shown_is_a_problem_that_shows_it_escaped(
    served: ExitStack,
    options: Options,
    tmp_path: Path,
    hub: Callable[[ExitStack, Options, Path, list[str]], Snapshot],
    name: str,
) -> None:
    snapshot = hub(served, options, tmp_path / "place", [name])
    unsafe = [p for p in snapshot.problems if p.kind is ProblemKind.UNSAFE]
    assert [(p.subject, p.hides_terms) for p in unsafe] == [(shown(name), True)]
    assert unsafe[0].subject.isascii()
    assert name not in [f.path for f in snapshot.files]


def test_a_file_list_of_a_git_server_is_read_to_its_end(
    served: ExitStack, options: Options, tmp_path: Path
) -> None:
    names = [f"{n:03}-{'long' * 20}.txt" for n in range(300)]
    snapshot = git_server(served, options, tmp_path / "place", names)
    assert {f.path for f in snapshot.files} == {*names, "README.md"}
    assert snapshot.files_complete
