"""What can be wrong with a ruleset file as YAML, before anybody asks what its keys mean.

A `YamlTrap` is a line of good Chinese that YAML would cut, join or refuse; it carries the line as it should be, and whoever
repairs a file only has to put it there. Other problems have no such line: the author has to decide.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Literal

import attrs

from indicatorlang.diagnostics import Diagnostic, Place, Severity
from indicatorlang.syntax.yaml_tree import Scalar, Sequence

MAX_SHOWN = 300
MAX_WORDS = 80


def short(text: str) -> str:
    """A text as a message shows it: what is longer than a line is cut."""
    return text if len(text) <= MAX_WORDS else text[:MAX_WORDS] + "…"


@attrs.frozen(kw_only=True)
class YamlProblem(Diagnostic):
    """Something that the file may not hold or that cannot be read."""


@attrs.frozen(kw_only=True)
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
        return f"这一行写成 `{self.shown}`"

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


@attrs.frozen(kw_only=True)
class YamlSign(YamlTrap):
    """An unquoted text begins with a sign that means something else in YAML.

    `>` and `|` open a block of lines, `!` is a tag, `%` a directive, `*` and `&` are references, `[` and `{` open lists,
    `@` and the back quote are reserved. `判定: >= 90%` is therefore not readable; `判定: ">= 90%"` is."""

    code: ClassVar[str] = "yaml-sign"
    sign: str
    text: str = attrs.field(converter=short)

    def zh(self) -> str:
        sign = "反引号" if self.sign == "`" else f"`{self.sign}`"
        return f"`{self.text}` 以 {sign} 开头而没有加引号，会被当成文件格式的符号"

    def en(self) -> str:
        sign = "a back quote" if self.sign == "`" else f"`{self.sign}`"
        return f"`{self.text}` begins with {sign} and is not in quotes, so it is taken for a sign of the file format"

    def help_zh(self) -> str:
        return f"加上引号，这一行写成 `{self.shown}`"

    def help_en(self) -> str:
        return f"put the text in quotes: `{self.shown}`"


@attrs.frozen(kw_only=True)
class HashCutsText(YamlTrap):
    """A blank and `#` stand inside an unquoted text: what follows would be dropped as a comment.

    `完成 #3楼` would become `完成`. A comment is written with a blank behind the sign: `完成 # 3楼的备注`."""

    code: ClassVar[str] = "yaml-hash"
    lost: str = attrs.field(converter=short)

    def zh(self) -> str:
        return f"`{self.lost}` 会被当成注释丢掉"

    def en(self) -> str:
        return f"`{self.lost}` would be dropped as a comment"

    def help_zh(self) -> str:
        return f"属于正文的，加上引号，写成 `{self.shown}`；确是注释的，在 `#` 后面加一个空格"

    def help_en(self) -> str:
        return f"if it belongs to the text, put the text in quotes: `{self.shown}`; if it is a comment, put a blank behind `#`"


@attrs.frozen(kw_only=True)
class CommentWithoutBlank(YamlTrap):
    """A `#` without a blank behind it follows a value that is already complete: `"甲" #3楼`. It is a comment, and told."""

    code: ClassVar[str] = "yaml-comment-blank"
    severity: ClassVar[Severity] = Severity.WARNING
    lost: str = attrs.field(converter=short)

    def zh(self) -> str:
        return f"`{self.lost}` 前面的内容已经完整，它只是注释"

    def en(self) -> str:
        return f"what stands before `{self.lost}` is complete, so this is only a comment"

    def help_zh(self) -> str:
        return f"确是注释的，在 `#` 后面加一个空格，写成 `{self.shown}`；属于正文的，移到引号里面"

    def help_en(self) -> str:
        return f"if it is a comment, put a blank behind `#`: `{self.shown}`; if it belongs to the text, move it into the quotes"


@attrs.frozen(kw_only=True)
class FullWidthColon(YamlTrap):
    """A full-width colon stands between a key and its value: `项目名称：微菜场` is one text to YAML, without a key."""

    code: ClassVar[str] = "yaml-full-width-colon"
    key: str = attrs.field(converter=short)

    def zh(self) -> str:
        return f"`{self.key}` 后面用了全角冒号 `：`，不能分开名称和内容"

    def en(self) -> str:
        return f"the full-width colon `：` behind `{self.key}` does not separate a key from its value"

    def help_zh(self) -> str:
        return f"用半角冒号加一个空格，写成 `{self.shown}`"

    def help_en(self) -> str:
        return f"use a half-width colon and a blank: `{self.shown}`"


@attrs.frozen(kw_only=True)
class NoBlankAfterColon(YamlTrap):
    """A colon without a blank behind it does not separate: `分值:10` is one text to YAML."""

    code: ClassVar[str] = "yaml-colon-blank"
    key: str = attrs.field(converter=short)

    def zh(self) -> str:
        return f"`{self.key}:` 的冒号后面缺一个空格"

    def en(self) -> str:
        return f"a blank is missing behind the colon of `{self.key}:`"


@attrs.frozen(kw_only=True)
class ColonInsideText(YamlTrap):
    """A second colon with a blank stands in an unquoted text: `指标值: 完成率: 90%`."""

    code: ClassVar[str] = "yaml-second-colon"
    text: str = attrs.field(converter=short)

    def zh(self) -> str:
        return f"`{self.text}` 里又有冒号加空格，分不清哪里是名称、哪里是内容"

    def en(self) -> str:
        return f"`{self.text}` holds another colon with a blank, so it is unclear what is the key"

    def help_zh(self) -> str:
        return f"加上引号，这一行写成 `{self.shown}`"

    def help_en(self) -> str:
        return f"put the text in quotes: `{self.shown}`"


@attrs.frozen(kw_only=True)
class LineWithoutColon(YamlTrap):
    """A line stands where `key: value` belongs and has no colon; mostly the second line of a long text, not indented."""

    code: ClassVar[str] = "yaml-stray-line"
    keeps_indent: ClassVar[bool] = True
    text: str = attrs.field(converter=short)

    def zh(self) -> str:
        return f"`{self.text}` 没有冒号，这里应当是“名称: 内容”"

    def en(self) -> str:
        return f"`{self.text}` has no colon where `key: value` belongs"

    def help_zh(self) -> str:
        return f"接着上一行的，前面加空格，写成 `{self.shown}`；单独一项的，补上冒号和空格"

    def help_en(self) -> str:
        return f"if it continues the line above, indent it: `{self.shown}`; if it is an item of its own, add a colon and a blank"


@attrs.frozen(kw_only=True)
class MissingColon(YamlTrap):
    """A key and its value stand side by side without a colon: `预算年度 2019`."""

    code: ClassVar[str] = "yaml-no-colon"
    text: str = attrs.field(converter=short)

    def zh(self) -> str:
        return f"`{self.text}` 没有冒号，分不出名称和内容"

    def en(self) -> str:
        return f"`{self.text}` has no colon between the key and its value"

    def help_zh(self) -> str:
        return f"例如写成 `{self.shown}`"

    def help_en(self) -> str:
        return f"for example `{self.shown}`"


@attrs.frozen(kw_only=True)
class StrayText(YamlProblem):
    """A text stands where `key: value` belongs, and nothing near it says what it belongs to."""

    code: ClassVar[str] = "yaml-stray-text"
    text: str = attrs.field(converter=short)

    def zh(self) -> str:
        return f"`{self.text}` 没有归属，这里应当是“名称: 内容”"

    def en(self) -> str:
        return f"`{self.text}` belongs to nothing; `key: value` is expected here"

    def help_zh(self) -> str:
        return "补上名称和冒号；不要的，在行首加 `# ` 变成注释"

    def help_en(self) -> str:
        return "add a key and a colon, or make it a comment with `# ` in front"


@attrs.frozen(kw_only=True)
class FullWidthSeparator(YamlTrap):
    """A Chinese comma separates items in braces or brackets: `{计量单位: 家，口径: 累计数}`, `[满意、不满意]`."""

    code: ClassVar[str] = "yaml-full-width-comma"
    sign: str

    def zh(self) -> str:
        return f"括号里用 `{self.sign}` 分隔，几项会连成一项"

    def en(self) -> str:
        return f"`{self.sign}` does not separate items in brackets; they run together"

    def help_zh(self) -> str:
        return f"用半角逗号加一个空格，写成 `{self.shown}`；本来就是一项的，把这一项加上引号"

    def help_en(self) -> str:
        return f"use a half-width comma and a blank: `{self.shown}`; if it is one item, put it in quotes"


@attrs.frozen(kw_only=True)
class FlowCutsText(YamlTrap):
    """A comma, a colon or a bracket in an unquoted text cuts it, because the text stands in braces or brackets.

    `{指标值: 1,200元}` would be two entries, `指标值: 1` and `200元`."""

    code: ClassVar[str] = "yaml-comma"
    text: str = attrs.field(converter=short)
    sign: str

    def zh(self) -> str:
        return f"括号里的 `{self.text}` 含有 `{self.sign}`，会被从中间截断"

    def en(self) -> str:
        return f"`{self.text}` stands in brackets and holds `{self.sign}`, which would cut it in two"

    def help_zh(self) -> str:
        return f"加上引号，这一行写成 `{self.shown}`"

    def help_en(self) -> str:
        return f"put the text in quotes: `{self.shown}`"


@attrs.frozen(kw_only=True)
class NoBlankAfterDash(YamlTrap):
    """A list item without a blank behind its dash, or with a full-width dash: `-序号: 1`, `－ 序号: 1`."""

    code: ClassVar[str] = "yaml-dash-blank"
    keeps_indent: ClassVar[bool] = True
    dash: str

    def zh(self) -> str:
        return "列表的横线后面缺一个空格" if self.dash == "-" else f"列表的横线应当是半角的 `-`，这里是 `{self.dash}`"

    def en(self) -> str:
        return (
            "a blank is missing behind the dash" if self.dash == "-" else f"a list item begins with `-`, not with `{self.dash}`"
        )


@attrs.frozen(kw_only=True)
class DashJoined(YamlTrap):
    """A list item stands deeper than the items above it, so that YAML joins it to the text above: `甲 - 乙`."""

    code: ClassVar[str] = "yaml-dash-joined"
    keeps_indent: ClassVar[bool] = True
    text: str = attrs.field(converter=short)

    def zh(self) -> str:
        return f"`{self.text}` 缩进太深，会和上一行连成一段文字"

    def en(self) -> str:
        return f"`{self.text}` is indented so deep that it joins the text above"


@attrs.frozen(kw_only=True)
class DashInLine(YamlTrap):
    """A text begins with a dash and a blank, or is only a dash: `实际值: -`; YAML takes it for a list item."""

    code: ClassVar[str] = "yaml-dash-in-line"
    text: str = attrs.field(converter=short)

    def zh(self) -> str:
        return f"冒号后面的 `{self.text}` 以横线开头，会被当成列表"

    def en(self) -> str:
        return f"`{self.text}` behind the colon begins with a dash and is taken for a list item"

    def help_zh(self) -> str:
        return f"是文字的，加上引号，写成 `{self.shown}`；是列表的，另起一行缩进书写"

    def help_en(self) -> str:
        return f"if it is a text, put it in quotes: `{self.shown}`; if it is a list, begin it on the next line, indented"


INDENT_NAMES = {"\t": ("制表符", "a tab"), "\u3000": ("全角空格", "a full-width blank")}


@attrs.frozen(kw_only=True)
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
        return f"缩进只用半角空格，写成 `{self.shown}`"

    def help_en(self) -> str:
        return f"indent with half-width blanks only: `{self.shown}`"


@attrs.frozen(kw_only=True)
class IndentMismatch(YamlTrap):
    """A line is indented neither like its neighbours nor like anything above it, so it belongs to nothing."""

    code: ClassVar[str] = "yaml-indent"
    keeps_indent: ClassVar[bool] = True
    found: int
    wanted: int

    def zh(self) -> str:
        return f"缩进 {self.found} 格，与同级的行对不齐（同级缩进 {self.wanted} 格）"

    def en(self) -> str:
        return f"indented by {self.found}, which lines up with nothing above (its neighbours are indented by {self.wanted})"


@attrs.frozen(kw_only=True)
class QuoteNotClosed(YamlTrap):
    """A quoted text has no closing quote before the next item begins."""

    code: ClassVar[str] = "yaml-quote-open"
    quote: str

    def zh(self) -> str:
        return f"引号 `{self.quote}` 只有开头、没有结尾"

    def en(self) -> str:
        return f"the quote `{self.quote}` is opened and never closed"


@attrs.frozen(kw_only=True)
class TextAfterQuote(YamlTrap):
    """Something follows a closing quote: `"甲" >= 90%`. Quotes enclose a whole text or none of it."""

    code: ClassVar[str] = "yaml-after-quote"
    rest: str = attrs.field(converter=short)

    def zh(self) -> str:
        return f"引号已经结束，后面还有 `{self.rest}`"

    def en(self) -> str:
        return f"`{self.rest}` follows a closing quote"

    def help_zh(self) -> str:
        return f"引号要包住整段文字，这一行写成 `{self.shown}`"

    def help_en(self) -> str:
        return f"the quotes must enclose the whole text: `{self.shown}`"


@attrs.frozen(kw_only=True)
class BackslashInQuotes(YamlTrap):
    """A backslash in double quotes begins an escape that does not exist: `"D:\\佐证"`. Single quotes keep it as it is."""

    code: ClassVar[str] = "yaml-backslash"
    escape: str

    def zh(self) -> str:
        return f"双引号里的 `{self.escape}` 不是有效的转义"

    def en(self) -> str:
        return f"`{self.escape}` in double quotes is no valid escape"

    def help_zh(self) -> str:
        return f"改用单引号，写成 `{self.shown}`"

    def help_en(self) -> str:
        return f"use single quotes: `{self.shown}`"


@attrs.frozen(kw_only=True)
class BracketNotClosed(YamlTrap):
    """A brace or bracket is opened and not closed before the next item begins, or closed by a full-width one."""

    code: ClassVar[str] = "yaml-bracket-open"
    bracket: str

    def zh(self) -> str:
        return f"括号 `{self.bracket}` 没有对应的半角右括号"

    def en(self) -> str:
        return f"the bracket `{self.bracket}` is opened and never closed"


@attrs.frozen(kw_only=True)
class FullWidthBracket(YamlTrap):
    """Full-width braces around `key: value` pairs: `｛计量单位: 家｝`."""

    code: ClassVar[str] = "yaml-full-width-bracket"
    bracket: str

    def zh(self) -> str:
        return f"用了全角括号 `{self.bracket}`，里面的各项读不出来"

    def en(self) -> str:
        return f"the full-width bracket `{self.bracket}` does not open a list of items"


@attrs.frozen(kw_only=True)
class TagNotAllowed(YamlTrap):
    """A YAML tag such as `!!str`. Every value here is text until its key gives it a meaning, so tags have nothing to say."""

    code: ClassVar[str] = "yaml-tag"
    tag: str = attrs.field(converter=short)

    def zh(self) -> str:
        return f"不能使用类型标记 `{self.tag}`"

    def en(self) -> str:
        return f"the tag `{self.tag}` is not allowed"


@attrs.frozen(kw_only=True)
class ReferenceNotAllowed(YamlProblem):
    """A YAML anchor (`&甲`) or alias (`*甲`): a ruleset says everything where it stands, so that a reader sees it there."""

    code: ClassVar[str] = "yaml-reference"
    reference: str = attrs.field(converter=short)

    def zh(self) -> str:
        return f"不能使用引用 `{self.reference}`"

    def en(self) -> str:
        return f"the {'anchor' if self.reference.startswith('&') else 'alias'} `{self.reference}` is not allowed"

    def help_zh(self) -> str:
        return "把引用的内容照写一遍；本来就是文字的，加上引号"

    def help_en(self) -> str:
        return "write the contents out again; if it is meant as text, put it in quotes"


@attrs.frozen(kw_only=True)
class DirectiveNotAllowed(YamlProblem):
    """A YAML directive (`%YAML 1.2`, `%TAG`)."""

    code: ClassVar[str] = "yaml-directive"
    text: str = attrs.field(converter=short)

    def zh(self) -> str:
        return f"不需要格式声明 `{self.text}`"

    def en(self) -> str:
        return f"the directive `{self.text}` is not allowed"

    def help_zh(self) -> str:
        return "删去这一行"

    def help_en(self) -> str:
        return "delete the line"


@attrs.frozen(kw_only=True)
class SecondDocument(YamlProblem):
    """A line `---` or `...` ends the document and another one follows. One file holds one project."""

    code: ClassVar[str] = "yaml-second-document"
    text: str = attrs.field(converter=short)

    def zh(self) -> str:
        return f"一个文件只写一个项目，`{self.text}` 以后的内容没有读取"

    def en(self) -> str:
        return f"one file holds one project; nothing was read from `{self.text}` on"

    def help_zh(self) -> str:
        return "删去这一行，或把后面的内容另存为一个文件"

    def help_en(self) -> str:
        return "delete the line, or move what follows into a file of its own"


@attrs.frozen(kw_only=True)
class KeyNotText(YamlProblem):
    """A key that is itself a list or a mapping, or that is written with `? `."""

    code: ClassVar[str] = "yaml-key-not-text"
    text: str = attrs.field(converter=short)

    def zh(self) -> str:
        return f"冒号前的名称必须是文字，这里是 `{self.text}`"

    def en(self) -> str:
        return f"a key must be a text, here it is `{self.text}`"

    def help_zh(self) -> str:
        return "把名称加上引号，写在冒号前面"

    def help_en(self) -> str:
        return "put the key in quotes, in front of the colon"


@attrs.frozen(kw_only=True)
class DuplicateKey(YamlProblem):
    """The same key twice in one mapping: one of the two values would be lost."""

    code: ClassVar[str] = "yaml-duplicate-key"
    key: str = attrs.field(converter=short)
    first: Place

    def zh(self) -> str:
        return f"`{self.key}` 重复，第 {self.first.line} 行第 {self.first.column} 列已经有了"

    def en(self) -> str:
        return f"`{self.key}` stands twice, first in line {self.first.line}, column {self.first.column}"

    def help_zh(self) -> str:
        return "删去其中一处，或改用别的名称"

    def help_en(self) -> str:
        return "delete one of them, or give it another name"


@attrs.frozen(kw_only=True)
class NestedTooDeep(YamlProblem):
    """More than 64 levels of lists and mappings inside one another."""

    code: ClassVar[str] = "yaml-too-deep"
    limit: int

    def zh(self) -> str:
        return f"层次超过 {self.limit} 层，从这里起没有读取"

    def en(self) -> str:
        return f"nested deeper than {self.limit} levels; nothing was read from here on"

    def help_zh(self) -> str:
        return "检查是否多写了括号或横线"

    def help_en(self) -> str:
        return "look for brackets or dashes too many"


@attrs.frozen(kw_only=True)
class FileTooLarge(YamlProblem):
    """The file is larger than any ruleset needs to be; it is not read at all."""

    code: ClassVar[str] = "yaml-too-large"
    size: int
    limit: int

    def zh(self) -> str:
        return f"文件有 {self.size} 个字符，超过上限 {self.limit} 个，没有读取"

    def en(self) -> str:
        return f"the file has {self.size} characters, more than the limit of {self.limit}, and was not read"

    def help_zh(self) -> str:
        return "一个项目一个文件；台账和实际值放在各自的表里"

    def help_en(self) -> str:
        return "one project a file; records and actuals belong into tables of their own"


@attrs.frozen(kw_only=True)
class ControlCharacter(YamlTrap):
    """An invisible control character, mostly pasted from another program or left by a damaged file."""

    code: ClassVar[str] = "yaml-control-character"
    character: str

    def zh(self) -> str:
        return f"有看不见的控制字符 U+{ord(self.character):04X}"

    def en(self) -> str:
        return f"invisible control character U+{ord(self.character):04X}"

    def help_zh(self) -> str:
        return f"删去它，这一行写成 `{self.shown}`"

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


@attrs.frozen(kw_only=True)
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


@attrs.frozen(kw_only=True)
class SequenceWherePlainTextExpected(YamlTrap):
    """A text in square brackets without quotes became a list: `判定: [90%, 100%]`. Found by whoever knows the key."""

    code: ClassVar[str] = "yaml-list-for-text"
    raw: str = attrs.field(converter=short)

    def zh(self) -> str:
        return f"`{self.raw}` 会被当成列表，这里应当是文字"

    def en(self) -> str:
        return f"`{self.raw}` is read as a list where a text belongs"

    def help_zh(self) -> str:
        return f"加上引号，这一行写成 `{self.shown}`"

    def help_en(self) -> str:
        return f"put the text in quotes: `{self.shown}`"


def list_for_text(sequence: Sequence) -> SequenceWherePlainTextExpected | None:
    """The diagnostic for a bracketed list under a key that takes a text; None for a list with dashes or over several lines."""
    line, column = sequence.place.snippet, sequence.place.column
    if sequence.raw is None or line is None or column is None:
        return None
    start = column - 1
    corrected = line[:start] + quote(sequence.raw) + line[start + len(sequence.raw) :]
    return SequenceWherePlainTextExpected(place=sequence.place, raw=sequence.raw, corrected=corrected)


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


def quote(text: str) -> str:
    """The text in quotes, so that YAML reads every character of it as it stands; tabs become blanks."""
    text = text.replace("\t", " ")
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'
