"""Folders of models that try to cost their audit more than they weigh.

    python -m tests.judge.hostile [--kilobytes 16] [--seconds 5] [folder …]

audits every folder in a process that ends with an error where one takes longer;
`python -m benchmarks.growth` measures them. The classifier is left out: what it reads is bounded by
`MOST_PIECES`.
"""

import argparse
import math
import random
import signal
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from unittest.mock import patch

import numpy as np

from licensecheck.auditor import Auditor
from licensecheck.classify.answers import Probabilities
from licensecheck.classify.model import ClauseModel
from licensecheck.hubs import parse_ref
from licensecheck.report.formats import render
from licensecheck.settings import Settings
from licensecheck.terms.texts import TextReader
from tests.conftest import ROOT
from tests.scan.hostile import fill

Files = Mapping[str, str]
Folder = Callable[[int], Files]
"""The files of about so many characters together, by path."""
_WORDS = [
    *("the", "licence", "grants", "you", "no", "right", "to", "use", "weights"),
    *("for", "any", "commercial", "purpose", "and", "may"),
]
_OUR_LICENSE = (ROOT / "LICENSE").read_text()


def _closed(size: int) -> str:
    return "[" * (size // 2) + "]" * (size // 2)


def _card(unit: str) -> Folder:
    return lambda size: {"README.md": "---\nlicense: mit\n---\n# Zebra\n\n" + fill(unit, size)}


def _front(make: Callable[[int], str]) -> Folder:
    return lambda size: {"README.md": f"---\nlicense: mit\n{make(size)}\n---\n# Zebra\n\nText.\n"}


def _license(unit: str) -> Folder:
    return lambda size: {"LICENSE": fill(unit, size)}


def _random_words(size: int) -> str:
    chance = random.Random(1)  # noqa: S311 - repeatable, not secret
    return " ".join("".join(chance.choices("abcdefghij", k=5)) for _ in range(size // 6))


def _prose(size: int) -> str:
    chance = random.Random(2)  # noqa: S311 - repeatable, not secret
    lines = (" ".join(chance.choices(_WORDS, k=14)).capitalize() for _ in range(size // 70))
    return ".\n\n".join(lines)


def _items(size: int) -> str:
    return "".join(f"{' ' * 2 * (at % 500)}- item\n" for at in range(max(1, size // 507)))


_NO_STOPS = {ord(mark): " " for mark in ".;:\n"}
_GRANT = (
    "Permission is hereby granted, free of charge, to any person obtaining a copy of this software"
    ' and associated documentation files (the "Software"), to deal in the Software without'
    " restriction, including without limitation the rights to use, copy, modify, merge, publish,"
    " distribute, sublicense, and/or sell copies of the Software. "
)
FOLDERS: Mapping[str, Folder] = {
    "front: entries": _front(lambda n: "\n".join(f"a{at}: 1" for at in range(n // 9))),
    "front: list": _front(lambda n: "tags: [" + "a, " * (n // 3) + "a]"),
    "front: repeated key": _front(lambda n: fill("license: mit\n", n)),
    "front: repeated list": _front(lambda n: fill("license: [mit, other]\n", n)),
    "front: nested flow": _front(lambda n: "a: " + _closed(n)),
    "front: nested block": _front(
        lambda n: "\n".join(" " * at + "a:" for at in range(math.isqrt(2 * n)))
    ),
    "front: aliases": _front(lambda n: "a: &a [x]\n" + fill("b: [*a, *a]\n", n)),
    "front: bomb": _front(
        lambda n: (
            "a0: &a0 x\n"
            + "\n".join(f"a{at}: &a{at} [*a{at - 1}, *a{at - 1}]" for at in range(1, n // 20))
        )
    ),
    "front: base models": _front(
        lambda n: "base_model:\n" + "\n".join(f"- org/model{at}" for at in range(n // 15))
    ),
    "front: licences": _front(
        lambda n: "licenses:\n" + "\n".join(f"- zebra-{at}" for at in range(n // 12))
    ),
    "front: expression": _front(lambda n: "licence: " + fill("(mit OR bsd) AND ", n) + "mit"),
    "front: quoted": _front(lambda n: 'a: "' + fill("\\u0061", n // 6 * 6) + '"'),
    "front: open quote": _front(lambda n: 'a: "' + fill("b ", n)),
    "front: gate": _front(lambda n: "extra_gated_prompt: |\n" + fill("  You agree to pay.\n", n)),
    "front: gate fields": _front(
        lambda n: "extra_gated_fields:\n" + "\n".join(f"  f{at}: text" for at in range(n // 13))
    ),
    "front: unclosed": lambda n: {"README.md": "---\n" + fill("a: b\n", n)},
    "front: blank lines": lambda n: {"README.md": fill("\n", n)},
    "front: dashes": lambda n: {"README.md": fill("---\n", n)},
    "weights: letters": lambda n: {"zebra.pt": fill("a" * 3_999 + "\0", n)},
    "weights: quotes": lambda n: {"zebra.pt": fill("a" + "'" * 3_997 + "x\0", n)},
    "weights: words": lambda n: {"zebra.pt": fill("abc d ", n)},
    "card: one word": _card("a"),
    "card: one line": _card("you may use it "),
    "card: punctuation": _card(".,;:!?"),
    "card: full stops": _card("."),
    "card: [": _card("["),
    "card: ](": _card("]("),
    "card: <": _card("<"),
    "card: |": _card("|"),
    "card: >": _card(">"),
    "card: *": _card("*"),
    "card: `": _card("`"),
    "card: (": _card("("),
    "card: @": _card("@a"),
    "card: @a{": _card("@a {"),
    "card: spaces": _card(" "),
    "card: tabs and bars": _card("|\t"),
    "card: newlines": _card("\n"),
    "card: headings": _card("# License\n"),
    "card: headings, long": _card("# License of the model and its weights\n\nUse it.\n\n"),
    "card: one heading": _card("# "),
    "card: items": lambda n: {"README.md": _items(n)},
    "card: items, flat": _card("- item of the licence\n"),
    "card: items, lettered": _card("(a) you may; (b) you shall; "),
    "card: lead-ins": _card("You may not:\n\n- "),
    "card: semicolons": _card("you may;\n"),
    "card: numbers": _card("1.1."),
    "card: digits": _card("1"),
    "card: figures": _card("1 million users, "),
    "card: quotes": _card('"'),
    "card: quoted lines": _card("> you may\n"),
    "card: links": _card("[licence](https://example.org/a) "),
    "card: addresses": _card("https://huggingface.co/a/b "),
    "card: http": _card("http://"),
    "card: github": _card("github.com/a/b "),
    "card: datasets": _card("huggingface.co/datasets/a/b "),
    "card: trained on": _card("trained on "),
    "card: trained on data": _card("It was trained on C4 and GSM8K. "),
    "card: trained on much": _card("It was trained on C4, "),
    "card: trained, then spaces": _card("It was trained" + " " * 500),
    "card: trained on pages": _card("Trained on huggingface.co/datasets/a/b. "),
    "front: known data": _front(
        lambda n: "datasets:\n" + "- tatsu-lab/alpaca\n- squad\n" * (n // 26)
    ),
    "card: table": _card("| a | b |\n"),
    "card: table, licences": _card("| MIT | Apache 2.0 | Llama 3 license |\n"),
    "card: tags open": _card("<p "),
    "card: li": _card("<li>"),
    "card: headings in HTML": _card("<h1>License</h1>"),
    "card: comments": _card("<!-- "),
    "card: entities": _card("&amp;"),
    "card: badges": _card("![licence](https://img.shields.io/badge/license-MIT-blue) "),
    "card: based on": _card("based on "),
    "card: based on [": _card("based on ["),
    "card: fine-tuned": _card("fine-tuned version of Llama 3.1 "),
    "card: base model": _card("base model: "),
    "card: base model |": _card("Base model | a/b-1 "),
    "card: released under": _card("released "),
    "card: under MIT": _card("The model is released under the MIT license. "),
    "card: sides": _card("The code is under MIT, while the weights are under Llama 3 license; "),
    "card: licence names": _card("MIT License Apache 2.0 "),
    "card: creative commons": _card("Creative Commons Attribution "),
    "card: claims": _card("This model is open source and free for commercial use. "),
    "card: bans": _card("You may not use the model for commercial purposes. "),
    "card: prose": lambda n: {"README.md": _prose(n)},
    "card: news": _card("We have released Zebra, an open-source model. "),
    "card: news, numbered": lambda n: {
        "README.md": "".join(
            f"We have released Zebra-{at}, an open-source model. " for at in range(n // 50)
        )
    },
    "card: prose, one line": lambda n: {"README.md": _prose(n).replace("\n\n", " ")},
    "card: prose, one sentence": lambda n: {"README.md": _prose(n).replace(".\n\n", " ")},
    "card: random words": lambda n: {"README.md": _random_words(n)},
    "card: not": _card("not "),
    "card: or": _card("or "),
    "card: you agree": _card("you agree not to use "),
    "card: zero width": _card("\u200b"),
    "card: zero width in words": _card("a\u200b"),
    "card: combining": _card("a\u0301"),
    "card: marks": _card("\u0301"),
    "card: Chinese": _card("许可协议禁止商用"),
    "card: Chinese lines": _card("许可协议。\n"),
    "card: emoji": _card("\U0001f600"),
    "card: bidi": _card("\u202ea"),
    "card: carriage returns": _card("a\r"),
    "card: separators": _card("a\u2028"),
    "card: CRLF": _card("you may\r\n"),
    "card: german": _card("Die Nutzung ist nur für die Forschung und nicht für den Vertrieb. "),
    "card: italics": _card("*a "),
    "card: underscores": _card("a_b_"),
    "card: hyphens": _card("a-"),
    "card: slashes": _card("a/b/"),
    "card: e.g.": _card("e.g. "),
    "card: abbreviations": _card("Inc. The "),
    "card: capitals": _card("THE SOFTWARE "),
    "card: copyright": _card("Copyright (c) 2020 A\n"),
    "front: gated keys": _front(
        lambda n: "\n".join(f"extra_gated_{at}: you agree" for at in range(n // 26))
    ),
    "front: data sets": _front(
        lambda n: "datasets:\n" + "\n".join(f"- d{at}" for at in range(n // 9))
    ),
    "front: one long name": _front(
        lambda n: "datasets: [a, b, c, d, e, f, g, h, " + "x" * n + "]\nbase_model: " + "y" * n
    ),
    "card: stops, one line": _card("许可。"),
    "card: spaces, then a word": lambda n: {"README.md": "#" + " " * n + "a"},
    "card: newlines after #": lambda n: {"README.md": "#" + "\n" * n + "a"},
    "card: spaces in a sentence": _card("you may" + " " * 500 + "\t" * 500 + "use"),
    "card: dots in a sentence": _card("a" + "." * 1000 + " "),
    "card: two languages": _card("许可协议禁止商用许可协议。\n\nYou may use it in the end.\n\n"),
    "card: headings, own terms": lambda n: {
        "README.md": "".join(f"# License {at}\n\nThe code is MIT.\n\n" for at in range(n // 30))
    },
    "card: badges, one clause": _card("![MIT](https://a.b) ![Apache 2.0](https://c.d)\n"),
    "card: fences": _card("```\nyou may\n"),
    "card: one fence": _card("~~~\n```\n"),
    "card: letters apart": _card("- "),
    "card: hexadecimal": _card("6c6963656e7365"),
    "card: base64": _card("bGljZW5zZSBmb3Ig"),
    "card: remarks": _card("Its use needs a fee. Ask us for a licence of your own. "),
    "card: other languages": _card("Nur für die Forschung lizenziert, kommerziell verboten.\n"),
    "prose: notes": lambda n: {"notes.md": fill("You may not sell it. Lizenz verboten.\n", n)},
    "prose: one line": lambda n: {"guide.txt": fill("no commercial use ", n)},
    "prose: many": lambda n: {
        f"notes-{at}.md": "You may not sell it.\n" for at in range(n // 21 % 500)
    },
    "prose: of others": lambda n: {"third_party/NOTICE": fill(_OUR_LICENSE, n)},
    "fields: many": lambda n: {"config.json": fill('{"license": "zebra", ', n)},
    "fields: long key": lambda n: {"config.json": fill("a_", n) + "license: x"},
    "fields: open": lambda n: {"config.json": fill('license = "\\', n)},
    "fields: list": lambda n: {"pyproject.toml": fill("license = [{'a", n)},
    "fields: classifiers": lambda n: {"setup.py": fill("License :: OSI Approved ", n)},
    "card: a letter": _card("a\n\n"),
    "license: again": lambda n: {"LICENSE": fill(_OUR_LICENSE + "\n\n", n)},
    "license: words gone": lambda n: {"LICENSE": fill(_OUR_LICENSE.replace("shall", "may"), n)},
    "license: words put in": lambda n: {
        "LICENSE": fill(_OUR_LICENSE.replace(" the ", " the only "), n)
    },
    "license: no stops": lambda n: {
        "LICENSE": fill(
            " ".join(_OUR_LICENSE.replace(" of ", " of any ").translate(_NO_STOPS).split()), n
        )
    },
    "license: two languages": _license(
        "许可协议禁止商用许可协议。\n\nYou may use it in the end.\n\n"
    ),
    "license: one word": _license("licence "),
    "license: fragments": _license(_GRANT),
    "license: fragments, lines": _license(_GRANT + "\n\n"),
    "license: half": _license(_GRANT[: len(_GRANT) // 2]),
    "license: words of four": _license("permission is hereby granted "),
    "license: random words": lambda n: {"LICENSE": _random_words(n)},
    "license: prose": lambda n: {"LICENSE": _prose(n)},
    "license: prose, one sentence": lambda n: {"LICENSE": _prose(n).replace(".\n\n", " ")},
    "license: sections": _license("1. You may use it.\n\n2. You may not.\n\n"),
    "license: letters": _license("a b "),
    "license: open brackets": _license("("),
    "license: closing marks": _license(")"),
    "license: currencies": _license("C$"),
    "license: genitives": _license("'s"),
    "card: bans in brackets": lambda n: {
        "README.md": f"# License\n\nYou may not {fill('(', n)} sell it.\n"
    },
    "license: full stops": _license("a. "),
    "license: copyright": _license("Copyright (c) 2020 A\n"),
    "license: (c)": _license("(c) "),
    "license: brackets": _license("[name] <year> "),
    "license: addresses": _license("a@b "),
    "license: newlines": _license("\n"),
    "license: spaces": _license(" "),
    "license: numbers": _license("1.1."),
    "license: combining": _license("a\u0301"),
    "license: Chinese": _license("许可协议"),
    "license: emoji": _license("\U0001f600"),
    "license: many": lambda n: {
        f"LICENSE-{at}": f"{_GRANT}{at}\n" for at in range(max(1, n // len(_GRANT)))
    },
    "license: many short": lambda n: {f"LICENSE-{at}": f"MIT {at}\n" for at in range(n // 100)},
    "cards: many": lambda n: {
        f"model_card_{at}.md": f"---\nlicense: mit\n---\n# Z\n\n{_prose(800)}\n"
        for at in range(max(1, n // 800))
    },
    "config: nested": lambda n: {"config.json": _closed(n)},
    "config: keys": lambda n: {"config.json": fill('{"_name_or_path": "a/b-1", ', n)},
    "config: open string": lambda n: {"config.json": fill('"_name_or_path": "a\\', n)},
    "config: merge": lambda n: {"mergekit_config.yml": fill("- model: a/b\n", n)},
    "config: merge spaces": lambda n: {"mergekit_config.yml": fill("model: ", n)},
}


class Silent:
    """A classifier that reads nothing, at once."""

    def __init__(self) -> None:
        card = ClauseModel.load("cpu", 1).card
        self.labels, self.thresholds, self.sha256 = card.labels, card.thresholds, card.sha256

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> Probabilities:
        return np.zeros((len(pairs), len(self.labels)), np.float32)


def written(files: Files, folder: Path) -> Path:
    """The folder with the files and a model's weights, of no bytes."""
    (folder / "model.safetensors").write_bytes(b"")
    for path, text in files.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8", errors="surrogatepass")
    return folder


def audit(folder: Path) -> None:
    """Audit a folder without the classifier, and write the report in two formats."""
    with patch.object(TextReader, "_reader", Silent()):
        report = Auditor(Settings(offline=True), lambda _: None).audit(parse_ref(str(folder)))
    for name in ("json", "html"):
        render(report, name)


def main() -> None:
    """Audit every folder; the name of each is said before."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kilobytes", type=int, default=16)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("folders", nargs="*", choices=[[], *FOLDERS])
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        audit(written({"README.md": "You may not.", "LICENSE": "No."}, Path(folder)))
    for name in given.folders or FOLDERS:
        print(name, flush=True)
        with tempfile.TemporaryDirectory() as folder:
            path = written(FOLDERS[name](given.kilobytes << 10), Path(folder))
            signal.alarm(given.seconds)  # which ends the process
            audit(path)
            signal.alarm(0)


if __name__ == "__main__":
    main()
