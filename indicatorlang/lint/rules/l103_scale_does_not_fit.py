"""等级词与指标不相称
a word of a scale that does not fit its indicator

为什么：“满意”说的是评价，不是知道的人多少；用错了词，调查问什么、怎样算达标都说不清
Why: `satisfied` is an opinion and not how many people know: with the wrong word nobody can tell what to ask and what meets it
例：指标“市民知晓度”，指标值“较满意”
Example: `Public awareness`, with the target `fairly satisfied`
改法：知晓度、覆盖率写百分数，如“≥85%”；满意度才用满意、较满意
Instead: write a percentage such as `>= 85%`; keep the words of satisfaction for satisfaction
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from indicatorlang.diagnostics import Severity
from indicatorlang.lint.facts import TargetFacts
from indicatorlang.lint.parts import Advice, Rule
from indicatorlang.lint.targets import conditions_of, deciding
from indicatorlang.lint.words import bare, lists
from indicatorlang.resolve.fields import short


class ScaleDoesNotFit(Advice):
    """A level that says something else than the name asks for. `word` of the name tells what that is."""

    code: ClassVar[str] = "L103"
    severity: ClassVar[Severity] = Severity.WARNING

    name: str
    level: str
    word: str

    def zh(self) -> str:
        return f"`{self.name}`考核的是`{self.word}`，用`{self.level}`这样的等级词不相称"

    def en(self) -> str:
        return f"`{self.name}` is about `{self.word}`, and `{self.level}` is a level of something else"

    def help_zh(self) -> str:
        return "改用相称的写法，如知晓度、覆盖面用百分数，制度用“健全”，满意度才用“满意”"

    def help_en(self) -> str:
        return "use what fits: percentages for awareness and coverage, `健全` for rules, `满意` for satisfaction alone"


def _check(target: TargetFacts) -> Iterator[ScaleDoesNotFit]:
    name = bare(target.name)
    for one in conditions_of(deciding(target)):
        for family in lists()["misfits"] if one.kind == "level" else ():
            if one.level not in family["levels"] or any(word in name for word in family["unless"]):
                continue
            word = next((word for word in family["names"] if word in name), "")
            if word:
                yield ScaleDoesNotFit(name=short(target.name), level=one.level, word=word, place=target.at(one.level))


PART = Rule(ScaleDoesNotFit, target=_check)
