"""How long texts in Times New Roman are, how many lines they take, and columns that keep the rows of a table low."""

from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from itertools import permutations
from math import ceil
from operator import truediv

LETTER, BOLD = 0.168, 1.05
"""How wide a unit is in type of one point, in millimetres; letters in bold are wider than others."""

SPACE = 0.5
LETTERS = (
    dict.fromkeys("iíìỉĩịltjrfI.,;:'()[]|!-/", 0.6)
    | dict.fromkeys("aáàảãạăắằẳẵặâấầẩẫậceéèẻẽẹêếềểễệsz", 0.9)
    | dict.fromkeys("mwABCDĐEGHKLMNOÔƠPQRTUƯVWXY%—", 1.5)
)
"""How wide letters of Times New Roman are beside a unit, which is one of Excel's; those not listed take a whole one."""

PADDING = 2.6
"""What a cell keeps free beside its text and at the ends of its lines, in millimetres."""

STEPS = (8, 4, 2, 1)
"""Millimetres by which columns are widened to see whether rows get lower."""

SAMPLE = 100
"""Rows by which columns are fitted; of a longer table some from all of its parts."""


def lines(text: str, width: float) -> int:
    """Return how many lines a text takes in a column."""
    return sum(_wrapped(line, width) for line in text.split("\n"))


def length(text: str, size: float) -> float:
    """Return about how long a line in bold letters of a size is, in millimetres."""
    return BOLD * size * LETTER * _units(text)


@lru_cache(maxsize=10_000)
def _units(text: str) -> float:
    """Return how many units a text is wide: mostly a word, of which a language has few."""
    return sum(LETTERS.get(letter, 1.0) for letter in text)


def _wrapped(line: str, width: float) -> int:
    count, used = 1, 0.0
    for word in line.split(" "):
        wide = _units(word)
        if used and used + wide > width:
            count, used = count + 1, 0.0
        if wide >= width:  # hardly any word is
            count, wide = count + int(wide / width), wide % width
        used += wide + SPACE
    return count


def shared_out(rows: Sequence[Sequence[str]], least: Sequence[float], width: float, size: float) -> list[float]:
    """Return widths of columns with which the rows of a table take few lines.

    Begun with equal ones, a column gives to another as long as the rows get lower by it.

    Args:
        rows: The texts of each row.
        least: How wide each column is at least, in millimetres.
        width: How wide they are together.
        size: Of the letters, in points.
    """
    sample = rows[:: 1 + len(rows) // SAMPLE]
    lengths = [[_units(text) * size * LETTER for text in row] for row in sample]
    widths = [one + (width - sum(least)) / len(least) for one in least]
    for step in STEPS:
        while (better := min(_moved(widths, least, step), key=partial(_lines, lengths))) != widths:
            widths = better
    return [round(one, 1) for one in widths]


def _moved(widths: list[float], least: Sequence[float], step: float) -> Iterator[list[float]]:
    """Yield the widths as they are, then with a step taken from one column and given to another."""
    yield widths
    for giver, taker in permutations(range(len(widths)), 2):
        if widths[giver] - step >= least[giver]:
            changes = {giver: -step, taker: step}
            yield [one + changes.get(number, 0) for number, one in enumerate(widths)]


def _lines(lengths: Sequence[Sequence[float]], widths: Sequence[float]) -> tuple[int, float]:
    """Return the lines of all rows, a row being as high as its highest cell; then the same with parts of lines."""
    parts = [max(map(truediv, row, (one - PADDING for one in widths))) for row in lengths]
    return sum(map(ceil, parts)), sum(parts)
