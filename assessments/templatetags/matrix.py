"""The body of the transfer matrix, from prepared strings: thousands of cells, one tag."""

from django import template
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from assessments.grid import Grid, Group, Row
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
        self.assessment = reverse("assessment_detail", args=[ANY]).split(str(ANY))
        self.practice = reverse("practice_detail", args=["-"]).rsplit("-", 1)
        self.marks = {
            status: (str(mark_for(status)), escape(words_for(status)))
            for status in TransferStatus.values
        }
        self.columns = [
            (region.pk, " data-me" if region.pk == self.me else "", escape(region.name))
            for region in grid.regions
        ]
        own: str = escape(_("origin"))
        if grid.is_compact:
            own = f'<span class="vh">{escape(words_for(ORIGIN))}</span>'
        self.own = f'<td class="own">{own}</td>'
        self.label = escape(_("%(practice)s in %(region)s: %(status)s"))

    def row(self, row: Row) -> str:
        """One practice: its name, a cell per region, how many take it up."""
        title = escape(row.title)
        address = f"{self.practice[0]}{row.slug}{self.practice[1]}"
        cells = [self.cell(row, title, address, *column) for column in self.columns]
        return (
            f'<tr><th scope="row"><a href="{address}">{title}</a></th>{"".join(cells)}'
            f'<td class="tot">{row.taken_up}</td></tr>'
        )

    def cell(self, row: Row, title: str, address: str, region_id: int, me: str, region: str) -> str:
        if region_id == row.origin_id:
            return self.own
        status = row.cells.get(region_id)
        if status is None:
            return f"<td{me}></td>"
        shape, words = self.marks[status]
        assessment = self.grid.assessments.get((row.pk, region_id))
        if assessment is not None:
            address = f"{self.assessment[0]}{assessment}{self.assessment[1]}"
        label = self.label % {"practice": title, "region": region, "status": words}
        return f'<td{me}><a href="{address}" aria-label="{label}">{shape}</a></td>'


@register.simple_tag
def matrix_body(grid: Grid) -> SafeString:
    """{% matrix_body grid %}: the rows of all themes; every name in it is escaped by the pen."""
    pen = Pen(grid)
    width = len(grid.regions) + 2
    parts = []
    for group in grid.groups:
        parts.append(str(_head(group, width)))
        parts += [pen.row(row) for row in group.rows]
    return mark_safe("".join(parts))  # noqa: S308 — the pen escapes titles, names and words


def _head(group: Group, width: int) -> SafeString:
    if group.theme is None:
        return format_html(
            '<tr class="grp tn"><th colspan="{}" scope="rowgroup">'
            '<span class="theme tn">{}</span></th></tr>',
            width,
            _("Other"),
        )
    return format_html(
        '<tr class="grp {}"><th colspan="{}" scope="rowgroup">{}</th></tr>',
        group.theme.glyph,
        width,
        theme_label(group.theme),
    )


@register.filter
def total_for(totals: dict[int, int], region_id: int) -> int:
    """{{ grid.totals|total_for:region.pk }}"""
    return totals.get(region_id, 0)
