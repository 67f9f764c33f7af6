"""Once is once: the same key has one effect and one answer."""

import threading
from datetime import timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import RequestFactory

from core import clock
from core.errors import BadInput, NotNow
from core.idempotency import KEPT_FOR, KeyReused, body_hash, forget_old, holder_of, once
from core.models import IdempotencyKey, Mail, Notice

KEY = "3f2c"
factory = RequestFactory()


def post(data=None, *, key=KEY, user_id=1, person_key=None, path="/letters/", **options):
    """A form that was sent; `idempotency_key` as the hidden field of the page."""
    fields = {"text": "a"} if data is None else dict(data)
    if key:
        fields["idempotency_key"] = key
    request = factory.post(path, fields, **options)
    request.session = SessionStore()
    request.reader = SimpleNamespace(user_id=user_id, person_key=person_key)
    return request


def letter(text="a"):
    """The effect of these tests: one more row."""
    return Mail.objects.create(message_id=str(uuid4()), to="a@example.org", subject=text, body=text)


@pytest.mark.django_db
def test_old_keys_are_forgotten_at_night():
    with clock.at(clock.now() - KEPT_FOR - timedelta(minutes=1)):
        once(post(key="old"), letter)
    once(post(key="young"), letter)
    assert forget_old() == 1
    assert IdempotencyKey.objects.get().key == "young"


@pytest.mark.django_db
def test_the_same_key_has_one_effect_and_the_same_answer():
    first, again = once(post(), letter), once(post(), letter)
    assert first == again
    assert list(Mail.objects.all()) == [first]
    row = IdempotencyKey.objects.get()
    assert (row.holder_kind, row.holder_id, row.key) == ("user", "1", KEY)
    assert row.result_ref == f"core.mail:{first.pk}"


@pytest.mark.django_db
def test_the_key_may_come_as_a_header():
    request = post(key="", headers={"Idempotency-Key": KEY})
    assert once(request, letter) == once(post(key="", headers={"Idempotency-Key": KEY}), letter)


@pytest.mark.django_db
def test_without_a_key_each_request_counts():
    once(post(key=""), letter)
    once(post(key=""), letter)
    assert (Mail.objects.count(), IdempotencyKey.objects.count()) == (2, 0)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "other", [post({"text": "b"}), post(path="/others/"), post(path="/letters/?x=1")]
)
def test_the_same_key_with_another_body_is_refused(other):
    once(post(), letter)
    with pytest.raises(KeyReused) as refused:
        once(other, letter)
    assert (refused.value.status, Mail.objects.count()) == (422, 1)
    assert str(refused.value.reasons[0]).startswith("This form was already sent")


@pytest.mark.django_db
def test_people_do_not_share_keys():
    guest, other_guest = uuid4(), uuid4()
    holders = [
        {"user_id": 1},
        {"user_id": 2},
        {"user_id": None, "person_key": guest},
        {"user_id": None, "person_key": other_guest},
    ]
    made = [once(post(**holder), letter) for holder in (*holders, *holders)]
    assert made[:4] == made[4:]
    assert len(set(made)) == 4


@pytest.mark.django_db
def test_a_visitor_is_known_by_the_browser_session():
    request = post(user_id=None)
    first = once(request, letter)
    repeat, stranger = post(user_id=None), post(user_id=None)
    repeat.session = request.session
    assert once(repeat, letter) == first
    assert once(stranger, letter) != first
    assert holder_of(request).kind == "session"


@pytest.mark.django_db
def test_a_refusal_leaves_no_key_behind():
    def refuse():
        letter()
        raise NotNow

    with pytest.raises(NotNow):
        once(post(), refuse)
    assert (Mail.objects.count(), IdempotencyKey.objects.count()) == (0, 0)
    assert once(post(), letter) == Mail.objects.get()


@pytest.mark.django_db
def test_a_key_that_is_too_long_is_refused():
    """Cut to size, it would be the same as another one."""
    with pytest.raises(BadInput):
        once(post(key="k" * 65), letter)
    assert Mail.objects.count() == 0


def test_what_makes_two_bodies_the_same():
    files = {"file": SimpleUploadedFile("a.txt", b"one")}
    same = body_hash(post({"a": ["1", "2"], "b": "3"}, key="1"))
    assert body_hash(post({"b": "3", "a": ["1", "2"]}, key="2")) == same
    assert body_hash(post({"a": ["2", "1"], "b": "3"})) != same
    assert body_hash(post(files)) == body_hash(post({"file": SimpleUploadedFile("a.txt", b"one")}))
    assert body_hash(post(files)) != body_hash(post({"file": SimpleUploadedFile("a.txt", b"two")}))


def test_every_file_of_a_field_counts():
    def sent(*contents):
        files = [SimpleUploadedFile("a.txt", content) for content in contents]
        return body_hash(post({"file": files}))

    assert sent(b"one", b"two") == sent(b"one", b"two")
    assert sent(b"one", b"two") != sent(b"other", b"two")


@pytest.mark.parametrize("kind", ["application/json", "application/merge-patch+json", "text/plain"])
def test_the_body_of_a_program_counts_whatever_it_is_called(kind):
    def sent(body):
        return body_hash(factory.post("/api/", body, content_type=kind))

    assert sent(b'{"a": 1}') == sent(b'{"a": 1}')
    assert sent(b'{"a": 1}') != sent(b'{"a": 2}')


class Race:
    """Two requests with one key at once; the first is inside its effect when the second starts."""

    def __init__(self, first_effect):
        self.first_effect = first_effect
        self.first_is_inside = threading.Event()
        self.second_may_wait = threading.Event()
        self.answers = {}

    def run(self):
        threads = [
            threading.Thread(target=self._ask, args=("first", self._slow)),
            threading.Thread(target=self._ask, args=("second", letter)),
        ]
        threads[0].start()
        self.first_is_inside.wait(10)
        threads[1].start()
        self.second_may_wait.set()
        for thread in threads:
            thread.join(10)
        return self.answers["first"], self.answers["second"]

    def _slow(self):
        self.first_is_inside.set()
        self.second_may_wait.wait(10)
        wait_until_somebody_waits_for_a_lock()
        return self.first_effect()

    def _ask(self, name, effect):
        try:
            self.answers[name] = once(post(), effect)
        except NotNow as refusal:
            self.answers[name] = refusal
        finally:
            connection.close()


def wait_until_somebody_waits_for_a_lock():
    """The second request stands behind the first one's key."""
    waiting = (
        "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = %s"
    )
    with connection.cursor() as cursor:
        for _ in range(500):
            cursor.execute(waiting, [connection.settings_dict["NAME"]])
            if cursor.fetchone()[0]:
                return
            cursor.execute("SELECT pg_stat_clear_snapshot(), pg_sleep(0.01)")
    raise AssertionError("The second request did not wait for the first.")


@pytest.mark.django_db(transaction=True)
def test_two_requests_at_once_have_one_effect():
    first, second = Race(letter).run()
    assert first == second == Mail.objects.get()


@pytest.mark.django_db(transaction=True)
def test_the_second_takes_over_when_the_first_fails():
    def refuse():
        raise NotNow

    first, second = Race(refuse).run()
    assert isinstance(first, NotNow)
    assert second == Mail.objects.get()
    assert IdempotencyKey.objects.get().result_ref == f"core.mail:{second.pk}"


@pytest.mark.django_db
def test_the_result_may_be_of_any_table():
    user = get_user_model().objects.create_user("a@example.org", name="A")
    made = once(post(), lambda: Notice.objects.create(user=user, kind="x", text="x", url="/"))
    assert once(post(), letter) == made
