"""同一个数，一处含本数，一处不含
one number is included in one place and not in the other

为什么：正好等于这个数时，两处说法相反，填报人和复核人各有各的理解
Why: exactly at that number the two places say opposite things, and everybody may take the one he likes
例：一项写“响应时间 ≤ 30 分钟”，另一项写“响应时间 < 30 分钟”；指标值写≥90%，满分档写“高于90%”
Example: one row says 响应时间 <= 30 分钟 and another < 30 分钟; the target says >= 90% and the band of full points above 90%
改法：两处统一；通常含本数
Instead: make both the same; mostly the number is included
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from indicatorlang.lint.facts import RowFacts, RulesetFacts
from indicatorlang.lint.meaning import demanded, only_ends_differ, pairs_about_one_thing
from indicatorlang.lint.parts import Advice, Rule
from indicatorlang.model.formula import Constant
from indicatorlang.model.indicator import Threshold
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.scoring import Band
from indicatorlang.resolve.fields import short


class BoundaryDisagrees(Advice):
    """Two rows, or a target and its bands, differ only in whether the number itself counts. `number`: where target and bands differ."""

    code: ClassVar[str] = "L186"

    name: str
    demand: str
    other: str = ""
    theirs: str = ""
    number: Quantity | None = None

    def zh(self) -> str:
        if self.number is not None:
            return f"`{self.name}`正好完成{self.number.shown()}时，按`{self.demand}`与按各档的界限得出相反的结果"
        return f"`{self.name}`（{self.demand}）与`{self.other}`（{self.theirs}）一个含本数，一个不含"

    def en(self) -> str:
        if self.number is not None:
            at = self.number.shown("en")
            return f"exactly at {at} the target `{self.demand}` of `{self.name}` and its bands say opposite things"
        return f"`{self.name}` ({self.demand}) and `{self.other}` ({self.theirs}) differ in whether the number itself counts"

    def help_zh(self) -> str:
        return "改成一致，通常含本数"

    def help_en(self) -> str:
        return "make both the same; mostly the number is included"


def _check(facts: RulesetFacts) -> Iterator[BoundaryDisagrees]:
    for one, other in pairs_about_one_thing(facts):
        if only_ends_differ(one, other):
            yield BoundaryDisagrees(
                name=short(other.name),
                demand=demanded(other.row),
                other=short(one.name),
                theirs=demanded(one.row),
                place=other.row.indicator.place,
            )
    for row in facts.rows:
        edge = _torn_edge(row)
        if edge is not None:
            name, place = short(row.indicator.name), row.fields.at("scoring")
            yield BoundaryDisagrees(name=name, demand=demanded(row), number=edge, place=place)


def _torn_edge(row: RowFacts) -> Quantity | None:
    """The bound of the target where the best band ends too, if just one of the two has the number itself."""
    condition, scoring = row.indicator.condition, row.indicator.scoring
    if not isinstance(condition, Threshold) or not isinstance(condition.bound, Constant) or scoring is None:
        return None
    bands = scoring.get("bands")
    if scoring.method != "bands" or scoring.get("of") == "completion" or not isinstance(bands, tuple) or not bands:
        return None
    best, bound = bands[0], condition.bound.quantity
    if not isinstance(best, Band):
        return None
    end, closed = (best.low, best.low_closed) if condition.meaning in (">=", ">") else (best.high, best.high_closed)
    if condition.meaning not in (">=", ">", "<=", "<") or end is None or end.unit.dimension != bound.unit.dimension:
        return None
    return bound if end.base == bound.base and closed != (condition.meaning in (">=", "<=")) else None


PART = Rule(BoundaryDisagrees, ruleset=_check)
