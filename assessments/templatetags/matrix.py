"""The body of the transfer matrix, from prepared strings: thousands of cells, one tag."""

from django import template
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.matrix.grid import Grid, Group
from assessments.matrix.rows import Row
from assessments.matrix.scores import KINDS, SUGGESTED, Score, figure, sign_of, words_of
from practices.models import TransferStatus
from practices.querysets import ORIGIN
from practices.templatetags.thread import mark_for, words_for
from practices.templatetags.thread import theme as theme_label

register = template.Library()

ANY = 0  # stands in an address for the part that is put in cell by cell


class Pen:
    """What is the same for every cell, made once: addresses, marks, words, names."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.me = grid.reader.region_id
        self.by_scores = grid.asked.is_by_scores
        self.assessment = reverse("assessment_detail", args=[ANY]).split(str(ANY))
        self.practice = reverse("practice_detail", args=["-"]).rsplit("-", 1)
        self.marks = {
            status: (str(mark_for(status)), escape(words_for(status)))
            for status in TransferStatus.values
        }
        self.signs = {kind: str(mark_for(sign_of(kind))) for kind in KINDS}
        self.columns = [
            (region.pk, " data-me" if region.pk == self.me else "", escape(region.name))
            for region in grid.regions
        ]
        own: str = escape(_("origin"))
        if grid.is_compact:
            own = f'<span class="vh">{escape(words_for(ORIGIN))}</span>'
        self.own = f'">{own}</td>'
        self.label = escape(_("%(practice)s in %(region)s: %(status)s"))
        self.first_look = escape(_("first look"))

    def row(self, row: Row) -> str:
        """One practice: its name, a cell per region, how many take it up."""
        title = escape(row.title)
        address = f"{self.practice[0]}{row.slug}{self.practice[1]}"
        draw = self.score_cell if self.by_scores else self.status_cell
        cells = [draw(row, title, address, *column) for column in self.columns]
        return (
            f'<tr><th scope="row"><a href="{address}">{title}</a></th>{"".join(cells)}'
            f'<td class="tot">{self.total(row)}</td></tr>'
        )

    def total(self, row: Row) -> str:
        if not self.by_scores:
            return str(row.taken_up(self.grid.columns))
        to_take_up, suggested = row.suggested(self.grid.columns)
        return f"{to_take_up}/{suggested}" if suggested else "–"

    def status_cell(
        self, row: Row, title: str, address: str, region_id: int, me: str, region: str
    ) -> str:
        if region_id == row.origin_id:
            return f'<td{me} class="own{self.own}'
        status = row.statuses.get(region_id)
        if status is None:
            return f"<td{me}></td>"
        shape, words = self.marks[status]
        score = row.scores.get(region_id)
        if score is not None:
            address = f"{self.assessment[0]}{score.pk}{self.assessment[1]}"
        label = self.label % {"practice": title, "region": region, "status": words}
        return f'<td{me}><a href="{address}" aria-label="{label}">{shape}</a></td>'

    def score_cell(
        self, row: Row, title: str, _address: str, region_id: int, me: str, region: str
    ) -> str:
        if region_id == row.origin_id:
            return f'<td{me} class="own{self.own}'
        score = row.scores.get(region_id)
        if score is None:
            return f"<td{me}></td>"
        words = escape(score.sentence)
        label = self.label % {"practice": title, "region": region, "status": words}
        address = f"{self.assessment[0]}{score.pk}{self.assessment[1]}"
        return (
            f'<td{me} class="sc"><a href="{address}" aria-label="{label}"{_traits(score)}>'
            f"{self.signs[score.kind]}{self.figures(score)}</a></td>"
        )

    def figures(self, score: Score) -> str:
        """Both scores, or why there are none; the narrow view has the sign alone."""
        if self.grid.is_compact:
            return ""
        if score.relevance is None and score.feasibility is None:
            return f"<small>{self.first_look}</small>" if score.kind == "first_look" else ""
        return f"<span>{figure(score.relevance)}</span><span>{figure(score.feasibility)}</span>"


def _traits(score: Score) -> str:
    """As classes: held back by a gate, could easily change, not finished."""
    traits = [
        name
        for name, holds in (
            ("cap", score.is_capped),
            ("soft", bool(score.suggestion) and score.could_easily_change),
            ("draft", score.is_draft),
        )
        if holds
    ]
    return f' class="{" ".join(traits)}"' if traits else ""


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
    cells = [f"<td{' data-me' if pk == me else ''}>{grid.totals[pk]}</td>" for pk in grid.columns]
    cells.append(f'<td class="tot">{grid.total}</td>')
    return mark_safe("".join(cells))  # noqa: S308 — numbers only


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
    return mark_safe("".join(parts))  # noqa: S308 — as above


def _item(pen: Pen, row: Row) -> str:
    address = f"{pen.practice[0]}{row.slug}{pen.practice[1]}"
    lines = [_line(pen, row, pk, name) for pk, name in _spoken(pen, row)]
    if pen.by_scores:
        to_take_up, suggested = row.suggested(pen.grid.columns)
        sentence = _("Suggested to take up: %(n)s of %(all)s regions with a suggestion")
        more = sentence % {"n": to_take_up, "all": suggested} if suggested else ""
    else:
        number = row.taken_up(pen.grid.columns)
        sentence = ngettext("Taken up by %(n)s region", "Taken up by %(n)s regions", number)
        more = sentence % {"n": number} if number else ""
    lines.append(f'<p class="meta">{escape(more)}</p>' if more else "")
    return f'<li><a href="{address}">{escape(row.title)}</a>{"".join(lines)}</li>'


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
