"""指标值里的各档重叠或有空当
the grades in a target overlap or leave a gap

为什么：同一个完成值可以评两档，或者哪一档也评不上，得分就说不清
Why: one value falls into two grades or into none, and nobody can say what it earns
例：优90% 良90% 中80% 差60%；优 ≥ 90% 良 ≥ 80% 差 < 60%
Example: 优90% 良90% 中80% 差60%; 优 >= 90% 良 >= 80% 差 < 60%
改法：各档从好到差写，上一档的下限就是下一档的上限
Instead: go from the best to the worst, and let each begin where the one before ends
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar, Literal

from indicatorlang.lint.facts import TargetFacts
from indicatorlang.lint.parts import Advice, Rule
from indicatorlang.model.number import exact
from indicatorlang.model.reading import GradeStep
from indicatorlang.model.region import NOTHING, Region
from indicatorlang.resolve.fields import short


class GradesOverlap(Advice):
    """A grade that is never given, or values that get none."""

    code: ClassVar[str] = "L170"

    name: str
    target: str
    fault: Literal["never", "gap"]
    level: str
    other: str = ""

    def zh(self) -> str:
        if self.fault == "never":
            return f"`{self.name}`的`{self.level}`档永远评不上，已包括在前面的档里：`{self.target}`"
        return f"`{self.name}`的`{self.level}`与`{self.other}`两档之间有空当：`{self.target}`"

    def en(self) -> str:
        if self.fault == "never":
            return (
                f"the grade `{self.level}` of `{self.name}` is never given, the grades before it take all of it: `{self.target}`"
            )
        return f"between the grades `{self.level}` and `{self.other}` of `{self.name}` there is a gap: `{self.target}`"

    def help_zh(self) -> str:
        return "各档从好到差写，首尾相接"

    def help_en(self) -> str:
        return "go from the best to the worst, each beginning where the one before ends"


def _check(target: TargetFacts) -> Iterator[GradesOverlap]:
    steps = target.reading.grades
    numbers = [exact(step.value) for step in steps]
    if len({step.unit for step in steps}) > 1 or any(number is None for number in numbers):
        return
    fault = _fault(tuple(steps), [number for number in numbers if number is not None])
    if fault is not None:
        name, text = short(target.name), short(target.text)
        yield GradesOverlap(name=name, target=text, fault=fault[0], level=fault[1], other=fault[2], place=target.place)


def _fault(steps: tuple[GradeStep, ...], numbers: list[Fraction]) -> tuple[Literal["never", "gap"], str, str] | None:
    taken = NOTHING
    for index, (step, number) in enumerate(zip(steps, numbers, strict=True)):
        region = Region.where(step.op, number)
        if region <= taken:
            return "never", step.level, ""
        if index and step.op in ("<", "<=") and len((taken | region).intervals) > 1:
            return "gap", steps[index - 1].level, step.level
        taken = taken | region
    return None


PART = Rule(GradesOverlap, target=_check)
