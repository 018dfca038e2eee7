"""Draft → the text of a ruleset, keys and comments in the language of its author. Everything assumed or asked is a comment.

A row that cannot be judged yet is there too, as a comment in the place it will have. Loading the text gives the draft's meaning.
"""

from __future__ import annotations

from collections.abc import Iterable

from indicatorlang.diagnostics import Lang
from indicatorlang.model.draft import Draft, DraftMeasure, DraftRow, Note
from indicatorlang.reports.draft.scalars import comment, inside, key, scalar
from indicatorlang.reports.draft.words import ASKED, EVIDENCE, EXECUTION, KEYS, KINDS

WIDTH = 96


def draft_yaml(draft: Draft, lang: Lang = "zh") -> str:
    """The ruleset file of a draft."""
    return _Writer(lang).text(draft)


class _Writer:
    def __init__(self, lang: Lang) -> None:
        self.lang = lang

    def text(self, draft: Draft) -> str:
        """All sections, a blank line between two."""
        sections = [
            self.notes(draft.head, ""),
            self.top(draft),
            self.notes(draft.notes, ""),
            self.funds(draft),
            self.weights(draft),
            self.measures(draft),
            self.rows(draft.rows),
            [self.pair("note", draft.remark)] if draft.remark else [],
        ]
        return "\n".join("".join(f"{line}\n" for line in section) for section in sections if section)

    def word(self, english: str) -> str:
        """A key in the language of the file."""
        return KEYS[english] if self.lang == "zh" else english

    def pair(self, english: str, text: str) -> str:
        """One key and its value on a line."""
        return f"{self.word(english)}: {scalar(text)}"

    def notes(self, notes: Iterable[Note], indent: str) -> list[str]:
        """Comments, those that ask marked as such."""
        lines: list[str] = []
        for note in notes:
            lines += [indent + line for line in comment(self.sentence(note), WIDTH - len(indent))]
        return lines

    def sentence(self, note: Note) -> str:
        """A note with the mark of a question where it asks."""
        return (ASKED.of(self.lang) if note.asks else "") + note.text.of(self.lang)

    def top(self, draft: Draft) -> list[str]:
        """The facts of the project."""
        said = [
            ("ruleset", draft.name),
            ("code", draft.code),
            ("department", draft.department),
            ("agency", draft.agency),
            ("year", draft.year),
            ("period", draft.period),
            ("profile", draft.profile),
            ("goal", draft.goal),
        ]
        return [self.pair(name, text) for name, text in said if text]

    def funds(self, draft: Draft) -> list[str]:
        """The money, its sources below it."""
        if not (draft.funds or draft.sources):
            return []
        lines = [f"{self.word('funds')}:", *(f"  {self.pair(name, text)}" for name, text in draft.funds)]
        if draft.sources:
            lines += [f"  {self.word('sources')}:", *(f"    {key(name)}: {scalar(text)}" for name, text in draft.sources)]
        return lines

    def weights(self, draft: Draft) -> list[str]:
        """The points of the budget row; those of the others stand in their rows."""
        return [f"{self.word('weights')}:", f"  {EXECUTION}: {draft.budget_weight}"] if draft.budget_weight else []

    def measures(self, draft: Draft) -> list[str]:
        """What is to be reported, one a line, what is asked about it above."""
        if not draft.measures:
            return []
        lines = [f"  {key(measure.name)}: {self.measure(measure)}" for measure in draft.measures]
        return [f"{self.word('measures')}:", *self.notes(draft.about_measures, "  "), *lines]

    def measure(self, measure: DraftMeasure) -> str:
        """What is said of one measure, in braces."""
        kind = (KINDS[measure.kind] if self.lang == "zh" else measure.kind) if measure.kind else ""
        said = [
            ("unit", measure.unit),
            ("kind", kind),
            ("formula", measure.formula),
            ("scale", measure.scale),
            ("evidence", EVIDENCE.of(self.lang) if measure.evidence else ""),
            ("help", measure.help),
        ]
        return "{" + ", ".join(f"{self.word(name)}: {inside(text)}" for name, text in said if text) + "}"

    def rows(self, rows: tuple[DraftRow, ...]) -> list[str]:
        """The rows in the order of the form, their notes above them."""
        lines = [f"{self.word('indicators')}:"]
        for row in rows:
            lines += self.notes(row.notes, "  ")
            mark = "  # " if row.withheld else "  "
            lines += [f"{mark}{'- ' if not number else '  '}{line}" for number, line in enumerate(self.row(row))]
        return lines

    def row(self, row: DraftRow) -> list[str]:
        """The keys of one row."""
        said = [
            ("id", row.id),
            ("level1", row.level1),
            ("level2", row.level2),
            ("name", row.name),
            ("wording", row.wording),
            ("target", row.target.of(self.lang) if row.target is not None else ""),
            ("weight", row.weight),
            ("scoring", row.scoring),
            ("note", row.remark),
        ]
        return [self.pair(name, text) for name, text in said if text]
