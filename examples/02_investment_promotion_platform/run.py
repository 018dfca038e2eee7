"""年末的评价：合计，没有达标的指标，第9项由四个条件合成的得分（备份按周、按天、按月点数），第10项按台账逐条核对的得分。"""

from pathlib import Path

import indicatorlang as il

HERE = Path(__file__).resolve().parent

rules = il.load_ruleset(HERE.parents[1] / "rulesets" / "investment-promotion-platform.yaml")
actuals = il.load_actuals(HERE / "actuals.csv")
records = {"发布记录": HERE / "publications.csv", "备份记录": HERE / "backups.csv"}
assessment = rules.evaluate(actuals, records=records, as_of="2019-12-31")

report = assessment.to_dict()
print(f"评价时点 {report['as_of']}：得分 {report['score']:.2f}，等级 {report['grade']}")
for row in assessment:
    if row.verdict == "missed":
        print(f"  {row.id}　{row.explain().headline}")

print()
print(assessment["9"].explain().text)
print()
print(assessment["10"].explain().text)
