"""What the pages show: every list, sum and link target, worked out from one rubric and free of any markup."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from rubric_site.model import Criterion, Edition, Group, Reference, Rubric, Section, Unit

KINDS = ("Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh", "Nghị quyết", "Nghị định", "Quyết định", "Chỉ thị", "Thông tư")
"""Kinds of legal documents from the highest rank down; kinds that are not listed follow in alphabetical order."""


@dataclass(frozen=True)
class Entry:
    """A criterion in its place.

    Attributes:
        section: Its section.
        group: Its group, or None where it stands alone.
        criterion: The criterion itself.
        units: Its responsible units, in the order that the source names them.
    """

    section: Section
    group: Group | None
    criterion: Criterion
    units: tuple[Unit, ...]

    @property
    def code(self) -> str:
        """The full code, permanent: `III.4.2`."""
        return f"{self.section.code}.{self.criterion.code}"

    @property
    def anchor(self) -> str:
        """The anchor on the section's page and on the units' pages, permanent: `iii-4-2`."""
        return self.code.lower().replace(".", "-")

    @property
    def points(self) -> Decimal:
        """The highest points of the criterion."""
        return self.criterion.points

    def others(self, unit: Unit) -> tuple[Unit, ...]:
        """Return the units that share this criterion with `unit`."""
        return tuple(other for other in self.units if other.id != unit.id)


@dataclass(frozen=True)
class Entries:
    """Some criteria in order, with their sum."""

    entries: tuple[Entry, ...]

    @property
    def count(self) -> int:
        """How many criteria."""
        return len(self.entries)

    @property
    def points(self) -> Decimal:
        """What they add up to."""
        return sum((entry.points for entry in self.entries), Decimal())


@dataclass(frozen=True)
class Block:
    """A group with its criteria, or a criterion that stands alone (then without a group)."""

    group: Group | None
    group_units: tuple[Unit, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class SectionView(Entries):
    """A section with all that its page shows."""

    section: Section
    file: str
    named_units: tuple[Unit, ...]

    @property
    def url(self) -> str:
        """The page's address from the root of the site."""
        return f"linh-vuc/{self.section.code.lower()}/"

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """The responsible units in the order in which the section names them."""
        return tuple({unit.id: unit for entry in self.entries for unit in entry.units}.values())

    @cached_property
    def has_deadlines(self) -> bool:
        """Whether any note of the section gives a deadline."""
        return any(entry.criterion.guidance and entry.criterion.guidance.deadlines for entry in self.entries)

    def anchor(self, group: Group) -> str:
        """Return the anchor of a group's row in the section's table, permanent like a criterion's: `iii-4`."""
        return f"{self.section.code}.{group.code}".lower().replace(".", "-")

    def blocks(self, units: Mapping[str, Unit]) -> Iterator[Block]:
        """Yield the groups and single criteria in the order of the source."""
        by_code = {entry.criterion.code: entry for entry in self.entries}
        for item in self.section.items:
            group = item if isinstance(item, Group) else None
            criteria = item.criteria if isinstance(item, Group) else (item,)
            named = tuple(units[name] for name in group.units) if group else ()
            yield Block(group, named, tuple(by_code[criterion.code] for criterion in criteria))


@dataclass(frozen=True)
class UnitPart(Entries):
    """A unit's criteria in one section."""

    section: SectionView
    unit: Unit

    @property
    def anchor(self) -> str:
        """The anchor of this part on the unit's page."""
        return f"muc-{self.section.section.code.lower()}"

    @property
    def shared(self) -> bool:
        """Whether another unit shares one of these criteria."""
        return any(entry.others(self.unit) for entry in self.entries)


@dataclass(frozen=True)
class UnitView(Entries):
    """A unit with all that its page shows."""

    unit: Unit
    parts: tuple[UnitPart, ...]

    @property
    def url(self) -> str:
        """The page's address from the root of the site."""
        return f"don-vi/{self.unit.id}/"

    @property
    def shared_count(self) -> int:
        """How many of its criteria it shares with other units."""
        return sum(1 for entry in self.entries if len(entry.units) > 1)

    @cached_property
    def by_section(self) -> Mapping[str, UnitPart]:
        """Its parts by section code."""
        return {part.section.section.code: part for part in self.parts}


@dataclass(frozen=True)
class Cited:
    """A legal document with the criteria that cite it."""

    id: str
    reference: Reference
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Site(Entries):
    """Everything that the pages show.

    Attributes:
        rubric: The edition.
        sections: Its sections in the order of the source.
        units: Its units in the order of `units.yaml`.
    """

    rubric: Rubric
    sections: tuple[SectionView, ...]
    units: tuple[UnitView, ...]

    @property
    def edition(self) -> Edition:
        """What the edition says of itself."""
        return self.rubric.edition

    @property
    def name(self) -> str:
        """The name of the site: title, area and year."""
        return f"{self.edition.site_title} {self.edition.body.area} {self.edition.year}"

    @cached_property
    def unit_by_id(self) -> Mapping[str, Unit]:
        """The units by id."""
        return {unit.id: unit for unit in self.rubric.units}

    @property
    def points_by_units(self) -> Decimal:
        """The units' points added up; shared criteria count in full for each unit, so this may exceed the rubric's."""
        return sum((unit.points for unit in self.units), Decimal())

    @cached_property
    def most_points(self) -> Decimal:
        """The points of the largest section; bars are drawn in proportion to it."""
        return max(section.points for section in self.sections)

    @cached_property
    def steps(self) -> tuple[Decimal, ...]:
        """The lower bounds of the matrix's four shades: even fourths of its largest cell, rounded to half points."""
        largest = max(part.points for unit in self.units for part in unit.parts)
        quarters = (largest * share / 4 for share in (1, 2, 3))
        return (Decimal(), *(max(Decimal("0.5"), round(quarter * 2) / Decimal(2)) for quarter in quarters))

    def step(self, points: Decimal) -> int:
        """Return the shade, 1 to 4, of a cell of the matrix."""
        return sum(1 for bound in self.steps if points >= bound)

    def is_later(self, reference: Reference) -> bool:
        """Return whether a document came after the edition's year."""
        return reference.date is not None and reference.date.year > self.edition.year

    @cached_property
    def cited(self) -> Mapping[str, Cited]:
        """The legal documents by id, with the criteria that cite them."""
        entries: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            for name in _citations(entry.criterion):
                entries[name].append(entry)
        return {
            name: Cited(name, reference, tuple(entries[name])) for name, reference in self.rubric.references.items()
        }

    @cached_property
    def cited_by_kind(self) -> Sequence[tuple[str, Sequence[Cited]]]:
        """The legal documents by kind, the highest rank first, in each kind the oldest first."""
        kinds: dict[str, list[Cited]] = defaultdict(list)
        for cited in self.cited.values():
            kinds[cited.reference.type].append(cited)
        ranked = sorted(kinds, key=lambda kind: (KINDS.index(kind) if kind in KINDS else len(KINDS), kind))
        return [(kind, sorted(kinds[kind], key=_age)) for kind in ranked]


def _age(cited: Cited) -> tuple[bool, str, str]:
    when = cited.reference.date
    return when is None, str(when or ""), cited.reference.number or cited.id


def _citations(criterion: Criterion) -> Iterable[str]:
    """Return the ids that a criterion's note cites, each once."""
    note = criterion.guidance
    if note is None:
        return ()
    cited = [*note.references, *note.later_references, *(deadline.reference for deadline in note.deadlines)]
    if note.related_measure:
        cited.append(note.related_measure.reference)
    return dict.fromkeys(cited)


def build(rubric: Rubric) -> Site:
    """Return all that the pages of an edition show.

    Args:
        rubric: A checked edition.
    """
    units = {unit.id: unit for unit in rubric.units}
    sections = tuple(_section(rubric, section, units) for section in rubric.sections)
    entries = tuple(entry for section in sections for entry in section.entries)
    by_unit: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for unit in entry.units:
            by_unit[unit.id].append(entry)
    views = tuple(_unit(unit, by_unit[unit.id], sections) for unit in rubric.units)
    return Site(entries=entries, rubric=rubric, sections=sections, units=views)


def _section(rubric: Rubric, section: Section, units: Mapping[str, Unit]) -> SectionView:
    groups = {criterion.code: item for item in section.items if isinstance(item, Group) for criterion in item.criteria}
    entries = tuple(
        Entry(section, groups.get(criterion.code), criterion, tuple(units[name] for name in criterion.units))
        for criterion in section.criteria
    )
    named = tuple(units[name] for name in section.units)
    return SectionView(entries=entries, section=section, file=rubric.files[section.code], named_units=named)


def _unit(unit: Unit, entries: Sequence[Entry], sections: Sequence[SectionView]) -> UnitView:
    by_section: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_section[entry.section.code].append(entry)
    parts = tuple(
        UnitPart(entries=tuple(by_section[view.section.code]), section=view, unit=unit)
        for view in sections
        if view.section.code in by_section
    )
    return UnitView(entries=tuple(entries), unit=unit, parts=parts)
