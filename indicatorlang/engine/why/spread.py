"""What each period to come has to bring, in words: an average where all bring the same, else period by period."""

from __future__ import annotations

from fractions import Fraction

from indicatorlang.engine.why import words
from indicatorlang.library.units import step_of
from indicatorlang.model.assessment import IndicatorResult, Need, Share
from indicatorlang.model.period import Grain
from indicatorlang.model.quantity import Quantity

_NUMERALS = ("零", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_GRAINS = {
    Grain.MONTH: ("个月", "月", "months"),
    Grain.QUARTER: ("个季度", "季度", "quarters"),
    Grain.HALF: ("个半年", "半年", "halves"),
}
_MOST_LISTED = 4


def spread_zh(need: Need, result: IndicatorResult) -> str:
    """`（其余两个季度平均每季度155家）`, `（第二季度180家、第三季度200家）`."""
    if not need.spread or len({other.way for other in result.needed}) > 1:
        return ""  # beside alternatives it would only be in the way
    counter, unit, _ = _GRAINS.get(need.spread[0].period.grain, ("期", "期", ""))
    count = len(need.spread)
    if _even(need) and (_same(need) or count > _MOST_LISTED):
        number = _NUMERALS[count] if count < len(_NUMERALS) else str(count)
        about = "" if _same(need) else "约"
        return f"（其余{number}{counter}平均每{unit}{about}{words.quantity(_mean(need), places=None if _same(need) else 2)}）"
    told = [share for share in need.spread if share.quantity.number]
    return f"（{'、'.join(f'{words.short_period(s.period, result.span)}{words.quantity(s.quantity)}' for s in told)}）"


def spread_en(need: Need) -> str:
    """` (155 家 in each of 2 quarters)`, ` (2019Q2 180 家, 2019Q3 200 家)`."""
    if not need.spread:
        return ""
    _, _, units = _GRAINS.get(need.spread[0].period.grain, ("", "", "periods"))
    count = len(need.spread)
    if _even(need) and (_same(need) or count > _MOST_LISTED):
        mean = words.quantity(_mean(need), "en", None if _same(need) else 2)
        return f" ({'' if _same(need) else 'about '}{mean} in each of {count} {units})"
    each = [f"{share.period.text} {words.quantity(share.quantity, 'en')}" for share in need.spread if share.quantity.number]
    return f" ({', '.join(each)})"


def _numbers(need: Need) -> list[Fraction]:
    return [share.quantity.number for share in need.spread]


def _even(need: Need) -> bool:
    """Whether the parts differ only by what could not be divided."""
    first: Share = need.spread[0]
    return max(_numbers(need)) - min(_numbers(need)) <= step_of(first.quantity.unit, first.quantity.places)


def _same(need: Need) -> bool:
    return len(set(_numbers(need))) == 1


def _mean(need: Need) -> Quantity:
    first = need.spread[0].quantity
    return Quantity(sum(_numbers(need), Fraction(0)) / len(need.spread), first.unit, first.places)
