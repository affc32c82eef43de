"""What is added as one rule file: a label, a framework, a score profile, a licence fact."""

import json

from tests.plugins.conftest import Installation

LABEL = """
    label: moon-ban
    effect: violates
    osd: [6]
    freedom: [use]
    severity: high
    meaning: Use on the Moon is forbidden.
    near_miss: A text about the Moon that forbids nothing.
    kind: ban
    says: use it on the Moon
    why: Whoever lives there is left out.
    limits: Sees the word Moon beside a ban.
    remedy: Ask for permission, or stay here.
    references:
      - https://opensource.org/osd
    match:
      - text:
          - may|shall not use|run ..6 moon
    examples:
      matching:
        - You may not use the weights on the Moon.
        - The licensee shall not run it on the Moon.
      other:
        - You may use the weights on the Moon.
        - The Moon is a satellite of the Earth.
"""
TERMS = """
    LUNAR MODEL TERMS

    1. Grant. You may use, copy, modify and distribute the Lunar model.

    2. Place. You may not use the Lunar model on the Moon.
"""


def test_a_label_is_one_file_that_its_rule_decides_and_a_person_should_check(
    installation: Installation,
) -> None:
    installation.add("rules/clauses/moon-ban.yaml", LABEL)
    installation.write("LICENSE", TERMS)
    report = json.loads(installation.run("license", "LICENSE", "--format", "json"))
    [finding] = [one for one in report["findings"] if "moon-ban" in one["labels"]]
    assert finding["confidence"] == "uncertain"
    assert finding["evidence"][0]["quote"].endswith("You may not use the Lunar model on the Moon.")
    [six] = [
        one for one in report["verdicts"] if (one["framework"], one["criterion"]) == ("osd", "6")
    ]
    assert six["status"] == "UNKNOWN"
    assert "Use on the Moon is forbidden." in installation.run("explain", "moon-ban")


def test_a_framework_is_one_file(installation: Installation) -> None:
    installation.add(
        "rules/criteria/zoo.yaml",
        """
        framework: zoo
        name: Zoo keepers' test
        reference: https://example.org/zoo
        criteria:
          - id: "1"
            name: it may be sold
            asks: Others can sell it.
            labels: [noncommercial-only]
            grants: [grant-distribute]
        """,
    )
    installation.write("model/README.md", "---\nlicense: mit\n---\n# Leo\n")
    report = json.loads(installation.run("audit", "./model", "--format", "json"))
    [verdict] = [one for one in report["verdicts"] if one["framework"] == "zoo"]
    assert (verdict["criterion"], verdict["status"]) == ("1", "MET")
    assert "it may be sold" in installation.run("explain", "zoo:1")


def test_a_score_profile_is_one_file(installation: Installation) -> None:
    installation.add(
        "rules/profiles/zoo.yaml",
        """
        profile: zoo
        parts:
          - {name: weights there, weight: 60, component: weights}
          - {name: code there, weight: 40, component: training-code}
        """,
    )
    installation.write("model/README.md", "---\nlicense: mit\n---\n# Leo\n")
    (installation.work / "model" / "model.safetensors").write_bytes(b"\0" * 20_000)
    report = json.loads(installation.run("audit", "./model", "--format", "json"))
    [score] = [one for one in report["comparisons"] if one["profile"] == "zoo"]
    assert (score["value"], score["ceiling"]) == (60, 60)  # nothing speaks of code


def test_a_licence_fact_is_one_file(installation: Installation) -> None:
    installation.add(
        "rules/licenses/zoo-1.0.yaml",
        """
        id: LicenseRef-zoo-1.0
        name: Zoo Licence 1.0
        kind: model
        aliases: [zoo-1.0, Zoo Licence]
        osi_approved: false
        osd: fails
        labels:
          grant-use: "1"
          noncommercial-only: "2"
        checked: 2026-11-25
        text: null
        sources:
          - https://example.org/zoo-licence
        """,
    )
    said = installation.run("license", "zoo-1.0")
    assert "Zoo Licence 1.0" in said
    assert "commercial" in said
