"""What rows of one form ask of one running number by which day: the steps of a plan, whether in one row or in several."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from indicatorlang.diagnostics import Place
from indicatorlang.lazily import frozen, pattern
from indicatorlang.lint.facts import FormFacts, FormRow
from indicatorlang.lint.targets import conditions_of, deciding, quantity
from indicatorlang.model.formula import Constant
from indicatorlang.model.indicator import All, Threshold
from indicatorlang.model.quantity import Quantity
from indicatorlang.syntax.written.vocabulary import folded

_WHEN = pattern(
    r"(?:[0-9]{4}年度?)?(?:第?[一二三四1-4]季度|前[一二三1-3]个?季度|[上下]半年|全年|本年|[0-9]{1,2}月(?:[0-9]{1,2}[日号])?)"
    r"[初底末]?(?:之前|以前|前)?[,、 ]*"
)


@frozen
class Step:
    """At least so much by a day; without one by the end of the year."""

    row: FormRow
    bound: Quantity
    day: dt.date | None

    @property
    def place(self) -> Place:
        """Where the row says so."""
        fields = self.row.target.fields
        return self.row.place if fields is None else fields.at("target" if self.row.target.decided else "wording")


def plans(form: FormFacts) -> Iterator[tuple[Step, ...]]:
    """The steps of each running number that has at least two dated ones, by day, those without a day last."""
    found: dict[object, list[Step]] = {}
    for row in form.rows:
        for key, step in _of_row(row):
            found.setdefault(key, []).append(step)
    for steps in found.values():
        if len({step.day for step in steps if step.day is not None}) >= 2:
            yield tuple(sorted(steps, key=lambda step: step.day or dt.date.max))


def _of_row(row: FormRow) -> Iterator[tuple[object, Step]]:
    if row.indicator is not None:
        condition = row.indicator.condition
        for part in condition.parts if isinstance(condition, All) else (condition,):
            if not isinstance(part, Threshold) or part.meaning not in (">=", ">") or not isinstance(part.bound, Constant):
                continue
            bound = part.bound.quantity
            key = part.subject, row.indicator.when, bound.unit.dimension
            if part.schedule:
                yield from ((key, Step(row, step.bound, step.by)) for step in part.schedule)
            elif part.due_other is None:
                yield key, Step(row, bound, part.due)
        return
    for one in conditions_of(deciding(row.target)):
        amount = quantity(one.value, one.unit) if one.kind == "number" and one.op in (">=", ">", "==") else None
        if amount is not None and not one.by_any and one.period is None:
            yield (_WHEN.sub("", folded(row.name)), row.level1, amount.unit.dimension), Step(row, amount, one.by)
