"""/practices/new/preview/"""

import pytest
from django.urls import reverse

from practices.models import Practice
from practices.tests.factories import make_practice
from practices.tests.talking import make_comment

URL = "/practices/new/preview/"


def test_the_long_texts_come_back_as_they_will_be_read(member):
    answer = member.post(URL, {"how_it_works": "**Ten** firms\n\n* one", "problem": " "})
    assert answer.status_code == 200
    assert answer.json() == {
        "how_it_works": "<p><strong>Ten</strong> firms</p>\n<ul>\n<li>one</li>\n</ul>\n",
        "problem": "",
    }
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert not Practice.objects.exists()


def test_the_preview_is_as_safe_as_the_page(member):
    text = "<script>alert(1)</script> [x](javascript:alert(1)) ![p](https://other.example/p.png)"
    html = member.post(URL, {"problem": text}).json()["problem"]
    assert html == "<p>&lt;script&gt;alert(1)&lt;/script&gt; [x](javascript:alert(1)) p</p>\n"


def test_a_comment_comes_back_as_it_will_be_read(member):
    answer = member.post(URL, {"comment": "*Who* pays?\n\n- <b>we</b>", "text": "no field"})
    assert answer.json() == {
        "comment": "<p><em>Who</em> pays?</p>\n<ul>\n<li>&lt;b&gt;we&lt;/b&gt;</li>\n</ul>\n"
    }


def test_the_forms_of_comments_offer_it(member, visitor, administrator, small):
    practice = make_practice(partner=small.home.partner)
    address = f"{practice.get_absolute_url()}?write=1"
    page = member.get(address).text
    assert f'data-previews="{URL}"' in page
    assert 'data-preview="comment"' in page
    comment = make_comment(practice, member.user)
    edit = member.get(reverse("comment_edit", args=[comment.pk])).text
    assert f'data-previews="{URL}"' in edit
    assert 'data-preview="comment"' in edit
    for other in (visitor, administrator):
        assert "data-preview" not in other.get(address).text


def test_other_fields_are_not_looked_at(member):
    assert member.post(URL, {"title": "**A**", "seen": "1:2", "nothing": "x"}).json() == {}


def test_a_text_that_is_far_too_long_is_refused(member):
    answer = member.post(URL, {"problem": "x" * 10_001})
    assert answer.status_code == 400
    assert "This text is too long for a preview. Shorten it first." in answer.content.decode()


@pytest.mark.rights("P06")
def test_only_who_may_write_previews(administrator, visitor, stranger):
    assert stranger.post(URL, {"problem": "x"}).status_code == 200
    assert administrator.post(URL, {"problem": "x"}).status_code == 403
    assert visitor.post(URL, {"problem": "x"}).url.startswith(reverse("account_login"))
    assert stranger.get(URL).status_code == 405
