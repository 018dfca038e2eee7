"""What can be wrong with the text of a file: its encoding, the quotes of CSV, the signs of JSON."""

from __future__ import annotations

from typing import ClassVar, Literal

from indicatorlang.diagnostics import Diagnostic


class EncodingUnknown(Diagnostic):
    """The name given with `--encoding` is no encoding."""

    code: ClassVar[str] = "encoding-unknown"

    encoding: str

    def zh(self) -> str:
        return f"不认识编码`{self.encoding}`"

    def en(self) -> str:
        return f"`{self.encoding}` is no encoding"

    def help_zh(self) -> str:
        return "常用的编码有utf-8、gb18030、big5、utf-16"

    def help_en(self) -> str:
        return "common ones are utf-8, gb18030, big5, utf-16"


class TextUndecodable(Diagnostic):
    """The bytes of a text file are not text in the encodings that were tried; `byte` is the first one that does not fit."""

    code: ClassVar[str] = "text-undecodable"

    encodings: tuple[str, ...]
    byte: str

    def zh(self) -> str:
        tried = "、".join(f"`{e}`" for e in self.encodings)
        return f"按{tried or '常用编码'}都读不通，第一个读不通的字节是`{self.byte}`"

    def en(self) -> str:
        tried = ", ".join(f"`{e}`" for e in self.encodings)
        return f"this is not text in {tried or 'a common encoding'}; the first byte that does not fit is `{self.byte}`"

    def help_zh(self) -> str:
        return "用`--encoding`写明编码，如`--encoding big5`，或者另存为UTF-8"

    def help_en(self) -> str:
        return "name the encoding, for example `--encoding big5`, or save the file as UTF-8"


class EncodingDoubtful(Diagnostic):
    """The bytes can be read as GB18030, but they give characters nobody writes: the file is most likely in Big5."""

    code: ClassVar[str] = "encoding-doubtful"

    sample: str

    def zh(self) -> str:
        return f"文件不是UTF-8，按GB18030读出了不成文字的字符（`{self.sample}`），可能是Big5等其他编码"

    def en(self) -> str:
        return f"the file is not UTF-8, and as GB18030 it gives characters that are no text (`{self.sample}`); it may be Big5"

    def help_zh(self) -> str:
        return "用`--encoding`写明编码，如`--encoding big5`，或者另存为UTF-8"

    def help_en(self) -> str:
        return "name the encoding, for example `--encoding big5`, or save the file as UTF-8"


class QuoteNotClosed(Diagnostic):
    """A quoted cell has no closing quote, so that everything below belongs to it. The rows from here on are not read."""

    code: ClassVar[str] = "quote-not-closed"

    def zh(self) -> str:
        return "这里的引号没有配对，从这一行起都没有读"

    def en(self) -> str:
        return "the quote that opens here is never closed; the rows from here on were not read"

    def help_zh(self) -> str:
        return '补上后引号；文字里的引号要写两个，如`"他说""好"""`'

    def help_en(self) -> str:
        return 'close it; a quote inside a quoted text is written twice, as in `"say ""yes"""`'


class TextAfterQuote(Diagnostic):
    """Text follows the closing quote of a cell. The row is not read."""

    code: ClassVar[str] = "text-after-quote"

    text: str

    def zh(self) -> str:
        return f"后引号后面还有`{self.text}`，这一行没有读"

    def en(self) -> str:
        return f"`{self.text}` follows a closing quote; the row was not read"

    def help_zh(self) -> str:
        return '文字里的引号要写两个，如`"他说""好"""`'

    def help_en(self) -> str:
        return 'a quote inside a quoted text is written twice, as in `"say ""yes"""`'


class JsonBroken(Diagnostic):
    """The text is not JSON from here on."""

    code: ClassVar[str] = "json-broken"

    wanted: Literal["value", "key", "colon", "comma", "end", "string", "row", "depth"]
    got: str

    def zh(self) -> str:
        said = {
            "value": "应是一个值",
            "key": "应是带双引号的键",
            "colon": "键后面应是冒号`:`",
            "comma": "应是逗号`,`或右括号",
            "end": "内容应到此为止",
            "string": "引号没有配对，或引号里有不能直接写的字符",
            "row": "一行应是一个`{…}`",
            "depth": "层次太深",
        }
        got = f"`{self.got}`" if self.got else "文件末尾"
        return f"JSON格式不对：{said[self.wanted]}，实际是{got}"

    def en(self) -> str:
        said = {
            "value": "a value should stand here",
            "key": "a key in double quotes should stand here",
            "colon": "a colon `:` should follow the key",
            "comma": "a comma `,` or a closing bracket should stand here",
            "end": "the text should end here",
            "string": "a quote is not closed, or a character must be escaped",
            "row": "every line should be one `{…}`",
            "depth": "the brackets nest too deep",
        }
        got = f"`{self.got}`" if self.got else "the end of the file"
        return f"this is not JSON: {said[self.wanted]}, but there is {got}"

    def help_zh(self) -> str:
        return "删去前面多余的逗号" if self._comma_before_end() else ""

    def help_en(self) -> str:
        return "delete the comma before it" if self._comma_before_end() else ""

    def _comma_before_end(self) -> bool:
        return self.wanted in ("key", "value") and self.got[:1] in ("}", "]")


class JsonKeyTwice(Diagnostic):
    """One key stands twice in one JSON object, so that one of its values would be lost."""

    code: ClassVar[str] = "json-key-twice"

    key: str
    first_line: int

    def zh(self) -> str:
        return f"键`{self.key}`在同一层写了两次，前一个在第{self.first_line}行"

    def en(self) -> str:
        return f"the key `{self.key}` stands twice in one object, first in line {self.first_line}"

    def help_zh(self) -> str:
        return "只留一个"

    def help_en(self) -> str:
        return "keep one of them"
