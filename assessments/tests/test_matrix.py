"""The transfer matrix: practices by regions, as far as the reader may see."""

import re
from datetime import timedelta
from html import unescape

import pytest

from assessments.tests.pairs import make_clear, make_strange_practice
from clusterix.testing.queries import count_queries
from core import clock
from core.ui.dates import day
from practices.tests.factories import make_practice, make_theme, make_transfer
from regions.tests.factories import make_partner, make_region

pytestmark = pytest.mark.django_db


def labels(page):
    return re.findall(r'aria-label="([^"]* in [^"]*: [^"]*)"', page.text)


def pressed_counts(page):
    """The counts by status, as the buttons show them."""
    found = re.findall(r"<b>([\d,]+)</b><span>(.*?)</span>", page.text)
    return {words: int(number.replace(",", "")) for number, words in found}


def rows_of(page):
    return re.findall(r'<tr><th scope="row"><a href="[^"]*">(.*?)</a>', page.text)


def test_members_see_every_status_with_a_full_label(small, member):
    practice = make_strange_practice(title="Cluster Games")
    make_transfer(practice, small.home.region, "adapt")
    make_transfer(practice, small.other.region, "not_now")
    assert labels(member.get("/matrix/")) == [
        "Cluster Games in Skåne: Adapt to us",
        "Cluster Games in Southern Denmark: Not for us now",
    ]


@pytest.mark.rights("T01")
@pytest.mark.parametrize("persona", ["visitor", "guest"])
def test_visitors_and_guests_see_what_regions_show(small, request, persona):
    practice = make_strange_practice(title="Cluster Games")
    make_transfer(practice, small.home.region, "adapt", is_public=True)
    make_transfer(practice, small.other.region, "not_now")
    page = request.getfixturevalue(persona).get("/matrix/")
    assert labels(page) == ["Cluster Games in Skåne: Adapt to us"]
    counts = pressed_counts(page)
    assert (counts["Adapt to us"], counts["Not for us now"]) == (1, 0)
    assert "Not yet considered" not in counts


def test_administrators_see_every_status(small, administrator):
    practice = make_strange_practice(title="Cluster Games")
    make_transfer(practice, small.home.region, "adapt")
    assert labels(administrator.get("/matrix/")) == ["Cluster Games in Skåne: Adapt to us"]


def test_a_mark_leads_to_its_assessment_where_it_may_be_read(small, member, stranger):
    practice = make_strange_practice()
    assessment = make_clear(small.home.region, practice)
    assert f'href="{assessment.get_absolute_url()}" aria-label' in member.get("/matrix/").text
    page = stranger.get("/matrix/").text
    assert assessment.get_absolute_url() not in page
    assert f'href="{practice.get_absolute_url()}" aria-label' in page


def test_the_origin_is_hatched_and_never_a_status(small, member):
    practice = make_practice(origin_region=small.other.region)
    make_transfer(practice, small.other.region, "adopt")
    page = member.get("/matrix/")
    assert page.text.count('<td class="own">') == 1
    assert labels(page) == []
    assert pressed_counts(page)["Adopt as it is"] == 0


def test_counts_filter_by_status(small, member):
    partner = small.third.partner
    one = make_strange_practice(title="One", partner=partner)
    other = make_strange_practice(title="Other", partner=partner)
    make_transfer(one, small.home.region, "adapt")
    make_transfer(other, small.other.region, "plan")
    page = member.get("/matrix/")
    assert pressed_counts(page) == {
        "Not yet considered": 4,
        "Proposed": 0,
        "Interested": 0,
        "In assessment": 0,
        "Adopt as it is": 0,
        "Adapt to us": 1,
        "Take ideas": 0,
        "Not for us now": 0,
        "In plan": 1,
        "Implemented": 0,
    }
    filtered = member.get("/matrix/?status=adapt")
    assert rows_of(filtered) == ["One"]
    assert 'value="" aria-pressed="true"' in filtered.text
    assert pressed_counts(filtered) == pressed_counts(page)


def columns_of(page):
    head = page.text.partition("<thead>")[2].partition("</thead>")[0]
    return re.findall(r'<th scope="col"[^>]*>(.*?)</th>', head)[1:-1]


def test_filters_by_theme_tag_word_and_own_open_work(small, member):
    theme = make_theme(code="finance", name="Finance")
    first = make_strange_practice(title="Ärlig vän", theme=theme, tags=["Smart money"])
    second = make_strange_practice(title="Second")
    make_transfer(first, small.home.region, "interested")
    make_transfer(second, small.other.region, "adapt")
    found = {
        query: rows_of(member.get(f"/matrix/?{query}"))
        for query in ("theme=finance", "tag=smart-money", "q=arlig", "open=on", "q=nothing")
    }
    assert found == {
        "theme=finance": ["Ärlig vän"],
        "tag=smart-money": ["Ärlig vän"],
        "q=arlig": ["Ärlig vän"],
        "open=on": ["Ärlig vän"],
        "q=nothing": [],
    }
    assert "No practice matches these filters." in member.get("/matrix/?q=nothing").text


def test_regions_are_columns(small, member):
    partner = small.third.partner
    practice = make_strange_practice(title="One", partner=partner)
    make_strange_practice(title="Other", partner=partner)
    make_transfer(practice, small.home.region, "plan")
    make_transfer(practice, small.other.region, "adapt")
    page = member.get("/matrix/?region=SE22&region=AT12&region=ZZ")
    assert sorted(columns_of(page)) == ["Lower Austria", "Skåne"]
    assert rows_of(page) == ["One", "Other"]
    counts = pressed_counts(page)
    assert (counts["In plan"], counts["Adapt to us"], counts["Not yet considered"]) == (1, 0, 3)
    assert rows_of(member.get("/matrix/?region=SE22&status=adapt")) == []


def test_each_filter_is_a_chip_that_can_be_taken_away(small, member):
    make_strange_practice(title="Cluster Games", theme=make_theme(code="finance", name="Finance"))
    page = member.get("/matrix/?view=compact&q=games&theme=finance&region=SE22&region=DK03&open=on")
    found = re.findall(
        r'<a class="chip" href="([^"]*)"><span[^>]*>[^<]*</span>(.*?)<svg', page.text
    )
    assert {words: unescape(url) for url, words in found} == {
        "Words: games": "?view=compact&theme=finance&region=SE22&region=DK03&open=on",
        "Theme: Finance": "?view=compact&q=games&region=SE22&region=DK03&open=on",
        "Region: Skåne": "?view=compact&q=games&theme=finance&region=DK03&open=on",
        "Region: Southern Denmark": "?view=compact&q=games&theme=finance&region=SE22&open=on",
        "Only open work in Skåne": "?view=compact&q=games&theme=finance&region=SE22&region=DK03",
    }
    assert '<a href="?view=compact">Clear all</a>' in page.text


def test_rows_by_taken_up_origin_and_latest_change(small, member):
    first = make_strange_practice(title="A", origin_region=small.other.region)
    second = make_strange_practice(title="B", origin_region=small.third.region)
    third = make_strange_practice(title="C")
    make_transfer(second, small.home.region, "plan")
    make_transfer(third, small.home.region, "plan", since=clock.now() - timedelta(days=9))
    eight = clock.now() - timedelta(days=8)
    make_transfer(third, small.other.region, "done", since=eight)
    make_transfer(first, small.home.region, "proposed", since=clock.now() - timedelta(days=2))
    orders = {sort: rows_of(member.get(f"/matrix/?sort={sort}")) for sort in ("taken", "changed")}
    assert orders == {"taken": ["C", "B", "A"], "changed": ["B", "A", "C"]}
    days = re.findall(r"</a> <small>(.*?)</small>", member.get("/matrix/?sort=changed").text)
    assert days == [day(second.transfers.get().since), day(first.transfers.get().since), day(eight)]
    by_origin = member.get("/matrix/?sort=origin")
    assert sorted(rows_of(by_origin)) == ["A", "B", "C"]
    heads = re.findall(r'scope="rowgroup"><span class="theme tn">(.*?)</span>', by_origin.text)
    assert set(heads) == {"Southern Denmark", "Lower Austria", "From outside the partnership"}
    assert heads[-1] == "From outside the partnership"


def test_nonsense_in_the_address_is_no_filter(small, member):
    make_strange_practice(title="One")
    page = member.get("/matrix/?status=loved&theme=x&region=ZZ&view=huge")
    assert (page.status_code, rows_of(page)) == (200, ["One"])


def test_drafts_archived_and_hidden_practices_are_not_listed(small, member):
    make_strange_practice(title="Archived", archived_at=clock.now())
    make_strange_practice(title="Gone", taken_down_at=clock.now(), takedown_reason="Asked for")
    assert rows_of(member.get("/matrix/")) == []


def test_names_are_escaped(small, member):
    practice = make_strange_practice(title='<b>"Bold" & brave</b>')
    make_transfer(practice, small.home.region, "adapt")
    page = member.get("/matrix/").text
    assert "<b>&quot;Bold" not in page
    assert "&lt;b&gt;&quot;Bold&quot; &amp; brave&lt;/b&gt; in Skåne: Adapt to us" in page


def test_twelve_regions_are_roomy_and_more_compact(small, member):
    make_strange_practice()
    assert 'class="matrix"' in member.get("/matrix/").text
    for _each in range(10):
        make_partner(region=make_region())
    assert 'class="matrix matrix-compact"' in member.get("/matrix/").text
    assert 'class="matrix"' in member.get("/matrix/?view=roomy").text


def lines_of(page):
    """Each practice of the list with its lines of text."""
    items = re.findall(r"<li><a href=[^>]*>(.*?)</a>(<p.*?)?</li>", page.text)
    texts = [(title, re.findall(r"<p[^>]*>(.*?)</p>", lines)) for title, lines in items]
    return {title: [re.sub("<[^>]*>", "", each) for each in lines] for title, lines in texts}


def test_the_list_speaks_of_the_own_or_the_asked_regions(small, member, visitor):
    practice = make_strange_practice(title="One", origin_region=small.third.region)
    make_transfer(practice, small.home.region, "plan")
    make_transfer(practice, small.other.region, "learn", is_public=True)
    taken_up = "Taken up by 1 region"
    assert lines_of(member.get("/matrix/"))["One"] == ["Skåne: In plan", taken_up]
    assert lines_of(member.get("/matrix/?view=list"))["One"] == ["Skåne: In plan", taken_up]
    asked = lines_of(member.get("/matrix/?view=list&region=AT12&region=DK03"))["One"]
    assert sorted(asked) == ["Lower Austria: Origin", "Southern Denmark: Take ideas"]
    assert lines_of(visitor.get("/matrix/"))["One"] == ["Southern Denmark: Take ideas"]
    of_nothing = lines_of(visitor.get("/matrix/?view=list&region=SE22"))["One"]
    assert of_nothing == ["Skåne: No public status"]
    assert lines_of(member.get("/matrix/?view=compact")) == {}


def test_totals(small, member):
    first = make_strange_practice(partner=small.third.partner)
    second = make_strange_practice(partner=small.third.partner)
    for practice in (first, second):
        make_transfer(practice, small.home.region, "plan")
    make_transfer(first, small.other.region, "learn")
    foot = member.get("/matrix/").text.partition("<tfoot>")[2].partition("</tfoot>")[0]
    assert re.findall(r"<td[^>]*>(\d+)</td>", foot) == ["2", "0", "0", "2"]


def test_queries_do_not_grow(small, member):
    practice = make_strange_practice()
    make_transfer(practice, small.home.region, "adapt")
    first = count_queries(member, "/matrix/")
    for number in range(3):
        more = make_strange_practice()
        make_transfer(more, small.home.region, "adapt")
        make_transfer(more, make_partner(region=make_region()).region, "plan")
        make_clear(small.other.region, more) if number == 0 else None
    assert count_queries(member, "/matrix/") == first <= 9
