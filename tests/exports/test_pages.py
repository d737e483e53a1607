"""The pages tell of the downloads that there are, and of no others."""

import html
import json
import re
from collections.abc import Mapping

from rubric_site import addresses, exports, render
from rubric_site.text import file_size
from rubric_site.views import Site

Files = Mapping[str, bytes]
LINK = re.compile(r'href="([^"]+)" download(?:="[^"]*")?>(.*?)</a>')
KINDS = {"pdf": "PDF", "docx": "Word", "xlsx": "Excel", "csv": "CSV", "json": "JSON", "ics": "lịch"}


def pages(site: Site, files: Files) -> Mapping[str, str]:
    """The pages with their downloads."""
    sizes = {name: len(content) for name, content in files.items()}
    counts = {name: exports.pages(content) for name, content in files.items() if name.endswith(".pdf")}
    made = dict(render.render(site, render.Downloads(sizes, exports.COLUMNS, exports.keys(), pages=counts)))
    return {name: content.decode() for name, content in made.items()}


def test_every_download_is_linked_with_kind_and_size(site: Site, files: Files) -> None:
    """The page of downloads leads to each file and says what it is and how large: a PDF by its pages."""
    links = dict(LINK.findall(pages(site, files)["tai-ve/index.md"]))
    wanted = {f"../{name}" for name in files if name.startswith("tai-ve/") and name != exports.RECORD}
    assert set(links) == wanted
    for path, label in links.items():
        content = files[path.removeprefix("../")]
        kind = KINDS[path.rsplit(".", 1)[1]]
        size = f"{exports.pages(content)} trang" if kind == "PDF" else file_size(len(content))
        assert kind in label, path
        assert re.search(rf"\((?:{kind}, )?{size}\)$", label), path


def test_the_interface_is_documented(site: Site, files: Files) -> None:
    """Every column of the CSV and every key of the JSON stands on the page with its meaning."""
    page = pages(site, files)["tai-ve/index.md"]
    for names in (exports.COLUMNS, *exports.keys().values()):
        for name, meaning in names.items():
            assert f"<code>{name}</code></dt><dd>{html.escape(meaning)}" in page, name


def test_no_text_ends_the_block_that_describes_the_data(site: Site, files: Files) -> None:
    """What stands there is data, whatever it says, and reads back as it was."""
    hostile = {"name": "</script><script>alert(1)</script><!--"}
    offered = render.Downloads({name: len(content) for name, content in files.items()}, dataset=hostile)
    page = dict(render.render(site, offered))["tai-ve/index.md"].decode()
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert json.loads(block) == hostile
    assert page.count("</script>") == 1


def test_without_downloads_nothing_offers_them(site: Site) -> None:
    """Pages alone have no page of downloads, no entry in the menu, no buttons."""
    made = dict(render.render(site))
    written = {name.removesuffix("index.md") for name in made if name.endswith(".md")}
    assert written == set(site.addresses) - {addresses.DOWNLOADS}
    for name, content in made.items():
        assert b"button-row no-print" not in content, name
        assert b"tai-ve/" not in content, name


def test_the_zip_is_offered_only_where_it_is(site: Site, files: Files) -> None:
    """Only a run that was given the zip of the site links it."""
    assert addresses.OFFLINE not in pages(site, files)["tai-ve/index.md"]
    with_zip = pages(site, {**files, addresses.OFFLINE: b"x" * 2_700_000})["tai-ve/index.md"]
    assert re.search(r'href="../tai-ve/trang-web.zip" download>.*\(ZIP, 2,7 MB\)</a>', with_zip)
