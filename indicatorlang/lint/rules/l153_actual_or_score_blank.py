"""完成值和得分只填了一个
an actual without a score, or a score without an actual

为什么：没有完成值的得分没有依据；有完成值没有得分的，总分就少算了
Why: a score without an actual has no ground; an actual without a score is missing from the total
例：完成值空着，得分9分
Example: the actual is blank and the score is 9
改法：补填空着的一个；不适用的写“不适用”并说明
Instead: fill in what is blank; where it does not apply, say so and why
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from indicatorlang.lint.parts import Advice, Rule, place_of
from indicatorlang.lint.rescored import called
from indicatorlang.model.rescored import Finding, RescoredRow


class ActualOrScoreBlank(Advice):
    """A row has a score and no actual, or an actual and no score. `score` is as typed, beside a blank actual."""

    code: ClassVar[str] = "L153"

    name: str
    blank: Literal["actual", "score"]
    score: str = ""

    def zh(self) -> str:
        if self.blank == "score":
            return f"`{self.name}`没有填得分"
        return f"`{self.name}`没有填完成值，却有得分`{self.score}`"

    def en(self) -> str:
        if self.blank == "score":
            return f"`{self.name}` has no score"
        return f"`{self.name}` has no actual and a score of `{self.score}`"

    def help_zh(self) -> str:
        return f"请补填{'得分' if self.blank == 'score' else '完成值'}；不适用的写“不适用”并说明"

    def help_en(self) -> str:
        return f"fill in the {self.blank}; where it does not apply, say so and why"


def _check(row: RescoredRow) -> Iterator[ActualOrScoreBlank]:
    """A row of which neither is filled in yet is told by nobody."""
    blank = [finding for finding in row.findings if finding in (Finding.NO_ACTUAL, Finding.NO_SCORE)]
    if len(blank) != 1 or (blank[0] is Finding.NO_ACTUAL and row.published is None):
        return
    place = place_of(row.table, row.row)
    if blank[0] is Finding.NO_ACTUAL:
        yield ActualOrScoreBlank(name=called(row), blank="actual", score=row.row.get("score"), place=place)
    elif row.table.has("score") or row.row.kind == "money":
        yield ActualOrScoreBlank(name=called(row), blank="score", place=place)


PART = Rule(ActualOrScoreBlank, row=_check)
