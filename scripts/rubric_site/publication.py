"""All files of the site: every edition with its downloads, and what stands around them.

An edition is made again only when something that goes into it has changed: its files, the shared ones, this package, a
library, or what its pages say of other editions. With twenty editions, nineteen of them cost reading.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path

from rubric_site import addresses, changes, exports, frame, record, render, search
from rubric_site.changes.comparison import Comparison
from rubric_site.record import Old, Record
from rubric_site.views import Site

RECORD = ".inputs"
"""From which input each edition was made; with a dot in front it is not published."""

PACKAGE = Path(__file__).parent
LIBRARIES = ("jinja2", "markupsafe", *exports.LIBRARIES)


def files(
    sites: Sequence[Site], old: Old, offline: bytes | None = None, *, has_pictures: bool = False, anew: bool = False
) -> Iterator[tuple[str, bytes]]:
    """Yield every generated file with its path in the docs folder.

    Args:
        sites: The editions, the newest first.
        old: Gives the content of a file that an earlier run has written, or None.
        offline: The site as a zip, where the newest edition is to offer it.
        has_pictures: Whether there are pictures of this body's site.
        anew: Whether all pages are made again; downloads know by themselves what has changed.
    """
    made = Record(RECORD, (lambda _: None) if anew else old)
    stamp = record.stamp((path for path in PACKAGE.rglob("*") if path.is_file()), LIBRARIES)
    offered, left = _Offered(), set[str]()
    compared = changes.neighbours(sites)
    for site in sites:
        comparison = compared.get(site.edition.year)
        before = comparison.older.rubric.fingerprint if comparison else ""
        extra = {addresses.OFFLINE: offline} if offline and site.is_newest else {}
        inputs = (stamp, site.rubric.fingerprint, before, repr(site.shelf), *map(record.digest, extra.values()))
        source = record.digest(*(text.encode() for text in inputs))
        for name, content in made.files(site.lasting(), source, partial(_edition, site, comparison, extra, old)):
            offered.add(name, content)
            yield name, content
            for address in _left(site, name):
                if address not in offered and address not in left:
                    left.add(address)
                    yield address, content
    yield from frame.build(sites, compared, offered.downloads(), has_pictures=has_pictures).items()
    yield made.file()


class _Offered:
    """What is known of the files of an edition that went by: the pages tell of those that are downloads."""

    def __init__(self) -> None:
        self._sizes: dict[str, int] = {}
        self._pages: dict[str, int] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._sizes

    def add(self, name: str, content: bytes) -> None:
        """Take note of a file."""
        self._sizes[name] = len(content)
        if name.endswith(".pdf"):
            self._pages[name] = exports.pages(content)

    def downloads(self) -> render.Downloads:
        """Return what the pages are to tell."""
        return render.Downloads(self._sizes, exports.COLUMNS, exports.keys(), pages=self._pages)


def _edition(
    site: Site, comparison: Comparison | None, extra: Mapping[str, bytes], old: Old
) -> Iterator[tuple[str, bytes]]:
    prefix, offered = site.shelf.prefix, _Offered()
    for name, content in chain(exports.build(site, lambda name: old(prefix + name)), extra.items()):
        offered.add(name, content)
        yield prefix + name, content
    downloads = replace(offered.downloads(), dataset=exports.dataset(site))
    found = search.files(site, render.about_all(site))
    for name, content in chain(render.render(site, downloads, comparison), found.items()):
        yield prefix + name, content


def _left(site: Site, name: str) -> Iterator[str]:
    """Yield the address that a download of an older edition had at the root; a file cannot lead on."""
    prefix = site.shelf.prefix
    if prefix and name.startswith(prefix + addresses.DOWNLOADS) and not name.endswith((".md", exports.RECORD)):
        yield name.removeprefix(prefix)
