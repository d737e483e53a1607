"""Which sections and groups of two editions are the same."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import NamedTuple

from rubric_site import identity
from rubric_site.changes.comparison import AnyRow
from rubric_site.changes.kinds import Place, Side
from rubric_site.views import Entry, Heading, SectionView, Site


@dataclass(frozen=True)
class Table:
    """An edition with the places of its rows.

    Attributes:
        site: The edition.
        paths: The places from the outermost one down to each section and group, by full code.
        keys: For each of them what is alike for the same row in both editions and for no other row.
    """

    site: Site
    paths: Mapping[str, tuple[Place, ...]]
    keys: Mapping[str, tuple[str, ...]]

    @cached_property
    def rows(self) -> Mapping[tuple[str, ...], AnyRow]:
        """The sections and groups by their keys."""
        return {self.keys[row_code(row)]: row for row in _rows(self.site)}


class Tables(NamedTuple):
    """Two editions."""

    before: Table
    after: Table

    @property
    def scored(self) -> bool:
        """Whether both editions are scored, so that points can be compared."""
        return self.before.site.has_points and self.after.site.has_points

    @property
    def named(self) -> bool:
        """Whether both editions name units."""
        return bool(self.before.site.units and self.after.site.units)


def tables(older: Site, newer: Site, sides: Sequence[tuple[Side, Side]]) -> Tables:
    """Return both editions with the places of their rows.

    Rows with the same titles all the way down are the same. A row whose title is nowhere any more was reworded where
    most of its criteria stand now in a row whose title was nowhere before, and most of that one's come from it.
    """
    before, after = _paths(older), _paths(newer)
    reworded = _reworded(older, newer, sides)
    return Tables(Table(older, before, _keys(before, reworded)), Table(newer, after, _keys(after, {})))


def row_code(row: AnyRow) -> str:
    """Return the full code of a section or a group."""
    return row.group.code if isinstance(row, Heading) else identity.full_code(row.section.code, ())


def parent_code(entry: Entry) -> str:
    """Return the full code of what a criterion stands in."""
    return entry.group.code if entry.group else identity.full_code(entry.section.code, ())


def _rows(site: Site) -> Iterable[AnyRow]:
    for view in site.sections:
        yield view
        yield from view.headings


def _place(row: AnyRow) -> Place:
    if isinstance(row, SectionView):
        return Place(row_code(row), _line(row.section.title), row.section.label)
    return Place(row_code(row), _line(row.group.title), row.group.title)


def _line(title: str) -> str:
    return " ".join(title.split())


def _paths(site: Site) -> dict[str, tuple[Place, ...]]:
    paths: dict[str, tuple[Place, ...]] = {}
    for row in _rows(site):
        above = paths[row.group.parent] if isinstance(row, Heading) else ()
        paths[row_code(row)] = (*above, _place(row))
    return paths


def _keys(paths: Mapping[str, Sequence[Place]], reworded: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return the titles down to each row, and which one it is of the rows that have the same."""
    seen: Counter[tuple[str, ...]] = Counter()
    keys: dict[str, tuple[str, ...]] = {}
    for code, path in paths.items():
        titles = tuple(reworded.get(place.code, place.title) for place in path)
        seen[titles] += 1
        keys[code] = (*titles, str(seen[titles]))
    return keys


def _reworded(older: Site, newer: Site, sides: Sequence[tuple[Side, Side]]) -> dict[str, str]:
    """Return the new titles of older rows, by full code."""
    before, after = _paths(older), _paths(newer)
    known, kept = ({path[-1].title for path in paths.values()} for paths in (before, after))
    gone: dict[tuple[str, str], set[str]] = defaultdict(set)
    came: dict[tuple[str, str], set[str]] = defaultdict(set)
    for old, new in (pair for side in sides for pair in product(*side)):
        for was, now in zip(before[parent_code(old)], after[parent_code(new)], strict=False):
            if was.title not in kept and now.title not in known:
                gone[was.code, now.code].add(old.code)
                came[was.code, now.code].add(new.code)
    sizes = [{row_code(row): len(row.entries) for row in _rows(site)} for site in (older, newer)]
    return {
        was: after[now][-1].title
        for was, now in gone
        if len(gone[was, now]) > sizes[0][was] / 2 and len(came[was, now]) > sizes[1][now] / 2
    }
