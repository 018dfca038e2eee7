"""完成值远高于指标值，指标可能定低了
far above the target, which may have been set too low

为什么：超出三成以上，多半是年初定得太低；评价时会要求说明原因
Why: three tenths more than asked for mostly means that little was asked for; reviewers want the reason
例：指标值400家，完成值600家，没有说明原因
Example: 400 were asked for and 600 done, without a reason
改法：写明超额的原因；明年按实际水平定
Instead: give the reason, and set next year by what was reached
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar

from indicatorlang.diagnostics import Severity
from indicatorlang.lint.parts import Advice, Rule, place_of
from indicatorlang.model.number import decimal_text
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.rescored import RescoredRow
from indicatorlang.resolve.fields import short

FAR = Fraction(13, 10)


class FarAbove(Advice):
    """130% of the target or more was reached, and nobody says why."""

    code: ClassVar[str] = "L121"
    severity: ClassVar[Severity] = Severity.WARNING

    name: str
    actual: Quantity
    bound: Quantity

    @property
    def percent(self) -> str:
        """How much of the target was reached, in per cent, rounded to whole ones."""
        return decimal_text(self.actual.base / self.bound.base * 100, 0)

    def zh(self) -> str:
        return f"`{self.name}`完成`{self.actual.shown()}`，是指标值`{self.bound.shown()}`的{self.percent}%，没有说明原因"

    def en(self) -> str:
        return (
            f"`{self.name}` reached `{self.actual.shown('en')}`, {self.percent}% of the target `{self.bound.shown('en')}`, "
            "and no reason is given"
        )

    def help_zh(self) -> str:
        return "说明超额的原因；指标定低了的，明年按实际水平定"

    def help_en(self) -> str:
        return "give the reason; if the target was set too low, set the next one by what was reached"


def _check(row: RescoredRow) -> Iterator[FarAbove]:
    compared = row.computed.compared
    if compared is None or row.row.get("reason").strip() or row.row.get("note").strip():
        return
    actual, op, bound = compared
    if op in (">=", ">", "==") and bound.base > 0 and actual.unit.fits(bound.unit) and actual.base >= FAR * bound.base:
        yield FarAbove(name=short(row.row.get("name")), actual=actual, bound=bound, place=place_of(row.table, row.row))


PART = Rule(FarAbove, row=_check)
