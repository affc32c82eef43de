"""Writes the pages of this folder that say what the rule files and the code say: `make docs`."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from licensecheck.domain.report import SCHEMAS
from licensecheck.domain.right import RightAnswer
from licensecheck.errors import ExitCode, LicensecheckError
from licensecheck.judge.verdicts import violating
from licensecheck.knowledge.criteria import Criterion, Framework, load_frameworks
from licensecheck.knowledge.rights import Rights, load_rights
from licensecheck.knowledge.rules import Effect, LabelRule, load_rules
from licensecheck.knowledge.washing import WashingRule, load_washing
from licensecheck.report.wording import template

HERE = Path(__file__).resolve().parent
_EFFECTS = {
    Effect.VIOLATES: ("Restrictions", "A clause that does one of these fails a criterion."),
    Effect.CONCERN: (
        "Concerns",
        "They fail no definition by themselves; read them first.",
    ),
    Effect.CONDITION: ("Duties", "You may do it, if you do this."),
    Effect.GRANT: ("Rights", "What a licence must give before a criterion can be met."),
    Effect.NEUTRAL: ("Neutral", "They give and take no right."),
}
_SLOT = re.compile(r"\{(\w+)\}")
_NAMED = re.compile(r"\(([a-z]+(?:-[a-z]+)+)")


def rules() -> Iterator[str]:
    """Every open-washing rule."""
    yield "# Open-washing: where claim and facts disagree"
    yield (
        "A finding of these rules says that the publisher's words do not fit the model's terms, "
        "files or origin. Each comes with both quotes. `licensecheck explain RULE` shows the same "
        "in a terminal; what counts as a claim of openness is in `rules/claims/`."
    )
    found = load_washing().values()
    rows = ((f"[`{r.rule}`](#{r.rule})", r.severity, r.summary) for r in found)
    yield _table(("rule", "severity", "meaning"), rows)
    for rule in found:
        yield from _rule(rule)


def _rule(rule: WashingRule) -> Iterator[str]:
    yield f"## {rule.rule}"
    yield f"{rule.summary} Severity: {rule.severity}."
    yield _terms({"Why it matters": rule.why, "What to do": rule.remedy, "Limits": rule.limits})
    yield "It is open-washing:"
    yield _list(rule.examples.washing)
    yield "It is honest:"
    yield _list(rule.examples.honest)


def labels() -> Iterator[str]:
    """Every label that a clause can have."""
    known = load_rules().labels.values()
    yield "# Labels: what a clause does"
    yield (
        f"Each clause of a licence gets those of these {len(known)} labels that say what it does. "
        "`licensecheck explain LABEL` shows the same with examples of clauses."
    )
    grouped = {effect: [r for r in known if r.effect is effect] for effect in Effect}
    rows = (
        (_EFFECTS[effect][0], ", ".join(f"[`{r.label}`](#{r.label})" for r in group))
        for effect, group in grouped.items()
    )
    yield _table(("", "labels"), rows)
    for effect, group in grouped.items():
        yield f"## {_EFFECTS[effect][0]}"
        yield _EFFECTS[effect][1]
        for rule in group:
            yield from _label(rule)


def _label(rule: LabelRule) -> Iterator[str]:
    yield f"### {rule.label}"
    yield f"{rule.meaning} Severity: {rule.severity}."
    yield _terms(
        {
            "Not": _linked(rule.near_miss),
            "In the report": _SLOT.sub(r"*\1*", f"“{template(rule)}”"),
            "Fails": ", ".join(_failed(rule.label)),
            "Touches": "" if rule.effect is Effect.VIOLATES else _touched(rule),
            "Why it matters": rule.why,
            "What to do": rule.remedy,
            "Limits": rule.limits,
        }
    )


def _failed(label: str) -> Iterator[str]:
    """The criteria that a clause with this label fails, framework by framework."""
    for framework in load_frameworks().values():
        ids = [c.id for c in framework.criteria if label in violating(c, load_rules())]
        doubt = " (a matter of judgement)" if label in framework.judgement else ""
        if ids:
            name = framework.framework
            yield f"[{name} {', '.join(ids)}](criteria.md#{name}){doubt}"


def _touched(rule: LabelRule) -> str:
    return ", ".join(f"[osd {number}](criteria.md#osd)" for number in rule.osd)


def _linked(text: str) -> str:
    """The text with each label in it as a link."""
    known = load_rules().labels
    return _NAMED.sub(lambda m: f"([{m[1]}](#{m[1]})" if m[1] in known else m[0], text)


def criteria() -> Iterator[str]:
    """Every criterion of every framework."""
    yield "# Criteria: what a model is judged by"
    yield (
        "Each criterion is MET, NOT_MET, UNKNOWN or NOT_APPLICABLE. A clause with a label from the "
        "column *fails* fails it. It is met only if everything in the column *needs* was found and "
        "all terms could be read. `licensecheck explain osd:6` shows one criterion."
    )
    for framework in load_frameworks().values():
        yield f"## {framework.framework}"
        yield f"[{framework.name}]({framework.reference})"
        if framework.judgement:
            yield (
                "These labels are a matter of judgement, so a criterion is UNKNOWN where they "
                f"decide: {_labels(framework.judgement)}."
            )
        if framework.criteria:
            rows = (_criterion(framework, one) for one in framework.criteria)
            yield _table(("", "asks", "fails", "needs"), rows)
        if framework.tags:
            yield "This framework has no pass or fail. Findings are listed under its headings."
            yield _table(("", "heading"), ((tag.id, tag.name) for tag in framework.tags))


def _criterion(framework: Framework, one: Criterion) -> tuple[str, ...]:
    person = f"a person: {one.person}" if one.person else ""
    needs = filter(None, (_labels(one.grants), _parts(one), person))
    failing = _labels(sorted(violating(one, load_rules())))
    asks = f"**{one.name}.** {one.asks}"
    return (f"`{framework.framework}:{one.id}`", asks, failing, "; ".join(needs))


def _parts(criterion: Criterion) -> str:
    """The components that it needs, each with what stands in for it."""
    parts = (
        f"{name} (or {', '.join(others)})" if others else name
        for name, others in criterion.components.items()
    )
    terms = " under an open licence" if criterion.licensed else ""
    return ", ".join(parts) + terms


def _labels(names: Iterable[str]) -> str:
    return ", ".join(f"[{name}](labels.md#{name})" for name in names)


def exit_codes() -> Iterator[str]:
    """Every exit code."""
    yield "# Exit codes"
    yield _table(("code", "name", "meaning"), ((str(c.value), c.name, c.meaning) for c in ExitCode))
    yield "An error is one or two lines on standard error. It says what to do:"
    rows = (
        (str(error.exit_code.value), f"`{error.__name__}`", (error.__doc__ or "").splitlines()[0])
        for error in sorted(_errors(LicensecheckError), key=lambda error: error.exit_code)
    )
    yield _table(("code", "error", "meaning"), rows)
    yield "With `--write-baseline` a check that wrote the file ends with 0, whatever it found."
    yield "A command that Ctrl-C ends has the code 130, as shells have it."


def _errors(root: type[LicensecheckError]) -> Iterator[type[LicensecheckError]]:
    """The kinds of errors that are not divided further where errors are defined."""
    kinds = [kind for kind in root.__subclasses__() if kind.__module__ == root.__module__]
    if not kinds:
        yield root
    for kind in kinds:
        yield from _errors(kind)


def json_reports() -> Iterator[str]:
    """Every field of the JSON reports."""
    yield "# The JSON reports, field by field"
    yield (
        "`--format json` writes one of four reports, and `licensecheck schema` prints its JSON "
        "Schema. Every field is always there. `schema_version` is 1.x as long as fields are only "
        "added. Offsets count Unicode code points of the document's text."
    )
    schemas = {kind: schema.model_json_schema() for kind, schema in SCHEMAS.items()}
    yield _table(
        ("command", "report"),
        ((f"`{kind}`", _reference(schema["title"])) for kind, schema in schemas.items()),
    )
    objects: dict[str, Any] = {schema["title"]: schema for schema in schemas.values()}
    known = {name: one for schema in schemas.values() for name, one in schema["$defs"].items()}
    objects |= {name: one for name, one in known.items() if "properties" in one}
    for name, one in objects.items():
        yield f"## {name}"
        yield one["description"]
        fields = one["properties"].items()
        rows = ((f"`{field}`", _type(of, known), of.get("description", "")) for field, of in fields)
        yield _table(("field", "type", "meaning"), rows)


def _type(schema: Mapping[str, Any], known: Mapping[str, Any]) -> str:
    """The type of a field in a few words."""
    match schema:
        case {"$ref": reference}:
            name = reference.rpartition("/")[2]
            is_object = "properties" in known[name]
            words = _reference(name) if is_object else _type(known[name], known)
        case {"anyOf": choices}:
            words = " or ".join(_type(one, known) for one in choices)
        case {"enum": values}:
            words = ", ".join(f"`{value}`" for value in values)
        case {"items": item}:
            words = f"list of {_type(item, known)}"
        case {"additionalProperties": value}:
            words = f"object of {_type(value, known)}"
        case _:
            words = f"`{schema['const']}`" if "const" in schema else str(schema["type"])
    return words


def _reference(name: str) -> str:
    return f"[{name}](#{name.lower()})"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(_line(cell) for cell in line)} |" for line in lines)


def _terms(said: Mapping[str, str]) -> str:
    return _list(f"**{name}:** {text}" for name, text in said.items() if text)


def _list(items: Iterable[str]) -> str:
    return "\n".join(f"- {_line(item)}" for item in items)


def _line(text: str) -> str:
    return " ".join(text.split())


def rights() -> Iterator[str]:
    """Every question that people ask of a model."""
    yield "# Rights: may we …?"
    yield (
        "`audit` and `license` answer these questions, in the terminal under *May we* and in JSON "
        "under `rights`. `licensecheck explain use-commercially` shows one of them."
    )
    yield _table(("answer", "meaning"), ((f"`{one}`", one.meaning) for one in RightAnswer))
    yield (
        "`yes` and `yes-if` need that each licence gives the right, that no clause stands against "
        "it, and that everything which binds was read and understood ([the ledger](ledger.md)). "
        "None of the answers is legal advice."
    )
    yield (
        "A `please-read` has `alone` where the licences by themselves give the right, and only "
        "other pages are in doubt. `code` and `weights` say what the terms of that part alone "
        "give, where those of the other stand in the way. A `no` has `leave` where the terms offer "
        "on request what they forbid: the words, and the addresses that these or the licence name. "
        "The answer stays `no` until the licensor agrees."
    )
    known = load_rights()
    for rule in known.rules.values():
        yield f"## {rule.right}"
        yield f"May we {rule.asks}?"
        given = " or ".join(_labels(grants).replace(", ", " with ") for grants in rule.given_by)
        by_definition = ", or by every licence that meets the Open Source Definition"
        yield _terms(
            {
                "Given by": given + (by_definition if rule.osd_gives else ""),
                "`no`": _reaching(rule.forbidden_by),
                "unless the same text has": _reaching(rule.unless),
                "`please-read`": _reaching(rule.doubtful_under),
                "Licences known by name": ", ".join(f"{n} `{a}`" for n, a in rule.licenses.items()),
                "Source": f"<{rule.reference}>" if rule.licenses else "",
                "Limits": rule.limits,
            }
        )
        rows = ((_reaching((one,)), _condition(known, one)) for one in rule.limited_by)
        if rule.limited_by:
            yield _table(("clause", "yes, if you"), rows)


def _reaching(names: Iterable[str]) -> str:
    """Labels as links, those of one reach with it."""
    parts = (name.partition("/") for name in names)
    return ", ".join(_labels((label,)) + (f" ({reach})" * bool(reach)) for label, _, reach in parts)


def _condition(rights: Rights, name: str) -> str:
    label, _, reach = name.partition("/")
    return _SLOT.sub(r"*\1*", rights.condition(label, reach))


PAGES: Mapping[str, Callable[[], Iterator[str]]] = {
    "criteria.md": criteria,
    "exit-codes.md": exit_codes,
    "json.md": json_reports,
    "labels.md": labels,
    "rights.md": rights,
    "rules.md": rules,
}


def page(name: str) -> str:
    """What a page must contain."""
    title, *blocks = PAGES[name]()
    note = "<!-- Written by `make docs`. Edit what it is written from: rules/, or the code. -->"
    return "\n\n".join((title, note, *blocks)) + "\n"


if __name__ == "__main__":
    for name in PAGES:
        (HERE / name).write_text(page(name), "utf-8")
