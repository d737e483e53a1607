#!/usr/bin/env python3
"""Import a table that a body issued: write `source.txt` and the YAML of an edition.

    python3 run.py import TABLE --year 2026 [--from 2025] [--rubric DIR] [--dry-run] [--force]

Exit status: 0 done, 1 nothing was written, 2 wrong usage.
"""

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from rubric_site import check, command_line, importer, load, outcome, write

RUBRIC = Path(__file__).resolve().parent.parent / "rubric"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    options = _options(arguments)
    try:
        plan = importer.plan(options.table_file, options.rubric, _asked(options))
    except ValueError as error:
        print(f"{options.table_file}: {error}", file=sys.stderr)
        return 1
    return carry_out(plan, options)


def carry_out(plan: importer.Plan, options: argparse.Namespace) -> int:
    """Say what a plan is, write its files unless that is refused or only tried, and say what is left to do.

    Args:
        plan: What is to be written.
        options: `year`, `rubric` (its folder), `force` and `dry_run`.

    Returns:
        The exit status: 0, or 1 where nothing could be written.
    """
    _print("Chưa chắc, cần xem lại:", plan.unsure)
    _print("So với ấn bản đã có:", plan.changes)
    if options.dry_run:
        _print("Các dòng đọc được:", plan.rows)
    _print(plan.summary, ())
    if plan.refusals or not (options.force or options.dry_run or _is_free(options.rubric, plan)):
        hint = [f"ấn bản {options.year} đã có trong {options.rubric}; thêm --force để ghi đè điểm, tên và đơn vị"]
        _print("Không ghi gì:", plan.refusals or hint)
        return 1
    if options.dry_run:
        _print("Chạy thử, không ghi gì. Sẽ ghi:", plan.files)
        _print("Sẽ xóa:", plan.removed)
    else:
        summary = write.replace(
            options.rubric, {name: text.encode() for name, text in plan.files.items()}, plan.removed
        )
        _print(f"{summary.written} tệp ghi mới, {summary.unchanged} tệp giữ nguyên, {summary.removed} tệp xóa bỏ", ())
    _print("Việc còn lại:", [*plan.to_do, *([] if options.dry_run else _problems(options))])
    return 0


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that every command has that writes an edition."""
    rubric = Path("rubric") if Path("rubric").is_dir() else RUBRIC
    parser.add_argument("--rubric", type=Path, default=rubric, metavar="DIR", help="thư mục bộ tiêu chí (rubric)")
    parser.add_argument("--dry-run", action="store_true", help="chỉ in ra, không ghi")
    parser.add_argument("--force", action="store_true", help="ghi đè ấn bản đã có; ghi chú được giữ nguyên")


def add_names(parser: argparse.ArgumentParser) -> None:
    """Add the options that say whose rubric it is."""
    parser.add_argument("--index", metavar="TÊN", help="tên đầy đủ của chỉ số")
    parser.add_argument("--site-title", metavar="TÊN", help="tên trang")
    parser.add_argument("--body", metavar="TÊN", help="tên cơ quan")
    parser.add_argument("--area", metavar="TÊN", help="địa bàn, viết sau tên trang")
    parser.add_argument("--place", metavar="TÊN", help="địa danh ghi trước ngày tháng trên bản in")


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="run.py import", description="Nhập một bảng tiêu chí (.docx, .xlsx, .csv, .txt) thành một ấn bản."
    )
    parser.add_argument("table_file", metavar="BẢNG", type=command_line.file, help="tệp có bảng")
    parser.add_argument("--year", type=command_line.year, required=True, metavar="NĂM", help="năm của ấn bản")
    parser.add_argument(
        "--from", dest="before", type=command_line.year, metavar="NĂM", help="lấy ghi chú của ấn bản năm này"
    )
    parser.add_argument("--table", type=int, metavar="SỐ", help="chỉ lấy bảng thứ mấy trong tệp")
    add_options(parser)
    add_names(parser)
    return parser.parse_args(arguments)


def _asked(options: argparse.Namespace) -> importer.Options:
    return importer.Options(options.year, options.before, options.table, names(options))


def names(options: argparse.Namespace) -> importer.Names:
    """Return what the options say of the body."""
    return importer.Names(options.body, options.area, options.place, options.index, options.site_title)


def _is_free(rubric: Path, plan: importer.Plan) -> bool:
    return not any((rubric / name).exists() for name in plan.files)


def _problems(options: argparse.Namespace) -> list[str]:
    """Return what the check says of the edition that was written."""
    loaded = load.load(options.rubric)
    home = str(options.rubric / str(options.year))
    problems = sorted({*loaded.problems, *check.check(loaded, command_line.today())})
    return [str(problem) for problem in problems if problem.path.startswith(home)]


def _print(title: str, lines: Iterable[str]) -> None:
    listed = list(lines)
    if listed or title.endswith((".", "bỏ")):
        print(title)
    for line in listed:
        print(f"  {line}")


if __name__ == "__main__":
    sys.exit(outcome.of(main))
