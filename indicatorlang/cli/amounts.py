"""Numbers that options take: a percentage, and how many of something."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import click

from indicatorlang.cli.bilingual import language_of

if TYPE_CHECKING:
    PercentType = click.ParamType[Fraction]
    CountType = click.ParamType[int]
else:
    PercentType = CountType = click.ParamType


class Percent(PercentType):
    """A percentage from 0 to 100, with up to four decimals; a `%` behind it does no harm."""

    name = "percent"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Fraction:
        """The share, 0..1, or a complaint."""
        if isinstance(value, Fraction):
            return value
        text = str(value).strip().removesuffix("%").removesuffix("％").strip()
        whole, dot, decimals = text.partition(".")
        plain = (
            text.isascii() and whole.isdigit() and len(whole) <= 3 and (not dot or (decimals.isdigit() and len(decimals) <= 4))
        )
        if plain and Fraction(text) <= 100:
            return Fraction(text) / 100
        wrong = f"`{value}` is not a percentage from 0 to 100" if language_of(ctx) == "en" else f"`{value}`不是0到100之间的百分数"
        self.fail(wrong, param, ctx)


class Count(CountType):
    """How many: a whole number from 1 to 100000."""

    name = "count"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number, or a complaint."""
        text = str(value).strip()
        if text.isascii() and text.isdigit() and 1 <= int(text[:7]) <= 100_000:
            return int(text)
        wrong = (
            f"`{value}` is not a whole number from 1 to 100000"
            if language_of(ctx) == "en"
            else f"`{value}`不是1到100000之间的整数"
        )
        self.fail(wrong, param, ctx)
