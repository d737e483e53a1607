"""What the tests of the downloads share: a large edition, its downloads, and a rubric with hostile texts."""

import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from rubric_site import exports
from rubric_site.views import Site
from stage import COMMUNE, DISTRICT, newest

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


@pytest.fixture(scope="session")
def site() -> Site:
    """A large edition."""
    return newest(DISTRICT)


@pytest.fixture(scope="session")
def files(site: Site) -> Files:
    """The downloads of the large edition, all made anew."""
    return dict(exports.build(site, lambda _: None))


@pytest.fixture
def hostile_texts() -> Sequence[str]:
    """What stands in the hostile edition."""
    return HOSTILE


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A small edition with a criterion for each hostile text, which is its title, an action and a piece of evidence."""
    rubric = shutil.copytree(COMMUNE, tmp_path_factory.mktemp("hostile") / "rubric")
    path = rubric / "2026/01-tiep-nhan.yaml"
    rest = {"what": "Thử.", "basis": {"status": "seen", "reason": "Thử."}, "review": {"status": "draft"}}
    items = [
        {"code": str(number), "title": text, "points": 1, "units": ["van-phong"]}
        | {"guidance": {"actions": [text], "evidence": [text], **rest}}
        for number, text in enumerate(HOSTILE, 1)
    ]
    head = path.read_text(encoding="utf-8").partition("items:")[0]
    path.write_text(f"{head}items: {json.dumps(items, ensure_ascii=False)}\n", encoding="utf-8")
    return newest(rubric)


@pytest.fixture
def commune() -> Site:
    """A small edition."""
    return newest(COMMUNE)


@pytest.fixture
def commune_with(tmp_path: Path) -> Callable[[str], Site]:
    """Makes the commune's edition with a text as the title of its first criterion and as one of its actions."""

    def with_text(text: str) -> Site:
        rubric = shutil.copytree(COMMUNE, tmp_path / "rubric")
        path = rubric / "2026/01-tiep-nhan.yaml"
        quoted = "'" + text.replace("'", "''") + "'"
        content = path.read_text(encoding="utf-8")
        for words in ("Niêm yết thủ tục", "Ghi sổ ngày hẹn."):
            assert words in content
            content = content.replace(words, quoted, 1)
        path.write_text(content, encoding="utf-8")
        return newest(rubric)

    return with_text
