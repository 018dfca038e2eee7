"""A form whose table was lost → a form: its cells told apart into names and values, and paired as far as that is certain."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import attrs

from indicatorlang.lazily import frozen, pattern
from indicatorlang.model.draft import Form, FormRow, Money, Note, asked, told
from indicatorlang.model.lost import LostBlock, LostForm
from indicatorlang.resolve.drafting.fitting import is_value, value_of
from indicatorlang.resolve.drafting.levels import level_of
from indicatorlang.resolve.drafting.pairing import Cell, month_of, paired
from indicatorlang.resolve.drafting.texts import without_date

_LEVEL = pattern(r"(?:目标|指标)$")


@frozen
class _Piece:
    """What a block came to: a name, a value, or both (`sure` unless the name may have lost its beginning)."""

    name: str = ""
    value: str = ""
    order: int = 0
    page: int = 0
    line: int = 0
    full: bool = False
    """Whether the last line of the name fills its column, so that the name may go on."""
    tail: bool = False
    """Whether the name is a single line that may be the end of one begun above."""
    sure: bool = True


@frozen
class _Pair:
    name: str
    value: str
    order: int
    line: int
    sure: bool
    candidates: tuple[str, ...] = ()


def form_of(lost: LostForm) -> Form:
    """The form of a text, rows in the order in which their names stand in it. Rows whose value is not certain have none, but
    candidates."""
    year = int(lost.facts["预算年度"]) if lost.facts.get("预算年度", "").isdigit() else None
    pieces = [piece for block in lost.blocks for piece in _pieces(block, year)]
    pieces = [attrs.evolve(piece, order=order) for order, piece in enumerate(pieces)]
    pages = [[piece for piece in pieces if piece.page == page] for page in dict.fromkeys(piece.page for piece in pieces)]
    joined = [_joined(page) for page in pages]
    pairs = [pair for page in joined for pair in _paired(page, " ".join(lost.narrative), year)]
    rows = tuple(_placed(_row(pair), lost.levels) for pair in _by_date(pairs))
    left = [piece.value for page in joined for piece in page if piece.value and not piece.name]
    notes = (*_levels(lost, rows), *_goals(lost), *_unclaimed(left, pairs))
    return Form(
        rows,
        lost.facts.get("项目名称", ""),
        department=lost.facts.get("申报单位", ""),
        year=lost.facts.get("预算年度", ""),
        period=_period(lost),
        remark=_remark(lost),
        money=_money(lost),
        notes=notes,
        file=lost.file,
    )


# Cells


def _pieces(block: LostBlock, year: int | None) -> list[_Piece]:
    """The names and values of a block."""
    if any(line.right for line in block.lines):
        return _gapped(block, year)
    texts = [line.left for line in block.lines]
    first, page = block.lines[0].number, block.page
    values = [is_value(text, year) for text in texts]
    if all(values):
        return [_Piece(value=text, page=page, line=line.number) for text, line in zip(texts, block.lines, strict=True)]
    name, value = texts, ""
    if len(texts) > 1 and values[0] and not any(values[1:]):
        name, value = texts[1:], texts[0]
    elif len(texts) > 1 and values[-1] and not any(values[:-1]):
        name, value = texts[:-1], texts[-1]
    widths = [line.width for line in block.lines if line.left in name]
    if any(width < max(widths) - 2 for width in widths[:-1]):
        # A cell that was wrapped fills every line but its last; these are cells of one row, of which none is told from the other.
        return [_alone(text, page, line.number, year) for text, line in zip(texts, block.lines, strict=True)]
    full = not value and len(widths) > 1 and widths[-1] == max(widths)
    return [_Piece("".join(name), value, page=page, line=first, full=full, tail=len(name) == 1 and name[0] == texts[0])]


def _gapped(block: LostBlock, year: int | None) -> list[_Piece]:
    """A block with lines that hold two cells: what stands above such a line in it is the beginning of its name when it fills the
    column, else a cell of its own."""
    found: list[_Piece] = []
    above: list[str] = []
    width = 0
    for line in block.lines:
        if not line.right:
            above.append(line.left)
            width = line.width
            continue
        joined = above if width > line.width else []
        found += [_alone(text, block.page, line.number, year) for text in above if not joined]
        if _LEVEL.search(line.left) or _LEVEL.search(line.right):
            found += [_alone(text, block.page, line.number, year) for text in (line.left, line.right) if not _LEVEL.search(text)]
        else:
            found += _two("".join([*joined, line.left]), line.right, block.page, line.number, year)
        above = []
    return [*found, *(_alone(text, block.page, block.lines[-1].number, year) for text in above)]


def _two(left: str, right: str, page: int, line: int, year: int | None) -> list[_Piece]:
    """The two cells of a line: a name and its value, in whichever order; two values are no pair."""
    before, behind = is_value(left, year), is_value(right, year)
    if before and behind:
        return [_Piece(value=text, page=page, line=line) for text in (left, right)]
    name, value = (right, left) if before else (left, right)
    return [_Piece(name, value, page=page, line=line)]


def _alone(text: str, page: int, line: int, year: int | None) -> _Piece:
    return _Piece(value=text, page=page, line=line) if is_value(text, year) else _Piece(text, page=page, line=line)


def _joined(pieces: Sequence[_Piece]) -> list[_Piece]:
    """Names that go on in the next block put together, when that makes names and values equally many; and when they are so
    already, left as they are. In any other case nobody knows, and a name that may lack its beginning is not sure."""
    pairs = enumerate(itertools.pairwise(pieces), 1)
    goes_on = [at for at, (before, piece) in pairs if before.full and piece.tail]
    names = sum(bool(piece.name) for piece in pieces)
    values = sum(bool(piece.value) for piece in pieces)
    if names == values:
        return list(pieces)
    if not goes_on or names - len(goes_on) != values:
        broken = any(piece.full for piece in pieces)
        return [attrs.evolve(piece, sure=piece.sure and not (broken and piece.tail)) for piece in pieces]
    out: list[_Piece] = []
    for at, piece in enumerate(pieces):
        if at in goes_on:
            before = out.pop()
            piece = attrs.evolve(piece, name=before.name + piece.name, line=before.line)
        out.append(piece)
    return out


# Pairs


def _paired(pieces: Sequence[_Piece], narrative: str, year: int | None) -> list[_Pair]:
    """The names of a page with their values, in the order of the names."""
    whole = [piece for piece in pieces if piece.name and piece.value]
    names = [Cell(piece.name, piece.order) for piece in pieces if piece.name and not piece.value]
    values = [Cell(piece.value, piece.order, value_of(piece.value, year)) for piece in pieces if piece.value and not piece.name]
    lines = {piece.order: piece.line for piece in pieces}
    sure = paired(names, values, narrative)
    open_values = tuple(dict.fromkeys(value.text for at, value in enumerate(values) if at not in sure.values()))
    pairs = [_Pair(piece.name, piece.value, piece.order, piece.line, piece.sure) for piece in whole]
    for index, name in enumerate(names):
        if index in sure:
            pairs.append(_Pair(name.text, values[sure[index]].text, name.order, lines[name.order], True))
        else:
            pairs.append(_Pair(name.text, "", name.order, lines[name.order], False, open_values))
    return sorted(pairs, key=lambda pair: pair.order)


def _by_date(pairs: Sequence[_Pair]) -> list[_Pair]:
    """The rows in the order of the text, those that differ in their dates only one after the other, where the earliest stands."""
    groups: dict[str, list[_Pair]] = {}
    for pair in pairs:
        stem = without_date(pair.name)
        groups.setdefault(stem if stem != pair.name else f"\0{pair.order}", []).append(pair)
    steps = [sorted(group, key=lambda pair: month_of(pair.name)) for group in groups.values()]
    return [pair for group in sorted(steps, key=lambda group: group[0].order) for pair in group]


def _placed(row: FormRow, printed: Sequence[str]) -> FormRow:
    level1, level2 = level_of(row.name, printed)
    return attrs.evolve(row, level1=level1, level2=level2)


def _row(pair: _Pair) -> FormRow:
    if pair.sure:
        return FormRow(pair.name, pair.value, row=pair.line)
    candidates = pair.candidates or ((pair.value,) if pair.value else ("（没有找到）",))
    return FormRow(pair.name, row=pair.line, candidates=candidates)


# What else the form says


def _period(lost: LostForm) -> str:
    start, end = lost.facts.get("开始时间", ""), lost.facts.get("结束时间", "")
    return f"{start[:7]}..{end[:7]}" if len(start) >= 7 and len(end) >= 7 else ""


def _money(lost: LostForm) -> tuple[Money, ...]:
    amount = lost.facts.get("项目当年预算", "")
    return (Money("项目当年预算", amount, unit="元", total=True),) if amount not in ("", "无") else ()


def _remark(lost: LostForm) -> str:
    """Kinds of the project, money of the year before, dates: what has no key of its own."""
    said = []
    if lost.types:
        said.append(f"项目类型：{'、'.join(lost.types)}")
    budget, spent = lost.facts.get("同名项目上年预算额", ""), lost.facts.get("同名项目上年预算执行数", "")
    if budget == spent == "无":
        said.append("上年没有同名项目预算")
    elif budget and spent:
        said.append(f"同名项目上年预算{budget}元，执行{spent}元")
    start, end = lost.facts.get("开始时间", ""), lost.facts.get("结束时间", "")
    if start and end:
        said.append(f"实施时间{start}至{end}")
    return "；".join(said)


def _levels(lost: LostForm, rows: Sequence[FormRow]) -> tuple[Note, ...]:
    if not lost.levels:
        return ()
    words = "、".join(lost.levels)
    left = sum(not row.level1 for row in rows)
    open_ones = f"，另有{left}项看不出归属，没有填" if left else ""
    open_en = f"; {left} rows are left open" if left else ""
    return (
        asked(
            f"原表排版已散，一级、二级指标只按指标名称归入，请对照原表核对{open_ones}；表上印着：{words}",
            f"the layout is lost; levels 1 and 2 are told from the names only, check them{open_en}; the form prints: {words}",
        ),
    )


def _goals(lost: LostForm) -> tuple[Note, ...]:
    """The paragraphs beside the table: plan, overall goal, goal of the year; which is which nobody can tell."""
    if not lost.narrative:
        return ()
    notes = [
        asked(
            "年度目标在下面几段之中，核对后写成“年度目标: …”；其中的数和频次指标里没有的，也要看是否考核",
            "the goal of the year is one of these paragraphs; write it as `goal: …`, and see whether their numbers are to be judged",
        )
    ]
    return (*notes, *(told(f"　{text}", f"  {text}") for text in lost.narrative))


def _unclaimed(values: Sequence[str], pairs: Sequence[_Pair]) -> tuple[Note, ...]:
    """Values that no row took, where there are more of them than names without one."""
    claimed = {candidate for pair in pairs for candidate in (pair.candidates or (pair.value,))}
    left = [value for value in dict.fromkeys(values) if value not in claimed]
    if not left:
        return ()
    said = "、".join(left)
    return (asked(f"这些指标值没有找到名称：{said}", f"no name was found for these values: {said}"),)
