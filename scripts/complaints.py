"""What a browser complains of when some pages of a site are opened in it and something is searched for on each."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from local import serving
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request, Response
from rubric_site import addresses

WITH_SCRIPTS = ("", addresses.LOOKUP, addresses.CALENDAR)
WITH_MUCH = (addresses.SECTIONS, addresses.UNITS)
"""Folders of which the longest page is opened: the one with the most that can go wrong."""

ROW = ".md-search-result__item, [role=option]"
"""A row of what was found, in the theme's box or in that of another program's theme."""

ENOUGH = 5_000
"""Milliseconds in which a row comes, if one comes at all."""

TOLD_BY_ITS_ADDRESS = "Failed to load resource"
"""How the console tells of a request that failed, without saying which."""


def chosen(site: Path) -> list[str]:
    """Return the pages of a site to look at: one of each kind that has scripts of its own, or much on it."""
    longest = [
        max(site.glob(f"{folder}*/index.html"), key=lambda path: path.stat().st_size, default=site / folder / "-")
        for folder in WITH_MUCH
    ]
    paths = [*(site / folder / "index.html" for folder in WITH_SCRIPTS), *longest]
    return [path.relative_to(site).as_posix() for path in paths if path.is_file()]


def of(browser: Browser, site: Path, names: Sequence[str], *, from_disk: bool) -> dict[str, frozenset[str]]:
    """Return what the browser complains of, by the name of the page.

    Args:
        browser: A running browser.
        site: The site's folder.
        names: The pages to open.
        from_disk: Whether they are opened as files, not through a server.
    """
    if from_disk:
        return {name: _opened(browser, f"{site.resolve().as_uri()}/", name) for name in names}
    with serving(site) as address:
        return {name: _opened(browser, address, name) for name in names}


def _opened(browser: Browser, start: str, name: str) -> frozenset[str]:
    with browser.new_context() as context:
        page = context.new_page()
        said = _listening(page)
        page.goto(start + name, wait_until="networkidle")
        said.extend(_searched(page))
    return frozenset(line.replace(start, "") for line in said)


def _listening(page: Page) -> list[str]:
    """Return a list that what goes wrong in a page is added to."""
    said: list[str] = []

    def console(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(TOLD_BY_ITS_ADDRESS):
            said.append(message.text)

    def failed(request: Request) -> None:
        said.append(f"{request.failure}: {request.url}")

    def answered(response: Response) -> None:
        if not response.ok:
            said.append(f"{response.status}: {response.url}")

    page.on("console", console)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("requestfailed", failed)
    page.on("response", answered)
    return said


def _searched(page: Page) -> Iterator[str]:
    """Search for what the page itself is called, by the key that every theme has for it."""
    title = page.locator("h1").first.inner_text()
    page.keyboard.press("/")
    page.keyboard.type(title)
    try:
        page.locator(ROW).first.wait_for(timeout=ENOUGH)
    except Error:
        yield "the search finds nothing"
