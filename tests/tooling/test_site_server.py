"""The server and the browser that the tests of the built site rely on."""

import gzip
import os
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request

pytestmark = pytest.mark.slow  # needs the built site


def test_pages_come_compressed(site_server: str, built_site: Path) -> None:
    """Page weights are measured through this server, so it has to compress as GitHub Pages does."""
    request = urllib.request.Request(site_server, headers={"Accept-Encoding": "gzip"})  # noqa: S310 - own server
    with urllib.request.urlopen(request) as response:  # noqa: S310 - own server
        assert response.headers["Content-Encoding"] == "gzip"
        assert response.headers["Content-Type"] == "text/html; charset=utf-8"
        assert gzip.decompress(response.read()) == (built_site / "index.html").read_bytes()


def test_fonts_come_as_they_are(site_server: str, built_site: Path) -> None:
    """What is compressed in itself is not compressed again."""
    font = next((built_site / "assets" / "fonts").glob("*.woff2"))
    request = urllib.request.Request(  # noqa: S310 - own server
        site_server + font.relative_to(built_site).as_posix(), headers={"Accept-Encoding": "gzip"}
    )
    with urllib.request.urlopen(request) as response:  # noqa: S310 - own server
        assert "Content-Encoding" not in response.headers
        assert response.read() == font.read_bytes()


def test_what_is_missing_gets_the_site_s_own_page(site_server: str, built_site: Path) -> None:
    """A wrong address gets status 404 and 404.html, as on GitHub Pages."""
    with pytest.raises(urllib.error.HTTPError) as error:
        urllib.request.urlopen(site_server + "khong-co/")  # noqa: S310 - own server
    with error.value as response:
        assert response.code == 404
        assert response.read() == (built_site / "404.html").read_bytes()


@pytest.mark.browser
def test_the_browser_opens_the_site(site_server: str, page: Page) -> None:
    """A real browser shows the home page, without an error in its console and without asking any other server."""
    errors: list[str] = []
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto(site_server, wait_until="networkidle")
    assert page.locator("h1").count() == 1
    assert page.locator("html").get_attribute("lang") == "vi"
    assert errors == []
    assert [url for url in asked if not url.startswith((site_server, "data:", "blob:"))] == []


@pytest.mark.browser
def test_a_test_that_fails_leaves_a_trace(project_root: Path, tmp_path: Path) -> None:
    """What the browser did and showed last is kept for a test that failed, and only for that one."""
    steps = "(page):\n    page.goto('about:blank')\n    assert"
    (tmp_path / "test_two.py").write_text(f"def test_good{steps} 1\ndef test_bad{steps} 0\n", encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "conftest", "--rootdir", str(tmp_path), str(tmp_path)]
    env = os.environ | {"PYTHONPATH": os.pathsep.join([str(project_root / "tests"), *sys.path])}
    taken_away(project_root)
    assert subprocess.run(command, cwd=tmp_path, env=env, check=False, capture_output=True).returncode == 1
    assert taken_away(project_root) == ["test_two.py-test_bad-0-0.png", "test_two.py-test_bad-0.zip"]


def taken_away(project_root: Path) -> list[str]:
    """The traces of those tests, which are left by then no more."""
    traces = sorted((project_root / ".cache/traces").glob("test_two.py-*"))
    for trace in traces:
        trace.unlink()
    return [trace.name for trace in traces]
