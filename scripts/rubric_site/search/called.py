"""What people call pages: they look for what a page is good for."""

from collections.abc import Mapping

from rubric_site import addresses
from rubric_site.views import Site

CALLED: Mapping[str, str] = {
    "": "trang chủ, trang đầu, home, giới thiệu trang web, tổng số {criterion}, tổng {points}, tổng {points} cả "
    "bảng, bao nhiêu {criterion}",
    addresses.SECTIONS: "danh sách {section}, các mục, {points} từng {section}, cơ cấu {points}, mục lục bộ "
    "{criterion}, mục nào nhiều {points} nhất, {section} nhiều {points}, có mấy {section}",
    addresses.UNITS: "danh sách {unit}, phân công {unit}, {unit} nào làm gì, bảng phân công, các phòng ban, phòng "
    "nào phụ trách gì, các {unit} phụ trách",
    addresses.LOOKUP: "lọc {criterion}, lọc theo {unit}, bảng tổng hợp, tất cả {criterion}, danh sách {criterion}, "
    "toàn bộ {criterion}, tìm nâng cao, bảng {criterion}, sắp xếp theo {points}, lọc theo {points}, lookup, filter, "
    "lọc theo phòng, tìm kiếm {criterion}, xem hết {criterion}, {criterion} mấy {points}, lọc theo {section}, liệt kê "
    "{criterion}",
    addresses.DOCUMENTS: "danh mục văn bản, danh sách văn bản, văn bản pháp luật, cơ sở pháp lý, luật và nghị định, "
    "văn bản viện dẫn, văn bản còn hiệu lực, văn bản thay thế, tra văn bản, legal basis, hết hiệu lực, văn bản nào "
    "thay, danh mục căn cứ, đã bị thay thế",
    addresses.ABBREVIATIONS: "từ viết tắt, danh sách chữ viết tắt, giải nghĩa viết tắt, bảng viết tắt, glossary, "
    "thuật ngữ",
    addresses.SOURCE: "nguồn dữ liệu, bảng gốc, biểu gốc, nguồn gốc bộ {criterion}, lấy từ đâu, đã kiểm chứng, giấy "
    "phép, bản quyền, liên hệ, độ chính xác, thông tin có đúng không, bối cảnh, source, số liệu lấy ở đâu, có tin "
    "được không, có chính thống không, nguồn số liệu",
    addresses.PROCESS: "quy trình chấm, kỳ chấm {points}, ai chấm, chấm {points} thế nào, lịch chấm, các bước chấm, "
    "tự chấm, ai thẩm định, thẩm định {points}, điều tra xã hội học, lấy ý kiến khi chấm, phiếu khảo sát, chấm lại, "
    "scoring, khảo sát để chấm, công bố kết quả chấm, bao giờ chấm, kết quả tự chấm, bao giờ công bố",
    addresses.QUESTIONS: "câu hỏi thường gặp, thắc mắc, hỏi và đáp, faq, vì sao thiếu số, sao không thấy mục, "
    "{points} không khớp, còn dùng không, ai làm chính, giải đáp thắc mắc, nhảy số, câu hỏi hay gặp",
    addresses.CALENDAR: "lịch thời hạn, lịch nộp, lịch báo cáo, hạn theo tháng, mốc thời gian, lịch năm, nhắc việc, "
    "việc phải làm trong tháng, deadline, calendar, ics, thêm vào điện thoại, outlook, sắp đến hạn, tháng này làm gì, "
    "mốc thời hạn, lịch công việc, đến hạn nộp",
    addresses.REVIEW: "phiếu rà soát ghi chú, ghi chú chưa kiểm chứng, kiểm tra ghi chú, góp ý ghi chú, ký xác nhận "
    "ghi chú, ghi chú chưa chắc, góp ý nội dung, xác nhận nội dung, ghi chú còn ngờ",
    addresses.DOWNLOADS: "tải xuống, tải file, tải tệp, download, tải excel, file excel, file word, file pdf, tải "
    "pdf, xuất excel, xuất file, bảng tự chấm {points}, mẫu tự chấm, dữ liệu mở, csv, json, bản in sẵn, bản ngoại "
    "tuyến, dùng khi không có mạng, offline, usb, phiếu tự đánh giá, mất mạng, lưu về máy, bản pdf, tải bộ "
    "{criterion}",
}
"""The words for an edition's pages about all of it, by their address."""

GUIDES: Mapping[str, str] = {
    addresses.GUIDE: "hướng dẫn sử dụng, cách sử dụng, cách dùng trang web, cách tìm kiếm, cách in, in ra giấy, in "
    "phiếu, phím tắt, nền tối, chế độ tối, chữ to, trợ giúp, giúp đỡ, help, cách đọc {criterion}, dùng trên điện "
    "thoại, nền đen, giao diện tối, dark mode, phóng to chữ, hướng dẫn tra cứu",
    addresses.EDITING: "cách sửa nội dung, sửa nội dung, chỉnh sửa, thêm năm mới, nhập bảng, import word, cách cập "
    "nhật, bắt đầu ấn bản mới, dùng cho cơ quan khác, thêm {criterion}, sửa {points}, sửa sai sót, quản trị nội dung, "
    "nhập từ word, thêm văn bản, làm bộ {criterion}, bổ sung {criterion}, cập nhật ghi chú, sang năm mới",
    addresses.KEYS: "khóa yaml, cấu trúc tệp, các trường dữ liệu, schema, yaml",
    addresses.ERRORS: "báo lỗi, thông báo lỗi, lỗi yaml, sửa lỗi, lỗi khi cập nhật",
    addresses.EDITIONS: "các năm, năm trước, bộ {criterion} năm trước, phiên bản cũ, ấn bản cũ, so sánh các năm, bản "
    "cũ, danh sách ấn bản",
    addresses.CHANGES: "khác gì năm trước, {criterion} mới, {criterion} bị bỏ, {points} thay đổi, so với năm trước, "
    "điểm mới",
}
"""The same for the pages that all editions share."""


def called(site: Site, words: str) -> tuple[str, ...]:
    """Return the words of a list with the body's own nouns; without those for what it has not."""
    missing = ("{points}",) * (not site.has_points) + ("{unit}",) * (not site.units)
    said = (word for word in words.split(", ") if not any(noun in word for noun in missing))
    return tuple(word.format_map(site.terms.model_dump()) for word in said)
