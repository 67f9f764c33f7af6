"""What every test shares lives in clusterix/testing/."""

import gc

import pytest

pytest.register_assert_rewrite("clusterix.testing")
pytest_plugins = [
    "clusterix.launch.pytest_plugin",
    "clusterix.testing.fixtures",
    "clusterix.testing.journeys",
]


def pytest_collection_finish() -> None:
    """Leave alone what stays for the whole run: looking through it again costs a tenth of it."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
