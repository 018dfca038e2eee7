"""A row's 评分标准 in the general words of scoring rules: what it says of this row's own target is said of the target.

`达到90%得10分，未达到按比例得分` beside ≥90% with 10 points is 达到目标值得满分，未达到目标值按比例得分; `控制在1800元以内得满分，超出不得分`
beside ≤1800元 likewise. What a clause is about is read by the tolerant reader of targets, so every spelling of a target is known here
too. A clause that names another value, another thing or other points stays as it is, and the rule is then read or refused as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from indicatorlang.lazily import pattern
from indicatorlang.library.units import parse_unit
from indicatorlang.model.number import exact
from indicatorlang.resolve.filled.default_rules import is_default, plain
from indicatorlang.resolve.filled.standings import AIM, OwnRow, Standing, standing
from indicatorlang.resolve.scoring.scoring_bands import is_band
from indicatorlang.resolve.scoring.scoring_words import clauses_of, number_of, quantity_of

REACHED, MISSED = "达到目标值", "未达到目标值"
_WORTH = pattern(
    r"(?P<head>[^，]{1,40}?)(?:的|则|，|可)?(?P<worth>(?:得|计|记)?(?:满分|全分)|(?:得|计|记)[0-9.]{1,8}分|(?:均|本项|该项)?(?:不得分|不计分)|(?:得|计)?(?:0|零)分"
    r"|(?:的部分|部分)?(?:按|根据|依据|以(?![上下内]))(?:照)?[^，]{0,12}(?:比例|完成率|完成情况|比率|/)[^，]{0,16})"
)
_HEADED_STEP = pattern(r"(?P<head>[^，每]{2,30}?)的?(?P<step>每[^，]{1,40}扣[^，]{1,20})")
_POINTS = pattern(r"(?:得|计|记)([0-9.]{1,8})分")
_TO_AIM = pattern(
    rf"(?:比|较|与)?{AIM}(?:相比)?(?=每)|(?<=[低高少多]于)(?:{AIM})(?=[0-9一二三四五六七八九十半])|(?<=超[过出])(?:{AIM})(?=[0-9一二三四五六七八九十半])"
)
_ONE_SHORT = pattern(r"(?:少于|少|缺)(?=(?:1|一)[^0-9]{1,4}扣)")
_ALL_OFF = pattern(r"扣(?:减|除)?(?P<share>[0-9.]{1,6}[%％])$")
_MISSED_ALONE = pattern(
    rf"(?:未|没有|不能|低于|高于|超过|超出|少于|不足|达不到|偏离)(?:按时|按期|如期|及时|全部)?(?:完成|达到|达成|实现|达)?(?:{AIM})?的?(?:部分)?"
)
_BARE_OVER, _BARE_SHORT = pattern(r"超过|超出|超|高于|大于"), pattern(r"低于|不足|未达到|达不到|未达|少于|小于|不到|未完成")
_EARNS = pattern(
    r"(?:每)?(?P<verb>[\u3400-\u9fff]{0,6}?)(?P<step>(?:[0-9.]{1,8}|[一二三四五])[^0-9得，扣]{1,4}?)得(?P<points>[0-9.]{1,8})分"
)
_MOST = pattern(r"(?:最高|最多|满分|共|共计|最高得|最多得|最高不超过|不超过|得分不超过)([0-9.]{1,8})分")
_TIMES_POINTS = pattern(r"(?<=[×*xX✕])([0-9.]{1,8})分?$")
_BETWEEN = pattern(
    r"^(?:<|＜|小于|低于|不足)(?P<high>[0-9.]{1,8}[^0-9得，≥大不]{0,4})(?:≥|大于等于|大于或等于|不低于)(?P<low>[0-9.]{1,8}[^0-9得，的]{0,4})(?=的?得)"
)
_WITHIN_NUMBER = pattern(r"(?<=[0-9%％元人次天])(?:及以内|以内|之内)(?=的?[，]?得)")
_ALL_OF_IT = pattern(r"^(?P<what>[\u3400-\u9fff]{0,8}?)(?:达到|达|为|=|＝|等于)?100[%％]的?得")
_STEP_OFF = pattern(r"^(?:完成率)?每.+扣")
_NOTHING_BELOW = pattern(r"(?:低于|不足|未达到|小于|<|＜)(?P<least>[0-9.]{1,6})[%％]的?不得分")
_PLAIN_STEP = pattern(r"每(?:低于|低|降低|下降|减少|少)(?P<step>[0-9.]{1,6})(?:个百分点|[%％])扣(?P<points>[0-9.]{1,6})分")
_REST_OR_LEAST = pattern(r"其余|其他|其它|否则|完成率(?:低于|不足|小于|<|＜|未达到|达不到|不到)[0-9.]{1,6}[%％]的?不得分")
_LEAST = pattern(r"(?:完成率|完成比例)(?:低于|不足|小于|<|＜|未达到|达不到|不到)(?P<share>[0-9.]{1,6})[%％]的?不得分")
_ABOVE_LEAST = pattern(
    r"(?:(?:完成率|完成比例)?(?P<share>[0-9.]{0,6})[%％]?(?:（含）)?(?:及以上|以上)|其余|其他|否则)的?(?:，)?(?:按|根据)(?:完成率|完成比例|比例)(?:计分|得分|赋分|计算得分)"
)
_RECIPROCAL = frozenset(
    plain(f"{head}{first}/{second}{times}{of}")
    for head in ("", "得分=")
    for first in ("目标值", "指标值", "年度指标值", "计划值")
    for second in ("实际值", "实际完成值", "完成值")
    for times in ("*",)
    for of in ("分值", "权重", "该项分值", "权重分", "指标分值")
)
_BELOW_ALL = "完成率每少"


def in_general_words(rule: str, row: OwnRow) -> str:
    """The rule with what it says of this row's own target said of the target; the same text where it says nothing of it."""
    clauses = [_plainer(clause, row) for clause in clauses_of(rule)]
    said: list[str] = []
    before: Standing = ""
    for at, clause in enumerate(clauses):
        follows = clauses[at + 1] if at + 1 < len(clauses) else ""
        if _MISSED_ALONE.fullmatch(clause) and follows.startswith("每"):
            continue  # 低于目标值的，每低1个百分点扣1分
        if follows.startswith("每") and standing(clause, row) == "reached":
            continue  # 计划数100家，每少一家扣0.1分
        match = _WORTH.fullmatch(clause)
        if match is None:
            said.append(_without_head(clause, row))
            continue
        stands = standing(match["head"], row) or _bare(match["head"], row, "reached" if len(clauses) == 1 else before)
        if stands == "meets_missed":
            stands = "missed" if before == "reached" else ""
        before = stands
        general = {"reached": REACHED, "missed": MISSED}.get(stands, "")
        said.append(general + _worth(match["worth"], row) if general else clause)
    said = [clause for clause in said if not _is_nothing_anyway(clause, said, row)]
    if any(clause in clauses and is_band(clause) and not _REST_OR_LEAST.match(clause) for clause in said):
        return "，".join(clauses)  # there are more bands than reached and missed
    if said and said[0].startswith("每") and any(_STEP_OFF.search(clause) for clause in said):
        said = [clause for clause in said if clause != "最高不超过满分"]
    return "，".join(said)


def _of_completion(clauses: list[str]) -> bool:
    """Whether clauses are bands of how much of the target is reached."""
    return any(clause.startswith("完成") and is_band(clause) and not _LEAST.fullmatch(clause) for clause in clauses)


def _is_nothing_anyway(clause: str, said: list[str], row: OwnRow) -> bool:
    """低于60%不得分 behind steps that have taken all points by then."""
    match, bound = _NOTHING_BELOW.fullmatch(clause), exact(row.reading.value or "")
    steps = [found for other in said if (found := _PLAIN_STEP.fullmatch(other)) is not None]
    if match is None or bound is None or len(steps) != 1 or row.less_is_better or row.reading.unit != "%":
        return False
    least, step, points = (exact(text) for text in (match["least"], steps[0]["step"], steps[0]["points"]))
    return bool(least is not None and step and points and (bound - least) / step * points >= row.weight)


def further_forms(general: str, row: OwnRow) -> tuple[str | Mapping[str, object], ...]:
    """What a rule in general words comes to in other words: 目标值/实际值×分值 is the inverse ratio, and 完成率低于60%不得分 beside
    what holds anyway a lowest share."""
    if row.less_is_better:
        return ("按反比",) if plain(general) in _RECIPROCAL else ()
    clauses = clauses_of(general)
    whole = _WORTH.fullmatch(clauses[0]) if clauses else None
    if (
        whole is not None
        and standing(whole["head"], row) == "reached"
        and _worth(whole["worth"], row).endswith("满分")
        and _of_completion(clauses[1:])
    ):
        rest = [re.sub(r"^完成(?:目标|任务)?(?=[0-9])", "完成率", clause) for clause in clauses[1:]]
        return ("，".join(["完成率≥100%得满分", *rest]),)
    for at, clause in enumerate(clauses):
        least = _LEAST.fullmatch(clause)
        if least is None or row.reading.kind != "number":
            continue
        others = [other for other in clauses if other is not clause]
        others = [
            "按完成率得分" if (m := _ABOVE_LEAST.fullmatch(other)) and m["share"] in ("", least["share"]) else other
            for other in others
        ]
        share = exact(least["share"])
        at_an_end = at == len(clauses) - 1 or clause == clauses[0]
        if at_an_end and share is not None and share < 100 and is_default("，".join(others)):
            return ({"method": "按比例", "floor": f"{least['share']}%"},)
    return ()


def _plainer(clause: str, row: OwnRow) -> str:
    """A clause without what only repeats the row: its name before the step, 目标值 behind 低于, points that are all of them."""
    clause = _TO_AIM.sub("", _without_name(clause, row)).replace("未超过", "不超过")
    clause = _BETWEEN.sub(r"\g<low>≤值<\g<high>", _WITHIN_NUMBER.sub("以下", clause))
    clause = _ALL_OF_IT.sub(r"\g<what>≥100%得", clause)
    if _TIMES_POINTS.search(clause) and exact(_TIMES_POINTS.findall(clause)[0]) == row.weight:
        clause = _TIMES_POINTS.sub("分值", clause)
    if (most := _MOST.fullmatch(clause)) and exact(most[1]) == row.weight:
        return "最高不超过满分"
    clause = _ONE_SHORT.sub("每少", clause) if not clause.startswith("每") and _ONE_SHORT.match(clause) else clause
    if clause.startswith("每"):
        clause = _ALL_OFF.sub(r"扣分值的\g<share>", clause).replace("扣减", "扣")
        verb = re.match(r"(每(?:少|减少|缺))([\u3400-\u9fff]{2,4})(?=[0-9一])", clause)
        if verb is not None and (verb[2] in row.name or verb[2] in ("完成", "举办", "开展", "组织")):
            clause = verb[1] + clause[verb.end() :]
        clause = re.sub(r"^每(?:升高|上升|增高)", "每高", clause)
    return _earned_by_step(clause, row) or clause


def _without_name(clause: str, row: OwnRow) -> str:
    """服务对象满意度每低1%, 满意度在90%: without the indicator's own name, whole or the end of it. 完成率 says more than a name."""
    head = re.match(r"([\u3400-\u9fff]{2,20}?)(?=每|≥|>|≤|<|＜|＞|=|＝)", clause)
    if head is None or head[1] not in row.name or head[1] in ("完成", "完成率", "完成比例"):
        return clause
    return clause[head.end() :]


def _earned_by_step(clause: str, row: OwnRow) -> str:
    """每举办1场得2.5分 beside 4场 and 10 points is 每少1场扣2.5分: the same where all steps together earn all points."""
    match = _EARNS.fullmatch(clause)
    bound, step = exact(row.reading.value or ""), None if match is None else quantity_of(match["step"])
    if match is None or step is None or bound is None or row.less_is_better or row.reading.kind != "number":
        return ""
    points = number_of(match["points"])
    verb = match["verb"]
    if points is None or step.number <= 0 or not (verb in ("", "完成", "达到", "举办", "开展", "组织") or verb in row.name):
        return ""
    unit = parse_unit(row.reading.unit or "").unit
    if step.unit.is_percent and not unit.is_percent:
        head, count = _BELOW_ALL, 1 / step.base
    elif step.unit.fits(unit) and not (step.unit.is_ratio and not step.unit.is_percent):
        head, count = "每少", bound * unit.factor / step.base
    else:
        return ""
    if count * points != row.weight or (not clause.startswith("每") and step.number != 1):
        return ""
    said = match["step"].replace("%", "个百分点").replace("％", "个百分点") if step.unit.is_percent else match["step"]
    return f"{head}{said}扣{match['points']}分"


def _without_head(clause: str, row: OwnRow) -> str:
    """低于90%每降低1个百分点扣1分: the step alone, where its head only says that the target is missed."""
    match = _HEADED_STEP.fullmatch(clause)
    if match is None:
        return clause
    missed = standing(match["head"], row) in ("missed", "meets_missed") or _MISSED_ALONE.fullmatch(match["head"])
    return match["step"] if missed else clause


def _worth(worth: str, row: OwnRow) -> str:
    points = _POINTS.fullmatch(worth)
    return "得满分" if points is not None and exact(points[1]) == row.weight else worth


def _bare(head: str, row: OwnRow, before: Standing) -> Standing:
    """超过 or 低于 alone, behind what a reached target earns."""
    if before != "reached":
        return ""
    side = _BARE_OVER if row.less_is_better else _BARE_SHORT
    return "missed" if side.fullmatch(head) else ""
