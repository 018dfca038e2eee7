"""What `import indicatorlang` promises to a service that embeds it."""

from __future__ import annotations

import concurrent.futures
import datetime as dt
import pickle
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs
import pytest

import indicatorlang as il

ROOT = Path(__file__).resolve().parents[1]
MARKETS = ROOT / "rulesets" / "smart-micro-markets.yaml"
MARKETS_ACTUALS = ROOT / "examples" / "01_smart_micro_markets" / "actuals.csv"
RULESET: dict[str, Any] = {
    "ruleset": "甲",
    "code": "007",
    "year": 2019,
    "measures": {"数量": {"unit": "家", "kind": "ytd"}, "满意度": {"unit": "%"}},
    "indicators": [
        {"id": 1, "name": "数量达到", "target": "数量 >= 500 家", "weight": 60},
        {"id": 2, "name": "满意度", "target": "满意度 >= 90%", "weight": 40},
    ],
}
ROWS: list[dict[str, Any]] = [
    {"指标": "数量", "期间": "2019-12", "实际值": 470},
    {"指标": "满意度", "期间": "2019-12", "实际值": "87%"},
]


@pytest.fixture(scope="module")
def rules():
    return il.load_ruleset(RULESET)


@pytest.fixture(scope="module")
def markets():
    return il.load_ruleset(MARKETS)


def test_parse_gives_a_tree_and_the_same_for_another_spelling():
    assert il.parse("数量 == 500 家 by 2019-12") == il.parse("数量 == 500 家 不晚于 2019-12")
    assert il.parse("数量 >= 500 家") != il.parse("数量 >= 501 家")


def test_a_target_that_is_not_strict_is_refused_with_its_place():
    with pytest.raises(il.TargetSyntaxError) as raised:
        il.parse("数量 >= 500 家 by 2019-13")
    wrong = raised.value
    assert "数量 >= 500 家 by 2019-13"[wrong.position :] == "2019-13"
    text, carets = wrong.snippet.split("\n")
    assert text == "数量 >= 500 家 by 2019-13"
    assert carets.strip() == "^^^^^^^"
    assert "2019-12" in wrong.help
    assert [d.code for d in wrong.diagnostics] == ["no-such-date"]


def test_read_takes_a_text_as_officials_write_it():
    reading = il.read("95%以上", name="服务对象满意率")
    assert (reading.kind, reading.op, reading.value, reading.unit) == ("number", ">=", "95", "%")
    assert reading.to_dict()["canonical"] == ">= 95%"
    assert il.read("什么也没说").kind == "text"


@pytest.mark.parametrize("given", ["87%", 87, {"预算执行率": "87%"}, {"预算执行率": 87}])
def test_a_rule_takes_one_value_or_a_mapping(given):
    result = il.compile("预算执行率 >= 90%", weight=10)(given)
    assert (result.verdict, result.score, result.weight) == (il.Verdict.MISSED, Fraction("9.67"), 10)
    assert result.gap is not None
    assert result.gap.shown("en") == "3 百分点"


@pytest.mark.parametrize("weight", [10, "10", 10.0, Fraction(10)])
def test_a_weight_may_be_any_number(weight):
    assert il.compile("预算执行率 >= 90%", weight=weight)("90%").score == 10


def test_a_float_weight_is_the_decimal_that_was_meant():
    assert il.compile("率 >= 90%", weight=0.1 + 0.2)("90%").weight == Fraction(3, 10)
    changed = RULESET | {"indicators": [{"id": 1, "name": "数量", "target": "数量 >= 5 家", "weight": 0.1 + 0.2}]}
    assert il.load_ruleset(changed).indicators[0].weight == Fraction(3, 10)


def test_a_rule_of_several_measures_takes_them_by_name():
    rule = il.compile("执行数 / 预算数 >= 90%", weight=10)
    assert rule({"执行数": "87 万元", "预算数": "100 万元"}).score == Fraction("9.67")
    assert rule({"执行数": "87 万元"}).verdict is il.Verdict.NO_DATA
    assert rule.canonical == "执行数 / 预算数 >= 90%"


def test_a_rule_is_due_unless_a_date_says_otherwise():
    rule = il.compile("数量 >= 500 家 by 2019-12", year=2019)
    assert rule("100家", as_of="2019-06").verdict is il.Verdict.NOT_DUE
    assert rule("470家").score == 94


def test_a_ruleset_comes_from_a_path_a_mapping_or_a_text(markets, rules):
    assert il.load_ruleset(str(MARKETS)) == markets
    assert markets.name == "上海智慧微菜场建设"
    assert [i.id for i in rules.indicators] == ["1", "2"]
    text = MARKETS.read_text(encoding="utf-8")
    assert il.loads_ruleset(text, file=str(MARKETS)) == markets


def test_a_ruleset_error_carries_everything_that_is_wrong():
    with pytest.raises(il.RulesetError) as raised:
        il.loads_ruleset("ruleset: 甲\nyear: 20x9\nindicatrs: []\n", file="x.yaml")
    found = {(d.code, d.place.line) for d in raised.value.diagnostics}
    assert {("not-a-span", 2), ("unknown-key", 3), ("missing-key", 1)} <= found
    assert all(d.place.file == "x.yaml" for d in raised.value.diagnostics)


def frames() -> list[Any]:
    pandas = pytest.importorskip("pandas")
    polars = pytest.importorskip("polars")
    columns = {"指标": ["数量", "满意度"], "期间": ["2019-12", "2019-12"], "实际值": ["470", "87%"]}
    return [
        pandas.DataFrame(columns),
        polars.DataFrame(columns),
        polars.DataFrame(columns).lazy(),
        polars.DataFrame(columns).to_arrow(),
    ]


def test_actuals_come_from_anything_that_holds_a_table(rules, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("指标,期间,实际值\n数量,2019-12,470\n满意度,2019-12,87%\n", encoding="utf-8")
    mapping = {"数量": {"2019-12": 470}, "满意度": {"2019-12": "87%"}}
    sources = [path, str(path), mapping, ROWS, tuple(ROWS), *frames()]
    for source in sources:
        assessment = rules.evaluate(il.load_actuals(source))
        assert assessment.score == Fraction("95.07"), source
        assert rules.evaluate(source).results == assessment.results


def test_numbers_of_frames_are_exact(rules):
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame({"指标": ["数量"], "期间": ["2019-12"], "实际值": [0.1 + 0.2]})
    actual = rules.evaluate(frame, as_of="2019")["1"].actual
    assert actual is not None
    assert actual.quantity is not None
    assert actual.quantity.number == Fraction(3, 10)


def test_records_are_read_as_text(tmp_path):
    (tmp_path / "r.csv").write_text("获取日期,发布日期\n2019-01-02,2019-01-04\n", encoding="utf-8")
    table = il.load_records(tmp_path / "r.csv")
    assert (table.columns, table.rows) == (("获取日期", "发布日期"), (("2019-01-02", "2019-01-04"),))


@pytest.mark.parametrize("as_of", ["2019-09-30", "2019-09", "2019Q3", dt.date(2019, 9, 30), dt.datetime(2019, 9, 30, 23, 59)])
def test_the_date_may_be_a_day_or_a_period(markets, as_of):
    assessment = markets.evaluate(MARKETS_ACTUALS, as_of=as_of)
    assert (assessment.as_of, assessment.as_of_assumed) == (dt.date(2019, 9, 30), False)
    assert assessment.score == Fraction("28.5")
    assert assessment.grade is None


def test_a_year_may_be_a_number(rules):
    assert rules.evaluate(ROWS, as_of=2019).as_of == dt.date(2019, 12, 31)


def test_evaluate_as_the_documentation_writes_it(markets):
    actuals = il.load_actuals(MARKETS_ACTUALS)
    assessment = markets.evaluate(actuals, records={}, as_of="2019-12-31", profile=None, percent=None)
    assert assessment.grade is not None
    assert assessment.score == sum(r.score for r in assessment if r.score is not None)
    assert assessment["5"].verdict is il.Verdict.MET
    assert "[met] #5" in assessment["5"].explain(lang="en").text
    assert assessment["5"].explain().text.startswith("【达标】")
    assert assessment["社区智慧微菜场市民满意度"].id == "8"
    assert [r.id for r in assessment] == ["budget", *"12345678"]


def test_a_profile_is_chosen_for_one_evaluation(rules):
    assert rules.evaluate(ROWS, profile="strict").score == 0
    assert rules.evaluate(ROWS).score == Fraction("95.07")


@pytest.mark.parametrize(
    ("percent", "verdict"), [("percent", il.Verdict.MISSED), ("fraction", il.Verdict.MET), (None, il.Verdict.INVALID)]
)
def test_bare_percentages_are_read_as_told(rules, percent, verdict):
    assert rules.evaluate({"满意度": {"2019-12": "0.95"}}, as_of="2019", percent=percent)["2"].verdict is verdict


@pytest.mark.parametrize(("kind", "total"), [("period", 950), ("本期数", 950), (il.Kind.YTD, 500)])
def test_kinds_are_read_as_told(kind, total):
    rules = il.load_ruleset(RULESET | {"measures": {"满意度": {"unit": "%"}}})
    actual = rules.evaluate({"数量": {"2019H1": "450家", "2019H2": "500家"}}, as_of="2019", kind=kind)["1"].actual
    assert actual is not None
    assert actual.quantity is not None
    assert actual.quantity.number == total


def test_an_unknown_row_is_a_key_error(rules):
    with pytest.raises(KeyError):
        rules.evaluate(ROWS)["9"]


WRONG: list[tuple[str, Any, type[il.IndicatorlangError], str]] = [
    ("no operator", lambda r: il.parse("数量 500"), il.TargetSyntaxError, "missing-operator"),
    ("an empty target", lambda r: il.parse(""), il.TargetSyntaxError, "empty-target"),
    ("a target that cannot be compiled", lambda r: il.compile("数量 >="), il.TargetSyntaxError, "missing-value"),
    ("a unit that does not fit", lambda r: il.compile("数量 >= 90%", unit="家"), il.RulesetError, "unit-mismatch"),
    ("a weight that is none", lambda r: il.compile("数量 >= 5 家", weight=float("nan")), il.RulesetError, "not-a-number"),
    ("unknown scoring rules", lambda r: r.evaluate(ROWS, profile="nope"), il.RulesetError, "unknown-reference"),
    ("a file that is not there", lambda r: il.load_ruleset("nowhere.yaml"), il.RulesetError, "ruleset-unreadable"),
    ("a folder", lambda r: il.load_ruleset(ROOT), il.RulesetError, "ruleset-unreadable"),
    ("a path no system takes", lambda r: il.load_ruleset("a\0b"), il.RulesetError, "ruleset-unreadable"),
    ("an empty ruleset", lambda r: il.loads_ruleset(""), il.RulesetError, "ruleset-unreadable"),
    ("an empty mapping", lambda r: il.load_ruleset({}), il.RulesetError, "missing-key"),
    ("actuals that are not there", lambda r: il.load_actuals("nowhere.csv"), il.ActualsError, "file-missing"),
    ("actuals that are a number", lambda r: il.load_actuals(5), il.ActualsError, "not-actuals"),
    ("records that are not there", lambda r: il.load_records("nowhere.csv"), il.ActualsError, "file-missing"),
    ("a date that is none", lambda r: r.evaluate(ROWS, as_of="2019-02-30"), il.ActualsError, "unknown-date"),
    ("a date of another kind", lambda r: r.evaluate(ROWS, as_of=object()), il.ActualsError, "unknown-date"),
    ("an unknown kind", lambda r: r.evaluate(ROWS, kind="nope"), il.ActualsError, "unknown-option-value"),
    ("an unknown spelling", lambda r: r.evaluate(ROWS, percent="nope"), il.ActualsError, "unknown-option-value"),
    (
        "several projects",
        lambda r: r.evaluate([row | {"项目名称": name} for row in ROWS for name in ("东区", "西区")]),
        il.ActualsError,
        "several-projects",
    ),
    (
        "a project of nobody",
        lambda r: r.evaluate([ROWS[0] | {"项目名称": "东区"}], project="西区"),
        il.ActualsError,
        "no-such-project",
    ),
]


@pytest.mark.parametrize(("call", "error", "code"), [pytest.param(*rest, id=name) for name, *rest in WRONG])
def test_every_exception_is_one_of_ours_and_says_why(rules, call, error, code):
    with pytest.raises(il.IndicatorlangError) as raised:
        call(rules)
    assert type(raised.value) is error
    assert raised.value.diagnostics[0].code == code
    assert raised.value.diagnostics[0].message("en")
    again = pickle.loads(pickle.dumps(raised.value))
    assert (type(again), str(again)) == (error, str(raised.value))


def test_one_bad_value_does_not_lose_the_rest(rules):
    assessment = rules.evaluate([ROWS[0] | {"实际值": "约500家"}, ROWS[1]])
    assert [r.verdict for r in assessment] == [il.Verdict.INVALID, il.Verdict.MISSED]
    assert any(d.severity is il.Severity.ERROR for d in assessment.diagnostics)
    assert assessment.provisional


def test_rules_and_results_cannot_be_changed(rules):
    assessment = rules.evaluate(ROWS)
    for thing, field in [(rules, "text"), (rules.ruleset, "name"), (assessment, "score"), (assessment["1"], "score")]:
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(thing, field, None)


def test_rules_and_results_survive_pickling(markets):
    rule = il.compile("预算执行率 >= 90%", weight=10)
    assert pickle.loads(pickle.dumps(rule))("87%").score == Fraction("9.67")
    again = pickle.loads(pickle.dumps(markets))
    assessment = markets.evaluate(MARKETS_ACTUALS)
    assert again == markets
    assert again.evaluate(MARKETS_ACTUALS).to_json() == assessment.to_json()
    kept = pickle.loads(pickle.dumps(assessment))
    assert kept == assessment
    assert kept.to_json("en") == assessment.to_json("en")
    assert kept["4"].explain().text == assessment["4"].explain().text


def test_threads_share_rules(markets):
    actuals = il.load_actuals(MARKETS_ACTUALS)
    dates = ["2019Q1", "2019Q2", "2019Q3", "2019"] * 4
    alone = [markets.evaluate(actuals, as_of=date).to_json() for date in dates]
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda date: markets.evaluate(actuals, as_of=date).to_json(), dates))
    assert together == alone
    assert len(set(alone)) == 4


def test_threads_may_start_before_anything_is_loaded():
    def work(_number: int) -> str:
        return il.load_ruleset(MARKETS).evaluate(MARKETS_ACTUALS).to_json()

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(work, range(8)))) == 1


def test_evaluating_changes_nothing(markets):
    before = pickle.dumps(markets.ruleset)
    actuals = il.load_actuals(MARKETS_ACTUALS)
    first = markets.evaluate(actuals).to_json()
    markets.evaluate(ROWS, as_of="2019Q1", profile="strict", final=True)
    assert markets.evaluate(actuals).to_json() == first
    assert pickle.dumps(markets.ruleset) == before


def test_no_clock_is_asked(markets, monkeypatch):
    class Stopped(dt.date):
        @classmethod
        def today(cls):
            raise AssertionError("the clock was asked")

    class StoppedTime(dt.datetime):
        @classmethod
        def now(cls, tz=None):
            raise AssertionError("the clock was asked")

    actuals = il.load_actuals(MARKETS_ACTUALS)
    told = markets.evaluate(actuals).to_json()
    monkeypatch.setattr(dt, "date", Stopped)
    monkeypatch.setattr(dt, "datetime", StoppedTime)
    for clock in ("time", "time_ns", "localtime", "gmtime"):
        monkeypatch.setattr(f"time.{clock}", lambda *_: pytest.fail("the clock was asked"))
    assert markets.evaluate(actuals).to_json() == told


def test_several_projects_of_one_form(rules):
    rows = [row | {"项目名称": name} for row in ROWS for name in ("东区", "西区")] + [
        {"项目名称": "东区", "指标": "数量", "期间": "2019-11", "实际值": 1}
    ]
    found = rules.evaluate_projects(rows, as_of="2019")
    assert [(a.project, a.score) for a in found] == [("东区", Fraction("95.07")), ("西区", Fraction("95.07"))]
    assert rules.evaluate(rows, project="西区").project == "西区"


def test_check_tells_of_files_and_texts_alike(tmp_path):
    text = "ruleset: 甲\nyear: 2026\nmeasures: {数: {unit: 个}, 备用: {unit: 个}}\nindicators: [{id: 1, name: 数, target: 数 >= 1 个, weight: 100}]\n"
    path = tmp_path / "a.yaml"
    path.write_text(text, encoding="utf-8")
    (of_file,) = il.check(path, select=["L188"])
    of_text = il.check_text(text, str(path), select=["L188"])
    assert of_file == of_text
    assert [(r.code, r.severity, r.said.place.line) for r in of_text.remarks] == [("L188", il.Severity.WARNING, 3)]
    (mended,) = il.check([path], select=["L188"], fix=True)
    assert mended.changed
    assert "备用" not in mended.text
    assert path.read_text(encoding="utf-8") == text
    (strict,) = il.check(path, select=["L188"], severity={"L188": "error"})
    assert strict.count(il.Severity.ERROR) == 1
    assert il.check([]) == ()
    with pytest.raises(il.RulesetError):
        il.check(path, profile="nope")
    with pytest.raises(il.IndicatorlangError):
        il.check(path, ignore=["nope"])


def test_every_public_name_is_there_and_documented():
    assert set(il.__all__) <= set(dir(il))
    for name in set(il.__all__) - {"__version__"}:
        assert getattr(il, name).__doc__, name
    with pytest.raises(AttributeError):
        il.nothing_of_this_name  # noqa: B018
