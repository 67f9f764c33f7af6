"""What bin/run prints for whoever tries the demonstration."""

from clusterix.demonstration.context import PASSWORD
from clusterix.demonstration.people import ACCOUNTS
from peergroups.models import Session

WORDS = {
    "M": "member of a partner, Skåne",
    "L": "partner lead, Skåne",
    "Mod": "moderator of a peer group, Southern Denmark",
    "SC": "steering committee, Rhône-Alpes",
    "C": "coordinator, Lower Austria",
    "A": "administrator",
}


def room_code() -> str:
    """The code of the next session that a guest can join; empty if there is none."""
    open_sessions = Session.objects.filter(closed_at__isnull=True, cancelled_at__isnull=True)
    code = open_sessions.order_by("exchange__starts_on").values_list("room_code", flat=True)
    return code.first() or ""


def table() -> str:
    """Role, address and password, one account in a line; then the room code."""
    rows = [(f"{each.role}", each.email, WORDS[each.role]) for each in ACCOUNTS]
    width = max(len(email) for _role, email, _words in rows)
    lines = [f"Sign in with one of these addresses; the password is {PASSWORD}", ""]
    lines += [f"  {role:<4} {email:<{width}}  {words}" for role, email, words in rows]
    if code := room_code():
        lines += ["", f"  G    room code {code:<{width - 10}}  guest without an account, at /join/"]
    return "\n".join(lines)
