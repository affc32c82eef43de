"""The table of what a release must carry: every word in it means something elsewhere."""

from pathlib import Path
from string import Formatter

import pytest

from licensecheck.knowledge.facts import LabelFact, LicenseFacts, load_facts
from licensecheck.knowledge.publishing import load_publishing
from licensecheck.knowledge.rules import load_rules
from licensecheck.knowledge.washing import load_washing
from licensecheck.report.notice import spelt_with
from tests.knowledge.test_facts import HUGGING_FACE
from tests.publish.folders import SCANCODE

TABLE = load_publishing()
NOTICES = [
    licence
    for licence in load_facts().licenses.values()
    if licence.labels.get("attribution-notice", LabelFact(section="")).notice
]


def test_requirements_are_of_labels_that_a_licence_has() -> None:
    known = load_facts().licenses.values()
    for requirement in TABLE.requirements.values():
        facts = [licence.labels.get(requirement.label) for licence in known]
        assert requirement.label in load_rules().labels
        assert any(
            fact and (not requirement.given or getattr(fact, requirement.given)) for fact in facts
        )


def test_mismatches_are_open_washing_rules() -> None:
    assert TABLE.mismatches.keys() <= load_washing().keys()


def test_tags_are_those_of_the_hub() -> None:
    assert {*TABLE.tags.names} == {*HUGGING_FACE.split(), "unknown", "other"}


def test_sentences_have_only_slots_that_are_filled() -> None:
    filled = {"licence", "model", "words", "source", "address"}
    asks = [*TABLE.requirements.values(), *TABLE.fields.values()]
    for ask in (*asks, TABLE.weights, TABLE.needed, TABLE.unknown_terms, TABLE.own_words):
        slots = {
            slot for words in (ask.says, ask.mend) for _, slot, _, _ in Formatter().parse(words)
        }
        assert slots <= {*filled, None}


def test_at_least_fifteen_licences_spell_out_a_notice() -> None:
    assert len(NOTICES) >= 15


@pytest.mark.parametrize("licence", NOTICES, ids=lambda licence: licence.id)
def test_the_words_of_a_notice_stand_together_in_its_licence(licence: LicenseFacts) -> None:
    if licence.text is None or not licence.text.source.startswith("scancode:"):
        pytest.skip("its text is not among those of the corpus")
    path = Path(SCANCODE / f"{licence.text.source.removeprefix('scancode:')}.LICENSE")
    if not path.is_file():
        pytest.skip(f"no licence texts at {SCANCODE} (python -m corpus.texts)")
    notice = licence.labels["attribution-notice"].notice
    assert spelt_with(path.read_text("utf-8"), notice)
