"""What a user may type, and what it means."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensecheck.errors import RefError
from licensecheck.hubs import parse_ref

HF, GH, MS = "huggingface", "github", "modelscope"
SHA = "sha256:" + "0" * 64
GIT = "https://host.example:8080/a/b.git"


@pytest.mark.parametrize(
    ("text", "hub", "name", "revision"),
    [
        ("openai/gpt-oss-20b", HF, "openai/gpt-oss-20b", None),
        ("hf:openai/gpt-oss-20b", HF, "openai/gpt-oss-20b", None),
        ("hf:gpt2", HF, "gpt2", None),
        ("HF:openai/gpt-oss-20b", HF, "openai/gpt-oss-20b", None),
        ("openai/gpt-oss-20b@main", HF, "openai/gpt-oss-20b", "main"),
        ("org/name@", HF, "org/name", None),
        ("org/name@refs/pr/3", HF, "org/name", "refs/pr/3"),
        ("https://huggingface.co/org/name", HF, "org/name", None),
        ("http://www.huggingface.co/org/name/", HF, "org/name", None),
        ("https://huggingface.co/org/name/tree/abc", HF, "org/name", "abc"),
        ("https://huggingface.co/org/name/blob/main/LICENSE?x=1#L3", HF, "org/name", "main"),
        ("https://hf.co/org/name", HF, "org/name", None),
        ("pkg:huggingface/org/name@0a1b", HF, "org/name", "0a1b"),
        ("pkg:huggingface/org/na%6De@0a1b?repository_url=x", HF, "org/name", "0a1b"),
        ("./org/name", "local", "./org/name", None),
        ("../x", "local", "../x", None),
        (".", "local", ".", None),
        ("/models/x@y", "local", "/models/x@y", None),
        ("~/models", "local", "~/models", None),
        ("C:\\models", "local", "C:\\models", None),
        ("local:models/x", "local", "models/x", None),
        ("file:///models/x", "local", "/models/x", None),
        ("github:owner/repo", GH, "owner/repo", None),
        ("gh:owner/repo@v1", GH, "owner/repo", "v1"),
        ("github:owner/repo@v1/sub/dir", GH, "owner/repo/sub/dir", "v1"),
        ("github:owner/repo/sub@feature/x", GH, "owner/repo/sub", "feature/x"),
        ("https://github.com/owner/repo.git", GH, "owner/repo", None),
        ("https://github.com/owner/repo/tree/main/sub", GH, "owner/repo/sub", "main"),
        ("github.com/owner/repo/", GH, "owner/repo", None),
        ("pkg:github/owner/repo@v1?x=y", GH, "owner/repo", "v1"),
        ("modelscope:owner/name", MS, "owner/name", None),
        ("ms:owner/name@v1", MS, "owner/name", "v1"),
        ("https://www.modelscope.cn/models/owner/name/summary", MS, "owner/name", None),
        ("https://modelscope.cn/models/o/n/file/view/master/LICENSE", MS, "o/n", None),
        ("https://modelscope.cn/models/owner/name/tree/v2", MS, "owner/name", "v2"),
        (f"git+{GIT}@feature/x", "git", GIT, "feature/x"),
        ("oci:ghcr.io/a/b:v1", "oci", "ghcr.io/a/b", "v1"),
        ("oci://localhost:5000/a", "oci", "localhost:5000/a", None),
        (f"oci:ghcr.io/a/b:v1@{SHA}", "oci", "ghcr.io/a/b", SHA),
        ("docker:ai/smollm2", "oci", "docker.io/ai/smollm2", None),
        ("docker://alpine:3", "oci", "docker.io/library/alpine", "3"),
        ("ollama:llama3.1:8b", "ollama", "llama3.1", "8b"),
        ("ollama:llama3.1", "ollama", "llama3.1", None),
        ("ollama:library/llama3.1:8b", "ollama", "llama3.1", "8b"),
        ("ollama:bob/m", "ollama", "bob/m", None),
        ("ollama:hf.co/org/repo:Q4_K_M", "ollama", "hf.co/org/repo", "Q4_K_M"),
        ("https://ollama.com/library/llama3.1:8b", "ollama", "llama3.1", "8b"),
    ],
)
def test_a_reference_names_hub_name_and_revision(
    text: str, hub: str, name: str, revision: str | None
) -> None:
    ref = parse_ref(text)
    assert (ref.hub, ref.name, ref.revision) == (hub, name, revision)
    assert parse_ref(str(ref)) == ref or hub == "local"


def test_what_exists_here_is_a_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert parse_ref("org/name").hub == HF
    (tmp_path / "org" / "name").mkdir(parents=True)
    assert parse_ref("org/name").hub == "local"
    assert parse_ref("hf:org/name").hub == HF


@pytest.mark.parametrize(
    "text",
    ["", "  ", "gpt2", "a/b/c", "a\nb/c", "nohub:x/y", "hf:", "hf:a/b c", "a/..", "hf:../../etc",
     "https://huggingface.co/datasets/a/b", "https://huggingface.co/collections/a",
     "https://example.org/a/b", "org/name@../x",
     "org/-x", "x/" + "y" * 2000, "org/na--me", "local:",
     "org/name#a\x02b", "org/name#" + "y" * 2000,
     "github:owner", "github:owner/..", "github:-x/y", "github:a/b/../c", "github:a/b@..",
     "github:a b/c", "github:a/b@v1@v2", "github:a/b/tree/v1@v2",
     "modelscope:x", "ms:a/../b", "ms:a/b/c", "ms:a/b@..", "ms:",
     "git:", "git:file:///etc", "git:ext::sh", "git:https://", "git:https://user:pw@host/x",
     "git:https://host/x?token=y", "git:ssh://host/x", "git:https://host/x@../y",
     "git:https://host/--upload-pack=x", "git:https://[::/x",
     "oci:", "oci:host/UPPER", "oci:host.x/../y", "oci:h.x/a:b:c", "oci:a@sha256:12", "ollama:",
     "ollama:a/b/c/d", "ollama:../x", "ollama:a:b:c", "oci:h.x/" + "a" * 600, "oci:h.x/a:t@u@v"],
)  # fmt: skip
def test_nonsense_is_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(RefError) as error:
        parse_ref(text)
    assert error.value.remedy


def test_two_different_revisions_are_refused() -> None:
    assert parse_ref("org/name@v1", "v1").revision == "v1"
    with pytest.raises(RefError, match="Two revisions"):
        parse_ref("org/name@v1", "v2")


@given(st.text(max_size=80))
def test_any_text_is_a_reference_or_refused(text: str) -> None:
    try:
        ref = parse_ref(text)
    except RefError:
        return
    assert ref.name


@given(
    st.from_regex(r"[a-z][a-z0-9]{0,8}/[a-z][a-z0-9]{0,8}", fullmatch=True),
    st.none() | st.from_regex(r"[a-z0-9]{1,40}", fullmatch=True),
)
def test_what_is_shown_can_be_typed_again(name: str, revision: str | None) -> None:
    ref = parse_ref(f"hf:{name}", revision)
    assert parse_ref(str(ref)) == ref


@pytest.mark.parametrize(
    "text",
    ["hf:a/b", "github:a/b", "git:https://host/x", "oci:host.x/a", "ollama:a", "modelscope:a/b"],
)
@pytest.mark.parametrize("revision", ["--upload-pack=x", "../x", "a b", "a\nb", "x" * 300, "-x"])
def test_a_revision_is_no_option_path_or_prose(text: str, revision: str) -> None:
    with pytest.raises(RefError, match="no revision"):
        parse_ref(text, revision)
    assert parse_ref(text, "v1").revision == "v1"
