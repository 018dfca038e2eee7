"""Files → text, actuals. This is where what cannot be read at all becomes an exception."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import attrs

from indicatorlang.diagnostics import ActualsError, Diagnostic, Place, RulesetError
from indicatorlang.model.actual import Origin, RawActuals
from indicatorlang.readers.actuals import from_python, read_actuals
from indicatorlang.readers.formats import OriginOf
from indicatorlang.resolve.file_problems import RulesetUnreadable
from indicatorlang.syntax.from_yaml import parse_yaml
from indicatorlang.syntax.yaml.tree import Mapping as YamlMapping
from indicatorlang.syntax.yaml.tree import Node, Scalar
from indicatorlang.syntax.yaml.tree import Sequence as YamlSequence

Diagnostics = tuple[Diagnostic, ...]


def read_ruleset_text(path: Path) -> str:
    """The text of a ruleset file, UTF-8 with or without BOM. Raises `RulesetError` when it cannot be read."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RulesetError(RulesetUnreadable(path=str(path), reason="not-utf8", place=Place(file=str(path)))) from None
    except FileNotFoundError:
        raise RulesetError(RulesetUnreadable(path=str(path), reason="missing", place=Place(file=str(path)))) from None
    except IsADirectoryError:
        raise RulesetError(RulesetUnreadable(path=str(path), reason="folder", place=Place(file=str(path)))) from None
    except (OSError, ValueError):
        raise RulesetError(RulesetUnreadable(path=str(path), reason="unreadable", place=Place(file=str(path)))) from None


def decoded_ruleset(content: bytes, name: str) -> str:
    """The text of a ruleset that came otherwise than by a file of its own. Raises `RulesetError` when it is no UTF-8."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RulesetError(RulesetUnreadable(path=name, reason="not-utf8", place=Place(file=name))) from None


def ruleset_files(paths: Iterable[str]) -> tuple[tuple[Path, ...], Diagnostics]:
    """Files as named; of a folder the YAML files in it, sorted, those in folders below left out; and folders that hold none."""
    files: list[Path] = []
    found: list[Diagnostic] = []
    for path in map(Path, paths):
        if not path.is_dir():
            files.append(path)
            continue
        try:
            inside = sorted(p for p in path.iterdir() if p.suffix.lower() in (".yaml", ".yml") and not p.is_dir())
        except OSError:
            found.append(RulesetUnreadable(path=str(path), reason="unreadable", place=Place(file=str(path))))
            continue
        files += inside
        if not inside:
            found.append(RulesetUnreadable(path=str(path), reason="nothing-in-folder", place=Place(file=str(path))))
    return tuple(files), tuple(found)


def load_actuals(source: object, *, sheet: str | None = None, encoding: str | None = None) -> RawActuals:
    """Actuals from a file (CSV, XLSX, Parquet, JSON, YAML), a mapping, a list of rows, or a data frame.

    Bad cells travel along and make their value invalid later; what makes the whole unreadable raises `ActualsError`.
    """
    if isinstance(source, RawActuals):
        return source
    if isinstance(source, str | Path):
        raw, found = read_actuals(source, sheet=sheet, encoding=encoding, yaml=_yaml_structures)
    else:
        raw, found = from_python(source)
    if raw is None:
        raise ActualsError(*found)
    return attrs.evolve(raw, diagnostics=(*raw.diagnostics, *found))


def _yaml_structures(text: str, file: str) -> tuple[object, OriginOf | None, Diagnostics]:
    """YAML actuals as plain structures of texts, and where each value stands."""
    root, found = parse_yaml(text, file)
    if root is None:
        return None, None, found
    return plain(root), lambda path: _origin(root, path, file), found


def plain(node: Node) -> Any:
    """A positioned tree as mappings, lists and texts."""
    match node:
        case YamlMapping(entries=entries):
            return {entry.key.text: plain(entry.value) for entry in entries}
        case YamlSequence(items=items):
            return [plain(item) for item in items]
        case Scalar(text=text):
            return text
    raise TypeError(f"not a node: {node!r}")


def _origin(root: Node, path: Sequence[str | int], file: str) -> Origin:
    node: Node | None = root
    for key in path:
        if isinstance(node, YamlMapping):
            node = node.get(str(key))
        elif isinstance(node, YamlSequence) and isinstance(key, int) and key < len(node.items):
            node = node.items[key]
    line = node.place.line if node is not None else None
    return Origin(file, None, line, next((str(key) for key in reversed(path) if isinstance(key, str)), None))


def merge_actuals(files: Iterable[RawActuals]) -> RawActuals:
    """Actuals of several files as one."""
    merged = RawActuals()
    for raw in files:
        merged = merged.merged(raw)
    return merged
