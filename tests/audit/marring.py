"""What hands do to a form without changing what it says: each function changes a page and keeps its rows of content."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.audit.content import Content
from tests.audit.drawing import LAYOUTS, Page


def _moved(page: Page, at: int, count: int = 1) -> None:
    """Makes room for rows."""
    page.rows[at:at] = [[""] * page.width for _ in range(count)]
    page.keys = {key: row + count * (row >= at) for key, row in page.keys.items()}
    page.bold = {row + count * (row >= at) for row in page.bold}
    page.merged = [(a + count * (a >= at), b, c + count * (c >= at), d) for a, b, c, d in page.merged]


def away_from_the_corner(page: Page, content: Content, layout: str) -> None:
    """The table begins in the third column of the fourth row."""
    _moved(page, 0, 3)
    page.rows = [["", "", *row] for row in page.rows]
    page.merged = [(a, b + 2, c, d + 2) for a, b, c, d in page.merged]
    page.width += 2


def blank_rows_between(page: Page, content: Content, layout: str) -> None:
    """A blank row above every third row of the indicators."""
    rows = [page.keys[line.key] for line in content.rows]
    for row in sorted(rows[1::3], reverse=True):
        _unmerged(page, row)
        _moved(page, row)


def _unmerged(page: Page, row: int) -> None:
    """Splits what is merged over a row, with its text in both parts."""
    for a, b, c, d in list(page.merged):
        if a < row <= c:
            page.merged.remove((a, b, c, d))
            page.rows[row][b] = page.rows[a][b]
            page.merged += [part for part in ((a, b, row - 1, d), (row, b, c, d)) if part[0] < part[2] or b < d]


def heading_again(page: Page, content: Content, layout: str) -> None:
    """The headings once more in the middle, as at the head of a new page."""
    heads = _heads(page, content)
    row = page.keys[content.rows[len(content.rows) // 2].key]
    _unmerged(page, row)
    _moved(page, row, len(heads))
    for i, head in enumerate(heads):
        page.rows[row + i] = list(page.rows[head])


def _heads(page: Page, content: Content) -> list[int]:
    first = page.keys[content.rows[0].key]
    return [
        row for row in range(max(0, first - 2), first) if row in page.bold and (row == first - 1 or "绩效指标" in page.rows[row])
    ]


def headings_stretched(page: Page, content: Content, layout: str) -> None:
    """Blanks and line breaks inside headings, stars and colons behind them."""
    for head in _heads(page, content):
        page.rows[head] = [_stretched(text, i) for i, text in enumerate(page.rows[head])]


def _stretched(text: str, i: int) -> str:
    if len(text) < 2 or text.isascii():
        return text
    return (f"{text[0]} {text[1:]}", f"{text[:2]}\n{text[2:]}" if len(text) > 2 else f"{text[0]}  {text[1]}", f" {text} ")[i % 3]


def points_behind_levels(page: Page, content: Content, layout: str) -> None:
    """产出指标（50分）, as the form prescribes it."""
    column = next(i for i, _ in enumerate(page.rows[0]) if any(row[i] in ("产出指标", "效益指标") for row in page.rows))
    for row in page.rows:
        if row[column] in ("产出指标", "效益指标", "满意度指标"):
            row[column] += {"产": "（50分）", "效": "（30分）", "满": "（10分）"}[row[column][0]]


def numbered_names(page: Page, content: Content, layout: str) -> None:
    """指标1：, 指标2：before the names."""
    column = _column(page, content, "name")
    for number, line in enumerate(content.rows, start=1):
        row = page.rows[page.keys[line.key]]
        if row[column]:
            row[column] = f"指标{number}：{row[column]}"


def _column(page: Page, content: Content, meaning: str) -> int:
    line = next(line for line in content.rows if line.cell(meaning))
    return page.rows[page.keys[line.key]].index(line.cell(meaning))


def rows_of_the_form_left(page: Page, content: Content, layout: str) -> None:
    """The dots of the empty form stand below the indicators."""
    last = max(page.keys[line.key] for line in content.rows)
    column = _column(page, content, "name")
    _moved(page, last + 1, 2)
    page.rows[last + 1][column] = "……"
    page.rows[last + 2][column] = "..."


def further_columns(page: Page, content: Content, layout: str) -> None:
    """Columns that nobody asked for, at the right."""
    heads = _heads(page, content)
    for i, row in enumerate(page.rows):
        inside = i in {page.keys[line.key] for line in content.rows}
        row += ["佐证材料", "指标解释"] if i == heads[-1] else ["附件3", "反映任务完成情况，满分100%。"] if inside else ["", ""]
    page.width += 2


def wide_digits(page: Page, content: Content, layout: str) -> None:
    """Numbers typed with an input method that writes them wide."""
    wide = str.maketrans("0123456789.%,", "０１２３４５６７８９．％，")
    for line in content.rows:
        row = page.rows[page.keys[line.key]]
        for meaning in ("actual", "weight", "score"):
            text = line.cell(meaning)
            if text and "," not in text and not any("一" <= c <= "鿿" for c in text):
                for i, cell in enumerate(row):
                    if cell == text:
                        row[i] = text.translate(wide)


def points_with_their_unit(page: Page, content: Content, layout: str) -> None:
    """10分, 9.5分."""
    weight, score = (
        next(i for i, (meaning, _) in enumerate(LAYOUTS[layout].columns) if meaning == wanted) + bool(LAYOUTS[layout].side)
        for wanted in ("weight", "score")
    )
    for line in content.rows:
        row = page.rows[page.keys[line.key]]
        for column in (weight, score):
            row[column] = row[column] and row[column] + "分"


WAYS: Mapping[str, Callable[[Page, Content, str], None]] = {
    way.__name__: way
    for way in (
        away_from_the_corner,
        blank_rows_between,
        heading_again,
        headings_stretched,
        points_behind_levels,
        numbered_names,
        rows_of_the_form_left,
        further_columns,
        wide_digits,
        points_with_their_unit,
    )
}
