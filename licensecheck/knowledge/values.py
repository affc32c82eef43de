"""The one place where words and facts become typed values."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import TypeVar

from licensecheck.domain.values import Detail, Period, Territories, Threshold, Unit, Value
from licensecheck.knowledge.facts import LabelFact

# As the facts of licences call them.
_COUNTS: Mapping[str, tuple[Unit, Period | None, str]] = {
    "monthly_active_users": (Unit.USERS, Period.MONTH, ""),
    "daily_active_users": (Unit.USERS, Period.DAY, ""),
    "users": (Unit.USERS, None, ""),
    "employees": (Unit.EMPLOYEES, None, ""),
    "annual_revenue_usd": (Unit.REVENUE, Period.YEAR, "USD"),
    "annual_revenue_cny": (Unit.REVENUE, Period.YEAR, "CNY"),
    "monthly_revenue_usd": (Unit.REVENUE, Period.MONTH, "USD"),
}
_UNITS = {
    Unit.USERS: r"\b(?:users?|mau|dau|visits?|visitors?)\b|用户|用戶|月活|日活",
    Unit.REVENUE: r"revenue|turnover|funding|[$€¥￥]|\b(?:usd|eur|dollars?|euros?)\b"
    r"|收入|营收|營收|营业额|營業額|销售额|銷售額|融资|融資|元",
    Unit.EMPLOYEES: r"\b(?:employees|people|staff|persons?)\b|员工|員工|雇员|雇員",
}
_PERIODS = {
    Period.DAY: r"\b(?:daily|(?:per|a|each) day|dau)\b|日活|日均|每日",
    Period.MONTH: r"\b(?:monthly|(?:per|a|each) month|mau)\b|月活|月均|每月|自然月",
    Period.YEAR: r"\b(?:annual(?:ly)?|yearly|(?:per|a|each) year)\b"
    r"|年度|年均|每年|年收入|年营|年營|自然年",
}
_CURRENCIES = {
    "USD": r"\$|\b(?:usd|dollars?)\b|美元",
    "EUR": r"€|\b(?:eur|euros?)\b|欧元|歐元",
    "GBP": r"£|\b(?:gbp|pounds?)\b",
    "CNY": r"\b(?:rmb|cny|yuan)\b|人民币|人民幣|(?<![美欧歐日港])元|[¥￥]",
}
_PLACES = {
    "EU": r"\b(?:european union|eu|europe)\b|欧盟|歐盟",
    "EEA": r"\b(?:european economic area|eea)\b",
    "GB": r"\b(?:united kingdom|uk)\b|英国|英國",
    "KR": r"\b(?:south korea|korea)\b|韩国|韓國",
    "US": r"\b(?:united states|usa)\b|美国|美國",
    "CN": r"\b(?:mainland china|china)\b|中国|中國|中华人民共和国|中華人民共和國",
    "JP": r"\bjapan\b|日本",
    "RU": r"\brussia\b",
    "IN": r"\bindia\b",
    "IR": r"\biran\b",
}

_Word = TypeVar("_Word")


def of_fact(fact: LabelFact) -> tuple[Value, ...]:
    """The values that a licence is known to name with a label."""
    return tuple(chain(*(_known(name, value) for name, value in fact.values().items())))


def _known(name: str, value: object) -> Iterator[Value]:
    if name in _COUNTS and isinstance(value, int):
        yield Threshold(value, *_COUNTS[name], words=name.replace("_", " "))
    elif name == "territories" and isinstance(value, tuple):
        words = ", ".join(value)
        yield Territories(words, places(words))
    else:
        each = value if name == "keep" and isinstance(value, tuple) else (value,)
        yield from (Detail(name, str(one)) for one in each)


def of_clause(names: Iterable[str], slots: Mapping[str, str], clause: str) -> Iterator[Value]:
    """The values of a clause: `names` are what its rule looks for, `slots` what was found of them.

    A number and a unit are one threshold; its unit is the one that the whole clause names, and so
    are the places of a territory.
    """
    wanted = dict.fromkeys(names)
    if "number" in wanted and ("number" in slots or "unit" in slots):
        words = slots.get("unit", "")
        yield Threshold(_number(slots.get("number")), unit(clause), *_money(clause), words)
    if "territory" in wanted:
        yield Territories(slots.get("territory", ""), places(clause))
    for name in wanted:
        if name in slots and name not in ("number", "unit", "territory"):
            yield Detail(name, slots[name])


def unit(words: str) -> Unit | None:
    """The one unit that words name; None where they name none, or several."""
    return _only(_UNITS, words)


def places(words: str) -> tuple[str, ...]:
    """Codes of the places that words name, sorted."""
    return tuple(sorted(_named(_PLACES, words)))


def _money(clause: str) -> tuple[Period | None, str]:
    return _only(_PERIODS, clause), _only(_CURRENCIES, clause) or ""


def _number(digits: str | None) -> int | float | None:
    if digits is None:
        return None
    return int(digits) if digits.isdigit() else float(digits)


def _only(patterns: Mapping[_Word, str], words: str) -> _Word | None:
    found = list(_named(patterns, words))
    return found[0] if len(found) == 1 else None


def _named(patterns: Mapping[_Word, str], words: str) -> Iterator[_Word]:
    return (word for word, pattern in patterns.items() if re.search(pattern, words, re.I))
