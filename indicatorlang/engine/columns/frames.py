"""The few things that narwhals does not say for all engines: keeping a result, a small table beside a large one, what is native."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import attrs


@attrs.frozen
class Engine:
    """One engine, by a frame that lives in it. Nothing else in this package knows engines by name."""

    nw: Any
    name: str
    frame: Any

    @classmethod
    def of(cls, frame: Any) -> Engine:
        """The engine of a lazy narwhals frame."""
        import narwhals.stable.v2 as nw

        return cls(nw, frame.implementation.value, frame)

    def kept(self, frame: Any) -> Any:
        """The frame, computed now and held in memory by its engine."""
        native = frame.to_native()
        match self.name:
            case "polars":
                return self.nw.from_native(native.collect(engine="streaming").lazy())
            case "duckdb":
                return self._relation(native.to_arrow_table())
        return self.nw.from_native(native.localCheckpoint())

    def table(self, columns: Mapping[str, Sequence[Any]], types: Mapping[str, Any]) -> Any:
        """A small table in the same engine."""
        nw = self.nw
        if self.name == "polars":
            return nw.from_dict(columns, schema=dict(types), backend="polars").lazy()
        if self.name == "duckdb":
            return self._relation(nw.from_dict(columns, schema=dict(types), backend="pyarrow").to_native())
        # As an Arrow table, which Spark takes in by itself: a list of rows is turned over by Python workers on the cluster.
        table = nw.from_dict(columns, schema=dict(types), backend="pyarrow").to_native()
        return nw.from_native(self.frame.to_native().sparkSession.createDataFrame(table))

    def _relation(self, kept: Any) -> Any:
        # The relation is made by the connection of the frame; the table is found by its name among the local ones.
        native = self.frame.to_native()
        return self.nw.from_native(native.query("indicatorlang_source", "select * from kept"))

    def brought(self, frame: Any) -> Any:
        """A frame of any engine as a lazy one of this; as it is where it lives here already."""
        nw = self.nw
        if frame.implementation.value == self.name:
            native = frame.lazy().to_native()
            if self.name != "duckdb":
                return nw.from_native(native)
            try:
                return self._relation(native)
            except Exception as error:  # the class is of a library that need not be there
                if type(error).__module__.partition(".")[0] not in ("duckdb", "_duckdb"):
                    raise
                return self._relation(native.to_arrow_table())  # it belongs to another connection
        kept = (frame.collect("pyarrow") if isinstance(frame, nw.LazyFrame) else frame).to_arrow()
        if self.name == "polars":
            return nw.from_arrow(kept, backend="polars").lazy()
        if self.name == "duckdb":
            return self._relation(kept)
        return nw.from_native(self.frame.to_native().sparkSession.createDataFrame(kept))

    def day_numbers(self, frame: Any, columns: Mapping[str, str]) -> Any:
        """The frame with further columns: the days from 1970-01-01 to those of other columns, null where these are."""
        nw = self.nw
        if self.name == "polars":
            days = {new: nw.col(column).cast(nw.Date).cast(nw.Int32).cast(nw.Int64) for new, column in columns.items()}
            return frame.with_columns(**days)
        quote, days_of = (
            ('"', "cast({} as date) - date '1970-01-01'") if self.name == "duckdb" else ("`", "unix_date(cast({} as date))")
        )
        spelled = {name: f"{quote}{name.replace(quote, 2 * quote)}{quote}" for name in (*columns, *columns.values())}
        made = [f"cast({days_of.format(spelled[column])} as bigint) as {spelled[new]}" for new, column in columns.items()]
        native = frame.to_native()
        return nw.from_native(native.project(", ".join(("*", *made))) if self.name == "duckdb" else native.selectExpr("*", *made))

    def looked_up(self, frame: Any, table: Sequence[int], columns: Mapping[str, str]) -> Any:
        """The frame with further columns: the numbers of a table at the places that other columns hold, null where there is none.

        Polars takes them out of the table; elsewhere it is joined, which engines do by holding the small side in memory."""
        nw = self.nw
        if self.name == "polars":
            import polars as pl

            series = pl.lit(pl.Series(table, dtype=pl.Int64))
            places = {new: pl.col(column) for new, column in columns.items()}
            inside = {new: pl.when((at >= 0) & (at < len(table))).then(at) for new, at in places.items()}
            return nw.from_native(frame.to_native().with_columns(**{new: series.gather(at) for new, at in inside.items()}))
        for new, column in columns.items():
            place = f"{new}_place"
            numbers = self.table({place: range(len(table)), new: list(table)}, {place: nw.Int64, new: nw.Int64})
            names = [*frame.collect_schema().names(), new]
            frame = frame.join(numbers, left_on=column, right_on=place, how="left").select(*names)
        return frame

    def rows(self, frame: Any) -> list[tuple[Any, ...]]:
        """The rows of a small result."""
        native = frame.to_native()
        match self.name:
            case "polars":
                return list(native.collect(engine="streaming").rows())
            case "duckdb":
                return list(native.fetchall())
        return [tuple(row) for row in native.collect()]


def collected(frame: Any) -> Any:
    """A lazy frame as a table in memory that rows can read."""
    return frame.collect("polars" if frame.implementation.is_polars() else "pyarrow").to_native()
