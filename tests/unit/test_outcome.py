"""Whatever happens, a command ends with one line in Vietnamese and the right exit status, never with a traceback."""

import ctypes
import errno
import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from rubric_site import outcome
from stage import COMMUNE, ROOT, project

GENERATE = [sys.executable, str(ROOT / "scripts/generate.py"), str(COMMUNE)]


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """What an earlier run has made of that rubric."""
    return Path(shutil.copytree(project(COMMUNE) / "docs", tmp_path / "docs"))


def raising(error: BaseException) -> Callable[[], int]:
    """A command that ends with an error."""

    def main() -> int:
        raise error

    return main


@pytest.mark.parametrize("code", sorted(outcome.CAUSES))
def test_what_the_system_refuses_is_one_line(capsys: pytest.CaptureFixture[str], code: int) -> None:
    """The file, what is wrong and what to do, with exit status 1."""
    assert outcome.of(raising(OSError(code, os.strerror(code), "docs/index.md"))) == 1
    said = capsys.readouterr().err
    assert said == "docs/index.md: {} ({})\n".format(*outcome.CAUSES[code])
    assert os.strerror(code) not in said


def test_a_refusal_that_nobody_knows_is_told_too(capsys: pytest.CaptureFixture[str]) -> None:
    """Also without a file's name and with a number of its own."""
    assert outcome.of(raising(OSError(errno.EIO, "Input/output error"))) == 1
    assert capsys.readouterr().err == "Máy không cho đọc hoặc ghi (thử lại; nếu vẫn vậy, hỏi người quản trị máy)\n"


def test_the_user_may_stop_it(capsys: pytest.CaptureFixture[str]) -> None:
    """Ctrl-C is no error: one line, and the status that shells give it."""
    assert outcome.of(raising(KeyboardInterrupt())) == 130
    assert capsys.readouterr().err == "Đã dừng theo yêu cầu; các tệp đã có vẫn nguyên.\n"


class Panic(BaseException):
    """As libraries in Rust raise it: no Exception."""


@pytest.mark.parametrize("error", [ValueError("x"), RecursionError(), MemoryError(), Panic("index out of range")])
def test_the_unforeseen_is_saved(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    """One line says where the details are; they hold what a developer needs; the status is 3."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert outcome.of(raising(error)) == 3
    said = capsys.readouterr().err
    (saved,) = tmp_path.iterdir()
    assert said.count("\n") == 1
    assert str(saved) in said
    assert type(error).__name__ in saved.read_text(encoding="utf-8")


def test_the_unforeseen_is_told_where_nothing_can_be_saved(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the disk takes nothing either, the line says so, and the status is the same."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "missing"))
    assert outcome.of(raising(ValueError("x"))) == 3
    assert "Không lưu được chi tiết" in capsys.readouterr().err


class Terminal(io.TextIOWrapper):
    """A terminal of an encoding that lacks most Vietnamese letters."""

    def isatty(self) -> bool:
        """As a terminal answers."""
        return True


@pytest.mark.parametrize(
    ("kind", "shown"), [(io.TextIOWrapper, "Đã xong".encode()), (Terminal, "?ã xong".encode("latin-1"))]
)
def test_letters_come_as_whoever_reads_them_can_take_them(
    monkeypatch: pytest.MonkeyPatch, kind: type[io.TextIOWrapper], shown: bytes
) -> None:
    """Files and pipes get UTF-8 whatever the system says; a terminal what it can show; no letter ends the work."""
    output = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", kind(output, encoding="latin-1", newline=""))
    monkeypatch.setattr(sys, "stderr", io.StringIO())

    def main() -> int:
        print("Đã xong", end="")  # noqa: T201 - what a command does
        return 0

    assert outcome.of(main) == 0
    assert output.getvalue() == shown


def test_wrong_usage_stays_what_it_is() -> None:
    """What argparse ends is let through."""
    with pytest.raises(SystemExit):
        outcome.of(raising(SystemExit(2)))


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_a_pipe_of_any_encoding_gets_utf8(made: Path, encoding: str) -> None:
    """Vietnamese letters come through a Windows pipe whole."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONUTF8"} | {"PYTHONIOENCODING": encoding}
    ended = subprocess.run([*GENERATE, "--docs", str(made)], env=env, capture_output=True, check=False)
    assert ended.returncode == 0
    assert "tệp ghi mới" in ended.stdout.decode("utf-8")


def test_a_closed_pipe_is_no_traceback(made: Path) -> None:
    """Whoever reads the output may go away."""
    reader, writer = os.pipe()
    os.close(reader)
    ended = subprocess.run(
        [*GENERATE, "--docs", str(made)], stdout=writer, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(writer)
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    assert "Broken" not in ended.stderr


@pytest.mark.parametrize("name", ["index.md", ".generated", "tai-ve"])
def test_what_stands_in_the_way_is_named(made: Path, name: str) -> None:
    """A folder where a page or the list of pages is to be, or a file where a folder is to be."""
    way = made / name
    if name == "tai-ve":
        shutil.rmtree(way)
        way.touch()
    else:
        way.unlink()
        (way / "x").mkdir(parents=True)
    ended = subprocess.run([*GENERATE, "--docs", str(made)], capture_output=True, encoding="utf-8", check=False)
    assert ended.returncode == 1
    (line,) = [line for line in ended.stderr.splitlines() if "cảnh báo" not in line]
    assert re.fullmatch(r".+/docs/.*: có (thư mục|tệp) ở chỗ cần một (tệp|thư mục) \(.+\)", line), line


def bound_by_permissions() -> None:
    """Let permissions hold in the program that is about to start, also where the administrator starts it."""
    drop, override = 24, 1  # PR_CAPBSET_DROP and CAP_DAC_OVERRIDE of Linux
    ctypes.CDLL(None).prctl(drop, override, 0, 0, 0)


def with_small_files() -> None:
    """Let the system refuse files of more than ten kilobytes."""
    import resource  # noqa: PLC0415 - Windows has none

    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))


@pytest.mark.skipif(sys.platform != "linux", reason="only there the system is asked to refuse in this way")
@pytest.mark.parametrize(
    ("hold", "said"),
    [
        (bound_by_permissions, r".+/docs/.+: không có quyền đọc hoặc ghi \(xem lại quyền.+\)"),
        (with_small_files, r"Tệp lớn hơn mức máy này cho phép \(.+\)"),
    ],
    ids=["read-only", "limited"],
)
def test_a_target_that_takes_nothing_stays_as_it_was(tmp_path: Path, hold: Callable[[], None], said: str) -> None:
    """A read-only folder or a limit of size: one line with what to do, and no file, draft or folder is new."""
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "mine.md").touch()
    docs.chmod(0o555 if hold is bound_by_permissions else 0o755)
    ended = subprocess.run(
        [*GENERATE, "--docs", str(docs)], preexec_fn=hold, capture_output=True, encoding="utf-8", check=False
    )
    assert ended.returncode == 1
    (line,) = [line for line in ended.stderr.splitlines() if "cảnh báo" not in line]
    assert re.fullmatch(said, line), line
    assert [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")] == ["docs", "docs/mine.md"]
