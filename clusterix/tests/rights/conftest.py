"""The stage is built once per file of tests; what happens on it is undone."""

from unittest.mock import patch

import pytest
from django.db import connection

from clusterix.tests.rights.ask import undone
from clusterix.tests.rights.stage import make_stage


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker, settings_for_tests):
    """For files marked with `pytest.mark.django_db` only."""
    name = connection.settings_dict["NAME"]
    assert name.startswith("test_"), f"{name} is not a test database: mark the file with django_db."
    # Nobody looks at what the templates were given, and keeping it is a good part of each answer.
    kept_nothing = patch("django.test.client.store_rendered_templates", lambda *_, **__: None)
    with kept_nothing, django_db_blocker.unblock(), undone():
        yield make_stage()
