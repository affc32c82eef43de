"""Each model of a table has its own terms, whichever way the table is turned."""

import pytest

from licensecheck.domain.report import Report
from tests.answers.conftest import APACHE, WEIGHTS, Audit, commercial

HUB = "https://huggingface.co/zoo"


def page(*lines: str, more: str = "") -> str:
    return (
        "\n".join((f"# Zebra\n{more}", lines[0], "|---" * (lines[0].count("|") - 1) + "|"))
        + "\n"
        + "\n".join(lines[1:])
        + "\n"
    )


def get(name: str) -> str:
    return f"[get]({HUB}/{name})"


def rows(big: str) -> str:
    """A row for each of two models; the licence of the big one is given."""
    return page(
        "| Model | Weights | License |",
        f"| Zebra-7B | {get('Zebra-7B')} | Apache-2.0 |",
        f"| Zebra-70B | {get('Zebra-70B')} | {big} |",
    )


def columns(big: str) -> str:
    """A column for each."""
    return page(
        "| | Zebra-7B | Zebra-70B |",
        "| Parameters | 7B | 70B |",
        f"| License | Apache-2.0 | {big} |",
        f"| Weights | {get('Zebra-7B')} | {get('Zebra-70B')} |",
    )


def items(big: str) -> str:
    """An item for each, the licence in brackets."""
    return (
        "---\nlicense: apache-2.0\n---\n# Zebra\n\n"
        f"- [Zebra-7B]({HUB}/Zebra-7B)\n- [Zebra-70B]({HUB}/Zebra-70B) ({big})\n"
    )


def levels(report: Report) -> dict[str, str]:
    return {name: str(one.level) for one in report.models for name in (one.name, *one.aliases)}


@pytest.mark.parametrize("form", [rows, columns, items])
@pytest.mark.parametrize(
    ("big", "level", "answer"),
    [
        ("CC BY-NC 4.0", "restricted-weights", "no"),
        ("academic use only", "unknown", "please-read"),
    ],
)
def test_the_yes_of_a_neighbour_is_none_for_others(
    audit: Audit, form: object, big: str, level: str, answer: str
) -> None:
    said = form(big)  # type: ignore[operator]  # one of three functions
    report = audit(said, {"LICENSE": APACHE}, weights=False)
    assert levels(report) == {"Zebra-7B": "open-weights", "Zebra-70B": level}
    assert commercial(report, "Zebra-7B") == "yes"
    assert commercial(report, "Zebra-70B") == answer


@pytest.mark.parametrize("form", [rows, columns])
def test_where_all_are_open_all_are(audit: Audit, form: object) -> None:
    report = audit(form("MIT"), {"LICENSE": APACHE}, weights=False)  # type: ignore[operator]
    assert set(levels(report).values()) == {"open-weights"}


def test_models_that_nothing_tells_apart_have_the_strictest(audit: Audit) -> None:
    said = page("| | Zebra-7B | Zebra-70B |", "| License | Apache-2.0 | CC BY-NC 4.0 |")
    report = audit(said, {"LICENSE": APACHE, WEIGHTS: bytes(20_000)})
    assert all(one.level != "open-weights" for one in report.models)


def test_a_row_that_may_limit_leaves_columns_to_read(audit: Audit) -> None:
    said = columns("MIT").replace("| Parameters |", "| Commercial use |")
    assert "open-weights" not in levels(audit(said, {"LICENSE": APACHE}, weights=False)).values()


@pytest.mark.parametrize(
    "item",
    [
        "trained on HayBench (CC BY-NC 4.0)",
        "beats [Okapi-7B](https://huggingface.co/herd/Okapi-7B) (CC BY-NC 4.0)",
        "the demo data (CC BY-NC 4.0) are apart",
        "(MIT)",
    ],
)
def test_brackets_behind_something_else_say_nothing_of_the_model(audit: Audit, item: str) -> None:
    said = items("MIT").replace("Zebra-70B) (MIT)", f"Zebra-70B): {item}")
    found = levels(audit(said, {"LICENSE": APACHE}, weights=False))
    assert "restricted-weights" not in found.values()


SUB = """---
license: apache-2.0
---
# Zebra-7B

A model of stripes: [weights](https://huggingface.co/zoo/zebra-7b).

### Models finetuned off Zebra-7B

* [Zebra-7B-Story](https://huggingface.co/zoo/zebra-7b-story): tells long tales.
Built with much grass.
  * License: Apache 2.0

* [Zebra-7B-Chat](https://huggingface.co/zoo/zebra-7b-chat): talks.
Built with hay.
  * License: {}

## Model License

Apache-2.0
"""


@pytest.mark.parametrize("chat", ["CC-BY-NC-SA-4.0", "_CC-By-NC-SA-4.0_"])
def test_an_item_within_an_item_is_about_the_model_that_the_outer_one_names(
    audit: Audit, chat: str
) -> None:
    report = audit(SUB.format(chat))
    found = levels(report)
    assert (found["Zebra-7B"], found["Zebra-7B-Story"]) == ("open-weights", "open-weights")
    assert found["Zebra-7B-Chat"] == "restricted-weights"
    assert not [one for one in report.findings if one.rule == "claims-open-terms-fail"]
