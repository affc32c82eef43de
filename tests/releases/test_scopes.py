"""Whom a sentence on terms is about that points at models, takes some out or sends to others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensecheck.domain import Document, DocumentKind, Span
from licensecheck.domain.report import Report
from licensecheck.releases.lineup import Model
from licensecheck.releases.pointers import pointed
from licensecheck.releases.scope import Scopes
from licensecheck.statements.names import Names
from tests.releases.conftest import Read

HUB = "https://huggingface.co/zoo"


def levels(report: Report) -> dict[str, str]:
    return {name: str(one.level) for one in report.models for name in (one.name, *one.aliases)}


def table(*names: str) -> str:
    rows = "\n".join(f"| {one} | [get]({HUB}/{one.lower()}) |" for one in names)
    return f"| Model | Download |\n|---|---|\n{rows}\n"


FREE = "- All of the below models are released under the MIT license."
BOUND = "- All of the below models are released under the CC BY-NC 4.0 license."


def test_the_models_below_are_those_of_the_section(read: Read) -> None:
    page = ("# Zebra", "## Plain", FREE, table("Zebra-1"), "## Striped", BOUND, table("Zebra-2"))
    found = levels(read({"README.md": "\n\n".join(page)}))
    assert (found["Zebra-1"], found["Zebra-2"]) == ("open-weights", "restricted-weights")


def test_the_models_above_are_those_that_the_section_named_before(read: Read) -> None:
    above = "The above models are released under the MIT license."
    page = ("# Zebra", "## Plain", table("Zebra-1"), above, "## Striped", BOUND, table("Zebra-2"))
    found = levels(read({"README.md": "\n\n".join(page)}))
    assert (found["Zebra-1"], found["Zebra-2"]) == ("open-weights", "restricted-weights")


def test_what_is_granted_to_models_that_nobody_finds_is_granted_to_no_other(read: Read) -> None:
    page = ("# Zebra", table("Zebra-1", "Zebra-2"), "## Foals", FREE, "Coming soon.")
    assert set(levels(read({"README.md": "\n\n".join(page)})).values()) == {"unknown"}


def test_what_binds_models_that_nobody_finds_may_bind_all(read: Read) -> None:
    page = ("# Zebra", table("Zebra-1", "Zebra-2"), "## Foals", BOUND, "Coming soon.")
    assert set(levels(read({"README.md": "\n\n".join(page)})).values()) == {"restricted-weights"}


LISTS = """# Zebra

{table}
## License

The following models are MIT licensed:
- Zebra-1 models.
- Code
- Texts about [Zebra-2](docs.md)

The following models are CC BY-NC 4.0 licensed:
- Zebra-2 models.
"""


def test_a_list_under_a_sentence_on_terms_names_the_models(read: Read) -> None:
    found = read({"README.md": LISTS.format(table=table("Zebra-1", "Zebra-2"))})
    assert (levels(found)["Zebra-1"], levels(found)["Zebra-2"]) == (
        "open-weights",
        "restricted-weights",
    )
    other = next(one for one in found.models if one.name == "Zebra-2")
    assert str(other.license.expression) == "CC-BY-NC-4.0"


def test_an_item_that_links_to_a_section_means_its_models(read: Read) -> None:
    text = LISTS.format(table=table("Zebra-1", "Zebra-2")).replace("- Code", "- [Ears](#the-ears)")
    found = read({"README.md": f"{text}\n## The ears\n\n{table('Okapi-Ear')}"})
    assert levels(found)["Okapi-Ear"] == "open-weights"


def test_a_list_of_terms_names_a_model_that_has_no_page(read: Read) -> None:
    text = LISTS.format(table=table("Zebra-1", "Zebra-2")) + "- ZebraSong models.\n"
    found = read({"README.md": text})
    assert levels(found)["ZebraSong"] == "restricted-weights"


EXCEPT = (
    "All of the models are published under the main license (i.e. CC BY-NC 4.0) except for {which}."
)


@pytest.mark.parametrize(
    "which",
    [
        "Zebra-2, which is under MIT",
        "Zebra-2 (which is under MIT)",
        "Zebra-2, released under the MIT license",
    ],
)
def test_an_exception_is_a_release_of_its_own(read: Read, mit: str, nc: str, which: str) -> None:
    page = ("# Zebra", table("Zebra-1", "Zebra-2"), "## License", EXCEPT.format(which=which))
    found = read({"README.md": "\n\n".join(page), "LICENSE": nc, "LICENSE_2": mit})
    assert levels(found) == {"Zebra-1": "restricted-weights", "Zebra-2": "open-weights"}
    assert not any(one.document == "README.md" for one in found.ledger.left)


def test_an_exception_without_terms_of_its_own_has_none(read: Read) -> None:
    said = "All models are released under the MIT license, except Zebra-2."
    found = levels(read({"README.md": "\n\n".join(("# Zebra", table("Zebra-1", "Zebra-2"), said))}))
    assert (found["Zebra-1"], found["Zebra-2"]) == ("open-weights", "unknown")


@pytest.mark.parametrize("which", ["the small ones, which are under MIT", "the `foal` ones"])
def test_an_exception_that_nobody_understands_opens_nothing(read: Read, which: str) -> None:
    page = ("# Zebra", table("Zebra-1", "Zebra-2"), EXCEPT.format(which=which))
    assert "open-weights" not in levels(read({"README.md": "\n\n".join(page)})).values()


def test_words_of_names_tell_an_exception_that_has_its_licence_elsewhere_too(read: Read) -> None:
    names = ("Zebra-Base-1", "Zebra-Base-2", "Zebra-Tall-1")
    said = EXCEPT.format(which="the `base` savanna models, which are under MIT")
    base = "The weights of Zebra-Base-1 and Zebra-Base-2 are released under MIT."
    page = ["# Zebra", table(*names), "## License", said]
    alone = levels(read({"README.md": "\n\n".join(page)}))
    both = levels(read({"README.md": "\n\n".join([*page, base])}))
    assert "open-weights" not in alone.values()
    assert both["Zebra-Base-1"] == "open-weights"
    assert both["Zebra-Tall-1"] == "restricted-weights"


SENT = """# Zebra

1. **[Zebra-Wild]({hub}/zebra-wild)** (CC BY-NC 4.0 License)
2. **[Zebra-Tame]({hub}/zebra-tame)** (Apache 2.0 License)

- **For Commercial Use**: Use `zoo/zebra-tame` for friendlier terms
- `--tame`: Use the Apache 2.0 licensed model
"""


def test_to_send_to_another_model_binds_that_one_to_nothing(read: Read) -> None:
    found = read({"README.md": SENT.format(hub=HUB)})
    wild, tame = (
        next(one for one in found.models if one.name == name)
        for name in ("Zebra-Wild", "Zebra-Tame")
    )
    assert (wild.level, tame.level) == ("restricted-weights", "open-weights")
    assert str(wild.license.expression) == "CC-BY-NC-4.0"


def test_a_heading_calls_models_for_short(read: Read) -> None:
    words = "The model weights are released under the {} license."
    page = ("# Herd", "## Striped Savanna Racers (SSR)", words.format("MIT"), table("SSR-Core"))
    page += ("## Zebra Song", words.format("CC BY-NC 4.0"), table("Zebra-Song"))
    found = levels(read({"README.md": "\n\n".join(page).replace("zoo/ssr", "zoo/SSR")}))
    assert (found["SSR-Core"], found["Zebra-Song"]) == ("open-weights", "restricted-weights")


def test_files_of_weights_that_settings_fetch_are_models_of_the_card(read: Read) -> None:
    weights = "https://models.zoo.example"
    page = ("# Zebra", "## Plain", FREE, "| ID | Voice |\n|---|---|\n| `v5_foal` | neigh |")
    page += ("## Striped", BOUND, "| ID | Voice |\n|---|---|\n| `v5_mare` | bray |")
    settings = f"foal: {weights}/v5_foal.pt\nmare: {weights}/v5_mare.pt\nold: {weights}/v1.pt\n"
    found = read({"README.md": "\n\n".join(page), "models.yml": settings})
    assert levels(found) == {"v5_foal": "open-weights", "v5_mare": "restricted-weights"}


def test_a_text_that_sentences_link_to_for_some_models_is_for_these(
    read: Read, mit: str, nc: str
) -> None:
    own = nc.replace("Attribution-NonCommercial 4.0 International", "Okapi Grazing License", 1)
    page = ("# Zebra", table("Zebra-1", "Zebra-2"), "## License")
    page += ("Zebra-1 is released under the MIT license as found in [MIT](MIT_LICENSE).",)
    page += ("Zebra-2 is made available under its own [License](OKAPI_LICENSE).",)
    files = {"README.md": "\n\n".join(page), "MIT_LICENSE": mit, "OKAPI_LICENSE": own}
    found = read(files)
    assert levels(found)["Zebra-1"] == "open-weights"
    assert levels(found)["Zebra-2"] != "open-weights"


def test_one_number_written_in_two_ways_is_one_model(read: Read) -> None:
    text = f"# Zebra\n\nGet [Zebra-2]({HUB}/zebra-2).\n\n**Zebra 2.0** is new.\n"
    assert len(read({"README.md": text}).models) == 1


OFFERED = """# Grazer

- okapi ([get](https://github.com/zoo/zebra/releases/download/v0/okapi.onnx), [source]({okapi}))
- gnu ([get](https://github.com/zoo/zebra/releases/download/v0/gnu.onnx), [source]({gnu}))

## License

{terms}
"""


@pytest.mark.parametrize(
    ("terms", "level"),
    [
        ("Licensed under the MIT License.", "unknown"),
        ("The code and all model weights are released under the MIT license.", "open-weights"),
    ],
)
def test_a_licence_of_the_project_is_none_of_the_models_of_others(
    read: Read, mit: str, terms: str, level: str
) -> None:
    page = OFFERED.format(okapi="https://github.com/herd/okapi", gnu=f"{HUB}/gnu", terms=terms)
    theirs = page.replace(f"{HUB}/gnu", "https://huggingface.co/herd/gnu")
    assert read({"README.md": theirs, "LICENSE": mit}).level == level


def test_a_policy_beside_takes_nobody_from_under_the_licence(read: Read, nc: str) -> None:
    page = ("# Zebra", table("Zebra-1", "Zebra-2"), "## License")
    page += ("Zebra-1 is under the CC BY-NC 4.0 license as found in [LICENSE](LICENSE).",)
    page += ("For Zebra-2 see our [Acceptable Use Policy](USE_POLICY.md) too.",)
    files = {"README.md": "\n\n".join(page), "LICENSE": nc, "USE_POLICY.md": "Feed no lions."}
    assert set(levels(read(files)).values()) == {"restricted-weights"}


WORDS = st.lists(
    st.sampled_from(
        ["All models below are MIT.", "- Zebra-1", "# Zebra", "The above models", "text", ""]
    ),
    max_size=12,
)


@given(WORDS)
def test_what_a_sentence_points_at_is_on_its_page(lines: list[str]) -> None:
    text = "\n".join(lines)
    document = Document("README.md", text, DocumentKind.CARD)
    scopes = Scopes(
        (Model(("Zebra-1",)), Model(("Zebra-2",))), Names((), ("Zebra",), ()), frozenset()
    )
    for at in range(0, len(text), 7):
        target = pointed(document, Span(at, at + 1), "All models below")
        parts = target.parts if target else ()
        assert all(0 <= part.start <= part.end <= len(text) for part in parts)
        granted = scopes.of_place(document, Span(at, at + 1), grants=True)
        bound = scopes.of_place(document, Span(at, at + 1))
        assert bound is None or (granted is not None and granted <= bound)
