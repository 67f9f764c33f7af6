"""Icons, keys, pages of a list: the tags of every page, to the letter."""

import re

import pytest
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory

from core.ui.drawing import qr


def render(source, request=None, **context):
    return engines["django"].from_string(source).render(context, request)


def test_an_icon_is_hidden_from_screen_readers():
    assert render('{% icon "search" %}') == (
        '<svg class="icon" aria-hidden="true"><use href="/static/icons.svg#i-search"/></svg>'
    )


def test_an_icon_with_words_is_a_picture():
    assert render('{% icon "lock" label=word css="stop" %}', word='"Locked"') == (
        '<svg class="icon stop" role="img" aria-label="&quot;Locked&quot;">'
        '<use href="/static/icons.svg#i-lock"/></svg>'
    )


def test_each_form_gets_a_key_of_its_own():
    made = [render("{% idempotency_key %}") for _ in range(2)]
    shape = r'<input type="hidden" name="idempotency_key" value="[0-9a-f-]{36}">'
    assert all(re.fullmatch(shape, each) for each in made)
    assert made[0] != made[1]


def test_pages_keep_the_rest_of_the_address():
    request = RequestFactory().get("/practices/?q=food&theme=a&theme=b&page=2")
    page = Paginator(range(30), 10).page(2)
    assert render("{% pager page %}", request, page=page).strip() == (
        '<nav class="pager" aria-label="Pages">'
        '<a href="?q=food&amp;theme=a&amp;theme=b&amp;page=1" rel="prev">Previous</a>'
        '<a href="?q=food&amp;theme=a&amp;theme=b&amp;page=1">1</a>'
        '<span aria-current="page">2</span>'
        '<a href="?q=food&amp;theme=a&amp;theme=b&amp;page=3">3</a>'
        '<a href="?q=food&amp;theme=a&amp;theme=b&amp;page=3" rel="next">Next</a></nav>'
    )


def test_a_long_list_of_pages_is_shortened():
    html = render("{% pager page %}", page=Paginator(range(200), 10).page(1))
    assert html.strip() == (
        '<nav class="pager" aria-label="Pages"><span aria-current="page">1</span>'
        '<a href="?page=2">2</a><a href="?page=3">3</a><span aria-hidden="true">…</span>'
        '<a href="?page=20">20</a><a href="?page=2" rel="next">Next</a></nav>'
    )


def test_one_page_needs_no_pager():
    assert render("{% pager page %}", page=Paginator(range(3), 10).page(1)).strip() == ""


def test_a_code_for_phones_has_a_name_and_no_style():
    html = qr("https://example.org/join/K7M2QX", 'Code of "room"')
    start = '<span class="qr" role="img" aria-label="Code of &quot;room&quot;"><svg viewBox="0 0 '
    assert html.startswith(start)
    assert "style" not in html


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{{ 1850|number }}", "1,850"),
        ("{{ 2.5|signed }}", "+2.5"),
        ("{{ 2.5|signed:2 }}", "+2.50"),
        ("{{ 180000|euro }}", "€180,000"),
        ("{{ 1220000|euro_short }}", "€1.22 m"),
        ("{{ text|markdown }}", "<p><strong>x</strong></p>\n"),
        ("{{ nothing|day }}{% time nothing %}{% days nothing %}{% period nothing %}", ""),
    ],
)
def test_filters(source, text):
    assert render(source, text="**x**", nothing=None) == text
