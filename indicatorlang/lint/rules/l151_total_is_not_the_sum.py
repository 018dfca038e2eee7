"""总分不等于各行得分之和
the total is not the sum of the rows

为什么：总分决定等级，加错了等级也就错了
Why: the total decides the grade, so that a wrong sum gives a wrong grade
例：各行得分合计93.62分，总分写96分
Example: the rows come to 93.62 and the total says 96
改法：总分填预算执行率得分与各指标得分之和
Instead: let the total be the sum of the score for budget execution and of all indicators
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar, Literal

from indicatorlang.lint.parts import Advice, Rule, place_of, whole
from indicatorlang.model.number import decimal_text, round_half_up
from indicatorlang.model.points import read_points
from indicatorlang.model.rescored import TableFacts


class TotalIsNotTheSum(Advice):
    """A published total of scores or of weights differs from what the rows add up to."""

    code: ClassVar[str] = "L151"
    beyond_rounding: ClassVar[bool] = True

    of: Literal["scores", "weights"]
    published: Fraction
    summed: Fraction

    def zh(self) -> str:
        what, whole_of = ("得分", "总分") if self.of == "scores" else ("分值", "分值合计")
        apart = self.published - self.summed
        side = "多" if apart > 0 else "少"
        told = f"{side}{decimal_text(abs(apart))}分"
        return f"表内{whole_of}{decimal_text(self.published)}分，各行{what}相加为{decimal_text(self.summed)}分，{told}"

    def en(self) -> str:
        apart = self.published - self.summed
        side = "more" if apart > 0 else "less"
        told = f"{decimal_text(abs(apart))} {side} than the {decimal_text(self.summed)} that the rows add up to"
        return f"the total of {self.of} is {decimal_text(self.published)}, {told}"

    def help_zh(self) -> str:
        return "请重新加总，并核对等级"

    def help_en(self) -> str:
        return "add them up again, and see whether the grade holds"


def _check(facts: TableFacts) -> Iterator[TotalIsNotTheSum]:
    for project in facts.projects:
        line, row = whole(project), project.total_row
        if row is None:
            continue
        pairs: tuple[tuple[Literal["scores", "weights"], Fraction | None, Fraction | None, Fraction | None, str], ...] = (
            ("scores", project.total_score, project.scores, line.score if line is not None else None, row.get("score")),
            ("weights", project.total_weight, project.weights, line.weight if line is not None else None, row.get("weight")),
        )
        for of, published, rows, budget, text in pairs:
            if published is None or rows is None:
                continue
            # Some forms add the points for budget execution to the total, some keep them apart.
            sums = (rows + (budget or 0), rows)
            if not any(_same(published, summed, text) for summed in sums):
                yield TotalIsNotTheSum(of=of, published=published, summed=sums[0], place=place_of(facts.table, row))


def _same(published: Fraction, summed: Fraction, text: str) -> bool:
    """Whether a total is the sum, as exactly as it is printed."""
    typed = read_points(text, percent=True)
    return published == summed or published == round_half_up(summed, typed.places if typed is not None else 0)


PART = Rule(TotalIsNotTheSum, table=_check)
