"""What several reporting units came to, and how that became one value; and what each period weighed in a weighted mean."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

from indicatorlang.diagnostics import Lang
from indicatorlang.engine.delivered.unit_numbers import survey_of
from indicatorlang.engine.why import period_lists, words
from indicatorlang.model.measured import Measured, UnitValue
from indicatorlang.model.period import Period, shown_day
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.ruleset import BUDGET

_MOST = 6
_TAKEN_ZH = {"mean": "简单平均", "min": "取最小的", "max": "取最大的", "worst": "取最差的"}
_TAKEN_EN = {"mean": "their plain mean", "min": "the least", "max": "the greatest", "worst": "the worst"}


def told(actual: Measured, day: dt.date | None, span: Period | None, bound: Quantity | None, lang: Lang = "zh") -> str:
    """`截至12月底，甲区累计120家、乙区累计80家，合计200家`; empty where no units were brought together and nothing was weighed."""
    if actual.state == "no_data":
        return missing(actual, day, span, lang)
    if actual.state != "known":
        return ""
    if actual.units and actual.together:
        return _together_zh(actual, day, span, bound) if lang == "zh" else _together_en(actual, day, bound)
    if actual.weights:
        return _weighed_zh(actual, day, span, bound) if lang == "zh" else _weighed_en(actual, day, bound)
    return ""


def missing(actual: Measured, day: dt.date | None, span: Period | None, lang: Lang = "zh") -> str:
    """Which unit left which period blank; empty where there are no units."""
    open_ones = [one for one in actual.units if one.measured.state == "no_data"]
    if not open_ones:
        return ""
    evidence = all(one.measured.evidence_missing for one in open_ones)
    if lang == "en":
        lacks = "; ".join(_lack_en(one) for one in open_ones[:_MOST])
        return (
            f"evidence for {actual.name} is required and missing: {lacks}" if evidence else f"no data for {actual.name}: {lacks}"
        )
    names = "、".join(one.name for one in open_ones)
    if evidence:
        return f"{names}缺“{actual.name}”的佐证材料，按未填报计"
    until = words.by_end_of(day, span) if day is not None else ""
    lacks = "、".join(_lack_zh(one, span) for one in open_ones[:_MOST]) + (
        f"等{len(open_ones)}个单位" if len(open_ones) > _MOST else ""
    )
    so_far = period_lists.so_far(actual)
    return f"{until}“{actual.name}”缺{lacks}的数据{so_far}"


def _lack_zh(one: UnitValue, span: Period | None) -> str:
    return one.name + period_lists.blanks(one.measured, span)


def _lack_en(one: UnitValue) -> str:
    blank = period_lists.blanks(one.measured, None, "en")
    return f"{one.name} left {blank} blank" if blank else f"nothing from {one.name}"


def lacking(actual: Measured, span: Period | None, lang: Lang = "zh") -> str:
    """The blank periods for a headline, with the units they are blank in."""
    open_ones = [one for one in actual.units if one.measured.state == "no_data"]
    if not open_ones:
        return period_lists.blanks(actual, span, lang)
    return (
        _lack_zh(open_ones[0], span)
        if lang == "zh"
        else f"{open_ones[0].name} {period_lists.blanks(open_ones[0].measured, span, lang)}"
    )


def _counted(actual: Measured) -> list[UnitValue]:
    return [one for one in actual.units if one.measured.state == "known"]


def _listed(units: list[UnitValue], say: Callable[[UnitValue], str], lang: Lang = "zh") -> str:
    shown = ("、" if lang == "zh" else ", ").join(say(one) for one in units[:_MOST])
    rest = len(units) - _MOST
    if rest <= 0:
        return shown
    return f"{shown}等{len(units)}个单位" if lang == "zh" else f"{shown} and {rest} more"


def _together_zh(actual: Measured, day: dt.date | None, span: Period | None, bound: Quantity | None) -> str:
    units, name = _counted(actual), words.computed(actual, bound=bound)
    until = words.by_end_of(day, span) + "，" if day is not None else ""
    moment = until.removeprefix("截至")
    match actual.together:
        case "done":
            return _done_zh(actual, until)
        case "survey":
            return _surveys_zh(actual, units)
        case "sum":
            running = "累计" if words.is_cumulative(actual) else ""
            when = until if running else moment
            return f"{when}{_listed(units, lambda one: f'{one.name}{running or _is(one)}{words.quantity(one.measured.quantity)}')}，合计{name}"
        case "funds":
            label = "资金" if actual.weighed_by == BUDGET else actual.weighed_by
            heavy = _listed(units, lambda one: f"{_valued(one)}（{label}{words.quantity(one.weight)}）")
            return f"{moment}{heavy}，按{label}加权{name}"
    value = f"“{actual.level.name}”" if actual.level is not None else name
    if actual.together == "equal":
        verb = "均评为" if actual.level is not None else "均为"
        return f"{moment}{_listed(units, lambda one: one.name)}{verb}{value}"
    return f"{moment}{_listed(units, _valued)}，{_TAKEN_ZH.get(actual.together or '', '')}{value}"


def _valued(one: UnitValue) -> str:
    if one.measured.level is not None:
        return f"{one.name}评为“{one.measured.level.name}”"
    return f"{one.name}{_is(one)}{words.computed(one.measured)}"


def _is(one: UnitValue) -> str:
    """为 between a name and a number where they would run into each other."""
    return "为" if one.name[-1:].isascii() else ""


def _done_zh(actual: Measured, until: str) -> str:
    done = [one for one in actual.units if one.measured.state == "known" and one.measured.done]
    open_ones = [one for one in actual.units if one not in done and one.measured.state != "not_applicable"]
    parts = [_listed(done, _finished_zh)] if done else []
    parts += [f"{_listed(open_ones, lambda one: one.name)}未完成"] if open_ones else []
    last = "，以最后完成的为准" if not open_ones and actual.day is not None and len(done) > 1 else ""
    return f"{until if open_ones else ''}{'，'.join(parts)}{last}"


def _finished_zh(one: UnitValue) -> str:
    return f"{one.name}{shown_day(one.measured.day) if one.measured.day is not None else '已'}完成"


def _samples(units: Iterable[UnitValue]) -> list[tuple[str, int]]:
    return [(one.name, survey.valid) for one in units if (survey := survey_of(one.measured)) is not None]


def _surveys_zh(actual: Measured, units: list[UnitValue]) -> str:
    samples = _samples(units)
    each = "、".join(f"{name}{'为' if name[-1:].isascii() else ''}{valid}份" for name, valid in samples[:_MOST]) + (
        f"等{len(samples)}个单位" if len(samples) > _MOST else ""
    )
    came = f"调查有效样本{each}，合计{sum(valid for _, valid in samples)}份"
    if actual.level is not None:
        return f"{came}，加权得分{words.points(actual.survey_score)}分，为“{actual.level.name}”"
    return f"{came}，合并计算为{words.computed(actual)}"


def _values(actual: Measured) -> list[Quantity]:
    return [o.quantity for o in actual.inputs if o.quantity is not None and not o.replaced and not o.checked]


def _weighed_zh(actual: Measured, day: dt.date | None, span: Period | None, bound: Quantity | None) -> str:
    until = words.by_end_of(day, span) if day is not None else ""
    values, listed = _values(actual), ""
    if len(values) == len(actual.weights) <= _MOST:
        pairs = zip(actual.weights, values, strict=True)
        listed = "、".join(
            f"{words.short_period(period, span)}{words.quantity(value)}×{words.quantity(weight)}"
            for (period, weight), value in pairs
        )
    return f"{until}各期按{actual.weighed_by}加权平均{words.computed(actual, bound=bound)}{f'（{listed}）' if listed else ''}"


def _weighed_en(actual: Measured, day: dt.date | None, bound: Quantity | None) -> str:
    at = f" to {words.by_end_of(day, lang='en')}" if day is not None else ""
    values, listed = _values(actual), ""
    if len(values) == len(actual.weights) <= _MOST:
        pairs = zip(actual.weights, values, strict=True)
        listed = "; " + ", ".join(
            f"{period.text} {words.quantity(value, 'en')} x {words.quantity(weight, 'en')}" for (period, weight), value in pairs
        )
    return f"{words.computed(actual, 'en', bound)} = mean of the periods{at} weighted by {actual.weighed_by}{listed}"


def _together_en(actual: Measured, day: dt.date | None, bound: Quantity | None) -> str:
    units, at = _counted(actual), f" at {words.by_end_of(day, lang='en')}" if day is not None else ""
    value = actual.level.name if actual.level is not None else words.computed(actual, "en", bound)
    each = _listed(units, _valued_en, "en")
    match actual.together:
        case "done":
            undone = [one for one in actual.units if not one.measured.done and one.measured.state != "not_applicable"]
            if undone:
                return f"not done{at} by {_listed(undone, lambda one: one.name, 'en')}"
            last = f"done on {actual.day.isoformat()}, the last of " if actual.day is not None else "done by "
            return last + each
        case "survey":
            total = sum(valid for _, valid in _samples(units))
            return f"{value} from the surveys of {_listed(units, lambda one: one.name, 'en')} together, {total} answers"
        case "sum":
            return f"{value} = sum{at} of {each}"
        case "funds":
            heavy = _listed(units, lambda one: f"{_valued_en(one)} ({words.quantity(one.weight, 'en')})", "en")
            return f"{value} = mean{at} weighted by {actual.weighed_by} of {heavy}"
        case "equal":
            return f"{value}{at}, alike in {_listed(units, lambda one: one.name, 'en')}"
    return f"{value} = {_TAKEN_EN.get(actual.together or '', actual.together)}{at} of {each}"


def _valued_en(one: UnitValue) -> str:
    if one.measured.level is not None:
        return f"{one.name} {one.measured.level.name}"
    if one.measured.day is not None:
        return f"{one.name} {one.measured.day.isoformat()}"
    if one.measured.done is not None:
        return f"{one.name} {'done' if one.measured.done else 'not done'}"
    return f"{one.name} {words.computed(one.measured, 'en')}"
