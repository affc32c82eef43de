"""What the models of one run share: how a host fares, and answers that anybody may read."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from licensecheck.ahead import ahead
from licensecheck.errors import CollectError, UnavailableError
from licensecheck.hubs import FetchOptions, collect, parse_ref
from licensecheck.hubs.egress import Egress
from licensecheck.hubs.network import AT_ONCE, FAILURES, REST, Network
from licensecheck.hubs.transport import Request, Transport
from tests.hubs.double import Asked, Double, Reply, status
from tests.hubs.huggingface_double import HuggingFace, Model

Make = Callable[..., FetchOptions]


class Counting(Double):
    """Notes how many requests it answers at one time."""

    def __init__(self) -> None:
        super().__init__()
        self.now, self.most = 0, 0
        self._lock = threading.Lock()

    def reply(self, asked: Asked) -> Reply:
        with self._lock:
            self.now += 1
            self.most = max(self.most, self.now)
        self.stopping.wait(0.02)
        with self._lock:
            self.now -= 1
        return Reply(b"{}")


@pytest.fixture
def counting() -> Iterator[Counting]:
    with Counting() as server:
        yield server


class Clock:
    """A clock that stands still unless it is told, and sleeps at once."""

    def __init__(self) -> None:
        self.time = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def shared(options: Make, clock: Clock) -> FetchOptions:
    """Options of collections of one run."""
    return options(network=Network(clock), clock=clock, sleep=clock.sleep, deadline=60)


def ask(options: FetchOptions, url: str) -> bytes:
    return Transport(options, Egress.of(options, url)).get(Request(url)).body


def test_a_host_that_fails_every_request_is_left_alone_after_the_first(
    counting: Counting, shared: FetchOptions
) -> None:
    counting.faults.append(("/", status(503)))
    for number in range(10):
        with pytest.raises(UnavailableError) as error:
            ask(shared, f"{counting.url}/{number}")
    assert "was not asked again: it answered 503" in str(error.value)
    assert len(counting.asked) == 3 * FAILURES  # each is tried three times


def test_it_is_asked_again_later(counting: Counting, shared: FetchOptions, clock: Clock) -> None:
    counting.faults.append(("/bad", status(503)))
    for _ in range(FAILURES):
        with pytest.raises(UnavailableError):
            ask(shared, f"{counting.url}/bad")
    with pytest.raises(UnavailableError, match="not asked again"):
        ask(shared, f"{counting.url}/good")
    clock.time += REST
    assert ask(shared, f"{counting.url}/good") == b"{}"


def test_failures_between_successes_are_those_of_what_was_asked_for(
    counting: Counting, shared: FetchOptions
) -> None:
    counting.faults.append(("/bad", status(500)))
    for _ in range(2 * FAILURES):
        with pytest.raises(UnavailableError):
            ask(shared, f"{counting.url}/bad")
        assert ask(shared, f"{counting.url}/good") == b"{}"


def test_files_that_cannot_be_had_keep_nobody_from_the_others(
    counting: Counting, shared: FetchOptions
) -> None:
    counting.faults.append(("/bad", status(500)))
    transport = Transport(shared, Egress.of(shared, counting.url))
    for number in range(2 * FAILURES):
        with pytest.raises(UnavailableError):
            transport.get(Request(f"{counting.url}/bad/{number}"))
    assert transport.get(Request(f"{counting.url}/good")).body == b"{}"


def test_a_host_is_judged_by_itself(
    counting: Counting, shared: FetchOptions, hf: HuggingFace
) -> None:
    counting.faults.append(("/", status(503)))
    for _ in range(FAILURES):
        with pytest.raises(UnavailableError):
            ask(shared, f"{counting.url}/")
    hf.models["org/name"] = Model({"README.md": b"---\nlicense: mit\n---\n"})
    assert ask(shared, f"{hf.url}/api/models/org/name")


def test_who_comes_while_a_host_asks_to_wait_waits_too(
    counting: Counting, shared: FetchOptions, clock: Clock
) -> None:
    shared.network.asked_to_wait(counting.url.removeprefix("http://"), 7, "answered 429")
    assert ask(shared, f"{counting.url}/") == b"{}"
    assert clock.slept == [7]


def test_all_models_together_make_so_many_requests_at_one_time(
    counting: Counting, options: Make
) -> None:
    shared = options(network=Network(), deadline=60, timeout=10)

    def model(number: int) -> int:
        transport = Transport(shared, Egress.of(shared, counting.url))
        return len(transport.all([Request(f"{counting.url}/{number}/{n}") for n in range(20)]))

    with ahead(range(8), model) as done:
        assert sum(done(number) for number in range(8)) == 160
    assert counting.most <= AT_ONCE


def test_no_cookie_goes_from_one_request_to_the_next(
    counting: Counting, shared: FetchOptions
) -> None:
    counting.faults.append(("/first", status(200, Set_Cookie="who=planted; Path=/")))
    ask(shared, f"{counting.url}/first")
    ask(shared, f"{counting.url}/second")
    assert "cookie" not in counting.asked[-1].headers


# --- Answers that anybody may read ---------------------------------------------------------------


@pytest.fixture
def read(hf: HuggingFace, tmp_path: Path) -> Callable[..., list[str]]:
    """The paths that are asked for where a model is read by someone, with a cache for all."""

    def run(token: str | None) -> list[str]:
        hf.asked.clear()
        options = FetchOptions(
            token=token, endpoints={"huggingface": hf.url}, cache_dir=tmp_path / "cache"
        )
        collect(parse_ref("org/name"), options)
        return hf.paths()

    return run


def test_a_public_model_that_was_read_with_one_token_is_there_for_all(
    hf: HuggingFace, read: Callable[..., list[str]]
) -> None:
    hf.models["org/name"] = Model({"README.md": b"---\nlicense: mit\n---\n", "LICENSE": b"Free."})
    assert len(read("first")) == 3
    assert read("second") == ["/api/models/org/name"]
    assert "if-none-match" in hf.asked[0].headers
    assert read(None) == ["/api/models/org/name"]


@pytest.mark.parametrize("said", [{"private": True}, {"gated": "manual"}, {"private": None}])
def test_what_only_some_may_read_is_read_anew_by_others(
    hf: HuggingFace, read: Callable[..., list[str]], said: dict[str, object]
) -> None:
    model = Model({"README.md": b"---\nlicense: mit\n---\n"}, readers={"first", "second"})
    model.info = {"gated": "manual", **said}
    hf.models["org/name"] = model
    assert "/org/name/resolve/" in read("first")[-1]
    assert "/org/name/resolve/" in read("second")[-1]
    if said.get("private", False) is not False:
        assert "if-none-match" not in hf.asked[0].headers


def test_ahead_gives_results_and_errors_in_the_order_of_the_items() -> None:
    def work(number: int) -> int:
        if number == 5:
            raise CollectError("planted")
        return number * number

    with ahead(range(100), work) as result:
        assert [result(n) for n in range(5)] == [0, 1, 4, 9, 16]
        with pytest.raises(CollectError, match="planted"):
            result(5)
        assert [result(n) for n in range(6, 100)] == [n * n for n in range(6, 100)]


def test_ahead_begins_nothing_more_once_its_block_ends() -> None:
    begun: list[int] = []
    hold = threading.Event()

    def work(number: int) -> None:
        begun.append(number)
        hold.wait(5)

    with pytest.raises(KeyboardInterrupt), ahead(range(1000), work) as result:  # noqa: PT012
        threading.Timer(0.05, hold.set).start()
        result(0)
        raise KeyboardInterrupt
    assert len(begun) < 100
