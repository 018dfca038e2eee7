"""Rows in any order → batches of whole projects, in files between: only a piece of the table is in memory at a time.

Batches are stretches of the sorted names of projects, so that results come in that order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import attrs

from indicatorlang.engine.delivered.projects import MANY_SPELLINGS, key_of, names_of_project
from indicatorlang.lazily import define
from indicatorlang.model.ruleset import Ruleset

PROJECT = "project"
MERGED = 16
"""After so many pieces their counts are added up."""
_KEY, _BATCH = "indicatorlang_key", "indicatorlang_batch"
EVERYWHERE = "every"


@define
class Batches:
    """The batches in a folder. First every piece's projects are counted, then the batches are settled, then pieces are sorted in."""

    folder: Path
    ruleset: Ruleset
    rows: int = 0
    homeless: int = 0
    """Rows that name no project."""
    projects: int = 0
    _counts: list[Any] = attrs.field(factory=list)
    _keys: dict[str, str] = attrs.field(factory=dict)
    _ends: list[str] = attrs.field(factory=list)
    _written: Counter[str] = attrs.field(factory=Counter)

    def count(self, frame: Any) -> None:
        """Take note of the projects of a piece."""
        import polars as pl

        self.rows += len(frame)
        self._counts.append(frame.group_by(PROJECT).agg(pl.len().cast(pl.Int64).alias("rows")))
        if len(self._counts) > MERGED:
            self._counts = [self._added_up()]

    def _added_up(self) -> Any:
        import polars as pl

        return pl.concat(self._counts).group_by(PROJECT).agg(pl.col("rows").sum())

    def settle(self, rows_a_batch: int) -> None:
        """Divide the projects into batches of about so many rows."""
        import polars as pl

        counts = self._added_up() if self._counts else pl.DataFrame(schema={PROJECT: pl.String, "rows": pl.Int64})
        self._counts = []
        blank = pl.col(PROJECT).is_null() | (pl.col(PROJECT).str.strip_chars() == "")
        self.homeless = int(counts.filter(blank)["rows"].sum())
        named = counts.filter(~blank)
        own = [name for name in (self.ruleset.code, self.ruleset.name) if name]
        strange = named.filter(pl.col(PROJECT).str.contains(MANY_SPELLINGS) | pl.col(PROJECT).is_in(own))[PROJECT]
        self._keys = {text: key_of(text, names_of_project(self.ruleset)) for text in strange}
        keyed = named.with_columns(self._key()).group_by(_KEY).agg(pl.col("rows").sum()).sort(_KEY)
        self.projects = len(keyed)
        batch = (pl.col("rows").cum_sum() - 1) // rows_a_batch
        self._ends = keyed.group_by(batch.alias(_BATCH)).agg(pl.col(_KEY).max()).sort(_BATCH)[_KEY].to_list()[:-1]

    def __len__(self) -> int:
        return len(self._ends) + 1

    def sort(self, stem: str, frame: Any) -> None:
        """Write the rows of a piece to the files of their batches."""
        import polars as pl

        key = frame.select(self._key()).to_series()
        if self._ends:
            # A name belongs to the first batch whose last name is not before it.
            batch = pl.Series(self._ends, dtype=pl.String).search_sorted(key, side="left").cast(pl.Int64)
        else:
            batch = pl.zeros(len(frame), dtype=pl.Int64, eager=True)
        homeless = key.is_null()
        marked = frame.with_columns(batch.alias(_BATCH).zip_with(~homeless, pl.Series([-1]).new_from_index(0, len(frame))))
        for (number,), part in marked.partition_by(_BATCH, as_dict=True, include_key=False).items():
            name = EVERYWHERE if number < 0 else str(number)
            part.write_parquet(self._path(stem, name), compression="lz4", statistics=False)

    def _path(self, stem: str, batch: str) -> Path:
        place = f"{stem}-{batch}"
        self._written[place] += 1
        return self.folder / f"{place}-{self._written[place]}.parquet"

    def files(self, stem: str, batch: int) -> list[Path]:
        """The files of a batch, and those of the rows that belong to all."""
        return [
            self.folder / f"{stem}-{name}-{number}.parquet"
            for name in (str(batch), EVERYWHERE)
            for number in range(1, self._written[f"{stem}-{name}"] + 1)
        ]

    def forget(self, stem: str, batch: int) -> None:
        """Delete the files of a batch that was evaluated."""
        for number in range(1, self._written[f"{stem}-{batch}"] + 1):
            (self.folder / f"{stem}-{batch}-{number}.parquet").unlink()

    def _key(self) -> Any:
        """What tells projects apart and sorts them; null for a row that names none."""
        import polars as pl

        project = pl.col(PROJECT)
        named = project.replace(self._keys) if self._keys else project
        return pl.when(project.str.strip_chars() != "").then(named).alias(_KEY)


def kept(frames: Iterable[tuple[Any, int]], folder: Path) -> Iterable[tuple[Any, int, Path]]:
    """The pieces as they come, each written to a file besides: what was read once from text need not be split again."""
    for number, (frame, done) in enumerate(frames):
        path = folder / f"piece-{number}.parquet"
        frame.write_parquet(path, compression="lz4", statistics=False)
        yield frame, done, path
