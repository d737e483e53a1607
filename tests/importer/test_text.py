"""Tables as text: pasted, exported, drawn, torn; and other bodies' tables."""

from decimal import Decimal
from pathlib import Path

import pytest
from rubric_site.importer import parts, report, spaced
from rubric_site.importer.edition import Said, said
from rubric_site.importer.lines import Found, Line, Note
from rubric_site.importer.sections import label
from tables import Outcome, run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the rubric goes."""
    return tmp_path / "rubric"


def imported(text: str | bytes, folder: Path, name: str = "bang.txt", *options: str) -> Outcome:
    """What the import makes of a text."""
    path = folder.parent / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return run(path, folder, *options)


def rows(outcome: Outcome) -> list[tuple[object, ...]]:
    """Level, code, title and points of the rows."""
    return [(*row[:3], row[4]) for row in outcome.rows]


PLAIN = [(0, "I", "THỂ CHẾ", None), (1, "1", "Rà soát; “một cửa”", Decimal("1.50")), (1, "2", "Kiểm tra", Decimal(2))]
TABBED = "TT\tNội dung\tĐiểm\nI\tTHỂ CHẾ\t\n1\tRà soát; “một cửa”\t1,50\n2\tKiểm tra\t2"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (TABBED, "bang.txt"),
        (TABBED.replace("\n", "\r\n"), "bang.txt"),
        (TABBED.replace("\t", "   "), "bang.txt"),
        ("\ufeff" + TABBED, "bang.tsv"),
        (TABBED.encode("utf-16"), "bang.txt"),
        ('TT,Nội dung,Điểm\nI,THỂ CHẾ,\n1,Rà soát; “một cửa”,"1,50"\n2,Kiểm tra,2', "bang.csv"),
        ('TT;Nội dung;Điểm\nI;THỂ CHẾ;\n1;"Rà soát; “một cửa”";1,50\n2;Kiểm tra;2', "bang.csv"),
        ('TT;Nội dung;Điểm\nI;THỂ CHẾ;\n1;"Rà soát;\n“một cửa”";1,50\n2;Kiểm tra;2', "bang.csv"),
        ("\n".join(f"| {line} |" for line in TABBED.replace("\t", " | ").split("\n")), "bang.md"),
        ('TT;Nội dung;Điểm\nI;THỂ\tCHẾ;\n1;"Rà\tsoát; “một cửa”";1,50\n2;Kiểm tra;2', "bang.csv"),
        ("|TT|Nội dung|Điểm|\n|:--|---|--:|\n|I|THỂ CHẾ||\n|1|Rà soát; “một cửa”|1,50|\n|2|Kiểm tra|2|", "bang.md"),
        ('TT\tNội dung\t"Điểm\ntối đa"\nI\tTHỂ CHẾ\t\n1\t"Rà soát;\n“một cửa”"\t1,50\n2\tKiểm tra\t2', "bang.txt"),
    ],
)
def test_however_a_text_parts_its_cells(text: str | bytes, name: str, folder: Path) -> None:
    """Tabs, spaces, commas, semicolons, bars; line breaks in quotes; other encodings and line ends."""
    assert rows(imported(text, folder, name)) == PLAIN


def test_text_that_is_not_unicode_is_read_and_said(folder: Path) -> None:
    """The Vietnamese code page of Windows writes letters and accents apart."""
    outcome = imported("TT\tNội dung\tĐiểm\n1\tMột\t1\n".encode("cp1258", "ignore"), folder)
    assert "không phải UTF-8; đọc theo bảng mã tiếng Việt của Windows (1258)" in outcome.said


def test_accents_that_stand_apart_are_composed_and_said(folder: Path) -> None:
    """NFD, as some Macs write it."""
    outcome = imported("TT\tNo\u0323\u0302i dung\tĐiểm\nI\tA\t\n1\tTe\u0302n\t1", folder)
    assert outcome.rows[1][2] == "Tên"
    assert "bang.txt, dòng 3: chữ có dấu viết rời; ghép lại thành chữ liền" in outcome.said


COMMUNE = """UBND TỈNH GIẢ ĐỊNH
PHỤ LỤC I
BỘ CHỈ SỐ CẢI CÁCH HÀNH CHÍNH CẤP XÃ
(Ban hành kèm theo Quyết định số 1/QĐ-UBND ngày 01/01/2026
của UBND tỉnh Giả Định)
STT	Lĩnh vực/Tiêu chí	Điểm tối đa	Ghi chú
A	ĐIỂM THEO NỘI DUNG	10
I	CÔNG TÁC CHỈ ĐẠO	6
1	Kế hoạch	3
1.1	Ban hành kế hoạch	1	KH
	Ban hành trước 31/12: 1
	Ban hành sau 31/12: 0,5
1.2	Mức độ hoàn thành	2
	- Từ 80% đến dưới 100%: 0,5
	- Đủ 100%: 2
2	Kiểm tra	3
a)	Có kế hoạch	1
b)	Có báo cáo	2
II	THỦ TỤC	4
1	Công khai	4
a)	Đủ	4
b)	Thiếu	2
B	ĐIỂM THƯỞNG
1	Sáng kiến	+1
C	ĐIỂM TRỪ
1	Chậm báo cáo	-0,5
	Tổng cộng	10
Ghi chú: hết
TM. UBND
"""


def test_an_index_of_communes_comes_whole(folder: Path) -> None:
    """Points on three levels, scales, choices, bonus and deduction; the check has nothing to say."""
    outcome = imported(COMMUNE, folder)
    half = Decimal("0.5")
    plans = (_s("Ban hành trước 31/12", 1), _s("Ban hành sau 31/12", half))
    shares = (_s("Từ 80% đến dưới 100%", half), _s("Đủ 100%", 2))
    assert outcome.rows == [
        (0, "A", "ĐIỂM THEO NỘI DUNG", "scored", Decimal(10), (), (), None),
        (1, "I", "CÔNG TÁC CHỈ ĐẠO", "scored", Decimal(6), (), (), None),
        (2, "1", "Kế hoạch", "scored", Decimal(3), (), (), None),
        (3, "1.1", "Ban hành kế hoạch", "scored", Decimal(1), plans, (), None),
        (3, "1.2", "Mức độ hoàn thành", "scored", Decimal(2), shares, (), None),
        (2, "2", "Kiểm tra", "scored", Decimal(3), (), (), None),
        (3, "a)", "Có kế hoạch", "scored", Decimal(1), (), (), None),
        (3, "b)", "Có báo cáo", "scored", Decimal(2), (), (), None),
        (1, "II", "THỦ TỤC", "scored", Decimal(4), (), (), None),
        (2, "1", "Công khai", "scored", Decimal(4), (_s("Đủ", 4), _s("Thiếu", 2)), (), None),
        (0, "B", "ĐIỂM THƯỞNG", "scored", None, (), (), None),
        (1, "1", "Sáng kiến", "bonus", Decimal(1), (), (), None),
        (0, "C", "ĐIỂM TRỪ", "scored", None, (), (), None),
        (1, "1", "Chậm báo cáo", "deduction", half, (), (), None),
    ]
    edition = outcome.rubric.edition
    assert (edition.totals.criteria, edition.totals.points) == (5, Decimal(10))
    assert edition.index_name == "Bộ chỉ số cải cách hành chính"
    assert (edition.body.name, edition.body.place) == ("UBND tỉnh Giả Định", "Giả Định")
    assert f"{folder}/2026/" not in outcome.said


def _s(condition: str, points: Decimal | int) -> tuple[str, Decimal]:
    return condition, Decimal(points)


CHAPTERS = """chapter_id,chapter_name,section_id,section_name,req_id,req_description,level
V1,Encoding,V1.1,Architecture,V1.1.1,"Verify that input is decoded, once",2
V1,Encoding,V1.1,Architecture,V1.1.2,Verify that output is encoded,1
V1,Encoding,V1.2,Injection,V1.2.1,Verify that queries are bound,1
V2,Validation,V2.1,Docs,V2.1.1,Verify that rules are written,1
"""


def test_headings_in_columns_of_their_own_become_levels(folder: Path) -> None:
    """A verification standard as its authors export it: chapter, section, requirement, each with its number."""
    outcome = imported(CHAPTERS, folder, "chuan.csv")
    assert [(row[0], row[1], row[2]) for row in outcome.rows] == [
        (0, "V1", "Encoding"),
        (1, "V1.1", "Architecture"),
        (2, "V1.1.1", "Verify that input is decoded, once"),
        (2, "V1.1.2", "Verify that output is encoded"),
        (1, "V1.2", "Injection"),
        (2, "V1.2.1", "Verify that queries are bound"),
        (0, "V2", "Validation"),
        (1, "V2.1", "Docs"),
        (2, "V2.1.1", "Verify that rules are written"),
    ]
    assert "không lấy các cột: “level”" in outcome.said


@pytest.mark.parametrize(
    ("text", "expected", "said"),
    [
        (
            "ID\tRequirement\nAC-01.01\tUse a second factor\nAC-01.02\tAsk twice\nBR-01.01\tBuild\nBR-01.02\tTry",
            "0 AC AC|1 AC-01.01 Use a second factor|1 AC-01.02 Ask twice|0 BR BR|1 BR-01.01 Build|1 BR-01.02 Try",
            "xem lại tên ngắn (label) của các mục: AC “AC”, BR “BR”",
        ),
        (
            "TT\tNội dung tiêu chí\tĐiểm\nI\tNHÓM\nI.A\tLãnh đạo\nI.A.1\tMột\t400\nI.A.9\tHai\t9\nI.B\tB\nI.B.1\tBa\t1",
            "0 I NHÓM|1 I.A Lãnh đạo|2 I.A.1 Một|2 I.A.9 Hai|1 I.B B|2 I.B.1 Ba",
            "410,00 điểm",
        ),
        (
            "Nội dung\tĐiểm\nCÔNG TÁC MỘT\t\nViệc một\t1\nViệc hai\t2\nCÔNG TÁC HAI\t\nViệc ba\t1",
            "0 I CÔNG TÁC MỘT|1 1 Việc một|1 2 Việc hai|0 II CÔNG TÁC HAI|1 1 Việc ba",
            "bang.txt, dòng 3: dòng không có số; đặt số 1: “Việc một”",
        ),
        (
            "Tiêu chí\tĐiểm\nI. CÔNG TÁC MỘT\t3\n1. Việc một\t1\n2. Việc hai\t2",
            "0 I CÔNG TÁC MỘT|1 1 Việc một|1 2 Việc hai",
            "3,00 điểm",
        ),
        (
            "TT\tTiêu chí\tĐiểm\n1\tMột\t1\n2\tHai\t2",
            "0 I Năm 2026|1 1 Một|1 2 Hai",
            "tạo mục I, tên “Năm 2026”: cần sửa tên",
        ),
        (
            "TT\tTiêu chí\tĐiểm\nI\tMỘT\t3\n1\tViệc\t3\nII\tĐIỀU TRA XÃ HỘI HỌC\t5",
            "0 I MỘT|1 1 Việc|0 II ĐIỀU TRA XÃ HỘI HỌC|1 1 ĐIỀU TRA XÃ HỘI HỌC",
            "mục II không có dòng nào bên dưới; ghi thành mục có một tiêu chí",
        ),
        (
            "Lĩnh vực\tTiêu chí\tĐiểm\nA. Kinh tế\tThu\t2\n\tChi\t3\nB. Văn hóa\tHội\t2\n\tSách\t1",
            "0 A Kinh tế|1 1 Thu|1 2 Chi|0 B Văn hóa|1 1 Hội|1 2 Sách",
            "cột “Lĩnh vực” (“Kinh tế”…) được hiểu là các mục gồm những dòng bên phải",
        ),
        (
            "I\tMỘT\t\t\n1\tViệc\t1,5\tVăn phòng\n2\tHai\t2\tNội vụ",
            "0 I MỘT|1 1 Việc|1 2 Hai",
            "đoán theo nội dung: cột 1 là số thứ tự, cột 2 là nội dung, cột 3 là điểm, cột 4 là đơn vị",
        ),
        (
            "I. CÔNG TÁC CHỈ ĐẠO\nTT\tTiêu chí\tĐiểm\n1\tMột\t1\nII. THỂ CHẾ\nTT\tTiêu chí\tĐiểm\n1\tHai\t2",
            "0 I CÔNG TÁC CHỈ ĐẠO|1 1 Một|0 II THỂ CHẾ|1 1 Hai",
            "dòng ngay trên bảng được hiểu là mục I: “CÔNG TÁC CHỈ ĐẠO”",
        ),
        (
            "TT\tTiêu chí\tĐiểm\nI\tMỘT\t\n1\tViệc\t1\n\tĐIỂM THƯỞNG\t\n1\tSáng kiến\t2",
            "0 I MỘT|1 1 Việc|0 II ĐIỂM THƯỞNG|1 1 Sáng kiến",
            "1 tiêu chí điểm cộng",
        ),
        (
            "TT\tTiêu chí\tĐiểm\nA\tMỘT\t\n1\tViệc\t1\n\tĐIỂM THƯỞNG\t\n1\tSáng kiến\t2",
            "0 A MỘT|1 1 Việc|0 B ĐIỂM THƯỞNG|1 1 Sáng kiến",
            "dòng không có số; đặt số B: “ĐIỂM THƯỞNG”",
        ),
        (
            "TT\tTiêu chí\tĐiểm\nIV\tBỐN\t\n1\tViệc\t1\n\tĐIỂM THƯỞNG\t\n1\tSáng kiến\t2",
            "0 IV BỐN|1 1 Việc|0 V ĐIỂM THƯỞNG|1 1 Sáng kiến",
            "dòng không có số; đặt số V: “ĐIỂM THƯỞNG”",
        ),
        (
            "TT\tTiêu chí\tĐiểm\nI\tMỘT (10 điểm)\t\n1\tViệc (4 điểm)\t\n2\tKhác\t6",
            "0 I MỘT (10 điểm)|1 1 Việc (4 điểm)|1 2 Khác",
            "điểm ghi trong nội dung “Việc (4 điểm)”; lấy 4 điểm",
        ),
        (
            "TT\tTiêu chí\tĐiểm\nI\tMỘT\t\n1\tViệc\t1\n1\tTrùng\t1",
            "0 I MỘT|1 1 Việc|1 1 Trùng",
            "số 1 đã có ở dòng 3; giữ nguyên, cần sửa một trong hai",
        ),
        (
            "TT\tNội dung\tĐiểm\nPhần I\tCHUNG\nMục 1\tM\nTiêu chí 1\tA\t1\nMục 2\tB\nTiêu chí 2\tC\t2\nPhần II\tD\t3",
            "0 I CHUNG|1 1 M|2 1 A|1 2 B|2 2 C|0 II D|1 1 D",
            "6,00 điểm",
        ),
        (
            "Function\tPractice\tLevel\tActivity ID\tActivity\nDesign\tPlan\t1\tD-1\tAssess\nDesign\tPlan\t2\tD-2\tAsk",
            "0 I Design|1 1 Plan|2 D-1 Assess|2 D-2 Ask",
            "không lấy các cột: “Level”",
        ),
        (
            "No.\tCriterion\tRequirement\n1\tOpen code\n1.1\t\tPublish\n1.2\t\tPublish all\n2\tBundle\n2.1\t\tInclude",
            "0 1 Open code|1 1.1 Publish|1 1.2 Publish all|0 2 Bundle|1 2.1 Include",
            "3 tiêu chí",
        ),
        (
            "X-AC-01\tMột việc\nX-AC-02\tHai việc\nX-BR-01\tBa việc",
            "0 X-AC X-AC|1 X-AC-01 Một việc|1 X-AC-02 Hai việc|0 X-BR X-BR|1 X-BR-01 Ba việc",
            "không thấy dòng tiêu đề của bảng; đoán theo nội dung: cột 1 là số thứ tự, cột 2 là nội dung",
        ),
        (
            "TT\tTiêu chí\tĐiểm\nI-\tMỘT\t\n1/\tA\t1\n2:\tB\t1",
            "0 I MỘT|1 1 A|1 2 B",
            "2,00 điểm",
        ),
        (
            "TT\tTiêu chí\tĐiểm\nI\tMỘT\t\n1\tViệc\t\n\t- Đủ: 2\t\n\t- Thiếu: 1\t",
            "0 I MỘT|1 1 Việc",
            "không ghi điểm; lấy mức cao nhất của thang: 2",
        ),
    ],
)
def test_tables_of_other_bodies(text: str, expected: str, said: str, folder: Path) -> None:
    """Whatever the numbering and the columns, each row has its level, and what was made is said."""
    outcome = imported(text, folder)
    assert outcome.status == 0, outcome.said
    found = [f"{row[0]} {row[1]} {row[2]}" for row in outcome.rows]
    assert "|".join(found) == expected
    assert said in outcome.said


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "không thấy bảng nào"),
        (b"\x00\x01\x02\x00", "không phải tệp chữ"),
        ("Một đoạn văn.\nHai đoạn văn.".encode(), "không thấy bảng nào"),
        (b"\xff\xfe", "không thấy bảng nào"),
    ],
)
def test_a_file_without_a_table_is_refused_in_a_sentence(
    content: bytes, said: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is written, and no traceback is shown."""
    assert imported(content, folder).status == 1
    assert said in capsys.readouterr().err
    assert not folder.exists()


@pytest.mark.parametrize("name", ["bang.doc", "bang.pdf", "bang.ods"])
def test_files_of_other_kinds_are_refused_with_advice(
    name: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What to do is said: save it in another form, or paste its text."""
    assert imported(b"anything", folder, name).status == 1
    assert "không đọc được; " in capsys.readouterr().err


def test_a_table_with_results_of_last_year_comes_whole(folder: Path) -> None:
    """Merged headers over columns that are not taken, formulas and conditions below criteria, a total on top."""
    text = (
        "STT\tLĩnh vực/Tiêu chí\tĐiểm tối đa\tĐiểm đánh giá thực tế\t\tTài liệu kiểm chứng\n"
        "\t\t\tTự đánh giá\tĐiều tra XHH\t\n"
        "\tTỔNG ĐIỂM\t4,5\t\t\t\n"
        "1\tCHỈ ĐẠO, ĐIỀU HÀNH\t4,5\t\t\t\n"
        "1.1\tMức độ hoàn thành kế hoạch\t1,5\t\t\tBáo cáo\n"
        "\tTính điểm theo công thức: (b/a)*1,5\t\t\t\t\n"
        "\tTrong đó:\t\t\t\t\n"
        "\ta là tổng số nhiệm vụ\t\t\t\t\n"
        "\tb là số nhiệm vụ hoàn thành\t\t\t\t\n"
        "1.2\tNgười dân hài lòng\t3\t\t3\t\n"
        "\tTrên 90%\t3\t\t\t\n"
        "\tTừ 80% - 90%\t1,5\t\t\t\n"
        "2\tĐIỂM THƯỞNG\t5\t\t\t\n"
        "2.1\tSáng kiến\t5\t\t\t\n"
        "3\tĐIỂM TRỪ\t-5\t\t\t\n"
        "3.1\tBáo cáo chậm (mỗi lần trừ 0,25 điểm)\t-2\t\t\t\n"
    )
    outcome = imported(text, folder)
    assert [(row[1], row[3], row[4]) for row in outcome.rows] == [
        ("1", "scored", Decimal("4.5")),
        ("1.1", "scored", Decimal("1.5")),
        ("1.2", "scored", Decimal(3)),
        ("2", "scored", Decimal(5)),
        ("2.1", "bonus", Decimal(5)),
        ("3", "scored", Decimal(5)),
        ("3.1", "deduction", Decimal(2)),
    ]
    assert outcome.rows[1][2] == "Mức độ hoàn thành kế hoạch"
    assert outcome.rows[2][5] == (_s("Trên 90%", 3), _s("Từ 80% - 90%", Decimal("1.5")))
    assert "bang.txt, dòng 9: dòng diễn giải của dòng 5, không có số và điểm; không lấy: “b là số" in outcome.said
    assert not outcome.rubric.edition.source.partial
    assert f"{folder}/2026/" not in outcome.said


def test_captions_between_tables_are_no_rows(folder: Path) -> None:
    """The second table's caption is told; its rows go on."""
    header = "TT\tTiêu chí\tĐiểm\n"
    between = "\n\nBẢNG TIẾP THEO\n(Đơn vị tính: điểm)\n"
    outcome = imported(f"{header}I\tMỘT\t\n1\tA\t1{between}{header}II\tHAI\t\n1\tB\t1", folder)
    assert [row[2] for row in outcome.rows] == ["MỘT", "A", "HAI", "B"]
    assert "bang.txt, dòng 5: dòng ngoài bảng, không lấy: “BẢNG TIẾP THEO”" in outcome.said


WRITTEN = """TT\tNội dung\tĐiểm\tĐơn vị chủ trì\tĐơn vị phối hợp
I\tTHỂ CHẾ\t8\t\t
1\tRà soát\t1\tVăn phòng\tTư pháp
2\tKế hoạch\t5\tNội vụ\t
2.1\tBan hành: đúng hạn\t2\tNội vụ\t
\tTrước 31/12, đủ [mẫu]: 2\t\t\t
\tSau 31/12: 0,5\t\t\t
\tTrước 'hạn', gấp: 0,126\t\t\t
2.2\tGửi\t3\tNội vụ\t
3\tBáo cáo\t2\tVăn phòng\t
4\tSáng kiến\t+1\tVăn phòng\t
"""

SECTION = """# yaml-language-server: $schema=../schema.json
code: "I"
title: THỂ CHẾ
label: Thể chế
max_points: 8.00
items:
  - code: "1"
    title: Rà soát
    points: 1.00
    units: [van-phong, tu-phap]
    lead: van-phong

  - code: "2"
    title: Kế hoạch
    max_points: 5.00
    units: [noi-vu]
    criteria:
      - code: "2.1"
        title: 'Ban hành: đúng hạn'
        points: 2.00
        scale:
          - {condition: 'Trước 31/12, đủ [mẫu]', points: 2.00}
          - {condition: Sau 31/12, points: 0.50}
          - {condition: 'Trước ''hạn'', gấp', points: 0.126}
        units: [noi-vu]
        lead: noi-vu
      - code: "2.2"
        title: Gửi
        points: 3.00
        units: [noi-vu]
        lead: noi-vu

  - code: "3"
    title: Báo cáo
    points: 2.00
    units: [van-phong]
    lead: van-phong
  - code: "4"
    title: Sáng kiến
    kind: bonus
    points: 1.00
    units: [van-phong]
    lead: van-phong
"""


def test_a_section_is_written_as_editors_write_it(folder: Path) -> None:
    """A key a line, quotes where they are needed, groups set apart by empty lines."""
    assert (
        "Đã đọc 1 lĩnh vực, 1 nhóm, 4 tiêu chí, 1 tiêu chí điểm cộng, 8,00 điểm, 3 đơn vị."
        in imported(WRITTEN, folder).said
    )
    assert (folder / "2026/01-the-che.yaml").read_text(encoding="utf-8") == SECTION


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("RÀ SOÁT, KIỂM TRA", "Rà soát, kiểm tra"),
        ("CHUYỂN ĐỔI SỐ CỦA UBND XÃ", "Chuyển đổi số của UBND xã"),
        ("Cải cách thủ tục Hành chính", "Cải cách thủ tục Hành chính"),
        ("CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH VÀ KIỂM TRA CẢI CÁCH", "Công tác chỉ đạo"),
        ("CÔNG TÁC CHỈ ĐẠO VÀ ĐIỀU HÀNH CẢI CÁCH HÀNH CHÍNH", "Công tác chỉ đạo"),
        ("TÁC ĐỘNG CỦA CẢI CÁCH HÀNH CHÍNH ĐẾN DÂN", "Tác động của cải cách hành chính đến dân"),
        ("TÁC ĐỘNG CỦA CẢI CÁCH HÀNH CHÍNH ĐẾN DÂN Ở", "Tác động của cải cách hành chính đến dân"),
        ("TÁC ĐỘNG CỦA CẢI CÁCH HÀNH CHÍNH ĐẾN NGƯỜI DÂN", "Tác động của cải cách hành chính đến"),
    ],
)
def test_a_section_s_name_for_the_menu(title: str, short: str) -> None:
    """In small letters but for abbreviations, cut between words where it is longer than the menu."""
    assert label(title) == short


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (
            ["UBND TỈNH A", "PHỤ LỤC I", "BỘ CHỈ SỐ", "CẤP XÃ", "(Kèm theo Quyết định", "của UBND tỉnh A)", "(Điểm)"],
            Said("BỘ CHỈ SỐ CẤP XÃ", "Kèm theo Quyết định của UBND tỉnh A", ["UBND TỈNH A", "PHỤ LỤC I", "(Điểm)"]),
        ),
        (["Bản sao", "BẢNG ĐIỂM", "Kèm theo Quyết định"], Said("BẢNG ĐIỂM", "Kèm theo Quyết định", ["Bản sao"])),
        (["LỜI ĐẦU", "Bảng điểm của xã"], Said("Bảng điểm của xã", "", ["LỜI ĐẦU"])),
        (["Lời đầu", "BẢNG ĐIỂM"], Said("BẢNG ĐIỂM", "", ["Lời đầu"])),
        (["Biểu số 2", "(Đơn vị: điểm)"], Said("", "", ["Biểu số 2", "(Đơn vị: điểm)"])),
    ],
)
def test_what_stands_above_a_table(head: list[str], expected: Said) -> None:
    """The lines in capitals next to the table are its title, or one line in small letters; brackets hold lines."""
    assert said(head) == expected


@pytest.mark.parametrize(
    ("text", "told", "leads"),
    [
        (
            "TT\tTiêu chí\tĐiểm\tĐơn vị\nI\tMỘT\n1\tA\t1\tNội vụ, Tư pháp",
            "nội dung, điểm và đơn vị phụ trách",
            "Bảng không nêu đơn vị chủ trì.",
        ),
        ("TT\tTiêu chí\tĐơn vị\nI\tMỘT\n1\tA\tNội vụ", "nội dung và đơn vị phụ trách", None),
        (WRITTEN, "nội dung, điểm và đơn vị phụ trách", None),
        ("TT\tTiêu chí\nI\tMỘT\n1\tA", "nội dung", None),
    ],
)
def test_an_edition_tells_what_its_table_has(text: str, told: str, leads: str | None, folder: Path) -> None:
    """Points and units are told of where the table has some; that nobody leads, where several have a part."""
    edition = imported(text, folder).rubric.edition
    assert edition.lead.endswith(f" năm 2026: {told}.")
    assert (edition.totals.points is not None) == ("điểm" in told)
    assert edition.source.leads == leads


PASTED = """Ủy ban nhân dân xã
BẢNG TIÊU CHÍ
STT Nội dung tiêu chí Điểm tối đa Đơn vị phụ trách
I CÔNG TÁC CHỈ ĐẠO 10
1 Kế hoạch 3 Văn phòng
1.1 Ban hành kế hoạch gửi
cấp trên 1,5 Nội vụ, Tư pháp
1.2 Báo cáo 1,5 Tài
chính
STT Nội dung tiêu chí Điểm tối đa Đơn vị phụ trách
Trang 3
2 Thu hút theo điều
4.5.1 Quy chế và
1 Văn bản 3 Văn phòng
7 Bồi dưỡng
CB Xã
2
Đơn vị phụ trách
7.1 Đợt một 1 Văn phòng
của huyện
7.2 Đợt hai Nội vụ, Tư pháp
8 Khen thưởng 1 Văn phòng
Ghi chú: hết trang
II THỂ CHẾ 4
1 Rà soát 4 Tư pháp
TỔNG CỘNG 14"""

TOLD = """dòng 1: Ủy ban nhân dân xã
dòng 2: BẢNG TIÊU CHÍ
dòng 3: STT|Nội dung tiêu chí|Điểm tối đa|Đơn vị phụ trách
dòng 4: I|CÔNG TÁC CHỈ ĐẠO|10|
dòng 5: 1|Kế hoạch|3|Văn phòng
dòng 6: 1.1|Ban hành kế hoạch gửi cấp trên|1,5|Nội vụ, Tư pháp
dòng 8: 1.2|Báo cáo|1,5|Tài chính
dòng 12: 2|Thu hút theo điều 4.5.1 Quy chế và 1 Văn bản|3|Văn phòng
dòng 15: 7|Bồi dưỡng CB Xã|2|
dòng 19: 7.1|Đợt một của huyện|1|Văn phòng
dòng 21: 7.2|Đợt hai||Nội vụ, Tư pháp
dòng 22: 8|Khen thưởng|1|Văn phòng
dòng 24: II|THỂ CHẾ|4|
dòng 25: 1|Rà soát|4|Tư pháp
dòng 26: TỔNG CỘNG 14
dòng 3 các cột cách nhau bằng dấu cách; tách theo số, điểm và tên đơn vị: “STT”, “Nội dung tiêu chí”, “Điểm tối đa”, \
“Đơn vị phụ trách”
dòng 10 dòng tiêu đề của bảng lặp lại; bỏ qua
dòng 11 “Trang 3” có lẽ là số trang; bỏ qua
dòng 18 dòng tiêu đề của bảng lặp lại; bỏ qua
dòng 23 dòng ngoài bảng, không lấy: “Ghi chú: hết trang”
dòng 6 dòng 1.1 nối từ 2 dòng; thêm: “cấp trên 1,5 Nội vụ, Tư pháp”
dòng 8 dòng 1.2 nối từ 2 dòng; thêm: “chính”
dòng 12 dòng 2 nối từ 3 dòng; thêm: “4.5.1 Quy chế và”; “1 Văn bản 3 Văn phòng”
dòng 15 dòng 7 nối từ 3 dòng; thêm: “CB Xã”; “2”
dòng 19 dòng 7.1 nối từ 2 dòng; thêm: “của huyện”
dòng 21 hiểu “Nội vụ, Tư pháp” ở cuối dòng 7.2 là đơn vị, không phải nội dung"""


def told(text: str) -> list[str]:
    """What a table parted by spaces is taken for: its lines with their cells, then what was not plain."""
    found = Found()
    assert spaced.read(text, found)
    return [
        *(f"{line.place}: {'|'.join(line.cells)}" for line in found.lines),
        *(f"{note.place} {note.message}" for note in found.notes),
    ]


def test_a_table_parted_by_spaces_is_told_apart_by_what_it_says() -> None:
    """Torn rows are joined, numbers within a title begin no row, units are known by their names; all of it is said."""
    assert told(PASTED) == TOLD.split("\n")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("STT\nNội dung\ntiêu chí\nĐiểm\ntối đa\n1 Một 2", ["STT|Nội dung tiêu chí|Điểm tối đa", "1|Một|2"]),
        ("TT Nội dung\n1 Một\nTrang 3\n2 Hai", ["TT|Nội dung", "1|Một", "2|Hai"]),
    ],
)
def test_headers_parted_by_spaces(text: str, lines: list[str]) -> None:
    """A header may be torn into lines, and need not name points or units."""
    assert [line.split(": ")[1] for line in told(text) if ": " in line and "|" in line] == lines


@pytest.mark.parametrize(
    "text",
    [
        f"{TABBED}\n",
        f"BẢNG\n\n{TABBED}",
        "| TT | Nội dung |\n| 1 | Một |",
        "BẢNG\n\n| TT | Nội dung |\n| 1 | Một |",
    ],
)
def test_the_source_is_the_text_with_tabs(text: str, folder: Path) -> None:
    """Line for line, empty ones too, but for the end of the last one."""
    plain = [line.strip("| ").replace(" | ", "\t") for line in text.rstrip("\n").split("\n")]
    assert imported(text, folder).status == 0
    assert (folder / "2026/source.txt").read_text(encoding="utf-8").split("\n") == [*plain, ""]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('TT\tNội dung\tĐiểm\n1\t"Một\nhai"\t1\n2\tTe\u0302n\t1', "bang.txt"),
        ('TT;Nội dung;Điểm\n1;"Một\nhai";1\n2;Te\u0302n;1', "bang.csv"),
    ],
)
def test_places_are_lines_of_the_file(text: str, name: str, folder: Path) -> None:
    """Also below a cell of several lines."""
    said = imported(text, folder, name).said
    assert f"{name}, dòng 4: chữ có dấu viết rời" in said


FIRST, OTHER = "TT|Tiêu chí|Điểm", "TT|Nội dung|Điểm"


@pytest.mark.parametrize(
    "tables",
    [
        [[FIRST, "1|Một|1", FIRST, "2|Hai|1"]],
        [[FIRST, "1|Một|1"], ["BẢNG HAI", "", FIRST, "1|Hai|1"]],
        [[FIRST, "1|Một|1", "|Đủ|1"], ["BẢNG HAI", OTHER, "2|Hai|1"]],
        [[OTHER, "1|Một|1"], [FIRST, "2|Hai|1", FIRST, "3|Ba|1"]],
    ],
)
def test_which_lines_are_one_table(tables: list[list[str]]) -> None:
    """A header that comes again while the numbers go on begins no other; the text above a header belongs to it."""
    lines = [Line(tuple(line.split("|")), "") for table in tables for line in table]
    for number, table in enumerate(tables, 1):
        assert ["|".join(line.cells) for line in parts.selected(Found(lines), number).lines] == table
    with pytest.raises(ValueError, match=f"tệp có {len(tables)} bảng"):
        parts.selected(Found(lines), len(tables) + 1)


DRY = """Chưa chắc, cần xem lại:
  bang.txt, dòng 6: không lấy các cột: “Ghi chú”
  bang.txt, dòng 11: dòng không có số; hiểu là thang điểm của dòng 10: “Ban hành trước 31/12: 1”
  bang.txt, dòng 12: dòng không có số; hiểu là thang điểm của dòng 10: “Ban hành sau 31/12: 0,5”
  bang.txt, dòng 21: các dòng a), b) chỉ được chọn một; hiểu là thang điểm của dòng 20
  bang.txt, dòng 27: dòng “Tổng cộng”, ghi 10 điểm: là dòng cộng, không phải tiêu chí; không lấy
  Trên bảng, không lấy (2 dòng, đều giữ trong source.txt):
    UBND TỈNH GIẢ ĐỊNH
    PHỤ LỤC I
  Dưới bảng, không lấy (2 dòng, đều giữ trong source.txt):
    Ghi chú: hết
    TM. UBND
Các dòng đọc được:
  A                 10  ĐIỂM THEO NỘI DUNG
  A.I                6  CÔNG TÁC CHỈ ĐẠO
  A.I.1              3  Kế hoạch
  A.I.1.1            1  Ban hành kế hoạch
                     1  · Ban hành trước 31/12
                   0,5  · Ban hành sau 31/12
  A.I.1.2            2  Mức độ hoàn thành
                   0,5  · Từ 80% đến dưới 100%
                     2  · Đủ 100%
  A.I.2              3  Kiểm tra
  A.I.2.a            1  Có kế hoạch
  A.I.2.b            2  Có báo cáo
  A.II               4  THỦ TỤC
  A.II.1             4  Công khai
                     4  · Đủ
                     2  · Thiếu
  B                     ĐIỂM THƯỞNG
  B.1               +1  Sáng kiến
  C                     ĐIỂM TRỪ
  C.1             -0,5  Chậm báo cáo
Đã đọc 3 lĩnh vực, 4 nhóm, 5 tiêu chí, 1 tiêu chí điểm cộng, 1 tiêu chí điểm trừ, 10,00 điểm, không có đơn vị.
Chạy thử, không ghi gì. Sẽ ghi:
  2026/source.txt
  2026/01-diem-theo-noi-dung.yaml
  2026/02-diem-thuong.yaml
  2026/03-diem-tru.yaml
  2026/edition.yaml
  schema.json
Việc còn lại:
  xem lại tên ngắn (label) của các mục: A “Điểm theo nội dung”, B “Điểm thưởng”, C “Điểm trừ”
  edition.yaml: xem lại body (tên cơ quan, địa bàn, địa danh), đoán từ dòng trên bảng
"""


def test_a_dry_run_tells_all(folder: Path) -> None:
    """What was not plain, the lines outside the table, the rows, how much there is, the files, what is left to do."""
    assert imported(COMMUNE, folder, "bang.txt", "--dry-run").said == DRY


def test_places_in_the_file_and_in_the_source() -> None:
    """A doubt about a line is told with its place in the file, and with the line where the two differ."""
    lines = [Line(("a",), "dòng 1"), Line(("b",), "bảng 1, hàng 2"), Line(("c",), "bảng 1, hàng 2")]
    found = report.Report("bang.docx", lines, [(2, "b"), (1, "a")], [Note("bảng 1, hàng 2", "c")])
    assert list(found.unsure()) == [
        "bang.docx, dòng 1: a",
        "bang.docx, bảng 1, hàng 2: c",
        "bang.docx, bảng 1, hàng 2 (source.txt dòng 2): b",
    ]


@pytest.mark.parametrize(("count", "last"), [(12, "  12"), (26, "  … và 14 dòng nữa")])
def test_many_lines_outside_a_table_are_counted(count: int, last: str) -> None:
    """A dozen is repeated."""
    said = list(report.outside("Dưới bảng", [str(number) for number in range(1, count + 1)]))
    assert (said[0], said[-1]) == (f"Dưới bảng, không lấy ({count} dòng, đều giữ trong source.txt):", last)
    assert len(said) == min(count, 13) + 1


def test_what_is_missing_and_does_not_add_up_is_said(folder: Path) -> None:
    """Criteria without points or units, a sum and a section's points that its criteria do not come to."""
    text = "TT\tTiêu chí\tĐiểm\tĐơn vị\nI\tMỘT\t10\n1\tViệc\t4\tNội vụ\n2\tHai\t\t\n\tTổng cộng\t12"
    outcome = imported(text, folder)
    source = outcome.rubric.edition.source
    assert (source.partial, len(source.notes)) == (True, 1)
    assert not imported(text.replace("\t10\n", "\t3\n"), folder.parent / "other").rubric.edition.source.partial
    said = [line.strip() for line in outcome.said.splitlines()]
    assert {
        "1 tiêu chí không có điểm, để trống: I.2",
        "1 tiêu chí không có đơn vị, để trống: I.2",
        "dòng cộng của bảng ghi 12 điểm, các tiêu chí cộng lại được 4",
        "I ghi 10 điểm, các tiêu chí bên dưới cộng lại 4",
    } <= {*said}
