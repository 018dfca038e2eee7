"""The sheet 说明 of a reviewed workbook as rows of cells: findings and their colours, columns, what was taken for what, totals, advice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from indicatorlang.diagnostics import SEVERITY_WORDS, Lang
from indicatorlang.lazily import frozen
from indicatorlang.model.filled import FilledTable
from indicatorlang.model.rescored import AuditSummary, Finding, TableSummary
from indicatorlang.reports.audit.advice import more_said, told_advice
from indicatorlang.reports.audit.taken import HeadingRows, fact_line, taken_lines
from indicatorlang.reports.audit.totals import all_together, summary_lines
from indicatorlang.reports.audit.words import advice_said, table_name

MEANINGS: Mapping[Finding, tuple[str, str]] = {
    Finding.AGREES: ("表内得分与测算结果相同", "the published score is the computed one"),
    Finding.ROUNDING: ("只差在小数位的取舍，不是评分问题", "only the rounding differs"),
    Finding.HIGH: (
        "表内得分高于测算结果，请填报单位说明评分依据",
        "the published score is higher than computed; ask on what ground",
    ),
    Finding.LOW: (
        "表内得分低于测算结果，请填报单位说明扣分依据",
        "the published score is lower than computed; ask on what ground",
    ),
    Finding.ABOVE_WEIGHT: ("表内得分超过该行分值", "the published score is more than the row's weight"),
    Finding.FULL_THOUGH_MISSED: ("完成值未达到指标值，表内仍得满分", "the target was missed, the full weight was published"),
    Finding.CUT_THOUGH_MET: ("完成值已达到指标值，表内仍扣了分", "the target was met, points were taken off"),
    Finding.NOT_MEASURED: (
        "完成值不能同指标值比较（如指标值为≤30万元，完成值写“完成”），请补充实际完成数",
        "the actual cannot be compared with the target; ask for the figure",
    ),
    Finding.TARGET_UNREAD: ("指标值读不出可比较的要求，请人工复核", "the target states nothing to compare with; review by hand"),
    Finding.NO_ACTUAL: ("没有填完成值", "no actual was filled in"),
    Finding.NO_REASON: ("未达到指标值，没有写偏差原因", "the target was missed and no reason is given"),
    Finding.OWN_RULE: (
        "该行另有评分标准，程序读不成算法，请按评分标准人工复核",
        "the row's own scoring rule cannot be computed; review by hand",
    ),
    Finding.NO_SCORE: ("没有填得分", "no score was filled in"),
    Finding.NO_WEIGHT: ("没有填分值，算不出得分", "no weight was filled in"),
}
_COLUMNS: Mapping[Lang, tuple[tuple[str, str], ...]] = {
    "zh": (
        ("测算得分", "按本行指标值、完成值和分值测算；等级指标由评审评分，列出可评的区间，如6.40—8.00"),
        ("复核完成值、复核得分", "由复核人填写；原表已有的照录"),
        ("偏差", "自评得分减测算得分；在区间以内的为0，区间以外的为到最近一端的距离"),
        ("扣分理由", "结论和说明，供复核参考，须经复核人确认"),
        ("原表行号", "该行在送审文件中的行号"),
    ),
    "en": (
        (
            "computed score",
            "from the row's own target, actual and weight; of a level the band that is left to judgement, e.g. 6.40—8.00",
        ),
        ("reviewed actual, reviewed score", "for the reviewer to fill in; carried over where the table has them"),
        ("difference", "published less computed; 0 within a band, else the distance to its nearer end"),
        ("reason for deduction", "finding and headline; a proposal for the reviewer to confirm"),
        ("row", "the number of the row in the file"),
    ),
}


@frozen
class Entry:
    """One row of the sheet. A `finding` lends it its colour."""

    cells: tuple[str | int, ...]
    style: str = "wrapped"
    finding: Finding | None = None


def legend(summary: AuditSummary, headings: Sequence[tuple[FilledTable, HeadingRows]] = (), lang: Lang = "zh") -> Iterator[Entry]:
    """All rows, top to bottom."""
    zh = lang == "zh"
    yield Entry(("复核说明" if zh else "About this review",), "title")
    yield Entry(("结论", "行数", "含义") if zh else ("finding", "rows", "means"), "heading")
    counted = summary.findings
    for finding, meaning in MEANINGS.items():
        if counted.get(finding):
            yield Entry((finding.word(lang), counted[finding], meaning[not zh]), finding=finding)
    together = all_together(summary, lang)
    if together:
        yield Entry(("", "", together))
    yield Entry(())
    yield Entry(("右侧各列" if zh else "columns on the right",), "section")
    yield from (Entry((word, "", said)) for word, said in _COLUMNS[lang])
    for one in summary.tables:
        yield Entry(())
        yield from _table(one, {id(table): rows for table, rows in headings}, lang)
    if summary.diagnostics:
        yield Entry(())
        yield Entry(("读取情况" if zh else "reading the files",), "section")
        yield from (Entry(("", SEVERITY_WORDS[d.severity][lang], advice_said(d, lang, named=True))) for d in summary.diagnostics)


def _table(summary: TableSummary, headings: Mapping[int, HeadingRows], lang: Lang) -> Iterator[Entry]:
    table, zh = summary.facts.table, lang == "zh"
    yield Entry((table_name(table, lang),), "section")
    facts = fact_line(table, lang)
    taken = taken_lines(table, headings.get(id(table)) or HeadingRows(table), lang)
    for label, lines in (
        ("填报信息" if zh else "project", [facts] if facts else []),
        ("列的认定" if zh else "columns", taken),
        ("汇总" if zh else "summary", summary_lines(summary, lang)),
    ):
        yield from (Entry((label if number == 0 else "", "", line)) for number, line in enumerate(lines))
    for number, (advice, more) in enumerate(told_advice(summary)):
        label = ("全表提示" if zh else "about the table") if number == 0 else ""
        yield Entry((label, SEVERITY_WORDS[advice.severity][lang], advice_said(advice, lang, table=table)))
        if more:
            yield Entry(("", "", more_said(more, advice.code, lang)))
