"""JSON and JSON Lines → actuals and records; numbers stay the text they were written as."""

from __future__ import annotations

from indicatorlang.diagnostics import Diagnostic, Place
from indicatorlang.lazily import frozen
from indicatorlang.model.actual import Origin, RawActuals, RecordTable
from indicatorlang.readers.decode import decode
from indicatorlang.readers.formats import FileFormat, Options, Result
from indicatorlang.readers.from_mapping import from_mapping
from indicatorlang.readers.json_tree import Json, JsonTree, parse_json
from indicatorlang.readers.record_rows import records_of_rows
from indicatorlang.readers.text_problems import JsonBroken


@frozen
class _Parsed:
    value: Json
    trees: tuple[JsonTree, ...]
    by_line: bool
    file: str

    def origin(self, path: tuple[str | int, ...]) -> Origin:
        """The line a value begins in, and its key. In JSON Lines the first step of a path is the number of the line."""
        key = str(path[-1]) if path else None
        if not self.by_line:
            return Origin(self.file, None, self.trees[0].line(path), key)
        return Origin(self.file, None, self.trees[path[0]].first_line if path and isinstance(path[0], int) else None, key)


def _parsed(data: bytes, file: str, options: Options) -> tuple[_Parsed | None, tuple[Diagnostic, ...]]:
    text, problems = decode(data, file, options.encoding)
    if text is None:
        return None, problems
    text = text.removeprefix("\ufeff")
    if file.lower().endswith((".jsonl", ".ndjson")):
        return _lines(text, file)
    tree, problems = parse_json(text, file)
    return (None if tree is None else _Parsed(tree.value, (tree,), False, file)), problems


def _lines(text: str, file: str) -> tuple[_Parsed, tuple[Diagnostic, ...]]:
    trees = []
    diagnostics: list[Diagnostic] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        tree, problems = parse_json(line, file, number)
        diagnostics += problems
        if tree is not None and isinstance(tree.value, dict):
            trees.append(tree)
        elif tree is not None:
            place = Place(file, None, number, 1, 1, line)
            diagnostics.append(JsonBroken(place=place, wanted="row", got=line.strip()[:12].replace("`", "'")))
    return _Parsed([tree.value for tree in trees], tuple(trees), True, file), tuple(diagnostics)


def _actuals(data: bytes, file: str, options: Options) -> Result[RawActuals]:
    parsed, problems = _parsed(data, file, options)
    if parsed is None:
        return None, problems
    actuals, more = from_mapping(parsed.value, file=file, origin_of=parsed.origin)
    return actuals, problems + more


def _records(data: bytes, file: str, options: Options) -> Result[RecordTable]:
    parsed, problems = _parsed(data, file, options)
    if parsed is None:
        return None, problems
    table, more = records_of_rows(parsed.value, file=file, origin_of=parsed.origin)
    return table, problems + more


PART = FileFormat("JSON", (".json", ".jsonl", ".ndjson"), _actuals, _records)
