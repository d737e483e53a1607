"""What is wrong with a rubric, said so that an office editor can mend it."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake in one file.

    Attributes:
        path: The file, as the editor named the folder.
        line: The line, counted from 1.
        column: The column in characters, counted from 1.
        message: What is wrong, in Vietnamese.
        hint: What to do about it, in Vietnamese; may be empty.
        warning: Whether it may be meant, so that it stops nothing unless the run is strict.
    """

    path: str
    line: int
    column: int
    message: str
    hint: str = ""
    warning: bool = False

    def __str__(self) -> str:
        """Return the problem as `path:line:column: message (hint)`, the form that editors can jump to."""
        text = f"{self.path}:{self.line}:{self.column}: {'cảnh báo: ' if self.warning else ''}{self.message}"
        return f"{text} ({self.hint})" if self.hint else text


def stopping(problems: Iterable[Problem], *, strict: bool = False) -> list[Problem]:
    """Return the problems that stop a run: the errors, and the warnings too where the run is strict."""
    return [problem for problem in problems if strict or not problem.warning]
