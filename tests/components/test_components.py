"""A part counts only where it was seen, under a licence that is open."""

from datetime import date

import pytest

from licensecheck.components.criteria import judge_components
from licensecheck.components.found import components
from licensecheck.components.parts import is_open, licensed, with_catalogue
from licensecheck.domain import (
    Card,
    Component,
    Document,
    DocumentKind,
    Expression,
    FileEntry,
    ModelRef,
    Origin,
    Snapshot,
    Span,
    State,
    Status,
)
from licensecheck.knowledge import catalogue
from licensecheck.knowledge.catalogue import CatalogueEntry
from licensecheck.knowledge.components import load_components
from licensecheck.knowledge.criteria import load_frameworks
from licensecheck.knowledge.facts import load_facts
from licensecheck.lineage.sources import from_catalogue
from licensecheck.terms.declarations import declarations
from licensecheck.terms.terms import Terms

REF = ModelRef("huggingface", "zebra/zebra-1b")
PAGE = "https://example.org/zebra"


def entry(code: str | None = None, license_id: str = "Apache-2.0") -> CatalogueEntry:
    return CatalogueEntry.model_validate(
        {
            "name": "Zebra",
            "publisher": "Zebra Ltd",
            "license": {"expression": license_id, "source": PAGE},
            "code_license": {"expression": code, "source": PAGE} if code else None,
            "weights": {"state": "downloadable", "source": PAGE},
            "components": {
                "training-code": {"state": "linked", "source": PAGE},
                "inference-code": {"state": "linked", "source": PAGE},
                "training-data": {"state": "absent", "source": PAGE},
                "data-documentation": {"state": "absent", "source": PAGE},
            },
            "checked": date(2026, 11, 25),
        }
    )


def judged(known: CatalogueEntry | None, *files: str) -> dict[str, Status]:
    snapshot = Snapshot(
        REF, None, Origin.HUB, None, files=tuple(map(FileEntry, files)), files_complete=True
    )
    rules = load_components()
    found = with_catalogue(components(snapshot, rules), rules, known)
    found = licensed(found, Terms((), (), (), ()), known, load_facts())
    verdicts = judge_components(load_frameworks()["osaid"], found, load_facts())
    return {verdict.criterion: verdict.status for verdict in verdicts}


def test_the_catalogue_fills_what_the_files_do_not_show() -> None:
    assert judged(entry()) == {
        "parameters": Status.MET,
        "code": Status.MET,
        "data-information": Status.NOT_MET,
    }


def test_weights_behind_an_interface_are_absent() -> None:
    closed = entry().model_copy(
        update={"weights": catalogue.WeightsFact(state="api-only", source=PAGE)}
    )
    assert judged(closed)["parameters"] is Status.NOT_MET


def test_without_a_fact_nothing_is_met_or_failed() -> None:
    assert set(judged(None).values()) == {Status.UNKNOWN}


def test_a_licence_for_weights_says_nothing_about_code() -> None:
    rail = "LicenseRef-scancode-bigscience-rail-1.0"
    assert judged(entry(license_id=rail))["code"] is Status.UNKNOWN
    assert judged(entry(license_id=rail))["parameters"] is Status.NOT_MET
    assert judged(entry(code="MIT", license_id=rail))["code"] is Status.MET


def test_of_two_licences_to_choose_from_the_freer_one_counts() -> None:
    closed = "CC-BY-NC-4.0"
    assert judged(entry(license_id=f"MIT OR {closed}"))["parameters"] is Status.MET
    assert judged(entry(license_id=f"MIT AND {closed}"))["parameters"] is Status.NOT_MET
    both = entry(license_id=f"Apache-2.0 AND (MIT OR {closed})")
    shot = catalogue.snapshot(both, REF, {})
    assert shot.metadata.licenses == ("Apache-2.0", f"MIT OR {closed}")
    assert declarations(shot, load_facts())[0].expression == both.license.expression
    base = from_catalogue(both, REF.name, load_facts())
    assert [one.conforms for one in base.declarations] == [True, True]


def test_files_here_count_only_with_a_licence() -> None:
    assert judged(None, "model.safetensors")["parameters"] is Status.UNKNOWN


def test_a_fact_of_the_catalogue_is_quoted_with_page_and_date() -> None:
    rules = load_components()
    snapshot = Snapshot(REF, None, Origin.HUB, None)
    found = {p.name: p for p in with_catalogue(components(snapshot, rules), rules, entry())}
    part = found["training-code"]
    assert part.evidence[0].document == "catalogue"
    assert PAGE in part.evidence[0].quote
    assert "2026-11-25" in part.evidence[0].quote


@pytest.mark.parametrize(
    ("names", "answer"),
    [
        (("MIT",), True),
        (("MIT", "CC-BY-NC-4.0"), False),
        ((), None),
        (("LicenseRef-nobody-knows",), None),
    ],
)
def test_a_licence_is_open_only_where_it_is_known_to_be(
    names: tuple[str, ...], answer: bool | None
) -> None:
    assert is_open(Expression.of(*names), (), load_facts()) is answer


@pytest.mark.parametrize(
    ("names", "answer"),
    [
        (("MIT",), True),
        (("MIT", "CC-BY-NC-4.0"), False),
        (("MIT", "LicenseRef-unknown-5"), None),
        (("LicenseRef-unknown-5", "CC-BY-NC-4.0"), False),
        ((), None),
    ],
)
def test_a_licence_that_nobody_knows_is_not_said_to_be_closed(
    names: tuple[str, ...], answer: bool | None
) -> None:
    assert is_open(Expression.of(*names), ("MIT", "Apache-2.0"), load_facts()) is answer


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        ("MIT OR CC-BY-NC-4.0", True),
        ("LicenseRef-unknown-5 OR CC-BY-NC-4.0", None),
        ("CC-BY-NC-4.0 OR CC-BY-NC-SA-4.0", False),
        ("CC-BY-NC-4.0 AND (MIT OR Apache-2.0)", False),
    ],
)
def test_of_a_choice_one_licence_has_to_be_open(written: str, answer: bool | None) -> None:
    assert is_open(Expression.parse(written), (), load_facts()) is answer


def test_a_class_of_the_mof_needs_those_below_it() -> None:
    frameworks = load_frameworks()
    need = {c.id: set(c.components) for c in frameworks["mof"].criteria}
    assert need["class-3"] < need["class-2"] < need["class-1"]
    parts = [
        Component(name, "code", State.PRESENT, license=Expression.of("MIT"))
        for name in need["class-3"]
    ]
    found = {
        v.criterion: v.status for v in judge_components(frameworks["mof"], parts, load_facts())
    }
    assert found["class-3"] is Status.MET
    assert Status.MET not in (found["class-2"], found["class-1"])


def test_components_of_every_framework_exist() -> None:
    names = {rule.name for rule in load_components()}
    for framework in load_frameworks().values():
        for criterion in framework.criteria:
            asked = {n for k, others in criterion.components.items() for n in (k, *others)}
            assert asked <= names, (framework.framework, criterion.id)


def test_every_part_of_the_catalogue_has_a_component() -> None:
    ours = {rule.catalogue or rule.name for rule in load_components()}
    assert {part.value for part in catalogue.CatalogueComponent} <= ours


LINKS = "# Zebra\n\nWeights: https://huggingface.co/zoo/zebra-7b\n"


def state(name: str, *files: FileEntry, readme: str = "") -> State:
    documents = (Document("README.md", readme, DocumentKind.CARD),)
    cards = (Card(documents[0], Span(0, len(readme))),)
    snapshot = Snapshot(REF, None, Origin.HUB, None, documents, cards, files)
    return {part.name: part.state for part in components(snapshot, load_components())}[name]


@pytest.mark.parametrize(
    "path",
    [
        "tests/data/dummy.pth",
        "lib/test/fixture.safetensors",
        "examples/pose.npz",
        "demo/face.pt",
        "assets/filters.npz",
        "bark/assets/prompts/de_speaker_1.npz",
        "presets/voices/anna.pt",
    ],
)
def test_files_of_tests_examples_demos_and_voices_are_no_weights(path: str) -> None:
    assert state("weights", FileEntry(path, 50_000_000)) is not State.PRESENT


@pytest.mark.parametrize(
    ("size", "present"), [(5_000, False), (900_000_000, True), (None, True), (0, True)]
)
def test_weights_have_a_plausible_size(size: int | None, present: bool) -> None:
    found = state("weights", FileEntry("zebra.pth", size)) is State.PRESENT
    assert found is present


@pytest.mark.parametrize(
    ("size", "present"), [(245, False), (653, False), (3_931, True), (None, True)]
)
@pytest.mark.parametrize("path", ["datasheet.md", "projects/zebra/data_card.md", "DATA_CARD.md"])
def test_ten_lines_are_no_documentation_of_data(path: str, size: int | None, present: bool) -> None:
    found = state("data-documentation", FileEntry(path, size)) is State.PRESENT
    assert found is present


def test_a_short_data_card_leaves_what_the_model_card_says_of_the_data() -> None:
    told = "# Zebra\n\n## Training data\n\nPictures of zebras.\n"
    short = FileEntry("data_card.md", 245)
    assert state("data-documentation", short, readme=told) is State.CLAIMED
    assert state("data-documentation", short, readme="# Zebra\n") is State.ABSENT


def test_an_address_of_weights_counts_more_than_what_code_comes_with() -> None:
    files = [FileEntry("zebra/nets/edges.pt", 9_000_000), FileEntry("zebra/nets/edges.py", 900)]
    assert state("weights", *files) is State.PRESENT
    assert state("weights", *files, readme=LINKS) is State.LINKED
    beside = [FileEntry("model.safetensors", 9_000_000), FileEntry("modeling_zebra.py", 900)]
    assert state("weights", *beside, readme=LINKS) is State.PRESENT


@pytest.mark.parametrize(
    "path", ["train.py", "zebra/train.py", "scripts/train.sh", "zebra/pretrain.py"]
)
def test_code_that_trains_the_model_is_training_code(path: str) -> None:
    assert state("training-code", FileEntry(path)) is State.PRESENT


@pytest.mark.parametrize(
    "path",
    [
        "finetune.py",
        "finetuning/sft/train.py",
        "fine_tuning/train.sh",
        "scripts/train_lora.py",
        "ptuning/train.sh",
        "examples/qa/train.sh",
        "zebra/generation/pretrained_clip.py",
        "tokenizer/train_tokenizer.py",
        "zebra-eval/tasks_train.py",
    ],
)
def test_code_that_tunes_a_model_or_makes_something_else_is_no_training_code(path: str) -> None:
    assert state("training-code", FileEntry(path)) is not State.PRESENT


@pytest.mark.parametrize(
    ("path", "present"),
    [("data/train.jsonl", True), ("data/sample.jsonl", False), ("data/dummy_talk.json", False)],
)
def test_samples_are_no_training_data(path: str, present: bool) -> None:
    assert (state("training-data", FileEntry(path)) is State.PRESENT) is present


@pytest.mark.parametrize(("size", "present"), [(64_000, False), (22_000_000, True), (None, True)])
def test_a_few_examples_are_no_training_data(size: int | None, present: bool) -> None:
    found = state("training-data", FileEntry("data/train.json", size)) is State.PRESENT
    assert found is present


@pytest.mark.parametrize(
    "path",
    [
        "sample.py",
        "zebra/generation.py",
        "zebra/transcribe.py",
        "cli_demo.py",
        "demo/app.py",
        "run_zebra.py",
        "zebra/__main__.py",
        "zebra/pipelines/video.py",
    ],
)
def test_a_program_that_runs_the_model_is_inference_code(path: str) -> None:
    assert state("inference-code", FileEntry(path)) is State.PRESENT


@pytest.mark.parametrize(
    "path",
    [
        "zebra_predict2/callbacks/saving.py",  # the name of the package
        "eval/generate_answers.py",
        "training/generate.py",
        "scripts/generate_dataset.py",
        "tests/test_pipeline.py",
    ],
)
def test_what_makes_data_or_measures_is_no_inference_code(path: str) -> None:
    assert state("inference-code", FileEntry(path)) is not State.PRESENT


def test_programs_that_show_results_are_no_results() -> None:
    assert state("evaluation-results", FileEntry("eval/results.json")) is State.PRESENT
    assert state("evaluation-results", FileEntry("eval/process_results.py")) is not State.PRESENT
    assert state("evaluation-results", FileEntry("eval/prompts.json")) is not State.PRESENT


def test_code_of_a_package_called_step_is_no_checkpoint() -> None:
    assert state("checkpoints", FileEntry("step-1000/model.safetensors")) is State.PRESENT
    assert state("checkpoints", FileEntry("stepzebra/config.py")) is not State.PRESENT


def test_bold_words_are_a_heading_and_what_follows_them_is_not() -> None:
    lead_in = "# Zebra\n\n**Training data:** pictures of zebras.\n"
    sentence = "# Zebra\n\n**Status** A static model, for which no training data is given.\n"
    assert state("data-documentation", FileEntry("README.md"), readme=lead_in) is State.CLAIMED
    assert state("data-documentation", FileEntry("README.md"), readme=sentence) is State.ABSENT


def test_how_to_get_ones_own_data_ready_documents_no_data() -> None:
    own = "# Zebra\n\n## Prepare your dataset\n\nOne file for each herd.\n"
    assert state("data-documentation", FileEntry("README.md"), readme=own) is State.ABSENT


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("Trained on the [Savanna dataset](https://zoo.edu/savanna).", True),
        ("See [Savanna](https://zoo.edu/savanna) dataset.", True),
        ("Measured with the [Savanna eval dataset](https://zoo.edu/savanna).", False),
        ("See [our site](https://zoo.edu/savanna).", False),
    ],
)
def test_data_elsewhere_is_linked_by_its_name(line: str, shown: bool) -> None:
    found = state("training-data", FileEntry("README.md"), readme=f"# Zebra\n\n{line}\n")
    assert (found is State.LINKED) is shown


@pytest.mark.parametrize(
    ("heading", "shown"), [("Data", True), ("Evaluation", False), ("Results on benchmarks", False)]
)
def test_what_a_model_was_measured_on_did_not_train_it(heading: str, shown: bool) -> None:
    readme = f"# Zebra\n\n## {heading}\n\nhttps://huggingface.co/datasets/zoo/savanna\n"
    found = state("training-data", FileEntry("README.md"), readme=readme)
    assert (found is State.LINKED) is shown


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("See our [training code](https://github.com/zoo/zebra-training).", True),
        ("The pretraining scripts are [here](https://github.com/zoo/zebra-training).", True),
        ("Training code is under the [Apache License](https://zoo.edu/licenses/apache).", False),
        ("See [our code](https://github.com/zoo/zebra).", False),
    ],
)
def test_training_code_elsewhere_is_linked_by_its_name(line: str, shown: bool) -> None:
    found = state("training-code", FileEntry("README.md"), readme=f"# Zebra\n\n{line}\n")
    assert (found is State.LINKED) is shown


@pytest.mark.parametrize(
    ("path", "counts"), [("docs.md", True), ("data/README.md", True), ("third_party/x.md", False)]
)
def test_a_page_beside_the_card_may_describe_the_data(path: str, counts: bool) -> None:
    readme = Document("README.md", "# Zebra\n", DocumentKind.CARD)
    page = Document(path, "# Training data\n\nPictures of zebras.\n", DocumentKind.PROSE)
    card = Card(readme, Span(0, len(readme.text)))
    snapshot = Snapshot(REF, None, Origin.HUB, None, (readme, page), (card,))
    found = {part.name: part.state for part in components(snapshot, load_components())}
    assert (found["data-documentation"] is State.CLAIMED) is counts


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("Read the [paper](https://zoo.example/zebra).", True),
        ("[Technical Report](https://zoo.example/r1)", True),
        (
            '<a href="https://zoo.example/zebra"> Paper</a> | <a href="https://zoo.example">Us</a>',
            True,
        ),
        ("Try it on [papers with code](https://zoo.example/papers).", False),
        ("Cite our paper.", False),
    ],
)
def test_a_paper_elsewhere_is_linked_by_its_name(line: str, shown: bool) -> None:
    found = state("paper", FileEntry("README.md"), readme=f"# Zebra\n\n{line}\n")
    assert (found is State.LINKED) is shown
