"""A class or a pattern that is made when it is needed is the same as one that was made at once."""

from __future__ import annotations

import copy
import functools
import gc
import importlib
import inspect
import pickle
import pkgutil
import re
import subprocess
import sys
import threading
import weakref
from typing import Any, ClassVar, Generic, TypeVar

import attrs
import pytest

import indicatorlang
from indicatorlang import lazily
from indicatorlang.lazily import Facts, LazyPattern, define, frozen, pattern

T = TypeVar("T")


def is_whole(cls: type) -> bool:
    """Whether attrs has done its work."""
    return isinstance(vars(cls)["__attrs_attrs__"], tuple)


def pair(decorate: Any, fresh: Any) -> tuple[type, type]:
    """The same class by attrs and by us; `fresh` makes a new class each time."""
    return getattr(attrs, decorate.__name__)(fresh()), decorate(fresh())


@frozen
class Point:
    x: int
    y: int = 0
    _hidden: tuple[int, ...] = attrs.field(default=(), repr=False, eq=False)
    origin: ClassVar[str] = "0"

    def moved(self, by: int) -> Point:
        """Further right."""
        return Point(self.x + by)


@frozen(kw_only=True)
class Named(Point):
    name: str = attrs.field(converter=str.strip)

    def moved(self, by: int) -> Named:
        """Further right, and said so."""
        return Named(super().moved(by).x, name=f"{self.name}+{by}")


@define
class Counter:
    n: int = 0
    seen: list[int] = attrs.field(factory=list)
    doubled: int = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.doubled = 2 * self.n


@frozen
class Box(Generic[T]):
    inside: T


@frozen
class _Asked:
    first: int
    second: int


@frozen
class _Unpickled:
    n: int


class Mistake(Facts):
    code: ClassVar[str] = "mistake"
    line: int = 1
    words: tuple[str, ...] = attrs.field(default=(), eq=False)


class Worse(Mistake):
    code = "worse"
    how: str


def test_attrs_does_nothing_until_the_first_is_made():
    @frozen
    class Late:
        n: int

    assert not is_whole(Late)
    assert Late(1) == Late(1)
    assert is_whole(Late)


def test_asking_for_the_fields_is_enough():
    assert not is_whole(_Asked)
    assert [field.name for field in attrs.fields(_Asked)] == ["first", "second"]
    assert is_whole(_Asked)
    assert attrs.has(_Asked)


def test_a_frozen_class_is_what_attrs_makes():
    def fresh() -> type:
        class One:
            """A document."""

            x: int
            y: int = 0
            code: ClassVar[int] = 3

        return One

    theirs, ours = pair(frozen, fresh)
    theirs(1), ours(1)
    assert {*vars(theirs)} - {*vars(ours)} == set()
    assert {*vars(ours)} - {*vars(theirs)} == set()
    assert ours.__slots__ == theirs.__slots__ == ("x", "y", "__weakref__")
    assert inspect.signature(ours) == inspect.signature(theirs)
    assert (ours.__doc__, ours.__qualname__, ours.__module__) == (theirs.__doc__, theirs.__qualname__, theirs.__module__)
    assert ours.__match_args__ == ("x", "y")
    assert not hasattr(ours(1), "__dict__")


def test_instances_compare_print_and_refuse_as_those_of_attrs():
    assert Point(1) == Point(1, 0, (5,)) != Point(2)
    assert hash(Point(1)) == hash(Point(1))
    assert repr(Point(1, 2)) == "Point(x=1, y=2)"
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        Point(1).x = 2
    with pytest.raises(TypeError, match="missing 1 required positional argument"):
        Point()  # type: ignore[call-arg]
    assert weakref.ref(Point(1)) is not None


def test_a_mutable_class_is_mutable_and_has_no_hash():
    one = Counter(4)
    one.n = 5
    assert (one.n, one.seen, one.doubled) == (5, [], 8)
    assert Counter().seen is not Counter().seen
    with pytest.raises(TypeError, match="unhashable"):
        hash(one)


def test_a_class_below_another_inherits_its_fields_and_its_slots():
    one: Any = Named(1, name=" a ").moved(3)
    assert one == Named(4, name="a+3")
    assert [field.name for field in attrs.fields(Named)] == ["x", "y", "_hidden", "name"]
    assert "x" not in Named.__slots__
    assert isinstance(one, Point)
    match one:
        case Named(name=name, x=x):
            assert (name, x) == ("a+3", 4)


def test_a_class_with_a_parameter_is_made_as_any():
    assert Box[int](3) == Box(3)
    assert Box(3).inside == 3


def test_options_are_kept():
    @frozen(order=True)
    class Ordered:
        n: int

    @frozen(eq=False)
    class Alone:
        n: int

    assert sorted([Ordered(2), Ordered(1)]) == [Ordered(1), Ordered(2)]
    assert Alone(1) != Alone(1)


def test_a_class_that_remembers_what_it_worked_out_is_left_to_attrs():
    @frozen
    class Remembering:
        n: int

        @functools.cached_property
        def square(self) -> int:
            return self.n**2

    assert Remembering(3).square == 9


def test_what_is_copied_and_pickled_is_equal():
    for one in (Point(1, 2), Named(1, name="a"), Counter(3), Worse(how="so")):
        assert copy.copy(one) == one == pickle.loads(pickle.dumps(one))


def test_the_first_may_come_out_of_a_pickle():
    data = pickle.dumps(_Unpickled(7))
    script = (
        f"import pickle; from tests import test_lazily as t; assert not t.is_whole(t._Unpickled); one = pickle.loads({data!r}); "
        "assert one == t._Unpickled(7) and hash(one) == hash(t._Unpickled(7)) and repr(one) == '_Unpickled(n=7)'"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, encoding="utf-8")
    assert (run.returncode, run.stderr) == (0, "")


def test_a_mistake_is_made_of_its_facts_when_it_is_first_told():
    class Fresh(Mistake):
        word: str

    assert not vars(Fresh)["_whole"]
    assert Fresh(word="a", line=2).but(line=3) == Fresh(word="a", line=3)
    assert vars(Fresh)["_whole"]
    assert [field.name for field in attrs.fields(Worse)] == ["line", "words", "how"]
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        Worse(how="so").how = "not so"
    with pytest.raises(TypeError, match="positional"):
        Mistake(3)


@pytest.mark.parametrize("kind", ["value", "facts"])
def test_threads_that_make_the_first_at_once_all_get_a_whole_one(kind):
    for _ in range(20):
        if kind == "value":

            @frozen
            class First:
                a: int
                b: int = 2
        else:

            class First(Facts):  # type: ignore[no-redef]
                a: int
                b: int = 2

        start = threading.Barrier(8)
        made: list[Any] = []

        def make(one: Any = First, start: Any = start, made: Any = made) -> None:
            start.wait()
            made.append(one(a=1))

        threads = [threading.Thread(target=make) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert [(one.a, one.b, one == made[0]) for one in made] == [(1, 2, True)] * 8


def test_a_pattern_matches_as_if_it_had_been_compiled():
    late, now = pattern(r"(?P<n>\d+)|x", re.IGNORECASE), re.compile(r"(?P<n>\d+)|x", re.IGNORECASE)
    assert late.pattern == now.pattern
    for text in ("12", "X", "ab12x", ""):
        for how in ("match", "search", "fullmatch"):
            found, wanted = getattr(late, how)(text), getattr(now, how)(text)
            assert (found and found.span()) == (wanted and wanted.span())
        assert late.findall(text) == now.findall(text)
        assert late.split(text) == now.split(text)
        assert late.sub("-", text) == now.sub("-", text)
    assert (late.flags, late.groups, late.groupindex) == (now.flags, now.groups, now.groupindex)
    assert pickle.loads(pickle.dumps(late)).fullmatch("7")
    assert not hasattr(late, "nothing")


def every_module() -> list[Any]:
    names = [info.name for info in pkgutil.walk_packages(indicatorlang.__path__, "indicatorlang.")]
    return [importlib.import_module(name) for name in names if not name.endswith("__main__")]


def test_every_pattern_of_the_package_can_be_compiled():
    every_module()
    found = [one for one in gc.get_objects() if type(one) is LazyPattern]
    assert len(found) > 500
    assert [one.pattern for one in found if one.flags < 0] == []


def test_every_class_of_the_package_can_be_made_whole():
    classes = {
        cls
        for module in every_module()
        for cls in vars(module).values()
        if isinstance(cls, type) and cls.__module__ == module.__name__ and "__attrs_attrs__" in vars(cls)
    }
    assert len(classes) > 500
    for cls in classes - {lazily.Facts}:
        named = [name for name, kind in vars(cls).get("__annotations__", {}).items() if "ClassVar" not in str(kind)]
        fields = [field.name for field in attrs.fields(cls)]
        # What attrs remembers for a cached property is no field.
        assert set(named) <= set(fields) or "__getattr__" in vars(cls), cls
        assert is_whole(cls)


def test_facts_are_not_decorated():
    class Told(Facts):
        n: int = 1

    with pytest.raises(TypeError, match="Told is one of Facts"):
        frozen(kw_only=True)(Told)
    assert Told(n=2).n == 2
