"""Which criteria of two editions belong together, and what about them changed."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from rubric_site.changes.comparison import Step
from rubric_site.changes.kinds import (
    Added,
    AnyChange,
    ChangeKind,
    Dropped,
    KindOfCriterion,
    Lead,
    Merged,
    Moved,
    Points,
    Renumbered,
    Scale,
    Side,
    Split,
    Units,
    Wording,
)
from rubric_site.changes.rows import Tables, parent_code
from rubric_site.lineage import Successors
from rubric_site.model import Unit
from rubric_site.views import Entry, Site


def sides(older: Site, newer: Site, successors: Successors) -> list[tuple[Side, Side]]:
    """Return the criteria of both editions that are the same or have to do with each other, each criterion once.

    Args:
        older: The older edition.
        newer: The newer edition, which gives the order; what was dropped comes last.
        successors: What became of each criterion of the older edition; of a group, what its criteria became.
    """
    return list(_sides(older, newer, successors))


def steps(found: Sequence[tuple[Side, Side]], tables: Tables) -> tuple[Step, ...]:
    """Return what `sides` found, with what about it changed."""
    return tuple(
        Step(before, after, tuple(sorted(_changes(before, after, tables), key=_rank))) for before, after in found
    )


def total(side: Side) -> Decimal | None:
    """Return the points of one criterion or of several; None where one has none or they do not add up."""
    known = all(entry.points is not None for entry in side)
    alike = len({entry.criterion.kind for entry in side}) == 1
    return sum((entry.worth for entry in side), Decimal()) if known and alike else None


def united(side: Side) -> tuple[Unit, ...]:
    """Return the units of some criteria, each once."""
    return tuple({unit.id: unit for entry in side for unit in entry.units}.values())


def _sides(older: Site, newer: Site, successors: Successors) -> Iterator[tuple[Side, Side]]:
    before, after = ({entry.code: entry for entry in site.entries} for site in (older, newer))
    became = _links(older, successors)
    was = _turned(became)
    done: set[str] = set()
    for code in after:
        if code not in done:
            olds, news = _linked(code, was, became)
            done |= news
            yield _in_order(olds, before), _in_order(news, after)
    yield from (((entry,), ()) for code, entry in before.items() if code not in became)


Links = Mapping[str, set[str]]


def _links(older: Site, successors: Successors) -> Links:
    """Return the successors of those criteria that have some."""
    groups = {heading.group.code: heading.entries for view in older.sections for heading in view.headings}
    links: dict[str, set[str]] = defaultdict(set)
    for old, news in successors.items():
        for code in (entry.code for entry in groups[old]) if old in groups else (old,):
            links[code] |= set(news)
    return {code: news for code, news in links.items() if news}


def _turned(links: Links) -> Links:
    turned: dict[str, set[str]] = defaultdict(set)
    for old, news in links.items():
        for new in news:
            turned[new].add(old)
    return turned


def _linked(code: str, was: Links, became: Links) -> tuple[set[str], set[str]]:
    """Return a newer criterion's forerunners with all their successors, their forerunners, and so on."""
    olds: set[str] = set()
    news, waiting = {code}, [code]
    while waiting:
        for old in was.get(waiting.pop(), set()) - olds:
            olds.add(old)
            waiting += became[old] - news
            news |= became[old]
    return olds, news


def _in_order(codes: set[str], entries: Mapping[str, Entry]) -> Side:
    order = {code: place for place, code in enumerate(entries)} if len(codes) > 1 else {}
    return tuple(entries[code] for code in sorted(codes, key=lambda code: order.get(code, 0)))


def _rank(change: AnyChange) -> int:
    return list(ChangeKind).index(change.kind)


def _changes(before: Side, after: Side, tables: Tables) -> Iterator[AnyChange]:
    if not before:
        yield Added(before, after)
    elif not after:
        yield Dropped(before, after)
    else:
        yield from (change for change in _compared(before, after, tables) if change.differs)


def _compared(before: Side, after: Side, tables: Tables) -> Iterator[AnyChange]:
    """Yield what is to be compared of criteria that belong together: of merged or split ones, only what adds up."""
    if len(before) > 1:
        yield Merged(before, after)
    if len(after) > 1:
        yield Split(before, after)
    if len(before) == len(after) == 1:
        yield from _own(before[0], after[0], tables)
    if tables.scored:
        yield Points(total(before), total(after))
    if tables.named:
        yield Units(united(before), united(after))


def _own(before: Entry, after: Entry, tables: Tables) -> Iterator[AnyChange]:
    old, new = parent_code(before), parent_code(after)
    if tables.before.keys[old] != tables.after.keys[new]:
        yield Moved(tables.before.paths[old], tables.after.paths[new])
    else:
        yield Renumbered(before.code, after.code)
    yield Wording(before.criterion.title, after.criterion.title)
    yield KindOfCriterion(before.criterion.kind, after.criterion.kind)
    if tables.scored:
        yield Scale(before.criterion.scale, after.criterion.scale)
    if tables.named:
        yield Lead(before.lead, after.lead)
