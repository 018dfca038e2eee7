"""Re-scored tables → the formats there are; the columns that a caller names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO, Literal, get_args

from indicatorlang.diagnostics import ActualsError, Lang
from indicatorlang.model.filled import COLUMN_WORDS, FILLED_COLUMNS, FilledColumn
from indicatorlang.model.rescored import RescoredRow
from indicatorlang.pipeline.auditing import Audit
from indicatorlang.readers.filled.headings import claims_of
from indicatorlang.reports.audit.csv import audit_csv
from indicatorlang.reports.audit.html import audit_html
from indicatorlang.reports.audit.json import audit_json
from indicatorlang.reports.audit.text import audit_text
from indicatorlang.reports.audit.xlsx import audit_workbook
from indicatorlang.reports.workbook_problems import WorkbookNotWritten

AuditFormat = Literal["text", "json", "csv", "html", "xlsx"]
AUDIT_FORMATS: tuple[AuditFormat, ...] = get_args(AuditFormat)
_ENDINGS: dict[str, AuditFormat] = {".json": "json", ".csv": "csv", ".html": "html", ".htm": "html", ".xlsx": "xlsx"}


def audit_report(
    audit: Audit, form: AuditFormat, lang: Lang = "zh", *, rows: Iterator[RescoredRow] | None = None, everything: bool = False
) -> Iterator[str]:
    """The report as pieces of text, row by row. `rows` are those of the audit when somebody watches them go by; `everything` tells
    in a text the rows that agree as well. A workbook is no text: `audit_workbook_to` writes it."""
    walked = audit.rows() if rows is None else rows
    match form:
        case "json":
            return audit_json(walked, audit.summary, lang)
        case "csv":
            return audit_csv(walked, audit.summary, lang, audit.tables)
        case "html":
            return audit_html(walked, audit.summary, lang)
    return audit_text(walked, audit.summary, lang, everything)


def audit_workbook_to(
    audit: Audit, path: str | Path | IO[bytes], lang: Lang = "zh", *, rows: Iterator[RescoredRow] | None = None
) -> None:
    """Write the reviewed workbook to a file or an open binary stream. Raises `ActualsError` when the workbook writer is not installed
    or the file cannot be written."""
    found = audit_workbook(path, audit.rows() if rows is None else rows, audit.summary, lang, audit.tables)
    if found:
        raise ActualsError(*found)


def form_of(path: str | Path) -> AuditFormat:
    """The format that the ending of a file asks for; text for any other ending."""
    return _ENDINGS.get(Path(path).suffix.lower(), "text")


def audit_file(audit: Audit, path: str | Path, lang: Lang = "zh") -> None:
    """Write the report to a file, in the format of its ending. Raises `ActualsError` when it cannot be written."""
    form = form_of(path)
    if form == "xlsx":
        audit_workbook_to(audit, path, lang)
        return
    try:
        with Path(path).open(
            "w", encoding="utf-8-sig" if form == "csv" else "utf-8", errors="backslashreplace", newline=""
        ) as out:
            out.writelines(audit_report(audit, form, lang))
    except OSError as wrong:
        raise ActualsError(WorkbookNotWritten(path=str(path), reason=wrong.strerror or str(wrong), number=wrong.errno)) from None


def filled_column(word: str) -> FilledColumn | None:
    """The column that a word means: its name in Python, what it is called, or a usual heading. None for anything else."""
    word = word.strip()
    for column in FILLED_COLUMNS:
        if word == column or word in COLUMN_WORDS[column]:
            return column
    claims = claims_of(word)
    return claims[0].meaning if claims else None
