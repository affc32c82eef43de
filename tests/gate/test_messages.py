"""What is printed of a wrong policy, in whole lines: each mistake with its place and its remedy."""
# ruff: noqa: E501 - a printed line is not broken

from datetime import date
from pathlib import Path

import pytest

from licensecheck.errors import RuleFileError
from licensecheck.gate.load import load_policy
from tests.gate.waivers import waiver

TODAY = date(2026, 11, 25)
SWITCHES = "hosted_service: true, redistributes: true, modifies: true, trains_other_models: true"


def rule(when: str, *, id: str = "a", answer: str = "allowed", says: str = "Says why") -> str:  # noqa: A002
    return f"rules: [{{id: {id}, when: {when}, answer: {answer}, says: {says}}}]\n"


def table(key: str, names: str) -> str:
    return f"{key}: {{{names}}}\n"


MESSAGES = [
    # The file itself.
    ("12\n", 1, "the file: a policy is a table of keys, such as `extends: commercial-use`"),
    ("[terms]\n", 1, "the file: a policy is a table of keys, such as `extends: commercial-use`"),
    ("1: 2\n", 1, "1: a key must be a word"),
    ("us: {1: 2}\n", 1, "us.1: a key must be a word"),
    ("? {a: 1}\n: 2\n", 1, "a key must be a word, not a list or mapping"),
    ("us: {users: 1}\n\nus: {}\n", 3, "the key 'us' stands here twice"),
    ("rules: [\n", 2, "not YAML: did not find expected node content"),
    ("us: {}\na: a: a\n", 2, "not YAML: mapping values are not allowed in this context"),
    (b"us: {}\n\n# \xff\n", 3, "not UTF-8: invalid start byte"),
    ("us: {purpose: personal}\n\n# ä \x00\n\n\n\n", 3, "not YAML: unacceptable character #x0000: control characters are not allowed\n  in \"<unicode string>\", position 30"),
    (waiver(expires="2027-72-01"), 7, "not YAML: month must be in 1..12"),
    ("us: {users: 010}\n", 1, "'010' is another number in YAML than it looks like: write its digits without a leading 0 or :"),
    ("us:\n  users: !!int 5\n", 2, "a policy has no tags: leave 'tag:yaml.org,2002:int' out"),
    ("us:\n  territories: !mine []\n", 2, "a policy has no tags: leave '!mine' out"),
    ("us: &a {purpose: *a}\n", 1, "a policy has at most 50,000 keys and values, aliases written out, and 20 levels"),
    # Keys that nobody knows.
    ("us: {purpos: research}\n", 1, "us.purpos: there is no key 'purpos' here: did you mean 'purpose'?"),
    ("extends: terms\ncolour: blue\n", 2, "colour: there is no key 'colour' here; there are extends, locked, us, rules, allow, deny, unknown, not-read, ask, tests, allow-unread, bundle, comments, waivers, baseline, folders"),
    (table("deny", "m: []"), 1, "deny.m: there is no key 'm' here; there are models, licenses, services, derived-from"),
    (rule("{level: [closed]}"), 1, "rules.0.when.level: there is no key 'level' here: did you mean 'levels'?"),
    (waiver(zebra="1"), 8, "waivers.0.zebra: there is no key 'zebra' here; there are model, rules, reason, author, expires, paths"),
    # Values of another form.
    ("extends: [terms]\n", 1, "extends: say a text, in quotes if it is a number, a date, true or false"),
    ("baseline: 1\n", 1, "baseline: say a text, in quotes if it is a number, a date, true or false"),
    ("us: []\n", 1, "us: say it in this form: us: {purpose: commercial}"),
    ("rules: 1\n", 1, "rules: say it in this form: rules: [{id: no-fee, when: {labels: [fee-required]}, answer: not-allowed, says: …}]"),
    ("rules: [1]\n", 1, "rules.0: say it in this form: rules: [{id: no-fee, when: {labels: [fee-required]}, answer: not-allowed, says: …}]"),
    ("allow: 1\n", 1, "allow: say it in this form: allow: {licenses: [Apache-2.0]}"),
    ("deny: 1\n", 1, "deny: say it in this form: deny: {licenses: [CC-BY-NC-*]}"),
    ("waivers: 1\n", 1, "waivers: say it in this form: waivers: [{model: org/name, rules: [too-large], reason: …, author: …, expires: …}]"),
    (rule("1"), 1, "rules.0.when: say it in this form: when: {labels: [fee-required]}"),
    (rule("{criteria: 1}"), 1, "rules.0.when.criteria: say it in this form: criteria: {'osd:6': [NOT_MET]}"),
    (rule("{levels: closed}"), 1, "rules.0.when.levels: say a list: levels: [one, another]"),
    (table("deny", "licenses: MIT"), 1, "deny.licenses: say a list: licenses: [one, another]"),
    # Who we are.
    ("us: {purpose: money}\n", 1, "us.purpose: 'money' is none of 'commercial', 'research' or 'personal'"),
    ("us: {users: -1}\n", 1, "us.users: say a whole number, 0 or more"),
    ("us: {users: '5'}\n", 1, "us.users: say a whole number"),
    ("us: {revenue: 2.5}\n", 1, "us.revenue: say a whole number"),
    ("us: {employees: .inf}\n", 1, "us.employees: say a whole number"),
    ("us: {modifies: perhaps}\n", 1, "us.modifies: say true or false"),
    ("us: {territories: [DE, Germany]}\n", 1, "us.territories: 'Germany' is no territory: say a country's code of two letters (DE), EU, EEA, EFTA or worldwide; did you mean 'DE'?"),
    ("us: {territories: [Nowhere]}\n", 1, "us.territories: 'Nowhere' is no territory: say a country's code of two letters (DE), EU, EEA, EFTA or worldwide"),
    # Rules.
    (rule("{labels: [zz, fee-required, aa]}"), 1, "rules.0.when.labels: no label is called aa, zz"),
    (rule("{without: [zz]}"), 1, "rules.0.when.without: no label is called zz"),
    (rule("{criteria: {'osd:77': [MET], 'osd:6': [MET], 'a:b': [MET]}}"), 1, "rules.0.when.criteria: no criterion is called a:b, osd:77"),
    (rule("{levels: [open]}"), 1, "rules.0.when.levels.0: 'open' is none of 'open-source-ai', 'open-weights', 'restricted-weights', 'closed' or 'unknown'"),
    (rule("{washing: none}"), 1, "rules.0.when.washing: 'none' is none of 'low', 'medium' or 'high'"),
    (rule("{above: [user]}"), 1, "rules.0.when.above.0: 'user' is none of 'users', 'revenue' or 'employees'"),
    (rule("{}"), 1, "rules.0.when: a condition must name something"),
    *(
        (
            rule(f"{{us: {given}}}"),
            1,
            f"rules.0.when.us: {named}: say purpose: [commercial] (of commercial, research, personal), or one of {SWITCHES}",
        )
        for given, named in (
            ("1", "1"),
            ("{modifies: 1}", "modifies"),
            ("{mood: true, modifies: true, users: 1}", "mood, users"),
            ("{purpose: commercial}", "purpose"),
            ("{purpose: [commercial, money]}", "purpose"),
        )
    ),
    (rule("{washing: low}", answer="perhaps"), 1, "rules.0.answer: 'perhaps' is none of 'allowed', 'allowed-with-duties', 'ask-your-lawyer' or 'not-allowed'"),
    (rule("{washing: low}", id="A b"), 1, "rules.0.id: say small letters and digits, joined by hyphens: no-fee"),
    (rule("{washing: low}", says="short"), 1, "rules.0.says: say 8 characters or more"),
    (
        "rules:\n" + "".join(f"  - {{id: {name}, when: {{washing: low}}, answer: allowed, says: Says why}}\n"
                             for name in ("b", "c", "b", "a", "a")),
        1,
        "rules: two rules are called a, b",
    ),
    # Lists.
    (table("deny", "licenses: [MIT, GPLv3]"), 1, "deny.licenses: no licence has the id 'GPLv3': say an SPDX id or LicenseRef-…; did you mean 'GPL-3.0-only'?"),
    (table("deny", "licenses: ['*-NC-']"), 1, "deny.licenses: no licence has the id '*-NC-': say an SPDX id or LicenseRef-…; did you mean 'CC-BY-NC-2.0'?"),
    (table("deny", "licenses: ['']"), 1, "deny.licenses: no licence has the id '': say an SPDX id or LicenseRef-…"),
    (table("deny", "licenses: [zzzzzzzzz]"), 1, "deny.licenses: no licence has the id 'zzzzzzzzz': say an SPDX id or LicenseRef-…"),
    (table("deny", "models: [org/name, meta-llama]"), 1, "deny.models: 'meta-llama' is the name of no model: say org/name, hub:name or ./path; did you mean 'meta-llama/*'?"),
    (table("deny", "models: ['https://huggingface.co/org/name']"), 1, "deny.models: 'https://huggingface.co/org/name' is the name of no model: say org/name, hub:name or ./path; did you mean 'org/name'?"),
    (table("deny", "models: ['a b/c d']"), 1, "deny.models: 'a b/c d' is the name of no model: say org/name, hub:name or ./path"),
    *(
        (
            table("allow", names),
            1,
            f"allow: {broad!r} is too broad: name models of one owner (org/*), licences of one kind",
        )
        for names, broad in (
            ("models: [org/name, '*', '*/*']", "*"),
            ("licenses: [MIT, '*-*']", "*-*"),
        )
    ),
    # Waivers.
    (waiver(reason="because"), 5, "waivers.0.reason: say 10 characters or more"),
    (waiver(author="A"), 6, "waivers.0.author: say 2 characters or more"),
    (waiver(model="'*'"), 3, "waivers.0.model: too broad: name one model, or models of one owner (org/name-*)"),
    (waiver(model="'mta:x/*'"), 3, "waivers.0.model: 'mta:x/*' is the name of no model: say org/name, hub:name or ./path"),
    (waiver(rules="['*']"), 4, "waivers.0.rules: too broad: name each rule that is waived"),
    (waiver(rules="[]"), 4, "waivers.0.rules: name at least one"),
    (waiver(expires="soon"), 7, "waivers.0.expires: say a day, such as 2027-06-30"),
    (waiver(expires="2027-11-27"), 7, "waivers.0.expires: a waiver lasts a year at most: choose an earlier day"),
    (waiver(rules="[fee, too-lrage]"), 4, "waivers.0.rules.1: no rule of this policy is called 'too-lrage': did you mean 'too-large'?"),
    (waiver(rules="[quite-other]"), 4, "waivers.0.rules.0: no rule of this policy is called 'quite-other'"),
    (waiver(rules="[deny]"), 4, "waivers.0.rules.0: what `deny` refuses cannot be waived"),
    (waiver(paths="['a', '../b']"), 8, "waivers.0.paths: '../b' leaves the folder of the policy"),
    (waiver(paths="['a', '/']"), 8, "waivers.0.paths: '/' names no file"),
    # Other files.
    ("extends: everything\n", 1, "extends: there is no preset 'everything': say commercial-use, eu-distribution, open-source-only, permissive, research, terms, ./FILE.yaml, package:NAME or an address with #sha256:…"),
    ("us: {}\nbaseline: b.json\n", 2, "baseline: {folder}/b.json cannot be read (No such file or directory). Write it with `licensecheck check --write-baseline FILE` before you name it."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "message"), MESSAGES, ids=range(len(MESSAGES)))
def test_a_mistake_is_told_with_its_place_and_its_remedy(
    tmp_path: Path, text: str | bytes, line: int, message: str
) -> None:
    path = tmp_path / "policy.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(RuleFileError) as caught:
        load_policy(str(path), TODAY)
    assert str(caught.value) == f"{path}:{line}: {message.replace('{folder}', str(tmp_path))}"
