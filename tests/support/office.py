"""LibreOffice, for tests that ask whether a real office program reads a file; where there is none they are skipped."""

import shutil
import subprocess
from pathlib import Path

import pytest

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")

needs_office = pytest.mark.skipif(
    OFFICE is None,
    reason="no LibreOffice here (apt-get install libreoffice-calc-nogui libreoffice-writer-nogui)",
)


def convert(folder: Path, pattern: str, *kinds: str) -> None:
    """Let LibreOffice convert the files of a folder that match a pattern, each to some kinds of file beside it."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    files = [str(path) for path in sorted(folder.glob(pattern))]
    for kind in kinds:
        command = [str(OFFICE), profile, "--headless", "--convert-to", kind, "--outdir", str(folder)]
        subprocess.run([*command, *files], check=True, capture_output=True, timeout=300)
