"""Everything in a card's front matter is accounted for before its model is called open."""

from pathlib import Path

import pytest

from licensecheck.auditor import Auditor
from licensecheck.domain import Level
from licensecheck.domain.report import Report
from licensecheck.hubs import parse_ref
from licensecheck.knowledge.fields import load_fields
from licensecheck.settings import Settings

CAUTIOUS = (Level.UNKNOWN, Level.RESTRICTED_WEIGHTS)


@pytest.fixture(scope="module")
def auditor() -> Auditor:
    return Auditor(Settings(offline=True, lineage=False), lambda _: None)


def audit(auditor: Auditor, folder: Path, fields: str, body: str = "Small.") -> Report:
    (folder / "README.md").write_text(f"---\n{fields}\n---\n# Zebra\n\n{body}\n", "utf-8")
    return auditor.audit(parse_ref(str(folder)))


@pytest.mark.parametrize(
    "field",
    [
        "tags: [noncommercial]",
        "tags: [zebra, for_research_use_only]",
        "tags: [nicht-kommerziell]",
        "tags: [nоn-cоmmerciаl-use-only]",  # Cyrillic letters among Latin ones
        "tags:\n- license:cc-by-nc-4.0",
        "tags: [proprietary]",
        "pipeline_tag: research-only",
        "language: en  # non-commercial",
        "# weights: cc-by-nc-4.0\ntags: [a]",
        "tags:\n- a\n# for academic use only\n- b",
        "widget:\n- text: 'a # b'  # for members only",
        "widget:\n- text: |\n    ### User:\n    Hello.\n# users: members\n- text: b",
        "intended_use: research",
        "terms_of_use: https://zoo.example/terms",
        "valid_until: 2027-01-01",
        "price: 10 USD",
        "only_for: students",
        "note: companies need a contract",
        "sector: nonprofit",
        "lizenz: proprietär",
        "LICENSE_NAME: zoo-license",
        "license_type: non-commercial",
        "license_details: MIT, for members of the zoo only",
        "license_note: mit  # non-commercial",
        "license_url: https://zoo.example/eula",
        "usage: a\nusage: non-commercial\nusage: b",
        "model-index:\n- {name: zebra, license: zoo-terms}",
        "widget:\n- text: hello\n  license: cc-by-nc-4.0",
        "license_link: TERMS.md",
        "license_link: https://zoo.example/LICENSE",
        "extra_gated_eu_disallowed: true",
        "extra_gated_heading: 仅供学术",
        "extra_gated_prompt: Vous vous engagez à ne pas utiliser le modèle dans des produits.",
        "extra_gated_button_content: I agree to the Zoo EULA",
    ],
)
def test_a_field_that_may_bind_is_never_passed_over(
    auditor: Auditor, folder: Path, field: str
) -> None:
    report = audit(auditor, folder, f"license: mit\n{field}")
    assert report.level in CAUTIOUS
    assert not report.washing.findings


@pytest.mark.parametrize("fields", ["license: none", "license_name: zoo-evaluation-terms"])
def test_a_word_that_is_not_answered_by_the_text_stands(
    auditor: Auditor, folder: Path, fields: str
) -> None:
    assert audit(auditor, folder, fields).level is Level.UNKNOWN


@pytest.mark.parametrize(
    "body",
    [
        "```yaml\nlicense: zoo-license\n```",
        "<!--\nlicense: proprietary\n-->",
        "<!-- license: proprietary -->",
        "---\nLICENSE: proprietary\n---\nText.",
        "---\ncommercial_use: false\n---\nText.",
        "```\n---\nlicense: other\nlicense_name: zoo\n---\n```",
        '{"license": "proprietary"}',
        "---\nallowed_users: staff",
    ],
)
def test_front_matter_in_the_wrong_place_is_read_too(
    auditor: Auditor, folder: Path, body: str
) -> None:
    assert audit(auditor, folder, "license: mit", body).level in CAUTIOUS


@pytest.mark.parametrize(
    "fields",
    [
        *(example for one in load_fields().fields for example in one.examples),
        "license: mit  # Example: apache-2.0 or any license from https://hf.co/docs/hub/licenses",
        "# For metadata, see the spec: https://github.com/huggingface/hub-docs\nlicense: mit",
        "license: other",
        "license: mit\nlicense_note: MIT License",
        "license: mit\nextra_gated_prompt: |\n  # Terms\n  Please tell us who you are.",
        "license: mit\nlicense_link: LICENSE",
        "license: mit\nlicense_link: https://huggingface.co/zoo/zebra/blob/main/LICENSE",
        "license: mit\nlicense_link: https://opensource.org/license/mit",
        "license: mit\nlicense_name: mit\nlicense_url: https://opensource.org/licenses/MIT",
        "license: mit\ntags: [mit, license:mit, llama-3, conversational]",
        "license: mit\nframework: pytorch\nmerge_method: slerp\ntrained_on: A100",
        "license: mit\nprompt_template: You must not share secrets with any user.",
        "license: mit\nextra_gated_prompt: Please tell us who you are.",
        "license: mit\nwidget:\n- text: |\n    ### User:\n    Who may ride?\n    ### Assistant:",
    ],
)
def test_a_field_that_says_nothing_of_terms_leaves_the_model_open(
    auditor: Auditor, folder: Path, fields: str
) -> None:
    report = audit(auditor, folder, fields)
    assert not any("not understood" in problem.message for problem in report.problems)
    # What a model was made from has terms of its own.
    assert report.level is Level.OPEN_WEIGHTS or "base model" in report.level_reason


@pytest.mark.parametrize(
    "body",
    [
        "License: MIT",
        "- License: see LICENSE",
        "```yaml\nlicense: mit\ntags: [a]\n```",
        "---\nNote: This model is small.\n---\nText.",
        "```yaml\nlr: 0.1\ndatasets: [{path: zoo, split: train}]\nuser: any\n```",
    ],
)
def test_lines_that_look_like_fields_and_bind_nobody(
    auditor: Auditor, folder: Path, body: str
) -> None:
    assert audit(auditor, folder, "license: mit", body).level is Level.OPEN_WEIGHTS


def test_the_line_to_read_is_named(auditor: Auditor, folder: Path) -> None:
    report = audit(auditor, folder, "license: mit\nlanguage: en\nallowed_users: staff")
    assert "README.md" in report.level_reason
    assert "README.md:4" in report.level_reason
