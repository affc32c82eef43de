"""Which policy counts, what it comes to, and what is said where there is none."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from licensecheck.domain import Answer, Level, ModelRef, ProblemKind, Status
from licensecheck.domain.report import CheckReport, Report
from licensecheck.domain.reported_terms import ReportedProblem
from licensecheck.errors import RuleFileError, SettingsError, UsageError
from licensecheck.gate.fail_on import rule_ids
from licensecheck.gate.gate import Gate
from licensecheck.gate.load import FILE, describe, find_policy, load_gate, load_policy
from licensecheck.gate.schema import Policy, Us, criteria
from licensecheck.gate.starter import write_starter
from licensecheck.knowledge.knowledge import Knowledge, installed
from tests.gate.reports import MODEL, TODAY, finding, place, report
from tests.gate.waivers import waiver

PRESETS = "commercial-use, eu-distribution, open-source-only, permissive, research, terms"


def written(path: Path, text: str) -> Path:
    path.write_text(text)
    return path


# --- Where it is --------------------------------------------------------------------------------


def test_the_file_of_a_folder_goes_before_tables_and_settings_before_a_project(
    tmp_path: Path,
) -> None:
    assert find_policy(tmp_path, TODAY) is None
    project = written(
        tmp_path / "pyproject.toml", "[tool.licensecheck.policy]\nextends = 'research'\n"
    )
    settings = tmp_path / "licensecheck.toml"
    for path, text in (
        (project, None),
        (settings, "offline = true\n[policy]\nextends = 'permissive'\n"),
        (tmp_path / FILE, "extends: terms\n"),
    ):
        if text:
            written(path, text)
        found = find_policy(tmp_path, TODAY)
        assert found
        assert (found.name, found.folder) == (str(path), tmp_path)
    written(settings, "offline = true\n")
    (tmp_path / FILE).unlink()
    found = find_policy(tmp_path, TODAY)
    assert found
    assert found.name == str(project)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("pyproject.toml", "[tool.licensecheck.policy]\nextends = 'permissive'\n"),
        ("licensecheck.toml", "[policy]\nextends = 'permissive'\n"),
        ("policy.yaml", "extends: permissive\n"),
        ("policy", "extends: permissive\n"),
    ],
)
def test_a_policy_may_be_named(tmp_path: Path, name: str, text: str) -> None:
    path = written(tmp_path / name, text)
    loaded = load_policy(str(path), TODAY)
    assert (loaded.name, loaded.folder) == (str(path), tmp_path)
    assert [rule.id for rule in loaded.policy.rules] == ["open-terms", "copyleft"]


def test_a_waiver_in_a_named_settings_file_lasts_a_year_at_most(tmp_path: Path) -> None:
    head = "[policy]\nextends = 'terms'\n[[policy.waivers]]\nmodel = 'org/name'\nauthor = 'Ada'\n"
    rest = "rules = ['fee']\nreason = 'Only for the lab'\nexpires = "
    path = written(tmp_path / "licensecheck.toml", f"{head}{rest}2027-11-26\n")
    assert len(load_policy(str(path), TODAY).policy.waivers) == 1
    written(path, f"{head}{rest}2027-11-27\n")
    with pytest.raises(RuleFileError) as caught:
        load_policy(str(path), TODAY)
    wrong = "waivers.0.expires: a waiver lasts a year at most: choose an earlier day"
    assert str(caught.value) == f"{path}:8: {wrong}"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("pyproject.toml", "[project]\nname = 'x'\n"),
        ("pyproject.toml", "[tool]\nlicensecheck = 1\n"),
        ("licensecheck.toml", "[tool.licensecheck.policy]\nextends = 'permissive'\n"),
        ("other.toml", "[policy]\nextends = 'permissive'\n"),
    ],
)
def test_a_named_settings_file_without_a_policy_says_so(
    tmp_path: Path, name: str, text: str
) -> None:
    path = written(tmp_path / name, text)
    with pytest.raises(UsageError) as caught:
        load_policy(str(path), TODAY)
    assert str(caught.value) == f"{path} has no policy."
    assert caught.value.remedy == "Add [tool.licensecheck.policy]."


@pytest.mark.parametrize("name", ["none.yaml", "none.toml", ""])
def test_a_policy_that_is_not_there_says_what_may_be_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError) as caught:
        load_policy(str(tmp_path / name), TODAY)
    assert str(caught.value) == f"there is no policy {str(tmp_path / name)!r}"
    assert caught.value.remedy == (
        f"Name a file, or a preset: {PRESETS}. `licensecheck init` writes one."
    )


@pytest.mark.parametrize(
    "name", ["licensecheck-policy.yml", "licensecheck_policy.yaml", ".licensecheck-policy.yaml"]
)
def test_a_policy_under_another_name_says_how_to_rename_it(tmp_path: Path, name: str) -> None:
    written(tmp_path / name, "extends: permissive\n")
    with pytest.raises(UsageError) as caught:
        find_policy(tmp_path, TODAY)
    assert str(caught.value) == f"{tmp_path / name} is not read"
    assert caught.value.remedy == f"Rename it to {FILE}, or name it: --policy."


def test_a_preset_has_no_folder_of_its_own() -> None:
    assert load_policy("research", TODAY).folder == Path()
    assert load_policy("research", TODAY).name == "research"


@pytest.mark.parametrize(
    ("broken", "line"),
    [("a = \nb = 2\n", 1), ("a = 1\nb = 2\n\nc = \nd = 1\n", 4), ("a = 1\n\nb = [", 3)],
)
def test_settings_that_are_no_toml_are_named_with_their_line(
    tmp_path: Path, broken: str, line: int
) -> None:
    written(tmp_path / "pyproject.toml", broken)
    with pytest.raises(RuleFileError, match="not TOML: ") as caught:
        find_policy(tmp_path, TODAY)
    assert caught.value.line == line


# --- Lines of a table -----------------------------------------------------------------------------


def test_mistakes_in_a_table_have_the_lines_of_their_keys(tmp_path: Path) -> None:
    """A table of another tool has the same keys; a key may be spelt in full."""
    path = written(
        tmp_path / "pyproject.toml",
        "[tool.other]\n"
        "extends = 'x'\n"
        "waivers = 1\n"
        "[tool.licensecheck.policy]\n"
        "extends = 'terms'\n"
        "unknown='no'\n"
        "us.purpose = 'money'\n"
        "[tool.licensecheck.policy.deny]\n"
        "models = [12]\n"
        "[[tool.licensecheck.policy.waivers]]\n"
        "model = 'org/name'\n"
        "[[tool.licensecheck.policy.waivers]]\n"
        "author = 'A'\n"
        "[[tool.licensecheck.policy.rules]]\n"
        "[[tool.licensecheck.policy.rules]]\n"
        "id = 'A b'\n"
        "Xtra = 1\n",
    )
    with pytest.raises(RuleFileError) as caught:
        find_policy(tmp_path, TODAY)
    places = [line.removeprefix(f"{path}:") for line in str(caught.value).splitlines()]
    assert [" ".join(one.split(": ")[:2]) for one in places] == [
        "6 unknown",
        "7 us.purpose",
        "9 deny.models.0",
        "10 waivers.0.author",
        "10 waivers.0.expires",
        "10 waivers.0.reason",
        "10 waivers.0.rules",
        "12 waivers.1.expires",
        "12 waivers.1.model",
        "12 waivers.1.reason",
        "12 waivers.1.rules",
        "13 waivers.1.author",
        "14 rules.0.answer",
        "14 rules.0.id",
        "14 rules.0.says",
        "14 rules.0.when",
        "15 rules.1.answer",
        "15 rules.1.says",
        "15 rules.1.when",
        "16 rules.1.id",
        "17 rules.1.Xtra",
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("tool.licensecheck.policy.colour = 1\n", 1),
        ("[tool]\nlicensecheck.policy = {us = {}, colour = 1}\n", 2),
    ],
)
def test_a_table_may_be_written_in_one_line(tmp_path: Path, text: str, line: int) -> None:
    path = written(tmp_path / "pyproject.toml", text)
    with pytest.raises(RuleFileError, match="there is no key 'colour' here") as caught:
        load_policy(str(path), TODAY)
    assert caught.value.line == line


# --- What it comes to ---------------------------------------------------------------------------


def test_a_valid_policy_is_described(tmp_path: Path) -> None:
    path = written(
        tmp_path / "policy.yaml",
        "us: {purpose: research, territories: [EU, US], modifies: false, users: 5}\n"
        "unknown: warn\n"
        "rules:\n"
        "  - {id: a, when: {washing: low}, answer: allowed, says: Says why}\n"
        "  - {id: b, when: {washing: low}, answer: allowed, says: Says why}\n",
    )
    assert describe(str(path)) == (
        f"{path}: valid\n"
        "  us: purpose research, users 5, territories ['EU', 'US'], modifies False\n"
        "  rules: a, b\n"
        "  unknown: warn; not-read: fail; ask: fail; waivers: 0"
    )


def test_a_policy_that_says_nothing_is_described_too(tmp_path: Path) -> None:
    path = written(tmp_path / "policy.yaml", "us: {territories: []}\nask: warn\nextends: none\n")
    assert describe(str(path)) == (
        f"{path}: valid\n  us: nothing said\n  rules: none\n"
        "  unknown: fail; not-read: fail; ask: warn; waivers: 0"
    )


def test_an_expired_waiver_is_refused_where_a_policy_is_described(tmp_path: Path) -> None:
    first = waiver(expires=str(date.today()))
    late = date.today() - timedelta(days=1)
    why = "rules: [fee], reason: Only in the lab, author: Ada"
    second = f"  - {{model: org/b, {why}, expires: {late}}}\n"
    path = written(tmp_path / "policy.yaml", first + second)
    with pytest.raises(RuleFileError) as caught:
        describe(str(path))
    assert str(caught.value) == (
        f"{path}:8: waivers.1: the waiver of Ada for org/b expired on {late}: "
        "decide again and give another day, or remove it"
    )


def test_a_preset_adds_what_the_policy_does_not_say() -> None:
    base = Policy.model_validate(
        {
            "us": {"purpose": "research", "users": 5},
            "unknown": "warn",
            "ask": "warn",
            "allow": {"models": ["org/a"], "licenses": ["MIT"]},
            "deny": {"models": ["org/b"], "licenses": ["ISC"]},
        }
    )
    own = Policy.model_validate(
        {
            "us": {"users": 6, "modifies": True},
            "allow": {"models": ["org/c"], "licenses": ["Zlib"]},
            "deny": {"models": ["org/d"], "licenses": ["0BSD"]},
        }
    )
    whole = own.over(base)
    assert whole.us == Us.model_validate({"purpose": "research", "users": 6, "modifies": True})
    assert (whole.unknown, whole.ask) == ("warn", "warn")
    assert whole.allow.models == ("org/a", "org/c")
    assert whole.allow.licenses == ("MIT", "Zlib")
    assert whole.deny.models == ("org/b", "org/d")
    assert whole.deny.licenses == ("ISC", "0BSD")
    strict = Policy.model_validate({"unknown": "fail", "ask": "fail"}).over(base)
    assert (strict.unknown, strict.ask) == ("fail", "fail")


def test_rules_of_a_preset_come_first_and_those_of_the_same_id_last() -> None:
    def rules(*ids: str) -> Policy:
        when = {"washing": "low"}
        made = [{"id": id, "when": when, "answer": "allowed", "says": "Says why"} for id in ids]  # noqa: A001
        return Policy.model_validate({"rules": made})

    assert [one.id for one in rules("c", "a").over(rules("a", "b")).rules] == ["b", "c", "a"]


# --- The gate -----------------------------------------------------------------------------------


def test_fail_on_alone_has_no_name_and_stops_what_is_less_than_open_weights(tmp_path: Path) -> None:
    alone = load_gate(None, (), tmp_path)
    assert (alone.name, alone.words) == ("", ("restricted-weights",))
    assert load_gate(None, ["closed"], tmp_path).words == ("closed",)


def test_fail_on_beside_a_policy_adds_its_rules_to_those_of_the_policy(tmp_path: Path) -> None:
    written(tmp_path / FILE, "extends: permissive\n")
    both = load_gate(None, ["closed", "osd:6"], tmp_path)
    assert (both.name, both.words) == (str(tmp_path / FILE), ("closed", "osd:6"))
    ids = [rule.id for rule in both.policy.rules]
    assert ids == ["open-terms", "copyleft", "level", "level-unknown", "osd:6"]
    named = load_gate("research", ["osd:6"], tmp_path)
    assert (named.name, named.words) == ("research", ("osd:6",))


def test_every_rule_of_fail_on_has_an_id_that_a_waiver_may_name() -> None:
    assert rule_ids(installed()) == {"level", "level-unknown", *criteria(installed())}
    assert {"osd:6", "osaid:use"} <= criteria(installed())


def test_a_word_of_fail_on_that_is_none_says_which_there_are() -> None:
    with pytest.raises(SettingsError) as caught:
        Gate.parse(["closed", "open"])
    assert str(caught.value) == "--fail-on 'open' is neither a level nor a criterion"
    assert caught.value.remedy == (
        "A level (open-source-ai, open-weights, restricted-weights, closed) or a criterion such as "
        "osd:6 or osaid:use."
    )


def test_a_waiver_of_a_named_policy_counts_until_its_day_and_is_named_after(tmp_path: Path) -> None:
    what = report(finding("scale-threshold"))
    for late, passes in ((0, True), (1, False)):
        day = date.today() - timedelta(days=late)
        path = written(tmp_path / "policy.yaml", "\n\n" + waiver(expires=str(day)))
        decided = load_gate(str(path), (), tmp_path).decide(MODEL, lambda _: what)
        assert decided.passed is passes
    told = f"{path}:5: the waiver of Ada Lovelace for org/name expired on {day}"
    assert decided.reasons[1:] == (told,)


def test_an_expired_waiver_is_told_only_of_a_model_that_is_stopped(tmp_path: Path) -> None:
    path = written(tmp_path / "policy.yaml", waiver(expires=str(date.today() - timedelta(days=1))))
    late = load_gate(str(path), (), tmp_path)
    assert late.decide(MODEL, lambda _: report()).passed
    other = late.decide(
        ModelRef("huggingface", "org/b"), lambda _: report(finding("scale-threshold"))
    )
    assert len(other.reasons) == 1


def test_a_waiver_of_paths_counts_from_the_folder_of_its_policy(tmp_path: Path) -> None:
    day = str(date.today())
    path = written(tmp_path / "policy.yaml", waiver(expires=day, paths="[research/*]"))
    narrow = load_gate(str(path), (), Path())
    what = report(finding("scale-threshold"))
    inside = place(str(tmp_path / "research" / "a.py"))
    assert narrow.decide(MODEL, lambda _: what, (inside,)).passed
    assert not narrow.decide(MODEL, lambda _: what, (place("research/a.py"),)).passed


def test_a_check_tells_what_it_was_given(tmp_path: Path) -> None:
    written(tmp_path / FILE, "extends: permissive\n")
    both = load_gate(None, ["closed"], tmp_path)
    unread = ReportedProblem(
        kind=ProblemKind.ENCODING, subject="a.py", message="broken", hides_terms=False
    )
    good, bad = MODEL, ModelRef("huggingface", "org/bad")
    levels = {good: Level.OPEN_WEIGHTS, bad: Level.CLOSED}
    references = {bad: [place("b.py")]}

    def audit(model: ModelRef) -> Report:
        return report(level=levels[model], osd6=Status.MET)

    done = both.check([good, bad, good], audit, references, 7, [unread])
    assert (done.passed, done.files, done.problems) == (False, 7, (unread,))
    assert (done.policy, done.fail_on) == (str(tmp_path / FILE), ("closed",))
    first, second = done.models
    assert (first.ref, first.passed, first.references) == ("huggingface:org/name", True, ())
    assert first.answer is Answer.ALLOWED
    assert first.report == audit(good)
    assert (second.level, second.references) == (Level.CLOSED, (place("b.py"),))


@pytest.mark.parametrize("hides", [True, False])
def test_a_file_that_may_name_a_model_and_was_not_read_is_not_passed(hides: bool) -> None:
    problem = ReportedProblem(
        kind=ProblemKind.ENCODING, subject="a.py", message="broken", hides_terms=hides
    )
    done = Gate.parse(["closed"]).check([MODEL], lambda _: report(), problems=[problem])
    assert done.passed is not hides
    expected = CheckReport(
        passed=not hides, fail_on=("closed",), models=done.models, problems=(problem,)
    )
    assert done == expected


# --- The starter --------------------------------------------------------------------------------


def test_the_starter_says_who_we_are_as_its_preset_does_and_what_else_may_be_said(
    tmp_path: Path,
) -> None:
    text = write_starter(tmp_path, "eu-distribution").read_text()
    begins = text.index("# Rules to begin with")
    assert text[begins:].partition("\n\n# What could not be decided")[0] == (
        f"# Rules to begin with: {PRESETS}.\n"
        "extends: eu-distribution\n"
        "\n"
        "# Who we are. What is left out is unknown, "
        "and a licence that asks for it then stops the check.\n"
        "# Inherited from eu-distribution, and repeated here: "
        "purpose: commercial, territories: [EU], redistributes: true.\n"
        "us:\n"
        "  purpose: commercial         # commercial, research or personal\n"
        "  #users: 2000000             # monthly active users of all products of the group\n"
        "  #revenue: 5000000           # US dollars a year\n"
        "  #employees: 40              # of the whole group\n"
        "  territories: [EU]           # country codes, EU, EEA, EFTA, or worldwide\n"
        "  #hosted_service: true       # others use the model over a network\n"
        "  redistributes: true         # we pass the model on, or ship it\n"
        "  #modifies: true             # we fine-tune, merge or quantise it\n"
        "  #trains_other_models: false # with the model or its output"
    )
    assert text.startswith(
        "# What models we may use, and who says so. "
        "Checked by `licensecheck check`; after a change run\n"
        f"# `licensecheck policy validate {FILE}`."
    )


@pytest.mark.parametrize(("preset", "rule"), [("terms", "too-large"), ("permissive", "open-terms")])
def test_the_starter_shows_a_waiver_of_a_rule_of_its_preset_for_half_a_year(
    tmp_path: Path, preset: str, rule: str
) -> None:
    path = write_starter(tmp_path, preset)
    assert path == tmp_path / FILE
    lines = path.read_text().splitlines()
    assert f"#    rules: [{rule}]" in lines
    assert f"#    expires: {date.today() + timedelta(days=180)}" in lines
    assert f"# {preset} says nothing of us." in lines
    assert "#us:" in lines


@pytest.mark.parametrize(
    ("folder", "preset", "message", "remedy"),
    [
        (".", "nothing", "there is no preset 'nothing'", f"Say {PRESETS}."),
        (".", "terms", f"{{folder}}/{FILE} is there already", "Edit it, or remove it first."),
        (
            "none",
            "terms",
            f"{{folder}}/none/{FILE}: No such file or directory",
            "Name another folder.",
        ),
    ],
)
def test_a_starter_that_cannot_be_written_says_why(
    tmp_path: Path, folder: str, preset: str, message: str, remedy: str
) -> None:
    written(tmp_path / FILE, "")
    with pytest.raises(UsageError) as caught:
        write_starter(tmp_path / folder, preset)
    assert str(caught.value) == message.replace("{folder}", str(tmp_path))
    assert caught.value.remedy == remedy


class Without(Knowledge):
    """The knowledge of this installation without its frameworks."""

    frameworks = {}  # type: ignore[assignment]  # noqa: RUF012  # the class stands for one value


def test_a_policy_is_checked_against_the_knowledge_that_is_given(tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_text(
        "rules: [{id: six, when: {criteria: {'osd:6': [NOT_MET]}}, answer: not-allowed,"
        " says: It bars a field}]\n"
    )
    assert load_gate(None, (), tmp_path).name
    with pytest.raises(RuleFileError, match="no criterion is called osd:6"):
        load_gate(None, (), tmp_path, knowledge=Without())
    with pytest.raises(SettingsError, match="osd:6"):
        load_gate("research", ["osd:6"], tmp_path, knowledge=Without())
