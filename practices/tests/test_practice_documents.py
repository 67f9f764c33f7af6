"""/practices/<slug>/documents/ and its forms; how the list shows on the writing page."""

import pytest
from django.urls import reverse

from clusterix.testing.queries import AT_MOST, count_queries
from practices.models import Document, RevisionState
from practices.tests.factories import make_practice
from practices.tests.files import make_document, pdf, picture, upload
from practices.tests.reading import text_of
from practices.tests.writing import make_open, seen, sent

PART = {"HX-Request": "true"}


@pytest.fixture
def draft(small):
    return make_open(partner=small.home.partner, title="Cluster school")


def page(revision):
    return reverse("practice_documents", args=[revision.practice.slug])


def address(what, document):
    return reverse(f"practice_document_{what}", args=[document.revision.practice.slug, document.pk])


def add(person, revision, *files, headers=None, **fields):
    url = reverse("practice_document_add", args=[revision.practice.slug])
    data = {"files": [upload(content, name) for content, name in files], **fields}
    return person.post(url, data, headers=headers or {})


def names(revision):
    return list(revision.documents.values_list("name", flat=True))


def test_the_page_lists_pictures_and_documents(draft, member):
    make_document(draft, name="b.pdf", title="Questionnaire", size=412_000)
    make_document(draft, name="a.jpg", width=900, height=600, size=1_300_000)
    shown = text_of(member.get(page(draft)))
    assert shown.index("Pictures a.jpg JPEG, 1.3 MB · Say below what it shows") > 0
    assert shown.index("Documents Questionnaire PDF, 0.4 MB") > shown.index("Pictures")
    assert "up to 20 MB each, 20 files and 100 MB together." in shown
    assert "There are 2 with 1.7 MB." in shown


def test_the_page_stays_within_its_queries(draft, member):
    make_document(draft)
    few = count_queries(member, page(draft))
    for number in range(4):
        make_document(draft, name=f"{number}.jpg", width=9, height=9)
    assert count_queries(member, page(draft)) == few <= AT_MOST


def test_adding(draft, member):
    answer = add(member, draft, (pdf("a"), "a.pdf"), (picture("JPEG"), "b.jpg"))
    assert (answer.status_code, answer.url) == (302, page(draft))
    assert names(draft) == ["a.pdf", "b.jpg"]
    assert "2 files are added." in text_of(member.get(page(draft)))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("..\\..\\boot.pdf", "boot.pdf"),
        ("Übersicht – Förderung 2013.pdf", "Übersicht – Förderung 2013.pdf"),
        ("Кластер 集群.pdf", "Кластер 集群.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.pdf"),
        ("a<b>&\"c'd.pdf", "a-b-&-c'd.pdf"),
        (".htaccess", "htaccess.pdf"),
        ("x" * 300 + ".pdf", "x" * 146 + ".pdf"),
        ("100 % #1?.pdf", "100 - -1.pdf"),
    ],
)
def test_names_are_names_and_no_paths(draft, member, given, kept):
    add(member, draft, (pdf(), given))
    assert names(draft) == [kept]
    document = draft.documents.get()
    assert member.get(document.get_absolute_url()).status_code == 200


def test_one_bad_file_and_nothing_is_added(draft, member):
    answer = add(member, draft, (pdf("a"), "a.pdf"), (b"", "b.pdf"))
    assert answer.status_code == 400
    assert "Nothing was changed “b.pdf” is empty." in text_of(answer)
    assert names(draft) == []


def test_no_file_at_all(draft, member):
    answer = add(member, draft)
    assert (answer.status_code, "Choose a file first." in text_of(answer)) == (400, True)


def test_twenty_one_files_are_too_many(draft, member):
    answer = add(member, draft, *[(pdf(str(n)), f"{n}.pdf") for n in range(21)])
    assert answer.status_code == 400
    assert "Choose at most 20 files at once." in text_of(answer)
    assert names(draft) == []


def test_thirty_megabytes_are_too_many(draft, member):
    answer = add(member, draft, (pdf() + bytes(30_000_000), "a.pdf"))
    assert answer.status_code == 400
    assert "“a.pdf” has 30 MB. A file can have 20 MB." in text_of(answer)


def test_the_same_file_twice_is_a_conflict(draft, member):
    add(member, draft, (pdf("a"), "a.pdf"))
    answer = add(member, draft, (pdf("a"), "b.pdf"))
    assert answer.status_code == 409
    assert "“b.pdf” is here already, as “a.pdf”." in text_of(answer)


def test_sent_twice_with_one_key_it_is_added_once(draft, member):
    for _time in range(2):
        answer = add(member, draft, (pdf("a"), "a.pdf"), idempotency_key="k" * 32)
        assert (answer.status_code, answer.url) == (302, page(draft))
    assert names(draft) == ["a.pdf"]


def test_an_animation_is_told_of(draft, member):
    from io import BytesIO

    from PIL import Image

    frames = [Image.new("RGB", (30, 20), each) for each in ("red", "blue")]
    file = BytesIO()
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])
    add(member, draft, (file.getvalue(), "a.gif"))
    assert "“a.webp” moved. Its first picture is shown." in text_of(member.get(page(draft)))


def test_a_script_gets_the_list_alone(draft, member):
    add(member, draft, (pdf("a"), "a.pdf"))
    part = member.get(page(draft), headers=PART)
    html = part.content.decode()
    assert html.startswith("<section")
    assert "1 file is added." in html
    assert set(part.headers["Cache-Control"].split(", ")) == {"private", "no-store"}
    refused = add(member, draft, (b"", "b.pdf"), headers=PART)
    assert refused.status_code == 400
    assert refused.content.decode().startswith("<section")


def test_describing(draft, member):
    document = make_document(draft, name="a.jpg", width=9, height=9)
    key = f"document-{document.pk}"
    answer = member.post(
        address("describe", document), {f"{key}-title": "Hall", f"{key}-alt": "A hall."}
    )
    document.refresh_from_db()
    assert (answer.status_code, document.title, document.alt) == (302, "Hall", "A hall.")


def test_what_is_too_long_comes_back_as_it_was_typed(draft, member):
    document = make_document(draft, name="a.jpg", width=9, height=9)
    key = f"document-{document.pk}"
    answer = member.post(
        address("describe", document), {f"{key}-title": "Hall", f"{key}-alt": "x" * 301}
    )
    html = answer.content.decode()
    assert (answer.status_code, f'href="#id_{key}-alt"' in html, "x" * 301 in html) == (
        400,
        True,
        True,
    )
    assert '<details class="file-more" open>' in html


def test_replacing_moving_removing(draft, member):
    document, other = make_document(draft, name="a.pdf"), make_document(draft, name="b.pdf")
    member.post(address("replace", document), {"files": upload(pdf("c"), "c.pdf")})
    assert names(draft) == ["c.pdf", "b.pdf"]
    member.post(address("move", other), {"way": "up"})
    assert names(draft) == ["b.pdf", "c.pdf"]
    assert member.post(address("move", other), {"way": "left"}).status_code == 400
    member.post(address("remove", other))
    assert names(draft) == ["c.pdf"]
    assert "“b.pdf” is removed." in text_of(member.get(page(draft)))


def seen_on(page):
    return {"seen": page.text.split('name="seen" value="')[1].split('"')[0]}


@pytest.mark.parametrize("act", ["describe", "replace", "remove"])
def test_what_a_colleague_changed_first_is_not_overwritten(act, draft, member, colleague):
    document = make_document(draft, name="a.pdf", title="Report")
    read = seen_on(member.get(page(draft)))
    prefix = f"document-{document.pk}"
    colleague.post(address("describe", document), {f"{prefix}-title": "Report of 2012"})
    data = {f"{prefix}-title": "My title", "files": [upload(pdf("b"), "b.pdf")]}
    answer = member.post(address(act, document), data | read)
    assert answer.status_code == 412
    assert "Somebody changed this document in the meantime." in text_of(answer)
    stands = Document.objects.get()
    assert (stands.name, stands.title) == ("a.pdf", "Report of 2012")
    if act == "describe":
        assert 'value="My title"' in answer.text
    data["files"] = [upload(pdf("b"), "b.pdf")]
    assert member.post(address(act, document), data | seen_on(answer)).status_code == 302


def test_a_bad_file_replaces_nothing(draft, member):
    document = make_document(draft, name="a.pdf")
    answer = member.post(address("replace", document), {"files": upload(b"MZ", "a.pdf")})
    assert (answer.status_code, names(draft)) == (400, ["a.pdf"])


def test_others_do_not_find_the_page(draft, stranger, visitor, steering, coordinator):
    document = make_document(draft)
    for person in (stranger, visitor, steering, coordinator):
        assert person.get(page(draft)).status_code == 404
        assert add(person, draft, (pdf(), "x.pdf")).status_code == 404
        assert person.post(address("remove", document)).status_code == 404
    assert names(draft) == ["report.pdf"]


def test_who_may_only_read_it_cannot_change_it(small, coordinator, member):
    """And no file is read before that is known: the 400 of an empty one would say so."""
    waiting = make_open(partner=small.home.partner, state=RevisionState.SUBMITTED)
    document = make_document(waiting)
    for person, status in ((coordinator, 403), (member, 409)):
        assert add(person, waiting, (b"", "x.pdf")).status_code == status
        assert person.post(address("remove", document)).status_code == status
        assert person.get(page(waiting)).status_code == status


def test_a_document_of_another_practice_is_not_here(draft, small, member):
    other = make_document(make_open(partner=small.home.partner))
    url = reverse("practice_document_remove", args=[draft.practice.slug, other.pk])
    assert member.post(url).status_code == 404
    assert Document.objects.filter(pk=other.pk).exists()


def test_documents_of_the_public_text_cannot_be_changed(small, lead):
    practice = make_practice(partner=small.home.partner)
    document = make_document(practice.published_revision)
    assert lead.post(address("remove", document)).status_code == 404
    assert names(practice.published_revision) == ["report.pdf"]


def test_the_writing_page_holds_the_list(draft, member):
    make_document(draft, name="b.pdf", title="Questionnaire")
    url = reverse("practice_edit", args=[draft.practice.slug])
    html = member.get(url).content.decode()
    assert html.index('id="documents"') > html.index("</form>", html.index('id="pf"'))
    assert "Questionnaire" in html
    assert 'value="documents"' in html[html.index("<noscript>") :]


def test_before_the_first_save_it_says_so(small, member):
    html = member.get(reverse("practice_new")).content.decode()
    assert "Save the draft once, then you can add documents and pictures." in html
    answer = member.post(reverse("practice_new"), sent(act="documents"))
    draft = small.home.partner.practices.get().revisions.get()
    assert (answer.status_code, answer.url) == (302, page(draft))


def test_going_to_the_documents_saves_what_was_typed(draft, member):
    url = reverse("practice_edit", args=[draft.practice.slug])
    answer = member.post(url, sent(act="documents", seen=seen(draft), title="Typed"))
    draft.refresh_from_db()
    assert (answer.url, draft.title) == (page(draft), "Typed")
