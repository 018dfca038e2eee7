"""What can be wrong, as facts: every mistake is a small class, its sentences in Chinese and English stand side by side in it.

A stage that finds a mistake returns it as a value and goes on; it never prints and never raises for bad input. The next
stage runs only when none of the diagnostics is an error. Exceptions exist for callers in Python and only carry diagnostics.

Where something stands is said twice: a `Span` counts characters in one text (a target, a cell), a `Place` names a file, a
sheet, a line and a column. A `Source` turns the first into the second and knows the line to show.
"""

from __future__ import annotations

import enum
import errno
import unicodedata
from collections.abc import Iterable
from typing import Any, ClassVar, Literal

import attrs

from indicatorlang.lazily import Facts, frozen

Lang = Literal["zh", "en"]


@frozen
class Span:
    """A stretch of one text: characters `start` (counted from 0) up to, not including, `end`."""

    start: int
    end: int

    def to(self, other: Span) -> Span:
        """The stretch from the start of this one to the end of `other`."""
        return Span(min(self.start, other.start), max(self.end, other.end))


@frozen
class Place:
    """Where something stands. Lines and columns count from 1, columns in characters; `row` of a sheet is its line."""

    file: str | None = None
    sheet: str | None = None
    line: int | None = None
    column: int | None = None
    length: int = 1
    snippet: str | None = attrs.field(default=None, eq=False)
    """The whole line, as the file has it, to be shown above a caret."""

    def label(self, lang: Lang = "zh") -> str:
        """`file:line:column`, with the sheet where there is one; empty when nothing is known."""
        parts = [self.file or ""]
        if self.sheet:
            parts.append(f"“{self.sheet}”" if lang == "zh" else f"[{self.sheet}]")
        if self.line is not None:
            parts.append(str(self.line))
            if self.column is not None:
                parts.append(str(self.column))
        return ":".join(part for part in parts if part)


@frozen
class Source:
    """A text that stands somewhere: alone, or as one value inside a file.

    `line` and `column` say where its first character stands in the file. `columns`, when given, holds the file column of
    each character of a one-line text (and of the place behind its end), for texts whose spelling in the file is longer than
    what it means (escapes, doubled quotes). `lines` holds the lines of the file to show, first one being `line`.
    """

    text: str
    file: str | None = None
    sheet: str | None = None
    line: int = 1
    column: int = 1
    columns: tuple[int, ...] | None = attrs.field(default=None, repr=False)
    lines: tuple[str, ...] | None = attrs.field(default=None, repr=False)
    places: tuple[tuple[int, int], ...] | None = attrs.field(default=None, repr=False)
    """Line and column of each character and of the place behind the end, for texts folded from several lines."""

    def place(self, span: Span | None = None) -> Place:
        """The place of a stretch of this text; of the whole text without `span`."""
        start, end = (span.start, span.end) if span else (0, len(self.text))
        start = max(0, min(start, len(self.text)))
        if self.places is not None:
            return self._folded_place(self.places, start, end)
        if self.columns is None and "\n" not in self.text:  # most texts: one line, spelt in the file as it is meant
            line = self.text if self.lines is None else self.lines[0] if self.lines else None
            return Place(self.file, self.sheet, self.line, self.column + start, max(1, min(end, len(self.text)) - start), line)
        before = self.text[:start]
        line_index = before.count("\n")
        last_break = before.rfind("\n") + 1
        if self.columns is not None and start < len(self.columns):
            column = self.columns[start]
        elif line_index:
            column = start - last_break + 1
        else:
            column = self.column + start
        own_lines = self.lines if self.lines is not None else tuple(self.text.split("\n"))
        snippet = own_lines[line_index] if line_index < len(own_lines) else None
        stop = self.text.find("\n", start)
        length = max(1, min(end, stop if stop >= 0 else len(self.text)) - start)
        if self.columns is not None and start + length < len(self.columns):
            length = max(1, self.columns[start + length] - column)
        return Place(self.file, self.sheet, self.line + line_index, column, length, snippet)

    def _folded_place(self, places: tuple[tuple[int, int], ...], start: int, end: int) -> Place:
        """The place of a stretch when every character knows its own; the carets stay on the first line of the stretch."""
        line, column = places[start]
        last = start
        while last + 1 < min(end, len(self.text)) and places[last + 1][0] == line:
            last += 1
        snippet = self.lines[line - self.line] if self.lines and 0 <= line - self.line < len(self.lines) else None
        return Place(self.file, self.sheet, line, column, max(1, places[last][1] - column + 1), snippet)


@frozen
class Edit:
    """A change of the text of a file that mends something: what stands at `place`, `place.length` characters of one line, becomes
    `text`. A length of 0 inserts before the place; a `text` may have several lines."""

    place: Place
    text: str


class Severity(enum.StrEnum):
    """How bad it is: an error stops what stands on it, a warning asks for a look, an info reports a choice made."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


SEVERITY_WORDS = {
    Severity.ERROR: {"zh": "错误", "en": "error"},
    Severity.WARNING: {"zh": "警告", "en": "warning"},
    Severity.INFO: {"zh": "提示", "en": "info"},
}


class Diagnostic(Facts):
    """One mistake or remark. Subclasses add facts as fields, a stable `code`, and the two sentences.

    Sentences are lower case, without a full stop, one sentence, the user's words in backquotes. What to do about it is
    `help_zh` / `help_en`, apart from the message. The docstring of a subclass is its page in the documentation.
    """

    code: ClassVar[str] = "diagnostic"
    severity: ClassVar[Severity] = Severity.ERROR

    place: Place = Place()
    edits: tuple[Edit, ...] = attrs.field(default=(), eq=False, repr=False)
    """The changes that together mend it, when it can be mended without asking anybody; empty when somebody has to decide."""

    def zh(self) -> str:
        """The sentence in Chinese."""
        raise NotImplementedError

    def en(self) -> str:
        """The sentence in English."""
        raise NotImplementedError

    def help_zh(self) -> str:
        """How to mend it, in Chinese; empty when there is nothing to say."""
        return ""

    def help_en(self) -> str:
        """How to mend it, in English; empty when there is nothing to say."""
        return ""

    def message(self, lang: Lang = "zh") -> str:
        """The sentence in the language asked for."""
        return self.zh() if lang == "zh" else self.en()

    def help(self, lang: Lang = "zh") -> str:
        """How to mend it, in the language asked for."""
        return self.help_zh() if lang == "zh" else self.help_en()

    def at(self, place: Place) -> Diagnostic:
        """The same mistake at another place."""
        return self.but(place=place)

    def render(self, lang: Lang = "zh") -> str:
        """Several lines for a terminal: place, severity, code, sentence, the line with a caret under it, help."""
        where = self.place.label(lang)
        head = f"{SEVERITY_WORDS[self.severity][lang]}[{self.code}]"
        colon, helps = ("：", "改法") if lang == "zh" else (": ", "help")
        out = [f"{where + ': ' if where else ''}{head}{colon}{self.message(lang)}"]
        if self.place.snippet is not None and self.place.column is not None:
            out += ["  " + line for line in caret_lines(self.place.snippet, self.place.column, self.place.length)]
        if self.help(lang):
            out.append(f"  {helps}{colon}{self.help(lang)}")
        return "\n".join(out)

    def to_dict(self, lang: Lang = "zh") -> dict[str, Any]:
        """The diagnostic as the JSON of `eval` has it."""
        return {
            "code": self.code,
            "severity": str(self.severity),
            "message": self.message(lang),
            "help": self.help(lang) or None,
            "file": self.place.file,
            "sheet": self.place.sheet,
            "line": self.place.line,
            "column": self.place.column,
        }


def display_width(text: str) -> int:
    """How many terminal cells a text takes: two for wide and full-width characters, none for combining ones."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def caret_lines(line: str, column: int, length: int = 1, width: int = 100) -> tuple[str, str]:
    """A line and the carets under `length` characters from `column` (from 1), true under wide characters.

    The padding repeats the width of every character before the caret (tabs stay tabs, wide characters become U+3000), so
    that the caret stands true whatever the font makes of wide characters. Long lines are cut around the caret.
    """
    start = min(column - 1, len(line))
    if display_width(line) > width:
        left = max(0, start - width // 3)
        line, start = ("…" if left else "") + line[left : left + width], start - left + (1 if left else 0)
    pad = "".join("\t" if c == "\t" else "\u3000" if display_width(c) == 2 else " " * display_width(c) for c in line[:start])
    marked = line[start : start + max(1, length)] or " "
    return line, pad + "^" * max(1, display_width(marked))


_SYSTEM_REASONS = {
    errno.ENOENT: "文件夹不存在",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EEXIST: "已有同名的文件",
    errno.EISDIR: "这是文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOSPC: "磁盘已满",
}


def system_reason(number: int | None, english: str, lang: Lang) -> str:
    """Why the system refuses a file, by the number of its error; in English as the system says it."""
    return english.lower() if lang == "en" else _SYSTEM_REASONS.get(number or 0, english.lower())


def errors(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Those that stop the next stage."""
    return [d for d in diagnostics if d.severity is Severity.ERROR]


class IndicatorlangError(Exception):
    """Base of every exception of this package. `diagnostics` holds everything found, the first error first in the text."""

    def __init__(self, *diagnostics: Diagnostic, lang: Lang = "zh") -> None:
        self.diagnostics: tuple[Diagnostic, ...] = diagnostics
        super().__init__("\n".join(d.render(lang) for d in diagnostics))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), self.diagnostics


class TargetSyntaxError(IndicatorlangError):
    """A target text that cannot be read. `position` counts characters from 0; `snippet` is the line with its caret."""

    @property
    def place(self) -> Place:
        """Where the first mistake stands."""
        return self.diagnostics[0].place if self.diagnostics else Place()

    @property
    def position(self) -> int:
        """The character (from 0) of the text at which the first mistake stands."""
        return (self.place.column or 1) - 1

    @property
    def snippet(self) -> str:
        """The line and the caret under the first mistake."""
        place = self.place
        return "" if place.snippet is None else "\n".join(caret_lines(place.snippet, place.column or 1, place.length))

    @property
    def help(self) -> str:
        """How to mend the first mistake; empty when nothing can be said."""
        return self.diagnostics[0].help() if self.diagnostics else ""


class RulesetError(IndicatorlangError):
    """A ruleset that cannot be used; carries every diagnostic, not only the first."""


class ActualsError(IndicatorlangError):
    """A file of actuals or records that cannot be read at all."""
