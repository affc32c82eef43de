"""Names and addresses in a sentence: the publisher's own, a base's, or somebody else's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensecheck.domain import Card, Document, DocumentKind
from licensecheck.knowledge.facts import load_facts
from licensecheck.knowledge.names import load_names
from licensecheck.statements.marks import Marker, plain
from licensecheck.statements.names import Names, names
from licensecheck.text.front_matter import read_card

README = "---\nbase_model: herd/okapi-7b\n---\n# Zebra 2: Stripes for All\n\nText.\n"


def card(text: str) -> Card:
    return read_card(Document("README.md", text, DocumentKind.CARD))[0]


def of(ref: str, text: str = README) -> Names:
    return names(ref, [card(text)], load_names().plain)


def marked(text: str, ref: str = "zoo/zebra-2") -> str:
    return Marker(of(ref), load_facts(), load_names().families).marked(text)


@pytest.mark.parametrize("ref", ["zoo/zebra-2", "zoo+zebra-2", "./models--zoo--zebra-2"])
def test_a_reference_names_the_publisher_and_the_model(ref: str) -> None:
    found = of(ref)
    assert found.owners[-1:] == ("zoo",)
    assert "zebra-2" in {name.casefold().replace(" ", "-") for name in found.own}


def test_the_title_names_the_model_where_the_folder_does_not() -> None:
    assert of("/data/model").own == ("Zebra 2",)


@pytest.mark.parametrize(
    "title", ["Official Code", "The Model", "We explain how stripes are made", "目录", "简介"]
)
def test_plain_words_and_sentences_are_no_names(title: str) -> None:
    assert of(".", f"# {title}\n").own == ()


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Zebra-2 is fast.", "ownname is fast."),
        ("zebra2-13B-chat is fast.", "ownvariant is fast."),
        ("Zebra-1 was slower.", "relative was slower."),
        ("It is built on okapi-7b.", "It is built on basename ."),
        ("Llama 3.1 8B was slower.", "othername was slower."),
        ("Gnu-13b-base was slower.", "othername was slower."),
        ("See the Llama 2 Community License.", "licencename See the Llama 2 Community License."),
        ("the falcon flies", "the falcon flies"),
        ("See [page](https://github.com/zoo/site).", "See [page] ownlink ."),
        ("See [page](https://github.com/herd/site).", "See [page] otherlink ."),
        ("Get [it](https://huggingface.co/zoo/zebra-2).", "Get [it] ownweights ."),
        ("Get [it](https://huggingface.co/herd/okapi).", "Get [it] otherweights ."),
        ("Read [this](docs/terms.md).", "Read [this ownlink ."),
        ("Run `python run.py`.", "Run codename ."),
        ("It is under the MIT License.", "licencename It is under the MIT License."),
    ],
)
def test_names_become_marks(sentence: str, words: str) -> None:
    assert marked(sentence) == words


def test_a_family_in_the_own_name_is_the_own() -> None:
    assert marked("Llama is fast.", "zoo/zoo-Llama-base").startswith("ownname")


def test_another_version_of_that_family_is_a_relative() -> None:
    assert marked("Llama 3.1 is fast.", "zoo/zoo-Llama-base").startswith("relative")


@pytest.mark.parametrize(
    ("text", "sentence", "words"),
    [
        ("Get it at https://hf.co/zoolabs/Zebra-2-chat", "https://hf.co/zoolabs/x", "ownweights"),
        ("https://hf.co/zoo/Okapi-chat", "Okapi-chat is free.", "siblingname is free."),
        ("It was fine-tuned from Llama 2.", "Llama 2 is free.", "basename is free."),
        ("It was fine-tuned from Llama 2.", "Llama-2-7b-chat is free.", "basename is free."),
        ("It beats Llama 2.", "Llama 2 is free.", "othername is free."),
        ("https://hf.co/quants/Zebra-2-GGUF", "https://hf.co/quants/x", "otherweights"),
    ],
)
def test_what_the_card_says_elsewhere_tells_whose_a_name_is(
    text: str, sentence: str, words: str
) -> None:
    known = of("zoo/zebra-2", f"# Zebra 2\n\n{text}\n")
    assert Marker(known, load_facts(), load_names().families).marked(sentence) == words


def test_chinese_after_a_name_is_no_part_of_it() -> None:
    assert marked("Zebra-2可以用于研究。") == "ownname 可以用于研究。"


def test_an_address_of_mail_is_no_name() -> None:
    assert marked("Write to sales@zebra-2.example.") == "Write to mailaddress ."


def test_marks_are_words_for_an_encoder() -> None:
    assert plain("ownname is built on basename .") == "this model is built on the base model ."


@given(st.text(max_size=300), st.text(max_size=60))
def test_any_sentence_and_reference_give_one_line(text: str, ref: str) -> None:
    assert "\n" not in marked(text, ref)
