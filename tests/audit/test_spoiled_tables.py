"""Tables spoiled at random: cells overwritten, rows and columns mixed up. Whatever comes of it, every row is still there and can be told."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

import indicatorlang as il
from tests.audit.asking import refused
from tests.audit.content import tables
from tests.audit.drawing import Page, draw_page, page_of

JUNK = (
    "", "—", "100%", "≥95%", "总分", "合计", "年度资金总额", "一级指标", "得分", "分值", "实际完成值", "2023年", "10", "=1+1", "（", "#DIV/0!", "9" * 40,
    "-1", "注：", "完成", "1e5", "NaN", "①", "项目名称", "0.1‰", "<b>", "|", '"', "……", "优",
)  # fmt: skip
CONTENTS = [content for content in tables() if content.layout != "jsonl"]


def _overwrite(rows: list[list[str]], dice: random.Random) -> None:
    row = dice.choice(rows)
    row[dice.randrange(len(row))] = dice.choice(JUNK)


def _mix_cells(rows: list[list[str]], dice: random.Random) -> None:
    dice.shuffle(dice.choice(rows))


def _swap_rows(rows: list[list[str]], dice: random.Random) -> None:
    i, j = dice.randrange(len(rows)), dice.randrange(len(rows))
    rows[i], rows[j] = rows[j], rows[i]


def _lose_row(rows: list[list[str]], dice: random.Random) -> None:
    if len(rows) > 3:
        rows.pop(dice.randrange(len(rows)))


def _repeat_row(rows: list[list[str]], dice: random.Random) -> None:
    i = dice.randrange(len(rows))
    rows.insert(i, list(rows[i]))


def _shift_cells(rows: list[list[str]], dice: random.Random) -> None:
    row = dice.choice(rows)
    row.insert(dice.randrange(len(row)), "")
    row.pop()


def _fill_column(rows: list[list[str]], dice: random.Random) -> None:
    column, text = dice.randrange(len(rows[0])), dice.choice(JUNK)
    for row in rows:
        row[column] = text


SPOILERS: tuple[Callable[[list[list[str]], random.Random], None], ...] = (
    _overwrite, _mix_cells, _swap_rows, _lose_row, _repeat_row, _shift_cells, _fill_column
)  # fmt: skip


@pytest.mark.parametrize("seed", range(60))
def test_a_spoiled_table_keeps_its_rows(seed: int, tmp_path: Path) -> None:
    dice = random.Random(seed)
    page: Page = page_of(dice.choice(CONTENTS))
    for _ in range(dice.randint(1, 12)):
        dice.choice(SPOILERS)(page.rows, dice)
    page.keys, page.merged = {}, []
    drawn = draw_page(page, tmp_path / "坏表", dice.choice(("csv-bom", "csv-gb18030", "csv-tabs")))
    profile = dice.choice((None, "auto", "hubei-reciprocal"))
    if refused(drawn.path, profile=profile) and not _tables(drawn.path):
        return
    audit = il.audit(drawn.path, profile=profile)
    rows = list(audit.rows())
    assert [row.row.number for row in rows] == [number for _, number in drawn.filled]
    for row in rows:
        for lang in ("zh", "en"):
            assert row.explain(lang).headline or not row.findings
    assert audit.summary().rows >= sum(bool(row.findings) for row in rows)


def _tables(path: Path) -> bool:
    """Whether anything could be read at all."""
    try:
        return bool(list(il.audit(path).rows()))
    except il.IndicatorlangError:
        return False
