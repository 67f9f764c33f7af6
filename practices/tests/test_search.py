"""What a search finds, and in which order."""

import pytest

from practices.models import Practice
from practices.search import MAX_QUERY, any_word_of, index, query_for
from practices.tests.factories import make_practice
from regions.reader import Reader
from regions.tests.factories import make_region

pytestmark = pytest.mark.django_db

PLAIN = {"organisation": "", "place": "", "problem": "", "how_it_works": "", "evidence": ""}


def make(title, **fields):
    return make_practice(title=title, **{**PLAIN, "summary": "", **fields})


def found(words):
    listed = Practice.objects.listed_for(Reader.visitor())
    matches = listed.filter(catalogue_entry__words=query_for(words))
    return [practice.title for practice in matches.best_match_first(any_word_of(words))]


def test_title_counts_more_than_summary_then_place_and_tags_then_text():
    make("In the text", how_it_works="A voucher for firms.")
    make("In the title: voucher")
    make("In the summary", summary="A voucher for firms.")
    make("Elsewhere", summary="A fair for firms.")

    assert found("voucher") == ["In the title: voucher", "In the summary", "In the text"]


def test_equal_ranks_stand_by_title():
    make("B", tags=["voucher"])
    make("A", organisation="Voucher agency")
    make("C", place="Voucher")

    # The same weight; a shorter vector does not count more.
    assert found("voucher") == ["A", "B", "C"]


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("skane", ["Skåne model"]),
        ("SKÅNE", ["Skåne model"]),
        ("models", ["Skåne model"]),  # the stem of an English text
        ('"model Skåne"', []),
        ('"Skåne model"', ["Skåne model"]),
        ("model pool", []),
        ("model or pool", ["Pool", "Skåne model"]),
        ("model OR pool", ["Pool", "Skåne model"]),
        ("or", []),
        ("-model", ["Pool"]),
        ("-models", ["Pool"]),  # what the stem of the word bars
        ("pool -model", ["Pool"]),
        ('-"Skåne model"', ["Pool"]),
        ("pool or model -skane", ["Pool"]),
        ("mod*", ["Skåne model"]),
        ("Skå*", ["Skåne model"]),
        ('"skane mod*"', ["Skåne model"]),
        ("m*", []),  # one letter begins half of all words
        ("pool-*", ["Pool"]),
        ("zz9part9zz", []),  # what stands between the parts while they are read
        ("in en", []),
        ('"in en"', []),  # the mark of a language
        ("!!!", []),
        ("", []),
        ("'; DROP TABLE practices_practice; --", []),
    ],
)
def test_words_are_understood(words, titles):
    make("Skåne model")
    make("Pool")

    assert sorted(found(words)) == titles


def test_a_text_is_stemmed_in_its_own_language():
    make("Förderprogramm", language="de", how_it_works="Die Verbünde arbeiten zusammen.")

    assert found("Verbund") == ["Förderprogramm"]
    assert found("forderprogramm") == ["Förderprogramm"]


def test_a_language_without_stemmer_is_found_by_its_words():
    make("Klastry", language="cs", how_it_works="Podpora klastrů ve městě.")

    assert found("mesto") == []
    assert found("meste") == ["Klastry"]


def test_the_names_of_the_origin_region_are_found():
    region = make_region(name="Lower Austria", local_name="Niederösterreich")
    make("Pool", origin_region=region)

    assert found("niederosterreich") == ["Pool"]
    assert found("lower austria") == ["Pool"]


def test_a_region_is_found_by_its_nuts_code():
    make("From Skåne", origin_region=make_region(code="SE22", name="Skåne"))

    assert found("se22") == ["From Skåne"]


@pytest.mark.parametrize("words", ["Bozen", "bolzano", "Bolzano/Bozen", "bozen/bolzano"])
def test_a_slash_stands_between_words(words):
    make("From the Alps", place="Bolzano/Bozen")

    assert found(words) == ["From the Alps"]


@pytest.mark.parametrize("words", ["SME", "SMEs", "sme", "smes"])
def test_one_and_many_of_a_short_name_are_one_word(words):
    make("For many", how_it_works="Vouchers for SMEs.")
    make("For one", how_it_works="A voucher for an SME.")

    assert found(words) == ["For many", "For one"]


def test_a_long_query_is_cut():
    make("Pool")
    words = ("pool " * 100)[:MAX_QUERY]

    assert found(words + " absent" * 10_000) == ["Pool"]


def test_indexing_again_follows_the_text():
    practice = make("Pool")
    practice.title = "Voucher"
    practice.save()
    index(practice)

    assert found("pool") == []
    assert found("voucher") == ["Voucher"]


def test_no_phrase_reaches_from_one_part_into_the_next():
    make("Pool", summary="Voucher", how_it_works="Agency")

    assert found('"pool voucher"') == []
    assert found('"voucher agency"') == []
    assert found("pool voucher agency") == ["Pool"]


def test_what_says_nothing_in_one_language_counts_in_the_others():
    make("Man and machine")
    make("Machine tools")
    make("Machine Werkzeug", language="de")  # "man" says nothing in German

    assert found("man machine") == ["Man and machine", "Machine Werkzeug"]
    assert found("the machine tools") == ["Machine tools"]
    assert found("the") == []


def test_a_word_is_barred_in_every_language():
    make("Cluster for firms")  # German would cut "cluster" to "clust"
    make("Firms")
    make("Cluster und Firms", language="de")

    assert found("firms -clusters") == ["Firms"]
    assert found("firms -cluster") == ["Firms"]


def test_where_nothing_is_wanted_all_ranks_are_nought():
    """Pages of the API compare ranks; an empty one would compare with nothing."""
    make("Pool")
    listed = Practice.objects.listed_for(Reader.visitor())

    assert [each.rank for each in listed.best_match_first(any_word_of("-model"))] == [0.0]
