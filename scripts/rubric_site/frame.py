"""What stands around the editions: guides, list of editions, menu, and pages that only lead on to another address."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from rubric_site import addresses, change_text, editions, render, text
from rubric_site.addresses import EDITIONS, TITLES
from rubric_site.changes.comparison import Comparison
from rubric_site.manual import messages, parts
from rubric_site.render import Downloads, Page, label, titled
from rubric_site.views import Site

MENU_LIMIT = 20
"""A menu of more pages helps nobody and would make every page grow; beyond it the index pages alone list them."""

MODEL = "scripts/rubric_site/model.py"
"""The file behind the pages that describe the rubric's files."""

GUIDE, EDITING = (f"scripts/rubric_site/templates/{name}.md.jinja" for name in ("guide", "editing"))
"""The files of the two how-to pages: their words are the same for every body but for its own nouns."""

PICTURES = "assets/images/screenshots/"

Entry = tuple[str, list[tuple[str, str]]]
"""An entry of the menu: its title, and its pages by title and address, the first of which it leads to."""

Listed: TypeAlias = "dict[str, str | list[Listed]]"
"""An entry as MkDocs lists it: its title, and its page or the entries below it."""

HELP = (addresses.EDITING, addresses.KEYS, addresses.ERRORS)
"""The pages for editors, which all editions share."""


@dataclass(frozen=True)
class Redirect:
    """A page that only leads on.

    Attributes:
        url: Its own address from the root of the site.
        target: The address that it leads to.
        title: What stands there.
        site: The edition that has it.
    """

    url: str
    target: str
    title: str
    site: Site


def pictures(site: Site) -> str:
    """Return the folder of the how-to page's pictures, each body's own: those of another would show nothing of this."""
    return f"{PICTURES}{text.slug(site.edition.body.name)}/"


def build(
    sites: Sequence[Site], compared: Mapping[int, Comparison], downloads: Downloads | None, *, has_pictures: bool
) -> dict[str, bytes]:
    """Return everything that stands around some editions, by its path in the docs folder.

    Args:
        sites: The editions, the newest first.
        compared: What changed in each edition since the one before it, by year.
        downloads: What the newest one offers to download.
        has_pictures: Whether there are pictures of this body's site.
    """
    given = render.context(sites[0], downloads or Downloads(), compared.get(sites[0].edition.year))
    given |= {"sites": sites, "compared": compared, "pictures": pictures(sites[0]) if has_pictures else ""}
    comparisons = list(compared.values())
    pages = [*shared_pages(sites), *_changes(comparisons)]
    files = {page.path: render.written(page, sites[0], given) for page in pages}
    files |= {f"{found.url}index.html": _leading_on(found) for found in _redirects(sites, comparisons)}
    return files | {".site.yml": _settings(sites, comparisons, given, with_downloads=downloads is not None)}


def shared_pages(sites: Sequence[Site]) -> Iterator[Page]:
    """Yield the pages that all editions share."""
    site = sites[0]
    about = f"Cách đọc một {site.terms.criterion}, tìm kiếm, in và tải dữ liệu về."
    yield titled(addresses.GUIDE, "guide.md.jinja", about, GUIDE, found=True)
    about = "Cách sửa nội dung, bắt đầu ấn bản mới, dùng trang cho cơ quan khác."
    yield titled(addresses.EDITING, "editing.md.jinja", about, EDITING, found=True)
    about = "Mọi khóa trong các tệp của bộ tiêu chí: tên, giá trị và ý nghĩa."
    yield titled(addresses.KEYS, "keys.md.jinja", about, MODEL, {"parts": parts()}, found=True)
    about = "Mọi thông báo lỗi khi cập nhật bộ tiêu chí và cách sửa."
    errors = {"messages": messages()}
    yield titled(addresses.ERRORS, "errors.md.jinja", about, MODEL, errors, found=True)
    about = f"Các ấn bản của {site.edition.site_title} {site.edition.body.area} và địa chỉ để trích dẫn từng ấn bản."
    yield titled(EDITIONS, "editions.md.jinja", about, site.rubric.files["edition"], found=True)


def _changes(compared: Sequence[Comparison]) -> Iterator[Page]:
    """Yield the pages of what changed in an edition since the one before it."""
    for comparison in compared:
        given = {
            "comparison": comparison,
            "others": [(change_text.heading(other), f"/{other.url}") for other in compared if other is not comparison],
        }
        title, file = change_text.heading(comparison), comparison.newer.rubric.files["edition"]
        yield Page(
            comparison.url, "changes.md.jinja", title, f"{change_text.summary(comparison)}.", file, given, found=True
        )


def _redirects(sites: Sequence[Site], compared: Sequence[Comparison]) -> Iterator[Redirect]:
    """Yield the pages that lead on: to the root from the newest edition's year, to older years from the root."""
    newest = sites[0]
    if compared:
        title = change_text.heading(compared[0])
        yield Redirect(f"{compared[0].url}{newest.lasting()}", compared[0].url, title, newest)
    titles = {site.from_root(page.url): (page.title, site) for site in sites for page in render.pages(site)}
    found = {newest.lasting(address): address for address in newest.addresses} | editions.moved(sites)
    for address, target in found.items():
        yield Redirect(address, target, *titles[target])


def _leading_on(found: Redirect) -> bytes:
    template = render.environment().get_template("redirect.html.jinja")
    root = render.relative(found.url, "")
    return template.render(page=found, to=render.relative(found.url, found.target), root=root).encode()


def _settings(
    sites: Sequence[Site], compared: Sequence[Comparison], given: Mapping[str, object], *, with_downloads: bool
) -> bytes:
    """Return the settings that come from the rubric: names, menu, what the pages of older editions say instead."""
    newest, *older = sites
    shelves = (
        "Ấn bản",
        [(TITLES[EDITIONS], EDITIONS), *((change_text.heading(found), found.url) for found in compared)],
    )
    menus = {site.edition.year: list(_menu(site, with_downloads=with_downloads)) for site in sites}
    unlisted = [f"/{site.from_root(folder)}" for site in sites for folder in _unlisted(site)]
    unlisted += [] if older else [f"/{EDITIONS}"]
    menu = [*map(_listed, menus[newest.edition.year]), *([_shelves(shelves, older, menus)] if older else [])]
    template = render.environment().get_template("site.yml.jinja")
    excluded = [f"{PICTURES}*/", f"!{pictures(newest)}"]
    tabs = {year: [*map(_tab, [*entries, shelves])] for year, entries in menus.items()}
    nav = json.dumps(menu, ensure_ascii=False, indent=1)
    return template.render(given, older=older, nav=nav, tabs=tabs, unlisted=unlisted, excluded=excluded).encode()


def _menu(site: Site, *, with_downloads: bool) -> Iterator[Entry]:
    """Yield the entries of an edition's menu."""
    section, unit = text.capital(site.terms.section), text.capital(site.terms.unit)
    yield ("Trang chủ", [("Trang chủ" if site.is_newest else f"Ấn bản {site.edition.name}", site.from_root())])
    sections = [(view.title, site.from_root(view.url)) for view in site.sections]
    yield (section, _index(section, site.from_root(addresses.SECTIONS), sections))
    if site.units:
        units = [(view.unit.name, site.from_root(view.url)) for view in site.units]
        yield (unit, _index(unit, site.from_root(addresses.UNITS), units))
    for url in (addresses.LOOKUP, addresses.CALENDAR):
        if pages := _own_pages(site, url):
            yield (TITLES[url], pages)
    yield (
        "Căn cứ" if site.rubric.references else "Nguồn",
        _own_pages(site, addresses.DOCUMENTS, addresses.ABBREVIATIONS, addresses.SOURCE),
    )
    if with_downloads:
        yield (TITLES[addresses.DOWNLOADS], _own_pages(site, addresses.DOWNLOADS))
    own = _own_pages(site, addresses.PROCESS, addresses.QUESTIONS, addresses.REVIEW)
    guide, *others = ((TITLES[url], url) for url in (addresses.GUIDE, *HELP))
    yield (TITLES[addresses.GUIDE], [guide, *own, *others])


def _own_pages(site: Site, *urls: str) -> list[tuple[str, str]]:
    """Return those pages that an edition has, by title and address."""
    return [(TITLES[url], site.from_root(url)) for url in urls if url in site.addresses]


def _index(title: str, url: str, pages: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return an index page with those that it lists, unless they are too many for the menu."""
    return [(title, url), *(pages if len(pages) <= MENU_LIMIT else ())]


def _unlisted(site: Site) -> Iterator[str]:
    """Yield the folders whose pages are too many for the menu."""
    yield from (
        folder
        for folder, pages in ((addresses.SECTIONS, site.sections), (addresses.UNITS, site.units))
        if len(pages) > MENU_LIMIT
    )


def _shelves(shelves: Entry, older: Sequence[Site], menus: Mapping[int, Sequence[Entry]]) -> Listed:
    """Return the menu's entry of the older editions, each with its own menu below its home page."""
    title, pages = shelves
    below: list[Listed] = [{label(name): f"{url}index.md"} for name, url in pages]
    for site in older:
        (_, [(name, home)]), *rest = menus[site.edition.year]
        own = (_own(entry, site.shelf.prefix) for entry in rest)
        listed = [_listed(entry) for entries in own for entry in entries]
        below.append({label(site.edition.name): [{label(name): f"{home}index.md"}, *listed]})
    return {title: below}


def _own(entry: Entry, prefix: str) -> Iterator[Entry]:
    """Yield what of an entry is an edition's own: the entry itself, or each of its pages beside shared ones."""
    own = [(name, url) for name, url in entry[1] if url.startswith(prefix)]
    yield from ([entry] if own == entry[1] else ((name, [(name, url)]) for name, url in own))


def _tab(entry: Entry) -> tuple[str, list[str]]:
    """Return an entry as an older edition's tab: the page that it leads to, and the folders that belong to it."""
    title, pages = entry
    first = pages[0][1]
    return title, [first, *(url for _, url in pages[1:] if not url.startswith(first))]


def _listed(entry: Entry) -> Listed:
    """Return an entry as MkDocs lists it; one of a single page has nothing below it."""
    title, found = entry
    pages: list[Listed] = [{label(name): f"{url}index.md"} for name, url in found]
    return {label(title): pages if len(pages) > 1 else f"{found[0][1]}index.md"}
