"""What can be wrong with formulas and targets over the cases of a table."""

from __future__ import annotations

from typing import ClassVar

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.resolve.problems import listed, meant


class CaseMeasureAlone(Diagnostic):
    """A measure that has one value for each case stands in a calculation, where one number is needed."""

    code: ClassVar[str] = "case-measure-in-calculation"
    measure: str
    table: str

    def zh(self) -> str:
        return f"`{self.measure}`按台账`{self.table}`逐件计算，每件一个数，不能直接参加运算"

    def en(self) -> str:
        return f"`{self.measure}` has a value for each case of `{self.table}` and cannot be calculated with as one number"

    def help_zh(self) -> str:
        return f"先由各件得出一个数，如`mean({self.measure})`、`max({self.measure})`、`count({self.measure} <= …)`"

    def help_en(self) -> str:
        return f"make one number of the cases first: `mean({self.measure})`, `max({self.measure})`, `count({self.measure} <= …)`"


class NotOfCases(Diagnostic):
    """A name within a function over cases is no measure taken from a table of cases."""

    code: ClassVar[str] = "not-of-cases"
    name: str
    near: str = ""

    def zh(self) -> str:
        return f"`{self.name}`不是取自台账、逐件计算的数据项"

    def en(self) -> str:
        return f"`{self.name}` is no measure that is computed for each case of a table"

    def help_zh(self) -> str:
        return meant(self.near)[0] or "在数据项里写`台账: …`和按列计算的`计算公式`，再在这里用它的名称"

    def help_en(self) -> str:
        return meant(self.near)[1] or "declare a measure with `records` and a `formula` over its columns, and name it here"


class TablesMixed(Diagnostic):
    """One function looks at the cases of several tables, or of none."""

    code: ClassVar[str] = "tables-mixed"
    text: str
    tables: tuple[str, ...] = ()

    def zh(self) -> str:
        if not self.tables:
            return f"`{self.text}`里没有取自台账的数据项"
        return f"`{self.text}`用到{len(self.tables)}本台账{listed(self.tables)}，逐件的条件只能看一本台账"

    def en(self) -> str:
        if not self.tables:
            return f"nothing in `{self.text}` is taken from a table of cases"
        return f"`{self.text}` looks at {listed(self.tables, 'en')}: a condition on cases is about one table"

    def help_zh(self) -> str:
        return "分别写成两个函数再运算" if self.tables else "写上取自台账的数据项，如`count(发布时效 <= 3 工作日)`"

    def help_en(self) -> str:
        return "write a function for each and calculate with them" if self.tables else "name a measure taken from a table"


class OtherTable(Diagnostic):
    """`for p of R` names a table that the measure is not taken from."""

    code: ClassVar[str] = "other-table"
    measure: str
    named: str
    own: str = ""

    def zh(self) -> str:
        if not self.own:
            table = f"`{self.named}`" if self.named else ""
            return f"`{self.measure}`不是取自台账{table}、逐件计算的数据项，不能按达标面考核"
        return f"`{self.measure}`取自台账`{self.own}`，达标面却写了`{self.named}`"

    def en(self) -> str:
        if not self.own:
            table = f"`{self.named}`" if self.named else "a table"
            return f"`{self.measure}` is not computed for each case of {table}, so no share of cases can be demanded"
        return f"`{self.measure}` is taken from `{self.own}`, but the share is demanded of `{self.named}`"

    def help_zh(self) -> str:
        if self.own:
            return f"写成`达标面 … {self.own}`"
        return f"给它写上`台账: {self.named or '…'}`和按列计算的`计算公式`，并且不写`汇总方式`"

    def help_en(self) -> str:
        if self.own:
            return f"write `for … of {self.own}`"
        return f"give it `records: {self.named or '…'}`, a `formula` over the columns, and no `aggregate`"


class MixedFormula(Diagnostic):
    """A formula is of each case and of all of them at once."""

    code: ClassVar[str] = "mixed-formula"
    text: str

    def zh(self) -> str:
        return f"`{self.text}`既逐件计算又对全部件数汇总"

    def en(self) -> str:
        return f"`{self.text}` is of each case and of all cases at once"

    def help_zh(self) -> str:
        return "分成两个数据项：一个逐件计算，一个汇总"

    def help_en(self) -> str:
        return "make two measures of it: one for each case, one over all of them"


class NotOneDay(Diagnostic):
    """A month, a quarter or a year stands where times are counted from or to a day."""

    code: ClassVar[str] = "not-one-day"
    text: str

    def zh(self) -> str:
        return f"`{self.text}`不是一天，不能据以计算天数"

    def en(self) -> str:
        return f"`{self.text}` is no single day, so nothing can be counted from it"

    def help_zh(self) -> str:
        return "写到日，如`2019-06-30`"

    def help_en(self) -> str:
        return "write the day, e.g. `2019-06-30`"


class NotOfOneCase(Diagnostic):
    """A condition on single cases has a deadline, a tolerance, a scale or a cadence, which are about whole measures."""

    code: ClassVar[str] = "not-of-one-case"
    text: str

    def zh(self) -> str:
        return f"逐件的条件`{self.text}`不能带期限、误差、等级或周期"

    def en(self) -> str:
        return f"the condition on cases `{self.text}` cannot have a deadline, a tolerance, a scale or a cadence"

    def help_zh(self) -> str:
        return "期限写在整条判定后面，如`count(发布时效 <= 3 工作日) >= 100 件 不晚于 2019-06`；允许误差写成区间"

    def help_en(self) -> str:
        return "put the deadline behind the whole target: `count(发布时效 <= 3 工作日) >= 100 件 by 2019-06`; write a tolerance as a range"


class TextCompared(Diagnostic):
    """A column of texts is compared by size, or with something that is no word."""

    code: ClassVar[str] = "text-compared"
    column: str
    text: str

    def zh(self) -> str:
        return f"`{self.column}`不是填数的列，不能写成`{self.text}`"

    def en(self) -> str:
        return f"`{self.column}` is no column of numbers, so `{self.text}` says nothing"

    def help_zh(self) -> str:
        return f"文字列写成`{self.column} 为 投诉`；日期列与一天比较，如`<= 2019-06-30`"

    def help_en(self) -> str:
        return f"of a text write `{self.column} is 投诉`; compare a date with a day: `<= 2019-06-30`"


class DayCompared(Diagnostic):
    """A column of dates is compared with something that is no day."""

    code: ClassVar[str] = "day-compared"
    column: str
    text: str

    def zh(self) -> str:
        return f"日期列`{self.column}`不能与`{self.text}`比较"

    def en(self) -> str:
        return f"the date `{self.column}` cannot be compared with `{self.text}`"

    def help_zh(self) -> str:
        return "与一天或另一个日期列比较；两个日期相隔多久，用`workdays(…, …)`或`days(…, …)`"

    def help_en(self) -> str:
        return "compare it with a day or another column of dates; for the time between two dates use `workdays(…, …)` or `days(…, …)`"


class NumberAgainstWord(Diagnostic):
    """A number of a case is compared with a word or a day."""

    code: ClassVar[str] = "number-against-word"
    subject: str
    text: str

    def zh(self) -> str:
        return f"`{self.subject}`是数，不能与`{self.text}`比较"

    def en(self) -> str:
        return f"`{self.subject}` is a number and cannot be compared with `{self.text}`"

    def help_zh(self) -> str:
        return "写一个数和单位，如`<= 3 工作日`"

    def help_en(self) -> str:
        return "write a number and its unit, e.g. `<= 3 工作日`"


class PercentileOutside(Diagnostic):
    """The second argument of `percentile` is no number above 0 and up to 100."""

    code: ClassVar[str] = "percentile-outside"
    text: str

    def zh(self) -> str:
        return f"百分位`{self.text}`应当是大于0、不超过100的数"

    def en(self) -> str:
        return f"the percentile `{self.text}` must be a number above 0 and up to 100"

    def help_zh(self) -> str:
        return "如`percentile(发布时效, 95)`：有95%的件不超过的那个数"

    def help_en(self) -> str:
        return "for example `percentile(发布时效, 95)`: the value that 95% of the cases do not exceed"


class NoStepsForCases(Diagnostic):
    """A schedule of milestones over a measure that has one value for each case."""

    code: ClassVar[str] = "no-steps-for-cases"
    measure: str

    def zh(self) -> str:
        return f"`{self.measure}`逐件考核，每件的要求相同，不能分期写不同的数"

    def en(self) -> str:
        return f"`{self.measure}` is judged case by case and cannot have milestones"

    def help_zh(self) -> str:
        return f"分成几行，或考核汇总的数，如`mean({self.measure})`"

    def help_en(self) -> str:
        return f"write several rows, or judge a number over all cases: `mean({self.measure})`"
