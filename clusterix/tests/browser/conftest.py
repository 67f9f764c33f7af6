"""The stage of the rights tests, served on the connection of the test."""

import pytest

from clusterix.testing.browser import Tab
from clusterix.testing.serving import served_in_transaction
from clusterix.tests.rights.conftest import stage

__all__ = ["stage"]


@pytest.fixture(scope="module")
def staged_server(stage):
    with served_in_transaction() as server:
        yield server


@pytest.fixture(scope="module")
def tabs(staged_server, browser):
    """(with JavaScript, without it): every page is opened in both."""
    pair = Tab(browser, staged_server.url), Tab(browser, staged_server.url, javascript=False)
    yield pair
    for each in pair:
        each.close()
