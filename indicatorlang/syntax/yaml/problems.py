"""What can be wrong with a ruleset file as YAML, before anybody asks what its keys mean.

A `YamlTrap` is a line of good Chinese that YAML would cut, join or refuse; it carries the line as it should be, and whoever
repairs a file only has to put it there. Other problems have no such line: the author has to decide.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Literal

import attrs

from indicatorlang.diagnostics import Diagnostic, Place

MAX_SHOWN = 300
MAX_WORDS = 80


def short(text: str) -> str:
    """A text as a message shows it: what is longer than a line is cut."""
    return text if len(text) <= MAX_WORDS else text[:MAX_WORDS] + "…"


class YamlProblem(Diagnostic):
    """Something that the file may not hold or that cannot be read."""


class YamlTrap(YamlProblem):
    """A line that YAML reads otherwise than it looks. `corrected` is the whole line as it should be."""

    corrected: str
    also: tuple[tuple[int, str], ...] = ()
    """Other lines (number from 1, whole text) that have to change with it."""

    keeps_indent: ClassVar[bool] = False
    """Whether the blanks in front of the corrected line matter to the reader of the help."""

    @property
    def shown(self) -> str:
        """The corrected line, as the help shows it; a very long one is cut."""
        line = self.corrected.rstrip() if self.keeps_indent else self.corrected.strip()
        return line if len(line) <= MAX_SHOWN else line[:MAX_SHOWN] + "…"

    def help_zh(self) -> str:
        return f"这一行写成`{self.shown}`"

    def help_en(self) -> str:
        return f"write the line as `{self.shown}`"


def corrections(diagnostics: Iterable[Diagnostic]) -> dict[int, str]:
    """The lines to replace (number from 1 → whole corrected text) so that every trap among the diagnostics is gone."""
    lines: dict[int, str] = {}
    for trap in diagnostics:
        if isinstance(trap, YamlTrap) and trap.place.line is not None:
            lines[trap.place.line] = trap.corrected
            lines.update(trap.also)
    return dict(sorted(lines.items()))


class TagNotAllowed(YamlTrap):
    """A YAML tag such as `!!str`. Every value here is text until its key gives it a meaning, so tags have nothing to say."""

    code: ClassVar[str] = "yaml-tag"
    tag: str = attrs.field(converter=short)

    def zh(self) -> str:
        return f"不能使用类型标记`{self.tag}`"

    def en(self) -> str:
        return f"the tag `{self.tag}` is not allowed"


class ReferenceNotAllowed(YamlProblem):
    """A YAML anchor (`&甲`) or alias (`*甲`): a ruleset says everything where it stands, so that a reader sees it there."""

    code: ClassVar[str] = "yaml-reference"
    reference: str = attrs.field(converter=short)

    def zh(self) -> str:
        return f"不能使用引用`{self.reference}`"

    def en(self) -> str:
        return f"the {'anchor' if self.reference.startswith('&') else 'alias'} `{self.reference}` is not allowed"

    def help_zh(self) -> str:
        return "把引用的内容照写一遍；本来就是文字的，加上引号"

    def help_en(self) -> str:
        return "write the contents out again; if it is meant as text, put it in quotes"


class DirectiveNotAllowed(YamlProblem):
    """A YAML directive (`%YAML 1.2`, `%TAG`)."""

    code: ClassVar[str] = "yaml-directive"
    text: str = attrs.field(converter=short)

    def zh(self) -> str:
        return f"不需要格式声明`{self.text}`"

    def en(self) -> str:
        return f"the directive `{self.text}` is not allowed"

    def help_zh(self) -> str:
        return "删去这一行"

    def help_en(self) -> str:
        return "delete the line"


class SecondDocument(YamlProblem):
    """A line `---` or `...` ends the document and another one follows. One file holds one project."""

    code: ClassVar[str] = "yaml-second-document"
    text: str = attrs.field(converter=short)

    def zh(self) -> str:
        return f"一个文件只写一个项目，`{self.text}`以后的内容没有读取"

    def en(self) -> str:
        return f"one file holds one project; nothing was read from `{self.text}` on"

    def help_zh(self) -> str:
        return "删去这一行，或把后面的内容另存为一个文件"

    def help_en(self) -> str:
        return "delete the line, or move what follows into a file of its own"


class KeyNotText(YamlProblem):
    """A key that is itself a list or a mapping, or that is written with `? `."""

    code: ClassVar[str] = "yaml-key-not-text"
    text: str = attrs.field(converter=short)

    def zh(self) -> str:
        return f"冒号前的名称必须是文字，这里是`{self.text}`"

    def en(self) -> str:
        return f"a key must be a text, here it is `{self.text}`"

    def help_zh(self) -> str:
        return "把名称加上引号，写在冒号前面"

    def help_en(self) -> str:
        return "put the key in quotes, in front of the colon"


class DuplicateKey(YamlProblem):
    """The same key twice in one mapping: one of the two values would be lost."""

    code: ClassVar[str] = "yaml-duplicate-key"
    key: str = attrs.field(converter=short)
    first: Place

    def zh(self) -> str:
        return f"`{self.key}`重复，第{self.first.line}行第{self.first.column}列已经有了"

    def en(self) -> str:
        return f"`{self.key}` stands twice, first in line {self.first.line}, column {self.first.column}"

    def help_zh(self) -> str:
        return "删去其中一处，或改用别的名称"

    def help_en(self) -> str:
        return "delete one of them, or give it another name"


class NestedTooDeep(YamlProblem):
    """More than 64 levels of lists and mappings inside one another."""

    code: ClassVar[str] = "yaml-too-deep"
    limit: int

    def zh(self) -> str:
        return f"层次超过{self.limit}层，从这里起没有读取"

    def en(self) -> str:
        return f"nested deeper than {self.limit} levels; nothing was read from here on"

    def help_zh(self) -> str:
        return "检查是否多写了括号或横线"

    def help_en(self) -> str:
        return "look for brackets or dashes too many"


class FileTooLarge(YamlProblem):
    """The file is larger than any ruleset needs to be; it is not read at all."""

    code: ClassVar[str] = "yaml-too-large"
    size: int
    limit: int

    def zh(self) -> str:
        return f"文件有{self.size}个字符，超过上限{self.limit}个，没有读取"

    def en(self) -> str:
        return f"the file has {self.size} characters, more than the limit of {self.limit}, and was not read"

    def help_zh(self) -> str:
        return "一个项目一个文件；台账和实际值放在各自的表里"

    def help_en(self) -> str:
        return "one project a file; records and actuals belong into tables of their own"


class ControlCharacter(YamlTrap):
    """An invisible control character, mostly pasted from another program or left by a damaged file."""

    code: ClassVar[str] = "yaml-control-character"
    character: str

    def zh(self) -> str:
        return f"有看不见的控制字符 U+{ord(self.character):04X}"

    def en(self) -> str:
        return f"invisible control character U+{ord(self.character):04X}"

    def help_zh(self) -> str:
        return f"删去它，这一行写成`{self.shown}`"

    def help_en(self) -> str:
        return f"delete it: `{self.shown}`"


Unreadable = Literal["colon", "no-colon", "indent", "dash", "question", "character", "flow", "quote", "escape", "other"]
UNREADABLE: dict[Unreadable, tuple[str, str]] = {
    "colon": ("冒号的位置不对，可能是上一行没有写完", "a colon stands where none is expected; the line above may be unfinished"),
    "no-colon": ("缺少冒号，这里应当是“名称: 内容”", "a colon is missing where `key: value` belongs"),
    "indent": ("与上面的内容接不上，可能是缩进没有对齐", "this does not fit what stands above; the indentation may be off"),
    "dash": ("这里不能写列表", "a list item cannot stand here"),
    "question": ("这里不能写问号加空格", "a question mark and a blank cannot stand here"),
    "character": ("这里不能以这个符号开头", "nothing can begin with this sign here"),
    "flow": (
        "括号里的各项接不上，可能缺逗号或右括号",
        "the items in brackets do not fit; a comma or a closing bracket may be missing",
    ),
    "quote": ("引号没有结尾", "a quote is not closed"),
    "escape": ("双引号里的反斜线用法不对", "a backslash in double quotes is used wrongly"),
    "other": ("这里读不出来", "this cannot be read"),
}


class YamlUnreadable(YamlProblem):
    """The rest of the file cannot be read, and no single line could be named that explains it better."""

    code: ClassVar[str] = "yaml-unreadable"
    kind: Unreadable
    text: str = attrs.field(converter=short)

    def zh(self) -> str:
        return f"{UNREADABLE[self.kind][0]}：`{self.text}`" if self.text else UNREADABLE[self.kind][0]

    def en(self) -> str:
        return f"{UNREADABLE[self.kind][1]}: `{self.text}`" if self.text else UNREADABLE[self.kind][1]

    def help_zh(self) -> str:
        return "检查这一行和上一行的缩进、冒号、引号和括号；含有符号的文字加上引号"

    def help_en(self) -> str:
        return "look at the indentation, colons, quotes and brackets of this line and the one above; quote texts that hold signs"
