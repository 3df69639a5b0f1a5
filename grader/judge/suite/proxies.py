"""Proxies: what a test has in its hands in the place of a submission's classes, objects and exceptions.

A class of the submission is mirrored by a class with the same name, the same bases and the same special methods, so
that `isinstance`, `issubclass`, operators, `except` and `super()` work here as they do there. What a proxy does is
asked from the stage; nothing of the submission runs here.

A plain value is never equal to a proxy by the student's word: a test that compares them fails and is told the type.
Two proxies are compared by the student's own `__eq__`, and that is noted. An object of a class derived from a builtin
one counts by the builtin's plain value, as long as its class leaves comparing alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeGuard

from grader.judge.suite.conversation import Conversation
from grader.judge.suite.messages import Later
from grader.judge.suite.methods import Method
from grader.judge.suite.modules import RemoteModule
from grader.judge.suite.references import ASKED_BY_PYTEST, ClassNames, link_of, ref_of, remote_dir, signature

PLAIN = (bool, int, float, complex, str, bytes, bytearray, list, tuple, dict, set, frozenset, range)
"""what a proxy cannot be equal to"""

_LOCAL_TO_CLASSES = frozenset(
    (
        "__abstractmethods__ __bases__ __basicsize__ __call__ __class__ __dictoffset__ __flags__ __hash__ "
        "__init_subclass__ __instancecheck__ __itemsize__ __module__ __mro__ __name__ __new__ __prepare__ "
        "__qualname__ __subclasscheck__ __subclasses__ __subclasshook__ __text_signature__ __weakrefoffset__ "
        "mro _abc_impl _ref _link _facts _is_tests register __eq__ __set_name__ __get__ __set__ __delete__"
    ).split()
)


_NAMES = frozenset({"__name__", "__qualname__", "__module__"})


class StudentValue(AssertionError):
    """A test takes an object of the submission for a plain value."""


def is_remote(value: object) -> TypeGuard[Any]:
    """Whether something is the submission's."""
    kind = type(value)
    if issubclass(kind, RemoteMeta):
        return "_ref" in type.__getattribute__(value, "__dict__")
    return issubclass(kind, RemoteObject | RemoteModule | RemoteError)


class RemoteMeta(type):
    """The class of mirrored classes; also of the classes that a test derives from them."""

    def __new__(meta, name: str, bases: tuple[type, ...], space: dict[str, Any]) -> RemoteMeta:
        """A class statement in a test: the class is made in the sandbox, its methods stay here."""
        remote = next((base for base in bases if is_remote(base)), None)
        if remote is None:
            return super().__new__(meta, name, bases, space)
        link: Conversation = type.__getattribute__(remote, "_link")
        made: Any = _derive(link, name, bases, space)
        for key, value in space.items():
            if key not in ("__module__", "__qualname__", "__classcell__", "__dict__", "__weakref__"):
                type.__setattr__(made, key, value)
        type.__setattr__(made, "_is_tests", True)
        if "__classcell__" in space:
            space["__classcell__"].cell_contents = made
        return made  # type: ignore[no-any-return]

    def __init__(cls, name: str, bases: tuple[type, ...], space: dict[str, Any]) -> None:
        super().__init__(name, bases, space)

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        """Make an object of the class, in the sandbox."""
        if not is_remote(cls):
            return super().__call__(*args, **kwargs)
        return link_of(cls).call(ref_of(cls), args, kwargs)

    def __getattribute__(cls, name: str) -> Any:
        if name in _LOCAL_TO_CLASSES or "_ref" not in type.__getattribute__(cls, "__dict__"):
            return super().__getattribute__(name)
        link, ref = link_of(cls), ref_of(cls)
        if name == "__signature__":
            return signature(link, ref)
        if name == "__dict__":
            return ClassNames(cls)
        return link.get(ref, name)

    def __setattr__(cls, name: str, value: object) -> None:
        if name.startswith(("_abc", "__abstract")) or not is_remote(cls):
            super().__setattr__(name, value)
        else:
            link_of(cls).set(ref_of(cls), name, value)

    def __delattr__(cls, name: str) -> None:
        if is_remote(cls):
            link_of(cls).delete(ref_of(cls), name)
        else:
            super().__delattr__(name)

    def __instancecheck__(cls, instance: object) -> bool:
        if type.__instancecheck__(cls, instance):
            return True
        if not is_remote(cls):
            return super().__instancecheck__(instance)
        if not is_remote(instance) and type(instance) in (*PLAIN, type(None)):
            return False
        return _asked(cls, instance, sub=False)

    def __subclasscheck__(cls, subclass: type) -> bool:
        if type.__subclasscheck__(cls, subclass):
            return True
        if not is_remote(cls):
            return super().__subclasscheck__(subclass)
        return is_remote(subclass) and _asked(cls, subclass, sub=True)

    def __iter__(cls) -> Iterator[Any]:
        return iter(link_of(cls).operate("iter", cls))

    def __len__(cls) -> int:
        return int(link_of(cls).operate("len", cls))

    def __bool__(cls) -> bool:
        return True

    def __getitem__(cls, key: object) -> Any:
        return link_of(cls).operate("getitem", cls, key)

    def __contains__(cls, item: object) -> bool:
        return bool(link_of(cls).operate("contains", cls, item))

    def __reversed__(cls) -> Iterator[Any]:
        return iter(link_of(cls).operate("reversed", cls))

    def __dir__(cls) -> list[str]:
        return remote_dir(cls) if is_remote(cls) else super().__dir__()  # type: ignore[return-value]

    def __repr__(cls) -> str:
        if not is_remote(cls):
            return super().__repr__()
        if link_of(cls).is_formatting:
            return f"<class {cls.__module__}.{cls.__qualname__} of the submission>"
        return str(link_of(cls).operate("repr", cls))

    def __hash__(cls) -> int:
        return type.__hash__(cls)

    def __eq__(cls, other: object) -> bool:
        return cls is other


def _asked(cls: RemoteMeta, what: object, *, sub: bool) -> bool:
    link = link_of(cls)
    return bool(link.request(do="is_a", kind=Later(cls), what=Later(what), sub=sub, plain=False))


def _derive(link: Conversation, name: str, bases: tuple[type, ...], space: dict[str, Any]) -> Any:
    wrapped = {}
    told = {}
    for key, value in space.items():
        if key in (
            "__module__",
            "__qualname__",
            "__classcell__",
            "__annotations__",
            "__firstlineno__",
            "__static_attributes__",
        ):
            continue
        plain = value
        for kind in (staticmethod, classmethod, property):
            if isinstance(value, kind):
                wrapped[key] = kind.__name__
                plain = value.fget if isinstance(value, property) else value.__func__
        told[key] = plain
    return link.request(
        do="subclass",
        name=name,
        bases=Later(tuple(base for base in bases if is_remote(base)), "many"),
        space=Later(told, "named"),
        wrapped=wrapped,
        module=str(space.get("__module__", "tests")),
    )


class RemoteObject(metaclass=RemoteMeta):
    """An object of the submission."""

    def __getattribute__(self, name: str) -> Any:
        cls = type(self)
        if name == "__class__":
            return cls
        if name == "__reduce_ex__":
            return object.__getattribute__(self, name)
        link = link_of(self)
        if name in ASKED_BY_PYTEST:
            raise AttributeError(name)
        if name == "__signature__":
            return signature(link, ref_of(self))
        if name in _methods_of(cls) and not link.is_eager:
            return Method(self, name)
        found = link.get(ref_of(self), name)
        if name in _NAMES and type(found) is not str:  # mock and others make source text of it
            raise AttributeError(name)
        return found

    def __setattr__(self, name: str, value: object) -> None:
        link_of(self).set(ref_of(self), name, value)

    def __delattr__(self, name: str) -> None:
        link_of(self).delete(ref_of(self), name)

    def __dir__(self) -> list[str]:
        return remote_dir(self)

    def __repr__(self) -> str:
        link = link_of(self)
        if link.is_formatting:
            return described(self)
        return _text(link.operate("repr", self))

    def __str__(self) -> str:
        return described(self) if link_of(self).is_formatting else _text(link_of(self).operate("str", self))

    def __format__(self, how: str) -> str:
        return _text(link_of(self).operate("format", self, how))

    def __eq__(self, other: object) -> Any:
        return compared(self, other, "eq")

    def __ne__(self, other: object) -> Any:
        return compared(self, other, "ne")

    def __hash__(self) -> int:
        return hash(ref_of(self))

    def __reduce_ex__(self, _protocol: object) -> Any:
        raise TypeError("An object of the submission cannot be pickled or copied on this side.")

    def __copy__(self) -> Any:
        return _from_module(self, "copy", "copy")

    def __deepcopy__(self, _memo: object) -> Any:
        return _from_module(self, "copy", "deepcopy")


def _from_module(found: Any, module: str, name: str) -> Any:
    """What a function of the standard library gives for an object, in the sandbox."""
    link = link_of(found)
    return link.request(do="standard", module=module, name=name, args=Later((found,), "many"), kwargs={})


def described(found: Any) -> str:
    """A proxy in a message: made here, whatever the student's `__repr__` does."""
    own = object.__getattribute__(found, "__dict__")
    if own.get("_name"):
        return f"<{type(found).__name__} {own['_name']} of the submission>"
    if own.get("_data", NOTHING) is not NOTHING:
        return f"<{type(found).__name__} {own['_data']!r} of the submission>"
    return f"<{type(found).__name__} object of the submission>"


NOTHING = object()


def _text(found: object) -> str:
    return found if type(found) is str else ""


def compared(left: Any, right: Any, how: str) -> Any:
    """A comparison in which a proxy takes part; `left` is one."""
    if left is right and how in ("eq", "ne"):
        return how == "eq"
    link = link_of(left)
    if is_remote(right):
        link.words += 1
        return link.operate(how, left, right)
    if right is None and how in ("eq", "ne"):
        return how == "ne"
    plain = plain_value(left)
    if plain is not NOTHING:
        return _COMPARE[how](plain, right)
    if type(right) not in PLAIN:
        return NotImplemented
    if how not in ("eq", "ne"):
        link.operate(how, left, right)  # what it raises is a fact; what it says is not
    raise mismatch(left, right)


def plain_value(found: Any) -> Any:
    """The plain value of an object whose class is derived from a builtin one and leaves comparing alone; or NOTHING."""
    data = object.__getattribute__(found, "__dict__").get("_data", NOTHING)
    if data is NOTHING and type.__getattribute__(type(found), "_facts").get("container"):
        return link_of(found).request(do="content", of=link_of(found).number(ref_of(found)))
    return data


def mismatch(found: Any, plain: object) -> StudentValue:
    """What a test is told that takes an object of the submission for a plain value; it counts, whatever is caught."""
    message = (
        f"This is an object of the submission's class {type(found).__name__} and not a plain {type(plain).__name__}; "
        "whether the two are equal is not for the submission to say."
    )
    link = link_of(found)
    link.mismatch = link.mismatch or message
    return StudentValue(message)


_COMPARE: Mapping[str, Callable[[Any, Any], Any]] = {
    "eq": lambda a, b: a == b,
    "ne": lambda a, b: a != b,
    "lt": lambda a, b: a < b,
    "le": lambda a, b: a <= b,
    "gt": lambda a, b: a > b,
    "ge": lambda a, b: a >= b,
}


def _methods_of(cls: Any) -> frozenset[str]:
    """Names that are plain functions in the class or one that it is derived from."""
    found: frozenset[str] = type.__getattribute__(cls, "_methods")
    return found


class RemoteError:
    """An exception of the submission's own class; raised here as an instance of the mirrored class."""

    def __getattr__(self, name: str) -> Any:
        ref = self.__dict__.get("_ref")
        if ref is None or (name.startswith("__") and name.endswith("__")):
            raise AttributeError(name)
        return link_of(self).get(ref, name)

    def __str__(self) -> str:
        return str(self.__dict__.get("_text", ""))

    def __repr__(self) -> str:
        link = link_of(self)
        if link.is_formatting:
            return f"{type(self).__name__}({', '.join(map(repr, self.args))})"
        return _text(link.operate("repr", self))

    def __eq__(self, other: object) -> Any:
        return self is other or (is_remote(other) and _compared_errors(self, other))

    def __hash__(self) -> int:
        return id(self)


def _compared_errors(left: Any, right: Any) -> Any:
    link = link_of(left)
    link.words += 1
    return link.operate("eq", left, right)
