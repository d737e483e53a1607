"""Which downloads there are, and which of them have to be made again.

Typesetting costs more than all else that the generator does, so a file is made again only when its input has changed:
the data that goes into it, this package with its fonts, or a library. What the files were made from is written down
beside them, and a file is kept only while it is still exactly what was made.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rubric_site import addresses, agenda, record
from rubric_site.exports import dates, metadata, open_data, paper, preview, table
from rubric_site.record import Old, Record
from rubric_site.views import Site, UnitView

RECORD = f"{addresses.DOWNLOADS}.inputs"
"""From which input each file was made, and what came out; with a dot in front it is not published."""

PACKAGE = Path(__file__).parent
MODEL = PACKAGE.parent / "model.py"
"""What the JSON Schema is made of; all else that the files say comes in as data."""

PAGES = re.compile(rb"/Type/Pages/Count (\d+)")
"""Where a PDF says how many pages it has."""

LIBRARIES = ("typst", "xlsxwriter", "jinja2", "markupsafe", "pydantic", "icalendar")


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

    def made(self) -> Iterator[tuple[str, bytes]]:
        """Yield the file with its path, made anew."""
        yield self.path, self.make(self.data)


def build(site: Site, old: Old) -> Iterator[tuple[str, bytes]]:
    """Yield every download of an edition with its path in the folder of its pages, and the record of their inputs.

    Args:
        site: The edition.
        old: Gives the content of a file in that folder that an earlier run has written, or None.
    """
    made = Record(RECORD, old)
    stamp = record.stamp([MODEL, *(path for path in PACKAGE.rglob("*") if path.is_file())], LIBRARIES).encode()
    for download in offered(site):
        source = record.digest(stamp, download.path.encode(), download.data)
        yield from made.files(download.path, source, download.made)
    yield made.file()


def pages(pdf: bytes) -> int:
    """Return how many pages a PDF of ours has."""
    found = PAGES.search(pdf)
    return int(found[1]) if found else 0


def offered(site: Site) -> Iterator[Download]:
    """Yield the downloads of an edition, none of them made yet."""
    yield from _data(site)
    yield Download(addresses.JSON_SCHEMA, b"", lambda _: open_data.schema())
    yield Download(addresses.WORKBOOK, encoded(table.whole_table(site)), _workbook)
    if agenda.events(site, *site.entries):
        yield Download(addresses.ICS, encoded(dates.calendar(site, site.name, site.entries)), dates.write)
    for unit in site.units:
        if agenda.events(site, *unit.entries):
            name = f"{unit.unit.full_name}: {site.name}"
            yield Download(unit.ics, encoded(dates.calendar(site, name, unit.entries)), dates.write)
        yield Download(unit.xlsx, encoded(table.unit_table(site, unit)), _workbook)
        yield from _sheet(site, unit)
    if len(site.entries) <= paper.LONGEST:
        yield from _documents(site)
    yield Download(addresses.PREVIEW, encoded(preview.content(site)), _draw)


def _documents(site: Site) -> Iterator[Download]:
    """Yield the document of each section, then that of the whole edition."""
    sections = [paper.section_document(site, view) for view in site.sections]
    for view, document in zip(site.sections, sections, strict=True):
        yield Download(view.pdf, encoded(document), _typeset)
    yield Download(addresses.WHOLE, encoded(paper.whole_document(site, sections)), _typeset)


def _sheet(site: Site, unit: UnitView) -> Iterator[Download]:
    """Yield a unit's sheet as PDF and for Word, with its annex, where that is not too long, and without."""
    made = paper.unit_sheet(site, unit)
    sheet = encoded(made)
    yield Download(unit.pdf, sheet, _typeset)
    yield Download(unit.docx, sheet, _word)
    if made["sheet"].annex:
        short = encoded(paper.without_annex(made))
        yield Download(unit.short_pdf, short, _typeset)
        yield Download(unit.short_docx, short, _word)


def _data(site: Site) -> Iterator[Download]:
    data = {addresses.CSV: open_data.as_csv(site), addresses.JSON: open_data.as_json(site)}
    for path, content in data.items():
        yield Download(path, content, bytes)
    yield Download(addresses.DATA_PACKAGE, metadata.data_package(site, data), bytes)


def encoded(data: object) -> bytes:
    """Return data as JSON: what a maker gets, and what tells whether it has to make its file again."""
    return json.dumps(data, ensure_ascii=False, default=_plain).encode()


def _plain(value: object) -> object:
    """Return a day as JSON may have it, and of a dataclass what stands in it."""
    return value.isoformat() if isinstance(value, date) else vars(value)


def _typeset(data: bytes) -> bytes:
    from rubric_site.exports import pdf  # noqa: PLC0415 - a run that has nothing to typeset need not load Typst

    return pdf.typeset(data)


def _draw(data: bytes) -> bytes:
    from rubric_site.exports import pdf  # noqa: PLC0415 - the same

    return pdf.draw(data)


def _workbook(data: bytes) -> bytes:
    from rubric_site.exports import workbook  # noqa: PLC0415 - the same for XlsxWriter

    return workbook.workbook(data)


def _word(data: bytes) -> bytes:
    from rubric_site.exports import word  # noqa: PLC0415 - the same for its templates

    return word.word(data)
