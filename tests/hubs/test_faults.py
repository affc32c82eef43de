"""Every hub: with every fault an error that says how, in time, or a problem that hides terms."""

import time
from collections.abc import Callable

import pytest

from licensecheck.domain import Origin, ProblemKind, Snapshot
from licensecheck.errors import NotFoundError
from licensecheck.hubs import FetchOptions, collect, parse_ref
from tests.hubs.double import Fault
from tests.hubs.faults import FAULTS, PATIENCE
from tests.hubs.huggingface_double import COMMIT
from tests.hubs.reliability import HUBS, Hub

Make = Callable[..., FetchOptions]
UNREAD = {ProblemKind.UNAVAILABLE, ProblemKind.GATED, ProblemKind.MISSING, ProblemKind.TOO_LARGE}
OF_ALL = pytest.mark.parametrize("name", FAULTS)
# The registry of `oci` is asked as that of Ollama is.
OF_EACH = pytest.mark.parametrize(
    "hub", [one for one in HUBS if one.name != "oci"], ids=lambda h: h.name
)


def read(hub: Hub, place: str, fault: Fault, options: Make) -> Snapshot:
    """What is read of a hub in time where something fails."""
    began = time.monotonic()
    try:
        with hub.make() as server:
            server.faults.append((place, fault))
            return collect(parse_ref(hub.ref), options(endpoints=hub.endpoints(server.url)))
    finally:
        assert time.monotonic() - began < PATIENCE


@OF_EACH
@OF_ALL
def test_when_the_api_fails_the_error_says_how(
    hub: Hub, name: str, options: Make, waits: list[float]
) -> None:
    fault, expected = FAULTS[name]
    if (hub.name, name) == ("huggingface", "401"):
        expected = NotFoundError  # it says no more, without a token, of a model that it has not
    with pytest.raises(expected) as error:
        read(hub, hub.api, fault, options)
    named = ("127.0.0.1", hub.ref.partition(":")[2], "GitHub")
    assert any(one in str(error.value) for one in named)
    assert max(waits, default=0) <= 15


@OF_EACH
@OF_ALL
def test_when_the_licence_cannot_be_read_the_rest_is_and_a_problem_hides_terms(
    hub: Hub, name: str, options: Make
) -> None:
    snapshot = read(hub, hub.licence, FAULTS[name][0], options)
    assert any(problem.hides_terms for problem in snapshot.problems)
    assert {problem.kind for problem in snapshot.problems} <= UNREAD
    assert [one.path for one in snapshot.documents if one.path != "LICENSE"]


PINNED = [one for one in HUBS if one.name in ("huggingface", "github", "modelscope")]


@pytest.mark.parametrize("hub", PINNED, ids=lambda hub: hub.name)
def test_a_pinned_model_is_asked_for_once(hub: Hub, options: Make) -> None:
    with hub.make() as server:
        given = options(endpoints=hub.endpoints(server.url))
        first = collect(parse_ref(hub.ref, COMMIT), given)
        server.asked.clear()
        again = collect(parse_ref(hub.ref, COMMIT), given)
    assert (server.asked, first.origin, again.origin) == ([], Origin.HUB, Origin.CACHE)
    assert (again.revision, again.documents) == (COMMIT, first.documents)
