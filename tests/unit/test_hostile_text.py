"""Whatever a text of the rubric is, every output says it to the letter and takes nothing in it for an order."""

import csv
import dataclasses
import html
import io
import json
import re
import unicodedata
from typing import Any

import icalendar
import markdown
import openpyxl
import pytest
import yaml
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from rubric_site import change_data, change_report, changes, characters, editions, exports, frame, load, render, search
from rubric_site.exports import dates, downloads, open_data, paper, pdf, table, workbook
from rubric_site.model import Criterion, Item, Rubric
from rubric_site.views import Site
from stage import YEARS, searched

PARTS = [
    *("<script>alert(1)</script>", "</script>", "</title>", "<img src=x onerror=alert(1)>", '" onclick="x', "<!--"),
    *("-->", "]]>", "&lt;", "&amp;", "&", "<b>", "</td></tr>", "javascript:alert(1)", "[x](javascript:x)", "![](x)"),
    *("*", "_", "`", "~~", "#", "{.a #b onclick=x}", "{{ 1 }}", "{% raw %}", "{# x #}", "///", "/// html", "----"),
    *("=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://a.b")', "|", "\\", "\\n", ";", ",", "BEGIN:VEVENT", '"', "'"),
    *("#panic()", "$x$", "@nguồn", "<nhãn>", "//", "/*", "http://a.b/?c=d&e", "\u2265", "đề", "Ữ", "%", "${x}", ": "),
]
"""What means something to one of the formats on the way."""

LETTERS = "abcđĐếữ XYZ019 .,;:!?()[]{}<>&\"'`*_~#=+-/\\|@$%^"
hostile = st.lists(st.sampled_from(PARTS) | st.text(LETTERS, min_size=1, max_size=4), min_size=1, max_size=5).map(
    lambda parts: " ".join("".join(parts).split())
)
thorough = settings(max_examples=40, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
quick = settings(thorough, max_examples=15)


@pytest.fixture(scope="module")
def years() -> tuple[Rubric, ...]:
    """Two editions of which nothing is wrong, the older first."""
    return tuple(load.load(YEARS).rubrics.values())


def spoilt(rubric: Rubric, text: str) -> Rubric:
    """An edition that says a text wherever it can, as far as the model lets it."""
    assume(text and not list(characters.unwanted(text)) and unicodedata.is_normalized("NFC", text))

    def item(one: Item) -> Item:
        if not isinstance(one, Criterion):
            return one.model_copy(update={"title": text, "criteria": tuple(map(item, one.criteria))})
        note = one.guidance and one.guidance.model_copy(
            update={
                "what": text,
                "evidence": (text,),
                "pitfalls": (text,),
                "actions": tuple(action.model_copy(update={"text": text}) for action in one.guidance.actions),
                "deadlines": tuple(line.model_copy(update={"text": text}) for line in one.guidance.deadlines),
            }
        )
        return one.model_copy(update={"title": text, "guidance": note, "keywords": (text,)})

    def section(one: Any) -> Any:  # noqa: ANN401 - a copy of a model is what the model is
        return one.model_copy(update={"title": text, "label": text, "items": tuple(map(item, one.items))})

    return dataclasses.replace(
        rubric,
        edition=rubric.edition.model_copy(update={"site_title": text, "lead": text, "notice": text}),
        units=tuple(unit.model_copy(update={"name": text, "full_name": text}) for unit in rubric.units),
        sections=tuple(map(section, rubric.sections)),
        references={
            name: one.model_copy(update={"title": text, "issuer": text}) for name, one in rubric.references.items()
        },
    )


def sites(years: tuple[Rubric, ...], text: str) -> tuple[Site, ...]:
    """Both editions, the newest first and hostile."""
    return editions.build([*years[:-1], spoilt(years[-1], text)])


class _Everything(dict[str, int]):
    """Every download that a page may ask for is there."""

    def __missing__(self, _: str) -> int:
        return 1


def converted(page: bytes) -> BeautifulSoup:
    """A page as the site's Markdown settings convert it, without its front matter."""
    _, front, body = page.decode().split("---\n", 2)
    assert "<" not in "".join(str(value) for value in yaml.safe_load(front).values())
    made = markdown.markdown(body, extensions=["attr_list", "pymdownx.blocks.html", "toc"])
    return BeautifulSoup(made, "html.parser")


def pages_say(years: tuple[Rubric, ...], text: str) -> None:
    """Nothing of a text becomes an element, an attribute or a link, on a section's, a unit's and the home page."""
    newest, older = sites(years, text)
    compared = changes.neighbours((newest, older))
    downloads = render.Downloads(_Everything(), exports.COLUMNS, exports.keys(), exports.dataset(newest), _Everything())
    context = render.context(newest, downloads, compared[newest.edition.year])
    shown = [page for page in render.pages(newest) if page.url in ("", newest.sections[0].url, newest.units[0].url)]
    assert len(shown) == 3
    made = [render.written(page, newest, context) for page in shown]
    files = frame.build((newest, older), compared, downloads, has_pictures=False)
    for page in (*made, files["thay-doi/index.md"]):
        soup = converted(page)
        harmful = "img, iframe, object, [onerror], [onclick], [onmouseover], a[href^='javascript'], script:not([src])"
        assert soup.select(harmful) == []
        own = ("assets/search/", "assets/javascripts/")
        assert all(any(part in str(one["src"]) for part in own) for one in soup.select("script[src]"))
        assert text in soup.get_text()
    names = _names(yaml.safe_load(files[".site.yml"])["nav"])
    assert f"{newest.sections[0].section.code}. {text}" in map(html.unescape, names)
    assert "<" not in "".join(names)


def _names(menu: Any) -> list[str]:  # noqa: ANN401 - a tree of lists and mappings
    if isinstance(menu, list):
        return [name for one in menu for name in _names(one)]
    return [name for key, below in menu.items() for name in (key, *_names(below))] if isinstance(menu, dict) else []


def data_say(years: tuple[Rubric, ...], text: str) -> None:
    """CSV, JSON, search, calendar and the report of changes give a text back as it is."""
    site, older = sites(years, text)
    rows = list(csv.DictReader(io.StringIO(open_data.as_csv(site).decode("utf-8-sig"), newline="")))
    assert {row["title"] for row in rows} == {text}
    assert len(rows) == len(site.entries)
    assert {one["title"] for one in json.loads(open_data.as_json(site))["criteria"]} == {text}
    found = dict(search.files(site))
    places = searched(lambda name: found[f"assets/search/{name}"])["places"]
    assert {place["title"] for place in places if place["kind"] == "criterion"} == {text}
    calendar = icalendar.Calendar.from_ical(dates.write(downloads.encoded(dates.calendar(site, text, site.entries))))
    events = list(calendar.walk("VEVENT"))
    assert events
    assert all(text in str(event["DESCRIPTION"]) for event in events)
    assert str(calendar["X-WR-CALNAME"]) == text
    comparison = changes.neighbours((site, older))[site.edition.year]
    assert text in change_report.as_text(comparison)
    assert text in _texts(json.loads(change_data.as_json(comparison)))


def _texts(data: Any) -> list[str]:  # noqa: ANN401 - what JSON gives
    if isinstance(data, dict | list):
        return [text for one in (data.values() if isinstance(data, dict) else data) for text in _texts(one)]
    return [data] if isinstance(data, str) else []


def workbook_says(years: tuple[Rubric, ...], text: str) -> None:
    """No cell with a text of the rubric is a formula or a link."""
    site = sites(years, text)[0]
    book = openpyxl.load_workbook(io.BytesIO(workbook.workbook(downloads.encoded(table.whole_table(site)))))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value == text]
    assert len(cells) >= len(site.entries)
    assert {(cell.data_type, cell.hyperlink) for cell in cells} == {("s", None)}


def document_says(years: tuple[Rubric, ...], text: str) -> None:
    """A text is printed as it stands."""
    site = sites(years, text)[0]
    document = PdfReader(io.BytesIO(pdf.typeset(downloads.encoded(paper.section_document(site, site.sections[0])))))
    printed = re.sub(r"\s+", "", "".join(page.extract_text() for page in document.pages))
    assert re.sub(r"\s+", "", text) in printed


@quick
@given(text=hostile)
def test_pages_and_menu(years: tuple[Rubric, ...], text: str) -> None:
    """On pages and in the menu a text is a text."""
    pages_say(years, text)


@quick
@given(text=hostile)
def test_data(years: tuple[Rubric, ...], text: str) -> None:
    """Programs read every text as it was written."""
    data_say(years, text)


@settings(quick, max_examples=8)
@given(text=hostile)
def test_workbook(years: tuple[Rubric, ...], text: str) -> None:
    """Excel calculates nothing that the rubric says."""
    workbook_says(years, text)


@settings(quick, max_examples=5)
@given(text=hostile)
def test_document(years: tuple[Rubric, ...], text: str) -> None:
    """On paper stands what the rubric says."""
    document_says(years, text)


@pytest.mark.slow
@thorough
@given(text=hostile)
def test_everything_at_length(years: tuple[Rubric, ...], text: str) -> None:
    """The same of forty more texts."""
    for hold in (pages_say, data_say, workbook_says, document_says):
        hold(years, text)
