"""The reader of the table as text takes every row or says why not."""

from decimal import Decimal

import pytest
from rubric_site import source_table
from rubric_site.source_table import Row, Scale, Table, cells
from rubric_site.source_table.header import numbers_columns

HEADER = "TT\tNội dung/Tiêu chí\tĐiểm tối đa\tĐơn vị"


def read(*lines: str, header: str = HEADER) -> Table:
    """The table below a header."""
    table = source_table.read("\n".join([header, *lines]))
    assert table is not None
    return table


def doubts(table: Table) -> list[str]:
    """What is doubtful, with the line."""
    return [f"{doubt.line}: {doubt.message}" for doubt in table.doubts]


def test_a_plain_table_gives_its_rows_and_no_doubt() -> None:
    """Codes, titles, points and units as written; title lines above are the head, notes below the tail."""
    rows = "I\tTHỂ CHẾ\t13,00\t\n\n1,1\tRà soát\t0,75\tTư pháp, Nội vụ"
    table = source_table.read(f"BIỂU\n(Kèm theo Kế hoạch)\n\n{HEADER}\n{rows}\nGhi chú: hết")
    assert table is not None
    assert table.rows == (
        Row(5, "I", "THỂ CHẾ", Decimal("13.00")),
        Row(7, "1.1", "Rà soát", Decimal("0.75"), units=("Tư pháp", "Nội vụ")),
    )
    assert table.doubts == ()
    assert table.head == ("BIỂU", "(Kèm theo Kế hoạch)")
    assert table.tail == ("Ghi chú: hết",)
    assert table.columns == {"code": "TT", "title": "Nội dung/Tiêu chí", "points": "Điểm tối đa", "units": "Đơn vị"}


@pytest.mark.parametrize("text", ["", "Chỉ có chữ\nkhông có bảng", "Một\tHai\nBa\tBốn"])
def test_no_table_is_no_table(text: str) -> None:
    """A text without a header and without numbered rows holds no table."""
    assert source_table.read(text) is None


@pytest.mark.parametrize(
    ("cell", "points", "kind", "doubtful"),
    [
        ("1,50", "1.50", "scored", False),
        ("2.0", "2.0", "scored", False),
        ("2 điểm", "2", "scored", False),
        ("2đ", "2", "scored", False),
        ("-", None, "scored", False),
        ("+1", "1", "bonus", False),
        ("-0,5", "0.5", "deduction", False),
        ("−0,5", "0.5", "deduction", False),
        ("Tối đa 5", "5", "scored", True),
        ("l,00", "1.00", "scored", True),
        ("O,5", "0.5", "scored", True),
        ("1.000", "1000", "scored", True),
        ("0.125", "0.125", "scored", True),
        ("5%", "5", "scored", True),
        ("theo bảng", None, "scored", True),
        ("1; 0,5", None, "scored", True),
    ],
)
def test_points_are_read_exactly_or_doubted(cell: str, points: str | None, kind: str, *, doubtful: bool) -> None:
    """What a cell of points says, and whether that was plain."""
    table = read(f"1\tTiêu chí\t{cell}\tNội vụ")
    row = table.rows[0]
    assert (row.points, row.kind) == (None if points is None else Decimal(points), kind)
    assert bool(table.doubts) == doubtful


def test_rows_without_a_number_below_a_criterion_are_its_scale() -> None:
    """With points in their own cell or behind a colon, with a bullet or without."""
    table = read(
        "1\tTỷ lệ đúng hạn\t2\tVăn phòng",
        "\t- Từ 80% đến dưới 100%: 0,5\t\t",
        "\tĐủ 100%\t2\t",
        "\tBan hành sau 31/12: 0,25\t\t",
        "2\tKhác\t1\tVăn phòng",
    )
    assert table.rows[0].scale == (
        Scale(3, "Từ 80% đến dưới 100%", Decimal("0.5")),
        Scale(4, "Đủ 100%", Decimal(2)),
        Scale(5, "Ban hành sau 31/12", Decimal("0.25")),
    )
    assert [row.code for row in table.rows] == ["1", "2"]


def test_sections_of_bonus_and_deduction_say_the_kind_of_their_rows() -> None:
    """What stands below "Điểm thưởng" is a bonus, below "Điểm trừ" a deduction, until the next section."""
    lines = (
        "A\tNỘI DUNG\t\t|1\tMột\t1\t|B\tĐIỂM THƯỞNG\t\t|1\tHai\t1\t|C\tĐIỂM TRỪ\t\t|1\tBa\t1\t|D\tKHÁC\t\t|1\tBốn\t1\t"
    )
    assert [row.kind for row in read(*lines.split("|")).rows] == [
        *("scored", "scored", "bonus", "bonus", "deduction", "deduction", "scored", "scored"),
    ]


@pytest.mark.parametrize(
    ("cell", "units"),
    [
        ("Nội vụ, Văn phòng", ("Nội vụ", "Văn phòng")),
        ("Nội vụ; Văn phòng", ("Nội vụ", "Văn phòng")),
        ("Phòng Nội vụ và Văn phòng", ("Phòng Nội vụ", "Văn phòng")),
        ("Phòng Văn hóa và Thông tin", ("Phòng Văn hóa và Thông tin",)),
        ("Văn phòng HĐND và UBND", ("Văn phòng HĐND và UBND",)),
        ("Văn phòng, UBND các xã, phường", ("Văn phòng", "UBND các xã, phường")),
        ("Nội vụ; các xã", ("Nội vụ", "các xã")),
        ("- Nội vụ; - Văn phòng", ("Nội vụ", "Văn phòng")),
        ("Tài chính - Kế hoạch", ("Tài chính - Kế hoạch",)),
    ],
)
def test_units_are_told_apart(cell: str, units: tuple[str, ...]) -> None:
    """By comma, semicolon and "và", where what stands beside it is a unit of its own."""
    assert read(f"1\tTiêu chí\t1\t{cell}").rows[0].units == units


def test_the_lead_stands_first() -> None:
    """From a column of its own, or from words behind or before a name."""
    header = "TT\tTiêu chí\tĐiểm\tĐơn vị chủ trì\tĐơn vị phối hợp"
    row = read("1\tMột\t1\tVăn phòng\tNội vụ, Tư pháp", header=header).rows[0]
    assert (row.lead, row.units) == ("Văn phòng", ("Văn phòng", "Nội vụ", "Tư pháp"))
    for cell in (
        "Nội vụ (phối hợp), Văn phòng (chủ trì)",
        "Chủ trì: Văn phòng; phối hợp: Nội vụ",
        "Nội vụ, Văn phòng, Văn phòng (chủ trì)",
    ):
        row = read(f"1\tMột\t1\t{cell}").rows[0]
        assert (row.lead, row.units) == ("Văn phòng", ("Văn phòng", "Nội vụ"))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("2\tHai\t1\t-nt-", "3: đơn vị ghi “-nt-”; lấy theo dòng trên: “Nội vụ”"),
        ("2\tHai\t1\t″", "3: đơn vị ghi “″”; lấy theo dòng trên: “Nội vụ”"),
        (HEADER, "3: dòng tiêu đề của bảng lặp lại; bỏ qua"),
        (HEADER.replace("Nội dung/", "Chỉ số, "), "3: từ đây là bảng có các cột khác; đọc tiếp như một bảng"),
        (HEADER.replace("Nội dung/", ""), "3: từ đây là bảng có các cột khác; đọc tiếp như một bảng"),
        ("12", "3: “12” có lẽ là số trang; bỏ qua"),
        ("của huyện", "3: nối vào dòng 2: “của huyện”"),
        ("\tcủa huyện\t\t", "3: nối vào dòng 2: “của huyện”"),
        ("\tTổng cộng\t100\t", "3: dòng “Tổng cộng”, ghi 100 điểm: là dòng cộng, không phải tiêu chí; không lấy"),
        ("\t- Cách chấm\t\t", "3: dòng diễn giải của dòng 2, không có số và điểm; không lấy: “- Cách chấm”"),
        ("\tTiêu chí mới\t1\tTư pháp", "3: dòng không có số thứ tự; lấy như một dòng: “Tiêu chí mới”"),
        ("2\tHai\t1\tNội vụ\tLạc", "3: ô thừa bên phải bảng, không lấy: “Lạc”"),
        ("2\t\uf0b7 Hai\t1\tNội vụ", "3: có ký tự riêng của Word (dấu đầu dòng); thay bằng “•”"),
        ("2\tTe\u0302n\t1\tNội vụ", "3: chữ có dấu viết rời; ghép lại thành chữ liền"),
        ("Hai\t1\tNội vụ", "3: thiếu ô số thứ tự; dời các ô sang phải: “Hai 1 Nội vụ”"),
        ("2\t\t5\t", "3: dòng không có nội dung, không lấy: “2 5”"),
        ("2?\tHai\t1\tNội vụ", "3: không đọc được số thứ tự “2?”; để trống số"),
    ],
)
def test_what_is_not_plain_is_said(line: str, message: str) -> None:
    """Each oddity is named with its line and with what was made of it."""
    assert message in doubts(read("1\tMột\t1\tNội vụ", line))


def test_a_torn_row_is_whole_again() -> None:
    """Parts of a row that stand on several lines are joined in order."""
    table = read("1\tMột (rất", "dài)\t1,00\tNội", "vụ", "2\tHai\t1\tVăn phòng")
    assert table.rows[0] == Row(2, "1", "Một (rất dài)", Decimal("1.00"), units=("Nội vụ",))
    assert len(table.rows) == 2


def test_several_lines_of_headers_are_one() -> None:
    """Merged headings above their parts, and a line that numbers the columns."""
    header = "STT\tTiêu chí\tĐiểm\t\tĐơn vị\t\n\t\tTự chấm\tTối đa\tChủ trì\tPhối hợp\n1\t2\t3\t4\t5\t6"
    table = read("1\tMột\t9\t2\tNội vụ\tTư pháp", header=header)
    assert table.rows == (Row(4, "1", "Một", Decimal(2), units=("Nội vụ", "Tư pháp"), lead="Nội vụ"),)
    assert doubts(table) == ["1: không lấy các cột: “Điểm Tự chấm”"]


def test_a_row_that_speaks_like_a_header_is_a_row() -> None:
    """Below a header with numbers, a line without one is no second header, whatever its words."""
    table = read("1\tMột\t1\tNội vụ", "Tiêu chí về nội dung\t\t\tĐơn vị chủ trì: Nội vụ", "2\tHai\t1\tNội vụ")
    assert [row.points for row in table.rows if row.code] == [Decimal(1), Decimal(1)]
    assert not [doubt for doubt in doubts(table) if "tiêu đề" in doubt or "các cột" in doubt]


@pytest.mark.parametrize(
    ("line", "numbered", "places"),
    [
        ("TT|Nội dung|Điểm|Đơn vị", True, {"code": 0, "title": 1, "points": 2, "units": 3}),
        ("Nội dung|Điểm", False, {"title": 0, "points": 1}),
        ("|Nội dung|Điểm|Đơn vị", False, {"code": 0, "title": 1, "points": 2, "units": 3}),
        ("TT|Nội dung|Thu|Chi", False, {"code": 0, "title": 1}),
        ("|Nội dung|Điểm|Chủ trì|Phối hợp", False, {"code": 0, "title": 1, "points": 2, "lead": 3, "joint": 4}),
        (f"TT|{'Nội dung '.ljust(90, 'a')}|Điểm", False, {"code": 0, "title": 1, "points": 2}),
        ("TT|Nội dung|Điểm|Thu|Chi|Nợ", False, {"code": 0, "title": 1, "points": 2}),
        ("TT|Nội dung|Điểm tự chấm|Điểm|Điểm tối đa", False, {"code": 0, "title": 1, "points": 4}),
        ("Nội dung", False, None),
        ("TT|Điểm|Đơn vị", False, None),
        ("TT|Nội dung|Thu|Chi|Nợ", False, None),
        ("Nội dung|Điểm|Thu", False, None),
        ("|Nội dung|Điểm", False, None),
        ("Nội dung|Điểm", True, None),
        ("TT|Nội dung|Điểm|5", False, None),
        (f"TT|Nội dung {'rất ' * 21}dài|Điểm", False, None),
    ],
)
def test_which_line_is_a_header(line: str, places: dict[str, int] | None, *, numbered: bool) -> None:
    """One that names titles and something else, most of its columns, and nothing that a row has."""
    assert source_table.columns(line.split("|"), {"code": 0} if numbered else None) == places


@pytest.mark.parametrize(
    ("upper", "lower", "whole"),
    [
        ("TT|Tiêu chí|Điểm|Đơn vị", "||tối đa|chủ trì", "TT|Tiêu chí|Điểm tối đa|Đơn vị chủ trì"),
        ("TT|Tiêu chí|Điểm|Đơn vị", "|yêu cầu", "TT|Tiêu chí yêu cầu|Điểm|Đơn vị"),
        ("TT|Tiêu chí|Điểm|", "||Thu|tối đa", "TT|Tiêu chí|Điểm Thu|Điểm tối đa"),
        ("TT|Tiêu chí|Điểm", "TT||tối đa|Đơn vị|Chủ trì", "TT|Tiêu chí|Điểm tối đa|Điểm Đơn vị|Điểm Chủ trì"),
        ("TT|Tiêu chí|Điểm", "|||tối đa|Thu", "TT|Tiêu chí|Điểm|Điểm tối đa|Điểm Thu"),
        ("TT|Tiêu chí|Điểm", "|Thu|tối đa", None),
        ("TT||Điểm", "|yêu cầu|Thu", None),
        ("TT||Điểm|Đơn vị", "|yêu cầu||Thu", None),
        ("TT|Tiêu chí|Điểm", "||Thu", None),
        ("TT|Tiêu chí|Điểm", "1||tối đa", None),
        ("TT|Tiêu chí|Điểm", "||tối đa 5", None),
        ("TT|Tiêu chí|Điểm", f"|yêu cầu {'rất ' * 21}dài|", None),
    ],
)
def test_which_line_goes_on_with_a_header(upper: str, lower: str, whole: str | None) -> None:
    """One that names columns, or stands below a merged cell; a number makes it a row."""
    assert source_table.joined(upper.split("|"), lower.split("|")) == (whole.split("|") if whole else None)


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        *((line, True) for line in ("1|2|3", "(1)|(2)|(3)", "A|B|1|2", "1|2||3", "1|2|(3=1+2)")),
        *((line, False) for line in ("", "1", "1|3", "2|3", "A|B", "A|B|C|1", "1|2|Điểm")),
    ],
)
def test_which_line_numbers_the_columns(line: str, *, numbers: bool) -> None:
    """One, two, three from the left, behind two letters at most."""
    assert numbers_columns(line.split("|")) == numbers


@pytest.mark.parametrize(
    ("text", "heads", "listed"),
    [
        ("CHỈ ĐẠO", True, False),
        ("UBND", True, False),
        ("KTX", False, False),
        ("KT", False, False),
        ("Chỉ đạo", False, False),
        ("Điểm thưởng", True, False),
        ("- Đạt 80%: 1", False, True),
        ("Đủ hồ sơ: 1", False, True),
        ("- Đủ hồ sơ", False, False),
        ("Kế hoạch: 1", False, False),
    ],
)
def test_what_a_text_without_a_number_is(text: str, *, heads: bool, listed: bool) -> None:
    """Capitals, or the name of a kind of points, head a part; a bullet or a condition with points is a scale's step."""
    assert (cells.heads(text), cells.is_scale(text)) == (heads, listed)


@pytest.mark.parametrize(
    ("header", "line", "points", "units"),
    [
        ("TT|Tiêu chí", "1|Một", False, False),
        ("TT|Tiêu chí", "1|Một (4 điểm)", True, False),
        ("TT|Tiêu chí|Điểm", "1|Một|", True, False),
        ("TT|Tiêu chí|Chủ trì", "1|Một|Nội vụ", False, True),
    ],
)
def test_a_table_knows_what_it_tells(header: str, line: str, *, points: bool, units: bool) -> None:
    """Points in a column or in titles, units in a column of any role."""
    table = read(line.replace("|", "\t"), header=header.replace("|", "\t"))
    assert (table.has_points, table.has_units) == (points, units)


def test_columns_without_a_known_header_are_told_by_what_they_hold() -> None:
    """Numbers first, then texts, amounts, names of units; what is left is said, the line above names them."""
    rows = "1\tMột\t2\tPhòng Nội vụ\txong\n2\tHai\n3\tBa\t1\tVăn phòng\tchưa"
    table = source_table.read(f"BIỂU\nSố\tViệc\tMức\tAi\tLàm\n{rows}")
    assert table is not None
    assert [(row.code, row.title, row.points, row.units) for row in table.rows] == [
        ("1", "Một", Decimal(2), ("Phòng Nội vụ",)),
        ("2", "Hai", None, ()),
        ("3", "Ba", Decimal(1), ("Văn phòng",)),
    ]
    assert table.columns == {"code": "Số", "title": "Việc", "points": "Mức", "units": "Ai"}
    told = "cột 1 là số thứ tự, cột 2 là nội dung, cột 3 là điểm, cột 4 là đơn vị"
    assert doubts(table) == [
        f"3: không thấy dòng tiêu đề của bảng; đoán theo nội dung: {told}",
        "3: không lấy các cột thứ 5",
    ]


def test_a_column_of_titles_that_repeats_nothing_heads_nothing() -> None:
    """Of two columns of texts the first has the titles where each row has its own."""
    table = read("1\tMột\tDài\t1", "2\tHai\tNgắn\t1", "Ghi chú: hết", header="TT\tTiêu chí\tNội dung chi tiết\tĐiểm")
    assert [row.title for row in table.rows] == ["Một", "Hai"]
    assert doubts(table) == ["1: không lấy các cột: “Nội dung chi tiết”"]


def test_text_below_a_row_with_an_empty_last_cell_is_no_part_of_it() -> None:
    """A whole row was not torn, so what stands below the last one is outside the table."""
    assert read("1\tMột\t1\t", "của huyện").tail == ("của huyện",)
    footer = ("Ghi chú: hết", "của các đơn vị")
    assert read("1\tMột\t1\tNội vụ", *footer).tail == footer


@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        (["1|Một (rất|2|", "|dài)||"], ["1 Một (rất dài) 2"]),
        (["1|Một (rất||", "|dài)|2|"], ["1 Một (rất dài) 2"]),
        (["1|Đạt mục a)||", "|Tiêu chí mới|1|Tư pháp"], ["1 Đạt mục a) None", " Tiêu chí mới 1"]),
        (["1|Một|3|", "a)|Hai|2|", "b)|Ba|2|"], ["1 Một 3", "a) Hai 2", "b) Ba 2"]),
        (["1|Một|2|", "a)|Hai|2|", "b)|Ba|1|"], ["1 Một 2 +Hai +Ba"]),
        (["Phần I|CHUNG||", "Tiêu chí 1|A|2|", "|- Đủ: 1||"], ["I CHUNG None", "1 A 2 +Đủ"]),
        (["B|ĐIỂM THƯỞNG||", "1|Sáng kiến||", "|- Đủ: 2||"], ["B ĐIỂM THƯỞNG None", "1 Sáng kiến None +Đủ"]),
        (["1|Một||", "|- Đủ: 2||", "|- Thiếu: 1||"], ["1 Một 2 +Đủ +Thiếu"]),
        (["1|Một|2|", "|- Đủ: 1||", "2|Hai||", "|của xã||"], ["1 Một 2 +Đủ", "2 Hai của xã None"]),
        (["1|Một|1|", "2|Hai|2|", "3|Ba|3|", "4|Bốn|nt|"], ["1 Một 1", "2 Hai 2", "3 Ba 3", "4 Bốn 3"]),
        (["1|Một|1|", "|Cách chấm||"], ["1 Một 1"]),
        (["1|Một|1|", "|PHẦN HAI||"], ["1 Một 1", " PHẦN HAI None"]),
        (["1|Một|2|", "|- Đủ: 1||", "|PHẦN HAI||"], ["1 Một 2 +Đủ", " PHẦN HAI None"]),
        (["1|Một||", "|Tiêu chí mới||"], ["1 Một None", " Tiêu chí mới None"]),
        (["1|Một|2|", "1.1|Hai|2|", "1.2|Ba|1|"], ["1 Một 2", "1.1 Hai 2", "1.2 Ba 1"]),
        (["1|Một|2|", "a)|Hai|2|Nội vụ", "b)|Ba|1|"], ["1 Một 2", "a) Hai 2", "b) Ba 1"]),
        (["1|Một", "- Đủ: 1"], ["1 Một 1 +Đủ"]),
        (["1|Một", "", "dài"], ["1 Một dài None"]),
        (["1|Một (4 điểm)|3|"], ["1 Một (4 điểm) 3"]),
        (["1|Một||", "|- Đủ: 2||", "|Cách chấm||"], ["1 Một 2 +Đủ"]),
        (["1|Một|2|", "|- Đủ: 1||", "1.1|Hai|1|"], ["1 Một 2", "1.1 Hai 1"]),
        (["1|Một", "PHẦN HAI"], ["1 Một None", " PHẦN HAI None"]),
    ],
)
def test_what_belongs_to_a_row(lines: list[str], rows: list[str]) -> None:
    """The rest of a torn title, a scale, a choice of one; a bonus does not take the highest step as its own points."""
    assert [
        " ".join([row.code, row.title, str(row.points), *(f"+{step.condition}" for step in row.scale)])
        for row in read(*(line.replace("|", "\t") for line in lines)).rows
    ] == rows


def test_only_the_sum_of_all_is_the_total() -> None:
    """The sum of a part is left out, as is one without an amount."""
    for line, total in (("Tổng cộng\t100", Decimal(100)), ("Cộng mục I\t5", None), ("Tổng cộng\t", None)):
        assert read("1\tMột\t1\t", f"\t{line}\t").total == total


def test_rows_below_columns_of_headings() -> None:
    """A heading in a column of its own is no row without a title; a part within it stands below it."""
    header = "Lĩnh vực\tTiêu chí\tĐiểm"
    table = read("A. Kinh tế\t\t", "\tThu\t2", "\tĐIỂM THƯỞNG\t", "\tChi\t3", header=header)
    assert [(row.title, row.heads) for row in table.rows] == [
        *(("Kinh tế", 1), ("Thu", 0), ("ĐIỂM THƯỞNG", 2), ("Chi", 0)),
    ]
    assert "nội dung" not in "".join(doubts(table))
