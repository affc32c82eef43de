"""Rules for Chinese do what their own examples say, and leave nothing that binds unsaid."""

from pathlib import Path

import pytest
import yaml

from licensecheck.classify.chinese import chinese_reader
from licensecheck.errors import RuleFileError
from licensecheck.knowledge.chinese import load_chinese
from licensecheck.knowledge.files import rule_folder
from licensecheck.knowledge.knowledge import installed
from licensecheck.knowledge.rules import Effect, load_rules


def test_chinese_rules_are_for_labels_that_there_are() -> None:
    assert load_chinese().labels.keys() <= load_rules().labels.keys()


@pytest.mark.parametrize(
    "text",
    [
        "您可以使用和分发本模型，但不得将其冷藏。",  # a ban that no rule knows
        "授予您使用本模型的许可，除非月亮是圆的。",
        "您可以免费使用本模型，但须先行登记。",
    ],
)
def test_words_that_bind_and_that_no_rule_took_account_of_are_told(text: str) -> None:
    ruled = chinese_reader(installed()).matcher.read(text)
    assert ruled.hits
    assert ruled.loose


@pytest.mark.parametrize(
    "text",
    [
        "授予您一项永久的、不可撤销的、免费的许可，无需另行申请。",
        "模型按现状提供，包括但不限于不提供适销性的保证。",
        "本协议不禁止您修改模型，您可以修改模型。",
    ],
)
def test_words_that_only_seem_to_bind(text: str) -> None:
    assert not chinese_reader(installed()).matcher.read(text).loose


@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [
        ("您不得将模型用于商业用途。", "您不得將模型用於商業用途。"),
        ("未经书面许可，不得转让给第三方。", "未經書面許可，不得轉讓給第三方。"),
        ("仅供学术研究使用。", "僅供學術研究使用。"),
    ],
)
def test_traditional_characters_say_the_same(simplified: str, traditional: str) -> None:
    labels = [
        [hit.label for hit in chinese_reader(installed()).matcher.read(text).hits]
        for text in (simplified, traditional)
    ]
    assert labels[0] == labels[1] != []


def test_characters_of_full_width_say_the_same() -> None:
    narrow, wide = (
        chinese_reader(installed()).matcher.read(text).hits
        for text in ("月活跃用户超过100万的公司", "月活跃用户超过１００万的公司")
    )
    assert [hit.label for hit in narrow] == [hit.label for hit in wide] == ["scale-threshold"]
    assert {slot.value for hit in wide for slot in hit.slots if slot.name == "number"} == {
        "1000000"
    }


@pytest.mark.parametrize(
    ("permitted", "forbidden", "label"),
    [
        ("您可以将模型用于商业用途。", "您不得将模型用于商业用途。", "noncommercial-only"),
        ("本协议不禁止军事用途。", "本协议禁止军事用途。", "field-of-use-restriction"),
        ("使用模型无须支付任何费用。", "使用模型须支付费用。", "fee-required"),
        ("您可以出售权重。", "您不得出售权重。", "sale-restriction"),
        ("商业使用无需申请授权。", "商业使用需要申请授权。", "separate-permission-required"),
        ("您可以修改权重。", "您不得修改权重。", "no-derivatives"),
        ("您无须说明修改的内容。", "您必须说明修改的内容。", "state-changes"),
    ],
)
def test_a_flipped_sentence_flips_its_label(permitted: str, forbidden: str, label: str) -> None:
    matcher = chinese_reader(installed()).matcher
    assert label not in {hit.label for hit in matcher.read(permitted).hits}
    assert label in {hit.label for hit in matcher.read(forbidden).hits}


def test_a_mistake_names_file_and_line(tmp_path: Path) -> None:
    shared = yaml.safe_load((rule_folder() / "chinese.yaml").read_text("utf-8"))
    (tmp_path / "chinese").mkdir()
    (tmp_path / "chinese.yaml").write_text(yaml.safe_dump(shared), "utf-8")
    (tmp_path / "chinese" / "one.yaml").write_text("label: other\n", "utf-8")
    with pytest.raises(RuleFileError, match=r"one.yaml:1"):
        load_chinese(tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        "您不得修改本许可证。",
        "如果您无法同时履行两项义务，则您不得分发本作品。",
        "未经书面许可，不得使用作者的名称为您的产品背书。",
        "除非法律要求或书面同意，作品按现状提供。",
        "NOTICE文件仅供参考，不会修改本许可证。",
        "您不得对本许可证的条款施加进一步的限制。",
        "您可以将模型用于任何目的，包括商业用途。",
        "双方不得转让本协议的权利和义务。",
        "您分发的衍生作品必须按照本许可证授权。",
        "您可以收取任何价格，也可以不收费。",
        "不得删除任何版权声明。",
    ],
)
def test_what_open_licences_say_is_no_restriction(text: str) -> None:
    violating = load_rules().with_effect(Effect.VIOLATES)
    fired = {hit.label for hit in chinese_reader(installed()).matcher.read(text).hits}
    assert not fired & violating
