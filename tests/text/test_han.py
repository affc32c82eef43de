"""How Chinese is told from other scripts, and cut into what rules read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensecheck.text.han import Script, has_han, is_chinese, is_mixed, numeral, tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("您可以使用本模型。", True),
        ("Zebra-7B 模型可用于 API 服务，见 https://example.org/very/long/address", True),
        ("You may use the Zebra model (斑马) for any purpose that you like.", False),
        ("このモデルは商用利用できません。", False),
        ("이 모델은 상업적으로 사용할 수 없습니다.", False),
        ("MIT", False),
    ],
)
def test_what_is_chinese(text: str, expected: bool) -> None:
    assert is_chinese(text) is expected


def test_japanese_with_han_characters_is_not_read_as_chinese() -> None:
    assert not has_han("研究目的でのみ利用できます")


def test_a_clause_in_two_languages_is_mixed() -> None:
    assert is_mixed("You may not use it for any purpose 不得商用")
    assert not is_mixed("本模型基于 Zebra Base Model 训练")


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("一百万", 1_000_000),
        ("两千万", 20_000_000),
        ("一亿五千万", 150_000_000),
        ("十二", 12),
        ("五百", 500),
        ("萬", 10_000),
        ("一億", 100_000_000),
        ("斑马", None),
        ("", None),
    ],
)
def test_numerals(word: str, number: int | None) -> None:
    assert numeral(word) == number


def test_a_denied_word_is_a_word_of_its_own() -> None:
    assert [word for word, _ in tokens("无需授权")] == ["无需", "授", "权"]
    assert [word for word, _ in tokens("并不禁止")] == ["并", "不禁止"]


def test_who_does_something_is_a_word_of_its_own() -> None:
    assert [word for word, _ in tokens("发布者发布")] == ["发布者", "发", "布"]


@given(st.text())
def test_tokens_stand_where_they_are_said_to(text: str) -> None:
    found = tokens(text)
    assert all(text[at : at + len(word)] == word for word, at in found)
    assert [at for _, at in found] == sorted(at for _, at in found)


@given(st.text())
def test_a_script_keeps_every_place(text: str) -> None:
    assert len(Script({"權": "权"})(text)) == len(text)


def test_a_script_makes_characters_simple_and_narrow() -> None:
    assert Script({"權": "权"})("授權（ＡＢＣ１）") == "授权(ABC1)"
