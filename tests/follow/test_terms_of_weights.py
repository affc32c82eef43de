"""The page of a hub governs the weights that a repository links to, the repository its code."""

import pytest

from tests.follow.conftest import LINK, Audited, Publish, asked, page
from tests.hubs.double import status
from tests.hubs.huggingface_double import HuggingFace, Model

NC = b"Zebra Code License\n\nYou may use this code for research. You may not use it commercially.\n"
PAGE = "huggingface:zoo/zebra-7b"


def level(printed: str) -> str:
    """The word behind the address in the first line."""
    return printed.partition("(hub) ")[2].split()[0]


def test_a_page_gives_its_terms_to_the_weights(
    audited: Audited, publish: Publish, hub: HuggingFace
) -> None:
    publish()
    hub.models["zoo/zebra-7b"] = page("license: mit")
    printed = audited()
    assert level(printed) == "open-weights"
    assert "commercial use: yes" in printed
    assert f"MIT, declared ({PAGE}/README.md:2)" in printed
    assert f"Weights at {PAGE}, read at 0123456789ab" in printed


def test_a_page_may_be_stricter_than_the_code(
    audited: Audited, publish: Publish, hub: HuggingFace
) -> None:
    publish()
    hub.models["zoo/zebra-7b"] = page("license: cc-by-nc-4.0")
    printed = audited()
    assert level(printed) == "restricted-weights"
    assert "commercial use: no" in printed
    assert "Apache-2.0, verbatim (LICENSE)" in printed


def test_a_page_may_be_laxer_than_the_code(
    audited: Audited, publish: Publish, hub: HuggingFace
) -> None:
    publish(licence=NC)
    hub.models["zoo/zebra-7b"] = page("license: mit")
    [right] = [
        one for one in audited("-f", "json").report["rights"] if one["right"] == "use-commercially"
    ]
    assert (right["answer"], right["weights"]) == ("no", "yes")


def test_what_the_repository_says_of_its_weights_binds_beside_a_laxer_page(
    audited: Audited, publish: Publish, hub: HuggingFace
) -> None:
    publish(f"{LINK}\n\nThe models are licensed under CC BY-NC 4.0.")
    hub.models["zoo/zebra-7b"] = page("license: mit")
    assert level(audited()) == "restricted-weights"


def test_the_same_words_on_both_are_no_contradiction(
    audited: Audited, publish: Publish, hub: HuggingFace
) -> None:
    publish(f"{LINK}\n\nThe models are licensed under the MIT license.")
    hub.models["zoo/zebra-7b"] = page("license: mit")
    assert level(audited()) == "open-weights"


def test_terms_of_what_the_page_was_made_from_come_along(
    audited: Audited, publish: Publish, hub: HuggingFace
) -> None:
    publish()
    hub.models["zoo/zebra-7b"] = page("license: mit\nbase_model: plain/quagga")
    hub.models["plain/quagga"] = page("license: cc-by-nc-4.0")
    report = audited("-f", "json").report
    assert report["level"] == "restricted-weights"
    [base] = report["models"][0]["bases"]
    assert (base["name"], base["evidence"]["document"]) == ("plain/quagga", f"{PAGE}/README.md")


def test_a_page_with_weights_alone_has_no_terms(
    audited: Audited, publish: Publish, hub: HuggingFace
) -> None:
    publish()
    hub.models["zoo/zebra-7b"] = page("tags: [stripes]")
    printed = audited()
    assert level(printed) == "unknown"
    assert f"{PAGE}, where the weights lie, names no licence: ask the publisher" in printed
    assert "code yes, weights please read" in printed


def test_a_page_without_weights_has_none_to_open(
    audited: Audited, publish: Publish, hub: HuggingFace
) -> None:
    publish()
    hub.models["zoo/zebra-7b"] = Model({"README.md": b"---\nlicense: mit\n---\nSoon.\n"})
    assert level(audited()) == "unknown"


@pytest.mark.parametrize(
    ("gate", "found", "state"),
    [(False, "open-weights", "linked"), ("manual", "closed", "on-request")],
)
def test_what_stands_before_the_weights_stands_on_their_page(
    audited: Audited, publish: Publish, hub: HuggingFace, gate: object, found: str, state: str
) -> None:
    publish()
    hub.models["zoo/zebra-7b"] = page("license: mit", info={"gated": gate})
    report = audited("-f", "json").report
    assert (report["level"], report["models"][0]["weights"]["state"]) == (found, state)


# --- Pages that cannot be read -------------------------------------------------------------------

STATED = f"{LINK}\n\nThe models are licensed under the MIT license."


@pytest.mark.parametrize("words", [LINK, STATED])
def test_a_page_that_is_not_there_leaves_its_weights_unknown(
    audited: Audited, publish: Publish, words: str
) -> None:
    publish(words)
    printed = audited()
    assert level(printed) == "unknown"
    assert f"{PAGE}, where the weights lie, could not be read (There is no model" in printed
    assert printed.code == 0


def test_the_code_is_answered_where_the_page_is_not(audited: Audited, publish: Publish) -> None:
    publish()
    assert "commercial use: code yes, weights please read" in audited()


def test_a_gated_page_is_unknown_until_a_token_opens_it(
    audited: Audited, publish: Publish, hub: HuggingFace, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish()
    hub.models["zoo/zebra-7b"] = page(
        "license: mit", info={"gated": "auto", "cardData": {"license": "mit"}}, readers={"mine"}
    )
    printed = audited()
    assert level(printed) == "unknown"
    assert "accepting the terms" in printed
    monkeypatch.setenv("HF_TOKEN", "mine")
    assert level(audited()) == "open-weights"


def test_a_hub_that_fails_leaves_the_weights_unknown(
    audited: Audited, publish: Publish, hub: HuggingFace
) -> None:
    publish()
    hub.models["zoo/zebra-7b"] = page("license: mit")
    hub.faults.append(("/api/models/", status(404)))
    assert level(audited()) == "unknown"
    hub.faults.clear()
    assert level(audited()) == "open-weights"


def test_a_private_page_is_not_quoted(
    audited: Audited, publish: Publish, hub: HuggingFace, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish()
    monkeypatch.setenv("HF_TOKEN", "mine")
    secret = page("license: mit", "The herd sleeps at noon.", private=True, readers={"mine"})
    hub.models["zoo/zebra-7b"] = secret
    printed = audited("-f", "json")
    assert printed.report["level"] == "unknown"
    assert "it is private" in printed.report["followed"][0]["unread"]
    assert "noon" not in printed


# --- Several -------------------------------------------------------------------------------------

TABLE = """| Model | Download |
|---|---|
| Zebra-1 | [get](https://huggingface.co/zoo/zebra-1) |
| Zebra-2 | [get](https://huggingface.co/zoo/zebra-2) |
| Zebra-3 | [get](https://huggingface.co/zoo/zebra-3) |
"""


def test_each_model_has_the_terms_of_its_own_page(
    audited: Audited, publish: Publish, hub: HuggingFace
) -> None:
    publish(TABLE)
    hub.models["zoo/zebra-1"] = page("license: mit")
    hub.models["zoo/zebra-2"] = page("license: cc-by-nc-4.0")
    report = audited("-f", "json").report
    found = {one["name"]: (one["level"], one["license"]["expression"]) for one in report["models"]}
    assert found == {
        "Zebra-1": ("open-weights", "MIT"),
        "Zebra-2": ("restricted-weights", "CC-BY-NC-4.0"),
        "Zebra-3": ("unknown", ""),
    }
    assert {one["ref"]: (one["models"], bool(one["unread"])) for one in report["followed"]} == {
        "huggingface:zoo/zebra-1": (["Zebra-1"], False),
        "huggingface:zoo/zebra-2": (["Zebra-2"], False),
        "huggingface:zoo/zebra-3": (["Zebra-3"], True),
    }


def test_one_of_them_can_be_asked_for(audited: Audited, publish: Publish, hub: HuggingFace) -> None:
    publish(TABLE)
    hub.models["zoo/zebra-1"] = page("license: mit")
    hub.models["zoo/zebra-2"] = page("license: cc-by-nc-4.0")
    assert level(audited(ref="github:zoo/zebra#Zebra-1")) == "open-weights"
    assert level(audited(ref="github:zoo/zebra#Zebra-2")) == "restricted-weights"
    assert level(audited(ref="github:zoo/zebra#Zebra-3")) == "unknown"


def test_of_fifty_pages_twelve_are_read_and_the_others_named(
    audited: Audited, publish: Publish, hub: HuggingFace
) -> None:
    publish("\n".join(f"- https://huggingface.co/zoo/zebra-{n}" for n in range(50)))
    hub.models |= {f"zoo/zebra-{n}": page("license: mit") for n in range(50)}
    report = audited("-f", "json").report
    assert len(asked(hub)) == 12
    unread = [one for one in report["followed"] if one["unread"]]
    assert (len(report["followed"]), len(unread)) == (50, 38)
    assert "one of more than 12 pages" in unread[0]["unread"]
    read = {name for one in report["followed"] if not one["unread"] for name in one["models"]}
    levels = {one["name"]: one["level"] for one in report["models"]}
    assert {levels[name] for name in read} == {"open-weights"}
    assert set(levels.values()) == {"open-weights", "unknown"}


@pytest.mark.parametrize("base", ["zoo/zebra-7b", "zoo/zebra-8b"])
def test_circles_end(audited: Audited, publish: Publish, hub: HuggingFace, base: str) -> None:
    publish()
    back = "Code: https://github.com/zoo/zebra, see https://huggingface.co/zoo/zebra-9b"
    hub.models["zoo/zebra-7b"] = page(f"license: mit\nbase_model: {base}", back)
    hub.models["zoo/zebra-8b"] = page("license: mit\nbase_model: zoo/zebra-7b", back)
    assert level(audited()) == "open-weights"
    assert "zoo/zebra-9b" not in asked(hub)  # no page of a page is followed
