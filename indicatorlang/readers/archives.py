"""Workbooks and documents are zip archives of XML: what is asked of one before anything in it is read.

The size that a zip archive declares is the most that is ever unpacked from it, so that the sum of these bounds the memory it can
take. Programs of offices never write a document type, which is where entities that expand are declared: a file with one is refused.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import IO
from xml.parsers import expat

from indicatorlang.diagnostics import Diagnostic, Place
from indicatorlang.lazily import pattern
from indicatorlang.readers.file_problems import FileBroken, FileTooLarge, FileUnreadable

MAX_MEGABYTES = 500
ZIP, OLE, PARQUET = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PAR1"
_DOCTYPE = pattern(rb"<\0?!\0?(?:D\0?O\0?C\0?T\0?Y\0?P\0?E|E\0?N\0?T\0?I\0?T\0?Y)")
_PROLOG = 4096


def open_archive(source: Path | bytes, file: str, form: str) -> tuple[zipfile.ZipFile | None, tuple[Diagnostic, ...]]:
    """The archive that a workbook or document (`form`: XLSX, DOCX) is; None, and the reason, when it is none, damaged or too large.

    The caller closes it.
    """
    where = Place(file)
    try:
        archive = zipfile.ZipFile(source if isinstance(source, Path) else io.BytesIO(source))
    except OSError as wrong:
        return None, (FileUnreadable(place=where, path=file, reason=wrong.strerror or str(wrong)),)
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return None, (FileBroken(place=where, path=file, format=form),)
    try:
        size = sum(info.file_size for info in archive.infolist()) // 1_000_000
        if size > MAX_MEGABYTES:
            problem: Diagnostic = FileTooLarge(place=where, path=file, megabytes=size)
        elif any(_declares_a_type(archive, info) for info in archive.infolist()):
            problem = FileBroken(place=where, path=file, format=form)
        else:
            return archive, ()
    except Exception:
        # Encrypted members, unknown compression, damaged streams: each has its own exception, all mean the same here.
        problem = FileBroken(place=where, path=file, format=form)
    archive.close()
    return None, (problem,)


def _declares_a_type(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bool:
    if not info.filename.lower().endswith((".xml", ".rels")):
        return False
    with archive.open(info) as part:
        start = part.read(_PROLOG)
        return _DOCTYPE.search(start) is not None or _type_before_the_first_element(start, part)


def _type_before_the_first_element(start: bytes, part: IO[bytes]) -> bool:
    """Whether a document type stands further on, behind comments of any length. What is no XML at all is found by its reader."""
    seen: list[bool] = []
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = lambda *_: seen.append(True)
    parser.StartElementHandler = lambda *_: seen.append(False)
    try:
        while start and not seen:
            parser.Parse(start, False)
            start = part.read(_PROLOG)
    except expat.ExpatError:
        pass
    return bool(seen) and seen[0]
