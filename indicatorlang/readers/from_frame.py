"""Data frames of Polars, pandas, PyArrow and whatever else narwhals knows → actuals, by the headings of a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from indicatorlang.diagnostics import Diagnostic, Place
from indicatorlang.model.actual import RawActuals
from indicatorlang.readers.file_problems import ExtraMissing
from indicatorlang.readers.formats import Result
from indicatorlang.readers.grid import Grid, Row
from indicatorlang.readers.plain import plain
from indicatorlang.readers.problems import NotActuals, ValueNotPlain
from indicatorlang.readers.tables import Harvest, read_table


def from_frame(frame: object, *, file: str | None = None) -> Result[RawActuals]:
    """Actuals out of a data frame, long or wide. Rows are counted from 1; missing entries are blank cells."""
    grid, problems = grid_of_frame(frame, file)
    if grid is None:
        return None, problems
    harvest = Harvest()
    read_table(grid, harvest)
    return harvest.actuals(file), problems + tuple(harvest.diagnostics)


def grid_of_frame(frame: object, file: str | None = None, *, with_time: bool = False) -> Result[Grid]:
    """The frame as a grid of texts whose first row, numbered 0, is the header."""
    try:
        import narwhals.stable.v2 as nw
    except ImportError:
        return None, (ExtraMissing(place=Place(file), format="DataFrame", library="narwhals", extra="columnar"),)
    try:
        native: Any = nw.from_native(frame)
        if isinstance(native, nw.LazyFrame):
            native = native.collect()
    except TypeError:
        return None, (NotActuals(place=Place(file), got=type(frame).__name__),)
    if not isinstance(native, nw.DataFrame):
        return None, (NotActuals(place=Place(file), got=type(frame).__name__),)
    names = [str(name) for name in native.columns]
    troubles: dict[tuple[int, int], Diagnostic] = {}
    texts = []
    for index, name in enumerate(native.columns):
        series = native.get_column(name)
        values = zip(series.to_list(), series.is_null().to_list(), strict=True)
        texts.append([_cell(v, null, r, index, names, file, troubles, with_time) for r, (v, null) in enumerate(values, 1)])
    rows = [Row(0, tuple(names)), *(Row(number, cells) for number, cells in enumerate(zip(*texts, strict=True), 1))]
    return Grid(rows, file, troubles=troubles), ()


def _cell(
    value: object,
    null: bool,
    row: int,
    column: int,
    names: Sequence[str],
    file: str | None,
    troubles: dict[tuple[int, int], Diagnostic],
    with_time: bool,
) -> str:
    if null:
        return ""
    text = plain(value, with_time=with_time)
    if text is None:
        got = type(value).__name__
        troubles[row, column] = ValueNotPlain(place=Place(file, line=row, column=column + 1), name=names[column], got=got)
        return f"<{got}>"
    return text
