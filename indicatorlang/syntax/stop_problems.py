"""What can be wrong where the parser stops in the middle of a text.

The sentence depends on where it stopped: the sentences stand in `grammar/mistakes.yaml`, each beside malformed texts that
deserve it, and the classes below `UnexpectedText` give them their codes and their pages.
"""

from __future__ import annotations

import functools
from typing import Any, Literal

from indicatorlang import resources
from indicatorlang.diagnostics import Diagnostic
from indicatorlang.lazily import frozen
from indicatorlang.syntax.problems import shown
from indicatorlang.syntax.words import is_reserved


@functools.cache
def mistake_sheet() -> dict[str, Any]:
    """`grammar/mistakes.yaml`: `mistakes` by their codes, and `expected`, the words for what could have followed."""
    import yaml

    sheet = yaml.load(resources.text("grammar", "mistakes.yaml"), Loader=yaml.BaseLoader)
    return {"mistakes": {entry["code"]: entry for entry in sheet["mistakes"]}, "expected": sheet["expected"]}


@frozen
class Words:
    """The same words in both languages."""

    zh: str
    en: str


class UnexpectedText(Diagnostic):
    """Something stands where it cannot stand. The message says what was found and what could have stood there instead.

    `got` is what was found (empty: the text ends), `before` what stands before it (empty: the text begins there).
    """

    code = "unexpected-text"
    got: str
    before: str
    expected: tuple[Words, ...] = ()

    def _say(self, part: str, lang: Literal["zh", "en"]) -> str:
        sentence: str = mistake_sheet()["mistakes"][self.code].get(f"{part}{lang}", "")
        end, beginning = ("结尾", "开头") if lang == "zh" else ("the end of the text", "the beginning")
        said = sentence.format(
            got=shown(self.got) if self.got else end,
            before=shown(self.before) if self.before else beginning,
            word=shown(self.before if is_reserved(self.before) else self.got),
            expected=self._expected(lang),
        )
        return said.replace("开头后面", "开头")

    def _expected(self, lang: Literal["zh", "en"]) -> str:
        if lang == "zh":
            return "、".join(w.zh for w in self.expected) or "别的内容"
        names = [w.en for w in self.expected]
        return (", ".join(names[:-1]) + " or " if names[:-1] else "") + (names[-1] if names else "something else")

    def zh(self) -> str:
        return self._say("", "zh")

    def en(self) -> str:
        return self._say("", "en")

    def help_zh(self) -> str:
        return self._say("help_", "zh")

    def help_en(self) -> str:
        return self._say("help_", "en")


class TwoOperators(UnexpectedText):
    """Two signs stand side by side: `甲 >= <= 5`, `甲 > = 5`. A comparison has one sign; a sign of two characters is written
    without a blank."""

    code = "two-operators"


class MissingValue(UnexpectedText):
    """A sign has nothing behind it to compare or calculate with: `预算执行率 >=`, `执行数 /`."""

    code = "missing-value"


class MissingOperator(UnexpectedText):
    """A name and a value, or a name alone, without anything that says what is demanded: `预算执行率 90%`. Write a
    comparison (`>= 90%`), `in`, `is`, `done`, `grows` or `falls`."""

    code = "missing-operator"


class MissingDivisor(UnexpectedText):
    """A `/` has nothing behind it: neither a divisor nor the rest of a unit (`530 元/`)."""

    code = "missing-divisor"


class BaselineWithoutGrowth(UnexpectedText):
    """A baseline (`over 上年`, `比 上年`) stands without `grows` or `falls`."""

    code = "baseline-without-growth"


class ConditionInFormula(UnexpectedText):
    """A formula or a measure contains what only a target may say: a comparison, `done`, `and`. Functions may hold
    conditions, as in `count(发布时效 <= 3 工作日)`."""

    code = "condition-in-formula"


class MissingCondition(UnexpectedText):
    """`and`, `or` or `not` lacks the condition on one of its sides: `甲 >= 1 and`."""

    code = "missing-condition"


class MissingConnective(UnexpectedText):
    """Two conditions stand one behind the other, with nothing or a comma between them. Join them with `and` or `or`."""

    code = "missing-connective"


class ChainedComparison(UnexpectedText):
    """Two comparisons in one: `5 <= 温度 <= 10`. A range is written `温度 in [5, 10]`; round brackets leave the end out."""

    code = "chained-comparison"


class MalformedInterval(UnexpectedText):
    """What follows `in` is not a range of two values in brackets: `[90%, 100%]`, `(0, 8]`."""

    code = "malformed-interval"


class GroupingInBrackets(UnexpectedText):
    """A comma inside brackets separates values, so digits cannot be grouped there: `in [1,000, 2,000]` is four values.
    Write `in [1000, 2000]`. Outside brackets `1,000` may be written."""

    code = "grouping-in-brackets"


class MissingLevel(UnexpectedText):
    """`is` wants one word for a level or a state: `财务制度健全性 is 健全`. Numbers are compared with `==`."""

    code = "missing-level"


class MissingDate(UnexpectedText):
    """`by` wants a date: `2019-12-31`, or `2019-12`, `2019Q4`, `2019H1`, `2019` for the last day of a month, quarter,
    half-year or year."""

    code = "missing-date"


class MissingName(UnexpectedText):
    """`on`, `over` or `of` wants one name: `on 市民评价`, `over 上年`, `for 95% of 发布记录`."""

    code = "missing-name"


class MissingShare(UnexpectedText):
    """`for` wants the share of the cases that must meet the target: `for 95% of 发布记录`."""

    code = "missing-share"


class MissingCadence(UnexpectedText):
    """`every` and `each` want `day`, `week`, `month` or `quarter`; `rises` and `drops` want `each` and one of these or
    `period`: `全库备份 >= 1 次 every week`, `便利化指数 rises each quarter`."""

    code = "missing-cadence"


class GrowthWithoutSign(UnexpectedText):
    """An amount of growth stands without a comparison sign: `产品数 grows 5%`. Write `grows >= 5%`."""

    code = "growth-without-sign"


class MissingGrowth(UnexpectedText):
    """The sign behind `grows` or `falls` wants a number: `grows >= 5%`, `grows >= 5 百分点`."""

    code = "missing-growth"


class MissingTolerance(UnexpectedText):
    """`±` wants a number, of the unit of the value or in per cent of it: `100 万元 ± 5%`."""

    code = "missing-tolerance"


class MilestoneWithoutDate(UnexpectedText):
    """Every step of a schedule has an amount and its own date: `>= 150 家 by 2019-06, 300 家 by 2019-09`."""

    code = "milestone-without-date"


class ReservedWord(UnexpectedText):
    """A keyword stands where a name is wanted. A measure or level of that name is written in quotes: `「完成」 >= 5`."""

    code = "reserved-word"


class WrongBracket(UnexpectedText):
    """A bracket is closed by one of another shape: `(甲 + 乙]`. Only the range behind `in` may mix them."""

    code = "wrong-bracket"
