"""The door of this room for actuals: a file, or something Python already holds, → everything delivered, still text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from indicatorlang import catalogue
from indicatorlang.diagnostics import Diagnostic, Place
from indicatorlang.model.actual import RawActuals
from indicatorlang.readers.decode import decode
from indicatorlang.readers.file_problems import FileEmpty
from indicatorlang.readers.formats import FileFormat, Options, OriginOf
from indicatorlang.readers.opening import mismatch, trouble_with, unreadable

YamlReader = Callable[[str, str], tuple[object, OriginOf | None, tuple[Diagnostic, ...]]]
"""Text and file name → plain structures (None when unreadable), where each value stands, and what was wrong."""


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
    from indicatorlang.readers.from_mapping import from_mapping

    actuals, more = from_mapping(tree, file=file, origin_of=origin_of)
    return actuals, problems + more


def from_python(obj: object) -> tuple[RawActuals | None, tuple[Diagnostic, ...]]:
    """Actuals out of a mapping, a list of rows or a data frame."""
    if isinstance(obj, RawActuals):
        return obj, ()
    from indicatorlang.readers.from_frame import from_frame
    from indicatorlang.readers.from_mapping import from_mapping

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
    known = formats()
    try:
        trouble = trouble_with(path, file, {*known, ".yaml", ".yml"} if yaml else known)
        if trouble is not None:
            return None, None, (trouble,)
        data = path.read_bytes()
    except (OSError, ValueError) as wrong:
        return None, None, (unreadable(file, wrong),)
    form = known.get(path.suffix.lower())
    if not data.strip():
        return None, None, (FileEmpty(place=Place(file), path=file),)
    found = mismatch(form.name if form else "", data, file)
    return (form, None, (found,)) if found is not None else (form, data, ())
