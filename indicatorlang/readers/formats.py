"""What a file format must say of itself. Every `from_*.py` that reads files exports one as `PART`; the folder is the list."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.lazily import frozen
from indicatorlang.model.actual import Origin, RawActuals, RecordTable

T = TypeVar("T")
Result = tuple[T | None, tuple[Diagnostic, ...]]
"""What was read, None when nothing could be, and everything found on the way."""
OriginOf = Callable[[tuple[str | int, ...]], Origin]
"""Where the value at a path of keys and positions stands."""


@frozen
class Options:
    """What a caller may say about a file: the sheet of a workbook, the encoding of a text. `likely` names the sheets to prefer
    where none is named."""

    sheet: str | None = None
    encoding: str | None = None
    likely: tuple[str, ...] = ()


@frozen
class FileFormat:
    """One format of files: the ends of its names, and its readers, which take the bytes and the name of a file."""

    name: str
    suffixes: tuple[str, ...]
    actuals: Callable[[bytes, str, Options], Result[RawActuals]]
    records: Callable[[bytes, str, Options], Result[RecordTable]]
