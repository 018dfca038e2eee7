"""How numbers, bounds, days and formulas are said, in both languages: the vocabulary of the steps."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from indicatorlang.diagnostics import Lang
from indicatorlang.model.actual import Kind, Observation
from indicatorlang.model.assessment import IndicatorResult, Measured
from indicatorlang.model.formula import Aggregated, Arithmetic, Constant, Expression, Extreme, MeasureRef, OfRecords
from indicatorlang.model.indicator import Op
from indicatorlang.model.number import decimal_text
from indicatorlang.model.period import Period, month_end, shown_day
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.unit import Unit

_BOUND_WORDS: dict[Op, tuple[str, str]] = {
    ">=": ("不少于", "不低于"),
    "<=": ("不超过", "不超过"),
    ">": ("多于", "高于"),
    "<": ("少于", "低于"),
    "==": ("等于", "等于"),
    "!=": ("不等于", "不等于"),
}
_SIGNS_ZH = {"+": "＋", "-": "－", "*": "×", "/": "÷"}
_LEVELS = {"+": 1, "-": 1, "*": 2, "/": 2}
OPERATOR_MARKS = (
    *"≥≤＞＜>=<＝=±~～前内",
    *("以上", "以下", "不少于", "不低于", "不超过", "不高于", "不多于", "不大于", "不小于", "超过", "低于", "高于", "大于", "小于"),
    *("少于", "多于", "达到", "至少", "最少", "至多", "最多", "不足", "不满", "控制在", "完成"),
)


def bound_word(op: Op, unit: Unit) -> str:
    """不少于 for what is counted, 不低于 for rates and plain numbers."""
    return _BOUND_WORDS[op][1 if unit.is_ratio or unit.is_points else 0]


def quantity(value: Quantity | None, lang: Lang = "zh", places: int | None = None) -> str:
    """A quantity for readers; 百分点 with its 个 in Chinese."""
    if value is None:
        return ""
    if places is None and (value.number * 10000).denominator != 1:
        # Quotients rarely end; a report needs no more than two decimals, or the first two that are not nought.
        places = next((n for n in range(2, 8) if abs(value.number) * 10**n >= 1), 2)
        places = places if abs(value.number) >= Fraction(1, 10) else places + 1
    if lang == "zh" and value.unit.is_points:
        return f"{decimal_text(value.number, places)}个百分点"
    return value.shown(lang, places)


def points(number: Fraction | None, places: int = 2) -> str:
    """Points with two decimals."""
    return "" if number is None else decimal_text(number, places)


def plain(number: Fraction) -> str:
    """A weight or a factor in a calculation line: as short as it is exact."""
    return decimal_text(number)


def percent(number: Fraction) -> str:
    """A share as per cent with two decimals."""
    return decimal_text(number * 100, 2) + "%"


def expression(node: Expression, lang: Lang = "zh", outer: int = 0) -> str:
    """A formula as a person writes it: `投诉件数÷服务人次`."""
    match node:
        case Constant(quantity=value):
            return value.shown(lang)
        case MeasureRef(measure=name):
            return name
        case Aggregated(function=function, argument=argument):
            return f"{function}({argument.measure})"
        case Extreme(function=function, arguments=arguments):
            return f"{function}({', '.join(expression(a, lang) for a in arguments)})"
        case OfRecords(function=function):
            return f"{function}(…)"
        case Arithmetic(op=op, left=left, right=right):
            level = _LEVELS[op]
            sign = _SIGNS_ZH[op] if lang == "zh" else f" {op} "
            text = f"{expression(left, lang, level)}{sign}{expression(right, lang, level + 1)}"
            return f"({text})" if level < outer else text


def by_end_of(day: dt.date, lang: Lang = "zh") -> str:
    """`截至9月底`, `截至9月15日`; in English `2019-09`, `2019-09-15`."""
    whole = day == month_end(day.year, day.month)
    if lang == "en":
        return f"{day:%Y-%m}" if whole else day.isoformat()
    return f"截至{day.month}月底" if whole else f"截至{day.month}月{day.day}日"


def state_at(day: dt.date) -> str:
    """`9月底`, `9月15日`: for what is read at a moment."""
    return by_end_of(day).removeprefix("截至")


def short_period(period: Period, span: Period | None = None) -> str:
    """A period without its year where the span is one year: `第三季度`, `1—6月`."""
    text = period.shown("zh")
    year = f"{period.start.year}年"
    return text.removeprefix(year) if span is not None and span.start.year == span.end.year and text != year else text


def observed(o: Observation, span: Period | None, lang: Lang = "zh") -> str:
    """The period and value of one observation: `1—6月累计，156家`."""
    value = observed_value(o, lang)
    if o.period is None:
        return value
    if lang == "en":
        return f"{o.kind or 'value'} {o.period.text}, {value}" if value else o.period.text
    if o.kind is Kind.YTD and span is not None and o.period.end >= span.start:
        when = short_period(Period(span.start, o.period.end), span) + "累计"
    elif o.kind is Kind.SNAPSHOT:
        when = state_at(o.period.end)
    else:
        when = short_period(o.period, span)
    return f"{when}，{value}" if value else when


def observed_value(o: Observation, lang: Lang = "zh") -> str:
    """What was observed, in words."""
    if o.quantity is not None:
        return o.quantity.shown(lang)
    if o.level is not None:
        return o.level.name
    if o.day is not None:
        return shown_day(o.day, lang)
    if o.done is not None:
        words = ("已完成", "未完成") if lang == "zh" else ("done", "not done")
        return words[0] if o.done else words[1]
    return o.text


def is_cumulative(measured: Measured) -> bool:
    """Whether 累计 is the word for the value."""
    return not measured.parts and (measured.aggregate == "sum" or measured.kind is Kind.YTD)


def blanks(measured: Measured, span: Period | None, lang: Lang = "zh") -> str:
    """The periods that were expected and are blank."""
    if lang == "en":
        return ", ".join(p.text for p in measured.blanks)
    return "、".join(short_period(p, span) for p in measured.blanks)


def part_texts(measured: Measured, lang: Lang = "zh") -> str:
    """The two sides of a ratio with their names and numbers: `投诉件数12件÷服务人次120000人次`."""
    if measured.numerator is None or measured.denominator is None or len(measured.parts) != 2:
        return ""
    over, under = measured.parts
    return f"{_named(over, lang)}{'÷' if lang == 'zh' else ' / '}{_named(under, lang)}"


def _named(part: Measured, lang: Lang) -> str:
    value = part.quantity.shown(lang) if part.quantity is not None else ""
    if part.aggregate == "constant":
        return value
    return f"{part.name}{value}" if lang == "zh" else f"{part.name} {value}"


def evaluated_on(result: IndicatorResult) -> dt.date | None:
    """The day up to which values were counted for a row."""
    if result.as_of is None or result.due is None:
        return result.as_of
    return min(result.as_of, result.due)
