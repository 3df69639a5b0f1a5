"""Proxies: what a test has in its hands in the place of a submission's modules, classes, objects and exceptions.

A class of the submission is mirrored by a class with the same name, the same bases and the same special methods, so
that `isinstance`, `issubclass`, operators, `except` and `super()` work here as they do there. What a proxy does is
asked from the stage; nothing of the submission runs here.

A plain value is never equal to a proxy by the student's word: a test that compares them fails and is told the type.
Two proxies are compared by the student's own `__eq__`, and that is noted. An object of a class derived from a builtin
one counts by the builtin's plain value, as long as its class leaves comparing alone.
"""

from __future__ import annotations

import builtins
import inspect
import sys
import types
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeGuard

from grader.judge.suite.messages import Later

if TYPE_CHECKING:
    from grader.judge.suite.link import Link
    from grader.judge.suite.messages import Ref

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

    def __new__(meta, name: str, bases: tuple[type, ...], space: dict[str, Any], **options: object) -> RemoteMeta:
        """A class statement in a test: the class is made in the sandbox, its methods stay here."""
        remote = next((base for base in bases if is_remote(base)), None)
        if remote is None:
            return super().__new__(meta, name, bases, space)
        link: Link = type.__getattribute__(remote, "_link")
        made: Any = _derive(link, name, bases, space)
        for key, value in space.items():
            if key not in ("__module__", "__qualname__", "__classcell__", "__dict__", "__weakref__"):
                type.__setattr__(made, key, value)
        type.__setattr__(made, "_is_tests", True)
        if "__classcell__" in space:
            space["__classcell__"].cell_contents = made
        return made  # type: ignore[no-any-return]

    def __init__(cls, name: str, bases: tuple[type, ...], space: dict[str, Any], **options: object) -> None:
        super().__init__(name, bases, space)

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        if not is_remote(cls):
            return super().__call__(*args, **kwargs)
        return _link(cls).call(_ref(cls), args, kwargs)

    def __getattribute__(cls, name: str) -> Any:
        if name in _LOCAL_TO_CLASSES or "_ref" not in type.__getattribute__(cls, "__dict__"):
            return super().__getattribute__(name)
        link, ref = _link(cls), _ref(cls)
        if name == "__signature__":
            return signature(link, ref)
        if name == "__dict__":
            return ClassNames(cls)
        return link.get(ref, name)

    def __setattr__(cls, name: str, value: object) -> None:
        if name.startswith(("_abc", "__abstract")) or not is_remote(cls):
            super().__setattr__(name, value)
        else:
            _link(cls).set(_ref(cls), name, value)

    def __delattr__(cls, name: str) -> None:
        if is_remote(cls):
            _link(cls).delete(_ref(cls), name)
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
        return iter(_link(cls).operate("iter", cls))

    def __len__(cls) -> int:
        return int(_link(cls).operate("len", cls))

    def __bool__(cls) -> bool:
        return True

    def __getitem__(cls, key: object) -> Any:
        return _link(cls).operate("getitem", cls, key)

    def __contains__(cls, item: object) -> bool:
        return bool(_link(cls).operate("contains", cls, item))

    def __reversed__(cls) -> Iterator[Any]:
        return iter(_link(cls).operate("reversed", cls))

    def __dir__(cls) -> list[str]:
        return remote_dir(cls) if is_remote(cls) else super().__dir__()  # type: ignore[return-value]

    def __repr__(cls) -> str:
        if not is_remote(cls):
            return super().__repr__()
        if _link(cls).is_formatting:
            return f"<class {cls.__module__}.{cls.__qualname__} of the submission>"
        return str(_link(cls).operate("repr", cls))

    def __hash__(cls) -> int:
        return type.__hash__(cls)

    def __eq__(cls, other: object) -> bool:
        return cls is other


class ClassNames(Mapping[str, Any]):
    """`vars(C)` of a mirrored class: its names are known, its values are asked for one by one."""

    def __init__(self, cls: RemoteMeta) -> None:
        self._cls = cls

    def __iter__(self) -> Iterator[str]:
        return iter(type.__getattribute__(self._cls, "_facts")["all"])

    def __len__(self) -> int:
        return len(type.__getattribute__(self._cls, "_facts")["all"])

    def __getitem__(self, name: str) -> Any:
        if name not in type.__getattribute__(self._cls, "_facts")["all"]:
            raise KeyError(name)
        link = _link(self._cls)
        return link.request(do="class_var", of=link.number(_ref(self._cls)), name=name)


def _asked(cls: RemoteMeta, what: object, *, sub: bool) -> bool:
    link = _link(cls)
    return bool(link.request(do="is_a", kind=Later(cls), what=Later(what), sub=sub, plain=False))


def _derive(link: Link, name: str, bases: tuple[type, ...], space: dict[str, Any]) -> Any:
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
                plain = value.fget if isinstance(value, property) else value.__func__  # type: ignore[attr-defined]
        told[key] = plain
    return link.request(
        do="subclass",
        name=name,
        bases=Later(tuple(base for base in bases if is_remote(base)), "many"),
        space=Later(told, "named"),
        wrapped=wrapped,
        module=str(space.get("__module__", "tests")),
    )


def _link(found: Any) -> Link:
    cls = found if isinstance(found, type) else type(found)
    link: Link = type.__getattribute__(cls, "_link")
    return link


def _ref(found: Any) -> Ref:
    own = (
        type.__getattribute__(found, "__dict__")
        if isinstance(found, type)
        else object.__getattribute__(found, "__dict__")
    )
    ref: Ref = own["_ref"]
    return ref


def remote_dir(found: Any) -> list[str]:
    """What `dir` gives in the sandbox."""
    link = _link(found)
    names: list[str] = link.request(do="dir", of=link.number(_ref(found)))
    return names


def signature(link: Link, ref: Ref) -> inspect.Signature:
    """The signature of something that can be called, as Python tells it in the sandbox."""
    told = link.request(do="signature", of=link.number(ref))
    if told is None:
        raise AttributeError("__signature__")
    empty = inspect.Parameter.empty
    return inspect.Signature(
        [
            inspect.Parameter(name, _PARAMETER_KINDS[kind], default=default[0] if default else empty)
            for name, kind, default in told
        ]
    )


_PARAMETER_KINDS = tuple(
    (
        inspect.Parameter.POSITIONAL_ONLY,
        inspect.Parameter.POSITIONAL_OR_KEYWORD,
        inspect.Parameter.VAR_POSITIONAL,
        inspect.Parameter.KEYWORD_ONLY,
        inspect.Parameter.VAR_KEYWORD,
    )
)


class RemoteObject(metaclass=RemoteMeta):
    """An object of the submission."""

    def __getattribute__(self, name: str) -> Any:
        cls = type(self)
        if name == "__class__":
            return cls
        link = _link(self)
        if name == "__signature__":
            return signature(link, _ref(self))
        if name in _methods_of(cls) and not link.is_eager:
            return Method(self, name)
        return link.get(_ref(self), name)

    def __setattr__(self, name: str, value: object) -> None:
        _link(self).set(_ref(self), name, value)

    def __delattr__(self, name: str) -> None:
        _link(self).delete(_ref(self), name)

    def __dir__(self) -> list[str]:
        return remote_dir(self)

    def __repr__(self) -> str:
        link = _link(self)
        if link.is_formatting:
            return described(self)
        return _text(link.operate("repr", self))

    def __str__(self) -> str:
        return described(self) if _link(self).is_formatting else _text(_link(self).operate("str", self))

    def __format__(self, how: str) -> str:
        return _text(_link(self).operate("format", self, how))

    def __eq__(self, other: object) -> Any:
        return _compared(self, other, "eq")

    def __ne__(self, other: object) -> Any:
        return _compared(self, other, "ne")

    def __hash__(self) -> int:
        return hash(_ref(self))

    def __reduce_ex__(self, _protocol: object) -> Any:
        raise TypeError("An object of the submission cannot be pickled or copied on this side.")

    def __copy__(self) -> Any:
        return _from_module(self, "copy", "copy")

    def __deepcopy__(self, _memo: object) -> Any:
        return _from_module(self, "copy", "deepcopy")


def _from_module(found: Any, module: str, name: str) -> Any:
    """What a function of the standard library gives for an object, in the sandbox."""
    link = _link(found)
    return link.request(do="standard", module=module, name=name, args=Later((found,), "many"), kwargs={})


def described(found: Any) -> str:
    """A proxy in a message: made here, whatever the student's `__repr__` does."""
    own = object.__getattribute__(found, "__dict__")
    if own.get("_name"):
        return f"<{type(found).__name__} {own['_name']} of the submission>"
    if own.get("_data", _NOTHING) is not _NOTHING:
        return f"<{type(found).__name__} {own['_data']!r} of the submission>"
    return f"<{type(found).__name__} object of the submission>"


_NOTHING = object()


def _text(found: object) -> str:
    return found if type(found) is str else ""


def _compared(left: Any, right: Any, how: str) -> Any:
    """A comparison in which a proxy takes part; `left` is one."""
    if left is right and how in ("eq", "ne"):
        return how == "eq"
    link = _link(left)
    if is_remote(right):
        link.words += 1
        return link.operate(how, left, right)
    data = object.__getattribute__(left, "__dict__").get("_data", _NOTHING)
    if data is not _NOTHING:
        return _COMPARE[how](data, right)
    if right is None and how in ("eq", "ne"):
        return how == "ne"
    if type(right) not in PLAIN:
        return NotImplemented
    plain = _plain_content(left)
    if plain is not _NOTHING:
        return _COMPARE[how](plain, right)
    if how not in ("eq", "ne"):
        link.operate(how, left, right)  # what it raises is a fact; what it says is not
    raise mismatch(left, right)


def mismatch(found: Any, plain: object) -> StudentValue:
    """What a test is told that takes an object of the submission for a plain value; noted, whatever the test catches."""
    message = (
        f"This is an object of the submission's class {type(found).__name__} and not a plain {type(plain).__name__}; "
        "whether the two are equal is not for the submission to say."
    )
    link = _link(found)
    link.mismatch = link.mismatch or message
    return StudentValue(message)


def _plain_content(found: Any) -> Any:
    """The content of an object whose class is derived from list, dict or set and leaves comparing alone."""
    facts = type.__getattribute__(type(found), "_facts")
    if not facts.get("container"):
        return _NOTHING
    return _link(found).request(do="content", of=_link(found).number(_ref(found)))


_COMPARE: Mapping[str, Callable[[Any, Any], Any]] = {
    "eq": lambda a, b: a == b,
    "ne": lambda a, b: a != b,
    "lt": lambda a, b: a < b,
    "le": lambda a, b: a <= b,
    "gt": lambda a, b: a > b,
    "ge": lambda a, b: a >= b,
}


class Method:
    """A method that was looked up and not called yet: look-up and call then take one request."""

    def __init__(self, owner: Any, name: str) -> None:
        self.__dict__.update(_owner=owner, _method=name, _found=None)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if self.__dict__["_found"] is not None:
            return self.__dict__["_found"](*args, **kwargs)
        owner = self.__dict__["_owner"]
        return _link(owner).method(_ref(owner), self.__dict__["_method"], args, kwargs)

    def _settled(self) -> Any:
        """The method itself."""
        if self.__dict__["_found"] is None:
            owner = self.__dict__["_owner"]
            self.__dict__["_found"] = _link(owner).get(_ref(owner), self.__dict__["_method"])
        return self.__dict__["_found"]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._settled(), name)

    def __eq__(self, other: object) -> bool:
        return bool(self._settled() == (other._settled() if isinstance(other, Method) else other))

    def __hash__(self) -> int:
        return hash(self._settled())

    def __repr__(self) -> str:
        return f"<method {self.__dict__['_method']} of the submission>"

    @property
    def __doc__(self) -> Any:  # type: ignore[override]
        return self._settled().__doc__


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
        return _link(self).get(ref, name)

    def __str__(self) -> str:
        return str(self.__dict__.get("_text", ""))

    def __repr__(self) -> str:
        link = _link(self)
        if link.is_formatting:
            return f"{type(self).__name__}({', '.join(map(repr, self.args))})"  # type: ignore[attr-defined]
        return _text(link.operate("repr", self))

    def __eq__(self, other: object) -> Any:
        return self is other or (is_remote(other) and _compared_errors(self, other))

    def __hash__(self) -> int:
        return id(self)


def _compared_errors(left: Any, right: Any) -> Any:
    link = _link(left)
    link.words += 1
    return link.operate("eq", left, right)


class RemoteModule(types.ModuleType):
    """A module of the submission. Not made until it is imported: `importer.py`."""

    def __getattribute__(self, name: str) -> Any:
        own = object.__getattribute__(self, "__dict__")
        if name in ("__class__", "__spec__", "__loader__", "__path__", "__package__") or (
            name in ("__name__", "__file__") and name in own
        ):
            return object.__getattribute__(self, name)
        if "_ref" not in own:
            return object.__getattribute__(self, name)
        link: Link = own["_link"]
        number = link.number(module_ref(self))
        if name == "__dict__":
            return link.request(do="public", of=number)
        return link.request(do="get", of=number, name=name)

    def __setattr__(self, name: str, value: object) -> None:
        own = object.__getattribute__(self, "__dict__")
        if name in ("__spec__", "__loader__", "__path__", "__package__", "__file__", "__cached__") or "_ref" not in own:
            own[name] = value
        elif not (isinstance(value, RemoteModule) and value.__name__ == f"{self.__name__}.{name}"):
            own["_link"].set(module_ref(self), name, value)

    def __delattr__(self, name: str) -> None:
        _link_of_module(self).delete(module_ref(self), name)

    def __dir__(self) -> list[str]:
        link = _link_of_module(self)
        names: list[str] = link.request(do="dir", of=link.number(module_ref(self)))
        return names

    def __repr__(self) -> str:
        return f"<module {self.__name__} of the submission>"


def _link_of_module(module: RemoteModule) -> Link:
    link: Link = object.__getattribute__(module, "__dict__")["_link"]
    return link


def module_ref(module: RemoteModule) -> Ref:
    """The reference of a module."""
    ref: Ref = object.__getattribute__(module, "__dict__")["_ref"]
    if ref.state not in (0, _link_of_module(module).current()):  # imports are made again in each test's state
        ref = object.__getattribute__(module, "__dict__")["_ref"]
    return ref


def module_state(module: RemoteModule) -> int:
    """The state that imported a module, 0 for the file's own."""
    ref: Ref = object.__getattribute__(module, "__dict__")["_ref"]
    return ref.state


# ---------------------------------------------------------------- mirrored classes


def mirror(link: Link, ref: Ref, facts: Mapping[str, Any], bases: tuple[Any, ...]) -> Any:
    """The class here for a class there; a builtin exception is itself."""
    if facts["builtin"]:
        return getattr(builtins, facts["builtin"])
    if facts["standard"]:
        standard = _standard_error(facts["module"], facts["qualname"])
        bases = (standard,) if standard else bases
    is_error = any(issubclass(base, BaseException) for base in bases)
    if is_error and not any(issubclass(base, RemoteError) for base in bases):
        bases = (RemoteError, *bases)
    elif not bases:
        bases = (RemoteObject,)
    methods = frozenset[str]().union(
        facts["methods"], *(type.__getattribute__(base, "_methods") for base in bases if is_remote(base))
    )
    own = {
        "_ref": ref,
        "_link": link,
        "_facts": facts,
        "_methods": methods - set(facts["names"]) | set(facts["methods"]),
    }
    space: dict[str, Any] = {**own, "_is_tests": False, "__doc__": facts["doc"] or None, "__module__": facts["module"]}
    space["__qualname__"] = facts["qualname"]
    for name in facts["special"]:
        if name in SPECIAL_METHODS and not (
            is_error and name in ("__str__", "__repr__", "__init__", "__eq__", "__hash__")
        ):
            space[name] = SPECIAL_METHODS[name]
    for name in (*facts["names"], "__init__"):
        if name not in space:
            space[name] = Inherited(ref, name)
    if not facts["hashable"] and not is_error:
        space["__hash__"] = None
    return type.__new__(RemoteMeta, facts["name"], _linear(bases), space)


def _standard_error(module: str, name: str) -> Any:
    """An exception class of the standard library, where it is loaded here; never one that steers a test session."""
    if module.partition(".")[0] not in sys.stdlib_module_names - {"unittest", "_pytest"}:
        return None
    found = vars(sys.modules.get(module, builtins)).get(name)
    return found if isinstance(found, type) and issubclass(found, Exception) else None


def _linear(bases: tuple[Any, ...]) -> tuple[Any, ...]:
    """Bases without one that another of them has already."""
    return tuple(base for base in bases if not any(other is not base and issubclass(other, base) for other in bases))


class Inherited:
    """What a mirrored class has under a name: found by `super()` in a class that a test derived."""

    def __init__(self, owner: Ref, name: str) -> None:
        self._owner = owner
        self._name = name

    def __get__(self, instance: Any, kind: Any = None) -> Any:
        if instance is None:
            link = _link(kind)
            return link.get(self._owner, self._name)
        link = _link(instance)
        own = link.number(_ref(instance))
        return link.request(do="class_get", of=link.number(self._owner), name=self._name, self=own)


def make_object(link: Link, ref: Ref, kind: Any, body: Mapping[str, Any]) -> Any:
    """The proxy for an object of a mirrored class."""
    if body["k"] == "exception":
        return _make_error(link, ref, kind, body)
    if body["k"] == "module":
        return link.module(ref, body)
    if body["k"] == "coroutine":
        return Coroutine(link, ref)
    made = object.__new__(kind)
    own = object.__getattribute__(made, "__dict__")
    own["_ref"] = ref
    if body["k"] == "function":
        own["_name"] = body["data"]
    elif body["data"] is not None:
        own["_data"] = link.codec.decode(body["data"])
    return made


def _make_error(link: Link, ref: Ref, kind: Any, body: Mapping[str, Any]) -> BaseException:
    data = body["data"]
    args = [link.codec.decode(arg) for arg in data["args"]]
    error: BaseException
    if issubclass(kind, RemoteError):
        error = kind.__new__(kind)
        error.args = tuple(args)
    else:
        error = _builtin_error(kind, args, data["text"])
    error.__dict__.update(_ref=ref, _text=data["text"])
    for name, key in (("__cause__", "cause"), ("__context__", "context")):
        if data[key] is not None:
            setattr(error, name, link.codec.decode(data[key]))
    return error


def _builtin_error(kind: Any, args: list[Any], text: str) -> BaseException:
    try:
        error: BaseException = kind(*args)
    except Exception:
        error = kind.__new__(kind)
        error.args = tuple(args) or (text,)
    return error


class Coroutine:
    """What calling an `async def` of the submission gives: runs there as a whole when it is awaited here."""

    def __init__(self, link: Link, ref: Ref) -> None:
        self._link, self._coroutine_ref = link, ref

    def _run(self) -> Any:
        return self._link.request(do="run_async", of=self._link.number(self._coroutine_ref))

    def send(self, _value: object) -> Any:
        raise StopIteration(self._run())

    def throw(self, *error: Any) -> Any:
        raise error[0]

    def close(self) -> None:
        """Nothing is left to close here."""

    def __await__(self) -> Iterator[Any]:
        return self._run()
        yield


def _special(name: str) -> Callable[..., Any]:
    def method(self: Any, *args: Any) -> Any:
        return _link(self).operate(name, self, *args)

    return method


def _reflected(name: str) -> Callable[..., Any]:
    def method(self: Any, other: Any, *more: Any) -> Any:
        return _link(self).operate(name, other, self, *more)

    return method


def _ordering(name: str) -> Callable[..., Any]:
    def method(self: Any, other: Any) -> Any:
        return _compared(self, other, name)

    return method


def _calling(self: Any, *args: Any, **kwargs: Any) -> Any:
    return _link(self).call(_ref(self), args, kwargs)


def _next(self: Any) -> Any:
    link = _link(self)
    return link.request(do="next", of=link.number(_ref(self)))


def _contains(self: Any, item: object) -> bool:
    facts = type.__getattribute__(type(self), "_facts")
    if facts["holds"] == "mixed" and type(item) in PLAIN:
        raise mismatch(self, item)
    if facts["holds"] == "own":
        _link(self).words += 1
    return bool(_link(self).operate("contains", self, item))


def _bool(self: Any) -> bool:
    return bool(_link(self).operate("bool", self))


def _exit(self: Any, kind: Any, error: Any, _traceback: Any) -> bool:
    link = _link(self)
    if (
        error is not None
        and not is_remote(error)
        and "_ref" not in error.__dict__
        and isinstance(error, AssertionError)
    ):
        link.operate("exit", self, None, None, None)
        return False  # a failed assertion of the test is not for the submission to swallow
    told = (kind, error, None) if error is not None else (None, None, None)
    return bool(link.operate("exit", self, *told))


_BINARY = (
    "add sub mul matmul truediv floordiv mod divmod pow lshift rshift and or xor".split()
)  # each with its reflected form
_PLAIN_SPECIALS = (
    "abs neg pos invert complex float index int round ceil floor trunc bytes getitem setitem delitem iter "
    "len reversed enter length_hint hash aenter aexit aiter anext"
).split()

SPECIAL_METHODS: Mapping[str, Callable[..., Any]] = types.MappingProxyType(
    {
        **{f"__{name}__": _special({"and": "and_", "or": "or_"}.get(name, name)) for name in _BINARY},
        **{f"__r{name}__": _reflected({"and": "and_", "or": "or_"}.get(name, name)) for name in _BINARY},
        **{f"__i{name}__": _special(f"i{name}") for name in _BINARY if name != "divmod"},
        **{f"__{name}__": _special(name) for name in _PLAIN_SPECIALS},
        **{f"__{name}__": _ordering(name) for name in ("lt", "le", "gt", "ge")},
        "__call__": _calling,
        "__next__": _next,
        "__contains__": _contains,
        "__bool__": _bool,
        "__exit__": _exit,
    }
)
