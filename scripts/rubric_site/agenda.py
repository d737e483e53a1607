"""The year's dates: what the deadlines of the notes come to, in order, free of any markup."""

import datetime as dt
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from rubric_site.model import Deadline, Due, Unit
from rubric_site.views import Entry, Site

MONTHS = {"month": range(1, 13), "quarter": range(3, 13, 3), "half-year": range(6, 13, 6)}
"""The last months of the periods of a year."""


@dataclass(frozen=True)
class Term:
    """A deadline with all the criteria that have it; as such one without a day: it counts from an event, or recurs.

    Attributes:
        deadline: The deadline.
        entries: The criteria whose notes have it, in the order of the rubric.
        number: The deadline's number in the first one's note, from 1.
    """

    deadline: Deadline
    entries: tuple[Entry, ...]
    number: int

    @property
    def entry(self) -> Entry:
        """The first of its criteria."""
        return self.entries[0]

    @property
    def units(self) -> tuple[Unit, ...]:
        """The units of its criteria, each once."""
        return _units(self.entries)

    @property
    def anchor(self) -> str:
        """Its place on the calendar's page, permanent while the note keeps its deadlines in order."""
        return f"{self.entry.anchor}-han-{self.number}"


@dataclass(frozen=True)
class Event(Term):
    """A day on which a deadline falls.

    Attributes:
        date: The day.
    """

    date: dt.date

    @property
    def anchor(self) -> str:
        """Its place on the calendar's page: that of the deadline, with the day."""
        return f"{super().anchor}-{self.date:%Y%m%d}"

    @property
    def month(self) -> str:
        """The name of its month."""
        return f"Tháng {self.date.month}/{self.date.year}"

    @property
    def yearly(self) -> bool:
        """Whether the source says that every year has it."""
        return bool(self.deadline.due and self.deadline.due.yearly)


def events(site: Site, *entries: Entry) -> list[Event]:
    """Return the days of some criteria's deadlines, in order; what several notes say in the same words is one.

    Args:
        site: The edition; its year is that of days without one.
        entries: The criteria.
    """
    found = [
        Event(deadline, sharing, number, day)
        for sharing, number, deadline in _deadlines(entries)
        for day in _days(deadline, site.edition.year)
    ]
    return sorted(found, key=lambda event: event.date)


def by_month(found: Iterable[Event]) -> list[tuple[str, list[Event]]]:
    """Return events that are in order by month, each with its name."""
    return [(name, list(month)) for name, month in groupby(found, key=lambda event: event.month)]


def undated(site: Site, *entries: Entry) -> list[Term]:
    """Return the deadlines of some criteria that have no day.

    Args:
        site: The edition.
        entries: The criteria.
    """
    return [
        Term(deadline, sharing, number)
        for sharing, number, deadline in _deadlines(entries)
        if not list(_days(deadline, site.edition.year))
    ]


def _deadlines(entries: Iterable[Entry]) -> Iterator[tuple[tuple[Entry, ...], int, Deadline]]:
    """Yield the deadlines of some criteria, equal ones once, each with its criteria and its number in the first."""
    found: dict[Deadline, tuple[int, list[Entry]]] = {}
    for entry in entries:
        for number, deadline in enumerate(entry.criterion.guidance.deadlines if entry.criterion.guidance else (), 1):
            found.setdefault(deadline, (number, []))[1].append(entry)
    yield from ((tuple(sharing), number, deadline) for deadline, (number, sharing) in found.items())


def _units(entries: Iterable[Entry]) -> tuple[Unit, ...]:
    return tuple({unit.id: unit for entry in entries for unit in entry.units}.values())


def _days(deadline: Deadline, year: int) -> Iterator[dt.date]:
    """Yield the days of a deadline that lie in the part of the year that it is limited to."""
    for day in _of(deadline.due, year) if deadline.due else ():
        if not (deadline.since and day < deadline.since) and not (deadline.until and day > deadline.until):
            yield day


def _of(due: Due, year: int) -> Iterator[dt.date]:
    if due.every:
        for month in MONTHS[due.every]:
            last = monthrange(year, month)[1]
            if due.days:
                yield dt.date(year, month, last) + dt.timedelta(days=due.days)
            else:
                yield dt.date(year, month, min(due.day or last, last))
    elif due.month and due.day:
        yield dt.date(due.year or year, due.month, min(due.day, monthrange(due.year or year, due.month)[1]))
