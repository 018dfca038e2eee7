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

    def head(self, frame: Any, rows: int) -> Any:
        """Some rows of a frame, those that come first to hand."""
        return frame.head(rows)

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
        session = self.frame.to_native().sparkSession
        rows = list(zip(*columns.values(), strict=True))
        spelled = {nw.String: "string", nw.Int64: "bigint", nw.Float64: "double"}
        schema = ", ".join(f"`{name}` {spelled[type_]}" for name, type_ in types.items())
        return nw.from_native(session.createDataFrame(rows, schema))

    def _relation(self, kept: Any) -> Any:
        # The relation is made by the connection of the frame; the table is found by its name among the local ones.
        native = self.frame.to_native()
        return self.nw.from_native(native.query("indicatorlang_source", "select * from kept"))

    def rows(self, frame: Any) -> list[tuple[Any, ...]]:
        """The rows of a small result."""
        native = frame.to_native()
        match self.name:
            case "polars":
                return list(native.collect(engine="streaming").rows())
            case "duckdb":
                return list(native.fetchall())
        return [tuple(row) for row in native.collect()]
