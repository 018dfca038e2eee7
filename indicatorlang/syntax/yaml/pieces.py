"""The pieces of `{…}` and `[…]`, and how those that YAML would misread are quoted or given their colon."""

from __future__ import annotations

import attrs

from indicatorlang.diagnostics import Place
from indicatorlang.lazily import define
from indicatorlang.syntax.yaml.bracket_problems import FlowCutsText, quote
from indicatorlang.syntax.yaml.draft import Draft, Spot, lead
from indicatorlang.syntax.yaml.line_problems import YamlSign
from indicatorlang.syntax.yaml.marks import colon_edit, colon_problem, hash_problem
from indicatorlang.syntax.yaml.problems import YamlProblem


@define
class Piece:
    """What stands between two commas: where its parts begin, and what YAML would make of it."""

    start: Spot | None = None
    separator: Spot | None = None
    value: Spot | None = None
    end: Spot = (0, 0)
    part: str = ""  # what the key or the value begun last is: "", plain, quoted, nested
    sign: str = ""
    key_sign: str = ""
    cut: str = ""
    hash: Spot | None = None
    colon: Spot | None = None
    opens: list[str] = attrs.Factory(list)


@define
class Frame:
    """One pair of brackets and the pieces in it so far."""

    kind: str
    at: Spot
    piece: Piece = attrs.Factory(Piece)
    pieces: list[Piece] = attrs.Factory(list)
    wide: list[Spot] = attrs.Factory(list)
    commas: bool = False


def finish(draft: Draft, frame: Frame) -> None:
    """Decides what a piece without `key: ` is: the rest of the text before it, or an entry with a wrong colon."""
    piece = frame.piece
    if piece.start is None:
        return
    if frame.kind == "{" and piece.separator is None and piece.part == "plain":
        before = frame.pieces[-1] if frame.pieces else None
        glued = piece.colon is None or _number_before(draft, piece.colon)
        if glued and before is not None and before.value is not None and before.part == "plain":
            before.cut, before.end, before.hash = before.cut or ",", piece.end, before.hash or piece.hash
            return
        if piece.colon is not None:
            _mend_colon(draft, piece)
    frame.pieces.append(piece)


def _number_before(draft: Draft, spot: Spot) -> bool:
    return draft.lines[spot[0]][spot[1] - 1 : spot[1]].isdigit() and draft.lines[spot[0]][spot[1]] == ":"


def _mend_colon(draft: Draft, piece: Piece) -> None:
    if piece.start is None or piece.colon is None or piece.start[0] != piece.colon[0]:
        return
    line, column = piece.colon
    raw = draft.lines[line]
    draft.edit(line, *colon_edit(raw, column))
    draft.found(line, column, column + 1, colon_problem(raw[piece.start[1] : column], raw[column]))
    piece.separator = piece.colon
    piece.value = (line, column + 1 + lead(raw[column + 1 :]))


def mend(draft: Draft, piece: Piece) -> None:
    """Quotes a key or a value that YAML would misread."""
    if piece.key_sign and piece.start is not None:
        _wrap(draft, piece, piece.start, piece.separator or piece.end, piece.key_sign)
    start = piece.value if piece.separator is not None else piece.start
    if start is not None and (piece.sign or piece.cut or piece.hash) and not (piece.key_sign and piece.separator is None):
        _wrap(draft, piece, start, piece.end, piece.sign)


def _wrap(draft: Draft, piece: Piece, start: Spot, end: Spot, sign: str) -> None:
    raw = draft.lines[start[0]]
    if start[0] == end[0]:
        text = raw[start[1] : end[1]].rstrip()
        draft.edit(start[0], start[1], start[1] + len(text), quote(text))
        also: tuple[int, ...] = ()
    else:
        text = raw[start[1] :].rstrip()
        draft.edit(*start, start[1], '"')
        draft.edit(*end, end[1], '"')
        also = (end[0],)
    if piece.hash and not sign:
        line, column = piece.hash
        stop = end[1] if line == end[0] else len(draft.lines[line])
        draft.found(line, column, stop, hash_problem(draft.lines[line][column:stop]), also)
        return

    def make(place: Place, corrected: str) -> YamlProblem:
        if sign:
            return YamlSign(place=place, corrected=corrected, sign=sign, text=text)
        return FlowCutsText(place=place, corrected=corrected, text=text, sign=piece.cut)

    draft.found(start[0], start[1], start[1] + len(text), make, also)
