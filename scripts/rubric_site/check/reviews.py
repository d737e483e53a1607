"""Reviews and the edition's last change: not of tomorrow; reviews of what stands there now."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Sequence

from rubric_site.check.data import of_kind
from rubric_site.errors import Problem
from rubric_site.load import Document, Location
from rubric_site.model import Criterion, Group, Item, Review, Rubric

MARK = 8
"""Hexadecimal digits of a mark: enough to see a change, few enough to copy."""


def check(rubric: Rubric, documents: Sequence[Document], today: dt.date) -> Iterator[Problem]:
    """Yield what is of a later day than today, and drafts that somebody has reviewed."""
    updated = rubric.edition.updated
    if updated and updated > today:
        yield documents[0].problem(("updated",), f"ngày sửa nội dung {updated:%d/%m/%Y} ở tương lai", "sửa lại ngày")
    for document, location, _, review in _reviews(rubric, documents):
        yield from _days(document, location, review, (today, rubric.edition.year))


def stale(rubric: Rubric, documents: Sequence[Document]) -> Iterator[Problem]:
    """Yield the reviews whose criterion or note has changed since; each tells the mark of what stands there now."""
    for document, location, criterion, review in _reviews(rubric, documents):
        if review.status == "reviewed" and review.of != mark(criterion):
            yield _changed(document, location, review, mark(criterion))


def _reviews(rubric: Rubric, documents: Sequence[Document]) -> Iterator[tuple[Document, Location, Criterion, Review]]:
    for section, document in zip(rubric.sections, of_kind(documents, "section"), strict=True):
        for location, criterion in criteria(section.items, ("items",)):
            if criterion.guidance:
                yield document, (*location, "guidance", "review"), criterion, criterion.guidance.review


def mark(criterion: Criterion) -> str:
    """Return what tells a criterion and its note, as reviewed, from any other state of them."""
    data = criterion.model_dump(
        mode="json",
        exclude={"formerly": True, "guidance": {"review": True}},
        exclude_defaults=True,  # a key that the model learns later changes no mark
    )
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:MARK]


def criteria(items: Sequence[Item], location: Location) -> Iterator[tuple[Location, Criterion]]:
    """Yield the criteria of a section at all levels, each with its location."""
    for number, item in enumerate(items):
        if isinstance(item, Group):
            yield from criteria(item.criteria, (*location, number, "criteria"))
        else:
            yield (*location, number), item


def _days(document: Document, location: Location, review: Review, now: tuple[dt.date, int]) -> Iterator[Problem]:
    today, year = now
    if review.on and review.on > today:
        yield document.problem((*location, "on"), f"ngày rà soát {review.on:%d/%m/%Y} ở tương lai", "sửa lại ngày")
    if review.on and review.on.year < year:
        message = f"ngày rà soát {review.on:%d/%m/%Y} ở trước năm đánh giá {year}"
        yield document.warning((*location, "on"), message, "sửa lại nếu gõ nhầm năm")
    if review.status == "draft" and (review.by or review.on):
        message = "đang ghi draft (bản nháp) mà đã có người hoặc ngày rà soát"
        hint = "nếu đã rà soát xong thì ghi status: reviewed; nếu chưa thì xóa by và on"
        yield document.warning((*location, "status"), message, hint)


def _changed(document: Document, location: Location, review: Review, now: str) -> Problem:
    if review.of is None:
        message = "ghi chú đã rà soát nhưng chưa có dấu của nội dung, nên nội dung có đổi cũng không ai biết"
        return document.warning((*location, "status"), message, f"thêm `of: {now}` vào review")
    message = "tiêu chí hoặc ghi chú đã đổi từ khi rà soát"
    hint = f"đặt lại `status: draft`; nếu đã rà soát lại thì ghi ngày mới và `of: {now}`"
    return document.problem((*location, "of"), message, hint)
