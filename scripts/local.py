"""What commands and tests need of this machine: a file as a module, a server for a site, a browser."""

import functools
import gzip
import http.server
import importlib.util
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from pathlib import Path
from types import ModuleType

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
COMPRESSED = (".css", ".html", ".js", ".json", ".svg", ".xml")

# Chromium's own traffic (updates, sync, field trials) only disturbs; --no-sandbox is what root needs.
BROWSER_FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def module(path: Path) -> ModuleType:
    """Return a Python file as a module, which no package holds.

    Raises:
        ImportError: If it is no Python file.
    """
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise ImportError(str(path))
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


@functools.cache
def front_door() -> ModuleType:
    """Return run.py, for those who ask it something without starting it."""
    return module(ROOT / "run.py")


def browser_path() -> str:
    """Return the path of the browser that `run.py test` found, else of one that is found or installed now."""
    return os.environ.get("RUBRIC_BROWSER") or str(front_door().find_browser())


@contextmanager
def chromium(path: str) -> Iterator[Browser]:
    """Run a Chromium without a window."""
    flags = [*BROWSER_FLAGS, *(["--no-sandbox"] if front_door().is_root() else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, headless=True, args=flags)
        yield browser
        browser.close()


@contextmanager
def serving(site: Path) -> Iterator[str]:
    """Show a site on this machine only, as GitHub Pages does it, and give its address."""
    handler = functools.partial(_Handler, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
        thread.join()


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves files as GitHub Pages does: text compressed, the site's own page for what is not there."""

    protocol_version = "HTTP/1.1"

    def handle(self) -> None:
        """Let a browser that closes its page in the middle of a file go in peace."""
        with suppress(ConnectionError):
            super().handle()

    def do_GET(self) -> None:
        """Answer with the file, compressed where the browser takes that."""
        folder = Path(self.translate_path(self.path))
        if folder.is_dir() and not self.path.partition("?")[0].endswith("/"):
            super().do_GET()  # redirects to the address with a slash
            return
        path = folder / "index.html" if folder.is_dir() else folder
        status = HTTPStatus.OK if path.is_file() else HTTPStatus.NOT_FOUND
        if status is HTTPStatus.NOT_FOUND:
            path = Path(self.directory) / "404.html"
        body = path.read_bytes()
        self.send_response(status)
        kind = self.guess_type(path)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        if path.suffix in COMPRESSED and "gzip" in self.headers.get("Accept-Encoding", ""):
            body = _compressed(body)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        """Say nothing: what runs here has an output of its own."""


@functools.lru_cache(maxsize=64)
def _compressed(body: bytes) -> bytes:
    """Return a file compressed; once, as a host does it, so that nothing that is measured waits for it."""
    return gzip.compress(body, mtime=0)
