"""What can be wrong with a wish to run tests, and with what came of it."""

from __future__ import annotations

from typing import ClassVar, Literal

from indicatorlang.diagnostics import Diagnostic


class NoCaseSelected(Diagnostic):
    """Only cases with some words in their name were to be run, and none has them."""

    code: ClassVar[str] = "no-case-selected"
    text: str

    def zh(self) -> str:
        return f"没有名称里有`{self.text}`的用例"

    def en(self) -> str:
        return f"no case has `{self.text}` in its name"

    def help_zh(self) -> str:
        return "不加 -k 运行，可以看到全部用例的名称"

    def help_en(self) -> str:
        return "run it without -k to see the names of all cases"


class TooLittleTested(Diagnostic):
    """The tests of a ruleset see less of it, or notice fewer wrong changes, than was asked for."""

    code: ClassVar[str] = "too-little-tested"
    ruleset: str
    what: Literal["coverage", "mutation"]
    percent: str
    """In per cent, as is `least`."""
    least: str

    def zh(self) -> str:
        what = "的自测覆盖了" if self.what == "coverage" else "的自测发现了改动的"
        return f"`{self.ruleset}`{what}{self.percent}%，没有达到要求的{self.least}%"

    def en(self) -> str:
        what = "see" if self.what == "coverage" else "notice"
        of = "it" if self.what == "coverage" else "the changes"
        return f"the tests of `{self.ruleset}` {what} {self.percent}% of {of}, and {self.least}% is asked for"

    def help_zh(self) -> str:
        return "报告里列出了还缺的用例"

    def help_en(self) -> str:
        return "the report lists the cases that are lacking"
