#!/usr/bin/env python3
"""Say what differs between a site and the same site as another program built it.

    python scripts/compare_sites.py [--browser PATH] [--from-disk] SITE OTHER

That is: addresses, anchors, the search, the policy, with --browser also what a Chromium complains of on some pages, and
with --from-disk, for sites that need no server, links to no file.

Exit status: 0 nothing that readers would miss, 1 something, 2 wrong usage.
"""

import argparse
import re
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

import complaints
import offline
from local import chromium

SHOWN = 3
"""How many of many are named."""

GENERATOR = re.compile(r'<meta name="generator"[^>]*>')
ID = re.compile(r'\sid="([^"]+)"')
MARKS = {
    "lack the search's worker": re.compile(r'"search": ?"[^"]*assets/search/search\.js'),
    "lack the search's page script": re.compile(r'<script src="[^"]*assets/search/page\.js"'),
    "lack the search's box": re.compile(r'class="md-search__input"'),
    "lack the Content-Security-Policy": re.compile(r'http-equiv="Content-Security-Policy"'),
    "lack our skip link": re.compile(r'class="md-skip skip-link"'),
}
"""What pages need, with what is said of those that had it and no longer have."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    parser = argparse.ArgumentParser(prog="compare_sites.py", description="Compare two builds of the same site.")
    parser.add_argument("site", type=Path, help="the site as it is published")
    parser.add_argument("other", type=Path, help="the same site as another program built it")
    parser.add_argument("--browser", help="a Chromium, to open some pages of both and search")
    parser.add_argument("--from-disk", action="store_true", help="open them as files, and look for links to none")
    options = parser.parse_args(arguments)
    ours, theirs = (_pages(folder) for folder in (options.site, options.other))
    differences = list(_differences(ours, theirs))
    if options.from_disk:
        differences += _lines({"have links to no file": _dead(options.other, options.site)})
    if options.browser:
        differences += _lines(_complaints(options.browser, options.site, options.other, from_disk=options.from_disk))
    same = sum(GENERATOR.sub("", html) == GENERATOR.sub("", theirs.get(name, "")) for name, html in ours.items())
    print(f"{options.other.name}: {same} of {len(ours)} pages are the same to the letter, but for who made them.")
    print("\n".join(f"  {line}" for line in differences) or "  Nothing is missing.")
    return 1 if differences else 0


def _pages(folder: Path) -> dict[str, str]:
    """Return the pages of a site by their address."""
    paths = sorted(folder.rglob("*.html"))
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def _differences(ours: dict[str, str], theirs: dict[str, str]) -> Iterator[str]:
    """Yield a line for each kind of difference."""
    shared = {name: (html, theirs[name]) for name, html in ours.items() if name in theirs}
    anchors = {name: anchors for name, (ours, theirs) in shared.items() if (anchors := _ids(ours) - _ids(theirs))}
    kinds = {
        "are missing": ours.keys() - theirs.keys(),
        "are there that were not": theirs.keys() - ours.keys(),
        "lack anchors": {f"{name} ({_some(found)})" for name, found in anchors.items()},
    }
    for said, mark in MARKS.items():
        kinds[said] = {name for name, (ours, theirs) in shared.items() if mark.search(ours) and not mark.search(theirs)}
    yield from _lines(kinds)


def _lines(kinds: Mapping[str, Collection[str]]) -> Iterator[str]:
    """Yield what is said of pages, how many they are and what the first are called, where there are any."""
    for said, names in kinds.items():
        if names:
            yield f"{len(names)} pages {said}: {_some(names)}"


def _dead(folder: Path, usual: Path) -> frozenset[str]:
    """Return the pages of a site that have a link to no file, which the same page of the usual site has not."""
    found, known = (frozenset(offline.dead_links(offline.files(site))) for site in (folder, usual))
    return frozenset(link.split(":")[0] for link in found - known)


def _complaints(browser: str, site: Path, other: Path, *, from_disk: bool) -> dict[str, set[str]]:
    """Return the pages of the other site that a browser complains of where it does not of ours, by what it says."""
    names = [name for name in complaints.chosen(site) if (other / name).is_file()]
    with chromium(browser) as started:
        usual, found = (complaints.of(started, folder, names, from_disk=from_disk) for folder in (site, other))
    kinds: dict[str, set[str]] = {}
    for name in names:
        for said in sorted(found[name] - usual[name]):
            kinds.setdefault(f"complain in a browser of “{said}”", set()).add(name)
    return kinds


def _ids(html: str) -> frozenset[str]:
    """Return the anchors of a page's content; those of the theme's own parts begin with two underscores."""
    return frozenset(name for name in ID.findall(html) if not name.startswith("__"))


def _some(names: Collection[str]) -> str:
    """Return the first of some names, and that there are more."""
    return ", ".join(sorted(names)[:SHOWN]) + (" …" if len(names) > SHOWN else "")


if __name__ == "__main__":
    sys.exit(main())
