"""What a user may type, and what it means."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensecheck.errors import RefError
from licensecheck.hubs import parse_ref

HF = "huggingface"


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
    ],
)
def test_a_reference_names_hub_name_and_revision(
    text: str, hub: str, name: str, revision: str | None
) -> None:
    ref = parse_ref(text)
    assert (ref.hub, ref.name, ref.revision) == (hub, name, revision)


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
     "org/name#a\x02b", "org/name#" + "y" * 2000],
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
