"""Texts that regular expressions once took minutes over are read in seconds."""

import signal
from collections.abc import Callable, Iterator, Sequence

import pytest

from licensecheck.classify.chinese import chinese_reader
from licensecheck.classify.classify import Classifier
from licensecheck.classify.matcher import RuleMatcher
from licensecheck.classify.tokens import tokens
from licensecheck.components.found import components
from licensecheck.domain import Card, Document, DocumentKind, ModelRef, Origin, Snapshot, Span
from licensecheck.identify.names import expression
from licensecheck.identify.wording import is_name
from licensecheck.identify.wording import without_addresses as without_links
from licensecheck.judge.claims import claims, without_addresses
from licensecheck.knowledge.facts import load_facts
from licensecheck.knowledge.knowledge import installed
from licensecheck.terms.named import stated_licenses
from licensecheck.terms.prose import gate
from licensecheck.text.front_matter import MAX_NAMES, read_card
from licensecheck.text.segment import segment
from licensecheck.text.toml import loads

SECONDS = 10
"""Each of these takes less than one; before, none ended in this time."""


@pytest.fixture(autouse=True)
def _ends() -> Iterator[None]:
    def late(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(SECONDS)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def card(text: str) -> Card:
    return read_card(Document("README.md", text, DocumentKind.CARD))[0]


def claimed(text: str) -> object:
    one = card(text)
    reader = Classifier(RuleMatcher({}, {}, "claims"), None)
    return claims(one, segment(one.document), {}, reader)


def named(text: str) -> Sequence[object]:
    one = card(text)
    return list(stated_licenses(one, segment(one.document), load_facts()))


def toml(text: str) -> None:
    with pytest.raises(ValueError, match=r"Unterminated|Expected|Unescaped|Illegal"):
        loads(text)


def chinese(text: str) -> object:
    return chinese_reader(installed()).read(text, Span(0, len(text)))


def parts(text: str) -> object:
    one = card(text)
    snapshot = Snapshot(ModelRef("local", "x"), None, Origin.HUB, None, (one.document,), (one,))
    return components(snapshot, installed().components)


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (lambda text: without_addresses(card(text).document), "[" * 300_000),
        (claimed, "This model is open, " + " " * 18_000 + ". It is free"),
        (claimed, ">" + "> " * 200_000 + "\nOpen"),
        (claimed, "Open." + " . " * 60_000 + "x"),
        (named, "# License\n\nIt is" + " " * 300_000 + "MIT"),
        (parts, "#" + "\n" * 100_000),
        (parts, "# a" + " " * 300_000 + "b"),
        (parts, "<h1\n" * 60_000),
        (is_name, "a" * 300_000),
        (without_links, "a" * 300_000),
        (lambda text: expression(text, facts=load_facts()), "/" * 300_000),
        (lambda text: expression(text, facts=load_facts()), "https://a.b/" + "/" * 300_000 + "c"),
        (tokens, "(" * 50_000),
        (tokens, ")" * 50_000),
        (toml, '["' + '\\"' * 100_000),
        (chinese, "您不得将模型用于商业用途，" * 8_000),
        (chinese, "不得" * 20_000),
    ],
)
def test_it_ends(read: Callable[[str], object], text: str) -> None:
    read(text)


def test_the_gate_is_read_once_however_many_fields_it_has() -> None:
    one = card("---\n" + "".join(f"extra_gated_{at}: agree\n" for at in range(999)) + "---\n")
    assert sum(len(clause.span) for clause in gate(one)) <= one.body.start


@pytest.mark.parametrize("key", ["licenses", "base_model", "datasets"])
def test_so_many_names_are_read_and_the_rest_is_a_problem(key: str) -> None:
    text = f"---\n{key}:\n" + "".join(f"- a/b{at}\n" for at in range(MAX_NAMES + 1)) + "---\nX\n"
    document = Document("README.md", text, DocumentKind.CARD)
    one, problems = read_card(document)
    assert {len(one.licenses), len(one.base_models), len(one.datasets)} == {0, MAX_NAMES}
    left = [problem for problem in problems if "Only the first" in problem.message]
    assert [problem.hides_terms for problem in left] == [key != "datasets"]
