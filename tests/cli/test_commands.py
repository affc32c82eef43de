"""What a user types, what it prints, and the exit code."""

import json
from pathlib import Path

import jsonschema
import pytest

from licensecheck.domain import Answer, Level
from licensecheck.knowledge.criteria import load_frameworks
from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]

# In our own words, so that no licence text lies here.
PHYSICS_LICENSE = """PHYSICS ENGINE TERMS

The engine simulates savannas.
"""
OWN_LICENSE = """ZEBRA MODEL TERMS

1. Grant. You may use, copy, modify and distribute the Zebra model.

2. Restrictions. You may not use the Zebra model for commercial purposes.

3. No warranty. The model is provided as is, without warranty of any kind.
"""


@pytest.fixture
def model(tmp_path: Path) -> Path:
    folder = tmp_path / "zebra"
    folder.mkdir()
    (folder / "LICENSE").write_text(OWN_LICENSE)
    (folder / "README.md").write_text(
        "---\nlicense: other\n---\n# Zebra\nZebra is an open-source model.\n"
    )
    (folder / "model.safetensors").write_bytes(b"\0" * 20_000)
    return folder


def test_audit_says_what_may_not_be_done_and_where_that_stands(run: Run, model: Path) -> None:
    result = run("audit", str(model))
    assert (result.returncode, result.stderr) == (0, "")
    assert "restricted-weights" in result.stdout
    assert "OPEN-WASHING high" in result.stdout
    assert 'LICENSE:5 "You may not use the Zebra model for commercial purposes."' in result.stdout
    assert "\x1b" not in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_json_fits_its_schema_quotes_the_text_and_is_the_same_twice(run: Run, model: Path) -> None:
    first = run("audit", str(model), "--format", "json")
    report = json.loads(first.stdout)
    jsonschema.validate(report, json.loads(run("schema").stdout))
    assert report["level"] == "restricted-weights"
    for finding in report["findings"]:
        for quote in finding["evidence"]:
            text = (model / quote["document"]).read_text()
            assert text[quote["start"] : quote["end"]] == quote["quote"]
            assert text.count("\n", 0, quote["start"]) + 1 == quote["line"]
    assert run("audit", str(model), "--format", "json").stdout == first.stdout


def test_licences_of_other_peoples_work_are_named_and_not_judged(run: Run, model: Path) -> None:
    before = json.loads(run("audit", str(model), "-f", "json").stdout)
    for folder in ("env/physics", "third_party/kernels"):
        (model / folder).mkdir(parents=True)
        (model / folder / "LICENSE").write_text(PHYSICS_LICENSE)
    after = json.loads(run("audit", str(model), "-f", "json").stdout)
    [aside] = [one for one in after["problems"] if one["kind"] == "aside"]
    assert aside["message"].startswith("env/physics/LICENSE (also in 1 more folder): not judged")
    assert after["verdicts"] == before["verdicts"]


def test_check_stops_what_is_not_open_enough(run: Run, model: Path) -> None:
    result = run("check", str(model))
    assert result.returncode == 1
    assert result.stdout.startswith("STOP")
    assert run("check", str(model), "--fail-on", "osd:3").returncode == 0


def test_a_check_that_stops_says_once_how_a_rule_is_waived(run: Run, model: Path) -> None:
    says = "to accept a stop for a time, name its rule [in brackets] in a waiver of the policy"
    assert run("check", str(model), "ollama:nothing").stdout.splitlines().count(says) == 1
    assert says not in run("check", str(model), "--fail-on", "osd:3").stdout


def test_a_file_that_is_too_small_for_weights_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("---\nlicense: mit\n---\n# Zebra\n")
    (tmp_path / "model.safetensors").write_bytes(bytes(300))
    says = "no weights were found or linked: model.safetensors has fewer than 16,384 bytes"
    assert says in " ".join(run("audit", ".", "--offline").stdout.split())


def test_a_name_that_is_neither_a_folder_nor_can_be_asked_for_says_both(run: Run) -> None:
    assert "No folder models/none is here either." in run("audit", "models/none").stderr


def test_license_reads_a_file_standard_input_and_an_id(run: Run, model: Path) -> None:
    by_file = run("license", str(model / "LICENSE"), "--format", "json")
    by_input = run("license", "-", "--format", "json", input=OWN_LICENSE)
    for result in (by_file, by_input):
        answer = json.loads(result.stdout)
        assert answer["osd"]["conformant"] is False
        assert "noncommercial-only" in answer["labels"]
    assert json.loads(run("license", "Apache-2.0", "--format", "json").stdout)["osd"]["conformant"]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["audit", "not a ref"], 2, "no"),
        (["audit", "./nowhere"], 3, "nowhere"),
        (["audit", "nobody/nothing"], 3, ""),
        (["audit", ".", "--format", "cuneiform"], 2, "json"),
        (["license", "no-such-licence"], 2, "neither a file nor a licence"),
        (["check", ".", "--fail-on", "sometimes"], 2, "sometimes"),
        (["explain", "noncomercial-only"], 2, "noncommercial-only"),
        (["audit"], 2, "REF"),
        (["schema", "poem"], 2, "poem"),
    ],
)
def test_bad_input_is_one_clear_message_and_no_traceback(
    run: Run, arguments: list[str], code: int, words: str
) -> None:
    result = run(*arguments)
    assert result.returncode == code, result.stderr
    assert words in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    "name", ["scale-threshold", "osd:6", "osaid", "MIT", "known-license-altered", "open-weights"]
)
def test_explain_knows_rules_criteria_and_licences(run: Run, name: str) -> None:
    result = run("explain", name)
    assert result.returncode == 0
    assert result.stdout.splitlines()[0].startswith(name)


@pytest.mark.parametrize("rule", ["noncommercial", "too-large", "level", "unknown", "not-read"])
def test_explain_knows_first_the_rules_that_a_check_prints_in_brackets(run: Run, rule: str) -> None:
    for written in (rule, f"[{rule}]"):
        assert run("explain", written).stdout.startswith(f"{rule} (rule of ")


def test_explain_tells_all_that_a_name_means_each_under_its_subject(run: Run) -> None:
    printed = run("explain", "permissive").stdout
    assert "permissive (kind of licence in a census): " in printed
    assert "permissive (claim of openness)" in printed
    printed = run("explain", "copyleft").stdout
    assert "copyleft (rule of the policy permissive): " in printed
    assert "copyleft (condition, severity medium)" in printed


@pytest.mark.parametrize(
    ("said", "begins"),
    [
        ("combine with Apache 2.0", "combine-with-apache: may we combine it"),
        ("The licence forbids commercial use", "noncommercial (rule of the policy terms)"),
        ("Open Source Definition 1.9", "osd: "),
    ],
)
def test_explain_knows_names_as_reports_word_them(run: Run, said: str, begins: str) -> None:
    assert run("explain", said).stdout.startswith(begins)


def test_explain_without_a_name_lists_the_kinds_and_with_a_kind_its_names(run: Run) -> None:
    kinds = run("explain").stdout
    assert "\nrule of a policy (" in kinds
    assert "\nlicence (" in kinds
    assert "noncommercial, " in run("explain", "rule of a policy").stdout


def test_explain_names_what_is_near(run: Run) -> None:
    result = run("explain", "combine")
    assert result.returncode == 2
    assert "combine-with-apache" in result.stderr


@pytest.mark.parametrize("word", [*Level, *Answer])
def test_explain_knows_the_words_of_reports(run: Run, word: Level | Answer) -> None:
    assert " ".join(run("explain", word).stdout.split()).startswith(f"{word} (")
    assert word.meaning in " ".join(run("explain", word).stdout.split())


@pytest.mark.parametrize("level", Level)
def test_the_readme_says_the_same_of_levels(level: Level) -> None:
    assert f"| `{level}` | {level.meaning} |" in (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("framework", sorted(load_frameworks()))
def test_explain_prints_a_whole_framework(run: Run, framework: str) -> None:
    known = load_frameworks()[framework]
    printed = run("explain", framework).stdout
    assert known.name in printed
    assert all(one.name in printed for one in (*known.criteria, *known.tags))


def test_explain_names_every_clause_that_fails_a_criterion(run: Run) -> None:
    assert "noncommercial-only" in run("explain", "eu-ai-act:use").stdout


def test_the_catalogue_answers_when_no_hub_can_be_reached_and_says_so(run: Run) -> None:
    result = run("audit", "meta-llama/Llama-3.1-8B-Instruct")
    assert result.returncode == 0
    assert "closed" in result.stdout
    assert "comes from the catalogue" in " ".join(result.stdout.split())


def test_output_goes_to_a_file(run: Run, model: Path, tmp_path: Path) -> None:
    result = run("audit", str(model), "-f", "json", "-o", "report.json")
    assert result.stdout == ""
    assert json.loads((tmp_path / "report.json").read_text())["ref"] == str(model)


def test_an_unwritable_output_is_said_to_be(run: Run, model: Path) -> None:
    result = run("audit", str(model), "-o", "no/such/folder/report.txt")
    assert result.returncode == 2
    assert "no/such/folder" in result.stderr


def test_colour_only_where_it_is_asked_for(run: Run, model: Path) -> None:
    assert "\x1b[" in run("audit", str(model), env={"FORCE_COLOR": "1"}).stdout


def test_a_known_licence_names_the_territories_it_leaves_out(run: Run) -> None:
    said = " ".join(run("license", "LicenseRef-tencent-hunyuan-video").stdout.split())
    assert "outside the allowed places (European Union, United Kingdom, South Korea)" in said


def test_a_licence_that_is_only_named_is_cited_by_section(run: Run, tmp_path: Path) -> None:
    done = run("license", "llama-2")
    assert "section 1.b.v" in done.stdout
    readme = "# Zebra\n\n## License\n\nThe weights follow the Llama 2 Community License.\n"
    (tmp_path / "README.md").write_text(readme)
    found = json.loads(run("audit", str(tmp_path), "--offline", "--format", "json").stdout)
    [quote] = next(
        finding["evidence"]
        for finding in found["findings"]
        if finding["rule"] == "output-training-restriction"
    )
    assert quote["quote"] == "The weights follow the Llama 2 Community License."
    assert quote["clause"] == "Llama 2 Community License Agreement, 1.b.v"


def test_terms_of_a_base_are_quoted_though_no_file_has_them(run: Run, tmp_path: Path) -> None:
    front = "---\nlicense: mit\nbase_model: meta-llama/Llama-3.1-8B\n---\n# Zebra\n"
    (tmp_path / "README.md").write_text(front)
    said = " ".join(run("audit", str(tmp_path), "--offline").stdout.split())
    assert 'lineage "meta-llama/Llama-3.1-8B: LicenseRef-scancode-llama-3.1' in said


def test_an_empty_argument_is_no_order_to_search_everything(run: Run) -> None:
    result = run("check", "")
    assert result.returncode == 2
    assert "empty" in result.stderr


def test_what_is_nested_too_deeply_is_no_report(run: Run, tmp_path: Path) -> None:
    (tmp_path / "deep.json").write_text("[" * 100_000, "utf-8")
    result = run("diff", "deep.json", "deep.json")
    assert result.returncode == 2
    assert "nested too deeply" in result.stderr


def test_a_line_of_a_check_is_a_line_in_a_log(run: Run) -> None:
    result = run("check", "mistralai/Mistral-Large-Instruct-2407", "--offline")
    (stopped,) = [line for line in result.stdout.splitlines() if line.startswith("STOP")]
    assert stopped.endswith("not-allowed")


def test_verbose_lists_how_each_text_was_accounted_for(run: Run, tmp_path: Path) -> None:
    (tmp_path / "LICENSE").write_text("Grazing on the left is at nobody's expense but the cow's.")
    for command in (("license", "LICENSE"), ("audit", ".", "--offline")):
        quiet, listed = run(*command).stdout, run(*command, "-v").stdout
        assert "LICENSE: 100%" not in quiet
        assert "of 1 document accounted for" in listed
        assert "LICENSE: 100%" in listed


@pytest.mark.usefixtures("model")
@pytest.mark.parametrize(
    "command",
    ["audit zebra --offline", "check zebra --offline", "license MIT", "check a/b --format x"],
)
def test_a_process_says_byte_for_byte_what_the_other_tests_see(
    run: Run, process: Run, command: str
) -> None:
    here, there = run(*command.split()), process(*command.split())
    assert (there.returncode, there.stdout, there.stderr) == (
        here.returncode, here.stdout, here.stderr,
    )  # fmt: skip
