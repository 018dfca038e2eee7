"""What keeps a form from becoming a draft, and what is left out of one."""

from __future__ import annotations

from typing import ClassVar, Literal

from indicatorlang.diagnostics import Diagnostic, Severity


class YearUnknown(Diagnostic):
    """A form that does not say which year it is for, and nobody who asked for the draft does either.

    Deadlines, working days and the law in force depend on the year, so none is assumed.
    """

    code: ClassVar[str] = "form-year-unknown"
    project: str

    def zh(self) -> str:
        return f"`{self.project}`的表里没有写预算年度"

    def en(self) -> str:
        return f"the form of `{self.project}` does not say its budget year"

    def help_zh(self) -> str:
        return "加上 --year，如 --year 2024"

    def help_en(self) -> str:
        return "add --year, as in --year 2024"


class YearsDiffer(Diagnostic):
    """A form names several years and does not say which of them is its budget year."""

    code: ClassVar[str] = "form-years-differ"
    project: str
    years: tuple[str, ...]

    def zh(self) -> str:
        return f"`{self.project}`的表里出现了{len(self.years)}个年份（{'、'.join(self.years)}），不能确定哪一个是预算年度"

    def en(self) -> str:
        return f"the form of `{self.project}` names {len(self.years)} years ({', '.join(self.years)}); which is its budget year is not certain"

    def help_zh(self) -> str:
        return f"用 --year 写明，如 --year {max(self.years, default='2024')}"

    def help_en(self) -> str:
        return f"say it with --year, as in --year {max(self.years, default='2024')}"


class NotAFormYear(Diagnostic):
    """A year or span of years that is none."""

    code: ClassVar[str] = "form-year-unread"
    text: str

    def zh(self) -> str:
        return f"`{self.text}`不是年度，也不是实施期"

    def en(self) -> str:
        return f"`{self.text}` is neither a year nor a span"

    def help_zh(self) -> str:
        return "写成 2024、2024-2026 或 2024-03..2024-12"

    def help_en(self) -> str:
        return "write 2024, 2024-2026 or 2024-03..2024-12"


class NothingToDraft(Diagnostic):
    """A form without a single indicator that could be written down.

    `blank`: every row is an empty line of the form; `open`: there are indicators, but not one of them has a target that is
    certainly its own.
    """

    code: ClassVar[str] = "nothing-to-draft"
    project: str
    why: Literal["blank", "open"]

    def zh(self) -> str:
        if self.why == "blank":
            return f"`{self.project}`的表里没有填了名称和指标值的指标"
        return f"`{self.project}`的表里没有一项指标能确定它的指标值"

    def en(self) -> str:
        if self.why == "blank":
            return f"the form of `{self.project}` has no indicator with a name and a target"
        return f"no indicator in the form of `{self.project}` has a target that is certainly its own"

    def help_zh(self) -> str:
        return "先把表填好，或用 --map 指明哪一列是名称、哪一列是指标值"

    def help_en(self) -> str:
        return "fill in the form first, or say with --map which columns hold names and targets"


class PlaceholderRow(Diagnostic):
    """A row whose name is still the one of an empty form (`指标1：`, `……`). It is left out of the draft."""

    code: ClassVar[str] = "placeholder-row"
    severity: ClassVar[Severity] = Severity.WARNING
    name: str

    def zh(self) -> str:
        return f"`{self.name}`是空表里的占位文字，这一行没有写进草稿"

    def en(self) -> str:
        return f"`{self.name}` is what an empty form says; the row is left out of the draft"

    def help_zh(self) -> str:
        return "填上指标名称后再导入；不用的行删去"

    def help_en(self) -> str:
        return "fill in the name and import again, or delete the row"


class RowWithoutName(Diagnostic):
    """A row that has a target and no name. It is left out of the draft."""

    code: ClassVar[str] = "row-without-name"
    severity: ClassVar[Severity] = Severity.WARNING
    target: str

    def zh(self) -> str:
        return f"指标值`{self.target}`这一行没有指标名称，没有写进草稿"

    def en(self) -> str:
        return f"the row with the target `{self.target}` has no name; it is left out of the draft"

    def help_zh(self) -> str:
        return "补上三级指标名称；名称写在别的列的，用 --map name=那一列的标题"

    def help_en(self) -> str:
        return "add the name; if another column holds it, use --map name=ITS HEADING"


class DraftsNeedAFolder(Diagnostic):
    """Several drafts came of one file, and they are to be written to a single file: one ruleset is one file."""

    code: ClassVar[str] = "drafts-need-a-folder"
    path: str
    count: int

    def zh(self) -> str:
        return f"表里有{self.count}个项目，一个项目一个文件，不能都写进`{self.path}`"

    def en(self) -> str:
        return f"there are {self.count} projects, one file each; they cannot all go to `{self.path}`"

    def help_zh(self) -> str:
        return "-o 后面写一个文件夹"

    def help_en(self) -> str:
        return "give -o a folder"
