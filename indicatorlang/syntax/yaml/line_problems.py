"""Lines that YAML reads otherwise than they look: colons, dashes, comments, indents, texts that begin with a sign."""

from __future__ import annotations

from typing import ClassVar

import attrs

from indicatorlang.diagnostics import Severity
from indicatorlang.syntax.yaml.problems import YamlProblem, YamlTrap, short
from indicatorlang.syntax.yaml.tree import Scalar


class YamlSign(YamlTrap):
    """An unquoted text begins with a sign that means something else in YAML.

    `>` and `|` open a block of lines, `!` is a tag, `%` a directive, `*` and `&` are references, `[` and `{` open lists,
    `@` and the back quote are reserved. `判定: >= 90%` is therefore not readable; `判定: ">= 90%"` is."""

    code: ClassVar[str] = "yaml-sign"
    sign: str
    text: str = attrs.field(converter=short)

    def zh(self) -> str:
        sign = "反引号" if self.sign == "`" else f"`{self.sign}`"
        return f"`{self.text}`以{sign}开头而没有加引号，会被当成文件格式的符号"

    def en(self) -> str:
        sign = "a back quote" if self.sign == "`" else f"`{self.sign}`"
        return f"`{self.text}` begins with {sign} and is not in quotes, so it is taken for a sign of the file format"

    def help_zh(self) -> str:
        return f"加上引号，这一行写成`{self.shown}`"

    def help_en(self) -> str:
        return f"put the text in quotes: `{self.shown}`"


class HashCutsText(YamlTrap):
    """A blank and `#` stand inside an unquoted text: what follows would be dropped as a comment.

    `完成 #3楼` would become `完成`. A comment is written with a blank behind the sign: `完成 # 3楼的备注`."""

    code: ClassVar[str] = "yaml-hash"
    lost: str = attrs.field(converter=short)

    def zh(self) -> str:
        return f"`{self.lost}`会被当成注释丢掉"

    def en(self) -> str:
        return f"`{self.lost}` would be dropped as a comment"

    def help_zh(self) -> str:
        return f"属于正文的，加上引号，写成`{self.shown}`；确是注释的，在`#`后面加一个空格"

    def help_en(self) -> str:
        return f"if it belongs to the text, put the text in quotes: `{self.shown}`; if it is a comment, put a blank behind `#`"


class CommentWithoutBlank(YamlTrap):
    """A `#` without a blank behind it follows a value that is already complete: `"甲" #3楼`. It is a comment, and told."""

    code: ClassVar[str] = "yaml-comment-blank"
    severity: ClassVar[Severity] = Severity.WARNING
    lost: str = attrs.field(converter=short)

    def zh(self) -> str:
        return f"`{self.lost}`前面的内容已经完整，它只是注释"

    def en(self) -> str:
        return f"what stands before `{self.lost}` is complete, so this is only a comment"

    def help_zh(self) -> str:
        return f"确是注释的，在`#`后面加一个空格，写成`{self.shown}`；属于正文的，移到引号里面"

    def help_en(self) -> str:
        return f"if it is a comment, put a blank behind `#`: `{self.shown}`; if it belongs to the text, move it into the quotes"


class FullWidthColon(YamlTrap):
    """A full-width colon stands between a key and its value: `项目名称：微菜场` is one text to YAML, without a key."""

    code: ClassVar[str] = "yaml-full-width-colon"
    key: str = attrs.field(converter=short)

    def zh(self) -> str:
        return f"`{self.key}`后面用了全角冒号`：`，不能分开名称和内容"

    def en(self) -> str:
        return f"the full-width colon `：` behind `{self.key}` does not separate a key from its value"

    def help_zh(self) -> str:
        return f"用半角冒号加一个空格，写成`{self.shown}`"

    def help_en(self) -> str:
        return f"use a half-width colon and a blank: `{self.shown}`"


class NoBlankAfterColon(YamlTrap):
    """A colon without a blank behind it does not separate: `分值:10` is one text to YAML."""

    code: ClassVar[str] = "yaml-colon-blank"
    key: str = attrs.field(converter=short)

    def zh(self) -> str:
        return f"`{self.key}:`的冒号后面缺一个空格"

    def en(self) -> str:
        return f"a blank is missing behind the colon of `{self.key}:`"


class ColonInsideText(YamlTrap):
    """A second colon with a blank stands in an unquoted text: `指标值: 完成率: 90%`."""

    code: ClassVar[str] = "yaml-second-colon"
    text: str = attrs.field(converter=short)

    def zh(self) -> str:
        return f"`{self.text}`里又有冒号加空格，分不清哪里是名称、哪里是内容"

    def en(self) -> str:
        return f"`{self.text}` holds another colon with a blank, so it is unclear what is the key"

    def help_zh(self) -> str:
        return f"加上引号，这一行写成`{self.shown}`"

    def help_en(self) -> str:
        return f"put the text in quotes: `{self.shown}`"


class LineWithoutColon(YamlTrap):
    """A line stands where `key: value` belongs and has no colon; mostly the second line of a long text, not indented."""

    code: ClassVar[str] = "yaml-stray-line"
    keeps_indent: ClassVar[bool] = True
    text: str = attrs.field(converter=short)

    def zh(self) -> str:
        return f"`{self.text}`没有冒号，这里应当是“名称: 内容”"

    def en(self) -> str:
        return f"`{self.text}` has no colon where `key: value` belongs"

    def help_zh(self) -> str:
        return f"接着上一行的，前面加空格，写成`{self.shown}`；单独一项的，补上冒号和空格"

    def help_en(self) -> str:
        return f"if it continues the line above, indent it: `{self.shown}`; if it is an item of its own, add a colon and a blank"


class MissingColon(YamlTrap):
    """A key and its value stand side by side without a colon: `预算年度 2019`."""

    code: ClassVar[str] = "yaml-no-colon"
    text: str = attrs.field(converter=short)

    def zh(self) -> str:
        return f"`{self.text}`没有冒号，分不出名称和内容"

    def en(self) -> str:
        return f"`{self.text}` has no colon between the key and its value"

    def help_zh(self) -> str:
        return f"例如写成`{self.shown}`"

    def help_en(self) -> str:
        return f"for example `{self.shown}`"


class StrayText(YamlProblem):
    """A text stands where `key: value` belongs, and nothing near it says what it belongs to."""

    code: ClassVar[str] = "yaml-stray-text"
    text: str = attrs.field(converter=short)

    def zh(self) -> str:
        return f"`{self.text}`没有归属，这里应当是“名称: 内容”"

    def en(self) -> str:
        return f"`{self.text}` belongs to nothing; `key: value` is expected here"

    def help_zh(self) -> str:
        return "补上名称和冒号；不要的，在行首加`# `变成注释"

    def help_en(self) -> str:
        return "add a key and a colon, or make it a comment with `# ` in front"


class NoBlankAfterDash(YamlTrap):
    """A list item without a blank behind its dash, or with a full-width dash: `-序号: 1`, `－ 序号: 1`."""

    code: ClassVar[str] = "yaml-dash-blank"
    keeps_indent: ClassVar[bool] = True
    dash: str

    def zh(self) -> str:
        return "列表的横线后面缺一个空格" if self.dash == "-" else f"列表的横线应当是半角的`-`，这里是`{self.dash}`"

    def en(self) -> str:
        return (
            "a blank is missing behind the dash" if self.dash == "-" else f"a list item begins with `-`, not with `{self.dash}`"
        )


class DashJoined(YamlTrap):
    """A list item stands deeper than the items above it, so that YAML joins it to the text above: `甲 - 乙`."""

    code: ClassVar[str] = "yaml-dash-joined"
    keeps_indent: ClassVar[bool] = True
    text: str = attrs.field(converter=short)

    def zh(self) -> str:
        return f"`{self.text}`缩进太深，会和上一行连成一段文字"

    def en(self) -> str:
        return f"`{self.text}` is indented so deep that it joins the text above"


class DashInLine(YamlTrap):
    """A text begins with a dash and a blank, or is only a dash: `实际值: -`; YAML takes it for a list item."""

    code: ClassVar[str] = "yaml-dash-in-line"
    text: str = attrs.field(converter=short)

    def zh(self) -> str:
        return f"冒号后面的`{self.text}`以横线开头，会被当成列表"

    def en(self) -> str:
        return f"`{self.text}` behind the colon begins with a dash and is taken for a list item"

    def help_zh(self) -> str:
        return f"是文字的，加上引号，写成`{self.shown}`；是列表的，另起一行缩进书写"

    def help_en(self) -> str:
        return f"if it is a text, put it in quotes: `{self.shown}`; if it is a list, begin it on the next line, indented"


INDENT_NAMES = {"\t": ("制表符", "a tab"), "\u3000": ("全角空格", "a full-width blank")}


class IndentCharacter(YamlTrap):
    """A line is indented with tabs, full-width blanks or other wide blanks; only half-width blanks count."""

    code: ClassVar[str] = "yaml-indent-character"
    keeps_indent: ClassVar[bool] = True
    character: str

    def _name(self) -> tuple[str, str]:
        return INDENT_NAMES.get(self.character, ("特殊空格", "a special blank"))

    def zh(self) -> str:
        return f"行首的缩进用了{self._name()[0]}"

    def en(self) -> str:
        return f"the line is indented with {self._name()[1]}"

    def help_zh(self) -> str:
        return f"缩进只用半角空格，写成`{self.shown}`"

    def help_en(self) -> str:
        return f"indent with half-width blanks only: `{self.shown}`"


class IndentMismatch(YamlTrap):
    """A line is indented neither like its neighbours nor like anything above it, so it belongs to nothing."""

    code: ClassVar[str] = "yaml-indent"
    keeps_indent: ClassVar[bool] = True
    found: int
    wanted: int

    def zh(self) -> str:
        return f"缩进{self.found}格，与同级的行对不齐（同级缩进{self.wanted}格）"

    def en(self) -> str:
        return f"indented by {self.found}, which lines up with nothing above (its neighbours are indented by {self.wanted})"


def text_for_mapping(scalar: Scalar) -> YamlTrap | None:
    """The diagnostic for a text under a key that takes `key: value` pairs, when a colon in it explains the mistake."""
    line, column = scalar.place.snippet, scalar.place.column
    if line is None or column is None or scalar.quoted or "\n" in scalar.text:
        return None
    found = min((at for at in (scalar.text.find("："), scalar.text.find(":")) if at > 0), default=-1)
    if found < 0:
        return None
    start, key = column - 1 + found, scalar.text[:found]
    corrected = f"{line[:start]}: {line[start + 1 :].lstrip()}".rstrip()
    kind = FullWidthColon if scalar.text[found] == "：" else NoBlankAfterColon
    return kind(place=scalar.place, key=key, corrected=corrected)
