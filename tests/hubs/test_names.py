"""Names of files that cannot be shown: each is a problem that says so, whatever lists them."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from licensecheck.domain import ProblemKind, Snapshot
from licensecheck.hubs import FetchOptions, collect, parse_ref
from licensecheck.hubs.listing import shown
from tests.hubs.git_double import GitServer, begun
from tests.hubs.reliability import FILES, HUBS, Hub

Options = Callable[..., FetchOptions]
ZERO_WIDTH, RIGHT_TO_LEFT, SURROGATE = "LICENSE\u200b", "model\u202ekcap.md", "LIC\udcffENSE"


@pytest.fixture
def served() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def git_server(served: ExitStack, options: Options, place: Path, names: list[str]) -> Snapshot:
    place.mkdir()
    folder(served, options, place / "m.git", names)
    begun(place / "m.git")
    server = served.enter_context(GitServer(place))
    return collect(parse_ref(f"git:{server.url}/m.git"), options(deadline=20.0))


def folder(_: ExitStack, options: Options, place: Path, names: list[str]) -> Snapshot:
    place.mkdir(exist_ok=True)
    (place / "README.md").write_text("---\nlicense: mit\n---\n")
    for name in names:
        (place / name).write_text("Terms.")
    return collect(parse_ref(str(place)), options())


def of(hub: Hub) -> Callable[[ExitStack, Options, Path, list[str]], Snapshot]:
    """What is read of a model of a hub that has files of these names."""

    def read(served: ExitStack, options: Options, _: Path, names: list[str]) -> Snapshot:
        server = served.enter_context(hub.make({**FILES, **dict.fromkeys(names, b"y")}))
        return collect(parse_ref(hub.ref), options(endpoints=hub.endpoints(server.url)))

    return read


@pytest.mark.parametrize("name", [ZERO_WIDTH, RIGHT_TO_LEFT, SURROGATE, "a\nLICENSE"])
@pytest.mark.parametrize("read", [*map(of, HUBS), git_server, folder])
def test_a_name_that_cannot_be_shown_is_a_problem_that_shows_it_escaped(
    served: ExitStack,
    options: Options,
    tmp_path: Path,
    read: Callable[[ExitStack, Options, Path, list[str]], Snapshot],
    name: str,
) -> None:
    snapshot = read(served, options, tmp_path / "place", [name])
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
