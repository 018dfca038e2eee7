"""One cell of a workbook → the text a person sees in it, as far as it matters: percentages, months, days, codes with zeros."""

from __future__ import annotations

import datetime as dt
import functools
from typing import TYPE_CHECKING, Any

from indicatorlang.lazily import frozen, pattern
from indicatorlang.readers.plain import hundredfold, is_number_without_value, plain

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell

_LITERAL = pattern(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
# The first section of a format: up to a semicolon that stands in no quotes.
_SECTION = pattern(r'(?:"[^"]*"|\\.|[^;"])*')
_AROUND = pattern(
    r'(?:"(?P<before>[≥≤≧≦⩾⩽＞＜＝><=]{1,2})")?\s*(?:General|[#0][#0,]*(?:\.[0#?]+)?(?<!,)%?)[ _)]*'
    r'(?:"\s*(?P<behind>[%％‰㎡\u3400-\u9fffA-Za-z/²³]{1,10})\s*")?[ _)]*'
)
_ZEROS = pattern(r"0{2,30}")
# Formats that Chinese editions of spreadsheet programs store by number alone: 2019年3月, and 3月22日, 2019年3月22日 and so on.
_MONTH_FORMATS = frozenset({27, 36, 50, 52, 57})
_DAY_FORMATS = frozenset({28, 29, 30, 31, 51, 53, 54, 58})


@frozen
class CellFormat:
    """A number format, as far as it changes what a number says. `shown_before` and `shown_behind` are texts that it shows around it."""

    month: bool = False
    year: bool = False
    serial: bool = False
    percent: bool = False
    width: int = 0
    shown_before: str = ""
    shown_behind: str = ""


@functools.lru_cache(maxsize=4096)
def cell_format(number: int, code: str) -> CellFormat:
    """What a format means, by the number under which it is stored and by its code (`0.0%`, `yyyy"年"m"月"`)."""
    code = code if len(code) < 256 else ""  # as long as a format may be
    first = _SECTION.match(code)
    before, behind = _shown(first[0] if first is not None else "")
    form = _LITERAL.sub("", code).split(";")[0].lower()
    return CellFormat(
        month=number in _MONTH_FORMATS or ("m" in form and not set(form) & set("dhs")),
        year="y" in form and not set(form) & set("mdhs"),
        serial=number in _MONTH_FORMATS | _DAY_FORMATS,
        percent="%" in form,
        width=len(form) if _ZEROS.fullmatch(form) else 0,
        shown_before=before,
        shown_behind=behind,
    )


def _shown(section: str) -> tuple[str, str]:
    """The sign of comparison that a format shows before a number, and the unit that it shows behind it.

    A comma at the end of the digits, or a sign between them, shows another number than is stored; what stands around says nothing then.
    """
    found = _AROUND.fullmatch(section)
    return ("", "") if found is None else (found["before"] or "", found["behind"] or "")


def text_of_cell(cell: Cell | MergedCell, epoch: dt.datetime, *, with_time: bool = False) -> str:
    """The text of a cell: numbers by 15 digits, `87%` where the format is a percentage, `2019-03` where it shows a month.

    Error cells give their own text (`#N/A`), which no value reads. The result of a formula counts, not the formula.
    """
    value: Any = cell.value
    if value is None or isinstance(value, bool | str):
        return plain(value) or ""
    style: Any = getattr(cell, "_style", None)
    return text_of_value(
        value, cell_format(getattr(style, "numFmtId", 0), str(cell.number_format or "")), epoch, with_time=with_time
    )


def text_of_value(value: object, form: CellFormat, epoch: dt.datetime, *, with_time: bool = False, around: bool = False) -> str:
    """The same for a stored value and its format; `around` adds what the format shows around a number (`≥`, `家`)."""
    if value is None or isinstance(value, bool | str):
        return plain(value) or ""
    if isinstance(value, int | float) and form.serial:
        value = _day(value, epoch)
    if isinstance(value, dt.datetime | dt.date):
        if form.month:
            return value.isoformat()[:7]
        if form.year:
            return value.isoformat()[:4]
        return plain(value, with_time=with_time) or ""
    if isinstance(value, dt.timedelta):
        return str(value)
    text = plain(value)
    if text is None:
        return str(value)
    if not isinstance(value, int | float) or is_number_without_value(text):
        return text
    if form.percent:
        text = hundredfold(text) + "%"
    elif form.width and isinstance(value, int) and value >= 0:
        text = text.zfill(form.width)
    if not around:
        return text
    behind = form.shown_behind if not (form.percent and form.shown_behind.startswith("%")) else ""
    return form.shown_before + text + behind


def _day(value: float, epoch: dt.datetime) -> object:
    from openpyxl.utils.datetime import from_excel

    try:
        return from_excel(value, epoch)
    except (ValueError, OverflowError):
        return value
