"""From which host a project loads the models of a hub, by what it sets itself."""

from time import process_time

import pytest

from licensecheck.knowledge.endpoints import load_endpoints
from licensecheck.scan.endpoints import Moved, moved

HUBS = load_endpoints().items()


def set_in(text: str, file: str = "a.txt") -> list[Moved]:
    return list(moved(text, file, python=file.endswith(".py")))


@pytest.mark.parametrize(("hub", "line"), [(hub, x) for hub, one in HUBS for x in one.examples])
def test_every_example_names_another_host(hub: str, line: str) -> None:
    assert [one.hub for one in set_in(line)] == [hub]


@pytest.mark.parametrize("line", [line for _, one in HUBS for line in one.near_misses])
def test_no_near_miss_does(line: str) -> None:
    assert set_in(line) == []


@pytest.mark.parametrize(
    ("text", "host", "line"),
    [
        ("e:\n- name: HF_ENDPOINT\n  value: https://hub.example.org/x\n", "hub.example.org", 2),
        ("- name: HF_ENDPOINT\n  valueFrom: {secretKeyRef: {name: a, key: b}}\n", "", 1),
        ('{"name": "HF_ENDPOINT",\n "value": "http://10.0.0.7:8080"}', "10.0.0.7", 1),
        ('name  = "HF_ENDPOINT"\nvalue = "https://hub.example.org"\n', "hub.example.org", 1),
        ("a=1\nHF_ENDPOINT='https://Hub.Example.org:8443/api'\n", "hub.example.org", 2),
        ("value: {{ .Values.x }}\nHF_ENDPOINT: {{ .Values.hub | quote }}\n", "", 2),
        ('HF_ENDPOINT: {{ .hub | default "https://hub.example.org" }}', "hub.example.org", 1),
        ("HF_ENDPOINT=https://$HOST/hf", "", 1),
        ("HF_ENDPOINT=https://hub.example.org/$TEAM", "hub.example.org", 1),
    ],
)  # fmt: skip
def test_the_host_is_told_with_its_line(text: str, host: str, line: int) -> None:
    assert set_in(text) == [Moved("huggingface", host, "a.txt", line)]


def test_a_docstring_sets_nothing() -> None:
    text = '"""Use it so:\n\nexport HF_ENDPOINT=https://hub.example.org\n"""\n'
    assert set_in(text, "a.py") == []
    assert set_in(f'{text}os.system("HF_ENDPOINT=https://hub.example.org x")\n', "a.py") == [
        Moved("huggingface", "hub.example.org", "a.py", 5)
    ]


@pytest.mark.parametrize(
    "text", ["HF_ENDPOINT=${", "value: x name: HF_ENDPOINT ", "HfApi(", f"HF_ENDPOINT{' ' * 2000}"]
)
def test_a_long_line_costs_as_much_as_its_length(text: str) -> None:
    """Whatever stands beside a name is looked at within bounds: 4 MB take seconds, not hours."""
    began = process_time()
    set_in(text * (1_000_000 // len(text)))
    assert process_time() - began < 10
