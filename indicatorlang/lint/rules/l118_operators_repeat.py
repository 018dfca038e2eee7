"""比较符号重复，或两处不一致
comparison signs that are doubled or differ about the number itself

为什么：“≥95%以上”说了两遍；指标性质一栏写“>”、指标值写“≥”，正好等于时两处说法相反
Why: `≥95%以上` says it twice; with `>` in the column and `≥` in the text, the two differ exactly at the number
例：≥95%以上；<5%以下；指标性质一栏是“>”，指标值写“≥95%”
Example: `≥95%以上`; `<5%以下`; the column says `>` and the target `≥95%`
改法：只留一个符号或一个词
Instead: keep one sign or one word
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from indicatorlang.diagnostics import Severity
from indicatorlang.lint.facts import TargetFacts
from indicatorlang.lint.parts import Advice, Rule
from indicatorlang.lint.targets import assumed
from indicatorlang.resolve.fields import short
from indicatorlang.resolve.wording.problems import OperatorsDiffer
from indicatorlang.syntax.written.vocabulary import folded


class OperatorsRepeat(Advice):
    """Two comparisons that ask for the same (`same`), or that differ about the number itself. `beside`: the other one stands in a column."""

    code: ClassVar[str] = "L118"
    severity: ClassVar[Severity] = Severity.WARNING

    text: str
    one: str
    other: str
    same: bool
    beside: bool = False

    def zh(self) -> str:
        how = "说的是一回事，重复了" if self.same else f"不一致，按`{self.one}`理解"
        where = "指标性质一栏的" if self.beside else ""
        return f"`{self.text}`的`{self.one}`和{where}`{self.other}`{how}"

    def en(self) -> str:
        how = "say the same twice" if self.same else f"do not agree; `{self.one}` is taken"
        where = " in the column of signs" if self.beside else ""
        return f"`{self.one}` of `{self.text}` and `{self.other}`{where} {how}"

    def help_zh(self) -> str:
        return "只留一个"

    def help_en(self) -> str:
        return "keep one of them"


def _check(target: TargetFacts) -> Iterator[OperatorsRepeat]:
    if target.decided:
        return
    text, place = short(target.text), target.place
    for told in assumed(target, OperatorsDiffer):
        same, beside = _same(told.taken) == _same(told.left), told.left not in target.text
        yield OperatorsRepeat(text=text, one=told.taken, other=told.left, same=same, beside=beside, place=place)
    for one, other in _twice(target):
        yield OperatorsRepeat(text=text, one=one, other=other, same=True, place=place)


def _twice(target: TargetFacts) -> Iterator[tuple[str, str]]:
    """Two words of the text for one comparison, with the number between them."""
    for stated in target.reading.stated:
        before, gap, behind = stated.words.partition("…")
        if stated.where == "text" and gap and _side(before) and _side(before) == _side(behind):
            yield before.strip(), behind.strip()


_SIDES: dict[str, Literal["more", "less"]] = {
    ">": "more",
    "≥": "more",
    "≧": "more",
    "⩾": "more",
    "<": "less",
    "≤": "less",
    "≦": "less",
}


def _side(words: str) -> str:
    plain = folded(words).strip()
    return _SIDES.get(plain[:1], "") or ("more" if plain.startswith("以上") else "less" if plain.startswith("以下") else "")


def _same(words: str) -> str:
    return folded(words).strip().replace("=>", ">=").replace("=<", "<=").replace("≥", ">=").replace("≤", "<=")


PART = Rule(OperatorsRepeat, target=_check)
