"""The plan of a row: equal parts by months or days, or what is to be reached by when."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Literal

from indicatorlang.diagnostics import Place
from indicatorlang.library.units import parse_quantity
from indicatorlang.model.formula import Constant
from indicatorlang.model.indicator import Indicator, Threshold
from indicatorlang.model.period import Period, parse_period
from indicatorlang.model.plan import PacePlan, PlanPoint
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.ruleset import measures_spending
from indicatorlang.model.unit import PLAIN
from indicatorlang.resolve.fields import Fields, Found, a_choice, a_text, pairs, short
from indicatorlang.resolve.keys.choices import PLANS
from indicatorlang.resolve.row.plan_problems import PlanFalls, PlanOutside, PlanShort, PlanTwice, PlanUnfit, PlanUnread
from indicatorlang.syntax.yaml.tree import Node, Scalar

MAX_POINTS = 400
ONE = Fraction(1)

Read = tuple[dt.date, Quantity, Place]


def read_plan(fields: Fields, indicator: Indicator, span: Period, found: Found) -> PacePlan | None:
    """The plan under the key `plan`; None without one, and, with a diagnostic, when it is wrong or does not fit the target."""
    node, label = fields.node("plan"), fields.label("plan")
    if node is None:
        return None
    if isinstance(node, Scalar):
        word = a_choice(node, label, PLANS, found)
        by: dict[str | None, Literal["months", "days"]] = {"months": "months", "days": "days"}
        return PacePlan(by[word]) if word in by else None
    condition = indicator.condition
    if condition is None:
        return None
    bound = condition.bound.quantity if isinstance(condition, Threshold) and isinstance(condition.bound, Constant) else None
    if not isinstance(condition, Threshold) or condition.meaning not in (">=", ">") or bound is None or bound.number <= 0:
        found.add(PlanUnfit(name=short(indicator.name), place=fields.at("plan")))
        return None
    read = [point for key, value in pairs(node, label, found, MAX_POINTS) if (point := _point(key, value, bound, span, found))]
    return _proved(read, bound, condition.due or span.end, span, measures_spending(indicator), found)


def _point(key: Scalar, value: Node, bound: Quantity, span: Period, found: Found) -> Read | None:
    """A day and what is to be there by then."""
    period = parse_period(key.text.strip(), span) if len(key.text) <= 60 else None
    if period is None:
        found.add(PlanUnread(what="day", text=short(key.text), place=key.place))
        return None
    text = a_text(value, key.text, found)
    if text is None:
        return None
    quantity = parse_quantity(text.text.strip(), found.units) if len(text.text) <= 60 else None
    if quantity is not None and quantity.unit == PLAIN:
        quantity = Quantity(quantity.number, bound.unit, quantity.places)  # a bare number is in the target's unit
    if quantity is None or quantity.number < 0 or not (quantity.unit.is_percent or quantity.unit.fits(bound.unit)):
        found.add(PlanUnread(what="value", text=short(text.text), unit=bound.unit.text, place=text.place))
        return None
    return period.end, quantity, text.place


def _proved(read: list[Read], bound: Quantity, due: dt.date, span: Period, spending: bool, found: Found) -> PacePlan | None:
    """The points in order of time: none outside the time of the target, none less than the one before, the last one all of it."""
    read = sorted(read, key=lambda each: each[0])
    if not read:
        return None
    of_the_target = _are_shares(read[-1][1], bound, spending)
    points: list[PlanPoint] = []
    before: tuple[Fraction, Read] | None = None
    faults = len(found.diagnostics)
    for day, quantity, place in read:
        share = quantity.base if of_the_target and quantity.unit.is_percent else None
        points.append(PlanPoint(day, share, None if share is not None else quantity))
        reached = points[-1].of(bound).base
        if not span.start <= day <= due:
            found.add(PlanOutside(day=day, start=span.start, due=due, place=place))
        if before is not None and before[1][0] == day:
            found.add(PlanTwice(day=day, place=place))
        elif before is not None and reached < before[0]:
            found.add(PlanFalls(day=day, value=quantity, before=before[1][1], earlier=before[1][0], place=place))
        before = reached, (day, quantity, place)
    told = read and any(isinstance(each, PlanShort) and each.place == read[-1][2] for each in found.diagnostics)
    if before is not None and before[0] < bound.base and not told:  # an adjusted target has the same plan: once is enough
        found.add(PlanShort(value=read[-1][1], day=read[-1][0], target=bound, place=read[-1][2]))
    return PacePlan("points", tuple(points)) if len(found.diagnostics) == faults and not told else None


def _are_shares(last: Quantity, bound: Quantity, spending: bool) -> bool:
    """Whether percentages are shares of the target. Of a target that is a percentage itself they are when the last one is 100%
    and the target is not; of what is spent they are rates of the budget."""
    if spending:
        return False
    return not bound.unit.is_ratio or (last.base == ONE and bound.base != ONE)
