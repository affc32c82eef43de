"""A licence that a page names is the model's only where the sentence puts the model under it."""

import pytest

from tests.answers.conftest import APACHE, DECLARED, Audit, accused, commercial
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
