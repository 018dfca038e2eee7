"""What can be wrong with tables of many projects: the files of a folder, and the columns that such a table must have."""

from __future__ import annotations

from typing import ClassVar, Literal

from indicatorlang.diagnostics import Diagnostic, Severity
from indicatorlang.readers.problems import _list, _list_en


class NoTables(Diagnostic):
    """A folder, or a pattern such as `2019/*.parquet`, leads to no table: no Parquet file and no CSV file."""

    code: ClassVar[str] = "no-tables"

    path: str
    folder: bool

    def zh(self) -> str:
        return f"文件夹`{self.path}`里没有Parquet或CSV文件" if self.folder else f"没有文件符合`{self.path}`"

    def en(self) -> str:
        return f"the folder `{self.path}` holds no Parquet or CSV file" if self.folder else f"no file matches `{self.path}`"

    def help_zh(self) -> str:
        return "子文件夹里的文件不读；可以写成`文件夹/*/*.parquet`" if self.folder else "请核对文件夹和文件名"

    def help_en(self) -> str:
        return "files in folders below are not read; `FOLDER/*/*.parquet` names them" if self.folder else "check folder and names"


class TablesOfTwoKinds(Diagnostic):
    """Parquet and CSV lie in one folder. Both are probably the same data, so they are not read as one table."""

    code: ClassVar[str] = "tables-of-two-kinds"

    path: str
    first: str
    second: str

    def zh(self) -> str:
        return f"`{self.path}`里既有Parquet文件（`{self.first}`），又有CSV文件（`{self.second}`）"

    def en(self) -> str:
        return f"`{self.path}` holds Parquet (`{self.first}`) and CSV (`{self.second}`)"

    def help_zh(self) -> str:
        return "只留一种，或写成`文件夹/*.parquet`这样指明一种"

    def help_en(self) -> str:
        return "keep one kind, or name one, as in `FOLDER/*.parquet`"


class FilesLeftOut(Diagnostic):
    """Files of a folder that are neither Parquet nor CSV; a workbook among them may hold projects that are not evaluated."""

    code: ClassVar[str] = "files-left-out"
    severity: ClassVar[Severity] = Severity.WARNING

    path: str
    first: str
    files: int

    def zh(self) -> str:
        if self.files > 1:
            return f"`{self.path}`里有{self.files}个文件不是Parquet或CSV，没有读，如`{self.first}`"
        return f"`{self.path}`里的`{self.first}`不是Parquet或CSV，没有读"

    def en(self) -> str:
        if self.files > 1:
            return f"{self.files} files in `{self.path}` are neither Parquet nor CSV and were not read, such as `{self.first}`"
        return f"`{self.first}` in `{self.path}` is neither Parquet nor CSV and was not read"

    def help_zh(self) -> str:
        return "工作簿请另存为CSV，放回同一个文件夹"

    def help_en(self) -> str:
        return "save workbooks as CSV into the same folder"


class TableColumnMissing(Diagnostic):
    """A table of many projects has one value a row: it needs a column of projects, of measures, of periods and of values."""

    code: ClassVar[str] = "table-column-missing"

    missing: Literal["project", "name", "period", "value"]
    header: tuple[str, ...]

    def zh(self) -> str:
        return f"表头{_list(self.header)}里没有`{_HEADINGS[self.missing][0]}`列"

    def en(self) -> str:
        return f"the header {_list_en(self.header)} has no column `{_HEADINGS[self.missing][1]}`"

    def help_zh(self) -> str:
        return "一行一个数，写明`项目编码`、`指标`、`期间`、`实际值`，另可有`单位`、`口径`"

    def help_en(self) -> str:
        return "give one value a row under `project`, `measure`, `period`, `value`, and where there are `unit` and `kind`"


_HEADINGS = {
    "project": ("项目编码", "project"),
    "name": ("指标", "measure"),
    "period": ("期间", "period"),
    "value": ("实际值", "value"),
}


class ColumnNotPlain(Diagnostic):
    """A column of a Parquet file holds lists, records or bytes, where single texts or numbers are expected."""

    code: ClassVar[str] = "column-not-plain"

    heading: str
    type: str

    def zh(self) -> str:
        return f"`{self.heading}`列的类型是`{self.type}`，不是单个的数或文字"

    def en(self) -> str:
        return f"the column `{self.heading}` is of type `{self.type}`, which is no single number or text"

    def help_zh(self) -> str:
        return "导出时把这一列换成数或文字"

    def help_en(self) -> str:
        return "export this column as numbers or text"


class MoreRowsLikeThis(Diagnostic):
    """More rows of a large file are wrong than are told one by one."""

    code: ClassVar[str] = "more-rows-like-this"

    rows: int

    def zh(self) -> str:
        return f"另有{self.rows}行也读不了"

    def en(self) -> str:
        return f"{self.rows} more {'row' if self.rows == 1 else 'rows'} could not be read either"
