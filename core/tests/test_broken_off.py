"""What the database broke off, because two waited for each other, is carried out once more."""

import threading
from uuid import uuid4

import pytest
from django.db import OperationalError, connection, transaction
from django.http import HttpResponseRedirect

from core.idempotency import RepeatMiddleware, once, retried
from core.models import IdempotencyKey, Mail
from core.tests.test_idempotency import letter, post

BOTH = [["back", "one", "there"], ["back", "there", "two"]]

pytestmark = pytest.mark.django_db(transaction=True)


class TwoLetters:
    """Two requests that change the same two rows, each beginning with the other one."""

    def __init__(self):
        self.rows = [letter("one"), letter("two")]
        self.meet = threading.Barrier(2, timeout=10)
        self.tries = {"there": 0, "back": 0}
        self.answers = {}

    def effect(self, name):
        """The first try meets the other one half way; what was broken off comes alone."""
        self.tries[name] += 1
        first, second = self.rows if name == "there" else reversed(self.rows)
        self._mark(first, name)
        if self.tries[name] == 1:
            self.meet.wait()
        return self._mark(second, name)

    @staticmethod
    def _mark(row, name):
        locked = Mail.objects.select_for_update().get(pk=row.pk)
        locked.body += f" {name}"
        locked.save(update_fields=["body"])
        return locked

    def run(self, ask):
        threads = [threading.Thread(target=self._ask, args=(name, ask)) for name in self.tries]
        for each in threads:
            each.start()
        for each in threads:
            each.join(20)

    def _ask(self, name, ask):
        try:
            self.answers[name] = ask(name)
        except OperationalError as error:
            self.answers[name] = error
        finally:
            connection.close()

    def said(self):
        return [sorted(Mail.objects.get(pk=each.pk).body.split()) for each in self.rows]


@pytest.fixture
def two():
    return TwoLetters()


def test_a_real_deadlock_is_overcome(two):
    two.run(lambda name: once(post(key=name), lambda: two.effect(name)))
    assert two.said() == BOTH
    assert sum(two.tries.values()) == 3  # one of them was broken off, and came once more
    assert not [each for each in two.answers.values() if isinstance(each, OperationalError)]
    assert IdempotencyKey.objects.exclude(result_ref="").count() == 2


def test_the_whole_view_comes_once_more(two):
    def ask(name):
        def view(request):
            once(request, lambda: two.effect(name))
            return HttpResponseRedirect(f"/{name}/")

        request = post(key=str(uuid4()))
        return RepeatMiddleware(view).process_view(request, view, (), {})["Location"]

    two.run(ask)
    assert two.answers == {"there": "/there/", "back": "/back/"}
    assert two.said() == BOTH
    assert sorted(IdempotencyKey.objects.values_list("answer", flat=True)) == ["/back/", "/there/"]


def test_another_fault_of_the_database_comes_once_and_is_told():
    tries = []

    def work():
        tries.append(1)
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = '50ms'; SELECT pg_sleep(2)")

    with pytest.raises(OperationalError):
        retried(work)
    assert len(tries) == 1


def test_inside_a_transaction_its_owner_decides(two):
    def work():
        with transaction.atomic():
            return two.effect(threading.current_thread().name)

    def ask(name):
        threading.current_thread().name = name
        return retried(lambda: retried(work))

    two.run(ask)
    assert two.said() == BOTH
    assert sum(two.tries.values()) == 3
