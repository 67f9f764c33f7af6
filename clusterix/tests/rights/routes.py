"""Every route of the resolver, and those that need no row."""

from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache

from django.urls import URLPattern, URLResolver, get_resolver

from clusterix.tests.rights.table import METHODS

# Routes without a right to check. Each with its reason; a pattern may end in *.
TECHNICAL = {
    "account_login": "signing in is how a visitor stops being one",
    "account_logout": "signing out is everybody's, and touches the own session only",
    "account_signup": "closed: accounts are made by invitation (U04)",
    "account_inactive": "tells a deactivated person so; no object",
    "account_reset_password*": "for people who cannot sign in; same answer for unknown addresses",
    "account_confirm_email": "bearer of a single-use link in a mail to the address itself",
    "account_email_verification_sent": "a sentence after signing in with a new address; no object",
    "mfa_authenticate": "the second step of signing in",
    "account_confirm_login_code": "closed: signing in by a mailed code is not offered",
    "acting_for": "chooses among the own memberships, in the own browser session only",
    "emblem": "the partnership's emblem, at the foot of every page",
    "join": "typing the code from a wall; it opens nothing by itself",
    "join_room": "bearer of a room code: it lists names of guests, and taking one is S10",
    "session_worker": "the program that keeps the participant's page on the device; no object",
    "session_shell": "the participant's page with nobody in it; no object",
    "session_taps": "bearer of the token of a place (R01): no login is asked, see test_room_taps",
    "api:api-root": "leads to the description of the API",
    "api:openapi-*": "the description of the API: what it can be asked, no data",
    "api:theme_list": "names of the partnership's themes, as on every page of the catalogue",
    "practice_preview": "renders what somebody who may write just typed; no object, no effect",
    "robots": "what search engines leave alone; no object",
    "colour_mode": "light or dark, for the own account only",
}

OURS = (
    "clusterix",
    "core",
    "accounts",
    "regions",
    "practices",
    "assessments",
    "exchanges",
    "peergroups",
    "plans",
    "reports",
)


@dataclass(frozen=True)
class Route:
    """One pattern. `arguments` are the names in its address."""

    name: str
    pattern: str
    callback: object
    arguments: frozenset[str]

    @property
    def is_ours(self) -> bool:
        module = getattr(self.callback, "__module__", "") or ""
        return module.partition(".")[0] in OURS

    @property
    def is_technical(self) -> bool:
        return any(fnmatchcase(self.name, pattern) for pattern in TECHNICAL)

    @property
    def methods(self) -> frozenset[str] | None:
        """What `require_http_methods` and its like allow, HEAD left out; None without one."""
        found = _decorated_methods(self.callback)
        return None if found is None else found & METHODS


@cache
def routes() -> tuple[Route, ...]:
    return tuple(_walk(get_resolver().url_patterns, "", "", frozenset()))


def _walk(patterns, namespace, prefix, arguments):
    for each in patterns:
        here = prefix + str(each.pattern)
        known = arguments | set(each.pattern.converters or each.pattern.regex.groupindex)
        if isinstance(each, URLResolver):
            inner = f"{namespace}{each.namespace}:" if each.namespace else namespace
            yield from _walk(each.url_patterns, inner, here, known)
        elif isinstance(each, URLPattern):
            yield Route(f"{namespace}{each.name or ''}", here, each.callback, known)


def _decorated_methods(view) -> frozenset[str] | None:
    """The decorator keeps its list in a closure; decorators above it keep `__wrapped__`."""
    if operations := getattr(getattr(view, "__self__", None), "operations", None):
        return frozenset(method for each in operations for method in each.methods)  # ninja
    while view is not None:
        names = getattr(getattr(view, "__code__", None), "co_freevars", ())
        if "request_method_list" in names:
            cell = view.__closure__[names.index("request_method_list")]
            return frozenset(cell.cell_contents)
        view = getattr(view, "__wrapped__", None)
    return None
