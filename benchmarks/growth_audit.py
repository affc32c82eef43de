"""How time and memory of an audit grow with a hostile input; prints a table.

    python -m benchmarks.growth_audit [--sizes 16 32 64 128] [--limit 60] [case …]

Each input is audited in a child process of its own with at most 2 GB of memory and `--limit`
seconds, at every size (in kB). Seconds are processor time of all threads, above what an audit of an
empty card takes; MB are the most memory above the same. The exponent is the slope between the last
two sizes on logarithmic scales: 1 where twice the input takes twice as long. Exits 1 where one
exceeds 1.2, where 16 kB take more than 0.5 s or 300 MB, or where a child does not come back.
"""

import argparse
import math
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from licensecheck.auditor import Auditor
from licensecheck.hubs import parse_ref
from licensecheck.report import render
from licensecheck.settings import Settings

Files = Mapping[str, str]
LARGEST, SECONDS, MEGABYTES, MEMORY = 1.2, 0.5, 300, 2 << 30
_WORDS = [
    *("the", "licence", "grants", "you", "no", "right", "to", "use", "weights"),
    *("for", "any", "commercial", "purpose", "and", "may"),
]


def _fill(unit: str, size: int) -> str:
    return (unit * (size // len(unit) + 1))[:size]


def _card(unit: str) -> Callable[[int], Files]:
    return lambda size: {"README.md": "---\nlicense: mit\n---\n# Zebra\n\n" + _fill(unit, size)}


def _front(make: Callable[[int], str]) -> Callable[[int], Files]:
    return lambda size: {"README.md": f"---\nlicense: mit\n{make(size)}\n---\n# Zebra\n\nText.\n"}


def _license(unit: str) -> Callable[[int], Files]:
    return lambda size: {"LICENSE": _fill(unit, size)}


def _random_words(size: int) -> str:
    chance = random.Random(1)  # noqa: S311 - repeatable, not secret
    return " ".join("".join(chance.choices("abcdefghij", k=5)) for _ in range(size // 6))


def _prose(size: int) -> str:
    chance = random.Random(2)  # noqa: S311 - repeatable, not secret
    lines = (" ".join(chance.choices(_WORDS, k=14)).capitalize() for _ in range(size // 70))
    return ".\n\n".join(lines)


def _nested(open_: str, close: str, size: int) -> str:
    return open_ * (size // 2) + close * (size // 2)


def _items(size: int) -> str:
    return "".join(f"{' ' * 2 * (at % 500)}- item\n" for at in range(max(1, size // 507)))


_MIT = (
    "Permission is hereby granted, free of charge, to any person obtaining a copy of this software"
    ' and associated documentation files (the "Software"), to deal in the Software without'
    " restriction, including without limitation the rights to use, copy, modify, merge, publish,"
    " distribute, sublicense, and/or sell copies of the Software. "
)
CASES: Mapping[str, Callable[[int], Files]] = {
    "front: entries": _front(lambda n: "\n".join(f"a{at}: 1" for at in range(n // 9))),
    "front: list": _front(lambda n: "tags: [" + "a, " * (n // 3) + "a]"),
    "front: repeated key": _front(lambda n: _fill("license: mit\n", n)),
    "front: repeated list": _front(lambda n: _fill("license: [mit, other]\n", n)),
    "front: nested flow": _front(lambda n: "a: " + _nested("[", "]", n)),
    "front: nested block": _front(
        lambda n: "\n".join(" " * at + "a:" for at in range(math.isqrt(2 * n)))
    ),
    "front: aliases": _front(lambda n: "a: &a [x]\n" + _fill("b: [*a, *a]\n", n)),
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
    "front: expression": _front(lambda n: "licence: " + _fill("(mit OR bsd) AND ", n) + "mit"),
    "front: quoted": _front(lambda n: 'a: "' + _fill("\\u0061", n // 6 * 6) + '"'),
    "front: open quote": _front(lambda n: 'a: "' + _fill("b ", n)),
    "front: gate": _front(lambda n: "extra_gated_prompt: |\n" + _fill("  You agree to pay.\n", n)),
    "front: gate fields": _front(
        lambda n: "extra_gated_fields:\n" + "\n".join(f"  f{at}: text" for at in range(n // 13))
    ),
    "front: unclosed": lambda n: {"README.md": "---\n" + _fill("a: b\n", n)},
    "front: blank lines": lambda n: {"README.md": _fill("\n", n)},
    "front: dashes": lambda n: {"README.md": _fill("---\n", n)},
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
    "license: one word": _license("licence "),
    "license: fragments": _license(_MIT),
    "license: fragments, lines": _license(_MIT + "\n\n"),
    "license: half": _license(_MIT[: len(_MIT) // 2]),
    "license: words of four": _license("permission is hereby granted "),
    "license: random words": lambda n: {"LICENSE": _random_words(n)},
    "license: prose": lambda n: {"LICENSE": _prose(n)},
    "license: prose, one sentence": lambda n: {"LICENSE": _prose(n).replace(".\n\n", " ")},
    "license: sections": _license("1. You may use it.\n\n2. You may not.\n\n"),
    "license: letters": _license("a b "),
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
        f"LICENSE-{at}": f"{_MIT}{at}\n" for at in range(max(1, n // len(_MIT)))
    },
    "license: many short": lambda n: {f"LICENSE-{at}": f"MIT {at}\n" for at in range(n // 100)},
    "cards: many": lambda n: {
        f"model_card_{at}.md": f"---\nlicense: mit\n---\n# Z\n\n{_prose(800)}\n"
        for at in range(max(1, n // 800))
    },
    "config: nested": lambda n: {"config.json": _nested("[", "]", n)},
    "config: keys": lambda n: {"config.json": _fill('{"_name_or_path": "a/b-1", ', n)},
    "config: open string": lambda n: {"config.json": _fill('"_name_or_path": "a\\', n)},
    "config: merge": lambda n: {"mergekit_config.yml": _fill("- model: a/b\n", n)},
    "config: merge spaces": lambda n: {"mergekit_config.yml": _fill("model: ", n)},
}


@dataclass(frozen=True, slots=True)
class Cost:
    """What one audit took."""

    seconds: float
    """Of processor time."""
    megabytes: float
    ended: str = ""
    """Why it did not end well."""


def audit(files: Files, auditor: Auditor) -> None:
    """One audit of a folder, and its report in two formats."""
    folder = Path(tempfile.mkdtemp())
    try:
        (folder / "model.safetensors").write_bytes(b"")
        for path, text in files.items():
            (folder / path).write_text(text, encoding="utf-8", errors="surrogatepass")
        report = auditor.audit(parse_ref(str(folder)))
        for name in ("json", "html"):
            render(report, name)
    finally:
        shutil.rmtree(folder)


def cost(files: Files, auditor: Auditor, limit: int) -> Cost:
    """What an audit takes in a child process, which is ended at the limit in seconds."""
    reading, writing = os.pipe()
    if (child := os.fork()) == 0:
        os.close(reading)
        _child(files, auditor, limit, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as answer:
        said = answer.read().decode()
    _, status = os.waitpid(child, 0)
    if said and not os.WIFSIGNALED(status):
        seconds, megabytes, ended = said.split(" ", 2)
        return Cost(float(seconds), float(megabytes), ended)
    return Cost(math.inf, math.nan, f"signal {os.WTERMSIG(status)}")


def _child(files: Files, auditor: Auditor, limit: int, writing: int) -> None:
    with tempfile.TemporaryDirectory() as cache:
        os.environ["LICENSECHECK_CACHE"] = cache
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY + (4 << 30), MEMORY + (4 << 30)))
        signal.alarm(limit)
        before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
        ended = ""
        try:
            audit(files, auditor)
        except BaseException as error:
            ended = repr(error)[:200]
        taken = time.process_time() - began
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        os.write(writing, f"{taken} {grown} {ended}".encode())
    os._exit(0)


def measured(sizes: list[int], limit: int, names: list[str]) -> Iterator[tuple[str, list[Cost]]]:
    """The costs of each case, by size in kB."""
    auditor = Auditor(Settings(offline=True, device="cpu", threads=1), lambda _: None)
    for text in ("# Zebra\n\nYou may not use the model.\n",):
        audit({"README.md": text, "LICENSE": _prose(2000)}, auditor)  # loads all there is to load
    for name in names:
        yield name, [cost(CASES[name](size << 10), auditor, limit) for size in sizes]


def exponent(costs: list[Cost], sizes: list[int]) -> float:
    """Slope between the last two sizes; 1 where there is nothing to tell."""
    a, b = costs[-2].seconds, costs[-1].seconds
    if b < 0.1:
        return 1.0
    return math.log(b / max(a, 0.01)) / math.log(sizes[-1] / sizes[-2])


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", type=int, nargs="+", default=[16, 32, 64, 128])
    options.add_argument("--limit", type=int, default=60)
    options.add_argument("cases", nargs="*")
    given = options.parse_args()
    names = [name for name in CASES if not given.cases or any(c in name for c in given.cases)]
    sound = True
    print(f"{'':28}{'':>6}" + "".join(f"{f'{size} kB':>9}" for size in given.sizes) + "      MB")
    for name, costs in measured(given.sizes, given.limit, names):
        slope = exponent(costs, given.sizes)
        ended = next((one.ended for one in costs if one.ended), "")
        bad = slope > LARGEST or ended or (given.sizes[0] == 16 and costs[0].seconds > SECONDS)
        sound = sound and not bad and costs[0].megabytes <= MEGABYTES
        times = "".join(f"{one.seconds:9.2f}" for one in costs)
        print(
            f"{name:28}{slope:6.2f}{times}{costs[-1].megabytes:8.0f} {'*' * bool(bad)} {ended}",
            flush=True,
        )
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())
