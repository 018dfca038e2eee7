"""The wordings of `grammar/`: comparisons, growth, baselines, periods, 每亩, 约, and the words that join conditions."""

from __future__ import annotations

import functools

from indicatorlang.diagnostics import Span
from indicatorlang.lazily import pattern
from indicatorlang.syntax.written.pieces.dates import date_at, roc_year_at
from indicatorlang.syntax.written.pieces.tokens import Scan, Token
from indicatorlang.syntax.written.tree import Change, WrittenDate, WrittenOperator
from indicatorlang.syntax.written.vocabulary import Wording, vocabulary

# 每2年一次 is no period of the calendar, 每10万人12名 one of so many.
_EVERY_FEW = pattern(
    r"隔(?:[日天周月年季]|[一两二三0-9])"
    r"|每(?:隔|满|逢)?(?:[2-9](?![0-9])|[1-9][0-9]+|[二两三四五六七八九]|十[一二三四五六七八九]?|[一二三四五六七八九]?[十百千万]) ?[十百千万亿]{0,2} ?个?"
)
_STRETCH = pattern(r"[年月周日天]|小时|星期|季度|工作日|分钟|学期")
# 节约5%, 附近3个: these make another word of 约 and 近.
_NO_GUESS = tuple("节制预签契合续违公条履附临邻靠最远")
# 无明显下降 is not to fall, 未出现上升 not to rise.
_DENIAL = pattern(r"(?:无|没有|未|不)(?:出现|发生|产生|有|再)?(?:明显|显著|较大|大幅度?|大)?的?\Z")
_LONGEST_DENIAL = 9
_DENIED: dict[str, Change] = dict.fromkeys(("下降", "降低", "减少", "下滑", "下跌", "回落", "缩小", "减弱"), "no_less")
_DENIED |= dict.fromkeys(("上升", "上涨", "增长", "增加", "回升", "升高", "扩大"), "no_more")
# 人均增收500元: what one of them gains or gets.
_GAIN = pattern(r"年?(?:增收|增加|减少|减支|节支|节约|节省|降低|提高|补助|补贴|奖励|分红|受益|发放|获益|补偿|支出|投入|收入)")
_GIVEN = pattern(
    r"补助|补贴|奖励|资助|发放|支付|收取|上限|下限|最高|最低|给予|安排|投入|成本|标准|收费|增收|支出|限额|为(?=[0-9])"
)
_BASE = pattern(
    r"[\u3400-\u9fff]{0,6}(?:预算|概算|估算|决算|合同价|中标价|批复|总投资|总额|限额|计划|[\u3400-\u9fff]{2}的)[数额]?的?(?=[0-9])"
)
_AMOUNT_BEGINS = frozenset("零一二三四五六七八九十百千万两半$€£¥约<>=≥≤")


def phrase_at(scan: Scan, at: int) -> int:
    """A wording: first those that stand behind a number, then all others."""
    if scan.text[at] not in _begins():
        return 0
    return _behind(scan, at) or _joining(scan, at) or _comparing(scan, at) or _recurring(scan, at)


@functools.cache
def _begins() -> frozenset[str]:
    """What any wording begins with; most places of a text are told by one look here."""
    words = vocabulary()
    behind = (words.after, words.between_after, words.approximate_after)
    others = (words.joins, words.between, words.baselines, words.before, words.growth, words.comparing)
    recurring = (words.periods, words.each, words.per_capita, words.approximate)
    return frozenset("/隔").union(*(phrases.begins for phrases in (*behind, *others, *recurring)))


def _behind(scan: Scan, at: int) -> int:
    """以上, 左右, 之间, /月: what only says something behind a number."""
    previous = scan.found[-1] if scan.found else None
    if previous is None or previous.kind not in ("number", "approximate", "operator", "aside") or not scan.touches():
        return 0
    text, words = scan.text, scan.words
    behind = words.after.at(text, at)
    if behind and not (previous.kind == "operator" and not previous.after):
        return _operator(scan, at, *behind, after=True)
    if ends := words.between_after.at(text, at):
        return scan.add(Token("between", Span(at, ends[0])))
    if about := words.approximate_after.at(text, at):
        return scan.add(Token("approximate", Span(at, about[0]), about[1]))
    if text[at] == "/" and (per := words.per_period.at(text, at + 1)):
        return scan.add(Token("period", Span(at, per[0]), per[1]))
    return 0


def _joining(scan: Scan, at: int) -> int:
    """且, 介于: what joins conditions, or the ends of a range that follows."""
    if join := scan.words.joins.at(scan.text, at):
        return scan.add(Token("stop", Span(at, join[0])))
    if between := scan.words.between.at(scan.text, at):
        scan.between = True
        return scan.add(Token("between", Span(at, between[0])))
    return 0


def _comparing(scan: Scan, at: int) -> int:
    """上年, 不低于, 增长, 较2018年: what is compared, how, and with what. Passes over a word of comparison that has no use."""
    text, words = scan.text, scan.words
    if baseline := words.baselines.at(text, at):
        of_it = text.startswith("的", baseline[0]) and _number_follows(scan, baseline[0] + 1)
        return scan.add(Token("baseline", Span(at, baseline[0] + of_it), baseline[1], after=of_it))
    before, growth = words.before.at(text, at), words.growth.at(text, at)
    later = words.growth.at(text, at + 1) if growth else None
    if growth and later and later[0] > growth[0]:
        growth = None  # 逐年增长 holds no 年增
    if before and (growth is None or before[0] >= growth[0]):
        touching = before[1].side == "touching" and not _number_follows(scan, _past_base(scan, *before))
        if not touching:
            return _operator(scan, at, *before)
    if growth:
        return _changing(scan, at, *growth)
    if compare := words.comparing.at(text, at):
        date = _year_compared_with(text, compare[0])
        if date is not None:
            return scan.add(Token("baseline", Span(at, date.span.end), text[compare[0] : date.span.end]))
        named = words.baselines.at(text, compare[0])
        return scan.add(Token("baseline", Span(at, compare[0]), "")) if named else compare[0]
    return 0


def _changing(scan: Scan, at: int, end: int, change: tuple[Change, bool] | None) -> int:
    """增长, 无明显下降; 高 and 节约 only between a baseline and a number: 较上年高2个百分点."""
    text = scan.text
    if change is None:
        return end
    if text[at:end] in scan.words.growth_beside:
        beside = any(piece.kind == "baseline" for piece in scan.found[-2:]) and _number_follows(scan, _past_bound(scan, end))
        return scan.add(Token("growth", Span(at, end), change)) if beside else 0
    denial = _DENIAL.search(text, max(0, at - _LONGEST_DENIAL), at)
    denied = _DENIED.get(text[at:end]) if denial else None
    if denial and denied and denial.start() >= scan.last_end:
        return scan.add(Token("growth", Span(denial.start(), end), (denied, False)))
    return scan.add(Token("growth", Span(at, end), change))


def _past_base(scan: Scan, end: int, wording: Wording) -> int:
    """不超预算的5%: past what the share is of."""
    base = _BASE.match(scan.text, end) if wording.op == "<=" else None
    return base.end() if base else end


def _past_bound(scan: Scan, at: int) -> int:
    bound = scan.words.before.at(scan.text, at)
    return bound[0] if bound else at


def _year_compared_with(text: str, at: int) -> WrittenDate | None:
    """The year of 较2018年, 較111年."""
    return (date_at(text, at) or roc_year_at(text, at)) if text[at : at + 1].isdigit() else None


def _recurring(scan: Scan, at: int) -> int:
    """每月, 每亩, 约: in what period, for each of what, and whether the number is only about right."""
    text, words = scan.text, scan.words
    if period := words.periods.at(text, at):
        return scan.add(Token("period", Span(at, period[0]), period[1]))
    if capita := words.per_capita.at(text, at):
        gain = _GAIN.match(text, capita[0])
        if _number_follows(scan, _past_bound(scan, gain.end() if gain else capita[0])):
            return scan.add(Token("per", Span(at, capita[0]), f"均{capita[1]}"))
        return capita[0]
    if many := _EVERY_FEW.match(text, at):
        end = max(many.end(), scan.units.unit_end(text, many.end()))
        end += text.startswith("人口", end - 1)
        of_time = text[at] == "隔" or _STRETCH.match(text, many.end())
        return scan.add(Token("every" if of_time else "per", Span(at, end), text[at:end]))
    if each := words.each.at(text, at):
        end = scan.units.unit_end(text, each[0]) if each[1] == "每" else each[0]
        given = _GIVEN.search(text, each[0] + 1, max(end, each[0] + 1))
        end = given.start() if given else end  # 每案补助上限50万元
        return scan.add(Token("per", Span(at, end), text[each[0] : end])) if end > each[0] else each[0]
    about = words.approximate.at(text, at) if text[at - 1 : at] not in _NO_GUESS else None
    if about and _number_follows(scan, about[0]):
        return scan.add(Token("approximate", Span(at, about[0]), about[1]))
    return 0


def _operator(scan: Scan, at: int, end: int, wording: Wording, after: bool = False) -> int:
    span = Span(at, end)
    return scan.add(Token("operator", span, WrittenOperator(wording.op, wording.phrase, True, span), after=after))


def _number_follows(scan: Scan, at: int) -> bool:
    text = scan.text
    while at < len(text) and text[at] in " :":
        at += 1
    following = text[at : at + 1]
    return following.isdigit() or following in _AMOUNT_BEGINS
