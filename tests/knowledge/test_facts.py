"""The facts of licences: complete, unambiguous, and no restricted licence among the open ones."""

import csv
import hashlib
import re
from datetime import date
from pathlib import Path

import pytest

from licensecheck.errors import RuleFileError
from licensecheck.knowledge.facts import (
    Conformance,
    FactsFolder,
    Kind,
    LicenseFacts,
    load_facts,
)
from licensecheck.knowledge.files import rule_folder
from licensecheck.knowledge.rules import Effect, load_rules
from licensecheck.knowledge.spelling import name_key

# What `license:` of a model card may be on Hugging Face (hub documentation, "Licenses"),
# without `unknown` and `other`, which name no licence.
HUGGING_FACE = """
    apache-2.0 mit openrail bigscience-openrail-m creativeml-openrail-m
    bigscience-bloom-rail-1.0 bigcode-openrail-m afl-3.0 artistic-2.0 bsl-1.0 bsd
    bsd-2-clause bsd-3-clause bsd-3-clause-clear c-uda cc cc0-1.0 cc-by-2.0 cc-by-2.5
    cc-by-3.0 cc-by-4.0 cc-by-sa-3.0 cc-by-sa-4.0 cc-by-nc-2.0 cc-by-nc-3.0 cc-by-nc-4.0
    cc-by-nd-4.0 cc-by-nc-nd-3.0 cc-by-nc-nd-4.0 cc-by-nc-sa-2.0 cc-by-nc-sa-3.0
    cc-by-nc-sa-4.0 cdla-sharing-1.0 cdla-permissive-1.0 cdla-permissive-2.0 wtfpl ecl-2.0
    epl-1.0 epl-2.0 etalab-2.0 eupl-1.1 eupl-1.2 agpl-3.0 gfdl gpl gpl-2.0 gpl-3.0 lgpl
    lgpl-2.1 lgpl-3.0 isc h-research intel-research lppl-1.3c ms-pl apple-ascl apple-amlr
    mpl-2.0 odc-by odbl openmdw-1.0 openmdw-1.1 openrail++ osl-3.0 postgresql ofl-1.1 ncsa
    unlicense zlib pddl lgpl-lr deepfloyd-if-license fair-noncommercial-research-license
    llama2 llama3 llama3.1 llama3.2 llama3.3 llama4 grok2-community gemma
"""


# The labels that a licence which meets the Open Source Definition cannot have.
VIOLATES = load_rules().with_effect(Effect.VIOLATES)


def every_license() -> list[LicenseFacts]:
    return sorted(load_facts().licenses.values(), key=lambda facts: facts.id)


def write(folder: Path, name: str, **changes: str) -> Path:
    fields = {
        "id": name,
        "name": f"The {name} terms",
        "kind": "model",
        "osi_approved": "false",
        "osd": "fails",
        "labels": "{noncommercial-only: '2'}",
        "checked": "2026-01-01",
        "text": "null",
        "sources": f"[https://example.org/{name}]",
        **changes,
    }
    path = folder / f"{name}.yaml"
    path.write_text("".join(f"{key}: {value}\n" for key, value in fields.items()), "utf-8")
    return path


@pytest.mark.parametrize("tag", HUGGING_FACE.split())
def test_every_tag_of_hugging_face_is_known(tag: str) -> None:
    assert load_facts().find(tag) is not None


def test_at_least_150_licenses_are_known() -> None:
    assert len([facts for facts in every_license() if facts.kind is not Kind.POLICY]) >= 150


@pytest.mark.parametrize("facts", every_license(), ids=lambda facts: facts.id)
def test_no_restricted_license_counts_as_conformant(facts: LicenseFacts) -> None:
    if VIOLATES & facts.labels.keys():
        assert facts.conformant is False
    if facts.osi_approved:
        assert facts.conformant is True
    if facts.conformant and not facts.osi_approved:
        assert facts.osd_reason, "why it meets the OSD without approval must be said"
    if facts.osd is Conformance.FAILS and not VIOLATES & facts.labels.keys():
        assert facts.osd_reason, "no label says why it fails"


@pytest.mark.parametrize("facts", every_license(), ids=lambda facts: facts.id)
def test_a_license_whose_text_nobody_read_is_never_open(facts: LicenseFacts) -> None:
    """A family is open where each of its licences that we read is, and lets people do the same."""
    family = re.fullmatch(r"LicenseRef-(.+)-family", facts.id)
    if facts.text is None and facts.conformant:
        assert family, facts.id
        version = re.compile(rf"{family[1]}-\d", re.I)
        members = [one for one in every_license() if one.text and version.match(one.id)]
        assert len(members) > 3
        for one in members:
            assert one.conformant is True, one.id
            assert facts.labels.keys() <= one.labels.keys(), one.id


def test_every_label_has_its_rule() -> None:
    used = {label for facts in every_license() for label in facts.labels}
    assert used - load_rules().labels.keys() == set()


def test_osi_approval_is_that_of_the_spdx_list(real: Path) -> None:
    with (real / "truth" / "licensedb.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    approved = {row["spdx_id"]: row["osi_approved"] == "True" for row in rows}
    known = [facts for facts in every_license() if facts.id in approved]
    assert len(known) > 80
    assert {f.id: f.osi_approved for f in known} == {f.id: approved[f.id] for f in known}


def test_the_texts_are_those_that_were_checked(real: Path) -> None:
    files = [p for p in (*real.glob("licenses/*"), *real.glob("repos/*/*")) if p.is_file()]
    by_hash = {hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
    published = [f.text for f in every_license() if f.text and f.text.source.startswith("https")]
    hashed = {text.sha256: text.source for text in published if text.sha256}
    assert len(hashed) > 30
    assert [hashed[digest] for digest in hashed.keys() - by_hash] == []


def test_values_are_read() -> None:
    llama = load_facts().find("llama3.1")
    assert llama is not None
    assert llama.labels["scale-threshold"].monthly_active_users == 700_000_000
    assert llama.labels["branding-requirement"].values() == {"phrase": "Built with Llama"}
    hunyuan = load_facts().find("LicenseRef-tencent-hunyuan-video")
    assert hunyuan is not None
    assert hunyuan.labels["geographic-restriction"].territories == (
        "European Union",
        "United Kingdom",
        "South Korea",
    )


def test_a_limit_in_two_measures_is_told_in_both() -> None:
    """A company with few users and much revenue is above it."""
    limit = load_facts().licenses["LicenseRef-scancode-bilibili-model-ula-2025-09-09"]
    fact = limit.labels["scale-threshold"]
    assert (fact.monthly_active_users, fact.annual_revenue_cny) == (100_000_000, 100_000_000)


def test_what_replaced_a_license_is_known() -> None:
    facts = load_facts()
    replaced = [f for f in every_license() if f.replaced_by]
    assert replaced
    newer = {f.id: facts.licenses[f.replaced_by.id] for f in replaced if f.replaced_by}
    assert all(one.replaced_by is None for one in newer.values())
    dates = [(f.dated, newer[f.id].dated) for f in replaced]
    assert all(old < new for old, new in dates if old and new)


def test_a_variant_shares_the_facts_of_its_text() -> None:
    facts = load_facts()
    only, later = facts.licenses["GPL-3.0-only"], facts.licenses["GPL-3.0-or-later"]
    assert later.id == "GPL-3.0-or-later"
    assert later.labels == only.labels
    assert later.osi_approved


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("CC-BY-4.0", "cc-by-nc-4.0"),
        ("CC-BY-4.0", "cc-by-3.0"),
        ("llama3", "llama3.1"),
        ("llama3.1", "llama3.2"),
        ("openrail", "openrail++"),
        ("GPL-2.0", "LGPL-2.1"),
        ("GPL-3.0", "AGPL-3.0"),
        ("BSL-1.0", "BSL-1.1"),
        ("MIT", "Modified MIT"),
    ],
)
def test_near_misses_stay_apart(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)
    first, second = load_facts().find(one), load_facts().find(other)
    assert first is not None
    assert second is None or first.id != second.id


@pytest.mark.parametrize(
    "spelling", ["the MIT licence", "mit", "MIT License", "Mit_License", "ＭＩＴ License"]
)
def test_spelling_does_not_count(spelling: str) -> None:
    found = load_facts().find(spelling)
    assert found is not None
    assert found.id == "MIT"


def test_a_link_to_the_text_names_the_license() -> None:
    flux = "https://huggingface.co/black-forest-labs/FLUX.1-dev"
    links = {
        "http://www.apache.org/licenses/LICENSE-2.0.html": "Apache-2.0",
        "https://apache.org/licenses/LICENSE-2.0.txt#apply": "Apache-2.0",
        "https://raw.githubusercontent.com/meta-llama/llama3/0a1b/LICENSE": "LicenseRef-llama-3",
        f"{flux}/resolve/main/LICENSE.md?a=b": "LicenseRef-flux-1-dev-nc-1.1.1",
    }
    for link, license_id in links.items():
        found = load_facts().at(link)
        assert found is not None
        assert found.id == license_id
    assert load_facts().at("https://example.org/") is None


def test_facts_age() -> None:
    mit = load_facts().licenses["MIT"]
    assert not mit.stale(mit.checked)
    assert mit.stale(date(mit.checked.year + 2, 1, 1))


def test_two_licenses_with_one_name_are_refused(tmp_path: Path) -> None:
    write(tmp_path, "LicenseRef-one", aliases="[same]")
    write(tmp_path, "LicenseRef-two", aliases="[Same License]")
    for path in tmp_path.iterdir():
        path.rename(tmp_path / path.name.removeprefix("LicenseRef-"))
    with pytest.raises(RuleFileError, match="names both LicenseRef-one and LicenseRef-two"):
        load_facts(tmp_path).find("anything")


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"osi_approved": "true"}, "an OSI-approved licence meets"),
        ({"osd": "unknown"}, "needs an osd_reason"),
        ({"osd": "perhaps"}, r":5: osd: Input should be 'meets', 'fails' or 'unknown'"),
        ({"labels": "{scale-threshold: {section: '2', users: many}}"}, ":6: .*users"),
        ({"colour": "red"}, "Extra inputs are not permitted"),
        ({"sources": "[]"}, "at least 1 item"),
        ({"id": "LicenseRef-other"}, "must be named after it"),
    ],
)
def test_a_mistake_names_file_and_line(
    tmp_path: Path, changes: dict[str, str], complaint: str
) -> None:
    path = write(tmp_path, "X-1.0", **changes)
    with pytest.raises(RuleFileError, match=complaint) as caught:
        load_facts(tmp_path).find("anything")
    assert str(caught.value).startswith(str(path))


def test_the_osi_approved_what_the_facts_say_it_did() -> None:
    facts = load_facts()
    for known in facts.licenses.values():
        if known.osi_approved:
            assert known.id in facts.approved, known.id
    assert facts.conformant("APSL-2.0") is True  # of which there is no file
    assert facts.conformant("CC-BY-NC-4.0") is False
    assert facts.conformant("Zebra-1.0") is None


def test_a_licence_by_its_id_is_found_though_another_file_is_wrong(tmp_path: Path) -> None:
    write(tmp_path, "X-1.0")
    (tmp_path / "Y-1.0.yaml").write_text("colour: red")
    facts = load_facts(tmp_path)
    assert facts.find("X-1.0") is not None
    with pytest.raises(RuleFileError, match=r"Y-1\.0"):
        facts.find("some other name")


@pytest.mark.parametrize("name", sorted(load_facts().licenses))
def test_the_file_of_a_licence_says_what_all_files_together_say(name: str) -> None:
    assert load_facts().find(name) == load_facts().licenses[name]


def test_an_address_leads_to_its_licence_without_the_other_files() -> None:
    for known in list(load_facts().licenses.values())[::5]:
        folder = FactsFolder(rule_folder("licenses"))
        for address in known.sources[:3]:
            found = folder.at(address)
            assert found is not None
            assert found.sources == known.sources


def test_many_addresses_lead_to_the_same_licences_as_few() -> None:
    folder = FactsFolder(rule_folder("licenses"))
    for known in load_facts().licenses.values():
        for address in (*known.sources, *known.sources, "https://example.org/a"):
            found = folder.at(address)
            assert (found and found.sources) == (
                known.sources if address in known.sources else None
            )
