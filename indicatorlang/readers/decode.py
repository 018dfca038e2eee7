"""Bytes → text: UTF-8 with or without its mark, UTF-16 with its mark, else GB18030, each strictly; nothing is replaced."""

from __future__ import annotations

import codecs

from indicatorlang.diagnostics import Diagnostic, Place
from indicatorlang.lazily import pattern
from indicatorlang.readers.file_problems import ContentMismatch
from indicatorlang.readers.text_problems import EncodingDoubtful, EncodingUnknown, TextUndecodable

# Characters nobody writes; Big5 read as GB18030 is full of them.
_PRIVATE = pattern("[\ue000-\uf8ff\U000f0000-\U0010ffff]{1,3}")
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decode(data: bytes, file: str, encoding: str | None = None) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """The text of a file. `encoding` is believed; without it the mark at the start decides, then UTF-8, then GB18030."""
    if encoding is not None:
        return _named(data, file, encoding)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strictly(data, file, name)
    if b"\0" in data:
        return None, (ContentMismatch(place=Place(file), path=file, content="binary"),)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as wrong:
        first = wrong
    # A file that is cut in the middle of a character is UTF-8 all the same; GB18030 would make nonsense of it.
    if first.reason == "unexpected end of data" and any(byte >= 0x80 for byte in data[: first.start]):
        return None, (TextUndecodable(place=_place(data, first, file), encodings=("UTF-8",), byte=_byte(first)),)
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as wrong:
        # Where the better of the two attempts ended is where the reader has to look.
        furthest = max(first, wrong, key=lambda attempt: attempt.start)
        where = _place(data, furthest, file)
        return None, (TextUndecodable(place=where, encodings=("UTF-8", "GB18030"), byte=_byte(furthest)),)
    private = _PRIVATE.search(text)
    if private is not None:
        line = text.count("\n", 0, private.start()) + 1
        sample = " ".join(f"U+{ord(sign):04X}" for sign in private[0])
        return None, (EncodingDoubtful(place=Place(file, line=line), sample=sample),)
    return text, ()


def _named(data: bytes, file: str, encoding: str) -> tuple[str | None, tuple[Diagnostic, ...]]:
    try:
        name = codecs.lookup(encoding).name
        # Encodings of other things than text (base64, zip) are known by name too.
        "".encode(name)
    except (LookupError, ValueError):
        return None, (EncodingUnknown(place=Place(file), encoding=encoding),)
    return _strictly(data, file, "utf-8-sig" if name == "utf-8" else name)


def _strictly(data: bytes, file: str, encoding: str) -> tuple[str | None, tuple[Diagnostic, ...]]:
    try:
        return data.decode(encoding), ()
    except UnicodeDecodeError as wrong:
        return None, (TextUndecodable(place=_place(data, wrong, file), encodings=(encoding.upper(),), byte=_byte(wrong)),)
    except UnicodeError:
        # Encodings of names (idna) fail in their own way; no file is written in them.
        return None, (EncodingUnknown(place=Place(file), encoding=encoding),)


def _byte(wrong: UnicodeDecodeError) -> str:
    return f"0x{wrong.object[wrong.start]:02X}"


def _place(data: bytes, wrong: UnicodeDecodeError, file: str) -> Place:
    return Place(file, line=data.count(b"\n", 0, wrong.start) + 1)
