"""Tables of other shapes: other nouns, nested groups, scales, bonus and deduction; no points, no units, no notes."""

import csv
import io
import json
import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import generate
import pytest
from bs4 import BeautifulSoup
from rubric_site.model import exact
from rubric_site.text import points

RUBRICS = Path(__file__).parents[1] / "rubrics"


def generated(name: str, docs: Path) -> Mapping[str, str]:
    """The text files that a fixture gives, by their path."""
    assert generate.main([str(RUBRICS / name), "--docs", str(docs), "--strict"]) == 0
    texts = (path for path in docs.rglob("*") if path.suffix in {".md", ".csv", ".json", ".yml", ".js"})
    return {path.relative_to(docs).as_posix(): path.read_text(encoding="utf-8-sig") for path in texts}


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """What the body whose table has everything gives."""
    return generated("wide", tmp_path_factory.mktemp("wide"))


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """What the body without points and units gives."""
    return generated("bare", tmp_path_factory.mktemp("bare"))


def lines(page: str) -> list[str]:
    """The rows of a page's first point table, cells parted by bars."""
    table = BeautifulSoup(page, "html.parser").select_one("table.points-table")
    assert table is not None
    rows = [[" ".join(cell.get_text().split()) for cell in row.find_all(["td", "th"])] for row in table("tr")]
    return [" | ".join(row).replace("|  |", "| |").strip() for row in rows]


def test_nested_groups_keep_their_codes_and_points(wide: Mapping[str, str]) -> None:
    """Rows of all levels stand in the source's order with full codes, the points of their own rows, and the lead."""
    assert lines(wide["linh-vuc/a/index.md"]) == [
        "Mã | Tiêu chí thành phần | Bộ phận phụ trách | Điểm chuẩn tối đa",
        "A.I | Tiếp nhận hồ sơ | | 40,00",
        "A.I.1 | Giải quyết đúng hẹn | | 25,50",
        "A.I.1.1 | Tỷ lệ hồ sơ giải quyết đúng hẹn | Một cửa (chủ trì), Văn phòng | 15,125",
        "A.I.1.2 | Xin lỗi khi trễ hẹn",
        "A.I.1.2.a | Có thư xin lỗi | Một cửa | 5,375",
        "A.I.1.2.b | Hẹn lại ngày trả | Một cửa | 4,00",
        "A.I.1.2.đ | Công khai danh sách trễ hẹn | Văn phòng | 1,00",
        "A.I.2 | Tiếp nhận tại nhà | Một cửa, Kinh tế, Văn phòng | 14,50",
        "A.II | Công khai thủ tục | Văn phòng | 20,00",
        "| Cộng nội dung A: 6 tiêu chí thành phần | | 60,00",
    ]
    anchors = re.findall(r'id="(a-i[^"]*)"', wide["linh-vuc/a/index.md"])
    assert {"a-i", "a-i-1", "a-i-1-2"} <= set(anchors)
    assert "{#a-i-1-2-dd}" in wide["linh-vuc/a/index.md"]


def test_bonus_and_deduction_stand_outside_the_sum(wide: Mapping[str, str]) -> None:
    """They have a sign, no part in any total, and a line of their own; what has no ceiling says only what it is."""
    rows = lines(wide["linh-vuc/d/index.md"])
    assert "D.I.1 | Có sáng kiến được công nhận | Văn phòng | +3,00" in rows
    assert "D.II.1 | Có vụ việc vi phạm kỷ luật | Văn phòng | trừ" in rows
    assert rows[-2:] == [
        "| Ngoài tổng: 2 tiêu chí thành phần điểm cộng, tối đa 5,00 điểm chuẩn",
        "| Ngoài tổng: 1 tiêu chí thành phần điểm trừ",
    ]
    assert "9 tiêu chí thành phần, 100,00 điểm chuẩn" in wide["tra-cuu/index.md"]


def test_a_scale_is_shown_as_the_table_gives_it(wide: Mapping[str, str]) -> None:
    """Its rows stand with the criterion, on the section's page and on the units' pages, in the order of the source."""
    for page in ("linh-vuc/a/index.md", "don-vi/mot-cua/index.md"):
        table = BeautifulSoup(wide[page], "html.parser").select_one("table.scale-table")
        assert table is not None
        rows = [" ".join(row.get_text(" ").split()) for row in table.select("tbody tr")]
        assert rows == ["Từ 95 % trở lên 15,125", "Từ 80 % đến dưới 95 % 7,50", "Dưới 80 % 0,00"]


def test_open_data_has_kind_lead_scale_and_level(wide: Mapping[str, str]) -> None:
    """CSV and JSON say all that the table says, with exact points."""
    rows = {row["code"]: row for row in csv.DictReader(io.StringIO(wide["tai-ve/tieu-chi.csv"], newline=""))}
    assert rows["A.I.1.1"]["points"] == "15.125"
    assert rows["A.I.1.1"]["lead"] == "mot-cua"
    assert rows["A.I.1.1"]["scale"].splitlines()[1] == "Từ 80 % đến dưới 95 %: 7.50"
    assert (rows["D.II.1"]["kind"], rows["D.II.1"]["points"]) == ("deduction", "")
    data = json.loads(wide["tai-ve/tieu-chi.json"])
    levels = {group["code"]: (group["level"], group["parent"], group["max_points"]) for group in data["groups"]}
    assert levels["A.I.1.2"] == (3, "A.I.1", None)
    assert levels["A.I.1"] == (2, "A.I", 25.5)


def test_what_a_rubric_has_not_is_nowhere(bare: Mapping[str, str]) -> None:
    """Without points, units and notes no page, menu, table or search record speaks of them."""
    assert not [name for name in bare if name.startswith("don-vi/") or "/don-vi/" in name]
    described = ("cap-nhat/", "huong-dan/", "tai-ve/")  # they tell of the columns and keys that other rubrics have
    scripts = ("search.js", "page.js", "lookup.js")
    own = {name: text for name, text in bare.items() if not name.startswith(described) and not name.endswith(scripts)}
    for name, text in own.items():
        words = BeautifulSoup(text, "html.parser").get_text()
        assert not re.findall(r"\bđiểm\b|đơn vị|[Bb]ản nháp|tham khảo", words), name
    assert lines(bare["linh-vuc/ac/index.md"]) == [
        "Mã | Yêu cầu",
        "AC-01 | Tài khoản",
        "AC-01.01 | Mỗi người một tài khoản",
        "AC-01.02 | Khóa tài khoản không dùng",
    ]


def test_anchors_come_from_codes_of_every_kind(bare: Mapping[str, str]) -> None:
    """AC-01.02 and V1.1.1 have addresses of their own, and sections of words stand in the order of the files."""
    assert "{#ac-01-02}" in bare["linh-vuc/ac/index.md"]
    assert "{#v1-1-1}" in bare["linh-vuc/v1/index.md"]


def test_points_of_thousands_are_written_as_readers_write_them() -> None:
    """A dot parts thousands, a comma decimals; at least two of these, all that there are."""
    written = {"1250.5": "1.250,50", "0.125": "0,125", "3": "3,00", "1000000": "1.000.000,00"}
    assert {value: points(Decimal(value)) for value in written} == written
    assert exact(Decimal("1250.5")) == "1250.50"
