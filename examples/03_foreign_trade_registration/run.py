"""同一批数据在三季度末和年末各评价一次，看第3项怎样从亮红灯变成未达标。"""

from pathlib import Path

import indicatorlang as il

HERE = Path(__file__).resolve().parent

rules = il.load_ruleset(HERE.parents[1] / "rulesets" / "foreign-trade-registration.yaml")
actuals = il.load_actuals(HERE / "actuals.json")
records = {"办件记录": il.load_records(HERE / "cases.csv")}

for as_of in ("2019-09-30", "2019-12-31"):
    assessment = rules.evaluate(actuals, records=records, as_of=as_of)
    report = assessment.to_dict()
    print(
        f"评价时点 {report['as_of']}：得分 {report['score']:.2f}／{report['max_score']:.2f}，等级 {report['grade'] or '不评定'}"
    )
    print(assessment["3"].explain().text)
    print()
