"""Marks, strip, theme and the like, to the letter."""

from dataclasses import dataclass, field

import pytest
from django.conf import settings
from django.template import engines

from practices.models import Theme, Transfer, TransferStatus
from regions.models import Region

REGIONS = [
    Region(pk=1, name="Lower Austria", short_code="LA"),
    Region(pk=2, name="Skåne", short_code="SK"),
    Region(pk=3, name="<Rhône>", short_code="RA"),
]
CELL = (
    '<li{me}><svg class="st st-{css}" aria-hidden="true">'
    '<use href="/static/icons.svg#s-{css}"/></svg>'
    '<span aria-hidden="true">{code}</span><span class="vh">{words}</span></li>'
)


@dataclass
class Travelling:
    origin_region_id: int | None = None
    readable_transfers: list[Transfer] = field(default_factory=list)


def render(source, **context):
    return engines["django"].from_string("{% load thread %}" + source).render(context)


@pytest.mark.parametrize(
    ("code", "css", "words"),
    [
        ("", "none", "Not yet considered"),
        ("none", "none", "Not yet considered"),
        ("own", "own", "Origin"),
        ("not_now", "not-now", "Not for us now"),
        ("adapt", "adapt", "Adapt to us"),
        ("done", "done", "Implemented"),
    ],
)
def test_status(code, css, words):
    assert render("{% status code %}", code=code) == (
        f'<span class="status"><svg class="st st-{css}" aria-hidden="true">'
        f'<use href="/static/icons.svg#s-{css}"/></svg>{words}</span>'
    )


def test_every_status_is_drawn():
    sprite = (settings.BASE_DIR / "static" / "icons.svg").read_text()
    for code in [*TransferStatus.values, "own", "none"]:
        assert f'id="s-{code.replace("_", "-")}"' in sprite


def test_a_mark_alone_can_carry_a_label():
    assert render('{% mark "learn" label="Skåne: take ideas" %}') == (
        '<svg class="st st-learn" role="img" aria-label="Skåne: take ideas">'
        '<use href="/static/icons.svg#s-learn"/></svg>'
    )


def test_the_strip_has_one_order_and_knows_whose_it_is():
    practice = Travelling(1, [Transfer(region_id=3, status="plan")])
    cells = (
        CELL.format(me="", css="own", code="LA", words="Lower Austria: Origin")
        + CELL.format(me=" data-me", css="none", code="SK", words="Skåne: Not yet considered")
        + CELL.format(me="", css="plan", code="RA", words="&lt;Rhône&gt;: In plan")
    )
    assert render("{% strip practice regions 2 %}", practice=practice, regions=REGIONS) == (
        f'<ol class="strip" aria-label="Status in each partner region">{cells}</ol>'
    )


def test_the_strip_of_a_visitor_does_not_claim_that_nothing_happens():
    html = render(
        '{% strip practice regions none="No public status" %}',
        practice=Travelling(),
        regions=REGIONS[:1],
    )
    cell = CELL.format(me="", css="none", code="LA", words="Lower Austria: No public status")
    assert html == f'<ol class="strip" aria-label="Status in each partner region">{cell}</ol>'


def test_the_strip_refuses_a_practice_whose_transfers_were_not_fetched():
    with pytest.raises(AttributeError, match="readable_transfers"):
        render("{% strip practice regions %}", practice=object(), regions=REGIONS)


def test_theme():
    glyph = '<svg class="glyph" aria-hidden="true"><use href="/static/icons.svg#t-b"/></svg>'
    theme = Theme(glyph="tb", name="Money & more")
    assert render("{% theme theme %}", theme=theme) == (
        f'<span class="theme tb">{glyph}Money &amp; more</span>'
    )
    assert render("{% theme theme words=False %}", theme=theme) == (
        f'<span class="theme tb">{glyph}</span>'
    )
    assert render("{% theme theme %}", theme=None) == ""


@pytest.mark.parametrize(
    ("value", "words", "steps"),
    [("idea", "Idea", 1), ("pilot", "Pilot", 2), ("proven", "Proven", 3)],
)
def test_maturity(value, words, steps):
    bars = "".join(
        f'<rect{' class="on"' if i < steps else ""} x="{i * 26}%" width="22%" height="8" rx="1"/>'
        for i in range(4)
    )
    assert render("{% maturity value %}", value=value) == (
        f'<span class="maturity"><svg aria-hidden="true">{bars}</svg>{words}</span>'
    )


def test_no_maturity_draws_nothing():
    assert render("{% maturity value %}", value="") == ""


@pytest.mark.parametrize(
    ("source", "css", "shape"),
    [
        ('{% level_mark "policy_maker" %}', "role", "pm"),
        ('{% level_mark "intermediary" %}', "role", "im"),
        ('{% level_mark "practitioner" True %}', "role role-open", "cp"),
    ],
)
def test_level_mark(source, css, shape):
    assert render(source) == (
        f'<svg class="{css}" aria-hidden="true"><use href="/static/icons.svg#r-{shape}"/></svg>'
    )


def test_level_words():
    assert render('{% level_words "practitioner" %}') == "Cluster practitioner"


def test_how_much_is_needed():
    drawn = render("{% needed 2 %}")

    assert drawn.count('class="on"') == 2
    assert drawn.count("<rect") == 3
    assert drawn.endswith('<span class="vh">needed 2 of 3. </span>')
