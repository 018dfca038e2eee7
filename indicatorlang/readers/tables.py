"""A grid of text cells → values that know their cell. Shared by every format that has rows and columns.

The header is found, not assumed; a second header further down opens a second block. What the columns are is the matter of
`headings`; here the rows are walked. A row with a name keeps its blank cells, because a blank period is something to know.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.lazily import define, frozen
from indicatorlang.model.actual import Origin, RawActual, RawActuals, RawSurvey
from indicatorlang.readers.grid import Row, Table
from indicatorlang.readers.headings import (
    EXTRA,
    MEANING,
    OF_SURVEY,
    Layout,
    fold,
    is_name_heading,
    is_shown_only,
    layout_of,
    nearest_heading,
    seems_period,
)
from indicatorlang.readers.plain import is_number_without_value
from indicatorlang.readers.problems import (
    ColumnsNotRead,
    HeaderNotFound,
    HeadingTwice,
    LongAndWide,
    NameMissing,
    NoPeriodColumn,
    NoRows,
    NotANumber,
    PeriodHeadingNotRead,
    WrongCellCount,
)

HEADER_ROWS = 50
"""How many rows that are not blank are searched for a header."""
SHOWN_KINDS = tuple(fold(words) for words in ("评判等级", "见“问卷”表", '见"问卷"表', "见问卷表"))
"""Entries of the column 口径 that tell a person where to write; they are no kind."""


@define
class Harvest:
    """What came out of tables so far."""

    rows: list[RawActual] = attrs.field(factory=list)
    surveys: list[RawSurvey] = attrs.field(factory=list)
    diagnostics: list[Diagnostic] = attrs.field(factory=list)

    def actuals(self, file: str | None) -> RawActuals:
        """All of it, as one delivery from one file."""
        return RawActuals(tuple(self.rows), tuple(self.surveys), (file,) if file else ())


def find_header(rows: Sequence[Row]) -> tuple[int, Layout] | None:
    """The position of the first row that is a header, and its layout."""
    seen = 0
    for position, row in enumerate(rows):
        if row.blank:
            continue
        layout = layout_of(row.cells)
        if layout is not None:
            return position, layout
        seen += 1
        if seen == HEADER_ROWS:
            break
    return None


def read_table(table: Table, harvest: Harvest) -> None:
    """Reads every block of a table into `harvest`."""
    found = find_header(table.rows)
    if found is None:
        harvest.diagnostics.append(no_header(table))
        return
    position, layout = found
    width = len(layout.headings)
    usable = header_is_sound(layout, table, table.rows[position], harvest)
    delivered = False
    for row in table.rows[position + 1 :]:
        if row.blank:
            continue
        if any(map(is_name_heading, row.cells[:3])):
            below = layout_of(row.cells)
            if below is not None:
                layout, width = below, len(below.headings)
                usable = header_is_sound(layout, table, row, harvest)
                continue
        delivered = True
        if table.exact_width and len(row.cells) != width:
            harvest.diagnostics.append(WrongCellCount(place=table.place(row), wanted=width, got=len(row.cells)))
        elif usable:
            read_row(layout, table, row, harvest)
    if usable and not delivered and not table.quiet:
        header = tuple(heading for heading in layout.headings if heading)
        harvest.diagnostics.append(NoRows(place=table.place(table.rows[position]), header=header))


def no_header(table: Table) -> HeaderNotFound:
    """The error for a table without a header, showing the row that came nearest to one."""
    candidates = [row for row in table.rows if not row.blank][:HEADER_ROWS]
    if not candidates:
        return HeaderNotFound(header=(), name_found=False, value_found=False)
    best = max(candidates, key=lambda row: sum(fold(cell) in MEANING for cell in row.cells))
    header = tuple(" ".join(cell.split()) for cell in best.cells if cell.strip())
    meanings = {MEANING.get(fold(cell)) for cell in header}
    return HeaderNotFound(
        place=table.place(best),
        header=header,
        name_found=bool(meanings & {"name", "id"}),
        value_found="value" in meanings,
        near=nearest_heading(header),
    )


def header_is_sound(layout: Layout, table: Table, row: Row, harvest: Harvest) -> bool:
    """Reports what is wrong with a header; False when the rows below cannot be read by it."""
    diagnostics = harvest.diagnostics
    for first, second in layout.clashes:
        where = table.place(row, second)
        diagnostics.append(HeadingTwice(place=where, heading=layout.headings[first], other=layout.headings[second]))
    if layout.mixed:
        periods = tuple(layout.headings[i] for i in layout.mixed)
        where = table.place(row, layout.mixed[0])
        diagnostics.append(LongAndWide(place=where, heading=layout.headings[layout.columns["value"]], periods=periods))
    if layout.clashes or layout.mixed:
        return False
    unread = tuple(layout.headings[i] for i in layout.others if not (table.quiet and is_shown_only(layout.headings[i])))
    strange = tuple(heading for heading in unread if layout.kind == "wide" and seems_period(heading))
    if strange:
        where = table.place(row, layout.headings.index(strange[0]))
        diagnostics.append(PeriodHeadingNotRead(place=where, headings=strange))
    unread = tuple(heading for heading in unread if heading not in strange)
    if unread:
        diagnostics.append(ColumnsNotRead(place=table.place(row), headings=unread))
    if layout.kind == "long" and "period" not in layout.columns:
        value = layout.columns["value"]
        diagnostics.append(NoPeriodColumn(place=table.place(row, value), heading=layout.headings[value]))
    return True


def read_row(layout: Layout, table: Table, row: Row, harvest: Harvest) -> None:
    """One row that is not blank, under a sound header."""
    reader = _RowReader(layout, table, row, harvest)
    subject, subject_column = reader.subject()
    if not subject:
        values = tuple(reader.cell(i) for i in reader.used() if reader.cell(i))
        if values:
            where = table.place(row, layout.name)
            harvest.diagnostics.append(NameMissing(place=where, heading=layout.headings[layout.name], values=values))
        return
    reader.report_troubles()
    if layout.kind == "survey":
        harvest.surveys.extend(reader.survey(subject, subject_column))
    else:
        harvest.rows.extend(reader.actuals(subject, subject_column))


@frozen
class _RowReader:
    layout: Layout
    table: Table
    row: Row
    harvest: Harvest

    def cell(self, index: int) -> str:
        return self.row.cells[index].strip() if index < len(self.row.cells) else ""

    def named(self, column: str, *, filled: bool = False) -> str:
        """The text under a known column; `filled`: what a merged cell above says counts for this row too."""
        index = self.layout.columns.get(column)
        if index is None:
            return ""
        return self.cell(index) or (self.table.merged(self.row, index) if filled else "")

    def origin(self, index: int) -> Origin:
        return self.table.origin(self.row, index, self.layout.headings[index])

    def subject(self) -> tuple[str, int]:
        """The name and its column; in a table about indicators the id is surer than the name."""
        columns = self.layout.columns
        order = ("id", "name") if self.layout.kind == "about" else ("name",) if "name" in columns else ("id",)
        for column in order:
            if text := self.named(column, filled=True):
                return text, columns[column]
        return "", self.layout.name

    def used(self) -> Iterator[int]:
        """The columns of the row that carry something to deliver, the name and its levels apart."""
        skipped = {"name", "id", "level1", "level2", "project", "project_name"}
        for column, index in self.layout.columns.items():
            if column not in skipped and index not in self.layout.others:
                yield index
        yield from self.layout.periods
        yield from self.layout.levels

    def report_troubles(self) -> None:
        for index in self.used():
            trouble = self.table.trouble(self.row, index)
            if trouble is not None:
                self.harvest.diagnostics.append(trouble)

    def extra(self) -> tuple[dict[str, str], dict[str, Origin]]:
        extra: dict[str, str] = {}
        origins: dict[str, Origin] = {}
        for column in EXTRA:
            text = self.named(column, filled=column in ("unit", "kind", "org", "filled_by", "filled_on"))
            if text and not (column == "kind" and fold(text) in SHOWN_KINDS):
                extra[column] = text
                origins[column] = self.origin(self.layout.columns[column])
        return extra, origins

    def project(self) -> str | None:
        return self.named("project", filled=True) or self.named("project_name", filled=True) or self.table.project

    def path(self) -> str | None:
        levels = [self.named("level1", filled=True), self.named("level2", filled=True)]
        return "/".join(level for level in levels if level) or None

    def values(self) -> Iterator[tuple[str, str | None, int | None]]:
        """Each value with its period and its column."""
        columns = self.layout.columns
        match self.layout.kind:
            case "long":
                yield self.named("value"), self.named("period", filled=True) or None, columns["value"]
            case "wide":
                for index in self.layout.periods:
                    yield self.cell(index), self.layout.headings[index], index
            case _:
                yield self.named("level"), None, columns.get("level")

    def actuals(self, subject: str, subject_column: int) -> Iterator[RawActual]:
        extra, origins = self.extra()
        values = list(self.values())
        if self.layout.kind == "about" and not extra and not values[0][0]:
            return
        if fold(self.named("kind")) in SHOWN_KINDS:
            # Its values are given on another sheet: blank periods here say nothing.
            values = [v for v in values if v[0]] or [("", None, None)]
        project, path = self.project(), self.path()
        period_column = self.layout.columns.get("period") if self.layout.kind == "long" else None
        period_origin = None if period_column is None else self.origin(period_column)
        for value, period, index in values:
            trouble = None if index is None else self.table.trouble(self.row, index)
            yield RawActual(
                subject=subject,
                value=value,
                period=period,
                from_heading=self.layout.kind == "wide" and period is not None,
                project=project,
                extra=extra,
                path=path,
                origin=self.origin(subject_column if index is None else index),
                origins=origins if period_origin is None else {**origins, "period": period_origin},
                trouble=trouble or self.no_number(subject, value, index),
            )

    def no_number(self, subject: str, value: str, index: int | None) -> Diagnostic | None:
        if not is_number_without_value(value):
            return None
        found = NotANumber(place=self.table.place(self.row, index), name=subject, text=value)
        self.harvest.diagnostics.append(found)
        return found

    def survey(self, subject: str, subject_column: int) -> Iterator[RawSurvey]:
        counts = {self.layout.headings[i]: self.cell(i) for i in self.layout.levels}
        date = self.named("survey_date")
        sent, valid, method, evidence = (self.named(column) for column in ("sent", "valid", "method", "evidence"))
        if not (date or sent or valid or any(counts.values())):
            return
        origins: dict[str, Origin] = {self.layout.headings[i]: self.origin(i) for i in self.layout.levels}
        for column in ("sent", "valid", "method", "evidence", *OF_SURVEY):
            if column in self.layout.columns:
                origins[column] = self.origin(self.layout.columns[column])
        where = self.origin(self.layout.columns["survey_date"])
        extra = {column: text for column in OF_SURVEY if (text := self.named(column))}
        yield RawSurvey(subject, date, counts, sent, valid, method, evidence, self.project(), where, origins, extra)
