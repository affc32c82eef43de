"""A licence that a page names is the model's only where the sentence puts the model under it."""

import pytest

from tests.answers.conftest import APACHE, DECLARED, TITLE, Audit, accused, commercial
from tests.misread import MISHEARD, MISREAD

LICENSE = {"LICENSE": APACHE}
TABLE = "| | Zebra-7B | Llama-3.2-3B |\n|---|---|---|\n"


@pytest.mark.parametrize(
    "said",
    [
        "Unlike Llama 3.1, whose Community License caps the number of users, Zebra has no cap.",
        "In contrast to Falcon-180B with its TII License, Zebra is under Apache 2.0.",
        pytest.param(
            f"{TABLE}| Licence | Apache 2.0 | Llama 3.2 Community License |", marks=MISHEARD
        ),
        pytest.param(
            "## Related work\n\nSDXL Turbo is released under the Stability AI Community License.",
            marks=MISREAD,
        ),
        "The demo speaks with XTTS-v2 (Coqui Public Model License), which is not part of Zebra.",
        "We thank Meta for Llama 3 (Llama 3 Community License) and Google for Gemma (Gemma Terms of"
        " Use), with which we compared Zebra.",
        "Zebra has the same licence as Qwen2.5-7B (Apache 2.0), not the Qwen License of the 72B.",
    ],
)
def test_a_licence_of_others_is_none_of_the_model(audit: Audit, said: str) -> None:
    report = audit(f"{DECLARED}{said}\n", LICENSE)
    assert accused(report) == set()
    assert str(report.level) != "restricted-weights"
    assert commercial(report) != "no"


@pytest.mark.parametrize(
    "said",
    [
        "The weights follow the Gemma Terms of Use.",
        "This model is released under the Llama 3.1 Community License.",
        "Zebra-7B is licensed under CC-BY-NC-4.0.",
        "| Model | Licence |\n|---|---|\n| Zebra-7B | CC-BY-NC-4.0 |",
        "Code: MIT. Weights: CC-BY-NC-4.0.",
        "As a derivative of Gemma, Zebra is subject to the Gemma Terms of Use.",
        pytest.param("Please read the DeepSeek License before you use Zebra.", marks=MISREAD),
    ],
)
def test_a_licence_of_the_model_counts(audit: Audit, said: str) -> None:
    assert str(audit(f"{DECLARED}{said}\n", LICENSE).level) in ("restricted-weights", "unknown")


LLAMA = "---\nlicense: llama3.2\nbase_model: meta-llama/Llama-3.2-1B\n---\n# Zebra\n\n"


@pytest.mark.parametrize(
    "said",
    [
        "Zebra is derived from Llama 3.2 1B and is subject to the Llama 3.2 Community License.",
        "It is derived from Llama 3.2 1B and is subject to the [Llama 3.2 Community License]"
        "(https://ai.meta.com/llama/license/).",
    ],
)
def test_the_licence_in_force_is_no_doubt_beside_its_base(audit: Audit, said: str) -> None:
    assert commercial(audit(f"{LLAMA}{said}\n")) == "yes-if"


@pytest.mark.parametrize(
    ("said", "is_accused"),
    [
        (
            "No usage restrictions are put on those in this list, as Zebra is still licensed "
            "under CC BY-NC-SA 4.0.",
            False,
        ),
        ("Zebra comes without usage restrictions.\n\nZebra is under CC BY-NC-SA 4.0.", True),
        ("Zebra is an open source model under CC BY-NC-SA 4.0.", True),
    ],
)
def test_few_limits_are_no_claim_in_the_sentence_that_names_the_terms(
    audit: Audit, said: str, is_accused: bool
) -> None:
    report = audit(f"{TITLE}## License\n\n{said}\n")
    assert report.level == "restricted-weights"
    assert bool(accused(report)) is is_accused


CITED = """```bibtex
@software{okapi,
  title   = {{Okapi: a library of training}},
  author  = {Gnu, A. and Impala, B.},
  license = {%s},
  url     = {https://github.com/zoo/okapi},
  year    = {2026}
}
```
"""


def test_the_licence_of_a_work_that_is_cited_is_none_of_the_model(audit: Audit) -> None:
    report = audit(f"{TITLE}## Citations\n\nCite Okapi as:\n\n{CITED % 'Apache-2.0'}")
    assert (report.level, commercial(report)) == ("unknown", "please-read")


def test_a_citation_takes_nothing_from_the_licence_of_the_model(audit: Audit) -> None:
    report = audit(f"{DECLARED}## Citations\n\n{CITED % 'MIT'}", LICENSE)
    assert (report.level, commercial(report)) == ("open-weights", "yes")


def test_a_citation_under_terms_that_restrict_leaves_no_plain_yes(audit: Audit) -> None:
    report = audit(f"{DECLARED}## Citation\n\n{CITED % 'CC-BY-NC-4.0'}", LICENSE)
    assert commercial(report) != "yes"


FOREIGN = "Zebra is under the [MIT License](https://github.com/savanna/grass/blob/main/LICENSE)."


@pytest.mark.parametrize(
    ("field", "level"),
    [("---\nlicense: mit\n---\n", "open-weights"), ("", "unknown"), ("---\n---\n", "unknown")],
)
def test_a_link_to_the_licence_of_another_repository_repeats_what_a_field_says(
    audit: Audit, field: str, level: str
) -> None:
    report = audit(f"{field}\n# Zebra\n\nA model.\n\n## License\n\n{FOREIGN}\n")
    assert str(report.level) == level


@pytest.mark.parametrize(
    ("called", "address"),
    [
        ("MIT License", "https://github.com/savanna/grass/blob/main/RESEARCH_LICENSE.md"),
        ("MIT License", "https://huggingface.co/savanna/grass-7b/blob/main/LICENSE"),
        ("our variant of the MIT License", "https://github.com/savanna/grass/blob/main/LICENSE"),
    ],
)
def test_a_field_does_not_answer_for_a_link_that_leads_to_other_terms(
    audit: Audit, called: str, address: str
) -> None:
    page = f"# Zebra\n\nA model.\n\n## License\n\nZebra is under the [{called}]({address}).\n"
    assert str(audit(f"---\nlicense: mit\n---\n{page}").level) == "unknown"
