"""From a ruleset, a filled-in table or a single target to the facts that rules look at."""

from __future__ import annotations

from collections.abc import Iterator

from indicatorlang.diagnostics import Place
from indicatorlang.lint.facts import FormFacts, FormRow, RowFacts, RulesetFacts, TargetFacts
from indicatorlang.lint.parts import is_a_form, place_of, whole
from indicatorlang.model.filled import FilledRow, FilledTable
from indicatorlang.model.indicator import Indicator
from indicatorlang.model.points import read_points
from indicatorlang.model.profile import Profile
from indicatorlang.model.rescored import ProjectFacts, TableFacts
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.resolve.fields import Fields, Found, read_fields
from indicatorlang.resolve.wordings import read_target
from indicatorlang.syntax.yaml.tree import Node, Scalar


def facts_of_target(
    text: str,
    *,
    name: str = "",
    op: str = "",
    unit: str = "",
    level1: str = "",
    level2: str = "",
    year: int | None = None,
    profile: Profile | None = None,
    place: Place | None = None,
) -> TargetFacts:
    """A target as a list or a table has it. `op`, `unit`, `level2`, `year` and `profile` as `read_target` takes them."""
    reading = read_target(text, name=name, op=op, unit=unit, year=year, level2=level2, profile=profile)
    return TargetFacts(text, reading, name, op, unit, level1, level2, year, place=place or Place())


def facts_of_ruleset(ruleset: Ruleset, root: Node, text: str) -> RulesetFacts:
    """A ruleset with the tree and the text that it was read from."""
    fields = read_fields(root, "ruleset", Found())
    if fields is None:
        raise ValueError("a ruleset that loads has keys")
    year = ruleset.span.end.year
    nodes = (read_fields(node, "indicator", Found()) for node in fields.items("indicators"))
    indicators = ruleset.indicators[ruleset.indicators[0].is_budget if ruleset.indicators else 0 :]
    rows = tuple(
        RowFacts(indicator, keys, _target(indicator, keys, year, ruleset.profile))
        for indicator, keys in zip(indicators, nodes, strict=True)
        if keys is not None
    )
    return RulesetFacts(ruleset, fields, rows, _form(ruleset, fields, rows, year), text)


def _target(indicator: Indicator, fields: Fields, year: int, profile: Profile) -> TargetFacts:
    wording = fields.node("wording")
    decides = fields.text("target")
    text = indicator.wording
    reading = read_target(text, name=indicator.name, level2=indicator.level2, year=year, profile=profile)
    return TargetFacts(
        text,
        reading,
        indicator.name,
        level1=indicator.level1,
        level2=indicator.level2,
        year=year,
        decides=decides,
        place=fields.at("wording"),
        source=wording.source if isinstance(wording, Scalar) else None,
        fields=fields,
    )


def _form(ruleset: Ruleset, fields: Fields, rows: tuple[RowFacts, ...], year: int) -> FormFacts:
    given = not ruleset.weights_assumed
    budget = next((row for row in ruleset.indicators if row.is_budget), None)
    return FormFacts(
        tuple(
            FormRow(row.indicator.id, row.target, row.indicator.weight if given else None, row.place, row.indicator)
            for row in rows
        ),
        ruleset.name,
        ruleset.goal,
        budget is not None,
        None if budget is None or not given else budget.weight,
        None if ruleset.funds is None else ruleset.funds.budget or ruleset.funds.initial,
        year,
        fields.entries["indicators"].key.place if "indicators" in fields else fields.place,
    )


def targets_of_table(table: FilledTable, year: int | None = None) -> Iterator[tuple[FilledRow, TargetFacts]]:
    """The targets of a table's rows of indicators, in order; the table may be of any length."""
    for row in table.rows:
        if row.kind == "indicator":
            yield row, target_of_row(row, table, year)


def target_of_row(row: FilledRow, table: FilledTable, year: int | None = None) -> TargetFacts:
    """The target of one row; without `year` that of the row or of the form."""
    said = row.get("year") or table.facts.get("year") or ""
    digits = "".join(c for c in said if c.isdigit())
    return facts_of_target(
        row.get("target"),
        name=row.get("name"),
        op=row.get("op"),
        unit=row.get("unit"),
        level1=row.get("level1"),
        level2=row.get("level2"),
        year=year if year is not None else int(digits) if len(digits) == 4 else None,
        place=place_of(table, row),
    )


def forms_of_table(facts: TableFacts, year: int | None = None) -> tuple[FormFacts, ...]:
    """The forms in a table that is held as a whole; none of a list that is no form, or too long to be one."""
    rows = facts.table.rows
    if not isinstance(rows, tuple):
        return ()
    forms = [project for project in facts.projects if is_a_form(facts, project)]
    return tuple(_form_of_project(facts, project, rows, year, alone=len(facts.projects) == 1) for project in forms)


def _form_of_project(
    facts: TableFacts, project: ProjectFacts, rows: tuple[FilledRow, ...], year: int | None, *, alone: bool
) -> FormFacts:
    table = facts.table
    own = [row for row in rows if row.kind == "indicator" and (alone or row.get("project") == project.project)]
    line = whole(project)
    made = tuple(
        FormRow(
            row.get("id") or str(row.number),
            target_of_row(row, table, year),
            points.value if (points := read_points(row.get("weight"), percent=True)) else None,
            place_of(table, row),
        )
        for row in own
    )
    return FormFacts(
        made,
        project.project or table.facts.get("project", ""),
        table.facts.get("goal", ""),
        bool(project.money),
        None if line is None else line.weight,
        None if line is None else line.budget or line.initial,
        year,
        place_of(table, own[0] if own else None),
    )
