"""Prints a tree with its comments, line by line.

Two blanks a level, lists indented below their key, brackets on one line while they fit. What stands in a column is made to:
brackets behind neighbouring keys, and comments behind neighbouring lines.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from indicatorlang.diagnostics import display_width
from indicatorlang.lazily import frozen, pattern
from indicatorlang.syntax.yaml import tree
from indicatorlang.syntax.yaml.layout.anchors import Anchor, Anchored
from indicatorlang.syntax.yaml.layout.spelling import spelt, spelt_over_lines
from indicatorlang.syntax.yaml.tree import Entry, Node, Scalar

WIDTH = 130
"""Brackets that reach beyond this column (full-width characters counting two) are written out line by line."""
MAX_PADDING = 20
"""Keys whose widths differ by more than this are not lined up with blanks."""
MAX_COMMENT_PADDING = 40
STEP = 2
_LEVEL = pattern(r" *(?:- +)*")


@frozen
class _Line:
    text: str
    comment: str = ""


class Printer:
    """Prints one file. `notes` are further comments, by the identity of the key they stand behind."""

    def __init__(self, found: Anchored, lines: Sequence[str], notes: Mapping[int, str]) -> None:
        self.found = found
        self.lines = list(lines)
        self.notes = notes
        self.out: list[_Line] = []

    def document(self, root: tree.Mapping | tree.Sequence) -> str:
        """The whole text, with a line end behind its last line."""
        for text in self.found.head:
            self.out.append(_Line(text))
        if self.found.head:
            self._blank()
        if isinstance(root, tree.Mapping):
            self._entries(root, 0, None)
        else:
            self._items(root, 0, None)
        return "".join(f"{line}\n" for line in _with_comments(self.out))

    # Lines

    def _blank(self) -> None:
        if self.out and self.out[-1].text:
            self.out.append(_Line(""))

    def _comments(self, texts: Sequence[str], indent: int) -> None:
        for text in texts:
            if text:
                self.out.append(_Line(" " * indent + text))
            else:
                self._blank()

    def _begin(self, anchor: Anchor, indent: int, first: bool, apart: bool = False) -> None:
        """What stands above an anchor: a blank line and its comments."""
        if not first and (anchor.blank_above or apart):
            self._blank()
        self._comments(anchor.above, indent)

    # Mappings

    def _entries(self, mapping: tree.Mapping, indent: int, lead: str | None) -> None:
        """The entries of a mapping; `lead` is the dash in front of the first one."""
        paddings = self._paddings(mapping, indent)
        above: Entry | None = None
        dash = lead
        if dash is not None:
            # Nothing can stand between a dash and its first key.
            first = self.found.of(mapping.entries[0])
            self._comments(first.above, _level(dash))
        for entry in mapping.entries:
            anchor = self.found.of(entry)
            apart = indent == 0 and lead is None and above is not None and (self._is_section(above) or self._is_section(entry))
            if dash is None:
                self._begin(anchor, indent, above is None, apart)
            comment, more = self._comment(entry, anchor)
            if more and dash is None:
                self._comments([more], indent)
            elif more:
                self.out.append(_Line(" " * _level(dash or "") + more))
            self._entry(entry, dash or " " * indent, indent, paddings.get(id(entry.key), 0), comment)
            self._comments(anchor.after, indent)
            above, dash = entry, None

    def _comment(self, entry: Entry, anchor: Anchor) -> tuple[str, str]:
        """The comment behind an entry, and one that finds no room there."""
        note = self.notes.get(id(entry.key), "")
        return (anchor.behind, note) if anchor.behind else (note, "")

    def _entry(self, entry: Entry, lead: str, indent: int, padding: int, comment: str) -> None:
        key = lead + spelt(entry.key, key=True) + ":"
        value = entry.value
        if isinstance(value, Scalar):
            self._scalar(value, key, indent + STEP, comment)
        elif (inline := self._inline(value, display_width(key) + 1)) is not None:
            self.out.append(_Line(f"{key} {' ' * padding}{inline}", comment))
        else:
            self.out.append(_Line(key, comment))
            self._collection(value, indent + STEP, None)

    def _scalar(self, scalar: Scalar, lead: str, indent: int, comment: str, *, item: bool = False, mixed: bool = False) -> None:
        """A text behind `lead`; a comment stands behind its last line, and behind the sign of a block of lines."""
        over = spelt_over_lines(scalar, self.lines, indent)
        if over is None:
            text = spelt(scalar, item=item, mixed=mixed)
            self.out.append(_Line(f"{lead} {text}" if text else lead, comment))
            return
        block = scalar.style in ("literal", "folded")
        last = 0 if block else len(over) - 1
        for number, line in enumerate(over):
            self.out.append(_Line(f"{lead} {line}" if number == 0 else line, comment if number == last else ""))

    def _collection(self, value: tree.Mapping | tree.Sequence, indent: int, lead: str | None) -> None:
        if isinstance(value, tree.Mapping):
            self._entries(value, indent, lead)
        else:
            self._items(value, indent, lead)

    def _is_section(self, entry: Entry) -> bool:
        """Whether an entry at the top takes lines of its own."""
        return not isinstance(entry.value, Scalar) and self._inline(entry.value, display_width(entry.key.text) + 2) is None

    def _paddings(self, mapping: tree.Mapping, indent: int) -> dict[int, int]:
        """The blanks that bring the brackets of neighbouring entries into one column, by the identity of the key."""
        paddings: dict[int, int] = {}
        run: list[tuple[int, int]] = []

        def close() -> None:
            widest = max((width for _, width in run), default=0)
            if run and widest - min(width for _, width in run) <= MAX_PADDING:
                paddings.update((key, widest - width) for key, width in run)
            run.clear()

        previous: Anchor | None = None
        for entry in mapping.entries:
            anchor = self.found.of(entry)
            if anchor.above or anchor.blank_above or (previous is not None and previous.after):
                close()
            width = display_width(spelt(entry.key, key=True))
            if isinstance(entry.value, Scalar) or self._inline(entry.value, indent + width + 2) is None:
                close()
            else:
                run.append((id(entry.key), width))
            previous = anchor
        close()
        return paddings

    # Lists

    def _items(self, sequence: tree.Sequence, indent: int, lead: str | None) -> None:
        """The items of a list; `lead` is the dash in front of the first one."""
        dash = lead
        mixed = any(isinstance(item, tree.Mapping) for item in sequence.items)
        for number, item in enumerate(sequence.items):
            anchor = self.found.of(item)
            if dash is None:
                self._begin(anchor, indent, number == 0)
            else:
                self._comments(anchor.above, _level(dash))
            start = (dash or " " * indent) + "-"
            if isinstance(item, Scalar):
                self._scalar(item, start, indent + STEP, anchor.behind, item=True, mixed=mixed)
            elif (inline := self._inline(item, display_width(start) + 1)) is not None:
                self.out.append(_Line(f"{start} {inline}", anchor.behind))
            else:
                self._comments([anchor.behind] if anchor.behind else [], indent if dash is None else _level(dash))
                self._collection(item, indent + STEP, start + " ")
            self._comments(anchor.after, indent)
            dash = None

    # Brackets

    def _inline(self, node: tree.Mapping | tree.Sequence, column: int) -> str | None:
        """The text in brackets, when it was written so, holds no comment and fits behind `column`."""
        if not node.flow or id(node) in self.found.opened:
            return None
        text = bracketed(node)
        empty = not (node.entries if isinstance(node, tree.Mapping) else node.items)
        return text if empty or column + display_width(text) <= WIDTH else None


def _level(dash: str) -> int:
    """How deep the outermost of some dashes stands: comments above what follows them have no other place."""
    return len(dash) - len(dash.lstrip(" "))


def bracketed(node: Node) -> str:
    """A node between brackets, on one line."""
    if isinstance(node, Scalar):
        return spelt(node, flow=True)
    if isinstance(node, tree.Sequence):
        return f"[{', '.join(bracketed(item) for item in node.items)}]"
    pairs = (f"{spelt(entry.key, flow=True, key=True)}: {bracketed(entry.value)}" for entry in node.entries)
    return f"{{{', '.join(pairs)}}}"


def _with_comments(lines: Sequence[_Line]) -> list[str]:
    """The lines with their comments, those of neighbouring lines in one column."""
    out: list[str] = []
    run: list[_Line] = []
    for line in [*lines, _Line("")]:
        if line.comment and _lines_up([*run, line]):
            run.append(line)
            continue
        out += _aligned(run)
        run = []
        if line.comment:
            run.append(line)
        else:
            out.append(line.text)
    out.pop()
    return out


def _lines_up(run: Sequence[_Line]) -> bool:
    """Whether the comments of these lines stand in one column: they are of one level and not too unlike in length."""
    widths = [display_width(line.text) for line in run]
    levels = {len(_LEVEL.match(line.text)[0]) for line in run}  # type: ignore[index]
    return len(levels) == 1 and max(widths) - min(widths) <= MAX_COMMENT_PADDING


def _aligned(run: Sequence[_Line]) -> list[str]:
    widest = max((display_width(line.text) for line in run), default=0)
    return [line.text + " " * (widest - display_width(line.text) + 2) + line.comment for line in run]
