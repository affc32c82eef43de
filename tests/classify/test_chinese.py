"""A licence in Chinese, from its text to an answer."""

from pathlib import Path

import pytest

from licensecheck.api import audit, read_license
from licensecheck.domain.report import LicenseReport

LICENCE = """斑马模型许可协议

1. 许可方授予您一项全球性的、永久的、不可撤销的、免费的许可，允许您使用、复制、修改和分发模型。

2. 您可以将模型用于商业用途，无需另行申请。

3. 您分发模型时须保留版权声明，并附上本协议的副本。

4. {}
"""


def read(folder: Path, clause: str) -> LicenseReport:
    path = folder / "LICENSE"
    path.write_text(LICENCE.format(clause), "utf-8")
    return read_license(path)


@pytest.mark.parametrize(
    "clause",
    [
        "模型按现状提供，不附带任何明示或默示的保证。",
        "本协议受中华人民共和国法律管辖。",
        "您违反本协议的，许可自动终止。",
        "“模型”是指随本协议提供的权重和代码。",
        "您須在修改版中說明修改的內容。",  # traditional characters
    ],
)
def test_a_text_of_which_rules_understand_every_word_has_an_answer(
    tmp_path: Path, clause: str
) -> None:
    report = read(tmp_path, clause)
    assert report.osd.conformant is True
    assert not report.problems


@pytest.mark.parametrize(
    ("clause", "label"),
    [
        ("您不得将模型用于军事目的。", "field-of-use-restriction"),
        ("月活跃用户超过一亿的公司须另行取得我们的书面许可。", "scale-threshold"),
        ("商业用途須事先取得書面授權。", "separate-permission-required"),
        ("模型仅供学术研究使用。", "research-only"),
        ("您不得用模型的输出训练其他大模型。", "output-training-restriction"),
    ],
)
def test_a_restriction_is_certain_with_its_quote(tmp_path: Path, clause: str, label: str) -> None:
    report = read(tmp_path, clause)
    assert report.osd.conformant is False
    (found,) = (one for one in report.findings if one.rule == label)
    assert found.confidence == "certain"
    assert found.evidence[0].quote.rstrip("。") in clause


TAIWAN = """斑馬模型授權條款

我們授予您全球性的、免費的、非專屬的授權，您可以為任何目的使用、重製、修改和散布本模型，包括商業用途。
您必須在所有副本中保留原有的著作權聲明。
本條款受中華民國法律管轄。
{}"""


def test_terms_in_the_words_of_taiwan_have_an_answer(tmp_path: Path) -> None:
    path = tmp_path / "LICENSE"
    path.write_text(TAIWAN.format("本模型按「現狀」提供，我們不提供任何擔保。\n"), "utf-8")
    assert read_license(path).osd.conformant is True


@pytest.mark.parametrize("clause", ["您不得將本模型用於軍事用途。", "資料僅供學術研究使用。"])
def test_what_such_terms_forbid_is_found(tmp_path: Path, clause: str) -> None:
    path = tmp_path / "LICENSE"
    path.write_text(TAIWAN.format(clause), "utf-8")
    assert read_license(path).osd.conformant is False


@pytest.mark.parametrize(
    "clause",
    [
        "允许个人使用。",
        "您可以免费使用模型三十天。",
        "您可以使用模型，企业用户另谈。",
        "您可以在本公司的芯片上运行模型。",
        "您可以在获得批准之后使用模型。",
        "“用途”是指学术研究。",
        "模型按现状提供，公司用户请先付款。",
        "我们不对您的损失负责，商业客户请绕行。",
        "任何人都可以使用模型，竞争对手恕不接待。",
        "本协议受中国法律管辖，海外用户请离开。",
        "企业用户请联系销售部门。",
        "您可以使用模型 but you may not sell it to others。",
        "只能用於硏究。",  # a rare form of a character
        "您有权在得到授权的情况下使用本模型。",
        "このモデルは商用利用できません。",
    ],
)
def test_words_that_no_rule_knows_leave_the_text_open_to_nobody(
    tmp_path: Path, clause: str
) -> None:
    report = read(tmp_path, clause)
    assert report.osd.conformant is not True


@pytest.mark.parametrize("line", ["未经许可不得商用", "本模型仅供学术研究使用", "僅供學術研究使用"])
def test_a_line_that_binds_is_no_title_for_want_of_a_stop(tmp_path: Path, line: str) -> None:
    assert read(tmp_path, line).osd.conformant is False


@pytest.mark.parametrize(
    "line", ["免责声明及责任限制", "不可抗力", "适用法律与争议解决", "应用场景"]
)
def test_a_title_is_no_clause(tmp_path: Path, line: str) -> None:
    assert read(tmp_path, line).osd.conformant is True


def test_what_may_be_done_after_leave_was_given_is_not_granted(tmp_path: Path) -> None:
    report = read(tmp_path, "允许在获得许可人授权后使用模型提供服务。")
    (found,) = (one for one in report.findings if one.rule == "separate-permission-required")
    assert "获得许可人授权后" in found.evidence[0].quote


def test_a_threshold_has_its_number_unit_and_currency(tmp_path: Path) -> None:
    report = read(tmp_path, "年收入超过1亿人民币的公司须另行取得我们的书面许可。")
    (found,) = (one for one in report.findings if one.rule == "scale-threshold")
    assert "CNY 100,000,000 of revenue a year" in found.message


def test_a_card_in_chinese_restricts_as_one_in_english_does(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").touch()
    card = "# 斑马\n\n斑马是一个小模型。\n\n## 许可协议\n\n{}\n"
    (tmp_path / "README.md").write_text(card.format("不得将权重用于商业用途。"), "utf-8")
    assert audit(tmp_path, offline=True).level == "restricted-weights"


def test_prose_in_chinese_without_words_of_terms_takes_nothing_away(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").touch()
    card = "---\nlicense: mit\n---\n# 斑马\n\n斑马是一个小模型，我们在公开的数据上训练了它。\n"
    (tmp_path / "README.md").write_text(card, "utf-8")
    (tmp_path / "LICENSE").write_text("", "utf-8")
    without = tmp_path / "plain"
    without.mkdir()
    (without / "model.safetensors").touch()
    (without / "README.md").write_text("---\nlicense: mit\n---\n# Zebra\n", "utf-8")
    (without / "LICENSE").write_text("", "utf-8")
    assert audit(tmp_path, offline=True).level == audit(without, offline=True).level


def test_a_clause_that_stands_twice_is_quoted_at_both_places(tmp_path: Path) -> None:
    report = read(tmp_path, "月活跃用户超过一亿的公司须另行取得许可。\n\n" * 2)
    (found,) = (one for one in report.findings if one.rule == "scale-threshold")
    assert [quote.line for quote in found.evidence] == [9, 11]
    assert {quote.quote for quote in found.evidence} == {"月活跃用户超过一亿的公司须另行取得许可。"}
