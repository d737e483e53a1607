"""The search's files: its scripts, and what can be found. What is a word and what ranks first, the scripts say.

The data are two files, as scripts so that they load without a server too: the places with their names, which a first
answer needs, and the notes, which are long and come second. The scripts are published without comments and blanks.
"""

import json
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from rjsmin import jsmin

from rubric_site import text
from rubric_site.model import Criterion
from rubric_site.packing import pack
from rubric_site.text import capital, score, sums, symbol
from rubric_site.views import Cited, Entry, Heading, SectionView, Site

FOLDER = "assets/search/"
SCRIPTS = Path(__file__).parent / "javascripts"
ENGINE = tuple(
    f"{name}.js"
    for name in ("unpack", "analyser", "postings", "collection", "rank", "read", "repair", "match", "show", "engine")
)
PUBLISHED = {
    "search.js": (*ENGINE, "worker.js"),
    "page.js": ("page.js",),
    "lookup.js": ("lookup.js",),
}
"""The scripts that the pages load, each with the files that it is put together from."""

CALLED: Mapping[str, str] = {
    "": "trang chủ, trang đầu, home, giới thiệu trang web, tổng số {criterion}, tổng {points}, tổng {points} cả bảng, "
    "bao nhiêu {criterion}",
    "linh-vuc/": "danh sách {section}, các mục, {points} từng {section}, cơ cấu {points}, mục lục bộ {criterion}, "
    "mục nào nhiều {points} nhất, {section} nhiều {points}, có mấy {section}",
    "don-vi/": "danh sách {unit}, phân công {unit}, {unit} nào làm gì, bảng phân công, các phòng ban, "
    "phòng nào phụ trách gì, các {unit} phụ trách",
    "tra-cuu/": "lọc {criterion}, lọc theo {unit}, bảng tổng hợp, tất cả {criterion}, danh sách {criterion}, toàn bộ "
    "{criterion}, tìm nâng cao, bảng {criterion}, sắp xếp theo {points}, lọc theo {points}, lookup, "
    "filter, lọc theo phòng, tìm kiếm {criterion}, xem hết {criterion}, {criterion} mấy {points}, "
    "lọc theo {section}, liệt kê {criterion}",
    "can-cu/": "danh mục văn bản, danh sách văn bản, văn bản pháp luật, cơ sở pháp lý, luật và nghị định, văn bản "
    "viện dẫn, văn bản còn hiệu lực, văn bản thay thế, tra văn bản, legal basis, "
    "hết hiệu lực, văn bản nào thay, danh mục căn cứ, đã bị thay thế",
    "tu-viet-tat/": "từ viết tắt, danh sách chữ viết tắt, giải nghĩa viết tắt, bảng viết tắt, glossary, thuật ngữ",
    "nguon/": "nguồn dữ liệu, bảng gốc, biểu gốc, nguồn gốc bộ {criterion}, lấy từ đâu, đã kiểm chứng, giấy phép, "
    "bản quyền, liên hệ, độ chính xác, thông tin có đúng không, bối cảnh, source, số liệu "
    "lấy ở đâu, có tin được không, có chính thống không, nguồn số liệu",
    "ky-cham/": "quy trình chấm, kỳ chấm {points}, ai chấm, chấm {points} thế nào, lịch chấm, các bước chấm, tự chấm, "
    "ai thẩm định, thẩm định {points}, điều tra xã hội học, lấy ý kiến khi chấm, phiếu khảo sát, chấm lại, scoring, "
    "khảo sát để chấm, công bố kết quả chấm, bao giờ chấm, kết quả tự chấm, bao giờ công bố",
    "hoi-dap/": "câu hỏi thường gặp, thắc mắc, hỏi và đáp, faq, vì sao thiếu số, sao không thấy mục, {points} không "
    "khớp, còn dùng không, ai làm chính, giải đáp thắc mắc, nhảy số, câu hỏi hay gặp",
    "lich/": "lịch thời hạn, lịch nộp, lịch báo cáo, hạn theo tháng, mốc thời gian, lịch năm, nhắc việc, việc phải làm "
    "trong tháng, deadline, calendar, ics, thêm vào điện thoại, outlook, sắp đến hạn, tháng này làm gì, mốc thời hạn, "
    "lịch công việc, đến hạn nộp",
    "ra-soat/": "phiếu rà soát ghi chú, ghi chú chưa kiểm chứng, kiểm tra ghi chú, góp ý ghi chú, ký xác nhận ghi chú, "
    "ghi chú chưa chắc, góp ý nội dung, xác nhận nội dung, ghi chú còn ngờ",
    "tai-ve/": "tải xuống, tải file, tải tệp, download, tải excel, file excel, file word, file pdf, tải pdf, xuất "
    "excel, xuất file, bảng tự chấm {points}, mẫu tự chấm, dữ liệu mở, csv, json, bản in sẵn, bản ngoại "
    "tuyến, dùng khi không có mạng, offline, usb, phiếu tự đánh giá, mất mạng, lưu về máy, bản pdf, tải bộ {criterion}",
}
"""What people call an edition's pages about all of it, by their address: they look for what a page is good for."""

GUIDES: Mapping[str, str] = {
    "huong-dan/": "hướng dẫn sử dụng, cách sử dụng, cách dùng trang web, cách tìm kiếm, cách in, in ra giấy, in phiếu, "
    "phím tắt, nền tối, chế độ tối, chữ to, trợ giúp, giúp đỡ, help, cách đọc {criterion}, dùng trên điện thoại, "
    "nền đen, giao diện tối, dark mode, phóng to chữ, hướng dẫn tra cứu",
    "cap-nhat/": "cách sửa nội dung, sửa nội dung, chỉnh sửa, thêm năm mới, nhập bảng, import word, cách cập nhật, bắt "
    "đầu ấn bản mới, dùng cho cơ quan khác, thêm {criterion}, sửa {points}, sửa sai sót, quản trị nội "
    "dung, nhập từ word, thêm văn bản, làm bộ {criterion}, bổ sung {criterion}, "
    "cập nhật ghi chú, sang năm mới",
    "cap-nhat/truong/": "khóa yaml, cấu trúc tệp, các trường dữ liệu, schema, yaml",
    "cap-nhat/loi/": "báo lỗi, thông báo lỗi, lỗi yaml, sửa lỗi, lỗi khi cập nhật",
    "an-ban/": "các năm, năm trước, bộ {criterion} năm trước, phiên bản cũ, ấn bản cũ, so sánh các năm, bản cũ, "
    "danh sách ấn bản",
    "thay-doi/": "khác gì năm trước, {criterion} mới, {criterion} bị bỏ, {points} thay đổi, so với năm trước, điểm mới",
}
"""The same for the pages that all editions share."""

Place = dict[str, Any]
"""Something to be found: its kind, title and address, a line about it; code, other names, units, its parent's index.

What has a parent has its address in that one's page, at the anchor of its code.
"""

Lines = dict[str, list[str | int]]
"""What is said of a place, by the part of its note; a number is the index of a document that is cited."""


def files(site: Site, pages: Mapping[str, tuple[str, str]] = MappingProxyType({})) -> dict[str, bytes]:
    """Return the files of an edition's search by their path in its folder; the scripts are the newest's alone.

    Args:
        site: The edition.
        pages: Title and description of the edition's pages about all of it, by their address.
    """
    nouns = ("section", "group", "criterion", *(["unit"] if site.units else []))
    kinds = {name: capital(getattr(site.terms, name)) for name in nouns}
    places, lines = zip(*_places(site), *_pages(site, pages, kinds.values()), strict=True)
    data = {
        "kinds": kinds | {"document": "Văn bản", "page": "Trang", "question": "Hỏi đáp"},
        "called": {url: _called(site, words) for url, words in GUIDES.items()},
        "thesaurus": site.rubric.thesaurus,
        "abbreviations": {name: entry.meaning for name, entry in site.rubric.abbreviations.items()},
        "units": {unit.id: [unit.name, unit.full_name] for unit in site.rubric.units},
        "places": places,
    }
    documents = [_document(cited) for cited in site.cited.values()]
    words, (first, later, *packed) = pack(data, documents, *lines)
    return (_scripts() if site.is_newest else {}) | {
        f"{FOLDER}places.js": _script("searchPlaces", {"words": words, "data": first}),
        f"{FOLDER}notes.js": _script("searchNotes", {"documents": later, "lines": packed}),
    }


@cache
def _scripts() -> dict[str, bytes]:
    texts = {
        name: "\n".join((SCRIPTS / source).read_text(encoding="utf-8") for source in sources)
        for name, sources in PUBLISHED.items()
    }
    return {f"{FOLDER}{name}": f"{jsmin(text)}\n".encode() for name, text in texts.items()}


def _script(name: str, data: object) -> bytes:
    return f"self.{name} = {json.dumps(data, ensure_ascii=False, separators=(',', ':'))};\n".encode()


def _document(cited: Cited) -> tuple[str, ...]:
    """Return a document's name and id, then its title where it is named by a number."""
    return symbol(cited.reference), cited.id, *([cited.reference.title] if cited.reference.number else [])


def _places(site: Site) -> Iterator[tuple[Place, Lines]]:
    """Yield units, sections, groups and criteria with what is said of each."""
    documents = {name: index for index, name in enumerate(site.cited)}
    for unit in site.units:
        place: Place = {"kind": "unit", "title": unit.unit.full_name, "also": [unit.unit.name], "url": unit.url}
        yield (
            place | _keywords(unit.unit.keywords) | {"about": sums(site, unit)},
            {"note": [unit.unit.note]} if unit.unit.note else {},
        )
    index = len(site.units)
    for section in site.sections:
        for place, lines in _section(site, section, index, documents):
            yield place, lines
            index += 1


def _pages(site: Site, pages: Mapping[str, tuple[str, str]], kinds: Collection[str]) -> Iterator[tuple[Place, Lines]]:
    for url, (title, about) in pages.items():
        words = _called(site, CALLED.get(url, "")) if url in CALLED else ()
        name = f"Các {title.lower()}" if title in kinds else title  # a page's own name is a word of half the rubric
        yield {"kind": "page", "title": name, "url": url, "about": about} | _keywords(words), {}
    for number, one in enumerate(site.edition.questions, 1):
        url = f"hoi-dap/#cau-{number}"
        yield {"kind": "question", "title": one.question, "url": url, "about": "Hỏi đáp"}, {"answer": list(one.answer)}


def _section(site: Site, view: SectionView, index: int, documents: Mapping[str, int]) -> Iterator[tuple[Place, Lines]]:
    section = view.section
    place: Place = {
        "kind": "section",
        "code": section.code,
        "title": section.label,
        "also": [section.title],
        "url": view.url,
    }
    place |= {"about": sums(site, view)}
    yield place | _keywords(section.keywords), {"note": [section.note]} if section.note else {}
    parents = {section.code: index}
    for line in (line for block in view.blocks for line in block):
        index += 1
        if isinstance(line, Heading):
            parents[line.group.code] = index
            yield _group(view, line, parents[line.group.parent]), {}
        else:
            parent = parents[line.group.code if line.group else section.code]
            yield _criterion(site, view, line, parent), _lines(site, line.criterion, documents)


def _group(view: SectionView, line: Heading, parent: int) -> Place:
    group = line.group
    place: Place = {"kind": "group", "code": group.code, "title": group.title}
    place |= {"units": group.group.units, "parent": parent}
    return place | _keywords(group.group.keywords) | {"about": view.section.label}


def _criterion(site: Site, view: SectionView, entry: Entry, parent: int) -> Place:
    place: Place = {"kind": "criterion", "code": entry.code, "title": entry.criterion.title}
    about = [view.section.label, ", ".join(unit.name for unit in entry.units)]
    about += [f"{score(entry.criterion)} {site.terms.points}"] if entry.points is not None else []
    return (
        place
        | _keywords(entry.criterion.keywords)
        | {
            "units": entry.criterion.units,
            "parent": parent,
            "about": " · ".join(filter(None, about)),
        }
    )


def _called(site: Site, words: str) -> tuple[str, ...]:
    """Return words with the body's own nouns; without those for what it has not."""
    missing = ("{points}",) * (not site.has_points) + ("{unit}",) * (not site.units)
    said = (word for word in words.split(", ") if not any(noun in word for noun in missing))
    return tuple(word.format_map(site.terms.model_dump()) for word in said)


def _keywords(words: tuple[str, ...]) -> Place:
    return {"keywords": words} if words else {}


def _lines(site: Site, criterion: Criterion, documents: Mapping[str, int]) -> Lines:
    """Return what scale and note say, part by part; that a document was seen, or how sure it is, nobody looks for."""
    lines: Lines = {"scale": [row.condition for row in criterion.scale]}
    if note := criterion.guidance:
        lines |= {"what": [note.what], "actions": [action.text for action in note.actions]}
        lines |= {"evidence": list(note.evidence), "pitfalls": list(note.pitfalls)}
        lines["deadlines"] = [deadline.text for deadline in note.deadlines]
        lines["references"] = [*_cited(site, criterion, documents)]
        if note.related_measure:
            lines["measure"] = [note.related_measure.text, documents[note.related_measure.reference]]
    return {part: some for part, some in lines.items() if some}


def _cited(site: Site, criterion: Criterion, documents: Mapping[str, int]) -> Iterator[str | int]:
    """Yield where a note cites documents, then these themselves."""
    note = criterion.guidance
    if note is None:
        return
    yield from (text.place(one, site.rubric.references[one.id]) for one in note.references if one.at)
    cited = [citation.id for citation in (*note.references, *site.later(criterion))]
    cited += [deadline.reference for deadline in note.deadlines]
    yield from (documents[name] for name in dict.fromkeys(cited))
