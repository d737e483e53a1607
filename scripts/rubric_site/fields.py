"""What a key means that the open data and the changes both have."""

SECTION = "Số của lĩnh vực."
TITLE = "Tên đúng như trong biểu."
POINTS = "Điểm tối đa; null nếu biểu không ghi."
UNITS = "Mã các đơn vị phụ trách."
LEAD = "Mã đơn vị chủ trì; null nếu biểu không ghi."
