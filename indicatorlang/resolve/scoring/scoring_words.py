"""What the sentences of scoring rules are made of: numbers, quantities, names of the weight, and the mark of what was not read."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

import attrs

from indicatorlang.library.numerals import chinese_number
from indicatorlang.library.units import parse_quantity
from indicatorlang.model.number import exact
from indicatorlang.model.quantity import Quantity

POINTS = r"(?P<points>[0-9.]{1,12}|[一二三四五六七八九十两半]{1,3})"
WEIGHT = r"(?:该项|本项|此项|指标)?(?:权重分值|权重分|权重|分值|满分|标准分|总分|指标分)"
SHARE = r"[0-9.]{1,8}\s?[%％]"
COMPLETION = (
    "完成率",
    "完成比例",
    "指标完成率",
    "任务完成率",
    "目标完成率",
    "实际完成率",
    "完成",
    "完成目标",
    "完成年度目标",
    "完成指标值",
    "完成目标值",
)
"""What a rule calls how much of the target has been reached."""


@attrs.frozen
class NotRead:
    """A sentence that cannot be read without doubt, and the words that stand in the way."""

    rest: str
    why: Literal["words", "ends", "mixed"] = "words"


def number_of(text: str) -> Fraction | None:
    """`5`, `0.5`, `五`, `半`."""
    if text == "半":
        return Fraction(1, 2)
    return exact(text) if text[:1].isdigit() or text[:1] == "." else chinese_number(text)


def quantity_of(text: str) -> Quantity | None:
    """`1个百分点`, `一次`, `1天`; 个 before a unit is left out."""
    found = parse_quantity(text.strip())
    if found is None:
        return None
    for unit in ("百分点", "工作日", "月"):
        if found.unit.text == f"个{unit}":
            return attrs.evolve(found, unit=attrs.evolve(found.unit, text=unit))
    return found
