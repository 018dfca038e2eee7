"""YAML text → a tree with positions, and everything that is wrong with the text at once.

First the lines are searched for the traps of YAML (`yaml/lines.py`). Then a parser reads the text *as mended*, so that one
slip does not hide the mistakes behind it; every position is led back to the file as it is. The parser only delivers events:
nothing is composed or constructed, no tag is resolved, and every scalar stays text. The fast parser in C and the one in
Python give the same answer; where no C library is installed, the second one works alone.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any

import attrs
import yaml
from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
)

from indicatorlang.diagnostics import Diagnostic, Place, Source
from indicatorlang.lazily import define, pattern
from indicatorlang.syntax.yaml.draft import Draft
from indicatorlang.syntax.yaml.flow import MAX_DEPTH
from indicatorlang.syntax.yaml.lines import LineScan
from indicatorlang.syntax.yaml.positions import offsets
from indicatorlang.syntax.yaml.problems import (
    ControlCharacter,
    DuplicateKey,
    FileTooLarge,
    KeyNotText,
    NestedTooDeep,
    ReferenceNotAllowed,
    TagNotAllowed,
    Unreadable,
    YamlProblem,
    YamlUnreadable,
)
from indicatorlang.syntax.yaml.tree import Entry, Mapping, Node, Scalar, Sequence, Style

MAX_CHARACTERS = 5_000_000
MAX_RAW = 4_000
MAX_SHOWN = 60
_EXPLAINED_ANEW = 500_000
"""Up to this many characters an error of the C parser is explained by the one in Python, whose places are the exact ones."""

_LINE_END = pattern(r"\r\n|\r|\n")
_SEPARATORS = "\x85\u2028\u2029"
_CONTROL = pattern("[^\t\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_STYLES: dict[str | None, Style] = {"'": "single", '"': "double", "|": "literal", ">": "folded"}
_KINDS: dict[str, Unreadable] = {
    "mapping values are not allowed": "colon",
    "could not find expected ':'": "no-colon",
    "expected <block end>": "indent",
    "sequence entries are not allowed": "dash",
    "mapping keys are not allowed": "question",
    "cannot start any token": "character",
    "expected ',' or": "flow",
    "unexpected end of stream": "quote",
    "unexpected document separator": "quote",
    "escape": "escape",
}


def parse_yaml(text: str, file: str | None = None, *, pure: bool = False) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """The tree of a YAML text and all its diagnostics, in the order of the text.

    The tree is None for an empty file and where nothing can be read; beside errors it holds what could be read after
    mending, so that a later stage may look for more mistakes in it, but must not act upon it. `pure` asks for the parser in
    Python. Never raises for any text.
    """
    if len(text) > MAX_CHARACTERS:
        return None, (FileTooLarge(place=Place(file), size=len(text), limit=MAX_CHARACTERS),)
    draft = Draft(_LINE_END.split(text.removeprefix("\ufeff")), file)
    _remove_control_characters(draft)
    scan = LineScan(draft)
    scan.run()
    reader = _Reader(draft)
    root = reader.read(pure) if scan.readable else None
    found = [*draft.diagnostics(), *reader.problems]
    return root, tuple(sorted(found, key=lambda d: (d.place.line or 0, d.place.column or 0)))


def _remove_control_characters(draft: Draft) -> None:
    """Takes out what nobody can see, before anything is counted; one report a line."""
    for number, line in enumerate(draft.lines):
        match = _CONTROL.search(line)
        if match is None:
            continue
        draft.lines[number] = _CONTROL.sub(lambda m: " " if m.group() in _SEPARATORS else "", line)
        draft.found(number, match.start(), match.start() + 1, functools.partial(_control, match.group()))


def _control(character: str, place: Place, corrected: str) -> YamlProblem:
    return ControlCharacter(place=place, corrected=corrected, character=character)


def _parser(text: str, pure: bool) -> Any:
    if not pure:
        try:
            from yaml._yaml import CParser
        except ImportError:
            pass
        else:
            return CParser(text)
    return _PureParser(text)


class _PureParser(yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser):
    """The parser in Python, without anything that would give values a type."""

    def __init__(self, text: str) -> None:
        yaml.reader.Reader.__init__(self, text)
        yaml.scanner.Scanner.__init__(self)
        yaml.parser.Parser.__init__(self)


@define
class _Open:
    """A mapping or list whose end has not come yet."""

    place: Place
    line: int
    column: int
    flow: bool
    is_map: bool
    items: list[Node] = attrs.Factory(list)
    entries: list[Entry] = attrs.Factory(list)
    seen: dict[str, Place] = attrs.Factory(dict)
    key: Scalar | None = None
    key_end: tuple[int, int] = (0, 0)
    skip: bool = False
    """The value about to come belongs to a key that cannot be kept."""


class _Reader:
    """Builds the tree from the events of the mended text."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.mended = draft.mended()
        self.lines = [self.mended[n].text if n in self.mended else line for n, line in enumerate(draft.lines)]
        self.text = "\n".join(self.lines)
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)
        # The parser in Python ends a text in brackets at a question mark, the one in C does not: neither gets to see any.
        self.question = next(c for c in map(chr, range(0xE000, 0xF8FF)) if c not in self.text) if "?" in self.text else "?"
        self.problems: list[YamlProblem] = []
        self.root: Node | None = None
        self.stack: list[_Open] = []

    def read(self, pure: bool) -> Node | None:
        """The tree, or None when the parser gave up."""
        try:
            for event in self._events(pure):
                if not self._take(event):
                    return None
        except yaml.MarkedYAMLError as error:
            if not pure and len(self.text) <= _EXPLAINED_ANEW:
                again = _Reader(self.draft)
                root = again.read(pure=True)
                self.problems = again.problems
                return root
            self._unreadable(error)
            return None
        return None if isinstance(self.root, Scalar) and self.root.text == "" and not self.root.quoted else self.root

    def _events(self, pure: bool) -> Iterator[Any]:
        parser = _parser(self.text.replace("?", self.question), pure)
        try:
            while parser.check_event():
                yield parser.get_event()
        finally:
            parser.dispose()

    def _take(self, event: Any) -> bool:
        if isinstance(event, CollectionStartEvent):
            return self._open(event)
        if isinstance(event, SequenceEndEvent | MappingEndEvent):
            self._close(event)
        elif isinstance(event, ScalarEvent):
            self._refuse_marks(event)
            scalar = self._empty(event) if event.value == "" and not event.style else self._scalar(event)
            is_key = bool(self.stack) and self.stack[-1].key is None
            self._add(scalar)
            end: Any = event.end_mark
            if is_key and self.stack[-1].key is scalar:
                self.stack[-1].key_end = (end.line, end.column)
        elif isinstance(event, AliasEvent):
            name = f"*{event.anchor}"
            place = self._place(event.start_mark, len(name))
            self.problems.append(ReferenceNotAllowed(place=place, reference=name))
            self._add(Scalar(name, Source(name, place.file, line=place.line or 1, column=place.column or 1)))
        return True

    def _refuse_marks(self, event: Any) -> None:
        if event.anchor is None and event.tag is None:
            return
        place = self._place(event.start_mark, 1)
        if event.anchor is not None:
            self.problems.append(ReferenceNotAllowed(place=place, reference=f"&{event.anchor}"))
        if event.tag is not None:
            line = self.draft.lines[(place.line or 1) - 1]
            self.problems.append(TagNotAllowed(place=place, tag=event.tag, corrected=line))

    def _open(self, event: Any) -> bool:
        self._refuse_marks(event)
        mark = event.start_mark
        place = self._place(mark, 1)
        if len(self.stack) >= MAX_DEPTH:
            self.problems.append(NestedTooDeep(place=place, limit=MAX_DEPTH))
            return False
        is_map, flow = isinstance(event, MappingStartEvent), bool(event.flow_style)
        self.stack.append(_Open(place, mark.line, mark.column, flow, is_map))
        return True

    def _close(self, event: Any) -> None:
        done = self.stack.pop()
        if done.is_map:
            self._add(Mapping(tuple(done.entries), done.place, done.flow))
            return
        raw, place = None, done.place
        mark = event.end_mark
        if done.flow and mark.line == done.line and mark.column - done.column <= MAX_RAW:
            line, start = self._spot(done.line, done.column)
            end = self._spot(mark.line, mark.column - 1)[1] + 1
            raw = self.draft.lines[line][start:end]
            place = attrs.evolve(place, length=max(1, end - start))
        self._add(Sequence(tuple(done.items), place, done.flow, raw))

    def _add(self, node: Node) -> None:
        if not self.stack:
            self.root = node
            return
        into = self.stack[-1]
        if not into.is_map:
            into.items.append(node)
        elif into.skip:
            into.skip = False
        elif into.key is not None:
            into.entries.append(Entry(into.key, node))
            into.key = None
        elif not isinstance(node, Scalar):
            into.skip = True
            begin = (node.place.column or 1) - 1
            text = (node.place.snippet or "")[begin : begin + MAX_SHOWN].strip()
            self.problems.append(KeyNotText(place=node.place, text=text))
        elif node.text in into.seen:
            into.skip = True
            self.problems.append(DuplicateKey(place=node.place, key=node.text, first=into.seen[node.text]))
        else:
            into.seen[node.text] = node.place
            into.key = node

    # Positions

    def _spot(self, line: int, column: int) -> tuple[int, int]:
        """Line and column in the file of a line and column of the mended text, from 0."""
        line = min(line, len(self.lines) - 1)
        mended = self.mended.get(line)
        if mended is None:
            return line, min(column, len(self.lines[line]))
        return line, mended.columns[min(column, len(mended.columns) - 1)]

    def _place(self, mark: Any, length: int) -> Place:
        line, column = self._spot(mark.line, mark.column)
        return self.draft.place(line, column, column + length)

    def _empty(self, event: Any) -> Scalar:
        """A value that was left out: it stands right behind the colon, about which parsers disagree."""
        line, column = event.start_mark.line, event.start_mark.column
        if self.stack and self.stack[-1].key is not None:
            line, column = self.stack[-1].key_end
            column = self.lines[line].find(":", column) + 1 or column
        line, column = self._spot(line, column)
        return Scalar("", Source("", self.draft.file, None, line + 1, column + 1, lines=(self.draft.lines[line],)))

    def _scalar(self, event: Any) -> Scalar:
        text, style = event.value.replace(self.question, "?"), _STYLES.get(event.style, "plain")
        first = event.start_mark.line
        begin = self.starts[min(first, len(self.lines) - 1)] + event.start_mark.column
        last = min(event.end_mark.line, len(self.lines) - 1)
        spelling = self.text[begin : self.starts[last] + event.end_mark.column]
        line, column = self._spot(first, event.start_mark.column)
        shown = (self.draft.lines[line],)
        inner = 0 if style == "plain" else 1
        as_spelt = spelling[inner:].startswith(text) and "\n" not in spelling and (inner == 0 or len(spelling) == len(text) + 2)
        if as_spelt and first not in self.mended:
            return Scalar(text, Source(text, self.draft.file, line=line + 1, column=column + 1 + inner, lines=shown), style)
        spots = self._spots(begin, first, offsets(text, spelling, style))
        first, last = spots[0][0], spots[-1][0]
        places = tuple((at + 1, column + 1) for at, column in spots)
        if first == last and "\n" not in text:
            columns = tuple(column for _, column in places)
            source = Source(text, self.draft.file, None, first + 1, columns[0], columns, (self.draft.lines[first],))
        else:
            lines = tuple(self.draft.lines[first : last + 1])
            source = Source(text, self.draft.file, None, *places[0], lines=lines, places=places)
        return Scalar(text, source, style)

    def _spots(self, begin: int, line: int, ways: tuple[int, ...]) -> list[tuple[int, int]]:
        """Where each offset from `begin` stands in the file; the offsets never fall."""
        out: list[tuple[int, int]] = []
        for way in ways:
            while line + 1 < len(self.lines) and begin + way >= self.starts[line + 1]:
                line += 1
            out.append(self._spot(line, begin + way - self.starts[line]))
        return out

    def _unreadable(self, error: yaml.MarkedYAMLError) -> None:
        """Says in our words what the parser stumbled over, unless that line is explained already."""
        mark = error.problem_mark or error.context_mark
        line = min(mark.line, len(self.lines) - 1) if mark else 0
        said = f"{error.context or ''} {error.problem or ''}"
        kind: Unreadable = next((kind for words, kind in _KINDS.items() if words in said), "other")
        start = error.context_mark
        if kind in ("quote", "no-colon") and start is not None:
            mark, line = start, min(start.line, len(self.lines) - 1)
        told = {d.place.line for d in self.draft.diagnostics()}
        if line + 1 in told or (start is not None and kind in ("flow", "quote") and start.line + 1 in told):
            return
        line, column = self._spot(line, mark.column if mark else 0)
        text = self.draft.lines[line][column:].strip() or self.draft.lines[line].strip()
        place = self.draft.place(line, column, column + 1)
        self.problems.append(YamlUnreadable(place=place, kind=kind, text=text[:MAX_SHOWN]))
