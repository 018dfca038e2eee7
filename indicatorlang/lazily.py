"""What costs time to make is made when it is first needed.

Starting the program loads hundreds of patterns and of classes; one run uses a few of them. Two things are put off here: a
pattern is compiled when it is first asked to match, and a class gets from attrs its `__init__`, `__eq__`, `__repr__` and the like
when the first of its kind is made, or when its fields are asked for. From then on it is the class that attrs makes; nothing
is slower for it. A module that few need is imported by the function that needs it.
"""

from __future__ import annotations

import functools
import re
import threading
import types
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, AnyStr, ClassVar, Self, cast, dataclass_transform

import attrs

_MAKING = threading.RLock()
_PLACES = (types.MemberDescriptorType, types.GetSetDescriptorType)


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
    """Stands for the fields of a class until somebody asks for them, attrs itself included."""

    def __init__(self, complete: Callable[[], None]) -> None:
        self.complete = complete

    def __get__(self, _instance: object, cls: Any) -> Any:
        self.complete()
        return cls.__attrs_attrs__


if TYPE_CHECKING:
    from attrs import define as define
    from attrs import frozen as frozen
else:

    def define(cls: type | None = None, **options: Any) -> Any:
        """The same as `attrs.define`; attrs does its work when the first of the class is made."""
        if cls is None:
            return functools.partial(define, **options)
        if issubclass(cls, Facts):
            raise TypeError(f"{cls.__name__} is one of Facts, which are written without a decorator")
        slow = "__init__" in vars(cls) or any(isinstance(value, functools.cached_property) for value in vars(cls).values())
        return attrs.define(cls, **options) if slow else _light(cls, options)

    def frozen(cls: type | None = None, **options: Any) -> Any:
        """The same as `attrs.frozen`; attrs does its work when the first of the class is made."""
        return define(cls, frozen=True, on_setattr=None, **options)


def _light(cls: type, options: dict[str, Any]) -> type:
    """The class with its slots and its methods, but without those that attrs makes. They are made of the class as written, and
    taken over, when the first instance is made or unpickled."""
    slots = _slots(cls)
    body = {name: value for name, value in vars(cls).items() if name not in {*slots, "__dict__", "__weakref__"}}
    body |= {"__slots__": slots, "__qualname__": cls.__qualname__}
    light: Any = type(cls)(cls.__name__, cls.__bases__, body)
    _stand_in(light, cls)

    def complete() -> None:
        """One thread at a time, and `__init__` last: who finds it finds the rest."""
        with _MAKING:
            if isinstance(vars(light)["__attrs_attrs__"], tuple):
                return
            whole = vars(attrs.define(cls, **options))
            made = {name for name, value in whole.items() if value is not vars(cls).get(name, cls)}
            for name in sorted(made - {*whole["__slots__"], "__slots__", "__weakref__"}, key="__init__".__eq__):
                setattr(light, name, whole[name])

    def __init__(self: Any, *arguments: Any, **facts: Any) -> None:
        complete()
        light.__init__(self, *arguments, **facts)

    def __setstate__(self: Any, state: Any) -> None:
        complete()
        light.__setstate__(self, state)

    light.__init__, light.__setstate__, light.__attrs_attrs__ = __init__, __setstate__, _Fields(complete)
    return cast(type, light)


def _slots(cls: type) -> tuple[str, ...]:
    """The fields that a class itself names, and a place for weak references unless a class above has one."""
    above = {name for base in cls.__mro__[1:] for name, value in vars(base).items() if isinstance(value, _PLACES)}
    own = (name for name, kind in vars(cls).get("__annotations__", {}).items() if "ClassVar" not in str(kind).split("[")[0])
    return tuple(name for name in (*own, "__weakref__") if name not in above)


def _stand_in(light: type, cls: type) -> None:
    """`super()` in its methods means the class that they stand in now."""
    for value in vars(cls).values():
        function = getattr(value, "__func__", None) or getattr(value, "fget", None) or value
        for cell in getattr(function, "__closure__", None) or ():
            if cell.cell_contents is cls:
                cell.cell_contents = light


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(attrs.field,))
class Facts:
    """Base of classes written as `frozen(kw_only=True)` ones, without the decorator. There are hundreds of them, most without a
    reader, and none is made often: they have no slots, so not even a second class has to be made."""

    _whole: ClassVar[bool]
    if TYPE_CHECKING:
        __attrs_attrs__: ClassVar[tuple[attrs.Attribute[Any], ...]]

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls._whole = isinstance(vars(cls).get("__attrs_attrs__"), tuple)
        if not cls._whole:
            cls.__attrs_attrs__ = _Fields(cls._complete)  # type: ignore[assignment]

    @classmethod
    def _complete(cls) -> None:
        """One thread at a time: attrs takes the defaults out of the class."""
        with _MAKING:
            if not cls._whole:
                attrs.frozen(kw_only=True, slots=False)(cls)
                cls._whole = True

    def __new__(cls, *_arguments: object, **_facts: object) -> Self:
        """An empty one, once there is an `__init__` to fill it."""
        if not cls._whole:
            cls._complete()
        return super().__new__(cls)

    def but(self, **changes: Any) -> Self:
        """The same with other facts, as `attrs.evolve` makes it."""
        return cast("Self", attrs.evolve(cast("Any", self), **changes))
