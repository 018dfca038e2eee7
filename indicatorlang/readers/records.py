"""The door of this room for event records: one row a case."""

from __future__ import annotations

from pathlib import Path

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.model.actual import RecordTable
from indicatorlang.readers.actuals import open_file
from indicatorlang.readers.formats import Options


def read_records(
    path: str | Path, *, sheet: str | None = None, encoding: str | None = None, likely: tuple[str, ...] = ()
) -> tuple[RecordTable | None, tuple[Diagnostic, ...]]:
    """The records of one file, all text; of a workbook those of the first sheet, or of one with a `likely` name.
    None when it cannot be read at all; then a diagnostic says why."""
    form, data, problems = open_file(path)
    if form is None or data is None:
        return None, problems
    return form.records(data, str(path), Options(sheet, encoding, likely))
