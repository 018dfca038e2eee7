"""得分与评分办法算出的不符
the score is not what the rules give

为什么：得分要能由指标值和完成值算出来；多给或少给的，总分和等级跟着错
Why: a score follows from target and actual; given otherwise, total and grade are wrong with it
例：指标值98%，完成值98%，分值20分，得分却是19.6分
Example: target 98%, actual 98%, weight 20, and a score of 19.6
改法：按评分办法重算；另有评分标准的，把标准写进表里
Instead: score it again by the rules; where other rules hold, write them into the table
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar

from indicatorlang.lint.parts import Advice, Rule, place_of
from indicatorlang.lint.rescored import called, within_a_band
from indicatorlang.model.number import decimal_text
from indicatorlang.model.rescored import Finding, RescoredRow


class ScoreIsNotTheRule(Advice):
    """A published score differs from what the row's own figures come to, or is more than its weight. `low` and `high` are the same where
    there is one right score, None where it could not be computed."""

    code: ClassVar[str] = "L150"

    name: str
    finding: Finding
    published: Fraction
    weight: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None

    def zh(self) -> str:
        said = f"`{self.name}`{self.finding.word()}：表内{decimal_text(self.published)}分"
        if self.low is not None and self.high is not None:
            ends = dict.fromkeys((decimal_text(self.low), decimal_text(self.high)))
            return f"{said}，测算{'至'.join(ends)}分"
        return f"{said}，分值{decimal_text(self.weight)}分" if self.weight is not None else said

    def en(self) -> str:
        said = f"`{self.name}`: {self.finding.word('en')}, {decimal_text(self.published)} published"
        if self.low is not None and self.high is not None:
            ends = dict.fromkeys((decimal_text(self.low), decimal_text(self.high)))
            return f"{said} and {' to '.join(ends)} computed"
        return f"{said} and a weight of {decimal_text(self.weight)}" if self.weight is not None else said

    def help_zh(self) -> str:
        return "用 audit 命令可看到逐步的测算；另有评分办法的，用 --profile 指明，或把评分标准写进表里"

    def help_en(self) -> str:
        return "`audit` shows how it was computed; where other rules hold, name them with --profile or write them into the table"


def _check(row: RescoredRow) -> Iterator[ScoreIsNotTheRule]:
    """A level scored outside its band is told by a rule of its own."""
    finding = next((one for one in row.findings if one.code == PART.code), None)
    if finding is None or row.published is None or within_a_band(row):
        return
    ours = row.computed
    low, high = (ours.low, ours.high) if ours.is_range else (ours.score, ours.score)
    yield ScoreIsNotTheRule(
        name=called(row),
        finding=finding,
        published=row.published,
        weight=row.weight,
        low=low,
        high=high,
        place=place_of(row.table, row.row),
    )


PART = Rule(ScoreIsNotTheRule, row=_check)
