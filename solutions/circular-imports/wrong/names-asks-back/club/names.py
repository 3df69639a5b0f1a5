"""Names of people."""

from .members import tidy
