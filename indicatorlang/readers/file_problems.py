"""What can be wrong with a file before its table is looked at: the format, the sheet."""

from __future__ import annotations

from typing import ClassVar, Literal

from indicatorlang.diagnostics import Diagnostic

FORMATS_SHOWN = ".xlsx .xlsm .csv .tsv .txt .json .jsonl .yaml .yml .parquet"


class FileMissing(Diagnostic):
    """There is no file of that name."""

    code: ClassVar[str] = "file-missing"

    path: str

    def zh(self) -> str:
        return f"找不到文件`{self.path}`"

    def en(self) -> str:
        return f"there is no file `{self.path}`"


class FileIsFolder(Diagnostic):
    """A folder stands where a file was expected."""

    code: ClassVar[str] = "file-is-folder"

    path: str

    def zh(self) -> str:
        return f"`{self.path}`是文件夹，不是文件"

    def en(self) -> str:
        return f"`{self.path}` is a folder, not a file"

    def help_zh(self) -> str:
        return "请写出文件夹里的文件名"

    def help_en(self) -> str:
        return "name a file inside it"


class FileUnreadable(Diagnostic):
    """The file is there, but the system does not let us read it."""

    code: ClassVar[str] = "file-unreadable"

    path: str
    reason: str

    def zh(self) -> str:
        return f"文件`{self.path}`读不出来（`{self.reason}`）"

    def en(self) -> str:
        return f"the file `{self.path}` cannot be read (`{self.reason}`)"


class FileEmpty(Diagnostic):
    """The file holds nothing."""

    code: ClassVar[str] = "file-empty"

    path: str

    def zh(self) -> str:
        return f"文件`{self.path}`是空的"

    def en(self) -> str:
        return f"the file `{self.path}` is empty"


class FormatUnknown(Diagnostic):
    """The name of the file ends in something that no reader reads."""

    code: ClassVar[str] = "format-unknown"

    path: str
    suffix: str
    formats: str = FORMATS_SHOWN

    def zh(self) -> str:
        return f"不认识文件`{self.path}`的格式" + (f"`{self.suffix}`" if self.suffix else "：文件名没有后缀")

    def en(self) -> str:
        return f"the format of `{self.path}` is not known" + (f": `{self.suffix}`" if self.suffix else ": its name has no suffix")

    def help_zh(self) -> str:
        return f"可以读的格式：{self.formats}"

    def help_en(self) -> str:
        return f"formats that are read: {self.formats}"


class OldExcel(Diagnostic):
    """A workbook in the format of Excel 97–2003, which is not read."""

    code: ClassVar[str] = "old-excel"

    path: str

    def zh(self) -> str:
        return f"`{self.path}`是旧版Excel格式（.xls），读不了"

    def en(self) -> str:
        return f"`{self.path}` is in the old format of Excel (.xls), which is not read"

    def help_zh(self) -> str:
        return "用Excel或WPS打开，另存为“Excel 工作簿（.xlsx）”"

    def help_en(self) -> str:
        return "open it in a spreadsheet program and save it as .xlsx"


class ContentMismatch(Diagnostic):
    """The content of the file is not what the end of its name says."""

    code: ClassVar[str] = "content-mismatch"

    path: str
    content: Literal["workbook", "old-workbook", "parquet", "text", "page", "binary"]

    def zh(self) -> str:
        said = {
            "workbook": "Excel工作簿或压缩文件",
            "old-workbook": "旧版Word文档，或加了打开密码的文档" if self._document else "旧版Excel工作簿，或加了打开密码的工作簿",
            "parquet": "Parquet文件",
            "text": "文本",
            "page": "网页",
            "binary": "不是文本，也不是表格",
        }
        return f"文件`{self.path}`的内容与后缀不符：内容{'' if self.content == 'binary' else '是'}{said[self.content]}"

    def en(self) -> str:
        said = {
            "workbook": "a workbook or another zip archive",
            "old-workbook": f"an old {'document' if self._document else 'workbook'}, or one locked by a password",
            "parquet": "a Parquet file",
            "text": "text",
            "page": "a web page",
            "binary": "neither text nor a table",
        }
        return f"the content of `{self.path}` is not what its name says: it is {said[self.content]}"

    def help_zh(self) -> str:
        if self._document:
            return "用Word或WPS打开，去掉打开密码，另存为.docx"
        return "用Excel或WPS打开，去掉打开密码，另存为.xlsx或.csv"

    def help_en(self) -> str:
        if self._document:
            return "open it in a word processor, remove the password if it has one, and save it as .docx"
        return "open it in a spreadsheet program, remove the password if it has one, and save it as .xlsx or .csv"

    @property
    def _document(self) -> bool:
        return self.path.lower().endswith(".docx")


class ExtraMissing(Diagnostic):
    """The library that reads this format is not installed."""

    code: ClassVar[str] = "extra-missing"

    format: str
    library: str
    extra: str

    def zh(self) -> str:
        return f"读`{self.format}`需要`{self.library}`，还没有安装"

    def en(self) -> str:
        return f"`{self.library}` is needed to read `{self.format}`, and it is not installed"

    def help_zh(self) -> str:
        return f"请运行`pip install 'indicatorlang[{self.extra}]'`"

    def help_en(self) -> str:
        return f"run `pip install 'indicatorlang[{self.extra}]'`"


class FileBroken(Diagnostic):
    """The file begins as its format should, but cannot be read to the end."""

    code: ClassVar[str] = "file-broken"

    path: str
    format: str

    def zh(self) -> str:
        return f"`{self.path}`已损坏，或者不是完整的{self.format}文件"

    def en(self) -> str:
        return f"`{self.path}` is damaged or not a whole {self.format} file"

    def help_zh(self) -> str:
        return "请重新导出，或用原来的程序打开后另存"

    def help_en(self) -> str:
        return "export it again, or open it in the program it came from and save it anew"


class FileTooLarge(Diagnostic):
    """A workbook or document unpacks to more than any table needs, or a text is longer than that (`packed` False)."""

    code: ClassVar[str] = "file-too-large"

    path: str
    megabytes: int
    packed: bool = True

    def zh(self) -> str:
        return f"`{self.path}`{'解开后' if self.packed else ''}有{self.megabytes}兆字节，太大了"

    def en(self) -> str:
        return f"`{self.path}` {'unpacks to' if self.packed else 'has'} {self.megabytes} megabytes, which is too much"

    def help_zh(self) -> str:
        return "请删去多余的空行空列和格式，或另存为CSV" if self.packed else "请只留表格，或另存为CSV"

    def help_en(self) -> str:
        return (
            "delete empty rows, columns and formats, or save it as CSV"
            if self.packed
            else "keep the tables only, or save them as CSV"
        )
