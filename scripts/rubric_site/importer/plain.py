"""Read a text: pasted from Word or Excel with tabs, comma-separated, drawn with bars, or of a PDF with spaces alone."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from rubric_site import source_table
from rubric_site.importer import spaced
from rubric_site.importer.lines import Found, GridRow, Line, add_grid

QUOTED = re.compile(r'(?:(?<=\t)|^)"((?:[^"\t]|"")*\n(?:[^"\t]|"")*)"(?=\t|\n|\Z)', re.MULTILINE)
"""A cell with a line break in it, as Excel puts it on the clipboard."""

DELIMITERS = ";,\t|"


def read(path: Path) -> Found:
    """Return the lines of a text file, whatever stands between its cells.

    Args:
        path: A .txt, .tsv or .csv file, or any other that holds text.

    Raises:
        ValueError: If the file holds no text.
    """
    found = Found()
    text = _decoded(path.read_bytes(), found)
    ways = (_tabbed, _barred, spaced.read, _comma_separated)
    for reads in reversed(ways) if path.suffix.lower() == ".csv" else ways:
        if reads(text, found):
            return found
    found.lines += [Line((found.clean(line, f"dòng {at}"),), f"dòng {at}") for at, line in _numbered(text)]
    return found


def _decoded(data: bytes, found: Found) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", "replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1258", "replace")
            found.note("cả tệp", "không phải UTF-8; đọc theo bảng mã tiếng Việt của Windows (1258), cần xem lại chữ")
    if "\0" in text:
        raise ValueError("không phải tệp chữ; mở bằng chương trình của nó rồi lưu dạng .docx, .xlsx hoặc .txt")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _numbered(text: str) -> Iterator[tuple[int, str]]:
    lines = text.split("\n")
    if lines and not lines[-1]:
        lines.pop()
    yield from enumerate(lines, 1)


def _tabbed(text: str, found: Found) -> bool:
    """Take a text with tabs as it is; a cell with line breaks in quotes becomes one line."""
    rows = [line for line in text.split("\n") if "\t" in line]
    if len(rows) < 2:  # noqa: PLR2004 - one line is no table
        return False
    whole = QUOTED.sub(lambda match: match[1].replace('""', '"').replace("\n", "\v"), text)
    number = 1
    for _, line in _numbered(whole):
        place = f"dòng {number}"
        if "\v" in line:
            found.note(place, "ô có nhiều dòng trong ngoặc kép; nối lại thành một hàng")
            parts = tuple(found.cell(part.replace("\v", "\n"), place) for part in line.split("\t"))
            add_grid([GridRow(parts, place)], found)
        else:
            found.lines.append(Line(tuple(found.clean(part, place) for part in line.split("\t")), place))
        number += 1 + line.count("\v")
    return True


def _barred(text: str, found: Found) -> bool:
    """Take a table drawn with bars, as Markdown does it."""
    rows = [line for _, line in _numbered(text) if line.strip().startswith("|")]
    if len(rows) < 2:  # noqa: PLR2004 - one line is no table
        return False
    for number, line in _numbered(text):
        cells = (
            [part.strip() for part in line.strip().strip("|").split("|")] if line.strip().startswith("|") else [line]
        )
        if not all(re.fullmatch(r":?-{2,}:?|", part) for part in cells) or cells == [""]:
            place = f"dòng {number}"
            found.lines.append(Line(tuple(found.clean(part, place) for part in cells), place))
    return True


def _comma_separated(text: str, found: Found) -> bool:
    """Take a comma-separated text, whatever the mark is that stands for the comma."""
    best: list[tuple[int, list[str]]] = []
    for mark in DELIMITERS:
        rows = list(_csv_rows(text, mark))
        if any(source_table.columns([source_table.clean(part) for part in row]) for _, row in rows):
            best = rows
            break
    if not best:
        return False
    places = [(f"dòng {number}", row) for number, row in best]
    add_grid([GridRow(tuple(found.cell(part, place) for part in row), place) for place, row in places], found)
    return True


def _csv_rows(text: str, mark: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text), delimiter=mark)
    number = 1
    for row in reader:
        yield number, row or [""]
        number = reader.line_num + 1
