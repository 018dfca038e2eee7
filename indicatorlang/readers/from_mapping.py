"""Mappings and lists of rows, from Python, JSON or YAML → actuals.

`{measure: value}`, `{measure: {period: value}}`, `{measure: {period: {value: …, unit: …}}}`, for a survey
`{measure: {day: {level: count}}}`; or a list of rows, each a mapping with the headings of a table as keys.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from indicatorlang.diagnostics import Diagnostic, Place
from indicatorlang.lazily import frozen
from indicatorlang.model.actual import Origin, RawActual, RawActuals, RawSurvey
from indicatorlang.readers.formats import OriginOf
from indicatorlang.readers.grid import Row
from indicatorlang.readers.headings import MEANING, OF_SURVEY, Layout, fold, layout_of, nearest_heading
from indicatorlang.readers.plain import is_number_without_value, plain
from indicatorlang.readers.problems import HeaderNotFound, NotActuals, NotANumber, ValueNotPlain
from indicatorlang.readers.tables import Harvest, header_is_sound, read_row

Path = tuple[str | int, ...]
_OF_SURVEY = ("sent", "valid", "method", "evidence")


def from_mapping(
    obj: object, *, file: str | None = None, origin_of: OriginOf | None = None
) -> tuple[RawActuals | None, tuple[Diagnostic, ...]]:
    """Actuals out of nested plain structures. `origin_of` says where the value at a path of keys stands.

    Leaves may be texts, numbers, fractions, quantities, days, booleans and None. The result is None only when `obj` is neither
    a mapping nor a list of mappings; a bad leaf is reported and the rest is read.
    """
    reader = _Reader(file, origin_of)
    if isinstance(obj, Mapping):
        for key, below in obj.items():
            reader.measure(key, below)
    elif isinstance(obj, Sequence) and not isinstance(obj, str | bytes):
        for index, item in enumerate(obj):
            if isinstance(item, Mapping):
                reader.row((index,), item)
            else:
                reader.report(NotActuals(place=reader.place((index,)), got=shown(item)))
    else:
        return None, (NotActuals(place=Place(file), got=shown(obj)),)
    return reader.harvest.actuals(file), tuple(reader.harvest.diagnostics)


def shown(value: object) -> str:
    """A short word for something that should not be there."""
    if isinstance(value, Mapping):
        return "{…}"
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return "[…]"
    text = plain(value)
    return type(value).__name__ if text is None else text[:40].replace("`", "'")


@frozen
class _Keys:
    """The place of one mapping that is read as a row of a table."""

    reader: _Reader
    paths: tuple[Path, ...]
    rows: Sequence[Row] = ()
    exact_width: bool = False
    quiet: bool = False
    project: str | None = None

    def origin(self, row: Row, index: int, heading: str) -> Origin:
        return self.reader.origin(self.paths[index])

    def place(self, row: Row, index: int | None = None) -> Place:
        return self.reader.place(self.paths[0 if index is None else index])

    def merged(self, row: Row, index: int) -> str:
        return ""

    def trouble(self, row: Row, index: int) -> Diagnostic | None:
        return self.reader.troubles.get(self.paths[index])


class _Reader:
    def __init__(self, file: str | None, origin_of: OriginOf | None) -> None:
        self.file = file
        self.origin_of = origin_of
        self.harvest = Harvest()
        self.layouts: dict[tuple[str, ...], Layout | None] = {}
        self.troubles: dict[Path, Diagnostic] = {}

    def origin(self, path: Path) -> Origin:
        if self.origin_of is not None:
            return self.origin_of(path)
        row = next((part + 1 for part in path if isinstance(part, int)), None)
        return Origin(self.file, None, row, str(path[-1]) if path else None)

    def place(self, path: Path) -> Place:
        origin = self.origin(path)
        return Place(origin.file or self.file, origin.sheet, origin.row)

    def report(self, found: Diagnostic) -> None:
        self.harvest.diagnostics.append(found)

    def text(self, value: object, path: Path, name: str) -> str:
        """The text of a leaf; what is no leaf is noted as a trouble and stands as text that no value reads."""
        text = plain(value)
        if text is None:
            text = shown(value)
            self.troubles[path] = ValueNotPlain(place=self.place(path), name=name, got=text)
        return text.strip()

    def key(self, key: object) -> str:
        return plain(key) or shown(key)

    def measure(self, key: object, below: object) -> None:
        """One entry of the outer mapping."""
        name = self.key(key)
        if not isinstance(below, Mapping):
            self.value(name, None, below, (name,))
        elif is_row(below):
            self.row((name,), below, ("指标",), (name,))
        else:
            for period, leaf in below.items():
                self.under_period(name, self.key(period), leaf)

    def under_period(self, name: str, period: str, leaf: object) -> None:
        path = (name, period)
        if not isinstance(leaf, Mapping):
            self.value(name, period, leaf, path)
        elif is_row(leaf):
            before = len(self.harvest.rows)
            self.row(path, leaf, ("指标", "期间"), (name, period))
            made = self.harvest.rows[before:]
            self.harvest.rows[before:] = [attrs.evolve(row, from_heading=True) for row in made]
        else:
            self.survey(name, period, leaf, path)

    def value(self, name: str, period: str | None, leaf: object, path: Path) -> None:
        text = self.text(leaf, path, name)
        trouble = self.troubles.get(path)
        if is_number_without_value(text):
            trouble = NotANumber(place=self.place(path), name=name, text=text)
        if trouble is not None:
            self.report(trouble)
        row = RawActual(name, text, period, period is not None, origin=self.origin(path), trouble=trouble)
        self.harvest.rows.append(row)

    def survey(self, name: str, day: str, leaf: Mapping[object, object], path: Path) -> None:
        counts: dict[str, str] = {}
        known: dict[str, str] = {}
        extra: dict[str, str] = {}
        origins: dict[str, Origin] = {}
        for key, count in leaf.items():
            level = self.key(key)
            column = MEANING.get(fold(level))
            column = column if column in (*_OF_SURVEY, *OF_SURVEY) else None
            below = (*path, level)
            where = counts if column is None else known if column in _OF_SURVEY else extra
            where[column or level] = self.text(count, below, level)
            if below in self.troubles:
                self.report(self.troubles[below])
            origins[column or level] = self.origin(below)
        told = RawSurvey(name, day, counts, **known, origin=self.origin(path), origins=origins, extra=extra)
        self.harvest.surveys.append(told)

    def row(self, path: Path, item: Mapping[object, object], heads: Sequence[str] = (), head_cells: Sequence[str] = ()) -> None:
        """A mapping that is a row of a table; `heads` are columns that stand outside of it."""
        keys = [self.key(key) for key in item]
        headings = (*heads, *keys)
        paths = (*(path for _ in heads), *((*path, key) for key in keys))
        table = _Keys(self, paths or (path,))
        cells = [self.text(v, (*path, k), k) for k, v in zip(keys, item.values(), strict=True)]
        number = path[0] + 1 if isinstance(path[0], int) else 1
        row = Row(number, (*head_cells, *cells))
        if headings not in self.layouts:
            layout = layout_of(headings)
            if layout is None:
                self.report(self.no_header(headings, path))
            elif heads:
                # A value without a period inside a mapping is as its author wrote it; there is nothing to remark.
                layout = None if layout.clashes else layout
            elif not header_is_sound(layout, table, row, self.harvest):
                layout = None
            self.layouts[headings] = layout
        found = self.layouts[headings]
        if found is not None and not row.blank:
            read_row(found, table, row, self.harvest)

    def no_header(self, headings: tuple[str, ...], path: Path) -> HeaderNotFound:
        meanings = {MEANING.get(fold(heading)) for heading in headings}
        return HeaderNotFound(
            place=self.place(path),
            header=headings,
            name_found=bool(meanings & {"name", "id"}),
            value_found="value" in meanings,
            near=nearest_heading(headings),
        )


def is_row(below: Mapping[object, object]) -> bool:
    """Whether the keys of a mapping are headings of columns rather than periods or levels: it has a value or something to say."""
    meanings = [MEANING.get(fold(str(key))) for key in below]
    if any(meaning is None or meaning in ("name", "id") for meaning in meanings):
        return False
    return bool({"value", "reason", "score", "level", "note", "deduct", "forecast"} & {m for m in meanings if m})
