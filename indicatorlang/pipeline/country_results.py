"""The results of a country, written as they come: Parquet with the words of the program, CSV with those of a language."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from indicatorlang.diagnostics import Lang
from indicatorlang.model.verdict import VERDICT_WORDS, Verdict

HEADINGS = {
    "project": "项目编码",
    "indicator": "序号",
    "verdict": "结论",
    "score": "得分",
    "fraction": "得分系数",
    "gap": "差额",
    "total": "总分",
    "grade": "等级",
}
"""The headings of a CSV file in Chinese."""
_FORMULA = "^\\s*[=+\\-@＝＋－＠]"


def verdict_words(lang: Lang) -> dict[str, str]:
    """The words for the verdicts."""
    return {str(verdict): VERDICT_WORDS[verdict][lang] for verdict in Verdict}


class Results:
    """The file of results: every batch is written as it comes, to a file between, which takes the place of the results at the end."""

    def __init__(self, path: Path, between: Path, lang: Lang) -> None:
        self.path, self.between, self.lang = path, between, lang
        self.text = path.suffix.lower() == ".csv"
        self.parts: list[Path] = []

    def __enter__(self) -> Results:
        return self

    def add(self, results: Any) -> None:
        """Write the results of a batch."""
        import polars as pl

        if not self.text:
            self.parts.append(self.between / f"results-{len(self.parts)}.parquet")
            results.write_parquet(self.parts[-1])
            return
        words = verdict_words(self.lang) if self.lang == "zh" else {}
        shown = [
            pl.when(pl.col(name).str.contains(_FORMULA)).then("'" + pl.col(name)).otherwise(pl.col(name)).alias(name)
            for name in ("project", "indicator")
        ]
        made = results.with_columns(*shown, pl.col("verdict").replace(words))
        if not self.parts:
            self.parts = [self.between / "results.csv"]
            heads = [HEADINGS[name] if self.lang == "zh" else name for name in results.columns]
            self.parts[0].write_bytes(b"\xef\xbb\xbf" + ",".join(heads).encode() + b"\r\n")
        with self.parts[0].open("ab") as out:
            out.write(made.write_csv(include_header=False, line_terminator="\r\n").encode("utf-8"))

    def __exit__(self, wrong: object, *_: object) -> None:
        if wrong is not None:
            return
        made = self.parts[0] if len(self.parts) == 1 else self.between / "results.parquet"
        if len(self.parts) > 1:
            import polars as pl

            pl.scan_parquet(self.parts).sink_parquet(made)
        os.replace(made, self.path)
