"""指标值无法衡量
a target that nobody can measure

为什么：没有数、没有等级的标准、也不是“是否做到”的事，完成与否全凭说法，评价时往往扣分
Why: without a number, a scale or a plain yes or no, anybody may say that it was met; reviewers take points off
例：稳步提升；效果明显；统筹谋划
Example: improve steadily; notable effect
改法：写成数、期限，或定好各档标准的等级
Instead: give a number, a day, or a level whose steps are defined
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from indicatorlang.diagnostics import Severity
from indicatorlang.lint.blanks import blank_in
from indicatorlang.lint.facts import RulesetFacts, TargetFacts
from indicatorlang.lint.parts import Advice, Rule
from indicatorlang.lint.targets import conditions_of
from indicatorlang.lint.words import vague, whole
from indicatorlang.model.indicator import AtLevel, conditions
from indicatorlang.model.reading import Reading
from indicatorlang.resolve.fields import short


class NotMeasurable(Advice):
    """A target of words that set no line: a degree without a scale (`unread` False), or a text that says nothing to be checked."""

    code: ClassVar[str] = "L101"
    severity: ClassVar[Severity] = Severity.WARNING

    text: str
    unread: bool

    def zh(self) -> str:
        return f"`{self.text}`" + ("读不出可以核对的要求" if self.unread else "没有数，也没有评判的标准，无法衡量是否达到")

    def en(self) -> str:
        return f"`{self.text}` " + (
            "says nothing that can be checked" if self.unread else "has no number and no standard to measure by"
        )

    def help_zh(self) -> str:
        return "写成数（如“≥90%”“比上年增长5%以上”）、期限，或按定好标准的等级评判"

    def help_en(self) -> str:
        return "give a number (`>= 90%`, `grows >= 5% over 上年`), a day, or a level of a scale whose steps are defined"


def _check(target: TargetFacts) -> Iterator[NotMeasurable]:
    """In a ruleset a text that is not understood is told when it is loaded."""
    if target.decided or target.fields is not None or not target.text.strip() or blank_in(target.text):
        return
    if target.reading.kind == "text":
        if any(d.code in ("nothing-to-check", "number-unplaced") for d in target.reading.refused):
            yield NotMeasurable(text=short(target.text), unread=True, place=target.place)
    elif _is_vague(target.reading, target.text):
        yield NotMeasurable(text=short(target.text), unread=False, place=target.place)


def _check_rows(facts: RulesetFacts) -> Iterator[NotMeasurable]:
    """A level of a scale of the ruleset's own is as the ruleset defines it."""
    for row in facts.rows:
        target, condition = row.target, row.indicator.condition
        if target.decided or condition is None or not _is_vague(target.reading, target.text):
            continue
        scales = {part.scale.name for part in conditions(condition) if isinstance(part, AtLevel)}
        if not scales & set(facts.ruleset.scales):
            yield NotMeasurable(text=short(target.text), unread=False, place=target.place)


def _is_vague(reading: Reading, text: str) -> bool:
    """Whether every condition in it is a degree without a line. What says only that the work is to be done is another rule's."""
    levels = [one for one in conditions_of(reading) if one.kind == "level"]
    all_levels = len(levels) == len(conditions_of(reading))
    return all_levels and not whole(text, "verb_only") and all(vague(one.level, text) for one in levels)


PART = Rule(NotMeasurable, target=_check, ruleset=_check_rows)
