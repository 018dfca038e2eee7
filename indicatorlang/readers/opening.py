"""What can be said of a file before it is read: whether it is there, is a file, has a known name, and begins as its name promises."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from indicatorlang.diagnostics import Diagnostic, Place
from indicatorlang.readers.archives import OLE, PARQUET, ZIP
from indicatorlang.readers.file_problems import (
    FORMATS_SHOWN,
    ContentMismatch,
    FileIsFolder,
    FileMissing,
    FileUnreadable,
    FormatUnknown,
    OldExcel,
)

_BEGINNINGS = {"XLSX": ZIP, "DOCX": ZIP, "Parquet": PARQUET}


def trouble_with(path: Path, file: str, suffixes: Collection[str], shown: str = FORMATS_SHOWN) -> Diagnostic | None:
    """Why a file is not to be opened at all; `suffixes` are the ends of names that are read. Raises OSError or ValueError when
    the system does not even let us look."""
    where = Place(file)
    if not path.exists():
        return FileMissing(place=where, path=file)
    if path.is_dir():
        return FileIsFolder(place=where, path=file)
    suffix = path.suffix.lower()
    if suffix == ".xls":
        return OldExcel(place=where, path=file)
    if suffix not in suffixes:
        return FormatUnknown(place=where, path=file, suffix=path.suffix, formats=shown)
    return None


def unreadable(file: str, wrong: OSError | ValueError) -> FileUnreadable:
    """The diagnostic for what the system said."""
    return FileUnreadable(place=Place(file), path=file, reason=getattr(wrong, "strerror", None) or str(wrong))


def mismatch(name: str, data: bytes, file: str) -> Diagnostic | None:
    """What the first bytes give away: workbooks named .csv, web pages named .xlsx. `name` is that of the format."""
    wanted = _BEGINNINGS.get(name)
    if wanted is not None and data.startswith(wanted):
        return None
    where = Place(file)
    if data.startswith(ZIP):
        return ContentMismatch(place=where, path=file, content="workbook")
    if data.startswith(OLE):
        return ContentMismatch(place=where, path=file, content="old-workbook")
    if data.startswith(PARQUET):
        return ContentMismatch(place=where, path=file, content="parquet")
    if wanted is not None:
        page = data.lstrip()[:200].lower().startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"\xef\xbb\xbf<"))
        binary = b"\0" in data[:1000]
        return ContentMismatch(place=where, path=file, content="page" if page else "binary" if binary else "text")
    return None
