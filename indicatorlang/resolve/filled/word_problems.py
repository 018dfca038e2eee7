"""Why a typed 完成值 of days or words, or one without content, does not settle its target. The cell stays as it is, and no score is made up."""

from __future__ import annotations

from typing import ClassVar

from indicatorlang.diagnostics import Diagnostic, Severity


class ActualIsADate(Diagnostic):
    """A date where the target asks for a number."""

    code: ClassVar[str] = "actual-is-a-date"
    severity: ClassVar[Severity] = Severity.WARNING
    text: str
    wanted: str

    def zh(self) -> str:
        return f"完成值`{self.text}`是日期，指标值`{self.wanted}`要的是数"

    def en(self) -> str:
        return f"the actual `{self.text}` is a date, and the target `{self.wanted}` asks for a number"


class ActualNoDate(Diagnostic):
    """Neither a day nor a word about completion where the target is a deadline."""

    code: ClassVar[str] = "actual-no-date"
    severity: ClassVar[Severity] = Severity.WARNING
    text: str
    wanted: str

    def zh(self) -> str:
        return f"完成值`{self.text}`不是完成日期，不能与期限`{self.wanted}`比较"

    def en(self) -> str:
        return f"the actual `{self.text}` is no date of completion to compare with the deadline `{self.wanted}`"

    def help_zh(self) -> str:
        return "请填写完成日期，如2023-10-31"

    def help_en(self) -> str:
        return "fill in the day of completion, as in 2023-10-31"


class ActualDateUnclear(Diagnostic):
    """Several days, a day that can be read in two ways, or one without its year: it does not follow whether the deadline was kept."""

    code: ClassVar[str] = "actual-date-unclear"
    severity: ClassVar[Severity] = Severity.WARNING
    text: str
    wanted: str

    def zh(self) -> str:
        return f"从完成值`{self.text}`得不出完成日期是否在期限`{self.wanted}`之内"

    def en(self) -> str:
        return f"it does not follow from the actual `{self.text}` whether the deadline `{self.wanted}` was kept"

    def help_zh(self) -> str:
        return "请填写一个完成日期，如2023-10-31"

    def help_en(self) -> str:
        return "fill in one day of completion, as in 2023-10-31"


class ActualErrorCell(Diagnostic):
    """A cell that shows an error of the spreadsheet (#REF!, #DIV/0!) or is too narrow to show its number (####)."""

    code: ClassVar[str] = "actual-error-cell"
    severity: ClassVar[Severity] = Severity.WARNING
    text: str

    def zh(self) -> str:
        return f"完成值`{self.text}`是表格的出错标记，不是数据"

    def en(self) -> str:
        return f"the actual `{self.text}` is an error mark of the spreadsheet, not a figure"

    def help_zh(self) -> str:
        return "请在原表中改正公式，或加宽该列后重新导出"

    def help_en(self) -> str:
        return "mend the formula in the table, or widen the column and export it again"


class ActualElsewhere(Diagnostic):
    """The cell refers to something that is not in the table (见附件, 同上)."""

    code: ClassVar[str] = "actual-elsewhere"
    severity: ClassVar[Severity] = Severity.WARNING
    text: str

    def zh(self) -> str:
        return f"完成值`{self.text}`指向别处，表内没有数据"

    def en(self) -> str:
        return f"the actual `{self.text}` points elsewhere; the table itself holds no figure"

    def help_zh(self) -> str:
        return "请把实际完成情况填入表内"

    def help_en(self) -> str:
        return "fill the figure into the table"


class ActualWordUnclear(Diagnostic):
    """Words that do not tell whether the state or the degree that the target demands was reached."""

    code: ClassVar[str] = "actual-word-unclear"
    severity: ClassVar[Severity] = Severity.WARNING
    text: str
    wanted: str

    def zh(self) -> str:
        return f"从完成值`{self.text}`看不出是否达到`{self.wanted}`"

    def en(self) -> str:
        return f"the actual `{self.text}` does not tell whether `{self.wanted}` was reached"

    def help_zh(self) -> str:
        return f"请填写与指标值对应的用语，如`{self.wanted}`"

    def help_en(self) -> str:
        return f"use words that answer the target, such as `{self.wanted}`"


class ActualOutsideRule(Diagnostic):
    """A degree that the row's own 评分标准 does not list (较健全 beside 健全得满分，基本健全得6分): what it earns is not said."""

    code: ClassVar[str] = "actual-outside-rule"
    severity: ClassVar[Severity] = Severity.WARNING
    text: str
    levels: tuple[str, ...]

    def zh(self) -> str:
        return f"完成值`{self.text}`不在评分标准所列的档次（{'、'.join(self.levels)}）之内"

    def en(self) -> str:
        return f"the actual `{self.text}` is none of the degrees that the scoring rule lists ({', '.join(self.levels)})"

    def help_zh(self) -> str:
        return "请按评分标准所列的档次填写"

    def help_en(self) -> str:
        return "use one of the degrees of the rule"


class ActualContradictsItself(Diagnostic):
    """One part of the text says that the target was reached, another that it was not."""

    code: ClassVar[str] = "actual-contradicts-itself"
    severity: ClassVar[Severity] = Severity.WARNING
    text: str
    wanted: str
    good: str
    bad: str

    def zh(self) -> str:
        return f"完成值中`{self.good}`表示达到，`{self.bad}`表示没有达到，对照`{self.wanted}`不能判定"

    def en(self) -> str:
        return f"in the actual, `{self.good}` says that the target `{self.wanted}` was reached and `{self.bad}` that it was not"

    def help_zh(self) -> str:
        return "请填写总的完成结果"

    def help_en(self) -> str:
        return "fill in the result as a whole"
