"""/practices/<slug>/edit/ and /practices/<slug>/propose/"""

import pytest
from django.urls import reverse

from clusterix.testing.queries import assert_few_queries
from practices.models import Practice, Revision
from practices.tests.factories import make_practice, make_statement
from practices.tests.writing import make_open, seen, sent
from practices.writing.manuscript import Manuscript
from practices.writing.versions import fingerprints


def edit(practice):
    return reverse("practice_edit", args=[practice.slug])


def propose(practice):
    return reverse("practice_propose", args=[practice.slug])


def base_of(revision):
    return fingerprints(Manuscript.of(revision))


@pytest.fixture
def draft(small):
    return make_open(partner=small.home.partner, title="Cluster school", resources="Money.")


@pytest.fixture
def published(small):
    return make_practice(partner=small.home.partner, slug="school", title="Cluster school")


def test_the_form_shows_the_draft_and_who_can_read_it(draft, colleague, frozen):
    make_statement(draft, text="Forty came.")
    html = colleague.get(edit(draft.practice)).content.decode()
    assert 'value="Cluster school"' in html
    assert "Forty came." in html
    assert f'name="seen" value="{seen(draft)}"' in html
    assert "Revision 1 · only people of Skåne can read it" in html


def test_the_form_stays_within_its_queries(draft, colleague):
    assert_few_queries(colleague, edit(draft.practice))


def test_saving_changes_the_draft(draft, colleague):
    answer = colleague.post(edit(draft.practice), sent(seen=seen(draft), title="New"))
    draft.refresh_from_db()
    assert (answer.status_code, answer.url) == (302, edit(draft.practice))
    assert (draft.title, draft.edit, draft.edited_by) == ("New", 2, colleague.user)


def test_saving_twice_with_one_key_saves_once(draft, member):
    form = sent(seen=seen(draft), idempotency_key="3f0c6a1e-0000-4000-8000-000000000002")
    for _time in range(2):
        assert member.post(edit(draft.practice), form).status_code == 302
    draft.refresh_from_db()
    assert draft.edit == 2


def test_a_field_that_the_form_does_not_show_is_kept(draft, member):
    Revision.objects.update(is_classified_by_us=True)
    make_statement(draft, text="Forty came.", figure="40")
    form = sent(
        seen=seen(draft),
        statements=[{"text": "Forty came.", "figure": "40", "dated_on": "2012"}],
    )
    member.post(edit(draft.practice), form)
    assert draft.statements.get().figure == "40"


def test_a_stale_save_shows_both_versions_and_keeps_both(draft, member, colleague):
    begun = {"seen": seen(draft), "base": base_of(draft)}
    kept = {"how_it_works": draft.how_it_works, "caveats": ""}
    theirs = sent(**begun, **kept, resources="Money from us.", challenges="Time.")
    yours = sent(**begun, **kept, resources="Money from <b>them</b>.", level="local")
    colleague.post(edit(draft.practice), theirs)

    answer = member.post(edit(draft.practice), yours)

    html = answer.content.decode()
    assert answer.status_code == 412
    assert "Intermediary, Agency of Skåne saved this text while you were writing." in html
    assert "Two versions of “Resources needed”" in html
    assert list(answer.context["conflicts"]) == ["resources"]
    assert 'name="theirs-resources" value="Money from us."' in html
    assert 'name="yours-resources" value="Money from &lt;b&gt;them&lt;/b&gt;."' in html
    assert " <mark>us.</mark>" in html
    draft.refresh_from_db()
    assert (draft.resources, draft.edit) == ("Money from us.", 2)
    shown = answer.context["form"].initial
    assert shown["resources"] == "Money from us.\n\nMoney from <b>them</b>."
    assert (shown["challenges"], shown["level"]) == ("Time.", "local")
    assert shown["seen"] == seen(draft)


@pytest.mark.parametrize(
    ("picked", "kept"),
    [("theirs", "Theirs."), ("yours", "Yours."), ("both", "Both."), ("", "Both.")],
)
def test_the_choice_between_two_versions_is_what_is_saved(draft, member, picked, kept):
    form = sent(seen=seen(draft), resources="Both.")
    form |= {"pick-resources": picked, "theirs-resources": "Theirs.", "yours-resources": "Yours."}
    assert member.post(edit(draft.practice), form).status_code == 302
    draft.refresh_from_db()
    assert draft.resources == kept


def test_changes_of_different_fields_are_put_together_without_a_choice(draft, member, colleague):
    begun = {"seen": seen(draft), "base": base_of(draft)}
    colleague.post(edit(draft.practice), sent(**begun, challenges="Time."))

    answer = member.post(edit(draft.practice), sent(**begun, potential="Much."))

    assert answer.status_code == 412
    assert answer.context["conflicts"] == {}
    assert "You changed different things: the form holds both." in answer.content.decode()
    assert answer.context["form"].initial["challenges"] == "Time."


def test_what_a_colleague_submitted_meanwhile_is_not_changed_and_the_words_are_kept(small, member):
    submitted = make_open(partner=small.home.partner, state="submitted")
    answer = member.post(edit(submitted.practice), sent(seen=seen(submitted), challenges="Time."))
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "This text is with the coordinator." in html
    assert "Time." in html
    assert member.get(edit(submitted.practice)).url == reverse(
        "practice_review", args=[submitted.practice.slug]
    )


def test_remarks_of_the_coordinator_stand_above_the_form(draft, member):
    Revision.objects.update(remarks="Name the <money>.")
    assert "Name the &lt;money&gt;." in member.get(edit(draft.practice)).content.decode()


@pytest.mark.rights("P04", "P07")
def test_a_draft_does_not_exist_for_others(
    draft, stranger, steering, coordinator, administrator, visitor
):
    for person in (stranger, steering, coordinator, administrator):
        assert person.get(edit(draft.practice)).status_code == 404
        answer = person.post(edit(draft.practice), sent(seen=seen(draft), title="Mine"))
        assert answer.status_code == 404
    assert visitor.get(edit(draft.practice)).status_code in {302, 404}
    draft.refresh_from_db()
    assert draft.title == "Cluster school"


def test_editing_a_published_practice_leads_to_a_new_version(published, member):
    assert member.get(edit(published)).url == propose(published)
    html = member.get(propose(published)).content.decode()
    assert 'value="Cluster school"' in html
    assert "The published text stays as it is" in html
    assert published.revisions.count() == 1, "Looking changes nothing."


def test_saving_a_new_version_begins_a_draft(published, member):
    public = published.published_revision
    answer = member.post(propose(published), sent(seen=seen(public), title="New title"))
    assert (answer.status_code, answer.url) == (302, edit(published))
    published.refresh_from_db()
    assert published.title == "Cluster school"
    assert published.revisions.open().get().title == "New title"
    assert member.get(propose(published)).url == edit(published)


def test_two_who_propose_at_once_see_both_texts(published, member, colleague):
    begun = {
        "seen": seen(published.published_revision),
        "base": base_of(published.published_revision),
    }
    colleague.post(propose(published), sent(**begun, resources="Theirs."))
    answer = member.post(propose(published), sent(**begun, resources="Yours."))
    assert answer.status_code == 412
    assert list(answer.context["conflicts"]) == ["resources"]
    assert Revision.objects.open().get().resources == "Theirs."


def test_only_the_partner_proposes(published, stranger, coordinator, administrator):
    for person in (stranger, coordinator, administrator):
        for answer in (
            person.get(propose(published)),
            person.post(propose(published), sent(seen=seen(published.published_revision))),
        ):
            assert answer.status_code == 403
            assert "Only people of Agency of Skåne can change this practice." in (
                answer.content.decode()
            )
    assert published.revisions.count() == 1


def test_an_open_draft_of_a_published_practice_is_hidden_from_others(published, stranger):
    make_open(published)
    assert stranger.get(edit(published)).url == propose(published)


def test_nothing_is_proposed_for_what_was_taken_down(small, coordinator, published):
    Practice.objects.update(
        taken_down_at=published.published_at, takedown_reason="x", partner=small.third.partner
    )
    assert coordinator.get(propose(published)).status_code == 409


def test_the_way_between_both_addresses_is_never_remembered(published, member):
    """A browser that goes back would follow the old way and the new one in turns, for ever."""
    there = member.get(edit(published))
    make_open(published)
    back = member.get(propose(published))
    assert (there.url, back.url) == (propose(published), edit(published))
    for answer in (there, back):
        assert "no-store" in answer.headers["Cache-Control"]
