"""A comparison as a text states it: the words that made the operator, and on whose authority they count their number or not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from indicatorlang.diagnostics import Lang
from indicatorlang.lazily import frozen

Op = Literal[">=", "<=", ">", "<", "==", "!="]
Stands = Literal["text", "column", "name"]
MIRRORED: Mapping[Op, Op] = {">=": "<=", "<=": ">=", ">": "<", "<": ">", "==": "==", "!=": "!="}
"""What says the same when the two sides change places."""
OPPOSITE: Mapping[Op, Op] = {">=": "<", "<": ">=", "<=": ">", ">": "<=", "==": "!=", "!=": "=="}
"""What holds exactly where an operator does not."""


@frozen
class Authority:
    """Who says whether a word counts its number: a sentence of law, in force from the first day of the year `since`, or the
    rules of a profile, which hold whatever the year (`since` None)."""

    zh: str
    en: str
    since: int | None = None

    def holds_in(self, year: int) -> bool:
        """Whether it may be cited for a target of that year."""
        return self.since is None or self.since <= year


@frozen
class Stated:
    """One comparison that a text states.

    `words` are all that state it, as written, `…` where other text stands between them (`控制在…以内`); `word` is the one among them
    that settles whether the number itself counts (`以内`), which it does when `inclusive`. `where` they stand: in the text, in
    the operator column, in the indicator's name. `in_words` is False for signs. `authority` None: the words say it themselves.
    `by_profile`: the word counts its number in common use, and the profile has set it otherwise.
    """

    words: str
    op: Op
    word: str
    where: Stands = "text"
    in_words: bool = True
    authority: Authority | None = None
    by_profile: bool = False

    @property
    def inclusive(self) -> bool:
        """Whether the number itself meets the comparison."""
        return self.op in (">=", "<=", "==")

    def to_dict(self, lang: Lang = "zh") -> dict[str, Any]:
        """The comparison as JSON, the authority in `lang`, absent when there is none."""
        plain = {"words": self.words, "op": self.op, "where": self.where}
        return plain if self.authority is None else {**plain, "authority": getattr(self.authority, lang)}
