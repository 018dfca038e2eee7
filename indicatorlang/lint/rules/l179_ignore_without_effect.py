"""忽略建议的写法不起作用
an order to ignore advice has no effect

为什么：写的人以为这一条不再提示，其实没有；或者毛病早已改好，注释还留着，以后再犯就看不见了
Why: its author takes the advice for silenced and it is not; or what it was about is mended long since, and the next slip would stay hidden
例：`# indicatorlang: 忽略 L108`那一行没有L108的提示；建议里写`L1320: 不提示`，没有这条规则
Example: nothing says L108 of the line with `# indicatorlang: ignore L108`; the profile says `L1320: off`, and there is no such rule
改法：代号写错的改正，用不着的删去
Instead: correct the code, or leave the comment out when it is of no use any more
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, Literal

from indicatorlang.diagnostics import Diagnostic, Edit, Place
from indicatorlang.lint.codes import known_codes, near_code
from indicatorlang.lint.facts import RulesetFacts
from indicatorlang.lint.ignoring import SELF, Ignore, Named, ignores
from indicatorlang.lint.lines import lines_of
from indicatorlang.lint.parts import Advice, Rule
from indicatorlang.resolve.advice_section import code_of
from indicatorlang.resolve.fields import Fields, short
from indicatorlang.syntax.yaml.tree import Mapping

Fault = Literal["idle", "unknown", "no_code", "unclear", "unknown_in_profile"]


class IgnoreWithoutEffect(Advice):
    """A comment that is to silence advice silences nothing, or names no rule; or the profile switches a rule that is not there."""

    code: ClassVar[str] = SELF

    fault: Fault
    word: str = ""
    near: str = ""

    def zh(self) -> str:
        return {
            "idle": f"这里没有`{self.word}`的提示，忽略它的注释不起作用",
            "unknown": f"注释要忽略的`{self.word}`不是检查规则的代号",
            "no_code": "注释没有写明忽略哪一条",
            "unclear": "`indicatorlang:`后面的注释看不懂",
            "unknown_in_profile": f"没有代号为`{self.word}`的检查规则，这样写不起作用",
        }[self.fault]

    def en(self) -> str:
        return {
            "idle": f"nothing here says `{self.word}`, so the comment that ignores it has no effect",
            "unknown": f"`{self.word}`, which the comment ignores, is no code of a rule",
            "no_code": "the comment does not say which rule to ignore",
            "unclear": "the comment behind `indicatorlang:` is not understood",
            "unknown_in_profile": f"there is no rule `{self.word}`, so switching it has no effect",
        }[self.fault]

    def help_zh(self) -> str:
        if self.near:
            return f"是不是`{self.near}`？"
        return {
            "idle": "用不着了就删去；要忽略的提示在别的行，就移到那一行",
            "no_code": "写成`# indicatorlang: 忽略 L108`，几条用逗号隔开",
            "unclear": "写成`# indicatorlang: 忽略 L108`；整个文件都忽略的，写成`# indicatorlang: 本文件忽略 L108`",
        }.get(self.fault, "有哪些规则，见`indicatorlang check --rules`")

    def help_en(self) -> str:
        if self.near:
            return f"did you mean `{self.near}`?"
        return {
            "idle": "leave it out, or move it to the line that the advice is about",
            "no_code": "write `# indicatorlang: ignore L108`, commas between several codes",
            "unclear": "write `# indicatorlang: ignore L108`, or `# indicatorlang: ignore-file L108` for the whole file",
        }.get(self.fault, "`indicatorlang check --rules` lists the rules")


def _check(facts: RulesetFacts, said: Sequence[Diagnostic]) -> Iterator[IgnoreWithoutEffect]:
    for ignore in ignores(facts.text, facts.fields.written):
        yield from _of_comment(ignore, said, facts.text)
    yield from _of_profile(facts.fields)


def _of_comment(ignore: Ignore, said: Sequence[Diagnostic], text: str) -> Iterator[IgnoreWithoutEffect]:
    if not ignore.understood or not ignore.codes:
        yield IgnoreWithoutEffect(fault="no_code" if ignore.understood else "unclear", place=ignore.place)
        return
    idle = [one for one in ignore.codes if one.known and not _used(ignore, one, said)]
    whole = len(idle) == len(ignore.codes) and not ignore.reason
    for named in ignore.codes:
        if not named.known:
            word, near = short(named.code), near_code(named.code)
            yield IgnoreWithoutEffect(fault="unknown", word=word, near=near, place=named.place)
        elif named in idle:
            edits = _without(ignore, text) if whole and named is idle[0] else ()
            yield IgnoreWithoutEffect(fault="idle", word=named.code, place=named.place, edits=edits)


def _used(ignore: Ignore, named: Named, said: Sequence[Diagnostic]) -> bool:
    return named.code == SELF or any(ignore.silences(one, named.code) for one in said)


def _without(ignore: Ignore, text: str) -> tuple[Edit, ...]:
    """The edit that takes the comment out, with the blanks before it; with its line where it stands alone."""
    place = ignore.place
    line, column = place.snippet or "", place.column or 1
    if ignore.alone:
        return (Edit(Place(place.file, line=place.line, column=1, length=_with_break(text, place.line or 1)), ""),)
    start = len(line[: column - 1].rstrip())
    return (Edit(Place(place.file, line=place.line, column=start + 1, length=len(line.rstrip()) - start), ""),)


def _with_break(text: str, number: int) -> int:
    """How long a line is with its break."""
    lines = lines_of(text)
    return len(lines[number - 1]) if number <= len(lines) else 0


def _of_profile(fields: Fields) -> Iterator[IgnoreWithoutEffect]:
    profile = fields.node("profile")
    for entry in profile if isinstance(profile, Mapping) else ():
        if entry.key.text.strip() in ("advice", "建议") and isinstance(entry.value, Mapping):
            for one in entry.value:
                code = code_of(one.key.text)
                if code not in known_codes():
                    word, near = short(one.key.text), near_code(code)
                    yield IgnoreWithoutEffect(fault="unknown_in_profile", word=word, near=near, place=one.key.place)


PART = Rule(IgnoreWithoutEffect, after=_check)
