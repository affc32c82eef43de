"""What stands at a gate is read as what it is: a licence as a text, words as words."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from licensecheck import hubs
from licensecheck.auditor import Auditor
from licensecheck.domain import Level, MatchKind
from licensecheck.domain.report import Report
from licensecheck.knowledge.knowledge import installed
from licensecheck.report.formats import terminal
from licensecheck.settings import Settings
from tests.conftest import ROOT
from tests.hubs.huggingface_double import HuggingFace, Model

APACHE = (ROOT / "LICENSE").read_text("utf-8")
PROMPT = "README.md#extra_gated_prompt"
BAN = "You may use the model for non-commercial purposes only."
LONG = f"Please tell us who you are and where you work{', in which town' * 10}. "
"""200 characters."""
CAUTIOUS = {Level.UNKNOWN, Level.RESTRICTED_WEIGHTS, Level.CLOSED}


def audit(auditor: Auditor, folder: Path, front_matter: str) -> Report:
    """The report on a folder with weights whose card has this front matter and no prose."""
    (folder / "README.md").write_text(f"---\n{front_matter}---\n", "utf-8")
    (folder / "model.safetensors").write_bytes(b"")
    return auditor.audit(hubs.parse_ref(str(folder)))


def folded(prompt: str, licence: str = "apache-2.0") -> str:
    """Front matter with a prompt that YAML folds into one line."""
    line = " ".join(prompt.split())
    return f"license: {licence}\nextra_gated_prompt: >-\n  {line}\n"


def written(prompt: str, licence: str = "apache-2.0", **more: object) -> str:
    fields = {"license": licence, "extra_gated_prompt": prompt, **more}
    return yaml.safe_dump(fields, allow_unicode=True, width=70)


# --- A licence ----------------------------------------------------------------------------------


@pytest.mark.parametrize("head", [folded(APACHE), written(APACHE)], ids=["folded", "escaped"])
def test_a_licence_is_known_however_yaml_writes_it(
    auditor: Auditor, tmp_path: Path, head: str
) -> None:
    report = audit(auditor, tmp_path, head)
    (text,) = report.licenses
    assert (text.document, str(text.expression)) == (PROMPT, "Apache-2.0")
    assert [match.kind for match in text.matches] == [MatchKind.VERBATIM]
    assert report.level is Level.OPEN_WEIGHTS


@pytest.mark.parametrize("head", [folded, written])
def test_one_sentence_more_is_not_overlooked_in_it(
    auditor: Auditor, tmp_path: Path, head: object
) -> None:
    report = audit(auditor, tmp_path, head(f"{APACHE}\n{BAN}\n"))  # type: ignore[operator]
    (text,) = report.licenses
    assert [match.kind for match in text.matches] == [MatchKind.ALTERED]
    assert report.level is Level.RESTRICTED_WEIGHTS
    quotes = [one for found in report.findings for one in found.evidence]
    assert any(one.document == PROMPT and BAN in one.quote for one in quotes)


def test_of_two_licences_both_are_read(auditor: Auditor, tmp_path: Path, mit: str) -> None:
    report = audit(auditor, tmp_path, written(f"{APACHE}\n\n{mit}"))
    (text,) = report.licenses
    assert {match.license for match in text.matches} == {"Apache-2.0", "MIT"}


def test_a_licence_of_its_own_is_a_text_too(auditor: Auditor, tmp_path: Path) -> None:
    own = f"# Zebra Model License\n\nYou may use, copy, modify and distribute the model.\n\n{BAN}\n"
    report = audit(auditor, tmp_path, written(own, "other"))
    assert [one.document for one in report.licenses] == [PROMPT]
    assert report.level is Level.RESTRICTED_WEIGHTS


# --- Words --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        f"<div><p>{BAN}</p></div>",
        "本模型仅供学术研究使用，禁止用于任何商业用途。",
        f"{LONG * 500} {BAN} {LONG * 500}",
        f"Please tell us who you are. {BAN}",
        f"Please tell us who you are.\n\n* {BAN}\n",
    ],
    ids=["HTML", "Chinese", "200 kB", "one line", "list"],
)
def test_a_ban_at_the_gate_opens_nothing(auditor: Auditor, tmp_path: Path, words: str) -> None:
    assert audit(auditor, tmp_path, written(words)).level in CAUTIOUS


@pytest.mark.parametrize(
    "more",
    [
        {"extra_gated_fields": {f"I agree: {BAN}": "checkbox"}},
        {"extra_gated_fields": {"Purpose": {"type": "select", "options": [BAN]}}},
        {"extra_gated_heading": BAN},
        {"extra_gated_button_content": BAN},
        {"extra_gated_description": [BAN]},
    ],
)
def test_a_ban_in_any_field_of_the_form_opens_nothing(
    auditor: Auditor, tmp_path: Path, more: dict[str, object]
) -> None:
    head = yaml.safe_dump({"license": "apache-2.0", **more}, width=10**6)
    assert audit(auditor, tmp_path, head).level in CAUTIOUS


def test_a_form_that_asks_who_one_is_takes_nothing_away(auditor: Auditor, tmp_path: Path) -> None:
    fields = {"Name": "text", "Country": "country", "Job": {"type": "select", "options": ["Nurse"]}}
    head = written("Please tell us who you are.", extra_gated_fields=fields)
    report = audit(auditor, tmp_path, head)
    assert report.level is Level.OPEN_WEIGHTS
    assert report.gate is None  # the files are here: nobody clicks


# --- Behind it ----------------------------------------------------------------------------------


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[HuggingFace]:
    with HuggingFace() as double:
        monkeypatch.setenv("HF_ENDPOINT", double.url)
        yield double


def gated(hub: HuggingFace, kind: object, prompt: str, readers: set[str] | None = None) -> Report:
    files = {"README.md": f"---\n{written(prompt)}---\n".encode(), "LICENSE": APACHE.encode(),
             "model.safetensors": b"\0" * 100}  # fmt: skip
    info = {"gated": kind, "cardData": {"license": "apache-2.0", "extra_gated_prompt": prompt}}
    hub.models["zoo/zebra"] = Model(files, info=info, readers=readers)
    return Auditor(Settings(), lambda _: None).audit(hubs.parse_ref("hf:zoo/zebra"))


def test_a_gate_that_opens_at_once_is_told_and_closes_nothing(hub: HuggingFace) -> None:
    report = gated(hub, "auto", APACHE)
    assert report.level is Level.OPEN_WEIGHTS
    said = " ".join(terminal.render(report, installed()).split())
    assert "Before you click you agree to Apache-2.0" in said
    assert "you hand over user name, e-mail address" in said
    assert "the gate opens at once" in said


def test_an_approval_of_the_person_closes(hub: HuggingFace) -> None:
    assert gated(hub, "manual", APACHE).level is Level.CLOSED


def test_nothing_is_open_before_what_lies_behind_the_gate_was_read(hub: HuggingFace) -> None:
    report = gated(hub, "auto", APACHE, readers={"friend"})
    assert report.level is Level.UNKNOWN
    assert {one.subject for one in report.problems if one.hides_terms} >= {"LICENSE", "README.md"}


@pytest.mark.parametrize("kind", [1, True, "later"])
def test_a_gate_of_an_unknown_kind_opens_nothing(hub: HuggingFace, kind: object) -> None:
    report = gated(hub, kind, APACHE)
    assert report.level is Level.UNKNOWN
    assert any("whether it opens at once" in one.message for one in report.problems)
    said = " ".join(terminal.render(report, installed()).split())
    assert "whether the publisher approves each person is not told" in said


def test_before_one_clicks_one_is_told_what_words_at_the_gate_bind_one_to(hub: HuggingFace) -> None:
    """Clauses of the prompt, of boxes, and what is said beside the form, without a token."""
    data = "We keep your address for two years."
    head = written(
        "You agree not to use the model for commercial purposes.",
        extra_gated_description=data,
        extra_gated_fields={"Company": "text", "You must cite the paper": "checkbox"},
    )
    info = {"gated": "manual", "cardData": yaml.safe_load(head)}
    files = {"README.md": f"---\n{head}---\n".encode(), "model.safetensors": b"\0" * 100}
    hub.models["zoo/okapi"] = Model(files, info=info, readers={"friend"})
    report = Auditor(Settings(), lambda _: None).audit(hubs.parse_ref("hf:zoo/okapi"))
    assert report.gate
    assert report.gate.clauses == ("noncommercial-only",)
    assert report.gate.described
    assert report.gate.described.quote == data
    said = " ".join(terminal.render(report, installed()).split())
    assert 'you agree to "You agree not to use the model for commercial purposes."' in said
    assert 'you say "You must cite the paper"' in said
    assert "then you may not use it commercially without another licence" in said
    assert "you hand over user name, e-mail address, Company" in said
    assert f'beside it stands "{data}"' in said
    assert "the publisher approves each person" in said


def test_what_the_hub_disabled_cannot_be_downloaded(hub: HuggingFace) -> None:
    gated(hub, False, APACHE)
    hub.models["zoo/zebra"].info["disabled"] = True
    report = Auditor(Settings(), lambda _: None).audit(hubs.parse_ref("hf:zoo/zebra"))
    assert report.level is Level.CLOSED
    assert "disabled" in {one.subject for one in report.problems}


def test_the_report_is_json_that_says_the_same(hub: HuggingFace) -> None:
    report = gated(hub, "auto", APACHE)
    told = json.loads(report.model_dump_json())["gate"]
    assert told["opens"] == "automatic"
    assert told["licenses"] == ["Apache-2.0"]
    assert told["prompt"]["quote"] in APACHE
