"""指标没有分值，或上级分值与下级对不上
an indicator without points, or points of a heading that its rows do not have

为什么：没有分值的指标做得好坏不影响总分；上下级分值对不上，总分按哪个算就说不清
Why: a row without points changes nothing; where a heading and its rows disagree nobody knows which of them makes the total
例：产出指标（50分）下面各行合计只有45分
Example: the heading says 50 points for outputs and its rows come to 45
改法：补上分值；只作前提、不计分的，写明一票否决
Instead: give it points; a row that is a condition and earns none says what it vetoes
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar, Literal

from indicatorlang.lint.facts import FormFacts, FormRow
from indicatorlang.lint.levels import Level, points_said
from indicatorlang.lint.parts import Advice, Rule, place_of
from indicatorlang.model.number import decimal_text
from indicatorlang.model.rescored import Finding, RescoredRow
from indicatorlang.resolve.fields import short
from indicatorlang.resolve.scoring.outside import outside_part

What = Literal["missing", "zero", "heading"]
LEVELS: tuple[Level, ...] = ("level1", "level2")


class NoPoints(Advice):
    """A row has no points or 0, or a heading says other points than its rows have. `said` and `summed` are those of a heading."""

    code: ClassVar[str] = "L131"

    name: str
    what: What
    said: Fraction = Fraction(0)
    summed: Fraction = Fraction(0)

    def zh(self) -> str:
        if self.what == "heading":
            return f"`{self.name}`写的是{decimal_text(self.said)}分，下面各行合计{decimal_text(self.summed)}分"
        return f"`{self.name}`{'没有填分值' if self.what == 'missing' else '的分值是0，做得好坏不影响总分'}"

    def en(self) -> str:
        if self.what == "heading":
            return f"`{self.name}` says {decimal_text(self.said)} points and its rows come to {decimal_text(self.summed)}"
        return f"`{self.name}` has {'no points' if self.what == 'missing' else '0 points and changes nothing in the total'}"

    def help_zh(self) -> str:
        if self.what == "heading":
            return "请核对各行分值和标题里的分值"
        return "请补填分值" if self.what == "missing" else "给它分值；只作前提的，写明一票否决"

    def help_en(self) -> str:
        if self.what == "heading":
            return "check the points of the rows and of the heading"
        return "give it points" if self.what == "missing" else "give it points, or say what it vetoes"


def _of_form(form: FormFacts) -> Iterator[NoPoints]:
    for row in form.rows:
        if row.weight == 0 and not _has_its_reason(row):
            fields = row.target.fields
            yield NoPoints(name=short(row.name), what="zero", place=row.place if fields is None else fields.at("name"))
    if any(row.weight is None for row in form.rows):
        return
    for level in LEVELS:
        below: dict[tuple[str, str], list[FormRow]] = {}
        for row in form.rows:
            below.setdefault((row.level1, row.level2 if level == "level2" else ""), []).append(row)
        for (first, second), rows in below.items():
            heading = second if level == "level2" else first
            said, summed = points_said(heading), sum((row.weight or Fraction(0) for row in rows), Fraction(0))
            if said and Fraction(said) != summed:
                place = rows[0].place
                yield NoPoints(name=short(heading), what="heading", said=Fraction(said), summed=summed, place=place)


def _has_its_reason(row: FormRow) -> bool:
    """Whether a row of a ruleset is a gate, stands beside the weights, or says in a note why it earns nothing."""
    own = row.indicator
    return own is not None and (own.veto is not None or bool(own.note) or own.core or outside_part(own.scoring) is not None)


def _of_row(row: RescoredRow) -> Iterator[NoPoints]:
    """A table without a column for points gives none to anybody."""
    if Finding.NO_WEIGHT in row.findings and row.row.kind == "indicator" and row.table.has("weight"):
        yield NoPoints(name=short(row.row.get("name")), what="missing", place=place_of(row.table, row.row))


PART = Rule(NoPoints, form=_of_form, row=_of_row)
