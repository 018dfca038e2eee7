"""一个判定里有一项是多余的
a part of a target says nothing that another part does not say

为什么：`且`里较松的一项、`或`里较严的一项从不起作用，看的人会以为考核了两件事
Why: the weaker part of an `and`, the stricter part of an `or` never decide anything, though a reader takes them for demands
例：合格率 ≥ 90% 且 合格率 ≥ 80%
Example: 合格率 >= 90% and 合格率 >= 80%
改法：删去多余的一项；确是两个时点或两个数据项的，各写各的日期或名称
Instead: leave the redundant part out; where two days or two measures are meant, give each its own day or name
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from indicatorlang.diagnostics import Edit
from indicatorlang.lint.facts import RowFacts, RulesetFacts
from indicatorlang.lint.meaning import always_met, box_of, can_be_met, demanded
from indicatorlang.lint.mending import replace
from indicatorlang.lint.parts import Advice, Rule
from indicatorlang.model.indicator import All, AnyOf, Condition, Threshold, conditions
from indicatorlang.model.met import Box, implies
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.resolve.fields import short
from indicatorlang.syntax import tree
from indicatorlang.syntax.from_text import parse_target
from indicatorlang.syntax.yaml.tree import Scalar

MOST_PARTS = 50


class PartSubsumed(Advice):
    """One part of an `and` or an `or` follows from another. `part` is how it is written, empty where that cannot be told."""

    code: ClassVar[str] = "L182"
    touches: ClassVar[frozenset[str]] = frozenset({"condition"})

    name: str
    demand: str
    part: str = ""
    joined_by_or: bool = False

    def zh(self) -> str:
        which = f"`{self.part}`是多余的" if self.part else "有一项是多余的"
        why = "满足它的必然满足另一项" if self.joined_by_or else "满足另一项的必然满足它"
        return f"`{self.name}`的判定里{which}，{why}：`{self.demand}`"

    def en(self) -> str:
        which = f"`{self.part}`" if self.part else "a part"
        why = "what meets it meets another part too" if self.joined_by_or else "what meets another part meets it too"
        return f"in the target of `{self.name}` {which} is redundant, {why}: `{self.demand}`"

    def help_zh(self) -> str:
        return "删去多余的一项"

    def help_en(self) -> str:
        return "leave it out"


def _check(facts: RulesetFacts) -> Iterator[PartSubsumed]:
    for row in facts.rows:
        condition = row.indicator.condition
        if condition is None or row.indicator.items or not row.target.decided:
            continue  # several numbers of a wording may be about several things
        for composite in conditions(condition):
            if isinstance(composite, All | AnyOf) and len(composite.parts) <= MOST_PARTS:
                found = _redundant(composite, facts.ruleset)
                if found is not None:
                    yield _told(row, composite, *found, whole=composite is condition)


def _redundant(composite: All | AnyOf, ruleset: Ruleset) -> tuple[int, int] | None:
    """Which part says nothing beside which other; the last of them where several do not."""
    boxes = [_sure(part, ruleset) for part in composite.parts]
    for index in reversed(range(len(boxes))):
        own = boxes[index]
        for other, box in enumerate(boxes):
            if other == index or own is None or box is None:
                continue
            narrow, wide = (box, own) if isinstance(composite, All) else (own, box)
            if implies(narrow, wide):
                return index, other
    return None


def _sure(part: Condition, ruleset: Ruleset) -> Box | None:
    """The box of a part that means something by itself: some values meet it, and not all."""
    if any(isinstance(one, Threshold) and one.schedule for one in conditions(part)):
        return None
    box = box_of(part, ruleset)
    return None if box is None or not can_be_met(box) or always_met(box, ruleset) else box


def _told(row: RowFacts, composite: All | AnyOf, index: int, other: int, *, whole: bool) -> PartSubsumed:
    scalar = row.fields.node("target")
    parts = _written(scalar, composite) if whole and isinstance(scalar, Scalar) else ()
    place, part, edits = row.indicator.place, "", tuple[Edit, ...]()
    if parts and isinstance(scalar, Scalar):
        span = parts[index].span
        place, part = scalar.place_of(span), short(scalar.text[span.start : span.end])
        start, end = (parts[index - 1].span.end, span.end) if index else (span.start, parts[1].span.start)
        edits = (
            replace(scalar, scalar.text[:start] + scalar.text[end:])
            if _score_alike(composite.parts[index], composite.parts[other])
            else ()
        )
    name = short(row.indicator.name)
    by_or = isinstance(composite, AnyOf)
    return PartSubsumed(name=name, demand=demanded(row), part=part, joined_by_or=by_or, place=place, edits=edits)


def _score_alike(one: Condition, other: Condition) -> bool:
    """Whether two parts ask for more, or both for less, of a thing: then the points too are those of the other one."""
    if not isinstance(one, Threshold) or not isinstance(other, Threshold):
        return False
    return any({one.meaning, other.meaning} <= ops for ops in ({">=", ">"}, {"<=", "<"}))


def _written(scalar: Scalar, composite: All | AnyOf) -> tuple[tree.Condition, ...]:
    """The parts as the target has them, where it is one plain `and` or `or` of the strict language on one line."""
    node, _ = parse_target(scalar.text, scalar.source)
    kind = tree.And if isinstance(composite, All) else tree.Or
    if not isinstance(node, kind) or len(node.parts) != len(composite.parts):
        return ()
    simple = all(not isinstance(part, tree.And | tree.Or | tree.Not) for part in node.parts)
    bracketed = any(sign in scalar.text[: node.parts[0].span.start] for sign in "(（")
    return node.parts if simple and not bracketed else ()


PART = Rule(PartSubsumed, ruleset=_check)
