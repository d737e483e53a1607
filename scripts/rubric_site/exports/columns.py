"""How wide the columns of a spreadsheet are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby

PAGE_WIDTH = 150
"""All columns together, in Excel's letters: A4 landscape shows them at nine tenths of their size."""

WIDTHS = {"units": 13, "points": 8, "score": 8, "kept": 17, "reason": 17, "person": 14}
"""Of the columns whose width no text decides."""


@dataclass(frozen=True)
class Column:
    """A column of a sheet.

    Attributes:
        kind: What stands in it.
        name: Its name in the head.
        width: In Excel's letters.
    """

    kind: str
    name: str
    width: float


def fitted(names: Mapping[str, str], rows: Sequence[Mapping[str, str]]) -> list[Column]:
    """Return columns that fill the page, each as wide as its texts want beside the others.

    Args:
        names: The columns' names by what stands in them.
        rows: The texts of the criteria.
    """
    fixed = WIDTHS | {"code": max(7, max(len(row["code"]) for row in rows) + 2)}
    shares = {kind: max(len(row[kind]) for row in rows) ** 0.5 for kind in names if kind not in fixed}
    left = PAGE_WIDTH - sum(fixed[kind] for kind in names if kind in fixed)
    widths = fixed | {kind: round(left * share / sum(shares.values()), 1) for kind, share in shares.items()}
    return [Column(kind, name, widths[kind]) for kind, name in names.items()]


def spans(columns: Sequence[Column], count: int) -> Iterator[tuple[int, int]]:
    """Yield the first and the last column of some stretches of about the same width."""
    ends = list(accumulate(column.width for column in columns))
    middles = [end - column.width / 2 for end, column in zip(ends, columns, strict=True)]
    for _, places in groupby(range(len(columns)), lambda place: int(middles[place] / ends[-1] * count)):
        first, *rest = places
        yield first, rest[-1] if rest else first
