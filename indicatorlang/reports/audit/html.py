"""One page that needs nothing but itself: all rows with their reasons, to be looked through by finding, and to be printed.

The links at the top show the rows of one finding; that is done by style alone, so the page runs no script and allows none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape

from indicatorlang.diagnostics import SEVERITY_WORDS, Diagnostic, Lang
from indicatorlang.model.filled import FilledTable
from indicatorlang.model.rescored import AuditSummary, Finding, RescoredRow
from indicatorlang.model.verdict import VERDICT_WORDS
from indicatorlang.reports.audit.advice import more_said, told_advice
from indicatorlang.reports.audit.legend import MEANINGS
from indicatorlang.reports.audit.taken import HeadingRows, fact_line, taken_lines
from indicatorlang.reports.audit.totals import all_together, summary_lines
from indicatorlang.reports.audit.words import (
    COLOURS,
    advice_said,
    cell_text,
    computed_cell,
    name_of,
    points,
    row_place,
    table_name,
    target_shown,
)

KEYS = {finding: f"f{number}" for number, finding in enumerate(Finding, 1)}
HEADINGS = {
    "zh": ("行", "指标", "指标值", "完成值", "分值", "自评得分", "测算得分", "偏差", "结论", "说明"),
    "en": ("row", "indicator", "target", "actual", "weight", "published", "computed", "difference", "finding", "why"),
}
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = """
body{font:15px/1.6 "Noto Sans CJK SC","Microsoft YaHei","PingFang SC",sans-serif;margin:0 1.2rem 2rem;padding-top:3.4rem;color:#222;background:#fff}
h1{font-size:1.4rem;margin:.6rem 0}h2{font-size:1.1rem;margin:1.6rem 0 .4rem;scroll-margin-top:3.2rem}
p{margin:.2rem 0}
nav{position:fixed;top:0;left:0;right:0;height:2.8rem;background:#fff;border-bottom:1px solid #bbb;overflow-x:auto;
white-space:nowrap;padding:0 1.2rem;line-height:2.8rem}
nav a{margin-right:.5rem;padding:.15rem .5rem;border-radius:.3rem;color:#222;text-decoration:none}
nav a:hover,nav a:focus{text-decoration:underline}
i.at{position:absolute;top:0}
table{border-collapse:collapse;width:100%;margin:.4rem 0}
th,td{border:1px solid #ccc;padding:.3rem .45rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}
th{background:#e7e6e6;white-space:nowrap}
td.n{text-align:right;white-space:nowrap}
td.w{min-width:16rem}td.p{white-space:nowrap}
pre{font:inherit;white-space:pre-wrap;margin:.3rem 0 0}
summary{cursor:pointer}
.error{color:#a33}.warning{color:#85600a}
@media print{@page{size:A4 landscape;margin:12mm}body{font-size:10pt;padding:0;margin:0}nav{display:none}
thead{display:table-header-group}tr{break-inside:avoid}}
"""


def audit_html(rows: Iterator[RescoredRow], summary: Callable[[], AuditSummary], lang: Lang = "zh") -> Iterator[str]:
    """The page, piece by piece. Every text of the table is escaped."""
    title = "自评得分复核" if lang == "zh" else "review of self-assessed scores"
    yield (
        f'<!DOCTYPE html>\n<html lang="{"zh-CN" if lang == "zh" else "en"}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f'<meta name="viewport" content="width=device-width,initial-scale=1">\n<title>{title}</title>\n'
        f"<style>{_STYLE}{_filters()}</style>\n</head>\n<body>\n"
    )
    yield "".join(f'<i class="at" id="{key}"></i>' for key in KEYS.values()) + f"\n<h1>{title}</h1>\n"
    page: _Table | None = None
    number = 0
    for row in rows:
        if page is None or row.table is not page.table:
            if page is not None:
                yield page.end()
            number += 1
            page = _Table(row.table, number, lang)
        yield page.see(row)
    if page is not None:
        yield page.end()
    yield from _end(summary(), lang)


def _filters() -> str:
    """What is hidden while the rows of one finding are looked at, and the colours."""
    told = "".join(
        f"#{key}:target~table.r tbody tr:not(.{key}){{display:none}}#{key}:target~nav a[href='#{key}']{{outline:2px solid #555}}"
        for key in KEYS.values()
    )
    return told + "".join(f".{KEYS[finding]}>.v,a.{KEYS[finding]}{{background:{colour}}}" for finding, colour in COLOURS.items())


def _text(text: str) -> str:
    """Escaped, without what HTML has no character for."""
    return escape("".join("\ufffd" if (c < " " and c not in "\t\n\r") or "\ud800" <= c <= "\udfff" else c for c in text))


class _Table:
    """The rows of one table as they go by."""

    def __init__(self, table: FilledTable, number: int, lang: Lang) -> None:
        self.table, self.number, self.lang = table, number, lang
        self.headings = HeadingRows(table)
        self.opened = False

    def see(self, row: RescoredRow) -> str:
        self.headings.see(row.row)
        if row.row.kind in ("head", "heading"):
            return ""
        head = "" if self.opened else self.open()
        if row.row.kind == "other" and not row.findings:
            return head
        return head + self.row(row)

    def open(self) -> str:
        self.opened = True
        names = "".join(f"<th>{heading}</th>" for heading in HEADINGS[self.lang])
        facts = fact_line(self.table, self.lang)
        return (
            f'<h2 id="t{self.number}">{_text(table_name(self.table, self.lang))}</h2>\n'
            + (f"<p>{_text(facts)}</p>\n" if facts else "")
            + f'<table class="r"><thead><tr>{names}</tr></thead><tbody>\n'
        )

    def row(self, row: RescoredRow) -> str:
        typed, computed = row.row, row.computed
        keys = " ".join(KEYS[finding] for finding in row.findings)
        target = target_shown(row) if typed.kind == "indicator" else ""
        actual = typed.get("rate") if typed.kind == "money" else typed.get("actual")
        published = typed.get("score") if row.published is None else points(row.published)
        verdict = VERDICT_WORDS[computed.verdict][self.lang] if computed.verdict is not None else ""
        words = ("、" if self.lang == "zh" else ", ").join(finding.word(self.lang) for finding in row.findings)
        shown = f"{_text(words)}{f'<br><small>{verdict}</small>' if verdict and words else ''}"
        cells = [
            f'<td class="n">{_text(row_place(row, self.lang)) if row.table.places else typed.number}</td><td>{_text(name_of(row, self.lang))}</td>',
            f"<td>{_text(target)}</td><td>{_text(actual)}</td>",
            *(_number(text) for text in (points(row.weight), published, cell_text(computed_cell(row)), points(row.difference))),
            f'<td class="v">{shown}</td><td class="w">{self.why(row)}</td>',
        ]
        return f'<tr class="{keys}">{"".join(cells)}</tr>\n'

    def why(self, row: RescoredRow) -> str:
        """The headline, and the whole explanation to open; open from the start where something is to be asked."""
        told = row.explain(self.lang)
        if not told.headline:
            return ""
        asks = row.to_verify or (row.finding is not None and row.finding.is_difference)
        opened = " open" if asks else ""
        return f"<details{opened}><summary>{_text(told.headline)}</summary><pre>{_text(told.text)}</pre></details>"

    def end(self) -> str:
        head = "" if self.opened else self.open()
        lines = "".join(f"<p>{_text(line)}</p>\n" for line in taken_lines(self.table, self.headings, self.lang))
        return f"{head}</tbody></table>\n{lines}"


def _number(text: str) -> str:
    return f'<td class="n">{_text(text)}</td>'


def _end(summary: AuditSummary, lang: Lang) -> Iterator[str]:
    zh = lang == "zh"
    yield f'<h2 id="summary">{"汇总" if zh else "summary"}</h2>\n'
    names = ("结论", "行数", "含义") if zh else ("finding", "rows", "means")
    yield f"<table><thead><tr>{''.join(f'<th>{name}</th>' for name in names)}</tr></thead><tbody>\n"
    for finding, count in summary.findings.items():
        meaning = MEANINGS[finding][not zh]
        yield (
            f'<tr class="{KEYS[finding]}"><td class="v p"><a href="#{KEYS[finding]}">{finding.word(lang)}</a></td>'
            f'<td class="n">{count}</td><td>{meaning}</td></tr>\n'
        )
    yield "</tbody></table>\n"
    together = all_together(summary, lang)
    if together:
        yield f"<p>{_text(together)}</p>\n"
    for one in summary.tables:
        if len(summary.tables) > 1:
            yield f"<h2>{_text(table_name(one.facts.table, lang))}</h2>\n"
        yield "".join(f"<p>{_text(line)}</p>\n" for line in summary_lines(one, lang))
        for advice, more in told_advice(one):
            yield _told(advice, lang, table=one.facts.table)
            if more:
                yield f'<p class="{advice.severity}">{more_said(more, advice.code, lang)}</p>\n'
    yield "".join(_told(found, lang, named=True) for found in summary.diagnostics)
    links = [f'<a href="#top">{"全部" if zh else "all"} {summary.rows}</a>']
    links += [
        f'<a class="{KEYS[finding]}" href="#{KEYS[finding]}">{finding.word(lang)} {count}</a>'
        for finding, count in summary.findings.items()
    ]
    links.append(f'<a href="#summary">{"汇总" if zh else "summary"}</a>')
    yield f"<nav>{''.join(links)}</nav>\n</body>\n</html>\n"


def _told(found: Diagnostic, lang: Lang, named: bool = False, table: FilledTable | None = None) -> str:
    """One diagnostic: how bad, where, what, and what to do."""
    said = _text(advice_said(found, lang, named=named, table=table))
    return f'<p class="{found.severity}">{SEVERITY_WORDS[found.severity][lang]}{said}</p>\n'
