"""Why a result is what it is. `explain` puts the steps of a row together, with a headline that fits a table cell."""

from __future__ import annotations

from indicatorlang.diagnostics import Lang
from indicatorlang.engine.why import cases, earning, growth, periods, units, words
from indicatorlang.engine.why.around import Assumed, Evidence, Forecast, Reason, used
from indicatorlang.engine.why.deciding import deciding, lost, named
from indicatorlang.engine.why.demanded import Demanded
from indicatorlang.engine.why.measured import Input, MeasuredStep, gap_word
from indicatorlang.engine.why.pacing import PaceStep
from indicatorlang.engine.why.scored import Scored
from indicatorlang.engine.why.wanting import Ahead, Wanting
from indicatorlang.model.assessment import IndicatorResult
from indicatorlang.model.explanation import Explanation, Step
from indicatorlang.model.measured import Measured
from indicatorlang.model.period import shown_day
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.verdict import COLOUR_WORDS, VERDICT_WORDS, Verdict

HEADLINE = 40
_INDENT = 10


def explain(result: IndicatorResult, lang: Lang = "zh") -> Explanation:
    """The explanation of one row: headline, text with fixed labels (empty ones left out), and the tree of steps."""
    steps = steps_of(result)
    lines = [_title_zh(result) if lang == "zh" else _title_en(result)]
    for step in steps:
        sentence = step.sentence(lang)
        if sentence and lang == "zh":
            lines.append(f"{step.label(lang)}：{sentence}")
        elif sentence:
            lines.append(f"  {step.label(lang):<{_INDENT - 1}} {sentence}")
    return Explanation(headline(result, lang), "\n".join(lines), steps, lang)


def steps_of(result: IndicatorResult) -> tuple[Step, ...]:
    """The reasons of a row, in the order they are told. The last one with a number is the score."""
    inputs = _inputs(result)
    if result.verdict is Verdict.NOT_DUE:
        middle: tuple[Step, ...] = (MeasuredStep(result=result), PaceStep(result=result, steps=inputs), Ahead(result=result))
    else:
        below = tuple(MeasuredStep(result=part, steps=_inputs(part)) for part in result.parts)
        middle = (MeasuredStep(result=result, steps=inputs + below), Scored(result=result), Wanting(result=result))
    around = (Forecast(result=result), Evidence(result=result), Assumed(result=result), Reason(result=result))
    return (Demanded(result=result), *middle, *around)


def _inputs(result: IndicatorResult) -> tuple[Step, ...]:
    """Every value a row stands on, replaced and checking ones included."""
    if result.actual is None:
        return ()
    if of_cases := cases.steps(result):
        return of_cases
    seen = (
        used(result.actual)
        if result.actual.parts or result.actual.against
        else result.actual.inputs + result.actual.weight_inputs
    )
    signed = len({o.reporter for o in seen}) > 1
    return tuple(Input(observation=o, span=result.span, signed=signed) for o in seen)


def headline(result: IndicatorResult, lang: Lang = "zh") -> str:
    """What fits a table cell: verdict, value, gap, points; or why there are none."""
    verdict = earning.standing(result, lang) or VERDICT_WORDS[result.verdict][lang]
    parts: list[str] = []
    comma, colon = ("，", "：") if lang == "zh" else (", ", ": ")
    if result.verdict is Verdict.INVALID:
        parts = [words.said(p) if lang == "zh" else p.en() for p in result.problems[:1]]
    elif told := periods.headline(result, lang) or cases.headline(result, lang):
        parts = told
    elif grown := growth.headline(result, lang):
        parts.append(grown)
        parts += [short] if (short := growth.short(result, lang)) else []
    elif result.actual is not None and result.actual.state == "known":
        parts += [shown] if (shown := _value(result.actual, lang, result.bound)) else []
        if result.gap is not None and not result.outside:
            gap = words.quantity(result.gap, lang)
            parts.append(f"{gap_word(result)}{gap}" if lang == "zh" else f"gap {gap}")
    elif result.verdict is Verdict.NO_DATA and result.actual is not None and result.actual.blanks:
        blank = units.lacking(result.actual, result.span, lang)
        parts.append(f"缺{blank}数据" if lang == "zh" else f"{blank} blank")
    elif result.verdict is Verdict.NOT_DUE:
        given_up = named(result, lost(result), lang)
        if given_up:
            parts.append(f"“{'”“'.join(given_up)}”已不可能达标" if lang == "zh" else f"{', '.join(given_up)} cannot be met")
    elif decides := named(result, deciding(result), lang):
        parts.append(f"由“{'”“'.join(decides)}”决定" if lang == "zh" else f"decided by {', '.join(decides)}")
    if result.verdict is Verdict.NOT_DUE and result.pace is not None and result.pace.colour is not None:
        parts.append(COLOUR_WORDS[result.pace.colour][lang])
    if earning.standing(result, lang):
        parts.append(earning.short(result, lang))
    elif result.score is not None:
        points = earning.points(result, result.score)
        parts.append(f"得{points}分" if lang == "zh" else f"{points} points")
    text = verdict + (colon + comma.join(parts) if parts else "")
    most = HEADLINE if lang == "zh" else 2 * HEADLINE  # Latin letters are half as wide
    return text if len(text) <= most else text[: most - 1] + "…"


def _value(actual: Measured, lang: Lang, bound: Quantity | None) -> str:
    if actual.quantity is not None:
        return words.computed(actual, lang, bound)
    if actual.level is not None:
        return actual.level.name
    if actual.day is not None:
        return f"{shown_day(actual.day)}完成" if lang == "zh" else f"done on {actual.day.isoformat()}"
    if actual.done is not None:
        return {"zh": ("未完成", "已完成"), "en": ("not done", "done")}[lang][actual.done]
    return ""


def _title_zh(result: IndicatorResult) -> str:
    if word := earning.standing(result, "zh"):
        return f"【{word}】{result.name}　　{earning.beside(result, 'zh')}"
    weight = earning.points(result, result.weight)
    score = f"得分 {earning.points(result, result.score)}" if result.score is not None else "暂不计分"
    core = "（核心指标）" if result.indicator.core else ""
    return f"【{VERDICT_WORDS[result.verdict]['zh']}】{result.name}{core}　　{score}／分值 {weight}"


def _title_en(result: IndicatorResult) -> str:
    if word := earning.standing(result, "en"):
        return f"[{word}] #{result.id} {result.name} - {earning.beside(result, 'en')}"
    score = "no score, weight" if result.score is None else f"{earning.points(result, result.score)} of"
    core = " (core)" if result.indicator.core else ""
    return f"[{VERDICT_WORDS[result.verdict]['en']}] #{result.id} {result.name}{core} - {score} {earning.points(result, result.weight)}"
