"""Numbers with units in running text, such as the goal of a project."""

from __future__ import annotations

from collections.abc import Iterator

from indicatorlang.lazily import pattern
from indicatorlang.lint.targets import quantity
from indicatorlang.model.quantity import Quantity
from indicatorlang.resolve.wording.lexicon import UnitTable
from indicatorlang.syntax.written.vocabulary import folded

_NUMBER = pattern(r"(?<![0-9a-z第〔\[.])[0-9]{1,15}(?:,[0-9]{3})*(?:\.[0-9]{1,6})?")
_DATES = (
    "年",
    "月",
    "日",
    "号",
    "季度",
    "时",
    "点",
    "分",
    "度",
    "年度",
    "月份",
    "周年",
    "届",
    "级",
    "岁",
    "周岁",
    "号文",
    "楼",
    "路",
    "期",
)


def amounts(text: str) -> Iterator[tuple[str, Quantity]]:
    """Every number with a unit in a text, and how it is written there; years and other dates are none."""
    plain, table = folded(text), UnitTable()
    for found in _NUMBER.finditer(plain):
        start = found.end() + (plain[found.end() : found.end() + 1] == " ")
        unit = plain[start : table.unit_end(plain, start)]
        amount = quantity(found[0].replace(",", ""), unit) if unit and unit not in _DATES else None
        if amount is not None:
            yield plain[found.start() : start + len(unit)], amount
