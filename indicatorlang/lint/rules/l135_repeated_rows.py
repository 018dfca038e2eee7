"""同一指标重复填列
an indicator stands twice

为什么：同一件事计两次分，总分就虚高或虚低
Why: what is counted twice makes the total too high or too low
例：第8行和第15行都是“培训人次 ≥500人次”，完成值相同
Example: rows 8 and 15 both demand 500 participants and report the same actual
改法：只保留一行；确是两件事的，把指标名称写得能区分
Instead: keep one of them, or name them so that they can be told apart
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from indicatorlang.lint.facts import FormFacts, FormRow, RulesetFacts
from indicatorlang.lint.parts import Advice, Rule, place_at
from indicatorlang.lint.targets import deciding
from indicatorlang.lint.words import bare, lists
from indicatorlang.model.indicator import measures_of
from indicatorlang.model.rescored import TableFacts
from indicatorlang.resolve.fields import short


class RepeatedRow(Advice):
    """A row repeats an earlier one: wholly, or its name and target with another actual."""

    code: ClassVar[str] = "L135"

    name: str
    first: int
    within: str = ""
    """The table of a document that the earlier row stands in."""
    same: bool
    near: str = ""
    """The other row's name, where the names are nearly the same."""
    in_table: bool = True

    def zh(self) -> str:
        if self.near:
            return f"`{self.name}`与`{self.near}`名称几乎相同，指标值也相同"
        how = "重复" if self.same else "名称和指标值相同，完成值不同"
        return f"`{self.name}`与{self.within}第{self.first}{'行' if self.in_table else '项'}{how}"

    def en(self) -> str:
        if self.near:
            return f"`{self.name}` and `{self.near}` have nearly the same name, and the same target"
        how = "repeats" if self.same else "has the name and the target, though not the actual, of"
        within = f"{self.within.replace('表', 'table ')} " if self.within else ""
        return f"`{self.name}` {how} {within}row {self.first}"

    def help_zh(self) -> str:
        return "同一件事只计一次分；确是两件事的，请把名称写得能区分"

    def help_en(self) -> str:
        return "score one thing once; if these are two, name them so that they can be told apart"


def _check(facts: TableFacts) -> Iterator[RepeatedRow]:
    for project in facts.projects:
        for again in project.repeated:
            within, first = facts.table.places.get(again.first, ("", again.first))
            where = place_at(facts.table, again.row)
            yield RepeatedRow(name=again.name, first=first, within=within, same=again.same, place=where)


def _of_ruleset(facts: RulesetFacts) -> Iterator[RepeatedRow]:
    """Rows of one name that ask the same of the same; those of different names are another rule's."""
    seen: dict[object, int] = {}
    for number, row in enumerate(facts.rows, 1):
        own = row.indicator
        asked = own.name, own.condition, own.when
        if own.condition is not None and asked in seen:
            yield RepeatedRow(name=short(own.name), first=seen[asked], same=True, in_table=False, place=row.fields.at("name"))
        seen.setdefault(asked, number)


def _of_form(form: FormFacts) -> Iterator[RepeatedRow]:
    """Rows whose names differ in a word that says the same (满意度, 满意率), and whose targets do not differ."""
    seen: dict[object, FormRow] = {}
    for row in form.rows:
        reading = deciding(row.target)
        asked = (reading.kind, reading.op, reading.value, reading.unit, reading.low, reading.high, reading.level, reading.by)
        first = seen.setdefault((_alike(row.name), asked), row)
        if reading.kind in ("text", "none") or reading.clauses or first.name == row.name or _same_measure(first, row):
            continue
        fields = row.target.fields
        place = row.place if fields is None else fields.at("name")
        yield RepeatedRow(name=short(row.name), near=short(first.name), first=0, same=False, place=place)


def _alike(name: str) -> str:
    plain = "".join(c for c in bare(name) if c.isalnum())
    for word, usual in lists()["said_alike"].items():
        plain = plain.replace(word, usual)
    return plain


def _same_measure(one: FormRow, other: FormRow) -> bool:
    """Whether two rows of a ruleset read the same number, which another rule tells."""
    conditions = [row.indicator.condition for row in (one, other) if row.indicator is not None]
    measures = [measures_of(condition) for condition in conditions if condition is not None]
    return len(measures) == 2 and measures[0] == measures[1]


PART = Rule(RepeatedRow, table=_check, ruleset=_of_ruleset, form=_of_form)
