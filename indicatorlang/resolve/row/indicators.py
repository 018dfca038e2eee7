"""The rows of the form: what each demands, how it is scored, and everything else that is said of it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import attrs

from indicatorlang.diagnostics import Place, Severity, errors
from indicatorlang.lazily import frozen
from indicatorlang.model.indicator import (
    Condition,
    Effect,
    Indicator,
    Item,
    Threshold,
    Veto,
    conditions,
)
from indicatorlang.resolve import problems
from indicatorlang.resolve.fields import Fields, Found, a_choice, a_number, a_text, read_fields, short
from indicatorlang.resolve.keys.choices import VERDICTS
from indicatorlang.resolve.row.adjustments import Draft, read_changes
from indicatorlang.resolve.row.deciding import what_decides, when_it_applies
from indicatorlang.resolve.row.pace_plans import read_plan
from indicatorlang.resolve.row.weights import Share
from indicatorlang.resolve.scope import Scope
from indicatorlang.resolve.scoring.items import read_items
from indicatorlang.resolve.scoring.outside import in_its_row, outside_target, settled_weight
from indicatorlang.resolve.scoring.scoring_problems import VetoWithoutGroup
from indicatorlang.resolve.scoring.scoring_section import read_scoring
from indicatorlang.resolve.target import target_problems as faults
from indicatorlang.resolve.target.rolling import rolled
from indicatorlang.resolve.tolerance import Tolerant
from indicatorlang.syntax.yaml.tree import Mapping, Node, Scalar

MAX_INDICATORS = 5_000
_EFFECTS: dict[str, Effect] = {"indicator": "indicator", "group": "group", "project": "project", "grade": "grade"}


@frozen
class Row:
    """An indicator whose weight is not settled yet, and what the settling needs; `drafts` are its approved changes."""

    indicator: Indicator
    share: Share
    drafts: tuple[Draft, ...] = ()
    scoring_at: Place = attrs.field(default=Place())


def read_indicators(nodes: Sequence[Node], scope: Scope, tolerant: Tolerant | None, place: Place) -> tuple[Row, ...]:
    """All rows in the order of the form."""
    if len(nodes) > MAX_INDICATORS:
        scope.add(problems.TooMany(key="indicators", count=len(nodes), limit=MAX_INDICATORS, place=place))
    rows: list[tuple[Fields, Row]] = []
    seen: dict[str, Place] = {}
    for node in nodes[:MAX_INDICATORS]:
        fields = read_fields(node, "indicator", scope.found)
        if fields is None:
            continue
        row = _row(fields, scope, tolerant)
        if row is None:
            continue
        key = row.indicator.id
        where = fields.at("id" if "id" in fields else "name")
        if key in seen:
            scope.add(problems.SameId(id=short(key), first=seen[key], by_name="id" not in fields, place=where))
        seen.setdefault(key, where)
        rows.append((fields, row))

    def build(fields: Fields) -> Indicator | None:
        again = _row(fields, scope, tolerant)
        return None if again is None else again.indicator

    return tuple(attrs.evolve(row, drafts=read_changes(fields, row.indicator, scope, build)) for fields, row in rows)


def _row(fields: Fields, scope: Scope, tolerant: Tolerant | None) -> Row | None:
    name = fields.text("name")
    level1, level2 = fields.text("level1"), fields.text("level2")
    scoring = read_scoring(fields.node("scoring"), fields.label("scoring"), scope.found)
    weight = fields.number("weight")
    scoring = in_its_row(scoring, weight)
    items: tuple[Item, ...] = ()
    if "items" in fields:
        decides, items = read_items(fields, scope, tolerant)
    else:
        decides = what_decides(outside_target(fields, scoring), scope, tolerant)
    condition = decides.condition
    assumed = decides.assumed
    if condition is not None and fields.yes("roll"):
        condition, said = rolled(condition, scope.calendar, fields.at("roll"))
        for problem in errors(said):
            scope.add(problem)
        assumed += tuple(d for d in said if d.severity is Severity.INFO)
    late = fields.number("late", 1)
    indicator = Indicator(
        fields.text("id", name),
        name,
        fields.text("wording") or fields.text("target"),
        fields.text("target") or None,
        condition,
        decides.canonical,
        level1,
        level2,
        weight or Fraction(0),
        scoring,
        late,
        _milestone_weights(fields, decides.condition, scope.found),
        veto=_veto(fields, scope.found),
        core=bool(fields.yes("core")),
        reason_required=bool(fields.yes("reason_required")),
        note=fields.text("note"),
        from_wording=decides.from_wording,
        freely=decides.freely,
        silent=decides.silent,
        stated=decides.stated,
        assumed=assumed,
        unread=decides.unread,
        items=items,
        place=fields.at("target" if "target" in fields else "wording" if "wording" in fields else "name"),
    )
    linear = "interpolate" in fields and fields.choice("interpolate") == "linear"
    plan = read_plan(fields, indicator, scope.span, scope.found)
    indicator = attrs.evolve(indicator, plan=plan, interpolate="linear" if linear else "step")
    if "when" in fields:
        when, text = when_it_applies(fields, scope)
        indicator = attrs.evolve(indicator, when=when, when_text=text)
    at = fields.at("weight") if "weight" in fields else fields.at("name")
    weight = settled_weight(indicator, weight, scope, at)
    share = Share(name, level1, level2, weight, at, unreadable="weight" in fields and weight is None)
    return Row(indicator, share, scoring_at=fields.at("scoring") if "scoring" in fields else indicator.place) if name else None


# Scoring and the rest


def _milestone_weights(fields: Fields, condition: Condition | None, found: Found) -> tuple[Fraction, ...]:
    if "milestone_weights" not in fields:
        return ()
    label = fields.label("milestone_weights")
    weights: list[Fraction] = []
    for item in fields.items("milestone_weights"):
        text = a_text(item, label, found)
        number = None if text is None else a_number(text, label, found)
        if number is not None:
            weights.append(number)
    if condition is not None:
        steps = [part.schedule for part in conditions(condition) if isinstance(part, Threshold) and part.schedule]
        count = len(steps[0]) if len(steps) == 1 else 0
        if count != len(weights):
            name = short(fields.text("name"))
            told = faults.MilestoneWeightCount(name=name, got=len(weights), milestones=count)
            found.add(told.at(fields.at("milestone_weights")))
    return tuple(weights)


def _veto(fields: Fields, found: Found) -> Veto | None:
    veto = _veto_of(fields, found)
    if veto is not None and veto.effect == "group" and not fields.text("level1"):
        found.add(VetoWithoutGroup(name=short(fields.text("name")), place=fields.at("veto")))
    return veto


def _veto_of(fields: Fields, found: Found) -> Veto | None:
    node = fields.node("veto")
    if node is None:
        return None
    if isinstance(node, Scalar):
        keys = read_fields(Mapping(()), "veto", Found())
        effect = None if keys is None else a_choice(node, fields.label("veto"), keys.key("effect").choices, found)
        return None if effect is None else Veto(_EFFECTS[effect])
    section = read_fields(node, "veto", found)
    if section is None:
        return None
    words = [a_text(item, section.label("on"), found) for item in section.items("on")]
    on = [a_choice(word, section.label("on"), VERDICTS, found) for word in words if word is not None]
    effect = section.choice("effect")
    return None if effect is None else Veto(_EFFECTS[effect], tuple(word for word in on if word is not None) or ("missed",))
