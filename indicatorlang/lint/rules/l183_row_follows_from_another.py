"""一项指标达标，另一项必然达标
an indicator is met whenever another one is

为什么：同一个数考核两次，较松的一项从不单独起作用，分值等于重复计算
Why: one number is judged twice, and the weaker row never decides anything by itself: its points are counted double
例：合格率 ≥ 95%和合格率 ≥ 90%各占10分
Example: two rows of 10 points, one for 合格率 >= 95% and one for 合格率 >= 90%
改法：合并为一项；要分档给分的，在一项里写评分标准“分档”；两个时点的写上各自的日期
Instead: make them one; where points go by steps, use bands in one row; where two days are meant, give each its own
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from indicatorlang.lint.facts import RulesetFacts
from indicatorlang.lint.meaning import RowMeaning, demanded, only_ends_differ, pairs_about_one_thing
from indicatorlang.lint.parts import Advice, Rule
from indicatorlang.resolve.fields import short


class RowFollows(Advice):
    """A row follows from another one about the same measure on the same day."""

    code: ClassVar[str] = "L183"

    name: str
    demand: str
    other: str
    stricter: str

    def zh(self) -> str:
        return f"`{self.name}`（{self.demand}）不单独起作用：`{self.other}`（{self.stricter}）达标，它就达标"

    def en(self) -> str:
        return f"`{self.name}` ({self.demand}) decides nothing by itself: it is met whenever `{self.other}` ({self.stricter}) is"

    def help_zh(self) -> str:
        return "合并为一项，或在一项里分档计分；考核两个时点的，写上各自的日期"

    def help_en(self) -> str:
        return "make them one row, or score one row in bands; where two days are meant, give each its own"


def _check(facts: RulesetFacts) -> Iterator[RowFollows]:
    told: set[str] = set()
    for one, other in pairs_about_one_thing(facts):
        mine, theirs = one.places, other.places
        looser = theirs <= mine
        if not looser and not mine <= theirs:
            continue
        if mine.stretches == theirs.stretches or one.is_gate or other.is_gate or only_ends_differ(one, other):
            continue
        if not (mine.stretches and theirs.stretches):
            continue
        weak, strict = (one, other) if looser else (other, one)
        if weak.row.indicator.id not in told:
            told.add(weak.row.indicator.id)
            yield _told(weak, strict)


def _told(weak: RowMeaning, strict: RowMeaning) -> RowFollows:
    return RowFollows(
        name=short(weak.name),
        demand=demanded(weak.row),
        other=short(strict.name),
        stricter=demanded(strict.row),
        place=weak.row.indicator.place,
    )


PART = Rule(RowFollows, ruleset=_check)
