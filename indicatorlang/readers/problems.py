"""What can be wrong with a table of actuals: its header, its rows, its cells."""

from __future__ import annotations

from typing import ClassVar

from indicatorlang.diagnostics import Diagnostic, Severity


def _list(words: tuple[str, ...], limit: int = 12) -> str:
    """Words in backquotes, the first dozen of them."""
    shown = "、".join(f"`{word}`" for word in words[:limit])
    return shown + ("…" if len(words) > limit else "")


def _list_en(words: tuple[str, ...], limit: int = 12) -> str:
    return ", ".join(f"`{word}`" for word in words[:limit]) + (" …" if len(words) > limit else "")


class HeaderNotFound(Diagnostic):
    """No row of the table is a header of actuals.

    A header has a column for names (`指标`, `数据项`, `指标名称`, `measure`, `indicator`) and either one for values (`实际值`,
    `完成值`, `实际完成值`, `value`) or one column a period (`2019Q1`, `第一季度`, `1—6月`)."""

    code: ClassVar[str] = "header-not-found"

    header: tuple[str, ...]
    name_found: bool
    value_found: bool
    near: tuple[str, str] | None = None

    def _wide_separator(self) -> str:
        return next((sign for sign in "，；" for heading in self.header if sign in heading), "")

    def zh(self) -> str:
        if not self.header:
            return "没有找到表头"
        lacking = "名称列" if not self.name_found else "实际值列和期间列" if not self.value_found else "可用的表头"
        return f"表头{_list(self.header)}里没有{lacking}"

    def en(self) -> str:
        if not self.header:
            return "no header was found"
        lacking = "names" if not self.name_found else "values or periods" if not self.value_found else "actuals"
        return f"the header {_list_en(self.header)} has no column of {lacking}"

    def help_zh(self) -> str:
        if self.near is not None:
            return f"`{self.near[0]}`是否应为`{self.near[1]}`"
        if wide := self._wide_separator():
            return f"列之间请用半角逗号`,`分隔，不要用全角的`{wide}`"
        return "名称列写`指标`或`数据项`；数值写在`实际值`列并另设`期间`列，或者每个期间一列，如`2019Q1`、`第一季度`、`1—6月`"

    def help_en(self) -> str:
        if self.near is not None:
            return f"did you mean `{self.near[1]}` instead of `{self.near[0]}`"
        if wide := self._wide_separator():
            return f"separate the columns with `,`, not with the full-width `{wide}`"
        return "name a column `measure` or `indicator`, and either `value` with `period`, or one column a period such as `2019Q1`"


class HeadingTwice(Diagnostic):
    """Two columns of one table say that they hold the same thing, so nobody can tell which one counts."""

    code: ClassVar[str] = "heading-twice"

    heading: str
    other: str

    def zh(self) -> str:
        if self.heading == self.other:
            return f"表头里有两列`{self.heading}`"
        return f"表头里的`{self.other}`与`{self.heading}`是同一种列"

    def en(self) -> str:
        if self.heading == self.other:
            return f"two columns are headed `{self.heading}`"
        return f"the columns `{self.heading}` and `{self.other}` mean the same"

    def help_zh(self) -> str:
        return "只留一列，或给另一列换一个名称"

    def help_en(self) -> str:
        return "keep one of them, or give the other another heading"


class LongAndWide(Diagnostic):
    """A table has a column of values and columns of periods as well: a value would be given twice."""

    code: ClassVar[str] = "long-and-wide"

    heading: str
    periods: tuple[str, ...]

    def zh(self) -> str:
        return f"表头里既有数值列`{self.heading}`，又有期间列{_list(self.periods) or '若干'}，不知道以哪个为准"

    def en(self) -> str:
        return f"the header has the value column `{self.heading}` and period columns too: {_list_en(self.periods) or 'several'}"

    def help_zh(self) -> str:
        return "一行一个期间的，留`期间`和`实际值`两列；一列一个期间的，删去实际值列"

    def help_en(self) -> str:
        return "keep either a `period` and a `value` column, or one column a period"


class WrongCellCount(Diagnostic):
    """A row has fewer or more cells than the header, so that its cells may stand under the wrong headings."""

    code: ClassVar[str] = "wrong-cell-count"

    wanted: int
    got: int

    def zh(self) -> str:
        return f"表头有{self.wanted}列，这一行有{self.got}列"

    def en(self) -> str:
        return f"the header has {self.wanted} columns, this row has {self.got}"

    def help_zh(self) -> str:
        if self.got > self.wanted:
            return '数字或文字里的分隔符要放在引号里，如`"1,200"`；多余的分隔符请删去'
        return "空着的单元格也要留出分隔符"

    def help_en(self) -> str:
        if self.got > self.wanted:
            return 'put a text that holds the separator in quotes, as in `"1,200"`, and delete separators that are too many'
        return "an empty cell needs its separator too"


class NameMissing(Diagnostic):
    """A row has values but no name, so that nobody knows what was measured."""

    code: ClassVar[str] = "name-missing"

    heading: str
    values: tuple[str, ...]

    def zh(self) -> str:
        return f"这一行填了{_list(self.values, 3) or '内容'}，但`{self.heading}`列是空的"

    def en(self) -> str:
        return f"this row holds {_list_en(self.values, 3) or 'something'}, but its cell under `{self.heading}` is empty"

    def help_zh(self) -> str:
        return "每一行都要写名称，不能因为与上一行相同就空着"

    def help_en(self) -> str:
        return "name every row, even when it has the name of the row above"


class ColumnsNotRead(Diagnostic):
    """Columns whose headings mean nothing here. They are left alone; nothing in them counts."""

    code: ClassVar[str] = "columns-not-read"
    severity: ClassVar[Severity] = Severity.INFO

    headings: tuple[str, ...]

    def zh(self) -> str:
        return f"未使用的列：{_list(self.headings) or '无'}"

    def en(self) -> str:
        return f"columns that were not used: {_list_en(self.headings) or 'none'}"


class PeriodHeadingNotRead(Diagnostic):
    """A column stands among columns of periods and its heading looks like one, but names no period. Its values are left out."""

    code: ClassVar[str] = "period-heading-not-read"

    headings: tuple[str, ...]

    def zh(self) -> str:
        return f"表头{_list(self.headings) or '一列'}像是期间，但看不出是哪一期，该列的数没有读"

    def en(self) -> str:
        return (
            f"the heading {_list_en(self.headings) or 'of a column'} looks like a period but names none; its values were not read"
        )

    def help_zh(self) -> str:
        return "期间写成`2019Q3`、`第三季度`、`7月`、`1—9月`或`截至9月底`"

    def help_en(self) -> str:
        return "write a period as `2019Q3`, `2019-07`, `2019H1` or `1—9月`"


class NoPeriodColumn(Diagnostic):
    """A table of values without a column of periods. Its values hold at every date, as those of an approved budget do."""

    code: ClassVar[str] = "no-period-column"
    severity: ClassVar[Severity] = Severity.INFO

    heading: str

    def zh(self) -> str:
        return f"没有`期间`列，`{self.heading}`列的数按不分期间理解，在任何评价时点都有效"

    def en(self) -> str:
        return f"there is no column of periods, so the values under `{self.heading}` hold at every date"

    def help_zh(self) -> str:
        return "分期填报的，请加一列`期间`，如`2019Q3`、`2019-09`"

    def help_en(self) -> str:
        return "if they belong to periods, add a column `period` with entries such as `2019Q3` or `2019-09`"


class NoRows(Diagnostic):
    """A header with nothing below it."""

    code: ClassVar[str] = "no-rows"
    severity: ClassVar[Severity] = Severity.WARNING

    header: tuple[str, ...]

    def zh(self) -> str:
        return f"表头{_list(self.header) or '一行'}下面没有数据"

    def en(self) -> str:
        return f"there are no rows below the header {_list_en(self.header)}".rstrip()


class NotANumber(Diagnostic):
    """A computed value that is no number: the outcome of a division by zero, or of an overflow, in another program."""

    code: ClassVar[str] = "value-not-finite"

    name: str
    text: str

    def zh(self) -> str:
        return f"`{self.name}`的值是`{self.text}`，不是一个数"

    def en(self) -> str:
        return f"the value of `{self.name}` is `{self.text}`, which is no number"

    def help_zh(self) -> str:
        return "没有数据的请留空"

    def help_en(self) -> str:
        return "leave it empty where there is no data"


class ValueNotPlain(Diagnostic):
    """Where one value was expected stands a list or something else that holds several."""

    code: ClassVar[str] = "value-not-plain"

    name: str
    got: str

    def zh(self) -> str:
        return f"`{self.name}`这里应是一个值，实际是`{self.got}`"

    def en(self) -> str:
        return f"`{self.name}` should be one value here, but it is `{self.got}`"

    def help_zh(self) -> str:
        return "写成`数据项: {期间: 值}`，或一行一个值的列表"

    def help_en(self) -> str:
        return "write `measure: {period: value}`, or a list of rows with one value each"


class NotActuals(Diagnostic):
    """The data is neither `{measure: {period: value}}` nor a list of rows."""

    code: ClassVar[str] = "not-actuals"

    got: str

    def zh(self) -> str:
        return f"这里应是`数据项: {{期间: 值}}`或一行一个值的列表，实际是`{self.got}`"

    def en(self) -> str:
        return f"expected `measure: {{period: value}}` or a list of rows, but this is `{self.got}`"
