"""A repeated form gets the answer of the first time, even if its object is gone by now."""

from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.test import RequestFactory

from core.errors import NotNow
from core.idempotency import RepeatMiddleware, once
from core.models import IdempotencyKey, Mail

pytestmark = pytest.mark.django_db

KEY = "3f2c"


def post(data=None, *, key=KEY, user_id=1, method="post"):
    fields = {"text": "a"} | (data or {}) | ({"idempotency_key": key} if key else {})
    request = getattr(RequestFactory(), method)(
        "/letters/1/send/", fields, headers={"Accept": "application/json"}
    )
    request.session = SessionStore()
    request.reader = SimpleNamespace(user_id=user_id, person_key=None)
    return request


def ask(request, view):
    """As Django does: the middleware first, the view if it has nothing to say."""
    return RepeatMiddleware(view).process_view(request, view, (), {}) or view(request)


def letter(**values):
    fields = {"to": "a@example.org", "subject": "s", "body": "b"} | values
    return Mail.objects.create(message_id=str(uuid4()), **fields)


def send_once(request):
    """A view whose object is not found any more after the first time."""
    if Mail.objects.exists():
        raise Http404
    made = once(request, letter)
    return redirect(f"/letters/{made.pk}/")


def test_the_answer_is_kept_with_the_effect():
    first, again = ask(post(), send_once), ask(post(), send_once)
    assert (first.status_code, first.url) == (again.status_code, again.url)
    assert first.url == f"/letters/{Mail.objects.get().pk}/"
    assert IdempotencyKey.objects.get().answer == first.url


@pytest.mark.parametrize("other", [{"user_id": 2}, {"key": "other"}, {"key": ""}])
def test_the_answer_is_for_the_same_person_and_key_alone(other):
    ask(post(), send_once)
    with pytest.raises(Http404):
        ask(post(**other), send_once)


def test_another_body_is_refused():
    ask(post(), send_once)
    response = ask(post({"text": "b"}), send_once)
    assert response.status_code == 422
    assert "This form was already sent with other content" in response.content.decode()


def test_a_refusal_of_the_view_is_answered_and_nothing_is_kept():
    def refuse(request):
        letter()
        raise NotNow("Wait a day.")

    response = ask(post(), refuse)
    assert response.status_code == 409
    assert "Wait a day." in response.content.decode()
    assert (Mail.objects.count(), IdempotencyKey.objects.count()) == (0, 0)


def test_a_fault_after_the_effect_undoes_it():
    def fail(request):
        once(request, letter)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        ask(post(), fail)
    assert (Mail.objects.count(), IdempotencyKey.objects.count()) == (0, 0)


def test_what_is_no_redirect_is_made_anew():
    def show(request):
        return HttpResponse(str(once(request, letter).pk))

    first, again = ask(post(), show), ask(post(), show)
    assert first.content == again.content == str(Mail.objects.get().pk).encode()
    assert IdempotencyKey.objects.get().answer == ""


def test_a_form_that_came_back_with_errors_can_be_sent_again():
    def bind(request):
        if request.POST["text"] == "wrong":
            return HttpResponse("Correct it.", status=400)
        return send_once(request)

    assert ask(post({"text": "wrong"}), bind).status_code == 400
    assert ask(post({"text": "right"}), bind).status_code == 302


def test_reading_is_left_alone():
    ask(post(), send_once)
    with pytest.raises(Http404):
        ask(post(method="get"), send_once)
