"""指标值没有写计量单位
a target without a unit

为什么：“43.2”是万元还是元，“100”是分还是%，没有单位就没法和完成值比
Why: whether `43.2` is 元 or 万元, and `100` points or per cent, nobody can tell, nor compare it with anything
例：项目总投入：43.2；学生满意度：100
Example: `Total cost`: 43.2; `Satisfaction`: 100
改法：在数后面或计量单位一栏写上单位
Instead: write the unit behind the number or into the column of units
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from indicatorlang.diagnostics import Severity
from indicatorlang.lazily import pattern
from indicatorlang.lint.facts import TargetFacts
from indicatorlang.lint.parts import HUNDRED, Rule, TargetAdvice
from indicatorlang.lint.targets import conditions_of
from indicatorlang.lint.words import bare, ending, lists, within
from indicatorlang.model.number import exact
from indicatorlang.resolve.fields import short
from indicatorlang.syntax.written.vocabulary import folded

_DIGIT = pattern(r"[0-9]")
_WORD = pattern(r"[a-z/\u3400-\u9fff]")
_YEAR = pattern(r"(?:19|20)[0-9]{2}")


class NoUnit(TargetAdvice):
    """A bare number whose unit neither a column nor the name tells."""

    code: ClassVar[str] = "L106"
    severity: ClassVar[Severity] = Severity.WARNING

    name: str
    amount: str

    def zh(self) -> str:
        of = f"`{self.name}`的" if self.name else ""
        return f"{of}指标值`{self.amount}`没有写计量单位"

    def en(self) -> str:
        of = f" of `{self.name}`" if self.name else ""
        return f"the target `{self.amount}`{of} has no unit"

    def help_zh(self) -> str:
        return "补上单位，如“%”“万元”“个”" + ("" if self.in_table else "；批复的指标值不能改的，在判定里写")

    def help_en(self) -> str:
        where = "" if self.in_table else "; where the approved text cannot be changed, say it in the target"
        return f"add it (`%`, `万元`, `个`){where}"


def _check(target: TargetFacts) -> Iterator[NoUnit]:
    if target.decided or target.unit.strip() or _counts(target.name) or not _is_bare(target):
        return
    for one in conditions_of(target.reading):
        value = one.value if one.kind == "number" else one.high if one.kind == "range" else None
        if value is not None and not one.unit and exact(value) != 0 and "/" not in value and not _are_things(target.name, value):
            amount = _as_written(value, target.text)
            yield NoUnit(name=short(target.name), amount=amount, place=target.place, in_table=target.in_table)


def _is_bare(target: TargetFacts) -> bool:
    """Whether digits and the words of a comparison are all there is: 万分之一, PH值6—9, 4.5 / 5 and 6 reports need no unit."""
    plain = folded(target.text).strip()
    for stated in target.reading.stated:
        for words in stated.words.split("…") if stated.where == "text" else ():
            plain = plain.replace(folded(words).strip(), " ")
    return bool(_DIGIT.search(plain)) and not _WORD.search(plain) and not _YEAR.fullmatch(plain.strip())


def _as_written(value: str, text: str) -> str:
    return value if value in text else short(text)


def _counts(name: str) -> bool:
    """Whether a bare number under that name can only be a number of what it names: 培训人数, number of elections."""
    plain = bare(name)
    if plain.isascii() and plain:
        return not within(name, "asks_for_unit") or any(plain.startswith(word) for word in lists()["counting_first"])
    return bool(ending(name, "counting") or within(name, "per"))


def _are_things(name: str, value: str) -> bool:
    """Whether it is so many of what the name ends with: 辅警人员 512. 100 may be per cent."""
    number = exact(value)
    return number is not None and number.denominator == 1 and number != HUNDRED and bool(ending(name, "things"))


PART = Rule(NoUnit, target=_check)
