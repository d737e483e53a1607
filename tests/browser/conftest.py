"""What tests in the browser share: the site on a stick."""

import zipfile
from pathlib import Path

import pytest
from stage import DISTRICT, ROOT, YEARS, project, run


def packed(rubric: Path, folder: Path) -> Path:
    """The offline site of a rubric, built and packed in a folder."""
    mkdocs = ("-m", "mkdocs", "build", "--quiet", "--strict", "--config-file", "mkdocs-offline.yml", "--site-dir")
    run(project(rubric), *mkdocs, str(folder / "site"))
    run(folder, str(ROOT / "scripts" / "offline.py"), "site", "site.zip")
    return folder / "site.zip"


def extracted(zipped: Path, folder: Path) -> Path:
    """The site in a zip, unpacked into a folder."""
    with zipfile.ZipFile(zipped) as archive:
        archive.extractall(folder)
    return folder / "trang-web"


@pytest.fixture(scope="session")
def zipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site on a stick."""
    return packed(DISTRICT, tmp_path_factory.mktemp("offline"))


@pytest.fixture(scope="session")
def unpacked(zipped: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip unpacked into a folder whose name has spaces and Vietnamese letters, as folders have."""
    return extracted(zipped, tmp_path_factory.mktemp("Ổ chung của phòng"))


@pytest.fixture(scope="session")
def packed_twice(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The site with two editions, built and packed twice."""
    one, two = (packed(YEARS, tmp_path_factory.mktemp("offline")) for _ in range(2))
    return one, two


@pytest.fixture(scope="session")
def unpacked_years(packed_twice: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first of them in a folder."""
    return extracted(packed_twice[0], tmp_path_factory.mktemp("Ổ chung"))
