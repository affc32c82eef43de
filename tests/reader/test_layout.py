"""The lines of a page with where they stand."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from licensecheck.reader.layout import lines

PAGE = """---
license: mit
base_model:
  - acme/okapi
---
# Zebra

A text.

Versions
--------
| Model | Base model |
|---|---|
| Zebra-7B | Okapi |

```
# no heading
```
"""


def kinds(text: str) -> list[str]:
    return [line.kind for line in lines(text)]


def test_a_line_knows_what_it_is() -> None:
    found = kinds(PAGE)
    assert found[:3] == ["field", "field", "field"]
    assert found[3:6] == ["heading", "text", "heading"]
    assert found[-2:] == ["row", "code"]


def test_a_value_knows_its_field() -> None:
    assert [line.field for line in lines(PAGE)][:3] == ["license", "base_model", "base_model"]


def test_a_line_stands_under_its_headings() -> None:
    text = next(line for line in lines(PAGE) if line.kind == "row")
    assert text.headings == ("Zebra", "Versions")


def test_a_cell_knows_its_column_and_its_row() -> None:
    row = next(line for line in lines(PAGE) if line.kind == "row")
    assert [(cell.head, cell.row, cell.column) for cell in row.cells] == [
        ("Model", "Zebra-7B", 0),
        ("Base model", "Zebra-7B", 1),
    ]


def test_a_page_without_front_matter_has_no_fields() -> None:
    assert kinds("# Zebra\n\nlicense: mit\n") == ["heading", "text"]


@given(st.text(alphabet="# |-`\n:<h1>ab", max_size=300))
def test_lines_are_in_order_and_inside_the_page(text: str) -> None:
    found = lines(text)
    assert all(0 <= line.span.start <= line.span.end <= len(text) for line in found)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(found))
    assert all("\n" not in text[line.span.start : line.span.end] for line in found)
