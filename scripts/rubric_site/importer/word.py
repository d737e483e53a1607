"""Read a Word file: its paragraphs and tables in order, with merged cells, automatic numbers and tracked changes."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn

from rubric_site.importer.lines import Cell, Found, GridRow, Line, add_grid, unreadable
from rubric_site.importer.numbering import Numbering

Element = Any
"""An element of the document's XML, as python-docx parsed it."""

UNREAD = {qn("w:del"), qn("w:moveFrom"), qn("w:pPr"), qn("w:rPr"), qn("w:txbxContent"), qn("w:tbl")}
UNREAD.add("{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
SIGNS = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}


def read(path: Path) -> Found:
    """Return the lines of a Word file.

    Args:
        path: A .docx file.

    Raises:
        ValueError: If the file is no Word file.
    """
    try:
        document = docx.Document(str(path))
    except Exception as error:  # python-docx lets through what zipfile and lxml raise, each of its own kind
        raise unreadable(".docx", "Word") from error
    return _Reader(document).found


class _Reader:
    """Walks through the body once."""

    def __init__(self, document: Any) -> None:  # noqa: ANN401 - the document's class has no public name
        self.found = Found()
        self.numbers = Numbering(document)
        self.tables = 0
        self.paragraphs = 0
        body = document.element.body
        self._say_once(body)
        self._blocks(body)

    def _say_once(self, body: Element) -> None:
        """Note what concerns the whole document."""
        if next(body.iter(qn("w:ins"), qn("w:del"), qn("w:moveFrom")), None) is not None:
            self.found.note("cả tệp", "có sửa đổi chưa chấp nhận (Track Changes); đọc theo bản sau khi sửa")
        fonts = {font.get(qn("w:ascii"), "") for font in body.iter(qn("w:rFonts"))}
        if any(name.startswith((".Vn", "VNI-")) for name in fonts):
            self.found.note("cả tệp", "có phông chữ cũ (.VnTime, VNI); chữ có thể sai, cần chuyển sang Unicode trước")
        for box in body.iter(qn("w:txbxContent")):
            text = " ".join(part.text or "" for part in box.iter(qn("w:t")))
            if text.strip() and not any("Fallback" in str(parent.tag) for parent in box.iterancestors()):
                self.found.note("cả tệp", f"khung chữ (text box), không lấy: “{text.strip()}”")

    def _blocks(self, parent: Element) -> None:
        for child in parent:
            if child.tag == qn("w:p"):
                self._paragraph(child)
            elif child.tag == qn("w:tbl"):
                self._table(child)
            elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml")):
                self._blocks(child)

    def _paragraph(self, paragraph: Element) -> None:
        self.paragraphs += 1
        place = f"đoạn {self.paragraphs}"
        parts = self.found.cell(self._text(paragraph, place), place).paragraphs
        self.found.lines += [Line((part,), place) for part in parts] or [Line(("",), place)]

    def _table(self, table: Element) -> None:
        self.tables += 1
        number = self.tables
        rows, nested = [], []
        for at, row in enumerate(_children(table, qn("w:tr")), 1):
            place = f"bảng {number}, hàng {at}"
            if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None:
                text = " ".join(part.text or "" for part in row.iter(qn("w:t"), qn("w:delText")))
                self.found.note(place, f"hàng đã xóa trong Track Changes; không lấy: “{text}”")
                continue
            rows.append(GridRow(tuple(self._cells(row, place)), place))
            nested += [inner for part in _children(row, qn("w:tc")) for inner in _children(part, qn("w:tbl"))]
        add_grid(rows, self.found)
        for inner in nested:
            self.found.note(f"bảng {number}", f"bảng nằm trong ô; đọc tiếp như bảng {self.tables + 1}")
            self._table(inner)

    def _cells(self, row: Element, place: str) -> Iterator[Cell]:
        yield from [Cell()] * _number(row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}"), 0)
        for part in _children(row, qn("w:tc")):
            merged = part.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            above = merged is not None and merged.get(qn("w:val"), "continue") == "continue"
            texts = [] if above else [self._text(paragraph, place) for paragraph in _children(part, qn("w:p"))]
            yield self.found.cell("\n".join(texts), place, above=above)
            yield from [Cell(above=above)] * (_number(part.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}"), 1) - 1)

    def _text(self, paragraph: Element, place: str) -> str:
        text = "".join(self._pieces(paragraph, place))
        label = self.numbers.label(paragraph)
        if label and label.strip("-") and not text.strip():
            self.found.note(place, f"số tự động của Word; đọc là “{label}”")
        return f"{label} {text}" if label and (text.strip() or label != "-") else text

    def _pieces(self, element: Element, place: str) -> Iterator[str]:
        for child in element:
            if child.tag in UNREAD:
                continue
            if child.tag == qn("w:r") and not self._is_seen(child, place):
                continue
            if child.tag == qn("w:t"):
                yield child.text or ""
            elif child.tag == qn("w:sym"):
                yield chr(int(child.get(qn("w:char"), "F0B7"), 16))
            elif child.tag in SIGNS:
                yield SIGNS[child.tag]
            else:
                yield from self._pieces(child, place)

    def _is_seen(self, run: Element, place: str) -> bool:
        """Return whether a run is printed; say what is hidden or struck through."""
        properties = run.find(qn("w:rPr"))
        text = "".join(part.text or "" for part in run.iter(qn("w:t"))).strip()
        if properties is None or not text:
            return True
        if _is_on(properties.find(qn("w:vanish"))):
            self.found.note(place, f"chữ ẩn, không lấy: “{text}”")
            return False
        if _is_on(properties.find(qn("w:strike"))):
            self.found.struck(text, place)
        return True


def _children(parent: Element, tag: str) -> Iterator[Element]:
    """Yield the children with a tag, those in content controls and insertions too."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:moveTo"), qn("w:customXml")):
            yield from _children(child, tag)


def _number(element: Element | None, default: int) -> int:
    value = "" if element is None else element.get(qn("w:val"), "")
    return int(value) if value.isdigit() else default


def _is_on(element: Element | None) -> bool:
    return element is not None and element.get(qn("w:val"), "true") not in ("false", "0", "none")
