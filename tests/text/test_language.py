"""Which parts of a text are not in the language that we read."""

import csv
from pathlib import Path

import pytest

from licensecheck.domain import Document, DocumentKind
from licensecheck.text.language import language, language_problems

ENGLISH = "You may use the model for any purpose, and you must keep this notice with all copies."
GERMAN = "Sie dürfen das Modell nicht für den Verkauf nutzen, und die Kopien sind mit der Lizenz."
CHINESE = "未经授权不得将本模型用于任何商业用途，并须遵守本许可协议。"


@pytest.mark.parametrize(
    ("text", "name"),
    [(ENGLISH, "English"), (GERMAN, "other"), (CHINESE, "Chinese (Han)"), ("MIT", ""), ("", "")],
)
def test_names_the_language(text: str, name: str) -> None:
    assert language(text).name == name


def test_chinese_is_not_english_and_yet_read() -> None:
    text = "\n\n".join([CHINESE, ENGLISH, GERMAN])
    told = language(text)
    assert [text[span.start : span.end] for span in told.foreign] == [CHINESE, GERMAN]
    assert [text[span.start : span.end] for span in told.unread] == [GERMAN]


def test_russian_is_other_by_its_script() -> None:
    assert language("Разрешается использовать модель только для исследований.").name == "other"


@pytest.mark.parametrize("foreign", [GERMAN, CHINESE])
@pytest.mark.parametrize("between", ["\n\n", "\r\n\r\n"])
def test_foreign_paragraphs_of_a_bilingual_text(foreign: str, between: str) -> None:
    text = between.join([ENGLISH, foreign, ENGLISH])
    assert [text[span.start : span.end].strip() for span in language(text).foreign] == [foreign]


def test_chinese_line_directly_under_an_english_one() -> None:
    text = f"{ENGLISH}\n{CHINESE}\n{ENGLISH}"
    assert [text[span.start : span.end] for span in language(text).foreign] == [CHINESE]


NOISE = "qzvk wplm oqjx tbnr hhsd ykcu zzpl mwqr gjtb xcvn"


@pytest.mark.parametrize(
    "noise", [NOISE, "granite harbour violet pencil orbit lantern meadow quartz"]
)
def test_a_paragraph_in_no_language_is_told_apart(noise: str) -> None:
    text = "\n\n".join([ENGLISH, noise, "MIT License", GERMAN])
    assert [text[span.start : span.end] for span in language(text).babble] == [noise]
    assert language(noise).name == ""


def test_list_of_language_codes_is_no_language() -> None:
    assert language("language:\n- en\n- fr\n- es\n- de\n- el\n- la\n- le\n- ru\n- zh").foreign == ()


def test_licence_in_another_language_hides_terms() -> None:
    document = Document("LICENSE", f"{ENGLISH}\n\n{GERMAN}\n", DocumentKind.LICENSE)
    (problem,) = language_problems(document)
    assert problem.hides_terms
    assert "line 3." in problem.message


@pytest.mark.parametrize(
    ("sample", "hides"),
    [("Das Wetter ist heute schön, und die Sonne scheint auf der Bank.", False), (GERMAN, True)],
)
def test_card_hides_terms_only_where_it_speaks_of_a_licence(sample: str, hides: bool) -> None:
    document = Document("README.md", f"{ENGLISH}\n\n{sample}\n", DocumentKind.CARD)
    assert [problem.hides_terms for problem in language_problems(document)] == [hides]


def test_real_licences(real: Path) -> None:
    folder = real / "licenses"
    with (folder / "index.tsv").open(encoding="utf-8") as index:
        rows = list(csv.DictReader(index, delimiter="\t"))
    for row in rows:
        foreign = language((folder / row["file"]).read_text("utf-8")).foreign
        assert bool(foreign) == (row["lang"] != "en"), row["file"]


def test_real_cards_have_no_terms_in_other_languages(real: Path) -> None:
    for path in sorted((real / "cards").glob("*.md")):
        card = Document(path.name, path.read_text("utf-8"), DocumentKind.CARD)
        assert not any(problem.hides_terms for problem in language_problems(card)), path.name
