"""Money told in pairs of label and amount, without a header: `预算数： | 300 | 执行数： | 259.45`, or `其中：财政拨款 | 280`."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

import attrs

from indicatorlang.lazily import define, pattern
from indicatorlang.model.filled import FilledColumn
from indicatorlang.readers.filled.folding import fold
from indicatorlang.readers.filled.headings import claims_of
from indicatorlang.readers.filled.rows import is_number
from indicatorlang.readers.grid import Row

_SOURCE = pattern(
    r"(?:其中:?)?(?:年度|项目|当年|本年|上年|中央|省级?|市级?|县级?|地方)*"
    r"(?:资金总额|预算金额|预算资金|项目金额|项目当年预算|当年预算|本级财政资金|财政拨款|财政资金|财政补助|结转资金|其他资金|单位资金|自有资金|自筹资金|专户管理资金)"
)
_PAIRED: tuple[FilledColumn, ...] = ("initial", "budget", "spent", "rate", "score", "weight")


@define
class MoneyPairs:
    """Remembers where the pairs of the first line stand, so that the lines below are read alike."""

    _at: dict[FilledColumn, tuple[int, int]] = attrs.field(factory=dict)

    def read(self, row: Row) -> tuple[dict[str, str], dict[str, int]]:
        """The fields of a line of money and their columns; nothing when the row is none."""
        filled = [(i, cell.strip()) for i, cell in enumerate(row.cells) if cell.strip()]
        pairs = _pairs(filled)
        if "budget" in pairs and ("spent" in pairs or "rate" in pairs):
            self._at = pairs
            return _fields(row, {m: value for m, (_, value) in pairs.items()}, None)
        if self._at:
            label, amount = self._at["budget"]
            if _text(row, label) and (is_number(_text(row, amount)) or _SOURCE.match(fold(_text(row, label)))):
                return _fields(row, {m: value for m, (_, value) in self._at.items() if m in ("budget", "spent")}, label)
            return {}, {}
        for (i, label_text), (j, amount_text) in itertools.pairwise(filled):
            if _SOURCE.match(fold(label_text)) and is_number(amount_text) and len(label_text) <= 24:
                return {"label": label_text, "budget": amount_text}, {"label": i, "budget": j}
        return {}, {}


def _pairs(filled: list[tuple[int, str]]) -> dict[FilledColumn, tuple[int, int]]:
    found: dict[FilledColumn, tuple[int, int]] = {}
    for (i, label), (j, amount) in itertools.pairwise(filled):
        claims = claims_of(label)
        meaning = claims[0].meaning if claims else None
        if meaning is not None and meaning in _PAIRED and is_number(amount.removesuffix("%")):
            found.setdefault(meaning, (i, j))
    return found


def _fields(row: Row, columns: Mapping[FilledColumn, int], label: int | None) -> tuple[dict[str, str], dict[str, int]]:
    at: dict[str, int] = {meaning: column for meaning, column in columns.items() if _text(row, column)}
    if label is not None:
        at["label"] = label
    return {meaning: _text(row, column) for meaning, column in at.items()}, at


def _text(row: Row, column: int) -> str:
    return row.cells[column].strip() if column < len(row.cells) else ""
