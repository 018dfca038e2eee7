"""What can be wrong, or worth saying, when a ruleset meets its actuals."""

from __future__ import annotations

import datetime as dt
import re
from fractions import Fraction
from typing import ClassVar

from indicatorlang.diagnostics import Diagnostic, Severity
from indicatorlang.model.number import decimal_text
from indicatorlang.model.period import shown_day


class DividedByZero(Diagnostic):
    """The denominator is zero and the numerator is not, so there is no rate."""

    code: ClassVar[str] = "divided-by-zero"

    what: str
    numerator: str

    def zh(self) -> str:
        return f"`{self.what}`的分母为0而分子为{self.numerator}，无法计算"

    def en(self) -> str:
        return f"the denominator of `{self.what}` is 0 while its numerator is {self.numerator}"

    def help_zh(self) -> str:
        return "请核对分子、分母；确实没有发生的，两项都填0，按不适用处理"

    def help_en(self) -> str:
        return "check both numbers; where nothing happened enter 0 for both, which counts as not applicable"


class RateAboveOne(Diagnostic):
    """A measure declared as a bounded rate came out above 100%."""

    code: ClassVar[str] = "rate-above-100"

    what: str
    rate: str

    def zh(self) -> str:
        return f"`{self.what}`算得{self.rate}，该数据项上限为100%"

    def en(self) -> str:
        return f"`{self.what}` comes to {self.rate}, but it is declared as never above 100%"

    def help_zh(self) -> str:
        return "请核对分子、分母的口径是否一致"

    def help_en(self) -> str:
        return "check that numerator and denominator count the same things"


class UnitsDoNotFit(Diagnostic):
    """Two quantities that had to be compared or added turned out to have units of different kinds."""

    code: ClassVar[str] = "units-do-not-fit"

    what: str
    wanted: str
    got: str

    def zh(self) -> str:
        return f"`{self.what}`的单位是“{self.got or '无单位'}”，与“{self.wanted or '无单位'}”不能换算"

    def en(self) -> str:
        return f"`{self.what}` is in `{self.got or 'no unit'}`, which does not convert to `{self.wanted or 'no unit'}`"

    def help_zh(self) -> str:
        return "请在数据项里写明计量单位，或更正填报的单位"

    def help_en(self) -> str:
        return "declare the measure's unit, or correct the unit that was entered"


class ScoreOutsideBand(Diagnostic):
    """The score given beside a level lies outside the band of that level."""

    code: ClassVar[str] = "score-outside-band"

    level: str
    score: str
    low: str
    high: str
    best: bool

    def zh(self) -> str:
        end = "（含）" if self.best else "（不含）"
        return f"评定得分{self.score}分不在“{self.level}”的分值区间内，该档为{self.low}分（含）至{self.high}分{end}"

    def en(self) -> str:
        return f"the score {self.score} lies outside the band {self._band()} of the level `{self.level}`"

    def _band(self) -> str:
        return f"[{self.low}, {self.high}{']' if self.best else ')'}"

    def help_zh(self) -> str:
        return "请改评判等级，或改评定得分"

    def help_en(self) -> str:
        return "change the level or the score"


class LevelScoreAssumed(Diagnostic):
    """A level of the three official ones stands without a score, so its points are assumed within the band."""

    code: ClassVar[str] = "level-score-assumed"
    severity: ClassVar[Severity] = Severity.INFO

    level: str
    fraction: Fraction
    low: str
    high: str

    def zh(self) -> str:
        return (
            f"“{self.level}”没有评定得分，暂按分值的{decimal_text(self.fraction * 100)}%计，可能在{self.low}分至{self.high}分之间"
        )

    def en(self) -> str:
        percent = decimal_text(self.fraction * 100)
        return f"level `{self.level}` has no score of its own; {percent}% of the weight is taken, it may be {self.low} to {self.high}"


class DeadlineReadTwoWays(Diagnostic):
    """A deadline such as 6月前 can be read in two ways and both lead to the same result."""

    code: ClassVar[str] = "deadline-either-way"
    severity: ClassVar[Severity] = Severity.INFO

    first: dt.date
    second: dt.date

    def zh(self) -> str:
        return f"期限可理解为{shown_day(self.first)}或{shown_day(self.second)}，两种理解结果相同，按{shown_day(self.first)}计"

    def en(self) -> str:
        return f"the deadline may mean {self.first} or {self.second}; both lead to the same result, {self.first} is taken"


class DeadlineUnclear(Diagnostic):
    """A deadline can be read in two ways and the result depends on it."""

    code: ClassVar[str] = "deadline-unclear"

    first: dt.date
    second: dt.date

    def zh(self) -> str:
        return f"期限可理解为{shown_day(self.first)}或{shown_day(self.second)}，两种理解结果不同"

    def en(self) -> str:
        return f"the deadline may mean {self.first} or {self.second}, and the result depends on it"

    def help_zh(self) -> str:
        return f"请在判定中写明：不晚于 {self.first.isoformat()}，或不晚于 {self.second.isoformat()}"

    def help_en(self) -> str:
        return f"write `by {self.first.isoformat()}` or `by {self.second.isoformat()}`"


class TargetNotReadable(Diagnostic):
    """The wording of the indicator could not be read and the ruleset states no target for it. `because` says why."""

    code: ClassVar[str] = "target-not-readable"

    indicator: str
    wording: str
    because: Diagnostic | None = None

    def zh(self) -> str:
        if self.because is not None:
            return self.because.zh()
        return f"指标`{self.indicator}`的指标值`{self.wording}`读不出要求，又没有写判定"

    def en(self) -> str:
        if self.because is not None:
            return self.because.en()
        return f"the wording `{self.wording}` of indicator `{self.indicator}` cannot be read and no target is stated"

    def help_zh(self) -> str:
        return "请在该指标下写判定，例如 判定: 数量 ≥ 500 家"

    def help_en(self) -> str:
        return "state a target, for example `target: 数量 >= 500 家`"


class ApplicabilityUnknown(Diagnostic):
    """Nobody can tell yet whether a row applies: what `when` asks has not been reported, or cannot be used. Until it is known to be
    false the row is judged as if it applied."""

    code: ClassVar[str] = "applicability-unknown"
    severity: ClassVar[Severity] = Severity.INFO

    when: str
    invalid: bool = False

    def zh(self) -> str:
        state = "据以判断的数据待核" if self.invalid else "还判断不了，所需的数没有填报"
        return f"适用条件`{_as_written(self.when)}`{state}，暂按适用评价"

    def en(self) -> str:
        state = "cannot be told from bad data" if self.invalid else "was not reported"
        return f"whether it applies (`{self.when}`) {state}; it is judged as if it did"


_SIGNS = {">=": "≥", "<=": "≤", "==": "＝", "!=": "≠", " > ": "＞", " < ": "＜"}


def _as_written(text: str) -> str:
    """A condition with the signs that officials write, without the blanks around them: `采购数＞0件`."""
    for sign, written in _SIGNS.items():
        text = text.replace(sign, written)
    for sign in _SIGNS.values():
        text = text.replace(f" {sign}", sign).replace(f"{sign} ", sign)
    return re.sub(r"(?<=\d) (?=[^\x00-\x7f%])", "", text)


class UnknownDate(Diagnostic):
    """The date of evaluation cannot be read."""

    code: ClassVar[str] = "unknown-date"

    text: str

    def zh(self) -> str:
        return f"评价时点`{self.text}`不是日期，也不是期间"

    def en(self) -> str:
        return f"`{self.text}` is neither a date nor a period"

    def help_zh(self) -> str:
        return "写成 2019-09-30、2019-09、2019Q3 或 2019"

    def help_en(self) -> str:
        return "write 2019-09-30, 2019-09, 2019Q3 or 2019"


class SeveralProjects(Diagnostic):
    """The actuals hold several projects, but one was to be evaluated."""

    code: ClassVar[str] = "several-projects"

    projects: tuple[str, ...]

    def zh(self) -> str:
        return f"填报数据里有{len(self.projects)}个项目，一次只能评价其中一个"

    def en(self) -> str:
        return f"the actuals hold {len(self.projects)} projects, of which one can be evaluated at a time"

    def help_zh(self) -> str:
        return f"用 project 指定一个，或用 evaluate_projects 逐个评价；有{_listed(self.projects)}"

    def help_en(self) -> str:
        return f"name one with `project`, or use `evaluate_projects`; there are {_listed(self.projects)}"


def _listed(names: tuple[str, ...]) -> str:
    shown = "、".join(f"`{name}`" for name in names[:5]) or "`-`"
    return shown + ("……" if len(names) > 5 else "")


class NoSuchRow(Diagnostic):
    """An indicator was asked for that the ruleset does not have, or by a name that several have."""

    code: ClassVar[str] = "no-such-row"

    wanted: str
    rows: tuple[str, ...]

    def zh(self) -> str:
        return f"没有序号或名称为`{self.wanted}`的指标，或者有几项同名"

    def en(self) -> str:
        return f"there is no indicator with the id or name `{self.wanted}`, or several have this name"

    def help_zh(self) -> str:
        return f"可用的指标：{'；'.join(self.rows[:20])}"

    def help_en(self) -> str:
        return f"the indicators are: `{'`, `'.join(self.rows[:20])}`"
