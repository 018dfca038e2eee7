"""One table of cases as a frame: its distinct combinations, and what each project's cases come to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import attrs

from indicatorlang.engine.cases.bind import matched_columns, project_column
from indicatorlang.engine.columns.cases.questions import Question
from indicatorlang.engine.columns.frames import Engine
from indicatorlang.engine.columns.scaling import is_exact, number_of, scaled
from indicatorlang.engine.delivered.cells import NO_DATA as BLANKS
from indicatorlang.engine.delivered.cells import NOT_APPLICABLE, NOTHING
from indicatorlang.engine.delivered.names import folded
from indicatorlang.engine.delivered.projects import MANY_SPELLINGS
from indicatorlang.model.actual import RecordTable
from indicatorlang.model.ruleset import Records, Ruleset

_EMPTY = sorted(BLANKS | NOT_APPLICABLE | {NOTHING})
MOST = 200_000
"""So many combinations are handed to the row engine; the projects of cases with rarer ones are for rows."""
_EPOCH = dt.date(1970, 1, 1).toordinal()
NO_DAY = -(10**9)
UNSURE = 2
ONE = "1"


class CasesByRows(Exception):
    """Only rows can tell what the cases of a table come to."""


@attrs.frozen
class CaseFrame:
    """A table as it was handed in: a lazy frame of the engine, and how a value that is no text would be written."""

    frame: Any
    shown: Callable[[object], str | None]


class TableOnColumns:
    """Reads one table. `number` tells its columns from those of others."""

    def __init__(
        self,
        declared: Records,
        given: CaseFrame,
        ruleset: Ruleset,
        engine: Engine,
        number: int,
        questions: Sequence[Question],
    ) -> None:
        self.declared, self.given, self.ruleset, self.engine, self.nw = declared, given, ruleset, engine, engine.nw
        self.number, self.questions = number, questions
        names = given.frame.collect_schema().names()
        schema = given.frame.collect_schema()
        headings = tuple(" ".join(str(name).split()) for name in names)
        if len({folded(heading).lower() for heading in headings}) < len(headings) or not all(headings):
            raise CasesByRows
        record = RecordTable(headings, (), ())
        columns, self.lacking, _ = matched_columns(declared, record)
        at = project_column(record, declared)
        if at is None or declared.date in self.lacking:
            raise CasesByRows
        self.project = names[at]
        self.columns = {name: names[index] for name, index in columns.items()}
        self.types = {name: schema[column] for name, column in self.columns.items()}
        self.keys = {name: f"indicatorlang_k{index}" for index, name in enumerate(self.columns)}
        found = dict.fromkeys(question.added_up for question in questions)
        numbers = [name for name in found if name is not None and self._is_number(name)]
        self.values = {name: f"indicatorlang_v{index}" for index, name in enumerate(numbers)}
        self.cases = self._cases()

    def _is_number(self, name: str) -> bool:
        type_ = self.types.get(name)
        return type_ is not None and (type_ == self.nw.String or type_.is_numeric())

    def _cases(self) -> Any:
        """Project, a key for each declared column, and whether there is anything at all (`there`); without rows that are empty."""
        nw, frame = self.nw, self.given.frame
        days = {self.keys[name]: self.columns[name] for name, type_ in self.types.items() if type_ == nw.Date}
        if days:
            frame = self.engine.day_numbers(frame, days)
        for name, value in self.values.items():
            frame = frame.with_columns(self._scaled(name).alias(value))
        # A float counts as the number of four decimals next to it only where it is the very float of that number.
        for name, value in self.values.items():
            if self.types[name].is_float():
                same = is_exact(nw.col(value), nw.col(self.columns[name]))
                frame = frame.with_columns(nw.when(same).then(nw.col(value)).alias(value))
        keys = []
        sure: Any = None
        empty: Any = None
        for name, type_ in self.types.items():
            column, key = nw.col(self.columns[name]), self.keys[name]
            if type_ == nw.Date:
                keys.append(nw.col(key).fill_null(NO_DAY).alias(key))
                filled, blank = ~column.is_null(), column.is_null()
            elif type_ == nw.String:
                text = column.fill_null("")
                keys.append(text.alias(key))
                filled = ~text.str.contains(MANY_SPELLINGS) & ~text.str.to_lowercase().is_in(_EMPTY)
                blank = text == ""
            else:
                _reader(type_, nw)
                keys.append(column.cast(nw.String).fill_null("").alias(key))
                filled, blank = ~column.is_null(), column.is_null()
            sure = filled if sure is None else sure | filled
            empty = blank if empty is None else empty & blank
        project = nw.col(self.project)
        project = project if frame.collect_schema()[self.project] == nw.String else project.cast(nw.String)
        if sure is None:
            return frame.select(project.alias("project")).head(0).with_columns(nw.lit(1).alias("there"))
        unsure = nw.when(sure).then(nw.lit(1)).otherwise(nw.lit(UNSURE)).cast(nw.Int64)
        values = [nw.col(value) for value in self.values.values()]
        return frame.filter(~empty).select(project.fill_null("").alias("project"), *keys, *values, unsure.alias("there"))

    def _scaled(self, name: str) -> Any:
        """The plain numbers of a column as whole ten thousandths; null for all others."""
        type_ = self.types[name]
        return scaled(self.nw, number_of(self.nw, self.nw.col(self.columns[name]), type_), type_)

    def strangers(self) -> list[str]:
        """The names of projects that may mean a project which is written differently; raises for cases that name none: they are
        cases of every project."""
        nw = self.nw
        project = nw.col("project")
        strange = self.cases.filter(project.str.contains(MANY_SPELLINGS) | (project == ""))
        found = [text for text, _ in self.engine.rows(strange.group_by("project").agg(nw.len().alias("n")))]
        if not all(text.strip() for text in found):
            raise CasesByRows
        return found

    def alike(self, value: str, limit: int) -> Any:
        """The cases, the plain numbers of a column up to a limit all with the key of 1, and without a value beyond it."""
        nw, key = self.nw, self.keys[value]
        scaled = nw.col(self.values[value])
        plain = (scaled <= limit) & (scaled >= -limit)
        return self.cases.with_columns(
            nw.when(plain).then(nw.lit(ONE)).otherwise(nw.col(key)).alias(key),
            nw.when(plain).then(scaled).alias(self.values[value]),
        )

    def distinct(self, cases: Any, keys: Sequence[str]) -> list[tuple[Any, ...]]:
        """The combinations of keys with the number of cases of each, the most frequent where they are too many."""
        nw, engine = self.nw, self.engine
        if not keys:
            ((count,),) = engine.rows(cases.select(nw.len().alias("rows")))
            return [(count,)] if count else []
        made = engine.kept(cases.group_by(*keys).agg(nw.len().alias("rows")).select(*keys, "rows"))
        ((count,),) = engine.rows(made.select(nw.len().alias("n")))
        if count > MOST:
            made = made.sort("rows", *keys, descending=[True, *(False for _ in keys)]).head(MOST)
        return sorted(engine.rows(made))

    def text(self, name: str, key: Any) -> str:
        """A key as rows would read the cell."""
        type_ = self.types[name]
        if type_ == self.nw.Date:
            return "" if key == NO_DAY else dt.date.fromordinal(key + _EPOCH).isoformat()
        if type_ == self.nw.String:
            return str(key).strip()
        shown = self.given.shown(_reader(type_, self.nw)(key)) if key else ""
        if shown is None:
            raise CasesByRows
        return shown.strip()


def _reader(type_: Any, nw: Any) -> Callable[[str], object]:
    """How a value is made of the text of its key; raises for types that only rows read."""
    if type_.is_integer():
        return int
    if type_.is_float():
        return float
    if type_ == nw.Boolean:
        return lambda text: text == "true"
    if type_.is_decimal():
        return Decimal
    if type_ == nw.Datetime and type_.time_zone is None:
        return dt.datetime.fromisoformat
    raise CasesByRows
