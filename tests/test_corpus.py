"""The labelled corpus: pointers that hold, and a test set that nothing else has seen."""

import json
from collections import Counter
from pathlib import Path

import pytest

from corpus import (
    agreement,
    contrast,
    dataset,
    doubt_examples,
    flips,
    labels,
    split,
    statement_labels,
    texts,
)
from licensecheck.knowledge.rules import load_rules

SCANCODE = texts.DOWNLOADS / "scancode" / "licensedcode"


@pytest.fixture(scope="module")
def words(real: Path) -> None:
    if not SCANCODE.is_dir():
        pytest.skip(f"no licence texts at {SCANCODE} (python -m corpus.texts)")


def test_every_licence_is_on_one_side() -> None:
    sources = {clause.source for clause in labels.labelled()}
    written = json.loads((labels.HERE / "splits.json").read_text(encoding="utf-8"))["sources"]
    placed = Counter(source for side in written.values() for source in side)
    assert set(placed) == sources
    assert set(placed.values()) == {1}


def test_at_least_twenty_licences_of_ai_models_are_test() -> None:
    tested = {source for source, side in labels.splits().items() if side == "test"}
    assert sum(map(dataset.of_a_model, tested)) >= 20


def test_no_test_clause_is_trained_or_tuned_on_word_for_word() -> None:
    place, held = labels.splits(), labels.held()
    tested = {c.sha256 for c in labels.labelled() if place[c.source] == "test"}
    others = {c.sha256 for c in labels.labelled() if place[c.source] != "test"}
    assert not tested & (others - held)


@pytest.mark.usefixtures("words")
def test_every_pointer_still_finds_the_words_that_were_labelled() -> None:
    assert all(clause.text for clause in labels.labelled())


@pytest.mark.usefixtures("words")
def test_no_clause_that_is_trained_or_tuned_on_repeats_test_clauses() -> None:
    place, held = labels.splits(), labels.held()
    tested = [c.text for c in labels.labelled() if place[c.source] == "test"]
    seen = {run for text in tested for run in split.sequences(text)}
    for clause in labels.labelled():
        if place[clause.source] != "test" and clause.sha256 not in held:
            assert split.overlap(clause.text, seen) <= split.HELD_OVERLAP, clause


@pytest.mark.usefixtures("words")
def test_licences_that_only_measure_are_related_to_none_that_trains_or_tunes() -> None:
    trained = {source for source, side in labels.splits().items() if side != "test"}
    seen = {run for source in trained for run in split.sequences(texts.text(source))}
    for name in dataset.RESERVED:
        for source in {clause.source for clause in labels.labelled(name)}:
            assert source not in labels.splits()
            assert split.overlap(texts.text(source), seen) <= split.FAMILY_OVERLAP, source


@pytest.mark.usefixtures("words")
def test_rewritten_sentences_train_with_the_label_that_changed_and_none_that_measures() -> None:
    aside = {
        flip.text[span.start : span.end] for flip in flips.flips(aside=True) for span in flip.spans
    }
    measuring = (*dataset.real("test"), *(c for n in dataset.RESERVED for c in dataset.reserved(n)))
    seen = {run for clause in measuring for run in split.sequences(clause.text)}
    found = tuple(dataset.flipped())
    assert len(found) > 300
    for clause in found:
        assert clause.text not in aside
        assert split.overlap(clause.text, seen) <= split.HELD_OVERLAP
        assert 1 <= len(set(dataset.names()) - clause.arguable) <= 3


def test_clauses_in_own_words_and_paraphrases_are_different_clauses() -> None:
    tested = (*dataset.paraphrases(), *dataset.paraphrases("paraphrases_second"))
    seen = {run for clause in tested for run in split.sequences(clause.text)}
    for part in ("train", "dev"):
        for clause in dataset.written(part):
            assert split.overlap(clause.text, seen) <= split.HELD_OVERLAP, clause.text


def test_own_words_use_the_labels_of_the_corpus() -> None:
    used = {n for p in ("train", "dev") for c in dataset.written(p) for n in c.labels | c.arguable}
    used |= {name for clause in dataset.paraphrases() for name in clause.labels | clause.arguable}
    assert used <= set(dataset.names())


def test_two_readers_agree_on_every_restriction() -> None:
    for name, found in agreement.kappas().items():
        if found["kappa"] is not None:  # None: the label did not occur
            assert found["kappa"] >= 0.75, name


def test_a_second_reader_of_blind_licences_agrees() -> None:
    read, without_arguable, with_arguable = agreement.blind("blind_2026")
    assert read >= 0.3 * len(labels.labelled("blind_2026"))
    assert without_arguable >= 0.95
    assert with_arguable >= 0.8


def test_a_second_reader_of_each_seventh_further_statement_agrees() -> None:
    read = agreement.statement_kappas()
    further = statement_labels.FURTHER.read_text("utf-8").splitlines()
    assert read["kind"][0] >= 0.15 * len(further)
    assert all(kappa >= 0.75 for _, kappa in read.values())


def test_contrasting_clauses_are_those_that_their_acts_and_frames_make() -> None:
    written = (labels.HERE / "contrast.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in written] == list(contrast.rows())


def test_each_label_has_clauses_that_differ_in_polarity_alone() -> None:
    pairs = {row["id"][:-1] for row in contrast.rows()}
    whole = Counter(pair.rpartition("-")[0] for pair in pairs)
    assert whole.keys() == set(load_rules().labels) - {"boilerplate"}  # which the other side says
    assert min(whole.values()) >= 40


def test_a_sentence_that_limits_what_nothing_is_called_is_refused_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = {"text": "Do not sell it.", "binds": True, "limits": ["commercial"]}
    wrong = {"text": "Do not sell it.", "binds": True, "limits": ["selling"]}
    monkeypatch.setattr(doubt_examples, "WRITTEN", tmp_path / "written.jsonl")
    (tmp_path / "written.jsonl").write_text("\n".join(map(json.dumps, (right, wrong))))
    with pytest.raises(ValueError, match=r"written.jsonl:2: no limit is called selling; .*scale"):
        list(doubt_examples.written())


def test_every_sentence_in_our_own_words_can_be_loaded() -> None:
    assert sum(one.binds for one in doubt_examples.written()) > 10_000
