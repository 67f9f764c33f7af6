"""Did you mean …? Guesses for a search that finds nothing, or hardly anything."""

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from practices import search
from practices.filters import PracticeFilter, Vocabulary
from practices.finding.misspelling import distance, guesses_of
from practices.models import Practice, Word
from practices.tests.factories import PUBLISHED_AT, make_draft, make_practice, publish_directly
from practices.tests.reading import text_of, titles_of
from practices.words import words_in
from regions.reader import Reader

pytestmark = pytest.mark.django_db

PLAIN = {"organisation": "", "place": "", "problem": "", "how_it_works": "", "evidence": ""}


def make(title, **fields):
    return make_practice(title=title, **{**PLAIN, "summary": "", **fields})


def guess(query):
    """What is guessed for an address, and where it leads."""
    reader = Reader.visitor()
    words = Vocabulary.for_reader(reader)
    filters = PracticeFilter(QueryDict(query), reader, words)
    return [
        (each.words, each.count, each.url) for each in guesses_of(filters, filters.found().count())
    ]


def guessed(words):
    query = QueryDict(mutable=True)
    query["q"] = words
    return [found for found, _count, _url in guess(query.urlencode())]


@pytest.fixture
def texts():
    make("Voucher for innovation", how_it_works="Bioplastics and Réseaux.")
    make("Cluster")


@pytest.mark.parametrize(
    ("words", "guesses"),
    [
        ("vuocher", ["voucher"]),
        ("VOUHCER", ["voucher"]),
        ("inovation", ["innovation"]),
        ("biopastics", ["bioplastics"]),
        ("reesaux", ["réseaux"]),
        ("clster", ["cluster"]),
        ("vuocher inovation", ["voucher innovation"]),
        ('"vuocher for inovation"', ['"voucher for innovation"']),
        ("voucher inovation", ["voucher innovation"]),
        ("vuocher -clster", ["voucher -clster"]),  # a word to leave out stays as it is
        ("vuocher -cluster", ["voucher -cluster"]),
        ("vouch", ["voucher"]),  # only begun
        ("xylophone", []),
        ("vchr", []),
        ("vou", []),
        ("", []),
        ("!!", []),
        ("voucher cluster", []),  # known words that never meet
        ("vuocher cluster", []),  # the right words find nothing, either
    ],
)
def test_unknown_words_are_put_right(texts, words, guesses):
    assert guessed(words) == guesses


def test_the_link_keeps_all_filters(texts):
    Practice.objects.filter(title="Cluster").update(maturity="pilot")
    search.index(Practice.objects.get(title="Cluster"))
    kept = "maturity=pilot&sort=title"

    assert guess("q=clster&maturity=pilot&sort=title&page=2") == [
        ("cluster", 1, f"?q=cluster&{kept}")
    ]
    assert guess("q=clster&maturity=idea") == []


def test_of_equally_near_words_the_one_that_finds_most_comes_first():
    make("Pooling")
    make("Cooling")
    make("Cooling again")

    assert guess("q=rooling") == [
        ("cooling", 2, "?q=cooling"),
        ("pooling", 1, "?q=pooling"),
    ]


def test_a_word_and_its_plural_are_one_guess():
    make("Cluster of clusters")

    assert guess("q=clust") == [("cluster", 1, "?q=cluster")]


def test_no_guess_where_enough_is_found():
    for number in range(3):
        make(f"Vuocher {number}")
    make("Voucher")

    assert guess("q=vuocher") == []


def test_hardly_anything_is_a_guess_only_for_what_finds_more():
    make("Klaster")
    make("Cluster one")
    make("Cluster two")

    assert guessed("klaster") == []  # it is a word of the list
    assert guessed("clusters") == []  # found by its stem


def test_no_word_of_a_text_that_is_not_listed_is_guessed():
    make_draft(title="Zebrafish draft")
    archived = make("Zebrafish archived")
    archived.archived_at = PUBLISHED_AT
    archived.save()
    gone = make("Zebrafish gone")
    gone.taken_down_at, gone.takedown_reason = PUBLISHED_AT, "Wrong"
    gone.save()
    changed = make("Zebrafish first")
    publish_directly(changed, make_new_text(changed))

    assert guessed("zebrafihs") == []
    make("Zebrafish")
    assert guessed("zebrafihs") == ["zebrafish"]


def make_new_text(practice):
    revision = practice.revisions.get()
    revision.pk, revision.number, revision.title = None, 2, "Another word"
    revision.state = "draft"
    revision.save()
    return revision


def test_a_word_that_left_the_list_is_as_unknown_as_any():
    make("Lamprey")
    before = guessed("lampret")
    archived = make("Lampret")
    archived.archived_at = PUBLISHED_AT
    archived.save()

    assert before == guessed("lampret") == ["lamprey"]


def test_a_publication_keeps_its_words_and_a_draft_does_not():
    make("Skåne Straße", summary="pool of 2024 R&D; e-mail", tags=["Food"])
    make_draft(title="Hidden words")

    assert list(Word.objects.values_list("text", "folded")) == [
        ("food", "food"),
        ("mail", "mail"),
        ("pool", "pool"),
        ("skåne", "skane"),
        ("straße", "strasse"),
    ]


def test_words_of_absurd_length_are_not_kept():
    assert words_in("a" * 31 + " abc ﷺﷺﷺﷺ word") == {"word"}


@pytest.mark.parametrize(
    ("one", "other", "steps"),
    [
        *(("", "", 0), ("a", "", 1), ("", "ab", 2), ("ab", "ba", 1), ("cluster", "clsuter", 1)),
        *(("kitten", "sitting", 3), ("ca", "abc", 3), ("pool", "pool", 0)),
    ],
)
def test_distance(one, other, steps):
    assert distance(one, other) == distance(other, one) == steps


def test_list_and_map_say_it(texts, visitor, member):
    for persona in (visitor, member):
        for url in (reverse("practice_list"), reverse("practice_map")):
            response = persona.get(url, {"q": "clster"})
            assert "Did you mean cluster (1 practice) ?" in text_of(response)
            assert '<a href="?q=cluster">cluster</a>' in response.content.decode()
    assert titles_of(visitor.get(reverse("practice_list"), {"q": "cluster"})) == ["Cluster"]


def test_three_statements_whatever_was_asked(texts):
    for query in ("q=clster", "q=clster+vuocher+inovation+biopastics+reesaux+voucher"):
        with CaptureQueriesContext(connection) as captured:
            guess(query)
        guesses = [each for each in captured.captured_queries if "UNION ALL" in each["sql"]]
        assert len(guesses) <= 3
