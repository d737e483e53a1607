"""Turn the views of an edition into Markdown pages: Jinja templates, and one escaping filter for each boundary.

Autoescape is off because a page is Markdown with HTML blocks in it: HTML escaping alone would be wrong for headings
and front matter. Every template names its boundary: `h` in HTML, `md` in a Markdown heading, `yaml` in front matter,
`script` in a block of JSON.
"""

import io
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path

import jinja2
from markupsafe import escape

from rubric_site import addresses, agenda, change_text, glossary, notes, sheet, text
from rubric_site.addresses import TITLES
from rubric_site.changes.comparison import Comparison
from rubric_site.model import exact
from rubric_site.views import Entry, Heading, SectionView, Site, UnitView, unit_url

TEMPLATES = Path(__file__).parent / "templates"

READ = (
    *(addresses.SECTIONS, addresses.UNITS, addresses.LOOKUP, addresses.CALENDAR),
    *(addresses.DOCUMENTS, addresses.ABBREVIATIONS),
)
SUPPORT = (addresses.PROCESS, addresses.QUESTIONS, addresses.SOURCE)
"""What the columns at the foot of the home page lead to, as far as an edition has it."""

WORDING = (
    *(
        "according_to",
        "after_year",
        "cited_as",
        "copied",
        "declared",
        "force",
        "guidance_title",
        "known",
        "names_its_year",
        "other_measure",
        "outside",
        "period",
        "pitfalls_remark",
        "points_title",
    ),
    *("relation", "reviewed", "scale_title", "scoring", "shared_remark", "slug", "source_line", "subject", "subtotal"),
    *("sums", "symbol", "units_title"),
    *(
        "ABBREVIATION_COLUMNS",
        "CITED_IN",
        "DRAFT",
        "FOR_REFERENCE",
        "FRAMEWORK",
        "LEADS",
        "UNVERIFIED",
        "UNVERIFIED_MEANS",
    ),
)
"""What templates ask of `text`, besides filters."""

SHEET = ("common", "file_name", "section_remark", "section_sum", "signing")
"""What templates ask of `sheet`."""

EXAMPLE_WORDS = 6
"""How much of a title is shown as an example of what to type."""

MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!])")
"""The characters that Markdown lets a backslash escape; `&`, `<` and `>` become entities."""

WORD = re.compile(r"\w+")
NOTE_HOME = addresses.page(addresses.SECTIONS, "x")
"""Any page with notes on it: all of them lie at this depth, so their links are the same and a note is rendered once."""


@dataclass(frozen=True)
class Page:
    """One Markdown file to be.

    Attributes:
        url: The address from the root of the edition; empty for home.
        template: The template's file name.
        title: The title in menus and in the browser's bar.
        description: One sentence for search engines and previews.
        file: The YAML file that an editor changes to change this page.
        context: What the template needs besides the site.
        found: Whether the theme's search has the page; what our own search finds needs no second entry.
    """

    url: str
    template: str
    title: str
    description: str
    file: str
    context: Mapping[str, object] = field(default_factory=dict)
    found: bool = False

    @property
    def path(self) -> str:
        """The Markdown file: a folder a page, so that addresses are alike with and without a server."""
        return f"{self.url}index.md"


def titled(
    url: str, template: str, about: str, file: str, context: Mapping[str, object] | None = None, *, found: bool = False
) -> Page:
    """Return a page that bears the title of its address; the arguments are those of `Page`."""
    return Page(url, template, TITLES[url], about, file, context or {}, found)


@dataclass(frozen=True)
class Downloads:
    """The files to download, as the pages tell of them.

    Attributes:
        sizes: The size of each file by its path; what is not listed is not linked.
        columns: The columns of the CSV with what they mean.
        keys: The keys of the JSON with what they mean, by the part that has them.
        dataset: What the data are, for programs that read the page.
        pages: How many pages a PDF has, by its path.
    """

    sizes: Mapping[str, int] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    keys: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    dataset: Mapping[str, object] = field(default_factory=dict)
    pages: Mapping[str, int] = field(default_factory=dict)


def render(
    site: Site, downloads: Downloads | None = None, comparison: Comparison | None = None
) -> Iterator[tuple[str, bytes]]:
    """Yield every page of an edition with its path in the edition's folder.

    Args:
        site: The edition.
        downloads: What it offers to download.
        comparison: What changed since the edition before; None where it is the first.
    """
    given = context(site, downloads or Downloads(), comparison)
    made = (page for page in pages(site) if downloads or page.url != addresses.DOWNLOADS)
    yield from ((page.path, written(page, site, given)) for page in made)


def pages(site: Site) -> Iterator[Page]:
    """Yield the pages of an edition, those of `site.addresses`."""
    yield from _overviews(site)
    yield from (_section_page(site, section) for section in site.sections)
    yield from (_unit_page(site, unit) for unit in site.units)


def about_all(site: Site) -> dict[str, tuple[str, str]]:
    """Return title and description of the pages about all of an edition by their address, for its search."""
    return {page.url: (page.title, page.description) for page in _overviews(site)}


def _overviews(site: Site) -> Iterator[Page]:
    terms, files, main = site.terms, site.rubric.files, site.rubric.files["edition"]
    context = {"columns": _columns(site), "examples": _examples(site)}
    yield Page("", "home.md.jinja", site.name, site.edition.lead, main, context)
    about = f"Các {terms.section} của {site.name}: {text.sums(site, site)}."
    yield Page(addresses.SECTIONS, "sections.md.jinja", text.capital(terms.section), about, main)
    if site.units:
        about = f"{text.capital(terms.unit)} nào phụ trách {terms.section} nào, {site.name}."
        yield Page(addresses.UNITS, "units.md.jinja", text.capital(terms.unit), about, files["units"])
    about = f"{len(site.entries)} {terms.criterion} của {site.name} trong một bảng: tìm theo từ, lọc, sắp xếp."
    scores = sorted({entry.points for entry in site.entries if entry.points is not None})
    context = {"examples": _examples(site), "scores": scores}
    yield titled(addresses.LOOKUP, "lookup.md.jinja", about, main, context)
    yield from _support(site)


def _support(site: Site) -> Iterator[Page]:
    """Yield the pages behind the criteria: documents, abbreviations, source, downloads."""
    files, main = site.rubric.files, site.rubric.files["edition"]
    if site.rubric.references:
        about = f"{len(site.rubric.references)} văn bản được viện dẫn trong {site.name}."
        yield titled(addresses.DOCUMENTS, "references.md.jinja", about, files["references"])
    if site.rubric.abbreviations:
        about = f"Chữ viết tắt dùng trong {site.name}."
        yield titled(addresses.ABBREVIATIONS, "abbreviations.md.jinja", about, files["abbreviations"], found=True)
    yield from _of_the_year(site)
    about = f"Bảng gốc, điều đã kiểm chứng và chưa kiểm chứng, bối cảnh của {site.name}."
    table = {"table": _table(site.rubric.source_text)}
    yield titled(addresses.SOURCE, "source.md.jinja", about, main, table, found=True)
    about = f"Tệp PDF, Word, Excel, CSV và JSON của {site.name} để tải về, giấy phép, ý nghĩa của các cột, các khóa."
    yield titled(addresses.DOWNLOADS, "downloads.md.jinja", about, main, found=True)


def _of_the_year(site: Site) -> Iterator[Page]:
    """Yield what an edition has besides its table, each page only where there is something for it."""
    main, terms = site.rubric.files["edition"], site.terms
    if site.has_deadlines:
        about = f"Các thời hạn của {site.name} theo tháng."
        dates = {
            "months": agenda.by_month(agenda.events(site, *site.entries)),
            "undated": agenda.undated(site, *site.entries),
        }
        yield titled(addresses.CALENDAR, "calendar.md.jinja", about, main, dates)
    if site.edition.process:
        about = f"Các phần việc của kỳ chấm, điều đã biết và chưa biết, {site.name}."
        yield titled(addresses.PROCESS, "process.md.jinja", about, main, found=True)
    if site.edition.questions:
        about = f"Câu hỏi thường gặp về {site.name}."
        yield titled(addresses.QUESTIONS, "questions.md.jinja", about, main, found=True)
    if site.has_notes:
        about = f"Tình trạng rà soát ghi chú của từng {terms.unit}, chỗ còn ngờ, phiếu để sửa và ký."
        yield titled(addresses.REVIEW, "review.md.jinja", about, main)


def _section_page(site: Site, view: SectionView) -> Page:
    about = f"{view.title}: {text.sums(site, view)}{', ' + site.terms.unit + ' phụ trách' if site.units else ''}"
    about += f" và hướng dẫn từng {site.terms.criterion}." if view.has_notes else "."
    return Page(view.url, "section.md.jinja", view.title, about, view.file, {"view": view})


def _unit_page(site: Site, view: UnitView) -> Page:
    name, about = view.unit.full_name, f"{view.unit.full_name}: {text.sums(site, view)}"
    about += f" và hướng dẫn từng {site.terms.criterion}." if view.has_notes else "."
    context = {"view": view, "events": agenda.events(site, *view.entries)}
    return Page(view.url, "unit.md.jinja", name, about, site.rubric.files["units"], context)


def _columns(site: Site) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the columns at the foot of the home page: titles with their links."""
    terms = site.terms
    titles: Mapping[str, str] = dict(TITLES) | {
        addresses.SECTIONS: f"{len(site.sections)} {terms.section}",
        addresses.UNITS: f"{len(site.units)} {terms.unit}",
        addresses.LOOKUP: f"Tra cứu mọi {terms.criterion}",
        addresses.CALENDAR: "Lịch trong năm",
    }
    read = [(titles[url], url) for url in READ if url in site.addresses]
    support = [(titles[url], url) for url in SUPPORT if url in site.addresses]
    first, last = ("Cách đọc, tìm và in", f"/{addresses.GUIDE}"), ("Cách cập nhật nội dung", f"/{addresses.EDITING}")
    return [("Đọc", read), ("Hỗ trợ", [first, *support, last])]


def _examples(site: Site) -> list[str]:
    """Return what may be searched for: a code, a short title without marks, the commonest abbreviation in titles."""
    titles = [entry.criterion.title for entry in site.entries]
    words = [WORD.findall(title) for title in titles]
    used = Counter(word for title in words for word in title if word in site.rubric.abbreviations)
    plain = [title for title, found in zip(titles, words, strict=True) if not used.keys() & set(found)]
    short = min(plain or titles, key=lambda title: abs(len(title.split()) - 4))
    few = " ".join(text.unmarked(short).lower().split()[:EXAMPLE_WORDS])
    return [site.entries[0].code, few, *(name for name, _ in used.most_common(1))]


def _table(issued: str) -> list[list[str]]:
    """Return the rows of the table as issued: its lines that have tabs."""
    return [[cell.strip() for cell in line.split("\t")] for line in issued.splitlines() if "\t" in line]


def written(page: Page, site: Site, given: Mapping[str, object]) -> bytes:
    """Return a page as it is written.

    Args:
        page: The page.
        site: Its edition.
        given: What every template of the edition is given, and more where all editions share the page.
    """
    to = partial(link, site.shelf.prefix, page.url)
    content = io.BytesIO()
    pieces = environment().get_template(page.template).stream(given, page=page, to=to, **page.context)
    pieces.dump(content, "utf-8")  # piece by piece, as a large page in letters takes twice the memory, twice
    return content.getvalue()


@cache
def environment() -> jinja2.Environment:
    """Return what compiles the templates, each once for all editions."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=False,  # noqa: S701 - see the module's docstring
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,  # no template changes within a run, and looking would cost as much as many of them
        comment_start_string="{##",  # `{#` opens the id of a heading in Markdown
        comment_end_string="##}",
    )
    made.filters.update(h=escape, s=glossary.html, md=heading, yaml=front_matter, script=script)
    made.filters.update(points=text.points, date=text.vietnamese_date, exact=exact)
    made.filters.update(size=text.file_size, cap=text.capital, score=text.score)
    made.tests["heading"] = lambda line: isinstance(line, Heading)
    made.globals.update({name: getattr(text, name) for name in WORDING}, basis=text.BASIS)
    made.globals |= {"words": change_text, "notes": notes, "labels": notes.LABELS, "at": addresses}
    made.globals |= {"unit_url": unit_url, "titles": TITLES}
    made.globals |= {name: getattr(sheet, name) for name in SHEET}
    made.globals.update(unit_files=sheet.files, unit_sheet=sheet.build)
    return made


def context(site: Site, downloads: Downloads, comparison: Comparison | None = None) -> dict[str, object]:
    """Return what every template of an edition is given.

    Args:
        site: The edition.
        downloads: What it offers to download.
        comparison: What changed since the edition before; None where it is the first.
    """
    given: dict[str, object] = {
        "comparison": comparison,
        "site": site,
        "terms": site.terms,
        "downloads": downloads,
        "table_name": "Bảng điểm" if site.has_points else f"Bảng {site.terms.criterion}",
        "glossary": glossary.explainer(site.rubric.abbreviations),
    }
    return given | {"note": _notes(site, given)}


def _notes(site: Site, given: Mapping[str, object]) -> Callable[[Entry], str]:
    """Return a function that renders a criterion's note, once for all the pages that show it.

    A document that notes cite is rendered once for all of them too.
    """
    template, line = environment().get_template("note.html.jinja"), environment().get_template("document.html.jinja")
    to = partial(relative, NOTE_HOME)
    notes: dict[str, bytes] = {}  # encoded, as a rubric may have thousands: a letter of a text takes two bytes

    @cache
    def document(name: str) -> str:
        return line.render(given, id=name, to=to)

    def note(entry: Entry) -> str:
        if entry.code not in notes:
            guidance = entry.criterion.guidance
            later = site.later(entry.criterion)
            told = partial(
                template.render, given, entry=entry, guidance=guidance, later=later, to=to, document=document
            )
            notes[entry.code] = told().encode() if guidance else b""
        return notes[entry.code].decode()

    return note


def link(prefix: str, here: str, there: str, anchor: str = "") -> str:
    """Return the link from a page to another of its edition or, with a slash in front, to any page of the site.

    Args:
        prefix: The folder of the edition's pages from the root of the site.
        here: The page, from the root of the edition.
        there: Where to: `linh-vuc/iii/` in the edition, `/linh-vuc/iii/` from the root of the site.
        anchor: The anchor on that page.
    """
    if there.startswith("/"):
        return relative(prefix + here, there.removeprefix("/"), anchor)
    return relative(here, there, anchor)


def relative(here: str, there: str, anchor: str = "") -> str:
    """Return the link from one page to another, both given from the same root.

    Args:
        here: The page that has the link.
        there: The page that it leads to, which may have an anchor behind a `#`.
        anchor: The anchor there.
    """
    page, _, within = there.partition("#")
    fragment = f"#{anchor or within}" if anchor or within else ""
    if here == page:
        return fragment or "./"
    return (f"{'../' * here.count('/')}{page}" or "./") + fragment


def heading(title: str) -> str:
    """Escape text for a Markdown heading: one line, nothing in it means anything to Markdown or HTML."""
    line = " ".join(title.split())
    return MARKDOWN.sub(r"\\\1", line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


def front_matter(value: str) -> str:
    """Escape text for front matter: HTML first, as the theme prints these as they are, then a YAML string."""
    return json.dumps(label(value), ensure_ascii=False)


def script(value: Mapping[str, object]) -> str:
    """Escape data for a block of JSON in a page: nothing in it can end the block or begin a comment."""
    return re.sub(r"[<>&]", lambda sign: f"\\u{ord(sign[0]):04x}", json.dumps(value, ensure_ascii=False))


def label(value: str) -> str:
    """Escape text for what the theme prints as it is, such as the menu: one line of HTML."""
    return str(escape(" ".join(value.split())))
