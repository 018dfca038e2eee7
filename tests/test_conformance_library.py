"""Runs the cases of the library: units, numerals, scales, calendars, aggregations, scoring methods, functions."""

from __future__ import annotations

import datetime as dt
import doctest
import importlib
import pkgutil
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

import indicatorlang.library
from indicatorlang import catalogue
from indicatorlang.library.numerals import chinese_number
from indicatorlang.library.scales import builtin_scales, scales_with
from indicatorlang.library.units import parse_quantity, parse_unit
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.scoring import Anchor, Band
from indicatorlang.model.unit import Dimension

CONFORMANCE = Path(__file__).resolve().parent / "conformance"
AGGREGATIONS = catalogue.parts("indicatorlang.library.aggregation")
SCORING = catalogue.parts("indicatorlang.library.scoring")
FUNCTIONS = catalogue.parts("indicatorlang.library.functions")
CALENDARS = catalogue.parts("indicatorlang.library.calendars")
CHINA = CALENDARS["china"].build()
WORDS = {"yes": True, "no": False, "none": None, "unknown": None}


def cases_of(path: Path) -> list[dict[str, Any]]:
    return yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)


def cases(kind: str, name: str = "*") -> list[Any]:
    """All cases of a kind, each with the file and its number in it as id."""
    found = [
        pytest.param(path.stem, case, id=f"{path.stem}-{number}")
        for path in sorted((CONFORMANCE / kind).glob(f"{name}.yaml"))
        for number, case in enumerate(cases_of(path), 1)
    ]
    assert found, f"no cases of {kind}/{name}"
    return found


def number(text: str) -> Fraction | None:
    return None if text in ("none", "unknown") else Fraction(text)


def dimension_text(dimension: Dimension) -> str:
    return " ".join(name if power == 1 else f"{name}^{power}" for name, power in dimension)


@pytest.mark.parametrize(("file", "case"), cases("units", "single") + cases("units", "compound"))
def test_a_unit(file, case):
    found = parse_unit(case["unit"])
    assert (found.unit.factor, dimension_text(found.unit.dimension)) == (Fraction(case["factor"]), case["dimension"])
    assert found.unit.text == case.get("text", case["unit"])
    assert found.known is WORDS[case.get("known", "yes")]
    assert bool(found.unknown) is not found.known


@pytest.mark.parametrize(("file", "case"), cases("units", "quantities"))
def test_a_quantity(file, case):
    found = parse_quantity(case["text"])
    if "none" in case:
        assert found is None
        return
    assert found is not None
    assert (found.number, found.unit.text, found.places) == (Fraction(case["number"]), case["unit"], int(case.get("places", "0")))


@pytest.mark.parametrize(("file", "case"), cases("numerals"))
def test_a_chinese_number(file, case):
    assert chinese_number(case["text"]) == number(case["number"])


@pytest.mark.parametrize(("file", "case"), cases("scales"))
def test_a_word_names_one_level_of_one_scale(file, case):
    (scale,) = scales_with(case["word"], builtin_scales().values())
    level = scale.find(case["word"])
    assert level is not None
    assert (scale.name, level.name, scale.rank(level)) == (case["scale"], case["level"], int(case["rank"]))


@pytest.mark.parametrize(("name", "case"), cases("aggregation"))
def test_an_aggregation(name, case):
    columns = [[Fraction(v) for v in case[key]] for key in ("values", "weights") if key in case]
    assert AGGREGATIONS[name].by_weights is (len(columns) == 2)
    assert AGGREGATIONS[name].kernel(*columns) == Fraction(case["result"])


@pytest.mark.parametrize(("name", "case"), cases("scoring"))
def test_a_scoring_method(name, case):
    arguments = [scoring_argument(text) for text in case["arguments"]]
    fraction = SCORING[name].kernel(*arguments)
    assert fraction == number(case["fraction"])
    assert fraction is None or isinstance(fraction, Fraction)


def scoring_argument(written: Any) -> Any:
    """A number, a yes or no, a word of a setting, or a list of bands (`from`, `to`) or of points (`at`)."""
    if isinstance(written, list):
        return tuple(anchor(row) if "at" in row else band(row) for row in written)
    try:
        return WORDS[written] if written in WORDS else Fraction(written)
    except ValueError:
        return written


def worth(row: dict[str, str]) -> dict[str, Fraction]:
    return {key: Fraction(row[key]) for key in ("fraction", "points") if key in row}


def band(row: dict[str, Any]) -> Band:
    ends = {key: Quantity(Fraction(row[key])) for key in ("from", "above", "to", "below") if key in row}
    low, high = ends.get("from", ends.get("above")), ends.get("to", ends.get("below"))
    return Band(low, high, "above" not in row, "to" in row, levels=tuple(row.get("level", ())), **worth(row))


def anchor(row: dict[str, str]) -> Anchor:
    return Anchor(Quantity(Fraction(row["at"])), **worth(row))


@pytest.mark.parametrize(("name", "case"), cases("functions"))
def test_a_function(name, case):
    part = FUNCTIONS[name]
    if "takes" in case:
        assert all(part.takes(int(count)) for count in case["takes"])
        assert not any(part.takes(int(count)) for count in case["refuses"])
        return
    read = argument_of_dates if part.reads == "dates" else argument
    arguments = [read(text) for text in case["arguments"]]
    result = part.kernel(*arguments, CHINA) if name == "workdays" else part.kernel(*arguments)
    assert result == number(case["result"])


def argument(text: str | list[str]) -> Any:
    if isinstance(text, list):
        return [argument(one) for one in text]
    return WORDS[text] if text in WORDS else Fraction(text)


def argument_of_dates(text: str) -> dt.date:
    return dt.datetime.fromisoformat(text) if "T" in text else dt.date.fromisoformat(text)


@pytest.mark.parametrize(("name", "case"), cases("calendars"))
def test_a_calendar(name, case):
    calendar, day = CALENDARS[name].build(), dt.date.fromisoformat
    if "deadline" in case:
        answer = calendar.after(day(case["start"]), int(case["workdays"]))
        assert (answer.isoformat() if answer else "unknown") == case["deadline"]
    elif "day" in case:
        assert calendar.is_workday(day(case["day"])) is WORDS[case["works"]]
    else:
        answer = calendar.workdays(day(case["from"]), day(case["to"]))
        assert ("unknown" if answer is None else str(answer)) == case["workdays"]


@pytest.mark.parametrize(
    "name", sorted(info.name for info in pkgutil.walk_packages(indicatorlang.library.__path__, "indicatorlang.library."))
)
def test_the_examples_in_the_docstrings(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0


@pytest.mark.parametrize(
    "name",
    [
        f"{kind}.{part}"
        for kind in ("aggregation", "scoring", "functions", "calendars")
        for part in catalogue.parts(f"indicatorlang.library.{kind}")
    ],
)
def test_a_part_shows_itself_by_example(name):
    assert doctest.testmod(importlib.import_module(f"indicatorlang.library.{name}")).attempted > 0
