"""Tests about many values at once: what each value can be, and what is to hold for all of them."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

import attrs

from indicatorlang.library.units import parse_quantity, step_of
from indicatorlang.model.expected import (
    TOTAL,
    Days,
    Domain,
    Monotonic,
    Numbers,
    OneWord,
    Properties,
    TestCase,
    Variable,
)
from indicatorlang.model.indicator import Measure
from indicatorlang.model.period import parse_period
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.unit import PLAIN
from indicatorlang.resolve import problems
from indicatorlang.resolve.fields import Fields, a_choice, a_mapping, form_of, is_blank, near, short, shown
from indicatorlang.resolve.keys.testing import WAYS
from indicatorlang.resolve.testing.columns import subject_of
from indicatorlang.resolve.testing.expectations import is_total, read_expected
from indicatorlang.resolve.testing.ground import Ground
from indicatorlang.resolve.testing.problems import (
    DomainUnread,
    DrawnWithoutValues,
    NotDrawn,
    NothingPromised,
    UnknownMeasure,
    Why,
)
from indicatorlang.syntax.yaml.tree import Entry, Mapping, Node, Scalar, Sequence

MAX_VARIABLES = 6
PROMISES = ("always", "never", "monotonic")
ANY_LEVEL = ("各档", "任一档", "任意", "any")
YES_OR_NO = ("是否", "是或否", "yes or no")
_WIDE = str.maketrans("％～", "%~")


def read_properties(section: Fields, base: TestCase, ground: Ground) -> TestCase | None:
    """The case of a test that draws values; None for a test that draws none, or none that can be read."""
    said = [name for name in PROMISES if name in section]
    drawn = section.node("for_all")
    if drawn is None or is_blank(drawn) or (isinstance(drawn, Mapping) and not drawn.entries):
        for name in said[:1]:
            ground.add(DrawnWithoutValues(key=section.label(name), place=section.at(name)))
        if drawn is None or said:
            return None
    if not said:
        ground.add(NothingPromised(name=short(base.name), place=section.at("for_all")))
    if isinstance(base.actuals, list):
        place = section.at("actuals")
        ground.add(problems.WrongForm(key=section.label("actuals"), wanted="mapping", got="list", place=place))
    variables = _variables(section, ground)
    properties = Properties(
        variables,
        read_expected(section.node("always"), section.label("always"), ground),
        read_expected(section.node("never"), section.label("never"), ground),
        _monotonic(section.node("monotonic"), section.label("monotonic"), variables, ground),
    )
    return attrs.evolve(base, expect=(), properties=properties) if variables else None


def _variables(section: Fields, ground: Ground) -> tuple[Variable, ...]:
    node = section.node("for_all")
    mapping = None if node is None else a_mapping(node, section.label("for_all"), ground.found)
    entries = () if mapping is None else mapping.entries
    if len(entries) > MAX_VARIABLES:
        label = section.label("for_all")
        place = section.at("for_all")
        ground.add(problems.TooMany(key=label, count=len(entries), limit=MAX_VARIABLES, place=place))
    return tuple(one for entry in entries[:MAX_VARIABLES] if (one := _variable(entry, ground)) is not None)


def _variable(entry: Entry, ground: Ground) -> Variable | None:
    label = entry.key.text.strip()
    subject = subject_of(label, ground)
    if subject is None and len(ground.rows_named(label)) == 1:
        subject = label, None
    if subject is None:
        head, at, period = label.replace("＠", "@").partition("@")
        found = near(head, [*ground.measures, *(row.name for row in ground.rows)])
        meant = f"{found}{at}{period}" if found and found != head else ""
        ground.add(UnknownMeasure(name=short(label), near=meant, place=entry.key.place))
        return None
    domain = _domain(entry.value, ground.measures.get(subject[0]), ground)
    if isinstance(domain, str):
        ground.add(DomainUnread(name=short(label), value=shown(entry.value), why=domain, place=entry.value.place))
        return None
    return Variable(*subject, domain, label, entry.key.place)


def _domain(node: Node, measure: Measure | None, ground: Ground) -> Domain | Why:
    """What a value can be, or why that cannot be told."""
    if isinstance(node, Sequence):
        words = [item.text.strip() for item in node.items if isinstance(item, Scalar) and item.text.strip()]
        return OneWord(tuple(dict.fromkeys(words))) if words and len(words) == len(node.items) else "unread"
    if not isinstance(node, Scalar) or len(node.text) > 200:
        return "unread"
    text = node.text.strip().translate(_WIDE)
    if ".." in text or "~" in text:
        low, _, high = text.partition(".." if ".." in text else "~")
        return _stretch(low.strip(), high.strip(), measure, ground)
    if text in YES_OR_NO:
        return OneWord(("是", "否"))
    if text in ANY_LEVEL:
        scale = None if measure is None else measure.scale
        return "no-levels" if scale is None else OneWord(tuple(level.name for level in scale.levels))
    scale = next((scale for scale in ground.every_scale() if scale.name == text), None)
    return "unread" if scale is None else OneWord(tuple(level.name for level in scale.levels))


def _stretch(low: str, high: str, measure: Measure | None, ground: Ground) -> Domain | Why:
    """Numbers or days from one to another. The unit may stand behind the second one alone."""
    first, last = (parse_quantity(text, ground.found.units) for text in (low, high))
    if first is not None and last is not None and not _are_days(low, high):
        if first.unit == PLAIN and last.unit != PLAIN:
            first = attrs.evolve(first, unit=last.unit)
        if not first.unit.fits(last.unit):
            return "units"
        if first.base > last.base:
            return "backwards"
        return Numbers(first.within(last.unit).number, last.number, _unit_text(high, last), _step(first, last, measure))
    from_, to = parse_period(low, ground.span), parse_period(high, ground.span)
    if from_ is None or to is None:
        return "unread"
    return Days(from_.start, to.end) if from_.start <= to.end else "backwards"


def _are_days(low: str, high: str) -> bool:
    return any("-" in text[1:] for text in (low, high))


def _unit_text(written: str, quantity: Quantity) -> str:
    """The unit as the author wrote it, which is how the values are entered."""
    return written.lstrip("0123456789.,-+ ").strip() if quantity.unit != PLAIN else ""


def _step(first: Quantity, last: Quantity, measure: Measure | None) -> Fraction:
    """1 for counts, else one unit of the last decimal that is written."""
    unit = last.unit
    if unit == PLAIN and measure is not None and measure.unit is not None:
        unit = measure.unit
    places = max(first.places, last.places, 0 if unit.is_count else 1 if unit.is_ratio else 0)
    return step_of(unit, places)


def _monotonic(node: Node | None, label: str, variables: tuple[Variable, ...], ground: Ground) -> tuple[Monotonic, ...]:
    if node is None:
        return ()
    if not isinstance(node, Mapping):
        ground.add(problems.WrongForm(key=short(label), wanted="mapping", got=form_of(node), place=node.place))
        return ()
    found: list[Monotonic] = []
    for entry in node.entries:
        text = entry.key.text.strip()
        row = None if is_total(text) else ground.row(entry.key)
        if row is None and not is_total(text):
            continue
        row_id = TOTAL if row is None else row.id
        pairs = entry.value.entries if isinstance(entry.value, Mapping) else (Entry(Scalar(""), entry.value),)
        for one in pairs:
            way = _way(one.value, text, ground)
            measure = _drawn(one.key, variables, ground)
            if way is not None and measure is not None:
                found.append(Monotonic(row_id, text, way, measure or None, entry.key.place))
    return tuple(found)


def _way(node: Node, label: str, ground: Ground) -> Literal["never_falls", "never_rises"] | None:
    if isinstance(node, Scalar):
        word = a_choice(node, label, WAYS, ground.found)
        return None if word is None else "never_falls" if word == "never_falls" else "never_rises"
    ground.add(problems.WrongForm(key=short(label), wanted="text", got=form_of(node), place=node.place))
    return None


def _drawn(key: Scalar, variables: tuple[Variable, ...], ground: Ground) -> str | None:
    """The label of the variable that a key names; empty where none is named, None where it is none of them."""
    text = key.text.strip()
    if not text or any(one.label == text for one in variables):
        return text
    matching = [one.label for one in variables if one.measure == text]
    if len(matching) == 1:
        return matching[0]
    if variables:
        drawn = tuple(short(label) for label in matching or [one.label for one in variables])
        ground.add(NotDrawn(name=short(text), drawn=drawn, several=bool(matching), place=key.place))
    return None
