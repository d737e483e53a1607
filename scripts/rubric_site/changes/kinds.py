"""What a change is: a class for each kind, with what was and what is."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar, Generic, NamedTuple, TypeVar

from rubric_site.model import ScaleRow, Unit
from rubric_site.views import Entry

T = TypeVar("T")
Side = tuple[Entry, ...]
"""The criteria of one edition that have to do with those of the other."""


class ChangeKind(StrEnum):
    """What changed, in the order in which it is told."""

    ADDED = "added"
    DROPPED = "dropped"
    MERGED = "merged"
    SPLIT = "split"
    MOVED = "moved"
    RENUMBERED = "renumbered"
    WORDING = "wording"
    POINTS = "points"
    KIND = "kind"
    SCALE = "scale"
    UNITS = "units"
    LEAD = "lead"


@dataclass(frozen=True)
class Change(Generic[T]):
    """One thing that is not as it was.

    Attributes:
        old: What it was in the older edition.
        new: What it is in the newer one.
    """

    kind: ClassVar[ChangeKind]
    old: T
    new: T

    @property
    def differs(self) -> bool:
        """Whether it is a change at all."""
        return self.old != self.new


class Added(Change[Side]):
    """A criterion that the older edition did not have."""

    kind = ChangeKind.ADDED


class Dropped(Change[Side]):
    """A criterion that the newer edition has no more."""

    kind = ChangeKind.DROPPED


class Merged(Change[Side]):
    """Several criteria that became one, or several others."""

    kind = ChangeKind.MERGED


class Split(Change[Side]):
    """A criterion that became several."""

    kind = ChangeKind.SPLIT


class Place(NamedTuple):
    """The row of a section or of a group.

    Attributes:
        code: Its full code.
        title: Its title as in the table.
        label: What it is called on the pages.
    """

    code: str
    title: str
    label: str


class Moved(Change[tuple[Place, ...]]):
    """A criterion that stands in another section or group; its places, the outermost first."""

    kind = ChangeKind.MOVED


class Renumbered(Change[str]):
    """Another code in the same place."""

    kind = ChangeKind.RENUMBERED


class Wording(Change[str]):
    """Another title."""

    kind = ChangeKind.WORDING

    @property
    def differs(self) -> bool:
        """Whether the words are others; how many spaces stand between them says nothing."""
        return self.old.split() != self.new.split()


class Points(Change[Decimal | None]):
    """Other points, of merged or split criteria another sum; None where the table gives none."""

    kind = ChangeKind.POINTS


class KindOfCriterion(Change[str]):
    """Within the total before and outside it now, or the other way round."""

    kind = ChangeKind.KIND


class Scale(Change[tuple[ScaleRow, ...]]):
    """Another scale below the criterion."""

    kind = ChangeKind.SCALE


class Units(Change[tuple[Unit, ...]]):
    """Other responsible units."""

    kind = ChangeKind.UNITS

    @property
    def differs(self) -> bool:
        """Whether units came or went; their order and their names say nothing of that."""
        return bool(self.gained or self.lost)

    @property
    def gained(self) -> tuple[Unit, ...]:
        """Those that came."""
        return _without(self.new, self.old)

    @property
    def lost(self) -> tuple[Unit, ...]:
        """Those that went."""
        return _without(self.old, self.new)


class Lead(Change[Unit | None]):
    """Another leading unit; None where the table names none."""

    kind = ChangeKind.LEAD

    @property
    def differs(self) -> bool:
        """Whether another unit leads; its name says nothing of that."""
        return (self.old and self.old.id) != (self.new and self.new.id)


AnyChange = (
    Added | Dropped | Merged | Split | Moved | Renumbered | Wording | Points | KindOfCriterion | Scale | Units | Lead
)


def _without(units: Iterable[Unit], others: Iterable[Unit]) -> tuple[Unit, ...]:
    """Return the units that are not among others."""
    known = {unit.id for unit in others}
    return tuple(unit for unit in units if unit.id not in known)
