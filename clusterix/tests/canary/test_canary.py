"""Nothing that visitors may not read comes out anywhere, and nothing moves when it changes."""

import re
from datetime import UTC, date, datetime
from functools import cache, partial
from itertools import batched

import pytest

from clusterix.demonstration import load as loading
from clusterix.testing.persona import Persona
from clusterix.tests.canary.hidden import hide_something
from clusterix.tests.canary.planting import plant, word
from clusterix.tests.canary.walking import get, never_answered, walk
from core import clock
from practices.search.index import rebuild

pytestmark = pytest.mark.django_db

# Where somebody could ask for a word, or for several at once.
ASKED = (
    "/practices/?q={}",
    "/practices/map/?q={}",
    "/practices/feed/?q={}",
    "/practices/export.csv?q={}",
    "/practices/export.json?q={}",
    "/api/v1/practices?q={}",
)
NAMED = (
    "/practices/suggest/?q={}",
    "/practices/?tag={}",
    "/practices/?industry={}",
    "/practices/compare/?p={}",
    "/practices/{}/",
    "/api/v1/practices/{}",
)
AT_ONCE = 12
WORD = re.compile(rb"qz[bcdfghjklmnpqrstvwxz]{6}")
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
NOBODYS = word(20**6 - 1)
# That a practice was here and was taken down is no secret (P16): its address says so.
KNOWN = {"practices.Practice.slug"}
GONE = 410  # its address is planted, too, so it is another one afterwards


@pytest.fixture
def visitor_of_demonstration():
    loading.load(today=date(2026, 6, 1), say=lambda line: None)
    hide_something()
    return Persona()


def test_hidden_words_are_nowhere_and_move_nothing(visitor_of_demonstration):
    visitor = visitor_of_demonstration
    with clock.at(NOON):
        before = walk(visitor)
        planted = plant()
        rebuild()  # the index is made of what is listed, not of what was planted
        after = {address: get(visitor, address) for address in before}
        guessed = guesses(visitor, planted)
    assert leaks(planted, after) == []
    assert never_answered(after) == set()
    assert [each for each in after if after[each].etag != before[each].etag] == []
    still = [each for each in after if before[each].status != GONE]
    assert [each for each in still if after[each].body != before[each].body] == []
    assert guessed == []
    assert len(before) > 150
    assert len(planted) > 150


def leaks(planted, answers):
    return [
        f"{place} in {address}"
        for address, answer in answers.items()
        for each, place in planted.items()
        if each.encode() in answer.body or each in answer.headers
    ]


def guesses(visitor, planted):
    """Asking for a hidden word is answered like asking for one that nobody ever wrote."""
    of_nobody = cache(partial(said, visitor))  # does not depend on the word it is compared with
    words = list({place: each for each, place in planted.items() if place not in KNOWN}.values())
    found = []
    for several in batched(words, AT_ONCE):
        query = "+or+".join(several)
        nothing = "+or+".join(NOBODYS for _each in several)
        found += [
            (each, query)
            for each in ASKED
            if said(visitor, each, query) != of_nobody(each, nothing)
        ]
    for each in words:
        found += [
            (name, each) for name in NAMED if said(visitor, name, each) != of_nobody(name, NOBODYS)
        ]
    return [f"{planted.get(query, query)} can be guessed at {name}" for name, query in found]


def said(visitor, pattern, query):
    """The answer without what was asked."""
    answer = get(visitor, pattern.format(query))
    body = WORD.sub(b"WORD", answer.body)
    return answer.status, body
