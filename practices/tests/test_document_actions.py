"""Documents of a draft: added, described, replaced, moved, removed; and how they go out."""

import pytest

from core.errors import NoRoom
from core.models import Activity
from practices.actions import (
    add_documents,
    approve,
    delete_draft,
    describe_document,
    move_document,
    propose_revision,
    remove_document,
    replace_document,
    save_draft,
    submit,
)
from practices.actions.documents import NoDocument
from practices.actions.draft import Seen
from practices.documents import store
from practices.documents.limits import LIMITS
from practices.models import Document, Revision, RevisionState
from practices.refusals import NotAsThingsAre, NotYours
from practices.rules import CLOSED, SUBMITTED
from practices.tests.factories import make_practice, make_theme
from practices.tests.files import make_document, pdf, picture, received
from practices.tests.writing import make_open, text


@pytest.fixture
def draft(small):
    return make_open(partner=small.home.partner, theme=make_theme())


def lines():
    found = Activity.objects.filter(verb__startswith="practice.document").order_by("pk")
    return list(found.values_list("verb", "object_type"))


def names(revision):
    return list(Document.objects.filter(revision=revision).values_list("name", flat=True))


def bytes_of(document, *, small=False):
    with store.opened(document.sha256, small=small) as file:
        return file.read()


def reasons_of(caught):
    return [str(each) for each in caught.value.reasons]


def test_a_member_adds_files_at_the_end(draft, member, frozen):
    make_document(draft, name="first.pdf")
    photo = received(picture("JPEG", (1000, 500)), "photo.jpg")
    add_documents(revision=draft, files=[photo, received(pdf("x"), "x.pdf")], by=member.reader)
    assert names(draft) == ["first.pdf", "photo.jpg", "x.pdf"]
    added = Document.objects.get(name="photo.jpg")
    assert (added.position, added.added_by, added.added_at) == (1, member.user, frozen)
    assert (added.kind, added.width, added.height) == ("image", 1000, 500)
    assert (bytes_of(added), bytes_of(added, small=True)) == (photo.content, photo.small)
    assert lines() == [("practice.document_added", "practices.practice")] * 2


def test_who_adds_a_file_edited_the_text_last(draft, colleague, frozen):
    """P11: whoever publishes what they changed last says why. The text's own count stays."""
    add_documents(revision=draft, files=[received()], by=colleague.reader)
    draft.refresh_from_db()
    assert (draft.edited_by, draft.edited_at, draft.edit) == (colleague.user, frozen, 1)


def test_another_document_needs_another_confirmation(small, coordinator, member, frozen):
    """P06: what the coordinator entered counts after the partner confirmed it, as it is then."""
    entered = {"is_entered_for_partner": True, "partner_confirmed_at": frozen}
    for person, stays_entered in ((coordinator, True), (member, False)):
        draft = make_open(partner=small.home.partner)
        Revision.objects.filter(pk=draft.pk).update(**entered)
        add_documents(revision=draft, files=[received()], by=person.reader)
        draft.refresh_from_db()
        assert (draft.partner_confirmed_at, draft.is_entered_for_partner) == (None, stays_entered)


def test_the_same_file_twice(draft, member):
    there = received(pdf("x"), "x.pdf")
    add_documents(revision=draft, files=[there], by=member.reader)
    for files, name in (
        ([received(pdf("x"), "y.pdf")], "x.pdf"),
        ([received(pdf("z"), "y.pdf"), received(pdf("z"), "y.pdf")], "y.pdf"),
    ):
        with pytest.raises(NotAsThingsAre) as caught:
            add_documents(revision=draft, files=files, by=member.reader)
        assert reasons_of(caught) == [f"“y.pdf” is here already, as “{name}”."]
    assert names(draft) == ["x.pdf"]


def test_no_more_than_twenty(draft, member):
    for number in range(19):
        make_document(draft, name=f"{number}.pdf")
    with pytest.raises(NotAsThingsAre) as caught:
        add_documents(revision=draft, files=[received(), received()], by=member.reader)
    assert reasons_of(caught) == [
        "A practice can have 20 documents and pictures. There are 19, and you chose 2 more."
    ]
    add_documents(revision=draft, files=[received()], by=member.reader)
    assert len(names(draft)) == 20


def test_no_more_than_all_together(draft, member, monkeypatch):
    monkeypatch.setitem(LIMITS, "practice_bytes", 2_000_000)
    make_document(draft, size=1_999_990)
    with pytest.raises(NotAsThingsAre) as caught:
        add_documents(revision=draft, files=[received()], by=member.reader)
    assert reasons_of(caught) == [
        "All documents and pictures of a practice together can have 2.0 MB. This would be 2.0 MB."
    ]


def test_a_full_disk_adds_nothing(draft, member, monkeypatch):
    def full(*arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store.default_storage, "save", full)
    with pytest.raises(NoRoom) as caught:
        add_documents(revision=draft, files=[received(), received()], by=member.reader)
    assert (names(draft), lines(), caught.value.status) == ([], [], 507)


def test_only_the_partner_changes_documents(draft, stranger, coordinator, steering):
    document = make_document(draft)
    for person in (stranger, coordinator, steering):
        by = person.reader
        for act in (
            lambda by=by: add_documents(revision=draft, files=[received()], by=by),
            lambda by=by: describe_document(document=document, title="x", alt="", by=by),
            lambda by=by: replace_document(document=document, file=received(), by=by),
            lambda by=by: move_document(document=document, way="up", by=by),
            lambda by=by: remove_document(document=document, by=by),
        ):
            with pytest.raises(NotYours):
                act()
    assert (names(draft), lines()) == (["report.pdf"], [])


@pytest.mark.parametrize(
    ("state", "reason"), [(RevisionState.SUBMITTED, SUBMITTED), (RevisionState.SUPERSEDED, CLOSED)]
)
def test_only_a_draft_changes(small, member, state, reason):
    revision = make_open(make_practice(partner=small.home.partner), state=state)
    document = make_document(revision)
    with pytest.raises(NotAsThingsAre) as caught:
        remove_document(document=document, by=member.reader)
    assert reasons_of(caught) == [str(reason)]
    with pytest.raises(NotAsThingsAre):
        add_documents(revision=revision, files=[received()], by=member.reader)
    assert names(revision) == ["report.pdf"]


def test_describing(draft, member):
    photo, paper = make_document(draft, width=9, height=9), make_document(draft)
    for document in (photo, paper):
        describe_document(document=document, title=" Title ", alt=" A hall. ", by=member.reader)
        document.refresh_from_db()
    assert (photo.title, photo.alt) == ("Title", "A hall.")
    assert (paper.title, paper.alt) == ("Title", "")  # nothing to describe


def test_replacing_keeps_title_and_place(draft, member):
    photo = make_document(draft, name="old.jpg", width=9, height=9, title="Hall", alt="A hall.")
    make_document(draft, name="other.pdf")
    replace_document(document=photo, file=received(pdf("new"), "new.pdf"), by=member.reader)
    photo.refresh_from_db()
    assert names(draft) == ["new.pdf", "other.pdf"]
    assert (photo.kind, photo.width, photo.title, photo.alt) == ("file", None, "Hall", "A hall.")
    assert bytes_of(photo) == pdf("new")
    assert lines() == [("practice.document_replaced", "practices.practice")]


def test_replacing_by_what_is_there_already(draft, member):
    document = make_document(draft, content=pdf("same"))
    replace_document(document=document, file=received(pdf("same")), by=member.reader)
    other = make_document(draft, name="other.pdf", content=pdf("other"))
    with pytest.raises(NotAsThingsAre):
        replace_document(document=document, file=received(pdf("other")), by=member.reader)
    other.refresh_from_db()
    assert names(draft) == ["report.pdf", "other.pdf"]


def test_moving_among_those_of_a_kind(draft, member):
    make_document(draft, name="a.jpg", width=9, height=9)
    make_document(draft, name="b.pdf")
    c = make_document(draft, name="c.jpg", width=9, height=9)
    make_document(draft, name="d.pdf")
    for way, expected in (
        ("up", ["c.jpg", "b.pdf", "a.jpg", "d.pdf"]),
        ("up", ["c.jpg", "b.pdf", "a.jpg", "d.pdf"]),
        ("down", ["a.jpg", "b.pdf", "c.jpg", "d.pdf"]),
        ("down", ["a.jpg", "b.pdf", "c.jpg", "d.pdf"]),
    ):
        move_document(document=c, way=way, by=member.reader)
        assert names(draft) == expected


def test_what_was_removed_meanwhile_is_gone(draft, member, colleague):
    document = make_document(draft)
    remove_document(document=document, by=colleague.reader)
    with pytest.raises(NoDocument):
        describe_document(document=document, title="x", alt="", by=member.reader)
    assert (names(draft), lines()) == ([], [("practice.document_removed", "practices.practice")])


def test_a_new_version_begins_with_the_documents_of_the_public_one(small, member, coordinator):
    practice = make_practice(partner=small.home.partner, theme=make_theme())
    public = practice.published_revision
    make_document(public, name="a.jpg", width=9, height=9, title="Hall", alt="A hall.")
    make_document(public, name="b.pdf", added_by=coordinator.user)
    revision = propose_revision(practice=practice, by=member.reader)
    columns = ("name", "title", "alt", "sha256", "size", "position", "added_by", "added_at")
    rows = [list(each.documents.values_list(*columns)) for each in (public, revision)]
    assert rows[0] == rows[1]

    remove_document(document=revision.documents.get(name="b.pdf"), by=member.reader)
    add_documents(revision=revision, files=[received(pdf("c"), "c.pdf")], by=member.reader)
    assert names(public) == ["a.jpg", "b.pdf"]
    approve(revision=submit(revision=revision, by=member.reader), by=coordinator.reader)
    practice.refresh_from_db()
    assert names(practice.published_revision) == ["a.jpg", "c.pdf"]
    assert names(public) == ["a.jpg", "b.pdf"]  # the history keeps its own


def test_saving_the_text_leaves_the_documents(draft, member, colleague):
    """Also a save that began before the file was added: the text is what it counts."""
    seen = Seen(draft.pk, draft.edit)
    add_documents(revision=draft, files=[received(name="a.pdf")], by=colleague.reader)
    save_draft(revision=draft, manuscript=text(), seen=seen, by=member.reader)
    assert names(draft) == ["a.pdf"]


def test_a_deleted_draft_takes_its_documents_along(draft, lead):
    make_document(draft)
    delete_draft(revision=draft, by=lead.reader)
    assert Document.objects.count() == 0
    assert not Revision.objects.filter(pk=draft.pk).exists()
