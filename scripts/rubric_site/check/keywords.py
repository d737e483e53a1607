"""What people search for: no word twice, none that the title has, none that stands for half the rubric."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rubric_site.check.data import entries, mapping, rows
from rubric_site.errors import Problem
from rubric_site.load import Document, Location

MOST_PLACES = 4
"""A word that more places have tells none of them from the others."""

BETWEEN = re.compile(r"[\W_]+")
NAMES = ("title", "label", "name", "full_name")


def check(documents: Sequence[Document]) -> Iterator[Problem]:
    """Yield the keywords that say nothing new, and a warning for those of too many places."""
    places: dict[str, list[tuple[Document, Location]]] = defaultdict(list)
    for document, location, part in _parts(documents):
        titles = [_plain(str(part[key])) for key in NAMES if key in part]
        seen: set[str] = set()
        for number, word in _words(part.get("keywords")):
            here = (*location, "keywords", number)
            plain = _plain(word)
            if plain in seen:
                yield document.problem(here, f"từ khóa “{word}” ghi hai lần", "xóa một dòng")
            elif any(f" {plain} " in f" {title} " for title in titles):
                yield document.problem(here, f"từ khóa “{word}” đã có trong tên", "xóa đi; tên nào cũng tìm được")
            else:
                places[plain].append((document, here))
            seen.add(plain)
    for plain, found in places.items():
        if len(found) > MOST_PLACES:
            document, here = found[0]
            hint = "ghi ở nhóm hoặc lĩnh vực chung, hoặc viết rõ hơn cho từng chỗ"
            yield document.warning(here, f"từ khóa “{plain}” có ở {len(found)} chỗ", hint)


def thesaurus(document: Document | None) -> Iterator[Problem]:
    """Yield the words of the thesaurus that stand for more than one other."""
    if document is None:
        return
    groups = mapping(mapping(document.data).get("words"))
    seen = {_plain(usual): usual for usual in groups}
    for usual, others in groups.items():
        for number, word in _words(others):
            if _plain(word) in seen:
                message = f"từ “{word}” đã có ở nhóm “{seen[_plain(word)]}”"
                yield document.problem(("words", usual, number), message, "mỗi từ chỉ ở một nhóm")
            seen[_plain(word)] = usual


def _parts(documents: Iterable[Document]) -> Iterator[tuple[Document, Location, Mapping[str, object]]]:
    """Yield what may have keywords: units, sections, groups and criteria."""
    for document in documents:
        if document.kind == "units":
            yield from ((document, location, unit) for location, unit in entries(document.data, (), "units"))
        if document.kind == "section":
            yield document, (), mapping(document.data)
            yield from ((document, location, row) for location, row in rows(document))


def _words(value: object) -> Iterator[tuple[int, str]]:
    for number, word in enumerate(value if isinstance(value, list) else ()):
        if isinstance(word, str):
            yield number, word


def _plain(text: str) -> str:
    return BETWEEN.sub(" ", text.lower()).strip()
