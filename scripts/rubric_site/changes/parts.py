"""The changes by section and by unit."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from rubric_site.changes.comparison import AnyRow, Row, SectionChanges, Step, UnitChanges
from rubric_site.changes.criteria import total, united
from rubric_site.changes.kinds import Added, AnyChange, Dropped, Lead, Points, Side, Units, Wording
from rubric_site.changes.rows import Tables, row_code
from rubric_site.model import Group, Section, Unit
from rubric_site.views import Heading, SectionView


def sections(steps: Sequence[Step], tables: Tables) -> tuple[SectionChanges, ...]:
    """Return the changes by section: those of the newer edition, then those that it has no more."""
    return tuple(_sections(steps, tables))


def units(steps: Sequence[Step], tables: Tables) -> tuple[UnitChanges, ...]:
    """Return the changes by unit: those of the newer edition, then those that it has no more; none without units."""
    return tuple(_units(steps, tables)) if tables.named else ()


def _sections(steps: Sequence[Step], tables: Tables) -> Iterator[SectionChanges]:
    came, went = _by_section(steps, newer=True), _by_section(steps, newer=False)
    kept: set[str] = set()
    for view in tables.after.site.sections:
        older = tables.before.rows.get(tables.after.keys[row_code(view)])
        before = older if isinstance(older, SectionView) else None
        kept |= {before.section.code} if before else set()
        yield _section(before, view, came[view.section.code], went[before.section.code] if before else [], tables)
    for view in tables.before.site.sections:
        if view.section.code not in kept:
            yield _section(view, None, [], went[view.section.code], tables)


def _section(
    older: SectionView | None, newer: SectionView | None, came: Sequence[Step], went: Sequence[Step], tables: Tables
) -> SectionChanges:
    """Return the changes of a section, given all steps to the newer one and all steps from the older one."""
    changed = [step for step in came if step.changes]
    dropped = [step for step in went if not step.newer]
    here = newer.section.code if newer else None
    left = [step for step in went if step.newer and here not in {entry.section.code for entry in step.newer}]
    rows = tuple(_rows(newer, tables)) if newer else ()
    return SectionChanges(older, newer, rows, (*changed, *dropped), tuple(left))


def _by_section(steps: Sequence[Step], *, newer: bool) -> Mapping[str, list[Step]]:
    """Return the steps by the sections of the newer or of the older edition: in every one that they have to do with."""
    found: dict[str, list[Step]] = defaultdict(list)
    for step in steps:
        for code in dict.fromkeys(entry.section.code for entry in (step.newer if newer else step.older)):
            found[code].append(step)
    return found


def _rows(view: SectionView, tables: Tables) -> Iterator[Row]:
    rows: tuple[AnyRow, ...] = (view, *view.headings)
    for row in rows:
        was = tables.before.rows.get(tables.after.keys[row_code(row)])
        if was and (changes := tuple(change for change in _row(was, row, tables) if change.differs)):
            yield Row(was, row, changes)


def _row(before: AnyRow, after: AnyRow, tables: Tables) -> Iterator[AnyChange]:
    """Yield what is to be compared of a section's or a group's row; its criteria tell of its code and of its place."""
    old, new = _fields(before), _fields(after)
    yield Wording(old.title, new.title)
    if tables.scored:
        yield Points(old.max_points, new.max_points)
    if tables.named:
        yield Units(_named_units(before), _named_units(after))


def _fields(row: AnyRow) -> Section | Group:
    return row.group.group if isinstance(row, Heading) else row.section


def _named_units(row: AnyRow) -> tuple[Unit, ...]:
    return row.group.units if isinstance(row, Heading) else row.named_units


def _units(steps: Sequence[Step], tables: Tables) -> Iterator[UnitChanges]:
    before, after = ({view.unit.id: view for view in table.site.units} for table in tables)
    shares: dict[str, list[Step]] = defaultdict(list)
    for step in steps:
        for unit in united((*step.older, *step.newer)):
            share = _share(step, unit.id, tables)
            if share.changes:
                shares[unit.id].append(share)
    for name in dict.fromkeys([*after, *before]):
        yield UnitChanges(before.get(name), after.get(name), tuple(shares[name]))


def _share(step: Step, unit: str, tables: Tables) -> Step:
    """Return a step as one unit sees it: with its own criteria only."""
    before, after = (
        tuple(entry for entry in side if unit in entry.criterion.units) for side in (step.older, step.newer)
    )
    return Step(before, after, tuple(_for_unit(before, after, unit, tables)))


def _for_unit(before: Side, after: Side, unit: str, tables: Tables) -> Iterator[AnyChange]:
    if not before:
        yield Added(before, after)
    elif not after:
        yield Dropped(before, after)
    else:
        points, lead = Points(total(before), total(after)), Lead(_led(before, unit), _led(after, unit))
        if tables.scored and points.differs:
            yield points
        if lead.differs:
            yield lead


def _led(side: Side, unit: str) -> Unit | None:
    """Return the unit if it leads one of the criteria."""
    return next((entry.lead for entry in side if entry.lead and entry.lead.id == unit), None)
