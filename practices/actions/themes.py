"""The partnership's themes."""

from core.audit import action, record
from practices.models import Theme
from practices.refusals import NotYours, refuse
from practices.rules import checking_refusals
from regions.reader import Reader


@action
def create_theme(
    *,
    code: str,
    name: str,
    position: int,
    by: Reader,
    heading: str = "",
    text: str = "",
    glyph: str,
) -> Theme:
    """Add a theme; `glyph` is one of the three drawn signs (ta, tb, tc)."""
    refuse(NotYours, checking_refusals(by))
    theme = Theme.objects.create(
        code=code, name=name, position=position, heading=heading, text=text, glyph=glyph
    )
    record(by=by, verb="theme.created", obj=theme, changes={"code": code})
    return theme
