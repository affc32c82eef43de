"""How each language writes texts and comments is data; what the table says is found and skipped."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensecheck.scan.form import form_of
from licensecheck.scan.languages import ProgrammingLanguage, TextForm, language_of, load_languages
from licensecheck.scan.meaning import Sense, meaning
from licensecheck.scan.surroundings import Literal, literals

LANGUAGES = load_languages()


def texts(language: ProgrammingLanguage, program: str) -> list[tuple[int, str]]:
    return [(one.line, one.text) for one in literals(language, program)[0]]


def forms() -> Iterator[tuple[str, TextForm]]:
    for name, language in LANGUAGES.items():
        yield from ((name, form) for form in language.texts if not form.char)


@pytest.mark.parametrize(("name", "form"), list(forms()))
def test_a_text_is_found_on_its_line_in_every_form(name: str, form: TextForm) -> None:
    program = f"\n\nx = {form.open}org/tern-1{form.end}\n"
    assert texts(LANGUAGES[name], program) == [(3, "org/tern-1")]


@pytest.mark.parametrize(("name", "form"), list(forms()))
def test_what_is_not_closed_ends_with_the_line_or_the_file(name: str, form: TextForm) -> None:
    language = LANGUAGES[name]
    after = f"\ny = {language.texts[-1].open}b{language.texts[-1].end}\n"
    found = texts(language, f"x = {form.open}org/tern-1{after}")
    assert ("org/tern-1" in [text for _, text in found]) is False


@pytest.mark.parametrize("name", LANGUAGES)
def test_comments_hold_no_texts(name: str) -> None:
    language = LANGUAGES[name]
    ends = {end for _, end in language.block}
    form = next(one for one in language.texts if not one.char and one.end not in ends)
    text = f"{form.open}org/tern-1{form.end}"
    begun = [re.sub(r"\(\?!.*\)", "", one) for one in language.line]
    comments = [f"{one} {text}\n" for one in begun]
    comments += [
        f"\n{a} {text}\n{text} {b}\n" for a, b in ((a.strip(), b) for a, b in language.block)
    ]
    for comment in comments:
        assert texts(language, comment) == [], comment


@pytest.mark.parametrize("name", LANGUAGES)
def test_every_file_of_a_language_is_read(name: str) -> None:
    for glob in LANGUAGES[name].files:
        file = glob.replace("*", "a")
        assert language_of(file) is LANGUAGES[name]
        assert form_of(file) is not None


@given(st.text(alphabet="ab\"'`$#{}()[]\\/\n=:,.?- <>*|&!@", max_size=80))
def test_any_text_is_read_to_its_end(program: str) -> None:
    for name in ("javascript", "ruby", "hcl", "csharp", "sql", "php"):
        after = "\n\n\n*/ } ' \" ` ]] $$ \n"
        for one in literals(LANGUAGES[name], program + after)[0]:
            assert 1 <= one.line <= (program + after).count("\n") + 1


def said(program: str, file: str = "a.ts") -> Sense:
    language = language_of(file)
    assert language
    one: Literal = literals(language, program)[0][-1]
    return Sense.OTHER if one.compared else meaning(one).said


@pytest.mark.parametrize(
    ("program", "file", "what"),
    [
        ('const model = "x"', "a.ts", Sense.MODEL),
        ('const model: string = "x"', "a.ts", Sense.MODEL),
        ('const model = fast ? "x" : "y"', "a.ts", Sense.MODEL),
        ('const model = process.env.MODEL ?? "x"', "a.ts", Sense.MODEL),
        ('run({ model: { name: "x" } })', "a.ts", Sense.MODEL),
        ('const MODELS = ["x"]', "a.ts", Sense.MODEL),
        ('loadModel("x")', "a.ts", Sense.MODEL),
        ('program.option("--model <m>", "which", "x")', "a.ts", Sense.MODEL),
        ('model_id: String::from("x"),', "a.rs", Sense.MODEL),
        ('private static final String MODEL_ID = "x";', "A.java", Sense.MODEL),
        ('var embeddingModel string = "x"', "a.go", Sense.MODEL),
        ('variable "model_id" {\n  default = "x"\n}', "a.tf", Sense.MODEL),
        ("UPDATE t SET model = 'x'", "a.sql", Sense.MODEL),
        ("DO $$ BEGIN UPDATE t SET model = 'x'; END $$;", "a.sql", Sense.MODEL),
        ("SELECT a FROM t WHERE model = 'x'", "a.sql", Sense.OTHER),
        ('if (model === "x") {}', "a.ts", Sense.OTHER),
        ('if ("x" === model) {}', "a.ts", Sense.OTHER),
        ('model.startsWith("x")', "a.ts", Sense.UNUSED),
        ('switch (model) { case "x": }', "a.ts", Sense.OTHER),
        ('import model from "x"', "a.ts", Sense.OTHER),
        ('name.equals("x")', "A.java", Sense.UNUSED),
        ("when 'a', 'x' then 1", "a.rb", Sense.OTHER),
        ("require 'x'", "a.rb", Sense.OTHER),
        ('image = "x"', "a.tf", Sense.OTHER),
        ('console.log("x")', "a.ts", Sense.SHOWN),
        ('const title = "x"', "a.ts", Sense.SHOWN),
        ('echo "x";', "a.php", Sense.SHOWN),
        ('const colour = "x"', "a.ts", Sense.NOTHING),
        ('getenv("HOME", "x")', "a.ts", Sense.NOTHING),
    ],
)
def test_the_words_around_a_text_say_what_it_is(program: str, file: str, what: Sense) -> None:
    assert said(program, file) is what
