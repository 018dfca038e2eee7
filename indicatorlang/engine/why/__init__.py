"""Why a result is what it is. `explain` puts the steps of a row together, with a headline that fits a table cell."""

from __future__ import annotations

from indicatorlang.diagnostics import Lang
from indicatorlang.engine.why import words
from indicatorlang.engine.why.around import Assumed, Evidence, Forecast, Reason, used
from indicatorlang.engine.why.demanded import Demanded
from indicatorlang.engine.why.measured import Input, MeasuredStep, PaceStep, value_text
from indicatorlang.engine.why.scored import Scored
from indicatorlang.engine.why.wanting import Ahead, Wanting
from indicatorlang.model.assessment import COLOUR_WORDS, VERDICT_WORDS, IndicatorResult, Verdict
from indicatorlang.model.explanation import Explanation, Step

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
        middle: tuple[Step, ...] = (PaceStep(result=result, steps=inputs), Ahead(result=result))
    else:
        below = tuple(MeasuredStep(result=part, steps=_inputs(part)) for part in result.parts)
        middle = (MeasuredStep(result=result, steps=inputs + below), Scored(result=result), Wanting(result=result))
    around = (Forecast(result=result), Evidence(result=result), Assumed(result=result), Reason(result=result))
    return (Demanded(result=result), *middle, *around)


def _inputs(result: IndicatorResult) -> tuple[Step, ...]:
    """Every value a row stands on, replaced and checking ones included."""
    if result.actual is None:
        return ()
    seen = used(result.actual) if result.actual.parts else result.actual.inputs
    return tuple(Input(observation=o, span=result.span) for o in seen)


def headline(result: IndicatorResult, lang: Lang = "zh") -> str:
    """What fits a table cell: verdict, value, gap, points."""
    verdict = VERDICT_WORDS[result.verdict][lang]
    parts: list[str] = []
    known = result.actual is not None and result.actual.state == "known"
    if known and result.actual is not None:
        value = result.actual
        shown = value_text(value.quantity, lang) if value.quantity is not None else value.level.name if value.level else ""
        shown = shown or (f"{value.day.isoformat()}{'完成' if lang == 'zh' else ' done'}" if value.day else "")
        parts += [shown] if shown else []
    if result.gap is not None and result.gap.number and known:
        gap = words.quantity(result.gap, lang, 2 if result.gap.number.denominator > 100 else None)
        parts.append(f"差{gap}" if lang == "zh" else f"gap {gap}")
    if result.verdict is Verdict.NOT_DUE and result.pace is not None and result.pace.colour is not None:
        parts.append(COLOUR_WORDS[result.pace.colour][lang])
    if result.score is not None:
        points = words.points(result.score)
        parts.append(f"得{points}分" if lang == "zh" else f"{points} points")
    comma, colon = ("，", "：") if lang == "zh" else (", ", ": ")
    text = verdict + (colon + comma.join(parts) if parts else "")
    return text if len(text) <= HEADLINE else text[: HEADLINE - 1] + "…"


def _title_zh(result: IndicatorResult) -> str:
    weight = words.points(result.weight)
    score = f"得分 {words.points(result.score)}" if result.score is not None else "暂不计分"
    return f"【{VERDICT_WORDS[result.verdict]['zh']}】{result.name}　　{score}／分值 {weight}"


def _title_en(result: IndicatorResult) -> str:
    score = "no score, weight" if result.score is None else f"{words.points(result.score)} of"
    return f"[{VERDICT_WORDS[result.verdict]['en']}] #{result.id} {result.name} - {score} {words.points(result.weight)}"
