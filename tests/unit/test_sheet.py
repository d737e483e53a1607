"""The words of a unit's sheet."""

import datetime as dt
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from rubric_site import notes, sheet
from rubric_site.fitting import length, lines, shared_out
from rubric_site.model import Citation, Due, Reference, RelatedMeasure, Scoring
from stage import DISTRICT, WIDE, YEARS, newest


@pytest.mark.parametrize(
    ("evidence", "short"),
    [
        ("Kế hoạch năm kèm phụ lục nhiệm vụ", "Kế hoạch năm"),
        ("Báo cáo của từng kỳ, đã ký số", "Báo cáo của từng kỳ"),
        ("Bảng theo dõi tồn tại và cách xử lý", "Bảng theo dõi tồn tại và cách xử lý"),
        ("Bảng theo dõi tồn tại và tình trạng xử lý", "Bảng theo dõi tồn tại"),
        ("Danh sách chứng thư số đã cấp", "Danh sách chứng thư số"),
        ("Báo cáo số liệu trích xuất từ hệ thống", "Báo cáo số liệu"),
        ("Văn bản kiến nghị cấp trên (nếu có)", "Văn bản kiến nghị cấp trên"),
        ("Biên lai, chứng từ điện tử, bảng đối soát", "Biên lai, chứng từ điện tử"),
        ("Tờ trình, biên bản các bước và phiếu lấy ý kiến", "Tờ trình, biên bản các bước"),
        ("Ảnh chụp (nếu có)", "Ảnh chụp (nếu có)"),
    ],
)
def test_evidence_is_called_by_a_name_that_says_what_it_is(evidence: str, short: str) -> None:
    """What qualifies a piece of evidence goes, but never so much that a bare “báo cáo” or half a word is left."""
    assert sheet.brief(evidence) == short


@pytest.mark.parametrize(
    ("due", "said"),
    [
        ({"days": 10, "event": "ngày nhận được đơn"}, "10 ngày từ ngày nhận được đơn"),
        ({"days": 3, "working": True, "event": "ngày nhận đủ hồ sơ"}, "3 ngày làm việc từ ngày nhận đủ hồ sơ"),
        ({"every": "quarter", "days": 15}, "15 ngày sau mỗi quý"),
        ({"every": "quarter", "day": 14}, "Ngày 14 tháng cuối quý"),
        ({"every": "month", "day": 5}, "Ngày 5 hằng tháng"),
        ({"month": 3, "day": 1}, "01/03"),
        ({"month": 12, "day": 31, "year": 2022}, "31/12/2022"),
    ],
)
def test_a_deadline_says_in_few_words_when_or_since_what(due: dict[str, object], said: str) -> None:
    """Days alone would tell nobody anything: what they count from is said as long as a cell holds it."""
    assert sheet.when(Due.model_validate(due)) == said


def test_what_is_too_long_for_a_cell_stands_in_the_annex() -> None:
    """Days without what they count from would be read as any days."""
    due = Due.model_validate({"days": 5, "event": "ngày " + "rất " * 20 + "dài"})
    assert sheet.when(due) == ""
    fits = Due.model_validate({"days": 5, "event": "ngày ".ljust(sheet.LONGEST_EVENT, "x")})
    assert sheet.when(fits).startswith("5 ngày từ ngày")


def test_columns_are_as_wide_as_makes_the_rows_low() -> None:
    """They fill the width, none is too narrow, and all rows together have fewer lines than with equal columns."""
    rows = [
        ("Mức độ hoàn thành", "30/6", "Bảng tổng hợp; Báo cáo; Biên bản kiểm tra; Văn bản đôn đốc" * times)
        for times in (1, 2, 4)
    ]
    least = (30.0, 20.0, 40.0)
    widths = shared_out(rows, least, 150, 12)
    assert sum(widths) == pytest.approx(150, abs=0.2)
    assert all(width >= one for width, one in zip(widths, least, strict=True))
    assert height(rows, widths) < height(rows, [50, 50, 50])
    assert widths[2] == max(widths)


@pytest.mark.parametrize(
    ("rows", "least", "width", "widths"),
    [
        ([("a", "a", "n" * 90)], (30, 20, 40), 96, [30, 20, 46]),
        ([("n " * 40, "a", "n"), ("n", "n " * 40, "n")], (30, 20, 40), 150, [57, 53, 40]),
        ([("n " * 40, "a", "n"), ("n", "n " * 40, "n"), ("n", "n", "n " * 60)], (10, 10, 10), 120, [37, 38, 45]),
        ([("n", "n")] * 59 + [("n " * 60, "n")] + [("n", "n")], (10, 10), 60, [43, 17]),
    ],
)
def test_columns_take_of_each_other_down_to_their_least_width(
    rows: list[tuple[str, ...]], least: tuple[int, ...], width: int, widths: list[int]
) -> None:
    """The one with the most text gets what the others can spare, as long as any row gets lower by it."""
    assert shared_out(rows, least, width, 12) == widths


def test_of_a_long_table_some_rows_are_judged() -> None:
    """They come from all of its parts, so that the time does not grow with it."""
    rows = [("n " * (number % 4 * 9), "n " * 9) for number in range(300)]
    assert shared_out(rows, (10, 10), 60, 12) == shared_out(rows[::4], (10, 10), 60, 12) == [10, 50]
    assert shared_out(rows[:99], (10, 10), 60, 12) != [10, 50]


@pytest.mark.parametrize(
    ("text", "width", "number"),
    [
        ("", 4, 1),
        ("nn nn", 4.5, 1),
        ("nn nn", 4.4, 2),
        ("nn nn nn", 4.6, 2),
        ("n" * 10, 4, 3),
        ("n" * 10 + " n", 4, 3),
        ("n" * 10 + " nn", 4, 4),
        ("n\nn", 4, 2),
    ],
)
def test_lines_are_counted_as_programs_break_them(text: str, width: float, number: int) -> None:
    """At blanks, each half a letter wide, within a word that is too long, and where the text has a break."""
    assert lines(text, width) == number


def test_letters_have_their_own_widths() -> None:
    """Capitals are wider than small letters, most of those wider than `a`, and all grow with the size of the type."""
    assert length("Aa1", 10) == pytest.approx(5.9976)
    assert length("Aa1", 20) == pytest.approx(2 * 5.9976)
    assert length("", 10) == 0


def height(rows: list[tuple[str, str, str]], widths: list[float]) -> int:
    """The lines of all rows in a type of 12 points, in which a letter is about 2 mm wide."""
    return sum(max(lines(text, width / 2) for text, width in zip(row, widths, strict=True)) for row in rows)


def test_a_long_annex_is_set_close_and_a_short_one_is_not() -> None:
    """What is long saves pages, what is short fills the one that it takes."""
    site = newest(DISTRICT)
    annexes = [sheet.build(site, unit).annex for unit in sorted(site.units, key=lambda unit: unit.count)]
    assert [annex.dense for annex in annexes if annex] == sorted(annex.dense for annex in annexes if annex)
    assert {annex.dense for annex in annexes if annex} == {True, False}


def test_a_sheet_gives_out_the_work_of_its_year() -> None:
    """What came later stands on the section's page and not in the annex, which says so where there is something."""
    site = newest(DISTRICT)
    said = f"Văn bản ban hành sau năm {site.edition.year} ghi ở trang của từng lĩnh vực."
    for unit in site.units:
        annex = sheet.build(site, unit).annex
        assert annex is not None
        assert f"Ban hành sau năm {site.edition.year}" not in str(asdict(annex)["parts"])
        assert (said in annex.remarks) == any(site.later(entry.criterion) for entry in unit.entries)


def rows(made: sheet.Sheet) -> dict[str, dict[str, str]]:
    """The cells of a sheet by code and column."""
    names: list[str] = [column.name for column in made.columns]
    found = [dict(zip(names, row, strict=True)) for part in made.parts for row in part.rows]
    return {row["code"]: row for row in found}


def made_for(rubric: Path, unit: str, **paper: object) -> sheet.Sheet:
    """A unit's sheet, where the edition says something else of its paper."""
    site = newest(rubric)
    edition = site.edition.model_copy(update={"paper": site.edition.paper.model_copy(update=paper)})
    site = replace(site, rubric=replace(site.rubric, edition=edition))
    return sheet.build(site, next(view for view in site.units if view.unit.id == unit))


def test_a_cell_says_what_the_rubric_knows() -> None:
    """Titles name who leads, points and the others, when it is due and what proves it; hands write into the rest."""
    cells = rows(made_for(YEARS, "phuc-vu"))
    assert cells["A.2.3"] == {
        "code": "A.2.3",
        "title": "Trả kết quả đúng hẹn (chủ trì)",
        "points": "1,50",
        "shared": "Văn phòng",
        "doer": "",
        "cooperation": "",
        "deadlines": "Ngày 3 hằng tháng",
        "evidence": "Bảng in từ phần mềm",
        "remark": "",
    }
    assert cells["A.2.4"] | {"code": "", "title": "", "points": ""} == dict.fromkeys(cells["A.2.4"], "")
    assert rows(made_for(YEARS, "van-phong"))["A.2.3"]["title"] == "Trả kết quả đúng hẹn"


def test_columns_are_those_that_have_something() -> None:
    """As the edition orders them, numbers to the right; points and those who share only where there are some."""
    made = made_for(WIDE, "van-phong", columns=("code", "points", "title", "doer", "remark", "shared"))
    assert [(column.name, column.number) for column in made.columns] == [
        ("code", False),
        ("points", True),
        ("title", False),
        ("doer", False),
        ("remark", False),
        ("shared", False),
    ]
    assert [column.width for column in made.columns if column.name in ("code", "points", "doer", "remark")] == [
        21,
        14,
        20,
        11,
    ]
    assert not made.landscape
    assert sum(column.width for column in made.columns) == pytest.approx(sheet.PORTRAIT, abs=0.5)
    site = newest(YEARS)
    alone = next(view for view in site.units if view.unit.id == "kinh-te")
    alone = replace(alone, entries=alone.entries[:2])
    assert "shared" not in {column.name for column in sheet.build(site, alone).columns}


@pytest.mark.parametrize(
    "columns", [("code", "title", "deadlines", "evidence"), ("code", "points", "title", "deadlines")]
)
def test_a_sheet_is_upright_where_its_columns_fit(columns: tuple[str, ...]) -> None:
    """Widths are tenths of millimetres: what these add up to beyond a whole sheet needs no longer side."""
    made = made_for(YEARS, "kinh-te", columns=columns)
    assert not made.landscape
    assert sum(column.width for column in made.columns) == pytest.approx(sheet.PORTRAIT, abs=0.3)


def test_a_sheet_is_a_document_of_its_own_or_the_annex_of_another() -> None:
    """A document has the state's name, the body, a number, a date, grounds and recipients; an annex has not."""
    grounds = ("Căn cứ Luật A.", "Theo đề nghị của B;", "Thực hiện C")
    own = made_for(YEARS, "phuc-vu", form="van-ban", grounds=grounds, recipients=("Như trên;", "Lưu: VT."))
    assert own.head == sheet.Head(
        form="van-ban",
        body="UBND XÃ THỬ NGHIỆM",
        unit=("TRUNG TÂM", "PHỤC VỤ HÀNH CHÍNH CÔNG"),
        state=("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"),
        number="Số: ……/……",
        date="Thử Nghiệm, ngày …… tháng …… năm 20……",
        annex="",
        title="BẢNG PHÂN CÔNG TRÁCH NHIỆM",
        subject="thực hiện Chỉ số phục vụ năm 2026",
        issued="",
        grounds=("Căn cứ Luật A;", "Theo đề nghị của B;", "Thực hiện C."),
    )
    assert (own.foot.recipients, own.foot.date) == (("Nơi nhận:", "- Như trên;", "- Lưu: VT."), "")
    annex = made_for(YEARS, "phuc-vu", recipients=("Như trên;",))
    assert (annex.head.body, annex.head.unit) == ("", ("TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",))
    assert (annex.head.state, annex.head.grounds, annex.foot.recipients) == ((), (), ())
    assert (annex.head.number, annex.head.date, annex.head.annex) == ("", "", "Phụ lục ……")
    assert annex.head.issued == "(Kèm theo Quyết định số 02/QĐ-UBND của UBND xã Thử Nghiệm)"
    assert annex.foot.date == "Thử Nghiệm, ngày …… tháng …… năm 20……"
    assert made_for(YEARS, "phuc-vu", signatures=()).foot.date == ""
    blank = "(Kèm theo …… số …… ngày …… tháng …… năm …… của UBND phường Hư Cấu)"
    assert made_for(WIDE, "mot-cua").head.issued == blank


def test_what_a_document_rests_on_is_what_is_known() -> None:
    """Where the edition names no grounds: the index's framework with its date, then with what the table was issued."""
    site = newest(YEARS)
    edition = site.edition.model_copy(update={"framework": ("quy-che-2026",)})
    site = replace(site, rubric=replace(site.rubric, edition=edition))
    assert list(sheet._grounds(site)) == [  # noqa: SLF001 - an own form's head is long to ask for
        "Căn cứ Quyết định 03/2026/QĐ-UBND ngày 15/01/2026 của UBND xã Thử Nghiệm;",
        "Thực hiện Quyết định số 02/QĐ-UBND của UBND xã Thử Nghiệm.",
    ]
    assert "Khung chung của chỉ số: Quyết định 03/2026/QĐ-UBND (chưa kiểm chứng)." in list(sheet.common(site))


def test_remarks_say_why_sums_differ_and_how_far_notes_are_reviewed() -> None:
    """Only where criteria are shared and notes are there; all reviewed, some or none of them."""
    remarks = made_for(YEARS, "van-phong").foot.remarks
    assert [remark[:20] for remark in remarks] == [
        "Tiêu chí cùng phụ tr",
        "“Thời hạn”, “Sản phẩ",
        "Ấn bản 2026. Nguồn: ",
    ]
    assert "(để tham khảo, đã rà soát 1/2 tiêu chí)" in remarks[1]
    assert len(made_for(YEARS, "kinh-te").foot.remarks) == 2
    assert len(made_for(YEARS, "van-phong", columns=("code", "title")).foot.remarks) == 2
    annex = made_for(WIDE, "mot-cua").annex
    assert annex is not None
    assert annex.title == "PHỤ LỤC: Hướng dẫn từng tiêu chí thành phần (để tham khảo, chưa rà soát)"
    site = newest(YEARS)
    reviewed = replace(site.units[0], entries=site.units[0].entries[:1])
    assert sheet.build(site, reviewed).foot.remarks[0].count("(để tham khảo, đã rà soát)") == 1


def test_files_are_called_by_what_they_are() -> None:
    """The button says whether there is a shorter one, the name has no marks, so that it can be sent anywhere."""
    site = newest(YEARS)
    view = next(view for view in site.units if view.unit.id == "to-so")
    name = "To-cong-nghe-so-cong-dong-2026"
    assert sheet.files(site, view, full=True) == (
        ("tai-ve/don-vi/to-so.pdf", "PDF đầy đủ", f"Phan-cong-{name}.pdf"),
        ("tai-ve/don-vi/to-so-gon.pdf", "PDF gọn", f"Phan-cong-gon-{name}.pdf"),
        ("tai-ve/don-vi/to-so.docx", "Word đầy đủ", f"Phan-cong-{name}.docx"),
        ("tai-ve/don-vi/to-so-gon.docx", "Word gọn", f"Phan-cong-gon-{name}.docx"),
        ("tai-ve/don-vi/to-so.xlsx", "Excel", f"Bang-cham-{name}.xlsx"),
    )
    assert sheet.files(site, view, full=False)[0][1] == "PDF"


def test_a_note_on_paper_says_who_shares_it_and_what_it_rests_on() -> None:
    """On a unit's sheet only the others are named; documents with their article, what is unverified says so."""
    site = newest(YEARS)
    entries = {entry.code: entry for entry in site.entries}
    units = {view.unit.id: view.unit for view in site.units}
    assert notes.responsible(entries["A.2.2"]) == "Cùng phụ trách: Trung tâm, Tổ số"
    assert notes.responsible(entries["A.2.3"]) == "Phụ trách: Trung tâm (chủ trì), Văn phòng"
    assert notes.responsible(entries["A.2.4"]) == "Phụ trách: Trung tâm"
    assert notes.shared(entries["A.2.3"], units["phuc-vu"]) == "Chủ trì cùng Văn phòng"
    assert notes.shared(entries["A.2.3"], units["van-phong"]) == "Cùng phụ trách với Trung tâm (chủ trì)"
    assert notes.shared(entries["A.2.4"], units["phuc-vu"]) == ""
    note = notes.note(site, entries["A.2.3"], units["phuc-vu"])
    assert (note.heading, note.status) == ("A.2.3. Trả kết quả đúng hẹn (1,50 điểm)", "Chủ trì cùng Văn phòng.")
    assert note.rows == (
        notes.Row("text", "Đo điều gì", ("Kết quả có trả đúng hẹn hay không.",)),
        notes.Row("steps", "Việc cần làm", ("Ghi ngày hẹn trả vào phần mềm.",)),
        notes.Row(
            "text",
            "Thời hạn",
            ("Trước ngày 03 hằng tháng. Theo Điều 4 Quyết định 03/2026/QĐ-UBND (chưa kiểm chứng).",),
        ),
        notes.Row("checks", "Hồ sơ minh chứng", ("Bảng in từ phần mềm",)),
        notes.Row(
            "basis",
            "Căn cứ (mới thấy số và tên văn bản)",
            ("khoản 1 Điều 2 Quyết định 03/2026/QĐ-UBND (chưa kiểm chứng) (từ 01/03/2026).",),
        ),
    )
    assert notes.note(site, entries["A.1.1"]).status == "Phụ trách: Văn phòng. Đã rà soát: Văn phòng, 04/03/2026."
    assert notes.note(site, entries["A.1.2"]).rows == notes.basis(site, entries["A.1.2"]) == ()
    assert notes.basis(site, entries["A.2.3"]) == note.rows[-1:]
    assert note.letters == sum(len("".join([row.label, *row.texts])) for row in note.rows)


def test_a_note_tells_all_that_it_has() -> None:
    """Pitfalls, another index's measure, the reason of a citation, what came later, and how the criterion is scored."""
    site = newest(YEARS)
    entry = next(entry for entry in site.entries if entry.code == "A.2.3")
    guidance = entry.criterion.guidance
    assert guidance is not None
    more = {
        "pitfalls": ("Quên ký.",),
        "related_measure": RelatedMeasure(text="Tỷ lệ đúng hẹn", reference="quy-che-2024"),
        "references": (Citation(id="quy-che-2026", why="để so", until=dt.date(2026, 6, 30)),),
        "deadlines": (guidance.deadlines[0].model_copy(update={"verification": "seen"}),),
        "later_references": (Citation(id="quy-che-2024"),),
        "scoring_status": Scoring(status="known", text="Theo tỷ lệ."),
    }
    criterion = entry.criterion.model_copy(update={"guidance": guidance.model_copy(update=more)})
    entry = replace(entry, criterion=criterion)
    told = notes.note(site, entry)
    document = "Quyết định 07/2024/QĐ-UBND"
    assert told.rows[2].texts == ("Trước ngày 03 hằng tháng. Theo Điều 4 Quyết định 03/2026/QĐ-UBND.",)
    assert told.rows[4:] == (
        notes.Row("text", "Dễ sót (gợi ý)", ("Quên ký.",)),
        notes.Row(
            "text",
            "Chỉ số khác",
            (f"{document}: Tỷ lệ đúng hẹn", "Đây là bộ chỉ số khác, không phải cách chấm của tiêu chí này."),
        ),
        notes.Row(
            "basis",
            "Căn cứ (mới thấy số và tên văn bản)",
            ("Quyết định 03/2026/QĐ-UBND (chưa kiểm chứng) (đến hết 30/06/2026; để so).",),
        ),
        notes.Row("later", "Ban hành sau năm 2026", (f"{document} (chưa kiểm chứng).",)),
        notes.Row("basis", "Cách chấm", ("Đã biết. Theo tỷ lệ.",)),
    )
    unit = entry.units[0]
    assert "later" not in {row.kind for row in notes.note(site, entry, unit).rows}
    remarks = list(sheet.common(replace(site, entries=(entry,))))
    assert remarks[-1] == (
        "“Dễ sót” là gợi ý suy từ tên tiêu chí và cách làm chung, không phải quy tắc chấm; còn là bản nháp cho đến khi "
        "đơn vị phụ trách xác nhận."
    )
    alone = replace(site, entries=(entry,), units=())
    assert list(sheet.common(alone))[-1].endswith("cho đến khi người phụ trách xác nhận.")


def test_a_document_whose_number_has_no_year_is_named_with_its_day() -> None:
    """Whoever looks for it needs one of the two."""
    said = {"type": "Kế hoạch", "title": "T", "issuer": "A", "number": "12/KH-UBND", "date": dt.date(2026, 3, 4)}
    seen = Reference.model_validate(said | {"verification": "seen"})
    assert notes.named(seen) == "Kế hoạch 12/KH-UBND (04/03/2026)"
    unsure = Reference.model_validate(said | {"verification": "memory", "number": "12/2026/KH"})
    assert notes.named(unsure) == "Kế hoạch 12/2026/KH (chưa kiểm chứng)"
