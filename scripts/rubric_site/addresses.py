"""Where pages and files stand, from the root of an edition's pages, and what the pages are called: each said once.

Guides and the list of editions stand at the root of the site, as all editions share them. Every address is a promise.
"""

from collections.abc import Mapping

SECTIONS = "linh-vuc/"
UNITS = "don-vi/"
LOOKUP = "tra-cuu/"
DOCUMENTS = "can-cu/"
ABBREVIATIONS = "tu-viet-tat/"
CALENDAR = "lich/"
PROCESS = "ky-cham/"
QUESTIONS = "hoi-dap/"
REVIEW = "ra-soat/"
SOURCE = "nguon/"
DOWNLOADS = "tai-ve/"

GUIDE = "huong-dan/"
EDITING = "cap-nhat/"
KEYS = f"{EDITING}truong/"
ERRORS = f"{EDITING}loi/"
EDITIONS = "an-ban/"
CHANGES = "thay-doi/"

TITLES: Mapping[str, str] = {
    LOOKUP: "Tra cứu",
    DOCUMENTS: "Căn cứ pháp lý",
    ABBREVIATIONS: "Chữ viết tắt",
    CALENDAR: "Lịch",
    PROCESS: "Kỳ chấm diễn ra thế nào",
    QUESTIONS: "Hỏi đáp",
    REVIEW: "Rà soát ghi chú",
    SOURCE: "Nguồn và độ tin cậy",
    DOWNLOADS: "Tải về",
    GUIDE: "Hướng dẫn",
    EDITING: "Cập nhật nội dung",
    KEYS: "Các khóa trong tệp",
    ERRORS: "Các thông báo lỗi",
    EDITIONS: "Các ấn bản",
}
"""What a page is called in menus, in links and above its text; those of sections and units bear the body's words."""

WHOLE = f"{DOWNLOADS}toan-bo.pdf"
"""The whole edition as one document for paper, where that is not too long."""

WORKBOOK = f"{DOWNLOADS}tieu-chi.xlsx"
CSV = f"{DOWNLOADS}tieu-chi.csv"
JSON = f"{DOWNLOADS}tieu-chi.json"
JSON_SCHEMA = f"{DOWNLOADS}schema.json"
DATA_PACKAGE = f"{DOWNLOADS}datapackage.json"
ICS = f"{DOWNLOADS}lich.ics"

OFFLINE = f"{DOWNLOADS}trang-web.zip"
"""The whole site for use without a network: made of the built pages, so only a run that is given it offers it."""

PREVIEW = "assets/images/preview.png"
"""The picture that goes with a link to the site; nobody downloads it by hand."""


def page(folder: str, name: str) -> str:
    """Return the address of a page in a folder: `linh-vuc/iii/`."""
    return f"{folder}{name}/"


def file(folder: str, name: str) -> str:
    """Return the path of the download that goes with a page of a folder: `tai-ve/linh-vuc/iii.pdf`."""
    return f"{DOWNLOADS}{folder}{name}"


def beside(path: str) -> str:
    """Return the path of a download from the page of the downloads, and from other downloads there: `tieu-chi.csv`."""
    return path.removeprefix(DOWNLOADS)
