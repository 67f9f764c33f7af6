"""The bytes: written once per content, before the row; removed when no row needs them."""

from pathlib import Path
from threading import Event, Thread

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection, transaction

from core import jobs
from core.errors import Refusal
from practices.actions import add_documents, remove_document
from practices.documents import store
from practices.tests.files import make_document, pdf, picture, received
from practices.tests.writing import make_open

MEMORY = {"BACKEND": "django.core.files.storage.InMemoryStorage"}


@pytest.fixture
def empty(settings):
    settings.STORAGES = {**settings.STORAGES, "default": MEMORY}


@pytest.fixture
def folder(settings, tmp_path):
    options = {"location": str(tmp_path)}
    disk = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": options}
    settings.STORAGES = {**settings.STORAGES, "default": disk}
    return tmp_path


def files_in(folder):
    return sorted(path.name for path in Path(folder).rglob("*") if path.is_file())


def test_a_content_lies_under_its_hash(db, folder):
    photo = received(picture("JPEG", (900, 300)), "a.jpg")
    store.keep([photo])
    place = folder / "documents" / photo.sha256[:2] / photo.sha256
    assert place.read_bytes() == photo.content
    assert place.with_suffix(".small").read_bytes() == photo.small
    store.keep([photo])
    assert files_in(folder) == [photo.sha256, f"{photo.sha256}.small"]


def test_what_a_killed_process_left_is_written_again(db, folder):
    file = received()
    place = folder / store.place_of(file.sha256)
    place.parent.mkdir(parents=True)
    place.write_bytes(file.content[:5])
    store.keep([file])
    assert place.read_bytes() == file.content


def test_what_no_row_needs_is_removed(small, lead, empty):
    draft, other = make_open(partner=small.home.partner), make_open(partner=small.home.partner)
    gone = make_document(draft, content=pdf("gone"), width=900, height=9)
    shared = make_document(draft, content=pdf("shared"))
    make_document(other, content=pdf("shared"))
    for document in (gone, shared):
        remove_document(document=document, by=lead.reader)
    assert default_storage.exists(store.place_of(gone.sha256))  # not inside the request
    assert (store.remove_unused(), store.remove_unused()) == (1, 0)
    assert not default_storage.exists(store.place_of(gone.sha256))
    assert not default_storage.exists(store.place_of(gone.sha256, small=True))
    assert default_storage.exists(store.place_of(shared.sha256))


def test_a_worker_does_it_at_night_and_a_command_at_any_time(db, empty, capsys):
    store.keep([received()])
    jobs.nightly.func(0)
    store.keep([received()])
    for expected in ("1 contents removed.", "0 contents removed."):
        call_command("remove_unused_files")
        assert capsys.readouterr().out.strip() == expected


def test_nothing_to_remove_where_nothing_was_ever_kept(db, empty):
    assert store.remove_unused() == 0


@pytest.mark.django_db(transaction=True)
def test_what_is_being_added_is_not_removed(small, member, folder):
    """The row is not committed yet, but its bytes were there from an earlier time."""
    draft, file = make_open(partner=small.home.partner), received(pdf("again"))
    store.keep([file])
    looked, added, counts = Event(), Event(), []

    def tidy():
        looked.wait(10)
        counts.append(store.remove_unused())
        added.set()
        connection.close()

    thread = Thread(target=tidy)
    thread.start()
    with transaction.atomic():
        add_documents(revision=draft, files=[file], by=member.reader)
        looked.set()
        assert added.wait(10)
    thread.join()
    assert (counts, files_in(folder)) == ([0], [file.sha256])
    assert store.remove_unused() == 0


@pytest.mark.django_db(transaction=True)
def test_the_same_content_at_once(small, member, folder):
    drafts = [make_open(partner=small.home.partner) for _each in range(3)]
    file, raised, by = received(picture("JPEG", (900, 300)), "a.jpg"), [], member.reader

    def add(draft):
        try:
            add_documents(revision=draft, files=[file], by=by)
        except Exception as error:
            raised.append(error)
        finally:
            connection.close()

    threads = [Thread(target=add, args=(draft,)) for draft in drafts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [error for error in raised if not isinstance(error, Refusal)] == []
    assert files_in(folder) == [file.sha256, f"{file.sha256}.small"]
    assert [draft.documents.count() for draft in drafts] == [1, 1, 1]
