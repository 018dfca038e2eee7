"""年末的评价：平均分配的分值，不适用的第8项怎样折算，恰好等于界限的第9项。"""

from pathlib import Path

import indicatorlang as il

HERE = Path(__file__).resolve().parent

rules = il.load_ruleset(HERE.parents[1] / "rulesets" / "service-hall.yaml")
actuals = il.load_actuals(HERE / "actuals.xlsx")
assessment = rules.evaluate(actuals, as_of="2019-12-31")

report = assessment.to_dict()
print(f"评价时点 {report['as_of']}：折算前合计 {report['raw_score']:.2f}，得分 {report['score']:.2f}，等级 {report['grade']}")
for row in assessment:
    print(f"  {row.id}　{row.explain().headline}")

for number in ("8", "9"):
    print()
    print(assessment[number].explain().text)
