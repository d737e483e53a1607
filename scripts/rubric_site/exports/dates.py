"""Write calendar files: RFC 5545, for Outlook, Google Calendar and phones."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import icalendar
from pydantic import TypeAdapter

from rubric_site import agenda
from rubric_site.agenda import Event
from rubric_site.text import UNVERIFIED, according_to, slug, source_line, within
from rubric_site.views import Entry, Site

SUMMARY = 100
"""How many letters of a deadline stand as an event's name; all of it stands in its description."""


@dataclass(frozen=True)
class Entered:
    """A day in a calendar.

    Attributes:
        uid: What tells it from all others, for ever.
        date: The day.
        yearly: Whether it comes again each year.
        summary: What stands on the day, short.
        description: What opens from there.
    """

    uid: str
    date: dt.date
    yearly: bool
    summary: str
    description: str


@dataclass(frozen=True)
class Calendar:
    """A calendar: its name, the day that it bears, its days."""

    name: str
    stamp: dt.date
    events: tuple[Entered, ...]


def calendar(site: Site, name: str, entries: Iterable[Entry]) -> Calendar:
    """Return what stands in a calendar.

    Args:
        site: The edition.
        name: What the calendar is called.
        entries: The criteria whose deadlines it has.
    """
    events = tuple(_event(site, event) for event in agenda.events(site, *entries))
    return Calendar(name, dt.date(site.edition.year, 1, 1), events)


def _event(site: Site, event: Event) -> Entered:
    deadline, documents = event.deadline, site.rubric.references
    text = within(deadline, deadline.text)
    short = text if len(text) <= SUMMARY else f"{text[:SUMMARY].rsplit(' ', 1)[0]}…"
    unsure = "" if deadline.verification == "seen" else f" ({UNVERIFIED})"
    return Entered(
        uid=f"{site.edition.year}-{event.anchor}@{slug(site.edition.body.name)}",
        date=event.date,
        yearly=event.yearly,
        summary=f"{', '.join(entry.code for entry in event.entries)}: {short}",
        description="\n".join(
            [
                text,
                f"{according_to(deadline, documents)}{unsure}.",
                *(f"{entry.code} {entry.criterion.title}" for entry in event.entries),
                source_line(site),
            ]
        ),
    )


@cache
def _reader() -> TypeAdapter[Calendar]:
    return TypeAdapter(Calendar)


def write(data: bytes) -> bytes:
    """Return a calendar file, the same bytes for the same data.

    Args:
        data: What `calendar` says stands in it, as JSON.
    """
    given = _reader().validate_json(data)
    file = icalendar.Calendar()
    file.add("prodid", "-//rubric-site//VI")
    file.add("version", "2.0")
    file.add("x-wr-calname", given.name)
    stamp = dt.datetime.combine(given.stamp, dt.time(), dt.UTC)
    for one in given.events:
        event = icalendar.Event()
        event.add("uid", one.uid)
        event.add("dtstamp", stamp)  # not the day of the run, which would make each run's file another one
        event.add("dtstart", one.date)
        event.add("dtend", one.date + dt.timedelta(days=1))
        event.add("summary", one.summary)
        event.add("description", one.description)
        event.add("transp", "TRANSPARENT")
        if one.yearly:
            event.add("rrule", {"freq": "yearly"})
        file.add_component(event)
    written: bytes = file.to_ical()
    return written
