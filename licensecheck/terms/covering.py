"""Open licences of which the reader hears that the own weights are under them."""

from collections.abc import Iterator
from dataclasses import replace

from licensecheck.classify.released import ModelFilesError
from licensecheck.domain import Card, Declaration, Span
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.reader import governs
from licensecheck.reader.governs import Named
from licensecheck.reader.page import page
from licensecheck.reader.released import of_names
from licensecheck.statements.names import Names
from licensecheck.terms.declared import of_facts
from licensecheck.text.lines import line_start

SURE = 0.9
"""From which probability on: corpus/README.md says how often it is right from there on."""


def covering(card: Card, own: Names, knowledge: Knowledge) -> Iterator[Declaration]:
    """The open licences that a page gives to the own weights, each once; none where its front
    matter names a licence, or where the reader's files are not those that were released."""
    if card.licenses:
        return
    try:
        found = _read(card, own, knowledge)
    except ModelFilesError:
        return
    seen = set[str]()
    for one in found:
        sure = one.licence.conformant and one.of_weights >= SURE
        if sure and one.licence.id not in seen:
            seen.add(one.licence.id)
            span = _line(card.document.text, one.span)
            said = replace(of_facts(one.licence), document=card.document, span=span)
            yield replace(said, text=card.document.quote(span), component="weights")


def _read(card: Card, own: Names, knowledge: Knowledge) -> tuple[Named, ...]:
    lexicon, _ = of_names(knowledge)
    text, account = card.document.text, next(iter(own.owners), "")
    return tuple(governs.read(page(text, tuple(own.own), (), account, lexicon), knowledge.facts))


def _line(text: str, span: Span) -> Span:
    start = line_start(text, span.start)
    end = text.find("\n", span.end)
    return Span(start, len(text) if end < 0 else end)
