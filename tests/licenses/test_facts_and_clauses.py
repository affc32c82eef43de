"""Facts are compared with what the rules find in the text; every disagreement is settled here."""

from hashlib import sha256
from pathlib import Path

import pytest

from licensecheck.clauses.classify import Classifier
from licensecheck.clauses.matcher import default_matcher
from licensecheck.engine.facts import LicenseFacts, load_facts
from licensecheck.engine.rules import Effect, load_rules
from licensecheck.text.segment import segment
from licensecheck.types import Document, DocumentKind

# What the rules find and the licence does not say: label, the reason, and where it was read.
SETTLED = (
    (
        "no-derivatives",
        "derivatives are forbidden for named uses only, which restricts fields of use",
        "chatglm-6b chatglm2-6b chatglm3-6b codegeex codegeex2 cogvlm glm-130b visualglm-6b"
        " flux-1-dev-nc-1.1.1",
    ),
    ("noncommercial-only", "commercial use is free after registration", "chatglm3-6b cogvlm"),
    ("use-policy-incorporation", "policies of the place of use", "chatglm3-6b"),
    ("use-policy-incorporation", "a policy that speaks of itself", "llama-2-use-policy"
     " llama-3-use-policy llama-3.1-use-policy llama-3.2-use-policy llama-3.3-use-policy"),
    ("field-of-use-restriction", "stands in the policy, which the file contains too", "llama-3"),
    ("field-of-use-restriction", "criticism, which is no field of use", "funasr-model-1.1"),
    ("fee-required", "says that there is no fee", "openpose-noncommercial"),
    (
        "product-or-hardware-bound",
        "copies of the documentation only",
        "opt-175b sdxl-0.9-research",
    ),
    (
        "no-redistribution",
        "output that does harm, not the model",
        "tencent-hunyuan-a13b tencent-hunyuan-custom tencent-hunyuan-dit tencent-hunyuan-large"
        " tencent-hunyuan-mt tencent-hunyuan-video tencent-hunyuan-video-1.5"
        " tencent-hunyuan-world-1.0",
    ),
)  # fmt: skip
KNOWN = {(f"LicenseRef-{name}", label) for label, _, names in SETTLED for name in names.split()}
READ = sorted(
    facts.id
    for facts in load_facts().licenses.values()
    if facts.text and facts.text.sha256 and facts.text.source.startswith("https")
)


@pytest.fixture(scope="module")
def texts(real: Path) -> dict[str, str]:
    files = [path.read_bytes() for path in (real / "licenses").iterdir()]
    return {sha256(content).hexdigest(): content.decode("utf-8") for content in files}


def violations(text: str) -> set[str]:
    document = Document("LICENSE", text, DocumentKind.LICENSE)
    classifier = Classifier(default_matcher(), None)
    found = classifier.decide(classifier.score(document, segment(document)))
    return {one.label for one in found} & load_rules().with_effect(Effect.VIOLATES)


@pytest.mark.parametrize("license_id", READ)
def test_facts_leave_out_nothing_that_the_rules_find(
    license_id: str, texts: dict[str, str]
) -> None:
    facts: LicenseFacts = load_facts().licenses[license_id]
    assert facts.text is not None
    assert facts.text.sha256 is not None
    unsaid = violations(texts[facts.text.sha256]) - facts.labels.keys()
    assert {(license_id, label) for label in unsaid} <= KNOWN
