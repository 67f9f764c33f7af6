"""The stage of the rights tests, served on the connection of the test."""

import pytest

from clusterix.testing.serving import served_in_transaction
from clusterix.tests.rights.conftest import stage

__all__ = ["stage"]


@pytest.fixture(scope="module")
def staged_server(stage):
    with served_in_transaction() as server:
        yield server
