"""Calendar files: what programs of others read in them."""

import dataclasses
import datetime as dt
import shutil
from typing import Any

import icalendar
import pytest
from rubric_site import exports, load, views
from rubric_site.exports import dates
from rubric_site.text import UNVERIFIED
from rubric_site.views import Site
from stage import YEARS

pytestmark = pytest.mark.usefixtures("bare_downloads")

FIRST = dt.date(2026, 5, 20)
DAYS = [*(dt.date(2026, month, 14) for month in (3, 6, 9, 12)), dt.date(2026, 12, 15)]
"""Of the deadlines below: of the other unit's, and of all others."""


@pytest.fixture(scope="module")
def dated(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """An edition with deadlines: one of every year, one of each quarter, one from an event, and one of another unit."""
    folder = shutil.copytree(YEARS, tmp_path_factory.mktemp("dated") / "rubric")
    path = folder / "2026/01-tiep-nhan.yaml"
    content = path.read_text(encoding="utf-8")
    old = next(line for line in content.splitlines(keepends=True) if "03 hằng tháng" in line)
    new = (
        '            - {text: "Tổng kết; gửi trước ngày 15/12, đủ phụ lục.", reference: quy-che-2026, at: Điều 7,'
        " due: {month: 12, day: 15, yearly: true}, verification: seen}\n"
        "            - {text: Chốt số liệu quý., reference: quy-che-2026, due: {every: quarter, day: 14},"
        " verification: memory}\n"
        "            - {text: Trả lời., reference: quy-che-2026, due: {days: 5, event: ngày nhận},"
        " verification: seen}\n"
    )
    first = "          evidence: [Ảnh chụp bảng niêm yết, Biên bản thay bảng]\n"
    assert first in content
    due = "{text: Báo cáo., reference: quy-che-2026, due: {month: 5, day: 20}, verification: seen}"
    other = f"          deadlines: [{due}]\n"
    path.write_text(content.replace(old, new).replace(first, first + other), encoding="utf-8")
    return views.build(load.load(folder).rubrics["2026"])


def events(content: bytes) -> list[Any]:
    """The events of a calendar as another program reads them."""
    return list(icalendar.Calendar.from_ical(content).walk("VEVENT"))


def test_a_calendar_has_the_days_of_the_deadlines(dated: Site) -> None:
    """Every day is there once, whole, with the criterion, the words and the document; an event's deadline has none."""
    files = dict(exports.build(dated, lambda _: None))
    found = events(files["tai-ve/lich.ics"])
    assert [event["DTSTART"].dt for event in found] == sorted([FIRST, *DAYS])
    assert not any("Trả lời" in str(event["SUMMARY"]) for event in found)
    total = next(event for event in found if event["DTSTART"].dt == dt.date(2026, 12, 15))
    assert str(total["SUMMARY"]) == "A.2.3: Tổng kết; gửi trước ngày 15/12, đủ phụ lục."
    assert "Theo Điều 7 Quyết định 03/2026/QĐ-UBND." in str(total["DESCRIPTION"])
    assert total["DTEND"].dt - total["DTSTART"].dt == dt.timedelta(days=1)


def test_only_what_the_source_says_is_yearly_recurs(dated: Site) -> None:
    """A deadline of one year does not come again in the next."""
    found = events(dict(exports.build(dated, lambda _: None))["tai-ve/lich.ics"])
    assert [event["DTSTART"].dt for event in found if "RRULE" in event] == [dt.date(2026, 12, 15)]


def test_each_unit_has_its_own_calendar(dated: Site) -> None:
    """A unit with deadlines has a file with just its own; one without has none."""
    files = dict(exports.build(dated, lambda _: None))
    own = {
        unit.unit.id: [event["DTSTART"].dt for event in events(files[unit.ics])]
        for unit in dated.units
        if unit.ics in files
    }
    assert own == {"van-phong": sorted([FIRST, *DAYS]), "phuc-vu": DAYS}


def test_a_calendar_is_the_same_twice_and_keeps_its_names(dated: Site) -> None:
    """Equal bytes, names that are unique, lines of at most 75 bytes that end as the standard wants."""
    one, two = (dict(exports.build(dated, lambda _: None))["tai-ve/lich.ics"] for _ in range(2))
    assert one == two
    names = [str(event["UID"]) for event in events(one)]
    assert len(names) == len(set(names))
    assert "2026-a-2-3-han-1-20261215@ubnd-xa-thu-nghiem" in names
    assert all(len(line) <= 75 for line in one.split(b"\r\n"))
    assert one.endswith(b"END:VCALENDAR\r\n")


@pytest.mark.parametrize(
    ("text", "verification", "summary", "unsure"),
    [
        (f"Gửi {'a' * 90} trước", "seen", f"Gửi {'a' * 90} trước", False),
        (f"Gửi {'a' * 90} trước.", "memory", f"Gửi {'a' * 90}…", True),
    ],
)
def test_a_long_deadline_is_cut_and_an_unsure_one_says_so(
    text: str, verification: str, summary: str, dated: Site, *, unsure: bool
) -> None:
    """A hundred letters stand on the day, all of them in what opens from there, with the source and what is unsure."""
    entry = next(entry for entry in dated.entries if entry.code == "A.1.1")
    note = entry.criterion.guidance
    assert note is not None
    deadline = note.deadlines[0].model_copy(update={"text": text, "verification": verification})
    note = note.model_copy(update={"deadlines": (deadline,)})
    entry = dataclasses.replace(entry, criterion=entry.criterion.model_copy(update={"guidance": note}))
    (event,) = dates.calendar(dated, "Lịch", [entry]).events
    assert event.summary == f"A.1.1: {summary}"
    first, second, *rest = event.description.split("\n")
    assert (first, f"({UNVERIFIED})" in second) == (text, unsure)
    assert rest[0] == "A.1.1 Niêm yết thủ tục tại trụ sở"
