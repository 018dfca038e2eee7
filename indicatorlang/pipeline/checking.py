"""The walk of `check`: a file → facts → what every rule finds in it, in the order of the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.lint.facts import FormFacts, RulesetFacts, TargetFacts
from indicatorlang.lint.gathering import facts_of_ruleset, forms_of_table, targets_of_table
from indicatorlang.lint.parts import Rule, rules
from indicatorlang.model.filled import FilledTable
from indicatorlang.model.rescored import RescoredRow, TableFacts
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.syntax.yaml.tree import Node


def advice_on_ruleset(ruleset: Ruleset, root: Node, text: str) -> tuple[Diagnostic, ...]:
    """Everything that the rules say of a ruleset that loads, in the order of the file."""
    facts = facts_of_ruleset(ruleset, root, text)
    said = _said_before(facts)
    last = (found for rule in rules().values() if rule.after is not None for found in rule.after(facts, said))
    return in_order((*said[len(ruleset.remarks) :], *last))


def _said_before(facts: RulesetFacts) -> list[Diagnostic]:
    """What loading remarks, then what every rule says that does not wait for the others."""
    own = (found for rule in rules().values() if rule.after is None for found in on_ruleset(rule, facts))
    return [*facts.ruleset.remarks, *own]


def on_ruleset(rule: Rule, facts: RulesetFacts) -> Iterator[Diagnostic]:
    """What one rule says of a ruleset: of each target, of its rows as a form, of the whole, of what the others say."""
    if rule.target is not None:
        for target in facts.every_target():
            yield from rule.target(target)
    if rule.form is not None:
        yield from rule.form(facts.form)
    if rule.ruleset is not None:
        yield from rule.ruleset(facts)
    if rule.after is not None:
        yield from rule.after(facts, _said_before(facts))


def on_target(rule: Rule, facts: TargetFacts) -> Iterator[Diagnostic]:
    """What one rule says of a single target."""
    return iter(()) if rule.target is None else rule.target(facts)


def on_form(rule: Rule, facts: FormFacts) -> Iterator[Diagnostic]:
    """What one rule says of the rows of one project."""
    return iter(()) if rule.form is None else rule.form(facts)


def advice_on_table(
    table: FilledTable, facts: TableFacts, rows: Callable[[], Iterator[RescoredRow]], year: int | None = None
) -> Iterator[Diagnostic]:
    """Everything that the rules say of a filled-in table; it may be of any length, so each target and each row is looked at once, by
    all rules. `rows` are its rows as scored again, asked for only when a rule looks at them."""
    about_targets = [rule.target for rule in rules().values() if rule.target is not None]
    about_rows = [rule.row for rule in rules().values() if rule.row is not None]
    for _, target in targets_of_table(table, year):
        for look in about_targets:
            yield from look(target)
    forms = forms_of_table(facts, year)
    for rule in rules().values():
        for form in forms if rule.form is not None else ():
            yield from on_form(rule, form)
        if rule.table is not None:
            yield from rule.table(facts)
    for row in rows() if about_rows else ():
        for ask in about_rows:
            yield from ask(row)


def on_table(rule: Rule, facts: TableFacts, year: int | None = None) -> Iterator[Diagnostic]:
    """What one rule says of a filled-in table as a whole, of its targets and of the forms in it; not of its rows as scored."""
    if rule.target is not None:
        for _, target in targets_of_table(facts.table, year):
            yield from rule.target(target)
    if rule.form is not None:
        for form in forms_of_table(facts, year):
            yield from rule.form(form)
    if rule.table is not None:
        yield from rule.table(facts)


def in_order(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """In the order of the file; what has no place comes first."""
    return tuple(sorted(dict.fromkeys(found), key=lambda d: (d.place.line or 0, d.place.column or 0, d.code)))
