"""不用做什么就能达标的指标值
a target that is met by itself

为什么：一次性付清的项目考核支付率、错误率要求不超过100%，不做事也能达标，分值白得
Why: a payment rate of what is paid at once, an error rate of at most 100%: the points are free
例：差错率≤100%；满意度≥0%；一次性支付的项目考核支付率100%
Example: `Error rate <= 100%`; `Satisfaction >= 0%`; the payment rate of what is paid once
改法：换成真正要达到的要求，如支付的及时率、差错率≤1%
Instead: ask for what has to be worked for, such as payment in time, or errors of at most 1%
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar

from indicatorlang.diagnostics import Severity
from indicatorlang.lint.facts import FormFacts, TargetFacts
from indicatorlang.lint.parts import Advice, Rule
from indicatorlang.lint.targets import conditions_of, deciding, quantity, with_columns
from indicatorlang.lint.words import bare, ending, within
from indicatorlang.resolve.fields import short


class MetByItself(Advice):
    """Nothing has to be done for it. `once` are the words of a single payment, empty where the number itself shows it."""

    code: ClassVar[str] = "L122"
    severity: ClassVar[Severity] = Severity.WARNING

    name: str
    text: str
    once: str = ""

    def zh(self) -> str:
        why = f"：项目是`{self.once}`，付了款就达标" if self.once else "怎样都能达到"
        return f"`{self.name}`的要求`{self.text}`{why}"

    def en(self) -> str:
        why = f"is met by paying once (`{self.once}`)" if self.once else "is met whatever happens"
        return f"the target `{self.text}` of `{self.name}` {why}"

    def help_zh(self) -> str:
        return "换成真正要达到的要求"

    def help_en(self) -> str:
        return "ask for what has to be worked for"


def _check(target: TargetFacts) -> Iterator[MetByItself]:
    """At least nothing of a list's target; rows of a ruleset are told by what they are resolved to."""
    share = ending(target.name, "bounded")
    for one in conditions_of(deciding(target)):
        amount = quantity(one.value, one.unit) if one.kind == "number" else None
        if amount is None:
            continue
        all_of_it = share and one.op == "<=" and amount.unit.is_percent and amount.base >= Fraction(1)
        nothing = share and one.op == ">=" and amount.base == 0 and target.fields is None
        if all_of_it or nothing:
            yield MetByItself(name=short(target.name), text=with_columns(target), place=target.place)


def _check_form(form: FormFacts) -> Iterator[MetByItself]:
    once = within(f"{form.project} {form.goal}", "paid_once")
    for row in form.rows if once else ():
        if ending(row.name, "paid") and bare(row.name):
            amounts = (quantity(one.value, one.unit) for one in conditions_of(deciding(row.target)))
            if any(amount is not None and amount.base >= Fraction(1) for amount in amounts):
                text = with_columns(row.target)
                yield MetByItself(name=short(row.name), text=text, once=once, place=row.target.place)


PART = Rule(MetByItself, target=_check, form=_check_form)
