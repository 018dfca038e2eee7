"""How numbers, bounds, days and formulas are said, in both languages: the vocabulary of the steps."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from fractions import Fraction

from indicatorlang.diagnostics import Diagnostic, Lang
from indicatorlang.lazily import pattern
from indicatorlang.model.actual import Kind, Observation
from indicatorlang.model.assessment import IndicatorResult
from indicatorlang.model.formula import (
    SIGNS,
    Aggregated,
    Arithmetic,
    BaselineOf,
    Column,
    Constant,
    Elapsed,
    Expression,
    Extreme,
    GrowthOf,
    MeasureRef,
    Moment,
    OverCases,
)
from indicatorlang.model.indicator import Op
from indicatorlang.model.measured import Measured
from indicatorlang.model.number import SHOWN_PLACES, decimal_text, round_half_up
from indicatorlang.model.period import Period, month_end, shown_day
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.scale import Scale
from indicatorlang.model.unit import Unit

_BOUND_WORDS: dict[Op, tuple[str, str]] = {
    ">=": ("不少于", "不低于"),
    "<=": ("不超过", "不超过"),
    ">": ("多于", "高于"),
    "<": ("少于", "低于"),
    "==": ("等于", "等于"),
    "!=": ("不等于", "不等于"),
}
_WITH_MEASURE_WORD = ("百分点", "工作日", "月")
_ATTACHED = ("%", "％", "‰")
_QUOTED = pattern("`([^`]*)`")
_OF_PERIODS = {"sum": "各期合计", "mean": "各期平均", "min": "各期最小值", "max": "各期最大值", "last": "最新值"}
_LEVELS = {"+": 1, "-": 1, "*": 2, "/": 2}


def bound_word(op: Op, unit: Unit) -> str:
    """不少于 for what is counted, 不低于 for rates and plain numbers."""
    return _BOUND_WORDS[op][1 if unit.is_ratio or unit.is_points else 0]


def bounded(op: Op, bound: Quantity) -> str:
    """`不少于150家`; at most nought is `为0起`."""
    return f"{'为' if op == '<=' and not bound.number else bound_word(op, bound.unit)}{quantity(bound)}"


_LEVEL_WORDS: dict[Op, str] = {">=": "达到", "==": "为", ">": "高于", "<": "低于", "<=": "不高于", "!=": "不为"}


def level_demanded(op: Op, level: str, scale: Scale | None) -> str:
    """`达到“较满意”及以上`, `不为“不满意”`; of the best level there is no 及以上."""
    better = "及以上" if op == ">=" and (scale is None or scale.levels[0].name != level) else ""
    return f"{_LEVEL_WORDS[op]}“{level}”{better}"


def quantity(value: Quantity | None, lang: Lang = "zh", places: int | None = None) -> str:
    """A quantity for readers, with the decimals it was written with; 百分点, 工作日 and 月 with their 个 in Chinese."""
    if value is None:
        return ""
    number = decimal_text(value.number, _places(value) if places is None else places)
    unit = value.unit.text
    if not unit:
        return number
    if lang == "zh":
        return f"{number}{'个' if unit in _WITH_MEASURE_WORD else ''}{unit}"
    return f"{number}{'' if unit in _ATTACHED else ' '}{unit}"


def number(value: Quantity) -> str:
    """The number alone, as short as it says enough."""
    return decimal_text(value.number, None if (value.number * 10000).denominator == 1 else _places(value))


def _places(value: Quantity) -> int | None:
    """How many decimals: those that were written; for quotients that rarely end two, or the first two that are not nought."""
    if (value.number * 10**value.places).denominator == 1:
        return value.places
    if (value.number * 10000).denominator == 1:
        return None
    if abs(value.number) >= Fraction(1, 10):
        return 2
    return next((n for n in range(2, 30) if abs(value.number) * 10**n >= 1), 2) + 1


_MOST_PLACES = 30


def computed(measured: Measured, lang: Lang = "zh", bound: Quantity | None = None) -> str:
    """A value as it came out: percentages that were divided have two decimals, plain ratios as many as tell something.

    Beside a `bound` that it does not equal it is never told as equal: 3/30001 is not 0.000100 where 0.0001 is the limit.
    """
    value = measured.quantity
    if value is None:
        return ""
    two = measured.numerator is not None and value.unit.is_percent
    return quantity(value, lang, _apart(value, bound, 2 if two else _places(value)))


def beside(value: Quantity, limits: Iterable[Quantity], lang: Lang = "zh") -> str:
    """A value that lies between limits: it is never told as equal to one that it does not equal."""
    places = [_apart(value, limit, _places(value)) for limit in limits]
    return quantity(value, lang, None if not places or None in places else max(n for n in places if n is not None))


def _apart(value: Quantity, limit: Quantity | None, places: int | None) -> int | None:
    """So many decimals that a value does not look like a limit that it does not equal."""
    if places is None or limit is None or not limit.unit.fits(value.unit) or limit.base == value.base:
        return places
    shown = limit.within(value.unit).number
    return next((n for n in range(places, _MOST_PLACES) if round_half_up(value.number, n) != shown), places)


def said(problem: Diagnostic) -> str:
    """A remark within a Chinese text: names between Chinese quotation marks."""
    return _QUOTED.sub(r"“\1”", problem.zh()).replace("““", "“").replace("””", "”")


def points(number: Fraction | None, places: int = 2) -> str:
    """Points with two decimals."""
    return "" if number is None else decimal_text(number, places)


def plain(number: Fraction) -> str:
    """A weight or a factor in a calculation line: as short as it is exact."""
    return decimal_text(number)


def percent(number: Fraction) -> str:
    """A share as per cent with two decimals; with more where something short of the whole would be rounded up to it."""
    hundred, places = number * 100, range(2, SHOWN_PLACES)
    enough = next((n for n in places if number >= 1 or round_half_up(hundred, n) < 100), 2)
    return decimal_text(hundred, enough) + "%"


def expression(node: Expression, lang: Lang = "zh", outer: int = 0) -> str:
    """A formula as a person writes it: `投诉件数÷服务人次`."""
    match node:
        case Constant(quantity=value):
            return quantity(value, lang)
        case MeasureRef(measure=name):
            return name
        case Aggregated(function=function, argument=argument):
            return f"{argument.measure}{_OF_PERIODS[function]}" if lang == "zh" else f"{function}({argument.measure})"
        case Extreme(function=function, arguments=arguments):
            several = [expression(a, lang) for a in arguments]
            if lang == "zh":
                most = ("较" if len(several) == 2 else "最") + ("小" if function == "min" else "大")
                text = f"{'、'.join(several)}中{most}的一个"
                return f"（{text}）" if outer else text
            return f"{function}({', '.join(several)})"
        case GrowthOf() | BaselineOf() | Elapsed() | Column() | OverCases():
            return _less_common(node, lang)
        case Arithmetic(op=op, left=left, right=right):
            level = _LEVELS[op]
            sign = SIGNS[op] if lang == "zh" else f" {op} "
            text = f"{expression(left, lang, level)}{sign}{expression(right, lang, level + 1)}"
            return f"({text})" if level < outer else text


def _less_common(node: GrowthOf | BaselineOf | Elapsed | Column | OverCases, lang: Lang) -> str:
    """What is said of changes, of times, and of cases."""
    match node:
        case GrowthOf(subject=subject, baseline=baseline, falls=falls, difference=difference):
            verb = ("下降" if falls else "提高") if difference else "降幅" if falls else "增幅"
            name = expression(subject, lang)
            return f"{name}比{baseline}{verb}" if lang == "zh" else f"{'fall' if falls else 'growth'} of {name} over {baseline}"
        case BaselineOf(subject=subject, baseline=baseline):
            return f"{baseline}{expression(subject)}" if lang == "zh" else f"{expression(subject, lang)} of {baseline}"
        case Elapsed(function=function, start=start, end=end):
            sides = [moment(side, lang) for side in (start, end)]
            if lang == "en":
                return f"{function}({', '.join(sides)})"
            return f"{sides[0]}至{sides[1]}的{_TIMES_ZH[function]}"
        case OverCases(function=function, text=text, table=table, percent=percent):
            more = f", {percent}" if percent is not None else ""
            name = f"{function}({text or table}{more})"
            return over_cases(name, lang) or name
        case Column(name=name):
            return name


_TIMES_ZH = {"workdays": "工作日数", "days": "天数", "hours": "小时数"}
OVER_CASES_ZH = {"mean": "平均值", "max": "最大值", "min": "最小值", "sum": "合计", "last": "最近一件", "percentile": "百分位数"}
_OVER_CASES = pattern(r"(count|share|mean|max|min|sum|last|percentile)\((.+?)(?:, (\d[\d/.]*))?\)")
_COMPARED = {">=": "≥", "<=": "≤", "==": "＝", "!=": "≠", " and ": "且", " or ": "或", " is ": "为", "not ": "非"}


def moment(side: Moment, lang: Lang = "zh") -> str:
    """A day of which a time is counted: written, or that of a column or a measure."""
    if side.day is not None:
        return shown_day(side.day, lang)
    return side.column or side.measure or ""


def over_cases(name: str, lang: Lang = "zh") -> str | None:
    """What a number over all cases is called, from its own name: `“发布时效≤3工作日”的件数`; None for the name of a measure."""
    found = _OVER_CASES.fullmatch(name)
    if found is None or lang == "en":
        return name if found is not None else None
    function, text, percent = found.groups()
    for sign, word in _COMPARED.items():
        text = text.replace(f" {sign} " if sign.strip() == sign else sign, word)
    text = re.sub(r"(\d) (?=\S)", r"\1", re.sub(r"(\d) ?工作日", r"\1个工作日", text))
    conditional = any(sign in text for sign in "≥≤＝≠<>为")
    quoted = f"“{text}”" if conditional else text
    match function:
        case "count":
            return f"{quoted}的件数"
        case "share":
            return f"{quoted}的占比"
        case "percentile":
            return f"{quoted}的第{percent}百分位数"
    return f"{quoted}的{OVER_CASES_ZH[function]}"


def by_end_of(day: dt.date, span: Period | None = None, lang: Lang = "zh") -> str:
    """`截至9月底`, `截至9月15日`, with the year where the span does not tell it; in English `2019-09`, `2019-09-15`."""
    whole = day == month_end(day.year, day.month)
    if lang == "en":
        return f"{day:%Y-%m}" if whole else day.isoformat()
    year = "" if _year_told(day, span) else f"{day.year}年"
    return f"截至{year}{day.month}月底" if whole else f"截至{year}{day.month}月{day.day}日"


def _year_told(day: dt.date, span: Period | None) -> bool:
    """Whether nobody can be in doubt about the year of a day: the span lies within that year."""
    return span is None or span.start.year == span.end.year == day.year


def state_at(day: dt.date, span: Period | None = None) -> str:
    """`9月底`, `9月15日`: for what is read at a moment."""
    return by_end_of(day, span).removeprefix("截至")


def so_far(day: dt.date, span: Period | None) -> str:
    """`前三季度`, `上半年`; else `前期`: what lies behind a day, within the calendar year that is the span."""
    if span is not None and (span.start.month != 1 or not _year_told(day, span)):
        return "前期"
    quarter = {3: "第一季度", 6: "上半年", 9: "前三季度", 12: "全年"}.get(day.month)
    return quarter if quarter is not None and day == month_end(day.year, day.month) else "前期"


def short_period(period: Period, span: Period | None = None) -> str:
    """A period without its year where the span is one year: `第三季度`, `1—6月`."""
    text = period.shown("zh")
    year = f"{period.start.year}年"
    return text.removeprefix(year) if span is not None and _year_told(period.start, span) and text != year else text


def observed(o: Observation, span: Period | None, lang: Lang = "zh") -> str:
    """The period and value of one observation: `1—6月累计，156家`; of a survey its day."""
    if o.survey is not None and o.period is not None:
        return f"{state_at(o.period.end, span)}调查" if lang == "zh" else f"survey of {o.period.end.isoformat()}"
    value = observed_value(o, lang)
    if o.period is None or ((o.day is not None or o.not_applicable) and lang == "zh"):
        return value
    if lang == "en":
        return f"{o.kind or 'value'} {o.period.text}, {value}" if value else o.period.text
    if o.kind is Kind.YTD and span is not None and o.period.end >= span.start:
        when = running(Period(span.start, o.period.end), span)
    elif o.kind is Kind.SNAPSHOT:
        when = state_at(o.period.end, span)
    else:
        when = short_period(o.period, span)
    return f"{when}，{value}" if value else when


def running(period: Period, span: Period) -> str:
    """`1—6月累计`, `全年累计`: the words of the headings of a form."""
    if period == span:
        return "全年累计" if period.months == 12 else "累计"
    if period.start.year < period.end.year:
        ends = (f"{day.year}年{day.month}月{'' if whole else f'{day.day}日'}" for day, whole in _ends(period))
        return "至".join(ends) + "累计"
    year = "" if span.start.year == span.end.year else f"{period.start.year}年"
    if period.start.year == period.end.year and period.end == month_end(period.end.year, period.end.month) and period.months > 1:
        return f"{year}{period.start.month}—{period.end.month}月累计"
    return short_period(period, span) + "累计"


def _ends(period: Period) -> tuple[tuple[dt.date, bool], ...]:
    """First and last day, each with whether a month begins or ends on it."""
    last = month_end(period.end.year, period.end.month)
    return (period.start, period.start.day == 1), (period.end, period.end == last)


def observed_value(o: Observation, lang: Lang = "zh") -> str:
    """What was observed, in words."""
    if o.quantity is not None:
        return quantity(o.quantity, lang)
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
    rate = measured.quantity is not None and measured.quantity.unit.is_ratio
    return not measured.parts and not rate and (measured.aggregate == "sum" or measured.kind is Kind.YTD)


def part_texts(measured: Measured, lang: Lang = "zh") -> str:
    """The two sides of a ratio with their names and numbers: `投诉件数12件÷服务人次120000人次`."""
    if measured.numerator is None or measured.denominator is None or len(measured.parts) != 2:
        return ""
    over, under = measured.parts
    return f"{_named(over, lang)}{'÷' if lang == 'zh' else ' / '}{_named(under, lang)}"


def _named(part: Measured, lang: Lang) -> str:
    value = quantity(part.quantity, lang)
    if part.aggregate == "constant":
        return value
    name = over_cases(part.name, lang) or part.name
    return f"{name}{value}" if lang == "zh" else f"{name} {value}"


def evaluated_on(result: IndicatorResult) -> dt.date | None:
    """The day up to which values were counted for a row."""
    if result.as_of is None or result.due is None:
        return result.as_of
    return min(result.as_of, result.due)
