"""预计 依据 说明 偏差原因 / forecast, evidence, assumed, reason: what stands around a score and explains or doubts it."""

from __future__ import annotations

from typing import ClassVar

import attrs

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.engine.why import words
from indicatorlang.engine.why.demanded import silent_wording
from indicatorlang.model.actual import Observation
from indicatorlang.model.assessment import IndicatorResult, Measured, Verdict
from indicatorlang.model.explanation import Step
from indicatorlang.model.indicator import Threshold

MOST_CITED = 4


@attrs.frozen(kw_only=True)
class Forecast(Step):
    """What the filler expects for the whole year; data only, never scored."""

    code: ClassVar[str] = "forecast"
    label_zh: ClassVar[str] = "预计"
    label_en: ClassVar[str] = "forecast"

    result: IndicatorResult = attrs.field(repr=False)

    def zh(self) -> str:
        r = self.result
        if not r.forecast and not r.likelihood:
            return ""
        parts = [f"填报单位预计全年{_forecast_name(r)}{_with_unit(r)}"] if r.forecast else []
        parts += [f"完成可能性：{r.likelihood}"] if r.likelihood else []
        return "，".join(parts) + "。"

    def en(self) -> str:
        r = self.result
        if not r.forecast and not r.likelihood:
            return ""
        cell = f" ({r.forecast_origin.shown('en')})" if r.forecast_origin is not None and r.forecast_origin.row else ""
        name = f"{r.forecast_of}: " if _of_an_input(r) else ""
        parts = [f"{name}{_with_unit(r, ' ')}{cell}"] if r.forecast else []
        parts += [f"likelihood {r.likelihood}"] if r.likelihood else []
        return ", ".join(parts) + "; data only, not scored"


def _of_an_input(result: IndicatorResult) -> bool:
    """Whether what is forecast is one input of a formula and not the row's own measure."""
    return result.forecast_of is not None and result.actual is not None and result.actual.name != result.forecast_of


def _forecast_name(result: IndicatorResult) -> str:
    return f"“{result.forecast_of}”为" if _of_an_input(result) else "完成"


def _with_unit(result: IndicatorResult, blank: str = "") -> str:
    """The forecast as delivered, with the unit of its measure when it is a bare number."""
    text, unit = result.forecast or "", result.forecast_unit
    bare = text.replace(",", "").replace(".", "").isdigit()
    return f"{text}{blank if unit not in ('', '%') else ''}{unit}" if bare else text


@attrs.frozen(kw_only=True)
class Evidence(Step):
    """The cells that were used, and the evidence named beside them."""

    code: ClassVar[str] = "evidence"
    label_zh: ClassVar[str] = "依据"
    label_en: ClassVar[str] = "evidence"

    result: IndicatorResult = attrs.field(repr=False)

    def zh(self) -> str:
        standing = [*used(self.result.actual), *(o for part in self.result.parts for o in used(part.actual))]
        cited = [text for text in (_cited(o, self.result, standing) for o in standing) if text]
        shown = cited if len(cited) <= MOST_CITED else [*cited[: MOST_CITED - 1], f"等{len(cited)}处"]
        cells = "、".join(shown)
        forecast = self.result.forecast_origin
        if self.result.forecast and forecast is not None and forecast.row and self.result.verdict is Verdict.NOT_DUE:
            cells += f"{'、' if cells else ''}{forecast.shown()}（全年预计，{_with_unit(self.result)}）"
        parts = [cells] if cells else []
        parts += [f"佐证材料：{self.result.evidence}"] if self.result.evidence else []
        return "；".join(parts) + "。" if parts else ""

    def en(self) -> str:
        return self.result.evidence or ""


def used(measured: Measured | None) -> list[Observation]:
    """The observations a value stands on, corrections and checks left out."""
    if measured is None:
        return []
    own = [o for o in measured.inputs if not o.replaced and not o.checked]
    return own + [o for part in measured.parts for o in used(part)]


def _cited(o: Observation, result: IndicatorResult, beside: list[Observation]) -> str:
    place = o.origin.shown("zh")
    if not place:
        return ""
    several = len({x.measure for x in beside}) > 1
    return f"{place}（{o.measure + '，' if several else ''}{words.observed(o, result.span)}）"


@attrs.frozen(kw_only=True)
class Assumed(Step):
    """Everything that was taken from anywhere but the text: each choice is said."""

    code: ClassVar[str] = "assumed"
    label_zh: ClassVar[str] = "说明"
    label_en: ClassVar[str] = "assumed"

    result: IndicatorResult = attrs.field(repr=False)

    def zh(self) -> str:
        said = [text for text in (self._silent_zh(), self._law_zh()) if text]
        said += [d.zh() for d in self.result.assumed]
        if self.result.verdict is not Verdict.INVALID or self.result.actual is None:
            said += [d.zh() for d in self.result.problems]
        if self.result.note:
            said.append(f"备注：{self.result.note}")
        return "；".join(dict.fromkeys(said)) + "。" if said else ""

    def en(self) -> str:
        problems = self.result.problems if self.result.verdict is not Verdict.INVALID or self.result.actual is None else ()
        said: list[Diagnostic] = [*self.result.assumed, *problems]
        texts = [d.en() for d in said] + ([f"note: {self.result.note}"] if self.result.note else [])
        return "; ".join(dict.fromkeys(texts))

    def _silent_zh(self) -> str:
        """申报表原文“150家”未写“不少于”，判定写明“≥”，按不少于150家计."""
        op = silent_wording(self.result)
        condition = self.result.indicator.condition
        if op is None or not isinstance(condition, Threshold) or condition.bound.unit is None:
            return ""
        word = words.bound_word(condition.meaning, condition.bound.unit)
        sign = {">=": "≥", "<=": "≤", ">": "＞", "<": "＜"}.get(op, op)
        wording = self.result.indicator.wording
        return f"申报表原文“{wording}”未写“{word}”，判定写明“{sign}”，按{word}{words.expression(condition.bound)}计"

    def _law_zh(self) -> str:
        """Whether the words 以上 以下 以内 include their number is cited only where the bound decided the verdict."""
        if not self.result.bound_decided or self.result.span is None:
            return ""
        wording = self.result.indicator.wording
        including = next((w for w in ("以上", "以下", "以内") if w in wording), None)
        excluding = next((w for w in ("不满", "超过", "以外") if w in wording and f"不{w}" not in wording), None)
        in_force = self.result.span.end.year >= 2021
        if including is not None:
            return f"“{including}”含本数" + ("（参照民法典第一千二百五十九条）" if in_force else "")
        if excluding is not None:
            return f"“{excluding}”不含本数" + ("（参照民法典第一千二百五十九条）" if in_force else "")
        return ""


@attrs.frozen(kw_only=True)
class Reason(Step):
    """The reason the filler gave, word for word; the engine never writes one."""

    code: ClassVar[str] = "reason"
    label_zh: ClassVar[str] = "偏差原因（填报单位填写）"
    label_en: ClassVar[str] = "reason"

    result: IndicatorResult = attrs.field(repr=False)

    def zh(self) -> str:
        if self.result.reason and explains_something(self.result):
            return self.result.reason
        return "未填写，请补充。" if self.result.reason_missing else ""

    def en(self) -> str:
        if self.result.reason and explains_something(self.result):
            return f"given by the filler, carried verbatim: {self.result.reason}"
        return "missing; the filler owes one" if self.result.reason_missing else ""


def explains_something(result: IndicatorResult) -> bool:
    """Whether there is a deviation for a reason to explain; the reason of a measure that several rows share reaches all of them."""
    return result.verdict in (Verdict.MISSED, Verdict.NO_DATA, Verdict.INVALID) or result.exceeded
