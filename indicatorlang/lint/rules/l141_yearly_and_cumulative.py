"""全年数与各期数混在一起
amounts of the whole year and of its parts are mixed

为什么：全年预算逐期相加会成倍放大，以前年度的支出算进本年，执行率就超过100%
Why: a yearly budget that is added up by quarters grows fourfold; spending of earlier years makes execution exceed 100%
例：全年预算数的口径写“本期数”，四个季度各报一次就加成四倍
Example: 全年预算数 declared as an amount of its period, and reported in each of four quarters
改法：全年预算数用时点数，执行数用累计数；超出预算的核对是否含以前年度支出或漏填调整数
Instead: let the budget be a snapshot and spending year-to-date; where more than the budget was spent, look for earlier years or a change left out
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar, Literal

from indicatorlang.lint.facts import RulesetFacts
from indicatorlang.lint.parts import Advice, Rule, place_of
from indicatorlang.model.formula import Arithmetic, MeasureRef, walk
from indicatorlang.model.indicator import Measure
from indicatorlang.model.number import decimal_text
from indicatorlang.model.rescored import RescoredRow
from indicatorlang.model.ruleset import EXECUTED
from indicatorlang.resolve.fields import short

WHOLE_YEAR = ("全年预算", "年初预算", "年度预算", "批复预算", "annual budget")
NO_SUM = ("last", "mean", "min", "max")


class YearlyAndCumulative(Advice):
    """A yearly amount is added up by periods (`added`); one of a period is divided by or into one since the start of the year (`divided`);
    more was spent than the budget of the year (`overspent`)."""

    code: ClassVar[str] = "L141"

    name: str
    what: Literal["added", "divided", "overspent"]
    other: str = ""
    rate: Fraction = Fraction(0)

    def zh(self) -> str:
        match self.what:
            case "added":
                return f"`{self.name}`是全年的数，口径却是本期数，多报几期就会重复相加"
            case "divided":
                return f"`{self.name}`只取某一期的数，`{self.other}`是年初以来的累计数，两者相除没有意义"
        return f"`{self.name}`是全年预算数的{decimal_text(self.rate * 100, 2)}%，超出了预算"

    def en(self) -> str:
        match self.what:
            case "added":
                return f"`{self.name}` is an amount of the whole year and declared as one of its period, so that periods add up"
            case "divided":
                return f"`{self.name}` is that of a single period and `{self.other}` runs from the start of the year"
        return f"`{self.name}` is {decimal_text(self.rate * 100, 2)}% of the budget of the year"

    def help_zh(self) -> str:
        if self.what == "overspent":
            return "请核对是否含以前年度的支出，或漏填了调整后的预算"
        return "口径改为时点数" if self.what == "added" else "统一为累计数，或统一为本期数并相加"

    def help_en(self) -> str:
        if self.what == "overspent":
            return "look for spending of earlier years, or a change of the budget that was left out"
        return (
            "declare it as a snapshot" if self.what == "added" else "let both be year-to-date, or both of the period and added up"
        )


def _of_ruleset(facts: RulesetFacts) -> Iterator[YearlyAndCumulative]:
    measures = facts.ruleset.measures
    for measure in measures.values():
        if not measure.declared:
            continue
        yearly = any(word in measure.name for word in WHOLE_YEAR) and "率" not in measure.name
        if yearly and measure.kind == "period" and measure.aggregate in (None, "sum") and measure.formula is None:
            yield YearlyAndCumulative(name=short(measure.name), what="added", place=measure.place)
        for part in walk(measure.formula) if measure.formula is not None else ():
            if isinstance(part, Arithmetic) and part.op == "/":
                yield from _divided(part, facts, measure)


def _divided(part: Arithmetic, facts: RulesetFacts, of: Measure) -> Iterator[YearlyAndCumulative]:
    sides = [facts.ruleset.measures.get(side.measure) for side in (part.left, part.right) if isinstance(side, MeasureRef)]
    single = next((m for m in sides if m is not None and m.kind == "period" and m.aggregate in NO_SUM), None)
    running = next((m for m in sides if m is not None and m.kind == "ytd"), None)
    if single is not None and running is not None:
        yield YearlyAndCumulative(name=short(single.name), other=short(running.name), what="divided", place=of.place)


def _of_row(row: RescoredRow) -> Iterator[YearlyAndCumulative]:
    rate = row.computed.rate
    if row.row.kind == "money" and rate is not None and rate > 1 and row.row.get("budget"):
        yield YearlyAndCumulative(name=EXECUTED, what="overspent", rate=rate, place=place_of(row.table, row.row))


PART = Rule(YearlyAndCumulative, ruleset=_of_ruleset, row=_of_row)
