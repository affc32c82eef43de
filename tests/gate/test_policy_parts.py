"""Policies in parts: conditions within conditions, tests, shared bases, folders of a project."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from licensecheck.domain import Answer
from licensecheck.domain.report import CheckedModel, ReportedReference
from licensecheck.errors import UsageError
from licensecheck.gate.gate import Gate
from licensecheck.gate.load import load_policy
from licensecheck.gate.remote import fetching
from licensecheck.knowledge.test_files import load_test_files
from licensecheck.settings import Settings
from tests.gate.reports import MODEL, TODAY, finding, report
from tests.hubs.double import Asked, Double, Reply

RULE = "rules: [{id: refused, answer: not-allowed, says: This is not for us, when: %s}]\n"
NO_FEE = RULE % "{labels: [fee-required]}"


def loaded(folder: Path, text: str, **settings: object) -> Gate:
    (folder / "policy.yaml").write_text(text)
    given = Settings(cache=folder / "cache", **settings)  # type: ignore[arg-type]  # as named
    return load_policy(str(folder / "policy.yaml"), TODAY, fetch=fetching(given))


def place(file: Path) -> ReportedReference:
    return ReportedReference(
        file=str(file), line=1, text="org/name", how="key", revision=None, pinned=False
    )


def decided(policy: Gate, *labels: str, files: tuple[Path, ...] = ()) -> CheckedModel:
    """The answer on a model with clauses of some labels (`label?` for one that is not certain)."""
    found = [finding(one.rstrip("?"), certain=not one.endswith("?")) for one in labels]
    places = tuple(map(place, files))
    return policy.decide(MODEL, lambda _: report(*found), places)


def answered(checked: CheckedModel, rule: str = "refused") -> Answer | None:
    return next((one.answer for one in checked.decisions if one.rule == rule), None)


# --- Conditions ----------------------------------------------------------------------------------

EITHER = "{any-of: [{labels: [fee-required]}, {labels: [non-compete]}]}"
BOTH = "{all-of: [{labels: [fee-required]}, {any-of: [{labels: [non-compete]}, {washing: low}]}]}"


@pytest.mark.parametrize(
    ("when", "labels", "expected"),
    [
        (EITHER, ["fee-required"], Answer.NOT_ALLOWED),
        (EITHER, ["non-compete"], Answer.NOT_ALLOWED),
        (EITHER, ["grant-use"], None),
        (EITHER, ["fee-required?"], Answer.ASK),
        (EITHER, ["fee-required?", "non-compete"], Answer.NOT_ALLOWED),
        (BOTH, ["fee-required", "non-compete"], Answer.NOT_ALLOWED),
        (BOTH, ["fee-required", "non-compete?"], Answer.ASK),
        (BOTH, ["fee-required"], None),
        (BOTH, ["non-compete"], None),
        ("{labels: [fee-required], any-of: [{labels: [non-compete]}]}", ["non-compete"], None),
    ],
)
def test_conditions_are_joined(
    tmp_path: Path, when: str, labels: list[str], expected: Answer | None
) -> None:
    assert answered(decided(loaded(tmp_path, RULE % when), *labels)) is expected


def test_what_to_say_of_ourselves_is_asked_for_within_conditions_too(tmp_path: Path) -> None:
    when = (
        "{labels: [fee-required], any-of: [{us: {modifies: true}}, {us: {hosted_service: true}}]}"
    )
    checked = decided(loaded(tmp_path, RULE % when), "fee-required")
    assert any("us.modifies, us.hosted_service" in one for one in checked.reasons)
    decision = next(one for one in checked.decisions if one.rule == "refused")
    assert decision.findings == ("F-fee-required",)


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("{any-of: []}", "name at least one"),
        ("{any-of: [{}]}", "must name something"),
        ("{any-of: [{label: [fee-required]}]}", "did you mean 'labels'"),
        ("{anyof: [{labels: [fee-required]}]}", "did you mean 'any-of'"),
        ("{any-of: fee-required}", "say it in this form"),
    ],
)
def test_a_mistake_in_a_condition_is_told_with_its_line(
    tmp_path: Path, when: str, words: str
) -> None:
    with pytest.raises(UsageError, match=words) as caught:
        loaded(tmp_path, "us: {purpose: research}\n" + RULE % when)
    assert "policy.yaml:2:" in str(caught.value)


# --- Tests ---------------------------------------------------------------------------------------


def test_what_is_a_test_is_told_by_its_path() -> None:
    rules = load_test_files()
    assert [one for one in rules.examples if not rules.has(one)] == []
    assert [one for one in rules.near_misses if rules.has(one)] == []


def test_a_model_that_only_tests_name_passes_with_a_word(tmp_path: Path) -> None:
    policy = loaded(tmp_path, f"{NO_FEE}tests: warn\n")
    test, app = tmp_path / "tests" / "test_chat.py", tmp_path / "app.py"
    passed = decided(policy, "fee-required", files=(test,))
    assert passed.passed
    assert {one.waived for one in passed.decisions if one.stops} == {"named in tests only"}
    assert not decided(policy, "fee-required", files=(test, app)).passed
    assert not decided(policy, "fee-required").passed
    assert not decided(loaded(tmp_path, NO_FEE), "fee-required", files=(test,)).passed


def test_a_project_within_a_folder_of_tests_is_no_test(tmp_path: Path) -> None:
    project = tmp_path / "tests" / "project"
    project.mkdir(parents=True)
    policy = loaded(project, f"{NO_FEE}tests: warn\n")
    assert not decided(policy, "fee-required", files=(project / "app.py",)).passed


def test_what_is_denied_is_denied_in_tests_too(tmp_path: Path) -> None:
    policy = loaded(tmp_path, "deny: {models: [org/name]}\ntests: warn\n")
    assert not decided(policy, files=(tmp_path / "tests" / "test_chat.py",)).passed


# --- Bases ---------------------------------------------------------------------------------------


class Web(Double):
    """Serves one file."""

    content = NO_FEE.encode()

    def reply(self, asked: Asked) -> Reply:
        return Reply(self.content) if asked.path == "/base.yaml" else Reply(status=404)


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    monkeypatch.setenv("LICENSECHECK_HOSTS", "127.0.0.1")
    with Web() as server:
        yield server


def address(web: Web, digest: str | None = None) -> str:
    return f"{web.url}/base.yaml#sha256:{digest or sha256(web.content).hexdigest()}"


def test_a_policy_builds_on_a_file_and_that_on_a_preset(tmp_path: Path) -> None:
    (tmp_path / "team").mkdir()
    (tmp_path / "base.yaml").write_text(f"extends: open-source-only\n{NO_FEE}us: {{users: 5}}\n")
    policy = loaded(tmp_path / "team", "extends: ../base.yaml\nus: {purpose: research}\n").policy
    assert "refused" in {rule.id for rule in policy.rules}
    assert len(policy.rules) > 1
    assert (policy.us.users, policy.us.purpose) == (5, "research")


def test_a_file_with_a_hash_must_be_what_it_says(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text(NO_FEE)
    digest = sha256(NO_FEE.encode()).hexdigest()
    assert loaded(tmp_path, f'extends: "./base.yaml#sha256:{digest}"\n').policy.rules
    (tmp_path / "base.yaml").write_text("us: {purpose: research}\n")
    with pytest.raises(UsageError, match=r"base\.yaml is not what its hash says"):
        loaded(tmp_path, f'extends: "./base.yaml#sha256:{digest}"\n')


def test_a_policy_builds_on_an_address_and_is_fetched_once(tmp_path: Path, web: Web) -> None:
    for _ in range(2):
        policy = loaded(tmp_path, f'extends: "{address(web)}"\n')
        assert not decided(policy, "fee-required").passed
    assert len(web.asked) == 1
    assert loaded(tmp_path, f'extends: "{address(web)}"\n', offline=True).policy.rules


def test_a_hash_may_be_written_in_capitals(tmp_path: Path, web: Web) -> None:
    digest = sha256(web.content).hexdigest().upper()
    assert loaded(tmp_path, f'extends: "{address(web, digest)}"\n').policy.rules


@pytest.mark.parametrize(
    ("base", "own", "expected"),
    [
        ("accept", "accept", "accept"),
        ("accept", "refuse", "refuse"),
        ("refuse", "accept", "refuse"),
        ("refuse", "refuse", "refuse"),
    ],
)
def test_comments_that_a_base_refuses_stay_refused(
    tmp_path: Path, base: str, own: str, expected: str
) -> None:
    (tmp_path / "base.yaml").write_text(f"comments: {base}\n")
    policy = loaded(tmp_path, f"extends: ./base.yaml\ncomments: {own}\n").policy
    assert policy.comments == expected


def test_a_new_hash_at_the_same_address_is_fetched_anew(tmp_path: Path, web: Web) -> None:
    loaded(tmp_path, f'extends: "{address(web)}"\n')
    web.content = b"us: {purpose: research}\n"
    assert loaded(tmp_path, f'extends: "{address(web)}"\n').policy.us.purpose == "research"


@pytest.mark.parametrize(
    ("extends", "words"),
    [
        ("{url}/base.yaml", "needs the hash of what is meant"),
        ("{url}/base.yaml#sha256:" + "0" * 64, "not what its hash says"),
        ("{url}/gone.yaml#sha256:" + "0" * 64, "answered 404"),
        ("./gone.yaml", "there is no file"),
        ("gone", "there is no preset 'gone'"),
        ("./policy.yaml", "builds on itself"),
    ],
)
def test_a_base_that_cannot_be_had_is_told_with_its_line(
    tmp_path: Path, web: Web, extends: str, words: str
) -> None:
    with pytest.raises(UsageError, match=words) as caught:
        loaded(tmp_path, f'ask: fail\nextends: "{extends.format(url=web.url)}"\n')
    assert "policy.yaml:2: extends: " in str(caught.value)


def test_a_policy_leads_to_no_request_into_the_network(
    tmp_path: Path, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LICENSECHECK_HOSTS")
    with pytest.raises(UsageError, match="LICENSECHECK_HOSTS"):
        loaded(tmp_path, f'extends: "{address(web)}"\n')
    assert web.asked == []


def test_waivers_of_a_base_are_not_inherited(tmp_path: Path) -> None:
    waiver = "{model: org/name, rules: [refused], reason: Only for us, author: Ada, "
    waiver += "expires: 2027-01-01}"
    (tmp_path / "base.yaml").write_text(f"{NO_FEE}waivers: [{waiver}]\n")
    assert not decided(loaded(tmp_path, "extends: ./base.yaml\n"), "fee-required").passed


# --- Folders -------------------------------------------------------------------------------------


@pytest.fixture
def parts(tmp_path: Path) -> Gate:
    """A project that refuses fees, a folder of it that does not, and one of bans on competition."""
    (tmp_path / "lab").mkdir()
    (tmp_path / "lab" / "policy.yaml").write_text(
        "extends: none\nus: {purpose: research}\nunknown: warn\n"
    )
    (tmp_path / "shop.yaml").write_text(RULE % "{labels: [non-compete]}")
    folders = "folders: {lab/: lab/policy.yaml, 'shops/*': shop.yaml}\nunknown: warn\n"
    return loaded(tmp_path, NO_FEE + folders)


@pytest.mark.parametrize(
    ("files", "labels", "passed"),
    [
        (["app.py"], ["fee-required"], False),
        (["lab/app.py"], ["fee-required"], True),
        (["lab/deep/app.py"], ["fee-required"], True),
        (["lab/app.py", "app.py"], ["fee-required"], False),
        (["shops/one/app.py"], ["fee-required"], True),
        (["shops/one/app.py"], ["non-compete"], False),
        (["shops/one/app.py", "lab/app.py"], ["non-compete"], False),
        ([], ["fee-required"], False),
    ],
)
def test_each_place_is_judged_by_the_policy_of_its_folder(
    tmp_path: Path, parts: Gate, files: list[str], labels: list[str], passed: bool
) -> None:
    places = tuple(tmp_path / one for one in files)
    checked = decided(parts, *labels, files=places)
    assert checked.passed is passed
    assert len(checked.references) == len(files)


def test_of_several_policies_the_worst_answer_counts_with_what_each_decided(
    tmp_path: Path, parts: Gate
) -> None:
    files = (tmp_path / "lab" / "app.py", tmp_path / "app.py")
    alone = [decided(parts, "fee-required", files=(file,)) for file in files]
    checked = decided(parts, "fee-required", files=files)
    assert [one.answer for one in alone] != [Answer.NOT_ALLOWED] * 2
    assert checked.answer is Answer.NOT_ALLOWED
    assert set(checked.decisions) == {said for one in alone for said in one.decisions}


def test_a_model_of_several_folders_is_audited_once(tmp_path: Path, parts: Gate) -> None:
    asked = []

    def audit(model: object) -> object:
        asked.append(model)
        return report()

    files = (tmp_path / "lab" / "a.py", tmp_path / "b.py", tmp_path / "shops" / "c" / "d.py")
    parts.decide(MODEL, audit, tuple(map(place, files)))  # type: ignore[arg-type]
    assert asked == [MODEL]


@pytest.mark.parametrize(
    ("folders", "words"),
    [
        ("{lab: gone.yaml}", "there is no policy"),
        ("{lab: policy.yaml}", "the policy of a part has no parts"),
        ("{../lab: commercial-use}", "leaves the folder"),
    ],
)
def test_a_folder_whose_policy_cannot_be_is_a_mistake(
    tmp_path: Path, folders: str, words: str
) -> None:
    with pytest.raises(UsageError, match=words):
        loaded(tmp_path, f"folders: {folders}\n")
