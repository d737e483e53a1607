"""What tests of the search share."""

from collections.abc import Iterator

import pytest
from node import Scripts, running
from rubric_site.search.published import scripts


@pytest.fixture(scope="session")
def published() -> Iterator[Scripts]:
    """The search's script as it is published, loaded once."""
    with running() as started:
        started.evaluate(scripts()["search.js"].decode())
        yield started
