#!/usr/bin/env python3
"""Begin a rubric for a body: from its table, or from a small one to be filled in.

    python3 run.py new [TABLE] --rubric DIR [--year YEAR] [--body NAME] [--index NAME] …

What no option says is asked for on a terminal; without one the command needs the options.
Exit status: 0 done, 1 nothing was written, 2 wrong usage.
"""

import argparse
import datetime as dt
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import import_table
from rubric_site import command_line, importer, outcome

ASKED = {
    "year": "Năm của ấn bản",
    "body": "Tên cơ quan, ví dụ UBND xã Ví Dụ",
    "index": "Tên đầy đủ của chỉ số, ví dụ Chỉ số phục vụ",
}
"""What has to be known, as it is asked for."""

TABLE = """BẢNG TIÊU CHÍ (thay bằng tên bảng của cơ quan)

TT\tNội dung, tiêu chí\tĐiểm tối đa\tĐơn vị phụ trách
I\tTÊN LĨNH VỰC THỨ NHẤT\t\t
1\tTên nhóm tiêu chí\t\t
1.1\tTên tiêu chí thứ nhất\t1,00\tVăn phòng
1.2\tTên tiêu chí thứ hai\t0,50\tVăn phòng
2\tTên tiêu chí đứng riêng\t0,50\tVăn phòng
"""
"""A table of every kind of row, to be replaced by the body's own."""

COMMENTS = {
    "edition.yaml": "Thông tin chung của ấn bản. Ý nghĩa từng khóa: trang “Các khóa trong tệp” (cap-nhat/truong/).",
    "units.yaml": "Các đơn vị phụ trách: id là địa chỉ trang, không đổi; name đúng như trong bảng.",
    "source.txt": "",
}
SECTION = "Một lĩnh vực: tên, điểm và đơn vị chép đúng từng chữ từ source.txt; thêm guidance để viết hướng dẫn."
"""What the first line of each file tells its editor."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    options = _options(arguments)
    if missing := _ask(options):
        print(f"Thiếu: {', '.join(f'--{name}' for name in missing)}. Xem run.py new --help", file=sys.stderr)
        return 2
    try:
        return import_table.carry_out(_plan(options), options)
    except ValueError as error:
        print(f"{options.table or 'bảng mẫu'}: {error}", file=sys.stderr)
        return 1


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="run.py new", description="Bắt đầu bộ tiêu chí của một cơ quan.")
    parser.add_argument(
        "table", nargs="?", type=command_line.file, metavar="BẢNG", help="bảng đã có (.docx, .xlsx, .csv, .txt)"
    )
    parser.add_argument("--year", type=command_line.year, metavar="NĂM", help="năm của ấn bản")
    import_table.add_options(parser)
    import_table.add_names(parser)
    return parser.parse_args(arguments)


def _ask(options: argparse.Namespace) -> list[str]:
    """Ask on a terminal for what no option says, and return what is still not known."""
    for name, question in ASKED.items():
        if getattr(options, name) is None and sys.stdin.isatty():
            default = str(dt.datetime.now(tz=dt.UTC).year) if name == "year" else ""
            answer = input(f"{question}{f' [{default}]' if default else ''}: ").strip() or default
            setattr(options, name, _answer(name, answer))
    return [name for name in ASKED if getattr(options, name) is None]


def _answer(name: str, answer: str) -> str | int | None:
    if name != "year":
        return answer or None
    try:
        return command_line.year(answer)
    except argparse.ArgumentTypeError:
        return None


def _plan(options: argparse.Namespace) -> importer.Plan:
    asked = importer.Options(options.year, names=import_table.names(options))
    if options.table:
        return importer.plan(options.table, options.rubric, asked)
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder, "bang-mau.txt")
        table.write_text(TABLE, encoding="utf-8")
        plan = importer.plan(table, options.rubric, asked)
    plan.files = {name: _commented(name, text) for name, text in plan.files.items()}
    plan.to_do = ["thay các dòng mẫu trong source.txt bằng bảng của cơ quan, rồi sửa các tệp YAML cho khớp"]
    return plan


def _commented(path: str, text: str) -> str:
    """Return a file with a comment behind its first line, which names the schema."""
    name = Path(path).name
    comment = COMMENTS.get(name, SECTION if name.endswith(".yaml") else "")
    first, _, rest = text.partition("\n")
    return f"{first}\n# {comment}\n{rest}" if comment else text


if __name__ == "__main__":
    sys.exit(outcome.of(main))
