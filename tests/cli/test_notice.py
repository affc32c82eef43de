"""The third-party page of a product: what licences want to be shown, and what is still missing."""

from pathlib import Path

from tests.cli.conftest import Run

TERMS = """ZEBRA MODEL TERMS

1. Grant. You may use, copy, modify and distribute the Zebra model.

2. Notice. You must keep this notice in every copy: "Zebra is Copyright 2024 Zoo Ltd. All rights
reserved."
"""


def model(folder: Path, name: str, licence: str, text: str) -> str:
    (folder / name).mkdir()
    (folder / name / "README.md").write_text(f"---\nlicense: {licence}\n---\n# {name}\n")
    if text:
        (folder / name / "LICENSE").write_text(text)
    (folder / name / "model.safetensors").touch()
    return f"./{name}"


def test_each_text_stands_once_with_all_models_that_come_with_it(run: Run, tmp_path: Path) -> None:
    refs = [model(tmp_path, name, "other", TERMS) for name in ("zebra", "okapi")]
    said = run("notice", *refs, "--offline").stdout
    assert said.startswith("THIRD-PARTY NOTICES")
    assert said.count("ZEBRA MODEL TERMS") == 1
    assert "zebra: LICENSE\n" in said
    assert "okapi: LICENSE\n" in said
    assert "\nZebra is Copyright 2024 Zoo Ltd. All rights reserved.\n" in said


def test_what_is_not_at_hand_is_named_and_ends_with_3(run: Run, tmp_path: Path) -> None:
    done = run("notice", model(tmp_path, "leo", "llama3.1", ""), "--offline")
    assert done.returncode == 3
    assert "Licence: Llama 3.1 Community License Agreement" in done.stdout
    assert "Show where your users see it: Built with Llama" in done.stdout
    assert "[add the text of Llama 3.1 Community License Agreement from https://" in done.stdout
    assert "add the text of Llama 3.1" in done.stderr


def test_a_family_of_licences_has_no_text_to_add(run: Run, tmp_path: Path) -> None:
    done = run("notice", model(tmp_path, "okapi", "cc", ""), "--offline")
    assert done.returncode == 3
    assert "[ask the publisher which licence is meant, and add its text: Creative" in done.stdout
    assert "add the text of" not in done.stdout


def test_words_of_others_steer_no_terminal(run: Run, tmp_path: Path) -> None:
    text = TERMS + "\n\x1b[2J\u202e::error::x\n##vso[task]y\n"
    done = run("notice", model(tmp_path, "evil", "other", text), "--offline")
    assert "\x1b" not in done.stdout
    assert "##vso" not in done.stdout
