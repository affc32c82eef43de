"""The sentences of the attacks and of the honest folders of the set `tuning`."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import yaml

from corpus.attacks import packed
from corpus.attacks.case import Case
from licensecheck.domain import Document, DocumentKind
from licensecheck.text.front_matter import read_card
from licensecheck.text.language import is_foreign
from licensecheck.text.segment import segment

TUNING = Path(__file__).parent / "attacks" / "tuning"
ATTACKS = (
    "cards", "plain", "files", "edits", "second_prose", "second_files", "second_edits"
)  # fmt: skip
"""Files of attacks whose sentences teach."""
LEFT_OUT = ("badge-or-link", "markdown-table", "html", "terms-file-language")
"""Classes whose cases are no sentences."""
_NAME = re.compile(r"\bTiny(?:-1B)?\b")
_FENCE = re.compile(r"^(```|~~~).*?^\1", re.M | re.S)
_MODEL_NAME = re.compile(r"\b[A-Z][A-Za-z]+(?:-[A-Z0-9][\w.]*)+")
_PAGES = (".md", ".txt")
_LONGEST_PAGE = 20_000
_FEWEST_WORDS = 4


def attacks() -> Mapping[str, str]:
    """Sentences that restrict, each with its class: of cards, of further files, and behind a
    licence."""
    found = dict[str, str]()
    for name in ATTACKS:
        groups = yaml.safe_load((TUNING / f"{name}.yaml").read_text("utf-8"))
        for group, content in groups.items():
            if group not in LEFT_OUT:
                values = (*content.get("mit", {}).values(), *content.get("apache", {}).values())
                said = (text for value in values for text in _sentences(value))
                found = dict.fromkeys(said, group) | found
    return found


def _sentences(value: str | Mapping[str, str]) -> Iterator[str]:
    """The sentences of a case: the text itself, what is appended, or the prose of its files."""
    if isinstance(value, str):
        text = value.removeprefix("=>").strip()
        if "=>" not in text:
            yield _anonymous(text)  # all of it restricts, not each line
        return
    for path, text in value.items():
        if path.rpartition(".")[2] in ("md", "txt", path):
            yield from (one for one in _paragraphs(text) if len(one.split()) > 2)


def _paragraphs(text: str) -> Iterator[str]:
    yield from filter(None, (line.strip("# -*>") for line in _anonymous(text).splitlines()))


def _anonymous(text: str) -> str:
    """The text without the name that all folders share: it would pass for a word of terms."""
    return _NAME.sub("the model", text)


def harmless() -> Iterator[str]:
    """Written sentences of cards that do not restrict: honest folders, and claims without terms."""
    for name in ("honest", "second_honest"):
        for content in yaml.safe_load((TUNING / f"{name}.yaml").read_text("utf-8")).values():
            for value in (*content.get("mit", {}).values(), *content.get("apache", {}).values()):
                if content["as"] == "body":
                    yield from _paragraphs(value)


def folders() -> tuple[Mapping[str, str], Sequence[str]]:
    """Sentences of the packed folders of the set `tuning`: those that one attack alone has, each
    with its class, and those that honest folders or several attacks have."""
    attacks, honest, groups = Counter[str](), set[str](), dict[str, str]()
    for case in packed.cases():
        if case.set == "tuning":
            said = set(_of_folder(case))
            if case.kind == "honest":
                honest |= said
            else:
                attacks.update(said)
                groups |= dict.fromkeys(said, case.group)
    alone = {
        _nameless(text): groups[text]
        for text, times in attacks.items()
        if times == 1 and text not in honest
    }
    shared = {text for text, times in attacks.items() if times > 1}
    return alone, sorted(honest | shared)


def _nameless(text: str) -> str:
    """The text without the capitals and numbers of a name, which no word of terms has."""
    return _MODEL_NAME.sub("the model", text)


def _of_folder(case: Case) -> Iterator[str]:
    for path, content in case.files.items():
        text = _FENCE.sub("", content.decode("utf-8", "replace"))
        if path.endswith(_PAGES) and len(text) < _LONGEST_PAGE:
            card, _ = read_card(Document(path, text, DocumentKind.CARD))
            for clause in segment(card.document, card.body):
                said = " ".join(card.document.quote(clause.span).split())
                if len(said.split()) >= _FEWEST_WORDS and not is_foreign(said):
                    yield said
