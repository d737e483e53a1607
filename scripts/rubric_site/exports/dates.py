"""Write calendar files: RFC 5545, for Outlook, Google Calendar and phones."""

import datetime as dt
import json
from collections.abc import Iterable
from typing import Any

import icalendar

from rubric_site import agenda
from rubric_site.agenda import Event
from rubric_site.text import according_to, slug, source_line, within
from rubric_site.views import Entry, Site

Data = dict[str, Any]

SUMMARY = 100
"""How many letters of a deadline stand as an event's name; all of it stands in its description."""


def calendar(site: Site, name: str, entries: Iterable[Entry]) -> Data:
    """Return what stands in a calendar, as plain data.

    Args:
        site: The edition.
        name: What the calendar is called.
        entries: The criteria whose deadlines it has.
    """
    return {
        "name": name,
        "stamp": f"{site.edition.year}-01-01",
        "events": [_event(site, event) for event in agenda.events(site, *entries)],
    }


def _event(site: Site, event: Event) -> Data:
    deadline, documents = event.deadline, site.rubric.references
    text = within(deadline, deadline.text)
    short = text if len(text) <= SUMMARY else f"{text[:SUMMARY].rsplit(' ', 1)[0]}…"
    unsure = "" if deadline.verification == "seen" else " (chưa kiểm chứng)"
    return {
        "uid": f"{site.edition.year}-{event.anchor}@{slug(site.edition.body.name)}",
        "date": str(event.date),
        "yearly": event.yearly,
        "summary": f"{', '.join(entry.code for entry in event.entries)}: {short}",
        "description": "\n".join(
            [
                text,
                f"{according_to(deadline, documents)}{unsure}.",
                *(f"{entry.code} {entry.criterion.title}" for entry in event.entries),
                source_line(site),
            ]
        ),
    }


def write(data: bytes) -> bytes:
    """Return a calendar file, the same bytes for the same data.

    Args:
        data: What `calendar` says stands in it, as JSON.
    """
    given = json.loads(data)
    file = icalendar.Calendar()
    file.add("prodid", "-//rubric-site//VI")
    file.add("version", "2.0")
    file.add("x-wr-calname", given["name"])
    stamp = dt.datetime.combine(dt.date.fromisoformat(given["stamp"]), dt.time(), dt.UTC)
    for one in given["events"]:
        day = dt.date.fromisoformat(one["date"])
        event = icalendar.Event()
        event.add("uid", one["uid"])
        event.add("dtstamp", stamp)  # not the day of the run, which would make each run's file another one
        event.add("dtstart", day)
        event.add("dtend", day + dt.timedelta(days=1))
        event.add("summary", one["summary"])
        event.add("description", one["description"])
        event.add("transp", "TRANSPARENT")
        if one["yearly"]:
            event.add("rrule", {"freq": "yearly"})
        file.add_component(event)
    written: bytes = file.to_ical()
    return written
