"""Whatever is delivered, there is an assessment, or a refusal that says why: never another exception, and never one that contradicts itself.

The rulesets are those of the cases of evaluation, so every feature that has a case is among them; what was delivered to them is changed
at random: cells, periods, kinds, rows taken out and written twice.
"""

from __future__ import annotations

import copy
import json
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import indicatorlang as il
from indicatorlang.pipeline import report
from tests.test_conformance_evaluation import CASES, load_cases, ruleset_of, table_of

GIVEN = [param.values[0] for param in load_cases(CASES)]
CELLS = st.sampled_from(
    (
        *("", "0", "-1", "1", "0.5", "95", "0.95", "95%", "1e3", "9" * 30, "9" * 31, "NaN", "1/3", "无", "-", "不适用", "未开展"),
        *("2019-06-30", "2019-02-29", "2020-01-15", "12万元", "500家", "3 工作日", "优", "达成年度指标", "已完成", "#REF!", "甲"),
    )
)
PERIODS = st.sampled_from(
    ("2019", "2019Q1", "2019Q4", "2019H1", "2019-06", "2019-12", "2018", "2019-06-15", "上半年", "1—9月", "x", "")
)
DATES = st.sampled_from((None, "2019-12-31", "2019-06-30", "2019Q3", "2019-01-01", "2018-12-31", "2020-03-31"))
KINDS = st.sampled_from((None, None, "period", "ytd", "snapshot"))


def places(given: Any) -> list[tuple[Any, Any]]:
    """Every place in mappings and lists where something stands."""
    below = list(given.items()) if isinstance(given, dict) else list(enumerate(given)) if isinstance(given, list) else []
    return [place for key, value in below for place in ((given, key), *places(value))]


def changed(delivered: Any, draw: Any) -> None:
    """Change one place of what was delivered."""
    found = places(delivered)
    if not found:
        return
    holder, key = draw(st.sampled_from(found))
    how = draw(st.sampled_from(("cell", "cell", "away", "period", "twice")))
    value = holder[key]
    if how == "away":
        del holder[key]
    elif how == "twice" and isinstance(holder, list):
        holder.insert(key, copy.deepcopy(value))
    elif how == "twice" or (how == "period" and isinstance(holder, dict)):
        holder[draw(PERIODS) if isinstance(holder, dict) else key] = value
    elif isinstance(value, str) and "\n" in value:  # a table of records as text
        lines = value.split("\n")
        at = draw(st.integers(0, len(lines) - 1))
        cells = lines[at].split(",")
        cells[draw(st.integers(0, len(cells) - 1))] = draw(CELLS)
        lines[at] = ",".join(cells)
        holder[key] = "\n".join(lines)
    else:
        holder[key] = draw(CELLS)


def check(assessment: Any) -> None:
    """What holds of every assessment."""
    for row in assessment:
        decided = row.verdict in ("met", "missed", "no_data")
        assert (row.score is not None) is decided
        assert row.outside or row.score is None or row.score >= 0
        assert row.outside or row.fraction is None or 0 <= row.fraction <= 1
        for lang in ("zh", "en"):
            told = row.explain(lang)
            assert told.headline
            assert told.text
            assert not [word for word in ("None", "Fraction(") if word in told.text]
    read = json.loads(assessment.to_json(), parse_float=Decimal, parse_constant=lambda name: 1 / 0)
    assert len(read["results"]) == len(assessment.results)
    for form in ("text", "csv", "markdown"):
        assert all(report([assessment], form, lang) for lang in ("zh", "en"))


def evaluated(case: Any, actuals: Any, records: Any, draw: Any) -> Any:
    """The assessment; None where it is refused."""
    try:
        rules = il.load_ruleset(ruleset_of(case))
        return rules.evaluate(actuals, records=records, as_of=draw(DATES), kind=draw(KINDS), final=draw(st.booleans()))
    except il.IndicatorlangError:
        return None


@settings(max_examples=max(300, settings().max_examples), deadline=None, suppress_health_check=list(HealthCheck))
@given(case=st.sampled_from(GIVEN), data=st.data())
def test_any_actuals_give_an_assessment_or_say_why_not(case, data):
    delivered = copy.deepcopy({"actuals": case.get("actuals", {}), "records": case.get("records", {})})
    for _ in range(data.draw(st.integers(1, 4))):
        changed(delivered["records" if delivered["records"] and data.draw(st.booleans()) else "actuals"], data.draw)
    records = {
        name: table_of(name, rows) if isinstance(rows, list) or (isinstance(rows, str) and "\n" in rows) else []
        for name, rows in delivered["records"].items()
    }
    assessment = evaluated(case, delivered["actuals"], records, data.draw)
    if assessment is not None:
        check(assessment)
