"""What can keep a ruleset file from being read at all."""

from __future__ import annotations

from typing import ClassVar, Literal

import attrs

from indicatorlang.diagnostics import Diagnostic


@attrs.frozen(kw_only=True)
class RulesetUnreadable(Diagnostic):
    """The ruleset file is not there, cannot be opened, or is not UTF-8 text."""

    code: ClassVar[str] = "ruleset-unreadable"

    path: str
    reason: Literal["missing", "unreadable", "not-utf8"]

    def zh(self) -> str:
        why = {"missing": "找不到文件", "unreadable": "文件打不开", "not-utf8": "文件不是UTF-8编码的文本"}[self.reason]
        return f"读不了规则文件`{self.path}`：{why}"

    def en(self) -> str:
        why = {"missing": "no such file", "unreadable": "it cannot be opened", "not-utf8": "it is not UTF-8 text"}[self.reason]
        return f"cannot read the ruleset `{self.path}`: {why}"

    def help_zh(self) -> str:
        return "请另存为UTF-8编码" if self.reason == "not-utf8" else "请核对路径"

    def help_en(self) -> str:
        return "save it as UTF-8" if self.reason == "not-utf8" else "check the path"
