"""Nothing that another body publishes says a word of the body for which this was first made."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest
from stage import FIXTURES, project

OTHERS = [path for path in FIXTURES if path.name in {"bare", "commune", "wide"}]
FOREIGN = re.compile(r"CCHC|[Cc]ải cách hành chính|PAR ?INDEX|[Hh]uyện|HUYỆN|Mê Linh|MÊ LINH|me-linh|\b2023\b")
ABOUT_ITS_TABLE = re.compile(r"không nêu đơn vị chủ trì|[Dd]ấu phẩy trong số thứ tự|văn bản công khai")
"""What only a table itself can say, through its YAML."""


def texts(path: Path) -> Iterator[str]:
    """What stands in a published file: its text, and of PDF, Word and Excel files also the metadata."""
    if path.suffix == ".pdf":
        document = pypdf.PdfReader(io.BytesIO(path.read_bytes()))
        yield str(document.metadata)
        yield from (page.extract_text() for page in document.pages)
    elif path.suffix in {".docx", ".xlsx", ".zip"}:
        with zipfile.ZipFile(path) as archive:
            yield from (archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    elif path.suffix not in {".png", ".webp", ".woff2", ".gz", ".ttf", ".ico"}:
        yield path.read_text(encoding="utf-8-sig")


def test_the_words_of_the_first_body_are_known(built_site: Path) -> None:
    """On its own site each pattern finds what it looks for on others', in pages and in files."""
    for name in ("index.html", "tai-ve/toan-bo.pdf", "tai-ve/tieu-chi.xlsx", "tai-ve/tieu-chi.csv"):
        assert any(FOREIGN.search(text) for text in texts(built_site / name)), name
    pages = [path.read_text(encoding="utf-8") for path in built_site.rglob("*.html")]
    assert len({found[0] for text in pages for found in ABOUT_ITS_TABLE.finditer(text)}) == 3


@pytest.mark.slow
@pytest.mark.parametrize("rubric", OTHERS, ids=lambda path: path.name)
def test_no_output_names_the_first_body(rubric: Path) -> None:
    """Pages, menus, alternative texts, scripts' data, pictures' labels, PDF, Word, Excel, CSV and JSON alike."""
    site = project(rubric) / "site"
    found = {}
    for path in sorted(site.rglob("*")):
        if path.is_file() and "licen" not in path.name.lower():
            words = [match[0] for text in texts(path) for match in FOREIGN.finditer(text)]
            if words:
                found[path.relative_to(site).as_posix()] = words[:5]
    assert found == {}


@pytest.mark.slow
@pytest.mark.parametrize("rubric", OTHERS, ids=lambda path: path.name)
def test_no_page_says_of_a_table_what_it_does_not_say(rubric: Path) -> None:
    """Sentences on leads, numbering and licence come from the body's own YAML, or are not there."""
    own = "".join(path.read_text(encoding="utf-8") for path in rubric.rglob("edition.yaml"))
    site = project(rubric) / "site"
    for path in site.rglob("*.html"):
        said = {match[0] for match in ABOUT_ITS_TABLE.finditer(path.read_text(encoding="utf-8"))}
        assert not [words for words in said if words not in own], path
