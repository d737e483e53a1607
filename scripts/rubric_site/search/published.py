"""The scripts of the search as they are published: put together, without comments and blanks."""

from functools import cache
from pathlib import Path

from rjsmin import jsmin

SCRIPTS = Path(__file__).parent / "javascripts"
ENGINE = tuple(
    f"{name}.js"
    for name in ("unpack", "analyser", "postings", "collection", "rank", "read", "repair", "match", "show", "engine")
)
PUBLISHED = {
    "search.js": (*ENGINE, "worker.js"),
    "page.js": ("page.js",),
    "lookup.js": ("lookup.js",),
}
"""The scripts that the pages load, each with the files that it is put together from."""


@cache
def scripts() -> dict[str, bytes]:
    """Return the content of each script by its name."""
    texts = {
        name: "\n".join((SCRIPTS / source).read_text(encoding="utf-8") for source in sources)
        for name, sources in PUBLISHED.items()
    }
    return {name: f"{jsmin(text)}\n".encode() for name, text in texts.items()}
