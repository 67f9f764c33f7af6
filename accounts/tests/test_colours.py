import pytest

from core.models import Activity

COLOURS = "/accounts/colours/"


@pytest.mark.parametrize("mode", ["dark", "light", ""])
def test_a_choice_is_kept_with_the_person(member, mode):
    member.user.colour_mode = "light" if mode != "light" else "dark"
    member.user.save()
    answer = member.post(COLOURS, {"colour_mode": mode, "next": "/practices/?q=food"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/practices/?q=food")
    member.user.refresh_from_db()
    assert member.user.colour_mode == mode
    line = Activity.objects.get(verb="account.colours_chosen")
    assert (line.actor_id, line.object_id) == (member.user.pk, str(member.user.pk))
    assert line.changes == {"colour_mode": mode}


def test_nobody_elses_colours_change(member, colleague):
    member.post(COLOURS, {"colour_mode": "dark"})
    colleague.user.refresh_from_db()
    assert colleague.user.colour_mode == ""


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "javascript:x", ""]
)
def test_the_way_back_stays_here(member, elsewhere):
    answer = member.post(COLOURS, {"colour_mode": "dark", "next": elsewhere})
    assert answer.headers["Location"] == "/"


def test_twice_is_once(member):
    for _ in range(2):
        member.post(COLOURS, {"colour_mode": "dark", "idempotency_key": "one"})
    assert Activity.objects.filter(verb="account.colours_chosen").count() == 1


def test_an_unknown_mode_is_refused(member):
    answer = member.post(COLOURS, {"colour_mode": "pink"})
    assert answer.status_code == 400
    member.user.refresh_from_db()
    assert member.user.colour_mode == ""


def test_only_a_form_changes_colours(member):
    assert member.get(COLOURS).status_code == 405


def test_visitors_have_no_colours_to_keep(visitor):
    answer = visitor.post(COLOURS, {"colour_mode": "dark"})
    assert answer.status_code in {302, 404}
    assert not Activity.objects.exists()
