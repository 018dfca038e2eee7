"""Approved changes of a row: each is read as fully as the row itself, and the row keeps what the change leaves unsaid.

A change says what is demanded from its day of approval on; what was demanded before stays in the file and goes on to decide
earlier dates. All rows are read as they were first approved before any change is, so that a change never alters what a name, a
unit or a scale meant before it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from fractions import Fraction

import attrs

from indicatorlang.diagnostics import Diagnostic, Place
from indicatorlang.lazily import frozen
from indicatorlang.model.formula import Constant
from indicatorlang.model.indicator import Change, Condition, Indicator, Item, Single, Threshold, conditions
from indicatorlang.model.number import decimal_text
from indicatorlang.resolve.fields import Fields, read_fields, short
from indicatorlang.resolve.row import adjustment_problems as problems
from indicatorlang.resolve.scope import Scope
from indicatorlang.syntax import tree
from indicatorlang.syntax.from_text import strict_target
from indicatorlang.syntax.to_text import to_text
from indicatorlang.syntax.yaml.tree import Entry, Mapping, Scalar

_DEMANDS = ("wording", "target", "items")
_REPLACED = (*_DEMANDS, "milestone_weights", "plan", "weight")
_SIGNS = {">=": "≥", "<=": "≤", ">": "＞", "<": "＜", "==": "＝", "!=": "≠"}

Build = Callable[[Fields], Indicator | None]
"""Reads the keys of a row as a row."""


@frozen
class Draft:
    """A change whose points before it are not settled yet. `weight` None: it leaves them."""

    approved: dt.date
    indicator: Indicator
    after: str
    weight: Fraction | None = None
    document: str = ""
    reason: str = ""
    place: Place = attrs.field(default=Place(), eq=False, repr=False)


@frozen
class _Now:
    """A row as it stands before the next change: its keys, what they came to, and the last state of it that a target decided (None
    when wordings did throughout)."""

    fields: Fields
    row: Indicator
    told: Indicator | None


def read_changes(fields: Fields, row: Indicator, scope: Scope, build: Build) -> tuple[Draft, ...]:
    """The approved changes of a row, by day; `fields` are the keys of the row, `build` reads them when some are replaced."""
    if "adjusted" not in fields:
        return ()
    sections = [(section, section.day("approved")) for section in _sections(fields, scope)]
    dated = sorted(((day, section) for section, day in sections if day is not None), key=lambda pair: pair[0])
    drafts: list[Draft] = []
    now = _Now(fields, row, None if row.from_wording else row)
    for section, day in sections:
        if day is None:  # its other mistakes are told all the same
            _changed(now, section, scope, build)
            section.number("weight")
    for approved, section in dated:
        name = short(row.name)
        if drafts and drafts[-1].approved == approved:
            scope.add(problems.ChangedTwiceInADay(name=name, approved=approved, place=section.at("approved")))
            continue
        after = _changed(now, section, scope, build)
        if after is None:
            continue
        now = after
        due = last_day(now.row.condition, scope)
        if approved > due:
            scope.add(problems.ChangedAfterDue(name=name, approved=approved, due=due, place=section.at("approved")))
        weight, document, reason = section.number("weight"), section.text("document"), section.text("reason")
        drafts.append(Draft(approved, now.row, _demand(section, now.row), weight, document, reason, section.place))
    return tuple(drafts)


def settled(indicator: Indicator, drafts: tuple[Draft, ...]) -> Indicator:
    """The row, whose points are settled, with its versions: points that a change leaves are those before it."""
    versions: list[Indicator] = []
    changes: tuple[Change, ...] = ()
    demand, weight = _shown(indicator), indicator.weight
    for draft in drafts:
        points = weight if draft.weight is None else draft.weight
        after = draft.after or demand
        change = Change(draft.approved, demand, after, draft.document, draft.reason, weight, points, draft.place)
        changes, demand, weight = (*changes, change), after, points
        versions.append(attrs.evolve(draft.indicator, weight=points, changes=changes))
    return attrs.evolve(indicator, versions=tuple(versions)) if versions else indicator


def last_day(condition: Condition | None, scope: Scope) -> dt.date:
    """The day on which a condition is due with all its parts."""
    parts = () if condition is None else conditions(condition)
    days = [part.due or scope.span.end for part in parts if isinstance(part, Single)]
    return max(days, default=scope.span.end)


def _sections(fields: Fields, scope: Scope) -> list[Fields]:
    found = [read_fields(item, "adjustment", scope.found) for item in fields.items("adjusted")]
    return [section for section in found if section is not None]


def _changed(now: _Now, section: Fields, scope: Scope, build: Build) -> _Now | None:
    """The row after a change; None when the change is wrong, which has been told."""
    said = [name for name in _REPLACED if name in section]
    if not said:
        scope.add(problems.NothingChanged(name=short(now.row.name), place=section.place))
        return None
    if said == ["weight"] and not now.row.items:
        return now
    fields = _overlaid(now.fields, section, said)
    if not any(name in said for name in _DEMANDS):
        after = build(fields)  # the demand stays, and so does what it has from before
        if after is None:
            return None
        kept = attrs.evolve(now.row, items=after.items, plan=after.plan, milestone_weights=after.milestone_weights)
        return attrs.evolve(now, fields=fields, row=kept)
    wording = section.scalar("wording")
    alone = wording is not None and not ("target" in section or "items" in section)
    if alone and wording is not None and now.told is not None and not _names_its_subject(wording.text):
        row = _inheriting(fields, wording, now.row, now.told, scope, build)
    else:
        row = build(fields)
    if row is None:
        return None
    return _Now(fields, row, now.told if alone else row)


def _overlaid(fields: Fields, section: Fields, said: list[str]) -> Fields:
    """The keys of the row with those of a change in their place. A new demand takes the old one's place altogether; a plan in
    numbers goes with the target it was made for."""
    replaced = {"adjusted", *said}
    if any(name in said for name in _DEMANDS):
        replaced |= {*_DEMANDS, *({"plan"} if _in_numbers(fields) else ())}
    kept = {name: entry for name, entry in fields.entries.items() if name not in replaced}
    return attrs.evolve(fields, entries=kept | {name: section.entries[name] for name in said})


def _in_numbers(fields: Fields) -> bool:
    """Whether the plan of a row says what is to be there by when in anything but per cent of the target."""
    node = fields.node("plan")
    if not isinstance(node, Mapping):
        return False
    texts = [entry.value.text.strip() for entry in node.entries if isinstance(entry.value, Scalar)]
    return not all(text.endswith(("%", "％")) for text in texts)


def _names_its_subject(text: str) -> bool:
    """Whether a wording is strict and says itself what is measured."""
    node = strict_target(text)
    return node is not None and any(getattr(part, "subject", None) is not None for part in tree.walk(node))


def _inheriting(
    overlaid: Fields, wording: Scalar, before: Indicator, told: Indicator, scope: Scope, build: Build
) -> Indicator | None:
    """The row after a change that gives a wording alone: what is measured, by which sign and by when are those of the target
    before it, where the wording does not say. Every one of them is said."""
    if told.condition is None:
        return None  # what is wrong with the target before has been told
    node = strict_target(told.canonical)
    name, text = short(before.name), short(wording.text)
    if told.items or node is None or isinstance(node, tree.And | tree.Or | tree.Not) or _is_several(node.suffixes, node):
        why: problems.Why = "items" if told.items else "several"
        scope.add(problems.ChangeNeedsTarget(name=name, wording=text, why=why, place=wording.place))
        return None
    subject = to_text(node.subject) if node.subject is not None else ""
    if subject and "measure" not in overlaid:
        said = Scalar(subject, attrs.evolve(wording.source, text=subject, columns=None, places=None))
        overlaid = attrs.evolve(overlaid, entries=overlaid.entries | {"measure": Entry(Scalar("measure", said.source), said)})
    after = build(overlaid)
    if after is None or after.condition is None:
        return after
    condition, op, due = after.condition, "", None
    earlier, own = before.condition, strict_target(after.canonical)
    if own is None or isinstance(own, tree.And | tree.Or | tree.Not) or _family(own) != _family(node):
        scope.add(problems.ChangeNeedsTarget(name=name, wording=text, why="kind", place=wording.place))
        return None
    own = attrs.evolve(own, subject=own.subject or node.subject)
    if isinstance(condition, Single) and isinstance(earlier, Single) and condition.due is None and earlier.due is not None:
        due = earlier.due
        condition = attrs.evolve(condition, due=due)
        own = attrs.evolve(own, suffixes=attrs.evolve(own.suffixes, by=tree.Day(due.isoformat())))
    if after.silent and isinstance(condition, Threshold) and isinstance(earlier, Threshold) and isinstance(own, tree.Comparison):
        op = _SIGNS[earlier.op]
        condition = attrs.evolve(condition, op=earlier.op, meaning=earlier.meaning, mode=earlier.mode)
        own = attrs.evolve(own, op=earlier.op)
    remarks = _without_guesses(after.assumed) if op else after.assumed
    if subject or op or due is not None:
        remarks = (*remarks, problems.KeptFromBefore(wording=text, measure=subject, op=op, due=due, place=wording.place))
    return attrs.evolve(after, condition=condition, canonical=to_text(own), assumed=remarks)


def _is_several(suffixes: tree.Suffixes, node: tree.Node) -> bool:
    """Whether a target holds more than one demand: milestones, periods that are each judged, a share of cases."""
    return bool(getattr(node, "milestones", ())) or suffixes.every is not None or suffixes.share is not None


def _family(node: tree.Condition | None) -> str:
    """What kind of demand it is: a change of the wording alone cannot make growth of a number, or a number of something to be done."""
    if isinstance(node, tree.Done):
        return "done"
    return "change" if isinstance(node, tree.Growth | tree.Trend) else "value"


def _without_guesses(assumed: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """The remarks without those on which sign a wording without any was taken to mean."""
    return tuple(remark for remark in assumed if remark.code not in ("operator-assumed", "direction-assumed"))


def _demand(section: Fields, after: Indicator) -> str:
    """What a change demands, in few words; empty when it only changes the points."""
    if "wording" in section:
        return section.text("wording")
    return _shown(after) if "target" in section or "items" in section else ""


def _shown(row: Indicator) -> str:
    """The approved wording of a row; where only a target was written, its bound."""
    condition = row.condition
    bound = condition.bound if isinstance(condition, Threshold) and not condition.schedule else None
    if row.wording == (row.target or "").strip() and isinstance(bound, Constant):
        return bound.quantity.shown("zh")
    return row.wording or "、".join(_item(item) for item in row.items) or row.canonical


def _item(item: Item) -> str:
    """`培训（4分）：培训场次 >= 10 场`, with Chinese keywords."""
    node = strict_target(item.canonical)
    return f"{item.name}（{decimal_text(item.weight)}分）：{to_text(node, 'zh') if node is not None else item.canonical}"
