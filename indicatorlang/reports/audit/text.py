"""The report for a terminal or a letter: what was taken for what, the rows with findings, then what each table comes to."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from indicatorlang.diagnostics import Lang
from indicatorlang.model.filled import FilledTable
from indicatorlang.model.rescored import AuditSummary, RescoredRow, TableSummary
from indicatorlang.reports.audit.advice import advice_lines
from indicatorlang.reports.audit.taken import HeadingRows, fact_line, taken_lines
from indicatorlang.reports.audit.totals import all_together, summary_lines
from indicatorlang.reports.audit.words import row_place, table_name

MOST_HELD = 200
"""So many rows are held back at most until the headings of the indicators are known."""


def audit_text(
    rows: Iterator[RescoredRow], summary: Callable[[], AuditSummary], lang: Lang = "zh", everything: bool = False
) -> Iterator[str]:
    """The report, piece by piece. Told are the rows that do not agree or have something to verify, with `everything` all that were compared."""
    table: FilledTable | None = None
    page: _Page | None = None
    for row in rows:
        if page is None or row.table is not table:
            if page is not None:
                yield from page.end()
            table, page = row.table, _Page(row.table, lang, everything)
        yield from page.see(row)
    if page is not None:
        yield from page.end()
    yield from _end(summary(), lang)


class _Page:
    """The rows of one table as they go by; its head is told as soon as the headings of the indicators have been seen."""

    def __init__(self, table: FilledTable, lang: Lang, everything: bool) -> None:
        self.table, self.lang, self.everything = table, lang, everything
        self.headings = HeadingRows(table)
        self.held: list[str] | None = []
        self.compared = self.told = 0

    def see(self, row: RescoredRow) -> Iterator[str]:
        self.headings.see(row.row)
        if self.held is not None and (row.row.kind == "indicator" or len(self.held) >= MOST_HELD):
            yield from self.open()
        self.compared += bool(row.findings)
        if not (row.is_news or (self.everything and row.findings)):
            return
        self.told += 1
        text = told_row(row, self.lang)
        if self.held is None:
            yield text
        else:
            self.held.append(text)

    def open(self) -> Iterator[str]:
        held, self.held = self.held or [], None
        facts = fact_line(self.table, self.lang)
        lines = [
            table_name(self.table, self.lang),
            *([facts] if facts else []),
            *taken_lines(self.table, self.headings, self.lang),
        ]
        yield "\n".join(line for line in lines if line) + "\n\n"
        yield from held

    def end(self) -> Iterator[str]:
        if self.held is not None:
            yield from self.open()
        if self.compared and not self.told:
            yield "各行都没有需要核对的差异。\n\n" if self.lang == "zh" else "no row differs\n\n"


def told_row(row: RescoredRow, lang: Lang = "zh") -> str:
    """`第12行　【得分偏高】…` and the reasons below."""
    return row_place(row, lang) + ("　" if lang == "zh" else "  ") + row.explain(lang).text.rstrip() + "\n\n"


def _end(summary: AuditSummary, lang: Lang) -> Iterator[str]:
    yield "汇总\n" if lang == "zh" else "summary\n"
    for one in summary.tables:
        yield from _table_end(one, lang, named=len(summary.tables) > 1)
    together = all_together(summary, lang)
    if together:
        yield f"\n{together}\n"


def _table_end(summary: TableSummary, lang: Lang, named: bool) -> Iterator[str]:
    if named:
        yield f"\n{table_name(summary.facts.table, lang)}\n"
    yield from (f"{line}\n" for line in summary_lines(summary, lang))
    yield from (f"{line}\n" for line in advice_lines(summary, lang))
