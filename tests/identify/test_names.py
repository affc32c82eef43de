"""Names become licences only where they can mean but one; what is unclear stays unknown."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensecheck.domain.expression import MAX_BRANCHES, UNKNOWN
from licensecheck.identify.names import expression, pointer
from licensecheck.knowledge.facts import load_facts

FACTS = load_facts()
LLAMA_31 = "LicenseRef-scancode-llama-3.1-license-2024"
LLAMA_2 = "LicenseRef-scancode-llama-2-license-2023"
FLUX = "LicenseRef-flux-1-dev-nc-1.1.1"


@pytest.mark.parametrize(
    ("declared", "text"),
    [
        # tags, spellings, prose
        ("mit", "MIT"),
        ("The MIT License", "MIT"),
        ("MIT license (MIT)", "MIT"),
        ("Apache 2.0", "Apache-2.0"),
        ("apache-2", "Apache-2.0"),
        ("Apache License, Version 2.0", "Apache-2.0"),
        ("BSD-3", "BSD-3-Clause"),
        ("CC BY NC 4.0", "CC-BY-NC-4.0"),
        ("Creative Commons Attribution 4.0 International (CC BY 4.0)", "CC-BY-4.0"),
        ("Creative Commons Attribution-NonCommercial-ShareAlike 4.0", "CC-BY-NC-SA-4.0"),
        ("LLAMA 3.1 COMMUNITY LICENSE AGREEMENT", LLAMA_31),
        ("llama2", LLAMA_2),
        ("gemma", "LicenseRef-scancode-gemma-tou-2025-03-24"),
        ("Modified BSD", "BSD-3-Clause"),
        ("[MIT](https://github.com/acme/thing/blob/main/LICENSE)", "MIT"),
        # other languages
        ("通义千问许可协议", "LicenseRef-scancode-tongyi-qianwen-2023"),
        ("知识共享 CC BY-NC 4.0", "CC-BY-NC-4.0"),
        ("Apache 2.0 开源协议", "Apache-2.0"),
        # which version of the GNU licences
        ("gpl-2.0", "GPL-2.0-only"),
        ("GPL-2.0+", "GPL-2.0-or-later"),
        ("GPLv3+", "GPL-3.0-or-later"),
        ("GNU AGPL v3 or any later version", "AGPL-3.0-or-later"),
        ("LGPL 2.1 only", "LGPL-2.1-only"),
        ("gpl", "GPL-1.0-or-later"),
        ("Apache-2.0 or later", "Apache-2.0"),
        # expressions
        ("Apache-2.0 OR MIT", "Apache-2.0 OR MIT"),
        ("apache 2.0 or mit", "Apache-2.0 OR MIT"),
        ("(MIT OR GPL-2.0-only) AND cc-by-4.0", "(MIT OR GPL-2.0-only) AND CC-BY-4.0"),
        (
            "GPL-2.0-only WITH Classpath-exception-2.0",
            "GPL-2.0-only WITH Classpath-exception-2.0",
        ),
        ("MIT, Apache 2.0", "MIT AND Apache-2.0"),
        ("MIT and MIT", "MIT"),
        # on SPDX's list, not among our facts
        ("zlib-acknowledgement", "zlib-acknowledgement"),
        # addresses
        ("https://creativecommons.org/licenses/by-nc/4.0/deed.en", "CC-BY-NC-4.0"),
        ("https://opensource.org/licenses/MIT", "MIT"),
        ("https://spdx.org/licenses/ISC.html", "ISC"),
        (
            "https://huggingface.co/datasets/choosealicense/licenses/blob/main/markdown/mit.md",
            "MIT",
        ),
    ],
)
def test_known_names(declared: str, text: str) -> None:
    said = expression(declared, FACTS)
    assert (str(said), said.unknown) == (text, ())


@pytest.mark.parametrize(
    "declared",
    [
        "",
        "other",
        "unknown",
        "NOASSERTION",
        "bsl",  # Boost or Business Source
        "BSL License",
        "proprietary",
        "MIT (non-commercial)",
        "MIT-like",
        "modified MIT",
        "MIT with restrictions",
        "Apache 2.0 for research",
        "llama",  # of 2023, or any of them
        "Apache-2.0 AND",
        "((((",
        "public domain",
        "许可协议",
        "https://example.org/license",
    ],
)
def test_unclear_names_are_not_guessed(declared: str) -> None:
    said = expression(declared, FACTS)
    assert said.unknown or load_facts().licenses[str(said)].conformant is False
    known = [load_facts().find(license_id) for license_id in said.licenses]
    assert not all(facts and facts.conformant for facts in known)


@pytest.mark.parametrize(
    ("declared", "unknown"),
    [
        ("MIT and some terms", "some terms"),
        ("Apache-2.0 WITH Commons-Clause-2", "Commons-Clause-2"),
        ("LicenseRef-acme AND MIT", "LicenseRef-acme"),
    ],
)
def test_an_unknown_part_applies_beside_the_known_one(declared: str, unknown: str) -> None:
    said = expression(declared, FACTS)
    assert said.unknown == (unknown,)
    assert len(said.branches) == 1
    assert len(said.branches[0]) == 2


def test_an_exception_that_restricts_is_no_mere_exception() -> None:
    said = expression("Apache-2.0 WITH Commons-Clause", FACTS)
    assert said.licenses == ("Apache-2.0", UNKNOWN + "commons-clause")


def test_the_licensee_may_choose_a_branch() -> None:
    said = expression("(MIT OR cc-by-nc-4.0) AND Apache-2.0", FACTS)
    assert said.branches == (("MIT", "Apache-2.0"), ("CC-BY-NC-4.0", "Apache-2.0"))
    assert said.licenses == ("MIT", "CC-BY-NC-4.0", "Apache-2.0")


def test_several_declarations_apply_together() -> None:
    assert str(expression(["mit", "cc-by-nc-4.0"], FACTS)) == "MIT AND CC-BY-NC-4.0"
    assert expression([], FACTS).unknown


@pytest.mark.parametrize(
    ("name", "link", "text"),
    [
        ("flux-1-dev-non-commercial-license", "LICENSE.md", FLUX),
        (None, "https://huggingface.co/black-forest-labs/FLUX.1-dev/blob/main/LICENSE.md", FLUX),
        ("MIT", None, "MIT"),
        ("mit or apache-2.0", None, "MIT OR Apache-2.0"),
        (
            "anything",
            "https://www.apache.org/licenses/LICENSE-2.0",
            f"{UNKNOWN}anything AND Apache-2.0",
        ),
        # a name for many texts, and a link to one of them
        (
            "tencent-hunyuan-community",
            "https://huggingface.co/Tencent-Hunyuan/HunyuanDiT/blob/main/LICENSE.txt",
            "LicenseRef-tencent-hunyuan-dit",
        ),
        # a restricted name beside a link to open terms: both are kept
        (
            "flux-1-dev-non-commercial-license",
            "https://www.apache.org/licenses/LICENSE-2.0",
            f"{FLUX} AND Apache-2.0",
        ),
        ("acme terms", "https://example.org", f"{UNKNOWN}acme-terms"),
        (None, "https://example.org/terms", f"{UNKNOWN}https-example.org-terms"),
        (None, None, f"{UNKNOWN}other"),
    ],
)
def test_other_is_looked_up_by_link_and_name(name: str | None, link: str | None, text: str) -> None:
    said = expression("other", FACTS, name=name, link=link)
    assert str(said) == text


def test_name_and_link_do_not_change_a_tag() -> None:
    assert str(expression("cc-by-nc-4.0", FACTS, name="MIT", link="https://mit-license.org")) == (
        "CC-BY-NC-4.0"
    )


@pytest.mark.parametrize(
    ("text", "license_id"),
    [
        ("MIT\n", "MIT"),
        ("Please refer to license: https://github.com/facebookresearch/llama/blob/main/LICENSE",
         LLAMA_2),
        ("See https://www.apache.org/licenses/LICENSE-2.0.", "Apache-2.0"),
        ("Thing, Copyright (c) 2024 Acme, is licensed under the CC BY-NC-SA 4.0 license.",
         "CC-BY-NC-SA-4.0"),
        ("The weights are released under the Llama 3.1 Community License.", LLAMA_31),
        ("# MIT License\n\nCopyright (c) 2024 Acme\n", "MIT"),
    ],
)  # fmt: skip
def test_a_pointer_names_its_license(text: str, license_id: str) -> None:
    assert pointer(text, FACTS) == license_id


@pytest.mark.parametrize(
    "text",
    [
        "",
        "All rights reserved.",
        "Code: MIT License. Weights: CC-BY-NC-4.0.",
        "Apache License 2.0, but not for military use.",
        "MIT License for research purposes only.",
        "MIT License. Commercial users need a separate agreement.",
        "This is a modified MIT License.",
        "Apache-2.0 license. Users in the EU are excluded.",
        "MIT License with additional terms, see TERMS.md",
        "MIT 许可证，仅限非商业用途",
        "We use zero shot evaluation.",
        "MIT License. " + "More words. " * 200,
    ],
)
def test_a_text_that_says_more_is_no_pointer(text: str) -> None:
    assert pointer(text, FACTS) is None


def test_real_pointers(real: Path) -> None:
    folder = real / "licenses"
    said = {path.name: pointer(path.read_text("utf-8"), FACTS) for path in folder.glob("*.txt")}
    assert {name: license_id for name, license_id in said.items() if license_id} == {
        "01-ai+Yi--NOTICE.txt": "Apache-2.0",
        "RosettaCommons+RFdiffusion--env-SE3Transformer-NOTICE.txt": "MIT",
        "facebookresearch+omnilingual-asr--LICENSE.txt": "Apache-2.0",
        "meta-llama+codellama--LICENSE.txt": LLAMA_2,
        "meta-llama+codellama--USE-POLICY.md.txt": "LicenseRef-llama-2-use-policy",
    }


words = st.sampled_from(
    ["MIT", "apache-2.0", "OR", "AND", "WITH", "(", ")", "+", "/", ",", "cc-by-nc-4.0", "foo"]
)


@given(st.one_of(st.text(max_size=400), st.lists(words, max_size=40).map(" ".join)))
def test_nothing_that_is_declared_crashes(declared: str) -> None:
    said = expression(declared, FACTS, name=declared, link=declared)
    assert said
    assert said.branches
    assert all(said.branches)
    assert len(said.branches) <= MAX_BRANCHES
    pointer(declared, FACTS)


@given(st.lists(st.sampled_from(sorted(load_facts().licenses)), min_size=1, max_size=5))
def test_what_comes_out_can_go_in_again(ids: list[str]) -> None:
    once = expression(" AND ".join(ids), FACTS)
    assert once.unknown == ()
    assert set(once.licenses) == set(ids)
    assert expression(str(once), FACTS) == once


@pytest.mark.parametrize(
    "declared",
    [
        "(" * 5000 + "MIT" + ")" * 5000,
        " AND ".join(["(MIT OR ISC)"] * 40),
        " AND ".join(
            f"(MIT OR {one})" for one in ("ISC", "Zlib", "NCSA", "0BSD", "WTFPL", "OFL-1.1")
        ),
        "MIT OR " * 1000,
        "a" * 10**6,
    ],
)
def test_huge_declarations_stay_small(declared: str) -> None:
    assert len(expression(declared, FACTS).branches) <= MAX_BRANCHES


def test_many_choices_together_stay_small() -> None:
    choices = [f"MIT OR {one}" for one in ("ISC", "Zlib", "NCSA", "0BSD", "WTFPL", "OFL-1.1")]
    said = expression(choices, FACTS)
    assert len(said.branches) <= MAX_BRANCHES
    assert said.unknown
