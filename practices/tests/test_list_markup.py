"""The rail and the rows of the list, to the letter: they are put together without templates."""

from datetime import date

import pytest
from django.template import engines

from practices.finding.cards import Card
from practices.finding.facets import Choice, Facet
from practices.finding.highlights import Hit
from practices.models import Practice, Theme
from practices.querysets import Standing
from regions.models import Region
from regions.reader import Reader

EVIL = '<script>alert("x")</script>&\''
CHEVRON = '<svg class="icon" aria-hidden="true"><use href="/static/icons.svg#i-chev"/></svg>'


def render(source, **context):
    return engines["django"].from_string("{% load rail rows %}" + source).render(context)


def choice(n, *, is_chosen=False, **more):
    return Choice(f"v{n}", f"Value {n}", n, is_chosen, f"tag-v{n}", **more)


def check(n, *, checked="", sign=""):
    words = "practice" if n == 1 else "practices"
    return (
        f'<label class="check"><input type="checkbox" id="tag-v{n}" name="tag" value="v{n}"'
        f' form="filters" autocomplete="off"{checked}>{sign}Value {n}'
        f'<span class="n" id="n-tag-v{n}">{n}<span class="vh"> {words}</span></span></label>'
    )


def test_the_rail():
    theme = Facet(
        "theme", "Theme", [Choice("a", "A", 3, False, "theme-a", theme=Theme(glyph="ta"))]
    )
    tags = Facet("tag", "Tags", [choice(1), choice(2, is_chosen=True)])
    glyph = '<svg class="glyph" aria-hidden="true"><use href="/static/icons.svg#t-a"/></svg>'
    assert render("{% rail facets %}", facets=[theme, tags]) == (
        f"<details open><summary>Theme{CHEVRON}</summary>"
        '<fieldset id="facet-theme"><legend class="vh">Theme</legend>'
        '<label class="check"><input type="checkbox" id="theme-a" name="theme" value="a"'
        ' form="filters" autocomplete="off">'
        f'<span class="theme ta">{glyph}</span>A'
        '<span class="n" id="n-theme-a">3<span class="vh"> practices</span></span></label>'
        "</fieldset></details>\n"
        f"<details open><summary>Tags{CHEVRON}</summary>"
        '<fieldset id="facet-tag"><legend class="vh">Tags</legend>'
        f"{check(1)}{check(2, checked=' checked')}</fieldset></details>\n"
    )


def test_a_long_facet_is_folded():
    facet = Facet("tag", "Tags", [choice(n) for n in range(10)])
    shown, folded = "".join(map(check, range(8))), "".join(map(check, (8, 9)))
    assert render("{% rail facets %}", facets=[facet]) == (
        f"<details><summary>Tags{CHEVRON}</summary>"
        f'<fieldset id="facet-tag"><legend class="vh">Tags</legend>{shown}'
        f'<details class="fold"><summary>2 more</summary>{folded}</details>'
        "</fieldset></details>\n"
    )


def test_htmx_gets_numbers_and_whole_facets_where_values_move():
    maturity = Facet("maturity", "Maturity", [Choice("idea", "Idea", 1, False, "maturity-idea")])
    tags = Facet("tag", "Tags", [choice(2)])
    assert render("{% new_counts facets %}", facets=[maturity, tags]) == (
        '<span class="n" id="n-maturity-idea" hx-swap-oob="true">1'
        '<span class="vh"> practice</span></span>\n'
        '<fieldset id="facet-tag" hx-swap-oob="true"><legend class="vh">Tags</legend>'
        f"{check(2)}</fieldset>"
    )


def test_no_name_in_the_rail_is_markup():
    theme = Theme(glyph="ta", name=EVIL)
    evil = Choice(EVIL, EVIL, 1, True, f"tag-{EVIL}", theme=theme)
    facets = [
        Facet("tag", EVIL, [evil] * 10),
        Facet("region", EVIL, [Choice(EVIL, EVIL, 1, False, f"region-{EVIL}")]),
    ]
    for source in ("{% rail facets %}", "{% new_counts facets %}"):
        html = render(source, facets=facets)
        assert "<script" not in html
        assert '"x"' not in html
        assert "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;&#x27;" in html


def practice(**values):
    made = Practice(slug="bicycle", title="Bicycle & co", summary="Short.", language="en", **values)
    made.tag_labels = [{"code": "cargo", "name": "Cargo <bikes>"}]
    made.readable_transfers = [Standing(2, "adapt"), Standing(9, "adapt")]
    return made


REGIONS = [
    Region(pk=1, name="Lower Austria", short_code="LA", country="AT"),
    Region(pk=2, name="Skåne", short_code="SK", country="SE"),
]


def rows_of(card, **context):
    page = {"list_url": "/practices/", "regions": REGIONS, "reader": Reader.visitor()}
    return render("{% rows cards %}", cards=[card], **page | {"none": "", "picked": []} | context)


def cell(css, code, words):
    shape = (
        f'<svg class="st st-{css}" aria-hidden="true"><use href="/static/icons.svg#s-{css}"/></svg>'
    )
    return f'<li>{shape}<span aria-hidden="true">{code}</span><span class="vh">{words}</span></li>'


def test_a_row():
    known = practice(
        theme=Theme(glyph="ta", name="Food"),
        origin_region=REGIONS[0],
        organisation="ecoplus <GmbH>",
        starts_on=date(2011, 1, 1),
        starts_precision="year",
        maturity="proven",
    )
    glyph = '<svg class="glyph" aria-hidden="true"><use href="/static/icons.svg#t-a"/></svg>'
    dot = '&nbsp;<span aria-hidden="true">·</span> '
    facts = dot.join(["Lower Austria, Austria", "ecoplus &lt;GmbH&gt;", "since 2011", "Proven"])
    assert rows_of(Card.of(known, {1, 2}), picked=["bicycle"]) == (
        '<article class="prow"><div class="stack stack-s">'
        f'<span class="theme ta">{glyph}Food</span>\n'
        '<h3><a href="/practices/bicycle/">Bicycle &amp; co</a></h3>\n'
        '<p class="sum">Short.</p>\n'
        f'<div class="row"><p class="where">{facts}</p><ul class="tags"><li>'
        '<a href="/practices/?tag=cargo">Cargo &lt;bikes&gt;</a></li></ul></div></div>\n'
        '<div class="side"><ol class="strip" aria-label="Status in each partner region">'
        f"{cell('own', 'LA', 'Lower Austria: Origin')}{cell('adapt', 'SK', 'Skåne: Adapt to us')}"
        '</ol><p class="tally">1 takes it up</p>'
        '<label class="pick no-print"><input type="checkbox" name="p" value="bicycle"'
        ' form="compare" autocomplete="off" checked>Compare'
        '<span class="vh"> Bicycle &amp; co</span></label></div></article>\n'
    )


@pytest.mark.parametrize("is_stub", [False, True])
@pytest.mark.parametrize("hit", [None, Hit([(EVIL, True)], [(EVIL, True)], [(EVIL, True)])])
def test_no_text_in_a_row_is_markup(is_stub, hit):
    evil = Practice(
        **dict.fromkeys(["slug", "title", "summary", "organisation", "place"], EVIL),
        language=EVIL,
        period_text=EVIL,
        is_stub=is_stub,
        theme=Theme(glyph="ta", name=EVIL),
    )
    evil.tag_labels = [{"code": EVIL, "name": EVIL}]
    evil.readable_transfers = []
    places = [Region(pk=1, name=EVIL, short_code=EVIL, country=EVIL)]
    for origin in (None, places[0]):
        evil.origin_region = origin
        html = rows_of(Card.of(evil, {1}, hit), regions=places, none=EVIL)
        assert "<script" not in html
        assert '"x"' not in html
