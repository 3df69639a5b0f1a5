"""The table of check kinds: one file per kind in this folder, one row here."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from grader.checks.distribution import DistributionCheck
from grader.checks.file import FileCheck
from grader.checks.graph import GraphCheck
from grader.checks.import_ import ImportCheck
from grader.checks.module import ModuleCheck
from grader.checks.package import PackageCheck
from grader.checks.program import ProgramCheck
from grader.checks.pytest_ import PytestCheck
from grader.checks.quiz import QuizCheck
from grader.checks.source import SourceCheck
from grader.checks.value import ValueCheck

KINDS = (
    FileCheck,
    ModuleCheck,
    PackageCheck,
    ImportCheck,
    ValueCheck,
    ProgramCheck,
    SourceCheck,
    GraphCheck,
    PytestCheck,
    DistributionCheck,
    QuizCheck,
)

AnyCheck = Annotated[
    FileCheck
    | ModuleCheck
    | PackageCheck
    | ImportCheck
    | ValueCheck
    | ProgramCheck
    | SourceCheck
    | GraphCheck
    | PytestCheck
    | DistributionCheck
    | QuizCheck,
    Field(discriminator="kind"),
]

__all__ = ["KINDS", "AnyCheck"]
