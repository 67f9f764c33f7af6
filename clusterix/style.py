"""What the style page shows: invented objects that are never saved, and a form with mistakes."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from assessments.matrix.scores import SIGNS, WORDS
from core.forms import PlainForm
from practices.models import Maturity, Theme, Transfer, TransferStatus
from regions.models import Level, Region

REGIONS = (
    *(("Lower Austria", "LA"), ("Skåne", "SK"), ("Southern Denmark", "SD"), ("Rhône-Alpes", "RA")),
    *(("Karlsruhe", "KA"), ("Western Transdanubia", "WT"), ("South Tyrol", "ST")),
    *(("Romania (București)", "RO"), ("Sweden (national)", "SE")),
)
THEMES = (
    ("ta", _("Cluster strategic analysis")),
    ("tb", _("Financing instruments")),
    ("tc", _("International cluster cooperation")),
)
MEANINGS = (
    ("none", _("Nobody has looked at it for this region")),
    (TransferStatus.PROPOSED, _("Someone put it forward for the region")),
    (TransferStatus.INTERESTED, _("The region wants to know more")),
    (TransferStatus.ASSESSING, _("A round is open or a result is on the table")),
    (TransferStatus.ADOPT, _("Decided: take it over unchanged")),
    (TransferStatus.ADAPT, _("Decided: change it to fit")),
    (TransferStatus.LEARN, _("Decided: use single ideas")),
    (TransferStatus.NOT_NOW, _("Decided, with a reason; can be looked at again")),
    (TransferStatus.PLAN, _("An action exists in the regional plan")),
    (TransferStatus.DONE, _("Works in the region")),
    ("own", _("The practice comes from here")),
)
STEPS = (
    ("r1", "−−", _("Strong barrier")),
    ("r2", "−", _("Barrier")),
    ("r3", "0", _("Neutral")),
    ("r4", "+", _("Driver")),
    ("r5", "++", _("Strong driver")),
)
ICONS = (
    *("search", "chev", "right", "left", "x", "check", "list", "map", "filter", "flag"),
    *("clock", "users", "doc", "down", "share", "bookmark", "bell", "menu", "info", "lock"),
    *("offline", "plus", "compare", "pause", "print", "history", "wide", "pen", "warn", "ext"),
    *("cal", "pin", "mail", "up", "link", "eye", "time", "differ", "pass", "phone", "undo"),
)
TEXT = _(
    "# A heading in a text\n\nTexts know **bold**, *italic*, [links](https://example.org/) and "
    "lists:\n\n- no pictures,\n- no scripts.\n"
)


@dataclass
class Sample:
    """A practice as lists show it, without a row in the database."""

    origin_region_id: int | None = 1
    readable_transfers: list[Transfer] = field(default_factory=list)


class SampleForm(PlainForm, forms.Form):
    """One field of each kind."""

    title = forms.CharField(
        label=_("Title of the action"),
        help_text=_("What will be different, in one line"),
        max_length=100,
        widget=forms.TextInput(attrs={"data-limit": 100}),
    )
    reasons = forms.CharField(label=_("Reasons"), max_length=300, widget=forms.Textarea)
    starts_on = forms.DateField(label=_("From"), required=False)
    level = forms.ChoiceField(label=_("Level"), choices=Level, required=False)
    view = forms.ChoiceField(
        label=_("Show"),
        choices=[("status", _("Status")), ("scores", _("Scores"))],
        widget=forms.RadioSelect(attrs={"data-look": "seg"}),
        required=False,
    )
    answer = forms.ChoiceField(
        label=_("Decision"),
        choices=TransferStatus.choices[3:7],
        widget=forms.RadioSelect(attrs={"data-look": "choices"}),
    )
    maturity = forms.MultipleChoiceField(
        label=_("Maturity"),
        choices=Maturity,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    is_core = forms.BooleanField(label=_("Core: cannot be left out"), required=False)
    owner = forms.CharField(label=_("Owner"), disabled=True, initial="Region Skåne")


def samples() -> dict[str, Any]:
    """The context of the style page."""
    statuses = ["assessing", "adopt", "learn", "adapt", "done", "plan", "not_now", "proposed"]
    return {
        "themes": [Theme(name=str(name), glyph=glyph) for glyph, name in THEMES],
        "regions": [
            Region(pk=i, name=name, short_code=code) for i, (name, code) in enumerate(REGIONS, 1)
        ],
        "practice": Sample(
            readable_transfers=[
                Transfer(region_id=i, status=status) for i, status in enumerate(statuses, 2)
            ]
        ),
        "meanings": MEANINGS,
        "signs": [(SIGNS[kind], WORDS[kind]) for kind in SIGNS],
        "steps": STEPS,
        "icons": ICONS,
        "maturities": Maturity.values,
        "levels": Level.values,
        "text": TEXT,
        "day": date(2013, 5, 8),
        "next_day": date(2013, 5, 9),
        "at": datetime(2013, 5, 9, 12, 5, tzinfo=UTC),
        "form": SampleForm({"title": "Map competences in food and packaging", "view": "status"}),
        "page": Paginator(range(200), 10).page(4),
    }
