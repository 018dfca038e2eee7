"""The rows of a form → rows of a draft with their measures, each tried against the loader before it is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.model.draft import DraftMeasure, DraftRow, FormRow, Note, asked, told
from indicatorlang.resolve.drafting.judging import (
    APPROVED,
    EXECUTION,
    SPENT,
    THREE_LEVELS,
    Judged,
    about,
    by_three_levels,
    in_quotes,
    judged,
    level_words,
    measure_for,
    wording_of,
    written,
)
from indicatorlang.resolve.drafting.texts import placeholder, points, sayable, without_date
from indicatorlang.resolve.drafting.trajectories import trajectories
from indicatorlang.resolve.drafting.trying import faults_of
from indicatorlang.resolve.scoring import scoring_text
from indicatorlang.syntax import tree
from indicatorlang.syntax.words import name_text


@attrs.frozen
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
        draft, needed = _Row(row, names[index], ids[index], subjects[index], found, index in shared, span).drafted()
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


@attrs.frozen
class _Row:
    row: FormRow
    name: str
    id: str
    subject: str
    found: Judged
    in_total: bool
    span: str

    def drafted(self) -> tuple[DraftRow, tuple[DraftMeasure, ...]]:
        """The row and the measures it needs; the first way of writing it that the loader takes."""
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
        bare = self._with_rule(bare)
        draft, measures, faults = self._tried(*self._first(bare))
        if not faults:
            return draft, measures
        if draft.scoring and not self._tried(attrs.evolve(draft, scoring=""), measures)[2]:
            return self._without_rule(draft, faults), measures
        bare = attrs.evolve(draft, scoring="") if draft.scoring else draft
        return self._by_levels(self._without_rule(bare, ()) if draft.scoring else bare, faults)

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
        node = about(node, self.subject)
        if self.name == EXECUTION and isinstance(node, tree.Comparison):
            return self._execution(attrs.evolve(bare, target=written(node)))
        needed = measure_for(self.subject, node, self.found, self.row)
        if needed is None:
            return self._levels(bare, level_words(node))
        measure, notes = needed
        notes = (*self._total(), *notes) if self.in_total else (*notes, *self._hints(node, measure))
        told_kind = attrs.evolve(measure, settled=self.in_total)
        measure = attrs.evolve(told_kind, evidence=bool(self._evidence()), help=self._evidence())
        return attrs.evolve(bare, target=written(node), notes=(*bare.notes, *notes)), (measure,)

    def _evidence(self) -> str:
        text = " ".join(self.row.evidence.split())
        return "" if placeholder(text) or not text.strip("/-—无") else f"佐证材料：{text}"

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
            return (
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

    # Points and the rule for them

    def _about_weight(self) -> tuple[Note, ...]:
        text = self.row.weight.strip()
        if not text or points(text) is not None:
            return ()
        return (told(f"原表的分值是“{text}”，不是一个数", f"the form gives {text} as the weight, which is no number"),)

    def _with_rule(self, row: DraftRow) -> DraftRow:
        rule = " ".join(self.row.rule.split())
        if not rule.strip("/-—无"):
            return row
        if scoring_text.is_sentence(rule) and not isinstance(scoring_text.read(rule), scoring_text.NotRead):
            return attrs.evolve(row, scoring=rule)
        return self._without_rule(attrs.evolve(row, scoring=rule), ())

    def _without_rule(self, row: DraftRow, faults: tuple[Diagnostic, ...]) -> DraftRow:
        rule = " ".join(self.row.rule.split())
        zh, en = (
            (faults[0].zh(), faults[0].en()) if faults else ("读不出分档或扣分的办法", "no bands or steps can be read from it")
        )
        note = asked(
            f"原表评分标准“{rule}”没有采用：{in_quotes(zh)}；现按评分办法计分，需要的写到“评分标准”里",
            f"the form's own scoring rule is not used ({rule}): {en}; the profile scores for now, add `scoring` if needed",
        )
        return attrs.evolve(row, scoring="", notes=(*row.notes, note))
