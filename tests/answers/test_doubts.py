"""Words of terms block what they may limit, and only where they are likely to bind."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from licensecheck.auditor import Auditor
from licensecheck.classify.model import ClauseModel
from licensecheck.classify.weigher import FOLDER, Said, Weigher, gate
from licensecheck.domain import Effort
from licensecheck.domain.report import Report
from licensecheck.hubs import parse_ref
from tests.answers.conftest import APACHE, DECLARED, TITLE, Audit, accused, commercial

WEIGHER = Weigher(lambda: ClauseModel.load("cpu", 1, FOLDER))
OPEN = ("open-weights", "open-source-ai")


def right(report: Report, name: str) -> str:
    return str(next(one.answer for one in report.rights if one.right == name))


@pytest.mark.parametrize(
    "said",
    [
        "Commercial use is precluded.",
        "Use in a business is out of the question.",
        "These weights are reserved to non-profits.",
        "Firms buy a licence before they start.",
        "Everyone who runs it registers and renews each year.",
        "| Zebra-7B | 7B | academics only |",
        "Q: May my company ship it? A: Not without a contract.",
        "Usage: non-profit",
    ],
)
def test_a_ban_in_any_wording_leaves_no_yes(audit: Audit, said: str) -> None:
    report = audit(f"{DECLARED}{said}\n", {"LICENSE": APACHE})
    assert (str(report.level) in OPEN, commercial(report)) not in [(True, "yes"), (True, "yes-if")]
    assert str(report.level) not in OPEN


@pytest.mark.parametrize(
    "said",
    [
        "Prompt: a woman must not reach for the milk.",
        "| Model | Size | License |\n|---|---|---|\n| Zebra-7B | 7B | Apache-2.0 |",
        "Free for commercial and non-commercial use.",
        "This project is governed by the Apache License 2.0.",
        "Use of the model is subject to the Apache License 2.0.",
        "It is not a substitute for medical advice.",
        "This work was funded by the European Union; views are those of the authors only.",
        "Please cite us if you use it in research.",
        "v1 was for research only. Since v2 everything is under the Apache License 2.0.",
        "Our hosted API is a paid service with a limit of 60 requests a minute.",
        "Unlike Okapi-70B, which bans companies with over 700 million users, Zebra is open source.",
        "Pages whose owners do not allow it were left out of the training data.",
        "It has **30.29** million parameters and thus requires *ca.* **121.16 MB** of memory.",
        "Licensed under the Apache License 2.0\n\nSPDX-License-Identifier: Apache-2.0",
        "```python\n# the transform must not be given twice\nmodel(x)\n```",
        "Access token required to push.",
    ],
)
def test_words_of_terms_that_bind_nobody_leave_a_model_open(audit: Audit, said: str) -> None:
    report = audit(f"{DECLARED}{said}\n", {"LICENSE": APACHE})
    assert (str(report.level), commercial(report)) in [(one, "yes") for one in OPEN]


def test_what_hardly_binds_is_a_note_that_decides_nothing(audit: Audit) -> None:
    said = "You must not leave the house, said the robot; it is prohibited."
    report = audit(f"{DECLARED}Example output: {said}\n", {"LICENSE": APACHE})
    assert str(report.level) in OPEN
    assert not report.ledger.left
    assert all(one.quote for one in report.ledger.unlikely)
    assert json.loads(report.model_dump_json())["ledger"]["unlikely"] is not None


def test_a_doubt_blocks_the_rights_alone_that_it_may_limit(audit: Audit) -> None:
    report = audit(f"{DECLARED}Don't pass copies on to others.\n", {"LICENSE": APACHE})
    assert str(report.level) not in OPEN
    assert right(report, "redistribute") == "please-read"
    assert right(report, "use-in-research") == "yes"


def test_a_doubt_that_may_limit_anything_blocks_everything(audit: Audit) -> None:
    report = audit(f"{DECLARED}Ask us before you do anything with it.\n", {"LICENSE": APACHE})
    assert {right(report, "use-commercially"), right(report, "modify")} == {"please-read"}


@pytest.mark.parametrize("tail", ["NC", "NC-ND", "禁止商业用途。", "仅供学习", "Academic", "no-AI"])
def test_a_word_behind_a_licence_is_a_change(audit: Audit, tail: str) -> None:
    report = audit(DECLARED, {"LICENSE": f"{APACHE}\n{tail}\n"})
    assert str(report.level) not in OPEN


@pytest.mark.parametrize(
    "tail",
    ["Zebra Team", "2024", "v1.0", "English version", "-----"],
)
def test_a_name_or_date_behind_a_licence_is_none(audit: Audit, tail: str) -> None:
    report = audit(DECLARED, {"LICENSE": f"{APACHE}\n{tail}\n"})
    assert str(report.level) in OPEN


def test_a_link_to_the_own_licence_leaves_no_doubt(audit: Audit) -> None:
    link = "license_link: https://huggingface.co/zoo/zebra/blob/main/LICENSE"
    of_another = link.replace("zoo/zebra", "zoo/okapi")
    page = DECLARED.replace("license: apache-2.0", "license: apache-2.0\n{}")
    assert str(audit(page.format(link)).level) in OPEN
    assert str(audit(page.format(of_another)).level) == "unknown"


@settings(max_examples=25)
@given(st.lists(st.text(max_size=200), min_size=1, max_size=4))
def test_a_sentence_weighs_the_same_in_any_company(texts: list[str]) -> None:
    together = WEIGHER.weigh([Said(one, "License") for one in texts], Effort())
    alone = [WEIGHER.weigh([Said(one, "License")], Effort())[0] for one in texts]
    assert together == alone
    assert all(0 <= one.binds <= 1 for one in together)


def test_without_its_model_every_sentence_may_bind() -> None:
    blind = Weigher(lambda: None)
    [weight] = blind.weigh([Said("The sky is blue.")], Effort())
    assert blind.may_bind(weight)


def test_what_the_effort_does_not_reach_may_bind() -> None:
    said = [Said("The sky is blue.")] * 3
    assert [WEIGHER.may_bind(one) for one in WEIGHER.weigh(said, Effort(pieces=0))] == [True] * 3


@given(st.text(max_size=2_000))
def test_words_alone_never_fail(text: str) -> None:
    assert gate().suspects(text) <= gate().asks(text)


def test_two_megabytes_of_harmless_prose_are_read_in_time(audit: Audit, tmp_path: Path) -> None:
    prose = "The zebra walks along the river and drinks before the sun is high. " * 30_000
    report = audit(f"{DECLARED}{prose}\n", {"LICENSE": APACHE})
    assert str(report.level) in (*OPEN, "unknown")  # what there was no time for is said
    assert str(report.level) in OPEN or report.ledger.left


PAGE = "---\nlicense: {licence}\ntags: [{tag}]\n---\n" + TITLE


@pytest.mark.parametrize(
    ("licence", "tag", "said", "answer"),
    [
        ("gemma", "gemma3", "", "yes-if"),
        ("mit", "gemma3", "", "please-read"),
        ("creativeml-openrail-m", "stable-diffusion", "", "yes-if"),
        ("apache-2.0", "stable-diffusion", "", "please-read"),
        (
            "creativeml-openrail-m",
            "zoo",
            "Zebra-7B was fine-tuned from Stable Diffusion.",
            "yes-if",
        ),
        ("apache-2.0", "zoo", "Zebra-7B was fine-tuned from Stable Diffusion.", "please-read"),
        ("llama2", "zoo", "Zebra-7B is a fine-tuned version of Stable Diffusion.", "please-read"),
    ],
)
def test_the_terms_of_a_model_tell_which_version_of_a_base_is_meant(
    audit: Audit, licence: str, tag: str, said: str, answer: str
) -> None:
    page = PAGE.replace("{licence}", licence).replace("{tag}", tag)
    assert commercial(audit(page + said)) == answer


ROWS = """---
tags: [gemma3]
---
# Zebra

We release two language models.

| Model | Licence |
|---|---|
| Zebra-7B | Gemma Terms of Use |
| Zebra-1B | Apache-2.0 |
"""


def test_the_terms_of_one_model_tell_nothing_of_the_base_of_another(audit: Audit) -> None:
    report = audit(ROWS, {f"zebra-{size}b.safetensors": bytes(20_000) for size in (1, 7)})
    levels = {one.name: str(one.level) for one in report.models}
    assert levels == {"Zebra-7B": "restricted-weights", "Zebra-1B": "unknown"}
    assert any("base model gemma3" in one.reason for one in report.ledger.left)


DOUBTFUL = (
    "You can't use the model to purposely make nor spread illicit or hurtful outputs or content."
)


@pytest.mark.parametrize(
    ("licence", "said", "answer"),
    [
        ("creativeml-openrail-m", DOUBTFUL, "yes-if"),
        ("apache-2.0", DOUBTFUL, "please-read"),
        ("creativeml-openrail-m", "You can't use the model to sell pictures.", "please-read"),
    ],
)
def test_a_doubtful_sentence_adds_nothing_to_the_condition_that_the_licence_makes(
    audit: Audit, licence: str, said: str, answer: str
) -> None:
    page = PAGE.replace("{licence}", licence).replace("{tag}", "zoo")
    assert commercial(audit(f"{page}## Licence\n\n{said}\n")) == answer


@pytest.mark.parametrize(
    ("licence", "said", "answer"),
    [
        ("llama2", "Follow Meta's Llama-2 Acceptable Use Policy", "yes-if"),
        ("llama3.2", "Do not violate the Llama 3.2 Acceptable Use Policy.", "yes-if"),
        ("llama2", "Follow the Llama-2 Acceptable Use Policy and never sell Zebra.", "please-read"),
        ("mit", "Use is governed by the Okapi-2 Acceptable Use Policy.", "please-read"),
    ],
)
def test_the_use_policy_of_the_licence_in_force_adds_nothing(
    audit: Audit, licence: str, said: str, answer: str
) -> None:
    page = PAGE.replace("{licence}", licence).replace("{tag}", "zoo")
    assert commercial(audit(f"{page}## Ethics\n\n- Check what it says.\n- {said}\n")) == answer


PLAIN = "---\nlicense: mit\n---\n\nStripes that talk.\n"


@pytest.mark.parametrize(
    ("folder", "page", "level"),
    [
        ("zoo__Zebra-Llama-3.1-8B-GGUF", PLAIN, "unknown"),
        ("Zebra-vicuna-13b", PLAIN, "unknown"),
        ("zebra-llamas", PLAIN, "open-weights"),
        ("Zebra-Llama-3.1-8B", PLAIN.replace("mit", "llama3.1"), "restricted-weights"),
        ("Zebra-Llama-3.1-8B", PLAIN.replace("mit", "cc-by-nc-4.0"), "restricted-weights"),
    ],
)
def test_a_folder_called_after_a_restricted_model_is_not_open_until_somebody_has_looked(
    auditor: Auditor, tmp_path: Path, folder: str, page: str, level: str
) -> None:
    place = tmp_path / folder
    place.mkdir()
    (place / "README.md").write_text(page, encoding="utf-8")
    (place / "model.safetensors").write_bytes(bytes(20_000))
    report = auditor.audit(parse_ref(str(place)))
    assert str(report.level) == level
    assert not accused(report) - {"license-text-missing"}, "who copied it chose the folder's name"


LIMIT = "Up to two hundred colleagues may use it, which is where our permission stops."
SHOWN = f"{DECLARED}\n# Zebra Reranker\n\nHow to roll it out: [docs/rollout.md](docs/rollout.md)\n"
HIDDEN = f"{DECLARED}\n# Zebra Reranker\n\nIt has stripes.\n"


@pytest.mark.parametrize(
    ("page", "path", "words", "open_"),
    [
        (SHOWN, "docs/rollout.md", LIMIT, False),
        (HIDDEN, "docs/rollout.md", LIMIT, True),
        (HIDDEN, "docs/rollout.md", "Zebra may be used by two hundred colleagues at most.", False),
        (SHOWN, "docs/rollout.md", "Start with one team and measure.", True),
        (SHOWN.replace("docs", "third_party/okapi"), "third_party/okapi/rollout.md", LIMIT, True),
        (SHOWN.replace("docs/rollout", "CONTRIBUTING"), "CONTRIBUTING.md", LIMIT, True),
    ],
)
def test_a_page_that_a_card_shows_to_its_readers_speaks_to_users(
    audit: Audit, page: str, path: str, words: str, open_: bool
) -> None:
    report = audit(page, {path: f"# Rolling out\n\n{words}\n"})
    assert (str(report.level) in OPEN) is open_
