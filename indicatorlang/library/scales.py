"""The scales that need no declaration: the official three levels and the usual degree words, as `scales.txt` has them."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType

from indicatorlang.model.scale import Level, Scale

THREE_LEVELS = "三档"
Bands = tuple[tuple[str, Fraction, Fraction], ...]
"""Level, low and high share of the weight: the three levels as a profile divides them."""


@functools.cache
def builtin_scales(bands: Bands = ()) -> Mapping[str, Scale]:
    """The built-in scales by name. `bands` replace those of 三档 (0.8 to 1, 0.6 to 0.8, 0 to 0.6), level by level.

    >>> scales = builtin_scales()
    >>> [level.name for level in scales["满意程度"].levels][:3], scales["三档"].find("部分达成").low
    (['很满意', '满意', '较满意'], Fraction(3, 5))
    """
    found: dict[str, list[Level]] = {}
    levels: list[Level] = []
    changed = {name: (low, high) for name, low, high in bands}
    for line in Path(__file__).with_name("scales.txt").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if not line.startswith(" "):
            levels = found.setdefault(line.strip().removesuffix(":"), [])
            continue
        name, words, band = ([cell.strip() for cell in line.split("|")] + ["", ""])[:3]
        low, high = changed.get(name) or _band(band)
        levels.append(Level(name, None, low, high, tuple(word.strip() for word in words.split(",") if word.strip())))
    return MappingProxyType({name: Scale(name, tuple(levels), builtin=True) for name, levels in found.items()})


def _band(text: str) -> tuple[Fraction | None, Fraction | None]:
    low, _, high = text.partition("..")
    return (Fraction(low), Fraction(high)) if high else (None, None)


def scales_with(word: str, scales: Iterable[Scale]) -> tuple[Scale, ...]:
    """The scales that have a level of that name or spelling; a word that names a level by itself is in exactly one.

    >>> [scale.name for scale in scales_with("健全", builtin_scales().values())]
    ['健全程度']
    """
    return tuple(scale for scale in scales if scale.find(word) is not None)
