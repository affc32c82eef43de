"""`check --duties PATH`: which duties of the models a product already fulfils."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.test_notice import TERMS, model


def lines(said: str) -> dict[str, str]:
    """The state of each duty by its sentence."""
    found = {}
    for line in said.splitlines():
        for state in ("done", "MISSING", "please check"):
            if line.strip().startswith(state + "  "):
                found[line.strip().removeprefix(state).strip()] = state
    return found


def test_a_notice_that_is_in_the_product_is_done_and_one_that_is_not_stops(
    run: Run, tmp_path: Path
) -> None:
    ref = model(tmp_path, "zebra", "other", TERMS)
    (tmp_path / "product").mkdir()
    command = ("check", ref, "--offline", "--fail-on", "closed", "--duties", "product")
    before = run(*command)
    assert lines(before.stdout)["You must keep copyright and attribution notices"] == "MISSING"
    notices = "Third parties\n\nZEBRA IS COPYRIGHT 2024 Zoo Ltd.\n  All rights\nreserved.\n"
    (tmp_path / "product" / "NOTICE").write_text(notices)
    after = run(*command)
    assert lines(after.stdout)["You must keep copyright and attribution notices (NOTICE)"] == "done"


@pytest.fixture
def product(tmp_path: Path) -> Path:
    folder = tmp_path / "product"
    folder.mkdir()
    (folder / "app.py").write_text("print('zoo')\n")
    return folder


def test_what_a_declared_licence_wants_shown_is_looked_for(
    run: Run, tmp_path: Path, product: Path
) -> None:
    command = (
        *("check", model(tmp_path, "leo", "llama3.1", ""), "--offline"),
        *("--fail-on", "closed", "--duties", "product"),
    )
    before = run(*command)
    shows = 'You must show the licensor\'s name or mark in your product: "Built with Llama"'
    prefix = 'You must begin the names of models made from it with "Llama"'
    assert before.returncode == 1
    states = lines(before.stdout)
    assert states[shows] == "MISSING"
    assert states["You must pass on a copy of the licence"] == "MISSING"
    assert states[prefix] == "please check", "no model lies in the product"
    assert states["You must obey the law, export rules included"] == "please check"

    (product / "index.html").write_text("<footer>Built with <b>Llama</b></footer>")
    (product / "tuned").mkdir()
    (product / "tuned" / "model.safetensors").touch()
    (product / "tuned" / "README.md").write_text("# Lion 8B\n")
    states = lines(run(*command).stdout)
    assert states[f"{prefix} (Lion 8B)"] == "please check", "it may be of another make"
    (product / "tuned" / "README.md").write_text("# Llama Lion 8B\n")
    (product / "index.html").write_text("<footer>Built with Llama</footer>")
    states = lines(run(*command).stdout)
    assert states[f"{prefix} (Llama Lion 8B)"] == "done"
    assert states[f"{shows} (index.html)"] == "done"


def test_a_copy_of_the_licence_counts_wherever_it_stands(
    run: Run, tmp_path: Path, product: Path
) -> None:
    terms = TERMS + "\n3. Copies. You must give everyone a copy of this licence.\n"
    ref = model(tmp_path, "zebra", "other", terms)
    command = ("check", ref, "--offline", "--fail-on", "closed", "--duties", "product")
    copy = "You must pass on a copy of the licence"
    assert lines(run(*command).stdout)[copy] == "MISSING"
    (product / "THIRD-PARTY.txt").write_text("Others\n======\n" + terms.replace("\n", "\r\n"))
    assert lines(run(*command).stdout)[f"{copy} (THIRD-PARTY.txt)"] == "done"


def test_a_tree_that_is_not_there_is_a_mistake_of_the_command(run: Run, tmp_path: Path) -> None:
    ref = model(tmp_path, "zebra", "other", TERMS)
    done = run("check", ref, "--offline", "--duties", "nowhere")
    assert done.returncode == 2
    assert "nowhere is no folder" in done.stderr
