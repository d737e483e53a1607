"""Typeset with Typst: documents as tagged PDF with bookmarks, the preview as PNG; the same bytes for the same data.

Typst keeps two hundred times as much memory as its data has bytes, so it works in a process of its own, which is given
back after a large document. That process is this file, run as a script.
"""

import atexit
import signal
import subprocess
import sys
import traceback
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import IO

import typst

TEMPLATE = Path(__file__).with_name("document.typ")
PREVIEW = Path(__file__).with_name("preview.typ")
FONTS = Path(__file__).with_name("fonts")

LARGE = 400_000
"""Bytes of data from which a document is made in a process that has made none and makes no other."""

MADE, FAILED = b"made", b"failed"


def typeset(data: bytes) -> bytes:
    """Return a document as PDF.

    Args:
        data: What `paper` says stands on it, as JSON.

    Raises:
        RuntimeError: If Typst warns of anything: a document that is not quite right is never published.
    """
    return _ask("typeset", data)


def draw(data: bytes) -> bytes:
    """Return the preview as PNG.

    Args:
        data: What `preview` says stands on it, as JSON.

    Raises:
        RuntimeError: If Typst cannot draw it on one page.
    """
    return _ask("draw", data)


def _ask(task: str, data: bytes) -> bytes:
    """Have the other process do something; it answers in the way that it is asked: a line, then that many bytes."""
    process = _anew() if len(data) > LARGE else _process()
    with suppress(BrokenPipeError):  # it is gone, and then there is no answer either
        _say(process.stdin, task.encode(), data)
    sign, answer = _hear(process.stdout)
    if sign != MADE or len(data) > LARGE:
        _end(process)
    if sign != MADE:
        raise RuntimeError(answer.decode("utf-8", "replace") or "Typst ended")
    return answer


@cache
def _process() -> subprocess.Popen[bytes]:
    command = [sys.executable, "-I", __file__]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603 - this very file
    atexit.register(_end, process)
    return process


def _anew() -> subprocess.Popen[bytes]:
    _end(_process())
    return _process()


def _end(process: subprocess.Popen[bytes]) -> None:
    """Let the process end, which it does when nobody can ask it any more; the next question begins another."""
    _process.cache_clear()
    atexit.unregister(_end)
    process.communicate()


def _say(stream: IO[bytes] | None, sign: bytes, content: bytes) -> None:
    if stream:
        stream.write(b"%s %d\n%s" % (sign, len(content), content))
        stream.flush()


def _hear(stream: IO[bytes] | None) -> tuple[bytes, bytes]:
    """Return what the other side says; nothing where it is gone."""
    if stream and (line := stream.readline()):
        sign, size = line.split()
        return sign, stream.read(int(size))
    return b"", b""


# --- The other process ------------------------------------------------------------------------------------------------


def _serve(questions: IO[bytes], answers: IO[bytes]) -> None:
    """Answer until there is nobody left who asks."""
    tasks = {b"typeset": _typeset, b"draw": _draw}
    while (question := _hear(questions))[0]:
        task, data = question
        try:
            _say(answers, MADE, tasks[task](data.decode()))
        except BaseException:  # noqa: BLE001 - whoever asked is told everything; a panic of Typst is no Exception
            _say(answers, FAILED, traceback.format_exc().encode())


def _typeset(data: str) -> bytes:
    pdf, warnings = _compiler().compile_with_warnings(sys_inputs={"data": data}, pdf_standards=["a-3a", "ua-1"])
    if warnings:
        raise RuntimeError("\n".join(warning.diagnostic for warning in warnings))
    if not isinstance(pdf, bytes):
        raise TypeError("Typst gave no PDF")
    return pdf


def _draw(data: str) -> bytes:
    png = typst.compile(PREVIEW, font_paths=_fonts(), format="png", ppi=72, sys_inputs={"data": data})
    if not isinstance(png, bytes):
        raise TypeError("The preview does not fit on one page")
    return png


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(TEMPLATE, root=TEMPLATE.parent, font_paths=_fonts())


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[FONTS])


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who asks is stopped by it, and with that this process
    with suppress(BrokenPipeError):
        _serve(sys.stdin.buffer, sys.stdout.buffer)
