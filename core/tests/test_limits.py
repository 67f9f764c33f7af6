"""How often one address may ask."""

from datetime import UTC, datetime

import pytest
from django.test import RequestFactory, override_settings

from core import clock
from core.limits import TooMany, address_of, check, count, forget_old
from core.models import Use
from core.refusals import refusal_response

AT = datetime(2026, 5, 4, 10, 0, 10, tzinfo=UTC)
pytestmark = pytest.mark.django_db

LIMIT = {"at_most": 2, "seconds": 60, "sentence": "Wait a minute."}


def test_the_third_use_of_two_is_refused_until_the_window_ends():
    with clock.at(AT):
        count("export", "here", **LIMIT)
        count("export", "here", **LIMIT)
        with pytest.raises(TooMany) as refused:
            count("export", "here", **LIMIT)
        count("export", "there", **LIMIT)
        count("other", "here", **LIMIT)
    assert refused.value.retry_after == 50
    assert refused.value.reasons == ("Wait a minute.",)
    with clock.at(AT.replace(minute=1, second=0)):
        count("export", "here", **LIMIT)


def test_a_check_refuses_like_a_count_and_counts_nothing():
    with clock.at(AT):
        for _try in range(3):
            check("code", "here", **LIMIT)
        assert not Use.objects.exists()
        count("code", "here", **LIMIT)
        check("code", "here", **LIMIT)
        count("code", "here", **LIMIT)
        with pytest.raises(TooMany) as refused:
            check("code", "here", **LIMIT)
        check("code", "there", **LIMIT)
    assert (refused.value.retry_after, refused.value.reasons) == (50, ("Wait a minute.",))
    assert Use.objects.get().used == 2
    with clock.at(AT.replace(minute=1, second=0)):
        check("code", "here", **LIMIT)


def test_the_answer_says_when_to_come_back():
    answer = refusal_response(
        RequestFactory().get("/", headers={"Accept": "application/json"}),
        TooMany("Wait a minute.", retry_after=50),
    )
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "50")


def test_the_address_is_what_our_own_proxy_added():
    request = RequestFactory().get("/", headers={"X-Forwarded-For": "6.6.6.6, 192.0.2.7"})
    assert address_of(request) == "127.0.0.1", "Without a proxy anybody can write that header."
    with override_settings(SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https")):
        assert address_of(request) == "192.0.2.7"


def test_the_rows_name_nobody_and_go_when_their_window_is_over():
    with clock.at(AT):
        count("export", "192.0.2.7", **LIMIT)
        (row,) = Use.objects.all()
        assert "192.0.2.7" not in f"{row.key} {row}"
        assert (row.used, row.ends_at) == (1, AT.replace(minute=1, second=0))
        assert forget_old() == 0
    with clock.at(AT.replace(minute=1, second=1)):
        assert forget_old() == 1
