"""A re-scored form made by hand: two head rows, a money block, a header, indicators of all kinds, a total and a note."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar

import attrs

from indicatorlang.diagnostics import Diagnostic, Lang, Place, Severity
from indicatorlang.model.explanation import Explanation, Step
from indicatorlang.model.filled import FilledRow, FilledTable, RowKind, Taken
from indicatorlang.model.reading import Reading
from indicatorlang.model.rescored import (
    ActualReading,
    AuditSummary,
    Candidate,
    Computed,
    Finding,
    Fit,
    ProjectFacts,
    ProjectTotal,
    Repeated,
    RescoredRow,
    TableFacts,
    TableSummary,
)
from indicatorlang.model.verdict import Verdict


@attrs.frozen(kw_only=True)
class Remark(Diagnostic):
    """Something said of a place, for the tests."""

    code: ClassVar[str] = "L130"
    severity: ClassVar[Severity] = Severity.WARNING
    said: str

    def zh(self) -> str:
        return f"`{self.said}`要核对"

    def en(self) -> str:
        return f"check `{self.said}`"

    def help_zh(self) -> str:
        return f"改`{self.said}`"

    def help_en(self) -> str:
        return f"mend `{self.said}`"


@attrs.frozen(kw_only=True)
class Said(Step):
    """One step, for the tests."""

    code: ClassVar[str] = "opinion"
    label_zh: ClassVar[str] = "复核意见"
    label_en: ClassVar[str] = "opinion"
    words: str

    def zh(self) -> str:
        return f"{self.words}。"

    def en(self) -> str:
        return self.words


def tells(row: RescoredRow, lang: Lang) -> Explanation:
    name, word = row.row.get("name"), row.finding.word(lang) if row.finding is not None else ""
    if not word:
        return Explanation("", "", (), lang)
    headline = f"{name}要说明" if lang == "zh" else f"explain {name}"
    return Explanation(headline, f"【{word}】{name}\n复核意见：{headline}。", (Said(words=headline),), lang)


HEADINGS = ("序号", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因", "联系电话")
COLUMNS = ("id", "name", "target", "actual", "weight", "score", "reason")
HOSTILE = '=HYPERLINK("http://x","点")'


def filled(number: int, kind: RowKind, *cells: str) -> FilledRow:
    if kind in ("head", "heading", "other"):
        return FilledRow(number, cells, kind)
    fields = {column: cell for column, cell in zip(COLUMNS, cells, strict=False) if cell}
    return FilledRow(number, cells, kind, fields, {column: index for index, column in enumerate(COLUMNS) if column in fields})


def made(row: FilledRow, table: FilledTable, *findings: Finding, **more: object) -> RescoredRow:
    return RescoredRow(row, table, findings=findings, tells=tells, **more)


@attrs.frozen
class Made:
    """A table, its re-scored rows and its summary."""

    table: FilledTable
    rows: tuple[RescoredRow, ...]
    whole: AuditSummary

    def walk(self) -> Iterator[RescoredRow]:
        return iter(self.rows)

    def summary(self) -> AuditSummary:
        return self.whole


def form(file: str = "送审/自评表.xlsx", sheet: str | None = "绩效[自评]", *, letters: bool = True, plain: bool = False) -> Made:
    """The form; `plain` is the same without the rows around its header, and `letters` False with numbers that skip one."""
    table = FilledTable(
        rows=(),
        file=file,
        sheet=sheet,
        taken=tuple(Taken(column, HEADINGS[at], at, column == "reason") for at, column in enumerate(COLUMNS)),
        untaken=("联系电话",),
        facts={"project": "校园绿化", "year": "2023"},
        headings=HEADINGS,
        width=8,
        letters=letters,
    )
    head = [] if plain else [filled(1, "head", "项目支出绩效自评表"), filled(2, "head", "项目名称", "校园绿化")]
    at = 1 if plain else 5
    two = Fraction(2)
    rows = [
        *(made(row, table) for row in (*head, filled(at, "heading", *HEADINGS))),
        made(
            filled(at + 1, "indicator", "001", "种植面积", "≥500亩", "520亩", "20", "20", "", "0571-1"), table, Finding.AGREES,
            reading=Reading("number", ">=", "500", "亩"), actual=ActualReading("quantity", "520亩", "520", "亩"),
            computed=Computed(Verdict.MET, Fraction(20), Fraction(20), profile="mof-2020"),
            weight=Fraction(20), published=Fraction(20), difference=Fraction(0),
        ),
        made(
            filled(at + 2, "indicator", "002", "成活率", "≥98%", "83%", "2", "1.90", HOSTILE), table, Finding.HIGH, Finding.NO_REASON,
            computed=Computed(Verdict.MISSED, Fraction(169, 100), Fraction(83 * 2, 98), profile="mof-2020"),
            weight=two, published=Fraction(19, 10), difference=Fraction(21, 100), causes=(Remark(said="抄错"),),
        ),
        made(
            filled(at + 3, "indicator", "003", "水质<b>改善", "明显改善", "较明显", "8", "6.5"), table, Finding.AGREES,
            computed=Computed(
                Verdict.MISSED, Fraction(48, 10), Fraction(48, 10), Fraction(64, 10), Fraction(8), high_closed=False, profile="mof-2020",
            ),
            weight=Fraction(8), published=Fraction(13, 2), difference=Fraction(0),
        ),
        made(
            filled(at + 4, "indicator", "004", "成本", "≤30万元", "完成", "90", "九十"), table, Finding.NOT_MEASURED,
            weight=Fraction(90), computed=Computed(refused=Remark(said="完成")),
        ),
        made(filled(at + 6, "total", "", "总分", "", "", "100", "96.40"), table),
        made(filled(at + 7, "other", "=备注：\x07由办公室填写"), table),
    ]  # fmt: skip
    fits = (Fit(Candidate("mof-2020", 2), 8, 7, 6, 5), Fit(Candidate("strict", 1, "down"), 8, 2, 6, 1))
    facts = TableFacts(
        table, score_places=2, has_scores=True, has_weights=True, has_reasons=True,
        projects=(
            ProjectFacts(
                "校园绿化", rows=4, weights=Fraction(120), scores=Fraction(1184, 10), unscored=1, total_weight=Fraction(100),
                total_score=Fraction(964, 10), repeated=(Repeated(9, 6, "成本", False),),
            ),
        ),
    )  # fmt: skip
    total = ProjectTotal("校园绿化", 4, 3, Fraction(2649, 100), Fraction(284, 10), Fraction(30))
    one = TableSummary(
        facts, "mof-2020", {Finding.AGREES: 2, Finding.HIGH: 1, Finding.NOT_MEASURED: 1, Finding.NO_REASON: 1}, rows=4, answered=3,
        computed_total=Fraction(2649, 100), totals=(total,), fits=fits, chosen=fits[0],
        advice=(Remark(said="分值", place=Place(file, sheet, at + 6)),),
    )  # fmt: skip
    return Made(table, tuple(rows), AuditSummary((one,), ()))
