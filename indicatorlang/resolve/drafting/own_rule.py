"""The 评分标准 of a form's row → `scoring` of the draft, where it can be read; else a note that keeps its words."""

from __future__ import annotations

import attrs

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.model.draft import DraftRow, asked, told
from indicatorlang.resolve.drafting.texts import in_quotes
from indicatorlang.resolve.filled.default_rules import is_default, is_silent
from indicatorlang.resolve.keys.scoring import WORDS
from indicatorlang.resolve.scoring import scoring_text


def with_rule(row: DraftRow, text: str) -> DraftRow:
    """The row with its own rule as the form words it. A rule that only says how rows are scored anyway is not written twice."""
    rule = " ".join(text.split())
    if is_silent(rule):
        return row
    if any(rule in words for words in WORDS.values()):
        return attrs.evolve(row, scoring=rule)
    if is_default(rule):
        said = (
            f"原表评分标准“{rule}”，与评分办法相同，不另写",
            f"the form's scoring rule ({rule}) is what the profile does anyway",
        )
        return attrs.evolve(row, notes=(*row.notes, told(*said)))
    if scoring_text.is_sentence(rule) and not isinstance(scoring_text.read(rule), scoring_text.NotRead):
        return attrs.evolve(row, scoring=rule)
    return without_rule(row, rule, ())


def without_rule(row: DraftRow, text: str, faults: tuple[Diagnostic, ...]) -> DraftRow:
    """The row without its own rule, which a note keeps, with why it is not used."""
    rule = " ".join(text.split())
    zh, en = (faults[0].zh(), faults[0].en()) if faults else ("读不出分档或扣分的办法", "no bands or steps can be read from it")
    note = asked(
        f"原表评分标准“{rule}”没有采用：{in_quotes(zh)}；现按评分办法计分，需要的写到“评分标准”里",
        f"the form's own scoring rule is not used ({rule}): {en}; the profile scores for now, add `scoring` if needed",
    )
    return attrs.evolve(row, scoring="", notes=(*row.notes, note))
