"""Policies that others can only tighten: those of folders above, and locked ones."""

from hashlib import sha256
from pathlib import Path

import pytest

from licensecheck.domain import Level
from licensecheck.domain.report import CheckedModel
from licensecheck.gate.load import FILE, describe, load_gate
from tests.gate.reports import MODEL, finding, place, report
from tests.hubs.git_double import git

NONCOMMERCIAL = report(finding("noncommercial-only"), license="CC-BY-NC-4.0")
OPEN = report(level=Level.OPEN_WEIGHTS, license="Apache-2.0")
COPYLEFT = report(finding("copyleft"), level=Level.OPEN_WEIGHTS, license="GPL-3.0-only")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A checkout with a folder in it."""
    git(tmp_path, "init", "-q")
    (tmp_path / "app").mkdir()
    return tmp_path


def decided(folder: Path, what: object, *places: str) -> CheckedModel:
    """What the policy says that is found in a folder."""
    named = tuple(place((folder / one).as_posix()) for one in places)
    return load_gate(None, (), folder).decide(MODEL, lambda _: what, named)  # type: ignore[arg-type, return-value]


# --- Folders ------------------------------------------------------------------------------------


@pytest.mark.parametrize("laxer", ["extends: none\n", "extends: research\n", "unknown: warn\n"])
def test_the_laxer_policy_of_a_folder_never_wins(project: Path, laxer: str) -> None:
    (project / FILE).write_text("extends: commercial-use\n")
    (project / "app" / FILE).write_text(laxer)
    assert decided(project / "app", NONCOMMERCIAL, "a.py").stopped
    assert decided(project / "app", OPEN, "a.py").passed


@pytest.mark.parametrize(
    "waives",
    [
        "allow: {models: [org/name]}\n",
        "allow: {licenses: [CC-BY-NC-4.0]}\n",
        "waivers: [{model: org/name, rules: [noncommercial], reason: We do not sell it,"
        " author: Ada, expires: 2027-01-01}]\n",
    ],
)
def test_what_a_folder_accepts_takes_nothing_from_the_policy_above(
    project: Path, waives: str
) -> None:
    (project / FILE).write_text("extends: commercial-use\n")
    (project / "app" / FILE).write_text(f"extends: commercial-use\n{waives}")
    assert decided(project / "app", NONCOMMERCIAL, "a.py").stopped


def test_the_stricter_policy_of_a_folder_holds(project: Path) -> None:
    (project / FILE).write_text("extends: commercial-use\n")
    (project / "app" / FILE).write_text("extends: permissive\n")
    assert decided(project / "app", COPYLEFT, "a.py").stopped
    assert decided(project / "app", OPEN, "a.py").passed


def test_a_part_that_the_policy_above_lists_is_decided_as_it_says(project: Path) -> None:
    (project / FILE).write_text(f"extends: commercial-use\nfolders: {{app/: app/{FILE}}}\n")
    (project / "app" / FILE).write_text("extends: research\n")
    assert decided(project / "app", NONCOMMERCIAL, "a.py").passed
    assert decided(project / "app", NONCOMMERCIAL).passed  # a model that the command names
    assert decided(project, NONCOMMERCIAL, "a.py").stopped


def test_comments_and_unread_files_are_for_the_policy_above_to_accept(project: Path) -> None:
    entry = "allow-unread: [{paths: [a.csv], reason: Only measurements}]\n"
    (project / FILE).write_text("extends: research\ncomments: refuse\n")
    (project / "app" / FILE).write_text(f"extends: research\n{entry}")
    below = load_gate(None, (), project / "app")
    assert not below.comments
    assert below.unread() == ()
    (project / FILE).write_text(f"extends: research\n{entry.replace('a.csv', 'app/')}")
    below = load_gate(None, (), project / "app")
    assert below.comments
    assert [one.paths for one in below.unread()] == [("app/",)]


def test_a_policy_outside_the_checkout_is_none_of_it(project: Path) -> None:
    inner = project / "app"
    git(inner, "init", "-q")
    (project / FILE).write_text("extends: open-source-only\n")
    (inner / FILE).write_text("extends: research\n")
    assert decided(inner, OPEN, "a.py").passed


# --- Locked policies ----------------------------------------------------------------------------

CENTRAL = "extends: commercial-use\nlocked: true\ndeny: {models: [acme/*]}\n"


@pytest.mark.parametrize(
    "own",
    [
        "rules: [{id: noncommercial, when: {labels: [copyleft]}, answer: allowed,"
        " says: We may use it}]",
        "us: {purpose: research}",
        "allow: {models: [org/name]}",
        "waivers: [{model: org/name, rules: [noncommercial], reason: We do not sell it,"
        " author: Ada, expires: 2027-01-01}]",
    ],
)
def test_who_builds_on_a_locked_policy_can_only_tighten_it(project: Path, own: str) -> None:
    (project / "central.yaml").write_text(CENTRAL)
    digest = sha256(CENTRAL.encode()).hexdigest()
    for base in ("./central.yaml", f"./central.yaml#sha256:{digest}"):
        (project / FILE).write_text(f"extends: {base}\n{own}\n")
        assert decided(project, NONCOMMERCIAL, "a.py").stopped
        assert decided(project, OPEN, "a.py").passed
    (project / "central.yaml").write_text(CENTRAL.replace("locked: true\n", ""))
    (project / FILE).write_text(f"extends: ./central.yaml\n{own}\n")
    assert decided(project, NONCOMMERCIAL, "a.py").passed


def test_a_locked_policy_stays_so_behind_another(project: Path) -> None:
    (project / "central.yaml").write_text(CENTRAL)
    (project / "division.yaml").write_text("extends: ./central.yaml\nunknown: warn\n")
    (project / FILE).write_text("extends: ./division.yaml\nallow: {models: [org/name]}\n")
    assert decided(project, NONCOMMERCIAL, "a.py").stopped
    assert "only tightens: ./central.yaml" in describe(str(project / FILE))


def test_what_a_locked_policy_asks_of_us_the_project_says(project: Path) -> None:
    (project / "central.yaml").write_text("extends: terms\nlocked: true\n")
    hosted = report(finding("hosted-service-restriction"))
    (project / FILE).write_text("extends: ./central.yaml\n")
    assert decided(project, hosted, "a.py").stopped
    (project / FILE).write_text("extends: ./central.yaml\nus: {hosted_service: false}\n")
    assert decided(project, hosted, "a.py").passed
