"""What tests in several folders stand on."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext

NewContext = Callable[..., BrowserContext]
"""Makes a fresh browser profile with some settings of Playwright's."""
