"""What was taken for what: which rows of a table name its columns, and what each column was understood as."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from indicatorlang.diagnostics import Lang
from indicatorlang.lazily import define
from indicatorlang.model.actual import letter
from indicatorlang.model.filled import COLUMN_WORDS, Fact, FilledRow, FilledTable, Taken
from indicatorlang.model.rescored import RescoredRow
from indicatorlang.reports.audit.words import within

_FACT_WORDS: dict[Fact, tuple[str, str]] = {
    "project": ("项目", "project"),
    "code": ("项目编码", "code"),
    "department": ("主管部门", "department"),
    "agency": ("实施单位", "agency"),
    "year": ("年度", "year"),
}


def fact_line(table: FilledTable, lang: Lang = "zh") -> str:
    """What is said of the project around its table, in one line; empty when nothing is."""
    at = lang == "en"
    told = [(words[at], table.facts.get(fact, "")) for fact, words in _FACT_WORDS.items()]
    return ("，" if lang == "zh" else ", ").join(f"{word}{'：' if lang == 'zh' else ': '}{text}" for word, text in told if text)


def taken_words(taken: Iterable[Taken], letters: bool, lang: Lang = "zh") -> list[str]:
    """`指标值＝“年度指标值”（E列）` of each column; the heading is left out where it is the word itself."""
    return [_one_taken(one, letters, lang) for one in taken]


def _one_taken(taken: Taken, letters: bool, lang: Lang) -> str:
    word = COLUMN_WORDS[taken.meaning][lang == "en"]
    where = [letter(taken.column)] if letters else []
    if lang == "zh":
        where = [f"{letter}列" for letter in where] + (["由--map指定"] if taken.by_map else [])
        heading = "" if taken.heading == word else f"＝“{taken.heading}”"
        return f"{word}{heading}" + (f"（{'，'.join(where)}）" if where else "")
    where = [f"column {letter}" for letter in where] + (["by --map"] if taken.by_map else [])
    heading = "" if taken.heading == word else f' = "{taken.heading}"'
    return f"{word}{heading}" + (f" ({', '.join(where)})" if where else "")


def names_columns(row: FilledRow, table: FilledTable) -> bool:
    """Whether a row holds the headings by which columns were taken: those of the goals of a form, told in words, are none."""
    if row.kind != "heading":
        return False
    shown = ["".join(cell.split()) for cell in row.cells]
    for taken in (table.taken, table.money_taken):
        found = sum(
            bool(one.column < len(shown) and shown[one.column] and shown[one.column] in "".join(one.heading.split()))
            for one in taken
        )
        if found >= min(2, len(taken)) > 0:
            return True
    return False


@define
class HeadingRows:
    """Which rows of a table name its columns, found as the rows go by: `money` above the money block, `rows` above the indicators."""

    table: FilledTable
    rows: tuple[int, ...] = ()
    money: tuple[int, ...] = ()
    _run: tuple[int, ...] = ()

    def see(self, row: FilledRow) -> None:
        """The next row."""
        if row.kind == "money" and not self.money:
            self.money = self._run
        elif row.kind == "indicator" and not self.rows:
            self.rows = self._run
        elif names_columns(row, self.table):
            self._run = (*self._run, row.number) if self._run and self._run[-1] == row.number - 1 else (row.number,)


def with_headings(rows: Iterable[RescoredRow]) -> Iterator[tuple[RescoredRow, bool]]:
    """Every row, and whether it is the place for the headings of the reviewer: the first of the rows in a row that name columns."""
    before: RescoredRow | None = None
    for row in rows:
        named = names_columns(row.row, row.table)
        yield row, named and not (before is not None and before.table is row.table)
        before = row if named else None


def taken_lines(table: FilledTable, headings: HeadingRows, lang: Lang = "zh") -> list[str]:
    """What was taken for what: the columns of the money block, those of the indicators, the headings that are not used."""
    zh = lang == "zh"
    lines = []
    for taken, rows, word in (
        (table.money_taken, headings.money, "资金" if zh else "money"),
        (table.taken, headings.rows, "指标" if zh else "indicators"),
    ):
        if taken:
            where = _header_said(table, rows, lang)
            said = ("、" if zh else ", ").join(taken_words(taken, table.letters, lang))
            lines.append(f"{word}{where}{'：' if zh else ': '}{said}" + ("。" if zh else ""))
    if table.untaken:
        unused = ("、" if zh else ", ").join(f"“{text}”" if zh else f'"{text}"' for text in table.untaken)
        lines.append(f"没有用到的列：{unused}。" if zh else f"columns not used: {unused}")
    return lines


def _header_said(table: FilledTable, rows: Sequence[int], lang: Lang) -> str:
    if not rows:
        return ""
    sheet = table.places.get(rows[0], ("", 0))[0]
    rows = [table.places.get(number, ("", number))[1] for number in rows]
    span = str(rows[0]) if len(rows) == 1 else f"{rows[0]}—{rows[-1]}" if lang == "zh" else f"{rows[0]}-{rows[-1]}"
    if lang == "zh":
        return f"（表头{'：' if sheet else ''}{sheet}第{span}行）"
    return f" (header in {within(sheet, lang)}{' ' if sheet else ''}row {span})"
