"""All files of the site: every edition with its downloads, and what stands around them.

An edition is made again only when something that goes into it has changed: its files, the shared ones, this package, a
library, or what its pages say of other editions. With twenty editions, nineteen of them cost reading.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from rubric_site import changes, exports, frame, record, render
from rubric_site.changes.comparison import Comparison
from rubric_site.record import Old, Record
from rubric_site.views import Site

RECORD = ".inputs"
"""From which input each edition was made; with a dot in front it is not published."""

PACKAGE = Path(__file__).parent
LIBRARIES = ("jinja2", "markupsafe", *exports.LIBRARIES)


def files(
    sites: Sequence[Site], old: Old, offline: bytes | None = None, *, has_pictures: bool = False, anew: bool = False
) -> dict[str, bytes]:
    """Return every generated file by its path in the docs folder.

    Args:
        sites: The editions, the newest first.
        old: Gives the content of a file that an earlier run has written, or None.
        offline: The site as a zip, where the newest edition is to offer it.
        has_pictures: Whether there are pictures of this body's site.
        anew: Whether all pages are made again; downloads know by themselves what has changed.
    """
    made = Record(RECORD, (lambda _: None) if anew else old)
    stamp = record.stamp((path for path in PACKAGE.rglob("*") if path.is_file()), LIBRARIES)
    found: dict[str, bytes] = {}
    compared = changes.neighbours(sites)
    for site in sites:
        comparison = compared.get(site.edition.year)
        before = comparison.older.rubric.fingerprint if comparison else ""
        extra = {exports.OFFLINE: offline} if offline and site.is_newest else {}
        inputs = (stamp, site.rubric.fingerprint, before, repr(site.shelf), *map(record.digest, extra.values()))
        source = record.digest(*(text.encode() for text in inputs))
        found |= made.files(site.folder, source, partial(_edition, site, comparison, extra, old))
    found |= {name: content for name, content in _left(found, sites).items() if name not in found}
    return found | frame.build(sites, compared, _downloads(found), has_pictures=has_pictures) | made.file()


def _edition(site: Site, comparison: Comparison | None, extra: dict[str, bytes], old: Old) -> dict[str, bytes]:
    prefix = site.shelf.prefix
    downloads = exports.build(site, lambda name: old(prefix + name)) | extra
    offered = replace(_downloads(downloads), dataset=exports.dataset(site))
    pages = render.render(site, offered, comparison)
    return {prefix + name: content for name, content in (pages | downloads).items()}


def _downloads(found: Mapping[str, bytes]) -> render.Downloads:
    sizes = {name: len(content) for name, content in found.items()}
    pages = {name: exports.pages(content) for name, content in found.items() if name.endswith(".pdf")}
    return render.Downloads(sizes, exports.COLUMNS, exports.keys(), pages=pages)


def _left(found: Mapping[str, bytes], sites: Sequence[Site]) -> dict[str, bytes]:
    """Return the downloads of older editions by the addresses that they had at the root; a file cannot lead on."""
    left: dict[str, bytes] = {}
    for site in reversed(sites[1:]):
        folder = site.shelf.prefix + exports.FOLDER
        names = (name for name in found if name.startswith(folder) and not name.endswith((".md", exports.RECORD)))
        left |= {name.removeprefix(site.shelf.prefix): found[name] for name in names}
    return left
