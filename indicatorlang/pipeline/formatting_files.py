"""Ruleset files laid out in place: read, formatted, written whole or not at all, and what changed as a diff."""

from __future__ import annotations

import contextlib
import difflib
import os
import shutil
import tempfile
from pathlib import Path

from indicatorlang.diagnostics import Place, RulesetError
from indicatorlang.pipeline.formatting import Formatted, format_text
from indicatorlang.pipeline.formatting_problems import FileNotWritten
from indicatorlang.pipeline.loading import read_ruleset_text
from indicatorlang.resolve.file_problems import RulesetUnreadable

_SENTENCE = "\\ No newline at end of file\n"


def format_file(path: Path, *, canonical: bool = False, fix: bool = False) -> Formatted:
    """A file laid out, not written yet. One that cannot be read is an error among the diagnostics."""
    try:
        read_ruleset_text(path)
        data = path.read_bytes()
    except RulesetError as wrong:
        return Formatted("", "", wrong.diagnostics)
    except OSError:
        return Formatted("", "", (RulesetUnreadable(path=str(path), reason="unreadable", place=Place(file=str(path))),))
    return format_bytes(data, str(path), canonical=canonical, fix=fix)


def format_bytes(data: bytes, name: str, *, canonical: bool = False, fix: bool = False) -> Formatted:
    """The contents of a file laid out; `name` is only shown. Bytes that are no UTF-8 are an error among the diagnostics."""
    try:
        given = data.decode("utf-8")
    except UnicodeDecodeError:
        return Formatted("", "", (RulesetUnreadable(path=name, reason="not-utf8", place=Place(file=name)),))
    return format_text(given, name, canonical=canonical, fix=fix)


def write_file(path: Path, text: str) -> FileNotWritten | None:
    """Puts a text in the place of a file's contents, all of it or nothing; a link keeps pointing to it and its rights stay."""
    place = Path(os.path.realpath(path))
    waiting: str | None = None
    try:
        number, waiting = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.")
        with os.fdopen(number, "wb") as out:
            out.write(text.encode("utf-8"))
        shutil.copymode(place, waiting)
        os.replace(waiting, place)
    except OSError as wrong:
        if waiting is not None:
            with contextlib.suppress(OSError):
                os.unlink(waiting)
        return not_written(path, wrong)
    return None


def not_written(path: Path, wrong: OSError) -> FileNotWritten:
    """Why the system refuses to write a file."""
    return FileNotWritten(path=str(path), number=wrong.errno, reason=wrong.strerror or str(wrong), place=Place(file=str(path)))


def diff(formatted: Formatted, name: str) -> str:
    """What would change, as a unified diff; empty when nothing would."""
    return difference(formatted.given, formatted.text, name)


def difference(before: str, after: str, name: str) -> str:
    """What changes between two texts of a file, as a unified diff; empty when nothing does."""
    return "".join(difflib.unified_diff(_lines(before), _lines(after), name, name))


def _lines(text: str) -> list[str]:
    """Lines with their ends; one without says so, as other programs of this kind do."""
    lines = [f"{line}\n" for line in text.split("\n")]
    last = lines.pop()
    return lines if last == "\n" else [*lines, last + _SENTENCE]
