"""Tables in HTML, as pages of models have them."""

from hypothesis import given
from hypothesis import strategies as st

from licensecheck.domain import Document, DocumentKind
from licensecheck.text.html_tables import html_rows


def read(text: str) -> list[list[tuple[str, str]]]:
    document = Document("README.md", text, DocumentKind.CARD)
    return [
        [(head, document.quote(cell).strip()) for head, cell in row.cells]
        for row in html_rows(document)
    ]


def test_each_cell_comes_with_the_head_of_its_column() -> None:
    table = """
    <table>
      <tr> <th>Model</th> <th><b>Open Source</b></th> </tr>
      <tr style="x"> <td>Zebra</td><td>✔</td> </tr>
    </table>
    """
    assert read(table) == [[("Model", "Zebra"), ("Open Source", "✔")]]


def test_a_head_over_several_columns_heads_each_of_them() -> None:
    table = (
        "<table><tr><th>Model</th><th colspan=2>Speed</th></tr>"
        "<tr><td>Zebra</td><td>1</td><td>2</td></tr></table>"
    )
    assert read(table) == [[("Model", "Zebra"), ("Speed", "1"), ("Speed", "2")]]


def test_a_cell_over_several_rows_stands_in_each() -> None:
    table = (
        "<table><tr><td>Kind</td><td>Model</td><td>Open</td></tr>"
        "<tr><td rowspan=2>Wild</td><td>Zebra</td><td>no</td></tr>"
        "<tr><td>Okapi</td><td>yes</td></tr></table>"
    )
    assert [row[:2] for row in read(table)] == [
        [("Kind", "Wild"), ("Model", "Zebra")],
        [("Kind", "Wild"), ("Model", "Okapi")],
    ]


def test_rows_with_fewer_cells_than_heads_are_left_out() -> None:
    table = (
        "<table><tr><td rowspan=2>Model</td><td colspan=2>Speed</td></tr>"
        "<tr><td>first</td><td>then</td></tr>"
        "<tr><td>Zebra</td><td>1</td><td>2</td></tr><tr><td>Okapi</td></tr></table>"
    )
    assert [row[0] for row in read(table)] == [("Model", "Zebra")]


def test_the_heads_of_one_table_are_not_those_of_the_next() -> None:
    first = "<table><tr><th>Open Source</th></tr><tr><td>no</td></tr></table>"
    second = "<table><tr><th>Fast</th></tr><tr><td>yes</td></tr></table>"
    assert read(first + second) == [[("Open Source", "no")], [("Fast", "yes")]]


@given(st.lists(st.sampled_from(["<table>", "<tr>", "<td>", "</td>", "</tr>", "</table>", "a"])))
def test_broken_tables_are_read_without_an_error(parts: list[str]) -> None:
    for row in read("".join(parts)):
        assert row
