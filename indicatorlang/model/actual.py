"""Actuals: first as they were delivered (text that knows its cell), then as observations of a measure."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import attrs

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.lazily import frozen
from indicatorlang.model.period import Period
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.scale import Level


class Kind(enum.StrEnum):
    """What a reported value counts: in the period (本期数), since the start of the span (累计数), at the end (时点数)."""

    PERIOD = "period"
    YTD = "ytd"
    SNAPSHOT = "snapshot"
    DONE_DATE = "done_date"


KIND_WORDS = {
    Kind.PERIOD: ("本期数", "period", "期间数", "当期数"),
    Kind.YTD: ("累计数", "ytd", "累计"),
    Kind.SNAPSHOT: ("时点数", "snapshot", "期末数"),
    Kind.DONE_DATE: ("完成日期", "done_date"),
}
LIKELIHOODS = ("确定能", "有可能", "完全不可能")
"""How a filler says whether a target will still be met (完成可能性)."""


def kind_of(text: str) -> Kind | None:
    """The kind a word names, in either language."""
    text = text.strip()
    for kind, words in KIND_WORDS.items():
        if text in words:
            return kind
    return None


def letter(index: int) -> str:
    """The letters of a sheet's column, counted from 0: 0 → A, 26 → AA."""
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(65 + rest) + text
    return text


@frozen
class Origin:
    """Where a value came from. `row` counts from 1 as the file does; `column` is the heading, the letter, or the key."""

    file: str | None = None
    sheet: str | None = None
    row: int | None = None
    column: str | None = None

    @property
    def file_name(self) -> str:
        """The file without its folders, for reading."""
        return (self.file or "").replace("\\", "/").rpartition("/")[2]

    def to_dict(self) -> dict[str, Any]:
        """As in the JSON of `eval`."""
        return {"file": self.file, "sheet": self.sheet, "row": self.row, "column": self.column}

    def shown(self, lang: str = "zh") -> str:
        """`“数据填报”表G7`, `actuals.csv第3行“实际值”列`; in English `sheet 数据填报, G7`, `actuals.csv, row 3, column 实际值`."""
        lettered = bool(self.column) and str(self.column).isascii() and str(self.column).isalpha() and str(self.column).isupper()
        if lang == "zh":
            place = (
                f"{self.column}{self.row}"
                if lettered and self.row
                else "".join([f"第{self.row}行" if self.row else "", f"“{self.column}”列" if self.column else ""])
            )
            return f"“{self.sheet}”表{place}" if self.sheet else f"{self.file_name}{place}"
        place = (
            f"{self.column}{self.row}"
            if lettered and self.row
            else ", ".join(
                part for part in (f"row {self.row}" if self.row else "", f"column {self.column}" if self.column else "") if part
            )
        )
        where = f"sheet {self.sheet}" if self.sheet else self.file_name
        return ", ".join(part for part in (where, place) if part)


@frozen
class RawActual:
    """One value as delivered, still text. `subject` names a measure or an indicator, by id or name.

    `period` is the text of the period cell or of the heading (`from_heading`), None when the value has none. `percent_format`
    says that the sheet shows the cell as a percentage: then `value` is already the text with its `%`. `extra` holds the
    optional columns of a table of actuals, by English name: unit, kind, evidence, score, forecast, likelihood, reason, deduct,
    deduct_reason, org, filled_by, filled_on, note. `path` is a level path given beside the name.
    """

    subject: str
    value: str
    period: str | None = None
    from_heading: bool = False
    project: str | None = None
    extra: Mapping[str, str] = attrs.field(factory=dict)
    path: str | None = None
    origin: Origin = Origin()
    origins: Mapping[str, Origin] = attrs.field(factory=dict, eq=False, repr=False)
    """Where each entry of `extra` stands, when that is another cell of the row."""
    trouble: Diagnostic | None = attrs.field(default=None, eq=False, repr=False)
    """What reading the file found wrong with this very cell; it has been reported, and the value is unusable."""


@frozen
class RawSurvey:
    """One row of a survey sheet: counts per level, all text. `extra` holds who filled it in, when, and a note."""

    measure: str
    date: str
    counts: Mapping[str, str]
    sent: str = ""
    valid: str = ""
    method: str = ""
    evidence: str = ""
    project: str | None = None
    origin: Origin = Origin()
    origins: Mapping[str, Origin] = attrs.field(factory=dict, eq=False, repr=False)
    extra: Mapping[str, str] = attrs.field(factory=dict)


@frozen
class RawActuals:
    """Everything that was delivered, from any number of files. Rows about an indicator alone (reason, score, level) have an
    empty `value`; `files` are the names in order; `diagnostics` is what was found while reading."""

    rows: tuple[RawActual, ...] = ()
    surveys: tuple[RawSurvey, ...] = ()
    files: tuple[str, ...] = ()
    records: tuple[tuple[str, RecordTable], ...] = ()
    """Tables of cases that came along, by name: the further sheets of the workbook to fill in."""
    diagnostics: tuple[Diagnostic, ...] = attrs.field(default=(), eq=False)
    known: dict[str, Any] = attrs.field(init=False, eq=False, repr=False, factory=dict)
    """What has been worked out of it so far: a country of projects asks for the same things again and again."""

    def merged(self, other: RawActuals) -> RawActuals:
        """Both, in order."""
        return RawActuals(
            self.rows + other.rows,
            self.surveys + other.surveys,
            self.files + other.files,
            self.records + other.records,
            self.diagnostics + other.diagnostics,
        )


@frozen
class SurveyCounts:
    """Counts per level, best first, with the numbers they stand on.

    `score` is their weighted score, None on a scale without points; `reached` counts the answers at `reached_from` or better,
    where their share is what is wanted."""

    counts: tuple[tuple[Level, int], ...]
    sent: int | None
    valid: int
    method: str = ""
    score: Fraction | None = None
    reached: int | None = None
    reached_from: Level | None = None


@frozen
class Observation:
    """One understood value of one measure. Exactly one of quantity, level, day, done, survey is set, unless it is not applicable.

    `period` None holds at every date. `replaced` marks an earlier value that a later correction replaced; `checked` one that
    only confirms others and is not counted (a quarter beside its months)."""

    measure: str
    period: Period | None
    kind: Kind | None
    quantity: Quantity | None = None
    level: Level | None = None
    day: dt.date | None = None
    done: bool | None = None
    survey: SurveyCounts | None = None
    not_applicable: bool = False
    text: str = ""
    origin: Origin = Origin()
    extra: Mapping[str, str] = attrs.field(factory=dict)
    replaced: bool = False
    checked: bool = False
    reporter: str = ""
    """The reporting unit it comes from; empty where nobody signed."""


@frozen
class RecordTable:
    """Event records as delivered: one row a case, all text. `numbers` are the rows' numbers in the file."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    file: str | None = None
    sheet: str | None = None
    diagnostics: tuple[Diagnostic, ...] = attrs.field(default=(), eq=False, repr=False)
    """What was found while reading. An error among them means that a row was lost, or a cell."""
    header: int | None = None
    """The number of the row of headings in the file."""

    def origin(self, row: int, column: str) -> Origin:
        """Where a cell stands; `row` counts from 0 in `rows`."""
        return Origin(self.file, self.sheet, self.numbers[row], column)
