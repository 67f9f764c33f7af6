"""What a need said before it was changed or removed, as JSON can hold it."""

from typing import Any

from practices.models import Need


def kept_of(need: Need) -> dict[str, Any]:
    """All that brings it back."""
    return {
        "pk": need.pk,
        "text": need.text,
        "theme_id": need.theme_id,
        "industry_id": need.industry_id,
        "instrument": need.instrument,
        "as_of": need.as_of.isoformat(),
    }
