"""等级与总分不符
the grade does not follow from the total

为什么：等级按总分划定，公开时两者并列，不符一眼可见
Why: the grade is that of the total, and both are published side by side
例：总分88.5分，等级写“优”
Example: a total of 88.5 graded 优
改法：按90、80、60分划定优、良、中、差
Instead: 90, 80 and 60 divide 优, 良, 中 and 差
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar

from indicatorlang.lint.parts import Advice, Rule, place_of
from indicatorlang.model.number import decimal_text
from indicatorlang.model.rescored import TableFacts

GRADES = (("优", Fraction(90)), ("良", Fraction(80)), ("中", Fraction(60)), ("差", Fraction(0)))
SAID = {"优": "优", "优秀": "优", "良": "良", "良好": "良", "中": "中", "中等": "中", "差": "差", "较差": "差"}


class GradeDoesNotFollow(Advice):
    """The published grade is not that of the published total out of 100."""

    code: ClassVar[str] = "L161"
    beyond_rounding: ClassVar[bool] = True

    said: str
    total: Fraction
    right: str

    def zh(self) -> str:
        return f"总分{decimal_text(self.total)}分为“{self.right}”，表内等级为`{self.said}`"

    def en(self) -> str:
        return f"a total of {decimal_text(self.total)} is graded `{self.right}`, the table says `{self.said}`"

    def help_zh(self) -> str:
        return "请核对总分和等级"

    def help_en(self) -> str:
        return "check both"


def _check(facts: TableFacts) -> Iterator[GradeDoesNotFollow]:
    said = facts.table.facts.get("grade", "").strip()
    for project in facts.projects[:1]:
        total = project.total_score
        if said not in SAID or total is None or not 0 <= total <= 100 or len(facts.projects) > 1:
            continue
        right = next(grade for grade, low in GRADES if total >= low)
        if SAID[said] != right:
            yield GradeDoesNotFollow(said=said, total=total, right=right, place=place_of(facts.table, project.total_row))


PART = Rule(GradeDoesNotFollow, table=_check)
