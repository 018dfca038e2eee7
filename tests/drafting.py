"""Forms built from cases, and drafts filled in with values that anybody might report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from indicatorlang.model.indicator import Measure
from indicatorlang.model.ruleset import BUDGET, Ruleset
from indicatorlang.model.scale import Scale


def build(page: dict[str, Any], folder: Path) -> Path:
    """The file of a form: a text as it stands, a workbook of its `sheets`, a document of its `tables`."""
    path = folder / page["file"]
    if "text" in page:
        path.write_text(page["text"], encoding="utf-8")
    elif "bytes" in page:
        path.write_bytes(bytes.fromhex(page["bytes"]))
    elif "sheets" in page:
        _workbook(page, path)
    elif "tables" in page:
        _document(page, path)
    return path


def _workbook(page: dict[str, Any], path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in page["sheets"].items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
        for cells in page.get("merge", {}).get(title, []):
            sheet.merge_cells(cells)
    book.save(path)


def _document(page: dict[str, Any], path: Path) -> None:
    import docx

    document = docx.Document()
    for rows in page["tables"]:
        table = document.add_table(rows=0, cols=max(map(len, rows)))
        for row in rows:
            cells = table.add_row().cells
            for cell, text in zip(cells, row, strict=False):
                cell.text = text
    document.save(str(path))


def filled(ruleset: Ruleset) -> dict[str, dict[str, str]]:
    """A value for every measure that is reported, once a month, also for the year before where a baseline is asked for."""
    months = [f"{day.year}-{day.month:02}" for day in _months(ruleset)]
    found: dict[str, dict[str, str]] = {}
    for measure in ruleset.measures.values():
        # What was approved stands in the section of money.
        if measure.formula is None and not (measure.name == BUDGET and ruleset.funds is not None):
            found[measure.name] = _values(measure, months, ruleset)
    return found


def _months(ruleset: Ruleset) -> list[Any]:
    import datetime as dt

    first, last = ruleset.span.start, ruleset.span.end
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [dt.date(first.year + (first.month - 1 + i) // 12, (first.month - 1 + i) % 12 + 1, 1) for i in range(count)]


def _values(measure: Measure, months: list[str], ruleset: Ruleset) -> dict[str, str]:
    if measure.scale is not None:
        return {months[-1]: _level(measure.scale)}
    if measure.kind == "done_date":
        return {months[-1]: f"{months[0]}-15"}
    rising = measure.kind != "snapshot"
    unit = measure.unit.text if measure.unit is not None else ""
    still = "90" if unit else "0.01%"
    values = {month: f"{10 + number}{unit}" if rising else still for number, month in enumerate(months)}
    compared = any(measure.name in row.canonical and "over 上年" in row.canonical for row in ruleset.indicators)
    if any(measure.name in row.canonical and "over 同期" in row.canonical for row in ruleset.indicators):
        # Each period of the year before.
        before = {f"{int(month[:4]) - 1}{month[4:]}": f"{5 + number}{unit}" for number, month in enumerate(values)}
        values = {**before, **values}
    return {str(ruleset.span.start.year - 1): f"8{unit}", **values} if compared else values


def _level(scale: Scale) -> str:
    return scale.levels[0].name
