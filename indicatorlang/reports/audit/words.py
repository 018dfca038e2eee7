"""What all formats of a re-scored table say alike: the cells of a reviewer, points, names, colours."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from indicatorlang.diagnostics import Diagnostic, Lang
from indicatorlang.lazily import frozen, pattern
from indicatorlang.model.actual import Origin
from indicatorlang.model.filled import FilledTable
from indicatorlang.model.number import decimal_text
from indicatorlang.model.rescored import Finding, RescoredRow

REVIEW_HEADINGS: Mapping[Lang, tuple[str, ...]] = {
    "zh": ("自评完成值", "自评得分", "测算得分", "复核完成值", "复核得分", "偏差", "扣分理由", "结论", "原表行号"),
    "en": (
        *("self-reported actual", "self-assessed score", "computed score", "reviewed actual", "reviewed score"),
        *("difference", "reason for deduction", "finding", "row"),
    ),
}
COLOURS: Mapping[Finding, str] = {
    Finding.AGREES: "#EDF5EC",
    Finding.ROUNDING: "#F4F7E4",
    Finding.HIGH: "#FCE9D7",
    Finding.LOW: "#E1ECF7",
    Finding.ABOVE_WEIGHT: "#F8DEDC",
    Finding.FULL_THOUGH_MISSED: "#FBE2CC",
    Finding.CUT_THOUGH_MET: "#DCE8F5",
    Finding.NOT_MEASURED: "#ECE6F3",
    Finding.TARGET_UNREAD: "#E8E2F0",
    Finding.NO_ACTUAL: "#EEEEEE",
    Finding.NO_REASON: "#FFF6D6",
    Finding.OWN_RULE: "#E2EFEF",
    Finding.NO_SCORE: "#EEEEEE",
    Finding.NO_WEIGHT: "#EEEEEE",
}
"""Calm colours: warm where points may be too many, cool where too few, grey where a figure is missing."""
_TABLE = pattern(r"^表(\d+)$")
_BACKQUOTED = pattern("`([^`]*)`")


@frozen
class ReviewCells:
    """The cells beside one row, `number` telling where it stood. Numbers are exact; a computed score that the rules leave open is a text (`6.40—8.00`)."""

    actual: str = ""
    own_score: Fraction | str = ""
    computed: Fraction | str = ""
    review_actual: str = ""
    review_score: Fraction | str = ""
    difference: Fraction | str = ""
    reason: str = ""
    finding: str = ""
    number: Fraction | str = ""

    @property
    def cells(self) -> tuple[Fraction | str, ...]:
        """All of them, in the order of the headings, the number of the row last."""
        return (
            *(self.actual, self.own_score, self.computed, self.review_actual, self.review_score),
            *(self.difference, self.reason, self.finding, self.number),
        )


def review_cells(row: RescoredRow, lang: Lang = "zh") -> ReviewCells:
    """What a reviewer gets beside a row. The reviewed actual and score stay blank unless the table has them already."""
    typed = row.row
    number = row_place(row, lang) if row.table.places else Fraction(typed.number)
    said_nothing = not row.findings and row.computed.score is None and not row.to_verify
    if typed.kind in ("head", "heading", "other") or said_nothing:
        return ReviewCells(number=number)
    told = row.finding is not None and row.findings != (Finding.AGREES,)
    between, mark = ("、", "：") if lang == "zh" else (", ", ": ")
    words = between.join(finding.word(lang) for finding in row.findings)
    reason = f"{words}{mark}{row.headline(lang)}" if told else verify_said(row, lang)
    return ReviewCells(
        actual=typed.get("rate") if typed.kind == "money" else typed.get("actual"),
        own_score=typed.get("score") if row.published is None else row.published,
        computed=computed_cell(row),
        review_actual=typed.get("review_actual"),
        review_score=typed.get("review_score"),
        difference="" if row.difference is None else row.difference,
        reason=reason,
        finding=words,
        number=number,
    )


def verify_said(row: RescoredRow, lang: Lang = "zh") -> str:
    """What of a row is to be verified besides its score; empty for nothing."""
    said = [part for remark in row.to_verify for part in (remark.message(lang), remark.help(lang)) if part]
    return plainly(("，" if lang == "zh" else "; ").join(dict.fromkeys(said)), lang)


def computed_cell(row: RescoredRow) -> Fraction | str:
    """The score that the row's own figures come to, or the points between which the rules leave it; empty when there is none."""
    computed = row.computed
    if computed.is_range:
        return f"{points(computed.low)}—{points(computed.high)}"
    return "" if computed.score is None else computed.score


def points(number: Fraction | None) -> str:
    """Points exactly, with two decimals at least; empty for none."""
    if number is None:
        return ""
    text = decimal_text(number)
    return text if len(text.rpartition(".")[2]) > 2 and "." in text else decimal_text(number, 2)


def cell_text(cell: Fraction | str) -> str:
    """A cell of the reviewer as text."""
    return cell if isinstance(cell, str) else points(cell)


def name_of(row: RescoredRow, lang: Lang = "zh") -> str:
    """What the row is about."""
    name = row.row.get("name") or row.row.get("label")
    if name or row.row.kind not in ("money", "total"):
        return name
    words = {"money": ("预算执行率", "budget execution"), "total": ("合计", "total")}
    return words[row.row.kind][lang == "en"]


def row_place(row: RescoredRow, lang: Lang = "zh") -> str:
    """`第12行`; in a document, whose rows go by its tables, `表2第3行`."""
    number = row.row.number
    sheet, line = row.table.places.get(number, ("", number))
    return f"{sheet}第{line}行" if lang == "zh" else f"{within(sheet, lang)} row {line}".strip()


def within(sheet: str, lang: Lang = "zh") -> str:
    """`表2`, `table 2`: a table of a document."""
    return sheet if lang == "zh" else _TABLE.sub(r"table \1", sheet)


def target_shown(row: RescoredRow) -> str:
    """The target as typed, between the sign and the unit of columns of their own where it begins and ends with a digit."""
    op, target, unit = row.row.get("op"), row.row.get("target"), row.row.get("unit")
    if not target:
        return op if len(op) > 2 else ""
    before = op if len(op) <= 2 and not op.isalpha() and target[0] in "0123456789-." else ""
    return f"{before}{target}{unit if target[-1].isdigit() else ''}"


def table_name(table: FilledTable, lang: Lang = "zh") -> str:
    """`自评表.xlsx，“Sheet1”表`."""
    name = Origin(table.file).file_name
    sheet = (f"“{table.sheet}”表" if lang == "zh" else f"sheet {table.sheet}") if table.sheet else ""
    return ("，" if lang == "zh" else ", ").join(part for part in (name, sheet) if part)


def plainly(text: str, lang: Lang = "zh") -> str:
    """A sentence for people: the user's words in quotation marks and not in backquotes."""
    return _BACKQUOTED.sub(r"“\1”" if lang == "zh" else r'"\1"', text)


def advice_said(found: Diagnostic, lang: Lang = "zh", *, named: bool = False, table: FilledTable | None = None) -> str:
    """`[L151] 第21行：…。改法：…。`; with `named` the file and the sheet before it. `table` is the one it is about: of
    a document the place names the table within it."""
    zh, place = lang == "zh", found.place
    where = [Origin(place.file).file_name, f"“{place.sheet}”表" if zh and place.sheet else place.sheet or ""] if named else []
    if place.line is not None:
        sheet = within(place.sheet or "", lang) if table is not None and place.sheet != table.sheet else ""
        where.append(f"{sheet}第{place.line}行" if zh else f"{sheet} row {place.line}".strip())
    at = (("，" if zh else ", ").join(part for part in where if part)) if where else ""
    helped = plainly(found.help(lang), lang)
    said = f"[{found.code}] {at}{('：' if zh else ': ') if at else ''}{plainly(found.message(lang), lang)}"
    if zh:
        return f"{said}。" + (f"改法：{helped}。" if helped else "")
    return f"{said}; {helped}" if helped else said
