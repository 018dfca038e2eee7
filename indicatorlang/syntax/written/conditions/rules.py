"""Rule texts of a scoring sheet inside a target: 达到95%得满分，每降低1个百分点扣0.5分，扣完为止.

They tell what points a result earns and demand nothing. A stretch between stops is one when it says what is taken off, or what
is earned by something that is not the target any more; of the first stretch that earns points only the end of it is one.
"""

from __future__ import annotations

from collections.abc import Iterator

from indicatorlang.diagnostics import Span
from indicatorlang.lazily import pattern

_STRETCH = pattern(r"[^,;。\n!?()]+")
_POINTS = r"[0-9.一二三四五六七八九十半两]{1,5} ?(?:分|个百分点)"
_TAKEN_OFF = pattern(
    rf"每[^每]{{1,30}}(?:扣|减|加)(?:[减除去掉]?(?:{_POINTS}|[0-9.]+ ?%|相应|该项|权重)|[减除]?分)"
    r"|扣完为止|扣至(?:0|零)分|扣光|直至扣完"
    r"|(?:不得分|不计分|不给分|不予计分|得(?:0|零) ?分|计(?:0|零) ?分|不扣分)(?=\s*\Z|的)"
    r"|按[^按]{0,14}(?:比例|系数|权重|程度|档)(?:进行)?(?:得|计|扣|赋|给|折算|递减|递增|扣减)"
    r"|(?:酌情|相应|适当|据实)(?:予以)?(?:扣|得|给|减|加)[减除]?分"
    rf"|(?:的|起|例|次|项|处|天|日|个|人|件|场|%|未[^未]{{1,14}}|有[^有]{{1,14}})(?:的)?扣[减除]? ?{_POINTS}"
    rf"|(?:最多|最高|累计)(?:扣|加) ?{_POINTS}|(?:乘以|[×x*])(?:该项|本项|指标)?(?:权重|分值)"
)
_EARNED = pattern(rf"(?:可?得|计|记|给|赋)(?:满分|全分|{_POINTS}|该项分|分)\s*\Z")
_DEMAND = pattern(r"[0-9一二两三四五六七八九十半]|完成|达标|合格|达到|符合|建立|健全|及时|无|未|是|有|全")
# 现状62%，目标75%; baseline (2019): 62%; target: 75%: where it comes from is told first and demands nothing either.
_AIM = pattern(r"target|目标")
_FROM_WHERE = pattern(
    r"(?<![a-z])(?:baseline|current(?:ly)?|actual|现状值?|基线值?|基期值?|基准值|现值|当前值?)[^;,。\n|0-9]{0,12}"
    r"(?:\((?:19|20)[0-9]{2}(?:[/-][0-9]{2,4})?年?\))?[ :]{0,3}[0-9][^;,。\n|]{0,24}[;,。\n|] ?(?=(?:target|目标)[^;,。\n]{0,20}[0-9])"
)
_SCORES = ("分", "扣")


def rule_spans(plain: str) -> tuple[Span, ...]:
    """The stretches of a folded text that are rules, in order."""
    scored = tuple(_rules(plain)) if any(word in plain for word in _SCORES) else ()
    from_where = tuple(Span(*found.span()) for found in _FROM_WHERE.finditer(plain)) if _AIM.search(plain) else ()
    return scored if not from_where else from_where if not scored else ()


def _rules(plain: str) -> Iterator[Span]:
    earned = False
    for stretch in _STRETCH.finditer(plain):
        said = stretch[0]
        if plain[stretch.start() - 1 : stretch.start()] == "(" and plain[stretch.end() : stretch.end() + 1] == ")":
            continue  # an aside, which demands nothing either
        if _TAKEN_OFF.search(said):
            yield Span(stretch.start(), stretch.end())
            continue
        tail = _EARNED.search(said)
        if tail is None or not _DEMAND.search(said[: tail.start()]):
            continue
        yield Span(stretch.start() + (0 if earned else tail.start()), stretch.end())
        earned = True


def without(plain: str, rules: tuple[Span, ...]) -> str:
    """The text with blanks where its rules stand, so that places stay true."""
    kept, at = [], 0
    for rule in rules:
        kept += [plain[at : rule.start], " " * (rule.end - rule.start)]
        at = rule.end
    return "".join(kept) + plain[at:]
