"""A sentence that only names a licence keeps no answer open; one more word does."""

from pathlib import Path

import pytest

from licensecheck import hubs
from licensecheck.auditor import Auditor
from licensecheck.domain import Account, Document, DocumentKind, Identification, Reading, Span
from licensecheck.domain.right import RightAnswer
from licensecheck.judge.pointers import only_names
from licensecheck.knowledge.knowledge import installed
from licensecheck.terms.ledger import Left
from licensecheck.terms.terms import Terms

GIVES = "Zebra Licence 1.0\n\nYou may use, copy, modify and distribute the model, for free.\n"
BAN = "You may not use the model for commercial purposes.\n"


def answer(auditor: Auditor, folder: Path, words: str, head: str = "license: cc-by-nc-4.0") -> str:
    (folder / "README.md").write_text(f"---\n{head}\n---\n# Zebra\n\n## License\n\n{words}\n")
    (folder / "model.safetensors").write_bytes(b"")
    found = auditor.audit(hubs.parse_ref(str(folder))).rights
    return next(one.answer for one in found if one.right == "modify")


@pytest.mark.parametrize(
    "words",
    [
        "The code and model weights are licensed under CC-BY-NC-4.0.",
        "The weights are released under the CC BY-NC 4.0 license.",
    ],
)
def test_the_name_of_a_known_licence_says_nothing_more(
    auditor: Auditor, tmp_path: Path, words: str
) -> None:
    assert answer(auditor, tmp_path, words) is RightAnswer.YES_IF


@pytest.mark.parametrize(
    "words",
    [
        "The code and model weights are licensed under CC-BY-NC-4.0 for students.",
        "The weights are licensed under CC-BY-NC-4.0 until May.",
        "The weights are licensed under CC-BY-NC-4.0 and the Okapi Terms.",
    ],
)
def test_one_more_word_is_for_a_person_to_read(
    auditor: Auditor, tmp_path: Path, words: str
) -> None:
    assert answer(auditor, tmp_path, words) not in (RightAnswer.YES, RightAnswer.YES_IF)


@pytest.mark.parametrize(
    "words",
    [
        "The weights are licensed under MIT and the Okapi Terms.",
        "Use is governed by the Okapi User Agreement and the MIT License.",
    ],
)
def test_terms_that_nobody_knows_bind_beside_an_open_licence(
    auditor: Auditor, tmp_path: Path, words: str
) -> None:
    assert answer(auditor, tmp_path, words, "license: mit") is RightAnswer.PLEASE_READ


@pytest.mark.parametrize("link", ["[Zebra Licence 1.0](LICENSE)", "[Zebra Licence 1.0](./LICENSE)"])
def test_a_link_to_a_text_that_is_here_names_it(
    auditor: Auditor, tmp_path: Path, link: str
) -> None:
    (tmp_path / "LICENSE").write_text(GIVES + BAN)
    words = f"The weights are released under the {link}."
    assert answer(auditor, tmp_path, words, "tags: [x]") is RightAnswer.YES_IF


@pytest.mark.parametrize(
    "words",
    [
        "The weights are released under the [Zebra Licence 1.0](https://okapi.example/LICENSE).",
        "The weights are released under the [Zebra Licence 1.0](OTHER).",
        "The weights are released under the [licence for members](LICENSE).",
        "Weights for study are licensed under the [Zebra Licence 1.0](LICENSE).",
        "The weights are released under the [Zebra Licence 1.0](LICENSE), for a fee.",
    ],
)
def test_other_links_and_other_words_stay_left(words: str) -> None:
    text = Document("LICENSE", GIVES + BAN, DocumentKind.LICENSE)
    card = Document("README.md", words, DocumentKind.CARD)
    left = Left(Account.NOT_UNDERSTOOD, "README.md", "read it", card, Span(0, len(words)))
    terms = Terms((Reading(text, Identification(), (), None),), (), (), ())
    assert not only_names(left, terms, frozenset(), installed())
