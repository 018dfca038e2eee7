"""What can be wrong with a workbook: its sheets, cells far away, formulas without results."""

from __future__ import annotations

from typing import ClassVar

from indicatorlang.diagnostics import Diagnostic, Severity


class FormulaNotComputed(Diagnostic):
    """A cell holds a formula, but the file does not hold its result. Programs that write workbooks often leave it out."""

    code: ClassVar[str] = "formula-not-computed"

    cell: str
    formula: str

    def zh(self) -> str:
        return f"单元格`{self.cell}`是公式`{self.formula}`，文件里没有存它的结果"

    def en(self) -> str:
        return f"cell `{self.cell}` holds the formula `{self.formula}` and the file does not hold its result"

    def help_zh(self) -> str:
        return "用Excel或WPS打开并保存一次，或者直接填数"

    def help_en(self) -> str:
        return "open the file in a spreadsheet program and save it once, or enter the number itself"


class FormulasNotComputed(Diagnostic):
    """Many cells of one sheet hold formulas without their results. The formulas themselves stand in for what the cells say."""

    code: ClassVar[str] = "formulas-not-computed"

    sheet: str
    count: int
    cells: tuple[str, ...]
    formula: str

    def zh(self) -> str:
        some = "、".join(f"`{cell}`" for cell in self.cells[:3]) or "多处"
        return f"工作表`{self.sheet}`有{self.count}个单元格是公式（{some}等，如`{self.formula}`），文件里没有存它们的结果"

    def en(self) -> str:
        some = ", ".join(f"`{cell}`" for cell in self.cells[:3]) or "in many places"
        return (
            f"{self.count} cells of the sheet `{self.sheet}` hold formulas ({some}, …, for example `{self.formula}`) "
            "and the file does not hold their results"
        )

    def help_zh(self) -> str:
        return "用Excel或WPS打开并保存一次，再读"

    def help_en(self) -> str:
        return "open the file in a spreadsheet program, save it once, and read it again"


class SheetMissing(Diagnostic):
    """The workbook has no sheet of that name."""

    code: ClassVar[str] = "sheet-missing"

    sheet: str
    sheets: tuple[str, ...]
    near: str | None = None

    def zh(self) -> str:
        return f"没有名为`{self.sheet}`的工作表"

    def en(self) -> str:
        return f"there is no sheet `{self.sheet}`"

    def help_zh(self) -> str:
        if self.near:
            return f"是否应为`{self.near}`"
        return "现有的工作表：" + ("、".join(f"`{s}`" for s in self.sheets[:20]) or "没有")

    def help_en(self) -> str:
        if self.near:
            return f"did you mean `{self.near}`"
        return "the sheets are: " + (", ".join(f"`{s}`" for s in self.sheets[:20]) or "none")


class SheetsNotRead(Diagnostic):
    """A workbook has several sheets that look like actuals. Only the first one is read."""

    code: ClassVar[str] = "sheets-not-read"
    severity: ClassVar[Severity] = Severity.WARNING

    sheet: str
    others: tuple[str, ...]

    def zh(self) -> str:
        return f"只读了工作表`{self.sheet}`；" + ("、".join(f"`{s}`" for s in self.others) or "其他表") + "也像填报表，没有读"

    def en(self) -> str:
        others = ", ".join(f"`{s}`" for s in self.others) or "others"
        return f"only the sheet `{self.sheet}` was read; these look like actuals too and were not read: {others}"

    def help_zh(self) -> str:
        return "用`--sheet`指定要读的工作表"

    def help_en(self) -> str:
        return "name the sheet to read with `--sheet`"


class HiddenSheets(Diagnostic):
    """Hidden sheets that look like actuals are not read: nobody who looks at the workbook sees what they hold."""

    code: ClassVar[str] = "hidden-sheets"
    severity: ClassVar[Severity] = Severity.INFO

    sheets: tuple[str, ...]

    def zh(self) -> str:
        return "隐藏的工作表没有读：" + ("、".join(f"`{s}`" for s in self.sheets) or "无")

    def en(self) -> str:
        return "hidden sheets were not read: " + (", ".join(f"`{s}`" for s in self.sheets) or "none")

    def help_zh(self) -> str:
        return "要读的，取消隐藏，或用`--sheet`指定"

    def help_en(self) -> str:
        return "to read one, unhide it or name it with `--sheet`"


class CellsFarAway(Diagnostic):
    """Something stands far below or far to the right of the table, and is not read."""

    code: ClassVar[str] = "cells-far-away"
    severity: ClassVar[Severity] = Severity.WARNING

    cell: str
    text: str

    def zh(self) -> str:
        return f"单元格`{self.cell}`（`{self.text}`）离表格太远，没有读"

    def en(self) -> str:
        return f"cell `{self.cell}` (`{self.text}`) stands too far from the table and was not read"

    def help_zh(self) -> str:
        return "多余的请删去，有用的请移到表格下面"

    def help_en(self) -> str:
        return "delete it, or move it to the rows below the table"
