"""The dry run of rows about practices that exist: hidden ones, those of others, newer texts."""

import pytest

from practices.actions.tags import merge_tags, remove_tags
from practices.models import FormerSlug, Revision, Tag
from practices.sheets.entries import version_of
from practices.sheets.shelf import public_text
from practices.tests.factories import make_draft, make_practice
from practices.tests.sheets import csv_file, plan, rows_of
from practices.tests.writing import make_open


def planned(rows, by, partner=None):
    return rows_of(plan(csv_file(*rows), by, partner))


def test_a_title_that_the_partner_has_already(small, lead):
    own = make_draft(partner=small.home.partner, title="Own school")
    make_practice(partner=small.other.partner, title="Their school")
    make_draft(partner=small.other.partner, title="Their secret")
    found = planned([["Title"], ["Own School"], ["Their school"], ["Their secret"]], lead.reader)
    assert found[2]["problems"] == [
        f"Agency of Skåne has a practice of this title. Write “{own.slug}” under “Slug” to change "
        "that one, or choose another title."
    ]
    assert found[3]["would"] == "new"
    assert found[3]["notes"][0] == "Agency of Southern Denmark has a practice of this title, too."
    assert (found[4]["would"], len(found[4]["notes"])) == ("new", 1), "Nobody is told of a draft."


def test_hidden_practices_are_as_absent_as_those_that_never_were(small, lead):
    hidden = make_draft(partner=small.other.partner)
    found = planned([["Slug", "Title"], [hidden.slug, "x"], ["nowhere", "x"]], lead.reader)
    said = [
        found[number]["problems"][0].replace(slug, "?")
        for number, slug in (
            (2, hidden.slug),
            (3, "nowhere"),
        )
    ]
    assert said[0] == said[1]


def test_practices_of_others_can_be_read_and_not_changed(small, lead):
    theirs = make_practice(partner=small.other.partner, title="Theirs")
    found = planned(
        [["Slug", "Title", "Partner"], [theirs.slug, "Theirs", "Agency of Southern Denmark"]],
        lead.reader,
    )
    assert found[2]["would"] == "same"
    found = planned([["Slug", "Title"], [theirs.slug, "Ours"]], lead.reader)
    assert found[2]["problems"] == [
        "You import for your own organisation only, not for Agency of Southern Denmark."
    ]


def test_a_practice_stays_with_its_partner(small, coordinator):
    practice = make_practice(partner=small.third.partner, title="Fund")
    found = planned(
        [["Slug", "Title", "Partner"], [practice.slug, "Fund", "SE22"]], coordinator.reader
    )
    assert found[2]["problems"] == [
        "This practice belongs to Agency of Lower Austria and stays there. Correct “Partner”."
    ]


def test_a_text_with_the_coordinator_is_not_changed(small, lead):
    waiting = make_open(partner=small.home.partner, state="submitted")
    found = planned([["Slug", "Title"], [waiting.practice.slug, "Other"]], lead.reader)
    assert found[2]["problems"] == [
        "This text is with the coordinator. Withdraw it if you want to change something."
    ]


def test_a_new_version_in_writing_that_one_cannot_read_is_not_overwritten(small, coordinator):
    practice = make_practice(partner=small.home.partner)
    make_open(practice)
    found = planned([["Slug", "Title"], [practice.slug, "Other"]], coordinator.reader)
    assert found[2]["problems"] == ["A new version is already being written. Change that one."]


def test_a_file_from_before_the_last_change_is_noticed(small, lead):
    practice = make_practice(partner=small.home.partner, title="Fund")
    version = version_of(public_text(practice))
    rows = [["Slug", "Title", "Version"], [practice.slug, "Fund 2", version]]
    assert planned(rows, lead.reader)[2]["would"] == "change"
    draft = make_open(practice, title="Fund 3")
    assert planned(rows, lead.reader)[2]["problems"] == [
        "A new version of this text is being written. Export the drafts and change that one, so "
        "that nothing is lost."
    ]
    rows[1][1] = "Fund"
    assert planned(rows, lead.reader)[2]["would"] == "same", "It is what the public reads."
    rows[1][1:] = ["Fund 4", "v0000000000"]
    Revision.objects.filter(pk=draft.pk).delete()
    assert planned(rows, lead.reader)[2]["problems"] == [
        "The text was changed after this file was made. Export it again, so that nothing newer is "
        "lost."
    ]


def test_an_address_of_before_a_rename_still_finds_its_practice(small, lead):
    practice = make_practice(partner=small.home.partner, title="Fund")
    FormerSlug.objects.create(slug="old-fund", practice=practice)
    found = planned([["Slug", "Title"], ["old-fund", "Fund"]], lead.reader)
    assert (found[2]["would"], found[2]["slug"]) == ("same", practice.slug)


def test_tags_are_called_as_the_coordinator_called_them(small, lead, coordinator):
    make_practice(partner=small.home.partner, tags=["vouchers", "money"])
    merge_tags(tags=Tag.objects.filter(name="vouchers"), name="coupons", by=coordinator.reader)
    remove_tags(tags=Tag.objects.filter(name="money"), by=coordinator.reader)
    draft = make_open(partner=small.home.partner, title="School")
    found = planned([["Slug", "Tags"], [draft.practice.slug, "VOUCHERS; new"]], lead.reader)
    assert found[2]["changes"] == [["Tags", "", "coupons, new"]]
    found = planned([["Slug", "Tags"], [draft.practice.slug, "money"]], lead.reader)
    assert found[2]["problems"] == [
        "Cell B2, “Tags”, holds “money”. The coordinator took the tag “money” out. Choose "
        "another one."
    ]


@pytest.mark.parametrize("heading", ["Tags", "keywords", "Keyword"])
def test_the_word_of_other_forms_is_understood(heading, small, lead):
    draft = make_open(partner=small.home.partner, title="School")
    found = planned([["Slug", heading], [draft.practice.slug, "money"]], lead.reader)
    assert found[2]["changes"] == [["Tags", "", "money"]]
