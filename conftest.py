"""What every test shares lives in clusterix/testing/."""

import pytest

pytest.register_assert_rewrite("clusterix.testing")
pytest_plugins = [
    "clusterix.launch.pytest_plugin",
    "clusterix.testing.fixtures",
    "clusterix.testing.journeys",
]
