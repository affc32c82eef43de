"""Policies that try to say less than they seem to: each is refused with its line, or means what it
says. A rule that its own spelling switches off would be green where it must be red."""

import os
import re
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensecheck.errors import RuleFileError, UsageError
from licensecheck.gate.load import FILE, load_gate, load_policy
from licensecheck.gate.names import is_named, names_of, names_one_owner
from licensecheck.gate.patterns import patterns_of
from licensecheck.gate.schema import Policy
from licensecheck.hubs import parse_ref
from tests.gate.waivers import waiver

TODAY = date(2026, 11, 25)


def load(tmp_path: Path, text: str | bytes) -> Policy:
    path = tmp_path / "policy.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_policy(str(path), TODAY).policy


RULE = "rules: [{{id: a, when: {{{}}}, answer: not-allowed, says: Something long}}]\n"
BOMB = "a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n"
    for old, new in zip("abcdefghi", "bcdefghij", strict=True)
)

BROAD = [
    "*",
    "**",
    "?*",
    "*?",
    "[a-z]*",
    "[!~]*",
    "*:*",
    "*/*",
    "**/*",
    "?*/?*",
    "hf:*",
    "HF:*",
    "Hf:**",
    "huggingface:*",
    "hug*",
    "HUGGINGFACE:?*",
    "m*/Llama*",
    "meta*",
    "m?ta/x",
    "[m]eta/x",
    "ollama:*",
    "ollama:q*",
    "OLLAMA:[l]*",
    "github:*",
    "local:*",
    "modelscope:*/x",
    "oci:*",
    "oci:ghcr.io/*",
    "git:https://*",
    "git:https://github.com/*",
    "./*",
    "../*",
    "/*",
    "~/*",
    "//*",
]
BROAD_LICENSES = [
    "*",
    "?*",
    "**",
    "[!~]*",
    "*-*",
    "licenseref-*",
    "LicenseRef-unknown-*",
    "*[0-9]*",
]
REFUSED = [
    # YAML itself.
    ("us: {users: 1}\nus: {users: 2}\n", 2, "stands here twice"),
    ("us: {users: 1, users: 2}\n", 1, "stands here twice"),
    ("us:\n\tusers: 1\n", 2, "not YAML"),
    ("us: {users: 1}\n---\nus: {users: 2}\n", 2, "not YAML"),
    ("us: {users: 1}\n".encode("utf-16"), 1, "not UTF-8"),
    (b"us: {users: 1}\n# \xff\n", 2, "not UTF-8"),
    ("us: {users: 1}\n# \x00\n", 2, "not YAML"),
    ("us: {purpose: *nobody}\n", 1, "keys and values, aliases written out"),
    (BOMB, 5, "keys and values, aliases written out"),
    ("us: &a {purpose: *a}\n", 1, "keys and values, aliases written out"),
    ("rules: &a [*a]\n", 1, "keys and values, aliases written out"),
    ("us: &a\n  <<: *a\n", 2, "keys and values, aliases written out"),
    ("rules: " + "[" * 30 + "]" * 30, 1, "20 levels"),
    ("rules: " + "{a: " * 30 + "1" + "}" * 30, 1, "20 levels"),
    ("".join(" " * at + "a:\n" for at in range(30)), 21, "20 levels"),
    ("rules: " + "[" * 10_000 + "]" * 10_000, 1, "nesting depth"),
    ("? {a: 1}\n: 2\n", 1, "a key must be a word"),
    ("# " + "x" * 10_000_000, 1, "larger than"),
    ("waivers: [" + "1, " * 60_000 + "]\n", 1, "50,000 keys and values"),
    ("us: !!python/object/apply:os.system [id]\n", 1, "has no tags"),
    ("us: {users: !!int '5'}\n", 1, "has no tags"),
    ("us: {modifies: !!bool 'yes'}\n", 1, "has no tags"),
    ("us: {purpose: !!binary cmVzZWFyY2g=}\n", 1, "has no tags"),
    ("us: !!set {users}\n", 1, "has no tags"),
    ("us: {users: 010}\n", 1, "another number in YAML"),
    ("us: {users: 0x10}\n", 1, "another number in YAML"),
    ("us: {users: 0b11}\n", 1, "another number in YAML"),
    ("us: {users: 10:00}\n", 1, "another number in YAML"),
    ("us: [unclosed\n", 2, "not YAML"),
    ("us: {users: 1\n", 2, "not YAML"),
    ("'us: 1\n", 2, "not YAML"),
    ("%YAML 3.0\n---\nus: {}\n", 1, "not YAML"),
    ("12\n", 1, "a table of keys"),
    ("just words\n", 1, "a table of keys"),
    ("null\n", 1, "a table of keys"),
    ("1: 2\n", 1, "a key must be a word"),
    ("true: 2\n", 1, "a key must be a word"),
    # Numbers that are none.
    ("us: {users: true}\n", 1, "say a whole number"),
    ("us: {users: yes}\n", 1, "say a whole number"),
    ("us: {revenue: false}\n", 1, "say a whole number"),
    ("us: {employees: '40'}\n", 1, "say a whole number"),
    ("us: {users: 1e400}\n", 1, "say a whole number"),
    ("us: {users: 1.0e+400}\n", 1, "say a whole number"),
    ("us: {users: .inf}\n", 1, "say a whole number"),
    ("us: {users: .nan}\n", 1, "say a whole number"),
    ("us: {users: -1}\n", 1, "0 or more"),
    ("us: {users: 2.5}\n", 1, "say a whole number"),
    ("us: {users: 2.0}\n", 1, "say a whole number"),
    ("us: {users: 2026-01-01}\n", 1, "say a whole number"),
    ("us: {users: [1]}\n", 1, "say a whole number"),
    ("us: {users: 2 million}\n", 1, "say a whole number"),
    # Answers that are none.
    ("us: {modifies: 1}\n", 1, "say true or false"),
    ("us: {modifies: 'false'}\n", 1, "say true or false"),
    ("us: {hosted_service: 0}\n", 1, "say true or false"),
    (RULE.format("excluded: 1"), 1, "say true or false"),
    (RULE.format("unpinned: 'yes'"), 1, "say true or false"),
    (RULE.format("us: {modifies: 1}"), 1, "say purpose: [commercial]"),
    ("us: {purpose: Commercial}\n", 1, "none of 'commercial'"),
    ("unknown: no\n", 1, "none of 'fail' or 'warn'"),
    ("ask: off\n", 1, "none of 'fail' or 'warn'"),
    # Territories that nobody knows.
    ("us: {territories: [Germany]}\n", 1, "did you mean 'DE'"),
    ("us: {territories: [germany]}\n", 1, "did you mean 'DE'"),
    ("us: {territories: [Germnay]}\n", 1, "did you mean 'DE'"),
    ("us: {territories: [DEU]}\n", 1, "did you mean 'DE'"),
    ("us: {territories: [UK]}\n", 1, "did you mean 'GB'"),
    ("us: {territories: [South Korea]}\n", 1, "did you mean 'KR'"),
    ("us: {territories: [European Union]}\n", 1, "did you mean 'EU'"),
    ("us: {territories: [USA]}\n", 1, "did you mean 'US'"),
    ("us: {territories: [DE, XX]}\n", 1, "'XX' is no territory"),
    ("us: {territories: ['DE ']}\n", 1, "'DE ' is no territory"),
    ("us: {territories: ['DE, FR']}\n", 1, "'DE, FR' is no territory"),
    ("us: {territories: ['']}\n", 1, "'' is no territory"),
    ("us: {territories: ['*']}\n", 1, "'*' is no territory"),
    ("us: {territories: [NO]}\n", 1, "in quotes if it is"),
    ("us: {territories: {DE: true}}\n", 1, "say a list"),
    # Licences that nobody knows.
    ("deny: {licenses: [GPL-3]}\n", 1, "did you mean 'GPL-3.0-only'"),
    ("deny: {licenses: [GPL-3.0]}\n", 1, "did you mean 'GPL-3.0-only'"),
    ("deny: {licenses: [GPLv3]}\n", 1, "did you mean 'GPL-3.0-only'"),
    ("deny: {licenses: [Apache 2.0]}\n", 1, "did you mean 'Apache-2.0'"),
    ("deny: {licenses: [MIT License]}\n", 1, "did you mean 'MIT'"),
    ("deny: {licenses: [CC-BY-NC]}\n", 1, "did you mean 'LicenseRef-cc-by-nc-family'"),
    ("deny: {licenses: [gemma]}\n", 1, "did you mean 'LicenseRef-scancode-gemma-"),
    ("deny: {licenses: [LicenseRef-scancode-gemna-*]}\n", 1, "did you mean"),
    ("deny: {licenses: [LicenseRef-tencent-hunyan-a13b]}\n", 1, "LicenseRef-tencent-hunyuan-a13b"),
    ("deny: {licenses: ['MIT OR Apache-2.0']}\n", 1, "no licence has the id"),
    ("deny: {licenses: ['MIT ']}\n", 1, "did you mean 'MIT'"),
    ("deny: {licenses: ['']}\n", 1, "no licence has the id ''"),
    ("deny: {licenses: ['GPL-3.0[']}\n", 1, "no licence has the id"),
    ("allow: {licenses: [Apache2]}\n", 1, "did you mean 'Apache-2.0'"),
    (RULE.format("licenses: [AGPL]"), 1, "did you mean 'AGPL-3.0"),
    ("deny: {licenses: GPL-3.0-only}\n", 1, "say a list"),
    # Models that nobody knows.
    ("deny: {models: [meta-llama]}\n", 1, "did you mean 'meta-llama/*'"),
    ("deny: {models: ['https://huggingface.co/org/name']}\n", 1, "did you mean 'org/name'"),
    ("deny: {models: ['https://huggingface.co/org/*']}\n", 1, "is the name of no model"),
    ("deny: {models: ['huggingfcae:org/*']}\n", 1, "is the name of no model"),
    ("deny: {models: ['org/name ']}\n", 1, "did you mean 'org/name'"),
    ("deny: {models: ['']}\n", 1, "is the name of no model"),
    ("deny: {models: [12]}\n", 1, "say a text"),
    (waiver(model="'https://huggingface.co/org/name'"), 3, "did you mean 'org/name'"),
    # Globs that are too broad.
    *((waiver(model=f"'{glob}'"), 3, "too broad") for glob in BROAD),
    *(
        (f"allow: {{models: ['{glob}']}}\n", 1, "too broad")
        for glob in ("*", "HF:*", "hug*", "*:*", "[!~]*", "?*", "**", "*/*-Instruct")
    ),
    *((f"allow: {{licenses: ['{glob}']}}\n", 1, "too broad") for glob in BROAD_LICENSES),
    (waiver(rules="['*']"), 4, "too broad"),
    (waiver(rules="['[t]oo-large']"), 4, "too broad"),
    (waiver(rules="[]"), 4, "name at least one"),
    (waiver(rules="too-large"), 4, "say a list"),
    # Days.
    (waiver(expires="1800000000"), 7, "say a day"),
    (waiver(expires="20270630"), 7, "say a day"),
    (waiver(expires="true"), 7, "say a day"),
    (waiver(expires="2027-06-30T12:00:00Z"), 7, "say a day"),
    (waiver(expires="2027-06-30T00:00:00"), 7, "say a day"),
    (waiver(expires="1814313600"), 7, "say a day"),
    (waiver(expires="2027-02-30"), 7, "not YAML"),
    (waiver(expires="'2027-02-30'"), 7, "say a day"),
    (waiver(expires="'30.06.2027'"), 7, "say a day"),
    (waiver(expires="'9999-12-31'"), 7, "a year at most"),
    (waiver(expires="[2027-06-30]"), 7, "say a day"),
    # Paths.
    (waiver(paths="['../other/*']"), 8, "leaves the folder"),
    (waiver(paths="['a/../../b']"), 8, "leaves the folder"),
    (waiver(paths="['']"), 8, "names no file"),
    (waiver(paths="['/']"), 8, "names no file"),
    (waiver(paths="app.py"), 8, "say a list"),
    # Other types at every field.
    ("extends: [terms]\n", 1, "say a text"),
    ("extends: 1\n", 1, "say a text"),
    ("us: []\n", 1, "in this form"),
    ("rules: {}\n", 1, "in this form"),
    ("rules: [1]\n", 1, "in this form"),
    ("allow: {}\ndeny: 1\n", 2, "in this form"),
    ("waivers: {}\n", 1, "in this form"),
    ("waivers: [org/name]\n", 1, "in this form"),
    ("baseline: 1\n", 1, "say a text"),
    ("baseline: \"a\\0b\"\n", 1, "cannot be read"),
    ("baseline: /\n", 1, "cannot be read"),
    (RULE.format("levels: closed"), 1, "say a list"),
    (RULE.format("levels: [open]"), 1, "'open' is none of"),
    (RULE.format("labels: [1]"), 1, "say a text"),
    (RULE.format("criteria: [osd:6]"), 1, "in this form"),
    (RULE.format("criteria: {'osd:6': NOT_MET}"), 1, "say a list"),
    (RULE.format("washing: none"), 1, "none of 'low'"),
    (RULE.format("above: [user]"), 1, "none of 'users'"),
    (RULE.format(""), 1, "must name something"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "words"), REFUSED, ids=range(len(REFUSED)))
def test_what_says_less_than_it_seems_is_refused_with_its_line(
    tmp_path: Path, text: str | bytes, line: int, words: str
) -> None:
    with pytest.raises(RuleFileError) as caught:
        load(tmp_path, text)
    assert words in str(caught.value)
    assert caught.value.line == line
    assert len(str(caught.value)) < 10_000


@pytest.mark.parametrize(
    "text",
    [
        b"\xef\xbb\xbfus: {users: 5}\n",
        "us: {users: 5}\r\n",
        "us: {users: 5}\n...\n",
        "---\nus: {users: 5}\n",
        "us: {users: +5}\n",
        "us:\n  <<: {users: 5}\n",
        "us: {'users': 5}\n",
        '"us": {users: 5}\n',
        "{us: {users: 5}}",
    ],
    ids=range(9),
)
def test_honest_spellings_mean_what_they_say(tmp_path: Path, text: str | bytes) -> None:
    assert load(tmp_path, text).us.users == 5


@pytest.mark.parametrize(
    "text",
    [
        "us: {territories: [DE, eu, EEA, EFTA, worldwide, 'NO', XK]}\n",
        "deny: {licenses: [gpl-3.0-*, CC-BY-NC-*, LicenseRef-scancode-gemma-*, '*']}\n",
        "deny: {licenses: [LicenseRef-acme-internal, LicenseRef-unknown-*, AGPL-1.0-only]}\n",
        "deny: {models: ['*', meta-llama/*, 'ollama:*', hf:org/name, org/name@main, ./models/x]}\n",
        "allow: {licenses: [CC-BY-*, MIT*, LicenseRef-acme-*], models: [org/*, 'ollama:phi*']}\n",
        waiver(model="'oci:ghcr.io/org/*'"),
        waiver(model="'git:https://host/org/name*'"),
        waiver(model="'./models/a*'"),
        waiver(model="'HF:org/*'"),
        waiver(expires="'2027-06-30'"),
        waiver(paths="['research/*', '/app.py', 'a b.py', '**/test_*.py', '!x', '#y', './z']"),
        "us: {users: 1_000}\n",
    ],
    ids=range(12),
)
def test_what_a_person_may_mean_is_accepted(tmp_path: Path, text: str) -> None:
    assert load(tmp_path, text)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("[a--]x", "bad character range"),
        ("\\", "nvalid"),
        ("*a*a*a*a*a*a*a*b", "more than 2 stars"),
        ("**/a/**/b/**/c", "more than 2 stars"),
        ("a" * 5000, "at most 4,096 characters"),
    ],
)
def test_a_path_that_is_no_pattern_or_takes_too_long_is_refused_with_its_line(
    tmp_path: Path, path: str, words: str
) -> None:
    with pytest.raises(RuleFileError, match=rf"policy\.yaml:8: .*{words}"):
        load(tmp_path, waiver(paths=f"['{path}']"))


def test_stars_in_a_row_are_one_in_a_path(tmp_path: Path) -> None:
    paths = load(tmp_path, waiver(paths=f"['{'*' * 40}b.py']")).waivers[0].paths
    assert patterns_of(paths).match_file("a" * 40 + "b.py")
    assert not patterns_of(paths).match_file("a" * 40 + "c.py")


def test_an_alias_may_save_words(tmp_path: Path) -> None:
    text = waiver(reason="&why Only for a trial in the lab")
    second = "  - {model: org/b, rules: [fee], reason: *why, author: Ada, expires: 2027-01-01}\n"
    waivers = load(tmp_path, text + second).waivers
    assert waivers[0].reason == waivers[1].reason


OWNERS = [
    parse_ref(text)
    for text in (
        "meta-llama/Llama-3.1-8B", "meta/Llama-3.1-8B", "mistralai/Mistral-7B", "a/b", "z-9/x_y.z",
        "Qwen/Qwen2.5-7B@main", "github:meta/llama", "github:a/b", "modelscope:Qwen/Qwen2.5-7B",
        "modelscope:a/b", "ollama:user/llama3", "ollama:other/llama3", "oci:ghcr.io/a/b:1",
        "oci:ghcr.io/b/b:1", "oci:quay.io/a/b:1", "git:https://host/a/b", "git:https://host/b/b",
        "./models/a", "./weights/a", "/srv/models/a", "/opt/models/a",
    )
]  # fmt: skip
"""Models of which no two have an owner in common."""
_PARTS = [
    "*",
    "?",
    "[a-z]",
    "[!~]",
    "hf:",
    "HF:",
    "hug",
    "ollama:",
    "github:",
    "oci:",
    "ghcr.io",
    "/",
]
_PARTS += [
    "meta",
    "a",
    "b",
    "Qwen",
    "./",
    "models",
    "git:",
    "https://",
    "host",
    ":",
    "@",
    "-",
    "**",
]


@given(st.lists(st.sampled_from(_PARTS), max_size=7).map("".join))
def test_no_glob_that_is_narrow_enough_fits_models_of_two_owners(glob: str) -> None:
    if names_one_owner(glob):
        for one, other in combinations(OWNERS, 2):
            assert not (is_named(one, (glob,)) and is_named(other, (glob,)))


@pytest.mark.parametrize("ref", OWNERS, ids=str)
def test_every_name_of_a_model_is_narrow_enough(ref: object) -> None:
    for name in names_of(ref):  # type: ignore[arg-type]  # a ModelRef
        assert names_one_owner(name)


def test_mistakes_without_number_are_told_in_short(tmp_path: Path) -> None:
    text = "".join(f"wrong{at}: 1\n" for at in range(20_000))
    with pytest.raises(RuleFileError) as caught:
        load(tmp_path, text)
    told = str(caught.value).splitlines()
    assert len(told) == 51
    assert told[-1] == "There are more; correct these first."


def test_the_lines_of_many_mistakes_are_found_in_one_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import yaml

    composed: list[object] = []
    compose = yaml.compose
    monkeypatch.setattr(yaml, "compose", lambda *a, **k: (composed.append(a), compose(*a, **k))[1])
    with pytest.raises(RuleFileError):
        load(tmp_path, "".join(f"wrong{at}: 1\n" for at in range(50)))
    assert len(composed) == 1


@pytest.mark.parametrize("name", ["licensecheck-policy.yml", ".licensecheck-policy.yaml"])
def test_a_policy_under_another_name_is_not_passed_over(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("extends: permissive\n")
    with pytest.raises(UsageError, match=re.escape(name)):
        load_gate(None, (), tmp_path)
    (tmp_path / FILE).write_text("extends: permissive\n")
    assert load_gate(None, (), tmp_path).name


def test_a_policy_that_is_no_file_is_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / FILE).symlink_to(tmp_path / "gone")
    with pytest.raises(UsageError):
        load_gate(None, (), tmp_path)


@pytest.mark.parametrize(
    "text", ["extends: terms\nbaseline: pipe\n", None], ids=["in it", "itself"]
)
def test_a_pipe_is_waited_for_neither_as_policy_nor_as_baseline(
    tmp_path: Path, text: str | None
) -> None:
    os.mkfifo(tmp_path / "pipe")
    path = tmp_path / FILE
    path.symlink_to("pipe") if text is None else path.write_text(text)
    with pytest.raises(UsageError):
        load_gate(None, (), tmp_path)
