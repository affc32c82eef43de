"""Which known licence a text is, against an index of two licences in our own words.

The texts stand for the real ones: a short permissive licence with a title, a copyright line, places
for names and an appendix; and a long one that shares its disclaimer.
"""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.index.build import build, write_index
from corpus.index.sources import Text
from licensecheck.domain.document import Span
from licensecheck.domain.license import EditKind, Identification, MatchKind
from licensecheck.identify.identify import identify
from licensecheck.knowledge.index import Index, read_index

KETTLE = """The Kettle License, Version 2

Copyright (c) <year> <name of the kettle owner>

1. Whoever holds this kettle may boil water in it, pour the water and lend the kettle to others.

2. Each person who pours must keep a printed copy of this notice beside the kettle at all times.

3. Neither the name of the OWNER nor the names of its helpers may be used to advertise tea that was
brewed with this kettle unless they wrote that they agree.

4. Every holder who repairs the kettle grants all other holders a licence under any patent that the
repair would otherwise infringe.

THE KETTLE IS PROVIDED "AS IS". Nobody promises that it is fit for coffee, and in no event shall THE
OWNER OR HELPERS be liable for burns, spilt water or cold tea, even if somebody had told of the
danger.

How to apply this license

Scratch the notice into the lid of your kettle, with the year and your own name in the brackets.
"""
TOASTER = """Toaster Terms

Bread of any kind can be browned with this toaster by guests of the house during breakfast.

Guests clean the crumb tray before they leave, and report a broken spring to the housekeeper.

Guests who bring their own bread share a slice with whoever waits in the queue behind them.

The housekeeper can take the toaster away for the rest of the week when a guest burns toast twice.

THE TOASTER IS PROVIDED "AS IS". Nobody promises that it is fit for crumpets, and in no event shall
THE HOUSE be liable for burns, crumbs or black toast, even if somebody had told of the danger.
"""
PATENT = KETTLE[KETTLE.index("Every holder") : KETTLE.index("\n\nTHE KETTLE")]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """The two texts, with the patent clause of the first labelled."""
    start = KETTLE.index(PATENT)
    row = {
        "source": "scancode:kettle",
        "start": start,
        "end": start + len(PATENT),
        "labels": ["patent-grant"],
        "arguable": [],
    }
    clauses = tmp_path_factory.mktemp("labels") / "clauses.jsonl"
    clauses.write_text(json.dumps(row) + "\n", "utf-8")
    texts = [
        Text("Kettle-2", "scancode:kettle", KETTLE, 0),
        Text("LicenseRef-toaster", "scancode:toaster", TOASTER, 2),
    ]
    return build(texts, clauses)


def kinds(result: Identification) -> list[tuple[str, str]]:
    return [(match.license, str(match.kind)) for match in result.matches]


def quotes(text: str, result: Identification) -> list[str]:
    return [text[span.start : span.end] for span in result.unmatched]


def test_the_text_itself_is_verbatim(index: Index) -> None:
    result = identify(KETTLE, index)
    assert kinds(result) == [("Kettle-2", "verbatim")]
    assert result.matches[0].coverage == 1
    assert result.matches[0].edits == ()
    assert result.unmatched == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("\n", "\r\n   ", id="line-ends-and-indents"),
        pytest.param("boil water in it", "BOIL  WATER\n\nIN IT", id="case-and-breaks"),
        pytest.param('"AS IS"', "“as-is”", id="quotes-and-hyphens"),
        pytest.param("The Kettle License, Version 2\n", "", id="no-title"),
        pytest.param("The Kettle License, Version 2", "KETTLE LICENSE", id="another-title"),
        pytest.param("fit for coffee", "\ufb01t for co\ufb00ee", id="ligatures"),
        pytest.param("<year> <name of the kettle owner>", "2021-2024 Ada Lovelace", id="holder"),
        pytest.param("Copyright (c) <year> <name of the kettle owner>\n", "", id="no-copyright"),
        pytest.param(
            "Copyright (c)",
            "Portions copyright 2019 Babbage, Inc. All rights reserved.\nCopyright (c)",
            id="two-holders",
        ),
        pytest.param("the OWNER nor", "Acme Kettles GmbH nor", id="name-in-its-place"),
        pytest.param("THE\nOWNER OR HELPERS", "Ada Lovelace", id="name-in-its-other-place"),
        pytest.param(KETTLE[KETTLE.index("How to apply") :], "", id="no-appendix"),
        pytest.param("4. Every", "(d) Every", id="numbering"),
        pytest.param("4. Every", "Ⅳ. Every", id="numeral-of-one-sign"),
        pytest.param("4. Every", "４． Every", id="wide-numeral"),
        pytest.param("4. Every", "④ Every", id="circled-numeral"),
        pytest.param("4. Every", "四、定义\n4. Every", id="numbered-heading-in-chinese"),
        pytest.param("2. Each", "* Each", id="no-number"),
        pytest.param("a licence under", "a license under", id="spelling"),
        pytest.param("otherwise", "other-wise", id="hyphen-in-a-word"),
    ],
)
def test_what_a_licence_leaves_open_is_no_change(index: Index, old: str, new: str) -> None:
    text = KETTLE.replace(old, new)
    assert text != KETTLE
    assert kinds(identify(text, index)) == [("Kettle-2", "verbatim")]


def test_a_few_words_without_weight_are_minor(index: Index) -> None:
    result = identify(KETTLE.replace("told of the\ndanger", "told of this\ndanger"), index)
    assert kinds(result) == [("Kettle-2", "minor")]
    assert result.matches[0].edits[0].kind is EditKind.REPLACED


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("may boil", "may not boil", id="negation"),
        pytest.param("The Kettle", "Non-Commercial License\n\nThe Kettle", id="title-that-limits"),
        pytest.param("The Kettle", "Academic Edition\n\nThe Kettle", id="edition-that-limits"),
        pytest.param("must keep", "can keep", id="duty-to-choice"),
        pytest.param("grants all other", "grants paying other", id="fewer-people"),
        pytest.param("unless they", "if they", id="condition"),
        pytest.param("printed copy", "lacquered copy", id="another-meaning"),
        pytest.param("kettle to others", "kettle from others", id="another-preposition"),
        pytest.param("OWNER OR HELPERS", "OWNER AND HELPERS", id="and-among-names"),
        pytest.param("OWNER OR HELPERS", "OWNER AND/OR HELPERS", id="and-or-among-names"),
        pytest.param("THE\nOWNER OR HELPERS", "our", id="no-name-in-a-name's-place"),
        pytest.param("1. Whoever", "1. Bring tea first. Whoever", id="short-sentence"),
        pytest.param("OWNER nor", "OWNER, who forbids resale, nor", id="rule-in-a-name's-place"),
        pytest.param("Copyright (c) <year>", "Copyright 2024 A. Smith. No resale.", id="in-a-line"),
    ],
)
def test_words_with_weight_are_an_alteration(index: Index, old: str, new: str) -> None:
    text = KETTLE.replace(old, new)
    assert text != KETTLE
    assert kinds(identify(text, index)) == [("Kettle-2", "altered")]


@pytest.mark.parametrize("place", ["start", "middle", "end"])
def test_an_added_sentence_is_an_alteration_and_goes_on(index: Index, place: str) -> None:
    added = "Holders in the southern hemisphere send the kettle back after a week."
    at = {"start": 0, "middle": KETTLE.index("2. Each"), "end": len(KETTLE)}[place]
    text = f"{KETTLE[:at]}{added}\n\n{KETTLE[at:]}" if at < len(KETTLE) else f"{KETTLE}\n{added}"
    result = identify(text, index)
    assert kinds(result) == [("Kettle-2", "altered")]
    assert any(added[:-1] in quote for quote in quotes(text, result))


def test_an_added_sentence_is_quoted_from_its_beginning(index: Index) -> None:
    added = "Every saucer stays at home. "
    text = KETTLE.replace("Every holder", added + "Every holder")
    assert quotes(text, identify(text, index)) == [added.strip(" .")]


def test_a_word_before_the_first_one_is_an_alteration(index: Index) -> None:
    terms = KETTLE[KETTLE.index("Whoever") :]
    assert kinds(identify(terms, index)) == [("Kettle-2", "verbatim")]
    assert kinds(identify(f"Hardly {terms}", index)) == [("Kettle-2", "altered")]


def test_a_removed_clause_is_named_by_its_labels(index: Index) -> None:
    result = identify(KETTLE.replace(PATENT, ""), index)
    [edit] = result.matches[0].edits
    assert result.matches[0].kind is MatchKind.ALTERED
    assert edit.kind is EditKind.REMOVED
    assert edit.removed_labels == ("patent-grant",)
    assert edit.removed_words == len(PATENT.split())
    assert len(edit.span) == 0


def test_a_text_cut_short_is_recognised_and_not_clean(index: Index) -> None:
    result = identify(KETTLE[: KETTLE.index("THE KETTLE IS")], index)
    assert kinds(result) == [("Kettle-2", "altered")]


def test_what_a_cut_text_cannot_be_told_from_is_said() -> None:
    common = TOASTER[: TOASTER.index("THE TOASTER IS")]
    ends = ("Crumbs are swept up on every Sunday.", "The plug is pulled out before the guests go.")
    known = [Text(f"T-{n}", f"t{n}", common + end, n) for n, end in enumerate(ends)]
    index = build(known, Path("/dev/null"))
    for end, key in zip(ends, ("T-0", "T-1"), strict=True):
        [match] = identify(common + end, index).matches
        assert (match.license, match.kind, match.alternatives) == (key, MatchKind.VERBATIM, ())
    [match] = identify(common[:-40], index).matches
    assert (match.license, match.kind, match.alternatives) == ("T-0", MatchKind.ALTERED, ("T-1",))


def test_of_texts_that_differ_in_numbering_the_one_that_it_is_is_named() -> None:
    numbered = "".join(f"\n\n{n}. {part}" for n, part in enumerate(TOASTER.split("\n\n"), 1))
    index = build([Text("Z", "a", TOASTER, 0), Text("A", "b", numbered, 0)], Path("/dev/null"))
    assert kinds(identify(TOASTER, index)) == [("Z", "verbatim")]
    assert kinds(identify(numbered, index)) == [("A", "verbatim")]


def test_of_relatives_a_text_is_the_one_that_it_is_called() -> None:
    """Where several fit and none is all there, the title decides."""
    other = TOASTER.replace("before they leave", "before they go to town")
    index = build([Text("T-1", "a", TOASTER, 0), Text("T-2", "b", other, 0)], Path("/dev/null"))
    changed = TOASTER.replace("a slice with", "two thick slices with")
    assert kinds(identify(changed, index)) == [("T-1", "altered")]
    assert kinds(identify(changed, index, {"T-2"})) == [("T-2", "altered")]
    assert kinds(identify(TOASTER, index, {"T-2"})) == [("T-1", "verbatim")]


def test_a_licence_that_is_all_there_beside_holders_comes_before_a_longer_one() -> None:
    """Of the line of copyright and the words that the longer one has more, it has the line."""
    holder = "Copyright (c) 2003 The Regents of the University of Savanna, Herd Laboratory"
    longer = f"{holder}\n\n" + TOASTER.replace("during breakfast.", "during breakfast and at tea.")
    index = build([Text("T", "a", TOASTER, 0), Text("L", "b", longer, 0)], Path("/dev/null"))
    assert kinds(identify(f"{holder}\n\n{TOASTER}", index)) == [("T", "verbatim")]


@pytest.mark.parametrize(
    ("holders", "kind"),
    [
        ("2025 Savanna Ltd. and/or its affiliates", "verbatim"),
        ("(c) 2025 Savanna Ltd. or its affiliates", "verbatim"),
        ("2025 Savanna Ltd. and/or commercial users", "altered"),
        ("2025 Savanna Ltd. or else you pay", "altered"),
    ],
)
def test_who_holds_the_copyright_changes_no_licence(holders: str, kind: str) -> None:
    index = build([Text("T", "a", TOASTER, 0)], Path("/dev/null"))
    text = f"Copyright {holders}\n\n{TOASTER}"
    assert kinds(identify(text, index)) == [("T", kind)]


def test_a_clause_lettered_c_is_no_copyright_line() -> None:
    text = KETTLE.replace("2. Each", "(c) You clean the lid each week\n\n2. Each")
    index = build([Text("K", "k", text, 0)], Path("/dev/null"))
    assert kinds(identify(KETTLE, index)) == [("K", "altered")]


def test_a_disclaimer_that_another_licence_has_too_is_not_that_licence(tmp_path: Path) -> None:
    disclaimer = KETTLE[KETTLE.index("THE KETTLE IS") : KETTLE.index("\n\nHow to apply")]
    spoon = f"Stir with this spoon what you like.\n\n{disclaimer.replace('THE KETTLE', 'IT')}\n"
    start = KETTLE.index(disclaimer)
    row = {"source": "k", "start": start, "end": start + len(disclaimer), "arguable": []}
    clauses = tmp_path / "clauses.jsonl"
    clauses.write_text(json.dumps(row | {"labels": ["warranty-disclaimer"]}), "utf-8")
    index = build([Text("K", "k", KETTLE, 0), Text("S", "s", spoon, 0)], clauses)
    assert kinds(identify(spoon, index)) == [("S", "verbatim")]
    assert kinds(identify(KETTLE + spoon[spoon.index("IT IS") :], index)) == [("K", "altered")]


def test_each_licence_of_a_collection_is_found(index: Index) -> None:
    text = f"{KETTLE}\n-----\n\nFor the toaster of the kitchen:\n\n{TOASTER}"
    result = identify(text, index)
    assert kinds(result) == [("Kettle-2", "verbatim"), ("LicenseRef-toaster", "verbatim")]
    first, second = (match.span for match in result.matches)
    assert not first.overlaps(second)
    assert quotes(text, result) == ["For the toaster of the kitchen"]


def test_the_same_licence_twice_is_found_twice(index: Index) -> None:
    assert kinds(identify(TOASTER + KETTLE + TOASTER, index)) == [
        ("LicenseRef-toaster", "verbatim"),
        ("Kettle-2", "verbatim"),
        ("LicenseRef-toaster", "verbatim"),
    ]


def test_a_binding_sentence_between_two_belongs_to_the_first(index: Index) -> None:
    text = f"{KETTLE}\nYou must not use the kettle on a boat.\n\n{TOASTER}"
    assert kinds(identify(text, index)) == [
        ("Kettle-2", "altered"),
        ("LicenseRef-toaster", "verbatim"),
    ]


def test_prose_and_a_mere_disclaimer_are_no_licence(index: Index) -> None:
    disclaimer = TOASTER[TOASTER.index("THE TOASTER") :]
    text = f"We love kettles and toasters.\n\n{disclaimer}\n\n{'More about our kitchen. ' * 40}"
    result = identify(text, index)
    assert result.matches == ()
    assert result.unmatched == (Span(0, len(text.rstrip()) - 1),)


def test_a_text_like_a_known_one_names_the_nearest(index: Index) -> None:
    text = "\n".join(TOASTER.splitlines()[2:7]) + "\n" + "Other rules hold for the oven here. " * 9
    result = identify(text, index)
    assert result.matches == ()
    assert result.nearest == "LicenseRef-toaster"


@pytest.mark.parametrize(
    "text", ["", "\n \t", "\0" * 50, "x" * 100_000, "许可" * 50_000, "🫖 \ud800"]
)
def test_text_without_words_we_know_is_no_licence(index: Index, text: str) -> None:
    assert identify(text, index).matches == ()


def test_work_is_bounded_and_the_rest_goes_on(index: Index) -> None:
    text = (KETTLE + TOASTER) * 2_000
    result = identify(text, index)
    assert len(result.matches) > 10
    assert result.unmatched[-1].end == len(text)


@given(st.text(max_size=300), st.integers(0, len(KETTLE)), st.integers(0, len(KETTLE)))
def test_spans_lie_in_the_text_and_in_order(small: str, cut: int, at: int) -> None:
    text = KETTLE[:at] + small + KETTLE[at:] + TOASTER[:cut]
    result = identify(text, _SMALL)
    spans = [match.span for match in result.matches]
    assert spans == sorted(spans)
    assert all(not a.overlaps(b) for a, b in pairwise(spans))
    edits = [edit.span for match in result.matches for edit in match.edits]
    for span in [*spans, *edits, *result.unmatched]:
        assert 0 <= span.start <= span.end <= len(text)


@given(st.data())
def test_setting_a_text_anew_changes_nothing(data: st.DataObject) -> None:
    blanks = st.sampled_from([" ", "\n", "\t", "\u00a0", " \n* ", "  "])
    words = TOASTER.split()
    text = "".join(word + data.draw(blanks) for word in words)
    assert kinds(identify(text, _SMALL)) == [("LicenseRef-toaster", "verbatim")]


def test_the_file_reads_back_what_was_written(index: Index, tmp_path: Path) -> None:
    write_index(tmp_path / "one", index)
    write_index(tmp_path / "two", read_index(tmp_path / "one"))
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert kinds(identify(KETTLE, read_index(tmp_path / "two"))) == [("Kettle-2", "verbatim")]


def test_the_file_holds_no_text(index: Index, tmp_path: Path) -> None:
    write_index(tmp_path / "index", index)
    content = (tmp_path / "index").read_bytes().lower()
    assert not [
        word for word in ("whoever", "breakfast", "housekeeper") if word.encode() in content
    ]


def _small() -> Index:
    return build(
        [Text("Kettle-2", "a", KETTLE, 0), Text("LicenseRef-toaster", "b", TOASTER, 2)],
        Path("/dev/null"),
    )


_SMALL = _small()
