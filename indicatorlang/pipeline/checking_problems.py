"""What can be wrong with what is asked of `check`."""

from __future__ import annotations

from typing import ClassVar

from indicatorlang.diagnostics import Diagnostic


class NoSuchRule(Diagnostic):
    """A code was asked for that no rule has."""

    code: ClassVar[str] = "no-such-rule"

    word: str
    near: str = ""

    def zh(self) -> str:
        return f"没有代号为`{self.word}`的检查规则"

    def en(self) -> str:
        return f"there is no rule `{self.word}`"

    def help_zh(self) -> str:
        return f"是不是`{self.near}`？" if self.near else "有哪些规则，见`indicatorlang check --rules`"

    def help_en(self) -> str:
        return f"did you mean `{self.near}`?" if self.near else "`indicatorlang check --rules` lists the rules"
