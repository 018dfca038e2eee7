"""填报频次跟不上考核的频次
a measure is reported less often than it is judged

为什么：每季度考核，一年才填一次，四个季度都没有数可看，只能算未填报
Why: judged every quarter and reported once a year, there is nothing to look at in any quarter
例：判定写“每季度”，数据项的填报频次写“每年”
Example: the target says `every quarter`, the measure `frequency: year`
改法：把填报频次改密，或把考核的周期改长
Instead: let it be reported as often as it is judged, or judge it less often
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from indicatorlang.lint.facts import RulesetFacts
from indicatorlang.lint.parts import Advice, Rule
from indicatorlang.model.indicator import EachPeriod, Trend, conditions, measures_of
from indicatorlang.model.period import Grain
from indicatorlang.resolve.fields import short

Every = Literal["day", "week", "month", "quarter", "half", "year"]

_WORDS: dict[Grain, Every] = {
    Grain.DAY: "day",
    Grain.WEEK: "week",
    Grain.MONTH: "month",
    Grain.QUARTER: "quarter",
    Grain.HALF: "half",
    Grain.YEAR: "year",
}
_ORDER = tuple(_WORDS)
_ZH: dict[Every, str] = {"day": "每天", "week": "每周", "month": "每月", "quarter": "每季度", "half": "每半年", "year": "每年"}
_EN: dict[Every, str] = {"half": "half-year"}


class ReportedTooSeldom(Advice):
    """A row is judged in every period of a length that its measure is not reported in."""

    code: ClassVar[str] = "L190"

    name: str
    measure: str
    judged: Every
    reported: Every

    def zh(self) -> str:
        return f"`{self.name}`{_ZH[self.judged]}考核，而`{self.measure}`{_ZH[self.reported]}才填报一次"

    def en(self) -> str:
        reported = _EN.get(self.reported, self.reported)
        return f"`{self.name}` is judged every {self.judged}, but `{self.measure}` is reported every {reported}"

    def help_zh(self) -> str:
        return f"填报频次改为`{_ZH[self.judged]}`，或改按较长的周期考核"

    def help_en(self) -> str:
        return f"report it every {self.judged}, or judge it over longer periods"


def _check(facts: RulesetFacts) -> Iterator[ReportedTooSeldom]:
    for row in facts.rows:
        if row.indicator.condition is None:
            continue
        for part in conditions(row.indicator.condition):
            judged = part.every if isinstance(part, EachPeriod) else part.each if isinstance(part, Trend) else None
            if judged is None:
                continue
            for name in measures_of(part):
                measure = facts.ruleset.measures.get(name)
                if measure is None or measure.frequency is None or measure.records is not None:
                    continue
                if _ORDER.index(measure.frequency) > _ORDER.index(Grain(judged)):
                    yield ReportedTooSeldom(
                        name=short(row.indicator.name),
                        measure=short(name),
                        judged=judged,
                        reported=_WORDS[measure.frequency],
                        place=row.indicator.place,
                    )


PART = Rule(ReportedTooSeldom, ruleset=_check)
