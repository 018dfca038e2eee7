"""Finds what goes wrong in a value: the text behind a colon or a dash, and the lines that belong to it.

A value decides how the lines below are to be read: more of the same text, the inside of quotes or brackets, a block of lines,
or the first key of something deeper. That is kept as the state of the walk, which `lines.py` leads from line to line.
"""

from __future__ import annotations

import re
from typing import Literal

from indicatorlang.lazily import frozen, pattern
from indicatorlang.syntax.yaml.bracket_problems import (
    BackslashInQuotes,
    FullWidthBracket,
    QuoteNotClosed,
    TextAfterQuote,
    quote,
)
from indicatorlang.syntax.yaml.draft import BLANKS, WIDE_BLANKS, Draft, Make, is_blank, lead
from indicatorlang.syntax.yaml.flow import FlowScan
from indicatorlang.syntax.yaml.line_problems import (
    ColonInsideText,
    DashInLine,
    IndentCharacter,
    YamlSign,
)
from indicatorlang.syntax.yaml.marks import SIGNS, closing_quote, hash_problem, tell_comment
from indicatorlang.syntax.yaml.problems import (
    ReferenceNotAllowed,
    TagNotAllowed,
)

SEPARATOR = pattern(r":(?=[ \t]|$)")
HASH = pattern(r"(?<=[ \t])#+(?=(.?))")
_BLOCK_HEADER = pattern(r"[|>](?:[+-]?[1-9]?|[1-9][+-])[ \t]*(?:[ \t]#.*)?$")
_BLOCK_DIGIT = pattern(r"[|>][+-]?[1-9]")
_TAG = pattern(r"!(?:![A-Za-z][\w-]*|[A-Za-z][\w-]*|<[^>]*>)(?=[ \t]|$)")
_REFERENCE = pattern(r"[&*][^\s,\[\]{}]+(?=[ \t]|$)")
_ANCHOR_USED = pattern(r"(?:^|[\s\[{,])([&*])([^\s,\[\]{}]+)")
_BAD_ESCAPE = pattern(r'\\(?:x(?![0-9A-Fa-f]{2})|u(?![0-9A-Fa-f]{4})|U(?![0-9A-Fa-f]{8})|[^0abt\tnvfre "\\/N_LPxuU]|\\)')
_HALF_WIDTH = str.maketrans({"：": ": ", "，": ", ", "｛": "{", "｝": "}"})


@frozen
class Level:
    """One step of the indentation: where the keys of a mapping or the dashes of a list stand."""

    column: int
    kind: Literal["map", "list"]
    of_maps: bool = False
    """For a list: whether an item before was a mapping."""


class ValueScan:
    """The state of a walk over the lines of a file, and what it does with one value."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.lines = draft.lines
        self.at = 0
        self.levels: list[Level] = []
        self.pending: int | None = -1  # the column of the key or dash whose value has not come yet
        self.plain: int | None = None  # the column that a line must exceed to continue the text above
        self.started = False
        self.indent_told = False
        self.stopped = False  # the rest of the file was left out
        self.readable = True  # a parser may be asked
        self.verbatim: set[int] = set()
        self.quoted: dict[int, list[tuple[int, int]]] = {}
        marks: dict[str, set[str]] = {"&": set(), "*": set()}
        for line in self.lines:
            for sign, name in _ANCHOR_USED.findall(line):
                marks[sign].add(name)
        self.references = marks["&"] & marks["*"]

    def _tell(self, number: int, start: int, end: int, make: Make, also: tuple[int, ...] = ()) -> None:
        self.draft.found(number, start, end, make, also)

    def _next(self) -> str | None:
        for number in range(self.at, len(self.lines)):
            line = self.lines[number]
            if not is_blank(line) and line[lead(line)] != "#":
                return line
        return None

    def _text_end(self, raw: str, start: int) -> int:
        """Where a text without quotes ends: before a comment, or at the end of the line."""
        for match in HASH.finditer(raw, start):
            if match.group(1) in ("", *BLANKS):
                return match.start()
        return len(raw)

    def _value(self, number: int, raw: str, start: int, parent: int, block: bool = False) -> None:
        """What stands behind a colon or a dash; `block` when a list or mapping could begin here."""
        self.pending = self.plain = None
        if start >= len(raw) or (raw[start] == "#" and self._is_comment(number, raw, start, parent)):
            self.pending = parent
            return
        sign, follows = raw[start], raw[start + 1 : start + 2]
        if sign in "\"'":
            self._quoted_value(number, raw, start, parent)
        elif sign in "|>" and _BLOCK_HEADER.match(raw, start) and self._block_follows(raw, start, parent):
            tell_comment(self.draft, number, raw.find("#", start) if "#" in raw[start:] else len(raw))
            self._skip_block(parent)
        elif sign in "[{":
            self._flow_value(number, raw, start, parent)
        elif sign == "!" and (tag := _TAG.match(raw, start)):
            self._tag(number, raw, start, tag.group(), parent)
        elif sign in "&*" and (name := _REFERENCE.match(raw, start)) and name.group()[1:] in self.references:
            self._reference(number, raw, start, name.group(), parent)
        elif sign in SIGNS + ",]}" or (sign in "?:" and follows in ("", *BLANKS)):
            self._sign(number, raw, start, sign, parent)
        elif sign == "-" and follows in ("", *BLANKS) and not block:
            text = raw[start : self._text_end(raw, start)].rstrip()
            self._quote(number, raw, start, parent, lambda place, to: DashInLine(place=place, corrected=to, text=text))
        elif sign == "｛" and raw.rstrip().endswith(("｝", "}")) and re.search("[:：]", raw[start:]):
            self._wide_braces(number, raw, start)
        else:
            self._plain_value(number, raw, start, parent)

    def _is_comment(self, number: int, raw: str, start: int, parent: int) -> bool:
        """Whether a `#` right behind a colon or dash is a comment: it has its blank, or the value stands on the lines below."""
        if self._text_end(raw, start) == start:
            return True
        below = self._next()
        indent = -1 if below is None else lead(below)
        if below is None or (
            indent <= parent and not (indent == parent and below[indent] == "-" and raw[:start].rstrip().endswith(":"))
        ):
            return False
        tell_comment(self.draft, number, start)
        return True

    def _sign(self, number: int, raw: str, start: int, sign: str, parent: int) -> None:
        text = raw[start : self._text_end(raw, start)].rstrip()
        self._quote(number, raw, start, parent, lambda place, to: YamlSign(place=place, corrected=to, sign=sign, text=text))

    def _quote(self, number: int, raw: str, start: int, parent: int, make: Make) -> None:
        """Puts a value in quotes, with the lines that continue it, and reports it."""
        end = start + len(raw[start : self._text_end(raw, start)].rstrip())
        last = self._last_continuation(number, raw, end, parent)
        if last == number:
            self.draft.edit(number, start, end, quote(raw[start:end]))
            self._tell(number, start, end, make)
            return
        mark = '"' if not any(c in line for line in self.lines[number : last + 1] for c in '"\\') else "'"
        self.draft.edit(number, start, start, mark)
        stop = len(self.lines[last].rstrip())
        self.draft.edit(last, stop, stop, mark)
        self._tell(number, start, end, make, also=(last,))
        for line in range(number, last + 1):
            self.quoted.setdefault(line, []).append(
                (start if line == number else 0, stop if line == last else len(self.lines[line]))
            )
        self.at = last + 1

    def _last_continuation(self, number: int, raw: str, end: int, parent: int) -> int:
        """The last of the lines below that are more of the same text."""
        last = number
        if not is_blank(raw[end:]):
            return last
        for below in range(number + 1, len(self.lines)):
            line = self.lines[below]
            if is_blank(line):
                continue
            start = lead(line)
            if start <= parent or line[start] in "-#" or SEPARATOR.search(line) or HASH.search(line) or line[:start].strip(" "):
                break
            last = below
        return last

    def _quoted_value(self, number: int, raw: str, start: int, parent: int) -> None:
        mark = raw[start]
        end = closing_quote(raw, start + 1, mark)
        line = number
        while end < 0:
            line += 1
            if line >= len(self.lines) or (not is_blank(self.lines[line]) and lead(self.lines[line]) <= parent):
                stop = len(raw.rstrip())
                self.draft.edit(number, stop, stop, mark)
                self._tell(number, start, start + 1, lambda place, to: QuoteNotClosed(place=place, corrected=to, quote=mark))
                return
            end = closing_quote(self.lines[line], 0, mark)
        last = self.lines[line]
        for inner in range(number, line + 1):
            span = (start if inner == number else 0, end + 1 if inner == line else len(self.lines[inner]))
            self.quoted.setdefault(inner, []).append(span)
        self.at = line + 1
        rest = last[end + 1 :]
        if not is_blank(rest) and not (rest[0] in BLANKS and rest.lstrip().startswith("#")):
            self._after_quote(number, raw, start, line, end, parent)
            return
        tell_comment(self.draft, line, len(last) - len(rest.lstrip()))
        if mark == '"':
            self._escapes(number, raw, start, line, end)

    def _after_quote(self, number: int, raw: str, start: int, line: int, end: int, parent: int) -> None:
        last = self.lines[line]
        stop = len(last[: self._text_end(last, end)].rstrip())
        rest = last[end + 1 : stop].strip()
        if line == number:
            self.quoted.pop(number, None)
            self.draft.edit(number, start, stop, quote(raw[start:stop]))
        else:
            self.draft.edit(line, end, end + 1, "")
            self.draft.edit(line, stop, stop, last[end])
        self._tell(line, end + 1, stop, lambda place, to: TextAfterQuote(place=place, corrected=to, rest=rest))

    def _escapes(self, number: int, raw: str, start: int, line: int, end: int) -> None:
        if line != number:
            return
        body = raw[start + 1 : end]
        bad = next((m for m in _BAD_ESCAPE.finditer(body) if m.group() != "\\\\"), None)
        if bad is None:
            return
        at, escape = start + 1 + bad.start(), body[bad.start() : bad.start() + 2]
        self.draft.edit(number, start, end + 1, "'" + body.replace("'", "''") + "'")
        self._tell(number, at, at + 2, lambda place, to: BackslashInQuotes(place=place, corrected=to, escape=escape))

    def _block_follows(self, raw: str, start: int, parent: int) -> bool:
        """Whether `>` or `|` is meant as a block: `>5` alone is a target, unless indented lines follow."""
        if not _BLOCK_DIGIT.match(raw, start):
            return True
        below = next((self.lines[n] for n in range(self.at, len(self.lines)) if not is_blank(self.lines[n])), "")
        return lead(below) > parent

    def _skip_block(self, parent: int) -> None:
        """Skips the lines of a block text; only its indentation can be wrong."""
        width: int | None = None
        while self.at < len(self.lines):
            raw = self.lines[self.at]
            blanks = len(raw) - len(raw.lstrip(" "))
            if is_blank(raw) and (blanks == len(raw) or blanks <= parent):
                self.draft.edit(self.at, 0, len(raw), " " * len(raw))
            elif blanks > parent and (width is not None or raw[blanks] != "\t"):
                width = blanks if width is None else width
            elif raw[blanks] in "\t" + WIDE_BLANKS:
                self._block_indent(self.at, raw, blanks, width if width is not None else parent + 2 + (parent < 0))
                width = width if width is not None else parent + 2 + (parent < 0)
            else:
                return
            self.verbatim.add(self.at)
            self.at += 1

    def _block_indent(self, number: int, raw: str, blanks: int, width: int) -> None:
        start, character = lead(raw), raw[blanks]
        # A full-width blank in a block of lines belongs to the text (a paragraph begins with two), a tab does not.
        self.draft.edit(number, 0, start if character == "\t" else blanks, " " * width)
        self._tell(number, 0, start, lambda place, to: IndentCharacter(place=place, corrected=to, character=character))

    def _tag(self, number: int, raw: str, start: int, tag: str, parent: int) -> None:
        after = start + len(tag) + lead(raw[start + len(tag) :])
        end = len(raw[: self._text_end(raw, start)].rstrip())
        rest = raw[after:end]
        self.draft.edit(number, start, max(end, after), quote(rest) if rest and rest[0] not in "[{\"'|>" else rest)
        self._tell(number, start, start + len(tag), lambda place, to: TagNotAllowed(place=place, corrected=to, tag=tag))
        if not rest:
            self.pending = parent
        elif rest[0] in "[{\"'|>":
            self._value(number, raw, after, parent)

    def _reference(self, number: int, raw: str, start: int, name: str, parent: int) -> None:
        self._tell(number, start, start + len(name), lambda place, _: ReferenceNotAllowed(place=place, reference=name))
        after = start + len(name) + lead(raw[start + len(name) :])
        if name[0] == "*":
            self.draft.edit(number, start, start + len(name), quote(name))
            return
        self.draft.edit(number, start, after, "")
        self._value(number, raw, after, parent)

    def _flow_value(self, number: int, raw: str, start: int, parent: int) -> None:
        mark = self.draft.mark()
        scan = FlowScan(self.draft, (number, start), parent, len(self.levels), self.quoted)
        outcome = scan.run()
        if outcome.too_deep:
            self.stopped, self.readable = True, False
            return
        text = raw[start : self._text_end(raw, start)].rstrip()
        if outcome.end is None:
            if raw[start] == "[" and text.endswith((")", "）")):
                self.draft.back_to(mark)
                self._sign(number, raw, start, "[", parent)
                return
            if scan.frames:
                scan.close_all()
            self.at = max(self.at, outcome.last[0] + 1)
            return
        line, end = outcome.end
        self.at = max(self.at, line + 1)
        rest = self.lines[line][end:]
        if is_blank(rest) or (rest[0] in BLANKS and rest.lstrip().startswith("#")):
            tell_comment(self.draft, line, len(self.lines[line]) - len(rest.lstrip()))
        elif line == number:
            self.draft.back_to(mark)
            self._sign(number, raw, start, raw[start], parent)

    def _wide_braces(self, number: int, raw: str, start: int) -> None:
        stop = len(raw.rstrip())
        line = raw[:start] + "{" + raw[start + 1 : stop - 1].translate(_HALF_WIDTH) + "}"
        again = Draft([line], None)
        FlowScan(again, (0, start), -1, 0, {}).run()
        self.draft.edit(number, start, stop, again.line(0)[start:])
        self._tell(number, start, stop, lambda place, to: FullWidthBracket(place=place, corrected=to, bracket="｛"))

    def _plain_value(self, number: int, raw: str, start: int, parent: int) -> None:
        """A text without quotes: a second colon or a glued `#` in it would cut it."""
        end = self._text_end(raw, start)
        if glued := HASH.search(raw, start, end):
            self._quote(number, raw, start, parent, hash_problem(raw[glued.start() : end]))
            return
        text = raw[start:end].rstrip()
        if SEPARATOR.search(raw, start, end):
            self._quote(number, raw, start, parent, lambda place, to: ColonInsideText(place=place, corrected=to, text=text))
            return
        if end == len(raw):
            self.plain = parent
