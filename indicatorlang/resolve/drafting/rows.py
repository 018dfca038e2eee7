"""The rows of a form → rows of a draft with their measures, each tried against the loader before it is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import attrs

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.lazily import frozen, pattern
from indicatorlang.model.draft import DraftMeasure, DraftRow, FormRow, Note, asked, told
from indicatorlang.model.number import exact
from indicatorlang.resolve.drafting.demands import named_parts
from indicatorlang.resolve.drafting.judging import (
    APPROVED,
    EXECUTION,
    SPENT,
    THREE_LEVELS,
    Judged,
    about,
    by_three_levels,
    judged,
    level_words,
    measure_for,
    wording_of,
    written,
)
from indicatorlang.resolve.drafting.own_rule import with_rule, without_rule
from indicatorlang.resolve.drafting.texts import in_quotes, placeholder, points, sayable, without_date
from indicatorlang.resolve.drafting.trajectories import trajectories
from indicatorlang.resolve.drafting.trying import faults_of
from indicatorlang.syntax import tree
from indicatorlang.syntax.words import name_text

_EVIDENCE = pattern(r"[^：]{0,6}(?:佐证|证明|材料|附件|依据)[^：]{0,6}：")


_WORK = pattern(r"完成(?!率)|制订|制定|印发|出台|发布|建成|上线|开工|验收|启动")
_AS_DONE = asked(
    "一项工作的100%按完成计，完成时填日期；要报进度百分数的，改写判定和数据项",
    "the whole of one piece of work means done, and its date is reported; write another target to report its progress in per cent",
)
_NOT_SATISFACTION = asked(
    "指标名称说的不是满意程度，指标值却用了满意程度的等级，用词请核对",
    "the name is not about satisfaction, yet the value is a level of it; check the wording",
)


@frozen
class Drafted:
    """The rows of one form as drafted, and the measures they need, each once."""

    rows: tuple[DraftRow, ...]
    measures: tuple[DraftMeasure, ...]


def drafted_rows(rows: Sequence[FormRow], span: str, year: int | None) -> Drafted:
    """Every row, in order. `span` is the period of the ruleset, `year` that of dates without one."""
    names = [sayable(row.name) for row in rows]
    ids = _ids(rows)
    read = [judged(row, wording_of(row), year) for row in rows]
    shared = trajectories(names, read)
    subjects = _subjects(names, rows, ids, shared)
    measures: dict[str, DraftMeasure] = {}
    drafts: list[DraftRow] = []
    for index, (row, found) in enumerate(zip(rows, read, strict=True)):
        known = frozenset((*subjects, *measures))
        draft, needed = _Row(row, names[index], ids[index], subjects[index], found, index in shared, span, known).drafted()
        drafts.append(draft)
        for measure in needed:
            measures.setdefault(measure.name, measure)
    return Drafted(tuple(drafts), tuple(measures.values()))


def _ids(rows: Sequence[FormRow]) -> list[str]:
    """The numbers of the form when every row has its own, else 1, 2, 3 …"""
    own = [row.id.strip() for row in rows]
    if all(own) and len(set(own)) == len(own) and "budget" not in own:
        return own
    return [str(number) for number in range(1, len(rows) + 1)]


def _subjects(names: Sequence[str], rows: Sequence[FormRow], ids: Sequence[str], shared: Mapping[int, str]) -> list[str]:
    """The measure of each row: its name, or the running total it is a step of; told apart where two rows have one name."""
    taken = {SPENT, APPROVED, *shared.values()}
    subjects: list[str] = []
    for index, name in enumerate(names):
        subject = shared.get(index)
        if subject is None:
            longer = (
                _undated(name),
                name,
                f"{sayable(rows[index].level2)}{name}",
                f"{name}{sayable(ids[index])}",
                f"{name}第{index + 1}项",
            )
            subject = next((text for text in longer if text not in taken), f"{name}第{index + 1}项之一")
            taken.add(subject)
        subjects.append(subject)
    return subjects


def _undated(name: str) -> str:
    """What a name says besides its date, as long as it says something."""
    rest = sayable(without_date(name))
    return rest if len(rest) >= 4 else name


@frozen
class _Row:
    row: FormRow
    name: str
    id: str
    subject: str
    found: Judged
    in_total: bool
    span: str
    known: frozenset[str]
    """The names that measures of the form have."""

    def drafted(self) -> tuple[DraftRow, tuple[DraftMeasure, ...]]:
        """The row and the measures it needs, the evidence that the form names with them."""
        row, measures = self._written()
        said = self._evidence()
        asks = _EVIDENCE.match(said) is not None
        return row, tuple(attrs.evolve(one, evidence=asks, help=said) if said and not one.formula else one for one in measures)

    def _written(self) -> tuple[DraftRow, tuple[DraftMeasure, ...]]:
        """The first way of writing the row that the loader takes."""
        bare = DraftRow(
            self.id,
            self.name,
            wording_of(self.row),
            level1=self.row.level1.strip(),
            level2=self.row.level2.strip(),
            weight=points(self.row.weight) or "",
            remark=self.row.remark.strip(),
            notes=(*self.row.notes, *self._about_weight(), *self.found.notes),
        )
        if self.found.withheld:
            return attrs.evolve(bare, withheld=True), ()
        bare = with_rule(bare, self.row.rule)
        draft, measures, faults = self._tried(*self._first(bare))
        if not faults:
            return draft, measures
        if draft.scoring and not self._tried(attrs.evolve(draft, scoring=""), measures)[2]:
            return without_rule(draft, self.row.rule, faults), measures
        bare = attrs.evolve(draft, scoring="") if draft.scoring else draft
        return self._by_levels(without_rule(bare, self.row.rule, ()) if draft.scoring else bare, faults)

    def _tried(
        self, row: DraftRow, measures: tuple[DraftMeasure, ...]
    ) -> tuple[DraftRow, tuple[DraftMeasure, ...], tuple[Diagnostic, ...]]:
        return row, measures, faults_of(row, measures, self.span)

    def _first(self, bare: DraftRow) -> tuple[DraftRow, tuple[DraftMeasure, ...]]:
        """The row as its own reading has it."""
        node = self.found.condition
        if node is None:
            if len(self.found.reading.by_any) > 1:
                return bare, (DraftMeasure(self.name, kind="done_date"),)
            node, measure = by_three_levels(self.subject)
            return attrs.evolve(bare, target=written(node)), (measure,)
        if isinstance(node, tree.Comparison | tree.Within | tree.Growth) and isinstance(node.subject, tree.Name):
            return attrs.evolve(self, **self._about_part(node, node.subject.text))._first(bare)
        several = self._several(bare, node)
        if several is not None:
            return several
        finished = self._finished(node)
        if finished is not None:
            row = attrs.evolve(bare, target=written(finished), notes=(*bare.notes, _AS_DONE))
            return row, (DraftMeasure(self.subject, kind="done_date"),)
        node = about(node, self.subject)
        if self.name == EXECUTION and isinstance(node, tree.Comparison):
            return self._execution(attrs.evolve(bare, target=written(node)))
        needed = measure_for(self.subject, node, self.found, self.row)
        if needed is None:
            return self._levels(bare, level_words(node))
        measure, notes = needed
        notes = (*self._total(), *notes) if self.in_total else (*notes, *self._hints(node, measure))
        measure = attrs.evolve(measure, settled=self.in_total)
        return attrs.evolve(bare, target=written(node), notes=(*bare.notes, *notes)), (measure,)

    def _finished(self, node: tree.Condition) -> tree.Condition | None:
        """The whole of one piece of work by a date (3月底，印发方案 100%) as its being done; None for anything else."""
        if not isinstance(node, tree.Comparison) or node.suffixes.by is None or not isinstance(node.bound, tree.Amount):
            return None
        whole = node.bound.unit in ("%", "％") and exact(node.bound.number) == 100 and node.op in (">=", "==")
        if not whole or not _WORK.match(without_date(self.name)):
            return None
        return tree.Done(tree.Name(self.subject), suffixes=node.suffixes)

    def _about_part(self, node: tree.Comparison | tree.Within | tree.Growth, said: str) -> dict[str, Any]:
        """A value that names what it is of (主干道≥98%): the measure is named by both."""
        subject = self.subject if said in self.name or self.name in said else f"{said}{self.name}"
        return {"subject": subject, "found": attrs.evolve(self.found, condition=attrs.evolve(node, subject=None))}

    def _several(self, bare: DraftRow, node: tree.Condition) -> tuple[DraftRow, tuple[DraftMeasure, ...]] | None:
        """Several demands, each with a measure of its own; None when they cannot be told apart by name and unit."""
        names = named_parts(self.subject, node, self.found.reading)
        if not names or not isinstance(node, tree.And) or self.known & set(names) - {self.subject}:
            return None
        parts = tuple(about(part, name) for part, name in zip(node.parts, names, strict=True))
        found = [measure_for(name, part, self.found, self.row) for name, part in zip(names, parts, strict=True)]
        measures = tuple(one[0] for one in found if one is not None)
        if len(measures) < len(parts):
            return None
        note = asked(
            f"一项里有{len(parts)}个要求，分设{len(parts)}个数据项，都达到才算达标；要分别给分的，改写成“子项”",
            f"{len(parts)} demands in one row: a measure for each, and all have to be met; to give points for each use `items`",
        )
        notes = tuple(one for one in bare.notes if not one.text.zh.startswith("原文中的"))
        return attrs.evolve(bare, target=written(attrs.evolve(node, parts=parts)), notes=(*notes, note)), measures

    def _evidence(self) -> str:
        text = " ".join(self.row.evidence.split())
        return "" if placeholder(text) or not text.strip("/-—无") else text

    def _hints(self, node: tree.Condition, measure: DraftMeasure) -> tuple[Note, ...]:
        """What is worth asking though the target can be judged as it stands."""
        if isinstance(node, tree.Comparison) and node.suffixes.by is not None and measure.unit in ("%", "％"):
            day = node.suffixes.by.text
            return (
                asked(
                    f"若是一项工作，100%就是完成，改为“判定: {name_text(self.subject)} 完成 不晚于 {day}”，口径改为完成日期",
                    f"if this is one piece of work, 100% means done: `target: {name_text(self.subject)} done by {day}`, kind `done_date`",
                ),
            )
        if measure.scale == "满意程度":
            unfit = () if "满意" in self.name else (_NOT_SATISFACTION,)
            return (
                *unfit,
                asked(
                    "满意与否要有问卷；各档人数要填报的，另设带分值的等级，数据项写“调查: 等级名”",
                    "satisfaction needs a survey; to report the counts per level declare a scale with points and use `survey`",
                ),
            )
        return ()

    def _total(self) -> tuple[Note, ...]:
        return (
            told(
                f"名称只差日期、数随日期递增，按同一个累计数“{self.subject}”的一个节点处理",
                f"the names differ by their dates only and the amounts rise with them: one running total, {self.subject}",
            ),
        )

    def _execution(self, row: DraftRow) -> tuple[DraftRow, tuple[DraftMeasure, ...]]:
        measures = (
            DraftMeasure(SPENT, "元", "ytd"),
            DraftMeasure(APPROVED, "元", "snapshot"),
            DraftMeasure(EXECUTION, formula=f"{SPENT} / {APPROVED}"),
        )
        return row, measures

    def _levels(self, bare: DraftRow, words: tuple[str, ...]) -> tuple[DraftRow, tuple[DraftMeasure, ...]]:
        node, measure = by_three_levels(self.subject)
        said = "、".join(words)
        note = (
            asked(
                f"“{said}”没有现成的等级，暂由评价人按{THREE_LEVELS}评定；有数可考的，宜改为可以计量的判定",
                f"no scale has {said}; judged by the three levels for now; better a target that can be measured",
            )
            if words
            else asked(
                f"一项里有几个要求，一个数据项装不下，暂由评价人按{THREE_LEVELS}评定；要分别计量的，各设数据项，判定里用“且”连起来",
                "several demands in one row; judged by the three levels for now; to measure each, declare a measure for each "
                "and join the conditions with `and`",
            )
        )
        return attrs.evolve(bare, target=written(node), notes=(*bare.notes, note)), (measure,)

    def _by_levels(self, bare: DraftRow, faults: tuple[Diagnostic, ...]) -> tuple[DraftRow, tuple[DraftMeasure, ...]]:
        """The row with the three levels in the place of a target that the loader refuses; withheld if even that is refused."""
        why = faults[0]
        note = asked(
            f"{in_quotes(why.zh())}；暂由评价人按三档评定，确认后改写判定",
            f"{why.en()}; judged by the three levels for now; write a target when it is settled",
        )
        node, measure = by_three_levels(self.subject)
        row = attrs.evolve(bare, target=written(node), notes=(*bare.notes, note))
        row, measures, left = self._tried(row, (measure,))
        return (row, measures) if not left else (attrs.evolve(row, target=None, withheld=True), ())

    def _about_weight(self) -> tuple[Note, ...]:
        text = self.row.weight.strip()
        if not text or points(text) is not None:
            return ()
        return (told(f"原表的分值是“{text}”，不是一个数", f"the form gives {text} as the weight, which is no number"),)
