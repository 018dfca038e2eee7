"""What can be wrong when rows are given to projects and evaluation is asked for in words that mean nothing."""

from __future__ import annotations

from typing import ClassVar

from indicatorlang.diagnostics import Diagnostic, Severity


class UnknownProject(Diagnostic):
    """Rows belong to a project that none of the rulesets is about. They are left out.

    With several rulesets a row goes to the one whose code or name equals the project of the row."""

    code: ClassVar[str] = "actual-of-unknown-project"
    severity: ClassVar[Severity] = Severity.WARNING

    project: str
    rows: int
    near: tuple[str, ...] = ()

    def zh(self) -> str:
        return f"没有编码或名称为`{self.project}`的项目，{self.rows}行数据未采用"

    def en(self) -> str:
        values = "1 row is" if self.rows == 1 else f"{self.rows} rows are"
        return f"no ruleset has the code or name `{self.project}`; {values} left out"

    def help_zh(self) -> str:
        return f"是不是{_listed(self.near)}？" if self.near else "请核对项目编码；规则有错误、没有读入的项目，其数据也不采用"

    def help_en(self) -> str:
        if self.near:
            return f"did you mean {_listed(self.near, ', ')}?"
        return "check the code; rows of a project whose ruleset could not be read are left out too"


class NameOfNoRuleset(Diagnostic):
    """Rows without a project name something that none of the rulesets knows. They are left out."""

    code: ClassVar[str] = "actual-of-no-ruleset"
    severity: ClassVar[Severity] = Severity.WARNING

    subject: str
    rows: int

    def zh(self) -> str:
        return f"各项目都没有名为`{self.subject}`的数据项或指标，{self.rows}行数据未采用"

    def en(self) -> str:
        values = "1 row is" if self.rows == 1 else f"{self.rows} rows are"
        return f"no ruleset has a measure or indicator called `{self.subject}`; {values} left out"


class NoSuchProject(Diagnostic):
    """One project was asked for that neither the actuals nor the rulesets name."""

    code: ClassVar[str] = "no-such-project"

    project: str
    projects: tuple[str, ...]

    def zh(self) -> str:
        return f"没有名为`{self.project}`的项目"

    def en(self) -> str:
        return f"there is no project `{self.project}`"

    def help_zh(self) -> str:
        return f"现有{_listed(self.projects)}" if self.projects else ""

    def help_en(self) -> str:
        return f"there are {_listed(self.projects, ', ')}" if self.projects else ""


class UnknownWord(Diagnostic):
    """An option of an evaluation has a value that it does not know."""

    code: ClassVar[str] = "unknown-option-value"

    option: str
    got: str
    allowed: tuple[str, ...]

    def zh(self) -> str:
        return f"`{self.option}`不能是`{self.got}`"

    def en(self) -> str:
        return f"`{self.option}` cannot be `{self.got}`"

    def help_zh(self) -> str:
        return f"可以写{_listed(self.allowed)}"

    def help_en(self) -> str:
        return f"write one of {_listed(self.allowed, ', ')}"


def _listed(names: tuple[str, ...], between: str = "、") -> str:
    return between.join(f"`{name}`" for name in names[:10]) + ("……" if len(names) > 10 and between == "、" else "")
