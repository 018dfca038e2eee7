"""三季度末看进度，年末看得分；第2项为什么没有得满分。"""

from pathlib import Path

import indicatorlang as il

HERE = Path(__file__).resolve().parent

rules = il.load_ruleset(HERE.parents[1] / "rulesets" / "prepaid-card-system.yaml")
actuals = il.load_actuals(HERE / "actuals.yaml")

for as_of in ("2019-09-30", "2019-12-31"):
    assessment = rules.evaluate(actuals, as_of=as_of)
    report = assessment.to_dict()
    print(
        f"评价时点 {report['as_of']}：得分 {report['score']:.2f}／{report['max_score']:.2f}，等级 {report['grade'] or '不评定'}"
    )
    for row in assessment:
        print(f"  {row.id}　{row.explain().headline}")
    print()

print(assessment["2"].explain().text)
