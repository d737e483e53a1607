"""What tests of all kinds share: the project's folder, built sites, a server for one of them and a browser."""

import os
import re
from collections.abc import Generator, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import local
import pytest
from local import chromium, serving
from playwright.sync_api import Browser, BrowserContext, Page, expect
from rubric_site.exports import downloads
from stage import DISTRICT, ROOT, RUBRIC, YEARS, NewContext, project

# What site/ is made of.
SOURCES = ("rubric", "scripts", "docs", "overrides", "mkdocs.yml")

# A busy machine is slow, not wrong: what does come may take its time.
expect.set_options(timeout=20_000)

TRACES = ROOT / ".cache" / "traces"
FAILED = pytest.StashKey[bool]()


@pytest.fixture(scope="session")
def project_root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def front_door() -> ModuleType:
    """run.py as a module, for the tests that ask it something without starting it."""
    return local.front_door()


@pytest.fixture(scope="session")
def built_site() -> Path:
    """The site of a rubric that never changes, on which the tests of the product stand."""
    return project(DISTRICT) / "site"


@pytest.fixture(scope="session")
def published_site() -> Path:
    """The folder site/, as `run.py` builds it from rubric/, whatever that holds; only for the tests of its content.

    Where it is older than what it is made of, another is built from the same rubric: tests write nothing into docs/.
    """
    site = ROOT / "site"
    fresh = _newest(site / "index.html") >= max(_newest(ROOT / source) for source in SOURCES)
    return site if fresh else project(RUBRIC) / "site"


def _newest(path: Path) -> float:
    files = [path] if path.is_file() else [found for found in path.rglob("*") if "__pycache__" not in found.parts]
    return max((found.stat().st_mtime for found in files if found.is_file()), default=0.0)


@pytest.fixture
def bare_downloads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the downloads of this process hold nothing but their data: making them takes longest, and pages only link."""
    for making in ("_typeset", "_draw", "_workbook", "_word"):
        monkeypatch.setattr(downloads, making, lambda data: data)


@pytest.fixture(scope="session")
def years_site() -> Path:
    """The site of a body with two editions."""
    return project(YEARS) / "site"


@pytest.fixture(scope="session")
def site_server(built_site: Path) -> Iterator[str]:
    """The address of a server that shows the built site."""
    with serving(built_site) as address:
        yield address


@pytest.fixture(scope="session")
def years_server(years_site: Path) -> Iterator[str]:
    """The address of a server that shows the site with two editions."""
    with serving(years_site) as address:
        yield address


@pytest.fixture(scope="session")
def browser(front_door: ModuleType) -> Iterator[Browser]:
    """A Chromium without a window: the one that `run.py test` found, else an installed one."""
    path = os.environ.get("RUBRIC_BROWSER") or front_door.present_browser()
    assert path, "No Chromium, Chrome or Edge found; `run.py test` would install one."
    with chromium(path) as started:
        yield started


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember that a test has failed, for the fixtures that clean up after it."""
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    return report


@pytest.fixture(scope="session")
def profiles() -> dict[str, BrowserContext]:
    """The browser profiles that tests share, by their settings."""
    return {}


@pytest.fixture
def new_context(
    browser: Browser, profiles: dict[str, BrowserContext], request: pytest.FixtureRequest
) -> Iterator[NewContext]:
    """Makes browser profiles, one of each kind of settings, with no cookie, storage or tab of another test.

    A test that asks for the settings of an earlier one gets the same profile, swept: starting one takes longer than
    showing a page. So a script that is to run in every page is added to a tab, since no profile lets go of one.

    What happened in them is kept below .cache/traces when the test fails, and a picture of each page as it stood then:
    `playwright show-trace` shows the former. A film of every test would make each page a tenth dearer.
    """
    opened: list[BrowserContext] = []

    def make(**settings: Any) -> BrowserContext:  # noqa: ANN401 - Playwright's own, of many types
        kind = repr(sorted(settings.items()))
        if kind not in profiles:
            profiles[kind] = _profile(browser, settings)
        opened.append(profiles[kind])
        opened[-1].tracing.start_chunk()
        return opened[-1]

    yield make
    name = re.sub(r"[^\w.-]+", "-", request.node.nodeid)
    for number, context in enumerate(opened):
        trace = TRACES / f"{name}-{number}.zip"
        trace.unlink(missing_ok=True)
        failed = request.node.stash[FAILED]
        context.tracing.stop_chunk(path=trace if failed else None)
        for shown, page in enumerate(context.pages[1:] if failed else []):
            page.screenshot(path=trace.with_name(f"{trace.stem}-{shown}.png"))
        _sweep(context)


def _profile(browser: Browser, settings: dict[str, Any]) -> BrowserContext:
    """Start a profile with an empty tab that stays, which keeps the process that shows the next one's pages."""
    context = browser.new_context(**{"locale": "vi-VN", "timezone_id": "Asia/Ho_Chi_Minh"} | settings)
    context.tracing.start()
    context.new_page()
    return context


def _sweep(context: BrowserContext) -> None:
    """Close the tabs that a test has opened and take back whatever it and the pages have left in the profile."""
    context.unroute_all(behavior="ignoreErrors")
    empty, *tabs = context.pages
    for tab in tabs:
        tab.close()
    context.clear_cookies()
    session = context.new_cdp_session(empty)
    session.send("Storage.clearDataForOrigin", {"origin": "*", "storageTypes": "all"})
    session.detach()


@pytest.fixture
def context(new_context: NewContext) -> BrowserContext:
    """A browser profile with nothing special about it."""
    return new_context()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """An empty tab."""
    return context.new_page()
