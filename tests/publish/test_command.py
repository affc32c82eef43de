"""`licensecheck publish FOLDER`: what it prints, what it adds, and how it ends."""

import json
from pathlib import Path

import pytest

from licensecheck.domain.publication import PublishReport
from tests.cli.conftest import Run
from tests.publish.folders import right

CARD = """---
license: mit
base_model: meta-llama/Llama-3.1-8B-Instruct
---
# Zebra 8B

Zebra answers questions about zebras.
"""


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """A fine-tune of Llama under MIT, with its card and weights alone."""
    folder = tmp_path / "release"
    folder.mkdir()
    (folder / "README.md").write_text(CARD)
    (folder / "model.safetensors").touch()
    return folder


def words(text: str) -> str:
    return " ".join(text.split())


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.iterdir()}


def test_it_says_what_a_llama_must_carry_and_what_its_licence_may_not_be(
    run: Run,
    release: Path,
) -> None:
    done = run("publish", "release", "--offline")
    assert done.returncode == 1
    said = words(done.stdout)
    assert "release: 6 things are missing" in said
    assert "offered under MIT, which leaves out" in said
    for sentence in (
        "MISSING a copy of Llama 3.1 Community License Agreement (section 1.b.i, meta-llama/Llama",
        "add its text as a file LICENSE, from https://github.com/meta-llama/llama-models/",
        "MISSING a file NOTICE with the sentence that Llama 3.1 Community License Agreement spells",
        'MISSING the words "Built with Llama" (section 1.b.i',
        'MISSING a name that begins with "Llama" (section 1.b.i',
        "MISSING a copy of MIT License",
        "done a field `base_model` that names meta-llama/Llama-3.1-8B-Instruct",
    ):
        assert sentence in said
    assert contents(release).keys() == {"README.md", "model.safetensors"}, "nothing is written"


@pytest.mark.parametrize(
    "notice",
    [
        "Zebra 8B\n\nLLAMA 3.1 is licensed under the Llama 3.1\nCommunity License, Copyright © "
        "Meta Platforms, Inc.\nAll rights reserved.\n",
        "Llama 3.1 is licensed under the Llama 3.1 Community License, Copyright (c) Meta "
        "Platforms, Inc. All Rights Reserved.",
    ],
)
def test_a_notice_has_the_words_of_the_licence_in_whatever_lines(
    run: Run, tmp_path: Path, real: Path, notice: str
) -> None:
    folder = right()["Llama-3.1-Zebra-8B"].written(tmp_path, real)
    (folder / "NOTICE").write_text(notice)
    assert run("publish", str(folder), "--offline").returncode == 0


def test_an_address_in_a_notice_may_be_written_in_full(
    run: Run, tmp_path: Path, real: Path
) -> None:
    folder = right()["gemma-2-okapi-lora"].written(tmp_path, real)
    notice = (folder / "NOTICE").read_text()
    (folder / "NOTICE").write_text(notice.replace("ai.google.dev", "https://ai.google.dev"))
    assert run("publish", str(folder), "--offline").returncode == 0


def test_the_words_of_a_notice_that_is_missing_are_printed(
    run: Run, tmp_path: Path, real: Path
) -> None:
    folder = right()["Llama-3.1-Zebra-8B"].written(tmp_path, real)
    (folder / "NOTICE").write_text("Llama 3.1 Community License, Meta Platforms")
    done = run("publish", str(folder), "--offline")
    assert done.returncode == 1
    assert (
        'its words: "Llama 3.1 is licensed under the Llama 3.1 Community License, Copyright © Meta '
        'Platforms, Inc. All Rights Reserved."' in words(done.stdout)
    )


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("Llama 3 Zebra", True),
        ("Llama-3.1-Zebra", True),
        ("llama3-zebra", True),
        ("Llama 30B", False),
    ],
)
def test_a_number_at_the_end_of_a_beginning_is_no_part_of_a_longer_one(
    run: Run, release: Path, name: str, begins: bool
) -> None:
    card = CARD.replace("Llama-3.1-8B-Instruct", "Meta-Llama-3-8B").replace("Zebra 8B", name)
    (release / "README.md").write_text(card)
    said = words(run("publish", "release", "--offline").stdout)
    state = "done" if begins else "MISSING"
    assert f'{state} a name that begins with "Llama 3"' in said


def test_a_base_that_no_field_names_is_told_with_the_line_to_add(run: Run, release: Path) -> None:
    card = CARD.replace("base_model: meta-llama/Llama-3.1-8B-Instruct\n", "")
    card = card.replace("Zebra answers", "A fine-tune of meta-llama/Llama-3.1-8B. It answers")
    (release / "README.md").write_text(card)
    said = words(run("publish", "release", "--offline").stdout)
    assert "add the line `base_model: meta-llama/Llama-3.1-8B` to the front matter" in said


def test_weights_that_are_missing_are_told_with_all_else(run: Run, release: Path) -> None:
    (release / "model.safetensors").unlink()
    (release / "config.json").write_text('{"hidden_size": 1024}')
    done = run("publish", "release", "--offline")
    assert done.returncode == 1
    said = words(done.stdout)
    assert "7 things are missing" in said
    assert "MISSING the weights: neither they nor code are here" in said


def test_a_folder_without_weights_is_not_ready_when_all_else_is(
    run: Run, tmp_path: Path, real: Path
) -> None:
    folder = right()["Llama-3.1-Zebra-8B"].written(tmp_path, real)
    (folder / "model.safetensors").unlink()
    done = run("publish", str(folder), "--offline")
    assert done.returncode == 1
    assert "1 thing is missing" in done.stdout
    assert "not read" not in done.stdout


def test_without_a_network_it_says_where_a_text_may_come_from(run: Run, release: Path) -> None:
    said = words(run("publish", str(release), "--offline").stdout)
    assert "without a network, from the folder of a model under it that you downloaded" in said


def test_json_is_the_report_that_the_schema_describes(run: Run, release: Path) -> None:
    said = run("publish", str(release), "--offline", "--format", "json").stdout
    report = PublishReport.model_validate_json(said)
    found = {asked.requirement: asked for asked in report.requirements}
    assert found["name-begins"].state == "missing"
    assert found["name-begins"].section == "1.b.i"
    assert found["base_model"].places == ("README.md: base_model",)
    schema = json.loads(run("schema", "publish").stdout)
    assert schema["properties"].keys() == json.loads(said).keys()


def test_a_base_that_nobody_read_is_not_readable(run: Run, release: Path, real: Path) -> None:
    text = right()["meerkat-detector"].text("LICENSE", real)
    (release / "LICENSE").write_text(text)
    (release / "README.md").write_text(
        CARD.replace("meta-llama/Llama-3.1-8B-Instruct", "zoo/okapi")
    )
    done = run("publish", "release", "--offline")
    assert done.returncode == 3
    assert "nothing that was read is missing, and not all could be read" in done.stdout
    assert "not read zoo/okapi: the catalogue does not know it" in words(done.stdout)


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("nowhere",), "nowhere is no folder"),
        (("release/README.md",), "release/README.md is no folder"),
        (("release", "--format", "html"), "'html' is not one of"),
    ],
)
def test_a_mistake_of_the_command_is_said(
    run: Run,
    release: Path,
    arguments: tuple[str, ...],
    complaint: str,
) -> None:
    done = run("publish", *arguments, "--offline")
    assert done.returncode == 2
    assert complaint in done.stderr


def test_write_adds_fields_and_notice_and_touches_no_prose(
    run: Run,
    tmp_path: Path,
    real: Path,
) -> None:
    like = right()["savanna-chat-lora"]
    folder = like.written(tmp_path, real)
    (folder / "NOTICE.txt").unlink()
    card = (folder / "README.md").read_text()
    bare = card.replace("license: llama2\nbase_model: meta-llama/Llama-2-7b-chat-hf\n", "")
    (folder / "README.md").write_text(bare)
    done = run("publish", like.folder, "--offline", "--write")
    assert done.returncode == 0
    assert "+license: llama2\n+base_model: meta-llama/Llama-2-7b-chat-hf\n" in done.stdout
    assert "--- /dev/null\n+++ b/NOTICE\n" in done.stdout
    assert "wrote README.md wrote NOTICE" in words(done.stdout)
    now = (folder / "README.md").read_text()
    assert now.partition("\n# ")[2] == card.partition("\n# ")[2]
    assert "LLAMA 2 Community License" in (folder / "NOTICE").read_text()

    before = contents(folder)
    again = run("publish", like.folder, "--offline", "--write")
    assert "+++" not in again.stdout
    assert contents(folder) == before


def test_write_takes_a_licence_text_from_the_base_where_that_was_downloaded(
    run: Run,
    tmp_path: Path,
    real: Path,
) -> None:
    like = right()["Llama-3.1-Zebra-8B"]
    folder = like.written(tmp_path, real)
    for name in ("LICENSE", "NOTICE"):
        (folder / name).unlink()
    commit = "0123456789" * 4
    base = tmp_path / "hf" / "hub" / "models--meta-llama--Llama-3.1-8B-Instruct"
    (base / "snapshots" / commit).mkdir(parents=True)
    (base / "refs").mkdir()
    (base / "refs" / "main").write_text(commit)
    (base / "snapshots" / commit / "LICENSE").write_text(like.text("LICENSE", real))
    (base / "snapshots" / commit / "README.md").write_text("---\nlicense: llama3.1\n---\n# Llama\n")
    here = {"HF_HOME": str(tmp_path / "hf")}
    done = run("publish", like.folder, "--offline", "--write", env=here)
    assert (done.returncode, done.stderr) == (0, "")
    assert (folder / "LICENSE").read_text() == like.text("LICENSE", real)
    assert (folder / "NOTICE").read_text() == like.text("NOTICE", real)


def test_a_licence_of_a_base_that_is_not_the_own_one_has_a_file_of_its_own(
    run: Run,
    tmp_path: Path,
    real: Path,
) -> None:
    like = right()["bert-badger"]
    folder = like.written(tmp_path, real)
    text = like.text("third_party/bert/LICENSE", real)
    (folder / "third_party" / "bert" / "LICENSE").unlink()
    commit = "0123456789" * 4
    base = tmp_path / "hf" / "hub" / "models--google-bert--bert-base-uncased"
    (base / "snapshots" / commit).mkdir(parents=True)
    (base / "refs").mkdir()
    (base / "refs" / "main").write_text(commit)
    (base / "snapshots" / commit / "LICENSE").write_text(text)
    done = run(
        "publish", like.folder, "--offline", "--write", env={"HF_HOME": str(tmp_path / "hf")}
    )
    assert done.returncode == 0
    assert (folder / "LICENSE-apache-2.0").read_text() == text
    assert (folder / "LICENSE").read_text() == like.text("LICENSE", real)


def test_without_the_base_it_says_where_the_text_is(run: Run, tmp_path: Path, real: Path) -> None:
    like = right()["Llama-3.1-Zebra-8B"]
    folder = like.written(tmp_path, real)
    (folder / "LICENSE").unlink()
    before = contents(folder)
    done = run("publish", like.folder, "--offline", "--write")
    assert done.returncode == 1
    assert "add its text as a file LICENSE, from https://github.com/meta-llama/" in words(
        done.stdout
    )
    assert contents(folder) == before


def test_write_says_why_it_does_not_add_what_is_missing(run: Run, release: Path) -> None:
    before = contents(release)
    said = words(run("publish", str(release), "--offline", "--write").stdout)
    assert said.count("nothing to write: ") == said.count("MISSING ") == 6
    for reason in (
        "no base that was downloaded, or that can be asked for, has its text",
        "the text of the licence, which has the sentence, is neither in this folder nor",
        "nothing is renamed",
        "terms, claims and prose are yours to write",
    ):
        assert f"nothing to write: {reason}" in said
    assert "wrote" not in said
    assert contents(release) == before
    assert "nothing to write" not in run("publish", str(release), "--offline").stdout


def test_write_leaves_a_link_alone(run: Run, tmp_path: Path, real: Path) -> None:
    like = right()["wildebeest-300m"]
    folder = like.written(tmp_path, real)
    card = folder / "README.md"
    kept = tmp_path / "card.md"
    kept.write_text(card.read_text().replace("license: apache-2.0\n", ""))
    card.unlink()
    card.symlink_to(kept)
    before = kept.read_bytes()
    run("publish", like.folder, "--offline", "--write")
    assert card.is_symlink()
    assert kept.read_bytes() == before


def test_write_says_which_file_it_left_alone(run: Run, tmp_path: Path, real: Path) -> None:
    like = right()["wildebeest-300m"]
    folder = like.written(tmp_path, real)
    card = folder / "README.md"
    text = card.read_text().replace("license: apache-2.0\n", "")
    (folder / "card.md").write_text(text)
    card.unlink()
    card.symlink_to("card.md")
    done = run("publish", like.folder, "--offline", "--write")
    assert "not written README.md: it is a link" in words(done.stdout)
    assert (folder / "card.md").read_text() == text
