"""What can be wrong with a target that is to hold period by period."""

from __future__ import annotations

from typing import ClassVar

from indicatorlang.diagnostics import Diagnostic

_EVERY = {"day": "每天", "week": "每周", "month": "每月", "quarter": "每季度"}


class ScheduleEveryPeriod(Diagnostic):
    """A schedule of milestones says what is to be reached by which day; it cannot hold in every week or quarter as well.

    The same goes for a measure that is judged period by period (逐期考核)."""

    code: ClassVar[str] = "schedule-every-period"
    every: str = ""

    def zh(self) -> str:
        return (
            f"一行里写了几个节点，就不能再写`{_EVERY.get(self.every, self.every)}`"
            if self.every
            else "数据项逐期考核，判定里就不能再写几个节点"
        )

    def en(self) -> str:
        what = f"hold `every {self.every}`" if self.every else "be judged period by period"
        return f"a target with several milestones cannot {what}"

    def help_zh(self) -> str:
        return "每期要求相同的，只写一个数；各期要求不同的，分成几行，各写期限"

    def help_en(self) -> str:
        return "state one number for every period, or one row for each date"


class EveryInside(Diagnostic):
    """A condition inside a function looks at one case, or one value; it cannot hold in every period."""

    code: ClassVar[str] = "every-inside"
    every: str

    def zh(self) -> str:
        return f"函数里的条件不能写`{_EVERY.get(self.every, self.every)}`"

    def en(self) -> str:
        return f"a condition inside a function cannot hold `every {self.every}`"

    def help_zh(self) -> str:
        return f"写在整条判定的末尾，例如`件数(发布时效 <= 3 工作日) >= 10 {_EVERY.get(self.every, self.every)}`"

    def help_en(self) -> str:
        return f"put it at the end of the target: `count(发布时效 <= 3 工作日) >= 10 every {self.every}`"


class TrendSuffix(Diagnostic):
    """A trend compares each period with the one before; there is no scale and no share of cases in it."""

    code: ClassVar[str] = "trend-suffix"
    text: str

    def zh(self) -> str:
        return f"逐期提升、逐期下降后面只能写期限，不能写`{self.text}`"

    def en(self) -> str:
        return f"a trend takes no other suffix than `by`: `{self.text}`"

    def help_zh(self) -> str:
        return "例如`便利化指数 逐期提升 每季度 不晚于 2019-09`"

    def help_en(self) -> str:
        return "for example `便利化指数 rises each quarter by 2019-09`"
