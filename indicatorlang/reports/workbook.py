"""The workbook to send out: 数据填报, 问卷, a sheet for each table of cases, 偏差原因, 填写说明. Its reader is the one for XLSX in the room of readers.

Nothing that comes from a ruleset becomes a formula or a link: every text is written as a text. Cells filled in beforehand are
grey and locked (without a password); cells to fill in are white. Two runs write the same bytes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.model.actual import LIKELIHOODS
from indicatorlang.model.number import decimal_text
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.model.scale import Scale
from indicatorlang.reports.csv_template import csv_template
from indicatorlang.reports.form_items import (
    CAUSE,
    CAUSES,
    REASONS,
    SURVEY_AFTER,
    SURVEY_BEFORE,
    Block,
    Item,
    asks_for_causes,
    headings_of,
    items_of,
    level_of,
    surveys_of,
)
from indicatorlang.reports.form_notes import NoteRow, notes_of
from indicatorlang.reports.form_records import RecordSheet, record_sheets
from indicatorlang.reports.workbook_problems import WorkbookNotWritten, WorkbookWriterMissing

__all__ = ["csv_template", "write_workbook"]

FIXED = ("序号", "数据项", "对应指标", "计量单位", "口径")
AFTER = ("全年预计完成值", "完成可能性", "佐证材料", "填报人", "填报日期")
REMINDER = "灰色格勿改，没有填报的留空，零请填0"
SPARE_SURVEYS = 3
LIST_LIMIT = 255
LINE_HEIGHT = 14
_CREATED = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
_GREY, _FONT = "#E7E6E6", "宋体"
_PROTECTED = {"format_columns": True, "format_rows": True, "format_cells": True}


def write_workbook(ruleset: Ruleset, path: str | Path | IO[bytes]) -> tuple[Diagnostic, ...]:
    """Writes the workbook to fill in for a ruleset, to a file or an open binary stream. Nothing is returned when it went well;
    else why it did not: XlsxWriter is not installed, or the file cannot be written."""
    try:
        import xlsxwriter
    except ImportError:
        return (WorkbookWriterMissing(),)
    safe = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False, "in_memory": True}
    book = xlsxwriter.Workbook(str(path) if isinstance(path, Path) else path, safe)
    book.set_properties({"title": ruleset.name, "created": _CREATED})
    _Writer(book, ruleset).write()
    try:
        book.close()
    except xlsxwriter.exceptions.FileCreateError as wrong:
        cause = wrong.args[0] if wrong.args else wrong
        number, reason = getattr(cause, "errno", None), getattr(cause, "strerror", None) or str(cause)
        return (WorkbookNotWritten(path=str(path), reason=reason, number=number),)
    return ()


class _Writer:
    def __init__(self, book: Any, ruleset: Ruleset) -> None:
        self.book = book
        self.ruleset = ruleset
        self.items = items_of(ruleset)
        base: dict[str, Any] = {"font_name": _FONT, "font_size": 10, "border": 1, "valign": "vcenter", "text_wrap": True}
        large: dict[str, Any] = {"bold": True, "font_size": 14, "border": 0, "text_wrap": False}
        frame: dict[str, Any] = {"title": {**large, "align": "center"}, "heading": large, "plain": {"border": 0}}
        styles: dict[str, dict[str, Any]] = {
            **frame,
            "section": {"border": 0, "bold": True, "font_size": 12, "text_wrap": False},
            "header": {"bold": True, "bg_color": "#D9E1F2", "align": "center"},
            "grey": {"bg_color": _GREY},
            "middle": {"bg_color": _GREY, "align": "center"},
            "open": {"locked": False},
            "date": {"locked": False, "num_format": "yyyy-mm-dd", "align": "center"},
            "moment": {"locked": False, "num_format": "yyyy-mm-dd hh:mm", "align": "center"},
            "words": {"locked": False, "num_format": "@"},
            "text": {},
        }
        self.styles = {name: book.add_format({**base, **style}) for name, style in styles.items()}
        self.lists: Any = None
        self.long_lists: dict[tuple[str, ...], str] = {}
        self.widths: Sequence[int] = ()
        self.lines: dict[int, int] = {}

    def write(self) -> None:
        self.data_sheet()
        if surveys_of(self.items):
            self.survey_sheet()
        for table in record_sheets(self.ruleset):
            self.record_sheet(table)
        self.reason_sheet()
        self.note_sheet()

    def sheet(self, name: str, widths: Sequence[int], *, locked: bool = True, repeat: int | None = None) -> Any:
        """A new sheet, ready to be printed on A4 across, one page wide."""
        sheet = self.book.add_worksheet(name)
        self.widths, self.lines = widths, {}
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        sheet.set_footer("&C第&P页／共&N页")
        if repeat is not None:
            sheet.repeat_rows(0, repeat)
        if locked:
            sheet.protect("", _PROTECTED)
        return sheet

    def texts(self, sheet: Any, row: int, texts: Sequence[str], style: str, first: int = 0) -> None:
        for column, text in enumerate(texts, first):
            if text:
                sheet.write_string(row, column, text, self.styles[style])
                if style not in ("heading", "section"):
                    self.make_room(sheet, row, text, self.widths[column])
            else:
                sheet.write_blank(row, column, None, self.styles[style])

    def across(self, sheet: Any, row: int, first: int, last: int, text: str, style: str) -> None:
        """A text over several columns."""
        sheet.merge_range(row, first, row, last, "", self.styles[style])
        sheet.write_string(row, first, text, self.styles[style])
        self.make_room(sheet, row, text, sum(self.widths[first : last + 1]))

    def make_room(self, sheet: Any, row: int, text: str, width: int) -> None:
        """Makes a row high enough for a text. Rows of one line keep the program's own height, which grows with what is typed."""
        lines = _lines(text, width)
        if lines > self.lines.get(row, 1):
            self.lines[row] = lines
            sheet.set_row(row, lines * LINE_HEIGHT + 4)

    def choice(self, sheet: Any, row: int, column: int, words: Sequence[str], last: int | None = None) -> None:
        """A drop-down; long ones, and words with commas, are listed on a hidden sheet."""
        rule: dict[str, Any] = {"validate": "list", "source": list(words)}
        rule |= {"error_title": "请从下拉框选择", "error_message": "只能选下拉框里的词"}
        if len(",".join(words)) > LIST_LIMIT or any("," in word or word != word.strip() for word in words):
            rule["source"] = self.long_list(tuple(words))
        sheet.data_validation(row, column, row if last is None else last, column, rule)

    def long_list(self, words: tuple[str, ...]) -> str:
        if self.lists is None:
            self.lists = self.book.add_worksheet("下拉词")
            self.lists.hide()
        if words not in self.long_lists:
            column = len(self.long_lists)
            for row, word in enumerate(words):
                self.lists.write_string(row, column, word)
            name = _letters(column)
            self.long_lists[words] = f"='下拉词'!${name}$1:${name}${len(words)}"
        return self.long_lists[words]

    def data_sheet(self) -> None:
        blocks = list(dict.fromkeys(item.block for item in self.items))
        widest = max((len(headings_of(block, self.ruleset.span)) for block in blocks), default=4)
        sheet = self.sheet("数据填报", [6, 24, 12, 10, 13, *[11] * widest, 13, 12, 22, 10, 12], repeat=3)
        last = len(FIXED) + widest + len(AFTER) - 1
        span = self.ruleset.span
        years = f"{span.start.year}" if span.start.year == span.end.year else f"{span.start.year}—{span.end.year}"
        project = f"项目名称：{self.ruleset.name}" + (f"　　项目编码：{self.ruleset.code}" if self.ruleset.code else "")
        for row, (text, style) in enumerate(((f"{years}年绩效数据填报表", "title"), (project, "plain"), (REMINDER, "plain"))):
            self.across(sheet, row, 0, last, text, style)
        sheet.set_row(0, 24)
        sheet.freeze_panes(4, len(FIXED))
        row = 3
        for block in blocks:
            row = self.block(sheet, row, block) + 1

    def block(self, sheet: Any, row: int, block: Block) -> int:
        """Header and rows of the items that share their columns; the row behind them."""
        headings = headings_of(block, self.ruleset.span)
        self.texts(sheet, row, (*FIXED, *(heading.text for heading in headings), *AFTER), "header")
        after = len(FIXED) + len(headings)
        for item in self.items:
            if item.block != block:
                continue
            row += 1
            sheet.write_number(row, 0, item.number, self.styles["middle"])
            self.texts(sheet, row, (item.name, "、".join(item.indicators)), "grey", 1)
            self.texts(sheet, row, (item.unit, item.kind_shown), "middle", 3)
            cell = "grey" if item.where != "here" else "date" if item.is_date else "open"
            self.texts(sheet, row, [""] * len(headings), cell, len(FIXED))
            if item.where == "here" and item.scale is not None:
                words = [level.name for level in item.scale.levels]
                for column in range(len(FIXED), after):
                    self.choice(sheet, row, column, words)
            closed = item.where != "here" or item.is_date or block.of is not None
            self.after_values(sheet, row, after, item, "grey" if closed else "open")
        return row + 1

    def after_values(self, sheet: Any, row: int, first: int, item: Item, forecast: str) -> None:
        """Forecast, likelihood, evidence, who and when."""
        self.texts(sheet, row, [""], forecast, first)
        self.texts(sheet, row, ["", "", ""], "open", first + 1)
        self.texts(sheet, row, [""], "date", first + 4)
        self.choice(sheet, row, first + 1, LIKELIHOODS)
        if item.evidence_required:
            message = {"validate": "any", "input_title": "佐证材料", "input_message": "必附：写明材料名称，没有写的按未填报处理"}
            sheet.data_validation(row, first + 2, row, first + 2, message)

    def survey_sheet(self) -> None:
        surveys = surveys_of(self.items)
        widest = max(len(scale.levels) for scale, _ in surveys)
        sheet = self.sheet("问卷", [24, 12, 16, 9, 9, *[10] * widest, 22, 12])
        sheet.freeze_panes(1, 1)
        row = 0
        for scale, items in surveys:
            row = self.survey_block(sheet, row, scale, [item.name for item in items]) + 1

    def survey_block(self, sheet: Any, row: int, scale: Scale, names: Sequence[str]) -> int:
        levels = [level.name for level in scale.levels]
        self.texts(sheet, row, (*SURVEY_BEFORE, *levels, *SURVEY_AFTER), "header")
        numbers = range(3, len(SURVEY_BEFORE) + len(levels))
        first = row + 1
        for name in (*names, *[""] * SPARE_SURVEYS):
            row += 1
            self.texts(sheet, row, [name], "grey" if name else "open")
            self.texts(sheet, row, [""], "date", 1)
            self.texts(sheet, row, [""] * (len(levels) + len(SURVEY_BEFORE) + len(SURVEY_AFTER) - 3), "open", 2)
            self.texts(sheet, row, [""], "date", len(levels) + len(SURVEY_BEFORE) + len(SURVEY_AFTER) - 1)
        self.choice(sheet, row - SPARE_SURVEYS + 1, 0, names, row)
        whole = {"validate": "integer", "criteria": ">=", "value": 0, "error_title": "人数", "error_message": "请填不小于0的整数"}
        sheet.data_validation(first, numbers[0], row, numbers[-1], whole)
        return row + 1

    def record_sheet(self, table: RecordSheet) -> None:
        """One row a case, as many as there are: below the headings everything is open."""
        sheet = self.sheet(table.title, [18] * len(table.columns), locked=False, repeat=0)
        for number, column in enumerate(table.columns):
            style = {"date": "moment" if column.timed else "date", "text": "words"}.get(column.kind, "open")
            sheet.set_column(number, number, 18, self.styles[style])
        self.texts(sheet, 0, [column.heading for column in table.columns], "header")
        sheet.freeze_panes(1, 0)

    def reason_sheet(self) -> None:
        causes = (CAUSE,) if asks_for_causes(self.ruleset) else ()
        sheet = self.sheet("偏差原因", [8, 36, 22, 8, 26, 10, 46, 30, *(16 for _ in causes)], repeat=0)
        self.texts(sheet, 0, (*REASONS, *causes), "header")
        # 序号 and 分值 are texts, exactly as the ruleset has them; spreadsheet programs would mark each of them.
        sheet.ignore_errors({"number_stored_as_text": f"A1:D{len(self.ruleset.indicators) + 1}"})
        sheet.freeze_panes(1, 2)
        for row, indicator in enumerate(self.ruleset.latest.indicators, 1):
            own_id = "" if indicator.is_budget or indicator.id == indicator.name else indicator.id
            weight = decimal_text(indicator.weight)
            self.texts(sheet, row, (own_id,), "middle")
            self.texts(sheet, row, (indicator.name, indicator.wording), "grey", 1)
            self.texts(sheet, row, (weight,), "middle", 3)
            scale = level_of(indicator, self.ruleset)
            banded = scale is not None and scale.has_bands
            self.texts(sheet, row, [""], "open" if scale is not None else "grey", 4)
            self.texts(sheet, row, [""], "open" if banded else "grey", 5)
            self.texts(sheet, row, ["", "", *("" for _ in causes)], "open", 6)
            if causes:
                self.choice(sheet, row, len(REASONS), CAUSES)
            if scale is not None:
                self.choice(sheet, row, 4, [level.name for level in scale.levels])
            if banded:
                limit = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": float(indicator.weight)}
                limit |= {"error_title": "评定得分", "error_message": f"请填0到{weight}之间的数"}
                sheet.data_validation(row, 5, row, 5, limit)

    def note_sheet(self) -> None:
        sheet = self.sheet("填写说明", [20, 62, 14, 16, 12])
        for row, note in enumerate(notes_of(self.ruleset, self.items)):
            self.note(sheet, row, note)

    def note(self, sheet: Any, row: int, note: NoteRow) -> None:
        """One row; its last text takes the columns that are left."""
        if note.style in ("heading", "section"):
            self.texts(sheet, row, note.cells, note.style)
            return
        used, last = len(note.cells) - 1, len(self.widths) - 1
        self.texts(sheet, row, note.cells if used == last else note.cells[:-1], note.style)
        if used < last:
            self.across(sheet, row, used, last, note.cells[-1], note.style)


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column: Chinese characters are twice as wide as digits, and some room is lost at the ends."""
    room = max(2, width - 1)
    return sum(max(1, -(-sum(2 if ord(sign) > 0x2000 else 1 for sign in line) // room)) for line in text.split("\n"))


def _letters(column: int) -> str:
    return chr(65 + column) if column < 26 else chr(64 + column // 26) + chr(65 + column % 26)
