"""Tags on pages: while writing, in addresses, and where the coordinator keeps them."""

import pytest

from clusterix.testing.queries import assert_few_queries, count_queries
from core.models import Activity
from practices.actions import merge_tags, remove_tags
from practices.models import Practice, Revision, Tag
from practices.tests.factories import make_draft, make_practice
from practices.tests.reading import text_of, titles_of
from practices.tests.writing import make_open, seen, sent
from regions.reader import Reader

NEW = "/practices/new/"
LIST = "/practices/tags/"
SUGGEST = f"{LIST}suggest/"
MERGE = f"{LIST}merge/"
REMOVE = f"{LIST}remove/"
RESTORE = f"{LIST}restore/"
KEY = {"idempotency_key": "3f0c6a1e-0000-4000-8000-000000000044"}
SYSTEM = Reader.system()


def tag(name):
    return Tag.objects.get(name=name)


def names_of(page):
    return [each.name for each in page.context["page"]]


def tagged():
    return {
        practice.title: sorted(each.name for each in practice.tags.all())
        for practice in Practice.objects.order_by("title")
    }


@pytest.fixture
def three(small):
    for title, tags in (
        ("First", ["Réseau", "food"]),
        ("Second", ["network", "food"]),
        ("Third", ["network policy"]),
    ):
        make_practice(title=title, partner=small.home.partner, tags=tags)
    make_draft(partner=small.home.partner, tags=["netsecret"])


# --- while writing --------------------------------------------------------------------------


def typed(person, small, words):
    person.post(NEW, sent(tags=words))
    return Revision.objects.latest("pk").tag_names


def test_what_is_typed_takes_the_spelling_of_the_catalogue(three, member, small):
    assert typed(member, small, "RESEAU, reseau; Fresh  Word, FRESH WORD, Food") == [
        "Réseau",
        "fresh word",
        "food",
    ]


def test_a_former_name_becomes_the_present_one(three, member, small):
    merge_tags(tags=[tag("Réseau")], name="network", by=SYSTEM)
    assert typed(member, small, "réseau, network, netsecret") == ["network", "netsecret"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("-!-", "“-!-” is no tag: it needs a letter or a digit."),
        ("x" * 51, "“xxxxxxxxxxxxxxxxxxxx…” is too long for a tag. Use at most 50 characters."),
        ("ß" * 40, "is too long for a tag. Use at most 50 characters."),
        (", ".join("abcdefghijklm"), "Keep the 12 most useful tags."),
        ("FOOD", "The coordinator took the tag “food” out. Choose another one."),
    ],
)
def test_what_cannot_be_a_tag_is_said_in_words(words, sentence, three, member):
    remove_tags(tags=[tag("food")], by=SYSTEM)
    page = member.post(NEW, sent(tags=words))
    assert page.status_code == 400
    assert sentence in text_of(page)
    assert f'value="{words}"' in page.content.decode()


def test_a_text_is_shown_with_its_tags_as_they_are_called_now(three, member, small):
    revision = make_open(partner=small.home.partner)
    Revision.objects.filter(pk=revision.pk).update(tag_names=["reseau", "food", "own word"])
    merge_tags(tags=[tag("Réseau")], name="network", by=SYSTEM)
    remove_tags(tags=[tag("food")], by=SYSTEM)
    here = f"/practices/{revision.practice.slug}/edit/"
    page = member.get(here).content.decode()
    assert 'value="network, own word"' in page
    member.post(here, sent(seen=seen(revision), tags="network, own word"))
    revision.refresh_from_db()
    assert revision.tag_names == ["network", "own word"]


@pytest.mark.rights("P20")
def test_suggestions_hold_what_listed_practices_carry(three, member):
    answer = member.get(SUGGEST, {"q": "NET"}).json()
    assert answer == {
        "tags": [
            {"name": "network", "practices": 1, "words": "1 practice"},
            {"name": "network policy", "practices": 1, "words": "1 practice"},
        ]
    }
    assert [each["name"] for each in member.get(SUGGEST, {"q": "pol"}).json()["tags"]] == [
        "network policy"
    ]
    for words in ("", "  ", "%", "netsecret"):
        assert member.get(SUGGEST, {"q": words}).json() == {"tags": []}


def test_suggestions_know_former_names(three, member):
    merge_tags(tags=[tag("Réseau")], name="network", by=SYSTEM)
    assert member.get(SUGGEST, {"q": "rés"}).json()["tags"] == [
        {"name": "network", "practices": 2, "words": "2 practices"}
    ]


def test_only_who_may_write_gets_suggestions(three, administrator, visitor):
    assert administrator.get(SUGGEST, {"q": "net"}).status_code == 403
    assert visitor.get(SUGGEST, {"q": "net"}).status_code == 302


def test_suggestions_ask_once(three, member):
    assert count_queries(member, f"{SUGGEST}?q=net") <= 2


# --- one word everywhere --------------------------------------------------------------------


def test_everybody_reads_one_word_for_it(three, visitor, member, coordinator):
    pages = [
        text_of(visitor.get("/practices/")),
        text_of(visitor.get("/api/v1/docs")),
        text_of(member.get(NEW)),
        text_of(coordinator.get(LIST)),
    ]
    for page in pages:
        assert "Tags" in page
        assert "keyword" not in page.lower()


# --- in addresses ---------------------------------------------------------------------------


def test_an_old_address_leads_to_the_present_tag(three, visitor):
    merge_tags(tags=[tag("Réseau")], name="network", by=SYSTEM)
    page = visitor.get("/practices/", {"tag": "reseau", "sort": "title"})
    assert page.status_code == 200
    assert titles_of(page) == ["First", "Second"]
    assert "Tags: network" in text_of(page)
    assert titles_of(visitor.get("/practices/?tag=reseau&tag=network&sort=title")) == [
        "First",
        "Second",
    ]


@pytest.mark.rights("P20")
@pytest.mark.parametrize("name", ["food", "netsecret", "nothing"])
def test_what_no_listed_practice_carries_is_in_no_list(name, three, visitor):
    remove_tags(tags=[tag("food")], by=SYSTEM)
    page = visitor.get("/practices/", {"tag": name})
    assert page.status_code == 400
    assert f"“{name}” is not in the list." in text_of(page)


# --- where the coordinator keeps them -------------------------------------------------------


def test_the_list_is_the_coordinators(three, coordinator, lead, steering, administrator, visitor):
    page = coordinator.get(LIST)
    assert names_of(page) == ["food", "network", "network policy", "Réseau"]
    assert "food 2 practices" in text_of(page)
    assert names_of(coordinator.get(LIST, {"sort": "use"}))[0] == "food"
    assert names_of(coordinator.get(LIST, {"q": "ESEA"})) == ["Réseau"]
    assert "No practice carries a tag with “zzz”." in text_of(coordinator.get(LIST, {"q": "zzz"}))
    for person in (lead, steering, administrator):
        assert person.get(LIST).status_code == 403
    assert visitor.get(LIST).status_code == 302


def test_an_empty_catalogue_has_no_tags(small, coordinator):
    assert "No tags yet" in text_of(coordinator.get(LIST))


def test_merging_shows_first_what_it_touches(three, coordinator):
    chosen = "?tag=reseau&tag=network"
    said = text_of(coordinator.get(MERGE + chosen))
    for words in ("Make one of 2 tags", "Réseau 1 practice", "This touches 2 practices."):
        assert words in said
    assert tagged()["First"] == ["Réseau", "food"], "Looking changes nothing."
    data = {"tag": ["reseau", "network"], "name": " Networks "}
    for _time in range(2):
        answer = coordinator.post(MERGE, data | KEY)
        assert (answer.status_code, answer.url) == (302, LIST)
    assert tagged()["Second"] == ["Networks", "food"]
    assert Activity.objects.filter(verb="tag.merged").count() == 2
    said = text_of(coordinator.get(LIST))
    assert "It is “Networks” now. Former names lead to it." in said
    assert "Réseau Networks" in said


def test_renaming_into_another_tag_is_asked_once_more(three, coordinator):
    page = coordinator.post(MERGE, {"tag": "reseau", "name": "FOOD"})
    assert page.status_code == 200
    assert "“food” is a tag already, of 2 practices. They would become one." in text_of(page)
    assert tagged()["First"] == ["Réseau", "food"]
    assert 'name="sure" value="food"' in page.content.decode()
    other = coordinator.post(MERGE, {"tag": "reseau", "name": "network", "sure": "food"})
    assert "“network” is a tag already, of 1 practice." in text_of(other)
    coordinator.post(MERGE, {"tag": "reseau", "name": "FOOD", "sure": "food"})
    assert tagged()["First"] == ["FOOD"]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "Write the tag with at least one letter or digit."),
        ("!", "Write the tag with at least one letter or digit."),
        ("a, b", "Write one tag, without a comma."),
        ("network", "It is called so already."),
        ("x" * 51, "at most 50 characters"),
    ],
)
def test_a_name_that_is_none_is_refused_with_a_sentence(name, sentence, three, coordinator):
    page = coordinator.post(MERGE, {"tag": "network", "name": name})
    assert page.status_code == 400
    assert sentence in text_of(page)
    assert tagged()["Second"] == ["food", "network"]


@pytest.mark.parametrize("address", [MERGE, REMOVE])
def test_with_nothing_chosen_it_goes_back_to_the_list(address, three, coordinator):
    for chosen in ("", "?tag=nothing", "?tag=netsecret"):
        answer = coordinator.get(address + chosen, follow=True)
        assert answer.redirect_chain == [(LIST, 302)]
        assert "Choose at least one tag." in text_of(answer)


def test_removing_asks_first_and_can_be_taken_back(three, coordinator):
    page = coordinator.get(REMOVE, {"tag": "food"})
    assert "Remove this tag? food 2 practices This touches 2 practices." in text_of(page)
    for _time in range(2):
        answer = coordinator.post(REMOVE, {"tag": "food"} | KEY)
        assert (answer.status_code, answer.url) == (302, LIST)
    assert tagged()["First"] == ["Réseau"]
    assert "food removed" in text_of(coordinator.get(LIST))
    coordinator.post(RESTORE, {"tag": "food"})
    assert tagged()["First"] == ["Réseau", "food"]
    assert coordinator.post(RESTORE, {"tag": "food"}).status_code == 409


def test_nobody_else_changes_them(three, lead, steering, administrator):
    remove_tags(tags=[tag("food")], by=SYSTEM)
    for person in (lead, steering, administrator):
        for address, data in (
            (MERGE, {"tag": "network", "name": "x"}),
            (REMOVE, {"tag": "network"}),
            (RESTORE, {"tag": "food"}),
        ):
            assert person.post(address, data).status_code == 403
    assert tagged()["Second"] == ["network"]


def test_the_number_of_queries_is_constant(three, coordinator):
    one = count_queries(coordinator, LIST)
    make_practice(tags=["one", "two", "three"])
    merge_tags(tags=[tag("one")], name="two", by=SYSTEM)
    assert count_queries(coordinator, LIST) == one
    assert_few_queries(coordinator, f"{MERGE}?tag=network&tag=food")
