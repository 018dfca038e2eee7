"""预计 依据 说明 偏差原因 / forecast, evidence, assumed, reason: what stands around a score and explains or doubts it."""

from __future__ import annotations

from typing import ClassVar

import attrs

from indicatorlang.diagnostics import Diagnostic, Lang
from indicatorlang.engine.why import cases, growth, words
from indicatorlang.engine.why.changed import changed
from indicatorlang.engine.why.corrected import corrections
from indicatorlang.engine.why.demanded import of_one, silent_wording
from indicatorlang.engine.why.stated import stated
from indicatorlang.lazily import frozen
from indicatorlang.model.actual import Observation, Origin
from indicatorlang.model.assessment import ForecastResult, IndicatorResult
from indicatorlang.model.baseline import is_declared
from indicatorlang.model.explanation import Step
from indicatorlang.model.indicator import Threshold
from indicatorlang.model.measured import Measured
from indicatorlang.model.verdict import Verdict

MOST_CITED = 4


@frozen(kw_only=True)
class Forecast(Step):
    """What the filler expects for the whole year; data only, never scored."""

    code: ClassVar[str] = "forecast"
    label_zh: ClassVar[str] = "预计"
    label_en: ClassVar[str] = "forecast"

    result: IndicatorResult = attrs.field(repr=False)

    def zh(self) -> str:
        r = self.result
        if r.verdict is not Verdict.NOT_DUE or not (r.forecast or r.likelihood):
            return ""
        parts = [(_by_units(r) or f"填报单位预计{_forecast_name(r)}{_with_unit(r)}") + _misses_zh(r)] if r.forecast else []
        parts += [f"完成可能性：{r.likelihood}"] if r.likelihood else []
        return "，".join(parts) + "。"

    def en(self) -> str:
        r = self.result
        if r.verdict is not Verdict.NOT_DUE or not (r.forecast or r.likelihood):
            return ""
        cell = f" ({r.forecast_origin.shown('en')})" if r.forecast_origin is not None and r.forecast_origin.row else ""
        name = f"{r.forecast_of}: " if _of_an_input(r) else ""
        parts = [f"{name}{_with_unit(r, ' ')}{cell}{_misses_en(r)}"] if r.forecast else []
        parts += [f"likelihood {r.likelihood}"] if r.likelihood else []
        return ", ".join(parts) + "; data only, not scored"


def _misses_zh(result: IndicatorResult) -> str:
    """`，比指标值少20家（偏离度-4.00%），不能达标`, where the target would be missed by the filler's own forecast."""
    told = result.forecast_result
    if told is not None and result.indicator.is_budget and told.quantity is not None:
        return f"，预计执行率{words.percent(told.quantity.base)}"
    if told is None or told.verdict is not Verdict.MISSED:
        return ""
    off = f"（偏离度{words.points(told.deviation)}%）" if told.deviation else ""
    between = f"，{_beside(told)}{words.quantity(told.gap)}{off}" if told.gap is not None else ""
    return f"{between}，不能达标"


def _beside(told: ForecastResult) -> str:
    return "超出" if told.deviation is not None and told.deviation > 0 else "差"


def _misses_en(result: IndicatorResult) -> str:
    told = result.forecast_result
    if told is not None and result.indicator.is_budget and told.quantity is not None:
        return f", a rate of {words.percent(told.quantity.base)}"
    if told is None or told.verdict is not Verdict.MISSED:
        return ""
    gap = f" by {words.quantity(told.gap, 'en')}" if told.gap is not None else ""
    return f", misses{gap}" + (f" ({words.points(told.deviation)}%)" if told.deviation else "")


def _of_an_input(result: IndicatorResult) -> bool:
    """Whether what is forecast is one input of a formula and not the row's own measure."""
    return result.forecast_of is not None and result.actual is not None and result.actual.name != result.forecast_of


def _forecast_name(result: IndicatorResult) -> str:
    if not _of_an_input(result):
        return "全年完成"
    return f"“{result.forecast_of}”{'' if (result.forecast_of or '').startswith('全年') else '全年'}为"


def _by_units(result: IndicatorResult) -> str:
    """`各单位预计全年完成：甲区300人次、乙区210人次`, where several units forecast one measure."""
    told = [part.partition("：") for part in (result.forecast or "").split("；")]
    if not all(colon and value for _, colon, value in told):
        return ""
    each = "、".join(f"{name}{_with_unit(attrs.evolve(result, forecast=value))}" for name, _, value in told)
    return f"各单位预计{_forecast_name(result)}：{each}"


def _with_unit(result: IndicatorResult, blank: str = "") -> str:
    """The forecast as delivered, with the unit of its measure when it is a bare number."""
    text, unit = result.forecast or "", result.forecast_unit
    bare = text.replace(",", "").replace(".", "").isdigit()
    return f"{text}{blank if unit not in ('', '%') else ''}{unit}" if bare else text


@frozen(kw_only=True)
class Evidence(Step):
    """The cells that were used, and the evidence named beside them."""

    code: ClassVar[str] = "evidence"
    label_zh: ClassVar[str] = "依据"
    label_en: ClassVar[str] = "evidence"

    result: IndicatorResult = attrs.field(repr=False)

    def zh(self) -> str:
        standing = standing_on(self.result)
        several, signed = len({o.measure for o in standing}) > 1, len({o.reporter for o in standing}) > 1
        cited = [(o.origin, _about(o, self.result, several, signed)) for o in standing if not is_declared(o.origin)]
        forecast = self.result.forecast_origin
        if self.result.forecast and forecast is not None and forecast.row and self.result.verdict is Verdict.NOT_DUE:
            cited.append((forecast, f"全年预计，{_with_unit(self.result)}"))
        cells = _cells(cited)
        parts = [text for text in (cells, growth.declared_zh(standing), *cases.evidence_zh(self.result)) if text]
        if self.result.evidence:
            parts.append(f"佐证材料：{self.result.evidence}" if parts else f"{self.result.evidence}（佐证材料）")
        return "；".join(parts) + "。" if parts else ""

    def en(self) -> str:
        return self.result.evidence or ""


def fired(result: IndicatorResult) -> bool:
    """Whether the veto of a row took effect."""
    veto = result.indicator.veto
    return veto is not None and str(result.verdict) in veto.on


def struck(result: IndicatorResult, lang: Lang = "zh") -> str:
    """What the vetoes of other rows do to the points of this one; empty where there are none to lose."""
    if not result.vetoed_by or result.score is None:
        return ""
    if lang == "en":
        return f"vetoed by {', '.join(f'#{veto.indicator}' for veto in result.vetoed_by)}: the score stands and adds nothing to the total"
    rows = "、".join(f"第{veto.indicator}项" for veto in result.vetoed_by)
    return f"{rows}触发一票否决，本项得分照列，不计入总分"


def used(measured: Measured | None) -> list[Observation]:
    """The observations a value stands on, corrections and checks left out."""
    if measured is None:
        return []
    own = [o for o in measured.inputs if not o.replaced and not o.checked]
    below = [o for part in measured.parts for o in used(part)]
    return own + below + used(measured.against) + list(measured.weight_inputs)


def standing_on(result: IndicatorResult) -> list[Observation]:
    """The observations a row stands on, those of the parts of its parts too."""
    return used(result.actual) + [o for part in result.parts for o in standing_on(part)]


def _about(o: Observation, result: IndicatorResult, several: bool, signed: bool) -> str:
    """What a cell says: the period and the value, with the names of measure and reporting unit where there are several."""
    names = [o.reporter] * bool(signed and o.reporter) + [o.measure] * several
    return f"{''.join(f'{name}，' for name in names)}{words.observed(o, result.span)}"


def _cells(cited: list[tuple[Origin, str]]) -> str:
    """`“数据填报”表H7（1—9月累计，270家）、J7（全年预计，500家）`: a sheet or file is named once; values of no file are told together."""
    told, loose, before = [], [], ""
    cited = list(dict.fromkeys(cited))  # a measure may stand in a formula twice
    for origin, about in cited[:MOST_CITED]:
        if not (origin.file or origin.sheet or origin.row):
            loose.append(about)
            continue
        place = origin.shown("zh")
        told.append(f"{place.removeprefix(before) if before else place}（{about}）")
        before = attrs.evolve(origin, row=None, column=None).shown("zh")
    told += [f"填报数据（{'；'.join(loose)}）"] if loose else []
    rest = f"等{len(cited)}处" if len(cited) > MOST_CITED else ""
    return "、".join(told) + rest


@frozen(kw_only=True)
class Assumed(Step):
    """Everything that was taken from anywhere but the text: each choice is said."""

    code: ClassVar[str] = "assumed"
    label_zh: ClassVar[str] = "说明"
    label_en: ClassVar[str] = "assumed"

    result: IndicatorResult = attrs.field(repr=False)

    def zh(self) -> str:
        said = [text for text in (changed(self.result), self._silent_zh(), stated(self.result, "zh")) if text]
        said += [words.said(d) for d in self.result.assumed]
        if self.result.verdict is not Verdict.INVALID:
            said += [growth.said_zh(d) for d in self.result.problems]
        said += corrections(self.result)
        said += [text] if (text := self._veto_zh()) else []
        said += [text] if (text := struck(self.result)) else []
        if self.result.note:
            said.append(f"填报备注“{self.result.note.rstrip('。').replace('“', '‘').replace('”', '’')}”")
        return "；".join(dict.fromkeys(said)) + "。" if said else ""

    def en(self) -> str:
        problems = self.result.problems if self.result.verdict is not Verdict.INVALID else ()
        said: list[Diagnostic] = [*self.result.assumed, *problems]
        texts = [text for text in (changed(self.result, "en"), stated(self.result, "en")) if text]
        texts += [d.en() for d in said]
        if fired(self.result) and self.result.indicator.veto is not None:
            texts.append(f"veto on the {self.result.indicator.veto.effect}")
        texts += [*corrections(self.result, "en"), *([text] if (text := struck(self.result, "en")) else [])]
        texts += [f"note: {self.result.note}"] if self.result.note else []
        return "; ".join(dict.fromkeys(texts))

    def _veto_zh(self) -> str:
        """What a veto of this row does to more than this row."""
        veto = self.result.indicator.veto
        if veto is None or not fired(self.result):
            return ""
        match veto.effect:
            case "indicator":
                return "触发一票否决，本项得分不计入总分"
            case "group":
                return f"触发一票否决，“{self.result.indicator.level1}”各项得分均不计入总分"
            case "project":
                return "触发一票否决，项目总分按0分计"
        return "触发一票否决，等级定为最低一档"

    def _silent_zh(self) -> str:
        """申报表原文“150家”未写“不少于”，判定写明“≥”，按不少于150家计."""
        op = silent_wording(self.result)
        condition = of_one(self.result.indicator.condition)
        if self.result.verdict is Verdict.NOT_APPLICABLE:
            return ""
        if op is None or not isinstance(condition, Threshold) or condition.bound.unit is None:
            return ""
        word = words.bound_word(condition.meaning, condition.bound.unit)
        free = next((said.words for said in self.result.indicator.stated if self.result.indicator.freely), "")
        sign = free or {">=": "≥", "<=": "≤", ">": "＞", "<": "＜"}.get(op, op)
        wording = self.result.indicator.wording
        how = f"各节点均按{word}" if condition.schedule else f"按{word}{words.expression(condition.bound)}"
        changes = self.result.indicator.changes
        text = "批复的指标值" if any(change.before != change.after for change in changes) else "申报表原文"
        return f"{text}“{wording}”未写“{word}”，判定写明“{sign}”，{how}计"


@frozen(kw_only=True)
class Reason(Step):
    """The reason the filler gave, word for word; the engine never writes one."""

    code: ClassVar[str] = "reason"
    label_zh: ClassVar[str] = "偏差原因（填报单位填写）"
    label_en: ClassVar[str] = "reason"

    result: IndicatorResult = attrs.field(repr=False)

    def zh(self) -> str:
        if self.result.reason and explains_something(self.result):
            return self.result.reason
        if not self.result.reason_missing:
            return ""
        return "超出指标值较多，请说明原因。" if self.result.exceeded else "未填写，请补充。"

    def en(self) -> str:
        if self.result.reason and explains_something(self.result):
            return f"given by the filler, carried verbatim: {self.result.reason}"
        return "missing; the filler owes one" if self.result.reason_missing else ""


def explains_something(result: IndicatorResult) -> bool:
    """Whether there is a deviation for a reason to explain; the reason of a measure that several rows share reaches all of them."""
    if result.indicator.reason_required and result.verdict is Verdict.MET:
        return True
    return result.verdict in (Verdict.MISSED, Verdict.NO_DATA, Verdict.INVALID) or result.exceeded
