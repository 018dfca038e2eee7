"""What can keep a workbook from being written."""

from __future__ import annotations

from typing import ClassVar

from indicatorlang.diagnostics import Diagnostic, system_reason


class WorkbookWriterMissing(Diagnostic):
    """The library that writes workbooks is not installed; a CSV needs none."""

    code: ClassVar[str] = "workbook-writer-missing"

    library: str = "XlsxWriter"

    def zh(self) -> str:
        return f"生成工作簿需要`{self.library}`，还没有安装"

    def en(self) -> str:
        return f"`{self.library}` is needed to write a workbook, and it is not installed"

    def help_zh(self) -> str:
        return "请运行`pip install 'indicatorlang[xlsx]'`，或改为输出.csv"

    def help_en(self) -> str:
        return "run `pip install 'indicatorlang[xlsx]'`, or write a .csv instead"


class WorkbookNotWritten(Diagnostic):
    """The system does not let us write the file; often it is still open in a spreadsheet program."""

    code: ClassVar[str] = "workbook-not-written"

    path: str
    reason: str
    number: int | None = None

    def zh(self) -> str:
        return f"写不了文件`{self.path}`：{system_reason(self.number, self.reason, 'zh')}"

    def en(self) -> str:
        return f"cannot write the file `{self.path}`: {system_reason(self.number, self.reason, 'en')}"

    def help_zh(self) -> str:
        return "文件若正在Excel或WPS里打开，请先关闭；或换一个文件夹"

    def help_en(self) -> str:
        return "close the file if it is open in a spreadsheet program, or choose another folder"


class WorkbookEnding(Diagnostic):
    """The form to fill in is a workbook or a CSV; the name of the file says which, and this one says neither."""

    code: ClassVar[str] = "template-ending"

    path: str
    ending: str

    def zh(self) -> str:
        return f"不能按文件名`{self.path}`生成填报表，只有工作簿和CSV两种"

    def en(self) -> str:
        return f"cannot write the form to `{self.path}`: it is either a workbook or a CSV"

    def help_zh(self) -> str:
        return "文件名请以.xlsx或.csv结尾"

    def help_en(self) -> str:
        return "let the name end in .xlsx or .csv"
