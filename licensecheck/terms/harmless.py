"""Places that look as if they could bind, and take nothing away: sentences that allow, answers that
deny, and samples of what a model reads or writes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from licensecheck.domain import Document, Reading, Span
from licensecheck.identify.mentions import apart, without_open
from licensecheck.identify.wording import is_copyright, without_addresses
from licensecheck.knowledge.allowing import LICENCE
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.knowledge.phrases import Phrase
from licensecheck.text.bibliography import entries
from licensecheck.text.disguise import seen
from licensecheck.text.fences import fenced
from licensecheck.text.spans import Spans

# What may stand before a sentence in its line: marks of lists, quotes and tables, a ticked box, or
# another sentence.
_BEFORE = re.compile(
    r"(?:[\s>#*_+|\"“(-]|\d{1,3}[.)]|\[[xX]\]|✅|✔️?|✓|</?(?:p|li|ul|ol|dl|dt|dd|b|i|em|strong|td|tr|br)/?>|[QA]:)*"
    r"|.*[.!?;。！？；](?:[\s*_\"”)|]|</?\w{1,6}>)*",
    re.DOTALL,
)
_TICKED = re.compile(r"\[[xX]\]|✅|✔|✓")
_REFUSED = re.compile(r"[❌✗✘✖🚫⛔🛑☒]|~~|\[ \]")
_SENTENCES = re.compile(r"(?<=[.!?。！？])\s+|(?<=[。！？])")
_LINK = re.compile(r"\]\([^()\s]{0,500}\)")
_CLOSING = " *_\"'”’)]|>"
_OPENING = " #*_\"'“‘([|>-:.;"
_MOST = 200
"""Places that are looked at, 1 ms each; a page with more has enough for a person to read."""
LONGEST = 1_000
"""Characters of a place that may be a few sentences."""
_AROUND = 300
"""Characters of its line and block that are looked at on either side of a place."""
_LEAD = 100
"""Characters before a block that may say that it is a sample."""
_BARE = re.compile(r"^[\s#*/;%-]+")
# "We strongly call on users not to …": asked, and left to them.
_PLEA = Phrase("limits/plea")
_MORE = Phrase("limits/more-than-a-plea")
_LEFT_OUT = Phrase("limits/data-left-out")
_BINDS = Phrase("limits/binds-anybody")
_RESERVED = Phrase("answers/rights-reserved")
_FEW = 400
"""Characters before an answer in which its question stands, and behind a sentence for the next."""
# "For the input", "Prompt:": what stands in the block behind it is what a model reads or writes.
_OF_SAMPLE = Phrase("answers/sample")
# A row of words with the likelihood that a model gives each: ('sea', '0.7'), ('sky', '0.1').
_LINE = re.compile(r"[^\n]+")
# What a Modelfile tells the model before a chat begins.
_PROMPT = re.compile(r"^(?:SYSTEM|TEMPLATE) {1,3}(?:\"\"\".{0,5000}?\"\"\"|[^\n]+)", re.M | re.S)
_GUESSES = re.compile(
    r"(?:[\"'][^\"'\n]{1,40}[\"'][,:] {0,3}[\"']?[01]?\.\d{1,6}[\"']?[^\n\"']{1,6}){3}"
)
_OF_WORKS = frozenset(
    {"title", "booktitle", "author", "editor", "year", "month", "journal", "volume", "number"}
    | {"pages", "publisher", "doi", "url", "eprint", "archiveprefix", "primaryclass", "issn"}
    | {"organization", "school", "institution", "series", "address", "isbn"}
)
"""What tells a work from others; a note may say anything."""


def without_harmless(
    reading: Reading, knowledge: Knowledge, theirs: Sequence[Span] = ()
) -> Reading | None:
    """A reading of prose without the places that take nothing away; None where nothing is left.

    `theirs` are the places about other models.
    """
    document = reading.document
    if len(reading.labels) + len(reading.unclear) > _MOST:
        return reading
    from licensecheck.identify.quoted import quoted  # needs numpy

    samples = Spans((*sampled(document.text), *cited(document.text, knowledge), *theirs))
    notices = frozenset(quoted(document.text, reading.unclear, knowledge))

    def harmless(span: Span) -> bool:
        known = span in notices or samples.overlap(span)
        return known or takes_nothing(document, span, knowledge)

    labels = tuple(
        one for one in reading.labels if one.clause.stem or not harmless(one.clause.span)
    )
    unclear = tuple(span for span in reading.unclear if not harmless(span))
    if labels == reading.labels and unclear == reading.unclear:
        return reading
    return replace(reading, labels=labels, unclear=unclear) if labels or unclear else None


def takes_nothing(document: Document, span: Span, knowledge: Knowledge) -> bool:
    """True for a place whose words allow, deny a restriction or answer that there is none."""
    text = document.text
    said = text[span.start : span.end]
    before = text[max(0, span.start - _AROUND) : span.start].rpartition("\n")[2]
    after = text[span.end : span.end + _AROUND].partition("\n")[0]
    refused = _REFUSED.search(f"{before}{said}{after}")
    if len(said) > LONGEST or refused or not _BEFORE.fullmatch(before):
        return False
    if _RESERVED.fullmatch(said) and is_copyright(_BARE.sub("", before) or _above(text, span)):
        return True
    ticked = "✓ " if _TICKED.search(before) else ""
    if allows(ticked + said, knowledge):
        return True
    said, behind = seen(said), _first(text[span.end : span.end + _FEW])
    if said.rstrip(_CLOSING).endswith("?"):
        return _is_answered(said, behind, knowledge)
    ahead = _last(text[max(0, span.start - _FEW) : span.start])
    if ahead.endswith("?"):
        return knowledge.allowing.denied(ahead, said)
    return any(
        knowledge.allowing.elsewhere(one, without_open(after, knowledge.facts, LICENCE))
        for one, after in ((said, behind), (ahead, said))
    )


def _above(text: str, span: Span) -> str:
    """The line above the one of a place, without the mark of a comment."""
    lines = text[max(0, span.start - _AROUND) : span.start].rsplit("\n", 2)
    return _BARE.sub("", lines[-2]) if len(lines) > 1 else ""


def _is_answered(question: str, answer: str, knowledge: Knowledge) -> bool:
    """True for a question whose answer takes nothing away."""
    return knowledge.allowing.denied(question, answer) or allows(answer, knowledge)


def _first(text: str) -> str:
    """The first sentence of what stands behind a place."""
    lines = (seen(line).lstrip(_OPENING) for line in text.splitlines())
    return next((_SENTENCES.split(line)[0] for line in lines if line), "")


def _last(text: str) -> str:
    """The last sentence of what stands before a place."""
    lines = (seen(line).rstrip(_CLOSING) for line in reversed(text.splitlines()))
    return next((_SENTENCES.split(line)[-1].lstrip(_OPENING) for line in lines if line), "")


def allows(said: str, knowledge: Knowledge) -> bool:
    """True where each sentence allows or denies a restriction, or names a licence that meets the
    OSD and says no more; for a plea, which binds nobody, and for what was done with data."""
    if _PLEA.search(said) and not _MORE.search(said):
        return True
    if _LEFT_OUT.search(said) and not _BINDS.search(said):
        return True
    plain = without_addresses(apart(_LINK.sub("]", " ".join(said.split()))))
    named = without_open(plain, knowledge.facts, LICENCE)
    if knowledge.allowing.takes_nothing(seen(named)):
        return True
    parts = [one for one in _SENTENCES.split(seen(named)) if one.strip(" .")]
    alone = f" .{LICENCE}"
    told = [knowledge.allowing.takes_nothing(one) for one in parts if one.strip(alone)]
    return bool(told) and all(told)


def sampled(text: str) -> Iterator[Span]:
    """The blocks and rows with samples of what a model reads or writes, and entries of
    bibliographies."""
    for start, end in fenced(text):
        before = text[max(0, start - _LEAD) : start].rstrip()
        if not before.endswith("`") and _OF_SAMPLE.search(before):
            yield Span(start, end)
    for prompt in _PROMPT.finditer(text):
        yield Span(*prompt.span())
    for line in _LINE.finditer(text):
        if _GUESSES.search(line[0]):
            yield Span(*line.span())
    yield from (entry.span for entry in entries(text) if entry.keys <= _OF_WORKS)


def cited(text: str, knowledge: Knowledge) -> Iterator[Span]:
    """The entries of works that are cited with a licence which is open."""
    for entry in entries(text):
        known = knowledge.facts.find(entry.licence) if entry.licence else None
        if known and known.conformant and entry.keys <= {*_OF_WORKS, "license", "licence"}:
            yield entry.span
