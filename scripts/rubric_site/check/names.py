"""Names that stand for something else: units, legal documents, abbreviations; and titles that stand twice."""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from rubric_site import explain, files, identity
from rubric_site.check import alike
from rubric_site.check.data import Texts, cited, entries, listed, mapping, rows, texts
from rubric_site.codes import ROMAN
from rubric_site.errors import Problem
from rubric_site.load import Document, Location
from rubric_site.model import LONGEST, SLUG

CITATIONS = ("references", "later_references", "framework")
"""Keys that hold a list of ids of legal documents."""

RELATIONS = ("replaces", "amends", "ends")
"""Keys of a legal document that hold ids of earlier ones."""

CAPITALS = re.compile(r"(?<![\w/.-])[A-ZĐ]{2,8}(?![\w/-])")
"""A word of capitals that stands alone: no part of a document's number such as 01/2018/TT-VPCP."""


def units(sections: Sequence[Document], document: Document | None, *, whole: bool) -> Iterator[Problem]:
    """Yield units named twice, unknown, without criteria, and criteria without units.

    Args:
        sections: The documents of the sections.
        document: The edition's units.yaml; None where the body names no units.
        whole: Whether every file could be read, so that what is not there is missing.
    """
    used = {word for section in sections for _, word in _used(texts(section.data))}
    listed_units = list(entries(document.data, (), "units")) if document else []
    known = [word for _, unit in listed_units if isinstance(word := unit.get("id"), str)] if document else sorted(used)
    whole = whole and (document is None or _are_sound(known, len(listed_units)))
    if document is None and used:
        path = Path(sections[0].path).with_name("units.yaml")
        hint = f"{files.COPIED}; nếu bảng không ghi đơn vị thì bỏ các khóa units"
        yield Problem(str(path), 1, 1, "thiếu tệp này, mà các tiêu chí có ghi đơn vị phụ trách", hint)
    if document:
        yield from _twice(document)
        yield from _reserved(document)
        for location, unit in listed_units if whole else ():
            if unit["id"] not in used:
                message = f"đơn vị `{unit['id']}` không phụ trách tiêu chí nào"
                yield document.problem((*location, "id"), message, "xóa đơn vị này hoặc ghi mã của nó ở tiêu chí")
    for section in sections:
        found = texts(section.data)
        yield from _unknown(section, known, found) if whole else ()
        yield from _repeated(section, listed(found, ("units",)))
        yield from _leads(section)
        if document and section.part:
            yield from _without_units(section)


def _are_sound(ids: Sequence[str], count: int) -> bool:
    """Return whether every unit has an id of its own: else that has been said, and what names units would follow."""
    sound = {
        word for word in ids if re.fullmatch(SLUG, word) and len(word) <= LONGEST and word not in identity.RESERVED
    }
    return len(sound) == count > 0


def _used(found: Texts) -> Iterator[tuple[Location, str]]:
    yield from listed(found, ("units",))
    yield from (one for one in found if one[0][-1] == "lead")


def _twice(document: Document) -> Iterator[Problem]:
    """Yield ids and names that stand twice; of full names it is a question: a table may have two names for a unit."""
    for key in ("id", "name", "full_name"):
        seen: dict[str, str] = {}
        unmarked: dict[str, str] = {}
        for location, unit in entries(document.data, (), "units"):
            value = unit.get(key)
            if not isinstance(value, str):
                continue
            before = seen.get(alike.same(value))
            like = before or unmarked.get(alike.unmarked(value))
            if like:
                said = document.problem((*location, key), *(_again(value) if like == value else _nearly(value, like)))
                yield replace(said, warning=key == "full_name" or not before)
            seen.setdefault(alike.same(value), value)
            unmarked.setdefault(alike.unmarked(value), value)


def _again(name: str) -> tuple[str, str]:
    message = f"đơn vị “{name}” ghi hai lần"
    return message, "xóa một dòng hoặc sửa lại"


def _nearly(name: str, other: str) -> tuple[str, str]:
    message = f"“{name}” và “{other}” chỉ khác nhau ở chữ hoa, dấu hoặc dấu cách"
    return message, "nếu là một thì viết cho giống nhau"


def _reserved(document: Document) -> Iterator[Problem]:
    for location, unit in entries(document.data, (), "units"):
        if str(unit.get("id")) in identity.RESERVED:
            message = f"mã “{unit['id']}” là tên dành riêng, không làm địa chỉ trang được"
            yield document.problem((*location, "id"), message, "đặt mã khác, dài hơn")


def _unknown(section: Document, known: Sequence[str], found: Texts) -> Iterator[Problem]:
    named = [(location, word) for location, word in _used(found) if re.fullmatch(SLUG, word)]
    for location, word, more in _lacking(named, known):
        hint = explain.did_you_mean(word, known) or explain.choices(known)
        yield section.problem(location, f"không có đơn vị `{word}` trong units.yaml", f"{hint}{more}")


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
            before = seen.setdefault((location[:-1], alike.same(title)), code)
            if before != code:
                hint = "xem lại dòng chép thừa; nếu bảng gốc ghi như vậy thì giữ nguyên"
                yield section.warning((*location, "title"), f"tên này trùng với dòng “{before}”", hint)


def references(document: Document, known: Document | None, said: Texts) -> Iterator[Problem]:
    """Yield the ids of legal documents that references.yaml does not have, and those twice in a list.

    Args:
        document: The file.
        known: `references.yaml`, or None where there is none: that is told once, not for each id.
        said: The texts of the file, each with its location.
    """
    found = list(cited(said, (*CITATIONS, *RELATIONS)))
    shared = mapping(known.data) if known else {}
    if "references" in shared:
        ids = mapping(shared["references"])
        for location, word, more in _lacking([*found, *_referred(said)], ids):
            hint = explain.did_you_mean(word, ids) or "thêm văn bản này vào references.yaml"
            yield document.problem(location, f"không có văn bản `{word}` trong references.yaml", f"{hint}{more}")
    yield from _repeated(document, found)
    yield from _in_both(document, found)


def _referred(said: Texts) -> Iterator[tuple[Location, str]]:
    return (one for one in said if one[0][-1] == "reference")


def missing(folder: Path, documents: Sequence[Document]) -> Iterator[Problem]:
    """Yield that there is no references.yaml, where something is cited: once, not at each place that cites.

    Args:
        folder: The rubric's folder.
        documents: All documents of all editions.
    """
    said = (texts(document.data) for document in documents)
    count = sum(1 for found in said for _ in (*cited(found, CITATIONS), *_referred(found)))
    if count:
        message = f"thiếu tệp này, mà có {count} chỗ viện dẫn văn bản"
        yield Problem(str(folder / "references.yaml"), 1, 1, message, "đặt lại tệp này, hoặc xóa các chỗ viện dẫn")


def _in_both(document: Document, found: Texts) -> Iterator[Problem]:
    """Yield the documents that a note calls its basis and a later one at once."""
    basis = {(location[:-2], word) for location, word in found if location[-2] == "references"}
    for location, word in found:
        if location[-2] == "later_references" and (location[:-2], word) in basis:
            message = f"`{word}` có cả ở references và later_references"
            yield document.problem(location, message, "giữ một chỗ: văn bản căn cứ, hoặc văn bản ra sau")


def _lacking(found: Texts, known: Collection[str]) -> Iterator[tuple[Location, str, str]]:
    """Yield each name that is not known once a file, where it stands first, and in how many more places: one slip."""
    counts = Counter(word for _, word in found if word not in known)
    firsts: dict[str, Location] = {}
    for location, word in found:
        firsts.setdefault(word, location)
    for word, count in counts.items():
        yield firsts[word], word, f"; tệp này còn {count - 1} chỗ khác như thế" if count > 1 else ""


def _repeated(document: Document, words: Iterable[tuple[Location, str]]) -> Iterator[Problem]:
    seen: set[tuple[Location, str]] = set()
    for location, word in words:
        if (location[:-1], word) in seen:
            yield document.problem(location, f"`{word}` ghi hai lần trong một danh sách", "xóa một dòng")
        seen.add((location[:-1], word))


def abbreviations(document: Document, glossary: Document | None, said: Texts) -> Iterator[Problem]:
    """Yield abbreviations that the glossary does not explain: a slip of the pen, or a gap for the reader.

    Args:
        document: The file.
        glossary: `abbreviations.yaml`; a rubric without one explains none.
        said: The texts of the file, each with its location.
    """
    if glossary is None or "abbreviations" not in mapping(glossary.data):
        return
    known = _explained(glossary)
    for location, text in said:
        if text.upper() == text or "keywords" in location or location[:1] == ("licence",):
            continue  # a title in capitals says nothing about its words, keywords are typed, and licences have names
        for word in dict.fromkeys(CAPITALS.findall(text)):
            if word not in known and not all(letter in ROMAN for letter in word):
                hint = explain.did_you_mean(word, sorted(known)) or "thêm vào abbreviations.yaml"
                yield document.warning(location, f"chữ viết tắt “{word}” chưa được giải thích", hint)


def glossary(document: Document) -> Iterator[Problem]:
    """Yield abbreviations that stand twice, written with other capitals."""
    seen: dict[str, str] = {}
    for name in mapping(mapping(document.data).get("abbreviations")):
        if before := seen.get(alike.same(name)):
            yield document.problem(("abbreviations", name), *_nearly(name, before), key=True)
        seen.setdefault(alike.same(name), name)


def _explained(document: Document) -> set[str]:
    names = mapping(mapping(document.data).get("abbreviations"))
    return {word for name in names for word in re.findall(r"\w+", unicodedata.normalize("NFC", str(name)))}
