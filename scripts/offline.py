#!/usr/bin/env python3
"""Pack a site built with mkdocs-offline.yml so that it works from a disk: every link names a file, one zip holds all.

    python scripts/offline.py SITE_DIR ZIP

Exit status: 0 done, 1 a link leads to no file, 2 wrong usage.
"""

import argparse
import re
import sys
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

FOLDER = "trang-web"
"""What the files unpack into."""

UNUSED = ("404.html", "sitemap.xml", "sitemap.xml.gz")
"""Files that only a server asks for."""

FOLDER_LINK = re.compile(r'(?<= )((?:href|action)="|content="0; url=)((?:[^":#?]*/|\.{1,2})?)((?:[#?][^"]*)?)"')
"""A link within the site to a folder, with what follows its path; an address elsewhere has a colon."""

LINK = re.compile(r'(?<= )(?:href|src)="([^":#?]+)["#?]')
"""A link to a file of the site; an address elsewhere has a colon before it ends."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    parser = argparse.ArgumentParser(prog="offline.py", description="Đóng gói trang web để dùng không cần mạng.")
    parser.add_argument("site", type=Path, help="thư mục trang web dựng bằng mkdocs-offline.yml")
    parser.add_argument("archive", type=Path, help="tệp zip nhận kết quả")
    options = parser.parse_args(arguments)
    found = files(options.site)
    dead = [*dead_links(found)]
    if dead:
        print("\n".join(dead), file=sys.stderr)
        return 1
    options.archive.parent.mkdir(parents=True, exist_ok=True)
    _pack(found, options.archive)
    print(f"{options.archive}: {len(found)} tệp, {options.archive.stat().st_size / 1_000_000:.1f} MB")
    return 0


def files(site: Path) -> dict[str, bytes]:
    """Return the site's files by name, pages with links that name files."""
    found = {}
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.is_file() and name not in UNUSED and path.suffix != ".map":
            content = path.read_bytes()
            found[name] = with_file_links(content.decode()).encode() if path.suffix == ".html" else content
    return found


def with_file_links(html: str) -> str:
    """Return a page whose links to folders lead to the pages in them: without a server nobody else looks there."""

    def named(link: re.Match[str]) -> str:
        kind, folder, rest = link.groups()
        return f'{kind}{folder}{"" if folder.endswith("/") else "/"}index.html{rest}"' if folder else link.group()

    return FOLDER_LINK.sub(named, html)


def dead_links(site: dict[str, bytes]) -> Iterator[str]:
    """Yield the links of pages that lead to none of the files, each behind the name of its page."""
    for name, content in site.items():
        if name.endswith(".html"):
            for link in sorted(set(LINK.findall(content.decode()))):
                if _target(name, link) not in site:
                    yield f"{name}: {link}"


def _target(page: str, link: str) -> str:
    """Return the name of the file that a page's link leads to."""
    parts = page.split("/")[:-1]
    for part in link.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def _pack(site: dict[str, bytes], archive: Path) -> None:
    """Write the zip; names in order and no times, so that the same site gives the same bytes."""
    with zipfile.ZipFile(archive, "w") as packed:
        for name, content in site.items():
            entry = zipfile.ZipInfo(f"{FOLDER}/{name}")
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            packed.writestr(entry, content, compresslevel=9)


if __name__ == "__main__":
    sys.exit(main())
