"""The body of the transfer matrix, from prepared strings: thousands of cells, one tag."""

from functools import lru_cache
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from assessments.matrix.asked import CHANGED
from assessments.matrix.grid import Grid, Group
from assessments.matrix.rows import Row
from assessments.matrix.scores import (
    FIRST_LOOK,
    KINDS,
    SUGGESTED,
    Score,
    figure,
    sign_of,
    words_of,
)
from core.ui import dates
from practices.models import TransferStatus
from practices.querysets import ORIGIN
from practices.templatetags.thread import mark_for, words_for
from practices.templatetags.thread import theme as theme_label

register = template.Library()

SAID = 2  # from here on the fields of a score are what a cell says
ANY = 0  # stands in an address for the part that is put in cell by cell


class Pen:
    """What is the same for every cell, made once: addresses, marks, words, names."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.me = grid.reader.region_id
        self.by_scores = grid.asked.is_by_scores
        self.is_compact = grid.is_compact
        self.assessment = reverse("assessment_detail", args=[ANY]).split(str(ANY))
        self.practice = reverse("practice_detail", args=["-"]).rsplit("-", 1)
        self.marks = {
            status: (mark_for(status)[:], _plain(words_for(status)))
            for status in TransferStatus.values
        }
        self.signs = {kind: mark_for(sign_of(kind))[:] for kind in KINDS}
        self.names = {region.pk: _plain(region.name) for region in grid.regions}
        self.empty = [f"<td{self.of_me(pk)}></td>" for pk in grid.columns]
        own: str = escape(_("origin"))
        if grid.is_compact:
            own = f'<span class="vh">{escape(words_for(ORIGIN))}</span>'
        self.own = f' class="own">{own}</td>'
        self.label = _plain(_("%(practice)s in %(region)s: %(status)s"))

    def of_me(self, region_id: int) -> str:
        """The own region's column is marked."""
        return " data-me" if region_id == self.me else ""

    def row(self, row: Row) -> str:
        """One practice: its name, a cell per region, how many take it up."""
        title = _plain(row.title)
        address = f"{self.practice[0]}{row.slug}{self.practice[1]}"
        cells = self.empty.copy()
        if self.by_scores:
            self.put_scores(cells, row, title)
        else:
            self.put_statuses(cells, row, title, address)
        place = self.grid.columns.get(row.origin_id or 0)
        if place is not None:
            cells[place] = f"<td{self.of_me(row.origin_id or 0)}{self.own}"
        return (
            f'<tr><th scope="row"><a href="{address}">{title}</a>{self.day(row)}</th>'
            f'{"".join(cells)}<td class="tot">{self.total(row)}</td></tr>'
        )

    def day(self, row: Row) -> str:
        """Of the latest change, where the rows are sorted by it and there is space."""
        if self.grid.asked.sort != CHANGED or self.is_compact or row.changed_at is None:
            return ""
        return f" <small>{dates.day(row.changed_at)}</small>"

    def total(self, row: Row) -> str:
        if not self.by_scores:
            return str(row.taken_up(self.grid.columns))
        to_take_up, suggested = row.suggested(self.grid.columns)
        return f"{to_take_up}/{suggested}" if suggested else "–"

    # The next two call nothing of ours for a cell: there are thousands of them.

    def put_statuses(self, cells: list[str], row: Row, title: str, practice: str) -> None:
        columns, scores = self.grid.columns, row.scores
        before, after = self.assessment
        for region, status in row.statuses.items():
            place = columns.get(region)
            if place is None:
                continue
            shape, words = self.marks[status]
            name = self.names[region]
            label = self.label % {"practice": title, "region": name, "status": words}
            score = scores.get(region)
            address = practice if score is None else f"{before}{score.pk}{after}"
            me = " data-me" if region == self.me else ""
            cells[place] = f'<td{me}><a href="{address}" aria-label="{label}">{shape}</a></td>'

    def put_scores(self, cells: list[str], row: Row, title: str) -> None:
        columns, language = self.grid.columns, get_language()
        before, after = self.assessment
        for region, score in row.scores.items():
            place = columns.get(region)
            if place is None:
                continue
            words, css, figures = _drawn(score[SAID:], language)
            name = self.names[region]
            label = self.label % {"practice": title, "region": name, "status": words}
            me = " data-me" if region == self.me else ""
            shown = "" if self.is_compact else figures
            cells[place] = (
                f'<td{me} class="sc"><a href="{before}{score.pk}{after}" aria-label="{label}"{css}>'
                f"{self.signs[row.kinds[region]]}{shown}</a></td>"
            )


def _plain(text: str) -> str:
    """Escaped, and a plain string: formatting a safe one would ask each part again."""
    return escape(text)[:]


@lru_cache(maxsize=8192)  # few people answer few questions: the same results come again
def _drawn(said: tuple[Any, ...], _language: str | None) -> tuple[str, str, str]:
    """In words, its traits as classes, and both figures or why there are none."""
    score = Score(0, 0, *said)
    traits = [
        name
        for name, holds in (
            ("cap", score.is_capped),
            ("soft", bool(score.suggestion) and score.could_easily_change),
            ("draft", score.is_draft),
        )
        if holds
    ]
    css = f' class="{" ".join(traits)}"' if traits else ""
    return _plain(score.sentence), css, _figures(score)


def _figures(score: Score) -> str:
    if score.relevance is None and score.feasibility is None:
        return f"<small>{escape(_('first look'))}</small>" if score.kind == FIRST_LOOK else ""
    return f"<span>{figure(score.relevance)}</span><span>{figure(score.feasibility)}</span>"


@register.simple_tag
def matrix_body(grid: Grid) -> SafeString:
    """{% matrix_body grid %}: the rows of all groups; every name in it is escaped by the pen."""
    pen = Pen(grid)
    width = len(grid.regions) + 2
    parts = []
    for group in grid.groups:
        parts.append(str(_head(group, width)))
        parts += [pen.row(row) for row in group.rows]
    return mark_safe("".join(parts))  # noqa: S308 — the pen escapes titles, names and words


def _head(group: Group, width: int) -> SafeString | str:
    if group.theme is None and not group.words:
        return ""
    return format_html(
        '<tr class="grp {}"><th colspan="{}" scope="rowgroup">{}</th></tr>',
        group.theme.glyph if group.theme else "tn",
        width,
        _title_of(group),
    )


def _title_of(group: Group) -> SafeString | str:
    if group.theme is not None:
        return theme_label(group.theme)
    return format_html('<span class="theme tn">{}</span>', group.words)


@register.simple_tag
def matrix_foot(grid: Grid) -> SafeString:
    """{% matrix_foot grid %}: the numbers below the columns."""
    me = grid.reader.region_id
    cells = [("data-me" if pk == me else "", grid.totals[pk]) for pk in grid.columns]
    totals = format_html_join("", "<td {}>{}</td>", cells)
    return format_html('{}<td class="tot">{}</td>', totals, grid.total)


@register.simple_tag
def matrix_list(grid: Grid) -> SafeString:
    """{% matrix_list grid %}: practice by practice, what holds for the own or the asked regions."""
    pen = Pen(grid)
    parts = []
    for group in grid.groups:
        if group.theme is not None or group.words:
            glyph = group.theme.glyph if group.theme else "tn"
            parts.append(str(format_html('<h2 class="{}">{}</h2>', glyph, _title_of(group))))
        parts.append("<ul>")
        parts += [_item(pen, row) for row in group.rows]
        parts.append("</ul>")
    return mark_safe("".join(parts))  # noqa: S308 — the pen and `_item` escape titles, names and words


def _item(pen: Pen, row: Row) -> str:
    address = f"{pen.practice[0]}{row.slug}{pen.practice[1]}"
    lines = [_line(pen, row, pk, name) for pk, name in _spoken(pen, row)]
    if pen.by_scores:
        numbers = row.suggested(pen.grid.columns)
    else:
        numbers = (row.taken_up(pen.grid.columns), 0)
    more = _total_in_words(pen.by_scores, *numbers, get_language())
    return f'<li><a href="{address}">{escape(row.title)}</a>{"".join(lines)}{more}</li>'


@lru_cache(maxsize=512)
def _total_in_words(by_scores: bool, number: int, of: int, _language: str | None) -> str:
    """Nothing where there is nothing to count."""
    if by_scores and of:
        sentence = _("Suggested to take up: %(n)s of %(all)s regions with a suggestion")
    elif number and not by_scores:
        sentence = ngettext("Taken up by %(n)s region", "Taken up by %(n)s regions", number)
    else:
        return ""
    return f'<p class="meta">{escape(sentence % {"n": number, "all": of})}</p>'


def _spoken(pen: Pen, row: Row) -> list[tuple[int, str]]:
    """The asked or own regions; else those of which there is something to say."""
    if pen.grid.spoken:
        return [(each.pk, each.name) for each in pen.grid.spoken]
    known = row.scores if pen.by_scores else row.statuses
    return [(each.pk, each.name) for each in pen.grid.regions if each.pk in known]


def _line(pen: Pen, row: Row, region_id: int, region: str) -> str:
    me = " data-me" if region_id == pen.me else ""
    score = row.scores.get(region_id)
    if region_id == row.origin_id:
        sign, words = str(mark_for("own")), words_for("own")
    elif pen.by_scores:
        kind = score.kind if score else "none"
        sign, words = pen.signs[kind], score.sentence if score else words_of(kind)
    else:
        status = row.status_in(region_id)
        sign, words = str(mark_for(status)), pen.grid.status_words(status)
    said = escape(words)
    if score is not None and region_id != row.origin_id:
        said = format_html(
            '<a href="{}{}{}">{}</a>', pen.assessment[0], score.pk, pen.assessment[1], words
        )
    return f"<p{me}>{sign}<span>{escape(region)}: {said}</span></p>"


@register.simple_tag
def matrix_key(grid: Grid) -> SafeString:
    """{% matrix_key grid %}: what the signs of this matrix mean, as items of a legend."""
    return mark_safe(  # noqa: S308 — marks, and words that are escaped
        "".join(f"<li>{mark_for(each.sign)}{escape(each.words)}</li>" for each in grid.counts)
    )


@register.simple_tag
def trait_key() -> SafeString:
    """{% trait_key %}: what lines around a suggestion mean."""
    sign = mark_for(SUGGESTED[1])
    pairs = (
        ("cap", _("line above: held back by an obstacle or an open question")),
        ("soft", _("dots below: could easily change")),
    )
    items = [
        f'<li><span class="trait {css}">{sign}</span>{escape(words)}</li>' for css, words in pairs
    ]
    return mark_safe("".join(items))  # noqa: S308 — as above
