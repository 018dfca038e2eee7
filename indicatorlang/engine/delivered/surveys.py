"""From counts per level to one level: Σ(人数×points)/有效样本, then the best level whose points are reached."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from fractions import Fraction

import attrs

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.engine.delivered.cells import is_blank, parse_day
from indicatorlang.engine.delivered.entries import Cell
from indicatorlang.engine.delivered.names import folded
from indicatorlang.engine.delivered.natures import Nature
from indicatorlang.engine.problems.actuals_problems import place_of
from indicatorlang.engine.problems.survey_problems import (
    SurveyAnswersMissing,
    SurveyCountNotReadable,
    SurveyDateNotReadable,
    SurveyLevelNotKnown,
    SurveyProblem,
    SurveyTooManyAnswers,
    SurveyWithoutPoints,
    SurveyWithoutSample,
)
from indicatorlang.model.actual import RawSurvey, SurveyCounts
from indicatorlang.model.number import exact
from indicatorlang.model.period import Period
from indicatorlang.model.scale import Level, Scale
from indicatorlang.model.unit import Unit

_TAILS = ("人", "份", "人次", "票")


def read_survey(raw: RawSurvey, nature: Nature, span: Period) -> tuple[Cell | None, dt.date | None, tuple[Diagnostic, ...]]:
    """The survey as a cell with its day, and everything found. No cell: the row was left empty."""
    cells = (*raw.counts.values(), raw.valid, raw.sent)
    if all(is_blank(text) for text in cells):
        return None, None, ()
    found: list[Diagnostic] = []

    def report(cls: Callable[..., SurveyProblem], key: str | None = None, /, **facts: object) -> None:
        origin = raw.origins.get(key, raw.origin) if key is not None else raw.origin
        found.append(cls(subject=nature.name, origin=origin, place=place_of(origin), **facts))

    day = parse_day(raw.date, span) if not is_blank(raw.date) else None
    if day is None:
        report(SurveyDateNotReadable, "date", text=raw.date.strip())
    measure = nature.measure
    wanted = measure.survey if measure.survey is not None and measure.survey_value == "share" else None
    scale = wanted or next((scale for scale in nature.scales if scale.has_points), nature.scales[0] if nature.scales else None)
    pointed = scale is not None and scale.has_points and all(level.number is not None for level in scale.levels)
    if scale is None or not (pointed or (wanted is not None and nature.form == "number")):
        report(SurveyWithoutPoints, scale=scale.name if scale else nature.name)
        return Cell(problem=found[-1]), day, tuple(found)
    counts = _counts(raw, scale, report)
    sent, valid = _count(raw.sent, "sent", "发放数", report), _count(raw.valid, "valid", "有效样本", report)
    if not found:
        answers = sum(counts.values())
        valid = answers if valid is None else valid
        if answers > valid:
            report(SurveyTooManyAnswers, answers=answers, limit=valid)
        elif sent is not None and valid > sent:
            report(SurveyTooManyAnswers, "valid", answers=valid, limit=sent, of_sent=True)
        elif valid == 0:
            report(SurveyWithoutSample)
    if found:
        return Cell(problem=found[0]), day, tuple(found)
    assert valid is not None  # settled above when nothing was found
    if answers < valid:
        report(SurveyAnswersMissing, answers=answers, valid=valid)
    ordered = tuple((level, counts.get(level, 0)) for level in scale.levels)
    score = sum(((level.number or Fraction(0)) * count for level, count in ordered), Fraction(0)) / valid if pointed else None
    survey = SurveyCounts(ordered, sent, valid, raw.method.strip(), score)
    if measure.survey_from is not None:
        reached = sum(count for level, count in ordered if scale.rank(level) <= scale.rank(measure.survey_from))
        survey = attrs.evolve(survey, reached=reached, reached_from=measure.survey_from)
    level = level_at(scale, score) if score is not None else None
    return Cell(survey=survey, survey_score=score, level=level), day, tuple(found)


def as_number(survey: SurveyCounts, unit: Unit | None) -> Fraction | None:
    """A survey as a number: the share that is wanted of it, else its score; for a percentage the part of the best level's points."""
    percent = unit is not None and unit.is_percent
    if survey.reached is not None:
        return Fraction(survey.reached, survey.valid) * (100 if percent else 1)
    best = survey.counts[0][0].number
    if survey.score is None or not percent or not best:
        return survey.score
    return survey.score / best * 100


def level_at(scale: Scale, score: Fraction) -> Level:
    """The best level whose points are reached; the lowest when none is."""
    return next((level for level in scale.levels if level.number is not None and score >= level.number), scale.levels[-1])


def _counts(raw: RawSurvey, scale: Scale, report: Callable[..., None]) -> dict[Level, int]:
    counts: dict[Level, int] = {}
    for word, text in raw.counts.items():
        level = scale.find(word.strip()) or scale.find(folded(word))
        if level is None:
            if not is_blank(text):
                report(SurveyLevelNotKnown, word, text=word.strip(), levels=tuple(each.name for each in scale.levels))
            continue
        count = _count(text, word, word.strip(), report)
        counts[level] = counts.get(level, 0) + (count or 0)
    return counts


def _count(text: str, column: str, shown: str, report: Callable[..., None]) -> int | None:
    """A number of people; None for a blank, or when it is none (then it has been reported)."""
    if is_blank(text):
        return None
    plain = folded(text)
    for tail in _TAILS:
        plain = plain.removesuffix(tail)
    number = exact(plain)
    if number is None or number < 0 or number.denominator != 1:
        report(SurveyCountNotReadable, column, column=shown, text=text.strip())
        return None
    return number.numerator
