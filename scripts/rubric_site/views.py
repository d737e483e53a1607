"""What the pages show: every list, sum and link target, worked out from one rubric and free of any markup."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, cached_property

from rubric_site import addresses, identity, lifetime
from rubric_site.model import Citation, Criterion, Edition, Group, Item, Kind, Reference, Rubric, Section, Terms, Unit

KINDS = ("Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh", "Nghị quyết", "Nghị định", "Quyết định", "Chỉ thị", "Thông tư")
"""Kinds of legal documents from the highest rank down; kinds that are not listed follow in alphabetical order."""

EXTRAS: tuple[Kind, ...] = ("bonus", "deduction")
"""The kinds of criteria outside the totals."""


@dataclass(frozen=True)
class Entry:
    """A criterion in its place.

    Attributes:
        section: Its section.
        groups: The groups that it stands in, the outermost first.
        criterion: The criterion itself.
        units: Its responsible units, in the order that the source names them.
        code: The full code, permanent within the edition: `III.4.2`.
    """

    section: Section
    groups: tuple["GroupView", ...]
    criterion: Criterion
    units: tuple[Unit, ...]
    code: str

    @property
    def group(self) -> "GroupView | None":
        """The group that it stands in, or None where it stands in its section."""
        return self.groups[-1] if self.groups else None

    @property
    def anchor(self) -> str:
        """The anchor on the section's page and on the units' pages, permanent: `iii-4-2`."""
        return identity.anchor(self.code)

    @property
    def title(self) -> str:
        """Its title, exactly as in the source."""
        return self.criterion.title

    @property
    def url(self) -> str:
        """The address of its note from the root of the edition."""
        return f"{section_url(self.section)}#{self.anchor}"

    @property
    def points(self) -> Decimal | None:
        """The highest points of the criterion; None where the source gives none."""
        return self.criterion.points

    @property
    def worth(self) -> Decimal:
        """Its points in a sum: nothing where the source gives none."""
        return self.points or Decimal()

    @property
    def counts(self) -> bool:
        """Whether it counts in the totals: bonus and deduction do not."""
        return self.criterion.kind == "scored"

    @property
    def lead(self) -> Unit | None:
        """The unit that leads, where the source names one."""
        return next((unit for unit in self.units if unit.id == self.criterion.lead), None)

    def others(self, unit: Unit) -> tuple[Unit, ...]:
        """Return the units that share this criterion with `unit`."""
        return tuple(other for other in self.units if other.id != unit.id)


@dataclass(frozen=True)
class Entries:
    """Some criteria in order, with their sums: bonus and deduction stand apart."""

    entries: tuple[Entry, ...]

    @cached_property
    def scored(self) -> tuple[Entry, ...]:
        """The criteria that count in the totals."""
        return tuple(entry for entry in self.entries if entry.counts)

    @property
    def count(self) -> int:
        """How many criteria count."""
        return len(self.scored)

    @cached_property
    def points(self) -> Decimal:
        """What they add up to."""
        return _sum(self.scored)

    @cached_property
    def has_notes(self) -> bool:
        """Whether any of them has guidance."""
        return any(entry.criterion.guidance for entry in self.entries)

    @cached_property
    def has_deadlines(self) -> bool:
        """Whether any of their notes gives a deadline."""
        return any(entry.criterion.guidance and entry.criterion.guidance.deadlines for entry in self.entries)

    @cached_property
    def extras(self) -> tuple["Extra", ...]:
        """What stands outside the totals: bonus, then deduction, each where there is any."""
        found = ((kind, tuple(entry for entry in self.entries if entry.criterion.kind == kind)) for kind in EXTRAS)
        return tuple(Extra(kind, entries) for kind, entries in found if entries)


@dataclass(frozen=True)
class Extra:
    """The bonus or the deduction criteria among some.

    Attributes:
        kind: `bonus` or `deduction`.
        entries: The criteria.
    """

    kind: Kind
    entries: tuple[Entry, ...]

    @property
    def points(self) -> Decimal | None:
        """The sum of their ceilings; None where one has no ceiling."""
        return _sum(self.entries) if all(entry.points is not None for entry in self.entries) else None


@dataclass(frozen=True)
class GroupView:
    """A group in its place.

    Attributes:
        group: The group itself.
        code: The full code, permanent within the edition: `III.4`.
        level: 1 where it stands in its section, 2 in a group there, and so on.
        parent: The full code of what it stands in.
        units: The units that the source names on its row.
    """

    group: Group
    code: str
    level: int
    parent: str
    units: tuple[Unit, ...]

    @property
    def title(self) -> str:
        """Its title, exactly as in the source."""
        return self.group.title

    @property
    def anchor(self) -> str:
        """The anchor of its row in the section's table, permanent like a criterion's."""
        return identity.anchor(self.code)


@dataclass(frozen=True)
class Heading(Entries):
    """A group's row in the table of its section, with the criteria below it."""

    group: GroupView

    @property
    def code(self) -> str:
        """The group's full code."""
        return self.group.code

    @property
    def title(self) -> str:
        """The group's title."""
        return self.group.title

    @property
    def anchor(self) -> str:
        """The anchor of the row."""
        return self.group.anchor

    @property
    def differs(self) -> bool:
        """Whether the points on the row are others than those of its criteria."""
        return self.group.group.max_points not in (None, self.points)


Line = Heading | Entry
"""A row of a section's table."""


def section_url(section: Section) -> str:
    """Return the address of a section's page from the root of the edition, permanent within the edition."""
    return addresses.page(addresses.SECTIONS, identity.anchor(section.code))


def unit_url(unit: Unit) -> str:
    """Return the address of a unit's page from the root of the edition, permanent within the edition."""
    return addresses.page(addresses.UNITS, unit.id)


@dataclass(frozen=True)
class SectionView(Entries):
    """A section with all that its page shows.

    Attributes:
        section: The section itself.
        file: Its YAML file.
        named_units: The units that the source names on its row.
        blocks: The rows in the order of the source, a block for each item of the section.
    """

    section: Section
    file: str
    named_units: tuple[Unit, ...]
    blocks: tuple[tuple[Line, ...], ...]

    @property
    def url(self) -> str:
        """The page's address from the root of the edition."""
        return section_url(self.section)

    @property
    def pdf(self) -> str:
        """The path of its document for paper, from the root of the edition."""
        return addresses.file(addresses.SECTIONS, f"{self.anchor}.pdf")

    @property
    def anchor(self) -> str:
        """The section's code as it stands in addresses and anchors."""
        return identity.anchor(self.section.code)

    @property
    def title(self) -> str:
        """Its code and its short name."""
        return f"{self.section.code}. {self.section.label}"

    @property
    def lines(self) -> tuple[Line, ...]:
        """The rows of its table, in the order of the source."""
        return tuple(line for block in self.blocks for line in block)

    @property
    def headings(self) -> tuple[Heading, ...]:
        """Its groups of all levels, in the order of the source."""
        return tuple(line for line in self.lines if isinstance(line, Heading))

    @property
    def differs(self) -> bool:
        """Whether the points on the section's own row are others than those of its criteria."""
        return self.section.max_points not in (None, self.points)

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """The responsible units in the order in which the section names them."""
        return tuple({unit.id: unit for entry in self.entries for unit in entry.units}.values())


@dataclass(frozen=True)
class UnitPart(Entries):
    """A unit's criteria in one section."""

    section: SectionView
    unit: Unit

    @property
    def anchor(self) -> str:
        """The anchor of this part on the unit's page."""
        return f"muc-{self.section.anchor}"

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
        """The page's address from the root of the edition."""
        return unit_url(self.unit)

    @property
    def pdf(self) -> str:
        """The path of its sheet for paper, from the root of the edition."""
        return self._file(".pdf")

    @property
    def short_pdf(self) -> str:
        """The path of its sheet without the annex, from the root of the edition; there is one where there are notes."""
        return self._file("-gon.pdf")

    @property
    def docx(self) -> str:
        """The path of its sheet to edit, from the root of the edition."""
        return self._file(".docx")

    @property
    def short_docx(self) -> str:
        """The path of its sheet to edit without the annex; there is one where there are notes."""
        return self._file("-gon.docx")

    @property
    def xlsx(self) -> str:
        """The path of its workbook, from the root of the edition."""
        return self._file(".xlsx")

    @property
    def ics(self) -> str:
        """The path of its calendar, from the root of the edition."""
        return self._file(".ics")

    def _file(self, ending: str) -> str:
        return addresses.file(addresses.UNITS, f"{self.unit.id}{ending}")

    @cached_property
    def led(self) -> tuple[Entry, ...]:
        """The criteria of which the source says that this unit leads."""
        return tuple(entry for entry in self.entries if entry.lead == self.unit)

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
class Elsewhere:
    """A row as it stands in another edition.

    Attributes:
        edition: What that edition is called.
        code: Its full code there.
        title: Its title there.
        url: Its address from the root of the site.
    """

    edition: str
    code: str
    title: str
    url: str

    @property
    def anchor(self) -> str:
        """Its anchor there."""
        return identity.anchor(self.code)


@dataclass(frozen=True)
class Shelf:
    """Where an edition stands among the others, and what its pages say of them; of a single edition, nothing.

    Attributes:
        prefix: The folder of its pages from the root of the site; the newest edition's is the root itself.
        newest: What the newest edition is called.
        onward: By the address of a page, the newest edition's page on the same subject, where it has one.
        later: By the code of a criterion, what it is in the newest edition.
        gone: By the address of a page of the newest edition, the rows that older ones had there and it has not.
        address: Where the site stands, with a slash at its end; empty where that is not known.
    """

    prefix: str = ""
    newest: str = ""
    onward: Mapping[str, str] = field(default_factory=dict)
    later: Mapping[str, tuple[Elsewhere, ...]] = field(default_factory=dict)
    gone: Mapping[str, tuple[Elsewhere, ...]] = field(default_factory=dict)
    address: str = ""


@dataclass(frozen=True)
class Site(Entries):
    """Everything that the pages of an edition show.

    Attributes:
        rubric: The edition.
        sections: Its sections in the order of the source.
        units: Its units in the order of `units.yaml`.
        shelf: Where it stands among the other editions.
    """

    rubric: Rubric
    sections: tuple[SectionView, ...]
    units: tuple[UnitView, ...]
    shelf: Shelf = Shelf()

    @property
    def edition(self) -> Edition:
        """What the edition says of itself."""
        return self.rubric.edition

    @property
    def terms(self) -> Terms:
        """What the body calls the parts of its rubric."""
        return self.edition.terms

    @property
    def name(self) -> str:
        """The name of the site: title, area and edition."""
        return f"{self.edition.site_title} {self.edition.body.area} {self.edition.name}"

    @property
    def is_newest(self) -> bool:
        """Whether its pages stand at the root of the site."""
        return not self.shelf.prefix

    @cached_property
    def addresses(self) -> tuple[str, ...]:
        """The addresses of its pages from its own root: who asks whether it has a page looks here."""
        pages = ["", addresses.SECTIONS, *(view.url for view in self.sections)]
        pages += [addresses.UNITS, *(view.url for view in self.units)] if self.units else []
        pages += [addresses.LOOKUP]
        pages += [addresses.DOCUMENTS] if self.rubric.references else []
        pages += [addresses.ABBREVIATIONS] if self.rubric.abbreviations else []
        pages += [addresses.CALENDAR] if self.has_deadlines else []
        pages += [addresses.PROCESS] if self.edition.process else []
        pages += [addresses.QUESTIONS] if self.edition.questions else []
        pages += [addresses.REVIEW] if self.has_notes else []
        return (*pages, addresses.SOURCE, addresses.DOWNLOADS)

    def from_root(self, url: str = "") -> str:
        """Return an address in the edition, given from its own root, as it is now from the root of the site."""
        return f"{self.shelf.prefix}{url}"

    def lasting(self, url: str = "") -> str:
        """Return an address in the edition from the root of the site that leads there for ever: it carries the year."""
        return f"{self.edition.year}/{url}"

    @property
    def has_points(self) -> bool:
        """Whether the rubric is scored."""
        return self.edition.totals.points is not None

    @cached_property
    def unit_by_id(self) -> Mapping[str, Unit]:
        """The units by id."""
        return {unit.id: unit for unit in self.rubric.units}

    @property
    def points_by_units(self) -> Decimal:
        """The units' points added up; shared criteria count in full for each unit, so this may exceed the rubric's."""
        return sum((unit.points for unit in self.units), Decimal())

    @cached_property
    def longest_code(self) -> int:
        """How many letters the longest code in a table has."""
        return max(len(line.code) for view in self.sections for line in view.lines)

    @property
    def longest_section(self) -> int:
        """How many letters the longest code of a section has."""
        return max(len(view.section.code) for view in self.sections)

    @property
    def shares(self) -> bool:
        """Whether units share criteria, so that theirs add up to more than there are."""
        return any(len(entry.units) > 1 for entry in self.entries)

    def measure(self, part: Entries) -> Decimal:
        """Return what a picture shows of some criteria: their points, or how many they are where there are none."""
        return part.points if self.has_points else Decimal(part.count)

    def share(self, part: Entries) -> Decimal:
        """Return the length of a part's bar, in per cent of the longest one."""
        return self.measure(part) / self._longest_bar * 100 if self._longest_bar else Decimal()

    @cached_property
    def _longest_bar(self) -> Decimal:
        return max(self.measure(section) for section in self.sections)

    @cached_property
    def steps(self) -> tuple[Decimal, ...]:
        """The lower bounds of the matrix's four shades: even fourths of its largest cell, rounded to half points."""
        largest = max((self.measure(part) for unit in self.units for part in unit.parts), default=Decimal())
        quarters = (largest * share / 4 for share in (1, 2, 3))
        return (Decimal(), *(max(Decimal("0.5"), round(quarter * 2) / Decimal(2)) for quarter in quarters))

    def step(self, part: Entries) -> int:
        """Return the shade, 1 to 4, of a cell of the matrix."""
        return sum(1 for bound in self.steps if self.measure(part) >= bound)

    def is_later(self, reference: Reference) -> bool:
        """Return whether a document came after the edition's year."""
        year = self.edition.year
        if when := reference.date or reference.effective:
            return when.year > year
        return reference.in_force.get(year) is False

    def applies(self, reference: Reference) -> bool:
        """Return whether a document is known to have been in force in the edition's year."""
        return reference.in_force.get(self.edition.year, False) and not self.is_later(reference)

    def later(self, criterion: Criterion) -> tuple[Citation, ...]:
        """Return what came after the documents that a note cites: what it names itself, then what follows from those.

        Args:
            criterion: A criterion with a note.
        """
        note = criterion.guidance
        if note is None:
            return ()
        cited = [citation.id for citation in note.references]
        cited += [deadline.reference for deadline in note.deadlines]
        named = {citation.id for citation in note.later_references}
        following = self._following(tuple(dict.fromkeys(cited)))
        return (*note.later_references, *(one for one in following if one.id not in named))

    @cached_property
    def _following(self) -> Callable[[tuple[str, ...]], tuple[Citation, ...]]:
        """What came after some documents, the oldest first; worked out once, as many notes cite the same ones."""
        known = self.rubric.references

        @cache
        def following(cited: tuple[str, ...]) -> tuple[Citation, ...]:
            found = [name for name in lifetime.later(cited, self.relations) if self.is_later(known[name])]
            found.sort(key=lambda name: str(known[name].date or "9999"))
            return tuple(Citation(id=name) for name in found if name not in cited)

        return following

    @cached_property
    def has_pitfalls(self) -> bool:
        """Whether any note says what is easily missed."""
        return any(entry.criterion.guidance and entry.criterion.guidance.pitfalls for entry in self.entries)

    @cached_property
    def relations(self) -> Mapping[str, tuple[lifetime.Relation, ...]]:
        """What later documents did to earlier ones, by the earlier one's id."""
        return lifetime.relations(self.rubric.references)

    @cached_property
    def cited(self) -> Mapping[str, Cited]:
        """The legal documents by id, with the criteria that cite them."""
        entries: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            for name in _citations(entry.criterion, self.later(entry.criterion)):
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


def _citations(criterion: Criterion, later: Iterable[Citation]) -> Iterable[str]:
    """Return the ids that a criterion's note shows, each once."""
    note = criterion.guidance
    if note is None:
        return ()
    cited = [citation.id for citation in (*note.references, *later)]
    cited += [deadline.reference for deadline in note.deadlines]
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
    blocks = tuple(_lines(section, item, (), units) for item in section.items)
    return SectionView(
        entries=tuple(line for block in blocks for line in block if isinstance(line, Entry)),
        section=section,
        file=rubric.files[section.code],
        named_units=_named(section.units, units),
        blocks=blocks,
    )


def _lines(section: Section, item: Item, groups: tuple[GroupView, ...], units: Mapping[str, Unit]) -> tuple[Line, ...]:
    """Return the rows of an item: one, or a group's row and those of all that stands in it."""
    above = [(section.code, identity.full_code(section.code, ())), *((view.group.code, view.code) for view in groups)]
    code = identity.full_code(item.code, above)
    if isinstance(item, Criterion):
        return (Entry(section, groups, item, _named(item.units, units), code),)
    view = GroupView(item, code, len(groups) + 1, above[-1][1], _named(item.units, units))
    below = [line for child in item.criteria for line in _lines(section, child, (*groups, view), units)]
    return (Heading(tuple(line for line in below if isinstance(line, Entry)), view), *below)


def _named(names: Iterable[str], units: Mapping[str, Unit]) -> tuple[Unit, ...]:
    return tuple(units[name] for name in names)


def _sum(entries: Iterable[Entry]) -> Decimal:
    return sum((entry.worth for entry in entries), Decimal())


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
