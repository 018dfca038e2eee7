"""The door of this room for actuals: a file, or something Python already holds, → everything delivered, still text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from indicatorlang import catalogue
from indicatorlang.diagnostics import Diagnostic, Place
from indicatorlang.model.actual import RawActuals
from indicatorlang.readers.decode import decode
from indicatorlang.readers.file_problems import (
    ContentMismatch,
    FileEmpty,
    FileIsFolder,
    FileMissing,
    FileUnreadable,
    FormatUnknown,
    OldExcel,
)
from indicatorlang.readers.formats import FileFormat, Options, OriginOf
from indicatorlang.readers.from_frame import from_frame
from indicatorlang.readers.from_mapping import from_mapping

YamlReader = Callable[[str, str], tuple[object, OriginOf | None, tuple[Diagnostic, ...]]]
"""Text and file name → plain structures (None when unreadable), where each value stands, and what was wrong."""
_ZIP, _OLE, _PARQUET = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PAR1"


def read_actuals(
    path: str | Path, *, sheet: str | None = None, encoding: str | None = None, yaml: YamlReader | None = None
) -> tuple[RawActuals | None, tuple[Diagnostic, ...]]:
    """Everything one file delivers. None when it cannot be read at all; then a diagnostic says why.

    `sheet` names the sheet of a workbook, `encoding` the encoding of a text file. YAML is read by `yaml`, because the room
    that knows it is above this one.
    """
    file = str(path)
    opened, data, problems = open_file(path, yaml is not None)
    if data is None:
        return None, problems
    if opened is not None:
        return opened.actuals(data, file, Options(sheet, encoding))
    text, problems = decode(data, file, encoding)
    if text is None or yaml is None:
        return None, problems
    tree, origin_of, problems = yaml(text, file)
    if tree is None:
        return None, problems
    actuals, more = from_mapping(tree, file=file, origin_of=origin_of)
    return actuals, problems + more


def from_python(obj: object) -> tuple[RawActuals | None, tuple[Diagnostic, ...]]:
    """Actuals out of a mapping, a list of rows or a data frame."""
    if isinstance(obj, RawActuals):
        return obj, ()
    if isinstance(obj, Mapping) or (isinstance(obj, Sequence) and not isinstance(obj, str | bytes)):
        return from_mapping(obj)
    return from_frame(obj)


def formats() -> dict[str, FileFormat]:
    """The formats by the end of a file's name."""
    found = catalogue.parts("indicatorlang.readers").values()
    return {suffix: part for part in found if isinstance(part, FileFormat) for suffix in part.suffixes}


def open_file(path: str | Path, yaml: bool = False) -> tuple[FileFormat | None, bytes | None, tuple[Diagnostic, ...]]:
    """The format of a file and its bytes; no format for YAML; no bytes, and the reason, when it is not to be read."""
    file, path = str(path), Path(path)
    where = Place(file)
    try:
        if not path.exists():
            return None, None, (FileMissing(place=where, path=file),)
        if path.is_dir():
            return None, None, (FileIsFolder(place=where, path=file),)
        suffix = path.suffix.lower()
        form = formats().get(suffix)
        if suffix == ".xls":
            return None, None, (OldExcel(place=where, path=file),)
        if form is None and not (yaml and suffix in (".yaml", ".yml")):
            return None, None, (FormatUnknown(place=where, path=file, suffix=path.suffix),)
        data = path.read_bytes()
    except (OSError, ValueError) as wrong:
        reason = getattr(wrong, "strerror", None) or str(wrong)
        return None, None, (FileUnreadable(place=where, path=file, reason=reason),)
    if not data.strip():
        return None, None, (FileEmpty(place=where, path=file),)
    mismatch = _mismatch(form, data, file)
    return (form, None, (mismatch,)) if mismatch is not None else (form, data, ())


def _mismatch(form: FileFormat | None, data: bytes, file: str) -> Diagnostic | None:
    """What the first bytes give away: workbooks named .csv, web pages named .xlsx."""
    wanted = {"XLSX": _ZIP, "Parquet": _PARQUET}.get(form.name if form else "")
    if wanted is not None and data.startswith(wanted):
        return None
    where = Place(file)
    if data.startswith(_ZIP):
        return ContentMismatch(place=where, path=file, content="workbook")
    if data.startswith(_OLE):
        return ContentMismatch(place=where, path=file, content="old-workbook")
    if data.startswith(_PARQUET):
        return ContentMismatch(place=where, path=file, content="parquet")
    if wanted is not None:
        page = data.lstrip()[:200].lower().startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"\xef\xbb\xbf<"))
        binary = b"\0" in data[:1000]
        return ContentMismatch(place=where, path=file, content="page" if page else "binary" if binary else "text")
    return None
