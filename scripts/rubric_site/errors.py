"""What is wrong with a rubric, said so that an office editor can mend it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rubric_site.characters import visible

MOST = 20
"""Lines of one kind that a report shows; who has more has one cause, or reads the first ones anyway."""

SHOWN = 80
"""Letters of a rubric's own text that a message repeats."""

ECHOED = re.compile(r"“[^”]*”|`[^`]*`")
CHANGING = re.compile(r"[“`][^”`]*[”`]|U\+[0-9A-F]+|\d+(?:[.,]\d+)*")
"""What differs between two messages of one kind."""


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
        mark = "cảnh báo: " if self.warning else ""
        text = f"{self.message} ({self.hint})" if self.hint else self.message
        short = ECHOED.sub(lambda match: _short(match[0]), text)
        return f"{visible(self.path)}:{self.line}:{self.column}: {mark}{visible(short)}"


def _short(quoted: str) -> str:
    return quoted if len(quoted) <= SHOWN else f"{quoted[: SHOWN - 2]}…{quoted[-1]}"


def stopping(problems: Iterable[Problem], *, strict: bool = False) -> list[Problem]:
    """Return the problems that stop a run: the errors, and the warnings too where the run is strict."""
    return [problem for problem in problems if strict or not problem.warning]


def report(problems: Iterable[Problem]) -> Iterator[str]:
    """Yield the lines of a report: each problem once, in the order of files and lines, then how many there are.

    Args:
        problems: What was found; of one kind only the first are shown, and how many more there are.
    """
    listed = sorted(set(problems))
    kinds = Counter(_kind(problem) for problem in listed)
    shown: Counter[tuple[bool, str]] = Counter()
    for problem in listed:
        kind = _kind(problem)
        shown[kind] += 1
        if shown[kind] <= MOST:
            yield str(problem)
        if shown[kind] == MOST and kinds[kind] > MOST:
            yield f"  … và {kinds[kind] - MOST} {'cảnh báo' if problem.warning else 'lỗi'} cùng loại"
    if listed:
        yield _summary(listed)


def _kind(problem: Problem) -> tuple[bool, str]:
    return problem.warning, CHANGING.sub("", problem.message)


def _summary(problems: Iterable[Problem]) -> str:
    listed = list(problems)
    errors = sum(1 for problem in listed if not problem.warning)
    counts = [(errors, "lỗi"), (len(listed) - errors, "cảnh báo")]
    said = ", ".join(f"{count} {name}" for count, name in counts if count)
    return f"Tổng cộng: {said} trong {len({problem.path for problem in listed})} tệp."
