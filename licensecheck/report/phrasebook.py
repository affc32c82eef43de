"""Words that reports for people print around findings, and what they mean: for `explain`."""

import re
from collections.abc import Iterator

from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.report.wording import without_ids

_OPEN = "While anything is left, no criterion about the terms is met."
PHRASES: tuple[tuple[str, str], ...] = (
    (
        r"^(to|left to) read$|places? left",
        "What a person has to read: what could not be fetched or read, and places that were read "
        f"and not understood. {_OPEN}",
    ),
    (
        "accounted for",
        "The share of the characters of all texts that are words of a known licence, were "
        f"understood, or are no terms. {_OPEN}",
    ),
    (
        "by the licence alone",
        "What the licences give by themselves. It is the answer if what is left to read takes "
        "nothing away.",
    ),
    (
        r"\b(code|weights) alone\b|\bcode yes\b|weights please read|no weights to use",
        "Which part an answer is for. The terms of the code are here and those of the weights are "
        "not, or the reverse; of a closed model nobody gets the weights.",
    ),
    (
        "unless the licensor agrees|^how to ask|licensor's leave",
        "The terms forbid it, and say that the licensor gives leave on request. How to ask: the "
        "address, with the words that offer it.",
    ),
    (
        r"^openness\b|\d-\d+/100",
        "How much of an open model was shown, and how much is possible if everything that is "
        "unknown turns out well: explain default names the parts.",
    ),
    (
        "open-washing",
        "A claim of the publisher that what was read contradicts, with both quotes; high, "
        "medium or low as the gravest such finding weighs.",
    ),
    ("^gaps$", "What a publisher of an open model leaves out; it contradicts no claim."),
    ("^note$", "What happened while the model was read, and hides no terms."),
    (
        "^unclear$|may mean that|^perhaps",
        "A clause that may say so: its words, or another page, leave it open. A person must read "
        "it; until then it is neither a restriction for certain nor none.",
    ),
    ("^beware$", "What the licensor may do: end the licence, change it, or read your use."),
    ("^law$|^disputes", "Which law governs the terms, and which courts decide."),
    (
        "^declared$",
        "A licence that a page, a field or a badge names, and whose text is not among the files.",
    ),
    (
        "open source ai asks for more",
        "The terms meet the Open Source Definition. The Open Source AI Definition asks for code "
        "and information on the data too: explain osaid lists what.",
    ),
    (
        "the publisher says that one may",
        "Words of the publisher that allow it, and that no licence which was read bears out yet.",
    ),
    (
        r"^\(?\+\d+( (such )?\w+)?\)?$",
        "As many further places say the same, or texts are the same: -v lists them.",
    ),
)
_CHOICE, _SLOT = re.compile(r"\[[^\[\]]*\]"), re.compile(r"\\\{\w+[^{}]*\\\}")
_LEAD = re.compile(r"^(you (may not|must|may)|the licensor may|yes, if you|if you)\s+", re.I)
_PART = re.compile(r" \([\w./-]+\)$")


def phrases(said: str) -> Iterator[str]:
    """What words of a report mean that are no name of anything."""
    return (means for words, means in PHRASES if re.search(words, said, re.I))


def label_of(said: str, knowledge: Knowledge) -> str:
    """The label whose sentence a report says so; empty where there is none."""
    words = _bare(said)
    for rule in knowledge.rules.labels.values():
        forms = (rule.says, rule.brief, knowledge.rights.conditions.get(rule.label, ""))
        if any(form and re.fullmatch(_form(form), words) for form in forms):
            return rule.label
    return ""


def _bare(said: str) -> str:
    words = " ".join(without_ids(said).split()).rstrip(".").casefold()
    return _LEAD.sub("", _PART.sub("", words))


def _form(says: str) -> str:
    """A pattern of a sentence: what only some say is left open, and so are values."""
    parts = _CHOICE.split(" ".join(says.split()).casefold())
    return ".*".join(_SLOT.sub(".+", re.escape(part)) for part in parts)
