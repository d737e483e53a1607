"""Turn the views into Markdown pages: Jinja templates, and one escaping filter for each boundary.

Autoescape is off because a page is Markdown with HTML blocks in it: HTML escaping alone would be wrong for headings
and front matter. Every template names its boundary: `h` in HTML, `md` in a Markdown heading, `yaml` in front matter.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import escape

from rubric_site import agenda, search, text
from rubric_site.glossary import explainer
from rubric_site.manual import messages, parts
from rubric_site.model import exact
from rubric_site.views import Entry, Heading, SectionView, Site, UnitView

TEMPLATES = Path(__file__).parent / "templates"
MENU_LIMIT = 20
"""A menu of more pages helps nobody and would make every page grow; beyond it the index pages alone list them."""

EXAMPLE_WORDS = 6
"""How much of a title is shown as an example of what to type."""

MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!])")
"""The characters that Markdown lets a backslash escape; `&`, `<` and `>` become entities."""

WORD = re.compile(r"\w+")
MODEL = "scripts/rubric_site/model.py"
"""The file behind the pages that describe the rubric's files."""

GUIDE, EDITING = (f"scripts/rubric_site/templates/{name}.md.jinja" for name in ("guide", "editing"))
"""The files of the two how-to pages: their words are the same for every body but for its own nouns."""

PICTURES = "assets/images/screenshots/"

NOTE_HOME = "linh-vuc/x/"
"""Any page with notes on it: all of them lie at this depth, so their links are the same and a note is rendered once."""


@dataclass(frozen=True)
class Page:
    """One Markdown file to be.

    Attributes:
        url: The address from the root of the site; empty for home.
        template: The template's file name.
        title: The title in menus and in the browser's bar.
        description: One sentence for search engines and previews.
        file: The YAML file that an editor changes to change this page.
        context: What the template needs besides the site.
    """

    url: str
    template: str
    title: str
    description: str
    file: str
    context: Mapping[str, Any] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """The Markdown file: a folder a page, so that addresses are alike with and without a server."""
        return f"{self.url}index.md"


@dataclass(frozen=True)
class Downloads:
    """The files to download, as the pages tell of them.

    Attributes:
        sizes: The size of each file by its path; what is not listed is not linked.
        columns: The columns of the CSV with what they mean.
        keys: The keys of the JSON with what they mean, by the part that has them.
        pictures: Whether there are pictures of this body's site.
    """

    sizes: Mapping[str, int] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    keys: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    pictures: bool = False


def pictures(site: Site) -> str:
    """Return the folder of the how-to page's pictures, each body's own: those of another would show nothing of this."""
    return f"{PICTURES}{text.slug(site.edition.body.name)}/"


def render(site: Site, downloads: Downloads | None = None) -> dict[str, bytes]:
    """Return every generated page of an edition, by its path below the docs folder."""
    environment = _environment(site, downloads or Downloads())
    pages = [*_pages(site), *([_downloads_page(site)] if downloads else [])]
    files = {page.path: _page(environment, page) for page in pages}
    menu = environment.get_template("site.yml.jinja").render(
        menu=_menu(site, downloads), unlisted=_unlisted(site), excluded=[f"{PICTURES}*/", f"!{pictures(site)}"]
    )
    return files | {".site.yml": menu.encode()} | search.files(site)


def _pages(site: Site) -> Iterator[Page]:
    terms, files, main = site.terms, site.rubric.files, site.rubric.files["edition"]
    context = {"columns": _columns(site), "examples": _examples(site)}
    yield Page("", "home.md.jinja", site.name, site.edition.lead, main, context)
    about = f"Các {terms.section} của {site.name}: {text.sums(site, site)}."
    yield Page("linh-vuc/", "sections.md.jinja", text.capital(terms.section), about, main)
    yield from (_section_page(site, section) for section in site.sections)
    if site.units:
        about = f"{text.capital(terms.unit)} nào phụ trách {terms.section} nào, {site.name}."
        yield Page("don-vi/", "units.md.jinja", text.capital(terms.unit), about, files["units"])
    yield from (_unit_page(site, unit) for unit in site.units)
    about = f"{len(site.entries)} {terms.criterion} của {site.name} trong một bảng: tìm theo từ, lọc, sắp xếp."
    scores = sorted({entry.points for entry in site.entries if entry.points is not None})
    context = {"examples": _examples(site), "scores": scores}
    yield Page("tra-cuu/", "lookup.md.jinja", "Tra cứu", about, main, context)
    yield from _support(site)


def _support(site: Site) -> Iterator[Page]:
    """Yield the pages behind the criteria: documents, abbreviations, source, what editors need."""
    files, main = site.rubric.files, site.rubric.files["edition"]
    if site.rubric.references:
        about = f"{len(site.rubric.references)} văn bản được viện dẫn trong {site.name}."
        yield Page("can-cu/", "references.md.jinja", "Căn cứ pháp lý", about, files["references"])
    if site.rubric.abbreviations:
        about = f"Chữ viết tắt dùng trong {site.name}."
        yield Page("tu-viet-tat/", "abbreviations.md.jinja", "Chữ viết tắt", about, files["abbreviations"])
    yield from _of_the_year(site)
    about = f"Bảng gốc, điều đã kiểm chứng và chưa kiểm chứng, bối cảnh của {site.name}."
    table = {"table": _table(site.rubric.source_text)}
    yield Page("nguon/", "source.md.jinja", "Nguồn và độ tin cậy", about, main, table)
    about = f"Cách đọc một {site.terms.criterion}, tìm kiếm, in và tải dữ liệu về."
    yield Page("huong-dan/", "guide.md.jinja", "Hướng dẫn", about, GUIDE)
    about = "Cách sửa nội dung, bắt đầu ấn bản mới, dùng trang cho cơ quan khác."
    yield Page("cap-nhat/", "editing.md.jinja", "Cập nhật nội dung", about, EDITING)
    about = "Mọi khóa trong các tệp của bộ tiêu chí: tên, giá trị và ý nghĩa."
    yield Page("cap-nhat/truong/", "keys.md.jinja", "Các khóa trong tệp", about, MODEL, {"parts": parts()})
    about = "Mọi thông báo lỗi khi cập nhật bộ tiêu chí và cách sửa."
    yield Page("cap-nhat/loi/", "errors.md.jinja", "Các thông báo lỗi", about, MODEL, {"messages": messages()})


def _of_the_year(site: Site) -> Iterator[Page]:
    """Yield what an edition has besides its table, each page only where there is something for it."""
    main, terms = site.rubric.files["edition"], site.terms
    if site.has_deadlines:
        about = f"Các thời hạn của {site.name} theo tháng."
        dates = {"events": agenda.events(site, *site.entries), "undated": agenda.undated(site, *site.entries)}
        yield Page("lich/", "calendar.md.jinja", "Lịch", about, main, dates)
    if site.edition.process:
        about = f"Các phần việc của kỳ chấm, điều đã biết và chưa biết, {site.name}."
        yield Page("ky-cham/", "process.md.jinja", "Kỳ chấm diễn ra thế nào", about, main)
    if site.edition.questions:
        yield Page("hoi-dap/", "questions.md.jinja", "Hỏi đáp", f"Câu hỏi thường gặp về {site.name}.", main)
    if site.has_notes:
        about = f"Tình trạng rà soát ghi chú của từng {terms.unit}, chỗ còn ngờ, phiếu để sửa và ký."
        yield Page("ra-soat/", "review.md.jinja", "Rà soát ghi chú", about, main)


def _section_page(site: Site, view: SectionView) -> Page:
    about = f"{view.title}: {text.sums(site, view)}{', ' + site.terms.unit + ' phụ trách' if site.units else ''}"
    about += f" và hướng dẫn từng {site.terms.criterion}." if view.has_notes else "."
    return Page(view.url, "section.md.jinja", view.title, about, view.file, {"view": view})


def _unit_page(site: Site, view: UnitView) -> Page:
    name, about = view.unit.full_name, f"{view.unit.full_name}: {text.sums(site, view)}"
    about += f" và hướng dẫn từng {site.terms.criterion}." if view.has_notes else "."
    context = {"view": view, "events": agenda.events(site, *view.entries)}
    return Page(view.url, "unit.md.jinja", name, about, site.rubric.files["units"], context)


def _downloads_page(site: Site) -> Page:
    about = f"Tệp PDF, Excel, CSV và JSON của {site.name} để tải về, và ý nghĩa của các cột, các khóa."
    return Page("tai-ve/", "downloads.md.jinja", "Tải về", about, site.rubric.files["edition"])


def _menu(site: Site, downloads: Downloads | None) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the menu: its entries with the pages below each, as (title, path) pairs."""
    section, unit = text.capital(site.terms.section), text.capital(site.terms.unit)
    sections = [(view.title, f"{view.url}index.md") for view in site.sections]
    units = [(view.unit.name, f"{view.url}index.md") for view in site.units]
    support = [("Căn cứ pháp lý", "can-cu/index.md")] if site.rubric.references else []
    support += [("Chữ viết tắt", "tu-viet-tat/index.md")] if site.rubric.abbreviations else []
    support += [("Nguồn và độ tin cậy", "nguon/index.md")]
    return [
        ("Trang chủ", [("Trang chủ", "index.md")]),
        (section, [(section, "linh-vuc/index.md"), *(sections if len(sections) <= MENU_LIMIT else ())]),
        *([(unit, [(unit, "don-vi/index.md"), *(units if len(units) <= MENU_LIMIT else ())])] if units else []),
        ("Tra cứu", [("Tra cứu", "tra-cuu/index.md")]),
        *([("Lịch", [("Lịch", "lich/index.md")])] if site.has_deadlines else []),
        ("Căn cứ" if site.rubric.references else "Nguồn", support),
        *([("Tải về", [("Tải về", "tai-ve/index.md")])] if downloads else []),
        (
            "Hướng dẫn",
            [
                ("Hướng dẫn", "huong-dan/index.md"),
                *([("Kỳ chấm diễn ra thế nào", "ky-cham/index.md")] if site.edition.process else []),
                *([("Hỏi đáp", "hoi-dap/index.md")] if site.edition.questions else []),
                *([("Rà soát ghi chú", "ra-soat/index.md")] if site.has_notes else []),
                ("Cập nhật nội dung", "cap-nhat/index.md"),
                ("Các khóa trong tệp", "cap-nhat/truong/index.md"),
                ("Các thông báo lỗi", "cap-nhat/loi/index.md"),
            ],
        ),
    ]


def _columns(site: Site) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the columns at the foot of the home page: titles with their links."""
    terms = site.terms
    read = [(f"{len(site.sections)} {terms.section}", "linh-vuc/")]
    read += [(f"{len(site.units)} {terms.unit}", "don-vi/")] if site.units else []
    read += [(f"Tra cứu mọi {terms.criterion}", "tra-cuu/")]
    read += [("Lịch trong năm", "lich/")] if site.has_deadlines else []
    read += [("Căn cứ pháp lý", "can-cu/")] if site.rubric.references else []
    read += [("Chữ viết tắt", "tu-viet-tat/")] if site.rubric.abbreviations else []
    support = [
        ("Cách đọc, tìm và in", "huong-dan/"),
        *([("Kỳ chấm diễn ra thế nào", "ky-cham/")] if site.edition.process else []),
        *([("Hỏi đáp", "hoi-dap/")] if site.edition.questions else []),
        ("Nguồn và độ tin cậy", "nguon/"),
        ("Cách cập nhật nội dung", "cap-nhat/"),
    ]
    return [("Đọc", read), ("Hỗ trợ", support)]


def _examples(site: Site) -> list[str]:
    """Return what may be searched for: a code, a short title without marks, the commonest abbreviation in titles."""
    titles = [entry.criterion.title for entry in site.entries]
    words = [WORD.findall(title) for title in titles]
    used = Counter(word for title in words for word in title if word in site.rubric.abbreviations)
    plain = [title for title, found in zip(titles, words, strict=True) if not used.keys() & set(found)]
    short = min(plain or titles, key=lambda title: abs(len(title.split()) - 4))
    few = " ".join(text.unmarked(short).lower().split()[:EXAMPLE_WORDS])
    return [site.entries[0].code, few, *(name for name, _ in used.most_common(1))]


def _unlisted(site: Site) -> list[str]:
    """Return the folders whose pages are too many for the menu."""
    return [
        folder for folder, pages in (("/linh-vuc/", site.sections), ("/don-vi/", site.units)) if len(pages) > MENU_LIMIT
    ]


def _table(issued: str) -> list[list[str]]:
    """Return the rows of the table as issued: its lines that have tabs."""
    return [[cell.strip() for cell in line.split("\t")] for line in issued.splitlines() if "\t" in line]


def _page(environment: jinja2.Environment, page: Page) -> bytes:
    to = partial(relative, page.url)
    return environment.get_template(page.template).render(page=page, to=to, **page.context).encode()


def _environment(site: Site, downloads: Downloads) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=False,  # noqa: S701 - see the module's docstring
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        comment_start_string="{##",  # `{#` opens the id of a heading in Markdown
        comment_end_string="##}",
    )
    environment.filters.update(h=escape, md=heading, yaml=front_matter, points=text.points, date=text.vietnamese_date)
    environment.filters.update(size=text.file_size, cap=text.capital, score=text.score, exact=exact)
    environment.tests["heading"] = lambda line: isinstance(line, Heading)
    wording = ("copied", "declared", "extra", "names_its_year", "shared_remark", "source_line", "subject", "sums")
    wording_of_notes = (
        "period",
        "pitfalls_remark",
        "place",
        "according_to",
        "relation",
        "reviewed",
        "slug",
        "scoring",
        "symbol",
    )
    environment.globals.update({name: getattr(text, name) for name in (*wording, *wording_of_notes)})
    environment.globals.update(basis=text.BASIS)
    environment.globals.update(site=site, terms=site.terms, downloads=downloads)
    environment.globals["pictures"] = pictures(site) if downloads.pictures else ""
    environment.globals["table_name"] = "Bảng điểm" if site.has_points else f"Bảng {site.terms.criterion}"
    environment.globals["glossary"] = explainer(site.rubric.abbreviations)
    environment.globals["note"] = _notes(environment, site)
    return environment


def _notes(environment: jinja2.Environment, site: Site) -> Callable[[Entry], str]:
    """Return a function that renders a criterion's note, once for all the pages that show it.

    A document that notes cite is rendered once for all of them too.
    """
    template, line = environment.get_template("note.html.jinja"), environment.get_template("document.html.jinja")
    to = partial(relative, NOTE_HOME)
    notes: dict[str, str] = {}

    @cache
    def document(name: str) -> str:
        return line.render(id=name, to=to)

    def note(entry: Entry) -> str:
        if entry.code not in notes:
            guidance = entry.criterion.guidance
            later = site.later(entry.criterion)
            notes[entry.code] = (
                template.render(guidance=guidance, later=later, to=to, document=document) if guidance else ""
            )
        return notes[entry.code]

    return note


def relative(here: str, there: str, anchor: str = "") -> str:
    """Return the link from one page to another, both given from the root of the site (`linh-vuc/iii/`)."""
    fragment = f"#{anchor}" if anchor else ""
    if here == there:
        return fragment or "./"
    return (f"{'../' * here.count('/')}{there}" or "./") + fragment


def heading(title: str) -> str:
    """Escape text for a Markdown heading: one line, nothing in it means anything to Markdown or HTML."""
    line = " ".join(title.split())
    return MARKDOWN.sub(r"\\\1", line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


def front_matter(value: str) -> str:
    """Escape text for front matter or a menu: HTML first, as the theme prints these as they are, then a YAML string."""
    return json.dumps(str(escape(" ".join(value.split()))), ensure_ascii=False)
