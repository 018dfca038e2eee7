"""Evaluation of data frames: the columns by their headings, the engine's columns, and rows for what columns cannot tell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal

import attrs

from indicatorlang.diagnostics import ActualsError, Place, RulesetError
from indicatorlang.engine.columns.cases.values import deliverable
from indicatorlang.engine.columns.evaluate import COLUMNS, TOTALS, Asked, Told, evaluate, table_of
from indicatorlang.engine.columns.frames import Engine, collected
from indicatorlang.engine.columns.gather import Layout
from indicatorlang.engine.columns.needs import not_on_columns
from indicatorlang.engine.columns.problems import FrameNotLong
from indicatorlang.model.actual import Kind, Origin
from indicatorlang.model.assessment import Assessment
from indicatorlang.pipeline.case_tables import load_records, places_of_cases, tables_with
from indicatorlang.pipeline.dividing import pieces
from indicatorlang.pipeline.loading import load_actuals
from indicatorlang.pipeline.rules import Rules, each_project
from indicatorlang.readers.file_problems import ExtraMissing
from indicatorlang.readers.headings import MEANING, fold
from indicatorlang.readers.problems import NotActuals

Unsupported = Literal["refuse", "rows"]
_NEEDED: tuple[Literal["name", "period", "value"], ...] = ("name", "period", "value")


def evaluate_frame(
    rules: Rules,
    frame: object,
    day: dt.date | None,
    *,
    percent: Literal["percent", "fraction"] | None,
    kind: Kind | None,
    records: Mapping[str, object] | None,
    totals: bool,
    unsupported: Unsupported,
    noted: Callable[[Assessment], None] | None = None,
) -> Any:
    """The results of every project of a long table, as a frame of the same kind. `noted` hears of each project that rows evaluated."""
    given, lazy = _lazy(frame)
    from indicatorlang.pipeline.case_frames import CasesGiven  # needs narwhals, of which `_lazy` tells when it is not there

    layout = _layout(lazy)
    engine = Engine.of(lazy)
    options: dict[str, Any] = {"as_of": day, "percent": percent, "kind": kind}
    tables = {name: CasesGiven.of(source, name, engine) for name, source in (records or {}).items()}

    def by_rows(part: Any, projects: Any = None) -> Iterator[Told]:
        own = {name: table.of_projects(projects) for name, table in tables.items()}
        for assessment in _by_rows(rules, collected(part), layout, own, options, placed=noted is None):
            if noted is not None:
                noted(assessment)
            yield from told(assessment, totals=totals)

    as_of = day or rules.ruleset.span.end
    ruleset = rules.plan.at(as_of).ruleset
    problems = tuple(not_on_columns(ruleset, totals=totals))
    if problems and unsupported == "refuse":
        raise RulesetError(*problems)
    declared = deliverable(ruleset, [name for name, table in tables.items() if not table.broken])
    by_project = day is not None and layout.get("project") is not None
    if problems or not by_project or declared is None or any(table.broken for table in tables.values()):
        made = table_of(engine, by_rows(lazy), COLUMNS + TOTALS if totals else COLUMNS)
    else:
        cases = {name: tables[given].on_columns for given, name in declared.items()}
        made = evaluate(Asked(rules.plan, lazy, layout, as_of, percent, kind, totals, cases), by_rows)
    return _returned(made, given)


def _by_rows(
    rules: Rules, table: Any, layout: Layout, records: Mapping[str, object], options: Mapping[str, Any], placed: bool
) -> Iterator[Assessment]:
    """Every project of a table, a limited number of rows at a time. Unless `placed`, values do not tell where in the frame they stand."""
    import narwhals.stable.v2 as nw

    column = layout.get("project")
    if column is None:
        yield from each_project(rules, table, records=records, **options)
        return
    tables = {name: load_records(source, name=name) for name, source in records.items()}
    places = places_of_cases(tables, rules.ruleset)
    for piece, keys in pieces(nw.from_native(table, eager_only=True), column, rules.ruleset):
        raw = load_actuals(piece.to_native())
        raw = raw if placed else attrs.evolve(raw, rows=tuple(attrs.evolve(row, origin=Origin(), origins={}) for row in raw.rows))
        cases = tables if keys is None else tables_with(tables, places, keys)
        yield from each_project(rules, raw, records=cases, **options)


def told(assessment: Assessment, *, totals: bool = False) -> Iterator[Told]:
    """The rows of an assessment as they stand in a frame: numbers are the floats nearest to the exact ones."""
    beside: Told = ()
    if totals:
        beside = float(assessment.score), None if assessment.grade is None else assessment.grade.name
    for result in assessment.results:
        score = None if result.score is None else float(result.score)
        fraction = None if result.fraction is None else float(result.fraction)
        gap = None if result.gap is None else float(result.gap.number)
        yield assessment.project, result.id, str(result.verdict), score, fraction, gap, *beside


def _lazy(frame: Any) -> tuple[Any, Any]:
    try:
        import narwhals.stable.v2 as nw
    except ImportError:
        raise ActualsError(ExtraMissing(place=Place(), format="DataFrame", library="narwhals", extra="columnar")) from None
    try:
        given = nw.from_native(frame)
    except TypeError:
        raise ActualsError(NotActuals(place=Place(), got=type(frame).__name__)) from None
    if isinstance(given, nw.LazyFrame):
        return given, given
    return given, given.lazy() if given.implementation.is_polars() else given.lazy(backend="polars")


def _layout(frame: Any) -> Layout:
    names = frame.collect_schema().names()
    columns: dict[str, str] = {}
    for name in names:
        meaning = MEANING.get(fold(str(name)))
        if meaning is not None:
            columns.setdefault(meaning, name)
    if "project" not in columns and "project_name" in columns:
        columns["project"] = columns["project_name"]
    missing = [FrameNotLong(missing=meaning) for meaning in _NEEDED if meaning not in columns]
    if missing:
        raise ActualsError(*missing)
    return Layout(columns)


def _returned(made: Any, given: Any) -> Any:
    import narwhals.stable.v2 as nw

    if isinstance(given, nw.LazyFrame):
        return made.to_native()
    if given.implementation.is_polars():
        return made.to_native().collect(engine="streaming")
    return made.collect("polars").to_pandas() if given.implementation.is_pandas() else made.collect("polars").to_arrow()
