"""Names that stand for something else: units, legal documents, abbreviations; and titles that stand twice."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from rubric_site import explain
from rubric_site.check.data import Texts, cited, entries, listed, mapping, rows
from rubric_site.codes import ROMAN
from rubric_site.errors import Problem
from rubric_site.load import Document, Location

CITATIONS = ("references", "later_references", "framework")
"""Keys that hold a list of ids of legal documents."""

RELATIONS = ("replaces", "amends", "ends")
"""Keys of a legal document that hold ids of earlier ones."""

CAPITALS = re.compile(r"(?<![\w/.-])[A-ZĐ]{2,8}(?![\w/-])")
"""A word of capitals that stands alone: no part of a document's number such as 01/2018/TT-VPCP."""


def units(sections: Sequence[Document], document: Document | None, texts: Mapping[str, Texts]) -> Iterator[Problem]:
    """Yield units named twice, unknown, without criteria, and criteria without units.

    Args:
        sections: The documents of the sections.
        document: The edition's units.yaml; None where the body names no units.
        texts: The texts of every document by its path.
    """
    used = {word for section in sections for _, word in _used(texts[section.path])}
    known = [str(unit.get("id")) for _, unit in entries(document.data, (), "units")] if document else sorted(used)
    if document is None and used:
        path = Path(sections[0].path).with_name("units.yaml")
        hint = "chép từ một ấn bản khác rồi sửa lại; nếu bảng không ghi đơn vị thì bỏ các khóa units"
        yield Problem(str(path), 1, 1, "thiếu tệp này, mà các tiêu chí có ghi đơn vị phụ trách", hint)
    if document:
        yield from _twice(document)
        for location, unit in entries(document.data, (), "units"):
            if str(unit.get("id")) not in used:
                message = f"đơn vị `{unit.get('id')}` không phụ trách tiêu chí nào"
                yield document.problem((*location, "id"), message, "xóa đơn vị này hoặc ghi mã của nó ở tiêu chí")
    for section in sections:
        yield from _unknown(section, known, texts[section.path])
        yield from _repeated(section, listed(texts[section.path], ("units",)))
        yield from _leads(section)
        if document:
            yield from _without_units(section)


def _used(texts: Texts) -> Iterator[tuple[Location, str]]:
    yield from listed(texts, ("units",))
    yield from (found for found in texts if found[0][-1] == "lead")


def _twice(document: Document) -> Iterator[Problem]:
    for key in ("id", "name"):
        seen: set[str] = set()
        for location, unit in entries(document.data, (), "units"):
            value = unit.get(key)
            if isinstance(value, str) and value in seen:
                yield document.problem((*location, key), f"đơn vị “{value}” ghi hai lần", "xóa một dòng hoặc sửa lại")
            seen.add(str(value))


def _unknown(section: Document, known: Sequence[str], texts: Texts) -> Iterator[Problem]:
    for location, word in _used(texts):
        if word not in known:
            hint = explain.did_you_mean(word, known) or explain.choices(known)
            yield section.problem(location, f"không có đơn vị `{word}` trong units.yaml", hint)


def _leads(section: Document) -> Iterator[Problem]:
    for location, row in rows(section):
        named = row.get("units")
        if isinstance(row.get("lead"), str) and isinstance(named, list) and row["lead"] not in named:
            message = f"đơn vị chủ trì `{row['lead']}` không có trong danh sách units của tiêu chí"
            yield section.problem((*location, "lead"), message, "thêm mã này vào đầu danh sách units")


def _without_units(section: Document) -> Iterator[Problem]:
    for location, row in rows(section):
        if "criteria" not in row and not row.get("units"):
            hint = "thêm units nếu bảng gốc có ghi; nếu không, tiêu chí không có ở trang của đơn vị nào"
            yield section.warning((*location, "title"), "tiêu chí chưa có đơn vị phụ trách", hint)


def titles(sections: Sequence[Document]) -> Iterator[Problem]:
    """Yield a warning for each title that another row below the same parent has too."""
    for section in sections:
        seen: dict[tuple[Location, str], str] = {}
        for location, row in rows(section):
            title, code = row.get("title"), str(row.get("code"))
            if not isinstance(title, str):
                continue
            before = seen.setdefault((location[:-1], title), code)
            if before != code:
                hint = "xem lại dòng chép thừa; nếu bảng gốc ghi như vậy thì giữ nguyên"
                yield section.warning((*location, "title"), f"tên này trùng với dòng “{before}”", hint)


def references(document: Document, known: Document | None, texts: Texts) -> Iterator[Problem]:
    """Yield the ids of legal documents that references.yaml does not have, and those twice in a list."""
    ids = mapping(mapping(known.data).get("references")) if known else {}
    found = list(cited(texts, (*CITATIONS, *RELATIONS)))
    for location, word in (*found, *(text for text in texts if text[0][-1] == "reference")):
        if word not in ids:
            hint = explain.did_you_mean(word, ids) or "thêm văn bản này vào references.yaml"
            yield document.problem(location, f"không có văn bản `{word}` trong references.yaml", hint)
    yield from _repeated(document, found)


def _repeated(document: Document, words: Iterable[tuple[Location, str]]) -> Iterator[Problem]:
    seen: set[tuple[Location, str]] = set()
    for location, word in words:
        if (location[:-1], word) in seen:
            yield document.problem(location, f"`{word}` ghi hai lần trong một danh sách", "xóa một dòng")
        seen.add((location[:-1], word))


def abbreviations(document: Document, glossary: Document | None, texts: Texts) -> Iterator[Problem]:
    """Yield abbreviations that the glossary does not explain: a slip of the pen, or a gap for the reader."""
    if glossary is None:
        return
    known = _explained(glossary)
    for location, text in texts:
        if text.upper() == text:
            continue  # a title in capitals says nothing about its words
        for word in dict.fromkeys(CAPITALS.findall(text)):
            if word not in known and not all(letter in ROMAN for letter in word):
                hint = explain.did_you_mean(word, sorted(known)) or "thêm vào abbreviations.yaml"
                yield document.warning(location, f"chữ viết tắt “{word}” chưa được giải thích", hint)


def _explained(document: Document) -> set[str]:
    names = mapping(mapping(document.data).get("abbreviations"))
    return {word for name in names for word in re.findall(r"\w+", unicodedata.normalize("NFC", str(name)))}
