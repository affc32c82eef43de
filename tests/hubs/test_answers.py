"""Whatever a hub answers: an error of ours or a problem in time, and never the end of others."""

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from licensecheck.auditor import Auditor
from licensecheck.checker import check
from licensecheck.domain import Gating
from licensecheck.errors import CollectError, UnavailableError
from licensecheck.gate.gate import Gate
from licensecheck.hubs import FetchOptions, collect, parse_ref
from licensecheck.hubs.hf_metadata import CARD_SIZE, metadata, metadata_card
from licensecheck.hubs.json_body import MAX_DEPTH, read_json
from licensecheck.hubs.listing import MAX_FILES
from licensecheck.settings import Settings
from tests.hubs.double import Fault, Handler, Reply, odd_headers
from tests.hubs.faults import PATIENCE
from tests.hubs.huggingface_double import HuggingFace, Model
from tests.hubs.reliability import HUBS, Hub

Make = Callable[..., FetchOptions]
HUB = pytest.mark.parametrize("hub", HUBS, ids=[hub.name for hub in HUBS])

values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)


@HUB
def test_headers_that_are_not_ascii_hide_nothing(hub: Hub, options: Make) -> None:
    with hub.make() as server:
        server.faults.append(("", odd_headers))
        given = options(endpoints=hub.endpoints(server.url))
        first, again = (collect(parse_ref(hub.ref), given) for _ in range(2))
    assert "Free.\n" in {d.text for d in first.documents}
    assert again.documents == first.documents


# --- Values of another type ----------------------------------------------------------------------


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Where the values inside a value are, itself first."""
    inner: Any = ()
    if isinstance(value, dict):
        inner = value.items()
    elif isinstance(value, list):
        inner = enumerate(value)
    return [path, *(one for key, item in inner for one in places(item, (*path, key)))]


def with_other(value: Any, path: tuple[Any, ...], other: Any) -> Any:
    """A value with another one somewhere inside."""
    if not path:
        return other
    copied = value.copy()
    copied[path[0]] = with_other(value[path[0]], path[1:], other)
    return copied


def changed(number: int, other: Any) -> Fault:
    """Each JSON reply with another value at one of its places."""

    def fault(handler: Handler, reply: Reply) -> None:
        try:
            value = json.loads(reply.body)
        except ValueError:
            return handler.send(reply)
        path = places(value)[number % len(places(value))]
        body = json.dumps(with_other(value, path, other)).encode()
        return handler.send(Reply(body, reply.status, reply.headers))

    return fault


@HUB
def test_values_of_any_type_are_an_error_of_ours_or_no_harm(hub: Hub, options: Make) -> None:
    with hub.make() as server:
        where = hub.endpoints(server.url)
        asking = options(endpoints=where, refresh=True, deadline=PATIENCE, timeout=5.0)

        @settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
        @given(st.integers(0, 200), values)
        def attempt(number: int, other: Any) -> None:
            server.faults[:] = [("", changed(number, other))]
            told = ""
            try:
                collect(parse_ref(hub.ref), asking)
            except CollectError as error:
                told = str(error)
            assert "made licensecheck fail" not in told

        attempt()


@pytest.mark.parametrize("gated", [{}, [], [{}], {"auto": 1}, 0, 1, 3.5, True, "later", None])
def test_a_gate_of_any_other_type_is_an_unknown_gate(gated: object) -> None:
    assert metadata({"gated": gated}).gating is Gating.UNKNOWN


# --- Depth and length ----------------------------------------------------------------------------


def deep(levels: int) -> bytes:
    return b"[" * levels + b"]" * levels


def test_json_is_read_to_a_depth() -> None:
    assert read_json(deep(MAX_DEPTH)) is not None
    for levels in (MAX_DEPTH + 1, 900, 200_000):
        with pytest.raises(ValueError, match="deep"):
            read_json(deep(levels))
        with pytest.raises(ValueError, match="deep"):
            read_json(b'{"a": ' * levels + b"1" + b"}" * levels)


@given(values)
def test_json_of_any_value_is_read_as_it_is(value: Any) -> None:
    text = json.dumps(value)
    assert json.dumps(read_json(text.encode())) == text


@pytest.mark.parametrize("data", [b"", b"\xff", b"{", b'"\xed\xa0\x80"', b"\0", b"9" * 5000])
def test_what_is_no_json_in_utf_8(data: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - of whichever kind
        read_json(data)


def test_front_matter_of_any_length_is_read_in_part_and_said_so() -> None:
    found = {"x": {str(n): n for n in range(200_000)}, "license": "mit", "y": "z" * CARD_SIZE}
    (card,), problems = metadata_card({"cardData": found}, "https://hub.example")
    assert "license: mit" in card.text
    assert len(card.text) < CARD_SIZE
    (problem,) = problems
    assert "2 of its fields are too large and were not read: x, y." in problem.message
    assert problem.hides_terms


def test_a_file_list_of_any_length_is_read_in_part_and_said_so(
    hf: HuggingFace, options: Make
) -> None:
    siblings = [{"rfilename": f"{n}.bin"} for n in range(MAX_FILES + 1)]
    hf.models["org/name"] = Model({}, info={"siblings": siblings})
    given = options(endpoints={"huggingface": hf.url}, deadline=60.0, timeout=30.0)
    found = collect(parse_ref("hf:org/name"), given)
    assert len(found.files) == MAX_FILES
    assert not found.files_complete
    assert [(p.subject, p.hides_terms) for p in found.problems] == [("file list", True)]


# --- One model among others ----------------------------------------------------------------------


def test_one_bad_model_never_ends_the_check_of_others(
    hf: HuggingFace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", hf.url)
    nested: list[Any] = []
    for _ in range(900):
        nested = [nested]
    bad = {
        "org/gated": {"gated": {}},
        "org/listed": {"gated": []},
        "org/deep": {"cardData": {"license": nested}},
        "org/types": {"siblings": {}, "tags": 3, "cardData": [], "baseModels": "x", "sha": []},
    }
    for name, info in bad.items():
        hf.models[name] = Model({"model.safetensors": b""}, info=info)
    hf.models["org/good"] = Model({"README.md": b"---\nlicense: mit\n---\n"})
    app = "".join(f'AutoModel.from_pretrained("{name}")\n' for name in hf.models)
    (tmp_path / "app.py").write_text(f"from transformers import AutoModel\n{app}")
    auditor = Auditor(Settings(), lambda _: None)
    began = time.monotonic()
    report = check([str(tmp_path / "app.py")], Gate.parse(["closed"]), auditor.audits)
    assert time.monotonic() - began < 5 * PATIENCE
    assert len(report.models) == 5
    assert not any("defect" in reason for one in report.models for reason in one.reasons)
    assert {one.ref for one in report.models if one.report is None} == {
        "huggingface:org/deep",
        "huggingface:org/types",
    }


def test_an_answer_that_makes_us_fail_is_told_as_such_and_ends_its_model_alone(
    hf: HuggingFace, options: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: object) -> None:
        raise ZeroDivisionError("planted")

    hf.models["org/name"] = Model({})
    monkeypatch.setattr("licensecheck.hubs.huggingface.metadata", broken)
    with pytest.raises(
        UnavailableError, match="made licensecheck fail: ZeroDivisionError"
    ) as error:
        collect(parse_ref("hf:org/name"), options(endpoints={"huggingface": hf.url}))
    assert "report" in error.value.remedy
