"""What tests in the browser share: the site on a stick."""

import zipfile
from pathlib import Path

import pytest
from stage import DISTRICT, ROOT, project, run


@pytest.fixture(scope="session")
def packed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The same offline site packed twice."""
    folder = tmp_path_factory.mktemp("offline")
    mkdocs = ("-m", "mkdocs", "build", "--strict", "--config-file", "mkdocs-offline.yml", "--site-dir")
    for name in ("one", "two"):
        run(project(DISTRICT), *mkdocs, str(folder / name))
        run(folder, str(ROOT / "scripts" / "offline.py"), name, f"{name}.zip")
    return folder / "one.zip", folder / "two.zip"


@pytest.fixture(scope="session")
def unpacked(packed: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip unpacked into a folder whose name has spaces and Vietnamese letters, as folders have."""
    folder = tmp_path_factory.mktemp("Ổ chung của phòng")
    with zipfile.ZipFile(packed[0]) as archive:
        archive.extractall(folder)
    return folder / "trang-web"
