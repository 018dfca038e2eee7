"""What `fmt` tells: lines it has mended, targets it has rewritten, and what it would not touch."""

from __future__ import annotations

from typing import ClassVar, Literal

import attrs

from indicatorlang.diagnostics import Diagnostic, Severity, system_reason
from indicatorlang.syntax.yaml.problems import short


class LineMended(Diagnostic):
    """`fmt --fix` has put a line right that could not be read as it was meant. Look whether it now says what you mean."""

    code: ClassVar[str] = "line-mended"
    severity: ClassVar[Severity] = Severity.INFO

    before: str = attrs.field(converter=short)
    after: str = attrs.field(converter=short)

    def zh(self) -> str:
        return f"`{self.before}`已改成`{self.after}`"

    def en(self) -> str:
        return f"`{self.before}` was changed to `{self.after}`"


class TargetRewritten(Diagnostic):
    """`fmt --canonical` has written down what a text means, in the strict language. The 指标值 itself stays as approved; a 判定 that
    was written freely stays behind the new one as a comment."""

    code: ClassVar[str] = "target-rewritten"
    severity: ClassVar[Severity] = Severity.INFO

    name: str = attrs.field(converter=short)
    original: str = attrs.field(converter=short)
    target: str = attrs.field(converter=short)
    added: bool

    def zh(self) -> str:
        if self.added:
            return f"`{self.name}`的指标值`{self.original}`没有判定，已补上`{self.target}`"
        return f"`{self.name}`的判定`{self.original}`已改写为`{self.target}`"

    def en(self) -> str:
        if self.added:
            return f"`{self.target}` was added as the target of `{self.name}`, for its wording `{self.original}`"
        return f"the target `{self.original}` of `{self.name}` was rewritten as `{self.target}`"

    def help_zh(self) -> str:
        return "请核对是否符合批复的原意"

    def help_en(self) -> str:
        return "check that this is what was approved"


class TargetNotRewritten(Diagnostic):
    """`fmt --canonical` leaves a text alone that has two readings, or whose meaning would change in the strict language.

    A deadline such as 6月前 may or may not include June. Both readings are evaluated as long as they come to the same; a rewritten
    text would have decided for one of them."""

    code: ClassVar[str] = "target-not-rewritten"
    severity: ClassVar[Severity] = Severity.WARNING

    name: str = attrs.field(converter=short)
    original: str = attrs.field(converter=short)
    why: Literal["two-readings", "changes"]

    def zh(self) -> str:
        why = "有两种理解" if self.why == "two-readings" else "改写后含义会变"
        return f"`{self.name}`的`{self.original}`{why}，没有改写"

    def en(self) -> str:
        why = "has two readings" if self.why == "two-readings" else "would change its meaning"
        return f"`{self.original}` of `{self.name}` {why} and was not rewritten"

    def help_zh(self) -> str:
        return "请自行写明判定"

    def help_en(self) -> str:
        return "write the target yourself"


class MeaningWouldChange(Diagnostic):
    """The file as laid out does not say the same as before, so nothing was written. This is a mistake of the program."""

    code: ClassVar[str] = "meaning-would-change"

    def zh(self) -> str:
        return "整理后与原来的含义不一致，没有写入"

    def en(self) -> str:
        return "the file as laid out would not mean the same, so nothing was written"

    def help_zh(self) -> str:
        return "这是程序的差错，请把文件发给维护人员"

    def help_en(self) -> str:
        return "this is a mistake of the program; please report it together with the file"


class FileNotWritten(Diagnostic):
    """The file as laid out could not be written in the place of the old one, which stays as it was."""

    code: ClassVar[str] = "file-not-written"

    path: str
    number: int | None = attrs.field(default=None, eq=False, repr=False)
    reason: str = attrs.field(default="", eq=False, repr=False)

    def zh(self) -> str:
        return f"`{self.path}`写不进去：{system_reason(self.number, self.reason, 'zh')}，原文件没有改动"

    def en(self) -> str:
        return f"`{self.path}` cannot be written: {system_reason(self.number, self.reason, 'en')}; the file was left as it was"
