"""What keeps `new` from writing a file."""

from __future__ import annotations

from typing import ClassVar, Literal

from indicatorlang.diagnostics import Diagnostic


class FileIsThere(Diagnostic):
    """A file that was to be made from a template exists already. It is never written over, and nothing else is written either."""

    code: ClassVar[str] = "file-is-there"

    path: str

    def zh(self) -> str:
        return f"`{self.path}`已经存在，没有改动它，也没有写别的文件"

    def en(self) -> str:
        return f"`{self.path}` exists already; it was left alone and nothing else was written"

    def help_zh(self) -> str:
        return "换一个名称，或用 -o 写明另一个文件夹"

    def help_en(self) -> str:
        return "take another name, or another folder with -o"


class NameUnfit(Diagnostic):
    """A name from which no name of a file can be made.

    A part of the program needs a name of Latin letters, digits and `_` that is no word of Python, a rule of advice its code before the
    name.
    """

    code: ClassVar[str] = "name-unfit"

    name: str
    wanted: Literal["file", "module", "rule"]

    def zh(self) -> str:
        why = {
            "file": "不能作文件名",
            "module": "不能作程序部件的名称：要以拉丁字母开头，只含拉丁字母、数字和下划线，也不能是Python的保留字",
            "rule": "不能作检查规则的名称：前面要有代号",
        }[self.wanted]
        return f"`{self.name}`{why}"

    def en(self) -> str:
        why = {
            "file": "is no name for a file",
            "module": "is no name for a part: it takes Latin letters, digits and `_`, a letter first, and no word of Python",
            "rule": "is no name for a rule: its code comes first",
        }[self.wanted]
        return f"`{self.name}` {why}"

    def help_zh(self) -> str:
        return {
            "file": "写一个有字的名称",
            "module": "用拉丁字母写名称，中文名称写在 --name 后面",
            "rule": "写成“l”加三位数字、下划线、名称，如 l199_vague_verbs",
        }[self.wanted]

    def help_en(self) -> str:
        return {
            "file": "write a name with a letter or a digit in it",
            "module": "write the name in Latin letters and the Chinese one behind --name",
            "rule": "write `l`, three digits, `_` and a name, as in l199_vague_verbs",
        }[self.wanted]


class CodeTaken(Diagnostic):
    """The code of a new rule of advice belongs to another rule already."""

    code: ClassVar[str] = "rule-code-taken"

    rule: str
    path: str

    def zh(self) -> str:
        return f"代号`{self.rule}`已经有规则用了：`{self.path}`"

    def en(self) -> str:
        return f"the code `{self.rule}` belongs to a rule already: `{self.path}`"

    def help_zh(self) -> str:
        return "换一个没有用过的代号"

    def help_en(self) -> str:
        return "take a code that no rule has"
