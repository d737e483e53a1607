"""How a command ends: whatever happens, with a line that a person can use, and with the right exit status."""

import contextlib
import errno
import io
import os
import sys
import tempfile
import traceback
from collections.abc import Callable, Mapping

STOPPED, UNFORESEEN = 130, 3

CAUSES: Mapping[int, tuple[str, str]] = {
    errno.ENOSPC: ("ổ đĩa đã đầy", "xóa bớt tệp không dùng rồi chạy lại"),
    errno.EDQUOT: ("đã hết hạn mức ổ đĩa", "xóa bớt tệp không dùng rồi chạy lại"),
    errno.EFBIG: ("tệp lớn hơn mức máy này cho phép", "hỏi người quản trị máy về giới hạn kích thước tệp"),
    errno.EACCES: ("không có quyền đọc hoặc ghi", "xem lại quyền, hoặc tệp có đang mở ở chương trình khác"),
    errno.EPERM: ("không có quyền đọc hoặc ghi", "xem lại quyền, hoặc tệp có đang mở ở chương trình khác"),
    errno.EROFS: ("ổ đĩa chỉ cho đọc", "chép dự án sang chỗ ghi được rồi chạy lại"),
    errno.EISDIR: ("có thư mục ở chỗ cần một tệp", "đổi tên hoặc chuyển thư mục đó đi"),
    errno.ENOTDIR: ("có tệp ở chỗ cần một thư mục", "đổi tên hoặc chuyển tệp đó đi"),
    errno.EEXIST: ("có tệp ở chỗ cần một thư mục", "đổi tên hoặc chuyển tệp đó đi"),
    errno.ENOTEMPTY: ("có thư mục ở chỗ cần một tệp", "đổi tên hoặc chuyển thư mục đó đi"),
    errno.ELOOP: ("có liên kết dẫn ra ngoài thư mục", "thay liên kết đó bằng thư mục thật"),
    errno.ENAMETOOLONG: ("tên tệp quá dài", "đặt tên ngắn hơn"),
}
"""What the system refuses, said for people, and what to do."""


def of(main: Callable[[], int]) -> int:
    """Run a command and return its exit status.

    Args:
        main: The command; what it returns is the status of a foreseen end.

    Returns:
        Its status; 1 where the system refused something, 130 where the user stopped it, 3 where nobody had foreseen it.
    """
    _set_streams()
    try:
        status = main()
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else Python complains again as it ends
        return 1
    except KeyboardInterrupt:
        return _say("Đã dừng theo yêu cầu; các tệp đã có vẫn nguyên.", STOPPED)
    except OSError as error:
        return _say(refusal(error), 1)
    except SystemExit:
        raise
    except BaseException:  # noqa: BLE001 - the one place where the unforeseen ends; a library's panic is no Exception
        return _say(_unforeseen(), UNFORESEEN)
    return status


def refusal(error: OSError) -> str:
    """Return what the system refused, in Vietnamese, with what to do."""
    unknown = ("máy không cho đọc hoặc ghi", "thử lại; nếu vẫn vậy, hỏi người quản trị máy")
    cause, advice = CAUSES.get(error.errno or 0, unknown)
    name = error.filename2 or error.filename
    return f"{name}: {cause} ({advice})" if name else f"{cause[:1].upper()}{cause[1:]} ({advice})"


def _set_streams() -> None:
    """Write UTF-8 into files and pipes, and on a terminal whatever it can show: no letter ends the work."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace", encoding=stream.encoding if stream.isatty() else "utf-8")


def _say(message: str, status: int) -> int:
    with contextlib.suppress(OSError):
        print(message, file=sys.stderr)
    return status


def _unforeseen() -> str:
    """Save what happened for whoever looks after the program, and return what to tell the user."""
    said = "Lỗi chưa lường trước; không ghi thêm gì."
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", prefix="loi-chuong-trinh-", suffix=".txt", delete=False
        ) as file:
            traceback.print_exc(file=file)
    except OSError:
        return f"{said} Không lưu được chi tiết vì ổ đĩa không cho ghi."
    return f"{said} Chi tiết đã lưu ở {file.name}: gửi tệp này cho người phụ trách phần mềm."
