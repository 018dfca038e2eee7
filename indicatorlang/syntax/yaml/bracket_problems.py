"""Brackets, braces and quotes that YAML reads otherwise than they look, and texts in them that it would cut."""

from __future__ import annotations

from typing import ClassVar

import attrs

from indicatorlang.syntax.yaml.problems import YamlTrap, short
from indicatorlang.syntax.yaml.tree import Sequence


class FullWidthSeparator(YamlTrap):
    """A Chinese comma separates items in braces or brackets: `{计量单位: 家，口径: 累计数}`, `[满意、不满意]`."""

    code: ClassVar[str] = "yaml-full-width-comma"
    sign: str

    def zh(self) -> str:
        return f"括号里用`{self.sign}`分隔，几项会连成一项"

    def en(self) -> str:
        return f"`{self.sign}` does not separate items in brackets; they run together"

    def help_zh(self) -> str:
        return f"用半角逗号加一个空格，写成`{self.shown}`；本来就是一项的，把这一项加上引号"

    def help_en(self) -> str:
        return f"use a half-width comma and a blank: `{self.shown}`; if it is one item, put it in quotes"


class FlowCutsText(YamlTrap):
    """A comma, a colon or a bracket in an unquoted text cuts it, because the text stands in braces or brackets.

    `{指标值: 1,200元}` would be two entries, `指标值: 1` and `200元`."""

    code: ClassVar[str] = "yaml-comma"
    text: str = attrs.field(converter=short)
    sign: str

    def zh(self) -> str:
        return f"括号里的`{self.text}`含有`{self.sign}`，会被从中间截断"

    def en(self) -> str:
        return f"`{self.text}` stands in brackets and holds `{self.sign}`, which would cut it in two"

    def help_zh(self) -> str:
        return f"加上引号，这一行写成`{self.shown}`"

    def help_en(self) -> str:
        return f"put the text in quotes: `{self.shown}`"


class QuoteNotClosed(YamlTrap):
    """A quoted text has no closing quote before the next item begins."""

    code: ClassVar[str] = "yaml-quote-open"
    quote: str

    def zh(self) -> str:
        return f"引号`{self.quote}`只有开头、没有结尾"

    def en(self) -> str:
        return f"the quote `{self.quote}` is opened and never closed"


class TextAfterQuote(YamlTrap):
    """Something follows a closing quote: `"甲" >= 90%`. Quotes enclose a whole text or none of it."""

    code: ClassVar[str] = "yaml-after-quote"
    rest: str = attrs.field(converter=short)

    def zh(self) -> str:
        return f"引号已经结束，后面还有`{self.rest}`"

    def en(self) -> str:
        return f"`{self.rest}` follows a closing quote"

    def help_zh(self) -> str:
        return f"引号要包住整段文字，这一行写成`{self.shown}`"

    def help_en(self) -> str:
        return f"the quotes must enclose the whole text: `{self.shown}`"


class BackslashInQuotes(YamlTrap):
    """A backslash in double quotes begins an escape that does not exist: `"D:\\佐证"`. Single quotes keep it as it is."""

    code: ClassVar[str] = "yaml-backslash"
    escape: str

    def zh(self) -> str:
        return f"双引号里的`{self.escape}`不是有效的转义"

    def en(self) -> str:
        return f"`{self.escape}` in double quotes is no valid escape"

    def help_zh(self) -> str:
        return f"改用单引号，写成`{self.shown}`"

    def help_en(self) -> str:
        return f"use single quotes: `{self.shown}`"


class BracketNotClosed(YamlTrap):
    """A brace or bracket is opened and not closed before the next item begins, or closed by a full-width one."""

    code: ClassVar[str] = "yaml-bracket-open"
    bracket: str

    def zh(self) -> str:
        return f"括号`{self.bracket}`没有对应的半角右括号"

    def en(self) -> str:
        return f"the bracket `{self.bracket}` is opened and never closed"


class FullWidthBracket(YamlTrap):
    """Full-width braces around `key: value` pairs: `｛计量单位: 家｝`."""

    code: ClassVar[str] = "yaml-full-width-bracket"
    bracket: str

    def zh(self) -> str:
        return f"用了全角括号`{self.bracket}`，里面的各项读不出来"

    def en(self) -> str:
        return f"the full-width bracket `{self.bracket}` does not open a list of items"


class SequenceWherePlainTextExpected(YamlTrap):
    """A text in square brackets without quotes became a list: `判定: [90%, 100%]`. Found by whoever knows the key."""

    code: ClassVar[str] = "yaml-list-for-text"
    raw: str = attrs.field(converter=short)

    def zh(self) -> str:
        return f"`{self.raw}`会被当成列表，这里应当是文字"

    def en(self) -> str:
        return f"`{self.raw}` is read as a list where a text belongs"

    def help_zh(self) -> str:
        return f"加上引号，这一行写成`{self.shown}`"

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


def quote(text: str) -> str:
    """The text in quotes, so that YAML reads every character of it as it stands; tabs become blanks."""
    text = text.replace("\t", " ")
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'
