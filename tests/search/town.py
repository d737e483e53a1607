"""An invented town of forty places, on which each rule of the search can be seen in a few rows."""

from typing import Any

from node import Scripts
from rubric_site.search.packing import pack

Place = dict[str, Any]
Lines = dict[str, list[str | int]]

KINDS = {
    "section": "Lĩnh vực",
    "group": "Nhóm",
    "criterion": "Tiêu chí",
    "unit": "Đơn vị",
    "document": "Văn bản",
    "page": "Trang",
    "question": "Hỏi đáp",
}
UNITS = {
    "vp": ["Văn phòng", "Văn phòng HĐND và UBND"],
    "tc": ["Tài chính", "Phòng Tài chính - Kế hoạch"],
    "nv": ["Nội vụ", "Phòng Nội vụ"],
}
ABBREVIATIONS = {"TTHC": "thủ tục hành chính", "UBND": "Ủy ban nhân dân", "QĐ-TTg": "Quyết định của Thủ tướng"}
THESAURUS = {"công chức": ["nhân viên", "cán bộ"], "hồ sơ": ["giấy tờ"]}
CALLED = {"huong-dan/": ["chế độ tối", "phím tắt", "cách tìm kiếm"]}

DOCUMENTS = [
    ["Nghị định 61/2018/NĐ-CP", "nd-61", "Về cơ chế một cửa trong giải quyết thủ tục hành chính"],
    ["Quyết định 766/QĐ-TTg", "qd-766", "Bộ chỉ số chỉ đạo, điều hành"],
    ["Luật Tiếp công dân", "luat-tcd"],
    ["Nghị quyết 05/2022/NQ-HĐND", "nq-05", "Chính sách thu hút nhân tài"],
]


def _unit(name: str, **more: object) -> tuple[Place, Lines]:
    short, full = UNITS[name]
    return {"kind": "unit", "title": full, "also": [short], "url": f"don-vi/{name}/", "about": "Đơn vị", **more}, {}


def _section(code: str, title: str, **more: object) -> tuple[Place, Lines]:
    url = f"linh-vuc/{code.lower()}/"
    return {"kind": "section", "code": code, "title": title, "url": url, "about": "3,00 điểm", **more}, {}


def _below(kind: str, parent: int, code: str, title: str, *units: str, **lines: list[str | int]) -> tuple[Place, Lines]:
    keywords = lines.pop("keywords", [])
    place = {"kind": kind, "code": code, "title": title, "units": list(units), "parent": parent, "about": "Dòng"}
    return place | ({"keywords": keywords} if keywords else {}), lines


def _criterion(parent: int, code: str, title: str, *units: str, **lines: list[str | int]) -> tuple[Place, Lines]:
    return _below("criterion", parent, code, title, *units, **lines)


PLACES: list[tuple[Place, Lines]] = [
    _unit("vp", keywords=["bộ phận một cửa"]),
    _unit("tc"),
    _unit("nv"),
    _section("I", "Chỉ đạo điều hành", also=["CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH CẢI CÁCH"], keywords=["lãnh đạo"]),
    _below("group", 3, "I.1", "Kế hoạch cải cách", "vp"),
    _criterion(
        4,
        "I.1.1",
        "Ban hành kế hoạch cải cách hành chính",
        "vp",
        what=["Kế hoạch năm có mục tiêu và nguồn lực."],
        deadlines=["Trước ngày 31/12 năm trước", "Gửi báo cáo trước ngày 15 mỗi tháng"],
        evidence=["Kế hoạch đã ký", "Văn bản giao việc"],
        references=[1],
    ),
    _criterion(4, "I.1.2", "Mức độ hoàn thành kế hoạch", "vp", "tc", evidence=["Báo cáo kết quả"]),
    _criterion(
        3,
        "I.2",
        "Đối thoại của lãnh đạo với người dân",
        "vp",
        what=["Chủ tịch tiếp công dân và đối thoại với doanh nghiệp."],
        deadlines=["Hai ngày mỗi tháng"],
        references=[2, "Điều 12"],
    ),
    _criterion(3, "I.3", "Tuyên truyền", "nv", keywords=["truyền thông", "phổ biến chính sách"]),
    _section("II", "Thủ tục", also=["CẢI CÁCH THỦ TỤC HÀNH CHÍNH"]),
    _below("group", 9, "II.1", "Giải quyết hồ sơ", "vp", keywords=["một cửa"]),
    _criterion(
        10,
        "II.1.1",
        "Tỷ lệ hồ sơ TTHC giải quyết đúng hạn",
        "vp",
        "nv",
        what=["Hồ sơ trễ hẹn phải có thư xin lỗi."],
        deadlines=["Hằng quý"],
        evidence=["Số liệu của hệ thống một cửa điện tử"],
        references=[0],
    ),
    _criterion(10, "II.1.2", "Xin lỗi người dân khi trễ hẹn", "vp", actions=["Gửi thư xin lỗi trước khi hẹn lại."]),
    _criterion(10, "II.1.10", "Số hóa giấy tờ", "vp", keywords=["scan", "số hóa"]),
    _criterion(9, "II.2", "Công khai thủ tục", "vp", what=["Niêm yết tại trụ sở và trên cổng thông tin."]),
    _section("III", "Tài chính công", keywords=["ngân sách"]),
    _criterion(15, "III.1", "Thu ngân sách trên địa bàn", "tc", references=[3], what=["Thu hút đầu tư."]),
    _criterion(15, "III.2", "Quản lý tài sản công", "tc", keywords=["thanh lý tài sản", "đấu giá"]),
    _criterion(15, "III.3", "Thực hiện kiến nghị của kiểm toán nhà nước", "tc", what=["Nộp thuế năm 2018."]),
    _criterion(15, "III.4", "Giải ngân vốn đầu tư", "tc", what=["Vốn của 61 dự án."]),
    _section("IV", "Con người", also=["XÂY DỰNG ĐỘI NGŨ"]),
    _criterion(20, "IV.1", "Đánh giá, phân loại cán bộ", "nv", evidence=["Biên bản họp"]),
    _criterion(20, "IV.2", "Tỷ lệ cán bộ, công chức vi phạm kỷ luật", "nv", what=["Đi muộn, về sớm."]),
    _criterion(20, "IV.3", "Đào tạo nhân viên", "nv", what=["Lớp học về chuyển đổi số."]),
    _criterion(20, "IV.4", "Thu hút nhân tài", "nv", "tc", "vp"),
    _criterion(20, "IV.5", "Thủ trưởng nêu gương", "nv"),
    _criterion(20, "IV.6a", "Khen thưởng đột xuất", "nv", what=["Quỹ khen thưởng được lập riêng."]),
    ({"kind": "page", "title": "Tra cứu", "url": "tra-cuu/", "about": "Bảng", "keywords": ["lọc theo phòng"]}, {}),
    ({"kind": "page", "title": "Lịch", "url": "lich/", "about": "Thời hạn", "keywords": ["lịch báo cáo"]}, {}),
    ({"kind": "page", "title": "Tải về", "url": "tai-ve/", "about": "Tệp", "keywords": ["tải excel", "usb"]}, {}),
    (
        {"kind": "question", "title": "Vì sao thiếu số?", "url": "hoi-dap/#cau-1", "about": "Hỏi đáp"},
        {"answer": ["Bảng gốc bỏ trống một số mã."]},
    ),
]

PAGES = [
    {"title": "Hướng dẫn", "location": "huong-dan/", "text": "<p>Nhấn phím <b>F</b> để tìm.</p><p>Chữ &amp; màu</p>"},
    {"title": "Tải về", "location": "tai-ve/", "text": "<li>Bản ngoại tuyến</li><td>Dùng khi mất mạng</td>"},
    {"title": "Sửa &lt;nội dung&gt;", "location": "cap-nhat/", "text": "Nhập bảng từ Word"},
]


def open_town(
    scripts: Scripts,
    places: list[tuple[Place, Lines]] = PLACES,
    *,
    name: str = "town",
    documents: list[list[str]] = DOCUMENTS,
    pages: list[dict[str, str]] = PAGES,
    **more: object,
) -> None:
    """Make an engine that knows some places and can be asked by a name in the process."""
    found, lines = zip(*places, strict=True)
    data = {"kinds": KINDS, "units": UNITS, "places": found, "abbreviations": ABBREVIATIONS, "called": CALLED}
    words, (first, later, *packed) = pack(data | {"thesaurus": THESAURUS} | more, documents, *lines)
    run = """([name, places, notes, pages]) => {
        const engine = searchEngine(places);
        for (const step of [...engine.rest(notes), ...engine.pages(pages)]) step();
        self[name] = engine;
    }"""
    scripts.evaluate(run, [name, {"words": words, "data": first}, {"documents": later, "lines": packed}, pages])
