"""What can be wrong, or worth saying, when tables of cases meet a ruleset."""

from __future__ import annotations

from typing import ClassVar, Literal

from indicatorlang.diagnostics import Diagnostic, Severity
from indicatorlang.engine.problems.actuals_problems import RowProblem, quoted
from indicatorlang.model.quantity import Quantity


def listed(names: tuple[str, ...], lang: str = "zh") -> str:
    """Names in backquotes, or a dash where there are none."""
    return quoted(names, lang) or "`-`"


class UnknownRecords(Diagnostic):
    """Event records were handed in under a name that the ruleset declares no table for. They are not used."""

    code: ClassVar[str] = "unknown-records"

    records: str
    near: tuple[str, ...] = ()
    known: tuple[str, ...] = ()

    def zh(self) -> str:
        return f"规则里没有名为`{self.records}`的台账，交来的记录没有采用"

    def en(self) -> str:
        return f"the ruleset declares no table of cases `{self.records}`; the records were not used"

    def help_zh(self) -> str:
        if self.near:
            return f"是不是{quoted(self.near)}？"
        return f"规则里的台账：{quoted(self.known)}" if self.known else "规则里没有登记台账，先在`台账`里写明列"

    def help_en(self) -> str:
        if self.near:
            return f"did you mean {quoted(self.near, 'en')}?"
        return (
            f"its tables are {quoted(self.known, 'en')}"
            if self.known
            else "it declares none; write the columns in `records` first"
        )


class SheetOfNoTable(Diagnostic):
    """A sheet of the workbook looks like a table of cases that was not handed in, but has another name. It is not read."""

    code: ClassVar[str] = "sheet-of-no-table"
    severity: ClassVar[Severity] = Severity.WARNING
    sheet: str
    records: str

    def zh(self) -> str:
        return f"工作表`{self.sheet}`没有采用：没有叫这个名称的台账，而台账`{self.records}`没有报送"

    def en(self) -> str:
        return f"the sheet `{self.sheet}` was not read: no table of cases has that name, and `{self.records}` was not handed in"

    def help_zh(self) -> str:
        return f"如果就是这份台账，把工作表改名为`{self.records}`"

    def help_en(self) -> str:
        return f"if it is that table, name the sheet `{self.records}`"


class ColumnMissing(Diagnostic):
    """A column that the ruleset declares for a table of cases is not among the headings of the delivered one.

    Headings match as names do: blanks and the width of letters do not matter."""

    code: ClassVar[str] = "record-column-missing"

    records: str
    column: str
    near: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()

    def zh(self) -> str:
        return f"台账`{self.records}`缺少`{self.column}`列"

    def en(self) -> str:
        return f"the records `{self.records}` have no column `{self.column}`"

    def help_zh(self) -> str:
        return f"是不是{quoted(self.near)}？" if self.near else f"表头有：{quoted(self.headings[:12]) or '（空）'}"

    def help_en(self) -> str:
        return (
            f"did you mean {quoted(self.near, 'en')}?"
            if self.near
            else f"the headings are {quoted(self.headings[:12], 'en') or 'none'}"
        )


class ColumnTwice(Diagnostic):
    """Two headings of a delivered table of cases mean the same declared column."""

    code: ClassVar[str] = "record-column-twice"

    records: str
    column: str
    headings: tuple[str, ...] = ()

    def zh(self) -> str:
        return f"台账`{self.records}`有几列都是`{self.column}`：{listed(self.headings)}"

    def en(self) -> str:
        return f"several columns of the records `{self.records}` are `{self.column}`: {listed(self.headings, 'en')}"

    def help_zh(self) -> str:
        return "只留一列"

    def help_en(self) -> str:
        return "keep one of them"


class ColumnsNotUsed(Diagnostic):
    """Columns of delivered records that the ruleset does not declare. They are read over."""

    code: ClassVar[str] = "record-columns-not-used"
    severity: ClassVar[Severity] = Severity.INFO

    records: str
    columns: tuple[str, ...] = ()

    def zh(self) -> str:
        return f"台账`{self.records}`里规则没有登记的列没有采用：{listed(self.columns[:12])}"

    def en(self) -> str:
        return f"columns of the records `{self.records}` that the ruleset does not declare are not used: {listed(self.columns[:12], 'en')}"


class CellsBlank(Diagnostic):
    """Cases without a number, or without the day they begin on, so that nothing can be computed for them."""

    code: ClassVar[str] = "case-cells-blank"
    severity: ClassVar[Severity] = Severity.WARNING

    records: str
    column: str
    cells: tuple[str, ...] = ()
    cells_en: tuple[str, ...] = ()

    def zh(self) -> str:
        more = f"等{len(self.cells)}件" if len(self.cells) > 3 else ""
        return f"台账`{self.records}`有{len(self.cells)}件没有填`{self.column}`：{'、'.join(self.cells[:3]) or '—'}{more}"

    def en(self) -> str:
        more = ", …" if len(self.cells) > 3 else ""
        have = "case of `{}` has" if len(self.cells) == 1 else "cases of `{}` have"
        return f"{len(self.cells)} {have.format(self.records)} no `{self.column}`: {'; '.join(self.cells_en[:3]) or '-'}{more}"

    def help_zh(self) -> str:
        return "补填后再评价"

    def help_en(self) -> str:
        return "fill them in"


class CaseDividedByZero(RowProblem):
    """What a case is divided by is nought, so nothing can be computed for it."""

    code: ClassVar[str] = "case-divided-by-zero"

    numerator: Quantity

    def zh(self) -> str:
        return f"`{self.subject}`为0，`{self.numerator.shown()}`除不了{self.where()}"

    def en(self) -> str:
        return f"`{self.numerator.shown('en')}` cannot be divided by `{self.subject}`, which is 0{self.where('en')}"

    def help_zh(self) -> str:
        return "核对这一件；没有发生的，整行删去"

    def help_en(self) -> str:
        return "check this case; take the row out where nothing happened"


class CaseValueNotUsed(RowProblem):
    """A value was reported for a measure that has one for each case of a table. It is not used: the cases decide."""

    code: ClassVar[str] = "case-value-not-used"
    severity: ClassVar[Severity] = Severity.WARNING

    records: str
    rows: int = 1

    def zh(self) -> str:
        count = f"等{self.rows}处" if self.rows > 1 else ""
        return f"`{self.subject}`按台账`{self.records}`逐件计算，直接填的数{self.where()}{count}没有采用"

    def en(self) -> str:
        rest = f" and {self.rows - 1} more" if self.rows > 1 else ""
        return f"`{self.subject}` is computed for each case of `{self.records}`; the value reported{self.where('en')}{rest} is not used"

    def help_zh(self) -> str:
        return f"请报送台账`{self.records}`，一件一行；不适用的，在指标一行填写并写明理由"

    def help_en(self) -> str:
        return f"hand in the records `{self.records}`, one row a case; what does not apply is stated of the indicator, with its reason"


class CaseUnitsDiffer(RowProblem):
    """Two numbers of one case count in units that do not fit."""

    code: ClassVar[str] = "case-units-differ"

    left: Quantity
    right: Quantity
    joined: Literal["compared", "added"] = "compared"

    def zh(self) -> str:
        what = "比较" if self.joined == "compared" else "相加减"
        return f"`{self.subject}`里`{self.left.shown()}`与`{self.right.shown()}`单位不同，不能{what}{self.where()}"

    def en(self) -> str:
        sides = f"`{self.left.shown('en')}` and `{self.right.shown('en')}`"
        return f"{sides} of `{self.subject}` cannot be {self.joined}{self.where('en')}"

    def help_zh(self) -> str:
        return "同一列用同一种单位"

    def help_en(self) -> str:
        return "keep one unit in a column"
