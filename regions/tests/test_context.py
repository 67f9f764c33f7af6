"""What a region has: written and confirmed by its people, read by everybody, never as a zero."""

from datetime import date, timedelta

import pytest

from clusterix.testing.queries import count_queries
from core import clock
from regions.actions import confirm_context, save_context
from regions.actions.context import InTheFuture, NothingToConfirm, NotYourContext
from regions.context.levels import EXAMPLES, HAS
from regions.context.profile import Profile, Said
from regions.models import ContextItem, RequirementKind
from regions.next_steps import next_steps
from regions.reader import Reader
from regions.tasks import ask_whether_context_is_true
from regions.tests.factories import make_context, make_member, make_reader

URL = "/regions/SE22/context/"
PAGE = "/regions/SE22/"


def page_of(person, url=URL):
    return person.get(url).content.decode()


def seen(region):
    items = ContextItem.objects.filter(region=region)
    prints = Profile.of(region, items, clock.today()).prints
    return " ".join(f"{kind}={print_}" for kind, print_ in prints.items())


def sent(region, **kinds):
    """A form as it was opened now, with these kinds filled in: staff=(1, "Two posts", "")."""
    data = {"seen": seen(region)}
    for kind, (has, text, as_of) in kinds.items():
        data |= {f"{kind}-has": has, f"{kind}-text": text, f"{kind}-as_of": as_of}
    return data


def said(region):
    rows = ContextItem.objects.filter(region=region).order_by("pk")
    return [(each.kind, each.has, each.text, each.as_of, each.confirmed_on) for each in rows]


def test_every_kind_has_words_at_every_level():
    assert set(HAS) == set(EXAMPLES) == set(RequirementKind)
    assert {len({str(each) for each in words}) for words in HAS.values()} == {4}


def test_a_member_writes_all_kinds_together(member, small):
    region = small.home.region
    data = sent(region, staff=(1, "Two posts", "2026-03-01"), data=(0, "Nothing yet", ""))
    response = member.post(URL, data)
    assert (response.status_code, response.url) == (302, f"{PAGE}#context")
    today = clock.today()
    assert said(region) == [
        ("staff", 1, "Two posts", date(2026, 3, 1), today),
        ("data", 0, "Nothing yet", today, today),
    ]


def test_a_kind_that_is_not_known_any_more_goes(member, small):
    make_context(small.home.region, "staff", 2)
    member.post(URL, sent(small.home.region, staff=("", "", "")))
    assert said(small.home.region) == []


def test_what_did_not_change_keeps_the_day_of_its_confirmation(member, small):
    old = make_context(small.home.region, "staff", 2, days_ago=100)
    data = sent(
        small.home.region, staff=(2, old.text, str(old.as_of)), time=(3, "Three more years", "")
    )
    member.post(URL, data)
    days = {each.kind: each.confirmed_on for each in ContextItem.objects.all()}
    assert days == {"staff": old.confirmed_on, "time": clock.today()}


@pytest.mark.parametrize(
    ("kind", "field", "sentence"),
    [
        ((1, "", ""), "staff-text", "Say in a sentence what there is: Staff."),
        (("", "Two posts", ""), "staff-has", "Choose a level: Staff."),
        (
            (1, "Two posts", "2999-01-01"),
            "staff-as_of",
            "Choose a day that is not in the future: Staff.",
        ),
    ],
    ids=["no sentence", "no level", "a day to come"],
)
def test_what_is_missing_is_named_and_the_rest_kept(member, small, kind, field, sentence):
    response = member.post(URL, sent(small.home.region, staff=kind))
    assert response.status_code == 400
    assert response.context["form"].errors[field] == [sentence]
    assert said(small.home.region) == []


def test_two_who_write_at_once_see_both_texts(member, small):
    region = small.home.region
    make_context(region, "staff", 1, text="Two posts")
    mine = sent(region, staff=(2, "Three posts", "2026-03-01"), time=(1, "Some months", ""))
    member.post(URL, sent(region, staff=(0, "Nobody now", "2026-03-02")))
    response = member.post(URL, mine)
    page = response.content.decode()
    assert response.status_code == 412
    assert "0 · Nobody now (2 March 2026)" in page
    assert "2 · Three posts (1 March 2026)" in page
    assert [each.kind for each in response.context["form"].rows if each.conflict] == ["staff"]
    assert [each[:3] for each in said(region)] == [("staff", 0, "Nobody now")]


@pytest.mark.parametrize(
    ("pick", "kept"), [("theirs", (0, "Nobody now")), ("yours", (2, "Three posts"))]
)
def test_one_of_both_texts_is_chosen_and_the_rest_saved(member, small, pick, kept):
    region = small.home.region
    make_context(region, "staff", 0, text="Nobody now")
    data = sent(region, staff=(2, "Three posts", ""), time=(1, "Some months", ""))
    assert member.post(URL, data | {"pick-staff": pick}).status_code == 302
    assert [each[:3] for each in said(region)] == [
        ("staff", *kept),
        ("time", 1, "Some months"),
    ]


def test_where_two_changed_different_kinds_the_form_holds_both(member, small):
    region = small.home.region
    mine = sent(region, time=(1, "Some months", ""))
    member.post(URL, sent(region, staff=(2, "Three posts", "")))
    response = member.post(URL, mine)
    form = response.context["form"]
    assert response.status_code == 412
    assert (form.data["staff-text"], form.data["time-text"]) == ("Three posts", "Some months")
    assert member.post(URL, dict(form.data)).status_code == 302
    assert [each[0] for each in said(region)] == ["staff", "time"]


def test_everything_is_confirmed_with_one_click(member, small):
    old = make_context(small.home.region, "staff", 2, days_ago=400)
    make_context(small.home.region, "time", 0, days_ago=30)
    response = member.post(f"{URL}confirm/")
    assert (response.status_code, response.url) == (302, f"{PAGE}#context")
    assert {each[4] for each in said(small.home.region)} == {clock.today()}
    assert ContextItem.objects.get(kind="staff").as_of == old.as_of


def test_there_is_nothing_to_confirm_where_nothing_is_written(small):
    by = make_reader(small.home.partner)
    with pytest.raises(NothingToConfirm):
        confirm_context(by=by, region=small.home.region)


@pytest.mark.rights("CX01")
def test_others_read_who_may_and_change_nothing(stranger, stranger_lead, administrator, small):
    make_context(small.home.region, "staff", 2, days_ago=400)
    before = said(small.home.region)
    for person in (stranger, stranger_lead, administrator):
        data = sent(small.home.region, staff=(0, "Nobody", ""))
        answers = [person.get(URL), person.post(URL, data), person.post(f"{URL}confirm/")]
        assert [answer.status_code for answer in answers] == [403, 403, 403]
        sentence = "Only people of the region write what it has."
        assert all(sentence in answer.content.decode() for answer in answers)
    assert said(small.home.region) == before


def test_the_action_looks_at_days_and_people_itself(small):
    late = {"staff": Said(1, "Two posts", clock.today() + timedelta(days=1))}
    prints = Profile.of(small.home.region, [], clock.today()).prints
    with pytest.raises(InTheFuture):
        save_context(by=Reader.system(), region=small.home.region, lines=late, seen=prints)
    with pytest.raises(NotYourContext):
        save_context(by=Reader(), region=small.home.region, lines={}, seen=prints)


def test_everybody_reads_level_words_sentence_and_day(visitor, stranger, small):
    make_context(small.home.region, "legal_power", 1, text="The region plans")
    for person in (visitor, stranger):
        page = page_of(person, PAGE)
        assert "What Skåne has" in page
        assert "The region plans" in page
        assert "The region may plan and propose; others decide" in page
        assert "<b>1</b>" in page
        assert "Not known yet: funding instrument, cluster maturity" in " ".join(page.split())
        assert "Everything still true" not in page


def test_what_is_a_year_old_is_grey_and_says_so(visitor, small):
    make_context(small.home.region, "staff", 2, days_ago=364)
    assert "older than a year" not in page_of(visitor, PAGE)
    make_context(small.home.region, "data", 2, days_ago=366)
    page = page_of(visitor, PAGE)
    assert page.count("older than a year") == 1
    assert page.count('<tr class="muted">') == 1
    assert "not confirmed since" in page


def test_programs_read_what_is_known_and_no_zero_for_the_rest(visitor, small):
    item = make_context(small.home.region, "legal_power", 1, text="The region plans")
    answer = visitor.get("/api/v1/regions/SE22").json()
    day = item.as_of.isoformat()
    assert answer["context"] == [
        {
            "kind": "legal_power",
            "has": 1,
            "text": "The region plans",
            "as_of": day,
            "confirmed_on": day,
        }
    ]
    assert visitor.get(f"/api/v1/regions/{small.other.region.code}").json()["context"] == []


def test_nothing_stands_there_for_others_where_nothing_is_written(visitor, member, small):
    assert 'id="context"' not in page_of(visitor, PAGE)
    assert "Write it down" in page_of(member, PAGE)


@pytest.mark.parametrize("days_ago", [None, 400], ids=["nothing is written", "a year old"])
def test_the_lead_finds_the_question_on_the_first_page_until_it_is_answered(small, days_ago):
    region = small.home.region
    if days_ago:
        make_context(region, "staff", 2, days_ago=days_ago)
    assert steps_of(make_member(small.home.partner, is_lead=True)) == []
    ask_whether_context_is_true()
    lead, member = make_member(small.home.partner, is_lead=True), make_member(small.home.partner)
    assert (steps_of(lead), steps_of(member)) == (["Look at what Skåne has"], [])
    make_context(region, "time", 1, days_ago=10)
    if days_ago:
        confirm_context(by=Reader.for_user(lead.pk), region=region)
    else:
        lines = {"staff": Said(1, "One post", clock.today())}
        prints = Profile.of(region, ContextItem.objects.all(), clock.today()).prints
        save_context(by=Reader.for_user(lead.pk), region=region, lines=lines, seen=prints)
    assert steps_of(lead) == []


def steps_of(person):
    return [str(each.title) for each in next_steps(Reader.for_user(person.pk), clock.today())]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_queries_is_constant(member, small, rows):
    for kind in ("staff", "time", "data")[:rows]:
        make_context(small.home.region, kind, 1)
    assert count_queries(member, URL) == 3
