"""One cell of a workbook → the text a person sees in it, as far as it matters: percentages, months, days, codes with zeros."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from indicatorlang.readers.plain import hundredfold, is_number_without_value, plain

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell

_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_ZEROS = re.compile(r"0{2,30}")
# Formats that Chinese editions of spreadsheet programs store by number alone: 2019年3月, and 3月22日, 2019年3月22日 and so on.
_MONTH_FORMATS = frozenset({27, 36, 50, 52, 57})
_DAY_FORMATS = frozenset({28, 29, 30, 31, 51, 53, 54, 58})


def text_of_cell(cell: Cell | MergedCell, epoch: dt.datetime, *, with_time: bool = False) -> str:
    """The text of a cell: numbers by 15 digits, `87%` where the format is a percentage, `2019-03` where it shows a month.

    Error cells give their own text (`#N/A`), which no value reads. The result of a formula counts, not the formula.
    """
    value: Any = cell.value
    if value is None:
        return ""
    if isinstance(value, bool | str):
        return plain(value) or ""
    style: Any = getattr(cell, "_style", None)
    number = getattr(style, "numFmtId", 0)
    if isinstance(value, int | float) and number in _MONTH_FORMATS | _DAY_FORMATS:
        value = _day(value, epoch)
    form = _LITERAL.sub("", str(cell.number_format or "")).split(";")[0].lower()
    if isinstance(value, dt.datetime | dt.date):
        if number in _MONTH_FORMATS or ("m" in form and not set(form) & set("dhs")):
            return value.isoformat()[:7]
        if "y" in form and not set(form) & set("mdhs"):
            return value.isoformat()[:4]
        return plain(value, with_time=with_time) or ""
    if isinstance(value, dt.timedelta):
        return str(value)
    text = plain(value)
    if text is None:
        return str(value)
    if "%" in form and isinstance(value, int | float) and not is_number_without_value(text):
        return hundredfold(text) + "%"
    if isinstance(value, int) and value >= 0 and _ZEROS.fullmatch(form):
        return text.zfill(len(form))
    return text


def _day(value: float, epoch: dt.datetime) -> object:
    from openpyxl.utils.datetime import from_excel

    try:
        return from_excel(value, epoch)
    except (ValueError, OverflowError):
        return value
