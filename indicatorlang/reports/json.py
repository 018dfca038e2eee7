"""The JSON of `eval` (docs/reference/json.md). Scores and weights are numbers printed exactly, quantities decimal strings."""

from __future__ import annotations

import decimal
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from json.encoder import encode_basestring
from typing import Any, Literal

from indicatorlang._version import __version__
from indicatorlang.diagnostics import Diagnostic, Lang
from indicatorlang.model.actual import Observation, SurveyCounts
from indicatorlang.model.assessment import Assessment, ForecastResult, IndicatorResult, MilestoneResult, Need, Pace
from indicatorlang.model.indicator import Change
from indicatorlang.model.measured import CaseSeen, Measured, PeriodResult, UnitValue
from indicatorlang.model.number import decimal_text
from indicatorlang.model.portfolio import Portfolio, portfolio_of
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.recovery import Recovery
from indicatorlang.model.verdict import Verdict

SCHEMA = "indicatorlang/assessment/1"
PORTFOLIO = "indicatorlang/portfolio/1"


def number(value: Fraction | None) -> int | decimal.Decimal | None:
    """A score, weight, fraction or index: a whole number where it is one, else an exact decimal (10 places half up)."""
    if value is None:
        return None
    text = decimal_text(value)
    return int(text) if "." not in text else decimal.Decimal(text)


def quantity(value: Quantity | None) -> dict[str, str] | None:
    """`{"value", "unit"}`, the value as decimal text."""
    return None if value is None else {"value": decimal_text(value.number), "unit": value.unit.text}


def assessment_dict(assessment: Assessment, lang: Lang = "zh", explain: bool = True) -> dict[str, Any]:
    """The whole object. `explain` False leaves the explanations out, which is much faster."""
    ruleset = assessment.ruleset
    return {
        "schema": SCHEMA,
        "engine": f"indicatorlang {__version__}",
        "as_of": assessment.as_of.isoformat(),
        "as_of_assumed": assessment.as_of_assumed,
        "profile": assessment.profile,
        "calendar": ruleset.calendar.name,
        "project": assessment.project,
        "combined": list(assessment.combined),
        "ruleset": {"name": ruleset.name, "code": ruleset.code or None, "file": ruleset.file, "digest": ruleset.digest},
        "score": number(assessment.score),
        "raw_score": number(assessment.raw_score),
        "max_score": number(assessment.max_score),
        "weight": number(assessment.weight),
        "bonus": number(assessment.bonus),
        "deductions": number(assessment.deductions),
        "weights_assumed": ruleset.weights_assumed,
        "provisional": assessment.provisional,
        "interval": None if assessment.interval is None else [number(end) for end in assessment.interval],
        "grade": None if assessment.grade is None else assessment.grade.name,
        "before_rounding": number(assessment.before_rounding),
        "pace": None if assessment.pace is None else str(assessment.pace),
        "vetoes": [
            {"indicator": v.indicator, "effect": v.effect, "group": v.group or None, "on": list(v.on)} for v in assessment.vetoes
        ],
        "recovery": _recovery(assessment.recovery),
        "results": [result_dict(r, lang, explain) for r in assessment.results],
        "diagnostics": diagnostics_list(assessment.diagnostics, lang),
    }


def diagnostics_list(found: Iterable[Diagnostic], lang: Lang = "zh") -> list[dict[str, Any]]:
    """Diagnostics in the order found."""
    return [d.to_dict(lang) for d in found]


def result_dict(result: IndicatorResult, lang: Lang = "zh", explain: bool = True) -> dict[str, Any]:
    """One entry of `results`."""
    indicator = result.indicator
    return {
        "id": result.id,
        "name": result.name,
        "path": list(indicator.path),
        "core": indicator.core,
        "wording": indicator.wording,
        "target": indicator.target,
        "canonical": indicator.canonical or None,
        "adjusted": _adjusted(indicator.changes),
        "verdict": str(result.verdict),
        "score": number(result.score),
        "weight": number(result.weight),
        "fraction": number(result.fraction),
        "gap": quantity(result.gap),
        "exceeded": result.exceeded,
        "actual": _actual(result.actual),
        "due": None if result.due is None else result.due.isoformat(),
        "recoverable": result.recoverable,
        "pace": _pace(result.pace),
        "milestones": [_milestone(m) for m in result.milestones],
        "periods": [_period(p) for p in result.periods],
        "needed": [_need(n) for n in result.needed],
        "parts": [result_dict(part, lang, explain) for part in result.parts],
        "interval": None if result.interval is None else [number(end) for end in result.interval],
        "deduct": number(result.deduction),
        "deduct_reason": result.deduction_reason or None,
        "modifiers": [
            {"kind": m.kind, "before": number(m.before), "after": number(m.after), "limit": number(m.limit)}
            for m in result.modifiers
        ],
        "evidence_deduct": number(result.evidence_deduction),
        "beside": result.outside or None,
        "cause": result.cause,
        "vetoed_by": [veto.indicator for veto in result.vetoed_by],
        "reason": result.reason,
        "reason_missing": result.reason_missing,
        "evidence": result.evidence,
        "forecast": result.forecast,
        "forecast_result": _forecast(result.forecast_result),
        "likelihood": result.likelihood,
        "note": result.note,
        **{key: value for key, value in result.extra.items() if key not in _OWN},
        "assumed": [{"code": d.code, "message": d.message(lang)} for d in result.assumed],
        "explanation": result.explain(lang).to_dict() if explain else None,
    }


_OWN = frozenset(
    {"score", "evidence", "forecast", "likelihood", "reason", "cause", "deduct", "deduct_reason", "note", "unit", "kind"}
)


def _actual(measured: Measured | None) -> dict[str, Any] | None:
    if measured is None:
        return None
    value, unit = None, None
    if measured.state == "known":
        if measured.quantity is not None:
            value, unit = decimal_text(measured.quantity.number), measured.quantity.unit.text
        elif measured.level is not None:
            value = measured.level.name
        elif measured.day is not None:
            value = measured.day.isoformat()
        elif measured.done is not None:
            value = "done" if measured.done else "not done"
    return {
        "value": value,
        "unit": unit,
        "aggregate": measured.aggregate or None,
        "inputs": [_input(o) for o in _observations(measured)],
        "blanks": [period.text for period in measured.blanks],
        "baseline": _baseline(measured),
        "cases": _cases(measured),
        "together": measured.together,
        "weighed_by": measured.weighed_by or None,
        "units": [_unit_value(one) for one in measured.units],
        "weights": [{"period": period.text} | (quantity(weight) or {}) for period, weight in measured.weights],
    }


def _cases(measured: Measured) -> dict[str, Any] | None:
    """The cases behind a value, those that miss the demand and those that wait with their rows; None for what has no cases."""
    cases = measured.cases
    if cases is None:
        return next((found for part in measured.parts if (found := _cases(part)) is not None), None)
    return {
        "table": cases.table,
        "delivered": cases.delivered,
        "counted": cases.counted,
        "met": cases.met,
        "missed": [_case(case) for case in cases.missed],
        "waiting": [_case(case) for case in cases.waiting],
        "later": cases.later,
        "outside": cases.outside,
        "source": cases.source.to_dict(),
    }


def _case(case: CaseSeen) -> dict[str, Any]:
    last = case.counted.last if case.counted is not None else None
    return {
        "source": case.origin.to_dict(),
        "day": None if case.day is None else case.day.isoformat(),
        "value": None if case.value is None else decimal_text(case.value.number),
        "unit": None if case.value is None else case.value.unit.text,
        "open": case.open,
        "over": quantity(case.counted.over) if case.counted is not None else None,
        "last_day": None if last is None else last.isoformat(),
        "cells": dict(case.cells),
    }


def _adjusted(changes: tuple[Change, ...]) -> dict[str, Any] | None:
    """The last approved change of a row; those before it in `earlier`, first one first."""
    if not changes:
        return None
    drawn = [
        {
            "approved": change.approved.isoformat(),
            "document": change.document or None,
            "reason": change.reason or None,
            "from": change.before,
            "to": change.after,
            "from_weight": number(change.weight_before),
            "to_weight": number(change.weight_after),
        }
        for change in changes
    ]
    return drawn[-1] | {"earlier": drawn[:-1]}


def _unit_value(one: UnitValue) -> dict[str, Any]:
    """What one reporting unit came to."""
    told = _actual(one.measured) or {}
    return {
        "org": one.name,
        "state": one.measured.state,
        "value": told.get("value"),
        "unit": told.get("unit"),
        "blanks": told.get("blanks", []),
        "weight": quantity(one.weight),
    }


def _observations(measured: Measured) -> list[Observation]:
    beside = (*measured.parts, *([measured.against] if measured.against is not None else []))
    return list(measured.inputs) + [o for part in beside for o in _observations(part)] + list(measured.weight_inputs)


def _baseline(measured: Measured) -> dict[str, Any] | None:
    """The earlier value that something is compared with."""
    parts = [measured.against] if measured.against is not None else [part for part in measured.parts if part.baseline]
    if not parts:
        return None
    value = quantity(parts[-1].quantity) if parts[-1].state == "known" else None
    drawn: dict[str, Any] = {"name": parts[-1].baseline, "value": None, "unit": None}
    return drawn | (value or {})


def _input(o: Observation) -> dict[str, Any]:
    value, unit = o.text or None, None
    if o.quantity is not None:
        value, unit = decimal_text(o.quantity.number), o.quantity.unit.text
    elif o.level is not None:
        value = o.level.name
    elif o.day is not None:
        value = o.day.isoformat()
    return {
        "measure": o.measure,
        "period": None if o.period is None else o.period.text,
        "kind": None if o.kind is None else str(o.kind),
        "value": value,
        "unit": unit,
        "replaced": o.replaced,
        "checked": o.checked,
        "org": o.reporter or None,
        "source": o.origin.to_dict(),
        **({} if o.survey is None else {"survey": _survey(o.survey)}),
    }


def _survey(survey: SurveyCounts) -> dict[str, Any]:
    """The counts of a survey, best level first, and what they make."""
    return {
        "counts": {level.name: count for level, count in survey.counts},
        "sent": survey.sent,
        "valid": survey.valid,
        "method": survey.method or None,
        "score": None if survey.score is None else decimal_text(survey.score),
        "reached": survey.reached,
        "reached_from": None if survey.reached_from is None else survey.reached_from.name,
    }


def _pace(pace: Pace | None) -> dict[str, Any] | None:
    if pace is None:
        return None
    return {
        "colour": None if pace.colour is None else str(pace.colour),
        "index": number(pace.index),
        "expected": None if pace.expected is None else quantity(pace.expected.quantity),
    }


def _milestone(m: MilestoneResult) -> dict[str, Any]:
    return {
        "by": m.by.isoformat(),
        "target": quantity(m.target),
        "verdict": str(m.verdict),
        "actual": quantity(m.actual),
        "gap": quantity(m.gap),
    }


def _period(each: PeriodResult) -> dict[str, Any]:
    actual: dict[str, Any] | None = quantity(each.actual)
    if each.level is not None:
        actual = {"value": each.level.name, "unit": None}
    return {
        "period": each.period.text,
        "verdict": str(each.verdict),
        "actual": actual,
        "before": quantity(each.before),
        "gap": quantity(each.gap),
    }


def _recovery(found: Recovery | None) -> dict[str, Any] | None:
    """What is lacking for the next better grade, and the losses that would bring it."""
    if found is None:
        return None
    return {
        "grade": found.grade.name,
        "missing": number(found.missing),
        "best": number(found.best),
        "ahead": found.ahead,
        "spare": number(found.spare),
        "lost_grade": None if found.lost_grade is None else found.lost_grade.name,
        "losses": [
            {
                "indicator": loss.indicator,
                "points": number(loss.points),
                "past": loss.past,
                "enough": number(loss.enough),
                "value": quantity(loss.value),
            }
            for loss in found.losses
        ],
        "ways": [list(ids) for ids in found.ways],
        "at_risk": list(found.at_risk),
    }


def _forecast(told: ForecastResult | None) -> dict[str, Any] | None:
    """What the forecast would come to."""
    if told is None:
        return None
    value, unit = told.level or (told.day.isoformat() if told.day is not None else None), None
    if told.quantity is not None:
        value, unit = decimal_text(told.quantity.number), told.quantity.unit.text
    return {
        "value": value,
        "unit": unit,
        "verdict": str(told.verdict),
        "gap": quantity(told.gap),
        "deviation": number(told.deviation),
        "index": number(told.index),
        "colour": None if told.colour is None else str(told.colour),
    }


def _need(need: Need) -> dict[str, Any]:
    value, unit = None, None
    if need.quantity is not None:
        value, unit = decimal_text(need.quantity.number), need.quantity.unit.text
    elif need.level is not None:
        value = need.level
    elif need.day is not None:
        value = need.day.isoformat()
    return {
        "way": need.way,
        "measure": need.measure,
        "period": None if need.period is None else need.period.text,
        "kind": None if need.kind is None else str(need.kind),
        "op": need.op,
        "value": value,
        "unit": unit,
        "cases": need.cases,
        "spread": [{"period": share.period.text} | (quantity(share.quantity) or {}) for share in need.spread],
    }


def dumps(value: Any, indent: int | None = 2, depth: int = 0) -> str:
    """JSON text; decimals are printed as numbers, exactly as they stand, which the standard encoder cannot."""
    if isinstance(value, str):
        return encode_basestring(value)
    if isinstance(value, decimal.Decimal):
        return format(value, "f")
    newline = "" if indent is None else "\n" + " " * (indent * (depth + 1))
    closing = "" if indent is None else "\n" + " " * (indent * depth)
    comma = "," if indent is not None else ", "
    if isinstance(value, Mapping):
        if not value:
            return "{}"
        inner = comma.join(
            f"{newline}{encode_basestring(str(key))}: {dumps(item, indent, depth + 1)}" for key, item in value.items()
        )
        return f"{{{inner}{closing}}}"
    if isinstance(value, list | tuple):
        if not value:
            return "[]"
        return f"[{comma.join(newline + dumps(item, indent, depth + 1) for item in value)}{closing}]"
    return json.dumps(value, ensure_ascii=False)


def dumped(value: Any, depth: int = 0) -> Iterator[str]:
    """The same text in pieces, so that what is long is never held as one."""
    if not value or not isinstance(value, Mapping | list | tuple):
        yield dumps(value, depth=depth)
        return
    inside, between = "\n" + "  " * (depth + 1), ""
    opening, closing = "{}" if isinstance(value, Mapping) else "[]"
    yield opening
    for key, item in value.items() if isinstance(value, Mapping) else ((None, item) for item in value):
        yield between + inside + ("" if key is None else f"{encode_basestring(str(key))}: ")
        yield from dumped(item, depth + 1)
        between = ","
    yield "\n" + "  " * depth + closing


def report(assessment: Assessment, form: Literal["dict", "json"], lang: Lang = "zh") -> Any:
    """What `Assessment.to_dict` and `to_json` hand on."""
    drawn = assessment_dict(assessment, lang)
    return drawn if form == "dict" else dumps(drawn)


def _sums(portfolio: Portfolio, assessments: Sequence[Assessment]) -> dict[str, Any]:
    """What the projects come to together; `mean_score` is weighted by money, out of 100."""
    return {
        "score": number(portfolio.score),
        "max_score": number(portfolio.most),
        "weight": number(portfolio.weight),
        "mean_score": number(portfolio.mean),
        "funds": quantity(portfolio.funds),
        "weighed": portfolio.weighed,
        "without_funds": portfolio.without_funds,
        "worst_first": [_in_a_line(assessments[n]) for n in portfolio.worst_first],
    }


def _in_a_line(assessment: Assessment) -> dict[str, Any]:
    """One project of the summary."""
    return {
        "project": assessment.project,
        "ruleset": assessment.ruleset.name,
        "code": assessment.ruleset.code or None,
        "score": number(assessment.score),
        "max_score": number(assessment.max_score),
        "weight": number(assessment.weight),
        "provisional": assessment.provisional,
        "grade": None if assessment.grade is None else assessment.grade.name,
        "funds": quantity(assessment.budget),
    }


def portfolio_dict(assessments: Sequence[Assessment], found: Iterable[Diagnostic], lang: Lang = "zh") -> dict[str, Any]:
    """Several assessments in one object, with how many came to which verdict and grade."""
    verdicts = Counter(str(r.verdict) for a in assessments for r in a.results)
    grades = Counter(a.grade.name if a.grade is not None else "" for a in assessments)
    return {
        "schema": PORTFOLIO,
        "assessments": [assessment_dict(a, lang) for a in assessments],
        "summary": {
            "projects": len(assessments),
            "verdicts": {str(v): verdicts[str(v)] for v in Verdict if verdicts[str(v)]},
            "grades": {name: count for name, count in grades.items() if name},
            "without_grade": grades[""],
            **_sums(portfolio_of(assessments), assessments),
        },
        "diagnostics": diagnostics_list(found, lang),
    }
