"""spaCy's rules for the words of English, without spaCy's command line: the only module that may
import spaCy.

`import spacy` offers its command `info`, and so loads all of its commands: 360 modules, among them
two clients for HTTP, a template engine and a downloader of projects. They take .21 of .47 s, and a
program that reads hostile files without a network needs none of them. They are loaded when somebody
calls `spacy.info` or imports `spacy.cli`.

A blank pipeline is a tokenizer and the settings around it, which take another .03 s. The tokenizer
alone cuts every text alike (`tests/classify/test_english.py`).
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

_COMMANDS = ("spacy.cli", "spacy.cli.info")


def _info(*args: Any, **options: Any) -> Any:
    """`spacy.info`, loaded when it is called."""
    from spacy.cli.info import info

    return info(*args, **options)


@contextmanager
def _without_commands() -> Iterator[None]:
    """While spaCy loads, `info` stands for all of its commands."""
    placeholders = {name: ModuleType(name) for name in _COMMANDS if name not in sys.modules}
    for module in placeholders.values():
        module.__dict__.update(info=_info, __path__=[])
    sys.modules.update(placeholders)
    try:
        yield
    finally:
        for name in placeholders:
            del sys.modules[name]


with _without_commands():
    from spacy import util
    from spacy.lang.en import English
    from spacy.lang.en.lex_attrs import like_num
    from spacy.tokenizer import Tokenizer
    from spacy.vocab import Vocab

__all__ = ["Tokenizer", "is_number_word", "tokenizer"]


def tokenizer() -> Tokenizer:
    """The tokenizer of spaCy's blank English pipeline."""
    rules = English.Defaults
    return Tokenizer(
        Vocab(),
        rules=rules.tokenizer_exceptions,
        prefix_search=util.compile_prefix_regex(rules.prefixes or ()).search,
        suffix_search=util.compile_suffix_regex(rules.suffixes or ()).search,
        infix_finditer=util.compile_infix_regex(rules.infixes).finditer,
        token_match=rules.token_match,
        url_match=rules.url_match,
    )


def is_number_word(word: str) -> bool:
    """Whether spaCy takes a word for a number, in digits or letters, ordinals included."""
    return bool(like_num(word))  # type: ignore[no-untyped-call]  # spaCy's function has no types
