"""Which words made an operator, whether they count their number, and on whose authority.

Most words say it themselves: 不低于 does count it, 低于 does not. 以上, 以下 and 以内 do by convention only. The law settles that where
nobody else does, and a profile may set it otherwise (`bounds`), but never against what the text itself says: a sign, brackets
(以下（含）) or a word such as 不超过 beside it leave the profile nothing to settle.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from indicatorlang.diagnostics import Span
from indicatorlang.model.comparison import Authority, Op, Stands, Stated
from indicatorlang.model.profile import Profile
from indicatorlang.resolve.wording.problems import BoundByProfile
from indicatorlang.syntax.written.tree import WrittenClause, WrittenOperator
from indicatorlang.syntax.written.vocabulary import Wording, folded, vocabulary

_WITHOUT: dict[Op, Op] = {">=": ">", "<=": "<"}


def settled(clause: WrittenClause, profile: Profile | None, column: WrittenOperator | None = None) -> WrittenClause:
    """The clause with the words that the profile reads without their number read so. A sign in the operator column is firm."""
    if profile is None or not profile.exclusive:
        return clause
    ends = tuple(end for written in clause.ends for end in _settled((written,), profile))
    if ends:
        closed = (ends[0].op == ">=", ends[1].op == "<=")
        clause = attrs.evolve(clause, ends=ends, low_closed=closed[0], high_closed=closed[1])
    if column is not None and _is_firm(column):
        return clause
    return attrs.evolve(clause, operators=_settled(clause.operators, profile))


def operator_beside(op: Op | None, words: str, profile: Profile | None) -> WrittenOperator | None:
    """What stands in a column or in the name, as if it were written in the text, settled too."""
    if op is None:
        return None
    plain = folded(words).strip()
    known = (vocabulary().before.whole(plain) or vocabulary().after.whole(plain)) is not None
    found = WrittenOperator(op, plain if known else words, known, span=Span(0, len(words)))
    return found if profile is None else _settled((found,), profile)[0]


def _settled(operators: tuple[WrittenOperator, ...], profile: Profile) -> tuple[WrittenOperator, ...]:
    if any(_is_firm(found) for found in operators):
        return operators
    without = {_WITHOUT[found.op] for found in operators if found.phrase in profile.exclusive and found.op in _WITHOUT}
    # 控制在10%以内: what leads up to the number goes with the word behind it.
    return tuple(
        attrs.evolve(found, op=_WITHOUT[found.op]) if _WITHOUT.get(found.op) in without else found for found in operators
    )


def _is_firm(found: WrittenOperator) -> bool:
    """Whether it says itself if the number counts."""
    wording = _wording(found)
    if found.op == "==":
        return False
    return wording is None or found.bracket is not None or not (wording.leads or wording.phrase in vocabulary().conventional)


def _wording(found: WrittenOperator) -> Wording | None:
    """What the vocabulary knows of the phrase; None for a sign."""
    words = vocabulary()
    return (words.after.whole(found.phrase) or words.before.whole(found.phrase)) if found.word else None


def stated(
    operators: Sequence[WrittenOperator], op: Op, text: str, profile: Profile | None = None, where: Stands = "text"
) -> Stated | None:
    """The comparison that these make together; those that state another one than `op` have no part in it."""
    telling = [found for found in operators if found.op == op]
    if not telling:
        return None
    words, end = "", -1
    for found in telling:
        joint = "…" if words and found.span.start != end else ""
        words, end = f"{words}{joint}{_as_written(found, text)}", max(found.span.end, found.bracket.end if found.bracket else 0)
    # A sign says most, then a word that is firm, then 以内; 控制在 says least.
    deciding = min(reversed(telling), key=_rank)
    wording = _wording(deciding)
    by_profile = wording is not None and deciding.bracket is None and wording.op != deciding.op
    in_words = any(found.word for found in telling)
    return Stated(
        words, op, _as_written(deciding, text), where, in_words, _authority(deciding, wording, by_profile, profile), by_profile
    )


def _rank(found: WrittenOperator) -> int:
    if not found.word:
        return 0
    wording = _wording(found)
    return 1 if _is_firm(found) else 3 if wording is not None and wording.leads else 2


def _as_written(found: WrittenOperator, text: str) -> str:
    if not found.word:
        return found.phrase
    word = text[found.span.start : found.span.end]
    if found.bracket is None:
        return word
    bracket = text[found.bracket.start : found.bracket.end]
    return bracket + word if found.bracket.start < found.span.start else word + bracket


def _authority(found: WrittenOperator, wording: Wording | None, by_profile: bool, profile: Profile | None) -> Authority | None:
    if wording is None or found.bracket is not None:
        return None
    if by_profile:
        return None if profile is None else whose(profile)
    law = vocabulary().authorities.get(wording.authority)
    return None if law is None else Authority(law.zh, law.en, law.since)


def whose(profile: Profile) -> Authority:
    """The profile as the authority of its bounds."""
    if profile.own_bounds:
        return Authority("按本项目的评分办法", "by the ruleset's own profile")
    return Authority(f"按评分办法“{profile.title_zh}”", f"by the profile `{profile.title_en}`")


def told_of(found: Stated) -> tuple[BoundByProfile, ...]:
    """The info of a comparison that a profile settled."""
    if not found.by_profile or found.authority is None:
        return ()
    return (BoundByProfile(word=found.word, by_zh=found.authority.zh, by_en=found.authority.en),)
