"""What a person reads first of what is left: words about terms, then headings, figures, code."""

from dataclasses import replace

from licensecheck.domain import Account, Document, DocumentKind, Span
from licensecheck.knowledge.knowledge import installed
from licensecheck.terms.ledger import Left
from licensecheck.terms.order import in_order

PAGE = """# Zebra

Sense of the Zebra

| Zebra | 12.5 | no | 88.0 |

```
# stripes may not be sold
```

Stripes may not be sold without permission.
"""


def left(words: str, text: str = PAGE, kind: DocumentKind = DocumentKind.CARD) -> Left:
    document = Document("README.md", text, kind)
    start = text.rindex(words)
    span = Span(start, start + len(words))
    return Left(Account.NOT_UNDERSTOOD, document.path, "please read it", document, span)


TERMS = left("Stripes may not be sold without permission.")
ASIDE = (left("Sense of the Zebra"), left("| Zebra | 12.5 | no | 88.0 |"))
CODE = left("# stripes may not be sold\n")
TEXT = Left(Account.UNREAD, "TERMS.pdf", "nobody read it")


def test_words_about_terms_come_first_and_others_stay_in_their_order() -> None:
    found = in_order((*ASIDE, CODE, TERMS), installed())
    assert found == ((TERMS, True), (ASIDE[0], False), (ASIDE[1], False), (CODE, False))


def test_what_nobody_read_and_a_clause_of_a_licence_come_before_other_pages() -> None:
    clause = left("Sense of the Zebra", kind=DocumentKind.LICENSE)
    found = in_order((ASIDE[0], TEXT, clause), installed())
    assert found == ((TEXT, True), (clause, True), (ASIDE[0], False))


def test_an_item_of_a_list_says_nothing_by_itself_unless_it_limits() -> None:
    page = "- Non-commercial zoos\n- Research use only\n"
    item, limit = left("Non-commercial zoos", page), left("Research use only", page)
    assert in_order((item, limit), installed()) == ((limit, True), (item, False))


def test_words_that_declare_a_licence_speak_of_terms_however_short() -> None:
    named = replace(left("Sense of the Zebra"), declares=True)
    assert in_order((named,), installed()) == ((named, True),)
