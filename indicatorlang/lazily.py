"""What costs time to make is made when it is first needed.

Starting the program loads hundreds of patterns and of classes for mistakes; one run uses a few of them. Two things are put off
here: a pattern is compiled when it is first asked to match, and a class of facts gets its methods from attrs when the first of
its kind is made. What is imported only where it is needed, readers and reports say themselves, with an import in a function.
"""

from __future__ import annotations

import re
import threading
from typing import TYPE_CHECKING, Any, AnyStr, ClassVar, Self, cast, dataclass_transform

import attrs

_MAKING = threading.RLock()


class LazyPattern:
    """A pattern that compiles itself. Each slot is filled at the first use of any, so that later uses cost nothing more."""

    __slots__ = (
        "_flags",
        *(
            "findall",
            "finditer",
            "flags",
            "fullmatch",
            "groupindex",
            "groups",
            "match",
            "pattern",
            "search",
            "split",
            "sub",
            "subn",
        ),
    )
    _TAKEN = __slots__[1:]

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern, self._flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        """Called for a slot that is still empty."""
        if name not in self._TAKEN:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        for slot in self._TAKEN:
            setattr(self, slot, getattr(compiled, slot))
        return getattr(compiled, name)

    def __reduce__(self) -> tuple[Any, ...]:
        return LazyPattern, (self.pattern, self._flags)


def pattern(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """The same as `re.compile`, put off until something is matched. A mistake in the text shows only then; a test compiles all."""
    return cast("re.Pattern[AnyStr]", LazyPattern(text, flags))


class _Fields:
    """Stands for the fields of a class of facts until somebody asks for them, attrs itself included."""

    def __get__(self, _instance: object, cls: type[Facts]) -> tuple[attrs.Attribute[Any], ...]:
        _complete(cls)
        return cast("tuple[attrs.Attribute[Any], ...]", cls.__dict__["__attrs_attrs__"])


def _complete(cls: type[Facts]) -> None:
    """Make it the attrs class that it is written as. One thread at a time: attrs takes the defaults out of the class."""
    with _MAKING:
        if isinstance(cls.__dict__["__attrs_attrs__"], _Fields):
            attrs.frozen(kw_only=True, slots=False)(cls)
        cls._complete = True


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(attrs.field,))
class Facts:
    """Base of classes written as `attrs.frozen(kw_only=True)` ones, without the decorator: attrs reads their fields, and makes
    their methods, when the first of its kind is made or its fields are asked for."""

    _complete: ClassVar[bool]
    if TYPE_CHECKING:
        __attrs_attrs__: ClassVar[tuple[attrs.Attribute[Any], ...]]

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls._complete = isinstance(cls.__dict__.get("__attrs_attrs__"), tuple)
        if not cls._complete:
            cls.__attrs_attrs__ = _Fields()  # type: ignore[assignment]

    def __new__(cls, *_arguments: object, **_facts: object) -> Self:
        """An empty one, once there is an `__init__` to fill it."""
        if not cls._complete:
            _complete(cls)
        return super().__new__(cls)

    def but(self, **changes: Any) -> Self:
        """The same with other facts, as `attrs.evolve` makes it."""
        return cast("Self", attrs.evolve(cast("Any", self), **changes))
