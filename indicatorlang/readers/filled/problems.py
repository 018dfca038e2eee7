"""What can be wrong with a filled-in table before its rows are looked at: its layout, its columns, its lines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from indicatorlang.diagnostics import Diagnostic, Severity
from indicatorlang.model.filled import COLUMN_WORDS


def _list(words: Iterable[str], mark: str = "、", limit: int = 12) -> str:
    """Words in backquotes, the first dozen of them."""
    shown = [f"`{word}`" for word in words]
    return mark.join(shown[:limit]) + ("…" if len(shown) > limit else "")


def _word(column: str, language: int) -> str:
    return next((words[language] for known, words in COLUMN_WORDS.items() if known == column), column)


class LayoutNotUnderstood(Diagnostic):
    """No row of the table names the columns that a filled-in table needs.

    It needs a column for the name of the indicator (`三级指标`, `指标名称`) and one for its target, its actual or its score (`指标值`,
    `实际完成值`, `得分`), or, for money, one for the budget and one for what was spent. Shown is the row that came nearest to that.
    """

    code: ClassVar[str] = "layout-not-understood"

    known: tuple[tuple[str, str], ...] = ()
    """The headings that were understood, each with its column."""
    unknown: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    near: tuple[str, str] | None = None

    def zh(self) -> str:
        if not self.known and not self.unknown:
            return "没有找到表头，表里没有可读的内容"
        parts = [f"`{heading}`（{_word(column, 0)}）" for heading, column in self.known]
        text = "看不懂这张表的版式：最像表头的一行"
        text += "认出了" + "、".join(parts) if parts else "一列也没有认出"
        if self.unknown:
            text += f"，没有认出{_list(self.unknown)}"
        return text + f"，缺少{'、'.join(self._wanted(0))}列" if self.missing else text

    def en(self) -> str:
        if not self.known and not self.unknown:
            return "no header was found: the table holds nothing that can be read"
        parts = ", ".join(f"`{heading}` ({_word(column, 1)})" for heading, column in self.known)
        text = f"the layout of this table is not understood: in the row most like a header {parts or 'no column'} is known"
        if self.unknown:
            text += f"; not known: {_list(self.unknown, ', ')}"
        return text + f"; missing: {', '.join(self._wanted(1))}" if self.missing else text

    def help_zh(self) -> str:
        near = f"`{self.near[0]}`是否应为`{self.near[1]}`；" if self.near else ""
        said = f"用`--map`写明各列的表头，如`--map {self._first()}={self._example()}`"
        return f"{near}{said}；可写的列：name、target、actual、weight、score等"

    def help_en(self) -> str:
        near = f"did you mean `{self.near[1]}` by `{self.near[0]}`; " if self.near else ""
        said = f"name the columns with `--map`, for example `--map {self._first()}={self._example()}`"
        return f"{near}{said}; columns are name, target, actual, weight, score and more"

    def _wanted(self, language: int) -> list[str]:
        """What is missing, as people call it; a target or an actual is enough of the two."""
        words = {column: f"`{_word(column, language)}`" for column in self.missing}
        if "target" in words and "actual" in words:
            words["target"] += (" or " if language else "或") + words.pop("actual")
        return list(words.values())

    def _first(self) -> str:
        return self.missing[0] if self.missing else "name"

    def _example(self) -> str:
        return self.unknown[0] if self.unknown else _word(self._first(), 0)


class NoTables(Diagnostic):
    """A document has paragraphs and no table. Pictures of tables are not read."""

    code: ClassVar[str] = "document-without-tables"

    def zh(self) -> str:
        return "文档里没有表格"

    def en(self) -> str:
        return "the document has no table"

    def help_zh(self) -> str:
        return "请提供含有表格的文档；表格是图片的，请换成可编辑的表格"

    def help_en(self) -> str:
        return "hand in the document that holds the table; a picture of one is not read"


class DoubtfulColumns(Diagnostic):
    """Several columns could be the same thing, for example the score, and none is more certain than the others. None is taken."""

    code: ClassVar[str] = "columns-doubtful"

    column: str
    headings: tuple[str, ...]

    def _same(self) -> bool:
        return len(set(self.headings)) < len(self.headings)

    def zh(self) -> str:
        return f"{_list(self.headings) or '几列'}都可能是“{_word(self.column, 0)}”，不知道以哪一列为准，这几列都没有用"

    def en(self) -> str:
        return (
            f"{_list(self.headings, ', ') or 'several columns'} could each be the {_word(self.column, 1)}; none of them was used"
        )

    def help_zh(self) -> str:
        if self._same():
            return "几列的表头相同，请给其余各列换一个名称"
        return f"用`--map`写明，如`--map {self.column}={self.headings[0] if self.headings else ''}`"

    def help_en(self) -> str:
        if self._same():
            return "the headings are the same: give the other columns another one"
        return f"say which one, for example `--map {self.column}={self.headings[0] if self.headings else ''}`"


class MappedHeadingMissing(Diagnostic):
    """A heading named with `--map` is nowhere in the file."""

    code: ClassVar[str] = "mapped-heading-missing"

    column: str
    heading: str
    found: tuple[str, ...] = ()
    near: str = ""

    def zh(self) -> str:
        there = f"，表里的表头有{_list(self.found, limit=20)}" if self.found else "，也没有找到别的表头"
        return f"`--map {self.column}={self.heading}`中的表头`{self.heading}`不在表里{there}"

    def en(self) -> str:
        there = f"; the headings found are {_list(self.found, ', ', 20)}" if self.found else "; no other heading was found either"
        return f"the heading `{self.heading}` of `--map {self.column}={self.heading}` is not in the table{there}"

    def help_zh(self) -> str:
        return f"是否应为`{self.near}`" if self.near else ""

    def help_en(self) -> str:
        return f"did you mean `{self.near}`" if self.near else ""


class MapUnknown(Diagnostic):
    """What stands before `=` in `--map` is the name of no column."""

    code: ClassVar[str] = "map-unknown"

    column: str
    known: tuple[str, ...]
    near: str = ""

    def zh(self) -> str:
        return f"`--map`里的`{self.column}`不是可以指定的列"

    def en(self) -> str:
        return f"`{self.column}` is no column that `--map` can name"

    def help_zh(self) -> str:
        return (f"是否应为`{self.near}`；" if self.near else "") + f"可以指定：{_list(self.known, limit=30)}"

    def help_en(self) -> str:
        return (f"did you mean `{self.near}`; " if self.near else "") + f"columns are {_list(self.known, ', ', 30)}"


class NoFilledRows(Diagnostic):
    """A table has a header that is understood and nothing below it."""

    code: ClassVar[str] = "no-filled-rows"

    headings: tuple[str, ...]

    def zh(self) -> str:
        return f"表头{_list(self.headings) or '一行'}下面没有内容"

    def en(self) -> str:
        return f"there is nothing below the header {_list(self.headings, ', ') or 'row'}"


class LineNotTaken(Diagnostic):
    """A line of a text file cannot be split into cells (a quote without its partner, text behind a quote). It is kept as it stands and
    not scored."""

    code: ClassVar[str] = "line-not-taken"

    text: str
    why: str = "quote"

    def zh(self) -> str:
        shown = self.text[:40].replace("`", "'")
        if self.why == "width":
            return f"这一行的单元格比表头多，可能错了列，没有测算：`{shown}`"
        return f"这一行的引号不配对，分不清各列，没有测算：`{shown}`"

    def en(self) -> str:
        shown = self.text[:40].replace("`", "'")
        if self.why == "width":
            return (
                f"this line has more cells than the header, so they may stand under wrong headings; it was not scored: `{shown}`"
            )
        return f"the quotes of this line do not match, so its cells cannot be told apart; it was not scored: `{shown}`"

    def help_zh(self) -> str:
        return '数字或文字里的分隔符要放在引号里，如`"1,200"`；文字里的引号要写两个'

    def help_en(self) -> str:
        return 'put a text that holds the separator in quotes, as in `"1,200"`; a quote inside such a text is written twice'


class MoreTroubles(Diagnostic):
    """A long file has more lines that cannot be read than are shown one by one."""

    code: ClassVar[str] = "more-troubles"
    severity: ClassVar[Severity] = Severity.WARNING

    more: int

    def zh(self) -> str:
        return f"还有{self.more}行读不通，没有逐一列出"

    def en(self) -> str:
        return f"{self.more} more lines cannot be read and are not listed"
