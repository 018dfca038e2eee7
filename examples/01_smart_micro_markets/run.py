"""三季度末的评价：合计，每项一句话，第4项失分的原因；第5项同时给出中英文说明。"""

from pathlib import Path

import indicatorlang as il

HERE = Path(__file__).resolve().parent

rules = il.load_ruleset(HERE.parents[1] / "rulesets" / "smart-micro-markets.yaml")
actuals = il.load_actuals(HERE / "actuals.csv")
assessment = rules.evaluate(actuals, as_of="2019-09-30")

report = assessment.to_dict()
print(f"评价时点 {report['as_of']}：已到期 {report['max_score']:.2f} 分，得 {report['score']:.2f} 分")
for row in assessment:
    print(f"  {row.id}　{row.explain().headline}")

print()
print(assessment["4"].explain().text)
print()
print(assessment["5"].explain().text)
print()
print(assessment["5"].explain(lang="en").text)
