"""Gives pytest the embedded server for tests, and skips browser journeys without a browser."""

import os
from pathlib import Path

import pytest
from django.conf import settings

from clusterix.environment import is_embedded
from clusterix.launch.chromium import HOW_TO_GET, find_chromium
from clusterix.launch.errors import LaunchError
from clusterix.launch.postgres import ensure_running


def pytest_configure(config: pytest.Config) -> None:
    """Start or share the server before any test. The settings may be loaded already."""
    if not is_embedded(os.environ):
        return
    os.environ["CLUSTERIX_PURPOSE"] = "test"  # for the processes that tests start
    base = Path(__file__).resolve().parents[2]
    try:
        server = ensure_running(base, purpose="test")
    except LaunchError as error:
        raise pytest.UsageError(str(error)) from None
    config.add_cleanup(server.release)
    settings.DATABASES["default"].update(server.django_database())


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Count the journeys as skipped where no Chromium is installed."""
    if find_chromium() is None:
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason=HOW_TO_GET))
