"""Cases of actuals as data: builds a ruleset, delivered rows and a book from the mapping of one case.

A row is `[name, period, value, {optional columns}]`; `heading: 1` says that its period stood in a heading, `project` and `path`
are what they say. Rows stand in lines 2, 3, … of 填报表.csv, values in the column 实际值.
"""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from pathlib import Path

import yaml

from indicatorlang.engine.bind import bind
from indicatorlang.engine.series import Choice
from indicatorlang.library.units import parse_quantity, parse_unit
from indicatorlang.model.actual import Kind, Origin, RawActual, RawActuals, RawSurvey, kind_of
from indicatorlang.model.calendar import Calendar
from indicatorlang.model.formula import Arithmetic, Constant, MeasureRef
from indicatorlang.model.indicator import All, AtLevel, DoneBy, Indicator, Measure, Threshold
from indicatorlang.model.period import Grain, Period, parse_period
from indicatorlang.model.profile import Grade, Profile
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.model.scale import Level, Scale

CASES = Path(__file__).parents[1] / "conformance" / "actuals"
PROFILE = Profile("p", "试行", "trial", (Grade("优", "excellent", Fraction(0)),))
CALENDAR = Calendar("none", dt.date(2019, 1, 1), (0, 1))  # no value of an actual depends on working days
YES = {"yes": True, "no": False}


def cases(*files):
    """All cases of the files, with ids."""
    for file in files:
        for case in yaml.load((CASES / f"{file}.yaml").read_text(encoding="utf-8"), yaml.BaseLoader):
            yield file, case


def scale_of(name, levels):
    """A scale from `{word: points}` or a list of words."""
    if isinstance(levels, dict):
        return Scale(name, tuple(Level(word, Fraction(number)) for word, number in levels.items()))
    return Scale(name, tuple(Level(word) for word in levels))


def measure_of(name, said, scales):
    """A measure from its entries in a case."""
    said = dict(said or {})
    unit = said.pop("unit", None)
    made = Measure(
        name,
        unit=parse_unit(unit).unit if unit is not None else None,
        kind=kind_of(said.pop("kind", "")),
        frequency=Grain(said.pop("frequency")) if "frequency" in said else None,
        aggregate=said.pop("aggregate", None),
        formula=ratio(said.pop("formula")) if "formula" in said else None,
        scale=scales[said.pop("scale")] if "scale" in said else None,
        survey=scales[said.pop("survey")] if "survey" in said else None,
        bounded=YES[said.pop("bounded", "no")],
        missing=said.pop("missing", "no_data"),
        evidence=said.pop("evidence", "optional"),
        percent=said.pop("percent", None),
        across_units=said.pop("across_units", None),
        weight_by=said.pop("weight_by", None),
        direction=said.pop("direction", None),
    )
    assert not said, said
    return made


def ratio(names):
    """`[甲, 乙]` → 甲 / 乙."""
    return Arithmetic("/", MeasureRef(names[0]), MeasureRef(names[1]))


def condition_of(said, scales):
    """The condition of an indicator: `measure` with `target`, `level` (`scale`), or `done`; `formula`; or `all` of several."""
    if "all" in said:
        return All(tuple(condition_of(part, scales) for part in said["all"]))
    if "level" in said:
        scale = scales[said["scale"]]
        return AtLevel(said["measure"], scale, scale.find(said["level"]))
    if "done" in said:
        return DoneBy(said["measure"])
    if "target" not in said:
        return None
    subject = ratio(said["formula"]) if "formula" in said else MeasureRef(said["measure"])
    op, bound = said["target"].split(" ", 1)
    quantity = parse_quantity(bound)
    assert quantity is not None, bound
    return Threshold(subject, op, Constant(quantity), op)


def ruleset_of(case):
    """The ruleset of a case."""
    scales = {name: scale_of(name, levels) for name, levels in case.get("scales", {}).items()}
    measures = {name: measure_of(name, said, scales) for name, said in case.get("measures", {}).items()}
    indicators = tuple(
        Indicator(
            said["id"],
            said.get("name", said["id"]),
            "",
            said.get("target"),
            condition_of(said, scales),
            level1=said.get("level1", ""),
            level2=said.get("level2", ""),
        )
        for said in case.get("indicators", [])
    )
    return Ruleset(
        case.get("ruleset", "项目"),
        span_of(case.get("span", "2019")),
        PROFILE,
        CALENDAR,
        indicators,
        measures,
        code=case.get("code", ""),
        percent=case.get("ruleset_percent"),
        scales=scales,
    )


def span_of(text):
    """`2019`, or `2019..2021`."""
    first, _, last = text.partition("..")
    start, end = parse_period(first), parse_period(last or first)
    assert start is not None, text
    assert end is not None, text
    return Period(start.start, end.end)


def raw_of(case):
    """The delivered rows of a case."""
    rows = []
    for line, (subject, period, value, *rest) in enumerate(case.get("rows", []), 2):
        extra = dict(rest[0]) if rest else {}
        rows.append(
            RawActual(
                subject,
                value,
                period or None,
                from_heading=bool(extra.pop("heading", "")),
                project=extra.pop("project", None),
                path=extra.pop("path", None),
                extra=extra,
                origin=Origin("填报表.csv", None, line, "实际值"),
            )
        )
    surveys = [
        RawSurvey(
            said["measure"],
            said.get("date", ""),
            said.get("counts", {}),
            said.get("sent", ""),
            said.get("valid", ""),
            evidence=said.get("evidence", ""),
            extra={"org": said["org"]} if "org" in said else {},
            origin=Origin("填报表.xlsx", "问卷", line),
        )
        for line, said in enumerate(case.get("surveys", []), 2)
    ]
    return RawActuals(tuple(rows), tuple(surveys))


def bound(case, rows=None):
    """Book and diagnostics of a case; `rows` replaces its delivered rows."""
    raw = raw_of(case)
    if rows is not None:
        raw = RawActuals(tuple(rows), raw.surveys)
    kind = Kind(case["kind"]) if "kind" in case else None
    return bind(
        ruleset_of(case), raw, percent=case.get("percent"), kind=kind, project=case.get("project"), combine="combine" in case
    )


def choice_of(said):
    """A choice from its entries."""
    kind = Kind(said["kind"]) if "kind" in said else None
    money = tuple(said["money"]) if "money" in said else None
    return Choice(kind, said.get("percent"), said.get("nothing"), money)


def day_of(text):
    """A date."""
    return dt.date.fromisoformat(text)


def told(measured):
    """A measured value as plain text, entry by entry."""
    entries = {
        "state": measured.state,
        "value": measured.quantity.shown() if measured.quantity is not None else "",
        "level": measured.level.name if measured.level is not None else "",
        "day": str(measured.day or ""),
        "done": {None: "", True: "yes", False: "no"}[measured.done],
        "kind": str(measured.kind or ""),
        "aggregate": measured.aggregate,
        "through": measured.through.text if measured.through else "",
        "blanks": [period.text for period in measured.blanks],
        "open": [each.text for each in measured.open],
        "counted": [each.text for each in measured.inputs if not each.checked and not each.replaced],
        "checked": [each.text for each in measured.inputs if each.checked],
        "replaced": [each.text for each in measured.inputs if each.replaced],
        "problems": [problem.zh() for problem in measured.problems],
        "remarks": [remark.zh() for remark in measured.remarks],
        "score": str(measured.survey_score if measured.survey_score is not None else ""),
        "evidence_missing": "yes" if measured.evidence_missing else "no",
        "together": measured.together or "",
        "weighed_by": measured.weighed_by,
        "units": [f"{one.name} {one.measured.state}" for one in measured.units],
    }
    return entries


def check(case):
    """Hold everything a case expects against what comes out; what it does not name it does not ask for, except diagnostics."""
    book, found = bound(case)
    at, choice = day_of(case.get("at", "2019-12-31")), choice_of(case.get("choice", {}))
    for name, wanted in case.get("expect", {}).items():
        measured = told(book.measured(name, at, choice, aggregate=case.get("aggregate")))
        assert {key: measured[key] for key in wanted} == wanted, name
        if measured["state"] == "invalid":
            assert "problems" in wanted, "an invalid value is expected with its problem"
        else:
            assert measured["remarks"] == wanted.get("remarks", [])
    assert [f"{d.severity}[{d.code}] {d.place.line}: {d.zh()}" for d in found] == case.get("found", [])
    if "doubts" in case:
        names = case["doubts"]["of"]
        targets = {name: parse_quantity(text) for name, text in case["doubts"].get("targets", {}).items()}
        doubts = book.doubts(names, at, targets)
        assert [doubt.differing().zh() for doubt in doubts] == case["doubts"]["differing"]
        if "agreed" in case["doubts"]:
            assert [doubt.agreed(doubt.options[0]).zh() for doubt in doubts] == case["doubts"]["agreed"]
    if "last_period_end" in case:
        assert str(book.last_period_end()) == case["last_period_end"]
    for name, wanted in case.get("facts", {}).items():
        facts = book.facts(name, at)
        shown = {key: "" if getattr(facts, key) is None else str(getattr(facts, key)) for key in wanted}
        assert shown == wanted, name
    asked = {"expect", "found", "doubts", "last_period_end", "facts"} & set(case)
    assert asked, "a case that expects nothing"
