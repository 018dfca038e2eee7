"""The JSON of `eval` (docs/reference/json.md). Scores and weights are numbers printed exactly, quantities decimal strings."""

from __future__ import annotations

import decimal
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any, Literal

from indicatorlang._version import __version__
from indicatorlang.diagnostics import Diagnostic, Lang
from indicatorlang.model.actual import Observation
from indicatorlang.model.assessment import Assessment, IndicatorResult, Measured, MilestoneResult, Need, Pace, Verdict
from indicatorlang.model.number import decimal_text
from indicatorlang.model.quantity import Quantity

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
        "ruleset": {"name": ruleset.name, "code": ruleset.code or None, "file": ruleset.file, "digest": ruleset.digest},
        "score": number(assessment.score),
        "raw_score": number(assessment.raw_score),
        "max_score": number(assessment.max_score),
        "weight": number(assessment.weight),
        "weights_assumed": ruleset.weights_assumed,
        "provisional": assessment.provisional,
        "interval": None if assessment.interval is None else [number(end) for end in assessment.interval],
        "grade": None if assessment.grade is None else assessment.grade.name,
        "pace": None if assessment.pace is None else str(assessment.pace),
        "vetoes": [
            {"indicator": v.indicator, "effect": v.effect, "group": v.group or None, "on": list(v.on)} for v in assessment.vetoes
        ],
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
        "needed": [_need(n) for n in result.needed],
        "parts": [result_dict(part, lang, explain) for part in result.parts],
        "interval": None if result.interval is None else [number(end) for end in result.interval],
        "deduct": number(result.deduction),
        "deduct_reason": result.deduction_reason or None,
        "reason": result.reason,
        "reason_missing": result.reason_missing,
        "evidence": result.evidence,
        "forecast": result.forecast,
        "likelihood": result.likelihood,
        "note": result.note,
        **{key: value for key, value in result.extra.items() if key not in _OWN},
        "assumed": [{"code": d.code, "message": d.message(lang)} for d in result.assumed],
        "explanation": result.explain(lang).to_dict() if explain else None,
    }


_OWN = frozenset({"score", "evidence", "forecast", "likelihood", "reason", "deduct", "deduct_reason", "note", "unit", "kind"})


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
    }


def _observations(measured: Measured) -> list[Observation]:
    return list(measured.inputs) + [o for part in measured.parts for o in _observations(part)]


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
        "source": o.origin.to_dict(),
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
    }


def dumps(value: Any, indent: int | None = 2, depth: int = 0) -> str:
    """JSON text; decimals are printed as numbers, exactly as they stand, which the standard encoder cannot."""
    if isinstance(value, decimal.Decimal):
        return format(value, "f")
    newline = "" if indent is None else "\n" + " " * (indent * (depth + 1))
    closing = "" if indent is None else "\n" + " " * (indent * depth)
    comma = "," if indent is not None else ", "
    if isinstance(value, Mapping):
        if not value:
            return "{}"
        inner = comma.join(
            f"{newline}{json.dumps(str(key), ensure_ascii=False)}: {dumps(item, indent, depth + 1)}"
            for key, item in value.items()
        )
        return f"{{{inner}{closing}}}"
    if isinstance(value, list | tuple):
        if not value:
            return "[]"
        return f"[{comma.join(newline + dumps(item, indent, depth + 1) for item in value)}{closing}]"
    return json.dumps(value, ensure_ascii=False)


def report(assessment: Assessment, form: Literal["dict", "json"], lang: Lang = "zh") -> Any:
    """What `Assessment.to_dict` and `to_json` hand on."""
    drawn = assessment_dict(assessment, lang)
    return drawn if form == "dict" else dumps(drawn)


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
        },
        "diagnostics": diagnostics_list(found, lang),
    }
