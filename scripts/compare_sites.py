#!/usr/bin/env python3
"""Say what differs between a site and the same site as another program built it: addresses, anchors, search, policy.

    python scripts/compare_sites.py SITE OTHER

Exit status: 0 nothing that readers would miss, 1 something, 2 wrong usage.
"""

import argparse
import re
import sys
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

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
    options = parser.parse_args(arguments)
    ours, theirs = (_pages(folder) for folder in (options.site, options.other))
    differences = list(_differences(ours, theirs))
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
    for said, names in kinds.items():
        if names:
            yield f"{len(names)} pages {said}: {_some(names)}"


def _ids(html: str) -> frozenset[str]:
    """Return the anchors of a page's content; those of the theme's own parts begin with two underscores."""
    return frozenset(name for name in ID.findall(html) if not name.startswith("__"))


def _some(names: Collection[str]) -> str:
    """Return the first of some names, and that there are more."""
    return ", ".join(sorted(names)[:SHOWN]) + (" …" if len(names) > SHOWN else "")


if __name__ == "__main__":
    sys.exit(main())
