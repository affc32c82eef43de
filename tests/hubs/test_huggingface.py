"""Hugging Face: what is read, what is told from what, and what is done when it fails."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from licensecheck.domain import DocumentKind, Gating, Origin, ProblemKind, Snapshot
from licensecheck.errors import (
    AccessError,
    CollectError,
    NotFoundError,
    UnavailableError,
)
from licensecheck.hubs import FetchOptions, collect, parse_ref
from licensecheck.hubs.decode import MAX_BYTES
from licensecheck.hubs.wanted import MAX_HEADERS
from tests.hubs import double
from tests.hubs.faults import told
from tests.hubs.huggingface_double import COMMIT, HuggingFace, Model
from tests.hubs.test_headers import gguf, text

NAME = "org/name"
CARD = b"---\nlicense: mit\n---\n# Name\n"
FILES = {
    "README.md": CARD,
    "LICENSE": b"You may do as you like.\n",
    "config.json": b"{}",
    "model.safetensors": b"\0" * 100,
}
Make = Callable[..., FetchOptions]


@pytest.fixture
def read(hf: HuggingFace, options: Make) -> Callable[..., Snapshot]:
    """Collects `org/name` from the double."""
    hf.models[NAME] = Model(dict(FILES))

    def run(revision: str | None = None, **changes: object) -> Snapshot:
        changes.setdefault("endpoints", {"huggingface": hf.url})
        return collect(parse_ref(f"hf:{NAME}", revision), options(**changes))

    return run


Read = Callable[..., Snapshot]


# --- What is read --------------------------------------------------------------------------------


def test_small_texts_are_read_at_one_commit_and_of_weights_the_header(
    hf: HuggingFace, read: Read
) -> None:
    snapshot = read()
    assert (snapshot.revision, snapshot.origin) == (COMMIT, Origin.HUB)
    assert {d.path: d.text.encode() for d in snapshot.documents} == {
        path: FILES[path] for path in ("README.md", "LICENSE", "config.json")
    }
    assert snapshot.documents[0].url == f"{hf.url}/{NAME}/blob/{COMMIT}/LICENSE"
    assert snapshot.cards[0].licenses == ("mit",)
    assert {f.path: f.size for f in snapshot.files} == {p: len(b) for p, b in FILES.items()}
    assert snapshot.files_complete
    assert snapshot.problems == ()
    assert snapshot.fetched_at
    assert sorted(hf.paths()) == [
        "/api/models/org/name",
        *(f"/org/name/resolve/{COMMIT}/{p}" for p in sorted(FILES)),
    ]
    (weights,) = [a for a in hf.asked if "safetensors" in a.path]
    assert weights.headers["range"] == "bytes=0-255999"


def test_of_many_shards_the_first_ones_are_asked_and_of_later_ones_little(
    hf: HuggingFace, read: Read
) -> None:
    shards = [f"model-{number:05}-of-00040.safetensors" for number in range(1, 41)]
    hf.models[NAME] = Model({**FILES, **dict.fromkeys(shards, b"\0" * 100)})
    read()
    asked = {a.path.rpartition("/")[2]: a for a in hf.asked if "-of-" in a.path}
    assert sorted(asked) == shards[: MAX_HEADERS - 1]  # and model.safetensors
    assert asked[shards[0]].headers["range"] == "bytes=0-255999"
    assert asked[shards[1]].headers["range"] == "bytes=0-15999"


def test_a_branch_is_asked_for_by_name_and_its_files_by_commit(hf: HuggingFace, read: Read) -> None:
    assert read("main").revision == COMMIT
    assert hf.paths()[0] == "/api/models/org/name/revision/main"
    assert all(COMMIT in path for path in hf.paths()[1:])


def test_the_endpoint_and_token_come_from_the_environment(
    hf: HuggingFace, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", hf.url + "/")
    monkeypatch.setenv("HF_TOKEN", "secret")
    read(endpoints={})
    assert {a.headers["authorization"] for a in hf.asked} == {"Bearer secret"}


def test_what_the_hub_says_itself(hf: HuggingFace, read: Read) -> None:
    hf.models[NAME].info = {
        "gated": "manual",
        "tags": ["license:llama3.1", "base_model:a/b", "base_model:quantized:a/b", "dataset:d"],
        "cardData": {"license": "other", "base_model": ["a/b", "c/d"], "datasets": "e"},
    }
    metadata = read().metadata
    assert metadata.licenses == ("llama3.1", "other")
    assert metadata.base_models == ("a/b", "c/d")
    assert metadata.base_relation == "quantized"
    assert metadata.datasets == ("d", "e")
    assert metadata.gating is Gating.MANUAL


def test_a_renamed_model_is_followed(hf: HuggingFace, read: Read, options: Make) -> None:
    hf.moved["old/name"] = NAME
    snapshot = collect(parse_ref("hf:old/name"), options(endpoints={"huggingface": hf.url}))
    assert len(snapshot.documents) == 3
    assert f"/{NAME}/resolve/{COMMIT}/LICENSE" in hf.paths()


def test_the_name_that_the_hub_gives_is_the_models_name(
    hf: HuggingFace, read: Read, options: Make
) -> None:
    hf.moved["old/name"] = NAME
    asked = options(endpoints={"huggingface": hf.url})
    renamed, today = (collect(parse_ref(f"hf:{one}"), asked) for one in ("old/name", NAME))
    assert (renamed.ref, renamed.asked) == (today.ref, "old/name")
    assert today.asked == ""
    hf.models[NAME].info["id"] = NAME.upper()  # hubs take either case
    assert collect(parse_ref(f"hf:{NAME}"), asked).asked == ""


def test_files_in_the_cache_of_the_hub_are_read_there(hf: HuggingFace, read: Read) -> None:
    plain = read()
    hf.sends_to_cache = True
    cached = read(refresh=True)
    assert any(path.startswith("/api/resolve-cache/") for path in hf.paths())
    assert (cached.documents, cached.problems) == (plain.documents, plain.problems)


@pytest.mark.parametrize(
    "path",
    ["vocab.txt", "merges.txt", "tokenizer.json", "train.py", "dict.txt", "tokens.txt",
     "lexicon.txt", "text_encoder/merges.txt", "spm.vocab", "special_tokens_map.json"],
)  # fmt: skip
def test_a_file_that_holds_no_terms_hides_none(hf: HuggingFace, read: Read, path: str) -> None:
    hf.models[NAME] = Model({**FILES, path: b"a b\n"}, unlisted={path})
    assert not any(one.hides_terms for one in read().problems)


@pytest.mark.parametrize("path", ["LICENSE", "NOTES.md", "USE_POLICY.md", "许可.txt"])
def test_a_file_that_may_hold_terms_hides_them(hf: HuggingFace, read: Read, path: str) -> None:
    hf.models[NAME] = Model({**FILES, path: b"Terms.\n"}, unlisted={path})
    assert [one.subject for one in read().problems if one.hides_terms] == [path]


def test_a_huge_readme_is_not_fetched_whole(hf: HuggingFace, read: Read) -> None:
    hf.models[NAME].files["README.md"] = CARD + b"x" * (3 * MAX_BYTES)
    snapshot = read()
    # It is fetched in part, and of that part again the beginning is read as a card.
    assert told(snapshot.problems) == [("too-large", "README.md", True)] * 2
    assert snapshot.cards[0].licenses == ("mit",)


def test_the_header_of_a_model_file_is_read(hf: HuggingFace, read: Read) -> None:
    data = gguf(("general.license", 8, text("llama3"))) + b"\0" * 500_000
    hf.models[NAME].files["m.gguf"] = data
    cards = read().cards
    assert [(c.document.path, c.licenses) for c in cards] == [
        ("README.md", ("mit",)),
        ("m.gguf (header)", ("llama3",)),
    ]
    assert len(hf.asked) == 6


# --- Who may read --------------------------------------------------------------------------------


GATE = {
    "gated": "manual",
    "cardData": {
        "license": "other",
        "extra_gated_prompt": "Terms:\nNo commercial use.\n",
        "extra_gated_fields": {"I agree": "checkbox"},
    },
}


def test_gated_files_are_a_problem_and_the_gate_is_read(hf: HuggingFace, read: Read) -> None:
    hf.models[NAME] = Model(dict(FILES), info=GATE, readers={"friend"})
    snapshot = read()
    assert told(snapshot.problems) == [
        ("gated", "LICENSE", True),
        ("gated", "README.md", True),
        ("gated", "config.json", False),
    ]
    assert [d.path for d in snapshot.documents] == ["hub-metadata.yaml"]
    gate = snapshot.cards[0].gate
    assert gate
    assert gate.prompt
    assert gate.prompt.text == "Terms:\nNo commercial use."
    assert [one.label for one in gate.fields] == ["I agree"]
    assert snapshot.metadata.gating is Gating.MANUAL


def test_who_accepted_the_gate_reads_everything(hf: HuggingFace, read: Read) -> None:
    hf.models[NAME] = Model(dict(FILES), info=GATE, readers={"friend"})
    snapshot = read(token="friend")
    assert [d.path for d in snapshot.documents] == ["LICENSE", "README.md", "config.json"]
    assert snapshot.problems == ()


def test_missing_private_and_a_bad_token_are_told_apart(hf: HuggingFace, read: Read) -> None:
    hf.models[NAME].private = True
    with pytest.raises(NotFoundError, match="or it is private") as missing:
        read()
    assert "HF_TOKEN" in missing.value.remedy
    with pytest.raises(NotFoundError, match="or it is private"):
        read(token="stranger")
    with pytest.raises(AccessError) as expired:
        read(token="expired")
    assert "HF_TOKEN" in expired.value.remedy
    hf.models[NAME].readers = {"friend"}
    assert len(read(token="friend").documents) == 3


def test_no_such_revision(read: Read) -> None:
    with pytest.raises(NotFoundError, match="no revision v9"):
        read("v9")


# --- Faults --------------------------------------------------------------------------------------


def test_a_hub_that_is_down(hf: HuggingFace, read: Read) -> None:
    hf.server_close()
    with pytest.raises(UnavailableError, match="cannot be reached") as error:
        read()
    assert "--offline" in error.value.remedy


def test_what_passes_is_tried_again(hf: HuggingFace, read: Read, waits: list[float]) -> None:
    def once(handler: double.Handler, reply: double.Reply) -> None:
        hf.faults.clear()
        double.status(503, Retry_After="2")(handler, reply)

    hf.faults.append(("/api/models", once))
    assert len(read(deadline=30).documents) == 3
    assert waits == [2.0]


def test_a_listed_file_that_is_not_there(hf: HuggingFace, read: Read) -> None:
    hf.models[NAME].unlisted = {"LICENSE"}
    assert told(read().problems) == [("missing", "LICENSE", True)]


@pytest.mark.parametrize(
    "info",
    [{"sha": None}, {"sha": "../x"}, {"id": "../../x"}, {"id": 3}, {"sha": ["a"]}],
)
def test_an_answer_without_sound_commit_or_name_is_none(
    hf: HuggingFace, read: Read, info: dict[str, object]
) -> None:
    hf.models[NAME].info = info
    with pytest.raises(UnavailableError):
        read()


def test_without_a_file_list_nothing_counts_as_read(hf: HuggingFace, read: Read) -> None:
    hf.models[NAME].info = {"siblings": None}
    snapshot = read()
    assert not snapshot.files_complete
    assert told(snapshot.problems) == [("unavailable", "siblings", True)]


def test_paths_that_lead_elsewhere_are_not_asked_for(hf: HuggingFace, read: Read) -> None:
    bad = ["../../LICENSE", "/etc/LICENSE", "a\nb/LICENSE", 3, None]
    hf.models[NAME].info = {"siblings": [{"rfilename": p} for p in bad] + ["x", {}]}
    assert read().files == ()
    assert hf.paths() == ["/api/models/org/name"]


# --- Secrets -------------------------------------------------------------------------------------


def test_the_token_goes_to_no_other_host(hf: HuggingFace, read: Read) -> None:
    with HuggingFace() as other:
        hf.faults.append(("LICENSE$", double.status(302, Location=f"{other.url}/x/resolve/a/b")))
        read(token="planted", hosts={("127.0.0.1", None)})
        assert other.asked
        assert all("authorization" not in a.headers for a in other.asked)
    assert all(a.headers["authorization"] == "Bearer planted" for a in hf.asked)


def test_the_token_is_in_no_message_log_or_cache(
    hf: HuggingFace, read: Read, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(0)
    said: list[str] = []
    read(token="planted-secret", progress=said.append)
    for fault in (double.status(401), double.slow):
        hf.faults[:] = [("/", fault)]
        with pytest.raises(CollectError) as error:
            read(token="planted-secret", refresh=True)
        said.append(repr(error.value) + error.value.remedy + repr(error.value.__cause__))
    with pytest.raises(UnavailableError) as malformed:
        read(token="planted-secret\n")
    said.append(repr(malformed.value) + repr(malformed.value.__cause__))
    kept = b"".join(p.read_bytes() for p in tmp_path.rglob("*") if p.is_file())
    assert kept
    assert b"planted-secret" not in kept
    assert "planted-secret" not in caplog.text + "".join(said) + repr(
        FetchOptions(token="planted-secret")
    )


def test_what_a_token_read_is_not_shown_without_it(hf: HuggingFace, read: Read) -> None:
    hf.models[NAME] = Model(dict(FILES), info=GATE, readers={"friend"})
    read(token="friend")
    assert ("gated", "LICENSE", True) in told(read().problems)
    with pytest.raises(UnavailableError):
        read(COMMIT, offline=True)


# --- The cache -----------------------------------------------------------------------------------


def test_a_pinned_model_is_asked_for_once(hf: HuggingFace, read: Read) -> None:
    first = read(COMMIT)
    assert first.origin is Origin.HUB
    hf.asked.clear()
    again = read(COMMIT)
    assert hf.asked == []
    assert again.origin is Origin.CACHE
    assert told(again.problems) == [("stale", "hub", False)]
    assert replace(again, origin=first.origin, fetched_at=None, problems=()) == replace(
        first, fetched_at=None
    )
    read(COMMIT, refresh=True)
    assert len(hf.asked) == 5


def test_without_a_commit_the_hub_is_asked_and_a_new_one_is_seen(
    hf: HuggingFace, read: Read
) -> None:
    read()
    moved = Model({**FILES, "LICENSE": b"Research only.\n"}, commit="f" * 40)
    hf.models[NAME] = moved
    snapshot = read()
    assert (snapshot.revision, snapshot.origin) == ("f" * 40, Origin.HUB)
    assert snapshot.documents[0].text == "Research only.\n"


def test_unchanged_is_fresh(hf: HuggingFace, read: Read) -> None:
    read()
    hf.faults.append(("/api/models", double.status(304)))
    snapshot = read()
    assert (snapshot.origin, snapshot.problems) == (Origin.HUB, ())
    assert hf.asked[-1].headers["if-none-match"]


def test_offline_an_earlier_answer_is_read_and_said_so(hf: HuggingFace, read: Read) -> None:
    read()
    hf.asked.clear()
    snapshot = read(offline=True)
    assert hf.asked == []
    assert (snapshot.origin, len(snapshot.documents)) == (Origin.CACHE, 3)
    assert told(snapshot.problems) == [("stale", "hub", False)]


def test_offline_and_never_asked(hf: HuggingFace, read: Read) -> None:
    with pytest.raises(UnavailableError, match="on this disk") as error:
        read(offline=True)
    assert "--offline" in error.value.remedy
    assert hf.asked == []


def test_offline_hugging_faces_own_cache_is_read(
    hf: HuggingFace, read: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "hub"
    monkeypatch.setenv("HF_HUB_CACHE", str(cache))
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    folder = cache / "models--org--name"
    snapshot = folder / "snapshots" / COMMIT
    for path in ("refs", "blobs"):
        (folder / path).mkdir(parents=True)
    snapshot.mkdir(parents=True)
    (folder / "refs" / "main").write_text(COMMIT)
    (folder / "blobs" / "b").write_bytes(CARD)
    (snapshot / "README.md").symlink_to("../../blobs/b")
    found = read()
    assert (found.ref.hub, found.revision, found.origin) == ("huggingface", COMMIT, Origin.CACHE)
    assert found.cards[0].licenses == ("mit",)
    assert not found.files_complete
    assert {p.kind for p in found.problems} == {ProblemKind.STALE, ProblemKind.MISSING}
    assert any(p.hides_terms for p in found.problems)
    assert read(COMMIT).revision == COMMIT
    with pytest.raises(UnavailableError):
        read("v2")


def test_a_cache_that_cannot_be_written_is_no_failure(read: Read, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert len(read(cache_dir=tmp_path / "file").documents) == 3


# --- Licence texts that a card points to ---------------------------------------------------------


def pointing(link: str) -> bytes:
    return f"---\nlicense: other\nlicense_link: {link}\n---\n".encode()


def test_a_licence_by_another_name_is_read(hf: HuggingFace, read: Read) -> None:
    files = {"README.md": pointing("./docs/lic%20v2.dat"), "docs/lic v2.dat": b"Only research.\n"}
    hf.models[NAME] = Model(files)
    assert {d.path: d.kind for d in read().documents} == {
        "README.md": DocumentKind.CARD,
        "docs/lic v2.dat": DocumentKind.LICENSE,
    }
    files["README.md"] = pointing(f"https://huggingface.co/{NAME}/blob/main/docs/lic%20v2.dat")
    hf.models[NAME] = Model(files, commit="f" * 40)
    assert len(read().documents) == 2


def test_a_licence_that_is_named_and_not_there(hf: HuggingFace, read: Read) -> None:
    hf.models[NAME] = Model({"README.md": pointing("LICENSE.md")})
    assert told(read().problems) == [("missing", "LICENSE.md", True)]


def test_a_licence_of_another_model_is_read_where_it_lies(hf: HuggingFace, read: Read) -> None:
    link = "https://huggingface.co/base/model/blob/main/LICENSE"
    hf.models["base/model"] = Model({"LICENSE": b"Base terms.\n"}, commit="main")
    hf.models[NAME] = Model({"README.md": pointing(link)})
    snapshot = read()
    (licence,) = [d for d in snapshot.documents if d.kind is DocumentKind.LICENSE]
    assert (licence.path, licence.text, licence.url) == (
        "base/model/LICENSE", "Base terms.\n", link
    )  # fmt: skip
    hf.models["base/model"].readers = {"friend"}
    assert told(read().problems) == [("gated", link, False)]


def test_a_licence_on_github_is_read_without_the_token(hf: HuggingFace, read: Read) -> None:
    link = "https://github.com/owner/repo/blob/main/LICENSE"
    hf.models[NAME] = Model({"README.md": pointing(link)})
    with HuggingFace() as raw:
        endpoints = {"huggingface": hf.url, "github-raw": raw.url}
        (problem,) = read(endpoints=endpoints, token="t").problems
        assert (problem.subject, problem.hides_terms) == (link, False)
        assert raw.paths() == ["/owner/repo/main/LICENSE"]
        assert "authorization" not in raw.asked[0].headers


@pytest.mark.parametrize(
    "link",
    ["https://example.org/LICENSE", "http://169.254.169.254/latest", "file:///etc/passwd",
     "../../etc/passwd", "/etc/passwd", "ftp://x/y", "https://huggingface.co/a/b/blob/main/../../x",
     "https://huggingface.co@evil.example/a/b/blob/main/LICENSE", "."],
)  # fmt: skip
def test_other_links_are_not_followed(hf: HuggingFace, read: Read, link: str) -> None:
    hf.models[NAME] = Model({"README.md": pointing(link)})
    read()
    assert len(hf.asked) == 2


def test_a_wrong_file_in_the_cache_is_noticed_and_asked_for_again(
    hf: HuggingFace, read: Read
) -> None:
    read()
    hf.models[NAME].files["LICENSE"] = b"Changed under the same commit.\n"
    assert told(read().problems) == [("unavailable", "LICENSE", True)]
    assert read(refresh=True).problems == ()


@pytest.mark.parametrize("as_folder", [False, True], ids=["cache", "local-dir"])
def test_what_the_library_downloads_is_read(
    hf: HuggingFace,
    read: Read,
    options: Make,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    as_folder: bool,
) -> None:
    from huggingface_hub import hf_hub_download

    place = {"local_dir" if as_folder else "cache_dir": tmp_path / "hub"}
    for name in ("README.md", "LICENSE", "config.json"):
        hf_hub_download(NAME, name, endpoint=hf.url, token=False, **place)
    folder = tmp_path / "hub" if as_folder else tmp_path / "hub" / "models--org--name"
    found = collect(parse_ref(str(folder)), options())
    assert found.revision == COMMIT
    assert {d.path: d.text.encode() for d in found.documents} == {
        name: FILES[name] for name in ("README.md", "LICENSE", "config.json")
    }
    assert not found.files_complete
    assert found.problems == ()
    if not as_folder:
        monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
        assert read(offline=True).documents == found.documents
