"""What can keep a ruleset file from being read at all."""

from __future__ import annotations

from typing import ClassVar, Literal

from indicatorlang.diagnostics import Diagnostic


class RulesetUnreadable(Diagnostic):
    """The ruleset file is not there, cannot be opened, is empty or is not UTF-8 text; or a folder holds no rulesets."""

    code: ClassVar[str] = "ruleset-unreadable"

    path: str
    reason: Literal["missing", "unreadable", "not-utf8", "empty", "folder", "nothing-in-folder"]

    def zh(self) -> str:
        why = {
            "missing": "找不到文件",
            "unreadable": "打不开",
            "not-utf8": "不是UTF-8编码的文本",
            "empty": "文件里没有内容",
            "folder": "这是文件夹，不是文件",
            "nothing-in-folder": "文件夹里没有规则文件",
        }[self.reason]
        return f"读不了规则文件`{self.path}`：{why}"

    def en(self) -> str:
        why = {
            "missing": "no such file",
            "unreadable": "it cannot be opened",
            "not-utf8": "it is not UTF-8 text",
            "empty": "there is nothing in it",
            "folder": "it is a folder, not a file",
            "nothing-in-folder": "the folder holds no rulesets",
        }[self.reason]
        return f"cannot read the ruleset `{self.path}`: {why}"

    def help_zh(self) -> str:
        return {
            "not-utf8": "请另存为UTF-8编码",
            "empty": "至少要写项目名称、预算年度和指标",
            "folder": "请写出文件夹里的文件名",
            "nothing-in-folder": "规则文件的后缀是.yaml或.yml；下级文件夹里的不算",
        }.get(self.reason, "请核对路径")

    def help_en(self) -> str:
        return {
            "not-utf8": "save it as UTF-8",
            "empty": "write at least `ruleset`, `year` and `indicators`",
            "folder": "name a file in it",
            "nothing-in-folder": "rulesets end in .yaml or .yml; folders below do not count",
        }.get(self.reason, "check the path")
