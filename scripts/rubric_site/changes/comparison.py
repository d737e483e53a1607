"""What a comparison gives: the same changes by criterion, by section and by unit."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from rubric_site import addresses
from rubric_site.changes.kinds import AnyChange, ChangeKind, Side
from rubric_site.model import Unit
from rubric_site.views import Heading, SectionView, Site, UnitView

AnyRow = SectionView | Heading
"""The row of a section or of a group."""


@dataclass(frozen=True)
class Step:
    """One criterion from edition to edition; where it was merged or split, all that have to do with each other.

    Attributes:
        older: The criteria of the older edition; none where it is new.
        newer: The criteria of the newer edition; none where it was dropped.
        changes: What is not as it was.
    """

    older: Side
    newer: Side
    changes: tuple[AnyChange, ...]

    @property
    def kinds(self) -> tuple[ChangeKind, ...]:
        """The kinds of its changes."""
        return tuple(change.kind for change in self.changes)


@dataclass(frozen=True)
class Row:
    """The row of a section or of a group that both editions have and that is not as it was."""

    older: AnyRow
    newer: AnyRow
    changes: tuple[AnyChange, ...]


@dataclass(frozen=True)
class SectionChanges:
    """A section from edition to edition.

    Attributes:
        older: The section in the older edition; None where it is new.
        newer: The section in the newer edition; None where it was dropped.
        rows: Its own row and its groups' rows, those that are not as they were.
        steps: The criteria of the newer section that are not as they were, then those dropped from the older section.
        left: The criteria of the older section that stand in another one now.
    """

    older: SectionView | None
    newer: SectionView | None
    rows: tuple[Row, ...]
    steps: tuple[Step, ...]
    left: tuple[Step, ...]

    @property
    def view(self) -> SectionView:
        """The section as the newer edition has it, if it does."""
        return self.newer or self.older  # type: ignore[return-value] # one of the two is given

    @property
    def differs(self) -> bool:
        """Whether anything in it is not as it was."""
        return bool(self.rows or self.steps or self.left)

    @property
    def anchor(self) -> str:
        """Its anchor on a page of changes."""
        return f"muc-{self.view.anchor}" if self.newer else f"muc-bo-{self.view.anchor}"


@dataclass(frozen=True)
class UnitChanges:
    """What changed for a unit.

    Attributes:
        older: The unit in the older edition; None where it is new.
        newer: The unit in the newer edition; None where it has no part any more.
        steps: Only its own criteria: those that it got (added), lost (dropped), whose points changed, or that it leads
            now or leads no more.
    """

    older: UnitView | None
    newer: UnitView | None
    steps: tuple[Step, ...]

    @property
    def unit(self) -> Unit:
        """The unit as the newer edition has it, if it does."""
        return (self.newer or self.older).unit  # type: ignore[union-attr] # one of the two is given

    @property
    def renamed(self) -> bool:
        """Whether both editions have it, under different names."""
        names = [(view.unit.name, view.unit.full_name) for view in (self.older, self.newer) if view]
        return len(set(names)) > 1

    @property
    def differs(self) -> bool:
        """Whether anything is not as it was for it."""
        return bool(self.steps) or self.renamed or not (self.older and self.newer)

    def of(self, kind: ChangeKind) -> tuple[Step, ...]:
        """Return the steps with a kind of change."""
        return tuple(step for step in self.steps if kind in step.kinds)


@dataclass(frozen=True)
class Comparison:
    """What changed from one edition to another.

    Attributes:
        older: The older edition.
        newer: The newer one.
        steps: Every criterion of both, also those that are as they were: the newer edition's order, then the dropped.
        sections: The sections of the newer edition, then those dropped.
        units: The units of the newer edition, then those that have no part any more; none where an edition names none.
    """

    older: Site
    newer: Site
    steps: tuple[Step, ...]
    sections: tuple[SectionChanges, ...]
    units: tuple[UnitChanges, ...]

    @property
    def url(self) -> str:
        """The address of its page from the root of the site: with the year, once the edition is not the newest."""
        return addresses.CHANGES + ("" if self.newer.is_newest else self.newer.lasting())

    @property
    def scored(self) -> bool:
        """Whether points are compared: both editions are scored."""
        return self.older.has_points and self.newer.has_points

    @property
    def differs(self) -> bool:
        """Whether anything is not as it was."""
        return any(section.differs for section in self.sections) or any(unit.differs for unit in self.units)

    @cached_property
    def counts(self) -> Mapping[ChangeKind, int]:
        """How many criteria have each kind of change, those that occur."""
        found = Counter(kind for step in self.steps for kind in step.kinds)
        return {kind: found[kind] for kind in ChangeKind if kind in found}

    @cached_property
    def by_code(self) -> Mapping[str, Step]:
        """The steps by the codes of the newer edition."""
        return {entry.code: step for step in self.steps for entry in step.newer}

    @cached_property
    def by_section(self) -> Mapping[str, SectionChanges]:
        """The changes by the newer edition's sections."""
        return {changes.newer.section.code: changes for changes in self.sections if changes.newer}

    @cached_property
    def by_unit(self) -> Mapping[str, UnitChanges]:
        """The units' changes by id."""
        return {changes.unit.id: changes for changes in self.units}
