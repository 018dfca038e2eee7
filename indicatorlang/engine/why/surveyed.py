"""What a survey came to: whom it reached, what they answered, and how the answers became a number or a level."""

from __future__ import annotations

from fractions import Fraction

from indicatorlang.diagnostics import Lang
from indicatorlang.engine.why import words
from indicatorlang.model.actual import Observation, SurveyCounts
from indicatorlang.model.measured import Measured
from indicatorlang.model.period import shown_day


def survey_of(actual: Measured) -> Observation | None:
    """The survey that a value is made of; None when it is made of anything else."""
    if actual.parts or actual.state != "known":
        return None
    surveys = [o for o in actual.inputs if o.survey is not None and not o.replaced and not o.checked]
    return surveys[-1] if len(surveys) == 1 else None


def surveyed(actual: Measured, lang: Lang = "zh") -> str:
    """The survey in one sentence without a full stop; empty where there is none."""
    o = survey_of(actual)
    if o is None or o.survey is None:
        return ""
    parts = (_sample_zh(o, o.survey), _answers(o.survey, "zh"), _came_to(actual, o.survey, "zh"))
    if lang == "zh":
        return "；".join(parts)
    return "; ".join((_sample_en(o, o.survey), _answers(o.survey, "en"), _came_to(actual, o.survey, "en")))


def _returned(survey: SurveyCounts) -> str:
    """有效回收率: the valid answers out of those sent out."""
    return words.percent(Fraction(survey.valid, survey.sent)) if survey.sent else ""


def _sample_zh(o: Observation, survey: SurveyCounts) -> str:
    day = f"{shown_day(o.period.end)}调查" if o.period is not None else "调查"
    method = f"（{survey.method}）" if survey.method else ""
    sent = f"发放{survey.sent}份，" if survey.sent else ""
    returned = f"（有效回收率{_returned(survey)}）" if survey.sent else ""
    return f"{day}{method}，{sent}有效样本{survey.valid}份{returned}"


def _sample_en(o: Observation, survey: SurveyCounts) -> str:
    day = f"survey of {o.period.end.isoformat()}" if o.period is not None else "survey"
    method = f" ({survey.method})" if survey.method else ""
    sent = f"{survey.sent} sent out, " if survey.sent else ""
    returned = f" ({_returned(survey)})" if survey.sent else ""
    return f"{day}{method}: {sent}{survey.valid} valid answers{returned}"


def _answers(survey: SurveyCounts, lang: Lang) -> str:
    if lang == "zh":
        return "、".join(f"{level.name}{count}人" for level, count in survey.counts)
    return ", ".join(f"{level.name} {count}" for level, count in survey.counts)


def _came_to(actual: Measured, survey: SurveyCounts, lang: Lang) -> str:
    """The formula, and what it makes."""
    if survey.reached is not None and survey.reached_from is not None and actual.quantity is not None:
        share = f"{survey.reached}÷{survey.valid}＝" if lang == "zh" else f"{survey.reached}/{survey.valid} = "
        value = words.quantity(actual.quantity, lang, places=2 if actual.quantity.unit.is_percent else None)
        best = survey.counts[0][0] == survey.reached_from
        name = survey.reached_from.name
        if lang == "zh":
            return f"“{name}”{'' if best else '及以上'}占比{share}{value}"
        return f"{name}{'' if best else ' or better'} {share}{value}"
    if survey.score is None:
        return ""
    total, score = words.plain(survey.score * survey.valid), words.points(survey.score)
    text = f"加权得分{total}÷{survey.valid}＝{score}分" if lang == "zh" else f"score {total}/{survey.valid} = {score}"
    if actual.level is not None:
        return f"{text}，为“{actual.level.name}”" if lang == "zh" else f"{text}, level {actual.level.name}"
    best_points = survey.counts[0][0].number
    if actual.quantity is None or not actual.quantity.unit.is_percent or best_points is None:
        return text
    value = words.quantity(actual.quantity, lang, places=2)
    full = words.plain(best_points)
    return f"{text}，按满分{full}分计为{value}" if lang == "zh" else f"{text} of {full}, read as {value}"
