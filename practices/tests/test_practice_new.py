"""/practices/new/"""

from datetime import date

import pytest
from django.urls import reverse

from core.models import Activity
from practices.models import Practice, Revision
from practices.tests.factories import make_theme
from practices.tests.writing import sent
from regions.tests.factories import make_industry, make_membership

URL = "/practices/new/"
KEY = "3f0c6a1e-0000-4000-8000-000000000001"


def errors_of(response):
    """The sentences of the error summary."""
    form, lists = response.context["form"], response.context["writing"].lists.values()
    bound = [form, *(line for lines in lists for line in lines)]
    return {
        name: [str(error) for error in found]
        for each in bound
        for name, found in each.errors.items()
    }


def test_a_member_sees_an_empty_form_with_one_line_of_each_kind(member):
    page = member.get(URL)

    assert page.status_code == 200
    html = page.content.decode()
    for name in ("statements", "requirements", "sources"):
        assert f'name="{name}-TOTAL_FORMS" value="1"' in html
    assert 'data-limit="160"' in html
    assert "<textarea" in html
    assert 'name="partner"' not in html, "A person of one partner is not asked."


def test_a_member_begins_a_draft_of_the_own_partner(member, small):
    theme, food = make_theme(), make_industry(code="food")
    form = sent(
        theme=theme.pk,
        starts="April 2011",
        ends="2013",
        is_ongoing="no",
        tags="Clusters, clusters,  Baseline ",
        industries=[food.code],
        nuts_codes="se22, EL30",
        statements=[{"dated_on": "2012", "source": "Report", "text": "Forty came."}],
        requirements=[{"kind": "staff", "needed": "3", "text": "Two people.", "is_core": "on"}],
        sources=[{"label": "Page", "url": "example.org/page"}],
    )

    answer = member.post(URL, form)

    revision = Revision.objects.get()
    assert (answer.status_code, answer.url) == (
        302,
        reverse("practice_edit", args=[revision.practice.slug]),
    )
    assert revision.practice.partner == small.home.partner
    assert (revision.starts_on, revision.starts_precision) == (date(2011, 4, 1), "month")
    assert (revision.ends_on, revision.ends_precision) == (date(2013, 1, 1), "year")
    assert revision.is_ongoing is False
    assert (revision.tag_names, revision.industry_codes) == (["clusters", "baseline"], ["food"])
    assert (revision.nuts_codes, revision.countries) == (["SE22", "EL30"], ["SE", "GR"])
    assert revision.theme == theme
    assert revision.sources == [{"label": "Page", "url": "https://example.org/page"}]
    statement, need = revision.statements.get(), revision.requirements.get()
    assert (statement.dated_on, statement.source) == (date(2012, 1, 1), "Report")
    assert (need.kind, need.needed, need.is_core) == ("staff", 3, True)


def test_a_draft_needs_its_title_only(member):
    nothing = dict.fromkeys(
        ("summary", "organisation", "place", "how_it_works", "evidence", "caveats"), ""
    )
    assert member.post(URL, sent(**nothing)).status_code == 302
    assert Revision.objects.get().title == "Cluster school"


def test_the_same_form_sent_twice_makes_one_draft(member):
    form = sent(idempotency_key=KEY)
    first, second = member.post(URL, form), member.post(URL, form)
    assert first.url == second.url
    assert Practice.objects.count() == 1
    assert Activity.objects.filter(verb="practice.drafted").count() == 1


def test_the_same_key_with_other_words_is_refused(member):
    member.post(URL, sent(idempotency_key=KEY))
    answer = member.post(URL, sent(idempotency_key=KEY, title="Another"))
    assert answer.status_code == 422
    assert "This form was already sent with other content." in answer.content.decode()
    assert Practice.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "name", "sentence"),
    [
        ({"title": ""}, "title", "Give the practice a title."),
        (
            {"title": "x" * 101},
            "title",
            "Shorten this text: it has 101 characters, the limit is 100.",
        ),
        (
            {"how_it_works": "y" * 1501},
            "how_it_works",
            "Shorten this text: it has 1,501 characters, the limit is 1,500.",
        ),
        (
            {"organisation": "o" * 301},
            "organisation",
            "Shorten this text: it has 301 characters, the limit is 300.",
        ),
        (
            {"statements": [{"text": "s" * 501, "dated_on": "2012"}]},
            "text",
            "Shorten this text: it has 501 characters, the limit is 500.",
        ),
        (
            {"statements": [{"text": "Forty.", "dated_on": "2012", "figure": "f" * 81}]},
            "figure",
            "Shorten this text: it has 81 characters, the limit is 80.",
        ),
        (
            {"requirements": [{"kind": "staff", "text": "r" * 201}]},
            "text",
            "Shorten this text: it has 201 characters, the limit is 200.",
        ),
        (
            {"starts": "last spring"},
            "starts",
            "Write a year, a month or a day: 2011, April 2011 or 2011-04-05.",
        ),
        ({"starts": "2012", "ends": "2011"}, "ends", "Choose an end after the start."),
        (
            {"ends": "2012", "is_ongoing": "yes"},
            "is_ongoing",
            "It has ended. Choose “No”, or clear the end.",
        ),
        (
            {"nuts_codes": "SE-22"},
            "nuts_codes",
            "Write the NUTS code as two letters and up to three more letters or digits, as in "
            "SE22.",
        ),
        (
            {"tags": "t" * 51},
            "tags",
            "“tttttttttttttttttttt…” is too long for a tag. Use at most 50 characters.",
        ),
        ({"tags": ",".join("abcdefghijklm")}, "tags", "Keep the 12 most useful tags."),
        (
            {"statements": [{"source": "Report"}]},
            "text",
            "Say what happened, or clear the line.",
        ),
        (
            {"requirements": [{"text": "Two people."}]},
            "kind",
            "Choose what kind of requirement it is.",
        ),
        ({"sources": [{"url": "https://a.example"}]}, "label", "Say what the link leads to."),
        ({"sources": [{"label": "x", "url": "javascript:alert(1)"}]}, "url", "Enter a valid URL."),
    ],
)
def test_bad_input_says_what_to_do_and_keeps_everything(member, fields, name, sentence):
    answer = member.post(URL, sent(challenges="Time & money", **fields))

    assert answer.status_code == 400
    assert errors_of(answer) == {name: [sentence]}
    assert "Time &amp; money" in answer.content.decode()
    assert not Practice.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"statements-TOTAL_FORMS": "99999999999999999999"},
        {"sources-TOTAL_FORMS": "many"},
        {"theme": "99999999"},
        {"theme": "x"},
        {"countries": ["ZZ"]},
        {"industries": ["nothing"]},
        {"level": "cosmic"},
        {"language": "xx"},
        {"is_ongoing": "perhaps"},
        {"statements": [{"text": f"Statement {n}.", "dated_on": "2012"} for n in range(21)]},
    ],
)
def test_what_no_browser_sends_is_refused_and_nothing_is_made(member, fields):
    assert member.post(URL, sent(**fields)).status_code == 400
    assert not Practice.objects.exists()


def test_a_form_without_its_lines_is_refused_with_a_sentence(member):
    form = {key: value for key, value in sent().items() if not key.startswith("sources")}
    answer = member.post(URL, form)
    assert answer.status_code == 400
    assert "Some lines could not be read. Send the form again." in answer.content.decode()


@pytest.mark.parametrize("act", ["add-nothing", "remove-x-99999", "add-", "fly", "remove-"])
def test_an_unknown_act_breaks_nothing(member, act):
    assert member.post(URL, sent(act=act)).status_code in {200, 302}


def test_every_limit_of_the_settings_is_counted_on_the_page_and_nothing_cuts_words_off(
    member, settings
):
    page = member.get(URL)
    for name, limit in settings.PRACTICE_LIMITS.items():
        assert page.context["form"].fields[name].limit == limit
        assert f'data-limit="{limit}"' in str(page.context["form"][name])
    statement = page.context["writing"].statements.forms[0]
    assert statement.fields["text"].limit == settings.PRACTICE_LIMITS["evidence"]
    assert "maxlength" not in page.content.decode(), "Pasted text must not vanish."


def test_a_line_break_counts_as_one_character(member):
    lines = "\r\n".join(["x" * 99] * 3)  # 299 characters for people, 301 for the browser
    assert member.post(URL, sent(resources=lines)).status_code == 302
    assert Revision.objects.get().resources == lines.replace("\r\n", "\n")


def test_adding_a_line_keeps_what_was_typed_and_saves_nothing(member):
    page = member.post(
        URL,
        sent(
            act="add-statements",
            title="",
            challenges="Time",
            statements=[{"text": "Forty came."}],
            industries=[make_industry(code="food").code],
        ),
    )

    html = page.content.decode()
    assert page.status_code == 200
    assert 'name="statements-TOTAL_FORMS" value="3"' in html
    assert 'name="requirements-TOTAL_FORMS" value="1"' in html
    assert "Forty came." in html
    assert ">\nTime</textarea>" in html
    assert 'value="food" id="id_industries_0" checked' in html
    assert "There is" not in html, "Nothing is checked before it is saved."
    assert not Practice.objects.exists()


def test_removing_a_line_takes_that_one_only(member):
    page = member.post(
        URL,
        sent(act="remove-statements-0", statements=[{"text": "One."}, {"text": "Two."}]),
    )
    html = page.content.decode()
    assert 'name="statements-TOTAL_FORMS" value="2"' in html
    assert "One." not in html
    assert "Two." in html


def test_submitting_at_once_saves_and_submits(member):
    answer = member.post(URL, sent(act="submit"))
    revision = Revision.objects.get()
    assert (answer.status_code, answer.url) == (
        302,
        reverse("practice_review", args=[revision.practice.slug]),
    )
    assert revision.state == "submitted"


def test_submitting_an_incomplete_text_changes_nothing_and_says_what_is_missing(member):
    answer = member.post(URL, sent(act="submit", summary="", statements=[{"text": "Forty."}]))

    assert answer.status_code == 400
    assert errors_of(answer) == {
        "summary": ["Write the summary: one sentence under the title."],
        "dated_on": ["Statement 1 has no date. A year is enough."],
    }
    assert 'href="#id_statements-0-dated_on"' in answer.content.decode()
    assert not Practice.objects.exists()


@pytest.mark.rights("P06")
def test_a_person_of_two_partners_chooses_between_them_only(member, small):
    make_membership(user=member.user, partner=small.third.partner)
    page = member.get(URL).content.decode()
    assert f'<option value="{small.third.partner.pk}">' in page
    assert f'<option value="{small.other.partner.pk}">' not in page

    refused = member.post(URL, sent(partner=small.other.partner.pk))
    assert refused.status_code == 403
    assert "You can write for your own organisation only." in refused.content.decode()
    assert member.post(URL, sent(partner=small.third.partner.pk)).status_code == 302
    assert Practice.objects.get().partner == small.third.partner


@pytest.mark.rights("P06")
def test_who_holds_no_membership_is_told_so(administrator, coordinator, visitor):
    for answer in (administrator.get(URL), administrator.post(URL, sent())):
        assert answer.status_code == 403
        assert "Only members of a partner write practices." in answer.content.decode()
    assert coordinator.get(URL).status_code == 200
    assert visitor.get(URL).status_code == 302
    assert not Practice.objects.exists()
