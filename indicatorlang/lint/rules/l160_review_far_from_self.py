"""复核得分与自评得分相差较大
the review differs much from the self-evaluation

为什么：两次打分相差一成以上，一定有一方的依据要说清
Why: when two scores are more than a tenth apart, the ground of one of them has to be told
例：自评10分，复核6分，备注空着
Example: 10 points by oneself, 6 in review, and no remark
改法：在备注或扣分理由里写明复核的依据
Instead: state the ground of the review in the remarks
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar

from indicatorlang.diagnostics import Severity
from indicatorlang.lint.parts import Advice, Rule, place_of
from indicatorlang.model.number import decimal_text
from indicatorlang.model.points import read_points
from indicatorlang.model.rescored import TableFacts

FAR = Fraction(1, 10)


class ReviewFarFromSelf(Advice):
    """The reviewed score is more than a tenth of the weight away from the self-evaluated one and no remark says why."""

    code: ClassVar[str] = "L160"
    severity: ClassVar[Severity] = Severity.INFO

    name: str
    own: Fraction
    review: Fraction

    def zh(self) -> str:
        return f"`{self.name}`自评{decimal_text(self.own)}分，复核{decimal_text(self.review)}分，未写依据"

    def en(self) -> str:
        return f"`{self.name}` has {decimal_text(self.own)} by itself and {decimal_text(self.review)} in review, and no remark"


def _check(facts: TableFacts) -> Iterator[ReviewFarFromSelf]:
    if not facts.table.has("review_score"):
        return
    for row in facts.table.rows:
        if row.kind != "indicator" or row.get("note") or row.get("reason"):
            continue
        own, review = read_points(row.get("score")), read_points(row.get("review_score"))
        weight = read_points(row.get("weight"), percent=True)
        if own is None or review is None or weight is None or not weight.value:
            continue
        if abs(own.value - review.value) > FAR * weight.value:
            yield ReviewFarFromSelf(name=row.get("name"), own=own.value, review=review.value, place=place_of(facts.table, row))


PART = Rule(ReviewFarFromSelf, table=_check)
