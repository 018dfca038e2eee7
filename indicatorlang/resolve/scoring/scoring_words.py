"""What the sentences of scoring rules are made of: numbers, quantities, names of the weight, and the mark of what was not read."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

import attrs

from indicatorlang.lazily import frozen, pattern
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


_HEADED = pattern(r"\s*(?:评分标准|评扣分标准|评分办法|评分细则|得分标准|扣分标准|计分方法)\s*[:：]\s*")
_CIRCLED = pattern(r"\s*[\u2460-\u2473\u2474-\u2487]\s*")
_NUMBERED = pattern(
    r"(^|[，,；;。\r\n])\s*(?:[（(][0-9一二三四五六七八九十]{1,2}[)）]|[0-9]{1,2}[.．、)）](?![0-9])|[A-Ha-h][.．、)）])\s*"
)
_CLAUSES = pattern(r"[，,；;。\r\n]")
_WORTH_ALONE = pattern(r"(?:的|则|即)?(?:得|计|记|扣(?!完|至)|不得分|不计分)")
_WORTH = pattern(r"[得扣加]|分(?![点之])")


def unnumbered(text: str) -> str:
    """A rule without the numbers of its points and without its heading: ①… ②…, 1.…, （2）…, A.…"""
    headed = _HEADED.match(text)
    return _NUMBERED.sub(r"\1", _CIRCLED.sub("；", text[headed.end() :] if headed else text)).lstrip("；")


def clauses_of(text: str) -> list[str]:
    """What stands between the stops of a rule. What is earned may be parted from what for: ≥90%，得10分 is one clause.

    >>> clauses_of("①≥90%，得10分；②每少1家，扣0.5分")
    ['≥90%得10分', '每少1家扣0.5分']
    >>> clauses_of("不足1%按1%计，扣完为止")  # the end of the deductions is a clause of its own
    ['不足1%按1%计', '扣完为止']
    """
    clauses: list[str] = []
    for clause in (piece.strip() for piece in _CLAUSES.split(unnumbered(text))):
        if clauses and _WORTH_ALONE.match(clause) and not _WORTH.search(clauses[-1]):
            clauses[-1] += clause
        elif clause:
            clauses.append(clause)
    return clauses


@frozen
class NotRead:
    """A sentence that cannot be read without doubt, and the words that stand in the way."""

    rest: str
    why: Literal["words", "ends", "mixed"] = "words"


def number_of(text: str) -> Fraction | None:
    """`5`, `0.5`, `五`, `半`; 一半 is half of something else."""
    if text == "一半":
        return None
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
