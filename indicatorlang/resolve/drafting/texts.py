"""What single texts of a form are: blanks that nobody filled in, points, a date in front of a name, a name that a target can use."""

from __future__ import annotations

import re

from indicatorlang.lazily import pattern

_BLANKS = pattern(
    r"[*＊]{2,}|[_＿]{2,}|(?<![A-Za-z])[Xx×ＸｘX]{1,4}(?![A-Za-z0-9光线射])|[○〇◯]{2,}|[?？]{2,}|…+|\.{3,}|（\s*）|\(\s*\)|【\s*】"
)
_FILL_IN = pattern(r"(?:请|此处|在此)?(?:填写|填报|填入|输入)|(?:示例|样例)(?!.*[0-9])|待定|待填|待补|待补充|另行确定|暂无")
_NUMBERED = pattern(r"(?:指标|指标名称|项目|名称|三级指标)\s*[0-9０-９一二三四五六七八九十]{0,3}\s*[:：.、]?")
_POINTS = pattern(r"([0-9]{1,6}(?:\.[0-9]{1,6})?)\s*(?:分|%|％)?")
_YEAR = pattern(r"(?<![0-9])((?:19|20)[0-9]{2})(?![0-9])")
_DATE_FIRST = pattern(
    r"(?:截至|截止|到|至|在|于)?\s*"
    r"(?:(?:(?:19|20)?[0-9]{2}年度?|本年|当年|今年)?\s*"
    r"(?:第?[一二三四1-4]季度|上半年|下半年|[0-9]{1,2}月(?:[0-9]{1,2}[日号])?|年)(?:[底末]|中旬|上旬|下旬|底)?|(?:19|20)[0-9]{2}年)"
    r"(?:之前|以前|前)?\s*[，,、：:；;]?\s*"
)
_UNSAYABLE = pattern(r"[\r\n]")


def is_blank(text: str) -> bool:
    """Whether a text says nothing: no letters, digits or Han in it."""
    return not re.search(r"\w", text)


def placeholder(text: str) -> bool:
    """Whether a text still waits for somebody to fill it in: `≥**%`, `XX家`, `待定`, `（填写）`.

    >>> [placeholder(text) for text in ("≥**%", "XX家", "≥95%", "X光片合格率", "示例-2019-004")]
    [True, True, False, False, False]
    """
    return _BLANKS.search(text) is not None or (_FILL_IN.search(text) is not None and len(text) <= 12)


def placeholder_name(text: str) -> bool:
    """Whether a name is one of an empty form: `指标1：`, `……`, `XX数量`.

    >>> [placeholder_name(text) for text in ("指标1：", "……", "培训人数")]
    [True, True, False]
    """
    return is_blank(text) or _NUMBERED.fullmatch(text.strip()) is not None or _BLANKS.search(text) is not None


def points(text: str) -> str | None:
    """The points that a cell gives, as decimal text; None when it gives none.

    >>> points("10分"), points("7.50"), points("不计分")
    ('10', '7.50', None)
    """
    match = _POINTS.fullmatch(text.strip())
    return match[1] if match else None


def years_in(text: str) -> tuple[str, ...]:
    """The years that a text names, each once."""
    return tuple(dict.fromkeys(_YEAR.findall(text)))


def without_date(name: str) -> str:
    """A name without the date in front of it; the name itself when nothing would be left.

    >>> without_date("2019年6月底，新建网点"), without_date("年底前完成")
    ('新建网点', '完成')
    """
    match = _DATE_FIRST.match(name)
    return (name[match.end() :] if match else "") or name


def sayable(name: str) -> str:
    """A name as a target can write it: on one line, without what closes its quotes.

    >>> sayable("窗口\\n服务「满意」度")
    '窗口服务满意度'
    """
    return re.sub("[「」`]", "", _UNSAYABLE.sub("", name)).strip()


def in_quotes(sentence: str) -> str:
    """A sentence of a diagnostic as a comment says it: the user's words in quotation marks.

    >>> in_quotes("`≤`和`以上`方向相反")
    '“≤”和“以上”方向相反'
    """
    return re.sub("`([^`]*)`", r"“\1”", sentence)
