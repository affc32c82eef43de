"""What a model needs to run, and has to be got beside it, has its terms in every answer."""

import json
from pathlib import Path

import pytest

from tests.answers.conftest import APACHE, DECLARED, Audit, accused, commercial
from tests.cli.conftest import Run, run  # noqa: F401 - a fixture
from tests.misread import MISHEARD

LICENSE = {"LICENSE": APACHE}
LLAMA, FLUX = "meta-llama/Llama-3.1-8B-Instruct", "black-forest-labs/FLUX.1-dev"
OPEN = "google-t5/t5-base"
PROGRAM = """
ENCODER = "{model}"
text_encoder = EncoderModel.from_pretrained(ENCODER)
tokenizer = AutoTokenizer.from_pretrained("zoo/zebra")
"""


def link(model: str) -> str:
    return f"[{model.rpartition('/')[2]}](https://huggingface.co/{model})"


PAGES = {
    "uses": "It uses {link} as its text encoder, which is downloaded separately.",
    "needs": "To run it you need {link} as the text encoder.",
    "item": "Get these first:\n\n- {link} (text encoder)\n- some patience",
    "label": "- Text encoder: {link}",
    "example": "```python\nencoder = EncoderModel.from_pretrained('{model}')\n"
    "pipe = Zebra.from_pretrained('zoo/zebra', text_encoder=encoder)\n```",
}
"""Pages that say so."""
FILES = {
    "a program": {"inference.py": PROGRAM},
    "a setting": {"config.json": '{"model_type": "zebra", "text_encoder": "{model}"}'},
    "settings of its parts": {"config.yaml": "model:\n  text_encoder:\n    path: {model}\n"},
    "settings to run it": {"inference_config.json": '{"model": "{model}"}'},
}


def page(said: str, model: str) -> str:
    return DECLARED + said.replace("{link}", link(model)).replace("{model}", model) + "\n"


def files(here: dict[str, str], model: str) -> dict[str, str]:
    return {name: text.replace("{model}", model) for name, text in here.items()} | LICENSE


@pytest.mark.parametrize("said", PAGES.values(), ids=PAGES)
@pytest.mark.parametrize(("model", "answer"), [(LLAMA, "yes-if"), (FLUX, "no"), (OPEN, "yes")])
def test_a_page_that_says_what_is_needed(audit: Audit, said: str, model: str, answer: str) -> None:
    report = audit(page(said, model), LICENSE)
    assert commercial(report) == answer
    assert accused(report) == set()
    assert [(one.name, one.relation) for one in report.models[0].bases] == [(model, "part")]


@pytest.mark.parametrize("here", FILES.values(), ids=FILES)
@pytest.mark.parametrize(("model", "answer"), [(LLAMA, "yes-if"), (FLUX, "no"), (OPEN, "yes")])
def test_a_file_that_loads_it(audit: Audit, here: dict[str, str], model: str, answer: str) -> None:
    report = audit(DECLARED, files(here, model))
    assert commercial(report) == answer
    assert accused(report) == set()


@pytest.mark.parametrize(
    "text",
    [
        f"teacher:\n  text_encoder: {LLAMA}\n",
        f"teacher_model_name_or_path: {LLAMA}\njudge_llm: {LLAMA}\n",
        f"dataset: {LLAMA}\ntokenizer: {LLAMA}\n",
        f"wandb:\n  project: {LLAMA}\n",
        f"examples:\n  - model: {LLAMA}\n",
    ],
)
def test_settings_that_name_what_does_not_run_ask_nothing(audit: Audit, text: str) -> None:
    assert commercial(audit(DECLARED, {"train.yaml": text} | LICENSE)) == "yes"


def test_settings_beside_weights_tell_their_base(audit: Audit) -> None:
    report = audit(DECLARED, {"axolotl.yml": f"base_model: {LLAMA}\n"} | LICENSE)
    assert str(report.level) == "restricted-weights"
    assert [(one.name, one.relation) for one in report.models[0].bases] == [(LLAMA, "finetune")]


def test_the_weights_themselves_stay_what_they_are(audit: Audit) -> None:
    assert audit(page(PAGES["uses"], LLAMA), LICENSE).level == "open-weights"


@pytest.mark.parametrize(
    "said",
    [
        f"It outperforms {link(LLAMA)} on all tests.",
        f"Compared to {link(LLAMA)} as the text encoder, ours is small.",
        f"We rated its pictures with {link(LLAMA)}.",
        pytest.param(
            "```python\ntokenizer = AutoTokenizer.from_pretrained('meta-llama/Llama-3.1-8B')\n```",
            marks=MISHEARD,
        ),
        "```python\nencoder = EncoderModel.from_pretrained('zoo/zebra-text-encoder')\n"
        "pipe = Zebra.from_pretrained('zoo/zebra', text_encoder=encoder)\n```",
    ],
)
def test_a_rival_a_tool_and_an_own_part_are_not_needed(audit: Audit, said: str) -> None:
    assert commercial(audit(f"{DECLARED}{said}\n", LICENSE)) == "yes"


@pytest.mark.parametrize(
    "said",
    [
        "You need meta-llama/Llama-3.1-8B to run it.",
        "The checkpoint was quantised with AWQ from meta-llama/Llama-3.1-8B.",
        "We took Llama 3.1 8B and continued its pretraining on court rulings.",
        "Llama-3.1-8B served as the starting point; two epochs of SFT followed.",
        "Before the first run, fetch FLUX.1-dev and put it into `models/`.",
        "```bash\nhuggingface-cli download meta-llama/Llama-3.1-8B --local-dir llm\n```",
    ],
)
def test_any_wording_of_a_need_or_an_origin_leaves_no_plain_yes(audit: Audit, said: str) -> None:
    report = audit(f"{DECLARED}{said}\n", LICENSE)
    assert commercial(report) != "yes"
    assert accused(report) == set()


@pytest.mark.parametrize("base", ["/mnt/checkpoints/base-v4", "../base", ""])
def test_an_adapter_whose_base_is_nowhere_is_not_called_open(audit: Audit, base: str) -> None:
    settings = {"adapter_config.json": json.dumps({"base_model_name_or_path": base})}
    report = audit(DECLARED, {**LICENSE, **settings})
    assert str(report.level) == "unknown"
    assert "adapter_config.json" in report.level_reason


def test_an_adapter_whose_card_says_that_it_has_no_base_is_not_called_open(audit: Audit) -> None:
    settings = {"adapter_config.json": '{"base_model_name_or_path": "/mnt/checkpoints/base-v4"}'}
    card = DECLARED.replace("---\n#", "base_model: none\n---\n#")
    assert str(audit(card, {**LICENSE, **settings}).level) == "unknown"


def test_an_adapter_whose_card_names_the_base_is_judged_by_it(audit: Audit) -> None:
    settings = {"adapter_config.json": '{"base_model_name_or_path": "/mnt/checkpoints/base-v4"}'}
    card = DECLARED.replace("---\n#", f"base_model: {OPEN}\n---\n#")
    assert str(audit(card, {**LICENSE, **settings}).level) == "open-weights"


def test_the_screen_says_so_before_any_yes(
    run: Run,  # noqa: F811
    tmp_path: Path,
) -> None:
    folder = tmp_path / "zebra"
    folder.mkdir()
    (folder / "README.md").write_text(page(PAGES["uses"], LLAMA))
    (folder / "LICENSE").write_text(APACHE)
    (folder / "model.safetensors").write_bytes(bytes(20_000))
    said = " ".join(run("audit", str(folder), "--offline").stdout.split())
    needs = said.index(f"it needs {LLAMA} (Llama 3.1 Community License Agreement)")
    assert needs < said.index("commercial use: yes, if")
    bases = json.loads(run("audit", str(folder), "--offline", "--format", "json").stdout)["models"]
    assert bases[0]["bases"][0]["relation"] == "part"


@pytest.mark.parametrize("said", ["none", "N/A", "from scratch", "'-'"])
def test_a_field_may_say_that_there_is_no_base(audit: Audit, said: str) -> None:
    report = audit(f"---\nlicense: mit\nbase_model: {said}\n---\n# Zebra\n")
    assert (report.level, len(report.lineage.nodes)) == ("open-weights", 1)


@pytest.mark.parametrize("family", ["llama-2", "llama-3"])
def test_a_tag_alone_is_no_base_and_is_for_a_person(audit: Audit, family: str) -> None:
    tags = f"language:\n- ja\nlibrary_name: transformers\ntags:\n- {family}\n"
    body = "# Zebra-13B\n\nZebra-13B was pretrained from scratch on Japanese text.\n"
    report = audit(f"---\nlicense: mit\n{tags}---\n{body}")
    assert report.level == "unknown"
    assert len(report.lineage.nodes) == 1


POSSIBLE = "Zebra-LoRA works with Stable Diffusion v1-5 and speeds up its sampling."


def test_a_possible_base_under_the_terms_of_a_declared_one_limits_nothing_more(
    audit: Audit,
) -> None:
    base = "base_model: runwayml/stable-diffusion-v1-5\n"
    card = f"---\nlicense: openrail++\n{base}---\n# Zebra-LoRA\n\n{POSSIBLE}\n"
    assert commercial(audit(card)) == "yes-if"
