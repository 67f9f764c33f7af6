"""Who organises an exchange besides its host: upper rooms say so, as moderators of a session do."""

from collections.abc import Callable

from exchanges.models import Exchange
from regions.reader import Reader

type Check = Callable[[Exchange, Reader], bool]

_checks: list[Check] = []


def register(check: Check) -> None:
    """Ask `check` too; called in `AppConfig.ready()`."""
    if check not in _checks:
        _checks.append(check)


def is_organiser(exchange: Exchange, reader: Reader) -> bool:
    """Whether the reader hosts the exchange as a lead, coordinates, or organises part of it."""
    if reader.is_system or reader.is_coordinator:
        return True
    if exchange.host_id in reader.lead_partner_ids:
        return True
    return any(check(exchange, reader) for check in _checks)
