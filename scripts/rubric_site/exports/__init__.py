"""The downloads: PDF, Excel, CSV and JSON, made from the same views as the pages.

Typesetting costs more than all else that the generator does, so a file is made again only when its input has changed:
the data that goes into it, this package with its fonts, or a library. What the files were made from is written down
beside them, and a file is kept only while it is still exactly what was made.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from rubric_site import agenda
from rubric_site.exports import dates, open_data, paper, preview, table
from rubric_site.exports.open_data import COLUMNS, keys
from rubric_site.views import Site

__all__ = ["COLUMNS", "OFFLINE", "build", "keys"]

FOLDER = "tai-ve/"
RECORD = f"{FOLDER}.inputs"
"""From which input each file was made, and what came out; with a dot in front it is not published."""

PREVIEW = "assets/images/preview.png"
"""The picture that goes with a link to the site; nobody downloads it by hand."""

OFFLINE = f"{FOLDER}trang-web.zip"
"""The whole site for use without a network: made of the built pages, so only a run that is given it offers it."""

PACKAGE = Path(__file__).parent
MODEL = PACKAGE.parent / "model.py"
"""What the JSON Schema is made of; all else that the files say comes in as data."""

LIBRARIES = ("typst", "xlsxwriter", "pydantic", "icalendar")


@dataclass(frozen=True)
class Download:
    """One file to be.

    Attributes:
        path: Where it stands below the docs folder.
        data: All that is said in it; equal data give equal files.
        make: What makes the file of the data.
    """

    path: str
    data: bytes
    make: Callable[[bytes], bytes]


def build(site: Site, old: Callable[[str], bytes | None]) -> dict[str, bytes]:
    """Return every download of an edition by its path below the docs folder, and the record of what they came from.

    Args:
        site: The edition.
        old: Gives the content of a file that an earlier run has written, or None.
    """
    known = _known(old(RECORD))
    stamp = _stamp()
    files: dict[str, bytes] = {}
    record: dict[str, list[str]] = {}
    for download in _downloads(site):
        source = _digest(stamp, download.path.encode(), download.data)
        content = old(download.path) or b""
        if known.get(download.path) != [source, _digest(content)]:
            content = download.make(download.data)
        files[download.path] = content
        record[download.path] = [source, _digest(content)]
    return files | {RECORD: json.dumps(record, indent=1).encode()}


def _downloads(site: Site) -> Iterator[Download]:
    yield _download("tieu-chi.json", open_data.as_json(site), bytes)
    yield _download("schema.json", b"", lambda _: open_data.schema())
    yield _download("tieu-chi.csv", open_data.as_csv(site), bytes)
    yield _download("tieu-chi.xlsx", _json(table.whole_table(site)), _workbook)
    if agenda.events(site, *site.entries):
        yield _download("lich.ics", _json(dates.calendar(site, site.name, site.entries)), dates.write)
    for unit in site.units:
        if agenda.events(site, *unit.entries):
            name = f"{unit.unit.full_name}: {site.name}"
            yield Download(unit.ics, _json(dates.calendar(site, name, unit.entries)), dates.write)
        yield Download(unit.xlsx, _json(table.unit_table(site, unit)), _workbook)
        yield Download(unit.pdf, _json(paper.unit_sheet(site, unit)), _typeset)
    for section in site.sections:
        yield Download(section.pdf, _json(paper.section_document(site, section)), _typeset)
    yield _download("toan-bo.pdf", _json(paper.whole_document(site)), _typeset)
    yield Download(PREVIEW, _json(preview.content(site)), _draw)


def _download(name: str, data: bytes, make: Callable[[bytes], bytes]) -> Download:
    return Download(f"{FOLDER}{name}", data, make)


def _json(data: dict[str, Any]) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode()


def _typeset(data: bytes) -> bytes:
    from rubric_site.exports import pdf  # noqa: PLC0415 - a run that has nothing to typeset need not load Typst

    return pdf.typeset(data)


def _draw(data: bytes) -> bytes:
    from rubric_site.exports import pdf  # noqa: PLC0415 - the same

    return pdf.draw(data)


def _workbook(data: bytes) -> bytes:
    from rubric_site.exports import workbook  # noqa: PLC0415 - the same for XlsxWriter

    return workbook.workbook(data)


def _known(record: bytes | None) -> dict[str, object]:
    """Return what an earlier run wrote down; nothing where that cannot be read, so that all is made again."""
    try:
        known = json.loads(record or b"{}")
    except ValueError:
        return {}
    return known if isinstance(known, dict) else {}


def _stamp() -> bytes:
    """Return what tells this state of the package, its fonts and the libraries from any other."""
    files = [MODEL, *sorted(path for path in PACKAGE.rglob("*") if path.is_file() and path.suffix != ".pyc")]
    versions = [f"{library} {version(library)}" for library in LIBRARIES]
    return _digest(*(path.read_bytes() for path in files), *(text.encode() for text in versions)).encode()


def _digest(*parts: bytes) -> str:
    """Return a digest of some parts, told apart by their lengths."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(f"{len(part)}\n".encode())
        digest.update(part)
    return digest.hexdigest()
