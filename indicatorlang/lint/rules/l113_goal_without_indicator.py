"""年度目标里的数在指标里找不到
numbers of the goal that no indicator has

为什么：目标里承诺的数没有列成指标，年底就没人核对，自评时也常被追问
Why: what the goal promises and no indicator asks for, nobody looks at when the year ends, though reviewers ask for it
例：年度目标写“每周全库备份1次、培训200人”，指标里没有备份次数
Example: the goal says 200 people trained, and no indicator counts them
改法：补一项指标，或从年度目标里删去
Instead: add an indicator, or leave it out of the goal
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from indicatorlang.diagnostics import Severity
from indicatorlang.lazily import pattern
from indicatorlang.lint.facts import FormFacts
from indicatorlang.lint.parts import Advice, Rule
from indicatorlang.lint.targets import conditions_of, quantity
from indicatorlang.lint.written import amounts
from indicatorlang.model.quantity import Quantity
from indicatorlang.syntax.written.vocabulary import folded

MOST = 5
_BY_MONTH = pattern(r"(?<![0-9])(1[0-2]|[1-9])月(?:[0-9]{1,2}日|份|底|末|中旬|上旬|下旬)*(?:之前|以前|前|底)")
_LAST = "12"


class GoalWithoutIndicator(Advice):
    """Numbers with units, or days, of the annual goal in words that stand in no row. `more` are those that are not listed."""

    code: ClassVar[str] = "L113"
    severity: ClassVar[Severity] = Severity.INFO

    words: tuple[str, ...]
    more: int = 0

    def zh(self) -> str:
        listed = "、".join(f"`{word}`" for word in self.words) + (f"等{len(self.words) + self.more}处" if self.more else "")
        return f"年度目标里的{listed}在指标里找不到"

    def en(self) -> str:
        listed = ", ".join(f"`{word}`" for word in self.words) + (f" and {self.more} more" if self.more else "")
        return f"the annual goal says {listed}, which no indicator has"

    def help_zh(self) -> str:
        return "要考核的补一项指标，只是背景情况的可以不管"

    def help_en(self) -> str:
        return "add an indicator where it is to be judged; background needs none"


def _check(form: FormFacts) -> Iterator[GoalWithoutIndicator]:
    if not form.goal.strip() or not form.rows:
        return
    numbers, months = _of_rows(form)
    missing = [word for word, amount in amounts(form.goal) if not _is_there(amount, numbers)]
    missing += [found[0] for found in _BY_MONTH.finditer(folded(form.goal)) if found[1] != _LAST and found[1] not in months]
    words = tuple(dict.fromkeys(missing))
    if words:
        yield GoalWithoutIndicator(words=words[:MOST], more=max(0, len(words) - MOST), place=form.place)


def _of_rows(form: FormFacts) -> tuple[list[Quantity], set[str]]:
    """The numbers that stand in the rows and the money of the form, and the months of their days."""
    numbers = [form.money] if form.money is not None else []
    months: set[str] = set()
    for row in form.rows:
        target = row.target
        text = f"{target.name} {target.text} {target.decides} {row.indicator.canonical if row.indicator else ''}"
        numbers += [amount for _, amount in amounts(text)]
        for one in conditions_of(target.reading):
            stated = (quantity(value, one.unit) for value in (one.value, one.low, one.high))
            numbers += [amount for amount in stated if amount is not None]
            months |= {str(day.month) for day in (one.by, *one.by_any) if day is not None}
        months |= {found[1] for found in re.finditer(r"(?<![0-9])(1[0-2]|[1-9])月", folded(text))}
        months |= {found[1].lstrip("0") for found in re.finditer(r"[0-9]{4}-([01][0-9])", text)}
    return numbers, months


def _is_there(amount: Quantity, numbers: list[Quantity]) -> bool:
    """Whether some row has the number, in whatever count word; 90 is there when 90% is, for columns may hold the unit."""
    same = (one for one in numbers if one.unit.fits(amount.unit) or (one.unit.is_count and amount.unit.is_count))
    return any(one.base == amount.base for one in same) or any(one.number == amount.number for one in numbers)


PART = Rule(GoalWithoutIndicator, form=_check)
