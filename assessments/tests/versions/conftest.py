"""The default sets, and a version of one that is being written."""

import pytest

from assessments.actions import ensure_default_sets
from assessments.actions.versions import (
    start_version,
)
from assessments.tests.versions.steps import SYSTEM


@pytest.fixture
def sets(small):
    return ensure_default_sets(by=SYSTEM)


@pytest.fixture
def written(sets):
    """The second version of the home set."""
    return start_version(code="home", by=SYSTEM)
