"""Chinese numerals that count something: 三个工作日, 两次, 百分之九十五, 零投诉, 壹拾伍万元整, 三至五年, 半数以上.

A numeral stands for an amount at the start of the words, behind a word that leads up to it, before a bound (…后七日内修复), and
at the end of the words (新增四个). Elsewhere it mostly makes a name: 三类人员, 二次供水, 一体化.
"""

from __future__ import annotations

from indicatorlang.diagnostics import Span
from indicatorlang.lazily import pattern
from indicatorlang.syntax.written.pieces.tokens import Scan, Token
from indicatorlang.syntax.written.tree import WrittenNumber, WrittenOperator

_BEGINS = frozenset("零〇一二三四五六七八九十百千万两半壹贰叁肆伍陆柒捌玖拾佰仟廿卅")
# 分为三类: inside a sentence a numeral behind one of these counts.
_LEADS_IN = "为了达成于过"
# 第三方, 统一, 不一, 万无一失: behind these a numeral is part of a word.
_PART_OF_A_WORD = frozenset("第统唯同每不专单其之任某另逐漏落合归划如进独惟初头前近上周拜数几低高快涨跌降减春夏秋冬")
# 一致性, 一体化: these make a word of what looks like a numeral with its unit.
_MAKES_A_WORD = ("性", "式", "化", "体", "致", "流", "间", "制")
_OWN_WORDS = (
    "制度",
    "制定",
    "制作",
    "制品",
    "体系",
    "体育",
    "体检",
    "化解",
    "化肥",
    "性能",
    "流程",
    "流域",
    "式样",
    "间隔",
    "制剂",
)
# 三类人员, 二级医院, 二次供水, 三方协议: what it numbers has a name behind it.
_NUMBERED = frozenset({"类", "级", "等", "号", "线", "方", "档", "层"})
_OF_A_RANK = pattern(r"(?:[国部省市州县区乡镇村校院厅处]级|国家|全国|[省市县区])\Z")
_SECOND = pattern(
    r"[一二三]次(?=[\u3400-\u9fff])|[一二三]期(?=工程|项目|建设|改造|[0-9])|[三五十]年(?=计划|规划|行动|攻坚|禁渔|大计)"
)
# 六个百分之百, 两个100%: slogans.
_SLOGAN = pattern(
    r"[一二三四五六七八九十两]{1,2}个(?:百分之百|100%|百分百|确保|维护|不放过|必须|一律|一(?=工程|行动|活动|达标|标准|目标|建设))"
)
_HALF = pattern(r"(?P<more>过|超)?(?:一半|半数)|(?P<over>过)半(?![个年月天小数])")
# 一成, 一倍, 一个百分点 are sure: nothing else is meant by them.
_RELATIVE = ("", "成", "折", "倍", "%", "‰", "百分点", "个百分点")
_TO_ANOTHER = pattern(r" ?(?:至|到|[-~]{1,2}) ?[一二两三四五六七八九十百]{1,6}")
_HAN = pattern(r"[\u3400-\u9fff]")
# 近万人次, 逾千户; 上百家 and 数百家 are no numbers.
_ROUND, _MORE_OR_LESS = pattern(r"[百千万](?P<more>[余多])?(?![百千万亿])"), tuple("近逾超约过")
_WORTH = {"百": "100", "千": "1000", "万": "10000"}
_TWICE = pattern(r"(?P<numeral>[零一二三四五六七八九十百千万两壹贰叁肆伍陆柒捌玖拾佰仟]{1,9}) ?[(](?P<digits>[0-9]{1,9})[)] ?")
_LARGE = pattern(r"[一二三四五六七八九十两零百千万亿]*[一二三四五六七八九两][百千万亿十]*[百千万亿]")
_NAMED = ("工程", "计划", "行动", "活动", "任务", "攻坚", "战")
_CLOSES = pattern(r"(?:整|左右|上下|内外)?\s{0,4}(?:[,;。、!?)\]\n:]|\Z)")
_RATE = pattern(
    r"(?:一个?(?P<period>年|季度|季|月|周|星期|日|天)|(?P<half>半年))"
    r"(?=(?:放映|开展|组织|举办|召开|检查|巡查|清扫|公示|报送|更新|至少|不少于){0,2}[一两二三四五六七八九十0-9]{1,3} ?"
    r"(?:次|场|期|回|趟|遍|轮|份|台|部|节|批))"
)


def rate_at(scan: Scan, at: int) -> int:
    """一月一次, 半年两场: the stretch in which something happens so often."""
    found = _RATE.match(scan.text, at) if scan.text[at] in "一半" else None
    if found is None:
        return 0
    period = "half" if found["half"] else scan.words.per_period.whole(found["period"])
    return scan.add(Token("period", Span(at, found.end()), period))


def numeral_at(scan: Scan, at: int) -> int:
    """A numeral with its unit. A bare 一 is unsure, for 一次 and the like often count nothing."""
    text = scan.text
    if text[at] in "过超一半":
        half = _half_at(scan, at)
        if half:
            return half
    if text[at] not in _BEGINS:
        return 0
    if twice := _twice_at(scan, at):
        return twice
    free = scan.touches() or text[at - 1] in _LEADS_IN
    if text[at] == "零" and at + 1 < len(text) and free and scan.words.nought_of.at(text, at + 1):
        return scan.add(Token("number", Span(at, at + 1), WrittenNumber("0")))
    slogan = _SLOGAN.match(text, at)
    if slogan:
        return slogan.end()
    if end := _round_at(scan, at):
        return end
    if text[at - 1 : at] in _BEGINS or (scan.found and scan.found[-1].kind == "number" and scan.touches()):
        return 0
    found = scan.units.numeral(text, at)
    if found is None or (text[at] == "零" and _HAN.match(text, found[0])):
        return 0  # 零门槛
    return _placed(scan, at, free, *found)


def _placed(scan: Scan, at: int, free: bool, end: int, number: str, unit: str) -> int:
    """The numeral as a piece, when it counts something at its place."""
    text = scan.text
    if (_SECOND.match(text, at) and not _happens(scan, at)) or (
        text[end : end + 1] in _MAKES_A_WORD and not text.startswith(_OWN_WORDS, end)
    ):
        return end
    following = scan.words.after.at(text, end)
    closes = _CLOSES.match(text, end)
    if text[at : at + 1] == "一" and number == "1" and text[end : end + 1] == "一":
        return end  # 一户一档
    if unit == "月" and not following:
        return end  # 三月三
    if unit in _NUMBERED and not following and (_HAN.match(text, end) or _OF_A_RANK.search(text, max(0, at - 3), at)):
        return end  # 县级一类
    if unit in _NUMBERED and following and _HAN.match(text, following[0]):
        return end  # 二类以上公厕10座
    if text[at - 1 : at] == "、" and text[at - 2 : at - 1] in _BEGINS and unit:
        return scan.add(Token("every", Span(at, end)))  # 十二、三人
    if text[end : end + 1] == "半" and unit and number.isdigit():
        number, end = f"{number}.5", end + 1  # 两年半
        following, closes = scan.words.after.at(text, end), _CLOSES.match(text, end)
    if not unit and (noun := _noun_end(scan, at, end)):
        return scan.add(Token("number", Span(at, noun), WrittenNumber(number, text[end:noun]), Span(end, noun)))
    if not unit and "分之" not in text[at:end]:
        if not free or text[at] == "半":
            return 0
        ranged = _TO_ANOTHER.match(text, end)
        alone = closes and text[end : end + 1] != "、" and (scan.behind_operator() or not scan.found)
        if not (ranged or alone or scan.behind_range()) or (number == "1" and not ranged):
            return 0
    elif not free:
        counted = following or closes or text[at - 2 : at] in scan.words.counted_deeds
        if not counted or not _HAN.match(text, at - 1) or text[at - 1] in _PART_OF_A_WORD:
            return 0
    one = text[at] == "一" and number == "1"
    listed = one and "一" in text[max(0, at - 12) : at]
    unsure = one and unit not in _RELATIVE and not following and (free or listed or not closes)
    stop = end + (text.startswith("整", end) and unit.endswith(("元", "圆")))
    value = WrittenNumber(number, unit)
    more = next((place for place in range(at, end) if text[place] in "余多来"), -1)
    if more >= 0:
        scan.add(Token("approximate", Span(more, more + 1), text[more]))
    named = unit not in _RELATIVE and not following and bool(_HAN.match(text, stop))
    unit_span = Span(end - len(unit), end) if unit and text[max(0, end - len(unit)) : end] == unit else None
    return scan.add(Token("number", Span(at, stop), value, unit_span, unsure=unsure, named=named))


def _twice_at(scan: Scan, at: int) -> int:
    """三（3）次: the same number in digits again."""
    text = scan.text
    twice = _TWICE.match(text, at) if text[at - 1 : at] not in _BEGINS | _PART_OF_A_WORD else None
    told = scan.units.numeral(f"{twice['numeral']}个", 0) if twice else None
    if twice is None or told is None or told[1] != twice["digits"]:
        return 0
    end = scan.units.unit_end(text, twice.end())
    unit = Span(twice.end(), end) if end > twice.end() else None
    return scan.add(Token("number", Span(at, end), WrittenNumber(told[1], text[twice.end() : end]), unit))


def _round_at(scan: Scan, at: int) -> int:
    """近万人次, 百余人, 百日内, 百分百: a hundred and the like without a digit, where something says that it counts."""
    text = scan.text
    many = _ROUND.match(text, at)
    if many is None or text[at - 1 : at] in _BEGINS:
        return 0
    if text.startswith("百分百", at):
        return scan.add(Token("number", Span(at, at + 3), WrittenNumber("100", "%")))
    end = scan.units.unit_end(text, many.end())
    bounded = scan.touches() and scan.words.after.at(text, end)
    if end == many.end() or not (text[at - 1 : at] in _MORE_OR_LESS or many["more"] or bounded):
        return 0
    if many["more"]:
        scan.add(Token("approximate", Span(*many.span("more")), many["more"]))
    return scan.add(
        Token("number", Span(at, end), WrittenNumber(_WORTH[text[at]], text[many.end() : end]), Span(many.end(), end))
    )


def _happens(scan: Scan, at: int) -> bool:
    """每季度开展一次检查: behind a period and a deed, 一次 counts."""
    text = scan.text
    return (
        text[at + 1] == "次"
        and text[at - 2 : at] in scan.words.counted_deeds
        and any(p.kind == "period" for p in scan.found[-2:])
    )


def _noun_end(scan: Scan, at: int, end: int) -> int:
    """完成三十万画幅: behind a deed, a numeral of two characters or more counts whatever noun closes the words."""
    text = scan.text
    large = end - at > 1 and _LARGE.fullmatch(text, at, end) and text[at - 2 : at] in scan.words.counted_deeds
    if not large or text[end : end + 1] in _BEGINS:
        return 0
    noun = scan.units.unit_end(text, end)
    return noun if end < noun <= end + 4 and _CLOSES.match(text, noun) and not text.endswith(_NAMED, end, noun) else 0


def _half_at(scan: Scan, at: int) -> int:
    """半数以上, 过半, 超过一半: half of all."""
    text = scan.text
    found = _HALF.match(text, at)
    over = found is not None and found["over"] and _CLOSES.match(text, found.end()) and text[at - 1] != "双"
    if found is None or not (over or scan.touches() or text[at - 1] in "率例比占数为的"):
        return 0
    word = found["more"] or found["over"]
    if scan.found and scan.found[-1].kind == "growth" and scan.touches() and not word:
        return scan.add(Token("number", Span(at, found.end()), WrittenNumber("50", "%")))
    bounded = word or scan.behind_operator() or scan.words.after.at(text, found.end())
    if not bounded and not (_CLOSES.match(text, found.end()) and not any(piece.kind == "number" for piece in scan.found[-4:])):
        return 0
    if word:
        span = Span(at, at + 1)
        scan.add(Token("operator", span, WrittenOperator(">", word, True, span)))
    return scan.add(Token("number", Span(at + len(word or ""), found.end()), WrittenNumber("50", "%")))
