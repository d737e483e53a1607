"""Editions side by side: what the pages of each say of the others."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from rubric_site import addresses, lineage, views
from rubric_site.lineage import Successors
from rubric_site.model import Rubric
from rubric_site.views import Elsewhere, Entry, Line, SectionView, Shelf, Site


def build(rubrics: Iterable[Rubric], address: str = "") -> tuple[Site, ...]:
    """Return all that the pages of some editions show, the newest edition first.

    Args:
        rubrics: Checked editions of different years, in any order.
        address: Where the site stands, where that is known.
    """
    ordered = sorted(rubrics, key=lambda rubric: rubric.edition.year)
    newest, *older = (views.build(rubric) for rubric in reversed(ordered))
    traced = lineage.trace(ordered)
    older = [replace(site, shelf=_shelf(site, newest, traced[site.edition.year])) for site in older]
    newest = replace(newest, shelf=Shelf(newest=newest.edition.name, gone=dict(_gone(newest, older))))
    return tuple(replace(site, shelf=replace(site.shelf, address=address)) for site in (newest, *older))


def moved(sites: Sequence[Site]) -> dict[str, str]:
    """Return the addresses that the newest edition lacks and an older one had when it stood at the root.

    Args:
        sites: The editions, the newest first.

    Returns:
        The address that such a page has now, by the one that it had; the newest of those that had it.
    """
    newest, *older = sites
    found: dict[str, str] = {}
    for site in older:
        for address in site.addresses:
            if address not in newest.addresses:
                found.setdefault(address, site.from_root(address))
    return found


def _shelf(site: Site, newest: Site, successors: Successors) -> Shelf:
    entries = {entry.code: entry for entry in newest.entries}
    later = {code: tuple(entries[new] for new in codes) for code, codes in successors.items()}
    return Shelf(
        prefix=site.lasting(),
        newest=newest.edition.name,
        onward=dict(_onward(site, newest, later)),
        later={
            code: tuple(_elsewhere(newest, views.section_url(entry.section), entry) for entry in found)
            for code, found in later.items()
        },
    )


def _onward(site: Site, newest: Site, later: Mapping[str, Sequence[Entry]]) -> Iterator[tuple[str, str]]:
    """Yield the pages of an older edition with the pages of the newest one that their readers want."""
    sections = {view.url: _section(view, later) for view in site.sections}
    for address in site.addresses:
        if address in sections:
            yield address, sections[address]
        elif address in newest.addresses:
            yield address, address
        elif address.startswith(addresses.UNITS) and newest.units:
            yield address, addresses.UNITS


def _section(view: SectionView, later: Mapping[str, Sequence[Entry]]) -> str:
    """Return the newest edition's section that most of a section's criteria went to; its code may mean another now."""
    found = Counter(views.section_url(entry.section) for old in view.entries for entry in later.get(old.code, ()))
    return found.most_common(1)[0][0] if found else addresses.SECTIONS


def _gone(newest: Site, older: Sequence[Site]) -> Iterator[tuple[str, tuple[Elsewhere, ...]]]:
    """Yield the pages of the newest edition's sections with the rows that older editions had at their addresses."""
    for view in newest.sections:
        here = {line.anchor for line in view.lines}
        lost: dict[str, Elsewhere] = {}
        for site in older:
            for line in (line for other in site.sections if other.url == view.url for line in other.lines):
                if line.anchor not in here:
                    lost.setdefault(line.anchor, _elsewhere(site, view.url, line))
        yield view.url, tuple(lost.values())


def _elsewhere(site: Site, page: str, line: Line) -> Elsewhere:
    """Return a row of a section's page as other editions name it."""
    return Elsewhere(site.edition.name, line.code, line.title, site.from_root(f"{page}#{line.anchor}"))
