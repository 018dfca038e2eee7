"""Text files that are read line by line from the disk: their encoding first, then as often as wanted, never held as a whole."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.lazily import frozen, pattern
from indicatorlang.readers.decode import decode

_CHUNK = 1 << 20
_PRIVATE = pattern("[\ue000-\uf8ff\U000f0000-\U0010ffff]")


@frozen
class TextLines:
    """The lines of a file, numbered from 1 and without their ends; each walk reads the file again."""

    path: Path
    encoding: str

    def __iter__(self) -> Iterator[tuple[int, str]]:
        with self.path.open(encoding=self.encoding, newline=None) as stream:
            for number, line in enumerate(stream, 1):
                yield number, line.removesuffix("\n") if number > 1 else line.removesuffix("\n").removeprefix("\ufeff")


def lines_of(path: Path, file: str, encoding: str | None) -> tuple[TextLines | None, tuple[Diagnostic, ...]]:
    """The lines of a file, once it is sure that all of them can be read; the encodings tried are those of every text file."""
    with path.open("rb") as stream:
        start = stream.read(4)
    if encoding is not None:
        candidates: tuple[str, ...] = (encoding,)
    elif start.startswith(codecs.BOM_UTF8):
        candidates = ("utf-8-sig",)
    elif start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        candidates = ("utf-16",)
    else:
        candidates = ("utf-8", "gb18030")
    for candidate in candidates:
        if _readable(path, candidate):
            return TextLines(path, candidate), ()
    # What exactly is wrong is found out by the reader of whole texts; a file that is no text is not read for long anyway.
    _, problems = decode(path.read_bytes(), file, encoding)
    return None, problems


def _readable(path: Path, encoding: str) -> bool:
    try:
        decoder = codecs.getincrementaldecoder(encoding)("strict")
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                text = decoder.decode(chunk)
                if (encoding == "gb18030" and _PRIVATE.search(text)) or "\0" in text:
                    return False
            decoder.decode(b"", True)
    except (LookupError, ValueError):
        return False
    return True
