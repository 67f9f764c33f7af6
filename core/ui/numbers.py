"""Numbers as people read them: 1,850; +1.0; −0.4; €180,000; €1.22 m."""

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from django.utils import formats

MINUS = "\u2212"
MILLION = 1_000_000

type Number = int | float | Decimal | str | None


def number(value: Number, places: int = 0) -> str:
    """Thousands with a comma and a true minus; empty for nothing or no number."""
    exact = _decimal(value, places)
    if exact is None:
        return ""
    text = formats.number_format(abs(exact), decimal_pos=places, force_grouping=True)
    return f"{MINUS}{text}" if exact < 0 else text


def signed(value: Number, places: int = 1) -> str:
    """With its sign: +1.0, −0.4; zero has none."""
    exact = _decimal(value, places)
    if exact is None:
        return ""
    return f"+{number(exact, places)}" if exact > 0 else number(exact, places)


def euro(value: Number) -> str:
    """Whole euros: €180,000."""
    exact = _decimal(value, 0)
    if exact is None:
        return ""
    return f"{MINUS}€{number(-exact)}" if exact < 0 else f"€{number(exact)}"


def euro_short(value: Number) -> str:
    """Whole euros, from a million on in millions: €1.22 m."""
    exact = _decimal(value, 0)
    if exact is None or abs(exact) < MILLION:
        return euro(value)
    millions = number(abs(exact) / MILLION, 2)
    return f"{MINUS if exact < 0 else ''}€{millions} m"


def _decimal(value: Number, places: int) -> Decimal | None:
    if value is None or value == "" or isinstance(value, bool):
        return None
    try:
        exact = Decimal(str(value))
        rounded = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    except InvalidOperation:
        return None
    return abs(rounded) if rounded == 0 else rounded  # never "−0"
