"""Policies that try to cost their reader more than they weigh; `python -m benchmarks.growth`
measures them. A shape gives a policy of about so many characters."""

from collections.abc import Mapping

from tests.scan.hostile import Shape, again, fill, nested

_RULES = "rules: [too-large], reason: Only for a trial in the lab, author: Ada Lovelace"
_WAIVER = f"  - {{model: org/name-%d, {_RULES}, expires: 2027-06-30}}\n"
_WAIVERS = "extends: terms\nwaivers:\n"
_ONE = f"  - {{model: org/name, {_RULES}, expires: 2027-06-30, paths: ["
_RULE = (
    "  - {id: a-%d, when: {labels: [noncommercial-only]}, answer: not-allowed, says: No such use}\n"
)

POLICIES: Mapping[str, Shape] = {
    "waivers": again(_WAIVER, _WAIVERS),
    "waivers, expired": again(_WAIVER.replace("2027", "2020"), _WAIVERS),
    "waivers, too long": again(_WAIVER.replace("2027", "2999"), _WAIVERS),
    "waivers, too broad": again(_WAIVER.replace("org/name-%d", '"*"'), _WAIVERS),
    "waivers, unknown rule": again(_WAIVER.replace("too-large", "too-lerge-%d"), _WAIVERS),
    "waivers, no rule": again(_WAIVER.replace("too-large", ""), _WAIVERS),
    "waivers, unknown key": again(_WAIVER.replace("author", "auther"), _WAIVERS),
    "waivers, same": again(_WAIVER.replace("-%d", ""), _WAIVERS),
    "waivers, no map": again("  - x\n", _WAIVERS),
    "waivers, quotes": again(_WAIVER.replace("Ada Lovelace", '"\\u0041da Lovelace"'), _WAIVERS),
    "waiver: paths": again("src/a%d/**, ", _WAIVERS + _ONE, "]}\n"),
    "waiver: paths of stars": again('"*a*b*%d", ', _WAIVERS + _ONE, "]}\n"),
    "waiver: one path": again("a/", _WAIVERS + _ONE, "]}\n"),
    "waiver: one path of stars": again("*a", _WAIVERS + _ONE + '"', '"]}\n'),
    "waiver: a long name": again("a", f"{_WAIVERS}  - {{model: ", f", {_RULES}}}\n"),
    "waiver: a long reason": again(
        "a ", f"{_WAIVERS}  - {{model: a/b, reason: ", ", author: Ada Lovelace}\n"
    ),
    "rules": again(_RULE, "rules:\n"),
    "rules, same": again(_RULE.replace("-%d", ""), "rules:\n"),
    "rules, unknown label": again(_RULE.replace("noncommercial", "non-comercial"), "rules:\n"),
    "rules, unknown answer": again(_RULE.replace("not-allowed", "notallowed"), "rules:\n"),
    "rules, empty": again("  - {id: a-%d}\n", "rules:\n"),
    "rule: labels": again("fee-required, ", "rules:\n  - {id: a, when: {labels: [", "]}}\n"),
    "rule: criteria": again("'osd:%d': [MET], ", "rules:\n  - {id: a, when: {criteria: {", "}}}\n"),
    "allow: licences": again("MIT, ", "allow: {licenses: [", "]}\n"),
    "allow: unknown licences": again("Zebra-%d, ", "allow: {licenses: [", "]}\n"),
    "allow: licences of stars": again('"Z*-%d-*", ', "allow: {licenses: [", "]}\n"),
    "allow: models": again("org/name-%d, ", "allow: {models: [", "]}\n"),
    "allow: models of stars": again('"org/n*-%d-*", ', "allow: {models: [", "]}\n"),
    "territories": again("Atlantis%d, ", "us: {territories: [", "]}\n"),
    "presets": again("terms%d, ", "extends: [", "]\n"),
    "keys": again("key%d: 1\n"),
    "keys, same": again("us: 1\n"),
    "aliases": again("*a, ", "a: &a [x]\nrules: [", "]\n"),
    "anchors": again("&a%d x, ", "rules: [", "]\n"),
    "nested": nested("[", "]", before="rules: "),
    "nested maps": nested("{a: ", "}", before="rules: "),
    "open": lambda size: "rules: " + fill("[", size),
    "comments": again("# a comment\n"),
    "spaces": again(" ", "us:", "1\n"),
    "block": again("  a line of it\n", "us: |\n"),
    "quoted": again("\\u0041", 'us: "', '"\n'),
    "numbers": again("1_0, ", "rules: [", "]\n"),
    "colons": again("1:", "us: ", "\n"),
    "documents": again("---\nus: 1\n"),
    "merge": again("  <<: *a\n", "a: &a {b: 1}\nus:\n"),
}
