"""The indicators of such a project, as a sister project of the programme names them."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reports.models import IndicatorKind

MANAGEMENT: Final = _("Management and coordination")
COMMUNICATION: Final = _("Communication and dissemination")
EXCHANGE: Final = _("Exchange of experience")
OUTPUT, RESULT = IndicatorKind.OUTPUT, IndicatorKind.RESULT


@dataclass(frozen=True)
class Default:
    """An indicator before it is data: `query` is a name of `reports.indicators.QUERIES`."""

    query: str
    name: str | Promise
    kind: IndicatorKind
    component: str | Promise
    method: str | Promise
    unit: str = ""


DEFAULTS: Final = (
    Default(
        "practices_identified",
        _("Good practices identified"),
        OUTPUT,
        EXCHANGE,
        _("Published practices, counted once, on the day of first publication."),
    ),
    Default(
        "interregional_events",
        _("Interregional events organised"),
        OUTPUT,
        EXCHANGE,
        _("Exchanges held with people of several countries, of every kind."),
    ),
    Default(
        "dissemination_events",
        _("Dissemination events organised"),
        OUTPUT,
        COMMUNICATION,
        _("Exchanges held of the kind dissemination event."),
    ),
    Default(
        "visits_held",
        _("Staff exchanges and study visits held"),
        OUTPUT,
        EXCHANGE,
        _("Exchanges held of these two kinds, also as a part of another event."),
    ),
    Default(
        "sessions_held",
        _("Peer-group sessions held"),
        OUTPUT,
        EXCHANGE,
        _("Closed sessions of peer groups, on the day they were closed."),
    ),
    Default(
        "participations",
        _("Participations from partner regions"),
        OUTPUT,
        EXCHANGE,
        _("Attendances at exchanges held, and the number of distinct people."),
    ),
    Default(
        "press_releases",
        _("Press releases"),
        OUTPUT,
        COMMUNICATION,
        _("Entered by partners with evidence."),
    ),
    Default(
        "media_appearances",
        _("Appearances in media"),
        OUTPUT,
        COMMUNICATION,
        _("Entered by partners with evidence."),
    ),
    Default(
        "assessed",
        _("Good practices assessed for transfer (practice x region)"),
        OUTPUT,
        EXCHANGE,
        _("Final assessments; each pair of practice and region counts once."),
    ),
    Default(
        "transferred",
        _("Good practices successfully transferred"),
        RESULT,
        EXCHANGE,
        _(
            "Practices of another region that a completed action with evidence carries on; "
            "each counts once for a region."
        ),
    ),
    Default(
        "capacity_increased",
        _("Staff members with increased capacity"),
        RESULT,
        EXCHANGE,
        _("Distinct people who confirmed it in a reflection after an exchange, counted once."),
    ),
    Default(
        "policies_improved",
        _("Local or regional policies improved"),
        RESULT,
        EXCHANGE,
        _("Policy instruments improved by a completed action with evidence, counted once."),
    ),
    Default(
        "plans_adopted",
        _("Implementation plans adopted"),
        RESULT,
        EXCHANGE,
        _("Plans adopted by their region, counted once."),
    ),
    Default(
        "funding_levered",
        _("Funding levered (EUR)"),
        RESULT,
        MANAGEMENT,
        _("Funding recorded on completed actions with evidence."),
        unit="EUR",
    ),
)
