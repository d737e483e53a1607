"""Measure the search in a real Chromium beside Material's own on the same pages, for the rubric and for more."""

import gzip
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from local import browser_path, chromium, serving
from playwright.sync_api import Browser
from rubric_site import addresses, load, render, views, write
from rubric_site import search as found

from bench import queries as sets
from bench.measure import ROOT
from bench.multiply import multiply

FOLDS = (1, 100)
QUERIES = 6
SIZES = (
    "## Search\n\n| criteria | search | index KB | gz KB | first result ms | keystroke median ms | p95 ms |",
    "|---|---|---|---|---|---|---|",
)
OURS_ONLY = re.compile(r"{% block config %}.*?{% endblock %}\n", re.DOTALL)
EXCLUDED = "search: {exclude: true}\n"

WATCH = """
    self.times = [];
    const Real = self.Worker;
    self.Worker = class extends Real {
        constructor(url) {
            super(url);
            const post = this.postMessage;
            let asked = 0;
            this.postMessage = message => {
                if (message.type === 2) asked = performance.now();
                return post.call(this, message);
            };
            this.addEventListener('message', ({ data }) => {
                if (data.type === 3 && asked) requestAnimationFrame(() => {
                    self.times.push(performance.now() - asked);
                });
            });
        }
    };
    const first = new MutationObserver(() => {
        if (document.querySelector('.md-search-result__link')) {
            first.disconnect();
            requestAnimationFrame(() => { self.first = performance.now(); });
        }
    });
    first.observe(document, { childList: true, subtree: true });
"""
"""Notes how long each query took until its answer was painted, and when the first result of all was."""


TYPE_AT_ONCE = """
    addEventListener('DOMContentLoaded', () => {
        const input = document.querySelector('.md-search__input');
        input.focus();
        input.value = self.query;
        input.dispatchEvent(new KeyboardEvent('keyup'));
    });
"""
"""Types a query as soon as the page is there: from outside the browser it would take longer than the search."""


def search(folder: Path, rounds: int) -> Iterator[str]:
    """Yield a table of sizes and times, ours and stock Material's in turn.

    Args:
        folder: An empty folder.
        rounds: How often the first result is measured.
    """
    with chromium(browser_path()) as browser:
        yield from sets.table(browser)
        yield from SIZES
        for fold in FOLDS:
            rubric = multiply(ROOT / "rubric", fold, folder / f"rubric-{fold}")
            site = views.build(load.load(rubric).newest)
            queries = _queries(site)
            builds = {name: _build(folder / f"{name}-{fold}", site, ours=name == "ours") for name in ("ours", "stock")}
            first: dict[str, list[float]] = {name: [] for name in builds}
            for _ in range(rounds if fold == 1 else 3):
                for name, built in builds.items():
                    first[name].append(_first_result(browser, built, queries[0]))
            for name, built in builds.items():
                keys = sorted(_keystrokes(browser, built, queries))
                raw, packed = _size(built)
                median, late = statistics.median(keys), keys[int(len(keys) * 0.95)]
                start = statistics.median(first[name])
                yield (
                    f"| {site.count} | {name} | {raw / 1000:.0f} | {packed / 1000:.0f} "
                    f"| {start:.0f} | {median:.0f} | {late:.0f} |"
                )
    yield ""


def _queries(site: views.Site) -> list[str]:
    """The first three words of some titles, with their marks: what stock Material finds too."""
    titles = list(dict.fromkeys(entry.criterion.title.lower() for entry in site.entries))
    return [" ".join(re.findall(r"\w+", title)[:3]) for title in titles[:: len(titles) // QUERIES][:QUERIES]]


def _build(folder: Path, site: views.Site, *, ours: bool) -> Path:
    """Build the pages that the search needs, with our search or with the theme's; the built folder.

    Pages that no search reads (of a unit, the tables of everything) are left out, of ours also those of the sections.
    """
    shutil.copytree(ROOT / "overrides", folder / "overrides")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    generated = write.generated(ROOT / "docs")
    for path in (ROOT / "docs").rglob("*"):
        name = path.relative_to(ROOT / "docs")
        if path.is_file() and name.as_posix() not in generated:
            (folder / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, folder / "docs" / name)
    if ours:
        files = found.files(site, render.about_all(site))
    else:
        wanted = addresses.page(addresses.SECTIONS, "[^/]+") + r"index\.md"
        files = {name: text for name, text in render.render(site) if re.fullmatch(wanted, name)}
        page = folder / "overrides/page.html"
        page.write_text(OURS_ONLY.sub("", page.read_text(encoding="utf-8")), encoding="utf-8")
        files = {name: text.replace(EXCLUDED.encode(), b"") for name, text in files.items()}
    files["index.md"] = b"# Trang\n"  # where the search is opened: a page that costs nothing itself
    files[".site.yml"] = json.dumps({"site_name": "Bench", "extra": {"edition": {"title": "", "area": ""}}}).encode()
    write.write(folder / "docs", files.items())
    env = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    build = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--no-strict"]
    subprocess.run(build, cwd=folder, env=env, check=True, capture_output=True)  # noqa: S603 - our own command
    return folder / "site"


def _size(site: Path) -> tuple[int, int]:
    data = [path.read_bytes() for path in [*site.glob("assets/search/[np]*s.js"), site / "search/search_index.json"]]
    return sum(map(len, data)), sum(len(gzip.compress(text)) for text in data)


def _first_result(browser: Browser, site: Path, query: str) -> float:
    """Milliseconds from the start of loading the page, typing at once, to the first result on the screen."""
    with serving(site) as address:
        context = browser.new_context()
        context.add_init_script(WATCH + f"self.query = {json.dumps(query)};{TYPE_AT_ONCE}")
        page = context.new_page()
        page.goto(address)
        page.wait_for_function("() => self.first", timeout=120_000)
        found = float(page.evaluate("self.first"))
        context.close()
    return found


def _keystrokes(browser: Browser, site: Path, queries: list[str]) -> list[float]:
    """Milliseconds from each letter typed into the search, when it has settled, to its answer on the screen."""
    times: list[float] = []
    with serving(site) as address:
        context = browser.new_context()
        context.add_init_script(WATCH)
        page = context.new_page()
        page.goto(address)
        page.locator(".md-search__input").focus()
        page.keyboard.type(queries[0])
        page.wait_for_function("() => self.first", timeout=120_000)
        page.wait_for_timeout(2000)
        for query in queries:
            page.keyboard.press("ControlOrMeta+A")
            page.keyboard.press("Delete")
            page.wait_for_timeout(300)
            for letter in query:
                page.evaluate("self.times = []")
                page.keyboard.insert_text(letter)
                page.keyboard.press("Shift")  # the theme alone listens to keys, which no inserted letter is
                page.wait_for_function("() => self.times.length", timeout=120_000)
                times.append(float(page.evaluate("self.times[0]")))
        context.close()
    return times
