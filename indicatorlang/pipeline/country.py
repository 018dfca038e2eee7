"""The projects of a country: files of any size → batches of whole projects → results, written as they come.

What is held in memory is a piece of a file, a batch, and one line for each project's name. In between, the rows lie in files beside the
results, sorted into batches; they are deleted at the end.
"""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, NoReturn

import attrs

from indicatorlang.diagnostics import ActualsError, Diagnostic, Lang, Place, Severity, errors
from indicatorlang.engine.columns.needs import not_on_columns
from indicatorlang.lazily import define, frozen, pattern
from indicatorlang.model.actual import Kind
from indicatorlang.model.assessment import Assessment
from indicatorlang.pipeline.batches import Batches, kept
from indicatorlang.pipeline.country_problems import NoDateForAll, NoRowsInTables, ResultsNotThere, RowsOfNoProject
from indicatorlang.pipeline.country_results import Results
from indicatorlang.pipeline.dividing import ROWS_AT_ONCE
from indicatorlang.pipeline.frames import evaluate_frame
from indicatorlang.pipeline.rules import Rules, day_of, known_kind, known_percent
from indicatorlang.readers.bulk import Bulk, open_bulk
from indicatorlang.readers.file_problems import ExtraMissing

EngineName = Literal["polars", "duckdb"]
ROWS_A_BATCH = 2_000_000
"""So many rows are evaluated on columns at a time."""
NAMED = 5
"""So many projects are named where many are meant."""
READING = 0.3
"""The share of the work that reading is taken for."""
_SYSTEM = pattern("\\(os error ([0-9]+)\\)")


@frozen
class Asked:
    """What is evaluated, and where the results go. `records` are files, folders or patterns by the names of their tables."""

    frame: str
    output: str
    engine: EngineName = "polars"
    as_of: str | dt.date | None = None
    percent: Literal["percent", "fraction"] | None = None
    kind: Kind | str | None = None
    records: Mapping[str, str] = attrs.field(factory=dict)
    encoding: str | None = None
    totals: bool = False
    """Whether every row also says the total and the grade of its project."""
    by_rows: bool = False
    overwrite: bool = False
    lang: Lang = "zh"
    """Of the headings and verdicts of a CSV file; Parquet has the words of the program."""


@define
class Told:
    """What came of it: how many rows, projects and results; the verdicts of each indicator; which projects went by rows; and what is
    wrong with values, as the first of those projects tell it, by project."""

    rows: int = 0
    projects: int = 0
    results: int = 0
    verdicts: Counter[tuple[str, str]] = attrs.field(factory=Counter)
    by_rows: int = 0
    first_by_rows: list[str] = attrs.field(factory=list)
    wrong: list[tuple[str, Diagnostic]] = attrs.field(factory=list)
    wrong_projects: int = 0
    found: list[Diagnostic] = attrs.field(factory=list)
    done: bool = False

    def noted(self, assessment: Assessment) -> None:
        """Hears of a project that rows evaluated."""
        name = assessment.project or ""
        self.by_rows += 1
        if len(self.first_by_rows) < NAMED:
            self.first_by_rows.append(name)
        bad = [found for found in assessment.diagnostics if found.severity is Severity.ERROR]
        self.wrong_projects += bool(bad)
        if bad and self.wrong_projects <= NAMED:
            self.wrong += [(name, found) for found in bad[:NAMED]]


def evaluate_files(rules: Rules, asked: Asked, progress: Callable[[float], None] = lambda share: None) -> Told:
    """Evaluate every project of the files and write the results; `progress` hears which share of the work is done.

    What is wrong is among what is `found`; nothing is written where that stops the work. Raises OSError when the results cannot
    be written, `ActualsError` for a date, a kind or a spelling of percentages that is none.
    """
    told = Told()
    day = day_of(asked.as_of, rules.ruleset)
    kind = known_kind(asked.kind)
    known_percent(asked.percent)
    told.found += [*_unready(asked), *_refused(rules, day, asked)]
    if errors(told.found):
        return told
    bulk, found = open_bulk(asked.frame, asked.encoding)
    told.found += found
    tables: dict[str, Bulk] = {}
    for name, path in asked.records.items():
        table, found = open_bulk(path, asked.encoding, cases=True)
        told.found += found
        if table is not None:
            tables[name] = table
    told.found += [] if bulk is None else _among(asked, (bulk, *tables.values()))
    if bulk is None or errors(told.found):
        return told
    if day is None:
        told.found.append(NoDateForAll())
    folder = Path(asked.output).parent
    with tempfile.TemporaryDirectory(prefix=".indicatorlang-", dir=folder) as between:
        try:
            batches = Batches(Path(between), rules.ruleset)
            _Run(rules, asked, day, kind, told, batches, progress).run(bulk, tables)
        except ActualsError as wrong:
            told.found += wrong.diagnostics
        except Exception as wrong:
            _raise_as_the_system_said(wrong)
    told.found += bulk.found
    for table in tables.values():
        told.found += table.found
    return told


def _raise_as_the_system_said(wrong: Exception) -> NoReturn:
    """A disk that is full is an OSError, whichever library wrote to it."""
    said = _SYSTEM.search(str(wrong))
    if said is None:
        raise wrong
    number = int(said[1])
    raise OSError(number, os.strerror(number)) from wrong


def _unready(asked: Asked) -> Iterator[Diagnostic]:
    """What stands against the work before any file is looked at."""
    for library, extra in (("narwhals", "columnar"), ("polars", "columnar"), ("duckdb", "duckdb"), ("pyarrow", "duckdb")):
        if extra == "duckdb" and asked.engine != "duckdb":
            continue
        try:
            __import__(library)
        except ImportError:
            yield ExtraMissing(
                place=Place(), format="DataFrame" if extra == "columnar" else "DuckDB", library=library, extra=extra
            )
            return
    path = Path(asked.output)
    place = Place(asked.output)
    if path.suffix.lower() not in (".parquet", ".csv"):
        yield ResultsNotThere(path=asked.output, why="format", place=place)
    elif not path.parent.is_dir():
        yield ResultsNotThere(path=asked.output, why="no-folder", place=place)
    elif path.exists() and not asked.overwrite:
        yield ResultsNotThere(path=asked.output, why="exists", place=place)


def _among(asked: Asked, tables: Sequence[Bulk]) -> Iterator[Diagnostic]:
    """That the results would lie among the files they come from."""
    out = Path(asked.output).resolve()
    files = [file.path.resolve() for bulk in tables for file in bulk.files]
    folders = {Path(text).resolve() for text in (asked.frame, *asked.records.values()) if Path(text).is_dir()}
    if out in files or out.parent in folders:
        yield ResultsNotThere(path=asked.output, why="among-input", place=Place(asked.output))


def _refused(rules: Rules, day: dt.date | None, asked: Asked) -> Iterator[Diagnostic]:
    if not asked.by_rows and day is not None:
        yield from not_on_columns(rules.plan.at(day).ruleset, totals=asked.totals, command=True)


@define
class _Run:
    """One run, whose files between lie in `batches.folder`."""

    rules: Rules
    asked: Asked
    day: dt.date | None
    kind: Kind | None
    told: Told
    batches: Batches
    progress: Callable[[float], None]

    def run(self, bulk: Bulk, tables: Mapping[str, Bulk]) -> None:
        """Sort into batches, evaluate each, put the results together."""
        whole = sum(one.size for one in (bulk, *tables.values())) or 1
        pieces = list(self._counted(bulk, whole))
        if not self.batches.rows:
            self.told.found += (
                () if errors(bulk.found) else (NoRowsInTables(path=self.asked.frame, place=Place(self.asked.frame)),)
            )
            return
        self._settle()
        self._sorted("rows", self._again(bulk, pieces), 0, whole)
        behind = bulk.size
        for number, table in enumerate(tables.values()):
            self._sorted(f"cases{number}", table.pieces(), behind, whole)
            behind += table.size
        with Results(Path(self.asked.output), self.batches.folder, self.asked.lang) as results:
            for batch in range(len(self.batches)):
                results.add(self._evaluated(batch, tables))
                self.progress(READING + (1 - READING) * (batch + 1) / len(self.batches))
        self.told.rows, self.told.done = self.batches.rows, True

    def _counted(self, bulk: Bulk, whole: int) -> Iterator[Path]:
        """The projects are counted; text is kept as it was split."""
        if not bulk.is_text:
            for frame, done in bulk.projects():
                self.batches.count(frame)
                self.progress(READING / 2 * done / whole)
            return
        for frame, done, path in kept(bulk.pieces(), self.batches.folder):
            self.batches.count(frame)
            self.progress(READING / 2 * done / whole)
            yield path

    def _settle(self) -> None:
        day = self.day
        slow = day is None or any(not_on_columns(self.rules.plan.at(day).ruleset, totals=self.asked.totals))
        self.batches.settle(ROWS_AT_ONCE if slow else ROWS_A_BATCH)
        if self.batches.homeless and self.batches.projects > 1:
            self.told.found.append(RowsOfNoProject(rows=self.batches.homeless, place=Place(self.asked.frame)))

    def _again(self, bulk: Bulk, pieces: Sequence[Path]) -> Iterator[tuple[Any, int]]:
        """The pieces for the second time."""
        import polars as pl

        if not pieces:
            yield from bulk.pieces()
        for number, path in enumerate(pieces, 1):
            yield pl.read_parquet(path), bulk.size * number // len(pieces)
            path.unlink()

    def _sorted(self, stem: str, pieces: Iterator[tuple[Any, int]], behind: int, whole: int) -> None:
        for frame, done in pieces:
            self.batches.sort(stem, frame)
            self.progress(READING / 2 + READING / 2 * (behind + done) / whole)

    def _evaluated(self, batch: int, tables: Mapping[str, Bulk]) -> Any:
        """The results of one batch, by project and in the order of the indicators."""
        import polars as pl

        stems = {name: f"cases{number}" for number, name in enumerate(tables)}
        made = evaluate_frame(
            self.rules,
            self._frame(self.batches.files("rows", batch)),
            self.day,
            percent=self.asked.percent,
            kind=self.kind,
            records={name: self._cases(tables[name], self.batches.files(stem, batch)) for name, stem in stems.items()},
            totals=self.asked.totals,
            unsupported="rows",
            noted=self.told.noted,
        )
        results = made.collect(engine="streaming") if self.asked.engine == "polars" else made.pl()
        order = {indicator.id: number for number, indicator in enumerate(self.rules.ruleset.indicators)}
        place = pl.col("indicator").replace_strict(order, default=len(order), return_dtype=pl.Int64)
        results = results.sort(pl.col("project"), place, nulls_last=False)
        self.told.results += len(results)
        self.told.projects += results["project"].n_unique()
        for indicator, verdict, count in results.group_by("indicator", "verdict").len().iter_rows():
            self.told.verdicts[indicator, verdict] += count
        for stem in ("rows", *stems.values()):
            self.batches.forget(stem, batch)
        return results

    def _cases(self, table: Bulk, files: Sequence[Path]) -> Any:
        """The cases of one batch; a table without any of them still has its columns."""
        import polars as pl

        empty = pl.DataFrame(schema=dict.fromkeys(table.names, pl.String))
        return pl.concat([empty, *map(pl.read_parquet, files)], how="diagonal")

    def _frame(self, files: list[Path]) -> Any:
        if self.asked.engine == "duckdb":
            import duckdb

            return duckdb.connect().read_parquet([str(path) for path in files])
        import polars as pl

        return pl.scan_parquet(files)
