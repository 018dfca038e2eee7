"""The lines of a report that look ahead: lights, forecasts, and what is lacking for the next better grade."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from indicatorlang.diagnostics import Lang
from indicatorlang.model.assessment import Assessment, IndicatorResult
from indicatorlang.model.number import decimal_text
from indicatorlang.model.recovery import Loss, Recovery
from indicatorlang.model.verdict import COLOUR_WORDS, Colour, Verdict

_MOST_NAMED = 6


def monitoring_lines(assessment: Assessment, lang: Lang = "zh") -> list[str]:
    """How many lights of each colour, and which rows will miss by their own forecast; nothing where nothing is ahead."""
    return list(_monitoring_zh(assessment) if lang == "zh" else _monitoring_en(assessment))


def recovery_lines(assessment: Assessment, lang: Lang = "zh") -> list[str]:
    """What is lacking for the next better grade and what would bring it, or what may still be lost."""
    found = assessment.recovery
    if found is None:
        return []
    if lang == "zh":
        return list(_ahead_zh(found, assessment) if found.ahead else _behind_zh(found, assessment))
    return list(_ahead_en(found, assessment) if found.ahead else _behind_en(found))


def nearest_lines(named: Sequence[tuple[str, Assessment]], lang: Lang = "zh") -> list[str]:
    """The projects that lack least for their next grade, one line each; nothing where none is short of one."""
    found = [(name, assessment.recovery) for name, assessment in named]
    short = [(name, each) for name, each in found if each is not None and not each.ahead and each.missing]
    short.sort(key=lambda pair: (pair[1].missing, len(pair[1].ways[0]) if pair[1].ways else 0))
    return [_short_zh(*pair) if lang == "zh" else _short_en(*pair) for pair in short[:_MOST_NAMED]]


def _short_zh(name: str, found: Recovery) -> str:
    rows = f"，最少追回{len(found.ways[0])}项" if found.ways else ""
    return f"{name}：距“{found.grade.name}”差{_points(found.missing)}分{rows}。"


def _short_en(name: str, found: Recovery) -> str:
    size = len(found.ways[0]) if found.ways else 0
    rows = f", {size} row{'' if size == 1 else 's'} at least" if size else ""
    return f"{name}: {_points(found.missing)} points short of {found.grade.name} ({found.grade.english}){rows}"


def _lights(assessment: Assessment) -> tuple[dict[Colour, int], int]:
    paces = [r.pace for r in assessment.results if r.pace is not None]
    counted = {colour: sum(pace.colour is colour for pace in paces) for colour in Colour}
    return {colour: count for colour, count in counted.items() if count}, sum(pace.colour is None for pace in paces)


def _foretold(assessment: Assessment, verdict: Verdict) -> list[IndicatorResult]:
    """The rows that come to a verdict by their forecasts; the budget row earns its part whatever it comes to."""
    told = [(r, r.forecast_result) for r in assessment.results if not r.indicator.is_budget]
    return [r for r, forecast in told if forecast is not None and forecast.verdict is verdict]


def _misses(assessment: Assessment) -> list[IndicatorResult]:
    return _foretold(assessment, Verdict.MISSED)


def _meets(assessment: Assessment) -> int:
    return len(_foretold(assessment, Verdict.MET))


def _monitoring_zh(assessment: Assessment) -> Iterator[str]:
    lights, dark = _lights(assessment)
    if lights and sum(lights.values()) > 1:
        told = "、".join(f"{COLOUR_WORDS[colour]['zh']}{count}项" for colour, count in lights.items())
        yield f"未到期指标进度：{told}{f'，另有{dark}项没有数据或不分颜色' if dark else ''}。"
    missing, met = _misses(assessment), _meets(assessment)
    if missing:
        met_too = f"，{met}项可以达标" if met else ""
        yield f"按填报单位的全年预计，{_rows_zh([r.id for r in missing], assessment)}不能达标{met_too}。"
    elif met > 1:
        yield f"按填报单位的全年预计，{met}项均可达标。"


def _monitoring_en(assessment: Assessment) -> Iterator[str]:
    lights, dark = _lights(assessment)
    if lights and sum(lights.values()) > 1:
        told = ", ".join(f"{COLOUR_WORDS[colour]['en']} {count}" for colour, count in lights.items())
        yield f"rows not due: {told}{f', {dark} without a colour' if dark else ''}"
    missing, met = _misses(assessment), _meets(assessment)
    if missing:
        yield f"by their own forecasts {_rows_en([r.id for r in missing])} will miss{f', {met} will be met' if met else ''}"
    elif met > 1:
        yield f"by their own forecasts {met} rows will be met"


def _rows_zh(ids: Sequence[str], assessment: Assessment) -> str:
    """`第4、5项`, `预算执行率`; of many only the first are named."""
    budget = {r.id for r in assessment.results if r.indicator.is_budget}
    named = [i for i in ids if i not in budget]
    shown = [f"第{'、'.join(named[:_MOST_NAMED])}项" + (f"等{len(named)}项" if len(named) > _MOST_NAMED else "")] if named else []
    return "、".join(shown + ["预算执行率"] * any(i in budget for i in ids))


def _rows_en(ids: Sequence[str]) -> str:
    more = f" and {len(ids) - _MOST_NAMED} more" if len(ids) > _MOST_NAMED else ""
    return ", ".join(f"#{i}" for i in ids[:_MOST_NAMED]) + more


def _points(number: Fraction) -> str:
    """Points with two decimals, with more where two would not be exact: four thousandths are not `0.00`."""
    return decimal_text(number, 2) if (number * 100).denominator == 1 else decimal_text(number)


def _verdict(assessment: Assessment, indicator: str) -> Verdict:
    return assessment[indicator].verdict


def _loss_zh(loss: Loss, assessment: Assessment) -> str:
    """`第4项（失5.00分，时点已过）`."""
    why = {Verdict.NO_DATA: "未填报，可补报", Verdict.INVALID: "数据待核"}.get(_verdict(assessment, loss.indicator), "")
    state = "时点已过" if loss.past else why
    value = f"完成{loss.value.shown()}、" if loss.value is not None else ""
    enough = f"，{value}得{_points(loss.enough)}分即够" if loss.enough is not None else ""
    return f"{_rows_zh([loss.indicator], assessment)}（失{_points(loss.points)}分，{state}{enough}）"


def _behind_zh(found: Recovery, assessment: Assessment) -> Iterator[str]:
    losses = {loss.indicator: loss for loss in found.losses}
    text = (
        f"距“{found.grade.name}”差{_points(found.missing)}分"
        if found.missing
        else f"得分已到“{found.grade.name}”，因一票否决未评上"
    )
    if not found.ways:
        yield f"{text}。"
        return
    size = len(found.ways[0])
    if size == 1:
        told = "、".join(_loss_zh(losses[ids[0]], assessment) for ids in found.ways[:_MOST_NAMED])
        which = "追回下列任一项即可" if len(found.ways) > 1 else "追回下列一项即可"
        text = f"{text}，{which}：{told}"
    else:
        told = "、".join(_loss_zh(losses[i], assessment) for i in found.ways[0])
        text = f"{text}，至少须追回{size}项{'，其中超出所需最少的是' if len(found.ways) > 1 else ''}：{told}"
    past = all(losses[i].past for ids in found.ways for i in ids)
    yield f"{text}。" + ("这些指标时点已过，得分不再变动，供下年度参考。" if past else "")


def _ahead_zh(found: Recovery, assessment: Assessment) -> Iterator[str]:
    lost = sum((loss.points for loss in found.losses if loss.past), Fraction(0))
    text = f"未到期指标全部达标时得分 {_points(found.best)}，可评“{found.grade.name}”"
    if found.partly:
        rows = _rows_zh(found.partly, assessment)
        text = f"{rows}已不可能达标，仍可得部分分；其余未到期指标全部达标时得分低于{_points(found.best)}，最高可评“{found.grade.name}”"
    if found.spare is not None:
        text += f"，其间最多还可失{_points(found.spare)}分" if found.spare else "，但一分也不能再失"
    if found.lost_grade is not None:
        gone = f"（已失{_points(lost)}分，时点已过）" if lost else ""
        text = f"“{found.lost_grade.name}”已不可能{gone}；{text}"
    elif lost:
        text += f"（已失{_points(lost)}分，时点已过）"
    yield f"{text}。"
    if found.at_risk:
        weight = sum((r.weight for r in assessment.results if r.id in found.at_risk), Fraction(0))
        yield f"按进度或预计有失分风险：{_rows_zh(found.at_risk, assessment)}，分值合计 {_points(weight)}。"


def _loss_en(loss: Loss) -> str:
    state = "its time has passed" if loss.past else "still open"
    enough = f", {_points(loss.enough)} points are enough" if loss.enough is not None else ""
    value = f" ({loss.value.shown('en')})" if loss.value is not None else ""
    return f"#{loss.indicator} (lost {_points(loss.points)}, {state}{enough}{value})"


def _behind_en(found: Recovery) -> Iterator[str]:
    losses = {loss.indicator: loss for loss in found.losses}
    grade = f"{found.grade.name} ({found.grade.english})"
    text = (
        f"{_points(found.missing)} points short of {grade}"
        if found.missing
        else f"points enough for {grade}, kept from it by a veto"
    )
    if found.ways and len(found.ways[0]) == 1:
        text += ": any one of " if len(found.ways) > 1 else ": "
        text += ", ".join(_loss_en(losses[ids[0]]) for ids in found.ways[:_MOST_NAMED]) + " would bring it"
    elif found.ways:
        text += f": at least {len(found.ways[0])} rows would bring it, the least "
        text += ", ".join(_loss_en(losses[i]) for i in found.ways[0])
    yield text


def _ahead_en(found: Recovery, assessment: Assessment) -> Iterator[str]:
    lost = sum((loss.points for loss in found.losses if loss.past), Fraction(0))
    text = f"with all that is not due met: {_points(found.best)}, grade {found.grade.name} ({found.grade.english})"
    if found.partly:
        text = f"{_rows_en(found.partly)} cannot be met any more and may still earn a part; with all else that is not due met: below "
        text += f"{_points(found.best)}, grade {found.grade.name} ({found.grade.english}) at best"
    if found.spare is not None:
        text += f"; {_points(found.spare)} points may still be lost"
    if lost:
        text += f"; {_points(lost)} are lost for good"
    if found.lost_grade is not None:
        text += f"; {found.lost_grade.name} ({found.lost_grade.english}) is out of reach"
    yield text
    if found.at_risk:
        weight = sum((r.weight for r in assessment.results if r.id in found.at_risk), Fraction(0))
        yield f"at risk by pace or forecast: {_rows_en(found.at_risk)}, weight {_points(weight)}"
