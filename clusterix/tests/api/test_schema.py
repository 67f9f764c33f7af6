"""The API and the addresses of the catalogue, asked all that their schema allows, and more.

Never a fault of ours (5xx), and from the API nothing but what its description says.
"""

from functools import cache

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis import checks
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from clusterix.api import api
from clusterix.tests.api.pages import PAGES
from practices.tests.factories import make_practice, make_theme
from regions.tests.factories import make_industry

pytestmark = pytest.mark.django_db

ASKED = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
PROMISES = (
    checks.not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
)


@cache
def operations(source):
    """By address; each knows how to make requests that its schema allows."""
    described = api.get_openapi_schema() if source == "api" else PAGES
    schema = schemathesis.openapi.from_dict(described)
    found = [each.ok() for each in schema.get_all_operations()]
    return {each.path: each for each in found}


@pytest.fixture
def application(small):
    """The whole product, on the connection of the test, with some rows to find."""
    for number in range(3):
        make_practice(title=f"Vouchers {number}", theme=make_theme(), industries=[make_industry()])
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield get_wsgi_application()
    for signal in signals:
        signal.connect(close_old_connections)


def fire(operation, application, promises):
    """Ask the operation many times; each answer keeps the promises."""

    @ASKED
    @given(case=operation.as_strategy())
    def ask(case):
        # The client that asks does not unpack what is compressed.
        case.headers["Accept-Encoding"] = "identity"
        response = case.call(app=application, base_url="http://localhost")
        case.validate_response(response, checks=promises)

    ask()


@pytest.mark.parametrize("address", operations("api"))
def test_the_api_answers_as_it_says(application, address):
    fire(operations("api")[address], application, PROMISES)


@pytest.mark.parametrize("address", operations("pages"))
def test_no_address_of_the_catalogue_is_a_fault(application, address):
    fire(operations("pages")[address], application, [checks.not_a_server_error])
