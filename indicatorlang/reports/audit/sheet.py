"""One sheet of a reviewed workbook, row by row: what was typed, the reviewer's cells beside it, widths and heights to read them in."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from indicatorlang.diagnostics import Lang, display_width
from indicatorlang.lazily import pattern
from indicatorlang.model.filled import FilledTable
from indicatorlang.model.number import places_of
from indicatorlang.model.rescored import Finding, RescoredRow
from indicatorlang.reports.audit.words import COLOURS, REVIEW_HEADINGS, points, review_cells

CELL_LIMIT, ROW_LIMIT = 32_767, 1_048_576
FROZEN_ROWS = 14
"""Headings further down than this are not kept in sight: too little room would be left below them."""
NARROWEST, WIDEST_HEADING, WIDEST = 6, 14, 26
LINE_HEIGHT, HIGHEST = 13, 409
HELD = 200
"""So many rows of a sheet are looked at to tell how wide its columns should be."""
_NOT_IN_XML = pattern("[\ud800-\udfff\ufffe\uffff]")
_NUMBERS = (1, 2, 4, 5)
"""Which of the reviewer's cells hold points, so that a range stands under them and not at the other end."""
_REASON = 6
_REVIEW_WIDTHS = (16, 9, 14, 11, 9, 8, 44, 16, 9)


def safe_text(text: str) -> str:
    """Text as a cell can hold it: what XML has no character for is replaced, what is too long for a cell is cut."""
    text = _NOT_IN_XML.sub("\ufffd", text)
    return text if len(text) <= CELL_LIMIT else text[: CELL_LIMIT - 1] + "…"


class Styles:
    """The formats of cells, each made once."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.made: dict[str, Any] = {}

    def named(self, name: str) -> Any:
        frame: dict[str, Any] = {"border": 1, "border_color": "#BFBFBF"}
        styles: dict[str, dict[str, Any]] = {
            "cell": {**frame, "text_wrap": True},
            "heading": {**frame, "text_wrap": True, "bold": True, "bg_color": "#E7E6E6", "align": "center"},
            "plain": {},
            "total": {**frame, "text_wrap": True, "bold": True},
            "title": {"bold": True, "font_size": 14},
            "section": {"bold": True, "font_size": 11},
            "wrapped": {"text_wrap": True, "valign": "top"},
            "count": {**frame, "align": "center"},
        }
        return self.get(name, styles[name])

    def review(self, finding: Finding | None, number: str = "", *, right: bool = False, inset: bool = False) -> Any:
        """The reviewer's cell beside a row of that finding; with `number` the format of what it holds. `inset` keeps a text off the
        number in front of it."""
        style: dict[str, Any] = {"border": 1, "border_color": "#BFBFBF", "text_wrap": True}
        style |= {"bg_color": COLOURS[finding]} if finding is not None else {}
        style |= {"num_format": number} if number else {}
        style |= {"align": "right"} if right else {"indent": 1} if inset else {}
        return self.get(f"{finding}|{number}|{right}|{inset}", style)

    def get(self, key: str, style: dict[str, Any]) -> Any:
        if key not in self.made:
            self.made[key] = self.book.add_format({"font_name": "宋体", "font_size": 10, "valign": "vcenter", **style})
        return self.made[key]


class Sheet:
    """One sheet while its rows go by. The first of them are held back until the widths of the columns can be told by them."""

    def __init__(self, sheet: Any, styles: Styles, lang: Lang, width: int) -> None:
        self.sheet, self.styles, self.lang, self.width = sheet, styles, lang, width
        self.at = -1
        self.widths = [*[NARROWEST] * width, *_REVIEW_WIDTHS]
        self.held: list[tuple[RescoredRow, bool]] | None = []
        self.heading: int | None = None
        self.only_heading = True
        self.headed = False
        self.table: FilledTable | None = None
        set_page(sheet)

    def see(self, row: RescoredRow, names: bool) -> None:
        if self.held is None:
            self.draw(row, names)
            return
        self.held.append((row, names))
        if len(self.held) == HELD:
            self.open()

    def open(self) -> None:
        """Chooses the widths, and writes the rows that were held back."""
        held, self.held = self.held or [], None
        for row, names in held:
            framed = names or row.row.kind in ("indicator", "money", "total")
            most = WIDEST_HEADING if names else WIDEST
            for column, text in enumerate(row.row.cells[: self.width] if framed else ()):
                wanted = max(map(display_width, text.split("\n"))) + 2
                self.widths[column] = max(self.widths[column], min(most, wanted))
        for column, width in enumerate(self.widths):
            self.sheet.set_column(column, column, width)
        for row, names in held:
            self.draw(row, names)

    def draw(self, row: RescoredRow, names: bool) -> None:
        kind = row.row.kind
        if row.table is not self.table:
            self.table, self.headed = row.table, False
        if kind == "heading":
            self.head(row.row.cells, self.place(row), names)
            return
        if not self.headed and kind in ("money", "indicator"):
            if row.table.headings and not row.table.letters:
                self.head(row.table.headings, self.at + 1, True)
            self.headed = True
        self.write(row, self.place(row))

    def place(self, row: RescoredRow) -> int:
        """The row to write to: its own in a sheet, else the next one. A sheet whose numbers come twice just goes on."""
        own = row.row.number - 1
        return own if row.table.letters and self.at < own < ROW_LIMIT else self.at + 1

    def head(self, cells: Sequence[str], at: int, first: bool) -> None:
        style = self.styles.named("heading")
        self.line(at, cells, style, [(text, style) for text in (REVIEW_HEADINGS[self.lang] if first else ())], framed=True)
        if first:
            self.only_heading = self.heading is None
            self.heading = at
            self.headed = True

    def write(self, row: RescoredRow, at: int) -> None:
        kind, styles = row.row.kind, self.styles
        framed = kind in ("indicator", "money", "total")
        style = styles.named("total" if kind == "total" else "cell" if framed else "plain")
        beside: list[tuple[Fraction | str, Any]] = []
        if framed or row.findings:
            *cells, number = review_cells(row, self.lang).cells
            beside = [
                (cell, styles.review(row.finding, _shown(cell), right=n in _NUMBERS, inset=n == _REASON))
                for n, cell in enumerate(cells)
            ]
            beside.append((number, styles.review(row.finding, "0")))
        self.line(at, row.row.cells, style, beside, framed=framed)

    def line(
        self, at: int, cells: Sequence[str], style: Any, beside: Sequence[tuple[Fraction | str, Any]], *, framed: bool
    ) -> None:
        """One row. What it has too many cells stands behind those of the reviewer. The row is made as high as its texts need: in a
        file written row by row, not every program finds out for itself."""
        before, self.at = self.at, at
        own = [*cells[: self.width], *[""] * (self.width - len(cells))]
        if framed:
            texts = [*own, *(cell if isinstance(cell, str) else "" for cell, _ in beside)]
            lines = max((lines_of(text, width) for text, width in zip(texts, self.widths, strict=False) if text), default=1)
            if lines > 1:
                self.sheet.set_row(at, min(HIGHEST, lines * LINE_HEIGHT + 4))
        for column, text in enumerate(own):
            if text or framed:
                self.cell(at, column, text, style)
        for column, (cell, beside_style) in enumerate(beside, self.width):
            self.cell(at, column, cell, beside_style)
        for column, text in enumerate(cells[self.width :], self.width + len(_REVIEW_WIDTHS)):
            self.cell(at, column, text, style)
        if framed or any(own) or beside:
            # The row before is in the file now; the writer would keep the heights of all rows to the end.
            for heights in (getattr(self.sheet, name, {}) for name in ("set_rows", "row_sizes")):
                heights.pop(before, None)

    def cell(self, at: int, column: int, cell: Fraction | str, style: Any) -> None:
        if isinstance(cell, Fraction):
            self.sheet.write_number(at, column, float(cell), style)
        elif cell:
            self.sheet.write_string(at, column, safe_text(cell), style)
        else:
            self.sheet.write_blank(at, column, None, style)

    def end(self) -> None:
        """Headings in sight, a filter, and no marks at numbers that are texts."""
        if self.held is not None:
            self.open()
        if self.width:
            self.sheet.ignore_errors({"number_stored_as_text": f"A1:{_cell(self.width - 1, max(self.at, 0))}"})
        if self.heading is None:
            return
        if self.heading < FROZEN_ROWS:
            self.sheet.freeze_panes(self.heading + 1, 0)
        self.sheet.repeat_rows(self.heading)
        if self.only_heading and self.at > self.heading:
            self.sheet.autofilter(self.heading, 0, self.at, self.width + len(_REVIEW_WIDTHS) - 1)


def _shown(cell: Fraction | str) -> str:
    """The format of a number: two decimals, or all it has."""
    return "0." + "0" * max(2, places_of(points(cell))) if isinstance(cell, Fraction) else ""


def lines_of(text: str, width: int) -> int:
    """How many lines a text takes in a column of that width; some room is lost at the ends of lines."""
    room = max(1, width - 2)
    return sum(max(1, -(-display_width(line) // room)) for line in text.split("\n"))


def set_page(sheet: Any) -> None:
    """Printed on A4 across, one page wide."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.set_footer("&C&P / &N")


def _cell(column: int, row: int) -> str:
    from xlsxwriter.utility import xl_rowcol_to_cell

    return str(xl_rowcol_to_cell(row, column))
