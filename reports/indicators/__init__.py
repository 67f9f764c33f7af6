"""One pure query for each indicator: records of a period, and from them alone its value.

`QUERIES` knows them by the name that an indicator keeps.
"""

from typing import Final

from reports.indicators.entries import media_appearances, press_releases
from reports.indicators.meetings import (
    capacity_increased,
    dissemination_events,
    interregional_events,
    participations,
    sessions_held,
    visits_held,
)
from reports.indicators.practices import practices_identified
from reports.indicators.record import Query, Record, Value, in_order, value_of
from reports.indicators.transfer import (
    assessed,
    funding_levered,
    plans_adopted,
    policies_improved,
    transferred,
)

__all__ = ["BY_HAND", "QUERIES", "Query", "Record", "Value", "in_order", "value_of"]

QUERIES: Final[dict[str, Query]] = {
    query.__name__: query
    for query in (
        practices_identified,
        interregional_events,
        dissemination_events,
        visits_held,
        sessions_held,
        participations,
        press_releases,
        media_appearances,
        assessed,
        transferred,
        capacity_increased,
        policies_improved,
        plans_adopted,
        funding_levered,
    )
}
BY_HAND: Final = (press_releases.__name__, media_appearances.__name__)
