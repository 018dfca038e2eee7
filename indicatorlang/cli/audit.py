"""`indicatorlang audit`: which scores of a filled-in table do not follow from their own row."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from indicatorlang.cli import bilingual, running
from indicatorlang.cli.bilingual import WholeNumber, Word, option
from indicatorlang.cli.options import map_option, output_options
from indicatorlang.diagnostics import Lang, Severity
from indicatorlang.pipeline.audit_reports import (
    AUDIT_FORMATS,
    AuditFormat,
    audit_report,
    audit_workbook_to,
    form_of,
)
from indicatorlang.pipeline.auditing import Audit, audit

LONG = 2000
"""From so many rows of indicators on, a progress bar shows on a terminal."""


@bilingual.command(
    "audit",
    zh="复核填好的自评表：哪些得分与本行的指标值、完成值不符。",
    en="Re-score filled-in tables: which scores do not follow from their own row.",
    more_zh="FILE 是填好的表：XLSX、DOCX、CSV、JSON Lines；各列按表头认定，认定结果列在报告里。-o 的扩展名决定格式。退出码：0 全部一致或只有取整差异；"
    "1 有需要核对的行，或者资金、总分、等级前后不符（L140、L151、L161）；2 有文件或表没有读成，其余照常复核。",
    more_en="FILE is a filled-in table: XLSX, DOCX, CSV or JSON Lines; columns go by their headings, and the report shows what was taken for what. "
    "The ending of -o chooses the format. Exit status: 0 all agree, or differ by rounding only; 1 some row is to be checked, or the money, the total or the "
    "grade of a table does not follow (L140, L151, L161); 2 a file or a table could not be read (the rest is reviewed all the same).",
)
@click.argument("file", nargs=-1, required=True)
@map_option("完成值=本年实绩", "actual=Result")
@option(
    "--profile",
    metavar="NAME|auto",
    zh="评分办法，默认 mof-2020；auto 按表内得分推算最相符的一种。",
    en="Scoring rules, mof-2020 unless stated; auto takes those that explain the published scores best.",
)
@option("--sheet", metavar="NAME", zh="只读工作簿里的这一张表。", en="Read this sheet of a workbook only.")
@option("--encoding", metavar="NAME", zh="文本文件的编码，如 gb18030、big5。", en="Encoding of text files, e.g. gb18030 or big5.")
@option("--year", type=WholeNumber(), metavar="YEAR", zh="没写年份的日期属于哪一年。", en="Year of dates that state none.")
@option("--all", "everything", is_flag=True, zh="文本里一致的行也列出。", en="List in a text the rows that agree as well.")
@option(
    "--format",
    "form",
    type=Word(*AUDIT_FORMATS),
    zh="输出格式，不写时按 -o 的扩展名，否则 text。",
    en="Format of the output; by the ending of -o, else text.",
)
@output_options(zero_zh="有需要核对的行时退出码也是0。", zero_en="Exit 0 even when a row is to be checked.")
def command(
    file: tuple[str, ...], columns: Any, profile: str | None, sheet: str | None, encoding: str | None, year: int | None,
    everything: bool, form: AuditFormat | None, output: str | None, exit_zero: bool, lang: Lang,
) -> int:  # fmt: skip
    """Read, re-score row by row, write as it goes."""
    form = form or (form_of(output) if output else "text")
    _refuse(form, output, file, lang)
    found = audit(file, columns=columns, profile=profile, sheet=sheet, encoding=encoding, year=year)
    running.show(found.diagnostics, lang)
    with _watched(found, output, lang) as rows:
        if form == "xlsx":
            audit_workbook_to(found, str(output), lang, rows=rows)
        else:
            report = audit_report(found, form, lang, rows=rows, everything=everything)
            running.stream(report, output, lang, byte_order_mark=form == "csv")
    return _status(found, exit_zero)


def _refuse(form: str, output: str | None, files: tuple[str, ...], lang: Lang) -> None:
    """A workbook needs a file, and what is reviewed must not be written over."""
    if form == "xlsx" and output is None:
        said = "工作簿不能输出到屏幕，请用 -o 写出文件名，如 -o 复核.xlsx"
        raise click.UsageError(
            said if lang == "zh" else "a workbook cannot go to the screen; name a file, e.g. -o review.xlsx",
            click.get_current_context(),
        )
    for path in files:
        if output is not None and Path(output).exists() and Path(path).exists() and Path(output).samefile(path):
            said = (
                f"-o 写的`{output}`就是要复核的表，请换一个文件名"
                if lang == "zh"
                else f"-o `{output}` is the table to review; name another file"
            )
            raise click.UsageError(said, click.get_current_context())


@contextmanager
def _watched(found: Audit, output: str | None, lang: Lang) -> Iterator[Iterator[Any]]:
    """The rows, with a bar for long tables when somebody watches and the report does not go to the same screen."""
    if not sys.stderr.isatty() or (output is None and sys.stdout.isatty()):
        yield found.rows()
        return
    length = sum(project.rows for index in range(len(found.tables)) for project in found.facts_of(index).projects)
    if length < LONG:
        yield found.rows()
        return
    with click.progressbar(
        length=length, label="复核" if lang == "zh" else "reviewing", file=sys.stderr, update_min_steps=100
    ) as bar:
        yield _counted(found.rows(), bar)


def _counted(rows: Iterator[Any], bar: Any) -> Iterator[Any]:
    for row in rows:
        if row.row.kind == "indicator":
            bar.update(1)
        yield row


def _status(found: Audit, exit_zero: bool) -> int:
    """2 when something could not be read, 1 when a row is to be checked or a table contradicts itself, else 0."""
    summary = found.summary()
    if any(diagnostic.severity is Severity.ERROR for diagnostic in summary.diagnostics):
        return running.NOT_WHOLLY
    wrong = summary.contradictions or any(finding.is_difference for finding in summary.findings)
    return running.FINDINGS if wrong and not exit_zero else running.DONE
