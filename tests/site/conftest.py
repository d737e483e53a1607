"""What tests of the built site share: one that knows where it and its source stand."""

from pathlib import Path

import pytest
from stage import ADDRESS, SOURCE, YEARS, project, run


@pytest.fixture(scope="session")
def addressed_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site with two editions, built as for an address and a repository of its own."""
    folder = tmp_path_factory.mktemp("addressed")
    told = {"SITE_URL": ADDRESS, "REPO_URL": SOURCE}
    run(project(YEARS), "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(folder), **told)
    return folder
