"""一个指标占了大部分分值
one indicator carries most of the points

为什么：其余指标做得好坏几乎不影响总分，评价就只看这一项
Why: whatever becomes of the other indicators, the total is that of this one
例：成本控制数90分，其余指标合计10分
Example: a cost limit of 90 points beside 10 points for all the others
改法：按产出、效益、满意度的通行比例重新分配分值
Instead: spread the points over outputs, benefits and satisfaction in the usual proportions
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar

from indicatorlang.diagnostics import Severity
from indicatorlang.lint.facts import RulesetFacts
from indicatorlang.lint.parts import Advice, Rule, is_a_form, place_of
from indicatorlang.model.filled import FilledRow
from indicatorlang.model.number import decimal_text
from indicatorlang.model.points import read_points
from indicatorlang.model.rescored import TableFacts
from indicatorlang.resolve.fields import short

MOST = Fraction(1, 2)
FEW = 3
"""From so many rows on it is odd that one has most of the points."""


class OneRowCarriesMost(Advice):
    """One of several indicators has more than half of all points."""

    code: ClassVar[str] = "L132"
    severity: ClassVar[Severity] = Severity.INFO

    name: str
    weight: Fraction
    total: Fraction

    def zh(self) -> str:
        return f"`{self.name}`一项占{decimal_text(self.weight)}分，超过全部指标{decimal_text(self.total)}分的一半"

    def en(self) -> str:
        return f"`{self.name}` alone has {decimal_text(self.weight)} of the {decimal_text(self.total)} points of all indicators"


def _check(facts: TableFacts) -> Iterator[OneRowCarriesMost]:
    rows = facts.table.rows
    if not isinstance(rows, tuple):
        return
    heavy = _heaviest_of_each(rows)
    for project in facts.projects:
        if project.weights is None or project.rows < FEW or not is_a_form(facts, project):
            continue
        both = [heavy[name] for name in dict.fromkeys(("", project.project)) if name in heavy]
        heaviest = min(both, key=lambda one: (-one[1], one[0].number), default=None)
        if heaviest is not None and heaviest[1] > MOST * project.weights:
            row, weight = heaviest
            yield OneRowCarriesMost(name=row.get("name"), weight=weight, total=project.weights, place=place_of(facts.table, row))


def _heaviest_of_each(rows: tuple[FilledRow, ...]) -> dict[str, tuple[FilledRow, Fraction]]:
    """The row with the most points, the first of equals, by project."""
    found: dict[str, tuple[FilledRow, Fraction]] = {}
    for row in rows:
        weight = read_points(row.get("weight"), percent=True) if row.kind == "indicator" else None
        heaviest = found.get(row.get("project"))
        if weight is not None and (heaviest is None or weight.value > heaviest[1]):
            found[row.get("project")] = (row, weight.value)
    return found


def _of_ruleset(facts: RulesetFacts) -> Iterator[OneRowCarriesMost]:
    """As the form has it; points that nobody gave are nobody's."""
    rows = [row for row in facts.rows if row.indicator.weight]
    total = sum((row.indicator.weight for row in rows), Fraction(0))
    if facts.ruleset.weights_assumed or len(rows) < FEW:
        return
    for row in rows:
        if row.indicator.weight > MOST * total:
            place = row.fields.at("weight" if "weight" in row.fields else "name")
            yield OneRowCarriesMost(name=short(row.indicator.name), weight=row.indicator.weight, total=total, place=place)


PART = Rule(OneRowCarriesMost, table=_check, ruleset=_of_ruleset)
