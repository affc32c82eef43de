"""A table with a column of licences gives each model of the publisher its own."""

import pytest

from licensecheck.domain.report import Report
from tests.misread import MISREAD
from tests.releases.conftest import Read

HUB = "https://huggingface.co/zoo"
APACHE = "[Apache License 2.0](https://www.apache.org/licenses/)"


def levels(report: Report) -> dict[str, str]:
    return {name: str(one.level) for one in report.models for name in (one.name, *one.aliases)}


def table(*rows: tuple[str, str], head: str = "License", more: str = "") -> str:
    """A page on Zebra with a row for each name and cell, and `more` cells behind it."""
    lines = [f"| {name} | [get]({HUB}/{name}) | {cell} |{more}" for name, cell in rows]
    heads = f"| Model | Weights | {head} |" + (" Remarks |" if more else "")
    return "\n".join(("# Zebra", "", heads, "|---|---|---|" + "---|" * bool(more), *lines, ""))


def test_each_row_gives_its_model_a_licence_by_its_name(read: Read) -> None:
    rows = (("Zebra-2", APACHE), ("Zebra-1", "[Llama 2](https://ai.meta.com/somewhere/)"))
    report = read({"README.md": table(*rows)})
    found = levels(report)
    assert (found["Zebra-2"], found["Zebra-1"]) == ("open-weights", "restricted-weights")
    assert [one for one in report.problems if one.hides_terms] == []  # not even its heads


def test_a_name_for_which_only_a_text_elsewhere_speaks_is_left_to_read(read: Read) -> None:
    rows = (("Zebra-2", APACHE), ("Zebra-1", "[RAIL-M](https://example.org/the.license.txt)"))
    found = levels(read({"README.md": table(*rows)}))
    assert (found["Zebra-2"], found["Zebra-1"]) == ("open-weights", "unknown")


UNSURE = [
    "",
    "?",
    "TBD",
    "see card",
    "Apache-2.0 (code)",
    "Apache-2.0*",
    "Apache-2.0†",
    "Apache-2.0[^1]",
    "Apache-2.0<sup>1</sup>",
    "Apache-2.0 ¹",
    "MIT / non-commercial",
    "MIT, research only",
    "MIT-like",
    "not MIT",
    "[MIT](#terms)",
    "[MIT](https://creativecommons.org/licenses/by-nc/4.0/)",
    "~~MIT~~",
]


@pytest.mark.parametrize("cell", UNSURE)
def test_a_cell_that_is_more_or_less_than_a_known_name_opens_nothing(read: Read, cell: str) -> None:
    found = levels(read({"README.md": table(("Zebra-1", cell), ("Zebra-2", "Apache-2.0"))}))
    assert found["Zebra-1"] != "open-weights"
    alone = levels(read({"README.md": table(("Zebra-1", cell))}))
    assert "open-weights" not in alone.values()


@pytest.mark.parametrize("cell", UNSURE)
def test_nor_does_a_licence_of_the_repository_beside_it(read: Read, cell: str) -> None:
    files = {"README.md": table(("Zebra-1", cell), ("Zebra-2", "Apache-2.0"))}
    found = levels(read(files | {"LICENSE": "SPDX-License-Identifier: Apache-2.0\n"}))
    assert found["Zebra-1"] != "open-weights"


def test_a_cell_over_two_rows_gives_the_second_row_nothing(read: Read) -> None:
    rows = f"| Zebra-1 | [get]({HUB}/Zebra-1) |\n"
    found = levels(read({"README.md": table(("Zebra-2", "Apache-2.0")) + rows}))
    assert found["Zebra-1"] != "open-weights"
    span = (
        '# Zebra\n\n<table><tr><th>Model</th><th>License</th></tr><tr><td><a href="'
        f'{HUB}/Zebra-2">Zebra-2</a></td><td rowspan="2">CC BY-NC 4.0</td></tr>'
        f'<tr><td><a href="{HUB}/Zebra-1">Zebra-1</a></td></tr></table>\n'
    )
    assert levels(read({"README.md": span}))["Zebra-1"] != "open-weights"


@pytest.mark.parametrize("head", ["License*", "Code License", "License (code)", "License of data"])
def test_a_column_of_something_else_gives_weights_nothing(read: Read, head: str) -> None:
    found = levels(read({"README.md": table(("Zebra-1", "Apache-2.0"), head=head)}))
    assert "open-weights" not in found.values()


@pytest.mark.parametrize("more", [" research only |", " no commercial use |", " see terms |"])
def test_a_column_of_remarks_is_read_first(read: Read, more: str) -> None:
    found = levels(read({"README.md": table(("Zebra-1", "Apache-2.0"), more=more)}))
    assert "open-weights" not in found.values()


@pytest.mark.parametrize(
    "name", ["Zebra-1 training code", "Zebra dataset", "Zebra tokenizer", "Okapi-7B"]
)
def test_rows_of_code_data_and_others_give_the_models_nothing(read: Read, name: str) -> None:
    page = f"# Zebra\n\nGet [Zebra-1]({HUB}/Zebra-1).\n\n"
    page += f"| Model | License |\n|---|---|\n| {name} | Apache-2.0 |\n"
    assert "open-weights" not in levels(read({"README.md": page})).values()


@pytest.mark.parametrize(
    ("before", "after"), [("<!--\n", "-->\n"), ("```\n", "```\n"), ("## Coming soon\n\n", "")]
)
def test_a_table_that_is_shown_as_an_example_or_a_plan_opens_nothing(
    read: Read, before: str, after: str
) -> None:
    shown = table(("Zebra-1", "Apache-2.0")).partition("\n\n")[2]
    page = f"# Zebra\n\nGet [Zebra-1]({HUB}/Zebra-1).\n\n{before}{shown}{after}"
    assert "open-weights" not in levels(read({"README.md": page})).values()


@pytest.mark.parametrize("before", ["Code", "Dataset", "Base model"])
def test_a_licence_right_behind_other_work_may_be_its_own(read: Read, before: str) -> None:
    heads = f"| Model | {before} | License |\n|---|---|---|\n"
    page = f"# Zebra\n\n{heads}| [Zebra-1]({HUB}/Zebra-1) | Okapi | Apache-2.0 |\n"
    assert "open-weights" not in levels(read({"README.md": page})).values()


KEPT = "- All models inherit the license of the original model.\n"


def test_that_models_keep_the_licence_of_the_original_adds_nothing_to_a_link_to_it(
    read: Read,
) -> None:
    theirs = "[Apache-2.0](https://huggingface.co/savanna/okapi/blob/main/LICENSE.txt)"
    found = levels(read({"README.md": f"{table(('Zebra-1', theirs))}\n{KEPT}"}))
    assert set(found.values()) == {"open-weights"}


@MISREAD
def test_it_is_left_to_read_where_a_row_tells_a_licence_of_its_own(read: Read) -> None:
    found = levels(read({"README.md": f"{table(('Zebra-1', 'Apache-2.0'))}\n{KEPT}"}))
    assert set(found.values()) == {"unknown"}


BRACKETS = "Zebra and its dataset are intended for research use only. (CC BY NC 4.0)"


def test_a_licence_in_brackets_is_that_of_the_sentence_before_it(read: Read) -> None:
    page = f"# Zebra\n\nGet [Zebra-1]({HUB}/Zebra-1).\n\n## Use\n\n{BRACKETS}\n"
    report = read({"README.md": page})
    assert str(report.level) == "restricted-weights"
    assert [str(one.expression) for one in report.declared] == ["CC-BY-NC-4.0"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The Zebra dataset is intended for research use only. (CC BY NC 4.0)",
        "Zebra-1 and Zebra-2 datasets are intended for research use only. (CC BY NC 4.0)",
        "Okapi is intended for research use only. (CC BY NC 4.0)",
        "Zebra is fast and striped. (MIT)",
    ],
)
def test_one_behind_other_work_or_an_open_one_says_nothing_of_the_model(
    read: Read, sentence: str
) -> None:
    page = f"# Zebra\n\nGet [Zebra-1]({HUB}/Zebra-1).\n\n## Use\n\n{sentence}\n"
    assert str(read({"README.md": page}).level) == "unknown"


def test_a_name_is_told_without_stars_and_emojis(read: Read) -> None:
    page = f"# Zebra\n\n| Model | Size |\n|---|---|\n| Zebra-1 <br> ([⭐]({HUB}/Zebra-1)) | 7B |\n"
    report = read({"README.md": page})
    assert {"Zebra-1"} <= {*levels(report)} <= {"Zebra-1", "Zebra", "zebra"}


def test_the_heading_of_a_first_section_is_no_name(read: Read) -> None:
    page = f"# Intro\n\nZebra is striped.\n\n# License\n\nGet [Zebra-1]({HUB}/Zebra-1).\n"
    assert "Intro" not in levels(read({"README.md": page}))


def test_both_names_of_a_title_stay_joined(read: Read) -> None:
    page = "# Zebra &amp; Okapi\n\n# License\n\nAll is under the MIT license.\n"
    assert "Zebra Okapi" in levels(read({"README.md": page}))
