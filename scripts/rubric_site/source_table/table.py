"""What a table says, as data."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Kind = Literal["scored", "bonus", "deduction"]


@dataclass(frozen=True)
class Scale:
    """A row of a scale: what earns, or costs, how many points."""

    line: int
    condition: str
    points: Decimal


@dataclass(frozen=True)
class Row:
    """A row of the table: a section, a group or a criterion.

    Attributes:
        line: Where it begins, counted from 1.
        code: As written, a comma within numbers read as a dot (`1.1`, `a)`); empty where the row has none.
        title: As written, white space folded.
        points: What its own row declares, never negative; None where it declares nothing.
        kind: Whether the points count, come on top or are taken off.
        units: The units by their names in the table, the lead first.
        lead: The unit that leads, where the table says so.
        scale: The rows without a number below it that say what earns how many points.
        heads: How high a heading it is, where its number does not say so: 1 heads more than 2; 0 for any other row.
    """

    line: int
    code: str
    title: str
    points: Decimal | None = None
    kind: Kind = "scored"
    units: tuple[str, ...] = ()
    lead: str | None = None
    scale: tuple[Scale, ...] = ()
    heads: int = 0


@dataclass(frozen=True)
class Doubt:
    """What was not plain, and what was made of it, in Vietnamese."""

    line: int
    message: str


@dataclass(frozen=True)
class Table:
    """What a text says in its tables.

    Attributes:
        rows: Sections, groups and criteria in order.
        doubts: What was not plain, by line.
        columns: The columns that were read, by what they hold (code, title, points, units, lead, joint): their headers.
        head: The lines above the first table.
        tail: The lines below the last row.
        total: The sum that the table itself declares, where it does.
    """

    rows: tuple[Row, ...]
    doubts: tuple[Doubt, ...]
    columns: Mapping[str, str]
    head: tuple[str, ...]
    tail: tuple[str, ...]
    total: Decimal | None

    @property
    def has_points(self) -> bool:
        """Whether the table says points: in a column of theirs, or in its titles."""
        return "points" in self.columns or any(row.points is not None for row in self.rows)

    @property
    def has_units(self) -> bool:
        """Whether the table has a column of units."""
        return bool({"units", "lead", "joint"} & self.columns.keys())
