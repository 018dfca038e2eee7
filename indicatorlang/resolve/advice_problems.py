"""What can be wrong with the section that switches rules of advice."""

from __future__ import annotations

from typing import ClassVar

from indicatorlang.diagnostics import Diagnostic


class NotARule(Diagnostic):
    """What stands before the colon in 建议 is no code of a rule."""

    code: ClassVar[str] = "not-a-rule"

    written: str

    def zh(self) -> str:
        return f"`{self.written}`不是检查规则的代号"

    def en(self) -> str:
        return f"`{self.written}` is no code of a rule"

    def help_zh(self) -> str:
        return "写成`L132: 不提示`；有哪些规则，见`indicatorlang check --rules`"

    def help_en(self) -> str:
        return "write `L132: off`; `indicatorlang check --rules` lists the rules"
