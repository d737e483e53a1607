"""What notes may say: articles, parts of the year, days; what came later, and what was not in force."""

import datetime as dt
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError
from rubric_site import agenda, check, lifetime, load, text, views
from rubric_site.model import Action, Citation, Due, Guidance, Reference
from rubric_site.views import Site
from stage import FIXTURES

TWO_YEARS = next(path for path in FIXTURES if path.name == "two-years")
NOTE: dict[str, Any] = {
    "what": "Đo gì.",
    "actions": ["Làm."],
    "evidence": ["Hồ sơ"],
    "basis": {"status": "seen", "reason": "Thử."},
    "review": {"status": "draft"},
}
SAID = "          references: [quy-che-2026]\n          basis: {status: unchecked, reason: Ví dụ bịa ra để thử.}\n"
"""The lines of the one note of 2026 that is a draft and cites."""

Change = Callable[..., Path]


@pytest.fixture
def changed(tmp_path: Path) -> Change:
    """Makes a copy of the rubric of two years with other words in some of its files."""

    def change(*words: tuple[str, str, str]) -> Path:
        folder = tmp_path / "rubric"
        shutil.copytree(TWO_YEARS, folder)
        for file, old, new in words:
            path = folder / file
            content = path.read_text(encoding="utf-8")
            assert old in content, (file, old)
            path.write_text(content.replace(old, new, 1), encoding="utf-8")
        return folder

    return change


def warnings(folder: Path) -> list[str]:
    """What is said of a rubric."""
    loaded = load.load(folder)
    assert loaded.problems == []
    return [str(problem) for problem in check.check(loaded, dt.date(2027, 1, 1))]


def site(folder: Path, year: str = "2026") -> Site:
    """An edition of a rubric as pages show it."""
    return views.build(load.load(folder).rubrics[year])


def test_an_id_alone_is_a_citation_and_a_text_alone_an_action() -> None:
    """The short forms mean the long ones without more."""
    note = Guidance.model_validate(NOTE | {"references": ["nd-1", {"id": "nd-2", "at": "Điều 3"}]})
    assert note.references == (Citation(id="nd-1"), Citation(id="nd-2", at="Điều 3"))
    assert note.actions == (Action(text="Làm."),)


@pytest.mark.parametrize(("level", "status"), [("low", "unchecked"), ("medium", "seen"), ("high", "seen")])
def test_the_older_key_is_understood(level: str, status: str) -> None:
    """A note with `confidence` is read; no level of it ever said that articles were compared."""
    older = {key: value for key, value in NOTE.items() if key != "basis"}
    note = Guidance.model_validate(older | {"confidence": {"level": level, "reason": "Thử."}})
    assert (note.basis.status, note.basis.reason) == (status, "Thử.")


def test_the_older_key_is_reported_at_its_line(changed: Change) -> None:
    """Whoever still writes `confidence` is told what to write instead."""
    older = SAID.replace("basis: {status: unchecked", "confidence: {level: low")
    found = warnings(changed(("2026/01-tiep-nhan.yaml", SAID, older)))
    assert [line for line in found if "01-tiep-nhan.yaml:36:11: cảnh báo: khóa `confidence`" in line], found


@pytest.mark.parametrize(
    ("due", "days"),
    [
        ({"month": 12, "day": 15}, ["2026-12-15"]),
        ({"month": 12, "day": 31, "year": 2025}, ["2025-12-31"]),
        ({"every": "quarter", "day": 14}, ["2026-03-14", "2026-06-14", "2026-09-14", "2026-12-14"]),
        ({"every": "half-year", "day": 31}, ["2026-06-30", "2026-12-31"]),
        ({"every": "quarter", "days": 15}, ["2026-04-15", "2026-07-15", "2026-10-15", "2027-01-15"]),
        ({"days": 30, "event": "ngày thụ lý"}, []),
    ],
)
def test_a_deadline_falls_on_the_days_that_it_says(changed: Change, due: dict[str, Any], days: list[str]) -> None:
    """A day of the year, a day of each period's last month, days after each period; from an event there is no day."""
    said = "{text: Gửi báo cáo., reference: quy-che-2026, verification: seen, due: " + str(due).replace("'", "") + "}"
    lines = f"          deadlines: [{said}]\n{SAID}"
    made = site(changed(("2026/01-tiep-nhan.yaml", SAID, lines)))
    entry = next(entry for entry in made.entries if entry.code == "A.2.1")
    assert [str(event.date) for event in agenda.events(made, entry)] == days
    assert len(agenda.undated(made, entry)) == (not days)


@pytest.mark.parametrize(
    ("limits", "months"),
    [
        ("since: 2026-07-01", [9, 12]),
        ("since: 2026-06-14", [6, 9, 12]),
        ("since: 2026-06-15", [9, 12]),
        ("until: 2026-09-14", [3, 6, 9]),
        ("until: 2026-09-13", [3, 6]),
        ("since: 2026-04-01, until: 2026-08-01", [6]),
    ],
)
def test_a_deadline_of_a_part_of_the_year_has_no_day_outside_of_it(
    changed: Change, limits: str, months: list[int]
) -> None:
    """What holds from July on falls on no day in March; its first and its last day count."""
    said = f"{{text: Gửi., reference: quy-che-2026, verification: seen, due: {{every: quarter, day: 14}}, {limits}}}"
    made = site(changed(("2026/01-tiep-nhan.yaml", SAID, f"          deadlines: [{said}]\n{SAID}")))
    entry = next(entry for entry in made.entries if entry.code == "A.2.1")
    assert [event.date.month for event in agenda.events(made, entry)] == months


def test_what_several_notes_say_in_the_same_words_is_one_deadline(changed: Change) -> None:
    """It has the place of the first note that has it, the units of all, and its days stand by month in their order."""
    said = "{text: Gửi., reference: quy-che-2026, verification: seen, due: {every: half-year, day: 20, yearly: true}}"
    loose = "{text: Khi có đơn., reference: quy-che-2026, verification: seen}"
    made = site(changed(("2026/01-tiep-nhan.yaml", SAID, f"          deadlines: [{loose}, {said}]\n{SAID}")))
    entries = {entry.code: entry for entry in made.entries}
    first, other = entries["A.2.1"], replace(entries["A.2.2"], criterion=entries["A.2.1"].criterion)
    june, december = agenda.events(made, first, other)
    assert (june.entry, june.entries, june.number) == (first, (first, other), 2)
    assert [unit.id for unit in june.units] == ["phuc-vu", "to-so"]
    assert (june.anchor, june.month, june.yearly) == ("a-2-1-han-2-20260620", "Tháng 6/2026", True)
    assert agenda.by_month([june, december]) == [("Tháng 6/2026", [june]), ("Tháng 12/2026", [december])]
    (term,) = agenda.undated(made, first, other)
    assert (term.anchor, term.deadline.text) == ("a-2-1-han-1", "Khi có đơn.")
    assert not agenda.Event(term.deadline, term.entries, 1, june.date).yearly
    assert agenda.events(made, entries["A.2.3"], first)[0].date < june.date


@pytest.mark.parametrize(
    "due",
    [
        {"month": 12},
        {"every": "quarter"},
        {"month": 2, "day": 30},
        {"days": 3, "every": "quarter", "working": True},
        {"days": 3, "event": "ngày nhận", "yearly": True},
        {"every": "quarter", "day": 14, "year": 2026},
    ],
)
def test_a_day_that_is_none_is_refused(due: dict[str, Any]) -> None:
    """Half a date, a day that no calendar has, and what makes no sense together."""
    with pytest.raises(ValidationError):
        Due.model_validate(due)


def test_part_of_the_year_is_shown_in_front() -> None:
    """What holds from a day on says so before anything else."""
    since = Action(text="Làm theo luật mới.", since=dt.date(2026, 7, 1))
    assert text.within(since, since.text) == "Từ 01/07/2026: Làm theo luật mới."
    assert text.period(Citation(id="nd-1", until=dt.date(2026, 6, 30))) == "Đến hết 30/06/2026"
    with pytest.raises(ValidationError):
        Action(text="Làm.", since=dt.date(2026, 7, 1), until=dt.date(2026, 6, 30))


def test_what_was_not_in_force_is_told_unless_the_note_says_why(changed: Change) -> None:
    """A document of a later year is named at its line; a reason silences that."""
    place = ("2025/01-tiep-nhan.yaml", "references: [quy-che-2024]", "references: [quy-che-2026]")
    found = warnings(changed(place))
    told = "văn bản `quy-che-2026` không có hiệu lực trong năm 2025: ban hành ngày 15/01/2026"
    assert len([line for line in found if told in line]) == 1, found


def test_a_reason_silences_what_was_not_in_force(changed: Change) -> None:
    """Who says why may cite it."""
    new = "references: [{id: quy-che-2026, why: để đối chiếu}]"
    found = warnings(changed(("2025/01-tiep-nhan.yaml", "references: [quy-che-2024]", new)))
    assert [line for line in found if "không có hiệu lực" in line] == []


def test_a_part_of_another_year_is_told(changed: Change) -> None:
    """A day that was carried over from an earlier edition limits nothing this year."""
    new = SAID.replace("[quy-che-2026]", "[{id: quy-che-2026, since: 2025-07-01}]")
    found = warnings(changed(("2026/01-tiep-nhan.yaml", SAID, new)))
    assert [line for line in found if "ngày 01/07/2025 không nằm trong năm 2026" in line], found


def test_a_document_that_was_replaced_before_is_not_in_force(changed: Change) -> None:
    """The day on which a later document replaces an earlier one ends the earlier one."""
    relation = "replaces: [{id: quy-che-2024, since: 2026-01-01}]\n    verification: memory"
    shared = (
        "references.yaml",
        "in_force: {2026: true}\n    verification: memory",
        f"in_force: {{2026: true}}\n    {relation}",
    )
    also = ("references.yaml", "in_force: {2025: true, 2026: false}", "in_force: {2025: true}")
    found = warnings(
        changed(shared, also, ("2026/01-tiep-nhan.yaml", SAID, SAID.replace("quy-che-2026", "quy-che-2024")))
    )
    assert [line for line in found if "hết hiệu lực từ 01/01/2026" in line], found


def test_what_came_later_is_worked_out(changed: Change) -> None:
    """A note of the older edition shows what replaced the document that it cites, without naming it."""
    relation = ("references.yaml", "in_force: {2026: true}\n", "in_force: {2026: true}\n    replaces: [quy-che-2024]\n")
    made = site(changed(relation), "2025")
    entry = next(entry for entry in made.entries if entry.criterion.guidance and entry.criterion.guidance.references)
    assert [citation.id for citation in made.later(entry.criterion)] == ["quy-che-2026"]
    assert entry in made.cited["quy-che-2026"].entries


def document(**more: object) -> Reference:
    """A document with what every one has."""
    return Reference.model_validate(
        {"type": "Nghị định", "issuer": "Chính phủ", "title": "Thử", "verification": "seen"} | more
    )


def test_a_later_document_that_was_itself_replaced_is_passed_over() -> None:
    """Readers are led to what holds now, not through all that came between."""
    known = {
        "a": document(),
        "b": document(amends=["a"]),
        "c": document(replaces=["a", "b"]),
        "d": document(replaces=[{"id": "c", "part": "một phần"}]),
        "e": document(amends=["d"]),
    }
    assert list(lifetime.later(["a"], lifetime.relations(known))) == ["c", "d", "e"]


def test_what_came_later_is_told_in_the_order_of_its_days() -> None:
    """The day from which a change holds, else that of the document, else none: those come last."""
    known = {
        "a": document(),
        "undated": document(amends=["a"]),
        "third": document(amends=[{"id": "a", "since": dt.date(2026, 7, 1)}], date=dt.date(2025, 1, 1)),
        "second": document(amends=["a"], date=dt.date(2025, 6, 1)),
        "first": document(amends=["a"], date=dt.date(2026, 12, 1), effective=dt.date(2025, 2, 1)),
    }
    told = [one.later for one in lifetime.relations(known)["a"]]
    assert told == ["first", "second", "third", "undated"]


def test_documents_that_follow_each_other_are_refused(changed: Change) -> None:
    """A circle has no latest document."""
    one = ("references.yaml", "in_force: {2026: true}\n", "in_force: {2026: true}\n    replaces: [quy-che-2024]\n")
    other = ("references.yaml", "later: Quyết định 03/2026/QĐ-UBND thay thế.", "amends: [quy-che-2026]")
    found = warnings(changed(one, other))
    assert [line for line in found if "có sau lẫn nhau" in line], found


def test_a_mark_of_a_review_heeds_only_what_is_said() -> None:
    """A key that is not used changes no mark, so a new release makes no review stale."""
    criterion = next(entry.criterion for entry in site(TWO_YEARS).entries if entry.criterion.guidance)
    assert "scoring_status" in Guidance.model_fields
    note = criterion.guidance
    assert note is not None
    assert note.scoring_status is None
    silent = criterion.model_copy(update={"guidance": note.model_copy(update={"pitfalls": ()})})
    assert check.reviews.mark(silent) == check.reviews.mark(criterion)
    said = criterion.model_copy(update={"guidance": note.model_copy(update={"pitfalls": ("Quên.",)})})
    assert check.reviews.mark(said) != check.reviews.mark(criterion)
