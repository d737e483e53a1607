"""Editions among each other: the folder's name, the edition before, texts left over from it, documents left over."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence

from rubric_site import explain, identity
from rubric_site.check.data import cited, entries, mapping, of_kind, rows, texts
from rubric_site.check.names import CITATIONS
from rubric_site.check.notes import earlier
from rubric_site.errors import Problem
from rubric_site.load import Document, Loaded, Location
from rubric_site.model import EARLIEST, LATEST

YEAR = re.compile(r"\bnăm (\d{4})\b")
FREE = ("lead", "notice", "guidance_note", "note", "what", "actions", "evidence", "subject", "title")
"""Keys whose texts an editor writes for the year; what tells of sources and of history may name other years."""

AHEAD = 5
"""Years that an edition may be ahead of today without a question."""

FROM_TABLE = ("title",)
"""Keys that repeat the table, where they stand on a row; in `paper` they are the editor's."""


def check(loaded: Loaded, today: dt.date) -> Iterator[Problem]:
    """Yield what no edition shows by itself."""
    years = {name: _year(documents) for name, documents in loaded.editions.items()}
    for name, documents in loaded.editions.items():
        year = years[name]
        if year is None:
            continue
        if name != str(year):
            message = f"năm {year} không khớp với tên thư mục {name}"
            hint = f"đổi tên thư mục thành {year}, hoặc sửa năm"
            if str(year) in loaded.editions:
                hint = f"ấn bản {year} đã có ở thư mục {year}: sửa năm ở đây"
            yield documents[0].problem(("year",), message, hint)
            continue  # which year's its texts and documents are is what is asked
        if year > today.year + AHEAD:
            message = f"năm {year} còn xa, nay mới là năm {today.year}"
            yield documents[0].warning(("year",), message, "kiểm tra lại bốn chữ số của năm")
        yield from _left_over(documents, year)
        yield from _older_key(documents[0])
        before = max((other for other in years.values() if other and other < year), default=None)
        older = [loaded.editions[folder] for folder, other in years.items() if other == before and before]
        yield from _forerunners(documents, older[0] if older else None)


def _year(documents: Sequence[Document]) -> int | None:
    year = mapping(documents[0].data).get("year") if documents else None
    return year if isinstance(year, int) and EARLIEST <= year <= LATEST else None


def _left_over(documents: Sequence[Document], year: int) -> Iterator[Problem]:
    """Yield a warning for each text that names an earlier year: it may have stayed when the edition was copied."""
    for document in documents:
        for location, text in texts(document.data):
            if "năm " not in text or not _is_free(location):
                continue
            for named in dict.fromkeys(YEAR.findall(text)):
                if int(named) < year:
                    hint = "sửa nếu còn sót từ ấn bản trước; giữ nguyên nếu đúng là nói về năm đó"
                    yield document.warning(location, f"câu này nhắc năm {named}", hint)


def _older_key(edition: Document) -> Iterator[Problem]:
    """Yield what is said of the key that chose a sheet's form before there were forms."""
    if edition.has(("paper", "state_header")):
        message = "khóa `state_header` là cách ghi cũ, nay được hiểu là `form`"
        yield edition.warning(
            ("paper", "state_header"), message, "thay bằng form: van-ban hoặc form: phu-luc", key=True
        )


def _is_free(location: Location) -> bool:
    names = [part for part in location if isinstance(part, str)]
    return names[-1] in FREE and (names[-1] not in FROM_TABLE or names[0] == "paper")


def _forerunners(documents: Sequence[Document], older: Sequence[Document] | None) -> Iterator[Problem]:
    """Yield the codes in `formerly` that the edition before does not have."""
    known = _full_codes(older) if older else set()
    for section in of_kind(documents, "section"):
        for location, row in rows(section):
            named = row.get("formerly")
            for number, code in enumerate(
                [named] if isinstance(named, str) else named if isinstance(named, list) else ()
            ):
                if code in known:
                    continue
                place = (*location, "formerly") if isinstance(named, str) else (*location, "formerly", number)
                hint = explain.did_you_mean(str(code), known) if older else "chỉ ghi khi có ấn bản liền trước"
                yield section.problem(place, f"ấn bản liền trước không có tiêu chí `{code}`", hint)


def _full_codes(documents: Sequence[Document]) -> set[str]:
    found: set[str] = set()
    for section in of_kind(documents, "section"):
        code = mapping(section.data).get("code")
        if isinstance(code, str):
            found |= set(_below(section.data, "items", [(code, identity.full_code(code, ()))]))
    return found


def _below(parent: object, key: str, above: Sequence[tuple[str, str]]) -> Iterator[str]:
    for _, row in entries(parent, (), key):
        if isinstance(code := row.get("code"), str):
            full = identity.full_code(code, above)
            yield full
            yield from _below(row, "criteria", [*above, (code, full)])


def uncited(loaded: Loaded) -> Iterator[Problem]:
    """Yield a warning for each legal document that no edition cites, such as those of another body left behind.

    Args:
        loaded: A rubric without an error: what cannot be read may cite it.
    """
    document = loaded.shared.get("references")
    if document is None:
        return
    used: set[str] = set()
    for documents in loaded.editions.values():
        for other in documents:
            found = texts(other.data)
            used |= {word for _, word in cited(found, CITATIONS)}
            used |= {word for location, word in found if location[-1] == "reference"}
    known: Mapping[str, object] = mapping(mapping(document.data).get("references"))
    for name in known:
        if used.isdisjoint(earlier(known, name, set())):  # what follows one that is cited stands there with it
            hint = "xóa nếu không dùng; không ghi chú nào viện dẫn văn bản này"
            yield document.warning(("references", name), f"văn bản `{name}` không được viện dẫn", hint, key=True)
