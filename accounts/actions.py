"""What people change about their own account."""

from accounts.models import ColourMode, User
from core import audit


@audit.action
def choose_colours(*, by: audit.Actor, user: User, mode: ColourMode) -> User:
    """Light, dark or as the system says, on every device of the person."""
    user.colour_mode = mode
    user.save(update_fields=["colour_mode"])
    audit.record(by=by, verb="account.colours_chosen", obj=user, changes={"colour_mode": mode})
    return user
