"""What a target in figures asks for, and how the unit of a typed number stands to its own."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from indicatorlang.lazily import frozen, pattern
from indicatorlang.library.units import parse_unit
from indicatorlang.model.number import exact
from indicatorlang.model.reading import Reading
from indicatorlang.model.unit import Unit
from indicatorlang.resolve.filled.figures import Figure
from indicatorlang.resolve.filled.vocabulary import words
from indicatorlang.resolve.wording.quantities import per_period, plain_unit
from indicatorlang.syntax.written.vocabulary import folded

MULTIPLIERS = frozenset({"万", "亿", "千", "百", "千万", "百万", "十万"})
_RATE_NAME = pattern(r"(?:率|度|比例|占比|比重)(?:[(（][^()（）]*[)）])?\Z")
Fit = Literal["same", "bare", "none"]


@frozen
class Wanted:
    """What a target in figures asks for. `shown` is how diagnostics quote it."""

    reading: Reading
    unit: str
    parsed: Unit
    shown: str
    name: str
    column: str = ""

    @classmethod
    def of(cls, target: Reading, name: str, column: str) -> Wanted:
        """From the reading of the target, the indicator's name and the text of the unit column."""
        unit = plain_unit(target.unit or "")
        return cls(target, unit, parse_unit(unit).unit, shown_target(target), folded("".join(name.split())), column)

    def meets(self, value: Fraction) -> bool:
        """Whether a number in the target's unit meets it; of `==` where it is reached exactly."""
        target = self.reading
        if target.kind == "range":
            low, high = exact(target.low or ""), exact(target.high or "")
            above = low is None or value > low or (value == low and target.low_closed is not False)
            below = high is None or value < high or (value == high and target.high_closed is not False)
            return above and below
        bound = exact(target.value or "")
        if bound is None:
            return False
        return {
            ">=": value >= bound, "<=": value <= bound, ">": value > bound, "<": value < bound, "==": value == bound, "!=": value != bound,
        }[target.op or "=="]  # fmt: skip

    @property
    def wants_little(self) -> bool:
        """Whether nought meets it."""
        return self.meets(Fraction(0)) and self.reading.op in ("<=", "<", "==")


def shown_target(target: Reading) -> str:
    """The demand in few signs: ≤30万元, 95%～98%, 2023-12-31."""
    signs = {">=": "≥", "<=": "≤", ">": "＞", "<": "＜", "==": "＝", "!=": "≠"}
    unit = target.unit or ""
    match target.kind:
        case "number":
            every = {"day": "每天", "week": "每周", "month": "每月", "quarter": "每季度", "half": "每半年"}.get(
                target.period or "", ""
            )
            return f"{every}{signs.get(target.op or '', '')}{target.value}{unit}"
        case "growth" if target.value is not None:
            down = target.value.startswith("-")
            op = {"<=": ">=", "<": ">", ">=": "<=", ">": "<"}.get(target.op or "", target.op or "") if down else target.op or ""
            return f"{'下降' if down else '增长'}{signs.get(op, '')}{target.value.lstrip('-')}{unit}"
        case "growth":
            return {"<": "下降", "<=": "不增长"}.get(target.op or "", "增长")
        case "range":
            return f"{target.low}～{target.high}{unit}"
        case "deadline" if target.by is not None or target.by_any:
            return (target.by or target.by_any[-1]).isoformat()
        case _:
            return target.level or target.canonical or "指标值"


def fits(figure: Figure, wanted: Wanted) -> Fit:
    """Whether a figure is in the target's unit, in none, or in another one."""
    unit = total_unit(figure.unit, wanted)
    if wanted.parsed.is_ratio and figure.is_share and not unit:
        return "same"
    if not unit:
        return "bare"
    own = parse_unit(unit).unit
    if counts_alike(unit, wanted.unit):
        return "same"
    if (
        figure.value == 0
        and wanted.reading.kind == "number"
        and wanted.wants_little
        and not (wanted.unit and own.fits(wanted.parsed))
    ):
        counted = own.is_count and (wanted.parsed.is_count or wanted.parsed.is_percent)  # none of something is no part of it
        return "same" if counted or not wanted.unit else "none"
    if wanted.reading.kind == "growth" and not wanted.unit:
        return "same" if own.is_ratio else "none"
    if not wanted.unit:
        value = exact(wanted.reading.value or "")
        if own.is_percent:
            rate = _RATE_NAME.search(wanted.name) is not None
            return (
                "same" if wanted.parsed.is_ratio and (rate or is_tiny(wanted)) and (value == 0 or value is not None) else "none"
            )
        if own.is_ratio and unit not in MULTIPLIERS:
            return "same" if is_tiny(wanted) else "none"
        return "none" if own.is_money and own.factor not in (1,) else "same"
    if own.fits(wanted.parsed) and not (own.is_ratio and unit in MULTIPLIERS and wanted.parsed.is_percent):
        return "same" if not (own.is_ratio and unit in MULTIPLIERS) else "none"
    if own.is_ratio and unit in MULTIPLIERS and not wanted.parsed.is_ratio:
        return "same"
    return "same" if wanted.unit.startswith(f"{unit}/") else "none"


def counts_alike(unit: str, other: str) -> bool:
    """Whether two words count one by one the same things: 15名 are 15人, 12场次 are 12场, 3处 are 3个."""
    if unit[:1] == other[:1] and unit[:1] in MULTIPLIERS:
        unit, other = unit[1:], other[1:]
    return unit != other and any(unit in group and other in group for group in words().count_words)


def total_unit(unit: str, wanted: Wanted) -> str:
    """35次/年 beside a number for the whole year is 35次."""
    if unit.startswith(f"{wanted.unit}/") and wanted.unit and f"{unit.rpartition('/')[2]}均" in wanted.name:
        return wanted.unit  # 5200元/户 beside 户均增收
    over, period = per_period(unit)
    return over if period == "year" and "/" not in wanted.unit and wanted.reading.period in (None, "year") else unit


def is_tiny(wanted: Wanted) -> bool:
    """A target such as 万分之一, which is a share by itself."""
    value = exact(wanted.reading.value or "")
    return value is not None and 0 <= value < 1 and value.denominator > 1


def in_target_unit(value: Fraction, unit: str, wanted: Wanted) -> Fraction:
    """A number in its unit as a number in the target's."""
    if not unit or not wanted.unit:
        return value
    own = parse_unit(unit).unit
    if unit in MULTIPLIERS and not wanted.parsed.is_ratio:
        return value * own.factor / (wanted.parsed.factor if wanted.parsed.is_money else _count_factor(wanted))
    return value * own.factor / wanted.parsed.factor if own.fits(wanted.parsed) else value


def _count_factor(wanted: Wanted) -> Fraction:
    return wanted.parsed.factor
