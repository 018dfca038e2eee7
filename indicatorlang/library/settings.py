"""What a scoring method lets its author say: the keys of a section `评分标准`, told by the method itself."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Literal

import attrs

from indicatorlang.diagnostics import Lang
from indicatorlang.lazily import frozen


@frozen
class Words:
    """One thing said in both languages."""

    zh: str
    en: str

    def said(self, lang: Lang = "zh") -> str:
        """The text in the language asked for."""
        return self.zh if lang == "zh" else self.en

    def filled(self, lang: Lang = "zh", **values: str) -> str:
        """The text with its `{names}` filled in. Raises KeyError when one is missing."""
        return self.said(lang).format_map(values)


SettingShape = Literal["amount", "points", "choice", "bands", "anchors"]


@frozen
class Setting:
    """One key: its names in both languages, what stands there, and what it is for.

    `amount` is a quantity in the unit of the value (a kernel gets base units), `points` a number of points, `bands` and
    `anchors` lists. `open` marks a choice that, left out of a sentence, is tried in every way.
    `examples` are values as a ruleset writes them, the Chinese one first and the English one last."""

    name: str
    chinese: str
    shape: SettingShape
    summary: Words
    required: bool = False
    choices: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)
    default: str = ""
    open: bool = False
    also: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()


def spelled(**words: str) -> Mapping[str, tuple[str, ...]]:
    """The words of a choice: the program's word, then how it may be written."""
    return MappingProxyType({name: (name, *said.split()) for name, said in words.items()})


STEP = Setting(
    "step",
    "每",
    "amount",
    Words("多少算一步，如`1 个百分点`、`10 家`、`1 天`", "how much makes one step"),
    required=True,
    examples=("1 个",),
)
DEDUCT = Setting("deduct", "扣", "points", Words("每步扣几分", "points off for every step"), required=True, examples=("2",))
MOST = Setting("most", "最多", "points", Words("最多几分", "points at the most"), examples=("6",))
PARTIAL = Setting(
    "partial",
    "不足一步",
    "choice",
    Words("不足一步怎样算，必须写明", "what a part of a step counts; has to be said"),
    required=True,
    open=True,
    choices=spelled(ceil="按一步计 按一步算", floor="不计 不扣", linear="按比例"),
)
"""Settings that several methods share."""


def steps_in(amount: Fraction, step: Fraction, partial: str) -> Fraction:
    """How many steps an amount makes: a part of a step counts as one (`ceil`), not at all (`floor`), or for what it is (`linear`).

    >>> [str(steps_in(Fraction(15), Fraction(10), how)) for how in ("ceil", "floor", "linear")]
    ['2', '1', '3/2']
    """
    if amount <= 0 or step <= 0:
        return Fraction(0)
    ratio = amount / step
    if partial == "ceil":
        return Fraction(-(-ratio.numerator // ratio.denominator))
    return Fraction(ratio.numerator // ratio.denominator) if partial == "floor" else ratio
