"""What Python's own error messages say, in all versions from 3.8 on: which module, which name, which attribute."""

from __future__ import annotations

import re

from grader.report import Finding

_NO_MODULE = re.compile(r"No module named '?([^';\s]{1,300})'?")
_NO_NAME = re.compile(r"cannot import name '([^']{1,200})' from (?:partially initialized module )?'([^']{1,200})'")
_NO_ATTRIBUTE = re.compile(r"module '([^']{1,200})' has no attribute '([^']{1,200})'")
_ATTRIBUTE = re.compile(r"has no attribute '([^']{1,200})'")
_HALF_DONE = re.compile(r"partially initialized module '([^']{1,200})'")
_UNDEFINED = re.compile(r"name '([^']{1,200})' is not defined")


def text_of(finding: Finding) -> str:
    """The text of the exception, "" where there is none."""
    return finding.raised.text if finding.raised else ""


def missing_module(finding: Finding) -> str | None:
    """The module that an import did not find, as it was asked for: `a.b`."""
    raised = finding.raised
    if raised is None or not raised.is_a("ModuleNotFoundError"):
        return None
    found = _NO_MODULE.search(raised.text)
    return raised.name or (found[1] if found else None)


def missing_name(finding: Finding) -> tuple[str, str] | None:
    """(name, module) where a module was found, but not the name that was to be imported from it."""
    found = _NO_NAME.search(text_of(finding)) if finding.raised and finding.raised.is_a("ImportError") else None
    return (found[1], found[2]) if found else None


def missing_attribute(finding: Finding) -> tuple[str, str] | None:
    """(name, module) where `module.name` was written and the module has no such name."""
    found = _NO_ATTRIBUTE.search(text_of(finding)) if finding.raised and finding.raised.is_a("AttributeError") else None
    if found:
        return found[2], found[1]
    half_done = half_imported(finding)
    lacking = _ATTRIBUTE.search(text_of(finding)) if half_done else None
    return (lacking[1], half_done) if lacking and half_done else None


def half_imported(finding: Finding) -> str | None:
    """The module that was used while its own import was still under way."""
    found = _HALF_DONE.search(text_of(finding))
    return found[1] if found else None


def undefined_name(finding: Finding) -> str | None:
    """The name that a NameError is about."""
    if finding.raised is None or finding.raised.type != "NameError":
        return None
    found = _UNDEFINED.search(finding.raised.text)
    return finding.raised.name or (found[1] if found else None)
