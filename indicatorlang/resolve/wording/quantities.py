"""What can be said of numbers and units by themselves: units without their grammar, the ends of a tolerance, fractions in decimals."""

from __future__ import annotations

import attrs

from indicatorlang.library.units import parse_unit
from indicatorlang.model.number import decimal_text, exact, terminates
from indicatorlang.syntax.written.tree import Period, WrittenNumber
from indicatorlang.syntax.written.vocabulary import folded, vocabulary

_TIMES = ("百", "千", "万", "亿", "十万", "百万", "千万")
_PERCENT = ("%", "percent", "per cent", "per-cent", "pct", "pct.", "per centum")


def plain_unit(unit: str) -> str:
    """The unit as written, without what only Chinese grammar asks for (3个工作日 is 3 工作日), and ％ as %.

    个月 keeps its 个: a bare 月 behind a number is a month of the calendar."""
    unit = unit.strip()
    if folded(unit) in _PERCENT:
        return "%"
    unit = unit.replace("％", "%")
    bare = unit[1:]
    if unit[:1] not in ("个", "個") or not bare or bare in ("月", "人"):
        return unit
    full, short = parse_unit(unit), parse_unit(bare)
    same = full.known and short.known and full.unit.dimension == short.unit.dimension and full.unit.factor == short.unit.factor
    return bare if same else unit


def around(number: str, unit: str, tolerance: str, tolerance_unit: str) -> tuple[str, str] | None:
    """The ends of `number unit ± tolerance`, in `unit`: a percentage is one of the number, unless that is one itself.

    None when the units do not fit, or an end has no decimal of at most ten places."""
    middle, by = exact(number), exact(tolerance)
    if middle is None or by is None:
        return None
    own, other = parse_unit(unit).unit, parse_unit(tolerance_unit or unit).unit
    if other.is_percent and not own.is_percent:
        by = abs(middle) * by / 100
    elif not (own.is_percent and other.is_points):
        if not own.fits(other):
            return None
        by = by * other.factor / own.factor
    ends = decimal_text(middle - abs(by)), decimal_text(middle + abs(by))
    return ends if exact(ends[0]) == middle - abs(by) and exact(ends[1]) == middle + abs(by) else None


def in_decimals(number: WrittenNumber) -> WrittenNumber:
    """1/4 as 0.25; 1/3 stays."""
    value = exact(number.number) if "/" in number.number else None
    return attrs.evolve(number, number=decimal_text(value)) if value is not None and terminates(value) else number


def same_unit(low: WrittenNumber, high: WrittenNumber) -> tuple[WrittenNumber, WrittenNumber]:
    """600元-900元/人, 5万-8万元: what the ends are for each of, or of what, is said once."""
    if low.unit and (high.unit.startswith(f"{low.unit}/") or (low.unit in _TIMES and high.unit.startswith(low.unit))):
        return attrs.evolve(low, unit=high.unit), high
    return low, high


def per_period(unit: str) -> tuple[str, Period | None]:
    """次/月 is 次, once a month; 元/月 is a unit of its own."""
    over, stroke, under = unit.replace("／", "/").rpartition("/")
    period = vocabulary().per_period.whole(folded(under)) if stroke and "/" not in over else None
    if period and not over and under.isascii():
        return "", period
    return (over, period) if period and parse_unit(over).unit.is_count else (unit, None)
