"""A repository that releases several models gets an answer for each."""

from importlib import import_module
from pathlib import Path

import pytest

from licensecheck.auditor import Auditor
from licensecheck.domain import State
from licensecheck.domain.report import Report
from licensecheck.errors import NotFoundError
from licensecheck.hubs import parse_ref
from licensecheck.knowledge.knowledge import installed
from licensecheck.report.formats import terminal
from tests.misread import MISREAD
from tests.releases.conftest import Read

DOWNLOADS = """
## Downloads

| Model | Parameters | Download |
|---|---|---|
| Zebra-7B | 7B | [weights](https://huggingface.co/zoo/zebra-7b) |
| Zebra-7B-Chat | 7B | [weights](https://huggingface.co/zoo/zebra-7b-chat) |
"""


def levels(report: Report) -> dict[str, str]:
    return {one.name: str(one.level) for one in report.models}


def card(*lines: str) -> dict[str, str]:
    return {"README.md": "\n\n".join(["# Zebra", DOWNLOADS, "## License", *lines])}


def test_one_model_is_one_release(read: Read) -> None:
    found = read(card("The code and all model weights are released under the MIT license."))
    assert levels(found) == {"Zebra": "open-weights"}
    assert set(found.models[0].aliases) >= {"Zebra-7B", "Zebra-7B-Chat"}


def test_a_sentence_that_names_one_model_is_about_that_one(read: Read) -> None:
    found = read(
        card(
            "The weights of Zebra-7B are released under the MIT license.",
            "The weights of Zebra-7B-Chat are released under the CC BY-NC 4.0 license.",
        )
    )
    assert levels(found) == {"Zebra-7B": "open-weights", "Zebra-7B-Chat": "restricted-weights"}
    base, chat = found.models
    assert (str(base.license.expression), str(chat.license.expression)) == ("MIT", "CC-BY-NC-4.0")
    assert base.license.evidence[0].quote.startswith("The weights of Zebra-7B are")
    assert (base.restrictions, chat.restrictions) == ((), ("noncommercial-only",))
    assert chat.weights.where.endswith("zoo/zebra-7b-chat")


def test_a_sentence_that_names_none_is_about_all(read: Read) -> None:
    found = read(
        card(
            "The weights of Zebra-7B are released under the MIT license.",
            "The model weights may be used for non-commercial research only.",
        )
    )
    assert set(levels(found).values()) == {"restricted-weights"}


@pytest.mark.parametrize(
    "words",
    [
        "All models are released under the CC BY-NC 4.0 license, Zebra-7B-Chat too.",
        "The Zebra weights are released under the CC BY-NC 4.0 license.",
        "The weights of Zebra-7B and Zebra-7B-Chat are released under CC BY-NC 4.0.",
        "The Zebra Base/Chat weights are released under the CC BY-NC 4.0 license.",
    ],
)
def test_what_is_said_of_all_spares_none(read: Read, words: str) -> None:
    assert set(levels(read(card(words))).values()) == {"restricted-weights"}


def test_a_release_without_terms_of_its_own_stays_unknown(read: Read) -> None:
    """The licence of another one, and that of the code, open nothing."""
    found = read(card("The weights of Zebra-7B-Chat are released under the MIT license."))
    assert levels(found) == {"Zebra-7B": "unknown", "Zebra-7B-Chat": "open-weights"}


def test_a_licence_in_a_folder_is_that_of_the_model_it_is_called_after(
    read: Read, mit: str, nc: str
) -> None:
    found = read(
        card("See the folders.") | {"zebra-7b/LICENSE": mit, "zebra-7b-chat/MODEL_LICENSE": nc}
    )
    assert levels(found)["Zebra-7B-Chat"] == "restricted-weights"
    assert "noncommercial-only" not in found.models[0].restrictions


def test_a_base_binds_the_models_that_are_made_from_it(read: Read) -> None:
    hub = "https://huggingface.co"
    table = f"""| Model | Base model | Download |
|---|---|---|
| Zebra-7B | [Qwen2.5-7B]({hub}/Qwen/Qwen2.5-7B) | [hf]({hub}/zoo/Zebra-7B) |
| Zebra-8B | [Llama-3.1-8B]({hub}/meta-llama/Llama-3.1-8B) | [hf]({hub}/zoo/Zebra-8B) |
"""
    found = read({"README.md": f"# Zebra\n\n{table}\n\n## License\n\nThe weights are under MIT.\n"})
    assert levels(found) == {"Zebra-7B": "open-weights", "Zebra-8B": "restricted-weights"}
    assert [base.name for base in found.models[1].bases] == ["meta-llama/Llama-3.1-8B"]


TWO = card(
    "The weights of Zebra-7B are released under the MIT license.",
    "The weights of Zebra-7B-Chat are released under the CC BY-NC 4.0 license.",
)


def test_a_name_behind_the_address_chooses_one(read: Read) -> None:
    chat = read(TWO, model="zebra-7b-chat")
    assert (chat.level, chat.model) == ("restricted-weights", "Zebra-7B-Chat")
    assert [one.name for one in chat.models if one.meant] == ["Zebra-7B-Chat"]
    assert chat.ref.endswith("#zebra-7b-chat")


def test_a_name_that_no_model_has_is_told(read: Read) -> None:
    with pytest.raises(NotFoundError) as told:
        read(TWO, model="okapi")
    assert "Zebra-7B-Chat" in (told.value.remedy or "")


def test_findings_about_another_model_are_not_those_of_the_one_that_was_asked_for(
    read: Read,
) -> None:
    base = read(TWO, model="Zebra-7B")
    assert base.level == "open-weights"
    assert not any("noncommercial-only" in one.labels for one in base.chosen.findings)
    assert any("noncommercial-only" in one.labels for one in base.findings)


def test_where_no_name_tells_which_is_meant_the_strictest_answer_stands(read: Read) -> None:
    text = TWO["README.md"].replace("# Zebra\n", "# A herd of models\n").replace("Zebra", "Okapi")
    found = read({"README.md": text.replace("zoo/zebra", "zoo/okapi")})
    assert (found.level, found.model) == ("restricted-weights", "Okapi-7B-Chat")


def test_what_the_licence_of_the_code_asks_for_is_said_of_the_code(
    read: Read, mit: str, nc: str
) -> None:
    found = read(card("See the files.") | {"LICENSE-CODE": mit, "LICENSE-MODEL": nc})
    duties = {(one.label, one.part): one.text for one in found.obligations}
    assert duties["attribution-notice", "code"].endswith("(code)")
    assert not duties["attribution-notice", "weights"].endswith("(code)")


def test_a_licence_that_may_be_for_the_code_alone_gives_no_right_to_the_weights(
    read: Read, mit: str
) -> None:
    found = read(card("See the file.") | {"LICENSE": mit})
    assert found.level == "unknown"
    assert {one.part for one in found.findings if "grant-use" in one.labels} == {"code"}


def test_what_comes_with_the_base_is_no_term_of_the_code(read: Read, mit: str) -> None:
    page = card("See the file.")["README.md"]
    base = "---\nbase_model: meta-llama/Meta-Llama-3-8B\n---\n"
    found = read({"README.md": base + page, "LICENSE": mit})
    duties = {(one.label, one.part) for one in found.obligations}
    assert ("branding-requirement", "model") in duties
    assert ("branding-requirement", "code") not in duties
    assert {("attribution-notice", "model"), ("attribution-notice", "code")} <= duties


@MISREAD
def test_a_form_before_the_weights_of_one_is_a_gate_of_that_one(read: Read) -> None:
    found = read(
        card(
            "The code and all model weights are released under the MIT license.",
            "To get Zebra-7B-Chat, please request access on its page.",
        )
    )
    states = {one.name: str(one.weights.state) for one in found.models}
    assert states == {"Zebra-7B": "linked", "Zebra-7B-Chat": "gated"}
    assert "request access" in found.models[1].weights.evidence[0].quote
    assert levels(found) == {"Zebra-7B": "open-weights", "Zebra-7B-Chat": "unknown"}


def test_names_without_an_address_are_models_too(read: Read) -> None:
    found = read(
        {
            "README.md": "# Zebra\n\n- **Zebra-2** is released under the MIT license.\n"
            "- **Zebra-3** is released under the CC BY-NC 4.0 license.\n"
        }
    )
    assert {one.name for one in found.models} == {"Zebra-2", "Zebra-3"}
    assert levels(found)["Zebra-2"] == "unknown"  # nothing says where its weights are
    assert found.models[1].restrictions == ("noncommercial-only",)


@pytest.mark.parametrize(
    "words",
    [
        "Zebra-Bench is released under the CC BY-NC 4.0 license.",
        "See [the demo](https://huggingface.co/spaces/zoo/zebra-demo).",
        "We compare with [Okapi-7B](https://huggingface.co/herd/okapi-7b).",
        "The data is [zebra-data](https://huggingface.co/datasets/zoo/zebra-data).",
        "Set `ZEBRA_USE_CPU=1` for machines without a GPU.",
    ],
)
def test_what_is_no_model_of_the_publisher_is_no_release(read: Read, words: str) -> None:
    found = read(card("All model weights are released under the MIT license.", words))
    assert {one.name for one in found.models} == {"Zebra"}


def test_a_table_of_four_hundred_models_is_read(read: Read) -> None:
    hub = "https://huggingface.co/zoo"
    table = "\n".join(f"| Zebra-{at}B | [get it]({hub}/zebra-{at}b) |" for at in range(1, 401))
    text = f"# Zebra\n\n| Model | Download |\n|---|---|\n{table}\n\n## License\n\nMIT license.\n"
    found = read({"README.md": f"{text}\nThe weights of Zebra-7B are under CC BY-NC 4.0.\n"})
    assert levels(found)["Zebra-7B"] == "restricted-weights"
    assert found.level != "open-weights" or "Zebra-7B" not in found.models[0].aliases


def test_a_model_without_an_address_is_not_open_because_another_one_is(read: Read) -> None:
    found = read(
        card(
            "- **Zebra-2** is our next model.",
            "All model weights are released under the MIT license.",
        )
    )
    assert levels(found) == {"Zebra-7B": "open-weights", "Zebra-2": "unknown"}


def test_names_without_an_address_are_further_names_of_what_is_restricted_too(read: Read) -> None:
    found = read(
        card(
            "- **Zebra-2** is our next model.",
            "All model weights are released under the CC BY-NC 4.0 license.",
        )
    )
    assert levels(found) == {"Zebra-7B": "restricted-weights"}
    assert "Zebra-2" in found.models[0].aliases


def test_a_licence_that_is_named_and_not_there_is_listed_as_not_read(read: Read) -> None:
    found = read(card("The model weights are released under the Llama 3.1 Community License."))
    told = [one for one in found.problems if "its text is not here" in one.message]
    assert [one.subject for one in told] == ["Llama 3.1 Community License Agreement"]
    assert "README.md:14" in told[0].message
    assert found.level == "restricted-weights"


def test_a_licence_of_the_list_of_spdx_is_the_same_everywhere(read: Read) -> None:
    found = read(card("The model weights are released under the MIT license."))
    assert not [one for one in found.problems if "its text is not here" in one.message]


def test_a_name_betrays_the_base_of_one_model(read: Read) -> None:
    hub = "https://huggingface.co/zoo"
    links = f"[a]({hub}/zebra-7b) [b]({hub}/zebra-llama-3-8b)"
    terms = "## License\n\nThe model weights are released under the MIT license."
    found = read({"README.md": f"# Zebra\n\n{links}\n\n{terms}\n"})
    assert levels(found) == {"zebra-7b": "open-weights", "zebra-llama-3-8b": "unknown"}


def test_the_weights_of_a_model_are_at_the_address_that_is_called_so(read: Read) -> None:
    hub = "https://huggingface.co"
    rows = f"| Zebra-Base | {hub}/zoo/zebra-base |\n| Zebra | {hub}/zoo/zebra |"
    found = read({"README.md": f"# Zebra\n\n| Model | Weights |\n|---|---|\n{rows}\n"})
    assert found.models[0].name == "Zebra"
    assert found.models[0].weights.where.endswith("/zoo/zebra")


def test_the_first_lines_say_what_other_models_answer(read: Read) -> None:
    lines = terminal.render(read(TWO), installed()).splitlines()
    at = next(at for at, line in enumerate(lines) if line.startswith("commercial use:"))
    assert lines[at].startswith("commercial use: yes")
    assert lines[at + 1].strip() == "for Zebra-7B; Zebra-7B-Chat: no"


def test_the_first_lines_name_no_model_where_all_have_one_answer(read: Read) -> None:
    found = read(card("All model weights are released under the CC BY-NC 4.0 license."))
    assert "  for Zebra" not in terminal.render(found, installed())


@pytest.mark.parametrize("name", ["terminal", "markdown", "html"])
def test_each_format_for_people_lists_the_models(read: Read, name: str) -> None:
    found = read(TWO)
    module = import_module(f"licensecheck.report.formats.{name}")
    shown = module.render(found, installed())
    assert "Zebra-7B-Chat" in shown
    assert "CC-BY-NC-4.0" in shown
    assert set(State) >= {part.state for part in found.components} > {State.NOT_FOUND}


@pytest.mark.parametrize(
    ("sentence", "level"),
    [
        ("The code and the Zebra 1 weights are released under the MIT license.", "unknown"),
        ("The code and the Zebra 2 weights are released under the MIT license.", "open-weights"),
        ("The Zebra weights are released under the MIT license.", "open-weights"),
        ("The weights of Zebra 1 and Zebra 2 are under the MIT license.", "open-weights"),
        ("The Zebra 1 weights are under the CC BY-NC 4.0 license.", "restricted-weights"),
    ],
)
def test_what_is_granted_for_another_version_is_not_granted_here(
    read: Read, sentence: str, level: str
) -> None:
    text = (
        f"# Zebra 2\n\nWeights: https://huggingface.co/zoo/zebra-2-7b\n\n## License\n\n{sentence}\n"
    )
    assert read({"README.md": text}).level == level


def test_a_page_is_not_called_after_its_first_section(read: Read) -> None:
    found = read({"README.md": "# Abstract\n\nStripes: https://huggingface.co/zoo/zebra-7b\n"})
    assert "Abstract" not in [one.name for one in found.models]


SIZES = """
## Downloads

| Model | Download |
|---|---|
| Zebra-Small | [weights](https://huggingface.co/zoo/Zebra-Small) |
| Zebra-Base | [weights](https://huggingface.co/zoo/Zebra-Base) |
| Zebra-Large | [weights](https://huggingface.co/zoo/Zebra-Large) |
"""


def sizes(*lines: str) -> dict[str, str]:
    return {"README.md": "\n\n".join(["# Zebra", SIZES, "## License", *lines])}


def test_names_with_one_beginning_are_those_models_alone(read: Read) -> None:
    found = read(
        sizes(
            "The Zebra-Small model is under the MIT license.",
            "The Zebra-Base/Large model is under the CC BY-NC 4.0 license.",
        )
    )
    by_name = {name: one.level for one in found.models for name in (one.name, *one.aliases)}
    assert by_name["Zebra-Small"] == "open-weights"
    assert by_name["Zebra-Base"] == by_name["Zebra-Large"] == "restricted-weights"


def test_a_text_that_sentences_name_for_one_model_is_not_for_another(read: Read, nc: str) -> None:
    """Each is under the text that its sentence names."""
    found = read(
        card(
            "The Zebra-7B model is released under the MIT license.",
            "The Zebra-7B-Chat model is released under the [CC BY-NC 4.0](MODEL_LICENSE) license.",
        )
        | {"MODEL_LICENSE": nc}
    )
    assert levels(found) == {"Zebra-7B": "open-weights", "Zebra-7B-Chat": "restricted-weights"}


def test_a_text_that_no_sentence_gives_to_one_model_is_for_all(read: Read, nc: str) -> None:
    found = read(
        card("The Zebra-7B model is released under the MIT license.") | {"MODEL_LICENSE": nc}
    )
    assert set(levels(found).values()) == {"restricted-weights"}


def test_a_licence_may_be_called_after_the_initials_of_models(
    read: Read, mit: str, nc: str
) -> None:
    table = """| Model | Download |
|---|---|
| SE-Core-B | [weights](https://huggingface.co/zoo/SE-Core-B) |
| Stripe-LM-1B | [weights](https://huggingface.co/zoo/Stripe-LM-1B) |
"""
    readme = f"# Zebra\n\n## Stripe Encoder\n\nModel license: MIT\n\n## Models\n\n{table}"
    found = read({"README.md": readme, "LICENSE.SE": mit, "LICENSE.SLM": nc})
    assert levels(found)["Stripe-LM-1B"] == "restricted-weights"
    core = next(one for one in found.models if one.name == "SE-Core-B")
    assert "noncommercial-only" not in core.restrictions


def accused(report: Report) -> list[str]:
    ids = set(report.washing.findings)
    return [one.evidence[0].quote for one in report.findings if one.id in ids]


def test_a_claim_accuses_the_release_that_it_names_alone(read: Read) -> None:
    """ "Use Zebra-7B for commerce" is no claim of Zebra-7B-Chat."""
    terms = (
        "The weights of Zebra-7B are released under the MIT license.",
        "The weights of Zebra-7B-Chat are released under the CC BY-NC 4.0 license.",
    )
    assert not accused(read(card("Zebra-7B is an open-source model.", *terms)))
    chat = "Zebra-7B-Chat is an open-source model."
    assert accused(read(card(chat, *terms))) == [chat]
    assert not accused(read(card(chat, *terms), model="Zebra-7B"))


def test_the_page_of_a_model_is_called_after_it_beside_its_forms_and_other_models(
    auditor: Auditor, tmp_path: Path
) -> None:
    """ "Zebra R+" is spelt zebra-r-plus in addresses, and is not Zebra R."""
    folder = tmp_path / "zoo" / "zebra-r-plus"
    folder.mkdir(parents=True)
    (folder / "README.md").write_text("""# Zebra R+

Try [Zebra R](https://huggingface.co/zoo/zebra-r), too, which is MIT.
In four bits: https://huggingface.co/zoo/zebra-r-plus-4bit

## License

The weights of Zebra R are released under the MIT license.
The weights of zebra-r-plus are released under the CC BY-NC 4.0 license.
""")
    found = auditor.audit(parse_ref(str(folder)))
    assert (found.model, found.level) == ("Zebra R+", "restricted-weights")


def test_a_heading_below_a_text_is_not_what_the_model_is_called(read: Read) -> None:
    told = "It was trained on stripes by all keepers of the zoo, day and night, in two summers."
    found = read({"README.md": f"{told}\n\n# Striping Results\n\nIt has stripes.\n"})
    assert found.models[0].name == "zebra"


def test_a_licence_of_its_own_is_called_by_its_title(read: Read, nc: str) -> None:
    own = nc.replace("Attribution-NonCommercial 4.0 International", "Okapi Grazing License", 1)
    own = own.replace("irrevocable license", "revocable license")
    found = read(card("See the files.") | {"MODEL_LICENSE": own})
    assert {one.license.title for one in found.models} == {"Okapi Grazing License"}


def test_what_restricts_all_of_it_stands_beside_the_licence_of_the_weights(read: Read) -> None:
    hub = "https://huggingface.co/zoo"
    found = read(
        card(
            f"- [Zebra-7B]({hub}/zebra-7b) (CC BY-NC 4.0 License)",
            f"- [Zebra-7B-Chat]({hub}/zebra-7b-chat) (Apache 2.0 License)",
            "The model weights are released under the Apache 2.0 license.",
        )
    )
    first = next(one for one in found.models if one.name == "Zebra-7B")
    assert set(str(first.license.expression).split(" AND ")) == {"Apache-2.0", "CC-BY-NC-4.0"}


FILES = """
| Zebra-1 (striped) | Zebra-2 (spotted) | Okapi-7B |
|---|---|---|
| [get](https://drive.google.com/file/d/1a) | [get](https://drive.google.com/file/d/2b) | [get](https://drive.google.com/file/d/3c) |
"""  # noqa: E501 - a row


def test_a_column_names_the_model_whose_files_stand_in_it(read: Read) -> None:
    told = (
        "* **Zebra-1** is under the MIT license.\n* **Zebra-2** is under the CC BY-NC 4.0 license."
    )
    found = read({"README.md": f"# Zebra\n\n{told}\n{FILES}"})
    where = {one.name: one.weights.where for one in found.models}
    assert where == {
        "Zebra-1": "https://drive.google.com/file/d/1a",
        "Zebra-2": "https://drive.google.com/file/d/2b",
    }


def test_a_row_names_the_model_whose_files_it_offers(read: Read) -> None:
    rows = """
| Model | Log | Download |
|---|---|---|
| Zebra-1 | [log](https://drive.google.com/file/d/0) | [get](https://drive.google.com/file/d/1a) |
| Zebra-2 | [log](https://drive.google.com/file/d/9) | [get](https://drive.google.com/file/d/2b) |
"""
    told = (
        "* **Zebra-1** is under the MIT license.\n* **Zebra-2** is under the CC BY-NC 4.0 license."
    )
    found = read({"README.md": f"# Zebra\n\n{told}\n{rows}"})
    assert {one.weights.where[-2:] for one in found.models} == {"1a", "2b"}
