"""What can be said when the files of a country are evaluated, beside what is wrong with the files themselves."""

from __future__ import annotations

from typing import ClassVar, Literal

from indicatorlang.diagnostics import Diagnostic, Severity


class ResultsNotThere(Diagnostic):
    """The results of `eval --frame` cannot go where `-o` says. Nothing is evaluated."""

    code: ClassVar[str] = "results-not-there"

    path: str
    why: Literal["format", "exists", "among-input", "no-folder"]

    def zh(self) -> str:
        match self.why:
            case "format":
                return f"结果文件`{self.path}`的后缀不是.parquet或.csv"
            case "exists":
                return f"结果文件`{self.path}`已经存在"
            case "among-input":
                return f"结果文件`{self.path}`在数据文件夹里，下次会被当成数据"
        return f"没有放结果文件`{self.path}`的文件夹"

    def en(self) -> str:
        match self.why:
            case "format":
                return f"the results `{self.path}` end neither in .parquet nor in .csv"
            case "exists":
                return f"`{self.path}` is there already"
            case "among-input":
                return f"`{self.path}` lies in the folder of the data, and would be read as data next time"
        return f"there is no folder for `{self.path}`"

    def help_zh(self) -> str:
        match self.why:
            case "format":
                return "写成 -o 结果.parquet 或 -o 结果.csv"
            case "exists":
                return "换一个文件名，或加上 --overwrite"
            case "among-input":
                return "写到别的文件夹"
        return "请先建好文件夹"

    def help_en(self) -> str:
        match self.why:
            case "format":
                return "write -o results.parquet or -o results.csv"
            case "exists":
                return "choose another name, or add --overwrite"
            case "among-input":
                return "write into another folder"
        return "make the folder first"


class NoRowsInTables(Diagnostic):
    """The files have headers and nothing below them."""

    code: ClassVar[str] = "no-rows-in-tables"

    path: str

    def zh(self) -> str:
        return f"`{self.path}`里没有数据，只有表头"

    def en(self) -> str:
        return f"`{self.path}` holds headers and no row"


class RowsOfNoProject(Diagnostic):
    """Rows that name no project belong to every project, so that all projects are evaluated by rows. Mostly a cell was forgotten."""

    code: ClassVar[str] = "rows-of-no-project"
    severity: ClassVar[Severity] = Severity.WARNING

    rows: int

    def zh(self) -> str:
        return f"有{self.rows}行没有写项目编码，每个项目都计入，因此全部逐个项目测算"

    def en(self) -> str:
        said = "row names" if self.rows == 1 else "rows name"
        return f"{self.rows} {said} no project and count for every project, so all are evaluated by rows"

    def help_zh(self) -> str:
        return "请补上项目编码，或删去这些行"

    def help_en(self) -> str:
        return "fill in the project, or delete these rows"


class NoDateForAll(Diagnostic):
    """Without `--as-of` every project is evaluated at the end of its own last period, which columns cannot do."""

    code: ClassVar[str] = "no-date-for-all"
    severity: ClassVar[Severity] = Severity.WARNING

    def zh(self) -> str:
        return "没有写评价时点，各项目按自己最近一期的期末逐个测算，会慢很多"

    def en(self) -> str:
        return (
            "no date is stated, so every project is evaluated by rows at the end of its own last period, which takes much longer"
        )

    def help_zh(self) -> str:
        return "加上 --as-of，如 --as-of 2019-12-31"

    def help_en(self) -> str:
        return "add --as-of, e.g. --as-of 2019-12-31"
