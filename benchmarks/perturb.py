"""Ways in which people change licence texts, for measuring identification."""

import re
import textwrap
from dataclasses import dataclass
from itertools import pairwise
from random import Random


@dataclass(frozen=True, slots=True)
class Changes:
    """What is put into texts, and which words are turned into others."""

    long: tuple[str, ...]
    short: tuple[str, ...]
    flips: tuple[tuple[str, str], ...]


TUNING = Changes(
    long=(
        "Notwithstanding anything to the contrary above, you are not entitled to deploy the "
        "weights in a product whose yearly turnover is greater than ten thousand euros.",
        "Recipients based in a jurisdiction subject to an embargo are excluded from every right "
        "that is given in this document.",
        "Whoever makes the outputs accessible to third parties over a network shall first obtain a "
        "written agreement from the developers.",
        "It is a breach of these terms to let another language model learn from text that was "
        "produced with this one.",
        "The rights described here end without notice as soon as the publisher announces a newer "
        "release, and you then have to delete every copy.",
        "Every adapted version has to carry the name of the original in its own name and in all of "
        "its advertising.",
        "This permission covers classroom teaching and the preparation of scientific papers "
        "and nothing beyond that.",
        "Organisations that employ more than fifty people are asked to acquire a paid seat for "
        "each person who works with the material.",
        "Museums and broadcasters settle the terms of exhibition with our agency before they show "
        "anything that was generated.",
        "A firm that belongs to a group counts as the whole group when the size of the workforce "
        "is determined.",
        "Checkpoints trained further on customer mail stay on the premises of that customer.",
        "Once a quarter we draw up a list of names under which the files can be mentioned in "
        "print.",
        "The maker keeps a key with which each installation can be switched off from afar.",
    ),
    short=(
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
        "Hospitals get a different file from us.",
        "Our agency sets the tariff for broadcasters.",
        "Checkpoints stay where they were trained.",
        "The maker holds a key to every copy.",
        "Towns above a certain size join later.",
    ),
    flips=(
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
        ("no", "some"),
        ("provided that", "even where"),
        ("subject to", "regardless of"),
        ("terminate", "continue"),
        ("use", "view"),
        ("copy", "cite"),
        ("publish", "archive"),
        ("rights", "duties"),
        ("grants", "withholds"),
        ("hereby granted", "hereby withdrawn"),
        ("liable", "immune"),
        ("free", "priced"),
        ("third party", "affiliate"),
        ("source code", "object code"),
        ("any", "one"),
        ("each", "no"),
        ("permission", "invitation"),
        ("patent", "trademark"),
        ("modifications", "citations"),
        ("derivative works", "quotations"),
        ("and/or", "and not"),
        ("notwithstanding", "under"),
        ("must not", "might"),
        ("public", "secret"),
        ("software", "manual"),
        ("work", "abstract"),
        ("whole", "half"),
        ("notice", "silence"),
        ("conditions", "suggestions"),
        ("consent", "knowledge"),
        ("retain", "discard"),
        ("reproduce", "remove"),
        ("damages", "gifts"),
        ("law", "custom"),
        ("within", "after"),
        ("before", "after"),
        ("above", "beside"),
        ("you", "we"),
        ("and", "but not"),
        ("this", "another"),
        ("if", "when"),
        ("their", "our"),
        ("in whole or in part", "in part"),
        ("first", "last"),
        ("accept", "reject"),
        ("effective", "void"),
        ("contributor", "visitor"),
        ("licensee", "licensor"),
        ("original", "adapted"),
        ("binary", "printed"),
        ("including", "ignoring"),
        ("following", "opposite"),
        ("required", "welcome"),
        ("made", "sold"),
        ("other", "smaller"),
        ("party", "friend"),
        ("product", "toy"),
        ("owner", "tenant"),
        ("copies", "extracts"),
        ("provided", "rented"),
        ("contained", "missing"),
        ("entity", "charity"),
        ("form", "summary"),
        ("or", "and"),
        ("such", "no such"),
        ("under", "outside"),
        ("for", "against"),
        ("by", "near"),
        ("has", "lacks"),
        ("them", "us"),
        ("as is", "as promised"),
        ("author", "reader"),
        ("code", "poem"),
        ("agree", "hope"),
    ),
)
"""For `dev`: lists of words in the package were completed after seeing what these showed."""
MEASURING = Changes(
    long=(
        "Radio amateurs announce each experiment at the club house a week ahead and wait for the "
        "answer of the secretary.",
        "Where the files were obtained through a reseller, that reseller decides who else in the "
        "building looks at them.",
        "For every thousand pictures that leave the workshop a tree is planted at the cost of the "
        "workshop.",
        "Archives older than the latest release are handed in at the counter together with all "
        "their offspring.",
        "A cousin of the family that made the files has the last word on where they travel.",
    ),
    short=(
        "Ferries and airports queue separately.",
        "The counter takes back every archive.",
        "Winter editions stay in the north.",
        "Only sons and daughters inherit this.",
        "A tree is planted for each reader.",
    ),
    flips=(
        ("or", "and"),
        ("and", "or"),
        ("nor", "or"),
        ("and/or", "and"),
        ("to", "from"),
        ("in", "outside"),
        ("all", "few"),
        ("that", "unless that"),
        ("with", "beside"),
        ("will", "will hardly"),
        ("prior", "later"),
        ("written", "whispered"),
        ("express", "secret"),
        ("direct", "remote"),
        ("files", "titles"),
        ("copyright", "curiosity"),
        ("warranty", "rumour"),
        ("limited to", "beyond"),
        ("its", "their"),
        ("your", "our"),
        ("when", "until"),
        ("same", "different"),
        ("either", "neither"),
        ("both", "neither"),
        ("user", "guest"),
        ("granted", "lent"),
        ("distribution", "possession"),
        ("documentation", "gossip"),
        ("at least", "at most"),
        ("from", "to"),
        ("not", "not always"),
    ),
)
"""For `reserved`: written when the package was finished, and run once. What a set here shows and
what is mended for it makes it a set for tuning; then write another."""
_APPENDIX = re.compile(
    r"(?im)^\W*(?:appendix:?\s*)?how to apply|^\W*creative commons (?:notice|is not a party)"
)
_PREFACE = re.compile(r"(?is).*considerations for the public:.*?\n={5,}")
"""Instructions after and before the terms, whose wording changes nothing."""
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
    """A sentence of eight words or more taken out of the middle of the terms."""
    ends = [match.end() for match in _SENTENCE.finditer(text, *_terms(text))]
    middle = [
        (start, end)
        for start, end in pairwise(ends)
        if len(text[start:end].split()) >= 8 and "copyright" not in text[start:end].casefold()
    ]
    if not middle:
        return None
    start, end = random.choice(middle)
    return text[:start] + text[end:]


def flipped(text: str, flips: tuple[tuple[str, str], ...], random: Random) -> str | None:
    """One operative word of the terms turned into another."""
    found = [
        (match.span(), new)
        for old, new in flips
        for match in re.compile(rf"\b{re.escape(old)}\b", re.I).finditer(text, *_terms(text))
    ]
    if not found:
        return None
    (start, end), new = random.choice(found)
    return text[:start] + new + text[end:]


def _terms(text: str) -> tuple[int, int]:
    """Where the terms begin and end."""
    before, after = _PREFACE.match(text), _APPENDIX.search(text)
    return before.end() if before else 0, after.start() if after else len(text)


def truncated(text: str) -> str:
    """The first four fifths."""
    return text[: len(text) * 4 // 5]
