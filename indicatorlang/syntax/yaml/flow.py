"""Finds what goes wrong inside `{…}` and `[…]`, where a comma, a colon or a bracket cuts an unquoted text.

One pass over the characters from the opening bracket to the closing one, over as many lines as it takes. A piece is what
stands between two commas. Brackets inside a text (`满意度 in [90%, 100%)`) are followed so that the whole text can be quoted.
"""

from __future__ import annotations

from itertools import pairwise

from indicatorlang.diagnostics import Place
from indicatorlang.lazily import frozen, pattern
from indicatorlang.syntax.yaml.bracket_problems import (
    BracketNotClosed,
    FullWidthSeparator,
    QuoteNotClosed,
)
from indicatorlang.syntax.yaml.draft import BLANKS, Draft, Spot, is_blank, lead
from indicatorlang.syntax.yaml.marks import SIGNS, closing_quote, tell_comment
from indicatorlang.syntax.yaml.pieces import Frame, Piece, finish, mend
from indicatorlang.syntax.yaml.problems import (
    NestedTooDeep,
    YamlProblem,
)

MAX_DEPTH = 64
CLOSING = {"[": "]", "{": "}"}
WIDE_CLOSING = "｝］】"
_PLAIN = pattern(r"[^\s'\"\[\]{}()（）,:#，、：]+")
_KEY_FOLLOWS = pattern(r"[^,，、\[\]{}:：\"'#]+:(?:[ \t]|$)")
_NEXT_KEY = pattern(r"[^,\[\]{}:\"'#]+:(?:[ \t]|$)")
_WIDE_KEY_FOLLOWS = pattern(r"[^,，、\[\]{}:：\"'#]+[:：]")
_INSIDE = r"[^()（）\[\]{}'\"]*"
_HALF = r"[^()（）\[\]{}'\",]*,"
_ENCLOSED = pattern(rf"\({_INSIDE}\)|（{_INSIDE}）|\[{_INSIDE}[\])]|\{{{_INSIDE}\}}")
_ENCLOSED_IN_BRACES = pattern(rf"{_ENCLOSED.pattern}|\({_HALF}{_INSIDE}\]")
_HALF_OPEN = pattern(rf"\[{_HALF}{_INSIDE}[)）][ \t]*(?:[,}}]|$)")
_ENDS = pattern(r"[,\]}]")
_COMMENT = pattern(r"#+(?:[ \t]|$)")


@frozen
class Outcome:
    """`end` is the spot behind the closing bracket, None when it was never closed; `last` the last spot looked at."""

    end: Spot | None
    last: Spot
    too_deep: bool = False


class FlowScan:
    """One walk from an opening bracket; `parent` is the indentation that a line must exceed to belong to it."""

    def __init__(self, draft: Draft, start: Spot, parent: int, depth: int, quoted: dict[int, list[tuple[int, int]]]) -> None:
        self.draft = draft
        self.line, self.column = start
        self.raw = draft.lines[self.line]
        self.indent = lead(self.raw)
        self.parent = parent
        self.depth = depth
        self.quoted = quoted
        self.frames: list[Frame] = []
        self.last: Spot = start
        # An opening bracket at the end of its line leaves the indentation below free, as YAML does.
        self.loose = is_blank(self.raw[self.column + 1 :]) or bool(_COMMENT.match(self.raw[self.column + 1 :].lstrip()))

    def run(self) -> Outcome:
        """Walks to the closing bracket, or to the line that cannot belong to it any more."""
        while True:
            if self.column >= len(self.raw):
                if not self._next_line():
                    return Outcome(None, self.last)
                continue
            character = self.raw[self.column]
            if character in BLANKS:
                self.column += 1
                continue
            if self._comment(character):
                continue
            if character in "\"'" and self._piece.part == "":
                if not self._quoted(character):
                    return Outcome(None, self.last)
                continue
            if character in "[{" and (not self.frames or self._piece.part == "") and not self._half_open():
                if len(self.frames) + self.depth >= MAX_DEPTH:
                    self.draft.found(self.line, self.column, self.column + 1, _too_deep)
                    return Outcome(None, self.last, too_deep=True)
                self._open(character)
            elif character in "]}" and not self._closes_text(character):
                self._close(character)
                if not self.frames:
                    return Outcome((self.line, self.column), self.last)
            elif character in ",，、" and self._separates(character):
                self._comma(character)
            elif character == ":" and self._colon():
                pass
            else:
                self._text(character)

    @property
    def _piece(self) -> Piece:
        return self.frames[-1].piece if self.frames else Piece()

    def _next_line(self) -> bool:
        number = self.line + 1
        while number < len(self.draft.lines) and is_blank(self.draft.lines[number]):
            width = len(self.draft.lines[number])
            self.draft.edit(number, 0, width, " " * width)
            number += 1
        if number >= len(self.draft.lines):
            return False
        raw = self.draft.lines[number]
        indent = lead(raw)
        if raw.startswith(("---", "...")) or (indent <= self.parent and not self.loose and raw[indent] not in "]}"):
            return False
        self.line, self.raw, self.column, self.indent = number, raw, indent, indent
        if raw[:indent].strip(" "):
            self.draft.edit(number, 0, indent, " " * indent)
        return True

    def _comment(self, character: str) -> bool:
        """Skips a comment; a `#` glued to what follows is text that YAML would drop."""
        piece = self._piece
        if character != "#" or (self.column and self.raw[self.column - 1] not in BLANKS and piece.part == "plain"):
            return False
        only_comment = piece.part in ("quoted", "nested") or (piece.start is None and not _ENDS.search(self.raw, self.column))
        if _COMMENT.match(self.raw, self.column) or only_comment or self.column == self.indent:
            if self.column != self.indent:
                tell_comment(self.draft, self.line, self.column)
            self.column = len(self.raw)
            return True
        if piece.hash is None:
            piece.hash = (self.line, self.column)
        return False

    def _open(self, character: str) -> None:
        if self.frames:
            piece = self._piece
            self._begin(piece)
            piece.part = "nested"
        self.frames.append(Frame(character, (self.line, self.column)))
        self._step(1)

    def _half_open(self) -> bool:
        """Whether a bracket begins an interval such as `[90%, 100%)` in braces: a text, and no list."""
        return bool(self.frames) and self.frames[-1].kind == "{" and _HALF_OPEN.match(self.raw, self.column) is not None

    def _begin(self, piece: Piece) -> None:
        spot = (self.line, self.column)
        if piece.start is None:
            piece.start = spot
        if piece.separator is not None and piece.value is None:
            piece.value = spot

    def _step(self, length: int) -> None:
        self.column += length
        self.last = (self.line, self.column)

    def _quoted(self, mark: str) -> bool:
        """Takes a quoted text, over several lines if need be; False when it is never closed."""
        piece = self._piece
        begin = (self.line, self.column)
        self._begin(piece)
        piece.part = "quoted"
        end = closing_quote(self.raw, self.column + 1, mark)
        line, raw = self.line, self.raw
        spans = [(line, self.column, len(raw))]
        while end < 0:
            line += 1
            if line >= len(self.draft.lines) or (
                not is_blank(self.draft.lines[line]) and lead(self.draft.lines[line]) <= self.parent and not self.loose
            ):
                self._unclosed_quote(begin, mark)
                return False
            raw = self.draft.lines[line]
            end = closing_quote(raw, 0, mark)
            spans.append((line, 0, len(raw)))
        for number, start, stop in spans:
            self.quoted.setdefault(number, []).append((start, end + 1 if number == line else stop))
        self.line, self.raw, self.column = line, raw, end
        self._step(1)
        piece.end = (line, end + 1)
        return True

    def _unclosed_quote(self, begin: Spot, mark: str) -> None:
        line, column = begin
        raw = self.draft.lines[line]
        stop = next((at for at in range(column, len(raw)) if raw[at] in ",}]"), len(raw))
        self.draft.edit(line, stop, stop, mark)

        def make(place: Place, corrected: str) -> YamlProblem:
            return QuoteNotClosed(place=place, corrected=corrected, quote=mark)

        self.draft.found(line, column, column + 1, make)

    def _closes_text(self, character: str) -> bool:
        """Whether a closing bracket belongs to one inside an unquoted text."""
        piece = self._piece
        if not piece.opens or piece.part != "plain":
            return False
        if piece.opens[-1] in ("[(" if character == "]" else "{"):
            piece.opens.pop()
            piece.cut = piece.cut or character
            return True
        return False

    def _separates(self, character: str) -> bool:
        """Whether a comma of any kind stands between two pieces rather than inside a text."""
        frame = self.frames[-1]
        if frame.piece.opens and frame.piece.part == "plain":
            if character == ",":
                if frame.kind == "{" and _NEXT_KEY.match(self.raw, self.column + 1):
                    return True
                frame.piece.cut = frame.piece.cut or ","
            return False
        if character == ",":
            return True
        if frame.kind == "[":
            frame.wide.append((self.line, self.column))
            return False
        if character == "、" or frame.piece.part == "":
            return False
        piece = frame.piece
        if piece.separator is None and piece.colon is None:
            return False
        pattern = _WIDE_KEY_FOLLOWS if piece.separator is None or piece.part != "plain" else _KEY_FOLLOWS
        return pattern.match(self.raw, self.column + 1) is not None

    def _comma(self, character: str) -> None:
        frame = self.frames[-1]
        if character != ",":
            self._replace_separator((self.line, self.column), character)
        finish(self.draft, frame)
        frame.commas = True
        frame.piece = Piece()
        self._step(1)

    def _replace_separator(self, spot: Spot, character: str, report: bool = True) -> None:
        line, column = spot
        after = self.draft.lines[line][column + 1 : column + 2]
        self.draft.edit(line, column, column + 1, "," if after in (*BLANKS, "") else ", ")

        def make(place: Place, corrected: str) -> YamlProblem:
            return FullWidthSeparator(place=place, corrected=corrected, sign=character)

        if report:
            self.draft.found(line, column, column + 1, make)

    def _colon(self) -> bool:
        """Takes a colon that separates; a second one is inside a text and would cut it."""
        piece = self._piece
        follows = self.raw[self.column + 1 : self.column + 2]
        separates = follows == "" or follows in " \t,[]{}" or (piece.part in ("quoted", "nested") and piece.separator is None)
        if not separates:
            if piece.separator is None and piece.colon is None and piece.part == "plain":
                piece.colon = (self.line, self.column)
            return False
        if piece.separator is not None:
            piece.cut = piece.cut or ":"
            return False
        piece.separator = (self.line, self.column)
        piece.part = ""
        piece.opens = []
        if piece.start is None:
            piece.start = piece.separator
        self._step(1)
        piece.end = self.last
        return True

    def _text(self, character: str) -> None:
        piece = self._piece
        if piece.part in ("quoted", "nested"):
            piece.cut = piece.cut or self.raw[self.column]
            piece.part = "plain"
        elif piece.part == "":
            self._begin(piece)
            piece.part = "plain"
            follows = self.raw[self.column + 1 : self.column + 2]
            if character in SIGNS or (character in "-?" and follows in (*BLANKS, "")):
                if piece.separator is None:
                    piece.key_sign = character
                else:
                    piece.sign = character
        if character in "[{(（":
            enclosed = _ENCLOSED_IN_BRACES if self.frames[-1].kind == "{" else _ENCLOSED
            if enclosed.match(self.raw, self.column):
                piece.opens.append(character)
            if character in "[{":
                piece.cut = piece.cut or character
        elif character in ")）" and piece.opens and piece.opens[-1] in "[(（":
            piece.opens.pop()
        elif character == "：" and piece.separator is None and piece.colon is None:
            piece.colon = (self.line, self.column)
        match = _PLAIN.match(self.raw, self.column)
        self._step(match.end() - self.column if match else 1)
        piece.end = self.last

    def _close(self, character: str) -> None:
        """Closes the innermost bracket; a wrong or missing one is put right where it was missed."""
        wanted = CLOSING[self.frames[-1].kind]
        if character == wanted:
            self._end_frame()
            self._step(1)
            if self.frames:
                self._piece.end = self.last
            return
        if any(CLOSING[frame.kind] == character for frame in self.frames):
            self.draft.edit(self.line, self.column, self.column, wanted)
            self._report_open(self.frames[-1])
            self._end_frame()
            self._piece.end = self.last
            return
        self.draft.edit(self.line, self.column, self.column + 1, wanted)
        self._report_open(self.frames[-1])
        self._end_frame()
        self._step(1)
        if self.frames:
            self._piece.end = self.last

    def close_all(self) -> None:
        """Puts the missing brackets behind the last thing seen and reports the outermost one that lacks its partner."""
        line, column = self.last
        raw = self.draft.lines[line]
        missing = "".join(CLOSING[frame.kind] for frame in reversed(self.frames))
        start = column - 1 if column and raw[column - 1] in WIDE_CLOSING else column
        self.draft.edit(line, start, column, missing)
        self._report_open(self.frames[0], also=() if line == self.frames[0].at[0] else (line,))
        while self.frames:
            self._end_frame()

    def _report_open(self, frame: Frame, also: tuple[int, ...] = ()) -> None:
        def make(place: Place, corrected: str) -> YamlProblem:
            return BracketNotClosed(place=place, corrected=corrected, bracket=frame.kind)

        self.draft.found(frame.at[0], frame.at[1], frame.at[1] + 1, make, also)

    def _end_frame(self) -> None:
        frame = self.frames[-1]
        finish(self.draft, frame)
        for piece in frame.pieces:
            mend(self.draft, piece)
        if self._runs_together(frame):
            for index, spot in enumerate(frame.wide):
                self._replace_separator(spot, self.draft.lines[spot[0]][spot[1]], report=index == 0)
        self.frames.pop()

    def _runs_together(self, frame: Frame) -> bool:
        """Whether a list holds one text that is several items with Chinese commas between them."""
        if not frame.wide or frame.commas or len(frame.pieces) != 1:
            return False
        only = frame.pieces[0]
        if only.start is None or only.separator is not None or only.cut or only.hash or only.sign or only.key_sign:
            return False
        edges = [only.start, *frame.wide, only.end]
        return all(left[0] != right[0] or left[1] + (at > 0) < right[1] for at, (left, right) in enumerate(pairwise(edges)))


def _too_deep(place: Place, corrected: str) -> YamlProblem:
    return NestedTooDeep(place=place, limit=MAX_DEPTH)
