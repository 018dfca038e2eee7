"""The rows of the form: what each demands, how it is scored, and everything else that is said of it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal

import attrs

from indicatorlang.diagnostics import Diagnostic, Place, Source, errors
from indicatorlang.model.indicator import (
    AtLevel,
    Condition,
    DoneBy,
    Effect,
    Indicator,
    InRange,
    Threshold,
    Veto,
    conditions,
)
from indicatorlang.resolve import problems
from indicatorlang.resolve import target_problems as faults
from indicatorlang.resolve.fields import Fields, Found, a_choice, a_number, a_text, plain, read_fields, short
from indicatorlang.resolve.keys import VERDICTS
from indicatorlang.resolve.profiles import evaluated_scoring
from indicatorlang.resolve.scope import Scope, Text
from indicatorlang.resolve.target_ground import Subject, named_subject
from indicatorlang.resolve.targets import TargetReader
from indicatorlang.resolve.tolerance import Around, FreeReading, Tolerant
from indicatorlang.resolve.weights import Share
from indicatorlang.syntax import tree
from indicatorlang.syntax.from_text import parse_expression, parse_target
from indicatorlang.syntax.to_text import to_text
from indicatorlang.syntax.yaml_tree import Mapping, Node, Scalar

MAX_INDICATORS = 5_000
_EFFECTS: dict[str, Effect] = {"indicator": "indicator", "group": "group", "project": "project", "grade": "grade"}


@attrs.frozen
class Row:
    """An indicator whose weight is not settled yet, and what the settling needs."""

    indicator: Indicator
    share: Share


def read_indicators(nodes: Sequence[Node], scope: Scope, tolerant: Tolerant | None, place: Place) -> tuple[Row, ...]:
    """All rows in the order of the form."""
    if len(nodes) > MAX_INDICATORS:
        scope.add(problems.TooMany(key="indicators", count=len(nodes), limit=MAX_INDICATORS, place=place))
    rows: list[Row] = []
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
        rows.append(row)
    return tuple(rows)


@attrs.frozen
class _Decides:
    """What decides a row: the condition, its canonical text, what was assumed, and whether the wording itself was read."""

    condition: Condition | None
    canonical: str = ""
    assumed: tuple[Diagnostic, ...] = ()
    from_wording: bool = False


def _row(fields: Fields, scope: Scope, tolerant: Tolerant | None) -> Row | None:
    name = fields.text("name")
    level1, level2 = fields.text("level1"), fields.text("level2")
    decides = _decides(fields, scope, tolerant)
    weight = fields.number("weight")
    scoring = evaluated_scoring(fields, scope.found) if "scoring" in fields else None
    late = fields.number("late", 1)
    indicator = Indicator(
        fields.text("id", name),
        name,
        fields.text("wording") or fields.text("target"),
        fields.text("target") or None,
        decides.condition,
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
        assumed=decides.assumed,
        place=fields.at("target" if "target" in fields else "wording" if "wording" in fields else "name"),
    )
    if "when" in fields:
        when, text = _when(fields, scope)
        indicator = attrs.evolve(indicator, when=when, when_text=text)
    _later(fields, scope)
    at = fields.at("weight") if "weight" in fields else fields.at("name")
    share = Share(name, level1, level2, weight, at, unreadable="weight" in fields and weight is None)
    return Row(indicator, share) if name else None


# What decides


def _decides(fields: Fields, scope: Scope, tolerant: Tolerant | None) -> _Decides:
    target, wording = fields.scalar("target"), fields.scalar("wording")
    name = fields.text("name")
    if target is not None:
        return _target(target, fields, scope, tolerant)
    if wording is None:
        if name and not ("wording" in fields or "target" in fields):
            scope.add(problems.NothingDemanded(name=short(name), place=fields.at("name")))
        return _Decides(None)
    return _wording(wording, fields, scope, tolerant)


def _target(target: Scalar, fields: Fields, scope: Scope, tolerant: Tolerant | None) -> _Decides:
    """A target: strictly, else freely unless it starts with a declared name; else the strict error stands."""
    node, told = parse_target(target.text, target.source)
    if node is not None:
        return _read(node, Text(target.source), fields, scope)
    starts = target.text.strip().lstrip("「`")
    declared = any(measure.declared and starts.startswith(measure.name) for measure in scope.measures.values())
    free = None if declared else _freely(target, fields, scope, tolerant)
    if free is not None:
        before = len(scope.found.diagnostics)
        decides = _of_reading(free, target, fields, scope)
        if not any(problem.code == "unknown-name" for problem in scope.found.diagnostics[before:]):
            return decides
        # Words that were taken for a level, and no scale has them: then nobody can read the text.
        del scope.found.diagnostics[before:]
    for problem in told:
        scope.add(problem)
    return _Decides(None)


def _wording(wording: Scalar, fields: Fields, scope: Scope, tolerant: Tolerant | None) -> _Decides:
    """A wording without a target. What cannot be made sense of leaves the row without a condition and says so."""
    before = len(scope.found.diagnostics)
    node, _ = parse_target(wording.text, wording.source)
    if node is not None:
        decides = _read(node, Text(wording.source), fields, scope)
    else:
        free = _freely(wording, fields, scope, tolerant)
        decides = _Decides(None) if free is None else _of_reading(free, wording, fields, scope)
    if decides.condition is None:
        wrong = errors(scope.found.diagnostics[before:])
        at_wording = [d for d in wrong if d.place.line == wording.place.line and not isinstance(d, faults.SubjectTwice)]
        scope.found.diagnostics[before:] = [d for d in scope.found.diagnostics[before:] if d not in at_wording]
        if not wrong or at_wording:
            name, why = short(fields.text("name")), _why(at_wording)
            scope.add(problems.WordingUnread(name=name, wording=short(wording.text), why=why, place=wording.place))
    return attrs.evolve(decides, from_wording=True)


Why = Literal["unread", "baseline", "level", "unfit"]
_REASONS: dict[str, Why] = {"no-baseline": "baseline", "unknown-name": "level", "ambiguous-level": "level"}


def _why(wrong: Sequence[Diagnostic]) -> Why:
    """Why a wording that was read has no sense here."""
    return _REASONS.get(wrong[0].code, "unfit") if wrong else "unread"


def _freely(text: Scalar, fields: Fields, scope: Scope, tolerant: Tolerant | None) -> FreeReading | None:
    if tolerant is None:
        return None
    year = scope.span.start.year if scope.span.start.year == scope.span.end.year else None
    return tolerant(text.text, Around(fields.text("name"), fields.text("level1"), fields.text("level2"), year))


def _of_reading(free: FreeReading, text: Scalar, fields: Fields, scope: Scope) -> _Decides:
    canonical = to_text(free.condition)
    decides = _read(free.condition, Text(Source(canonical), text.place), fields, scope)
    condition = decides.condition
    if isinstance(condition, Threshold | InRange | AtLevel | DoneBy) and free.other_day is not None:
        condition = attrs.evolve(condition, due_other=free.other_day)
    return attrs.evolve(decides, condition=condition, assumed=(*free.assumed, *decides.assumed))


def _read(node: tree.Condition, text: Text, fields: Fields, scope: Scope) -> _Decides:
    subject, stated = _subject(fields, scope, text)
    name = fields.text("name")
    equal = (fields.choice("equal") if "equal" in fields else None) or scope.profile.equal
    headings = tuple(level for level in (fields.text("level2"), fields.text("level1")) if level)
    reader = TargetReader(scope, text, name, subject, stated, equal, headings)
    condition = reader.read(node)
    return _Decides(condition, to_text(node), tuple(reader.assumed))


def _subject(fields: Fields, scope: Scope, text: Text) -> tuple[Subject | None, bool]:
    """What the target is about when it does not say so: `measure`, else the indicator's name."""
    measure = fields.scalar("measure")
    if measure is not None:
        node, told = parse_expression(measure.text, measure.source)
        for problem in told:
            scope.add(problem)
        return (None if node is None else Subject(node, Text(measure.source))), True
    name = fields.text("name")
    return (named_subject(name, text.fixed or text.source.place()) if name else None), False


def _when(fields: Fields, scope: Scope) -> tuple[Condition | None, str]:
    scalar = fields.scalar("when")
    if scalar is None:
        return None, ""
    node, told = parse_target(scalar.text, scalar.source)
    for problem in told:
        scope.add(problem)
    if node is None:
        return None, scalar.text.strip()
    reader = TargetReader(scope, Text(scalar.source), fields.text("name"), None, equal=scope.profile.equal, free=True)
    return reader.read(node), scalar.text.strip()


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


def _later(fields: Fields, scope: Scope) -> None:
    """What is read and checked, and kept for a version that evaluates it."""
    if fields.yes("roll") and "roll" in fields:
        _not_yet("roll", "roll", fields, scope)
    if "adjusted" not in fields:
        return
    for item in fields.items("adjusted"):
        section = read_fields(item, "adjustment", scope.found)
        if section is None:
            continue
        section.day("approved")
        section.number("weight")
        target = section.scalar("target")
        if target is not None:
            for problem in parse_target(target.text, target.source)[1]:
                scope.add(problem)
    node = fields.node("adjusted")
    if node is not None:
        scope.found.kept.append((f"{fields.text('id', fields.text('name'))}/{fields.label('adjusted')}", plain(node)))
    _not_yet("adjusted", "adjusted", fields, scope)


def _not_yet(feature: Literal["roll", "adjusted"], key: str, fields: Fields, scope: Scope) -> None:
    entry = fields.entries[key]
    scope.add(faults.FeatureNotEvaluated(feature=feature, text=short(entry.key.text), place=entry.key.place))
