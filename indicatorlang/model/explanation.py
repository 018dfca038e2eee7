"""Why a result is what it is: a small tree of steps, each a fact with its sentence in both languages."""

from __future__ import annotations

from typing import Any, ClassVar

from indicatorlang.diagnostics import Lang
from indicatorlang.lazily import frozen


@frozen(kw_only=True)
class Step:
    """One reason. Subclasses add facts as fields, a stable `code`, the label under which the step is shown, and two sentences.

    A label with an empty sentence is left out. `steps` are the reasons of this reason (the inputs of a sum, the parts of an
    `and`); they are for those who want to know it all and do not appear in the short text.
    """

    code: ClassVar[str] = "step"
    label_zh: ClassVar[str] = ""
    label_en: ClassVar[str] = ""

    steps: tuple[Step, ...] = ()

    def zh(self) -> str:
        """The sentence in Chinese, with its full stop."""
        raise NotImplementedError

    def en(self) -> str:
        """The sentence in English, without a full stop."""
        raise NotImplementedError

    def sentence(self, lang: Lang = "zh") -> str:
        """The sentence in the language asked for."""
        return self.zh() if lang == "zh" else self.en()

    def label(self, lang: Lang = "zh") -> str:
        """The fixed label in the language asked for."""
        return self.label_zh if lang == "zh" else self.label_en

    def to_dict(self, lang: Lang = "zh") -> dict[str, Any]:
        """Code, label, sentence, and the steps below."""
        return {
            "code": self.code,
            "label": self.label(lang),
            "text": self.sentence(lang),
            "steps": [step.to_dict(lang) for step in self.steps],
        }


@frozen
class Explanation:
    """`headline` fits a table cell (40 Han characters); `text` is what `explain` prints; `steps` is the tree behind it."""

    headline: str
    text: str
    steps: tuple[Step, ...]
    lang: Lang = "zh"

    def to_dict(self) -> dict[str, Any]:
        """As in the JSON of `eval`."""
        return {"headline": self.headline, "text": self.text, "steps": [step.to_dict(self.lang) for step in self.steps]}

    def __str__(self) -> str:
        return self.text
