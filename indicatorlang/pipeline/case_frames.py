"""Tables of cases beside a frame of actuals: frames of the same engine, whatever they were handed in as."""

from __future__ import annotations

from typing import Any

import narwhals.stable.v2 as nw

from indicatorlang.diagnostics import Severity
from indicatorlang.engine.cases.bind import project_column
from indicatorlang.engine.columns.cases.tables import CaseFrame
from indicatorlang.engine.columns.frames import Engine, collected
from indicatorlang.lazily import frozen
from indicatorlang.model.actual import RecordTable
from indicatorlang.pipeline.case_tables import load_records
from indicatorlang.readers.plain import plain


@frozen
class CasesGiven:
    """A table of cases as a lazy frame of the engine; `table` where rows read it from something that is no frame."""

    frame: Any
    table: RecordTable | None = None

    @classmethod
    def of(cls, source: Any, name: str, engine: Engine) -> CasesGiven:
        """A frame where it is one, else what `load_records` makes of it, which raises `ActualsError`."""
        try:
            given = nw.from_native(source)
        except TypeError:
            table = load_records(source, name=name)
            texts = {column: [row[n] for row in table.rows] for n, column in enumerate(table.columns)}
            return cls(engine.table(texts, dict.fromkeys(texts, nw.String)), table)
        return cls(engine.brought(given))

    @property
    def broken(self) -> bool:
        """Whether rows of it could not be read: nobody knows then how many cases there are."""
        return self.table is not None and any(found.severity is Severity.ERROR for found in self.table.diagnostics)

    @property
    def on_columns(self) -> CaseFrame:
        """What columns are handed."""
        return CaseFrame(self.frame, _with_time)

    def of_projects(self, projects: Any) -> object:
        """What rows are handed: the cases of some projects (a frame of their names), all where `projects` is None."""
        if self.table is not None:
            return self.table
        frame = self.frame
        names = frame.collect_schema().names()
        at = project_column(RecordTable(tuple(" ".join(str(name).split()) for name in names), (), ()))
        if projects is not None and at is not None:
            frame = frame.join(projects.select(nw.col("project").alias(names[at])), on=names[at], how="semi")
        return collected(frame)


def _with_time(value: object) -> str | None:
    return plain(value, with_time=True)
