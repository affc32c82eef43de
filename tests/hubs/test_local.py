"""Folders: plain, git checkouts, and what huggingface_hub leaves on a disk."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from licensecheck.domain import DocumentKind, Origin, ProblemKind, Snapshot
from licensecheck.domain.problem import NAMED
from licensecheck.errors import CollectError, NotFoundError, RefError
from licensecheck.hubs import collect, parse_ref
from licensecheck.hubs.folder import MAX_ENTRIES
from licensecheck.hubs.headers import HEADER_BYTES
from tests.hubs.git_double import git
from tests.hubs.test_headers import gguf, text, texts
from tests.odd_files import ODD, nested

SHA = "0123456789abcdef0123456789abcdef01234567"
OTHER = "f" * 40


def read(path: Path, revision: str | None = None) -> Snapshot:
    return collect(parse_ref(str(path), revision))


def write(folder: Path, **files: str) -> Path:
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_DOT_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode())
    return folder


def test_a_plain_folder(tmp_path: Path) -> None:
    write(
        tmp_path, README_DOT_md="---\r\nlicense: mit\r\n---\r\nHi", LICENSE="Do\r\n", x_DOT_gguf=""
    )
    snapshot = read(tmp_path)
    assert snapshot.origin is Origin.FOLDER
    assert (snapshot.revision, snapshot.fetched_at) == (None, None)
    assert [(d.path, d.kind, d.text[-4:]) for d in snapshot.documents] == [
        ("LICENSE", DocumentKind.LICENSE, "Do\r\n"),
        ("README.md", DocumentKind.CARD, "\r\nHi"),
    ]
    assert [f.path for f in snapshot.files] == ["LICENSE", "README.md", "x.gguf"]
    assert snapshot.cards[0].licenses == ("mit",)
    assert snapshot.files_complete
    assert snapshot.problems == ()


def test_the_readme_is_the_main_card(tmp_path: Path) -> None:
    write(tmp_path, MODEL_CARD_DOT_md="a", README_en_DOT_md="b", README_DOT_md="c")
    assert [c.document.path for c in read(tmp_path).cards] == [
        "README.md", "README_en.md", "MODEL_CARD.md"
    ]  # fmt: skip


def test_the_same_folder_gives_the_same_snapshot(tmp_path: Path) -> None:
    for name in ("b/LICENSE", "a/LICENSE", "LICENSE", "NOTICE", "README.md"):
        write(tmp_path, **{name.replace("/", "__").replace(".", "_DOT_"): name})
    assert read(tmp_path) == read(tmp_path)
    assert [d.path for d in read(tmp_path).documents] == sorted(
        d.path for d in read(tmp_path).documents
    )


def test_a_pointer_to_weights_in_the_large_file_store_has_their_size(tmp_path: Path) -> None:
    for name, size in (("big.safetensors", 9_876_543), ("tiny.pth", 5_000)):
        head = "version https://git-lfs.github.com/spec/v1"
        (tmp_path / name).write_text(f"{head}\noid sha256:{'0' * 64}\nsize {size}\n", "ascii")
    (tmp_path / "dummy.pth").write_bytes(b"x" * 130)
    assert {f.path: f.size for f in read(tmp_path).files} == {
        "big.safetensors": 9_876_543, "dummy.pth": 130, "tiny.pth": 5_000
    }  # fmt: skip


def test_nothing_there(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError) as missing:
        read(tmp_path / "absent")
    assert missing.value.remedy
    with pytest.raises(CollectError, match="no files") as empty:
        read(tmp_path)
    assert empty.value.remedy
    with pytest.raises(RefError, match="neither a folder nor a model file"):
        read(write(tmp_path, LICENSE="x") / "LICENSE")


def test_a_huge_readme_is_read_in_part(tmp_path: Path) -> None:
    with (tmp_path / "README.md").open("wb") as file:
        file.write(b"# Model\n")
        file.truncate(200_000_000)  # sparse: takes no room; null bytes follow the heading
    (tmp_path / "LICENSE").write_bytes(b"word " * 400_000)
    problems = {p.subject: p.kind for p in read(tmp_path).problems}
    assert problems == {"README.md": ProblemKind.BINARY, "LICENSE": ProblemKind.TOO_LARGE}


def test_links_out_of_the_folder_are_not_followed_and_said(tmp_path: Path) -> None:
    outside = write(tmp_path / "outside", secret="s", weights="w")
    folder = write(tmp_path / "model", README_DOT_md="x", terms_DOT_txt="inner")
    (folder / "LICENSE").symlink_to(outside / "secret")
    (folder / "NOTICE").symlink_to("/etc/hostname")
    (folder / "MODEL_LICENSE").symlink_to("terms.txt")
    (folder / "model.safetensors").symlink_to(outside / "weights")
    (folder / "loop").symlink_to("loop")
    (folder / "COPYING").symlink_to("gone")
    (folder / "sub").symlink_to(outside)
    snapshot = read(folder)
    assert [(p.kind, p.subject, p.hides_terms) for p in snapshot.problems] == [
        (ProblemKind.MISSING, "COPYING", True),
        (ProblemKind.MISSING, "loop", False),
        (ProblemKind.UNSAFE, "LICENSE", True),
        (ProblemKind.UNSAFE, "NOTICE", False),
        (ProblemKind.UNSAFE, "sub", True),
    ]
    assert [(d.path, d.text) for d in snapshot.documents] == [
        ("MODEL_LICENSE", "inner"),
        ("README.md", "x"),
        ("terms.txt", "inner"),
    ]
    assert "model.safetensors" in [f.path for f in snapshot.files]


@pytest.mark.parametrize("make", ODD)
@pytest.mark.parametrize(
    ("name", "hides"),
    [("LICENSE", True), ("README.md", True), ("config.json", False), ("m.safetensors", False)],
)
def test_what_is_no_file_is_not_opened_and_said(
    tmp_path: Path, make: Callable[[Path], None], name: str, hides: bool
) -> None:
    make(write(tmp_path, USE_POLICY_DOT_md="x") / name)
    snapshot = read(tmp_path)
    assert [f.path for f in snapshot.files] == ["USE_POLICY.md"]
    assert [(p.kind, p.subject, p.hides_terms) for p in snapshot.problems] == [
        (ProblemKind.UNSAFE, name, hides)
    ]


def test_a_link_in_the_folder_is_followed_once_to_what_has_no_name_of_its_own_there(
    tmp_path: Path,
) -> None:
    write(tmp_path, README_DOT_md="x", _DOT_cache__LICENSE="hidden", licenses__MIT_DOT_txt="seen")
    for name, target in (("a", "."), ("b", ".cache"), ("c", ".cache"), ("d", "licenses")):
        (tmp_path / name).symlink_to(target)
    assert [f.path for f in read(tmp_path).files] == ["README.md", "b/LICENSE", "licenses/MIT.txt"]


def test_a_thousand_nested_folders_are_a_problem(tmp_path: Path) -> None:
    with nested(write(tmp_path, README_DOT_md="x"), 1000):
        (problem,) = read(tmp_path).problems
    assert (problem.kind, "too long" in problem.message) == (ProblemKind.UNAVAILABLE, True)


def test_of_a_folder_with_too_many_files_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert MAX_ENTRIES >= 100_000
    monkeypatch.setattr("licensecheck.hubs.folder.MAX_ENTRIES", 3)
    snapshot = read(write(tmp_path, **{f"{n}_DOT_txt": "x" for n in range(5)}))
    assert (len(snapshot.files), snapshot.files_complete) == (3, False)
    assert [p.kind for p in snapshot.problems] == [ProblemKind.TOO_LARGE]


def test_many_problems_of_one_kind_are_counted(tmp_path: Path) -> None:
    for n in range(NAMED + 5):
        os.mkfifo(write(tmp_path, README_DOT_md="x") / f"{n}")
    problems = read(tmp_path).problems
    assert (len(problems), "5 other files" in {p.subject for p in problems}) == (NAMED + 1, True)


def test_a_git_checkout_tells_its_commit(tmp_path: Path) -> None:
    folder = write(tmp_path / "repo", LICENSE="x")
    git(folder, "init", "-q", "-b", "feature/main")
    assert read(folder).revision is None
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "first")
    commit = git(folder, "rev-parse", "HEAD")
    assert read(folder).revision == commit
    assert [f.path for f in read(folder).files] == ["LICENSE"]
    git(folder, "worktree", "add", "-q", "-b", "other", str(tmp_path / "tree"))
    assert read(tmp_path / "tree").revision == commit
    git(folder, "pack-refs", "--all")
    assert read(folder).revision == commit
    assert read(tmp_path / "tree").revision == commit
    git(folder, "checkout", "-q", "--detach")
    assert read(folder).revision == commit
    assert read(folder, commit[:8]).revision == commit
    with pytest.raises(NotFoundError, match="not ffff"):
        read(folder, "ffff")


@pytest.mark.parametrize("head", ["", "ref: refs/../../x", "ref: ", "zzz", "ref: refs/heads/\0"])
def test_a_broken_git_folder_has_no_commit(tmp_path: Path, head: str) -> None:
    write(tmp_path, LICENSE="x", _DOT_git__HEAD=head)
    assert read(tmp_path).revision is None


def hf_cache(root: Path, *commits: str) -> Path:
    """What huggingface_hub's cache looks like after README.md was downloaded."""
    model = write(root / "models--org--name", blobs__b1="card", refs__main=commits[0])
    for commit in commits:
        folder = model / "snapshots" / commit
        folder.mkdir(parents=True)
        (folder / "README.md").symlink_to("../../blobs/b1")
    return model


def test_a_hugging_face_cache_tells_its_commit_and_that_more_may_exist(tmp_path: Path) -> None:
    model = hf_cache(tmp_path, SHA, OTHER)
    for folder in (model, model / "snapshots" / SHA):
        snapshot = read(folder)
        assert snapshot.revision == SHA
        assert [d.text for d in snapshot.documents] == ["card"]
        assert not snapshot.files_complete
        assert [(p.kind, p.hides_terms) for p in snapshot.problems] == [(ProblemKind.MISSING, True)]
    (model / "refs" / "main").write_text("branch")
    with pytest.raises(CollectError, match="2 snapshots"):
        read(model)


def test_a_link_out_of_the_hugging_face_cache_is_not_followed(tmp_path: Path) -> None:
    model = hf_cache(tmp_path, SHA)
    write(tmp_path, secret="s")
    (model / "snapshots" / SHA / "LICENSE").symlink_to("../../../secret")
    assert ProblemKind.UNSAFE in {p.kind for p in read(model).problems}


def test_a_download_folder_tells_its_commit(tmp_path: Path) -> None:
    notes = tmp_path / ".cache" / "huggingface" / "download"
    write(tmp_path, README_DOT_md="x", LICENSE="y")
    write(notes, README_DOT_md_DOT_metadata=f"{SHA}\netag\n1.0\n")
    snapshot = read(tmp_path)
    assert (snapshot.revision, snapshot.files_complete) == (SHA, False)
    assert snapshot.problems == ()
    write(notes, LICENSE_DOT_metadata=f"{OTHER}\netag\n1.0\n")
    mixed = read(tmp_path)
    assert mixed.revision is None
    assert [p.kind for p in mixed.problems] == [ProblemKind.METADATA]


def test_a_model_file_tells_its_licence(tmp_path: Path) -> None:
    data = gguf(("general.license", 8, text("mit")))
    (tmp_path / "m-00001-of-00002.gguf").write_bytes(data)
    (tmp_path / "m-00002-of-00002.gguf").write_bytes(data)
    write(tmp_path, README_DOT_md="---\nlicense: apache-2.0\n---\n")
    cards = read(tmp_path).cards
    assert [(c.document.path, c.licenses) for c in cards] == [
        ("README.md", ("apache-2.0",)),
        ("m-00001-of-00002.gguf (header)", ("mit",)),
    ]
    alone = read(tmp_path / "m-00002-of-00002.gguf")
    assert alone.cards[0].licenses == ("mit",)
    assert any(p.hides_terms for p in alone.problems)


def test_every_shard_is_asked_and_what_differs_is_kept(tmp_path: Path) -> None:
    for number, licence in enumerate(["mit", "mit", "cc-by-nc-4.0"], 1):
        data = gguf(("general.license", 8, text(licence)))
        (tmp_path / f"m-0000{number}-of-00003.gguf").write_bytes(data)
    found = [(c.document.path, c.licenses) for c in read(tmp_path).cards]
    assert found == [
        ("m-00001-of-00003.gguf (header)", ("mit",)),
        ("m-00003-of-00003.gguf (header)", ("cc-by-nc-4.0",)),
    ]


def test_a_licence_behind_a_long_vocabulary_is_found(tmp_path: Path) -> None:
    words = texts(*("word" * 10 for _ in range(20_000)))
    data = gguf(("tokenizer.ggml.tokens", 9, words), ("general.license", 8, text("mit")))
    (tmp_path / "m.gguf").write_bytes(data)
    assert len(data) > HEADER_BYTES
    assert [card.licenses for card in read(tmp_path).cards] == [("mit",)]


def test_a_licence_that_the_card_points_to_is_read(tmp_path: Path) -> None:
    card = "---\nlicense: other\nlicense_link: {}\n---\n"
    folder = write(
        tmp_path / "m", README_DOT_md=card.format("docs/x.dat"), docs__x_DOT_dat="Terms."
    )
    assert {d.path for d in read(folder).documents} == {"README.md", "docs/x.dat"}
    write(folder, README_DOT_md=card.format("LICENSE"))
    assert [(p.kind, p.hides_terms) for p in read(folder).problems] == [(ProblemKind.MISSING, True)]


@pytest.mark.parametrize("link", ["../secret", "/etc/passwd", "out", "out/x", "sub/../../secret"])
def test_a_card_cannot_point_out_of_the_folder(tmp_path: Path, link: str) -> None:
    write(tmp_path, secret="s")
    folder = write(tmp_path / "m", README_DOT_md=f"---\nlicense_link: {link}\n---\n")
    (folder / "out").symlink_to(tmp_path / "secret")
    assert [d.path for d in read(folder).documents] == ["README.md"]


def test_every_real_folder_is_read_the_same_way_twice(real: Path) -> None:
    for folder in sorted((real / "repos").iterdir()):
        first = read(folder)
        assert first == read(folder)
        assert first.documents
        assert {p.kind for p in first.problems} <= {ProblemKind.BINARY, ProblemKind.METADATA}
