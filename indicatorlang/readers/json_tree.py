"""JSON text → plain Python structures in which numbers stay text, with the place of every value and no key lost.

The standard parser can keep numbers as text, but not say where a value stands, and it quietly keeps the last of two equal keys.
"""

from __future__ import annotations

import bisect
import re
from decimal import Decimal
from json import JSONDecodeError
from json import decoder as _decoder
from typing import Literal, NoReturn

from indicatorlang.diagnostics import Diagnostic, Place
from indicatorlang.lazily import define, pattern
from indicatorlang.readers.plain import plain
from indicatorlang.readers.text_problems import JsonBroken, JsonKeyTwice

MAX_DEPTH = 32
_BLANK = pattern(r"[ \t\r\n]*")
_NUMBER = pattern(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,3})?(?![0-9A-Za-z_.+-])")
_WORDS = (("true", True), ("false", False), ("null", None), ("NaN", "nan"), ("Infinity", "inf"), ("-Infinity", "-inf"))
Path = tuple[str | int, ...]
Json = dict[str, "Json"] | list["Json"] | str | bool | None
Wanted = Literal["value", "key", "colon", "comma", "end", "string", "row", "depth"]


def _scan(text: str, start: int) -> tuple[str, int]:
    """The string whose opening quote stands before `start`, and the place behind its closing one."""
    found: tuple[str, int] = _decoder.scanstring(text, start, True)  # type: ignore[attr-defined]  # known to all, typed by none
    return found


class _Stop(Exception):
    """The text cannot be read on; carries the one diagnostic. Never leaves this module."""

    def __init__(self, found: Diagnostic) -> None:
        self.found = found


@define
class JsonTree:
    """A parsed text. `offsets` says at which character the value at a path begins; `breaks` where lines end."""

    value: Json
    offsets: dict[Path, int]
    breaks: list[int]
    first_line: int = 1

    def line(self, path: Path) -> int | None:
        """The line, from 1, that the value at a path begins in."""
        offset = self.offsets.get(path)
        return None if offset is None else bisect.bisect_left(self.breaks, offset) + self.first_line


def parse_json(text: str, file: str | None, first_line: int = 1) -> tuple[JsonTree | None, tuple[Diagnostic, ...]]:
    """The tree of a text; None with the reason when it is no JSON. Keys that stand twice are errors, the first one counts."""
    reader = _Reader(text, file, first_line)
    try:
        value = reader.value((), 0)
        reader.skip()
        if reader.at < len(text):
            reader.stop("end")
    except _Stop as stop:
        return None, (*reader.diagnostics, stop.found)
    return JsonTree(value, reader.offsets, reader.breaks, first_line), tuple(reader.diagnostics)


class _Reader:
    def __init__(self, text: str, file: str | None, first_line: int) -> None:
        self.text = text
        self.file = file
        self.first_line = first_line
        self.at = 0
        self.breaks = [found.start() for found in re.finditer("\n", text)]
        self.offsets: dict[Path, int] = {}
        self.diagnostics: list[Diagnostic] = []

    def place(self, at: int) -> Place:
        line = bisect.bisect_left(self.breaks, at)
        start = self.breaks[line - 1] + 1 if line else 0
        end = self.breaks[line] if line < len(self.breaks) else len(self.text)
        return Place(self.file, None, line + self.first_line, at - start + 1, 1, self.text[start:end].rstrip("\r"))

    def stop(self, wanted: Wanted, at: int | None = None) -> NoReturn:
        at = self.at if at is None else at
        got = self.text[at : at + 12].split("\n")[0].strip() or ("…" if at < len(self.text) else "")
        raise _Stop(JsonBroken(place=self.place(at), wanted=wanted, got=got.replace("`", "'")))

    def skip(self) -> str:
        """Passes over blanks; the sign that follows, empty at the end."""
        found = _BLANK.match(self.text, self.at)
        self.at = found.end() if found else self.at
        return self.text[self.at : self.at + 1]

    def value(self, path: Path, depth: int) -> Json:
        sign = self.skip()
        if depth > MAX_DEPTH:
            self.stop("depth")
        self.offsets[path] = self.at
        if sign == "{":
            return self.mapping(path, depth)
        if sign == "[":
            return self.sequence(path, depth)
        if sign == '"':
            return self.string()
        number = _NUMBER.match(self.text, self.at)
        if number is not None:
            self.at = number.end()
            written = number[0]
            return plain(Decimal(written)) if "e" in written.lower() else written
        for word, meaning in _WORDS:
            if self.text.startswith(word, self.at):
                self.at += len(word)
                return meaning
        self.stop("value")

    def string(self) -> str:
        start = self.at
        try:
            text, self.at = _scan(self.text, self.at + 1)
            # Half of a surrogate pair is no character: nothing could print it.
            text.encode("utf-8")
        except (JSONDecodeError, UnicodeEncodeError):
            self.stop("string", start)
        return text

    def mapping(self, path: Path, depth: int) -> Json:
        self.at += 1
        found: dict[str, Json] = {}
        key_at: dict[str, int] = {}
        if self.skip() == "}":
            self.at += 1
            return found
        while True:
            if self.skip() != '"':
                self.stop("key")
            start = self.at
            key = self.string()
            if self.skip() != ":":
                self.stop("colon")
            self.at += 1
            if key in found:
                first = bisect.bisect_left(self.breaks, key_at[key]) + self.first_line
                self.diagnostics.append(JsonKeyTwice(place=self.place(start), key=key, first_line=first))
                self.value((*path, key, "="), depth + 1)
            else:
                key_at[key] = start
                found[key] = self.value((*path, key), depth + 1)
            if self.after_item("}"):
                return found

    def sequence(self, path: Path, depth: int) -> Json:
        self.at += 1
        found: list[Json] = []
        if self.skip() == "]":
            self.at += 1
            return found
        while True:
            found.append(self.value((*path, len(found)), depth + 1))
            if self.after_item("]"):
                return found

    def after_item(self, closing: str) -> bool:
        """Passes over the comma or the bracket behind an item; whether it was the bracket."""
        sign = self.skip()
        if sign not in (",", closing) or not sign:
            self.stop("comma")
        self.at += 1
        return sign == closing
