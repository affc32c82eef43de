"""Ways in which people change licence texts, for measuring identification.

The sentences stand only here: nothing in the package was chosen by looking at them.
"""

import re
import textwrap
from random import Random

LONG = (
    "Notwithstanding anything to the contrary above, you are not entitled to deploy the weights in "
    "a product whose yearly turnover is greater than ten thousand euros.",
    "Recipients based in a jurisdiction subject to an embargo are excluded from every right that is "
    "given in this document.",
    "Whoever makes the outputs accessible to third parties over a network shall first obtain a "
    "written agreement from the developers.",
    "It is a breach of these terms to let another language model learn from text that was produced "
    "with this one.",
    "The rights described here end without notice as soon as the publisher announces a newer "
    "release, and you then have to delete every copy.",
    "Every adapted version has to carry the name of the original in its own name and in all of its "
    "advertising.",
    "This permission covers classroom teaching and the preparation of scientific papers and nothing "
    "beyond that.",
    "Organisations that employ more than fifty people are asked to acquire a paid seat for each "
    "person who works with the material.",
)
SHORT = (
    "Hosting this for customers needs a separate contract.",
    "Banks and insurers have to ask us first.",
    "Weights stay inside your own company at all times.",
    "Nobody may earn money with the results.",
    "Students are welcome, everyone else contacts our sales team.",
    "Version two of these terms replaces them automatically.",
    "Please keep any improvements available to our engineers.",
    "The grant ends twelve months after download.",
    "Robots, drones and vehicles are outside the scope.",
    "Send us a yearly list of your deployments.",
)
PROSE_WORDS = 40
FLIPS = (
    ("may", "may not"),
    ("shall", "need not"),
    ("must", "may"),
    ("without restriction", "with restriction"),
    ("free of charge", "for a charge"),
    ("irrevocable", "revocable"),
    ("perpetual", "temporary"),
    ("worldwide", "domestic"),
    ("are permitted", "are prohibited"),
    ("is granted", "is denied"),
    ("non-exclusive", "exclusive"),
    ("is not", "is"),
    ("not", ""),
    ("any purpose", "research purposes"),
    ("with or without", "without"),
)
_SENTENCE = re.compile(r"(?<=[a-z)”\"][.;])\s+(?=[A-Z(“\"])")


def noised(text: str, random: Random) -> str:
    """The same licence set anew: lines, bullets, quotes, one sentence in capitals, a holder."""
    text = text.translate(str.maketrans({"“": '"', "”": '"', "’": "'", "–": "-", "•": "*"}))
    if random.random() < 0.5:
        text = re.sub(r"(?<=\w)'(?=\w)", "’", text).replace('"', "”")
    text = re.sub(r"(?m)^(\s*)[*-]\s", random.choice((r"\1• ", r"\1- ", r"\1* ")), text)
    text = re.sub(
        r"(?m)^(\s*)\(?([a-z]|\d{1,2})[.)]\s",
        random.choice((r"\1\2) ", r"\1(\2) ", r"\1\2. ")),
        text,
    )
    text = re.sub(r"[\[<{](?:year|yyyy)[\]>}]", "2023", text, flags=re.I)
    text = re.sub(
        r"[\[<{](?:name of copyright owner|copyright holders?|owner)[\]>}]",
        "Jane Doe",
        text,
        flags=re.I,
    )
    sentences = _SENTENCE.split(text)
    if len(sentences) > 2:
        loud = sentences[random.randrange(len(sentences))]
        text = text.replace(loud, loud.upper(), 1)
    width = random.choice((60, 72, 100, 10_000))
    paragraphs = [
        textwrap.fill(" ".join(part.split()), width, break_long_words=False, break_on_hyphens=False)
        if not re.search(r"\n\s*([*•(-]|\d+[.)]|[a-z][.)])\s|copyright", part, re.I)
        else part
        for part in re.split(r"\n\s*\n", text)
    ]
    holder = f"Copyright (c) {random.randrange(1999, 2026)} Example Robotics GmbH\n\n"
    return holder + "\n\n".join(paragraphs)


def inserted(text: str, sentence: str, random: Random) -> str | None:
    """A sentence put between two others."""
    places = [match.end() for match in _SENTENCE.finditer(text)]
    if not places:
        return None
    at = random.choice(places)
    return f"{text[:at]}{sentence} {text[at:]}"


def appended(text: str, sentence: str) -> str:
    """A sentence put at the end."""
    return f"{text.rstrip()}\n\n{sentence}\n"


def prepended(text: str, sentence: str) -> str:
    """A sentence put at the start."""
    return f"{sentence}\n\n{text}"


def deleted(text: str, random: Random) -> str | None:
    """A sentence of eight words or more taken out of the middle."""
    sentences = [match.span() for match in re.finditer(r"[^.;]+[.;]", text)]
    middle = [
        (a, b)
        for a, b in sentences[1:-1]
        if len(text[a:b].split()) >= 8 and "copyright" not in text[a:b].casefold()
    ]
    if not middle:
        return None
    start, end = random.choice(middle)
    return text[:start] + text[end:]


def flipped(text: str, random: Random) -> str | None:
    """One operative word turned into its opposite."""
    found = [
        (match.span(), new)
        for old, new in FLIPS
        for match in re.finditer(rf"\b{re.escape(old)}\b", text, re.I)
    ]
    if not found:
        return None
    (start, end), new = random.choice(found)
    return text[:start] + new + text[end:]


def truncated(text: str) -> str:
    """The first four fifths."""
    return text[: len(text) * 4 // 5]
