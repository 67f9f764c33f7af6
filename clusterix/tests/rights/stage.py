"""Who asks, for whom an object is made, and how to ask for it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID, uuid4

from accounts.models import User
from clusterix.testing.partnership import (
    Place,
    SmallPartnership,
    make_person,
    make_small_partnership,
)
from clusterix.testing.persona import Persona
from regions.models import Partner, Region

PERSONS = {
    "M": "member",
    "L": "lead",
    "Mod": "moderator",
    "SC": "steering",
    "C": "coordinator",
    "A": "administrator",
}
HOME = {"V", "G", "M", "L", "A"}  # their own side is the home region's, the others' the third's


@dataclass(frozen=True)
class Side:
    """For whom an object is made: the asking person's own, or somebody else's."""

    role: str
    place: Place
    user: User | None
    person_key: UUID
    is_own: bool

    @property
    def partner(self) -> Partner:
        return self.place.partner

    @property
    def region(self) -> Region:
        return self.place.region


@dataclass(frozen=True)
class Stage:
    """A small partnership, one person per role, and a stranger of the other partner."""

    small: SmallPartnership
    people: dict[str, User]
    guest_key: UUID

    def side(self, role: str, *, is_own: bool) -> Side:
        """Own: of the role's partner and person. Other: of a stranger of another partner."""
        if not is_own:
            return Side(role, self.small.other, self.people["stranger"], uuid4(), False)
        place = self.small.home if role in HOME else self.small.third
        key = self.guest_key if role == "G" else uuid4()
        return Side(role, place, self.people.get(role), key, True)

    def client(self, role: str) -> Persona:
        if role == "V":
            return Persona()
        if role == "G":
            return Persona(person_key=self.guest_key)
        return Persona(user=self.people[role])


def make_stage() -> Stage:
    small = make_small_partnership()
    people = {role: make_person(small, name) for role, name in PERSONS.items()}
    people["stranger"] = make_person(small, "stranger")
    return Stage(small, people, uuid4())


@dataclass(frozen=True)
class Target:
    """How to ask for an object that a fixture made.

    - `kwargs`: of the route (`reverse(name, kwargs=...)`)
    - `data`: the form of a POST that is valid; or a function that makes it afresh (for files)
    - `query`: the query string of a GET
    - `shows`: words that the page of who is allowed holds, and no other page; on a list, the name
      of the object. With `hides=True` the route itself answers everybody (a list, a page with one
      field less): who is not allowed gets it without these words.
    - `readable`: the id of the row that says who may read the object ("P04"). Who may not gets
      404, whatever `deny` says. Leave it empty when everybody who signs in may read it.
    - `door`: the id of the row that is asked first ("I01"). Who may not do that gets its `deny`.
    - `parent`: the id of the row that "=" refers to
    - `ok`: statuses of a right answer, where not 200 (GET) or 200, 201, 204, 302, 303 (POST)
    - `is_self`: the route is about the person who asks, so nothing of somebody else can be asked
    - `absent`: kwargs of an object that does not exist; made from `kwargs` if empty
    - `is_audited`: whether the POST must leave an audit line when it is allowed
    - `prepare`: called with the client before it asks (a fresh sign-in, a token in the session)
    - `headers`: of the request, with their HTTP names ("Authorization")
    - `content_type`: of a POST that is not a form ("application/json": `data` is sent as JSON)
    - `by_url`: for rows with several routes, what differs: {"practice_edit": {"data": {...}}}
    """

    kwargs: Mapping[str, Any] = field(default_factory=dict)
    data: Mapping[str, Any] | Callable[[], Mapping[str, Any]] = field(default_factory=dict)
    query: Mapping[str, Any] = field(default_factory=dict)
    shows: str = ""
    hides: bool = False
    readable: str = ""
    door: str = ""
    parent: str = ""
    ok: tuple[int, ...] = ()
    is_self: bool = False
    absent: Mapping[str, Any] = field(default_factory=dict)
    is_audited: bool = True
    prepare: Callable[[Persona], object] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    content_type: str = ""
    by_url: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def at(self, url_name: str) -> "Target":
        """What holds for this route."""
        return replace(self, by_url={}, **self.by_url.get(url_name, {}))

    def of_nothing(self) -> "Target | None":
        """The same question about an object that does not exist; None where there is none."""
        if self.absent:
            return replace(self, kwargs=self.absent)
        if not self.kwargs:
            return None
        *_, last = self.kwargs
        return replace(self, kwargs={**self.kwargs, last: _nothing(self.kwargs[last])})


def _nothing(value: Any) -> Any:
    if isinstance(value, int):
        return 1_987_654_321
    if isinstance(value, UUID):
        return uuid4()
    return "ZZ9" if str(value).isupper() else "there-is-no-such-thing"
