"""The form as the page's script sends it: saves as far as it can, answers in JSON."""

import pytest
from django.urls import reverse

from clusterix.testing.fixtures import NOW
from core import clock
from practices.models import Practice, Revision
from practices.tests.factories import make_practice, make_statement
from practices.tests.writing import make_open, seen, sent
from practices.writing.manuscript import Manuscript
from practices.writing.versions import fingerprints, read_fingerprints
from regions.tests.factories import make_membership

NEW = "/practices/new/"
KEY = "3f0c6a1e-0000-4000-8000-00000000000"


def edit(practice):
    return reverse("practice_edit", args=[practice.slug])


def send(person, url, **fields):
    form = sent(act="autosave", **fields)
    return person.post(url, form, headers={"Accept": "application/json"})


@pytest.fixture
def draft(small):
    return make_open(partner=small.home.partner, title="Cluster school", resources="Money.")


def test_a_draft_saves_itself_and_says_where_to_go_on(draft, member, frozen):
    answer = send(member, edit(draft.practice), seen=seen(draft), title="New")

    draft.refresh_from_db()
    assert (draft.title, draft.edit, draft.edited_by) == ("New", 2, member.user)
    assert answer.status_code == 200
    told = answer.json()
    parts = told.pop("parts")
    assert told == {
        "address": edit(draft.practice),
        "place": f"practice:{draft.practice_id}",
        "seen": f"{draft.pk}:2",
        "base": fingerprints(Manuscript.of(draft)),
        "at": "12:00",
        "problems": [],
    }
    assert "Revision 1 · only people of Skåne can read it" in parts["text-head"]
    assert "<h3>New</h3>" in parts["text-state"]
    assert "All required fields have text" in parts["text-state"]
    assert 'aria-disabled="true"' not in parts["text-state"]
    assert 'class="t-ok"><a href="#s2">' in parts["text-toc"]
    assert reverse("practice_review", args=[draft.practice.slug]) in parts["text-bar"]


def test_what_cannot_be_used_is_named_and_left_as_it_was(draft, member):
    make_statement(draft, text="Forty came.", dated_on="2012-01-01")
    answer = send(
        member,
        edit(draft.practice),
        seen=seen(draft),
        base=fingerprints(Manuscript.of(draft)),
        title="x" * 101,
        resources="More.",
        starts="20",
        statements=[{"dated_on": "2013"}],
        tags="t" * 51,
    )

    draft.refresh_from_db()
    assert (draft.title, draft.resources, draft.starts_on) == ("Cluster school", "More.", None)
    assert [each.text for each in draft.statements.all()] == ["Forty came."]
    assert draft.tag_names == []
    told = answer.json()
    assert [each["anchor"] for each in told["problems"]] == [
        *("id_title", "id_starts", "id_tags", "id_statements-0-text"),
    ]
    assert told["problems"][0]["sentence"] == (
        "Title: Shorten this text: it has 101 characters, the limit is 100."
    )
    assert "Say what happened, or clear the line." in told["parts"]["text-state"]
    assert "No field is over its limit" not in told["parts"]["text-state"]


def test_a_colleague_is_noticed_in_what_could_not_be_saved(draft, member, colleague):
    """Of such a field the page goes on with what it knew, or it would write over theirs."""
    begun = fingerprints(Manuscript.of(draft))
    told = send(
        member, edit(draft.practice), seen=seen(draft), base=begun, resources="m" * 301
    ).json()
    marks, before = read_fingerprints(told["base"]), read_fingerprints(begun)
    assert marks["resources"] == before["resources"]
    colleague.post(edit(draft.practice), sent(seen=told["seen"], resources="Theirs."))

    answer = member.post(
        edit(draft.practice), sent(seen=told["seen"], base=told["base"], resources="Mine.")
    )
    assert answer.status_code == 412
    assert list(answer.context["conflicts"]) == ["resources"]


def test_an_old_text_is_not_saved_over_a_colleagues(draft, member, colleague):
    colleague.post(edit(draft.practice), sent(seen=seen(draft), resources="Theirs."))
    answer = send(member, edit(draft.practice), seen=seen(draft), resources="Mine.")
    assert answer.status_code == 412
    assert answer.json()["detail"].startswith("Somebody saved this text while you were writing.")
    draft.refresh_from_db()
    assert (draft.resources, draft.edit) == ("Theirs.", 2)


def test_a_repeat_whose_answer_was_lost_is_carried_out_once(draft, member, colleague):
    """It hears of its own save, not of the colleague's that came after it."""
    form = {"seen": seen(draft), "idempotency_key": f"{KEY}1", "resources": "Mine."}
    first = send(member, edit(draft.practice), **form).json()
    colleague.post(edit(draft.practice), sent(seen=first["seen"], resources="Theirs."))

    second = send(member, edit(draft.practice), **form)

    assert second.status_code == 200
    assert (second.json()["seen"], second.json()["base"]) == (first["seen"], first["base"])
    draft.refresh_from_db()
    assert (draft.resources, draft.edit) == ("Theirs.", 3)


def test_a_new_practice_begins_once_with_its_title(member, small):
    form = {"idempotency_key": f"{KEY}2", "title": "Vouchers", "summary": ""}
    first, second = (send(member, NEW, **form).json() for _time in range(2))
    draft = Revision.objects.get()
    assert first == second | {"at": first["at"]}
    assert first["address"] == edit(draft.practice)
    assert (first["seen"], first["place"]) == (f"{draft.pk}:1", f"practice:{draft.practice_id}")
    assert draft.practice.partner == small.home.partner
    again = send(member, first["address"], seen=first["seen"], title="Vouchers for all")
    assert again.json()["seen"] == f"{draft.pk}:2"


@pytest.mark.parametrize(
    ("title", "detail"),
    [
        ("", "Title: Give the practice a title."),
        ("x" * 101, "Title: Shorten this text: it has 101 characters, the limit is 100."),
    ],
)
def test_without_a_usable_title_nothing_begins(member, title, detail):
    answer = send(member, NEW, title=title)
    assert (answer.status_code, answer.json()["detail"]) == (400, detail)
    assert not Practice.objects.exists()


def test_a_person_of_two_partners_chooses_before_anything_begins(member, small):
    make_membership(user=member.user, partner=small.third.partner)
    answer = send(member, NEW)
    assert (answer.status_code, answer.json()["detail"]) == (
        400,
        "For which partner: This field is required.",
    )
    assert not Practice.objects.exists()
    assert send(member, NEW, partner=small.third.partner.pk).status_code == 200
    assert Practice.objects.get().partner == small.third.partner


def test_a_new_version_of_a_published_practice_begins_by_itself(small, member):
    practice = make_practice(partner=small.home.partner, title="Cluster school")
    public = practice.published_revision
    url = reverse("practice_propose", args=[practice.slug])
    told = send(member, url, seen=seen(public), title="New title").json()
    opened = Revision.objects.open().get()
    assert (opened.title, told["seen"], told["address"]) == (
        "New title",
        f"{opened.pk}:1",
        edit(practice),
    )
    practice.refresh_from_db()
    assert practice.title == "Cluster school"


def test_what_was_deleted_meanwhile_is_told(member):
    form = {"idempotency_key": f"{KEY}3"}
    send(member, NEW, **form)
    Practice.objects.all().delete()
    answer = send(member, NEW, **form)
    assert (answer.status_code, answer.json()["detail"]) == (
        410,
        "This draft was deleted in the meantime.",
    )


def test_a_submitted_text_does_not_save_itself(small, member):
    submitted = make_open(partner=small.home.partner, state="submitted", resources="Money.")
    answer = send(member, edit(submitted.practice), seen=seen(submitted), resources="More.")
    assert answer.status_code == 409
    assert "This text is with the coordinator." in answer.json()["detail"]
    submitted.refresh_from_db()
    assert (submitted.resources, submitted.edit) == ("Money.", 1)


@pytest.mark.rights("P06", "P07")
def test_for_others_there_is_nothing_to_save(
    draft, stranger, steering, coordinator, administrator, visitor
):
    for person in (stranger, steering, coordinator, administrator, visitor):
        answer = send(person, edit(draft.practice), seen=seen(draft), title="Mine")
        assert answer.status_code == 404
    assert send(administrator, NEW).status_code == 403
    assert send(visitor, NEW).status_code == 302
    draft.refresh_from_db()
    assert (draft.title, draft.edit) == ("Cluster school", 1)
    assert Practice.objects.count() == 1


def test_the_page_says_when_it_was_saved(draft, member):
    for at, words in (
        (NOW, "<b>Saved</b> at 12:00."),
        (NOW.replace(day=3), "<b>Saved</b> on 3 May 2026, 12:00."),
    ):
        Revision.objects.update(edited_at=at)
        with clock.at(NOW):
            assert words in member.get(edit(draft.practice)).content.decode()


def test_the_page_tells_its_script_whose_and_which_text_it_is(draft, member):
    html = member.get(edit(draft.practice)).content.decode()
    assert f'data-words="practice:{draft.practice_id}" data-person="{member.user.pk}"' in html
    assert "for 7 days at most" in html
    assert "data-answer" not in html
    answer = member.post(edit(draft.practice), sent(seen=seen(draft), title=""))
    assert "data-answer" in answer.content.decode()
