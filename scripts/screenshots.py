#!/usr/bin/env python3
"""Take the pictures of the how-to page and the README from the built site.

    python run.py screenshots

The pictures go to docs/assets/images/screenshots/, into a folder
named after the body: the how-to page shows only pictures of its own body.
"""

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from local import browser_path, chromium, serving
from playwright.sync_api import Page
from rubric_site import frame, load, views

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "site"
QUALITY = 70
SETTLED = 1000
"""Milliseconds after which the results of the whole query stand there, not those of its first letters."""


@dataclass(frozen=True)
class Picture:
    """One picture: the page, the window, and what to do before it is taken."""

    address: Callable[[], str]
    prepare: Callable[[Page], None] = lambda _: None
    width: int = 1280
    height: int = 800
    scheme: Literal["light", "dark"] = "light"


def longest(folder: str) -> str:
    """The address of the longest page in a folder: the one with the most to see."""
    page = max(SITE.glob(f"{folder}/*/index.html"), key=lambda path: path.stat().st_size)
    return f"{page.parent.relative_to(SITE).as_posix()}/"


def show_criterion(page: Page) -> None:
    """Scroll to the second criterion's guidance."""
    page.locator("section.criterion").nth(1).evaluate("criterion => scrollTo(0, criterion.offsetTop - 90)")


def show_table(page: Page) -> None:
    """Scroll to the point table."""
    page.locator("#bang-diem").evaluate("heading => scrollTo(0, heading.offsetTop - 90)")


def search(page: Page) -> None:
    """Open the search and type without marks."""
    page.locator(".md-search__input").click()
    page.keyboard.type("doi thoai")
    page.locator(".md-search-result__item").first.wait_for()
    page.wait_for_timeout(SETTLED)


def settle(page: Page) -> None:
    """Wait for the filter that the address asks for."""
    page.wait_for_timeout(SETTLED)


PICTURES_BY_NAME: Mapping[str, Picture] = {
    "trang-chu": Picture(lambda: ""),
    "linh-vuc": Picture(lambda: longest("linh-vuc"), show_table),
    "tieu-chi": Picture(lambda: longest("linh-vuc"), show_criterion),
    "tim-kiem": Picture(lambda: "", search),
    "tra-cuu": Picture(lambda: "tra-cuu/?tk=ke+hoach", settle),
    "don-vi": Picture(lambda: longest("don-vi")),
    "don-vi-dien-thoai": Picture(lambda: longest("don-vi"), width=375, height=780, scheme="dark"),
}


def folder() -> Path:
    """The folder of the pictures of the newest edition's body."""
    return ROOT / "docs" / frame.pictures(views.build(load.load(ROOT / "rubric").newest))


def main() -> None:
    """Take every picture."""
    pictures = folder()
    pictures.mkdir(parents=True, exist_ok=True)
    with serving(SITE) as site, chromium(browser_path()) as browser:
        for name, picture in PICTURES_BY_NAME.items():
            context = browser.new_context(
                viewport={"width": picture.width, "height": picture.height},
                color_scheme=picture.scheme,
                locale="vi-VN",
                reduced_motion="reduce",
            )
            page = context.new_page()
            page.goto(site + picture.address(), wait_until="networkidle")
            picture.prepare(page)
            taken = context.new_cdp_session(page).send("Page.captureScreenshot", {"format": "webp", "quality": QUALITY})
            (pictures / f"{name}.webp").write_bytes(base64.b64decode(taken["data"]))
            context.close()
            print(f"{name}.webp")


if __name__ == "__main__":
    main()
