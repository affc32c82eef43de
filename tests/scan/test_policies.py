"""Our own policy names models that are waived or denied: it refers to none of them."""

from pathlib import Path

import pytest

from licensecheck.gate import load, schema
from licensecheck.scan import find, policies
from licensecheck.settings import FILES
from tests.scan.test_find import named, written

TERN = "endpoint:org/tern-1"
WAIVER = (
    "{model: org/tern-1, rules: [too-large], reason: Only for the evaluation,"
    " author: Ada, expires: 2027-06-30}"
)
TOML = (
    'waivers = [{model = "org/tern-1", rules = ["too-large"], reason = "Only for the evaluation",'
    ' author = "Ada", expires = 2027-06-30}]\ndeny = {models = ["org/gull-2"]}\n'
)


@pytest.mark.parametrize("file", ["licensecheck-policy.yaml", "sub/licensecheck-policy.yml"])
@pytest.mark.parametrize("text", [f"waivers: [{WAIVER}]", "deny: {models: [org/tern-1]}", "a: ["])
def test_a_policy_is_known_by_its_name(tmp_path: Path, file: str, text: str) -> None:
    found = find(written(tmp_path, {file: text}))
    assert (found.references, found.problems) == ((), ())


@pytest.mark.parametrize(
    ("file", "table"),
    [("licensecheck.toml", "policy"), ("sub/pyproject.toml", "tool.licensecheck.policy")],
)
def test_the_table_of_a_settings_file_is_a_policy_and_the_rest_is_not(
    tmp_path: Path, file: str, table: str
) -> None:
    text = f'[tool.ours]\nmodel = "org/tern-1"\n[{table}]\n{TOML}'
    found = find(written(tmp_path, {file: text})).references
    assert [(str(one.model), one.line) for one in found] == [(TERN, 2)]


@pytest.mark.parametrize(
    "text",
    [
        f"waivers: [{WAIVER}]\ndeny: {{models: [org/gull-2]}}",
        "extends: commercial-use\ndeny: {models: [org/tern-1]}",
    ],
)
def test_a_policy_of_another_name_is_known_by_its_form(tmp_path: Path, text: str) -> None:
    assert named(tmp_path, text, "policies/ai.yaml") == set()


@pytest.mark.parametrize(
    "text",
    [
        f"waivers: [{WAIVER}]\nserver: {{port: 80}}",
        "waivers: [{model: org/tern-1, expires: 2027-06-30}]",
        f"waivers: [{WAIVER}, {{model: org/tern-1}}]",
        "extends: base\nallow: {models: [org/tern-1]}",
        "allow: {models: [org/tern-1]}",
        "waivers: []\nallow: {models: [org/tern-1]}",
    ],
)
def test_what_may_be_something_else_is_searched(tmp_path: Path, text: str) -> None:
    assert named(tmp_path, text, "policies/ai.yaml") == {TERN}


def test_what_is_left_out_is_what_check_reads_as_a_policy() -> None:
    assert load.FILE in policies.NAMES
    assert {file: (*keys, "policy") for file, keys in FILES.items()} == policies.TABLES
    fields = schema.Policy.model_fields.items()
    assert {field.alias or name for name, field in fields} == policies.KEYS
    required = {name for name, one in schema.Waiver.model_fields.items() if one.is_required()}
    assert required == policies.WAIVER
