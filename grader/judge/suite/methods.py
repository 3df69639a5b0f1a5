"""Methods of the submission's objects, as a test has them in its hands before it calls them."""

from __future__ import annotations

from typing import Any

from grader.judge.suite.references import link_of, ref_of


def settled(method: Method) -> Any:
    """The method itself, looked up at last."""
    return method._settled()


class Method:
    """A method that was looked up and not called yet: look-up and call then take one request."""

    def __init__(self, owner: Any, name: str) -> None:
        self.__dict__.update(_owner=owner, _method=name, _found=None)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Look it up and call it."""
        if self.__dict__["_found"] is not None:
            return self.__dict__["_found"](*args, **kwargs)
        owner = self.__dict__["_owner"]
        return link_of(owner).method(ref_of(owner), self.__dict__["_method"], args, kwargs)

    def _settled(self) -> Any:
        """The method itself."""
        if self.__dict__["_found"] is None:
            owner = self.__dict__["_owner"]
            self.__dict__["_found"] = link_of(owner).get(ref_of(owner), self.__dict__["_method"])
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
