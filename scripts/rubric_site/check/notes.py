"""Notes: what they cite was in force in the edition's year, or the note says why; older keys; documents in a circle."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from rubric_site import explain, lifetime
from rubric_site.check import alike
from rubric_site.check.data import cited, mapping, of_kind, texts
from rubric_site.check.names import RELATIONS
from rubric_site.check.reviews import criteria
from rubric_site.errors import Problem
from rubric_site.load import Document, Location
from rubric_site.model import Criterion, Guidance, Period, Reference, Rubric

OLDER = "basis: {status: checked, seen hoặc unchecked, reason: …}"


def check(rubric: Rubric, documents: Sequence[Document]) -> Iterator[Problem]:
    """Yield the citations of what was not in force, and the keys that notes no longer have."""
    ended = lifetime.ends(rubric.references)
    for section, document in zip(rubric.sections, of_kind(documents, "section"), strict=True):
        for location, criterion in criteria(section.items, ("items",)):
            yield from _note(rubric, document, location, criterion, ended)


def _note(
    rubric: Rubric,
    document: Document,
    location: Location,
    criterion: Criterion,
    ended: Mapping[str, dt.date],
) -> Iterator[Problem]:
    note, year = criterion.guidance, rubric.edition.year
    if note is None:
        return
    place = (*location, "guidance")
    for where, name in _cited_without_reason(note):
        reference = rubric.references.get(name)
        said = reference and _not_in_force(reference, year, ended.get(name))
        if said:
            message = f"văn bản `{name}` không có hiệu lực trong năm {year}: {said}"
            hint = f"chuyển sang later_references, hoặc nêu lý do: {{id: {name}, why: …}}"
            yield document.warning((*place, *where), message, hint)
    for number, citation in enumerate(note.later_references):
        reference = rubric.references.get(citation.id)
        if reference and reference.date and reference.date.year < year:
            message = f"văn bản `{citation.id}` ban hành ngày {reference.date:%d/%m/%Y}, trước năm đánh giá"
            yield document.warning(
                (*place, "later_references", number),
                message,
                "chuyển sang references, hoặc sửa ngày trong references.yaml",
            )
    yield from _periods(document, place, note, year)
    if document.has((*place, "confidence")):
        message = "khóa `confidence` là cách ghi cũ, nay được hiểu là `basis`"
        yield document.warning((*place, "confidence"), message, f"thay bằng {OLDER}", key=True)


def _periods(document: Document, place: Location, note: Guidance, year: int) -> Iterator[Problem]:
    """Yield the days of another year that limit something to a part of this one, as an earlier edition leaves them."""
    parts: dict[str, Sequence[Period]] = {
        "actions": note.actions,
        "deadlines": note.deadlines,
        "references": note.references,
    }
    for key, found in parts.items():
        for number, part in enumerate(found):
            for name, day in (("since", part.since), ("until", part.until)):
                if day and day.year != year:
                    message = f"ngày {day:%d/%m/%Y} không nằm trong năm {year}"
                    hint = f"sửa lại, hoặc bỏ {name} nếu quy định áp dụng cả năm"
                    yield document.warning((*place, key, number, name), message, hint)


def _cited_without_reason(note: Guidance) -> Iterator[tuple[Location, str]]:
    for number, citation in enumerate(note.references):
        if citation.why is None:
            yield ("references", number), citation.id
    for number, deadline in enumerate(note.deadlines):
        if deadline.why is None:
            yield ("deadlines", number, "reference"), deadline.reference


def _not_in_force(reference: Reference, year: int, end: dt.date | None) -> str:
    """Return why a document was not in force on any day of a year; nothing where it was, or where that is unknown."""
    if reference.date and reference.date.year > year:
        return f"ban hành ngày {reference.date:%d/%m/%Y}"
    if reference.effective and reference.effective.year > year:
        return f"có hiệu lực từ {reference.effective:%d/%m/%Y}"
    if end and end <= dt.date(year, 1, 1):
        return f"hết hiệu lực từ {end:%d/%m/%Y}"
    return "" if reference.in_force.get(year, True) else "references.yaml ghi như vậy"


def documents(document: Document, today: dt.date) -> Iterator[Problem]:
    """Yield what does not fit in references.yaml itself: relations, days, numbers."""
    known = mapping(mapping(document.data).get("references"))
    yield from _days(document, known, today)
    yield from _numbers(document, known)
    told: set[str] = set()  # one document of each circle: the others would say the same
    for name in known:
        for location, word in cited(texts(known[name]), RELATIONS):
            place = ("references", name, *location)
            if word not in known:
                hint = explain.did_you_mean(word, known) or "thêm văn bản này"
                yield document.problem(place, f"không có văn bản `{word}` trong references.yaml", hint)
            elif _older(known[name], known[word]):
                message = f"`{name}` ban hành trước `{word}` nên không thể sửa đổi, thay thế văn bản đó"
                yield document.problem(place, message, "ghi quan hệ ở văn bản ra sau, hoặc sửa ngày ban hành")
            elif name in (circle := earlier(known, word, set())) and not circle & told:
                told.add(name)
                yield document.problem(place, f"`{name}` và `{word}` có sau lẫn nhau", "giữ một chiều quan hệ")


def _older(one: object, other: object) -> bool:
    """Return whether a document is of an earlier day than another; days are alike in order as texts."""
    days = mapping(one).get("date"), mapping(other).get("date")
    return isinstance(days[0], str) and isinstance(days[1], str) and days[0] < days[1]


def _days(document: Document, known: Mapping[str, object], today: dt.date) -> Iterator[Problem]:
    for name in known:
        day, effective = (mapping(known[name]).get(key) for key in ("date", "effective"))
        if isinstance(day, str) and day > f"{today:%Y-%m-%d}":
            yield document.warning(("references", name, "date"), "ngày ban hành ở tương lai", "kiểm tra lại ngày")
        if isinstance(day, str) and isinstance(effective, str) and effective < day:
            message = "ngày có hiệu lực đứng trước ngày ban hành"
            yield document.warning(("references", name, "effective"), message, "kiểm tra lại hai ngày")


def _numbers(document: Document, known: Mapping[str, object]) -> Iterator[Problem]:
    seen: dict[tuple[str, str], str] = {}
    for name in known:
        number, kind = (mapping(known[name]).get(key) for key in ("number", "type"))
        if isinstance(number, str) and isinstance(kind, str):
            before = seen.setdefault((alike.same(kind), alike.same(number)), name)
            if before != name:
                message = f"văn bản `{name}` trùng loại và số với `{before}`"
                yield document.warning(("references", name, "number"), message, "nếu là một văn bản thì giữ một mã")


def earlier(known: Mapping[str, object], name: str, seen: set[str]) -> set[str]:
    """Return a document and all that it follows, directly or not.

    Args:
        known: The documents of references.yaml as plain data, by id.
        name: The id of the document.
        seen: Where those that it follows are added; what stands there already is not looked at again.
    """
    if name not in seen:
        seen.add(name)
        for _, word in cited(texts(known.get(name)), RELATIONS):
            earlier(known, word, seen)
    return seen
