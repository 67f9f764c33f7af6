"""Pieces that are drawn once: the same for the same values, and for nothing else."""

from typing import NamedTuple

import pytest
from django.template import engines
from django.test import RequestFactory
from django.urls import set_script_prefix
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy, override

from core.ui import kept as kept_module
from core.ui.kept import kept

PIECE = "core/pager.html"


class Link(NamedTuple):
    text: object


@pytest.fixture
def drawn(monkeypatch):
    """What was drawn, in turn."""
    kept_module._kept.cache_clear()
    drawn = []
    draw = kept_module._drawn

    def noted(template, values):
        drawn.append(dict(values))
        return draw(template, values)

    monkeypatch.setattr(kept_module, "_drawn", noted)
    yield drawn
    kept_module._kept.cache_clear()


def pager(**values):
    return kept(PIECE, {"here": 2, "entries": [], "previous": "", "next": "", **values})


def test_the_same_values_are_drawn_once(drawn):
    assert pager(previous="?page=1") == pager(previous="?page=1")
    assert len(drawn) == 1


def test_other_values_are_drawn_anew_and_escaped(drawn):
    assert '<a href="?q=&lt;b&gt;" rel="prev">' in pager(previous="?q=<b>")
    assert '<a href="?q=<b>" rel="prev">' in pager(previous=mark_safe("?q=<b>"))
    assert '<a href="?q=&lt;b&gt;" rel="prev">' in pager(previous="?q=<b>")
    assert len(drawn) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [(1, True), (0, False), (1, "1"), (None, ""), ([1], (1,)), ([Link("a")], [("a",)])],
)
def test_equal_values_of_another_kind_are_others(drawn, one, other):
    pager(here=one)
    pager(here=other)
    assert drawn[0]["here"] is one
    assert drawn[1]["here"] is other


def test_each_language_and_each_place_has_its_own(drawn):
    link = [Link(gettext_lazy("Pages"))]
    for _twice in range(2):
        pager(here=link)
        with override("de"):
            pager(here=link)
        set_script_prefix("/below/")
        try:
            pager(here=link)
        finally:
            set_script_prefix("/")
    assert len(drawn) == 3


@pytest.mark.parametrize("value", [object(), {"a": 1}, SimpleLazyObject(lambda: "me"), [object()]])
def test_what_may_change_is_refused(value):
    with pytest.raises(TypeError, match="nothing made of it is kept"):
        pager(here=value)


def test_a_piece_knows_nothing_of_the_page(drawn):
    source = '{% kept "core/pager.html" here=1 %}'
    context = {"previous": "?secret", "next": "?secret"}
    html = engines["django"].from_string(source).render(context, RequestFactory().get("/"))
    assert html.strip() == '<nav class="pager" aria-label="Pages"></nav>'


def test_templates_that_are_worked_on_are_read_each_time(drawn, settings):
    settings.DEBUG = True
    pager()
    pager()
    assert len(drawn) == 2
