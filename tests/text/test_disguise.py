"""Lines that were made so that a program does not read what a person does."""

import base64
import codecs
import random
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensecheck.domain import Span
from licensecheck.identify.ordinary import has_solid_word, is_ordinary
from licensecheck.knowledge.knowledge import installed
from licensecheck.terms.illegible import illegible, illegible_prose
from licensecheck.text.concealed import columns, is_concealed
from licensecheck.text.fences import unfenced

INDEX = installed().index
SAID = "no part of the zebra may be given to a circus without our consent"


def letters(text: str, start: int) -> str:
    """The text in the capitals of a block of symbols."""
    return "".join(chr(start + ord(c) - 65) if c.isalpha() else c for c in text.upper())


@pytest.mark.parametrize(
    "line",
    [
        letters(SAID, 0x24B6),  # circled
        letters(SAID, 0x1F130),  # squared
        letters(SAID, 0x1F1E6),  # regional indicators
        "".join(chr(0xE0000 + ord(c)) for c in SAID),  # tags
        "\u200b".join(SAID),
        "\ufe0f".join(SAID),
        "\u034f".join(SAID),
        "\u202e" + SAID[::-1],
        "".join(c + "q\b" for c in SAID),
        " ".join("-".join(word) for word in SAID.split()),
        " ".join("\\".join(word) for word in SAID.split()),
        "".join(f"\\x{ord(c):02x}" for c in SAID),
        "".join(f"\\u{ord(c):04x}" for c in SAID),
        "".join(f"%{ord(c):02x}" for c in SAID),
        "".join(f"&amp;#{ord(c)};" for c in SAID),
        " ".join(f"{ord(c):08b}" for c in SAID),
        "-. --- / --.. . -... .-. .- / .. -. / -.-. .. .-. -.-. ..- ...",
        "th<b>e</b> ze<i>br</i>a m<b>a</b>y not g<u>o</u> home",
    ],
)
def test_letters_that_are_hidden_drawn_or_numbered_are_seen_to_be(line: str) -> None:
    assert is_concealed(line)


@pytest.mark.parametrize(
    "line",
    [
        codecs.encode(SAID, "rot13"),
        codecs.encode(SAID.title(), "rot13"),
        SAID[::-1],
        " ".join(word[::-1] for word in SAID.split()),
        "".join(c if c == " " else c + c for c in SAID),
        SAID.translate(str.maketrans("oieast", "013457")),
        SAID.replace(" ", "_"),
        SAID.title().replace(" ", ""),
        SAID.replace(" ", ""),
        "- " + SAID.replace(" ", ""),
        base64.b64encode(SAID.encode()).decode(),
        base64.b32encode(SAID.encode()).decode(),
        base64.b85encode(SAID.encode()).decode(),
        " ".join(word[1:] + word[0] + "ay" for word in SAID.split()),
        SAID.translate(str.maketrans("aeo", "áéó")),
        SAID.translate(str.maketrans("aceo", "αсεο")),
    ],
)
def test_what_is_in_the_words_of_no_language_is_not_ordinary(line: str) -> None:
    assert not is_ordinary(line, INDEX)


@pytest.mark.parametrize(
    "line",
    [
        SAID,
        SAID.upper(),
        "sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "Zebra-2.5-72B-Instruct-GPTQ-Int4-W4A16",
        "model-00001-of-00002.safetensors",
        "https://zoo.example/a/very/long/path/to-the-terms-of-use-of-the-zebra?x=%20%20",
        "- [Out of scope use](#how-to-use-the-zebra-and-its-weights)",
        "### Out-of-Scope Use and State-of-the-Art Results",
        "| zebra_easy | zebra_hard | boolq | piqa | hellaswag | avg. |",
        "pip install torch torchaudio --index-url https://zoo.example/whl/cu124",
        "$\\mathcal{L} = \\sum_{i=1}^{n} \\log p_\\theta(x_i \\mid x_{<i})$",
        "@article{zebra2024, title={The Zebra}, author={Doe, Jane and Roe, Rich}}",
        "Jane Doe, Xiaoming Wang, Þóra Jónsdóttir, Nguyễn Văn An, Kwabena Owusu",
        "Zebra ist ein Sprachmodell, das auf Gras und Heu trainiert wurde.",
        "Zebra adalah model bahasa yang dilatih dengan data dari padang rumput.",
        "Zebra to model językowy, który był uczony na łąkach.",
        "Зебра обучена на траве и сене.",
        "斑马是一个大型语言模型,在草上训练。",
        "यह मॉडल घास पर प्रशिक्षित है।",
        "🇬🇧 🇫🇷 🇩🇪 🇯🇵 👩\u200d🔬 ❤\ufe0f",
        "- - - - - - - - - -",
        "|:---|:---:|---:|",
        "U.S.A., U.K., A/B/C tests",
        "as used in 48 C.F.R. 12.212, consistent with 48 C.F.R. 227.7202 and 48 C.F.R. 227.7203",
        "<p align=center><img src=zebra.png width=300 alt='A zebra in the grass'></p>",
    ],
)
def test_what_cards_are_full_of_is_ordinary(line: str) -> None:
    assert is_ordinary(line, INDEX)
    assert not is_concealed(line)


def test_random_letters_are_of_no_language_however_many_short_words_they_make() -> None:
    chance = random.Random(1)  # noqa: S311 - repeatable, not secret
    words = (
        "".join(chance.choices(string.ascii_lowercase, k=chance.randint(2, 9))) for _ in range(300)
    )
    line = f"{' '.join(words)} de la og det"
    assert not is_ordinary(line, INDEX)
    assert list(illegible(line, INDEX)) == [Span(0, len(line))]


def test_a_run_without_spaces_counts_among_other_words_of_a_licence() -> None:
    assert has_solid_word("Read this: " + SAID.replace(" ", ""), INDEX)
    named = "Licensed under the SPDX-License-Identifier: LicenseRef-Zebra-1.0"
    assert not has_solid_word(named, INDEX)


def test_a_sentence_in_a_column_is_found_where_it_stands() -> None:
    text = "# Zebra\n\n" + SAID.replace(" ", "\n") + "\n\nA zebra.\n"
    (start, end), *rest = columns(text)
    assert (text[start:end], rest) == (SAID.replace(" ", "\n"), [])
    assert not list(columns("zebra\nlion\ngiraffe\nokapi\nkudu\neland\n"))


def test_code_in_fences_is_no_prose_unless_they_stay_open() -> None:
    strange = codecs.encode(SAID, "rot13")
    assert not list(illegible_prose(f"```\n{strange}\n```\n", 0, INDEX))
    assert list(illegible_prose(f"```\n{strange}\n", 0, INDEX))
    assert list(illegible(f"```\n{strange}\n```\n", INDEX))


@given(st.text(st.sampled_from("ab`~ >\n\u202e-"), max_size=200))
def test_every_place_that_is_told_is_in_the_text_and_in_one_line(text: str) -> None:
    for start, end in unfenced(text):
        assert 0 <= start < end <= len(text)
        assert "\n" not in text[start:end]
    for span in (*illegible(text, INDEX), *illegible_prose(text, 0, INDEX)):
        assert 0 <= span.start < span.end <= len(text)


def test_a_text_of_nothing_else_is_told_by_its_first_lines() -> None:
    text = f"{codecs.encode(SAID, 'rot13')}\n" * 1_000
    assert 0 < len(list(illegible(text, INDEX))) < 100
