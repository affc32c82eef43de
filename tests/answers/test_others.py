"""What a page says of others, and what a text says of itself, accuses nobody."""

from pathlib import Path

import pytest

from tests.answers.conftest import APACHE, DECLARED, Audit, accused, commercial

LICENSE = {"LICENSE": APACHE}


@pytest.mark.parametrize(
    "said",
    [
        "Unlike Llama 3, whose licence restricts use by companies with over 700 million users, "
        "Zebra is fully open source.",
        "Unlike other models, which may not be used commercially, Zebra is open source.",
        "Zebra-7B outperforms Llama 2 13B on all benchmarks.",
        "Zebra-7B is fine-tuned from Okapi-34B and compared to Llama 2 70B.",
        "<table>\n<tr><th>Tokenizer 模型</th><th>词表</th></tr>\n"
        "<tr><td>Llama 3</td><td>128,000</td></tr>\n"
        "<tr><td>Zebra</td><td>6,400</td></tr>\n</table>",
    ],
)
def test_a_rival_lends_its_terms_to_nobody(audit: Audit, said: str) -> None:
    report = audit(f"{DECLARED}{said}\n", LICENSE)
    assert (report.level, commercial(report)) == ("open-weights", "yes")
    assert accused(report) == set()


def test_a_model_that_is_called_as_a_licence_is_puts_nothing_under_it(audit: Audit) -> None:
    report = audit(f"{DECLARED}第三方强大的开源模型例如 Yi、Qwen2 的词表长度如下：\n", LICENSE)
    assert report.level != "restricted-weights"
    assert accused(report) == set()


@pytest.mark.parametrize(
    "said",
    [
        "Unlike Llama 3, Zebra may not be used commercially.",
        "Unlike the code, which is MIT, the Zebra weights are for research only.",
        "Zebra-7B is fine-tuned from Llama 2 70B and compared to Okapi-34B.",
    ],
)
def test_what_is_said_of_the_model_itself_counts(audit: Audit, said: str) -> None:
    assert audit(f"{DECLARED}{said}\n", LICENSE).level != "open-weights"


@pytest.mark.parametrize(
    ("said", "base"),
    [
        ("fine-tuned from Llama 2 70B", "meta-llama/Llama-2-70b"),
        ("fine-tuned from google/gemma-2-27b-it", "google/gemma-2-27b-it"),
        ("built on Gemma 2 27B", "google/gemma-2-27b"),
    ],
)
def test_a_base_is_the_one_of_its_size(audit: Audit, said: str, base: str) -> None:
    report = audit(f"---\nlicense: other\n---\n# Zebra\n\nZebra is {said}.\n")
    assert report.lineage.nodes[1].id == base


def test_a_missing_warranty_takes_nothing_away(audit: Audit, mit: str) -> None:
    text, _, _ = mit.partition('THE SOFTWARE IS PROVIDED "AS IS"')
    report = audit("---\nlicense: mit\n---\n# Zebra\n", {"LICENSE": text})
    assert "known-license-altered" not in accused(report)


def test_another_version_is_a_text_of_its_own(audit: Audit, real: Path) -> None:
    text = (real / "repos" / "meta-llama+llama" / "LICENSE").read_text("utf-8")
    ban = "\n\n9. You may not use the Llama Materials for commercial purposes.\n"
    card = "---\nlicense: other\n---\n# Zebra\n"
    assert "known-license-altered" in accused(audit(card, {"LICENSE": text + ban}))
    newer = text.replace("LLAMA 2", "LLAMA 9").replace("Llama 2", "Llama 9") + ban
    report = audit(card, {"LICENSE": newer})
    assert "known-license-altered" not in accused(report)
    assert commercial(report) == "no"


GRANT = (
    "2. Permission is granted, free of charge, to any person obtaining a copy of the Model to use, "
    "copy, modify, sublicense, sell and redistribute it.\n"
)
DEFINED = '1. "{}" means {}.\n\n'


@pytest.mark.parametrize(
    ("term", "means", "used", "level"),
    [
        ("Non-Commercial Use", "use that is not intended for money", "", "open-weights"),
        ("Non-Commercial Use", "use without money", " for Non-Commercial Use only", "restricted"),
        ("Permitted Use", "non-commercial use only", " for the Permitted Use", "restricted"),
    ],
)
def test_a_definition_forbids_nothing_by_itself(
    audit: Audit, term: str, means: str, used: str, level: str
) -> None:
    grant = GRANT.replace("of the Model to", f"of the Model{used} to")
    text = f"Zebra License 1.0\n\n{DEFINED.format(term, means)}{grant}"
    report = audit("---\nlicense: other\n---\n# Zebra\n", {"LICENSE": text})
    assert report.level.startswith(level)


def test_a_family_that_restricts_may_be_the_licence_of_the_base(audit: Audit) -> None:
    base = "base_model: runwayml/stable-diffusion-v1-5\n---\n# Zebra\n"
    laxer = "derivative-under-laxer-terms"
    assert laxer not in accused(audit(f"---\nlicense: openrail\n{base}"))
    assert laxer in accused(audit(f"---\nlicense: apache-2.0\n{base}"))


@pytest.mark.parametrize(
    ("preface", "altered"),
    [
        (
            "Not covered by this file:\n  - the base encoder jhu-clsp/mmBERT-base, which keeps its"
            " own MIT license and is not redistributed here;",
            False,
        ),
        ("The weights may not be redistributed.", True),
    ],
)
def test_words_before_a_licence_accuse_only_where_they_restrict(
    audit: Audit, preface: str, altered: bool
) -> None:
    page = f"{DECLARED}The weights may not be redistributed.\n"
    found = accused(audit(page, {"LICENSE": f"{preface}\n\n{APACHE}"}))
    assert ("known-license-altered" in found) is altered


@pytest.mark.parametrize(
    ("said", "differs"),
    [
        (
            "The code is open source under the [Apache-2.0 license](./LICENSE), while the use of"
            " the Zebra weights must comply with the [Model License](./MODEL_LICENSE).",
            False,
        ),
        ("The Zebra weights are under the [Apache-2.0 license](./MODEL_LICENSE).", True),
    ],
)
def test_a_text_for_another_part_contradicts_no_licence(
    audit: Audit, real: Path, said: str, differs: bool
) -> None:
    text = (real / "repos" / "meta-llama+llama" / "LICENSE").read_text("utf-8")
    files = {"LICENSE": APACHE, "MODEL_LICENSE": text}
    page = f"# Zebra-7B\n\n## License\n\n{said}\n"
    assert ("declared-license-differs" in accused(audit(page, files))) is differs
