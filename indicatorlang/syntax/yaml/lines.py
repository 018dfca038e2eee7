"""Finds the lines that YAML would cut, join or refuse, before a YAML parser sees the file.

One pass from line to line. It follows the indentation as a stack of levels (the columns at which keys or dashes stand), and
knows which lines are contents of a block of lines, of a quoted text or of brackets, where nothing is a trap. What it cannot
explain it leaves to the parser. A mended line counts with its mended indentation, so that one slip is reported once.
"""

from __future__ import annotations

import bisect

import attrs

from indicatorlang.diagnostics import Place
from indicatorlang.lazily import pattern
from indicatorlang.syntax.yaml.bracket_problems import (
    quote,
)
from indicatorlang.syntax.yaml.draft import BLANKS, WIDE_BLANKS, is_blank, lead
from indicatorlang.syntax.yaml.flow import MAX_DEPTH, FlowScan
from indicatorlang.syntax.yaml.line_problems import (
    DashJoined,
    IndentCharacter,
    IndentMismatch,
    LineWithoutColon,
    MissingColon,
    NoBlankAfterDash,
    StrayText,
    YamlSign,
)
from indicatorlang.syntax.yaml.marks import SIGNS, closing_quote, colon_edit, colon_problem, hash_problem
from indicatorlang.syntax.yaml.problems import (
    DirectiveNotAllowed,
    KeyNotText,
    NestedTooDeep,
    SecondDocument,
    YamlProblem,
)
from indicatorlang.syntax.yaml.values import HASH, SEPARATOR, Level, ValueScan

DASHES = "-－—–−‐"
_MISSING_COLON = pattern(r"([^\s:：#]{1,20})[ \t]+(\S.*)")
_TABS = pattern("\t+")


class LineScan(ValueScan):
    """One walk over a file. Afterwards the draft holds findings and edits; `readable` says whether a parser may be asked."""

    def run(self) -> None:
        """Walks to the end of the file, or to the second document."""
        while self.at < len(self.lines) and not self.stopped:
            number = self.at
            self.at += 1
            if not self._marker(number):
                self._line(number)
        for number, line in enumerate(self.lines):
            if "\t" in line and number not in self.verbatim:
                self._tabs(number, line)

    def _tabs(self, number: int, line: str) -> None:
        """Tabs between words are blanks; parsers disagree about them, so they get to see blanks."""
        spans = sorted(self.quoted.get(number, []))
        for match in _TABS.finditer(line, lead(line)):
            before = bisect.bisect(spans, (match.start(), len(line)))
            if before == 0 or match.start() >= spans[before - 1][1]:
                self.draft.edit(number, match.start(), match.end(), " " * len(match.group()))

    # Lines that are no part of any mapping

    def _marker(self, number: int) -> bool:
        """Takes `---`, `...`, directives, empty lines and comments; True when nothing is left of the line."""
        raw = self.lines[number]
        if is_blank(raw):
            self.draft.edit(number, 0, len(raw), " " * len(raw))
            return True
        start = lead(raw)
        if raw[start] == "#":
            self.draft.edit(number, 0, start, " " * start)
            return True
        if raw[:3] in ("---", "...") and raw[3:4] in ("", *BLANKS):
            return self._document(number, raw)
        if raw[0] == "%":
            word = raw.split()[0]
            if word in ("%YAML", "%TAG"):
                self._tell(number, 0, len(raw), lambda place, _: DirectiveNotAllowed(place=place, text=raw.rstrip()))
                self.draft.edit(number, 0, len(raw), "")
                return True
        return False

    def _document(self, number: int, raw: str) -> bool:
        rest = raw[3:].strip()
        if raw.startswith("---") and not self.started and (not rest or rest.startswith("#")):
            self.started = True
            self.draft.edit(number, 0, len(raw), "")
            return True
        self.at = number + 1
        following = self._next()
        if following is not None or rest:
            self._tell(number, 0, len(raw), lambda place, _: SecondDocument(place=place, text=raw.strip()))
        self.draft.drop_from(number)
        self.stopped = True
        return True

    def _line(self, number: int) -> None:
        raw = self.lines[number]
        self.started = True
        self.indent_told = False
        start = lead(raw)
        indent = start
        if raw[:start].strip(" "):
            indent = self._mend_indent(number, raw, start)
        if self.plain is not None and indent > self.plain and self._continues(number, raw, start):
            return
        self.plain = None
        self._block(number, raw, start, indent)

    def _mend_indent(self, number: int, raw: str, start: int) -> int:
        """Reports an indentation that is not made of blanks and chooses the width that its neighbours have."""
        wanted = "list" if raw[start] == "-" else "map"
        known = [level.column for level in reversed(self.levels) if level.kind == wanted]
        known += [level.column for level in reversed(self.levels) if level.kind != wanted]
        widths = [start - raw.count("\t", 0, start) + raw.count("\t", 0, start) * tab for tab in (2, 4, 8, 1)]
        wide = sum(c in WIDE_BLANKS for c in raw[:start])
        if wide:
            widths = [start + wide, start, start + 3 * wide]
        least = self.pending if self.pending is not None else self.plain if self.plain is not None else len(raw)
        deeper = next((w for w in widths if w > least), widths[0])
        same = next((column for column in known if column in widths), deeper)
        indent = deeper if self.pending is not None else same
        character = next(c for c in raw[:start] if c != " ")
        self.draft.edit(number, 0, start, " " * indent)
        self._tell(number, 0, start, lambda place, to: IndentCharacter(place=place, corrected=to, character=character))
        self.indent_told = True
        return indent

    # The second and later lines of a text without quotes

    def _continues(self, number: int, raw: str, start: int) -> bool:
        """A line that YAML joins to the text above; False when it is meant as a line of its own."""
        body = raw[start:]
        if body[0] == "-" and body[1:2] in ("", *BLANKS) and self.levels:
            column = self._align(start, dash=True, popped=[])
            if column is not None:
                self._move(number, raw, start, column, DashJoined)
                self.plain = None
                self._block(number, raw, start, column)
                return True
        end = self._text_end(raw, start)
        separator = SEPARATOR.search(raw, start, end)
        if separator and self.levels:
            return False
        for match in HASH.finditer(raw, start):
            if match.group(1) not in ("", *BLANKS):
                self._tell(number, match.start(), len(raw), hash_problem(raw[match.start() :]))
                self.draft.edit(number, match.start() - 1, match.end(), match.group())
                break
        return True

    def _move(self, number: int, raw: str, start: int, column: int, kind: type[DashJoined] | None = None) -> None:
        """Puts a line at another column and reports it, once a line."""
        self.draft.edit(number, 0, start, " " * column)
        if self.indent_told:
            return

        def make(place: Place, corrected: str) -> YamlProblem:
            if kind is not None:
                return kind(place=place, corrected=corrected, text=raw.strip())
            return IndentMismatch(place=place, corrected=corrected, found=start, wanted=column)

        self._tell(number, start, len(raw.rstrip()), make)
        self.indent_told = True

    # Lines of a mapping or a list

    def _block(self, number: int, raw: str, start: int, indent: int) -> None:
        dash = self._is_dash(number, raw, start, indent)
        popped: list[Level] = []
        while self.levels and self.levels[-1].column > indent:
            popped.append(self.levels.pop())
        if popped and self.pending is not None and self.pending >= popped[-1].column:
            self.pending = None
        fits = self._fits_dash(indent) if dash else self._fits_key(indent, popped)
        if not fits:
            column = self._align(indent, dash, popped)
            if column is None:
                self._stray(number, raw, start)
                return
            while popped and popped[-1].column <= column:
                self.levels.append(popped.pop())
            while self.levels and self.levels[-1].column > column:
                self.levels.pop()
            self._move(number, raw, start, column)
            self.pending = None
            indent = column
        self._content(number, raw, start, indent - start, dash)

    def _is_dash(self, number: int, raw: str, start: int, indent: int) -> bool:
        """Whether the line begins a list item; a dash without its blank, or a wide one, is put right."""
        if raw[start] not in DASHES:
            return False
        after = raw[start + 1 : start + 2]
        if raw[start] == "-" and after in ("", *BLANKS):
            return True
        sibling = any(level.kind == "list" and level.column == indent for level in self.levels)
        opens = self.pending is not None and self.pending >= 0 and indent >= self.pending and bool(self.levels)
        keyed = SEPARATOR.search(raw, start) is not None or "：" in raw
        number_like = raw[start] == "-" and after.isdigit()
        if not sibling and (number_like or not (opens and keyed)):
            return False
        if raw[start : start + 2] in ("--", "——"):
            return False
        rest = lead(raw[start + 1 :])
        self.draft.edit(number, start, start + 1 + rest, "- ")
        dash = raw[start]
        self._tell(number, start, start + 1, lambda place, to: NoBlankAfterDash(place=place, corrected=to, dash=dash))
        return True

    def _fits_dash(self, indent: int) -> bool:
        top = self.levels[-1] if self.levels else None
        if top and top.kind == "list" and top.column == indent:
            return True
        if self.pending is None or indent < self.pending or (top and top.column == indent and top.kind != "map"):
            return False
        if indent == self.pending and not (top and top.kind == "map" and top.column == indent):
            return False
        self.levels.append(Level(indent, "list"))
        return True

    def _fits_key(self, indent: int, popped: list[Level]) -> bool:
        if len(self.levels) > 1 and self.levels[-1] == attrs.evolve(self.levels[-1], column=indent, kind="list"):
            if self.levels[-2] != Level(indent, "map"):
                return False
            popped.append(self.levels.pop())
        if self.levels and self.levels[-1].column == indent:
            return self.levels[-1].kind == "map"
        return self.pending is not None and indent > self.pending

    def _align(self, indent: int, dash: bool, popped: list[Level]) -> int | None:
        """The column of the nearest level of the same kind."""
        kind = "list" if dash else "map"
        columns = [level.column for level in [*reversed(popped), *reversed(self.levels)] if level.kind == kind]
        return min(columns, key=lambda column: abs(column - indent), default=None)

    def _stray(self, number: int, raw: str, start: int) -> None:
        text = raw[start:].rstrip()
        self.draft.edit(number, 0, len(raw), "")
        self._tell(number, start, start + len(text), lambda place, _: StrayText(place=place, text=text))
        self.pending = None

    def _content(self, number: int, raw: str, start: int, shift: int, dash: bool) -> None:
        """Follows the dashes of a line, then takes its key and its value."""
        parent = self.pending if self.pending is not None else -1
        waiting = self.pending is not None
        self.pending = None
        while dash:
            parent, waiting = start + shift, True
            if len(self.levels) > MAX_DEPTH:
                self._tell(number, start, start + 1, lambda place, _: NestedTooDeep(place=place, limit=MAX_DEPTH))
                self.stopped, self.readable = True, False
                return
            start += 1
            if raw[start : start + 1] not in ("", *BLANKS):
                shift += 1 - lead(raw[start:])
            start += lead(raw[start:])
            if start >= len(raw) or (raw[start] == "#" and self._is_comment(number, raw, start, parent)):
                self.pending = parent
                return
            dash = raw[start] == "-" and raw[start + 1 : start + 2] in ("", *BLANKS)
            if dash:
                self.levels.append(Level(start + shift, "list"))
        column = start + shift
        in_map = bool(self.levels) and self.levels[-1] == Level(column, "map")
        if raw[start] == "?" and raw[start + 1 : start + 2] in ("", *BLANKS):
            self._key_not_text(number, raw, start)
            return
        separator = self._separator(number, raw, start, in_map, waiting, column, parent)
        if separator is None:
            if in_map or not waiting:
                self._no_separator(number, raw, start, column)
            else:
                self._value(number, raw, start, parent, block=True)
            return
        if not in_map:
            if self.levels and self.levels[-1].kind == "list":
                self.levels[-1] = attrs.evolve(self.levels[-1], of_maps=True)
            self.levels.append(Level(column, "map"))
        apart = SEPARATOR.match(raw, separator) is not None
        value = len(raw) - len(raw[separator + 1 :].lstrip(BLANKS if apart else BLANKS + WIDE_BLANKS))
        self._value(number, raw, value, column)

    def _key_not_text(self, number: int, raw: str, start: int) -> None:
        text = raw[start:].rstrip()
        self._tell(number, start, start + len(text), lambda place, _: KeyNotText(place=place, text=text))
        self.stopped = True
        self.draft.drop_from(number)

    # Keys

    def _separator(self, number: int, raw: str, start: int, in_map: bool, waiting: bool, column: int, parent: int) -> int | None:
        """The column of the colon behind the key, put right if need be; None when the line has no key."""
        if raw[start] in "\"'":
            end = closing_quote(raw, start + 1, raw[start])
            after = raw[end + 1 :].lstrip() if end >= 0 else ""
            if after.startswith((":", "：")) and not after.startswith("::"):
                at = len(raw) - len(after)
                self.quoted.setdefault(number, []).append((start, end + 1))
                if after[0] == "：" or after[1:2] not in ("", *BLANKS):
                    self._mend_colon(number, raw, raw[start : end + 1], at)
                return at
            if end < 0 or (waiting and not SEPARATOR.search(raw, end, self._text_end(raw, end))):
                return None
        elif raw[start] in "[{" and not in_map and self._flow_item(number, start, parent):
            return None
        end = self._text_end(raw, start)
        found = SEPARATOR.search(raw, start + 1, end)
        wrong = next((at for at in range(start + 1, end) if raw[at] in "：:"), None)
        if found and (wrong is None or not self._opens_value(raw, wrong, found.start())):
            self._quote_key(number, raw, start, found.start())
            return found.start()
        if wrong is None or not (in_map or not waiting or not self.levels or self._looks_like_key(column)):
            return None
        if raw[wrong] == ":" and not (in_map or raw[start:wrong].strip(" 0123456789")):
            return None
        self._mend_colon(number, raw, raw[start:wrong], wrong)
        self._quote_key(number, raw, start, wrong)
        return wrong

    def _flow_item(self, number: int, start: int, parent: int) -> bool:
        """Whether brackets at the start of an item are its value rather than its key."""
        mark = self.draft.mark()
        outcome = FlowScan(self.draft, (number, start), parent, len(self.levels), {}).run()
        self.draft.back_to(mark)
        return outcome.end is None or not self.lines[outcome.end[0]][outcome.end[1] :].lstrip().startswith(":")

    def _opens_value(self, raw: str, wrong: int, right: int) -> bool:
        """Whether the first colon is meant: `计量：{单位: 家}`, `判定："甲: 乙"`."""
        return raw[wrong] == "：" and wrong < right and raw[wrong + 1 :].lstrip()[:1] in ("{", "[", '"', "'")

    def _looks_like_key(self, column: int) -> bool:
        """Whether an item that may be a text has a line below or an item above that makes it a mapping."""
        if self.levels and self.levels[-1].kind == "list" and self.levels[-1].of_maps:
            return True
        below = self._next()
        return below is not None and lead(below) == column and below[column] != "-" and (":" in below or "：" in below)

    def _mend_colon(self, number: int, raw: str, key: str, column: int) -> None:
        self.draft.edit(number, *colon_edit(raw, column))
        self._tell(number, column, column + 1, colon_problem(key, raw[column]))

    def _quote_key(self, number: int, raw: str, start: int, end: int) -> None:
        sign, key = raw[start], raw[start:end].rstrip()
        if sign in "[{":
            self._tell(number, start, end, lambda place, _: KeyNotText(place=place, text=key))
        elif sign in SIGNS + ",]}\"'":
            self._tell(number, start, end, lambda place, to: YamlSign(place=place, corrected=to, sign=sign, text=key))
        else:
            return
        self.draft.edit(number, start, start + len(key), quote(key))

    def _no_separator(self, number: int, raw: str, start: int, column: int) -> None:
        """A line among `key: value` lines that has no colon: more of the text above, a forgotten colon, or a stray."""
        text = raw[start : self._text_end(raw, start)].rstrip()
        above = next((self.lines[n] for n in range(number - 1, -1, -1) if not is_blank(self.lines[n])), "")
        halves = _MISSING_COLON.fullmatch(text)
        if halves:
            key, value = halves.groups()
            self.draft.edit(number, start + len(key), start + len(text) - len(value), ": ")
            self._tell(number, start, start + len(text), lambda place, to: MissingColon(place=place, corrected=to, text=text))
            self._value(number, raw, start + len(text) - len(value), column)
        elif self.previous_text(above) and not self.indent_told and text[0] not in SIGNS:
            self.draft.edit(number, 0, start, " " * (column + 2))
            self._tell(number, start, start + len(text), lambda place, to: LineWithoutColon(place=place, corrected=to, text=text))
            self.plain = column
        else:
            self._stray(number, raw, start)

    @staticmethod
    def previous_text(line: str) -> bool:
        """Whether a line ends in a text without quotes, so that another line can continue it."""
        return not line.rstrip().endswith((":", '"', "'", "}", "]")) and not HASH.search(line) and bool(line.strip("- "))
