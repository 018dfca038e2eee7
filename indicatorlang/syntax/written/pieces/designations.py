"""Digits that are part of a name and count nothing: GB/T 14848-2017, 〔2020〕3号, 5A级, 7×24小时; and ranks: 前三名.

The scanner passes over a designation, so that a text which holds no other digits is a state.
"""

from __future__ import annotations

from indicatorlang.diagnostics import Span
from indicatorlang.lazily import pattern
from indicatorlang.syntax.written.pieces.tokens import Scan, Token
from indicatorlang.syntax.written.tree import WrittenNumber, WrittenOperator

_NUMERAL = "一二三四五六七八九十两"
# 标准号: a well-known body, or letters with /T or a year behind their number.
_YEAR = r"(?: ?[-:] ?(?:19|20)[0-9]{2}(?![0-9]))"
_NUMBER = r"[0-9]{1,6}(?:\.[0-9]{1,3}){0,3}"
_STANDARD = pattern(
    rf"(?:gb|iso|iec|ohsas|astm|haccp|cnas|cma|who|ansi|ieee|iatf)[a-z]{{0,2}}(?: ?/ ?[a-z]{{1,6}})? {{0,2}}{_NUMBER}{_YEAR}?(?! *%)"
    rf"|[a-z]{{1,4}}[0-9]{{0,4}} ?/ ?(?:t|z|j) {{0,2}}{_NUMBER}{_YEAR}?"
    rf"|[a-z]{{2,5}} {{0,2}}[a-z]{{0,2}} ?{_NUMBER}(?: ?[/-] ?[0-9]{{1,3}})?{_YEAR}"
)
# HJ 2.2, JTG F80/1: a body of standards of an industry, without a year; behind a word that keeps to it, or before one that calls it so.
_OF_INDUSTRY = pattern(
    r"(?:jtg|jtj|jts|cjj|cj|jgj|jg|hj|sl|dl|ny|qb|yy|ws|hg|jb|tb|yd|ga|ly|nb|aq|sy|td|lb|jjg|jjf|cecs|gbz|db[0-9]{0,4}|ts)"
    rf" {{0,2}}[a-z]{{0,2}} ?{_NUMBER}(?: ?/ ?[0-9]{{1,3}})?(?![0-9%‰])"
)
_KEEPS_TO = pattern(r"(?:符合|满足|执行|按照?|依据|根据|遵守|遵照|达到|参照|对照) ?(?:国家|行业|地方)?(?:标准)? ?[“《(]?\Z")
_CALLED_SO = pattern(r" ?[)》”]? ?(?:标准|规范|规程|规定|要求|导则|的)")
# 2024-2026年实施方案, 2023年工作要点: the years of a plan. One year alone only behind a word that keeps to the plan.
_PLAN = (
    r"(?:实施|工作|行动|发展|建设|总体|专项|三年|五年|中长期|战略|改革|整治|治理|提升|创建|保护|利用|推广|补贴|购置|攻坚|年度|重点|任务|管理|培训){0,3}"
    r"(?:方案|规划|计划|纲要|要点|意见|目录|指南|指引|办法|细则|清单)"
    r"(?=\s*(?:\Z|[,;。、!)）”》\n]|的|要求|规定|内容|任务|目标|精神|执行|落实|推进|开展|完成|实施|进行))"
)
_PLAN_OF_YEARS = pattern(rf"(?:19|20)[0-9]{{2}} ?年?度? ?[-~至到] ?(?:19|20)[0-9]{{2}} ?年?度?{_PLAN}")
_PLAN_OF_A_YEAR = pattern(rf"(?:19|20)[0-9]{{2}} ?年?度?{_PLAN}")
_BY_PLAN = pattern(r"(?:符合|执行|按照?|依据|根据|遵照|对照|落实|贯彻)[\u3400-\u9fff]{0,12}\Z")
_DOCUMENT = pattern(
    r"[\[〔【(](?:19|20)[0-9]{2}(?:年)?[\]〕】)] {0,2}第? {0,2}[0-9]{1,4} {0,2}号"
    r"|(?:19|20)[0-9]{2} {0,2}年 {0,2}第? {0,2}[0-9]{1,4} {0,2}号(?=文|令|通知|公告|决定|意见|办法|批复|纪要|会议)"
    r"|第? {0,2}[0-9]{1,4} {0,2}号(?=文|令|通知|公告|决定|意见|批复)"
    r"|(?:19|20)[0-9]{2}(?: {0,2}年)? {0,2}版"
    r"|第 {0,2}[0-9]{1,3} {0,2}(?:条|款|项|章|节|页|届|批次?|期|轮|次|卷|集|版|方|类|级|等|档|号|标段)(?![0-9])"
    r"|第 {0,2}[0-9]{1,3} {0,2}(?:批次?|期|轮)|[1-9]期(?=工程|项目|建设|改造)"
)
# 12345热线, 120急救: a number to call.
_HOTLINE = pattern(
    r"(?:1[0-9]{4}|110|119|120|122|114)(?=[“”]?(?:热线|专线|平台|电话|举报|服务|工单|投诉|指挥|接处?警|急救|系统|诉求|便民))"
)
# 8时至20时, 9:00-17:00: hours of the day.
_OPEN_HOURS = pattern(
    r"[0-2]?[0-9](?::[0-5][0-9]|[时点](?:[0-5][0-9]分)?) ?[-~至到] ?(?:次日|晚上?|下午|夜间)?[0-2]?[0-9](?::[0-5][0-9]|[时点](?:[0-5][0-9]分)?)(?![0-9])"
)
_STARS = pattern(r"[1-7] ?星级(?![0-9])")
# 1+X证书, 3+1模式, "1+3+N": what is put together so is called by its numbers.
_PUT_TOGETHER = pattern(r"(?:[0-9]{1,3}|[nx])(?: ?\+ ?(?:[0-9]{1,3}(?![0-9.%])|[nx](?![a-z])))+(?! ?[%‰])")
_CLASS = pattern(r"[1-5][a-e]{1,3}(?![a-z0-9])(?=[级类等景企标]|\Z)")
_ON_DUTY = (
    "不间断|不断|值守|值班|在线|在岗|运行|运转|开放|开机|监控|监测|监管|轮班|轮值|轮岗|制"
    "|全年无休|全年不|全年开|全天候|待命|待机|畅通|巡查|巡逻|接听|营业|供|热线|自助|备勤|备班|无休|保障|服务"
)
_ROUND_THE_CLOCK = pattern(
    r"(?:365 {0,2}天 {0,2}[,、x*×]? {0,2})?(?:[57] {0,2}[x*×] {0,2}24|24 {0,2}[x*×] {0,2}7) {0,2}(?:个?小时|h)?"
    r"|365 {0,2}天 {0,2}[,、x*×]? {0,2}24 {0,2}个?小时(?!以?内)"
    r"|[57] {0,2}天 {0,2}[,、x*×]? {0,2}24 {0,2}个?小时(?!以?内)"
    rf"|(?:全天 {{0,2}})?24 {{0,2}}个?小时(?= {{0,2}}(?:{_ON_DUTY}))"
)
_RANK = pattern(
    rf"前 {{0,2}}(?P<number>[0-9]{{1,4}}|[{_NUMERAL}]{{1,3}}) {{0,2}}(?P<unit>[名位%]|(?=[,，。;；)]|\Z))(?!次|额|称|单|置|数|于)"
)
_TOP = pattern(r"第(?P<number>[0-9]{1,3}|[一二三四五六七八九十]{1,3})(?P<unit>[名位])(?=\Z|[,，。;；)])")
_BEGINS = frozenset("abcdefghijklmnopqrstuwxyz[〔【(第全前0123456789" + _NUMERAL)


def designation_at(scan: Scan, at: int) -> int:
    """The end of a designation; of a rank, which adds what it says to the scan: 前三名 is at most the third."""
    text = scan.text
    if text[at] not in _BEGINS:
        return 0
    if text[at] in "前第" and text[at - 1 : at] not in tuple("提目此以之") and (rank := _rank_at(scan, at)):
        return rank
    before = text[at - 1 : at]
    if text[at].isascii() and text[at].isalnum() and before.isascii() and before.isalnum():
        return 0
    for known in (_STANDARD, _DOCUMENT, _CLASS, _ROUND_THE_CLOCK, _PUT_TOGETHER, _STARS, _OPEN_HOURS, _HOTLINE):
        found = known.match(text, at)
        if found:
            return found.end()
    return _of_industry(scan, at) if text[at].isalpha() else _plan(scan, at)


def _of_industry(scan: Scan, at: int) -> int:
    """HJ 2.2 and the like, in a Chinese text that speaks of a standard."""
    found = None if scan.latin else _OF_INDUSTRY.match(scan.text, at)
    if found is None:
        return 0
    kept = _KEEPS_TO.search(scan.text, max(0, at - 12), at)
    return found.end() if kept or _CALLED_SO.match(scan.text, found.end()) else 0


def _plan(scan: Scan, at: int) -> int:
    """The name of a plan that begins with its years."""
    years = _PLAN_OF_YEARS.match(scan.text, at)
    if years:
        return years.end()
    kept = _BY_PLAN.search(scan.text, max(0, at - 20), at)
    year = _PLAN_OF_A_YEAR.match(scan.text, at) if kept else None
    return year.end() if year else 0


def _rank_at(scan: Scan, at: int) -> int:
    found = (_RANK if scan.text[at] == "前" else _TOP).match(scan.text, at)
    if not found:
        return 0
    number, start, end = found["number"], found.start("number"), found.end("number")
    if not number.isdigit():
        told = scan.units.numeral(f"{number}名", 0)
        if told is None:
            return 0
        number = told[1]
    scan.add(Token("operator", Span(at, start), WrittenOperator("<=", scan.text[at:start].strip(), True, Span(at, start))))
    unit = Span(end, found.end()) if found["unit"] else None
    return scan.add(Token("number", Span(start, found.end()), WrittenNumber(str(int(number)), found["unit"]), unit))
