"""What the tests of the downloads share: the published edition, its downloads, and a rubric with hostile texts."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from rubric_site import exports, load, views
from rubric_site.views import Site

ROOT = Path(__file__).parents[2]
Files = Mapping[str, bytes]

HOSTILE = (
    '#import "x.typ": * #panic("x")',
    "*sao* _gạch_ `mã` $x^2$ @nguồn <nhãn> \\ // /* */",
    "= 1+1",
    '=HYPERLINK("http://example.org")',
    "+84 24",
    "-1",
    "@SUM(A1:A2)",
    "<script>alert(1)</script> &amp; </td>",
    "[x](javascript:alert(1)) ![x](x.png)",
    '"trích", dấu phẩy; chấm phẩy',
    "http://example.org/?a=1&b=2",
)
"""Texts that mean something to one of the formats on the way."""


def read_site(rubric: Path) -> Site:
    """The views of the newest edition in a folder."""
    loaded = load.load(rubric)
    assert loaded.problems == []
    return views.build(max(loaded.rubrics.values(), key=lambda rubric: rubric.edition.year))


@pytest.fixture(scope="session")
def site() -> Site:
    """The published edition."""
    return read_site(ROOT / "rubric")


@pytest.fixture(scope="session")
def files(site: Site) -> Files:
    """The downloads of the published edition, all made anew."""
    return exports.build(site, lambda _: None)


@pytest.fixture(params=HOSTILE)
def hostile_text(request: pytest.FixtureRequest) -> str:
    """One hostile text after the other."""
    return str(request.param)


@pytest.fixture
def commune() -> Site:
    """A small edition."""
    return read_site(ROOT / "tests/commune")


@pytest.fixture
def commune_with(tmp_path: Path) -> Callable[[str], Site]:
    """Makes the commune's edition with a text as the title of its first criterion and as one of its actions."""

    def with_text(text: str) -> Site:
        rubric = shutil.copytree(ROOT / "tests/commune", tmp_path / "rubric")
        path = rubric / "2026/01-tiep-nhan.yaml"
        quoted = "'" + text.replace("'", "''") + "'"
        content = path.read_text(encoding="utf-8")
        for words in ("Niêm yết thủ tục", "Ghi sổ ngày hẹn."):
            assert words in content
            content = content.replace(words, quoted, 1)
        path.write_text(content, encoding="utf-8")
        return read_site(rubric)

    return with_text
