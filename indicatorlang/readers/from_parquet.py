"""Parquet → actuals and records, by way of a data frame."""

from __future__ import annotations

import io

from indicatorlang.diagnostics import Diagnostic, Place
from indicatorlang.model.actual import RawActuals, RecordTable
from indicatorlang.readers.file_problems import ExtraMissing, FileBroken
from indicatorlang.readers.formats import FileFormat, Options, Result
from indicatorlang.readers.from_frame import from_frame, grid_of_frame
from indicatorlang.readers.record_rows import records_of_grid


def _frame(data: bytes, file: str) -> tuple[object | None, tuple[Diagnostic, ...]]:
    try:
        import polars
    except ImportError:
        return None, (ExtraMissing(place=Place(file), format="Parquet", library="polars", extra="columnar"),)
    try:
        return polars.read_parquet(io.BytesIO(data)), ()
    except (polars.exceptions.PolarsError, OSError, ValueError, polars.exceptions.PanicException):
        return None, (FileBroken(place=Place(file), path=file, format="Parquet"),)


def _actuals(data: bytes, file: str, options: Options) -> Result[RawActuals]:
    frame, problems = _frame(data, file)
    return from_frame(frame, file=file) if frame is not None else (None, problems)


def _records(data: bytes, file: str, options: Options) -> Result[RecordTable]:
    frame, problems = _frame(data, file)
    if frame is None:
        return None, problems
    grid, problems = grid_of_frame(frame, file, with_time=True)
    return records_of_grid(grid) if grid is not None else (None, problems)


PART = FileFormat("Parquet", (".parquet",), _actuals, _records)
