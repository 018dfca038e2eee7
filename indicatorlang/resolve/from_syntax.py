"""Tree → ruleset: the order of the passes.

Each pass stands on what the ones before it have settled: units before quantities, scales and tables before measures, measures
before targets, targets before the budget row, all rows before their weights. Every pass goes on after a mistake, so that all
mistakes are told at once; the barrier stands at the end.
"""

from __future__ import annotations

import hashlib
from fractions import Fraction
from typing import Literal

import attrs

from indicatorlang.diagnostics import Diagnostic, Place, errors
from indicatorlang.library.scales import builtin_scales
from indicatorlang.model.expected import RulesetTest
from indicatorlang.model.indicator import Indicator
from indicatorlang.model.period import Period, year_of
from indicatorlang.model.ruleset import BUDGET, BUDGET_ID, EXECUTED, Funds, Ruleset
from indicatorlang.resolve import problems
from indicatorlang.resolve.at_once import resolve_at_once
from indicatorlang.resolve.fields import Fields, Found, a_number, a_text, pairs, read_fields
from indicatorlang.resolve.from_python import from_python
from indicatorlang.resolve.measures import read_measures
from indicatorlang.resolve.profiles import profile_of
from indicatorlang.resolve.row.adjustments import settled
from indicatorlang.resolve.row.budget import budget_row, has_budget_row
from indicatorlang.resolve.row.indicators import MAX_INDICATORS, Row, read_indicators
from indicatorlang.resolve.row.weights import Given, weigh
from indicatorlang.resolve.scope import Scope
from indicatorlang.resolve.scoring.outside import outside_part
from indicatorlang.resolve.scoring.scoring_fit import fitted
from indicatorlang.resolve.sections import (
    read_baselines,
    read_calendar,
    read_funds,
    read_records,
    read_scales,
    read_span,
    read_units,
)
from indicatorlang.resolve.target.growth import unknown_in_baselines
from indicatorlang.resolve.target.unit_problems import UnitMismatch
from indicatorlang.resolve.tolerance import Tolerant, read_freely
from indicatorlang.syntax import tree
from indicatorlang.syntax.from_text import strict_target
from indicatorlang.syntax.yaml.tree import Node, Sequence

__all__ = ["from_python", "resolve_ruleset", "resolve_single"]

_SOME_SPAN = year_of(2000)
"""Stands in where a ruleset does not say its span, so that the passes can go on to further mistakes."""

_SOME_YEAR = _SOME_SPAN.text

Diagnostics = tuple[Diagnostic, ...]


def resolve_ruleset(
    root: Node,
    *,
    text: str = "",
    file: str | None = None,
    profile: str | None = None,
    tolerant: Tolerant | None = read_freely,
) -> tuple[Ruleset | None, Diagnostics]:
    """The ruleset of a file's tree, and every diagnostic in the order of the file; None when one of them is an error.

    `text` is the file's text (for the digest), `profile` the name of scoring rules that set the ruleset's own aside. `tolerant`
    reads targets and wordings that are not strict; with None such a target is an error and such a wording makes its row invalid.
    Warnings and infos are also in the ruleset's `remarks`.
    """
    found = Found()
    fields = read_fields(root, "ruleset", found)
    if fields is None:
        return None, _sorted(found)
    name = fields.text("ruleset")
    span = read_span(fields, found, name or file or "")
    scope = _scope(fields, found, span or _SOME_SPAN, profile)
    read_measures(fields.node("measures"), scope)
    funds = read_funds(fields, found, scope.span)
    rows = read_indicators(_rows(fields, found), scope, tolerant, fields.at("indicators"))
    indicators, assumed = _weighed(rows, fields, funds, scope)
    for problem in unknown_in_baselines(fields.node("baselines"), scope):
        scope.add(problem)
    tests = _tests(fields, indicators, scope) if "tests" in fields else ()
    percent = fields.choice("percent")
    code, department, agency, goal, note = (fields.text(key) for key in ("code", "department", "agency", "goal", "note"))
    told = _sorted(found)
    if errors(told) or span is None:
        return None, told
    ruleset = Ruleset(
        name,
        span,
        scope.profile,
        scope.calendar,
        indicators,
        dict(scope.measures),
        code,
        department,
        agency,
        goal,
        note,
        funds,
        percent=_percent(percent),
        units=dict(found.units),
        scales=dict(scope.scales),
        records=dict(scope.records),
        baselines={name: dict(of) for name, of in scope.baselines.items()},
        tests=tests,
        weights_assumed=assumed,
        file=file,
        digest=f"sha256:{hashlib.sha256(text.encode()).hexdigest()}" if text else "",
        remarks=told,
        kept=tuple(found.kept),
    )
    return ruleset, told


def _tests(fields: Fields, indicators: tuple[Indicator, ...], scope: Scope) -> tuple[RulesetTest, ...]:
    from indicatorlang.resolve.own_tests import read_tests
    from indicatorlang.resolve.testing.ground import Ground

    grades = tuple(grade.name for grade in scope.profile.grades)
    return read_tests(fields, Ground(scope.found, indicators, scope.span, scope.measures, scope.scales, grades))


def _percent(word: str | None) -> Literal["percent", "fraction"] | None:
    return "percent" if word == "percent" else "fraction" if word == "fraction" else None


def _sorted(found: Found) -> Diagnostics:
    """In the order of the file; what has no place comes first, in the order it was found."""
    return tuple(sorted(dict.fromkeys(found.diagnostics), key=lambda d: (d.place.line or 0, d.place.column or 0)))


def _scope(fields: Fields, found: Found, span: Period, profile: str | None) -> Scope:
    read_units(fields.node("units"), found)
    rules = profile_of(fields.node("profile"), found, profile)
    return Scope(
        found,
        span,
        rules,
        read_calendar(fields.node("calendar"), found),
        scales=read_scales(fields.node("scales"), found),
        builtin=builtin_scales(rules.three_levels),
        records=read_records(fields.node("records"), found),
        baselines=read_baselines(fields.node("baselines"), found),
    )


def _rows(fields: Fields, found: Found) -> tuple[Node, ...]:
    node = fields.node("indicators")
    if isinstance(node, Sequence) and not node.items:
        found.add(problems.MissingKey(where="ruleset", key_zh="指标", key_en="indicators", place=node.place))
    return fields.items("indicators")


def _weighed(rows: tuple[Row, ...], fields: Fields, funds: Funds | None, scope: Scope) -> tuple[tuple[Indicator, ...], bool]:
    """The rows with their weights, the budget row first when there is one."""
    given: dict[str, Given] = {}
    for key, value in pairs(fields.node("weights"), fields.label("weights"), scope.found, MAX_INDICATORS):
        text = a_text(value, key.text, scope.found)
        points = None if text is None else a_number(text, key.text, scope.found)
        if points is not None:
            given["/".join(part.strip() for part in key.text.split("/"))] = Given(points, key.place)
    with_budget = funds is not None and has_budget_row(rows, funds)
    inside = [row for row in rows if outside_part(row.indicator.scoring) is None]
    weights, told = weigh([row.share for row in inside], given, scope.profile.budget_weight if with_budget else None)
    for problem in told:
        scope.add(problem)
    own = dict(zip((id(row) for row in inside), weights.rows, strict=True))
    weighed = ((row, own.get(id(row), Fraction(0))) for row in rows)
    indicators = tuple(
        _fitted(settled(attrs.evolve(row.indicator, weight=w), row.drafts), scope, row.scoring_at) for row, w in weighed
    )
    if funds is None or not with_budget or weights.budget is None:
        return indicators, weights.assumed
    for indicator in indicators:
        if indicator.id == BUDGET_ID:
            scope.add(problems.SameId(id=BUDGET_ID, place=indicator.place))
    row = budget_row(funds, scope, weights.budget)
    _same_money(scope, fields.at("funds"))
    return (row, *indicators), weights.assumed


def _fitted(indicator: Indicator, scope: Scope, place: Place) -> Indicator:
    """The row with its scoring held against every target it has had."""
    versions = tuple(fitted(version, scope, place) for version in indicator.versions)
    return attrs.evolve(fitted(indicator, scope, place), versions=versions)


def _same_money(scope: Scope, place: Place) -> None:
    """What was spent and what was approved must be the same kind of money."""
    spent, budget = scope.measures[EXECUTED], scope.measures[BUDGET]
    if spent.unit is not None and budget.unit is not None and not spent.unit.fits(budget.unit):
        scope.add(
            UnitMismatch(
                left=EXECUTED,
                left_unit=spent.unit.text,
                right=BUDGET,
                right_unit=budget.unit.text,
                declared=spent.place,
                place=spent.place if spent.place != Place() else place,
            )
        )


def resolve_single(
    text: str,
    *,
    weight: str = "100",
    name: str | None = None,
    measure: str | None = None,
    unit: str | None = None,
    direction: str | None = None,
    profile: str | None = None,
    year: int | None = None,
    tolerant: Tolerant | None = read_freely,
) -> tuple[Ruleset | None, Diagnostics]:
    """A ruleset of one target. Without `year` the span is that of the dates in the target; without dates any year will do, since
    then no date decides anything. `unit` and `direction` describe the one measure, the target's or `measure`."""
    node = strict_target(text)
    label = name or _first_name(node) or measure or "指标"
    period = _years(node, year)
    undated = year is None and period == _SOME_YEAR
    if node is not None and not (measure or unit or direction or profile):
        alone = resolve_at_once(node, text, label, weight, period, undated)
        if alone is not None:
            return alone
    row: dict[str, object] = {"name": label, "target": text, "weight": weight}
    file: dict[str, object] = {"ruleset": label, "period": period, "indicators": [row]}
    subject = _first_name(node) or measure or label
    if measure:
        row["measure"] = measure
    if unit or direction:
        said = {key: value for key, value in (("unit", unit), ("direction", direction)) if value}
        file["measures"] = {subject: said}
    if profile:
        file["profile"] = profile
    ruleset, found = resolve_ruleset(from_python(file), tolerant=tolerant)
    return (attrs.evolve(ruleset, undated=True) if ruleset is not None and undated else ruleset), found


_SIMPLE = (tree.Comparison, tree.Within, tree.Is, tree.Done, tree.Growth, tree.Trend)


def _first_name(node: tree.Condition | None) -> str:
    """The single name that the first simple condition is about; empty when it is about something else."""
    first = next((part for part in tree.walk(node) if isinstance(part, _SIMPLE)), None) if node is not None else None
    return first.subject.text if first is not None and isinstance(first.subject, tree.Name) else ""


def _years(node: tree.Condition | None, year: int | None) -> str:
    if year is not None:
        return str(year)
    days = [part.text[:4] for part in tree.walk(node) if isinstance(part, tree.Day)] if node is not None else []
    return f"{min(days)}-01..{max(days)}-12" if days else _SOME_YEAR
