"""Check what no single value can show: codes in order, names that exist, totals that add up.

The checks read the plain data and pass over what does not fit the model: one run finds the mistakes of both kinds.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from rubric_site import explain
from rubric_site.errors import Problem
from rubric_site.load import Document, Loaded, Location
from rubric_site.model import Rubric

ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
CITATIONS = ("references", "later_references", "framework")
"""Keys that hold a list of ids of legal documents."""

Texts = Sequence[tuple[Location, str]]

CAPITALS = re.compile(r"(?<![\w/.-])[A-ZĐ]{2,8}(?![\w/-])")
"""A word of capitals that stands alone: no part of a document's number such as 01/2018/TT-VPCP."""


def check(loaded: Loaded) -> list[Problem]:
    """Return every problem between the parts of a rubric.

    Args:
        loaded: The documents as read; those that do not fit the model are checked as far as they go.
    """
    problems: list[Problem] = []
    for documents in loaded.editions.values():
        problems += _check_edition(documents, loaded.shared)
    for name, rubric in loaded.rubrics.items():
        problems += _check_totals(rubric, loaded.editions[name])
    return problems


def _check_edition(documents: list[Document], shared: Mapping[str, Document]) -> Iterator[Problem]:
    sections = [document for document in documents if document.kind == "section"]
    units = next((document for document in documents if document.kind == "units"), None)
    texts = {document.path: list(_texts(document.data)) for document in documents}
    yield from _section_codes(sections)
    for section in sections:
        yield from _item_codes(section)
    if units:
        yield from _unit_names(units)
        yield from _unit_use(sections, units, texts)
    for document in documents:
        yield from _unknown_references(document, shared.get("references"), texts[document.path])
        yield from _unknown_abbreviations(document, shared.get("abbreviations"), texts[document.path])


def _section_codes(sections: Iterable[Document]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    previous: str | None = None
    for document in sections:
        code = _mapping(document.data).get("code")
        if not isinstance(code, str):
            continue
        if code in seen:
            yield document.problem(("code",), f"lĩnh vực “{code}” đã có ở {seen[code]}", "sửa một trong hai số")
        elif previous and section_rank(code) < section_rank(previous):
            hint = "đổi tên tệp để các tệp xếp đúng thứ tự"
            yield document.problem(("code",), f"lĩnh vực “{code}” đứng sau “{previous}”", hint)
        seen[code] = document.path
        previous = code


def section_rank(code: str) -> tuple[int, str]:
    """Return what puts section codes in order: Roman numbers by value, digits by value, letters as they are."""
    if code.isdigit():
        return int(code), ""
    if all(letter in ROMAN for letter in code):
        values = [ROMAN[letter] for letter in code]
        return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True)), ""
    return 0, code


def _item_codes(section: Document) -> Iterator[Problem]:
    seen: set[str] = set()
    yield from _codes_in_order(section, _entries(section.data, ("items",)), seen)
    for location, item in _entries(section.data, ("items",)):
        criteria = list(_entries(item, (*location, "criteria"), "criteria"))
        yield from _codes_in_order(section, criteria, seen)
        for inner, criterion in criteria:
            code, group = criterion.get("code"), item.get("code")
            if isinstance(code, str) and isinstance(group, str) and not code.startswith(f"{group}."):
                message = f"tiêu chí “{code}” không thuộc nhóm “{group}”"
                yield section.problem((*inner, "code"), message, f'số phải bắt đầu bằng "{group}."')


def _codes_in_order(
    section: Document,
    entries: Iterable[tuple[Location, Mapping[str, object]]],
    seen: set[str],
) -> Iterator[Problem]:
    previous: str | None = None
    for location, entry in entries:
        code = entry.get("code")
        if not isinstance(code, str) or not re.fullmatch(r"\d{1,3}(\.\d{1,3})*", code):
            continue
        if code in seen:
            yield section.problem((*location, "code"), f"số “{code}” đã dùng ở trên", "mỗi số chỉ dùng một lần")
        elif previous and _numbers(code) < _numbers(previous):
            hint = "xếp lại theo thứ tự tăng dần"
            yield section.problem((*location, "code"), f"số “{code}” đứng sau “{previous}”", hint)
        seen.add(code)
        previous = code


def _numbers(code: str) -> tuple[int, ...]:
    return tuple(int(part) for part in code.split("."))


def _unit_names(units: Document) -> Iterator[Problem]:
    for key in ("id", "name"):
        seen: set[str] = set()
        for location, unit in _entries(units.data, ("units",), "units"):
            value = unit.get(key)
            if isinstance(value, str) and value in seen:
                yield units.problem((*location, key), f"đơn vị “{value}” ghi hai lần", "xóa một dòng hoặc sửa lại")
            seen.add(str(value))


def _unit_use(sections: list[Document], units: Document, texts: Mapping[str, Texts]) -> Iterator[Problem]:
    known = [str(unit.get("id")) for _, unit in _entries(units.data, ("units",), "units")]
    used: set[str] = set()
    for document in sections:
        for location, word in _listed(texts[document.path], ("units",)):
            used.add(word)
            if word not in known:
                hint = explain.did_you_mean(word, known) or explain.choices(known)
                yield document.problem(location, f"không có đơn vị `{word}` trong units.yaml", hint)
        yield from _repeated(document, _listed(texts[document.path], ("units",)))
    for location, unit in _entries(units.data, ("units",), "units"):
        if unit.get("id") not in used:
            hint = "xóa đơn vị này hoặc ghi mã của nó ở tiêu chí"
            yield units.problem((*location, "id"), f"đơn vị `{unit.get('id')}` không phụ trách tiêu chí nào", hint)


def _unknown_references(document: Document, references: Document | None, texts: Texts) -> Iterator[Problem]:
    known = _mapping(_mapping(references.data).get("references")) if references else {}
    cited = list(_listed(texts, CITATIONS))
    for location, word in (*cited, *(found for found in texts if found[0][-1] == "reference")):
        if word not in known:
            hint = explain.did_you_mean(word, known) or "thêm văn bản này vào references.yaml"
            yield document.problem(location, f"không có văn bản `{word}` trong references.yaml", hint)
    yield from _repeated(document, cited)


def _repeated(document: Document, words: Iterable[tuple[Location, str]]) -> Iterator[Problem]:
    seen: set[tuple[Location, str]] = set()
    for location, word in words:
        if (location[:-1], word) in seen:
            yield document.problem(location, f"`{word}` ghi hai lần trong một danh sách", "xóa một dòng")
        seen.add((location[:-1], word))


def _unknown_abbreviations(document: Document, glossary: Document | None, texts: Texts) -> Iterator[Problem]:
    """Yield abbreviations that the glossary does not explain: a slip of the pen, or a gap for the reader."""
    if glossary is None:
        return
    known = _known_abbreviations(glossary)
    for location, text in texts:
        if text.upper() == text:
            continue  # a title in capitals says nothing about its words
        for word in dict.fromkeys(CAPITALS.findall(text)):
            if word not in known and not all(letter in ROMAN for letter in word):
                hint = explain.did_you_mean(word, sorted(known)) or "thêm vào abbreviations.yaml"
                yield document.problem(location, f"chữ viết tắt “{word}” chưa được giải thích", hint)


def _known_abbreviations(document: Document) -> set[str]:
    names = _mapping(_mapping(document.data).get("abbreviations"))
    return {word for name in names for word in re.findall(r"\w+", unicodedata.normalize("NFC", str(name)))}


def _check_totals(rubric: Rubric, documents: list[Document]) -> Iterator[Problem]:
    edition = documents[0]
    criteria = [criterion for section in rubric.sections for criterion in section.criteria]
    points = sum((criterion.points for criterion in criteria), Decimal())
    totals = rubric.edition.totals
    hint = "tìm dòng thiếu, thừa hoặc gõ nhầm; nếu các mục đã đúng thì sửa số kiểm soát"
    if len(criteria) != totals.criteria:
        message = f"số kiểm soát ghi {totals.criteria} tiêu chí, các mục có {len(criteria)}"
        yield edition.problem(("totals", "criteria"), message, hint)
    if points != totals.points:
        message = f"số kiểm soát ghi {_comma(totals.points)} điểm, các mục cộng lại được {_comma(points)}"
        yield edition.problem(("totals", "points"), message, hint)
    for section, document in zip(rubric.sections, documents[2:], strict=True):
        listed = sum((criterion.points for criterion in section.criteria), Decimal())
        if section.max_points and section.max_points < listed:
            whole = _comma(section.max_points)
            message = f"các tiêu chí cộng lại {_comma(listed)} điểm, nhiều hơn {whole} của lĩnh vực"
            yield document.problem(("max_points",), message, "kiểm tra điểm của từng tiêu chí")


def _comma(points: Decimal) -> str:
    return f"{points:.2f}".replace(".", ",")


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _entries(
    parent: object,
    location: Location,
    key: str = "items",
) -> Iterator[tuple[Location, Mapping[str, object]]]:
    """Yield the mappings in a list of `parent`, each with its location."""
    children = _mapping(parent).get(key)
    for number, child in enumerate(children if isinstance(children, list) else ()):
        if isinstance(child, dict):
            yield (*location, number), child


def _texts(value: object, location: Location = ()) -> Iterator[tuple[Location, str]]:
    """Yield every text at any depth, each with its location."""
    if isinstance(value, str):
        yield location, value
    elif isinstance(value, dict):
        for key, child in value.items():
            yield from _texts(child, (*location, key))
    elif isinstance(value, list):
        for number, child in enumerate(value):
            yield from _texts(child, (*location, number))


def _listed(texts: Texts, keys: Collection[str]) -> Iterator[tuple[Location, str]]:
    """Yield the texts that stand in a list under one of `keys`."""
    for location, text in texts:
        if isinstance(location[-1], int) and location[-2] in keys:
            yield location, text
