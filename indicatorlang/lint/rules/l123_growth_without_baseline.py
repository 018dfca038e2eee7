"""要求增长，却没有写上年的数
growth without the earlier number

为什么：“正增长”要和上年比；上年的数没有随指标批下来，年底就可以挑一个合适的
Why: growth compares with last year: unless that number is fixed with the target, anybody may choose one when the year ends
例：正增长；比上年增长5%以上，没有登记上年的数
Example: `grows`, without the number of last year
改法：在“基期值”里登记上年的数
Instead: give the number of last year in `baselines`
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from indicatorlang.diagnostics import Severity
from indicatorlang.lint.facts import RulesetFacts, TargetFacts
from indicatorlang.lint.parts import Rule, TargetAdvice
from indicatorlang.lint.targets import conditions_of
from indicatorlang.lint.words import within
from indicatorlang.model.baseline import NAMED_BASELINES, looking_back
from indicatorlang.model.formula import measures_in
from indicatorlang.resolve.fields import short


class GrowthWithoutBaseline(TargetAdvice):
    """An earlier value is compared with that neither the ruleset nor the text gives; `baseline` names it."""

    code: ClassVar[str] = "L123"
    severity: ClassVar[Severity] = Severity.INFO

    name: str
    baseline: str

    def zh(self) -> str:
        return f"`{self.name}`要与{self.baseline}比，{self.baseline}的数没有写明"

    def en(self) -> str:
        return f"`{self.name}` is compared with {self.baseline}, and its number is not given"

    def help_zh(self) -> str:
        if self.in_table:
            return f"在指标值里或备注里写明{self.baseline}的数"
        return f"在`基期值`的`{self.baseline}`里登记，否则填报时要一并报上来"

    def help_en(self) -> str:
        if self.in_table:
            return "write it into the target or into the remarks"
        return f"give it under `{self.baseline}` in `baselines`, or it has to be reported with the actuals"


def _check(target: TargetFacts) -> Iterator[GrowthWithoutBaseline]:
    """In a list a growth rate of the name's own (产值增长率 ≥5%) is no growth that somebody has to work out."""
    if target.fields is not None or within(f"{target.name} {target.text}", "own_rate"):
        return
    for one in conditions_of(target.reading):
        if one.kind == "growth":
            name = short(target.name or target.text)
            yield GrowthWithoutBaseline(name=name, baseline=one.baseline or "上年", place=target.place, in_table=True)
            return


def _check_rows(facts: RulesetFacts) -> Iterator[GrowthWithoutBaseline]:
    """上期 is reported in the course of the year."""
    for row in facts.rows:
        condition, told = row.indicator.condition, set[str]()
        for part in looking_back(condition) if condition is not None else ():
            given = facts.ruleset.baselines.get(part.baseline, {})
            asked = part.baseline in NAMED_BASELINES and part.baseline != "上期" and part.baseline not in told
            if asked and getattr(part, "over", None) is None and not all(name in given for name in measures_in(part.subject)):
                told.add(part.baseline)
                place = row.fields.at("target" if row.target.decided else "wording")
                yield GrowthWithoutBaseline(name=short(row.indicator.name), baseline=part.baseline, place=place)


PART = Rule(GrowthWithoutBaseline, target=_check, ruleset=_check_rows)
