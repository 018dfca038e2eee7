"""What was assumed to read a typed 完成值. All are infos: the reading says so and goes on."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Literal

from indicatorlang.diagnostics import Diagnostic, Severity
from indicatorlang.model.period import shown_day

_TOLD = {"done": ("已达到", "reached"), "not_done": ("未达到", "not reached"), "partly": ("部分达到", "reached in part")}
_RANKS = (("达到", "reached"), ("低一档", "one step below"), ("低两档及以下", "lower than that"))


class InequalityAsNumber(Diagnostic):
    """An inequality that repeats the target's way of writing (≥266米): its number is taken, which meets the target whatever is above it."""

    code: ClassVar[str] = "actual-inequality-as-number"
    severity: ClassVar[Severity] = Severity.INFO
    text: str
    taken: str

    def zh(self) -> str:
        return f"完成值`{self.text}`写成了不等式，按`{self.taken}`计，实际数只会更好"

    def en(self) -> str:
        return f"the actual `{self.text}` is an inequality; `{self.taken}` is taken, and the true number can only be better"


class RangeEndTaken(Diagnostic):
    """A stretch of numbers both ends of which meet the target: its weaker end is taken."""

    code: ClassVar[str] = "actual-range-end-taken"
    severity: ClassVar[Severity] = Severity.INFO
    low: str
    high: str
    taken: str

    def zh(self) -> str:
        return f"完成值是`{self.low}`至`{self.high}`，两端都达到指标值，按较差的一端`{self.taken}`计"

    def en(self) -> str:
        return f"both ends of `{self.low}` to `{self.high}` meet the target; the weaker one, `{self.taken}`, is taken"


class ActualUnitTaken(Diagnostic):
    """A number without a unit counts in the target's."""

    code: ClassVar[str] = "actual-unit-taken"
    severity: ClassVar[Severity] = Severity.INFO
    text: str
    unit: str

    def zh(self) -> str:
        return f"完成值`{self.text}`未写计量单位，按指标值的`{self.unit}`计"

    def en(self) -> str:
        return f"the actual `{self.text}` has no unit; it is counted in the target's, `{self.unit}`"


class MoneyConverted(Diagnostic):
    """The actual is in another unit of money than the target (280000元 beside ≤30万元) and is converted: a place where a slip of the
    unit is common, so that it is worth verifying."""

    code: ClassVar[str] = "actual-money-converted"
    severity: ClassVar[Severity] = Severity.INFO
    text: str
    unit: str
    wanted: str

    def zh(self) -> str:
        return f"完成值`{self.text}`以`{self.unit}`计，指标值以`{self.wanted}`计，已换算后比较"

    def en(self) -> str:
        return f"the actual `{self.text}` is in `{self.unit}` and the target in `{self.wanted}`; it was converted"

    def help_zh(self) -> str:
        return "请核对完成值的计量单位"

    def help_en(self) -> str:
        return "verify the unit of the actual"


class ActualUnitShort(Diagnostic):
    """A unit that is written shorter than the target's (320元 beside 元/人) is read as that."""

    code: ClassVar[str] = "actual-unit-short"
    severity: ClassVar[Severity] = Severity.INFO
    text: str
    unit: str

    def zh(self) -> str:
        return f"完成值`{self.text}`的计量单位写得不全，按指标值的`{self.unit}`计"

    def en(self) -> str:
        return f"the unit of the actual `{self.text}` is written short; it is counted as the target's, `{self.unit}`"


class ActualUnitDropped(Diagnostic):
    """The target has no unit at all; the unit of the actual is taken to be the one meant."""

    code: ClassVar[str] = "actual-unit-dropped"
    severity: ClassVar[Severity] = Severity.INFO
    text: str
    unit: str

    def zh(self) -> str:
        return f"指标值未写计量单位，完成值`{self.text}`的`{self.unit}`按同一单位理解"

    def en(self) -> str:
        return f"the target has no unit; the `{self.unit}` of the actual `{self.text}` is taken for both"


class NumberChosen(Diagnostic):
    """Of several numbers the one that answers the target is taken; the others are named."""

    code: ClassVar[str] = "actual-number-chosen"
    severity: ClassVar[Severity] = Severity.INFO
    text: str
    taken: str
    left: tuple[str, ...]

    def zh(self) -> str:
        return f"完成值`{self.text}`有多个数，取`{self.taken}`，其余（{'、'.join(self.left)}）不计"

    def en(self) -> str:
        return f"of the numbers in the actual `{self.text}`, `{self.taken}` is taken and the others ({', '.join(self.left)}) are left aside"


class NothingAsZero(Diagnostic):
    """无, 未发生 and the like are nought of what is not wanted."""

    code: ClassVar[str] = "actual-nothing-as-zero"
    severity: ClassVar[Severity] = Severity.INFO
    text: str

    def zh(self) -> str:
        return f"完成值`{self.text}`按0计"

    def en(self) -> str:
        return f"the actual `{self.text}` is read as 0"


class DoneWithoutDay(Diagnostic):
    """Completion is stated without its day: it is taken to have been in time."""

    code: ClassVar[str] = "actual-done-without-day"
    severity: ClassVar[Severity] = Severity.INFO
    text: str

    def zh(self) -> str:
        return f"完成值`{self.text}`未写完成日期，按已按期完成理解"

    def en(self) -> str:
        return f"the actual `{self.text}` gives no day; it is taken as done in time"


class DeadlineAsDay(Diagnostic):
    """The text repeats a deadline (2023年12月底前完成): it is taken as done by that day."""

    code: ClassVar[str] = "actual-deadline-as-day"
    severity: ClassVar[Severity] = Severity.INFO
    text: str
    day: dt.date

    def zh(self) -> str:
        return f"完成值`{self.text}`写的是期限，按不晚于{shown_day(self.day, 'zh')}完成理解"

    def en(self) -> str:
        return f"the actual `{self.text}` is a deadline; it is taken as done no later than {shown_day(self.day, 'en')}"


class MonthEndTaken(Diagnostic):
    """A date without a day means its last day, and without a year the year of the budget."""

    code: ClassVar[str] = "actual-date-completed"
    severity: ClassVar[Severity] = Severity.INFO
    text: str
    day: dt.date

    def zh(self) -> str:
        return f"完成值`{self.text}`未写全年月日，按{shown_day(self.day, 'zh')}计"

    def en(self) -> str:
        return f"the actual `{self.text}` is no full date; it counts as {shown_day(self.day, 'en')}"


class PlannedNotDone(Diagnostic):
    """A day that is only expected: it is not done yet."""

    code: ClassVar[str] = "actual-planned-not-done"
    severity: ClassVar[Severity] = Severity.INFO
    text: str

    def zh(self) -> str:
        return f"完成值`{self.text}`写的是预计时间，按未完成理解"

    def en(self) -> str:
        return f"the actual `{self.text}` only says when it is expected; it is taken as not done"


class StateTold(Diagnostic):
    """Other words than the target's tell that the state was reached, or not, or in part."""

    code: ClassVar[str] = "actual-state-told"
    severity: ClassVar[Severity] = Severity.INFO
    text: str
    said: Literal["done", "not_done", "partly"]

    def zh(self) -> str:
        return f"完成值`{self.text}`按{_TOLD[self.said][0]}理解"

    def en(self) -> str:
        return f"the actual `{self.text}` is taken as {_TOLD[self.said][1]}"


class CountWordTaken(Diagnostic):
    """The actual counts the same things with another word (3处 beside 3个): it is taken in the target's unit."""

    code: ClassVar[str] = "actual-count-word"
    severity: ClassVar[Severity] = Severity.INFO
    text: str
    got: str
    wanted: str

    def zh(self) -> str:
        return f"完成值`{self.text}`的量词`{self.got}`与指标值的`{self.wanted}`不同，按同一事项计数"

    def en(self) -> str:
        return f"the actual `{self.text}` counts in `{self.got}`, the target in `{self.wanted}`; they are taken to count the same things"


class TargetRepeated(Diagnostic):
    """The actual repeats the words of the target (每户2次 beside 每户2次): the number demanded is taken as reached."""

    code: ClassVar[str] = "actual-repeats-target"
    severity: ClassVar[Severity] = Severity.INFO
    text: str
    taken: str

    def zh(self) -> str:
        return f"完成值`{self.text}`与指标值写法相同，按`{self.taken}`计"

    def en(self) -> str:
        return f"the actual `{self.text}` repeats the target; `{self.taken}` is taken"


class WordAsAll(Diagnostic):
    """The word whose share is asked for (完成 beside 任务完成率 100%) is taken as said of all: 100%."""

    code: ClassVar[str] = "actual-word-as-all"
    severity: ClassVar[Severity] = Severity.INFO
    text: str
    wanted: str

    def zh(self) -> str:
        return f"完成值`{self.text}`没有写数，对照指标值`{self.wanted}`按100%理解"

    def en(self) -> str:
        return f"the actual `{self.text}` gives no number; beside `{self.wanted}` it is taken as 100%"


class LevelReached(Diagnostic):
    """Words that are no degree (完成, 是, 100%, √) are taken as having reached the degree that is demanded."""

    code: ClassVar[str] = "actual-level-reached"
    severity: ClassVar[Severity] = Severity.INFO
    text: str
    wanted: str

    def zh(self) -> str:
        return f"完成值`{self.text}`不是程度用语，按已达到`{self.wanted}`理解"

    def en(self) -> str:
        return f"the actual `{self.text}` is no degree; it is taken as having reached `{self.wanted}`"


class LevelLikened(Diagnostic):
    """Another word than those of the target's own scale: how it ranks beside what is demanded is assumed."""

    code: ClassVar[str] = "actual-level-likened"
    severity: ClassVar[Severity] = Severity.INFO
    text: str
    wanted: str
    best: int
    worst: int

    def zh(self) -> str:
        return f"完成值`{self.text}`与`{self.wanted}`用语不同，按{'或'.join(self._ranks(0))}理解"

    def en(self) -> str:
        return f"the actual `{self.text}` uses other words than `{self.wanted}`; it is taken as {' or '.join(self._ranks(1))}"

    def _ranks(self, lang: int) -> list[str]:
        return list(dict.fromkeys(_RANKS[min(rank, 2)][lang] for rank in (self.best, self.worst)))


class GrowthTaken(Diagnostic):
    """A percentage beside a target of growth is the rate of growth itself; a fall is negative."""

    code: ClassVar[str] = "actual-growth-taken"
    severity: ClassVar[Severity] = Severity.INFO
    text: str
    taken: str

    def zh(self) -> str:
        return f"完成值`{self.text}`按增长率`{self.taken}`计"

    def en(self) -> str:
        return f"the actual `{self.text}` is taken as a growth of `{self.taken}`"
