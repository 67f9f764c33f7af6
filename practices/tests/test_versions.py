from datetime import date

import pytest

from practices.tests.writing import text
from practices.writing.manuscript import Need, Statement
from practices.writing.versions import fingerprints, marked, merge, read_fingerprints

BASE = text(resources="Money.", tag_names=("clusters",))
FROM_BASE = read_fingerprints(fingerprints(BASE))


def test_equal_texts_have_nothing_to_compare():
    both = merge(BASE, text(resources="Money.\n", tag_names=["clusters"]), FROM_BASE)

    assert both.conflicts == ()
    assert both.taken == ()


def test_what_only_they_changed_is_taken_over_and_what_only_you_changed_stays():
    theirs = text(resources="Money and people.", tag_names=("clusters",))
    yours = text(resources="Money.", tag_names=("clusters",), challenges="Time.")

    both = merge(theirs, yours, FROM_BASE)

    assert both.conflicts == ()
    assert both.taken == ("resources",)
    assert both.text["resources"] == "Money and people."
    assert both.text["challenges"] == "Time."


def test_a_text_that_both_changed_holds_both_words():
    theirs = text(resources="Theirs.", title="Their title", tag_names=("clusters",))
    yours = text(resources="Yours.", title="Your title", tag_names=("clusters",))

    both = merge(theirs, yours, FROM_BASE)

    assert [each.slot for each in both.conflicts] == ["title", "resources"]
    assert both.text["resources"] == "Theirs.\n\nYours."
    assert both.text["title"] == "Their title / Your title"


def test_lists_that_both_changed_become_one_list():
    evidence = [Statement("A", dated_on=date(2011, 1, 1)), Statement("B"), Statement("C")]
    theirs = text(tag_names=("clusters", "schools"), statements=tuple(evidence[:2]))
    yours = text(tag_names=("clusters", "meetings"), statements=(evidence[0], evidence[2]))

    both = merge(theirs, yours, FROM_BASE)

    assert both.text.tag_names == ("clusters", "schools", "meetings")
    assert both.text.statements == tuple(evidence)
    assert {each.slot: each.is_list for each in both.conflicts} == {
        "tag_names": True,
        "statements": True,
    }


def test_of_a_choice_that_both_changed_yours_is_in_the_form():
    theirs = text(level="national", starts_on=date(2010, 1, 1), starts_precision="year")
    yours = text(level="local", starts_on=date(2011, 4, 1), starts_precision="month")

    both = merge(theirs, yours, read_fingerprints(fingerprints(text())))

    assert [each.slot for each in both.conflicts] == ["level", "starts"]
    assert both.text["level"] == "local"
    assert (both.text["starts_on"], both.text["starts_precision"]) == (date(2011, 4, 1), "month")


def test_without_a_known_base_every_difference_is_shown():
    theirs = text(resources="Theirs.", requirements=(Need("staff", 2, "Two people."),))

    both = merge(theirs, text(), {})

    assert [each.slot for each in both.conflicts] == ["resources", "requirements"]
    assert both.text["resources"] == "Theirs."
    assert both.text.requirements == theirs.requirements


@pytest.mark.parametrize(
    ("one", "other", "pieces"),
    [
        ("same", "same", [("same", False)]),
        ("", "new", []),
        (
            "bought from outside",
            "bought from us",
            [("bought from", False), (" ", False), ("outside", True)],
        ),
        ("all\nnew", "old", [("all\nnew", True)]),
    ],
)
def test_differences_are_marked_by_words(one, other, pieces):
    assert marked(one, other) == pieces
