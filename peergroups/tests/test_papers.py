"""Papers of a session: who adds them, who reads them, and what is kept of them."""

import pytest

from clusterix.testing.queries import assert_few_queries, count_queries
from core import clock
from peergroups.actions import papers as acts
from peergroups.actions.sessions import CannotChange
from peergroups.models import Paper, Session
from peergroups.tests.factories import guest_of, make_paper, seat_member
from practices.documents import store
from practices.tests.files import pdf, picture, received, upload

pytestmark = pytest.mark.django_db


def text(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def url(room):
    return f"/sessions/{room.session.pk}/papers/"


def titles(room) -> list[str]:
    return list(room.session.papers.values_list("title", flat=True))


def reasons_of(caught) -> list[str]:
    return [str(each) for each in caught.value.reasons]


def test_the_moderator_adds_a_file_and_an_address(moderator, room, url, frozen):
    file = upload(pdf("figures"), "Figures 2026.pdf")
    assert moderator.post(url, {"file": file, "title": " "})["Location"] == url
    moderator.post(url, {"url": "https://example.org/guide", "title": "Guide"})

    made, link = room.session.papers.all()
    assert (made.title, made.name, made.content_type, made.size) == (
        "Figures 2026",
        "Figures 2026.pdf",
        "application/pdf",
        len(pdf("figures")),
    )
    assert (made.added_by_id, made.added_at) == (moderator.user.pk, frozen)
    assert (link.title, link.url, link.position) == ("Guide", "https://example.org/guide", 1)
    page = text(moderator.get(f"/sessions/{room.session.pk}/"))
    assert f'href="{made.get_absolute_url()}"' in page
    assert 'href="https://example.org/guide"' in page


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({}, "Choose a file, or enter an address: one of the two."),
        ({"url": "javascript:alert(1)"}, "Enter"),
    ],
)
def test_what_is_wrong_is_said(moderator, room, url, data, said):
    answer = moderator.post(url, data)

    assert answer.status_code == 400
    assert said in text(answer)
    assert titles(room) == []


def test_a_file_is_what_its_content_says(moderator, room, url):
    answer = moderator.post(url, {"file": upload(b"<html></html>", "report.pdf")})

    assert answer.status_code == 400
    assert "“report.pdf” cannot be added" in text(answer)
    assert titles(room) == []


def test_papers_are_the_moderators_and_the_coordinators(
    coordinator, steering, member, visitor, room, small, url
):
    paper = make_paper(room.session)
    assert coordinator.get(url).status_code == 200
    answer = steering.get(url)
    assert answer.status_code == 403
    assert "Only the moderators of the group and the coordinator can do this." in text(answer)
    seat_member(room, small.home, member)
    assert member.get(url).status_code == 403
    assert member.post(f"{url}{paper.pk}/remove/").status_code == 403
    assert visitor.get(url)["Location"].startswith("/accounts/login/")
    assert titles(room) == ["report"]


def test_who_reads_the_session_reads_its_papers(room, small, member, stranger, visitor, steering):
    paper = make_paper(room.session, content=pdf("words"))
    address = paper.get_absolute_url()
    seat_member(room, small.home, member)
    guest = guest_of(room.seat_person(small.home))

    for reader in (member, guest, steering):
        answer = reader.get(address)
        assert (answer.status_code, b"".join(answer.streaming_content)) == (200, pdf("words"))
    for nobody in (stranger, visitor):
        assert nobody.get(address).status_code == 404
    headers = {
        "Content-Type": "application/pdf",
        "Content-Disposition": 'attachment; filename="report.pdf"',
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "private, no-store",
        "X-Robots-Tag": "noindex",
        "ETag": f'"{paper.sha256}"',
    }
    assert {name: answer.headers[name] for name in headers} == headers
    Session.objects.filter(pk=room.session.pk).update(
        closed_at=clock.now(), confirmed_at=clock.now()
    )
    assert guest.get(address).status_code == 404
    assert member.get(address).status_code == 200


def test_a_paper_of_another_session_is_not_found(room, member, small):
    paper = make_paper(room.session)
    seat_member(room, small.home, member)

    assert member.get(f"/sessions/{room.session.pk}/papers/{paper.pk + 1}/x.pdf").status_code == 404
    other = member.get(f"/sessions/{room.session.pk}/papers/{paper.pk}/old.pdf")
    assert other["Location"] == paper.get_absolute_url()


def test_order_and_names_change(moderator, room, url):
    first, second = make_paper(room.session, name="a.pdf"), make_paper(room.session, name="b.pdf")

    moderator.post(f"{url}{second.pk}/move/", {"to": "earlier"})
    assert titles(room) == ["b", "a"]
    moderator.post(f"{url}{second.pk}/move/", {"to": "earlier"})
    assert titles(room) == ["b", "a"]
    moderator.post(f"{url}{first.pk}/title/", {"title": " Annex "})
    assert titles(room) == ["b", "Annex"]
    answer = moderator.post(f"{url}{first.pk}/title/", {"title": ""})
    assert answer.status_code == 400
    moderator.post(f"{url}{first.pk}/remove/")
    assert titles(room) == ["b"]


def test_the_same_paper_once_is_enough(moderator, room):
    file = received()
    acts.add_paper(session=room.session, file=file, title="Report", by=moderator.reader)
    acts.add_paper(session=room.session, url="https://example.org/", by=moderator.reader)

    for again in ({"file": file}, {"url": "https://example.org/"}):
        with pytest.raises(CannotChange) as caught:
            acts.add_paper(session=room.session, by=moderator.reader, **again)
        assert reasons_of(caught)[0].startswith("It is here already, as “")


def test_limits_are_said_in_a_sentence(moderator, room, monkeypatch):
    monkeypatch.setitem(acts.LIMITS, "practice_files", 1)
    monkeypatch.setitem(acts.LIMITS, "practice_bytes", 3000)
    with pytest.raises(CannotChange) as caught:
        acts.add_paper(session=room.session, file=received(pdf("x" * 4000)), by=moderator.reader)
    assert reasons_of(caught) == [
        "All papers of a session together can have 3 kB. This would be 4 kB."
    ]
    make_paper(room.session)
    with pytest.raises(CannotChange) as caught:
        acts.add_paper(session=room.session, url="https://example.org/", by=moderator.reader)
    assert reasons_of(caught) == ["A session can have 1 papers. Remove one first."]


def test_nothing_changes_once_the_minutes_are_confirmed(moderator, room):
    now = clock.now()
    Session.objects.filter(pk=room.session.pk).update(closed_at=now)
    acts.add_paper(session=room.session, url="https://example.org/", by=moderator.reader)
    Session.objects.filter(pk=room.session.pk).update(confirmed_at=now)

    with pytest.raises(CannotChange) as caught:
        acts.add_paper(session=room.session, file=received(), by=moderator.reader)
    assert reasons_of(caught) == ["The minutes of this session are confirmed."]


def test_the_night_keeps_the_bytes_of_papers(room):
    paper = make_paper(room.session, name="hall.png", content=picture())

    store.remove_unused()
    with store.opened(paper.sha256) as file:
        assert len(file.read()) == paper.size
    Paper.objects.all().delete()
    assert store.remove_unused() == 1
    with pytest.raises(FileNotFoundError):
        store.opened(paper.sha256)


def test_the_page_asks_as_often_for_one_paper_as_for_three(moderator, room, url):
    make_paper(room.session)
    one = count_queries(moderator, url)
    make_paper(room.session)
    make_paper(room.session)

    assert count_queries(moderator, url) == one
    assert_few_queries(moderator, url)
