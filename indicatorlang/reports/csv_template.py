"""The form to fill in as CSV: the same items, surveys and indicators as in the workbook, as three tables below one another."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import IO

from indicatorlang.model.number import decimal_text
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.reports.form_items import REASONS, SURVEY_AFTER, SURVEY_BEFORE, Item, headings_of, items_of, surveys_of

VALUES = ("数据项", "期间", "实际值", "单位", "口径", "佐证材料", "填报人", "填报日期", "备注")


def csv_template(ruleset: Ruleset) -> str:
    """The text of the form."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    items = items_of(ruleset)
    writer.writerow(VALUES)
    for item in items:
        if item.where == "here":
            writer.writerows(_rows(item, ruleset))
    for scale, surveyed in surveys_of(items):
        levels = [level.name for level in scale.levels]
        writer.writerow([])
        writer.writerow((*SURVEY_BEFORE, *levels, *SURVEY_AFTER))
        blank = [""] * (len(SURVEY_BEFORE) - 1 + len(levels) + len(SURVEY_AFTER))
        writer.writerows([item.name, *blank] for item in surveyed)
    writer.writerow([])
    writer.writerow(REASONS)
    for indicator in ruleset.latest.indicators:
        own_id = "" if indicator.is_budget or indicator.id == indicator.name else indicator.id
        name = _inert(indicator.name) if own_id else indicator.name
        writer.writerow([own_id, name, _inert(indicator.wording), decimal_text(indicator.weight), "", "", "", ""])
    return out.getvalue()


def write_csv_template(ruleset: Ruleset, path: str | Path | IO[str]) -> None:
    """Writes the form to a file or an open text stream, with the mark that makes spreadsheet programs read it as UTF-8.

    Raises OSError when it cannot be written."""
    text = csv_template(ruleset)
    if isinstance(path, str | Path):
        Path(path).write_bytes(text.encode("utf-8-sig"))
    else:
        path.write("\ufeff" + text)


def _rows(item: Item, ruleset: Ruleset) -> list[list[str]]:
    headings = headings_of(item.block, ruleset.span)
    return [[item.name, heading.period, "", item.unit, item.kind_shown, "", "", "", ""] for heading in headings]


def _inert(text: str) -> str:
    """A text that is only shown, such that no spreadsheet program takes it for a formula (`=100%`)."""
    return f"'{text}" if text[:1] in tuple("=+-@\t\r") else text
