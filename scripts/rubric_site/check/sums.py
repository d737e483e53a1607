"""Points: control totals, points declared on rows against what stands below, scales against their criterion."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from rubric_site.check.data import of_kind
from rubric_site.errors import Problem
from rubric_site.load import Document, Location
from rubric_site.model import Criterion, Group, Item, Rubric, exact


def check(rubric: Rubric, documents: Sequence[Document]) -> Iterator[Problem]:
    """Yield the rows that do not add up in an edition that fits the model."""
    sections = of_kind(documents, "section")
    for section, document in zip(rubric.sections, sections, strict=True):
        yield from _declared(rubric, document, ("max_points",), section.max_points, _points(section.items))
        for number, item in enumerate(section.items):
            yield from _row(rubric, document, ("items", number), item)


def totals(rubric: Rubric, edition: Document) -> Iterator[Problem]:
    """Yield the control totals that are not what all sections add up to, where each is there once."""
    if len({section.code for section in rubric.sections}) < len(rubric.sections):
        return
    given = rubric.edition.totals
    leaves = [leaf for section in rubric.sections for leaf in _leaves(section.items) if leaf.kind == "scored"]
    hint = "tìm dòng thiếu, thừa hoặc gõ nhầm; nếu các mục đã đúng thì sửa số kiểm soát"
    if len(leaves) != given.criteria:
        message = f"số kiểm soát ghi {given.criteria} tiêu chí, các mục có {len(leaves)}"
        yield edition.problem(("totals", "criteria"), message, hint)
    points = sum((leaf.points for leaf in leaves if leaf.points is not None), Decimal())
    if given.points is not None and points != given.points:
        message = f"số kiểm soát ghi {_comma(given.points)} điểm, các mục cộng lại được {_comma(points)}"
        yield edition.problem(("totals", "points"), message, hint)


def _row(rubric: Rubric, document: Document, location: Location, item: Item) -> Iterator[Problem]:
    if isinstance(item, Group):
        yield from _declared(rubric, document, (*location, "max_points"), item.max_points, _points(item.criteria))
        for number, child in enumerate(item.criteria):
            yield from _row(rubric, document, (*location, "criteria", number), child)
        return
    scored = rubric.edition.totals.points is not None
    if scored and item.points is None and item.kind == "scored":
        yield document.problem((*location, "code"), "tiêu chí này chưa có điểm", "thêm dòng `points: …`")
    if not scored and (item.points is not None or item.scale):
        yield _unwanted(document, (*location, "points" if item.points is not None else "scale"))
    yield from _scale(document, location, item)


def _declared(
    rubric: Rubric, document: Document, location: Location, declared: Decimal | None, listed: Decimal | None
) -> Iterator[Problem]:
    if declared is None:
        return
    if rubric.edition.totals.points is None:
        yield _unwanted(document, location)
    elif listed is None:
        return  # bonus and deduction alone, of which this is the most, or points that are said to be missing
    elif declared < listed:
        message = f"các tiêu chí cộng lại {_comma(listed)} điểm, nhiều hơn {_comma(declared)} ghi ở dòng này"
        yield document.problem(location, message, "kiểm tra điểm của từng tiêu chí")
    elif declared > listed and not rubric.edition.source.partial:
        message = f"các tiêu chí cộng lại {_comma(listed)} điểm, ít hơn {_comma(declared)} ghi ở dòng này"
        hint = "tìm dòng thiếu hoặc gõ nhầm; nếu bảng gốc chỉ nêu một phần thì ghi source: partial: true"
        yield document.problem(location, message, hint)


def _unwanted(document: Document, location: Location) -> Problem:
    message = "bộ tiêu chí không có tổng điểm nhưng dòng này có điểm"
    return document.problem(location, message, "thêm points vào totals trong edition.yaml, hoặc xóa điểm ở đây")


def _scale(document: Document, location: Location, item: Criterion) -> Iterator[Problem]:
    for number, row in enumerate(item.scale):
        if item.points is not None and row.points > item.points:
            message = f"mức {_comma(row.points)} điểm cao hơn {_comma(item.points)} điểm của tiêu chí"
            yield document.problem(
                (*location, "scale", number, "points"), message, "sửa mức này hoặc điểm của tiêu chí"
            )
    highest = max((row.points for row in item.scale), default=item.points)
    if item.points is not None and highest is not None and highest < item.points:
        message = f"thang điểm chỉ tới {_comma(highest)}, còn điểm của tiêu chí là {_comma(item.points)}"
        yield document.warning((*location, "points"), message, "xem lại bảng gốc có thiếu mức cao nhất không")


def _leaves(items: Sequence[Item]) -> Iterator[Criterion]:
    for item in items:
        if isinstance(item, Group):
            yield from _leaves(item.criteria)
        else:
            yield item


def _points(items: Sequence[Item]) -> Decimal | None:
    """Return the points of the scored criteria; None where there is none, or where one lacks its points."""
    scored = [leaf.points for leaf in _leaves(items) if leaf.kind == "scored"]
    known = [points for points in scored if points is not None]
    return sum(known, Decimal()) if known and len(known) == len(scored) else None


def _comma(points: Decimal) -> str:
    return exact(points).replace(".", ",")
